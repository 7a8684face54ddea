//! Divergences, entropies and mutual information by their definitions.

use super::engine::Normalizer;
use super::probability;
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
    "divergence-continuous-joint",
    "entropy-continuous-joint",
    "conditional-entropy-continuous",
    "mutual-information-continuous",
];

/// Divergences, conditional entropies and mutual information by entropies, before those are unfolded.
const RELATIONS: &[&str] = &[
    "divergence-of-product-discrete",
    "divergence-by-entropies-discrete",
    "divergence-by-entropies-continuous",
    "divergence-by-entropies-vector",
    "cross-entropy-of-itself-discrete",
    "cross-entropy-of-itself-continuous",
    "conditional-entropy-discrete",
    "conditional-entropy-continuous",
    "mutual-information-by-entropies-discrete",
];

/// Relations between the quantities, at the stage that leaves them whole.
pub fn relations(n: &mut Normalizer, id: Id) -> Option<Step> {
    use Operator::*;
    match n.store.node(id) {
        _ if n.stage != Stage::Linear => None,
        Node::Apply(Divergence | CrossEntropy | ConditionalEntropy | MutualInformation, _) => {
            n.by_any(RELATIONS, id)
        }
        Node::Apply(Entropy, _) => {
            let swapped = n.by_law("entropy-swap-discrete", id)?;
            // One order of the variables stands for both.
            n.store.compare(swapped.to, id).is_lt().then_some(swapped)
        }
        _ => None,
    }
}

/// Marginals of joint densities inside the quantities.
pub fn marginals(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Bind(BinderKind::Sum, ..) if n.stage == Stage::Linear => probability::marginal(n, id),
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
