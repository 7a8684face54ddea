//! One equation from another: `n p = y`, hence `p = y / n`.
//!
//! The rows of a solution are no identities; each follows from the one before by doing the same to both sides. A
//! [`Witness`] says what was done. The proof is an ordinary one, in which the row before is a fact: the left side is
//! rewritten to `right + f(before left) - f(before right)`, whose last terms cancel by that fact.

use super::budget::Budget;
use super::engine::{Answers, Normalizer};
use super::factors;
use super::prove::{prove, prove_readily};
use super::stage::Stage;
use super::step::Step;
use super::view;
use crate::expr::*;
use crate::kernel::{self, Proof, Theorem};
use crate::theory::{Context, FactId, Theory};

/// A function of one number, as what is done to both sides.
type Function<'a> = &'a dyn Fn(&mut Store, Id) -> Id;

/// How deep the side of the equation before stands in what was done to it.
const LEVELS: usize = 4;
/// Unknowns by whose coefficients an equation may have been multiplied.
const UNKNOWNS: usize = 4;

/// What was done to both sides of the equation before.
#[derive(Debug, Clone, Copy)]
pub struct Witness {
    /// `right + f(before left) - f(before right)`, which the left side of the conclusion equals.
    pub target: Id,
    /// The term `f(before left)` of the target.
    image: Id,
    /// The part of it in which the fact is used: a factor may show the same expression.
    part: Id,
}

/// Ways in which `left = right` may follow from a fact, likely ones first.
pub fn witnesses(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    premise: FactId,
    (left, right): (Id, Id),
    budget: &mut Budget,
) -> Vec<Witness> {
    let fact = &context.facts[premise.0 as usize];
    let (before_left, before_right) = (fact.left, fact.right);
    let mut found = Vec::new();
    let alike = store.shape(before_left) == store.shape(left);
    for factor in [1, -1].into_iter().filter(|_| alike) {
        let factor = store.integer(factor);
        found.extend(multiple(store, factor, (before_left, before_right), right));
    }
    if store.is_array(left) && store.is_array(before_left) {
        found.extend(multiples(store, (before_left, before_right), (left, right)));
        found.extend(inverted(store, (before_left, before_right), right));
        return found;
    }
    if !alike {
        return Vec::new();
    }
    let before = store.subtract(before_left, before_right);
    let now = store.subtract(left, right);
    let mut factors = Vec::new();
    for unknown in unknowns(store, before, now) {
        let mut slope =
            |store: &mut Store, of: Id| coefficient(store, (theory, context), of, unknown, budget);
        if let (Some(was), Some(is)) = (slope(store, before), slope(store, now)) {
            let factor = ratio(store, is, was);
            if !factors.contains(&factor) {
                factors.push(factor);
                found.extend(multiple(store, factor, (before_left, before_right), right));
            }
        }
    }
    found.extend(multiples(store, (before_left, before_right), (left, right)));
    let functions: [Function; 5] = [
        &|store, id| store.log(id),
        &|store, id| store.exp(id),
        &|store, id| store.reciprocal(id),
        &|store, id| {
            let two = store.integer(2);
            store.power(id, two)
        },
        &|store, id| store.sqrt(id),
    ];
    for function in functions {
        let (image, other) = (function(store, before_left), function(store, before_right));
        // What was done shows in the conclusion.
        let shows = [(left, image), (right, other), (right, image), (left, other)]
            .iter()
            .any(|&(side, done)| same_head(store, side, done));
        if !shows {
            continue;
        }
        let minus = store.negate(other);
        let target = store.sum(&[right, image, minus]);
        found.push(Witness {
            target,
            image,
            part: image,
        });
    }
    found
}

/// A quotient without the factors that both show: that they are not zero is not known of what is multiplied by it.
fn ratio(store: &mut Store, above: Id, below: Id) -> Id {
    let mut left = view::factors(store, below);
    let mut kept = view::factors(store, above);
    kept.retain(
        |factor| match left.iter().position(|other| other == factor) {
            Some(at) => {
                left.remove(at);
                false
            }
            None => true,
        },
    );
    let (above, below) = (store.product(&kept), store.product(&left));
    store.divide(above, below)
}

/// A proof of `left = right` from the fact by the witness; `likely` if numbers speak for it, so that a long search is worth it.
pub fn consequence(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    premise: FactId,
    ((left, right), witness, likely): ((Id, Id), Witness, bool),
    budget: &mut Budget,
) -> Option<(Proof, Theorem)> {
    let claim = (left, Comparison::Equal, witness.target);
    let search = if likely { prove } else { prove_readily };
    let (proof, _) = search(store, theory, context, claim, budget).ok()?;
    let claim = (left, Comparison::Equal, right);
    budget.begin(store);
    let mut answers = Answers::new(store, context, claim);
    let mut n = Normalizer::new(store, theory, context, Stage::Ring, &mut answers, budget);
    let fact = &context.facts[premise.0 as usize];
    let values = Vec::new();
    let used = Step::by(
        fact.right,
        Proof::Fact {
            fact: premise,
            values,
        },
    );
    let used = replaced(&mut n, witness.part, fact.left, &used)?;
    let moved = replaced(&mut n, witness.image, witness.part, &used)?;
    let place = position(n.store, witness.target, witness.image)?;
    let moved = n.inside_at(witness.target, place, moved);
    let last = n.ring(moved.to, right);
    let whole = Step::by(witness.target, proof).then(moved).then(last);
    budget.end(store);
    let proof = whole.proof.map(|proof| (*proof).clone())?;
    let theorem = kernel::check(store, theory, context, claim, &proof).ok()?;
    Some((proof, theorem))
}

/// True for two logarithms, two exponentials, or two powers with one exponent.
fn same_head(store: &Store, a: Id, b: Id) -> bool {
    match (store.node(a), store.node(b)) {
        (Node::Apply(one, _), Node::Apply(other, _)) => one == other,
        (Node::Power(base, exponent), Node::Power(other, same)) => {
            exponent == same || base == other
        }
        _ => false,
    }
}

/// Both sides multiplied by a factor. The side stands as an operand of its own, so that it can be replaced; None where
/// it cannot.
fn multiple(store: &mut Store, factor: Id, (left, right): (Id, Id), rest: Id) -> Option<Witness> {
    let piece = match store.node(left) {
        Node::Product(_) if store.is_array(left) => return None,
        Node::Product(_) => {
            let zero = store.integer(0);
            store.sum(&[zero, left])
        }
        _ => left,
    };
    let image = store.product(&[factor, piece]);
    let other = store.product(&[factor, right]);
    let minus = store.negate(other);
    let target = store.sum(&[rest, image, minus]);
    Some(Witness {
        target,
        image,
        part: image,
    })
}

/// The difference of the sides, between the factors that both sides may have been multiplied by.
fn multiples(
    store: &mut Store,
    (before_left, before_right): (Id, Id),
    (left, right): (Id, Id),
) -> Vec<Witness> {
    let ways = factors::factors(store, [before_left, before_right], [left, right]);
    let one = store.integer(1);
    // The side stands as an operand of its own, so that it can be replaced.
    let piece = match store.node(before_left) {
        Node::Sum(_) => store.product(&[one, before_left]),
        _ => before_left,
    };
    let difference = store.subtract(piece, before_right);
    let mut found = Vec::new();
    for way in ways {
        let Some(image) = way.around(store, difference) else {
            continue;
        };
        if store.shape(image) == store.shape(right) {
            let target = store.sum(&[right, image]);
            found.push(Witness {
                target,
                image,
                part: difference,
            });
        }
    }
    found
}

/// Both sides inverted, where they are square and of the shape of the conclusion.
fn inverted(store: &mut Store, (left, right): (Id, Id), rest: Id) -> Option<Witness> {
    let (rows, columns) = store.shape(left);
    if rows != columns || store.shape(rest) != (rows, columns) {
        return None;
    }
    let image = store.apply(Operator::Inverse, &[left]);
    let other = store.apply(Operator::Inverse, &[right]);
    let minus = store.negate(other);
    let target = store.sum(&[rest, image, minus]);
    Some(Witness {
        target,
        image,
        part: image,
    })
}

/// `of` with one occurrence of `from` rewritten, few levels down.
fn replaced(n: &mut Normalizer, of: Id, from: Id, used: &Step) -> Option<Step> {
    descend(n, of, from, used, LEVELS)
}

fn descend(n: &mut Normalizer, of: Id, from: Id, used: &Step, levels: usize) -> Option<Step> {
    if of == from {
        return Some(used.clone());
    }
    let below = levels.checked_sub(1)?;
    if let Some(place) = position(n.store, of, from) {
        return Some(n.inside_at(of, place, used.clone()));
    }
    let children = n.store.children(of);
    let (at, step) = children.iter().enumerate().find_map(|(at, &child)| {
        let step = descend(n, child, from, used, below)?;
        Some((at, step))
    })?;
    Some(n.inside_at(of, at, step))
}

fn position(store: &Store, of: Id, child: Id) -> Option<usize> {
    store.children(of).iter().position(|&c| c == child)
}

/// Scalar names and components that both expressions share.
fn unknowns(store: &mut Store, a: Id, b: Id) -> Vec<Id> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    collect(store, a, &mut first);
    collect(store, b, &mut second);
    first.retain(|id| second.contains(id));
    first.truncate(UNKNOWNS);
    first
}

fn collect(store: &Store, id: Id, found: &mut Vec<Id>) {
    let scalar = matches!(store.sort(id), Sort::Real | Sort::Integer);
    let leaf = match store.node(id) {
        Node::Name(_) => true,
        Node::Component(base, indices) => {
            let fixed = |&index: &Id| matches!(store.node(index), Node::Number(_) | Node::Name(_));
            matches!(store.node(*base), Node::Name(_)) && indices.iter().all(fixed)
        }
        _ => false,
    };
    if leaf {
        if scalar && store.loose(id) == 0 && !found.contains(&id) {
            found.push(id);
        }
        return;
    }
    for child in store.children(id) {
        collect(store, child, found);
    }
}

/// The coefficient of an unknown in an expression that is linear in it, as a normal form; None where there is none.
fn coefficient(
    store: &mut Store,
    (theory, context): (&Theory, &Context),
    of: Id,
    unknown: Id,
    budget: &mut Budget,
) -> Option<Id> {
    let real = store.intern_sort(Sort::Real);
    let symbol = store.local(real, Domain::All, 0);
    let name = store.name(symbol);
    let opened = exchanged(store, of, unknown, name);
    let slope = store.bind_name(BinderKind::Derivative, symbol, Domain::At(unknown), opened);
    budget.begin(store);
    let claim = (slope, Comparison::Equal, slope);
    let mut answers = Answers::new(store, context, claim);
    let normal = Normalizer::new(store, theory, context, Stage::Linear, &mut answers, budget)
        .normalize(slope)
        .to;
    budget.end(store);
    (!differentiates(store, normal) && !store.is_zero(normal)).then_some(normal)
}

fn differentiates(store: &Store, id: Id) -> bool {
    matches!(store.node(id), Node::Bind(BinderKind::Derivative, ..))
        || store
            .children(id)
            .iter()
            .any(|&child| differentiates(store, child))
}

/// The expression with every occurrence of `from` (without loose variables) replaced.
fn exchanged(store: &mut Store, id: Id, from: Id, to: Id) -> Id {
    if id == from {
        return to;
    }
    store.map_children(id, 0, |store, child, _| exchanged(store, child, from, to))
}
