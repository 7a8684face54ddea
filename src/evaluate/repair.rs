//! Repair of a proposed model: names of conditions that fail are moved, solved for, or drawn anew.

use super::evaluator::{Evaluator, Known};
use super::exact::Exact;
use super::model::*;
use super::problem::Dependence;
use super::sample::{Sampler, shrink};
use super::scalar::{Approximate, Scalar};
use super::trouble::Trouble;
use super::value::{Result, Value};
use crate::expr::*;
use crate::number::Rational;

/// Rounds of repair before a proposal is given up.
const REPAIRS: u64 = 60;
/// Integers that are tried as solutions of an equation.
const SMALL_ROOTS: std::ops::RangeInclusive<i64> = -3..=3;
/// Rounds in which an equation of real names may fail that cannot be solved: drawing does not meet it.
const UNSOLVED: u64 = 8;

impl Sampler<'_> {
    /// Draws names of failing conditions anew until all conditions hold.
    pub(super) fn repair(mut self, work: &mut u64) -> Result<Option<Model>> {
        let (mut unsolved, before) = (0, *work);
        for attempt in 1..=REPAIRS {
            let Some(failing) = self.failing(work)? else {
                return Ok(Some(self.model));
            };
            let names = self.undefined_names(failing);
            if names.is_empty() {
                return Ok(None);
            }
            if self.shift(failing, work)? {
                continue;
            }
            if attempt > 1 && self.solve(failing, &names, attempt, work)? {
                self.forget(&names);
                continue;
            }
            let whole = |name: &SymbolId| {
                let integer = self.store.sort_of(self.store.symbol(*name).sort) == &Sort::Integer;
                integer || self.problem.sizes.contains(name)
            };
            unsolved += u64::from(is_equation(self.store, failing) && !names.iter().any(whole));
            if unsolved > UNSOLVED {
                // Giving up costs what all rounds would have.
                let spent = (before - *work) / attempt * (REPAIRS - attempt);
                *work = work.saturating_sub(spent);
                return match *work {
                    0 => Err(Trouble::Budget),
                    _ => Ok(None),
                };
            }
            let resized = names.iter().any(|n| self.problem.sizes.contains(n));
            let definite = matches!(
                self.store.node(failing),
                Node::Apply(Operator::PositiveDefinite, _)
            );
            for &name in &names {
                self.model.values.remove(&name);
                self.propose(name, attempt, work)?;
                // What stands beside ones on the diagonal has to be small.
                if definite
                    && attempt % 2 == 0
                    && let Some(value) = self.model.values.get_mut(&name)
                {
                    shrink(value);
                }
            }
            if resized {
                self.spaces(work)?;
                self.propose_all(attempt, work)?;
                self.known = Known::default();
            } else {
                self.forget(&names);
            }
        }
        Ok(None)
    }

    /// The names that an expression hangs on, its own and those of what its names are defined as.
    fn undefined_names(&self, id: Id) -> Vec<SymbolId> {
        let mut found = self.store.free_names(id);
        let mut at = 0;
        while let Some(name) = found.get(at) {
            at += 1;
            let Some(definition) = self.problem.definitions.get(name) else {
                continue;
            };
            for other in self.store.free_names(definition.body) {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        found.retain(|name| !self.problem.definitions.contains_key(name));
        found
    }

    fn forget(&mut self, names: &[SymbolId]) {
        let mut changed = Dependence::new(self.store, self.problem, names);
        self.known.forget(&mut changed);
    }

    /// Moves the values of a random variable so that its expectation is the one that is supposed.
    fn shift(&mut self, condition: Id, work: &mut u64) -> Result<bool> {
        let Node::Relation(Comparison::Equal, a, b) = *self.store.node(condition) else {
            return Ok(false);
        };
        for (moment, value) in [(a, b), (b, a)] {
            let Node::Apply(Operator::Expectation, of) = self.store.node(moment) else {
                continue;
            };
            let Node::Name(name) = *self.store.node(of[0]) else {
                continue;
            };
            let Some(Given::Random(outcomes)) = self.model.values.get(&name) else {
                continue;
            };
            if self.store.mentions(value, name) || self.problem.draws.contains_key(&name) {
                continue;
            }
            let mut evaluator =
                Evaluator::<Exact>::new(self.store, self.problem, &self.model, 64, work);
            let (Ok(is), Ok(meant)) = (evaluator.evaluate(moment), evaluator.evaluate(value))
            else {
                continue;
            };
            let Some(gap) = meant.sub(&is).ok().and_then(|gap| entries(&gap)) else {
                continue;
            };
            let moved: Option<Vec<Given>> =
                outcomes.iter().map(|given| given.moved(&gap)).collect();
            if let Some(moved) = moved {
                self.model.values.insert(name, Given::Random(moved));
                self.known = Known::default();
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Solves a failing equation for a number, exactly: one that it is linear in, or one that a small integer solves.
    fn solve(
        &mut self,
        condition: Id,
        names: &[SymbolId],
        attempt: u64,
        work: &mut u64,
    ) -> Result<bool> {
        let Node::Relation(Comparison::Equal, a, b) = *self.store.node(condition) else {
            return Ok(false);
        };
        // What does not depend on the number is worked out once.
        let mut known = Known::<Exact>::default();
        for turn in 0..names.len() {
            let name = names[(turn + attempt as usize) % names.len()];
            let sort = self.store.sort_of(self.store.symbol(name).sort);
            if *sort != Sort::Real || self.problem.sizes.contains(&name) {
                continue;
            }
            let before = self.model.values.get(&name).cloned();
            let changed = [name];
            let mut changed = Dependence::new(self.store, self.problem, &changed);
            let mut residual = |at: i64| -> Result<Rational> {
                let at = Given::Number(Rational::integer(at));
                self.model.values.insert(name, at);
                let mut evaluator =
                    Evaluator::<Exact>::new(self.store, self.problem, &self.model, 64, work)
                        .knowing(std::mem::take(&mut known));
                let left = evaluator.real(a);
                let gap = left.and_then(|left| left.sub(&evaluator.real(b)?));
                known = evaluator.known();
                known.forget(&mut changed);
                Ok(gap?.0)
            };
            let values = [residual(0), residual(1), residual(2)];
            if let [Ok(zero), Ok(one), Ok(two)] = &values
                && let Some(root) = linear_root(zero, one, two)
            {
                self.model.values.insert(name, Given::Number(root));
                return Ok(true);
            }
            let roots: Vec<i64> = SMALL_ROOTS
                .filter(|&root| residual(root).is_ok_and(|gap| gap.is_zero()))
                .collect();
            if !roots.is_empty() {
                let at = self.rng(name, attempt).between(0, roots.len() as i64 - 1);
                let root = Given::Number(Rational::integer(roots[at as usize]));
                self.model.values.insert(name, root);
                return Ok(true);
            }
            match before {
                Some(before) => self.model.values.insert(name, before),
                None => self.model.values.remove(&name),
            };
        }
        Ok(false)
    }

    /// The first condition that does not hold, or has no value here.
    fn failing(&mut self, work: &mut u64) -> Result<Option<Id>> {
        let mut unchecked = self.problem.unchecked;
        let mut failing = None;
        let mut evaluator =
            Evaluator::<Approximate>::new(self.store, self.problem, &self.model, 64, work)
                .knowing(std::mem::take(&mut self.known));
        for &condition in &self.problem.conditions {
            evaluator.look_at_an_outcome();
            match evaluator.evaluate(condition).and_then(|v| v.truth()) {
                Ok(true) => {}
                Err(Trouble::Budget) => return Err(Trouble::Budget),
                Err(Trouble::Cannot(_)) => unchecked = true,
                // No random vector of given covariances is made up, and no other variable of the same moments.
                Ok(false) if gives_covariances(self.store, condition) => unchecked = true,
                Ok(false) if equates_moments(self.store, condition) => unchecked = true,
                Ok(false) | Err(_) => {
                    failing = Some(condition);
                    break;
                }
            }
        }
        self.known = evaluator.known();
        self.model.unchecked = unchecked;
        Ok(failing)
    }
}

/// `\mathrm{Var}(x) = \sigma^2 I` of a random vector.
fn gives_covariances(store: &Store, condition: Id) -> bool {
    let spread = |side: Id| {
        let moment = matches!(
            store.node(side),
            Node::Apply(Operator::Variance | Operator::Covariance, _)
        );
        moment && store.is_array(side)
    };
    matches!(*store.node(condition), Node::Relation(Comparison::Equal, a, b) if spread(a) || spread(b))
}

/// `\mathrm{Var}(Y) = \mathrm{Var}(X)`, as variables of one distribution have them.
fn equates_moments(store: &Store, condition: Id) -> bool {
    let moment = |side: Id| {
        let Node::Apply(Operator::Variance | Operator::Expectation, of) = store.node(side) else {
            return false;
        };
        store.head(of[0]).is_some()
    };
    matches!(*store.node(condition), Node::Relation(Comparison::Equal, a, b) if moment(a) && moment(b))
}

/// The entries of an exact number or array.
fn entries(value: &Value<Exact>) -> Option<Vec<Rational>> {
    match value {
        Value::Real(x) => Some(vec![x.0.clone()]),
        Value::Array(array) => Some(array.entries.iter().map(|x| x.0.clone()).collect()),
        _ => None,
    }
}

/// True for an equation, also for all values of a variable, of what takes more values than a few.
fn is_equation(store: &Store, condition: Id) -> bool {
    match *store.node(condition) {
        Node::Bind(BinderKind::ForAll, _, _, body) => is_equation(store, body),
        Node::Relation(Comparison::Equal, a, b) => {
            let few = |side| matches!(store.sort(side), Sort::Integer | Sort::Truth | Sort::Set(_));
            !few(a) && !few(b)
        }
        _ => false,
    }
}

/// The zero of a linear function from its values at 0, 1 and 2; None when it is not linear, or constant.
fn linear_root(zero: &Rational, one: &Rational, two: &Rational) -> Option<Rational> {
    let slope = one.sub(zero);
    if two.sub(one) != slope {
        return None;
    }
    zero.neg().div(&slope)
}
