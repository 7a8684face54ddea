//! Rules for integrals of one real variable and for normal weights, in doubles with error estimates.
//!
//! The first rule is double exponential (a trapezoid sum after a change of variable), the second, unrelated one is
//! Gauss-Legendre on panels of an algebraic change of variable.

use std::f64::consts::FRAC_PI_2;
use std::sync::OnceLock;

use smallvec::SmallVec;

use super::trouble::{Cannot, Trouble};
use super::value::Result;

/// Values of an integrand of several entries, with their greatest error.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    pub entries: SmallVec<[f64; 4]>,
    pub error: f64,
}

/// An integral: its entries and the estimated error of each.
#[derive(Debug, Clone, Default)]
pub struct Integral {
    pub entries: Vec<f64>,
    pub errors: Vec<f64>,
    /// Largest integral of an entry's absolute value.
    pub size: f64,
}

/// An interval of integration with a typical place and width of what is integrated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
    pub center: f64,
    pub scale: f64,
}

/// Sum of weighted samples, with the sum of absolute values for the rounding error.
#[derive(Debug, Clone, Default)]
struct Total {
    sums: Vec<f64>,
    sizes: Vec<f64>,
    error: f64,
    /// Largest weighted sample, and largest one far out, where those of an integral that converges have vanished.
    peak: f64,
    far: f64,
    /// What ended a walk that had met nothing but zeros: forgiven if all the others meet nothing else.
    ended: Option<Trouble>,
}

impl Total {
    fn add(&mut self, sample: &Sample, weight: f64) {
        self.sums.resize(sample.entries.len(), 0.0);
        self.sizes.resize(sample.entries.len(), 0.0);
        for (at, x) in sample.entries.iter().enumerate() {
            self.sums[at] += weight * x;
            self.sizes[at] += (weight * x).abs();
        }
        self.error += weight.abs() * sample.error;
        let size = sample.entries.iter().fold(0.0f64, |m, v| m.max(v.abs()));
        self.peak = self.peak.max(size * weight.abs());
    }

    fn merge(&mut self, other: &Total) {
        self.sums.resize(other.sums.len(), 0.0);
        self.sizes.resize(other.sizes.len(), 0.0);
        for at in 0..other.sums.len() {
            self.sums[at] += other.sums[at];
            self.sizes[at] += other.sizes[at];
        }
        self.error += other.error;
        self.peak = self.peak.max(other.peak);
        self.far = self.far.max(other.far);
        self.ended = self.ended.or(other.ended);
    }

    /// True if there were samples, and all were zero exactly.
    fn is_zero(&self) -> bool {
        self.error == 0.0 && !self.sizes.is_empty() && self.sizes.iter().all(|&size| size == 0.0)
    }

    /// True if the absolute value has no integral: what cancels on both sides is no value.
    fn diverges(&self) -> bool {
        self.far > FAR_SHARE * self.peak
    }

    fn scaled(&self, step: f64, previous: Option<&[f64]>) -> Integral {
        let entries: Vec<f64> = self.sums.iter().map(|s| s * step).collect();
        let errors = entries.iter().enumerate().map(|(at, x)| {
            let change = previous.map_or(f64::INFINITY, |p| (x - p[at]).abs());
            change + 4e-16 * step * self.sizes[at] + step * self.error
        });
        Integral {
            errors: errors.collect(),
            size: step * self.sizes.iter().fold(0.0f64, |m, s| m.max(*s)),
            entries: entries.clone(),
        }
    }
}

impl Integral {
    /// The sum of two integrals of one shape.
    pub fn add(mut self, other: &Integral) -> Integral {
        if self.entries.is_empty() {
            return other.clone();
        }
        for at in 0..self.entries.len().min(other.entries.len()) {
            self.entries[at] += other.entries[at];
            self.errors[at] += other.errors[at];
        }
        self.size += other.size;
        self
    }

    /// True when every entry is known to that accuracy, relative to the size of what is integrated.
    fn settled(&self, tolerance: f64) -> bool {
        self.errors
            .iter()
            .all(|e| *e <= tolerance * self.size.max(1e-30))
    }
}

/// Relative accuracy at which refinement stops.
const TOLERANCE: f64 = 1e-14;
/// Accuracy worse than this is no value.
const WORST: f64 = 1e-4;
/// Parameter of the first rule beyond which samples lie far out (at 10^50 times the scale), and the share of the largest
/// one that they may have.
const FAR: f64 = 5.0;
const FAR_SHARE: f64 = 0.05;
/// Halvings of the step of the first rule.
const LEVELS: u32 = 5;

/// The integral by the double exponential rule.
pub fn double_exponential(
    range: Range,
    f: &mut dyn FnMut(f64) -> Result<Sample>,
) -> Result<Integral> {
    let map = |t: f64| change_of_variable(range, t);
    let mut total = Total::default();
    let mut step = 0.5;
    walk(&map, f, 0.0, step, &mut total)?;
    let mut best = total.scaled(step, None);
    for _ in 0..LEVELS {
        let mut between = Total::default();
        walk(&map, f, step / 2.0, step, &mut between)?;
        total.merge(&between);
        if let (Some(trouble), false) = (&total.ended, total.is_zero()) {
            return Err(*trouble);
        }
        step /= 2.0;
        let next = total.scaled(step, Some(&best.entries));
        best = next;
        if best.size == 0.0 && best.errors.iter().all(|e| *e == 0.0) && step < 0.2 {
            return Ok(best);
        }
        if total.diverges() {
            return Err(Trouble::Cannot(Cannot::Divergence));
        }
        if best.size > 0.0 && best.settled(TOLERANCE) {
            return Ok(best);
        }
    }
    if best.size == 0.0 && best.errors.iter().any(|e| *e > 0.0) {
        // Only underflow was seen: what matters lies elsewhere.
        return Err(Trouble::Undecided("an integrand that was nowhere found"));
    }
    match best.settled(WORST) || best.errors.iter().all(|e| *e < 1e-12) {
        true => Ok(best),
        false => Err(Trouble::Cannot(Cannot::Divergence)),
    }
}

/// Adds the samples at `offset + k step` in both directions until they no longer matter.
fn walk(
    map: &dyn Fn(f64) -> (f64, f64),
    f: &mut dyn FnMut(f64) -> Result<Sample>,
    offset: f64,
    step: f64,
    total: &mut Total,
) -> Result<()> {
    for direction in [1.0, -1.0] {
        let mut quiet = 0;
        let mut k = if direction > 0.0 || offset > 0.0 {
            0
        } else {
            1
        };
        loop {
            let t = if direction > 0.0 {
                offset + k as f64 * step
            } else {
                offset - (k as f64 + if offset > 0.0 { 1.0 } else { 0.0 }) * step
            };
            k += 1;
            let (x, weight) = map(t);
            if t.abs() > MOST || !x.is_finite() || !weight.is_finite() || weight == 0.0 {
                break;
            }
            let largest = total.sizes.iter().fold(0.0f64, |m, s| m.max(*s));
            match f(x) {
                Ok(sample) => {
                    let size = sample.entries.iter().fold(0.0f64, |m, v| m.max(v.abs()));
                    total.add(&sample, weight);
                    if t.abs() >= FAR {
                        total.far = total.far.max(size * weight.abs());
                    }
                    let small = size * weight.abs() <= 1e-18 * largest && largest > 0.0;
                    quiet = if small && t.abs() > 1.0 { quiet + 1 } else { 0 };
                }
                // Far out, underflow and overflow end the walk once what came before is negligible.
                Err(Trouble::Undecided(_)) if quiet > 0 || (t.abs() > 2.5 && largest > 0.0) => {
                    break;
                }
                Err(trouble @ Trouble::Undecided(_)) if t.abs() > 2.5 && total.is_zero() => {
                    total.ended = Some(trouble);
                    break;
                }
                Err(trouble) => return Err(trouble),
            }
            if quiet >= 3 {
                break;
            }
        }
    }
    Ok(())
}

/// The point and the weight of the parameter `t`, which runs over the reals.
fn change_of_variable(range: Range, t: f64) -> (f64, f64) {
    let Range {
        low,
        high,
        center,
        scale,
    } = range;
    let Node {
        s,
        slope: c,
        sinh,
        cosh,
        exp,
        decay,
    } = node(t);
    let (x, weight) = match (low.is_finite(), high.is_finite()) {
        (true, true) => {
            let half = (high - low) / 2.0;
            // Distance from the nearer end, without cancellation.
            let near = half * decay / cosh;
            let x = if s > 0.0 { high - near } else { low + near };
            (x, half * c / (cosh * cosh))
        }
        (true, false) => (low + scale * exp, scale * exp * c),
        (false, true) => (high - scale * exp, scale * exp * c),
        (false, false) => (center + scale * sinh, scale * cosh * c),
    };
    // The ends themselves, reached by rounding, are not points of the integral.
    match x > low && x < high {
        true => (x, weight),
        false => (f64::NAN, 0.0),
    }
}

/// What the change of variable needs of a parameter `t`: `s = \pi / 2 \sinh t`, its slope, and functions of `s`.
#[derive(Debug, Clone, Copy)]
struct Node {
    s: f64,
    slope: f64,
    sinh: f64,
    cosh: f64,
    exp: f64,
    /// `e^{-|s|}`
    decay: f64,
}

impl Node {
    fn at(t: f64) -> Self {
        let s = FRAC_PI_2 * pxfm::f_sinh(t);
        Self {
            s,
            slope: FRAC_PI_2 * pxfm::f_cosh(t),
            sinh: pxfm::f_sinh(s),
            cosh: pxfm::f_cosh(s),
            exp: pxfm::f_exp(s),
            decay: pxfm::f_exp(-s.abs()),
        }
    }
}

/// Greatest parameter that is looked at, and parameters on a unit at the finest step.
const MOST: f64 = 6.5;
const GRID: f64 = 2.0 * (1 << LEVELS) as f64;

/// The node of a parameter, from a table where it is one of those of the rule.
fn node(t: f64) -> Node {
    static TABLE: OnceLock<Vec<Node>> = OnceLock::new();
    let place = (t + MOST) * GRID;
    if !(0.0..=2.0 * MOST * GRID).contains(&place) || place.fract() != 0.0 {
        return Node::at(t);
    }
    let count = (2.0 * MOST * GRID) as usize;
    let table = TABLE.get_or_init(|| {
        let nodes = (0..=count).map(|at| Node::at(at as f64 / GRID - MOST));
        nodes.collect()
    });
    table[place as usize]
}

/// Panels of the coarser and the finer run of the second rule.
const PANELS: [usize; 2] = [24, 36];
const ORDER: usize = 10;

/// The integral by Gauss-Legendre panels.
pub fn panels(range: Range, f: &mut dyn FnMut(f64) -> Result<Sample>) -> Result<Integral> {
    let (nodes, weights) = legendre();
    let mut previous: Option<Vec<f64>> = None;
    let mut result = Integral::default();
    let (from, to) = match (range.low.is_finite(), range.high.is_finite()) {
        (true, true) => (range.low, range.high),
        (true, false) | (false, true) => (0.0, 1.0),
        (false, false) => (-1.0, 1.0),
    };
    for count in PANELS {
        let mut total = Total::default();
        let half = (to - from) / (2.0 * count as f64);
        for panel in 0..count {
            let middle = from + half * (2.0 * panel as f64 + 1.0);
            for (node, weight) in nodes.iter().zip(weights) {
                let (x, slope) = algebraic(range, middle + half * node);
                match f(x) {
                    Ok(sample) => total.add(&sample, weight * half * slope),
                    Err(Trouble::Undecided(_)) if (x - range.center).abs() > 8.0 * range.scale => {}
                    Err(trouble) => return Err(trouble),
                }
            }
        }
        result = total.scaled(1.0, previous.as_deref());
        previous = Some(result.entries.clone());
    }
    Ok(result)
}

fn algebraic(range: Range, u: f64) -> (f64, f64) {
    let Range {
        low,
        high,
        center,
        scale,
    } = range;
    match (low.is_finite(), high.is_finite()) {
        (true, true) => (u, 1.0),
        (true, false) => {
            let rest = 1.0 - u;
            (low + scale * u / rest, scale / (rest * rest))
        }
        (false, true) => {
            let rest = 1.0 - u;
            (high - scale * u / rest, scale / (rest * rest))
        }
        (false, false) => {
            let rest = 1.0 - u * u;
            (
                center + 2.0 * scale * u / rest,
                2.0 * scale * (1.0 + u * u) / (rest * rest),
            )
        }
    }
}

/// Nodes and weights on [-1, 1].
fn legendre() -> &'static (Vec<f64>, Vec<f64>) {
    static RULE: OnceLock<(Vec<f64>, Vec<f64>)> = OnceLock::new();
    RULE.get_or_init(|| {
        let n = ORDER as f64;
        let mut rule = (Vec::new(), Vec::new());
        for k in 0..ORDER {
            let mut x = -pxfm::f_cos(std::f64::consts::PI * (k as f64 + 0.75) / (n + 0.5));
            let mut slope = 1.0;
            for _ in 0..100 {
                let (mut p, mut q) = (1.0, 0.0);
                for j in 0..ORDER {
                    let j = j as f64;
                    (p, q) = (((2.0 * j + 1.0) * x * p - j * q) / (j + 1.0), p);
                }
                slope = n * (x * p - q) / (x * x - 1.0);
                let change = p / slope;
                x -= change;
                if change.abs() < 1e-16 {
                    break;
                }
            }
            rule.0.push(x);
            rule.1.push(2.0 / ((1.0 - x * x) * slope * slope));
        }
        rule
    })
}

/// Largest order of the rule for normal weights.
const HERMITE_ORDERS: usize = 32;

/// Nodes and weights for the standard normal density as the weight.
pub fn hermite(order: usize) -> &'static [(f64, f64)] {
    static RULES: [OnceLock<Vec<(f64, f64)>>; HERMITE_ORDERS + 1] =
        [const { OnceLock::new() }; HERMITE_ORDERS + 1];
    let order = order.clamp(1, HERMITE_ORDERS);
    RULES[order].get_or_init(|| hermite_rule(order))
}

/// Roots by bisection between the roots of the polynomial of the degree before.
fn hermite_rule(order: usize) -> Vec<(f64, f64)> {
    // Orthonormal polynomials: p_{k+1} = (x p_k - sqrt(k) p_{k-1}) / sqrt(k + 1).
    let value = |degree: usize, x: f64| -> (f64, f64) {
        let (mut p, mut q) = (1.0, 0.0);
        for k in 0..degree {
            let k = k as f64;
            (p, q) = ((x * p - k.sqrt() * q) / (k + 1.0).sqrt(), p);
        }
        (p, q)
    };
    let mut roots: Vec<f64> = Vec::new();
    for degree in 1..=order {
        let edge = 2.0 * (degree as f64).sqrt() + 1.0;
        let mut ends = vec![-edge];
        ends.extend(&roots);
        ends.push(edge);
        roots = ends
            .windows(2)
            .map(|pair| bisect(pair[0], pair[1], |x| value(degree, x).0))
            .collect();
    }
    let weight = |x: f64| {
        let before = value(order, x).1;
        1.0 / (order as f64 * before * before)
    };
    roots.iter().map(|&x| (x, weight(x))).collect()
}

fn bisect(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let rising = f(high) > 0.0;
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if (f(middle) > 0.0) == rising {
            high = middle;
        } else {
            low = middle;
        }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(f: impl Fn(f64) -> f64, range: Range) -> [(f64, f64); 2] {
        let mut sample = |x: f64| {
            Ok(Sample {
                entries: smallvec::smallvec![f(x)],
                error: 0.0,
            })
        };
        let rules = [
            double_exponential(range, &mut sample).unwrap(),
            panels(range, &mut sample).unwrap(),
        ];
        rules.map(|r| (r.entries[0], r.errors[0]))
    }

    #[test]
    fn both_rules_know_integrals() {
        let line = Range {
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
            center: 0.3,
            scale: 1.2,
        };
        for (value, error) in whole(|x| pxfm::f_exp(-x * x), line) {
            assert!((value - std::f64::consts::PI.sqrt()).abs() <= error.max(1e-13));
            assert!(error < 1e-10);
        }
        let unit = Range {
            low: 0.0,
            high: 1.0,
            center: 0.5,
            scale: 1.0,
        };
        for (value, error) in whole(|x| x * x, unit) {
            assert!((value - 1.0 / 3.0).abs() <= error.max(1e-14));
        }
        let half = Range {
            low: 0.0,
            high: f64::INFINITY,
            center: 1.0,
            scale: 1.0,
        };
        for (value, error) in whole(|x| x * pxfm::f_exp(-x), half) {
            assert!((value - 1.0).abs() <= error.max(1e-12) && error < 1e-8);
        }
    }

    #[test]
    fn hermite_rules_are_exact_for_polynomials() {
        for order in [3, 8, 20] {
            let moment =
                |k: i32| -> f64 { hermite(order).iter().map(|(x, w)| w * x.powi(k)).sum() };
            assert!((moment(0) - 1.0).abs() < 1e-13);
            assert!((moment(2) - 1.0).abs() < 1e-12);
            assert!((moment(4) - 3.0).abs() < 1e-11);
        }
    }
}
