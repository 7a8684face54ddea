//! Integrals over vectors of two entries where the rules for one normal density are not accurate: logarithms of mixtures,
//! products of densities of different width. The trapezoidal rule on a lattice that covers all densities: for analytic
//! functions that vanish at the ends its error falls exponentially with the number of points (Trefethen and Weideman,
//! SIAM Review 56, 2014).

use super::evaluator::{AtPoint, Evaluator};
use super::integral::{Frame, Weighted};
use super::matrix::Array;
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Result, Value};

/// Standard deviations around each mean that the lattice covers.
const REACH: f64 = 7.0;
/// Distance of the points, in standard deviations of the narrowest density. Every other point gives the coarse sum.
const STEP: f64 = 0.4;
/// Distance and shift of the second rule.
const SECOND: (f64, f64) = (0.36, 0.37);
/// Most points.
const MOST: usize = 10_000;
/// Difference of the coarse and the fine sum, relative to the size, at which there is no value.
const WORST: f64 = 1e-5;

/// Coordinates on one axis.
struct Axis {
    low: f64,
    step: f64,
    points: usize,
}

impl<'a, N: Scalar> Evaluator<'a, N> {
    /// The integral of a function that lives where these normal densities do.
    pub(super) fn over_lattice(
        &mut self,
        frames: &[&Frame],
        f: &mut AtPoint<'_, 'a, N>,
    ) -> Result<Value<N>> {
        const INACCURATE: Trouble = Trouble::Cannot(Cannot::Inaccurate);
        if frames.is_empty() || frames.iter().any(|(mean, _)| mean.len() != 2) {
            return Err(INACCURATE);
        }
        let (step, shift) = match self.second_rule {
            true => SECOND,
            false => (STEP, 0.0),
        };
        let [first, second] = [0, 1].map(|at| axis(frames, at, step, shift));
        if first.points.saturating_mul(second.points) > MOST {
            return Err(INACCURATE);
        }
        let mut shape = None;
        let mut sums = [Weighted::default(), Weighted::default()];
        for i in 0..first.points {
            for j in 0..second.points {
                let x = [
                    first.low + i as f64 * first.step,
                    second.low + j as f64 * second.step,
                ];
                if !frames.iter().any(|frame| covers(frame, x)) {
                    continue;
                }
                let entries = [N::measured(x[0], 0.0)?, N::measured(x[1], 0.0)?];
                let value = f(self, Value::array(Array::vector(entries.into())))?;
                let cell = first.step * second.step;
                if i % 2 == 0 && j % 2 == 0 {
                    sums[0].add(&value, 4.0 * cell)?;
                }
                sums[1].add(&value, cell)?;
                shape = Some(value);
            }
        }
        let [coarse, fine] = sums;
        let pairs = coarse.sums.iter().zip(&fine.sums);
        let errors: Vec<f64> = pairs
            .map(|(a, b)| (a - b).abs() + 1e-13 * fine.size + fine.error)
            .collect();
        if errors.iter().any(|e| *e > WORST * fine.size.max(1e-30)) {
            return Err(INACCURATE);
        }
        shape.ok_or(INACCURATE)?.refill(&fine.sums, &errors)
    }
}

/// The points on an axis that cover all frames, as close as the narrowest of them needs.
fn axis(frames: &[&Frame], at: usize, step: f64, shift: f64) -> Axis {
    let mut low = f64::INFINITY;
    let mut high = f64::NEG_INFINITY;
    let mut narrow = f64::INFINITY;
    for (mean, factor) in frames {
        let deviation = deviations(factor);
        let determinant = (factor[0] * factor[3]).abs();
        low = low.min(mean[at] - REACH * deviation[at]);
        high = high.max(mean[at] + REACH * deviation[at]);
        // The deviation where the other coordinate is known.
        narrow = narrow.min(determinant / deviation[1 - at]);
    }
    let step = step * narrow;
    let points = ((high - low) / step).ceil();
    Axis {
        low: low + shift * step,
        step,
        points: match points.is_finite() {
            true => points as usize + 1,
            false => usize::MAX,
        },
    }
}

/// Standard deviations of both coordinates.
fn deviations(factor: &[f64]) -> [f64; 2] {
    [factor[0].abs(), factor[2].hypot(factor[3])]
}

/// True if the density has weight at a point.
fn covers((mean, factor): &Frame, x: [f64; 2]) -> bool {
    let u = (x[0] - mean[0]) / factor[0];
    let v = (x[1] - mean[1] - factor[2] * u) / factor[3];
    u * u + v * v <= REACH * REACH
}
