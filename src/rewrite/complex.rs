//! Complex numbers: exponentials of imaginary numbers by Euler, conjugates to the leaves, parts and moduli by conjugates.

use super::engine::Normalizer;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;

const LAWS: &[&str] = &[
    "conjugate-real",
    "conjugate-conjugate",
    "conjugate-i",
    "conjugate-sum",
    "conjugate-product",
    "real-part",
    "imaginary-part",
];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id).clone() {
        Node::Apply(Operator::Conjugate | Operator::Re | Operator::Im, _) => n.by_any(LAWS, id),
        Node::Apply(Operator::Abs, args)
            if *n.store.sort(args[0]) == Sort::Complex && !complex_names(n.store, args[0]) =>
        {
            n.by_law("modulus", id)
        }
        Node::Power(base, _) if matches!(n.store.node(base), Node::Apply(Operator::Abs, _)) => {
            n.by_any(&["modulus-squared"], id)
        }
        Node::Power(base, exponent)
            if matches!(n.store.node(base), Node::Constant(Constant::E)) =>
        {
            by_euler(n, id, base, exponent)
        }
        _ => None,
    }
}

/// `e^{a + ib} = e^a (\cos b + i \sin b)`.
fn by_euler(n: &mut Normalizer, id: Id, e: Id, exponent: Id) -> Option<Step> {
    let i = n.store.constant(Constant::I);
    let (turning, real): (Ids, Ids) = terms(n.store, exponent)
        .into_iter()
        .partition(|&term| factors(n.store, term).contains(&i));
    if turning.is_empty() {
        return None;
    }
    let angles: Vec<Id> = turning
        .into_iter()
        .map(|term| {
            let mut rest = factors(n.store, term);
            let at = rest.iter().position(|&f| f == i);
            if let Some(at) = at {
                rest.remove(at);
            }
            n.store.product(&rest)
        })
        .collect();
    let angle = n.store.sum(&angles);
    let around = n.store.product(&[i, angle]);
    let turn = n.store.power(e, around);
    let euler = n.by_law_with("euler", &[("x", angle)], turn)?;
    if real.is_empty() {
        return Some(n.ring(id, turn).then(euler));
    }
    let real = n.store.sum(&real);
    let size = n.store.power(e, real);
    let split = n.store.product(&[size, turn]);
    let parts = factors(n.store, split).into_iter();
    let steps = parts
        .map(|part| match part == turn {
            true => euler.clone(),
            false => Step::same(part),
        })
        .collect();
    let turned = n.inside(split, steps);
    Some(n.ring(id, split).then(turned))
}

/// True if a complex name occurs: then its modulus stays as it is.
fn complex_names(store: &Store, id: Id) -> bool {
    let complex = |symbol: SymbolId| *store.sort_of(store.symbol(symbol).sort) == Sort::Complex;
    store.free_names(id).into_iter().any(complex)
}
