//! Replaces entropies and divergences by their definitions as sums or integrals over the variables of their lambdas, and
//! derivatives that the rules of calculus give by what they give.

use rustc_hash::FxHashMap;

use super::derivative::derivative;
use crate::expr::*;
use crate::vocabulary::distributions::{End, support};

/// The expression with its information quantities written out, as far as their arguments are functions.
pub(super) fn expand(store: &mut Store, id: Id) -> Id {
    expand_in(store, id, &mut FxHashMap::default())
}

fn expand_in(store: &mut Store, id: Id, memo: &mut FxHashMap<Id, Id>) -> Id {
    if let Some(&done) = memo.get(&id) {
        return done;
    }
    let inner = store.map_children(id, 0, |store, child, _| expand_in(store, child, memo));
    let result = match store.node(inner).clone() {
        Node::Apply(operator, args) => written_out(store, operator, &args).unwrap_or(inner),
        Node::Bind(BinderKind::Derivative, sort, Domain::At(at), body)
            if *store.sort_of(sort) == Sort::Real =>
        {
            derivative(store, body, at).unwrap_or(inner)
        }
        _ => inner,
    };
    memo.insert(id, result);
    result
}

fn written_out(store: &mut Store, operator: Operator, args: &[Id]) -> Option<Id> {
    use Operator::*;
    if args.len() != operator.arity().0 {
        return None;
    }
    match operator {
        Entropy => average(store, args[0], args[0], &|store, p, _| {
            let log = store.log(p);
            let weighted = store.product(&[p, log]);
            store.negate(weighted)
        }),
        CrossEntropy => average(store, args[0], args[1], &|store, p, q| {
            let log = store.log(q);
            let weighted = store.product(&[p, log]);
            store.negate(weighted)
        }),
        Divergence => average(store, args[0], args[1], &|store, p, q| {
            let (top, bottom) = (store.log(p), store.log(q));
            let gap = store.subtract(top, bottom);
            store.product(&[p, gap])
        }),
        ConditionalEntropy => conditional_entropy(store, args[0], args[1]),
        MutualInformation => mutual_information(store, args[0]),
        _ => None,
    }
}

/// Variables of a curried lambda, with its body; functions by name are applied to fresh variables.
fn open(store: &mut Store, function: Id) -> Option<(Vec<SortId>, Id)> {
    let mut sorts = Vec::new();
    let mut body = function;
    while let Node::Bind(BinderKind::Lambda, sort, Domain::All, inner) = *store.node(body) {
        sorts.push(sort);
        body = inner;
    }
    if !sorts.is_empty() {
        return Some((sorts, body));
    }
    let Sort::Function(args, _) = store.sort(function).clone() else {
        return None;
    };
    let lifted = store.lift(function, args.len() as u32);
    let variables: Vec<Id> = args
        .iter()
        .enumerate()
        .map(|(at, &sort)| store.bound((args.len() - 1 - at) as u32, sort))
        .collect();
    let body = store.call(lifted, &variables);
    Some((args, body))
}

/// Sum or integral of `term` over all variables of the two functions, which have the same ones.
fn average(store: &mut Store, p: Id, q: Id, term: &dyn Fn(&mut Store, Id, Id) -> Id) -> Option<Id> {
    let (sorts, p) = open(store, p)?;
    let (others, q) = open(store, q)?;
    if sorts != others {
        return None;
    }
    let body = term(store, p, q);
    if let ([sort], Some(domain)) = (&sorts[..], support_of(store, p)) {
        let kind = match store.sort_of(*sort) {
            Sort::Real => BinderKind::Integral,
            _ => BinderKind::Sum,
        };
        return Some(store.bind(kind, *sort, domain, body));
    }
    Some(over(store, &sorts, body))
}

/// Where the density of a named distribution is not 0 for want of mass: elsewhere its logarithm is not looked at.
fn support_of(store: &mut Store, density: Id) -> Option<Domain> {
    let Node::Apply(Operator::Pdf, args) = store.node(density).clone() else {
        return None;
    };
    let Node::Apply(operator, parameters) = store.node(args[0]).clone() else {
        return None;
    };
    let (_, low, high) = support(operator)?;
    if store.loose(args[0]) > 0 || !matches!(store.node(args[1]), Node::Bound(0, _)) {
        return None;
    }
    let mut end = |end: End| match end {
        End::At(value) => store.integer(value),
        End::Infinity => store.constant(Constant::Infinity),
        End::Parameter(at) => parameters[at],
    };
    Some(Domain::Range(end(low), end(high)))
}

fn over(store: &mut Store, sorts: &[SortId], body: Id) -> Id {
    sorts.iter().rev().fold(body, |body, &sort| {
        let kind = match store.sort_of(sort) {
            Sort::Real | Sort::Vector(_) | Sort::Matrix(..) | Sort::Complex => BinderKind::Integral,
            _ => BinderKind::Sum,
        };
        store.bind(kind, sort, Domain::All, body)
    })
}

/// `-sum p(x, y) log (p(x, y) / q(x))`: the condition's variables are the last ones of the joint density.
fn conditional_entropy(store: &mut Store, joint: Id, condition: Id) -> Option<Id> {
    let (sorts, p) = open(store, joint)?;
    let (last, q) = open(store, condition)?;
    // The condition's variables are the innermost ones of the joint density, so that they are numbered alike.
    if !sorts.ends_with(&last) || store.loose(condition) > 0 {
        return None;
    }
    let (top, bottom) = (store.log(p), store.log(q));
    let gap = store.subtract(bottom, top);
    let term = store.product(&[p, gap]);
    Some(over(store, &sorts, term))
}

/// `sum p log p - sum p_1 log p_1 - sum p_2 log p_2` for a function of two variables.
fn mutual_information(store: &mut Store, joint: Id) -> Option<Id> {
    let (sorts, body) = open(store, joint)?;
    let [first, second] = sorts[..] else {
        return None;
    };
    let negative_entropy = |store: &mut Store, p: Id| {
        let log = store.log(p);
        store.product(&[p, log])
    };
    let term = negative_entropy(store, body);
    let both = over(store, &[first, second], term);
    // The innermost variable is the second one.
    let of_first = over(store, &[second], body);
    let term = negative_entropy(store, of_first);
    let first_part = over(store, &[first], term);
    let (x, y) = (store.bound(0, first), store.bound(1, second));
    let step = store.lift(joint, 2);
    let swapped = store.call(step, &[x, y]);
    let of_second = over(store, &[first], swapped);
    let term = negative_entropy(store, of_second);
    let second_part = over(store, &[second], term);
    let rest = store.sum(&[first_part, second_part]);
    Some(store.subtract(both, rest))
}
