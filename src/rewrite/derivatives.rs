//! Derivatives by the kernel's rule, of the body as written or, where that is not elementary, as its parts became.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::kernel::{Proof, derivative};

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    if !matches!(n.store.node(id), Node::Bind(BinderKind::Derivative, ..)) {
        return None;
    }
    if let Some(step) = n.by_law("mean-by-generating", id) {
        return Some(step);
    }
    let (to, conditions) = derivative(n.store, id)?;
    if to == id || !conditions.into_iter().all(|c| n.holds(c)) {
        return None;
    }
    let proof = Proof::Computed {
        rule: "derivative",
        left: id,
        right: to,
    };
    Some(Step::by(to, proof))
}
