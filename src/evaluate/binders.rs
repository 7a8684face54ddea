//! Sums, products, extremes, quantifiers, functions, and the choice of how to integrate.

use std::rc::Rc;

use super::distribution::Support;
use super::evaluator::{Evaluator, MAX_TERMS};
use super::model::Given;
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Closure, Result, Value};
use crate::expr::*;

const UNKNOWN: Trouble = Trouble::Cannot(Cannot::NoInterpretation);

/// Terms of an infinite sum that are added before it counts as not settled.
const MAX_TAIL: i64 = 4000;
/// Part of the largest term that terms of the second half of a series may have.
const VANISHED: f64 = 0.25;

impl<N: Scalar> Evaluator<'_, N> {
    pub(super) fn bind(
        &mut self,
        kind: BinderKind,
        sort: SortId,
        domain: Domain,
        body: Id,
    ) -> Result<Value<N>> {
        match kind {
            BinderKind::Lambda => Ok(Value::Closure(Rc::new(Closure {
                body,
                stack: self.stack.present(),
            }))),
            BinderKind::Sum => self.sum_over(sort, domain, body),
            BinderKind::Product => self.product_over(sort, domain, body),
            BinderKind::Integral => self.integral(sort, domain, body),
            BinderKind::Derivative => self.derivative(sort, domain, body),
            BinderKind::Limit => self.limit(domain, body),
            BinderKind::Maximum | BinderKind::Minimum => {
                let largest = kind == BinderKind::Maximum;
                let mut best: Option<N> = None;
                for point in self.members(sort, domain)? {
                    let value = self.under(point.0, body)?.real()?;
                    best = Some(match best {
                        None => value,
                        Some(known) => self.larger(known, value, largest)?,
                    });
                }
                best.map(Value::Real)
                    .ok_or(Trouble::undefined("extreme of nothing"))
            }
            BinderKind::ArgMax | BinderKind::ArgMin => self.best_place(kind, sort, domain, body),
            BinderKind::ForAll => {
                for point in self.sampled(sort, domain)? {
                    if !self.under(point, body)?.truth()? {
                        return Ok(Value::Truth(false));
                    }
                }
                Ok(Value::Truth(true))
            }
        }
    }

    fn best_place(
        &mut self,
        kind: BinderKind,
        sort: SortId,
        domain: Domain,
        body: Id,
    ) -> Result<Value<N>> {
        let mut best: Option<(N, Value<N>)> = None;
        for (point, _) in self.members(sort, domain)? {
            let value = self.under(point.clone(), body)?.real()?;
            let better = match &best {
                None => true,
                Some((known, _)) => match (value.order(known), kind) {
                    (Some(order), BinderKind::ArgMax) => order.is_gt(),
                    (Some(order), _) => order.is_lt(),
                    (None, _) => return Err(Trouble::Undecided("nearly equal extremes")),
                },
            };
            if better {
                best = Some((value, point));
            }
        }
        best.map(|(_, point)| point)
            .ok_or(Trouble::undefined("extreme of nothing"))
    }

    /// The points of a finite domain with their weights.
    pub(super) fn members(&mut self, sort: SortId, domain: Domain) -> Result<Vec<(Value<N>, N)>> {
        let one = self.number(1);
        match domain {
            Domain::Range(a, b) => {
                let (from, to) = (self.evaluate(a)?, self.evaluate(b)?);
                if matches!(from, Value::Infinite(_)) || matches!(to, Value::Infinite(_)) {
                    return Err(UNKNOWN);
                }
                let (from, to) = (from.integer()?, to.integer()?);
                if to.saturating_sub(from) > MAX_TERMS {
                    return Err(Trouble::Cannot(Cannot::TooLarge));
                }
                Ok((from..=to)
                    .map(|k| (Value::Real(self.number(k)), one.clone()))
                    .collect())
            }
            Domain::In(set) => match self.evaluate(set)? {
                Value::Set(members) => {
                    let weights = self.weights_of(sort, members.len())?;
                    Ok(members.iter().cloned().zip(weights).collect())
                }
                _ => Err(UNKNOWN),
            },
            Domain::All => {
                if *self.store.sort_of(sort) == Sort::Truth {
                    return Ok(vec![
                        (Value::Truth(false), one.clone()),
                        (Value::Truth(true), one),
                    ]);
                }
                let space = self.model.spaces.get(&sort).cloned().ok_or(UNKNOWN)?;
                space
                    .points
                    .iter()
                    .zip(&space.weights)
                    .map(|(p, w)| Ok((self.given(p)?, N::rational(w, self.bits)?)))
                    .collect()
            }
            _ => Err(UNKNOWN),
        }
    }

    fn weights_of(&self, sort: SortId, count: usize) -> Result<Vec<N>> {
        match self.model.spaces.get(&sort) {
            Some(space) if space.weights.len() == count => space
                .weights
                .iter()
                .map(|w| N::rational(w, self.bits))
                .collect(),
            _ => Ok(vec![self.number(1); count]),
        }
    }

    /// Points at which a condition on all values is tried: all of them where they are few.
    fn sampled(&mut self, sort: SortId, domain: Domain) -> Result<Vec<Value<N>>> {
        match self.members(sort, domain) {
            Ok(members) => Ok(members.into_iter().map(|(point, _)| point).collect()),
            Err(UNKNOWN) => self.scattered(sort, domain),
            Err(trouble) => Err(trouble),
        }
    }

    fn scattered(&mut self, sort: SortId, domain: Domain) -> Result<Vec<Value<N>>> {
        let numbers: &[i64] = match (self.store.sort_of(sort), domain) {
            (Sort::Integer, Domain::All) => &[0, 1, 2, 3, 5],
            (Sort::Integer, Domain::Range(a, _)) => {
                let from = self.evaluate(a)?.integer()?;
                return Ok((from..from.saturating_add(5))
                    .map(|k| Value::Real(self.number(k)))
                    .collect());
            }
            (Sort::Real, Domain::All) => &[-170, -60, 0, 40, 130, 260],
            _ => return Err(UNKNOWN),
        };
        let integers = *self.store.sort_of(sort) == Sort::Integer;
        numbers
            .iter()
            .map(|&n| match integers {
                true => Ok(Value::Real(self.number(n))),
                false => self.given(&Given::Number(super::model::ratio(n, 100))),
            })
            .collect()
    }

    /// Sum over the members of a domain, weighted by its measure.
    pub(super) fn sum_over(&mut self, sort: SortId, domain: Domain, body: Id) -> Result<Value<N>> {
        self.runs_forwards(domain)?;
        let unbounded = domain == Domain::All
            && *self.store.sort_of(sort) == Sort::Integer
            && !self.model.spaces.contains_key(&sort);
        if unbounded {
            return self.sum_over_support(body);
        }
        if let Some((from, up)) = self.endless(domain)? {
            return self.infinite_sum(from, up, body);
        }
        let mut total: Option<Value<N>> = None;
        for (point, weight) in self.members(sort, domain)? {
            let mut term = self.under(point, body)?;
            if weight.to_integer() != Some(1) {
                term = term.mul(&Value::Real(weight))?;
            }
            total = Some(match total {
                None => term,
                Some(sum) => sum.add(&term)?,
            });
        }
        match total {
            Some(total) => Ok(total),
            None => self.empty_sum(body),
        }
    }

    /// Sum over all integers of a body with a probability mass as a factor: over the values that have mass.
    fn sum_over_support(&mut self, body: Id) -> Result<Value<N>> {
        let (low, high) = self.mass_support(body)?.ok_or(UNKNOWN)?;
        let Some(high) = high else {
            return self.infinite_sum(low, true, body);
        };
        if high.saturating_sub(low) > MAX_TERMS {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        }
        (low..=high).try_fold(Value::Real(self.number(0)), |sum, k| {
            let point = Value::Real(self.number(k));
            sum.add(&self.under(point, body)?)
        })
    }

    /// Integers at which a factor of every term is not zero, when it is the mass of a known distribution.
    fn mass_support(&mut self, body: Id) -> Result<Option<(i64, Option<i64>)>> {
        match self.store.node(body) {
            Node::Product(parts) => {
                for &part in parts.iter() {
                    if let Some(found) = self.mass_support(part)? {
                        return Ok(Some(found));
                    }
                }
                Ok(None)
            }
            Node::Apply(Operator::Pdf, pair) if pair.len() == 2 => {
                let point = matches!(self.store.node(pair[1]), Node::Bound(0, _));
                if !point || self.store.has_bound(pair[0], 0) {
                    return Ok(None);
                }
                let law = self.under(Value::Real(self.number(0)), pair[0])?;
                match law {
                    Value::Distribution(law) => match law.support()? {
                        Support::Integers(low, high) => Ok(Some((low, high))),
                        _ => Ok(None),
                    },
                    _ => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// A range that ends before the place where an empty one would has no meaning. One whose ends depend on an outer index
    /// (`\sum_{i=1}^n \sum_{j=i+2}^n`) leaves no term there.
    fn runs_forwards(&mut self, domain: Domain) -> Result<()> {
        let Domain::Range(a, b) = domain else {
            return Ok(());
        };
        if self.store.loose(a) > 0 || self.store.loose(b) > 0 {
            return Ok(());
        }
        let (from, to) = (self.evaluate(a)?, self.evaluate(b)?);
        if matches!(from, Value::Infinite(_)) || matches!(to, Value::Infinite(_)) {
            return Ok(());
        }
        match to.integer()? < from.integer()?.saturating_sub(1) {
            true => Err(Trouble::Undecided("a range that runs backwards")),
            false => Ok(()),
        }
    }

    /// Zero of the body's shape, as far as that is known without evaluating it.
    fn empty_sum(&mut self, body: Id) -> Result<Value<N>> {
        let zero = self.number(0);
        match *self.store.sort(body) {
            Sort::Vector(_) | Sort::Matrix(..) => {
                Err(Trouble::Undecided("an empty sum of vectors or matrices"))
            }
            _ => Ok(Value::Real(zero)),
        }
    }

    fn product_over(&mut self, sort: SortId, domain: Domain, body: Id) -> Result<Value<N>> {
        self.runs_forwards(domain)?;
        if self.endless(domain)?.is_some() {
            return Err(Trouble::Cannot(Cannot::Divergence));
        }
        let mut total = Value::Real(self.number(1));
        for (point, _) in self.members(sort, domain)? {
            total = total.mul(&self.under(point, body)?)?;
        }
        Ok(total)
    }

    /// Start and direction of a sum over infinitely many integers.
    fn endless(&mut self, domain: Domain) -> Result<Option<(i64, bool)>> {
        match domain {
            Domain::Range(a, b) => match (self.evaluate(a)?, self.evaluate(b)?) {
                (from, Value::Infinite(true)) if !matches!(from, Value::Infinite(_)) => {
                    Ok(Some((from.integer()?, true)))
                }
                (Value::Infinite(false), to) if !matches!(to, Value::Infinite(_)) => {
                    Ok(Some((to.integer()?, false)))
                }
                (Value::Infinite(_), _) => Err(Trouble::Cannot(Cannot::Divergence)),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Adds terms until they no longer matter and shrink at least like a geometric sequence; else extrapolates.
    fn infinite_sum(&mut self, from: i64, up: bool, body: Id) -> Result<Value<N>> {
        if N::CERTIFIED {
            return Err(Trouble::Cannot(Cannot::NoEnclosure));
        }
        self.measured = true;
        let mut partial: Vec<f64> = Vec::new();
        let (mut sum, mut error, mut largest, mut quiet) = (0.0f64, 0.0f64, 0.0f64, 0);
        let mut late = 0.0f64;
        for k in 0..MAX_TAIL {
            let at = if up {
                from.saturating_add(k)
            } else {
                from.saturating_sub(k)
            };
            let term = match self.under(Value::Real(self.number(at)), body) {
                Ok(term) => term.real()?,
                // Terms that underflow or overflow in parts come after the ones that matter.
                Err(Trouble::Undecided(_)) if quiet > 0 => break,
                Err(trouble) => return Err(trouble),
            };
            let x = term.approximate();
            sum += x;
            error += term.error() + 2e-16 * sum.abs();
            largest = largest.max(x.abs());
            if k >= MAX_TAIL / 2 {
                late = late.max(x.abs());
            }
            partial.push(sum);
            quiet = if x.abs() <= 1e-18 * largest {
                quiet + 1
            } else {
                0
            };
            if quiet >= 12 {
                break;
            }
        }
        // Where no term rises above its error, those that matter come later: a Poisson distribution of a large mean.
        if error > 0.0 && largest <= error {
            return Err(Trouble::Cannot(Cannot::Divergence));
        }
        if quiet > 0 {
            return Ok(Value::Real(N::measured(sum, error + 1e-17 * largest)?));
        }
        // Partial sums of `1 - 1 + 1 - ..` at even places agree, but the terms do not vanish.
        if late > VANISHED * largest {
            return Err(Trouble::Cannot(Cannot::Divergence));
        }
        let (limit, spread) = {
            let first = if self.second_rule { 24 } else { 16 };
            super::limit::accelerate(&partial, first)
        };
        match spread <= 1e-6 * limit.abs().max(1e-12) {
            true => Ok(Value::Real(N::measured(limit, spread + error)?)),
            false => Err(Trouble::Cannot(Cannot::Divergence)),
        }
    }
}
