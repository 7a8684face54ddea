//! Compares the values of the two sides of a claim at one point.

use std::cmp::Ordering;

use super::evaluator::Evaluator;
use super::outcome::{Claim, Side};
use super::scalar::{Approximate, Scalar};
use super::trouble::{Cannot, Trouble};
use super::value::{Result, Value};
use crate::expr::Comparison;
use crate::number::Interval;

/// Relative accuracy to which sides have to agree, without and with quadrature.
const CLOSE: f64 = 1.0 / (1u64 << 40) as f64;
const CLOSE_MEASURED: f64 = 1e-9;
/// A difference has to be this many times the estimated errors, and this share of the larger side.
const CLEAR: f64 = 1e6;
const SHARE: f64 = 1e-6;

/// Both sides of a claim at one point.
pub(super) struct Reading<N> {
    pub left: Result<Value<N>>,
    pub right: Result<Value<N>>,
    /// A quadrature, limit or infinite sum took part.
    pub measured: bool,
}

/// What a point says of a claim.
pub(super) enum Finding {
    Holds {
        difference: f64,
        tie: bool,
    },
    Fails,
    /// That side is undefined, the other is not.
    OneSided(Side, Trouble),
    /// Both sides are undefined.
    Undefined,
    Skipped(Trouble),
}

impl<N: Scalar> Reading<N> {
    pub fn of(mut evaluator: Evaluator<N>, claim: &Claim) -> Self {
        evaluator.look_at_an_outcome();
        let left = evaluator.evaluate(claim.left);
        let right = evaluator.evaluate(claim.right);
        Self {
            left,
            right,
            measured: evaluator.measured(),
        }
    }
}

impl Reading<Approximate> {
    /// True if each side has the same value, up to the errors, in both readings.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same = |a: &Result<Value<Approximate>>, b: &Result<Value<Approximate>>| match (a, b) {
            (Ok(a), Ok(b)) => match gap_of(a, b) {
                Ok(gap) => gap.difference <= 1e-7 * gap.size + 100.0 * gap.error,
                Err(_) => false,
            },
            _ => false,
        };
        same(&self.left, &other.left) && same(&self.right, &other.right)
    }
}

/// How far two values are apart.
struct Gap {
    difference: f64,
    /// Largest entry of either.
    size: f64,
    /// Sum of the estimated errors.
    error: f64,
    /// Right minus left, of real numbers.
    signed: f64,
}

fn gap_of(a: &Value<Approximate>, b: &Value<Approximate>) -> Result<Gap> {
    let (x, y) = match (a, b) {
        (Value::Infinite(_), _) | (_, Value::Infinite(_)) => {
            return Err(Trouble::Undecided("infinity"));
        }
        (Value::Array(m), Value::Array(n)) if (m.rows, m.columns) != (n.rows, n.columns) => {
            return Err(Trouble::Cannot(Cannot::Shapes));
        }
        (Value::Complex(_), _) | (_, Value::Complex(_)) => {
            let (p, q) = (a.parts()?, b.parts()?);
            let flat = |z: (Approximate, Approximate)| smallvec::smallvec![z.0.value, z.1.value];
            (flat(p), flat(q))
        }
        _ => (a.flatten()?, b.flatten()?),
    };
    if x.len() != y.len() {
        return Err(Trouble::Cannot(Cannot::Shapes));
    }
    let largest = |f: &dyn Fn(usize) -> f64| (0..x.len()).map(f).fold(0.0f64, f64::max);
    Ok(Gap {
        difference: largest(&|i| (x[i] - y[i]).abs()),
        size: largest(&|i| x[i].abs().max(y[i].abs())),
        error: a.error() + b.error(),
        signed: y[0] - x[0],
    })
}

/// Share of a complex number up to which an imaginary part may be rounding.
const ROUNDING: f64 = 1e-9;

/// True for a complex number that is not real: it is neither above nor below another.
fn is_turned(value: &Value<Approximate>) -> bool {
    match value {
        Value::Complex(z) => z.1.value.abs() > ROUNDING * z.0.value.abs().max(1.0) + z.1.error(),
        _ => false,
    }
}

/// Decides what a point says in doubles.
pub(super) fn compare(relation: Comparison, reading: &Reading<Approximate>) -> Finding {
    let (left, right) = match (&reading.left, &reading.right) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(Trouble::Undefined { .. }), Err(Trouble::Undefined { .. })) => {
            return Finding::Undefined;
        }
        (Err(t @ Trouble::Undefined { .. }), Ok(_)) => return Finding::OneSided(Side::Left, *t),
        (Ok(_), Err(t @ Trouble::Undefined { .. })) => return Finding::OneSided(Side::Right, *t),
        (Err(t), Err(Trouble::Undefined { .. }) | Ok(_)) => return Finding::Skipped(*t),
        (_, Err(t)) => return Finding::Skipped(*t),
    };
    if let (Value::Truth(a), Value::Truth(b)) = (left, right) {
        return match (a == b) == (relation == Comparison::Equal) {
            true => Finding::Holds {
                difference: 0.0,
                tie: false,
            },
            false => Finding::Fails,
        };
    }
    let ordered = matches!(relation, Comparison::Less | Comparison::LessEqual);
    if ordered && (is_turned(left) || is_turned(right)) {
        return Finding::Skipped(Trouble::Cannot(Cannot::NoInterpretation));
    }
    match gap_of(left, right) {
        Ok(gap) => judge_gap(relation, &gap, reading.measured),
        Err(trouble) => Finding::Skipped(trouble),
    }
}

fn judge_gap(relation: Comparison, gap: &Gap, measured: bool) -> Finding {
    let tolerance = match measured {
        true => CLOSE_MEASURED * gap.size + 10.0 * gap.error,
        false => CLOSE * gap.size + gap.error * 4096.0,
    };
    let close = gap.difference <= tolerance;
    let clear = gap.difference > CLEAR * gap.error && gap.difference > SHARE * gap.size;
    let blurred = measured && gap.error > 1e-6 * gap.size.max(1e-3);
    let holds = Finding::Holds {
        difference: if gap.size > 0.0 {
            gap.difference / gap.size
        } else {
            0.0
        },
        tie: close,
    };
    let fails = match relation {
        Comparison::Equal => clear,
        // Differing is what the claim says; agreeing everywhere is for the caller to judge.
        Comparison::NotEqual => clear,
        _ => clear && gap.signed < 0.0,
    };
    if fails {
        return Finding::Fails;
    }
    match relation {
        _ if blurred => Finding::Skipped(Trouble::Undecided("a quadrature is not accurate")),
        Comparison::Equal | Comparison::NotEqual if close => holds,
        Comparison::Less | Comparison::LessEqual if close || gap.signed > 0.0 => holds,
        _ => Finding::Skipped(Trouble::Undecided("a difference near the accuracy")),
    }
}

/// Pairs of real numbers that have to be equal, of two values of one shape.
fn pairs(a: &Value<Interval>, b: &Value<Interval>) -> Option<Vec<(Interval, Interval)>> {
    match (a, b) {
        (Value::Array(m), Value::Array(n)) => {
            let same = (m.rows, m.columns) == (n.rows, n.columns);
            same.then(|| {
                m.entries
                    .iter()
                    .cloned()
                    .zip(n.entries.iter().cloned())
                    .collect()
            })
        }
        (Value::Array(_), _) | (_, Value::Array(_)) => None,
        (Value::Complex(_), _) | (_, Value::Complex(_)) => {
            let ((a, b), (c, d)) = (a.parts().ok()?, b.parts().ok()?);
            Some(vec![(a, c), (b, d)])
        }
        _ => Some(vec![(a.real().ok()?, b.real().ok()?)]),
    }
}

/// True if the enclosures show that the claim fails at the point (for `\neq`: that the sides differ).
pub(super) fn certain_failure(relation: Comparison, reading: &Reading<Interval>) -> bool {
    let (Ok(left), Ok(right)) = (&reading.left, &reading.right) else {
        return false;
    };
    if let (Value::Truth(a), Value::Truth(b)) = (left, right) {
        return a != b;
    }
    let Some(pairs) = pairs(left, right) else {
        return false;
    };
    pairs.iter().any(|(a, b)| match a.order(b) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Less) => matches!(relation, Comparison::Equal | Comparison::NotEqual),
        _ => false,
    })
}

/// True if the enclosures are narrow and confirm that the claim holds, as far as enclosures can.
pub(super) fn enclosures_meet(relation: Comparison, reading: &Reading<Interval>) -> bool {
    let (Ok(left), Ok(right)) = (&reading.left, &reading.right) else {
        return false;
    };
    if let (Value::Truth(a), Value::Truth(b)) = (left, right) {
        return a == b;
    }
    let Some(pairs) = pairs(left, right) else {
        return false;
    };
    pairs.iter().all(|(a, b)| {
        let size = a.approximate().abs().max(b.approximate().abs());
        let narrow = a.width().max(b.width()) <= 1e-40 * size.max(1e-6);
        match relation {
            Comparison::Equal => narrow && !matches!(a.order(b), Some(o) if o.is_ne()),
            _ => narrow || a.order(b) == Some(Ordering::Less),
        }
    })
}
