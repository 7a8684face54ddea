//! Expectations, probabilities, and what is made of them: over the outcomes of the model, or over known distributions.

use std::rc::Rc;

use super::distribution::Support;
use super::evaluator::{AtPoint, Evaluator, Event, Quantity};
use super::integral::Hints;
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Distribution, Result, Value};
use crate::expr::*;

const UNKNOWN: Trouble = Trouble::Cannot(Cannot::NoInterpretation);
/// Most values of an unbounded count that an expectation adds up.
const MAX_COUNT: i64 = 3000;

impl<'a, N: Scalar> Evaluator<'a, N> {
    pub(super) fn random(&mut self, operator: Operator, args: &[Id]) -> Result<Value<N>> {
        use Operator::*;
        match operator {
            Expectation => self.expect(&[args[0]], None, &|e| e.evaluate(args[0])),
            Probability => self.expect(&[args[0]], None, &|e| e.chance(args[0])),
            ConditionalExpectation => {
                self.given_that(args[0], &args[1..], &|e| e.evaluate(args[0]))
            }
            ConditionalProbability => self.given_that(args[0], &args[1..], &|e| e.chance(args[0])),
            Variance => self.covariance(args[0], args[0], None),
            Covariance => self.covariance(args[0], args[1], None),
            ConditionalVariance => self.covariance(args[0], args[0], Some(&args[1..])),
            Correlation => {
                let both = self.covariance(args[0], args[1], None)?;
                let first = self.covariance(args[0], args[0], None)?.real()?;
                let second = self.covariance(args[1], args[1], None)?.real()?;
                both.div(&Value::Real(first.mul(&second)?.sqrt()?))
            }
            _ => Err(UNKNOWN),
        }
    }

    /// 1 where the event happens, else 0.
    fn chance(&mut self, event: Id) -> Result<Value<N>> {
        let happens = self.evaluate(event)?.truth()?;
        Ok(Value::Real(self.number(i64::from(happens))))
    }

    fn covariance(&mut self, a: Id, b: Id, given: Option<&[Id]>) -> Result<Value<N>> {
        let mut mean = |id: Id| match given {
            None => self.expect(&[id], None, &|e| e.evaluate(id)),
            Some(given) => self.given_that(id, given, &|e| e.evaluate(id)),
        };
        let (first, second) = (mean(a)?, mean(b)?);
        let product = |e: &mut Self| {
            let left = e.evaluate(a)?.sub(&first)?;
            let right = e.evaluate(b)?.sub(&second)?;
            match right {
                Value::Array(right) => left.mul(&Value::array(right.transpose())),
                right => left.mul(&right),
            }
        };
        match given {
            None => self.expect(&[a, b], None, &product),
            Some(given) => self.given_that(a, given, &product),
        }
    }

    /// Expectation under the condition that the given events happen and the given variables have their present values.
    fn given_that(
        &mut self,
        of: Id,
        given: &[Id],
        value: &Quantity<'_, 'a, N>,
    ) -> Result<Value<N>> {
        let mut present = Vec::new();
        for &id in given {
            let event = *self.store.sort(id) == Sort::Truth;
            present.push(match event {
                true => Value::Truth(true),
                false => self.evaluate(id)?,
            });
        }
        let holds = |e: &mut Self| -> Result<bool> {
            for (&id, value) in given.iter().zip(&present) {
                let now = e.evaluate(id)?;
                if !e.equal(&now, value)? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        let all: Vec<Id> = std::iter::once(of).chain(given.iter().copied()).collect();
        self.expect(&all, Some(&holds), value)
    }

    /// Mean of `value` over all that is random in `ids`, among the outcomes for which `holds`.
    fn expect(
        &mut self,
        ids: &[Id],
        holds: Option<&Event<'_, 'a, N>>,
        value: &Quantity<'_, 'a, N>,
    ) -> Result<Value<N>> {
        let names = self.random_names(ids);
        let drawn: Vec<SymbolId> = names
            .iter()
            .copied()
            .filter(|name| self.problem.draws.contains_key(name))
            .collect();
        if drawn.is_empty() {
            let outside = std::mem::replace(&mut self.averaging, true);
            let mean = self.over_outcomes(holds, value);
            self.averaging = outside;
            return mean;
        }
        if drawn.len() != names.len() || holds.is_some() {
            return Err(UNKNOWN);
        }
        self.over_draws(&drawn, ids, value)
    }

    /// The random names in the expressions, also through definitions, in order.
    fn random_names(&self, ids: &[Id]) -> Vec<SymbolId> {
        let mut found = Vec::new();
        let mut open: Vec<Id> = ids.to_vec();
        let mut seen = Vec::new();
        while let Some(id) = open.pop() {
            for name in self.store.free_names(id) {
                if seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                match self.problem.definitions.get(&name) {
                    Some(definition) => open.push(definition.body),
                    None if self.problem.random.contains(&name) => found.push(name),
                    None => {}
                }
            }
        }
        found
    }

    fn over_outcomes(
        &mut self,
        holds: Option<&Event<'_, 'a, N>>,
        value: &Quantity<'_, 'a, N>,
    ) -> Result<Value<N>> {
        if self.model.outcomes.is_empty() {
            return value(self);
        }
        let outside = self.outcome;
        let result = self.weighted_outcomes(holds, value);
        self.outcome = outside;
        result
    }

    fn weighted_outcomes(
        &mut self,
        holds: Option<&Event<'_, 'a, N>>,
        value: &Quantity<'_, 'a, N>,
    ) -> Result<Value<N>> {
        let model = self.model;
        let mut total: Option<Value<N>> = None;
        let mut weight = self.number(0);
        for (outcome, probability) in model.outcomes.iter().enumerate() {
            self.outcome = Some(outcome);
            if let Some(holds) = holds
                && !holds(self)?
            {
                continue;
            }
            let probability = N::rational(probability, self.bits)?;
            let term = value(self)?.mul(&Value::Real(probability.clone()))?;
            weight = weight.add(&probability)?;
            total = Some(match total {
                None => term,
                Some(sum) => sum.add(&term)?,
            });
        }
        let total = total.ok_or(Trouble::Undecided("an event that no outcome fulfils"))?;
        match holds {
            None => Ok(total),
            Some(_) => total.div(&Value::Real(weight)),
        }
    }

    /// Nested expectations over independent names with known distributions.
    fn over_draws(
        &mut self,
        names: &[SymbolId],
        ids: &[Id],
        value: &Quantity<'_, 'a, N>,
    ) -> Result<Value<N>> {
        let Some((&name, rest)) = names.split_first() else {
            return value(self);
        };
        if names.len() > 1 && !self.independent(names) {
            return Err(UNKNOWN);
        }
        if let Some(value_now) = self.realized.get(&name).cloned() {
            // An expectation inside of one over the same name averages over it anew.
            let result = self.over_one_draw(name, rest, ids, value);
            self.realized.insert(name, value_now);
            return result;
        }
        let result = self.over_one_draw(name, rest, ids, value);
        self.realized.remove(&name);
        result
    }

    fn over_one_draw(
        &mut self,
        name: SymbolId,
        rest: &[SymbolId],
        ids: &[Id],
        value: &Quantity<'_, 'a, N>,
    ) -> Result<Value<N>> {
        let law = self.problem.draws[&name];
        // A parameter that is drawn itself: the mean of the one given the other is not the mean.
        if !self.random_names(&[law]).is_empty() {
            return Err(UNKNOWN);
        }
        let Value::Distribution(law) = self.evaluate(law)? else {
            return Err(UNKNOWN);
        };
        let mut weighted = |e: &mut Self, point: Value<N>| -> Result<Value<N>> {
            let density = law.density(&point)?;
            e.realized.insert(name, point);
            e.over_draws(rest, ids, value)?.mul(&Value::Real(density))
        };
        match law.support()? {
            Support::Integers(low, high) => self.over_counts(low, high, &mut weighted),
            Support::Real(extent) => {
                let mut hints = Hints::of(extent);
                hints.breaks.extend(law.corner());
                for &id in ids {
                    self.breaks_at(name, id, &mut hints);
                }
                self.quadrature(extent.low, extent.high, &hints, &mut |e, x| {
                    weighted(e, Value::Real(N::measured(x, 0.0)?))
                })
            }
            Support::Other => self.over_normal_vector(&law, &mut weighted),
        }
    }

    /// Values of the name at which an event begins or an absolute value has its corner, where that is linear in the name.
    fn breaks_at(&mut self, name: SymbolId, id: Id, hints: &mut Hints) {
        if self.store.loose(id) > 0 || !self.mentions_random(id) {
            return;
        }
        let sides = match self.store.node(id) {
            Node::Relation(_, a, b) => Some((*a, Some(*b))),
            Node::Apply(Operator::Abs | Operator::Sign, args) if args.len() == 1 => {
                Some((args[0], None))
            }
            Node::Apply(Operator::Max | Operator::Min, args) if args.len() == 2 => {
                Some((args[0], Some(args[1])))
            }
            _ => None,
        };
        if let Some((a, b)) = sides {
            let before = self.realized.get(&name).cloned();
            let mut gap = |at: i64| -> Result<f64> {
                let at = Value::Real(self.number(at));
                self.realized.insert(name, at);
                let other = b.map(|b| self.real(b)).transpose()?;
                let gap = self.real(a)?.approximate();
                Ok(gap - other.map_or(0.0, |x| x.approximate()))
            };
            let ends = (gap(0), gap(1));
            match before {
                Some(before) => self.realized.insert(name, before),
                None => self.realized.remove(&name),
            };
            if let (Ok(zero), Ok(one)) = ends
                && zero != one
            {
                hints.breaks.push(zero / (zero - one));
            }
        }
        for child in self.store.children(id) {
            self.breaks_at(name, child, hints);
        }
    }

    fn over_normal_vector(
        &mut self,
        law: &Rc<Distribution<N>>,
        weighted: &mut AtPoint<'_, 'a, N>,
    ) -> Result<Value<N>> {
        let Some((mean, factor)) = super::distribution::gaussian_frame(law)? else {
            return Err(UNKNOWN);
        };
        let factor: Vec<f64> = factor.entries.iter().map(Scalar::approximate).collect();
        let frame = (mean, factor);
        match frame.0.len() {
            1 => self.quadrature(
                f64::NEG_INFINITY,
                f64::INFINITY,
                &Hints::normal(frame.0[0], frame.1[0]),
                &mut |e, x| weighted(e, Value::Real(N::measured(x, 0.0)?)),
            ),
            2..=3 => self.with_frame(&frame, weighted),
            _ => Err(Trouble::Cannot(Cannot::TooLarge)),
        }
    }

    fn over_counts(
        &mut self,
        low: i64,
        high: Option<i64>,
        weighted: &mut AtPoint<'_, 'a, N>,
    ) -> Result<Value<N>> {
        if high.is_none() {
            if N::CERTIFIED {
                return Err(Trouble::Cannot(Cannot::NoEnclosure));
            }
            self.measured = true;
        }
        let last = high.unwrap_or(low.saturating_add(MAX_COUNT));
        if last.saturating_sub(low) > MAX_COUNT {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        }
        let mut total: Option<Value<N>> = None;
        let (mut largest, mut quiet) = (0.0f64, 0);
        for k in low..=last {
            let term = match weighted(self, Value::Real(self.number(k))) {
                Ok(term) => term,
                Err(Trouble::Undecided(_)) if high.is_none() && quiet > 0 => break,
                Err(trouble) => return Err(trouble),
            };
            let size = term.flatten()?.iter().fold(0.0f64, |m, x| m.max(x.abs()));
            largest = largest.max(size);
            quiet = if size <= 1e-18 * largest {
                quiet + 1
            } else {
                0
            };
            total = Some(match total {
                None => term,
                Some(sum) => sum.add(&term)?,
            });
            if high.is_none() && quiet > 12 && largest > 0.0 {
                break;
            }
        }
        if high.is_none() && quiet == 0 {
            return Err(Trouble::Cannot(Cannot::Divergence));
        }
        total.ok_or(Trouble::undefined("expectation over nothing"))
    }

    fn independent(&self, names: &[SymbolId]) -> bool {
        let together = |a: SymbolId, b: SymbolId| {
            self.problem.conditions.iter().any(|&condition| {
                matches!(self.store.node(condition), Node::Apply(Operator::Independent, args)
                    if [a, b].iter().all(|&n| args.iter().any(|&x| self.store.mentions(x, n))))
            })
        };
        names
            .iter()
            .enumerate()
            .all(|(i, &a)| names[..i].iter().all(|&b| together(a, b)))
    }
}
