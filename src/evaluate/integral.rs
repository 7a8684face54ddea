//! Integrals: over finite spaces exactly, over reals by quadrature, over vectors with a normal weight.

use super::distribution::{Extent, Support, gaussian_frame};
use super::evaluator::{AtPoint, Evaluator};
use super::matrix::Array;
use super::model::{Family, Given, Marginal};
use super::quadrature::{self, Integral, Range, Sample};
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Distribution, Result, Value};
use crate::expr::*;

const NO_ENCLOSURE: Trouble = Trouble::Cannot(Cannot::NoEnclosure);
const UNKNOWN: Trouble = Trouble::Cannot(Cannot::NoInterpretation);

/// What is known of an integrand: where it lives, and where it is not smooth.
#[derive(Default)]
pub(super) struct Hints {
    extents: Vec<Extent>,
    /// Extents of densities that occur inside of logarithms only: they give no weight.
    inner: Vec<Extent>,
    inside_log: bool,
    pub(super) breaks: Vec<f64>,
    /// Mean and Cholesky factor of normal densities of a vector; first those that give weight.
    frames: Vec<Frame>,
    /// How many of the frames give weight: the others occur inside of logarithms only.
    weighing: usize,
}

/// Mean and Cholesky factor of a normal density.
pub(super) type Frame = (Vec<f64>, Vec<f64>);

/// Orders of the normal rules that are tried first: they are exact for a polynomial of a low degree times the density,
/// which is most of what notes integrate.
const LOW: [usize; 2] = [3, 4];
const LOW_SECOND: [usize; 2] = [5, 6];
/// Differences, relative to the size, at which rules of two orders count as exact, and at which they have no value.
const EXACT: f64 = 1e-12;
const WORST: f64 = 1e-5;

/// Most densities whose places split an integral.
const MAX_CENTERS: usize = 4;

impl Hints {
    /// Mean and Cholesky factor of a normal density of vectors of that size.
    pub(super) fn frame(&self, size: usize) -> Option<Frame> {
        let found = self.frames.iter().find(|(mean, _)| mean.len() == size);
        found.cloned()
    }

    fn extent(&mut self, extent: Extent) {
        match self.inside_log {
            true => self.inner.push(extent),
            false => self.extents.push(extent),
        }
    }

    fn push_frame(&mut self, mean: Vec<f64>, factor: Vec<f64>) {
        match self.inside_log {
            true => self.frames.push((mean, factor)),
            false => {
                self.frames.insert(0, (mean, factor));
                self.weighing += 1;
            }
        }
    }

    /// The normal densities of vectors of that size that give weight; the first one where none is known to.
    fn weighing_frames(&self, size: usize) -> Vec<&Frame> {
        let of_size = |frame: &&Frame| frame.0.len() == size;
        let (weighing, others) = self.frames.split_at(self.weighing);
        let mut found: Vec<&Frame> = weighing.iter().filter(of_size).collect();
        if found.is_empty() {
            found.extend(others.iter().find(of_size));
        }
        found
    }

    /// The densities that give weight, each place once.
    fn weights(&self) -> Vec<Extent> {
        let from = match self.extents.is_empty() {
            true => &self.inner,
            false => &self.extents,
        };
        let mut weights: Vec<Extent> = Vec::new();
        for extent in from {
            let near = |known: &Extent| {
                let gap = (known.center - extent.center).abs();
                gap < 0.5 * known.scale.min(extent.scale)
                    && (0.25..4.0).contains(&(known.scale / extent.scale))
            };
            if !weights.iter().any(near) {
                weights.push(*extent);
            }
        }
        weights.truncate(MAX_CENTERS);
        weights
    }

    /// For a function that lives where a distribution does.
    pub(super) fn of(extent: Extent) -> Self {
        Self {
            extents: vec![extent],
            ..Self::default()
        }
    }

    /// For a function that lives around a point.
    pub(super) fn normal(center: f64, scale: f64) -> Self {
        Self::of(Extent {
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
            center,
            scale,
        })
    }
}

impl<'a, N: Scalar> Evaluator<'a, N> {
    pub(super) fn integral(&mut self, sort: SortId, domain: Domain, body: Id) -> Result<Value<N>> {
        if domain == Domain::All
            && (self.model.spaces.contains_key(&sort)
                || matches!(self.store.sort_of(sort), Sort::Element(_) | Sort::Truth))
        {
            return self.sum_over(sort, domain, body);
        }
        if domain == Domain::All && self.store.is_zero(body) {
            return Ok(Value::Real(self.number(0)));
        }
        if N::CERTIFIED {
            return Err(NO_ENCLOSURE);
        }
        self.measured = true;
        let hints = self.hints(body);
        match (self.store.sort_of(sort).clone(), domain) {
            (Sort::Vector(n), Domain::All) => match self.evaluate(n)?.integer()? {
                1 => self.over_reals(f64::NEG_INFINITY, f64::INFINITY, &hints, body),
                n @ 2..=3 => self.over_vectors(n as usize, &hints, body),
                _ => Err(Trouble::Cannot(Cannot::TooLarge)),
            },
            (Sort::Real | Sort::Complex | Sort::Integer, Domain::All) => {
                self.over_reals(f64::NEG_INFINITY, f64::INFINITY, &hints, body)
            }
            (_, Domain::Range(a, b)) => {
                let (a, b) = (self.end(a)?, self.end(b)?);
                if a == b {
                    return Ok(Value::Real(self.number(0)));
                }
                if a < b {
                    return self.over_reals(a, b, &hints, body);
                }
                self.over_reals(b, a, &hints, body)?.neg()
            }
            (_, Domain::In(set)) if matches!(self.evaluate(set), Ok(Value::Set(_))) => {
                self.sum_over(sort, domain, body)
            }
            _ => Err(UNKNOWN),
        }
    }

    fn end(&mut self, id: Id) -> Result<f64> {
        match self.evaluate(id)? {
            Value::Infinite(true) => Ok(f64::INFINITY),
            Value::Infinite(false) => Ok(f64::NEG_INFINITY),
            value => Ok(value.real()?.approximate()),
        }
    }

    fn over_reals(&mut self, low: f64, high: f64, hints: &Hints, body: Id) -> Result<Value<N>> {
        let whole = low == f64::NEG_INFINITY && high == f64::INFINITY;
        if whole
            && !self.second_rule
            && hints.breaks.is_empty()
            && let Some((mean, factor)) = hints.frame(1)
            && let Ok(Some(value)) =
                self.tensor_rule(&mean, &factor, LOW, EXACT, &mut |e, x| e.under(x, body))
        {
            return Ok(value);
        }
        let mut evaluate =
            |evaluator: &mut Self, x: f64| evaluator.under(Value::Real(N::measured(x, 0.0)?), body);
        self.quadrature(low, high, hints, &mut evaluate)
    }

    /// Integral of a function of one real number over the pieces on which it is smooth.
    pub(super) fn quadrature(
        &mut self,
        low: f64,
        high: f64,
        hints: &Hints,
        f: &mut dyn FnMut(&mut Self, f64) -> Result<Value<N>>,
    ) -> Result<Value<N>> {
        let weights = hints.weights();
        let mut breaks = hints.breaks.clone();
        if weights.len() > 1 {
            breaks.extend(weights.iter().map(|w| w.center));
        }
        let ends = pieces(low, high, &breaks);
        let mut shape = None;
        let mut total = Integral::default();
        for pair in ends.windows(2) {
            let second = self.second_rule;
            let range = piece_range(pair[0], pair[1], &weights, second);
            let mut sample = |x: f64| {
                let value = f(self, x)?;
                let sample = Sample {
                    entries: value.flatten()?,
                    error: value.error(),
                };
                // A density is real outside of its support where a complex value is expected.
                if shape.as_ref().is_none_or(|s: &Value<N>| !s.is_complex()) {
                    shape = Some(value);
                }
                Ok(sample)
            };
            let piece = match second {
                true => quadrature::panels(range, &mut sample)?,
                false => quadrature::double_exponential(range, &mut sample)?,
            };
            total = total.add(&piece);
        }
        match shape {
            Some(shape) => shape.refill(&total.entries, &total.errors),
            None => Ok(Value::Real(self.number(0))),
        }
    }

    fn over_vectors(&mut self, n: usize, hints: &Hints, body: Id) -> Result<Value<N>> {
        match hints.frame(n) {
            Some(frame) => {
                let f: &mut AtPoint<'_, 'a, N> = &mut |e, point| e.under(point, body);
                match self.with_frame(&frame, f) {
                    Err(Trouble::Cannot(Cannot::Inaccurate)) => {
                        self.over_lattice(&hints.weighing_frames(n), f)
                    }
                    value => value,
                }
            }
            None => Err(UNKNOWN),
        }
    }

    /// Integral over vectors of a function that is a polynomial times a normal density, or nearly: by a tensor rule for
    /// that density at two orders.
    pub(super) fn with_frame(
        &mut self,
        (mean, factor): &Frame,
        f: &mut AtPoint<'_, 'a, N>,
    ) -> Result<Value<N>> {
        if N::CERTIFIED {
            return Err(NO_ENCLOSURE);
        }
        if factor.len() != mean.len() * mean.len() {
            return Err(Trouble::Cannot(Cannot::Shapes));
        }
        self.measured = true;
        let (low, high) = match (mean.len(), self.second_rule) {
            (2, false) => (LOW, [10, 12]),
            (2, true) => (LOW_SECOND, [15, 18]),
            (_, false) => (LOW, [6, 8]),
            (_, true) => (LOW_SECOND, [9, 11]),
        };
        match self.tensor_rule(mean, factor, low, EXACT, f)? {
            Some(value) => Ok(value),
            None => self
                .tensor_rule(mean, factor, high, WORST, f)?
                .ok_or(Trouble::Cannot(Cannot::Inaccurate)),
        }
    }

    /// The integral by the rules of two orders; None if they differ by more than `tolerance` of its size.
    fn tensor_rule(
        &mut self,
        mean: &[f64],
        factor: &[f64],
        orders: [usize; 2],
        tolerance: f64,
        f: &mut AtPoint<'_, 'a, N>,
    ) -> Result<Option<Value<N>>> {
        let mut shape = None;
        let mut results = Vec::new();
        for order in orders {
            let mut total = Weighted::default();
            for (x, weight) in tensor(mean.len(), order, mean, factor) {
                let entries = x
                    .iter()
                    .map(|&c| N::measured(c, 0.0))
                    .collect::<Result<_>>()?;
                let value = f(self, Value::array(Array::vector(entries)))?;
                total.add(&value, weight)?;
                shape = Some(value);
            }
            results.push(total);
        }
        let (coarse, fine) = (&results[0], &results[1]);
        let errors: Vec<f64> = coarse
            .sums
            .iter()
            .zip(&fine.sums)
            .map(|(a, b)| (a - b).abs() + 1e-14 * fine.size + fine.error)
            .collect();
        // What cancels at each point has no size, only errors of rounding.
        let size = fine.size.max(1e-30) + 2.0 * fine.error / tolerance;
        if errors.iter().any(|e| *e > tolerance * size) {
            return Ok(None);
        }
        shape.ok_or(UNKNOWN)?.refill(&fine.sums, &errors).map(Some)
    }

    fn hints(&mut self, body: Id) -> Hints {
        let mut hints = Hints::default();
        self.look(body, 0, 0, &mut hints);
        hints
    }

    /// Looks for densities of the variable `level` binders up. Values of the variables in between are made up: a hint
    /// need not be right.
    fn look(&mut self, id: Id, level: u32, depth: u32, hints: &mut Hints) {
        if depth > 40 || !self.store.has_bound(id, level) {
            return;
        }
        let store = self.store;
        match store.node(id) {
            Node::Apply(Operator::Pdf | Operator::Cdf, pair) if pair.len() == 2 => {
                let (distribution, point) = (pair[0], pair[1]);
                if matches!(store.node(point), Node::Bound(at, _) if *at == level) {
                    let fixed = (0..=level).all(|l| !store.has_bound(distribution, l));
                    if let Ok(Value::Distribution(d)) = self.made_up(level, distribution) {
                        self.extent_of(&d, fixed, hints);
                    }
                }
            }
            Node::Density { family, of, given } => {
                let (of, given) = (of.clone(), given.clone());
                self.look_at_density(*family, &of, &given, level, depth, hints);
            }
            Node::Call(head, args) => {
                let (head, args) = (*head, args.clone());
                if let Node::Name(name) = store.node(head)
                    && let Some(definition) = self.problem.definitions.get(name)
                {
                    let body = definition.body;
                    self.look_inside(&args, body, level, depth, hints);
                }
            }
            Node::Apply(Operator::Abs, args) if args.len() == 1 => {
                self.zero_of(args[0], level, hints);
            }
            Node::Apply(Operator::Log, args) if args.len() == 1 && !hints.inside_log => {
                let inner = args[0];
                hints.inside_log = true;
                self.look(inner, level, depth + 1, hints);
                hints.inside_log = false;
                return;
            }
            Node::Relation(_, a, b) => {
                let (a, b) = (*a, *b);
                for (x, y) in [(a, b), (b, a)] {
                    if matches!(store.node(x), Node::Bound(at, _) if *at == level)
                        && !store.has_bound(y, level)
                        && let Ok(at) = self.made_up(level, y).and_then(|v| v.real())
                    {
                        hints.breaks.push(at.approximate());
                    }
                }
            }
            _ => {}
        }
        let bind = matches!(store.node(id), Node::Bind(..));
        let children = store.children(id);
        for (at, &child) in children.iter().enumerate() {
            let inside = bind && at + 1 == children.len();
            self.look(child, level + u32::from(inside), depth + 1, hints);
        }
    }

    /// A break where a linear function `x + c` of the variable is zero.
    fn zero_of(&mut self, id: Id, level: u32, hints: &mut Hints) {
        let at = |evaluator: &mut Self, x: f64| {
            let depth = evaluator.stack.len();
            let _ = evaluator.push_made_up(level, x);
            let value = evaluator.evaluate(id).and_then(|v| v.real());
            evaluator.stack.truncate(depth);
            value.map(|v| v.approximate())
        };
        if let (Ok(a), Ok(b)) = (at(self, 0.0), at(self, 1.0))
            && a != b
        {
            hints.breaks.push(a / (a - b));
        }
    }

    fn push_made_up(&mut self, level: u32, variable: f64) -> Result<()> {
        self.stack.push(Value::Real(N::measured(variable, 0.0)?));
        for _ in 0..level {
            self.stack.push(Value::Real(self.number(0)));
        }
        Ok(())
    }

    /// An expression under the variable and `level` more binders, at made-up values of these.
    fn made_up(&mut self, level: u32, id: Id) -> Result<Value<N>> {
        let depth = self.stack.len();
        self.push_made_up(level, 0.0)?;
        let value = self.evaluate(id);
        self.stack.truncate(depth);
        value
    }

    fn extent_of(&mut self, distribution: &Distribution<N>, fixed: bool, hints: &mut Hints) {
        if let Ok(Some((mean, factor))) = gaussian_frame(distribution) {
            let factor: Vec<f64> = factor.entries.iter().map(Scalar::approximate).collect();
            if let ([mean], [root]) = (&mean[..], &factor[..]) {
                hints.extent(Extent {
                    low: f64::NEG_INFINITY,
                    high: f64::INFINITY,
                    center: *mean,
                    scale: root.max(1e-3),
                });
            }
            hints.push_frame(mean, factor);
            return;
        }
        if let Ok(Support::Real(extent)) = distribution.support() {
            if fixed {
                hints.breaks.extend(distribution.corner());
                hints
                    .breaks
                    .extend([extent.low, extent.high].iter().filter(|x| x.is_finite()));
            }
            if extent.center.is_finite() {
                hints.extent(extent);
            }
        }
    }

    fn look_at_density(
        &mut self,
        family: SymbolId,
        of: &[(SymbolId, Id)],
        given: &[(SymbolId, Id)],
        level: u32,
        depth: u32,
        hints: &mut Hints,
    ) {
        let problem = self.problem;
        if let Some(rows) = problem.densities.get(&family) {
            let args: Vec<Id> = of.iter().chain(given).map(|&(_, v)| v).collect();
            for row in rows {
                if row.of.len() == of.len() && row.given.len() == given.len() {
                    self.look_inside(&args, row.body, level, depth, hints);
                }
            }
            return;
        }
        let Some(Given::Family(joint)) = self.model.values.get(&family) else {
            return;
        };
        let Family::Mixture {
            slots, components, ..
        } = &**joint
        else {
            return;
        };
        for &(slot, value) in of.iter().chain(given) {
            let variable = matches!(self.store.node(value), Node::Bound(at, _) if *at == level);
            let Some(axis) = slots.iter().position(|s| *s == slot).filter(|_| variable) else {
                continue;
            };
            for row in components {
                if let Marginal::Normal(entries) = &row[axis] {
                    let mean = entries.iter().map(|(m, _)| m.to_f64()).collect();
                    let roots: Vec<f64> = entries.iter().map(|(_, v)| v.to_f64().sqrt()).collect();
                    push_frame(mean, &roots, hints);
                }
            }
        }
    }

    /// Looks into the body of a definition whose arguments are `args`, for the argument that is the variable.
    fn look_inside(&mut self, args: &[Id], body: Id, level: u32, depth: u32, hints: &mut Hints) {
        let place = args
            .iter()
            .position(|&a| matches!(self.store.node(a), Node::Bound(at, _) if *at == level));
        let Some(place) = place else { return };
        let zero = Value::Real(self.number(0));
        let values: Vec<Value<N>> = args
            .iter()
            .map(|&arg| self.made_up(level, arg).unwrap_or_else(|_| zero.clone()))
            .collect();
        let inner = (args.len() - 1 - place) as u32;
        self.look_at_body(values[..place].to_vec(), body, inner, depth + 1, hints);
    }

    /// Looks into a body with the arguments before the variable given and `inner` more after it.
    pub(super) fn look_at_body(
        &mut self,
        before: Vec<Value<N>>,
        body: Id,
        inner: u32,
        depth: u32,
        hints: &mut Hints,
    ) {
        // What looks further pushes the variable itself and what is bound after it.
        let mark = self.stack.enter(before);
        self.look(body, inner, depth, hints);
        self.stack.leave(mark);
    }
}

/// A weighted sum of values, with the sum of their sizes and errors.
#[derive(Default)]
pub(super) struct Weighted {
    pub sums: Vec<f64>,
    pub size: f64,
    pub error: f64,
}

impl Weighted {
    pub fn add<N: Scalar>(&mut self, value: &Value<N>, weight: f64) -> Result<()> {
        let flat = value.flatten()?;
        self.sums.resize(flat.len(), 0.0);
        for (sum, x) in self.sums.iter_mut().zip(&flat) {
            *sum += weight * x;
            self.size += (weight * x).abs();
        }
        self.error += weight * value.error();
        Ok(())
    }
}

fn push_frame(mean: Vec<f64>, roots: &[f64], hints: &mut Hints) {
    if let ([mean], [root]) = (&mean[..], roots) {
        hints.extent(Extent {
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
            center: *mean,
            scale: *root,
        });
    }
    let n = roots.len();
    let mut factor = vec![0.0; n * n];
    for (i, root) in roots.iter().enumerate() {
        factor[i * n + i] = *root;
    }
    hints.push_frame(mean, factor);
}

/// A piece with the place and width of the weight nearest to its finite end. The second rule looks from elsewhere, so
/// that both do not miss the same things.
fn piece_range(low: f64, high: f64, weights: &[Extent], second: bool) -> Range {
    let end = if low.is_finite() { low } else { high };
    let nearest = weights.iter().min_by(|a, b| {
        let distance = |w: &Extent| (w.center - if end.is_finite() { end } else { w.center }).abs();
        distance(a).total_cmp(&distance(b))
    });
    let (center, scale) = nearest.map_or((0.0, 1.0), |w| (w.center, w.scale));
    let far = match end.is_finite() {
        true => (center - end).abs(),
        false => 0.0,
    };
    let scale = match nearest {
        // From a distant end the weight has to be reached.
        Some(_) if weights.len() == 1 => scale.max(far * 0.5),
        _ => scale,
    };
    match second {
        true => Range {
            low,
            high,
            center: center + 0.3 * scale,
            scale: 1.7 * scale,
        },
        false => Range {
            low,
            high,
            center,
            scale,
        },
    }
}

/// The ends and the breaks between them, in order.
fn pieces(low: f64, high: f64, breaks: &[f64]) -> Vec<f64> {
    let mut ends = vec![low];
    let mut inside: Vec<f64> = breaks
        .iter()
        .copied()
        .filter(|b| *b > low && *b < high)
        .collect();
    inside.sort_by(f64::total_cmp);
    inside.dedup_by(|a, b| (*a - *b).abs() < 1e-12);
    inside.truncate(8);
    ends.extend(inside);
    ends.push(high);
    ends
}

/// Points `mean + factor u` and weights that include the reciprocal of the normal density there.
fn tensor(n: usize, order: usize, mean: &[f64], factor: &[f64]) -> Vec<(Vec<f64>, f64)> {
    let rule = quadrature::hermite(order);
    let determinant: f64 = (0..n).map(|i| factor[i * n + i]).product();
    let around = (2.0 * std::f64::consts::PI).sqrt();
    let mut points = Vec::with_capacity(rule.len().pow(n as u32));
    let mut place = vec![0usize; n];
    'all: loop {
        let u: Vec<f64> = place.iter().map(|&k| rule[k].0).collect();
        let mut weight = determinant;
        for &k in &place {
            let (node, w) = rule[k];
            weight *= w * around * pxfm::f_exp(node * node / 2.0);
        }
        let x = (0..n)
            .map(|i| mean[i] + (0..=i).map(|j| factor[i * n + j] * u[j]).sum::<f64>())
            .collect();
        points.push((x, weight));
        for digit in place.iter_mut() {
            *digit += 1;
            if *digit < rule.len() {
                continue 'all;
            }
            *digit = 0;
        }
        return points;
    }
}
