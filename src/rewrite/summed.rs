//! The distribution of sums of independent variables: of two parts, and of the items of a sequence.

use super::engine::Normalizer;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;

/// Distributions whose sums are known.
const CONVOLUTIONS: &[&str] = &[
    "convolution-normal",
    "convolution-multivariate-normal",
    "convolution-gamma",
    "convolution-exponential",
    "convolution-chi-squared",
    "convolution-poisson",
    "convolution-binomial",
];

/// The distribution of a sum whose terms are of different variables, as a convolution; and what that is.
pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id).clone() {
        Node::Apply(Operator::Convolution, _) => n.by_any(CONVOLUTIONS, id),
        Node::Apply(Operator::Law, args) => {
            let of = args[0];
            parted(n, id, of)
                .or_else(|| items(n, id, of))
                .or_else(|| ratio(n, id, of))
        }
        _ => None,
    }
}

/// One variable, with what is constant, and the others.
fn parted(n: &mut Normalizer, id: Id, of: Id) -> Option<Step> {
    let mut first: Vec<Id> = Vec::new();
    let mut rest: Vec<Id> = Vec::new();
    let mut variables: Vec<SymbolId> = Vec::new();
    for term in terms(n.store, of) {
        let random = chance(n.store, term);
        if random.is_empty() || variables.is_empty() || random == variables {
            if variables.is_empty() {
                variables = random;
            }
            first.push(term);
        } else if random.iter().any(|name| variables.contains(name)) {
            return None;
        } else {
            rest.push(term);
        }
    }
    if rest.is_empty() {
        return None;
    }
    let (first, rest) = (n.store.sum(&first), n.store.sum(&rest));
    let law = match n.store.is_array(of) {
        true => "law-of-vector-sum",
        false => "law-of-sum",
    };
    n.by_law_at(law, &[("X", first), ("Y", rest)], id)
}

/// The random names in an expression, in order.
fn chance(store: &Store, id: Id) -> Vec<SymbolId> {
    let mut names = store.free_names(id);
    names.retain(|&name| store.is_chance(store.symbol(name).sort));
    names.sort_unstable();
    names
}

/// A sum over the items of one sequence, each with a coefficient, beside constants.
fn items(n: &mut Normalizer, id: Id, of: Id) -> Option<Step> {
    let (random, rest): (Vec<Id>, Vec<Id>) = terms(n.store, of)
        .into_iter()
        .partition(|&term| !chance(n.store, term).is_empty());
    let [term] = random[..] else { return None };
    let (sum, scale): (Ids, Ids) = factors(n.store, term)
        .into_iter()
        .partition(|&factor| !chance(n.store, factor).is_empty());
    let [sum] = sum[..] else { return None };
    let Node::Bind(BinderKind::Sum, _, Domain::Range(from, to), _) = *n.store.node(sum) else {
        return None;
    };
    let (local, body) = n.open(sum)?;
    let (item, mut coefficient): (Ids, Ids) = factors(n.store, body)
        .into_iter()
        .partition(|&factor| !chance(n.store, factor).is_empty());
    let [item] = item[..] else { return None };
    coefficient.extend(scale);
    let squared = match *n.store.node(item) {
        Node::Power(base, exponent) if n.store.as_number(exponent).is_some() => Some(base),
        _ => None,
    };
    let plain = coefficient.is_empty() && rest.is_empty();
    let variable = squared.unwrap_or(item);
    let law = n.store.apply(Operator::Law, &[variable]);
    let law = n.normalize(law).to;
    let Node::Apply(operator, parameters) = n.store.node(law).clone() else {
        return None;
    };
    let over = |store: &mut Store, body: Id| lambda(store, sum, local, body);
    let items = over(n.store, variable);
    let mut given = vec![("X", items), ("a", from), ("b", to)];
    let law = match operator {
        Operator::Normal if squared.is_some() => "law-of-sum-of-squares",
        _ if squared.is_some() => return None,
        Operator::Normal => {
            let coefficient = n.store.product(&coefficient);
            let rest = n.store.sum(&rest);
            given.push(("c", over(n.store, coefficient)));
            given.push(("m", over(n.store, parameters[0])));
            given.push(("v", over(n.store, parameters[1])));
            given.push(("d", rest));
            "law-of-sum-of-normals"
        }
        Operator::GammaDist => {
            given.push(("s", over(n.store, parameters[0])));
            given.push(("c", parameters[1]));
            "law-of-sum-of-gammas"
        }
        Operator::Exponential => {
            given.push(("c", parameters[0]));
            "law-of-sum-of-exponentials"
        }
        Operator::Poisson => {
            given.push(("l", over(n.store, parameters[0])));
            "law-of-sum-of-poissons"
        }
        Operator::BinomialDist => {
            given.push(("n", over(n.store, parameters[0])));
            given.push(("p", parameters[1]));
            "law-of-sum-of-binomials"
        }
        Operator::Bernoulli => {
            given.push(("p", parameters[0]));
            "law-of-sum-of-bernoullis"
        }
        _ => return None,
    };
    let constant = |&(name, value): &(&str, Id)| {
        name == "X"
            || matches!(n.store.node(value), Node::Bind(..))
            || !n.store.mentions(value, local)
    };
    if !given.iter().all(constant) || operator != Operator::Normal && !plain {
        return None;
    }
    at_values(n, id, law, &given)
}

/// Ratios of two variables, one of which is chi-squared.
fn ratio(n: &mut Normalizer, id: Id, of: Id) -> Option<Step> {
    let [one, other] = chance(n.store, of)[..] else {
        return None;
    };
    [(one, other), (other, one)]
        .into_iter()
        .find_map(|(above, below)| {
            let (above, below) = (n.store.name(above), n.store.name(below));
            let [upper, lower] = [above, below].map(|variable| {
                let law = n.store.apply(Operator::Law, &[variable]);
                n.normalize(law).to
            });
            let degrees = |store: &Store, law: Id| match store.node(law) {
                Node::Apply(Operator::ChiSquared, parameters) => Some(parameters[0]),
                _ => None,
            };
            let k = degrees(n.store, lower)?;
            let mut given = vec![("X", above), ("Y", below), ("k", k)];
            match degrees(n.store, upper) {
                Some(j) => {
                    given.push(("j", j));
                    at_values(n, id, "law-of-ratio-f", &given)
                }
                None => at_values(n, id, "law-of-ratio-t", &given),
            }
        })
}

/// The function whose value at an index of the sum is the expression.
fn lambda(store: &mut Store, sum: Id, local: SymbolId, body: Id) -> Id {
    let Node::Bind(_, sort, ..) = *store.node(sum) else {
        return body;
    };
    let body = store.close(body, local);
    store.bind(BinderKind::Lambda, sort, Domain::All, body)
}

/// The law at values, after what stands under it is brought to the form of the law.
pub fn at_values(n: &mut Normalizer, id: Id, law: &str, given: &[(&str, Id)]) -> Option<Step> {
    let row = n.theory.get(n.theory.law(law)?);
    let values = given.iter().filter_map(|&(name, value)| {
        let mut variables = row.variables.iter();
        let known = variables.find(|&&v| n.store.symbol(v).spelling == name)?;
        Some((*known, value))
    });
    let values: Substitution = values.collect();
    let form = n.store.substitute(row.left, &values);
    let of = n.store.children(id)[0];
    let inner = n.store.children(form)[0];
    let first = match inner == of {
        true => Step::same(id),
        false => {
            let back = n.normalize(inner);
            if back.to != of {
                return None;
            }
            let first = n.flip(inner, back);
            n.inside_at(id, 0, first)
        }
    };
    let next = n
        .by_law_with(law, given, first.to)
        .or_else(|| n.by_law_at(law, given, first.to))?;
    Some(first.then(next))
}
