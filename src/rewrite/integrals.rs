//! Integrals: constants out; terms with a known value split off; the rest stays in one integral, so that no more needs
//! to converge than what was written. Infinite sums are treated alike.

use super::binders::Binder;
use super::engine::Normalizer;
use super::gaussian;
use super::step::Step;
use super::sums::scale;
use super::view::{content, factors, terms};
use crate::expr::*;

/// Integrals with a known value, tried by matching.
const CLOSED: &[&str] = &[
    "density-integral",
    "density-integral-vector",
    "density-sum",
    "exponential-total",
    "gamma-total",
    "inverse-gamma-total",
    "chi-squared-total",
    "log-normal-total",
    "wald-total",
    "F-total",
    "beta-total",
    "uniform-total",
    "binomial-total",
    "geometric-total",
    "poisson-total",
    "discrete-uniform-total",
    "beta-binomial-total",
    "exponential-below",
    "gamma-below",
    "inverse-gamma-below",
    "chi-squared-below",
    "log-normal-below",
    "wald-below",
    "F-below",
    "beta-below",
    "uniform-below",
    "exponential-nowhere",
    "gamma-nowhere",
    "inverse-gamma-nowhere",
    "chi-squared-nowhere",
    "log-normal-nowhere",
    "wald-nowhere",
    "F-nowhere",
    "beta-nowhere",
    "uniform-nowhere",
    "beta-nowhere-above",
    "uniform-nowhere-above",
    "normal-below",
    "log-normal-closed",
    "exponential-mean-of-density",
    "gamma-mean-of-density",
    "chi-squared-mean-of-density",
    "beta-mean-of-density",
    "uniform-mean-of-density",
    "integral-nowhere",
    "integral-constant",
    "integral-power",
    "integral-identity",
    "integral-real-power",
    "integral-reciprocal",
    "integral-logarithm",
    "integral-exponential",
    "integral-exponential-one",
    "integral-weighted-exponential",
    "integral-weighted-exponential-one",
    "integral-sine",
    "integral-sine-of-multiple",
    "integral-cosine",
    "integral-cosine-of-multiple",
    "integral-squared-cosine",
    "integral-weighted-sine",
    "integral-weighted-cosine",
    "integral-arctangent",
    "exponential-tail",
];

/// Integrals over all numbers of what lives on a part of them.
const EVERYWHERE: &[&str] = &[
    "exponential-everywhere",
    "gamma-everywhere",
    "inverse-gamma-everywhere",
    "chi-squared-everywhere",
    "log-normal-everywhere",
    "wald-everywhere",
    "F-everywhere",
    "beta-everywhere",
    "uniform-everywhere",
    "bernoulli-everywhere",
    "binomial-everywhere",
    "geometric-everywhere",
    "poisson-everywhere",
    "discrete-uniform-everywhere",
    "beta-binomial-everywhere",
];

/// Integrals from 0 to infinity of a power times a decaying exponential.
const DECAYING: &[&str] = &[
    "exponential-integral",
    "exponential-first-moment",
    "half-gaussian",
    "half-gaussian-first-moment",
];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Sum(_) => merge(n, id),
        Node::Bind(BinderKind::Integral | BinderKind::Sum, ..) => integral(n, id),
        _ => None,
    }
}

fn integral(n: &mut Normalizer, id: Id) -> Option<Step> {
    let binder = n.binder(id)?;
    if binder.kind == BinderKind::Sum && n.finite(binder) {
        return n.by_any(CLOSED, id);
    }
    if n.store.is_zero(binder.body) {
        return n.by_binder_law("zero", &[], id);
    }
    if let Some(step) = n.by_law("integral-whole-line", id) {
        return Some(step);
    }
    let several = matches!(n.store.node(binder.body), Node::Sum(_));
    scale(n, id, binder)
        .or_else(|| known(n, id))
        .or_else(|| {
            if several {
                gaussian::as_density(n, id)
            } else {
                None
            }
        })
        .or_else(|| split(n, id, binder))
        .or_else(|| on_support(n, id, binder))
        .or_else(|| several.then(|| together_on_support(n, id))?)
        .or_else(|| common(n, id))
}

/// An integral against a density, over its support alone.
fn on_support(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    if binder.domain != Domain::All {
        return None;
    }
    let all = factors(n.store, binder.body);
    let density = |n: &Normalizer, f: Id| matches!(n.store.node(f), Node::Apply(Operator::Pdf, _));
    let at = all.iter().position(|&f| density(n, f))?;
    let rest: Ids = (0..all.len())
        .filter(|&i| i != at)
        .map(|i| all[i])
        .collect();
    if rest.is_empty() {
        return None;
    }
    let rest = n.store.product(&rest);
    let g = n.function(binder, rest);
    EVERYWHERE
        .iter()
        .find_map(|law| n.by_law_with(law, &[("g", g)], id))
}

/// An integral of several terms against one density, over its support alone.
fn together_on_support(n: &mut Normalizer, id: Id) -> Option<Step> {
    if n.binder(id)?.domain != Domain::All {
        return None;
    }
    let gathered = n.under(id, |n, body| {
        against_one(n, body).unwrap_or(Step::same(body))
    });
    let binder = n.binder(gathered.to)?;
    let step = on_support(n, gathered.to, binder)?;
    Some(gathered.then(step))
}

/// `f p + g p = (f + g) p` of a density.
fn against_one(n: &mut Normalizer, body: Id) -> Option<Step> {
    let all: Vec<Ids> = terms(n.store, body)
        .into_iter()
        .map(|term| factors(n.store, term))
        .collect();
    let density = |f: &&Id| {
        matches!(n.store.node(**f), Node::Apply(Operator::Pdf, _))
            && all.iter().all(|term| term.contains(f))
    };
    let density = *all.first()?.iter().find(density)?;
    let mut rest = Ids::new();
    for mut term in all {
        let at = term.iter().position(|&f| f == density)?;
        term.remove(at);
        rest.push(n.store.product(&term));
    }
    let rest = n.store.sum(&rest);
    let to = n.store.product(&[rest, density]);
    Some(n.ring(body, to))
}

/// `\int (c f + c g) = c \int (f + g)`.
fn common(n: &mut Normalizer, id: Id) -> Option<Step> {
    let pulled = n.under(id, |n, body| {
        fixed_content(n, id, body).unwrap_or(Step::same(body))
    });
    if !pulled.changed() {
        return None;
    }
    let binder = n.binder(pulled.to)?;
    let law = scale(n, pulled.to, binder)?;
    Some(pulled.then(law))
}

/// The opened body of a binder as a product of what does not depend on the variable and the rest.
fn fixed_content(n: &mut Normalizer, of: Id, body: Id) -> Option<Step> {
    let (local, _) = n.open(of)?;
    let (outside, _) = content(n, body)?;
    let fixed: Ids = factors(n.store, outside)
        .into_iter()
        // A number is in front of some other term afterwards.
        .filter(|&f| !n.store.mentions(f, local) && n.store.as_number(f).is_none())
        .collect();
    let fixed = n.store.product(&fixed);
    if n.store.is_one(fixed) {
        return None;
    }
    let quotient = n.store.divide(body, fixed);
    let rest = n.canonical(quotient)?;
    let to = n.store.product(&[fixed, rest]);
    Some(n.ring(body, to))
}

/// The value of an integral over a single term.
fn known(n: &mut Normalizer, id: Id) -> Option<Step> {
    n.by_any(CLOSED, id)
        .or_else(|| super::probability::marginal(n, id))
        .or_else(|| gaussian::moment(n, id))
        .or_else(|| decaying(n, id))
        .or_else(|| gaussian::as_density(n, id))
        .or_else(|| exchange(n, id))
}

/// `\int_0^\infty x^k e^{-b x^d}` by its law, whatever the shape of `b`.
fn decaying(n: &mut Normalizer, id: Id) -> Option<Step> {
    let binder = n.binder(id)?;
    let all = factors(n.store, binder.body);
    let exponent = all.iter().find_map(|&f| match *n.store.node(f) {
        Node::Power(base, exponent)
            if matches!(n.store.node(base), Node::Constant(Constant::E)) =>
        {
            Some(exponent)
        }
        _ => None,
    })?;
    let (free, own) = n.separate(&factors(n.store, exponent));
    let minus_b = n.store.product(&free);
    let b = n.store.negate(minus_b);
    let b = n.outside(b);
    let b = n.canonical(b)?;
    if own.len() != 1 {
        return None;
    }
    if let Some(step) = bell(n, id, binder, b) {
        return Some(step);
    }
    let plain = DECAYING.iter().find_map(|law| {
        n.by_law_at(law, &[("b", b)], id)
            .or_else(|| n.by_law_at(law, &[("a", b)], id))
    });
    plain.or_else(|| {
        let power = all.iter().find_map(|&f| match *n.store.node(f) {
            Node::Power(base, exponent) if matches!(n.store.node(base), Node::Bound(0, _)) => {
                Some(exponent)
            }
            _ => None,
        })?;
        (!n.store.has_bound(power, 0)).then_some(())?;
        let power = n.outside(power);
        n.by_law_at("gamma-integral", &[("s", power), ("b", b)], id)
    })
}

/// `\int e^{-a x^2}` between two ends, one of which may be infinite.
fn bell(n: &mut Normalizer, id: Id, binder: Binder, a: Id) -> Option<Step> {
    let Domain::Range(low, high) = binder.domain else {
        return None;
    };
    match [low, high].map(|end| n.store.contains(end, Marks::INFINITY)) {
        [false, false] => n.by_law_at("gaussian-between", &[("a", a), ("l", low), ("h", high)], id),
        [true, false] => n.by_law_at("gaussian-below", &[("a", a), ("h", high)], id),
        [false, true] => n.by_law_at("gaussian-above", &[("a", a), ("l", low)], id),
        [true, true] => None,
    }
}

/// Splits off the terms whose integral is known.
fn split(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let all = terms(n.store, binder.body);
    if all.len() < 2 {
        return None;
    }
    (0..all.len()).find_map(|at| {
        let alone = n.over(binder, all[at]);
        if !solvable(n, alone) {
            return None;
        }
        let mut rest = all.clone();
        rest.remove(at);
        let rest = n.store.sum(&rest);
        let (f, g) = (n.function(binder, all[at]), n.function(binder, rest));
        n.by_binder_law("add", &[("f", f), ("g", g)], id)
    })
}

/// Whether an integral of one term has a known value, constants aside.
fn solvable(n: &mut Normalizer, id: Id) -> bool {
    let Some(binder) = n.binder(id) else {
        return false;
    };
    let Some(step) = scale(n, id, binder) else {
        return known(n, id).is_some();
    };
    let same = |n: &Normalizer, f: Id| {
        n.binder(f).is_some_and(|b| {
            (b.kind, b.sort, b.domain) == (binder.kind, binder.sort, binder.domain)
        })
    };
    let inner = factors(n.store, step.to).into_iter().find(|&f| same(n, f));
    inner.is_some_and(|inner| known(n, inner).is_some())
}

/// `\int \sum_j f = \sum_j \int f` for a finite sum among the factors.
fn exchange(n: &mut Normalizer, id: Id) -> Option<Step> {
    let binder = n.binder(id)?;
    let all = factors(n.store, binder.body);
    let sum = all
        .iter()
        .copied()
        .find(|&f| n.binder(f).is_some_and(|inner| n.finite(inner)) && n.store.has_bound(f, 0))?;
    let step = if all.len() == 1 {
        Step::same(id)
    } else {
        n.under(id, |n, body| pull_in(n, body).unwrap_or(Step::same(body)))
    };
    let _ = sum;
    let law = n.by_binder_law("sum", &[], step.to)?;
    Some(step.then(law))
}

/// `g \sum_j f(j) = \sum_j g f(j)`.
pub fn pull_in(n: &mut Normalizer, body: Id) -> Option<Step> {
    let all = factors(n.store, body);
    let sum = all
        .iter()
        .copied()
        .find(|&f| n.binder(f).is_some_and(|inner| n.finite(inner)))?;
    let rest: Ids = all.into_iter().filter(|&f| f != sum).collect();
    let rest = n.store.product(&rest);
    let law = n.binder_law("scale", sum)?;
    n.by_law_back(&law, &[("c", rest)], body)
}

/// `c \int f + d \int g = \int (c f + d g)` over the same domain.
fn merge(n: &mut Normalizer, id: Id) -> Option<Step> {
    let all = terms(n.store, id);
    let found: Vec<(Id, Id, Binder)> = all
        .iter()
        .filter_map(|&t| n.single(t).map(|(b, w)| (t, b, w)))
        .collect();
    for (at, &(first, _, one)) in found.iter().enumerate() {
        let partner = found[at + 1..].iter().find(|(_, _, two)| {
            (one.kind, one.sort, one.domain) == (two.kind, two.sort, two.domain)
        });
        if let Some(&(second, _, _)) = partner {
            return n.regroup(id, &[first, second], |n, sub| {
                together(n, sub, first, second)
            });
        }
    }
    None
}

fn together(n: &mut Normalizer, sub: Id, first: Id, second: Id) -> Option<Step> {
    let steps = [first, second].map(|term| n.inside_integral(term));
    let [a, b] = steps;
    let (a, b) = (a?, b?);
    let children = n.store.children(sub);
    let ordered: Vec<Step> = children
        .iter()
        .map(|&c| if c == first { a.clone() } else { b.clone() })
        .collect();
    let step = n.inside(sub, ordered);
    let (x, y) = (n.binder(a.to)?, n.binder(b.to)?);
    let (f, g) = (n.function(x, x.body), n.function(y, y.body));
    let law = n.binder_law("add", a.to)?;
    let law = n.by_law_back(&law, &[("f", f), ("g", g)], step.to)?;
    Some(step.then(law))
}

impl Normalizer<'_> {
    /// The one integral or infinite sum among the factors of a term.
    fn single(&self, term: Id) -> Option<(Id, Binder)> {
        let mut found = None;
        for factor in factors(self.store, term) {
            if let Some(binder) = self.binder(factor)
                && matches!(binder.kind, BinderKind::Integral | BinderKind::Sum)
                && !self.finite(binder)
            {
                if found.is_some() {
                    return None;
                }
                found = Some((factor, binder));
            }
        }
        found
    }

    /// `c \int f = \int c f`.
    fn inside_integral(&mut self, term: Id) -> Option<Step> {
        let (integral, _) = self.single(term)?;
        if integral == term {
            return Some(Step::same(term));
        }
        let rest: Ids = factors(self.store, term)
            .into_iter()
            .filter(|&f| f != integral)
            .collect();
        let rest = self.store.product(&rest);
        let law = self.binder_law("scale", integral)?;
        self.by_law_back(&law, &[("c", rest)], term)
    }
}
