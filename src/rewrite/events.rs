//! Events of numbers: what is random on one side, what is not on the other, with 1 in front.

use super::engine::Normalizer;
use super::step::Step;
use super::view::{coefficient, factors, terms};
use crate::expr::*;

/// Events of absolute values by squares.
const SIZES: &[&str] = &[
    "event-size-from",
    "event-size-at-most",
    "event-size-above",
    "event-size-below",
];

/// The probability of an event that is one comparison, brought to its normal form.
pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Apply(Operator::Probability, args) = n.store.node(id).clone() else {
        return None;
    };
    let &[event] = &args[..] else { return None };
    let Node::Relation(relation, left, right) = *n.store.node(event) else {
        return None;
    };
    if let Some(step) = n.by_any(SIZES, id) {
        return Some(step);
    }
    let (law, turned) = match relation {
        Comparison::LessEqual => ("event-at-most", "event-at-most-turned"),
        Comparison::Less => ("event-below", "event-below-turned"),
        Comparison::Equal => ("event-equal", "event-equal"),
        _ => return None,
    };
    let (random, rest, scale) = sides(n, left, right)?;
    let positive = n.positive(scale);
    let by = n.store.reciprocal(scale);
    let one = n.store.integer(1);
    let (law, back, low, high) = match relation {
        Comparison::Equal => (law, one, random, rest),
        _ if positive => (law, one, random, rest),
        _ => (turned, n.store.integer(-1), rest, random),
    };
    let to = n.store.relation(relation, low, high);
    let to = n.store.apply(Operator::Probability, &[to]);
    if to == id {
        return None;
    }
    let there = n.by_law_with(law, &[("X", left), ("Y", right), ("c", by)], id)?;
    let back = n.by_law_with(law, &[("X", low), ("Y", high), ("c", back)], to)?;
    let meet = n.ring(there.to, back.to);
    let whole = there.then(meet);
    Some(n.flip(to, back)).map(|back| whole.then(back))
}

/// `c`, `r` and `k` of `left - right = c (r - k)`, where only r is random.
fn sides(n: &mut Normalizer, left: Id, right: Id) -> Option<(Id, Id, Id)> {
    let number = |n: &Normalizer, id: Id| {
        let sort = n.store.sort_id(id);
        matches!(n.store.of_values(sort), Sort::Real | Sort::Integer)
    };
    if !number(n, left) || !number(n, right) {
        return None;
    }
    let difference = n.store.subtract(left, right);
    let difference = n.canonical(difference)?;
    let chance = |n: &Normalizer, id: Id| {
        let mut names = n.store.free_names(id).into_iter();
        names.any(|name| n.store.is_chance(n.store.symbol(name).sort))
    };
    let (random, rest): (Ids, Ids) = terms(n.store, difference)
        .into_iter()
        .partition(|&term| chance(n, term));
    let scale = match random[..] {
        [] => return None,
        [only] => {
            let fixed: Ids = factors(n.store, only)
                .into_iter()
                .filter(|&factor| !chance(n, factor))
                .collect();
            n.store.product(&fixed)
        }
        [first, ..] => {
            let number = coefficient(n.store, first).0;
            n.store.number(number)
        }
    };
    let by = n.store.reciprocal(scale);
    let random = n.store.sum(&random);
    let random = n.store.product(&[random, by]);
    let rest = n.store.sum(&rest);
    let minus = n.store.integer(-1);
    let rest = n.store.product(&[minus, rest, by]);
    Some((n.canonical(random)?, n.canonical(rest)?, scale))
}
