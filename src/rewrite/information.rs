//! Divergences, entropies and mutual information by their definitions.

use super::engine::Normalizer;
use super::stage::Stage;
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

/// Divergences by entropies, before those are unfolded.
const RELATIONS: &[&str] = &[
    "divergence-by-entropies-discrete",
    "divergence-by-entropies-continuous",
    "divergence-by-entropies-vector",
];

/// Relations between the quantities, at the stage that leaves them whole.
pub fn relations(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Apply(Operator::Divergence, _) if n.stage == Stage::Linear => n.by_any(RELATIONS, id),
        _ => None,
    }
}

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
