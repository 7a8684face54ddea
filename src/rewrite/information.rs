//! Divergences, entropies and mutual information by their definitions.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;

const LAWS: &[&str] = &[
    "divergence-discrete",
    "divergence-discrete-joint",
    "divergence-continuous",
    "divergence-continuous-vector",
    "entropy-discrete",
    "entropy-discrete-joint",
    "entropy-continuous",
    "entropy-continuous-vector",
    "cross-entropy-discrete",
    "cross-entropy-continuous",
    "cross-entropy-continuous-vector",
    "conditional-entropy-discrete",
    "mutual-information-discrete",
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
