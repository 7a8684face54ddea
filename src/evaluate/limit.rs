//! Derivatives, limits and slowly converging sequences, by extrapolation in doubles.

use super::evaluator::Evaluator;
use super::matrix::Array;
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Result, Value};
use crate::expr::*;

const NO_ENCLOSURE: Trouble = Trouble::Cannot(Cannot::NoEnclosure);
const UNKNOWN: Trouble = Trouble::Cannot(Cannot::NoInterpretation);
/// Halvings of the step of a difference quotient.
const STEPS: usize = 7;

/// Share by which a sequence with a limit does not change any more from one far place to the next.
const ALTERNATES: f64 = 1e-2;

/// The point of a derivative with one of its numbers moved.
type Moved<'f, N> = dyn Fn(f64) -> Result<Value<N>> + 'f;

impl<N: Scalar> Evaluator<'_, N> {
    /// Derivative by a number, gradient by a vector, matrix of derivatives by a matrix.
    pub(super) fn derivative(
        &mut self,
        sort: SortId,
        domain: Domain,
        body: Id,
    ) -> Result<Value<N>> {
        let Domain::At(at) = domain else {
            return Err(UNKNOWN);
        };
        if N::CERTIFIED {
            return Err(NO_ENCLOSURE);
        }
        if self.steps(body, 0) {
            return Err(UNKNOWN);
        }
        self.measured = true;
        let at = self.evaluate(at)?;
        if !matches!(self.store.sort_of(sort), Sort::Vector(_) | Sort::Matrix(..)) {
            let x = at.real()?;
            return self.slope(x.approximate(), body, &|t| {
                Ok(Value::Real(N::measured(t, 0.0)?))
            });
        }
        let point = at.matrix()?;
        let mut entries = Vec::with_capacity(point.entries.len());
        for place in 0..point.entries.len() {
            let x = point.entries[place].approximate();
            let slope = self.slope(x, body, &|t| {
                let mut moved = (*point).clone();
                moved.entries[place] = N::measured(t, 0.0)?;
                Ok(Value::array(moved))
            })?;
            entries.push(slope.real()?);
        }
        Ok(Value::array(Array {
            rows: point.rows,
            columns: point.columns,
            entries,
        }))
    }

    /// True if a probability of names without a law depends on the variable: few outcomes make steps of it, whose slope says
    /// nothing.
    fn steps(&self, id: Id, level: u32) -> bool {
        let store = self.store;
        if !store.has_bound(id, level) {
            return false;
        }
        match store.node(id) {
            Node::Apply(Operator::Probability | Operator::ConditionalProbability, _) => {
                let free = |name: &SymbolId| {
                    self.problem.random.contains(name) && !self.problem.draws.contains_key(name)
                };
                store.free_names(id).iter().any(free)
            }
            Node::Bind(_, _, domain, body) => {
                domain.ids().iter().any(|&end| self.steps(end, level))
                    || self.steps(*body, level + 1)
            }
            _ => store
                .children(id)
                .iter()
                .any(|&child| self.steps(child, level)),
        }
    }

    /// Central differences with Richardson's extrapolation; the best column of the table gives the error.
    fn slope(&mut self, x: f64, body: Id, moved: &Moved<'_, N>) -> Result<Value<N>> {
        let first = if self.second_rule { 0.083 } else { 0.125 };
        let mut step = first * x.abs().clamp(0.25, 4.0);
        let mut table: Vec<Vec<Vec<f64>>> = Vec::new();
        let mut noise = Vec::new();
        let mut shape = None;
        let mut tries = 0;
        while table.len() < STEPS && tries < STEPS + 6 {
            tries += 1;
            let high = self.under(moved(x + step)?, body);
            let low = self.under(moved(x - step)?, body);
            let (high, low) = match (high, low) {
                (Ok(high), Ok(low)) => (high, low),
                // The step leaves the domain: start closer.
                (Err(Trouble::Undefined { .. } | Trouble::Undecided(_)), _)
                | (_, Err(Trouble::Undefined { .. } | Trouble::Undecided(_)))
                    if table.is_empty() && tries < 8 =>
                {
                    step /= 4.0;
                    continue;
                }
                (Err(trouble), _) | (_, Err(trouble)) => return Err(trouble),
            };
            let (a, b) = (high.flatten()?, low.flatten()?);
            let first: Vec<f64> = a
                .iter()
                .zip(&b)
                .map(|(a, b)| (a - b) / (2.0 * step))
                .collect();
            noise.push((high.error() + low.error()) / (2.0 * step));
            shape = Some(high);
            table.push(extrapolate(first, table.last()));
            step /= 2.0;
        }
        let shape = shape.ok_or(Trouble::Undecided("derivative at the edge of the domain"))?;
        let (value, errors) = best_of(&table, &noise)?;
        shape.refill(&value, &errors)
    }

    /// Limit along a sequence of points on the sides on which there are values.
    pub(super) fn limit(&mut self, domain: Domain, body: Id) -> Result<Value<N>> {
        if N::CERTIFIED {
            return Err(NO_ENCLOSURE);
        }
        self.measured = true;
        let (point, sides): (Id, &[f64]) = match domain {
            Domain::At(point) => (point, &[1.0, -1.0]),
            Domain::Above(point) => (point, &[1.0]),
            Domain::Below(point) => (point, &[-1.0]),
            _ => return Err(UNKNOWN),
        };
        let mut found: Option<(f64, f64)> = None;
        let target = self.evaluate(point)?;
        let sides = match target {
            Value::Infinite(true) => &[1.0][..],
            Value::Infinite(false) => &[-1.0],
            _ => sides,
        };
        let mut undefined = None;
        for &side in sides {
            let (value, error) = match self.one_sided(&target, side, body) {
                Ok(found) => found,
                Err(trouble @ Trouble::Undefined { .. }) => {
                    undefined = Some(trouble);
                    continue;
                }
                Err(trouble) => return Err(trouble),
            };
            found = match found {
                None => Some((value, error)),
                Some((other, spread)) if (other - value).abs() <= 1e3 * (error + spread) => {
                    Some((other, error + spread))
                }
                Some(_) => return Err(Trouble::Cannot(Cannot::Divergence)),
            };
        }
        let (value, error) = found.ok_or(undefined.unwrap_or(UNKNOWN))?;
        Ok(Value::Real(N::measured(value, error)?))
    }

    fn one_sided(&mut self, target: &Value<N>, side: f64, body: Id) -> Result<(f64, f64)> {
        let mut values = Vec::new();
        let mut noise = 0.0f64;
        let first = if self.second_rule { 7.0 } else { 8.0 };
        for k in 0..14 {
            let power = first * (1u64 << k) as f64;
            let at = match target {
                Value::Infinite(_) => side * power,
                finite => finite.real()?.approximate() + side / power,
            };
            match self.under(Value::Real(N::measured(at, 0.0)?), body) {
                Ok(value) => {
                    let value = value.real()?;
                    noise = noise.max(value.error());
                    values.push(value.approximate());
                }
                Err(Trouble::Undecided(_)) if values.len() >= 4 => break,
                Err(trouble) => return Err(trouble),
            }
        }
        let (value, spread) = power_series_limit(&values);
        if let (Value::Infinite(_), Some(&last)) = (target, values.last()) {
            // What alternates looks steady at even numbers alone.
            let next = side * (first * (1u64 << (values.len() - 1)) as f64 + 1.0);
            let next = self.under(Value::Real(N::measured(next, 0.0)?), body)?;
            if (next.real()?.approximate() - last).abs() > ALTERNATES * last.abs().max(1.0) {
                return Err(Trouble::Cannot(Cannot::Divergence));
            }
        }
        match spread <= 1e-5 * value.abs().max(1.0) {
            true => Ok((value, spread + 1e3 * noise)),
            false => self.steep(target, side, body),
        }
    }

    /// A limit at a number, where the values are no power series of the distance: `x \log x` at 0. The steps shrink fast, and
    /// so must the changes.
    fn steep(&mut self, target: &Value<N>, side: f64, body: Id) -> Result<(f64, f64)> {
        const DIVERGENT: Trouble = Trouble::Cannot(Cannot::Divergence);
        let target = match target {
            Value::Infinite(_) => return Err(DIVERGENT),
            finite => finite.real()?.approximate(),
        };
        // Beside another number than 0 a smaller distance would be lost in rounding.
        let steps = if target == 0.0 { 16 } else { 8 };
        let mut values: Vec<f64> = Vec::new();
        let mut noise = 0.0f64;
        for k in 2..steps {
            let first = if self.second_rule { 3.0 } else { 2.0 };
            let at = target + side / (first * 32f64.powi(k));
            let value = self
                .under(Value::Real(N::measured(at, 0.0)?), body)?
                .real()?;
            noise = noise.max(value.error());
            values.push(value.approximate());
        }
        let changes: Vec<f64> = values
            .windows(2)
            .map(|two| (two[1] - two[0]).abs())
            .collect();
        let shrinks = changes
            .windows(2)
            .all(|two| two[1] <= two[0] / 4.0 + 1e3 * noise);
        match (values.last(), changes.last()) {
            (Some(&value), Some(&change)) if shrinks && change <= 1e-5 * value.abs().max(1.0) => {
                Ok((value, 2.0 * change + 1e3 * noise))
            }
            _ => Err(DIVERGENT),
        }
    }
}

/// The next row of Richardson's table for errors in even powers of a step that halves.
fn extrapolate(first: Vec<f64>, above: Option<&Vec<Vec<f64>>>) -> Vec<Vec<f64>> {
    let mut row = vec![first];
    let mut factor = 4.0;
    for before in above.into_iter().flatten() {
        let last = &row[row.len() - 1];
        let next = last
            .iter()
            .zip(before)
            .map(|(x, y)| x + (x - y) / (factor - 1.0))
            .collect();
        row.push(next);
        factor *= 4.0;
    }
    row
}

/// The entry of the table that changed least from the one above, with its error.
fn best_of(table: &[Vec<Vec<f64>>], noise: &[f64]) -> Result<(Vec<f64>, Vec<f64>)> {
    let mut best: Option<(Vec<f64>, Vec<f64>, f64)> = None;
    for row in 1..table.len() {
        for column in 1..table[row].len() {
            let (value, before) = (&table[row][column], &table[row][column - 1]);
            let above = &table[row - 1][column - 1];
            let errors: Vec<f64> = (0..value.len())
                .map(|k| {
                    let change = (value[k] - before[k])
                        .abs()
                        .max((value[k] - above[k]).abs());
                    change + 4.0 * noise[row] + 4e-16 * value[k].abs()
                })
                .collect();
            let worst = errors.iter().fold(0.0f64, |m, e| m.max(*e));
            if best.as_ref().is_none_or(|b| worst < b.2) {
                best = Some((value.clone(), errors, worst));
            }
        }
    }
    best.map(|(value, errors, _)| (value, errors))
        .ok_or(Trouble::Undecided("derivative at the edge of the domain"))
}

/// Limit of values at steps that halve, by Richardson's extrapolation in whole powers, with the last change.
fn power_series_limit(values: &[f64]) -> (f64, f64) {
    let mut row: Vec<f64> = Vec::new();
    let mut best = (f64::NAN, f64::INFINITY);
    for &value in values {
        let mut next = vec![value];
        let mut factor = 2.0;
        for before in &row {
            let last = next[next.len() - 1];
            next.push(last + (last - before) / (factor - 1.0));
            factor *= 2.0;
        }
        for column in 1..next.len() {
            let spread = (next[column] - next[column - 1]).abs()
                + (next[column] - row[column - 1]).abs()
                + 1e-14 * next[column].abs();
            if spread < best.1 {
                best = (next[column], spread);
            }
        }
        row = next;
    }
    best
}

/// Limit of partial sums by Richardson's extrapolation over indices that double, with its spread.
pub(super) fn accelerate(partial: &[f64], first: usize) -> (f64, f64) {
    let mut picked = Vec::new();
    let mut at = first;
    while at <= partial.len() {
        picked.push(partial[at - 1]);
        at *= 2;
    }
    power_series_limit(&picked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extrapolation_finds_limits() {
        let values: Vec<f64> = (3..15).map(|k| 2.0 + 1.0 / f64::from(1 << k)).collect();
        let (limit, spread) = power_series_limit(&values);
        assert!((limit - 2.0).abs() <= spread.max(1e-12));
        let mut sum = 0.0;
        let partial: Vec<f64> = (1..=4000)
            .map(|k| {
                sum += 1.0 / (f64::from(k) * f64::from(k));
                sum
            })
            .collect();
        let (limit, spread) = accelerate(&partial, 16);
        assert!((limit - std::f64::consts::PI.powi(2) / 6.0).abs() < 1e-9 && spread < 1e-6);
    }
}
