//! Complex numbers: exponentials of imaginary numbers by Euler, conjugates to the leaves, parts and moduli by conjugates.

use super::engine::Normalizer;
use super::step::Step;
use super::view::factors;
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
            let i = n.store.constant(Constant::I);
            let all = factors(n.store, exponent);
            if !all.contains(&i) {
                return None;
            }
            let rest: Ids = all.into_iter().filter(|&f| f != i).collect();
            let rest = n.store.product(&rest);
            n.by_law_with("euler", &[("x", rest)], id)
        }
        _ => None,
    }
}

/// True if a complex name occurs: then its modulus stays as it is.
fn complex_names(store: &Store, id: Id) -> bool {
    let complex = |symbol: SymbolId| *store.sort_of(store.symbol(symbol).sort) == Sort::Complex;
    store.free_names(id).into_iter().any(complex)
}
