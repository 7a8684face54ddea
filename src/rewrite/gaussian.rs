//! Normal distributions: the logarithm of a density is a quadratic form; integrals of polynomials against it are moments.

use super::engine::Normalizer;
use super::stage::Stage;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;

const LOGARITHMS: &[&str] = &[
    "normal-log-density",
    "diagonal-normal-log-density",
    "multivariate-normal-log-density",
];

/// Densities and probabilities by their formulas.
const DENSITIES: &[&str] = &[
    "normal-density",
    "normal-density-vector",
    "matrix-normal-density",
    "normal-density-diagonal",
    "exponential-density",
    "gamma-density",
    "beta-density",
    "laplace-density",
    "ex-gaussian-density",
    "bernoulli-density",
    "binomial-density",
    "poisson-density",
    "geometric-density",
    "discrete-uniform-density",
    "beta-binomial-density",
    "inverse-gamma-density",
    "chi-squared-density",
    "log-normal-density",
    "wald-density",
    "F-density",
    "uniform-density",
    "student-density",
    "exponential-outside",
    "gamma-outside",
    "inverse-gamma-outside",
    "chi-squared-outside",
    "log-normal-outside",
    "wald-outside",
    "F-outside",
    "beta-outside",
    "uniform-outside",
    "beta-beyond",
    "uniform-beyond",
    "bernoulli-outside",
    "binomial-outside",
    "geometric-outside",
    "poisson-outside",
    "discrete-uniform-outside",
    "beta-binomial-outside",
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
    if n.stage >= Stage::Densities && matches!(n.store.node(id), Node::Apply(Operator::Pdf, _)) {
        return n.by_any(DENSITIES, id);
    }
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

/// `e^{-a x^2 + b x + c}` as a multiple of a normal density, several densities and exponentials as one: inside an
/// integral over the reals, so that its value is a moment.
pub fn as_density(n: &mut Normalizer, id: Id) -> Option<Step> {
    if n.stage >= Stage::Densities {
        return None;
    }
    let binder = n.binder(id)?;
    if binder.domain != Domain::All || !matches!(n.store.sort_of(binder.sort), Sort::Real) {
        return None;
    }
    let step = n.under(id, |n, body| bell(n, body, id).unwrap_or(Step::same(body)));
    step.changed().then_some(step)
}

/// The body of an integral over `x`, opened: its one exponential of a quadratic, or its densities written out.
fn bell(n: &mut Normalizer, body: Id, of: Id) -> Option<Step> {
    if let Node::Sum(items) = n.store.node(body).clone() {
        let steps: Vec<Step> = items
            .iter()
            .map(|&term| bell(n, term, of).unwrap_or(Step::same(term)))
            .collect();
        return Some(n.inside(body, steps)).filter(Step::changed);
    }
    let (local, _) = n.open(of)?;
    let x = n.store.name(local);
    let all = factors(n.store, body);
    let densities: Ids = all
        .iter()
        .copied()
        .filter(|&f| is_normal(n, f, x))
        .collect();
    let exponential = all.iter().copied().find(|&f| quadratic(n, f, x).is_some());
    match (&densities[..], exponential) {
        ([], Some(f)) => to_density(n, body, f, x),
        ([first, ..], Some(_)) | ([first, _, ..], None) => {
            let law = n.by_law("normal-density", *first)?;
            if *first == body {
                Some(law)
            } else {
                n.inside_child(body, *first, law)
            }
        }
        _ => None,
    }
}

fn is_normal(n: &Normalizer, id: Id, x: Id) -> bool {
    match n.store.node(id) {
        Node::Apply(Operator::Pdf, args) if args[1] == x => {
            matches!(n.store.node(args[0]), Node::Apply(Operator::Normal, _))
        }
        _ => false,
    }
}

/// `-a`, `b`, `c` of `e^{-a x^2 + b x + c}` with `a` not 0.
fn quadratic(n: &mut Normalizer, id: Id, x: Id) -> Option<[Id; 3]> {
    let Node::Power(base, exponent) = *n.store.node(id) else {
        return None;
    };
    if !matches!(n.store.node(base), Node::Constant(Constant::E)) {
        return None;
    }
    let Node::Name(local) = *n.store.node(x) else {
        return None;
    };
    let two = n.store.integer(2);
    let square = n.store.power(x, two);
    let mut parts: [Ids; 3] = Default::default();
    for term in terms(n.store, exponent) {
        let (own, free): (Ids, Ids) = factors(n.store, term)
            .into_iter()
            .partition(|&f| n.store.mentions(f, local));
        let place = match own[..] {
            [] => 2,
            [only] if only == x => 1,
            [only] if only == square => 0,
            _ => return None,
        };
        parts[place].push(n.store.product(&free));
    }
    if parts[0].is_empty() {
        return None;
    }
    Some(parts.map(|part| n.store.sum(&part)))
}

fn to_density(n: &mut Normalizer, body: Id, exponential: Id, x: Id) -> Option<Step> {
    let [minus_a, b, c] = quadratic(n, exponential, x)?;
    let a = n.store.negate(minus_a);
    let a = n.canonical(a)?;
    let step = n.by_law_at(
        "gaussian-to-density",
        &[("x", x), ("a", a), ("b", b), ("c", c)],
        exponential,
    )?;
    if exponential == body {
        Some(step)
    } else {
        n.inside_child(body, exponential, step)
    }
}
