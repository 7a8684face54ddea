//! Rules that compute their instance: marginals and conditionals of densities, derivatives, sums between numbers,
//! arrays written out.

use super::arrays::by_entries;
use super::derivative::derivative;
use super::limit::limit;
use crate::expr::*;

/// The names of the rules.
pub const RULES: &[&str] = &[
    "marginal",
    "conditional",
    "derivative",
    "entries",
    "unroll",
    "limit",
];

/// The conditions under which `left = right` is an instance of the rule; None if it is none.
pub fn instance(store: &mut Store, rule: &str, left: Id, right: Id) -> Option<Vec<Id>> {
    match rule {
        "marginal" => (marginal(store, left)? == right).then(Vec::new),
        "conditional" => {
            let (computed, condition) = conditional(store, left)?;
            (computed == right).then(|| vec![condition])
        }
        "derivative" => {
            let (computed, conditions) = derivative(store, left)?;
            (computed == right).then_some(conditions)
        }
        "limit" => {
            let (computed, conditions) = limit(store, left)?;
            (computed == right).then_some(conditions)
        }
        "entries" => {
            let (computed, conditions) = by_entries(store, left)?;
            (computed == right).then_some(conditions)
        }
        "unroll" => (unroll(store, left)? == right).then(Vec::new),
        _ => None,
    }
}

/// Terms of a sum or product between numbers that are written out at most.
const MAX_UNROLLED: i64 = 64;

/// A sum or product over integers between two numbers, written out; 0 or 1 where there are none.
pub fn unroll(store: &mut Store, left: Id) -> Option<Id> {
    let Node::Bind(kind, sort, Domain::Range(low, high), body) = *store.node(left) else {
        return None;
    };
    let (low, high) = (
        store.as_number(low)?.to_i64()?,
        store.as_number(high)?.to_i64()?,
    );
    if high.checked_sub(low)? >= MAX_UNROLLED || *store.sort_of(sort) != Sort::Integer {
        return None;
    }
    let mut terms = Ids::new();
    for at in low..=high {
        let at = store.integer(at);
        terms.push(store.instantiate(body, at));
    }
    match kind {
        _ if store.is_array(body) => None,
        BinderKind::Sum => Some(store.sum(&terms)),
        BinderKind::Product => Some(store.product(&terms)),
        _ => None,
    }
}

/// `\sum_y p(x, y \mid c) = p(x \mid c)`, `\int p(x, y) dy = p(x)`, over all values of one slot; 1 where no other is left.
pub fn marginal(store: &mut Store, left: Id) -> Option<Id> {
    let Node::Bind(kind, sort, domain, body) = *store.node(left) else {
        return None;
    };
    // A sum over the set that the sort is named after is one over all values.
    let over_all = match (domain, store.sort_of(sort)) {
        (Domain::All, _) => true,
        (Domain::In(set), Sort::Element(Some(name))) => *store.node(set) == Node::Name(*name),
        _ => false,
    };
    let discrete = matches!(store.sort_of(sort), Sort::Element(_));
    let fits = match kind {
        BinderKind::Sum => discrete,
        BinderKind::Integral => !discrete,
        _ => false,
    };
    if !over_all || !fits {
        return None;
    }
    let Node::Density { family, of, given } = store.node(body).clone() else {
        return None;
    };
    let at = of.iter().position(|&(slot, value)| {
        store.symbol(slot).sort == sort && matches!(store.node(value), Node::Bound(0, _))
    })?;
    let others = || {
        of.iter()
            .enumerate()
            .filter(|(place, _)| *place != at)
            .map(|(_, pair)| *pair)
    };
    if others()
        .chain(given.iter().copied())
        .any(|(_, value)| store.has_bound(value, 0))
    {
        return None;
    }
    let lower = |store: &mut Store, pairs: Vec<(SymbolId, Id)>| -> Vec<(SymbolId, Id)> {
        let zero = store.integer(0);
        pairs
            .into_iter()
            .map(|(slot, value)| (slot, store.instantiate(value, zero)))
            .collect()
    };
    let (of, given) = (
        lower(store, others().collect()),
        lower(store, given.to_vec()),
    );
    Some(store.density(family, &of, &given))
}

/// `p(a \mid b) = p(a, b) / p(b)` under `p(b) \neq 0`; parameters stay given.
pub fn conditional(store: &mut Store, left: Id) -> Option<(Id, Id)> {
    let Node::Density { family, of, given } = store.node(left).clone() else {
        return None;
    };
    let (given, parameters) = store.split_given(&given);
    if given.is_empty()
        || of
            .iter()
            .any(|(slot, _)| given.iter().any(|(other, _)| other == slot))
    {
        return None;
    }
    let both: Vec<(SymbolId, Id)> = of.iter().chain(given.iter()).copied().collect();
    let joint = store.density(family, &both, &parameters);
    let marginal = store.density(family, &given, &parameters);
    let zero = store.integer(0);
    let condition = store.relation(Comparison::NotEqual, marginal, zero);
    Some((store.divide(joint, marginal), condition))
}
