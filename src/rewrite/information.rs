//! Divergences, entropies and mutual information by their definitions.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;

const LAWS: &[&str] = &[
    "divergence-discrete",
    "divergence-continuous",
    "divergence-discrete-joint",
    "divergence-continuous-joint",
    "entropy-discrete",
    "entropy-continuous",
    "entropy-discrete-joint",
    "entropy-continuous-joint",
    "cross-entropy-discrete",
    "cross-entropy-continuous",
    "conditional-entropy-discrete",
    "conditional-entropy-continuous",
    "mutual-information-discrete",
    "mutual-information-continuous",
];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    use Operator::*;
    match n.store.node(id) {
        Node::Apply(
            Divergence | Entropy | CrossEntropy | ConditionalEntropy | MutualInformation,
            _,
        ) => n.by_any(LAWS, id),
        _ => None,
    }
}
