//! Normal distributions: the logarithm of a density is a quadratic form; integrals of polynomials against it are moments.

use super::engine::Normalizer;
use super::step::Step;
use super::view::factors;
use crate::expr::*;

const LOGARITHMS: &[&str] = &[
    "normal-log-density",
    "diagonal-normal-log-density",
    "multivariate-normal-log-density",
];

const MOMENTS: &[&str] = &[
    "normal-mean",
    "normal-second-moment",
    "normal-third-moment",
    "normal-fourth-moment",
    "diagonal-normal-mean",
    "diagonal-normal-second-moment",
    "multivariate-normal-linear",
    "multivariate-normal-quadratic",
    "multivariate-normal-mean",
    "multivariate-normal-mean-right",
    "multivariate-normal-mean-left",
    "multivariate-normal-row",
    "multivariate-normal-row-right",
    "multivariate-normal-outer",
    "multivariate-normal-outer-right",
    "multivariate-normal-outer-left",
    "multivariate-normal-linear-right",
    "multivariate-normal-linear-matrix",
    "multivariate-normal-linear-plain",
    "multivariate-normal-square",
    "multivariate-normal-entry",
    "multivariate-normal-entry-product",
    "multivariate-normal-entry-square",
];

pub fn early(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Apply(Operator::Log, _) => n.by_any(LOGARITHMS, id),
        _ => None,
    }
}

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    early(n, id)
}

/// The integral of a monomial against a normal density.
pub fn moment(n: &mut Normalizer, id: Id) -> Option<Step> {
    let binder = n.binder(id)?;
    let all = factors(n.store, binder.body);
    let density = |n: &Normalizer, f: Id| matches!(n.store.node(f), Node::Apply(Operator::Pdf, _));
    if !all.iter().any(|&f| density(n, f)) {
        return None;
    }
    n.by_any(MOMENTS, id)
}
