//! Densities of a family: conditional ones by joint ones, sums and integrals over a slot to marginals.

use super::engine::Normalizer;
use super::step::Step;
use super::view::factors;
use crate::expr::*;
use crate::kernel::{Proof, computed};

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Density { given, .. } if !given.is_empty() => conditional(n, id),
        Node::Bind(BinderKind::Sum, ..) => marginal(n, id),
        _ => None,
    }
}

/// `p(x \mid y) = p(x, y) / p(y)`.
fn conditional(n: &mut Normalizer, id: Id) -> Option<Step> {
    let (to, condition) = computed::conditional(n.store, id)?;
    n.holds(condition).then(|| {
        Step::by(
            to,
            Proof::Computed {
                rule: "conditional",
                left: id,
                right: to,
            },
        )
    })
}

/// `\sum_y p(x, y) = p(x)`.
pub fn marginal(n: &mut Normalizer, id: Id) -> Option<Step> {
    let to = computed::marginal(n.store, id)?;
    Some(Step::by(
        to,
        Proof::Computed {
            rule: "marginal",
            left: id,
            right: to,
        },
    ))
}

/// In a double sum whose body depends on the inner variable only by a density, the inner sum is a marginal: the sums
/// change places so that it comes innermost.
pub fn inner_marginal(n: &Normalizer, body: Id) -> bool {
    let all = factors(n.store, body);
    let (_, depends) = n.separate(&all);
    matches!(&depends[..], [only] if matches!(n.store.node(*only), Node::Density { .. }))
}
