//! Finite sums: split over their terms, constants out, canonical ranges and nesting, closed forms.

use super::binders::Binder;
use super::engine::Normalizer;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;
use crate::kernel::{Proof, computed};
use crate::number::Rational;

/// First or last terms split off a sum to bring its range to the usual one; beyond this it is another sum.
const SPLIT: i64 = 4;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let binder = n.binder(id)?;
    if binder.kind != BinderKind::Sum {
        return None;
    }
    if n.store.is_zero(binder.body) {
        return n.by_binder_law("zero", &[], id);
    }
    if let Some(to) = computed::unroll(n.store, id) {
        return Some(unrolled(id, to));
    }
    scale(n, id, binder)
        .or_else(|| maps(n, id, binder))
        .or_else(|| exponential(n, id))
        .or_else(|| add(n, id, binder))
        .or_else(|| constant(n, id, binder))
        .or_else(|| n.by_any(CLOSED, id))
        .or_else(|| delta(n, id, binder))
        .or_else(|| shift(n, id, binder))
        .or_else(|| ends(n, id, binder))
        .or_else(|| swap(n, id, binder))
        .or_else(|| turned(n, id, binder))
}

/// A sum or product between numbers, written out.
pub fn unrolled(id: Id, to: Id) -> Step {
    let proof = Proof::Computed {
        rule: "unroll",
        left: id,
        right: to,
    };
    Step::by(to, proof)
}

/// Sums with a known value, tried by matching.
const CLOSED: &[&str] = &[
    "list-of-entries",
    "list-of-means",
    "sum-integers",
    "sum-squares",
    "sum-cubes",
    "sum-geometric",
    "sum-binomial",
    "binomial-theorem",
    "binomial-mean",
    "binomial-mean-of-density",
    "poisson-mean-of-density",
    "geometric-mean-of-density",
    "exponential-series",
    "exponential-series-one",
    "geometric-series",
    "geometric-series-where-it-converges",
    "geometric-series-from-one",
    "geometric-series-before",
    "geometric-series-slope",
    "geometric-series-weighted",
    "geometric-series-weighted-from-one",
    "exponential-series-weighted",
    "sum-binomial-alternating",
    "binomial-theorem-one",
    "sum-binomial-weighted",
    "sum-binomial-squared",
    "vandermonde",
    "hockey-stick",
    "basel",
    "alternating-harmonic",
];

/// `\sum c f = c \sum f`.
pub fn scale(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let all = factors(n.store, binder.body);
    let (out, kept) = n.separate(&all);
    if out.is_empty() || kept.is_empty() {
        return None;
    }
    let (arrays, scalars): (Ids, Ids) = out.iter().copied().partition(|&f| n.store.is_array(f));
    let (rule, name, out) = match (&scalars[..], &arrays[..]) {
        ([], [array]) => ("scale-array", "A", *array),
        _ => ("scale", "c", n.store.product(&scalars)),
    };
    let kept: Ids = match rule {
        "scale" => kept.into_iter().chain(arrays).collect(),
        _ => kept,
    };
    let out = n.outside(out);
    let kept = n.store.product(&kept);
    let f = n.function(binder, kept);
    n.by_binder_law(rule, &[(name, out), ("f", f)], id)
}

/// `\sum_j A x_j = A \sum_j x_j`, and on the other side.
fn maps(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let Node::Chain(letters) = n.store.node(binder.body).clone() else {
        return None;
    };
    let moves = |n: &Normalizer, letter: &Id| n.store.has_bound(*letter, 0);
    let first = letters.iter().position(|letter| moves(n, letter))?;
    let last = letters.iter().rposition(|letter| moves(n, letter))?;
    let (law, outside, inside) = match (first, last + 1) {
        (0, end) if end == letters.len() => return None,
        (0, end) => ("sum-right-factor", &letters[end..], &letters[..end]),
        _ => ("sum-left-factor", &letters[..first], &letters[first..]),
    };
    let (outside, inside) = (n.store.chain(outside), n.store.chain(inside));
    if !matches!(binder.domain, Domain::Range(..)) || !n.finite(binder) {
        return None;
    }
    let (map, f) = (n.outside(outside), n.function(binder, inside));
    n.by_law_with(law, &[("A", map), ("F", f)], id)
}

/// `\sum_j b^{c + x_j} = b^c \sum_j b^{x_j}`.
fn exponential(n: &mut Normalizer, id: Id) -> Option<Step> {
    let split = n.under(id, |n, body| {
        split_exponential(n, id, body).unwrap_or(Step::same(body))
    });
    if !split.changed() {
        return None;
    }
    let binder = n.binder(split.to)?;
    let law = scale(n, split.to, binder)?;
    Some(split.then(law))
}

/// A power in the opened body of a binder, as one of what does not depend on the variable and one of the rest.
fn split_exponential(n: &mut Normalizer, of: Id, body: Id) -> Option<Step> {
    let (local, _) = n.open(of)?;
    for factor in factors(n.store, body) {
        let Node::Power(base, exponent) = *n.store.node(factor) else {
            continue;
        };
        if n.store.mentions(base, local) {
            continue;
        }
        let exponential = matches!(n.store.node(base), Node::Constant(Constant::E));
        // Of other powers numbers alone: `y^{n - k}` belongs to the binomial theorem.
        let (rest, out): (Ids, Ids) = terms(n.store, exponent).into_iter().partition(|&term| {
            n.store.mentions(term, local) || !exponential && n.store.as_number(term).is_none()
        });
        if out.is_empty() || rest.is_empty() {
            continue;
        }
        let (out, rest) = (n.store.sum(&out), n.store.sum(&rest));
        let law = match exponential {
            true => n.by_law_with("exp-sum", &[("a", out), ("b", rest)], factor)?,
            false => {
                let parts = [n.store.power(base, out), n.store.power(base, rest)];
                let parts = n.store.product(&parts);
                match n.canonical(parts) {
                    Some(whole) if whole == factor => n.ring(factor, parts),
                    _ => continue,
                }
            }
        };
        return match factor == body {
            true => Some(law),
            false => n.inside_child(body, factor, law),
        };
    }
    None
}

/// `\sum (f + g) = \sum f + \sum g`.
fn add(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let all = terms(n.store, binder.body);
    if all.len() < 2 || !n.finite(binder) {
        return None;
    }
    let first = n.function(binder, all[0]);
    let rest = n.store.sum(&all[1..]);
    let rest = n.function(binder, rest);
    n.by_binder_law("add", &[("f", first), ("g", rest)], id)
}

/// `\sum_{j=a}^b c = (b - a + 1) c`.
fn constant(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    if n.store.has_bound(binder.body, 0) {
        return None;
    }
    let value = n.outside(binder.body);
    n.by_binder_law("constant", &[("c", value)], id)
}

/// `\delta_{ij} = 0` of indices that differ.
pub fn apart(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Apply(Operator::Delta, _) => n.by_law("delta-apart", id),
        _ => None,
    }
}

/// `\sum_j \delta_{jk} f(j) = f(k)`.
fn delta(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let all = factors(n.store, binder.body);
    let is_delta =
        |n: &Normalizer, f: Id| matches!(n.store.node(f), Node::Apply(Operator::Delta, _));
    let at = all.iter().position(|&f| is_delta(n, f))?;
    let Node::Apply(_, args) = n.store.node(all[at]).clone() else {
        return None;
    };
    let other = args.iter().copied().find(|&a| !n.store.has_bound(a, 0))?;
    let other = n.outside(other);
    let rest: Ids = all
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != at)
        .map(|(_, &f)| f)
        .collect();
    let rest = n.store.product(&rest);
    let f = n.function(binder, rest);
    n.by_binder_law("delta", &[("k", other), ("f", f)], id)
}

/// `\sum_{i=0}^{n-1} x_{i+1} = \sum_{i=1}^n x_i`: where the index occurs with one and the same number added. The law is
/// `\sum_{i=a}^b f(i) = \sum_{i=a+c}^{b+c} f(i-c)`.
fn shift(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let Domain::Range(low, high) = binder.domain else {
        return None;
    };
    let mut offsets = Vec::new();
    if !index_offsets(n, binder.body, 0, &mut offsets) || offsets.is_empty() {
        return None;
    }
    let offset = offsets[0].clone();
    if offset.is_zero() || offsets.iter().any(|o| *o != offset) {
        return None;
    }
    let by = n.store.number(offset);
    let f = n.function(binder, binder.body);
    n.by_law_with(
        "sum-shift",
        &[("f", f), ("c", by), ("a", low), ("b", high)],
        id,
    )
}

/// Adds what is added to the index wherever it occurs; false if it occurs in any other way.
fn index_offsets(n: &Normalizer, id: Id, level: u32, found: &mut Vec<Rational>) -> bool {
    if !n.store.has_bound(id, level) {
        return true;
    }
    match n.store.node(id) {
        Node::Bound(..) => {
            found.push(Rational::zero());
            true
        }
        Node::Sum(items) => match (items.len(), n.store.node(items[0]), n.store.node(items[1])) {
            (2, Node::Number(value), Node::Bound(at, _)) if *at == level && value.is_integer() => {
                found.push(value.clone());
                true
            }
            _ => items.iter().all(|&i| index_offsets(n, i, level, found)),
        },
        node => {
            let bind = matches!(node, Node::Bind(..));
            let children = n.store.children(id);
            let last = children.len() - 1;
            children
                .iter()
                .enumerate()
                .all(|(at, &c)| index_offsets(n, c, level + u32::from(bind && at == last), found))
        }
    }
}

/// Splits off first and last terms until the range starts at 1 and ends without a number added.
fn ends(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let Domain::Range(low, high) = binder.domain else {
        return None;
    };
    let f = n.function(binder, binder.body);
    let start = n.store.as_number(low).and_then(Rational::to_i64);
    if let Some(start) = start
        && start != 1
        && (start - 1).abs() <= SPLIT
    {
        return if start < 1 {
            n.by_law_with("sum-first", &[("f", f)], id)
                .or_else(|| moved(n, id, binder, 1 - start))
        } else {
            n.by_law_with("sum-before", &[("f", f)], id)
        };
    }
    let added = terms(n.store, high)
        .iter()
        .find_map(|&t| n.store.as_number(t).and_then(Rational::to_i64))?;
    if added == 0 || added.abs() > SPLIT || n.store.as_number(high).is_some() {
        return None;
    }
    if added > 0 {
        n.by_law_with("sum-last", &[("f", f)], id)
    } else {
        n.by_law_with("sum-after", &[("f", f)], id)
    }
}

/// A range that may be empty, and ends as far before a number as it begins before 1, moved to begin at 1. An index of
/// something stays as it is: there it would be moved back.
fn moved(n: &mut Normalizer, id: Id, binder: Binder, by: i64) -> Option<Step> {
    let Domain::Range(_, high) = binder.domain else {
        return None;
    };
    let added = terms(n.store, high)
        .iter()
        .find_map(|&t| n.store.as_number(t).and_then(Rational::to_i64))?;
    if added != -by || !counted(n.store, binder.body, 0) {
        return None;
    }
    let (by, f) = (n.store.integer(by), n.function(binder, binder.body));
    let shifted = n.by_law_with("sum-shift", &[("f", f), ("c", by)], id)?;
    Some(shifted)
}

/// True if the variable so many binders up occurs in sums, products and whole powers alone.
fn counted(store: &Store, id: Id, level: u32) -> bool {
    !store.has_bound(id, level)
        || match store.node(id) {
            Node::Bound(..) => true,
            Node::Sum(items) | Node::Product(items) => {
                items.iter().all(|&item| counted(store, item, level))
            }
            Node::Power(base, exponent) => {
                let whole = store.as_number(*exponent).is_some_and(Rational::is_integer);
                whole && counted(store, *base, level)
            }
            _ => false,
        }
}

/// Nested sums in the order of their structure, where the inner range does not depend on the outer index.
fn swap(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let inner = n.binder(binder.body)?;
    if inner.kind != BinderKind::Sum || inner.domain.ids().iter().any(|&d| n.store.has_bound(d, 0))
    {
        return None;
    }
    let law = match (binder.domain, inner.domain) {
        (Domain::Range(..), Domain::Range(..)) => "sum-swap",
        (Domain::In(_), Domain::In(_)) => "sum-swap-set",
        (Domain::All, Domain::All) => "sum-swap-all",
        _ => return None,
    };
    let step = n.by_law(law, id)?;
    if outer_marginal(n, inner.body) {
        return Some(step);
    }
    (n.store.compare(step.to, id).is_lt()).then_some(step)
}

/// `\sum_i a_i \sum_j b_j c_{ij} = \sum_j b_j \sum_i a_i c_{ij}`: of both ways to write it, the one that comes first.
fn turned(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let all = factors(n.store, binder.body);
    let inner = all
        .iter()
        .find_map(|&f| n.binder(f).filter(|b| b.kind == BinderKind::Sum))?;
    let free = |end: &Id| !n.store.has_bound(*end, 0);
    if all.len() < 2
        || !n.finite(binder)
        || !n.finite(inner)
        || !inner.domain.ids().iter().all(free)
    {
        return None;
    }
    let law = match (binder.domain, inner.domain) {
        (Domain::Range(..), Domain::Range(..)) => "sum-swap",
        (Domain::All, Domain::All) => "sum-swap-all",
        _ => return None,
    };
    let first = n.under(id, |n, body| {
        super::integrals::pull_in(n, body).unwrap_or(Step::same(body))
    });
    let second = n.by_law(law, first.to)?;
    let third = n.under(second.to, |n, body| {
        let step = n.binder(body).and_then(|b| scale(n, body, b));
        step.unwrap_or(Step::same(body))
    });
    let whole = first.then(second).then(third);
    n.store.compare(whole.to, id).is_lt().then_some(whole)
}

/// True if of the factors under two binders only a density depends on the outer variable: summed first, it becomes a marginal.
fn outer_marginal(n: &Normalizer, body: Id) -> bool {
    let depends: Ids = factors(n.store, body)
        .into_iter()
        .filter(|&f| n.store.has_bound(f, 1))
        .collect();
    matches!(&depends[..], [only] if matches!(n.store.node(*only), Node::Density { .. }))
}
