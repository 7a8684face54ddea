//! Canonical expressions looked at as sums of monomials.

use smallvec::SmallVec;

use super::engine::Normalizer;
use crate::expr::*;
use crate::number::Rational;

/// Bases with numeric exponents; of `e^{-2x}`, the base is `e^x` and the exponent -2.
type Powers = SmallVec<[(Id, Rational); 4]>;

/// The terms of a sum; the expression itself, if it is none.
pub fn terms(store: &Store, id: Id) -> Ids {
    match store.node(id) {
        Node::Sum(items) => items.iter().copied().collect(),
        _ => smallvec::smallvec![id],
    }
}

/// The factors of a product; the expression itself, if it is none.
pub fn factors(store: &Store, id: Id) -> Ids {
    match store.node(id) {
        Node::Product(items) => items.iter().copied().collect(),
        _ => smallvec::smallvec![id],
    }
}

/// The number in front of a canonical term, and the rest.
pub fn coefficient(store: &mut Store, id: Id) -> (Rational, Id) {
    let all = factors(store, id);
    match store.as_number(all[0]).cloned() {
        Some(value) => (value, store.product(&all[1..])),
        None => (Rational::one(), id),
    }
}

/// A power as base and numeric exponent.
fn powers(store: &mut Store, id: Id) -> Powers {
    let all = factors(store, id);
    let mut found = Powers::new();
    for factor in all {
        match *store.node(factor) {
            Node::Number(_) => {}
            Node::Power(base, exponent) => match store.as_number(exponent).cloned() {
                Some(value) => found.push((base, value)),
                None => {
                    let (value, rest) = coefficient(store, exponent);
                    found.push((store.power(base, rest), value));
                }
            },
            _ => found.push((factor, Rational::one())),
        }
    }
    found
}

/// A factor common to all terms of a canonical sum, and what is left: the number in front of the first term, and each
/// base with its least exponent. None if that is 1.
pub fn content(n: &mut Normalizer, sum: Id) -> Option<(Id, Id)> {
    content_without(n, sum, None)
}

/// [`content`] of the bases that do not mention the name.
pub fn content_without(n: &mut Normalizer, sum: Id, name: Option<SymbolId>) -> Option<(Id, Id)> {
    let all = terms(n.store, sum);
    if all.len() < 2 {
        return None;
    }
    let number = coefficient(n.store, all[0]).0;
    let rows: Vec<Powers> = all.iter().map(|&t| powers(n.store, t)).collect();
    let mut outside: Ids = smallvec::smallvec![n.store.number(number)];
    let mut seen: Vec<Id> = Vec::new();
    for (base, _) in rows.iter().flatten() {
        if seen.contains(base) || name.is_some_and(|name| n.store.mentions(*base, name)) {
            continue;
        }
        seen.push(*base);
        let least = rows
            .iter()
            .map(|row| {
                row.iter()
                    .find(|(b, _)| b == base)
                    .map_or(Rational::zero(), |(_, e)| e.clone())
            })
            .min()?;
        if !least.is_zero() {
            outside.push(power(n.store, *base, &least));
        }
    }
    let outside = n.store.product(&outside);
    let outside = n.canonical(outside)?;
    if n.store.is_one(outside) {
        return None;
    }
    let quotient = n.store.divide(sum, outside);
    let rest = n.canonical(quotient)?;
    Some((outside, rest))
}

fn power(store: &mut Store, base: Id, exponent: &Rational) -> Id {
    if exponent.is_one() {
        return base;
    }
    let exponent = store.number(exponent.clone());
    store.power(base, exponent)
}
