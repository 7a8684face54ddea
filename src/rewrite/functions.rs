//! Absolute values, factorials, gamma functions and the like.

use super::engine::Normalizer;
use super::step::Step;
use super::view::factors;
use crate::expr::*;

/// Laws of functions of numbers, tried in order.
const LAWS: &[&str] = &[
    "sigmoid-definition",
    "binomial-definition",
    "beta-definition",
    "gamma-one",
    "gamma-half",
    "gamma-successor",
    "factorial-gamma",
    "normal-cdf-erf",
    "delta-same",
    "size-range",
];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Apply(operator, args) = n.store.node(id).clone() else {
        return None;
    };
    match operator {
        Operator::Abs => absolute(n, id, args[0]),
        Operator::Max | Operator::Min | Operator::Log => None,
        _ => n.by_any(LAWS, id),
    }
}

fn absolute(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    if n.nonnegative(arg) {
        return n.by_law("abs-nonnegative", id);
    }
    let minus = n.store.negate(arg);
    if n.nonnegative(minus) {
        return n.by_law("abs-nonpositive", id);
    }
    let all = factors(n.store, arg);
    if all.len() > 1 {
        let rest = n.store.product(&all[1..]);
        return n.by_law_with("abs-product", &[("x", all[0]), ("y", rest)], id);
    }
    n.by_any(&["abs-power", "abs-abs"], id)
}
