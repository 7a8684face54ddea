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
    "divergence-integers",
    "entropy-discrete",
    "entropy-integers",
    "entropy-discrete-joint",
    "entropy-continuous",
    "entropy-continuous-vector",
    "cross-entropy-discrete",
    "cross-entropy-integers",
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
        Node::Apply(Divergence, args) => {
            let second = args[1];
            from_product(n, id, second).or_else(|| n.by_any(RELATIONS, id))
        }
        Node::Apply(CrossEntropy | ConditionalEntropy | MutualInformation, _) => {
            n.by_any(RELATIONS, id)
        }
        Node::Apply(Entropy, _) => reordered(n, id),
        _ => None,
    }
}

/// Exchanges of neighbours that lead from one order of two or three variables to all others.
const EXCHANGES: &[&[&str]] = {
    const FIRST: &str = "entropy-swap-first-discrete";
    const LAST: &str = "entropy-swap-last-discrete";
    &[
        &["entropy-swap-discrete"],
        &[FIRST],
        &[LAST],
        &[FIRST, LAST],
        &[LAST, FIRST],
        &[FIRST, LAST, FIRST],
    ]
};

/// A joint entropy in that order of its variables that stands for all.
fn reordered(n: &mut Normalizer, id: Id) -> Option<Step> {
    let mut best: Option<Step> = None;
    for exchanges in EXCHANGES {
        let mut step: Option<Step> = None;
        for law in *exchanges {
            let from = step.as_ref().map_or(id, |step| step.to);
            let Some(next) = n.by_law(law, from) else {
                step = None;
                break;
            };
            step = Some(match step {
                Some(step) => step.then(next),
                None => next,
            });
        }
        let Some(step) = step else { continue };
        let least = best.as_ref().map_or(id, |best| best.to);
        if n.store.compare(step.to, least).is_lt() {
            best = Some(step);
        }
    }
    best
}

/// The divergence of a joint density from `(x, y) \mapsto g(x) h(y)`.
fn from_product(n: &mut Normalizer, id: Id, product: Id) -> Option<Step> {
    let (lambda, all) = (BinderKind::Lambda, Domain::All);
    let Node::Bind(BinderKind::Lambda, x, _, inner) = *n.store.node(product) else {
        return None;
    };
    let Node::Bind(BinderKind::Lambda, y, _, body) = *n.store.node(inner) else {
        return None;
    };
    let Node::Product(factors) = n.store.node(body).clone() else {
        return None;
    };
    if n.store.loose(product) > 0 {
        return None;
    }
    let (of_y, of_x): (Vec<Id>, Vec<Id>) = factors.iter().partition(|&&f| n.store.has_bound(f, 0));
    if of_y.iter().any(|&f| n.store.has_bound(f, 1)) {
        return None;
    }
    let (g, h) = (n.store.product(&of_x), n.store.product(&of_y));
    let one = n.store.integer(1);
    // The inner variable does not occur: only its level goes.
    let g = n.store.instantiate(g, one);
    let (g, h) = (
        n.store.bind(lambda, x, all, g),
        n.store.bind(lambda, y, all, h),
    );
    n.by_law_with("divergence-of-product-discrete", &[("g", g), ("h", h)], id)
}

/// Marginals of joint densities inside the quantities.
pub fn marginals(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Bind(BinderKind::Sum, ..) if n.stage == Stage::Linear => probability::marginal(n, id),
        _ => None,
    }
}

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Apply(operator, _) if operator.measures_information() => n.by_any(LAWS, id),
        _ => None,
    }
}
