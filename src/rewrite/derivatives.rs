//! Derivatives and limits by the kernel's rules, of the body as written or, where that is not elementary, as its parts became.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::kernel::{Proof, derivative, limit};

/// Moments as derivatives of the moment generating function at 0.
const GENERATING: &[&str] = &[
    "mean-by-generating",
    "square-by-generating",
    "cube-by-generating",
];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    if !matches!(n.store.node(id), Node::Bind(BinderKind::Derivative, ..)) {
        return None;
    }
    if let Some(step) = n.by_any(GENERATING, id) {
        return Some(step);
    }
    let found = derivative(n.store, id)?;
    computed(n, "derivative", id, found)
}

/// Limits of elementary expressions.
pub fn limits(n: &mut Normalizer, id: Id) -> Option<Step> {
    let found = limit(n.store, id)?;
    computed(n, "limit", id, found)
}

fn computed(
    n: &mut Normalizer,
    rule: &'static str,
    left: Id,
    (right, conditions): (Id, Vec<Id>),
) -> Option<Step> {
    if right == left || !conditions.into_iter().all(|c| n.holds(c)) {
        return None;
    }
    Some(Step::by(right, Proof::Computed { rule, left, right }))
}
