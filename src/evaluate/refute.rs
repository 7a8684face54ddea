//! Turns points at which a claim fails into a counterexample: the simplest one that can be confirmed.

use super::compare::{Finding, Reading, certain_failure, compare};
use super::evaluator::Evaluator;
use super::judge::{HIGH, Judge, PRECISIONS, Tally, cannot};
use super::model::{Given, Model, Style};
use super::outcome::*;
use super::rng::key_of_numbers;
use super::scalar::Approximate;
use super::trouble::{Cannot, Trouble};
use crate::expr::*;
use crate::number::Interval;

/// Small models tried once a claim has failed, for a counterexample that is easy to redo.
const SIMPLE_MODELS: u64 = 24;
/// The same where a quadrature takes part, which costs more and can't be certified.
const MEASURED_MODELS: u64 = 16;
/// Models at which a certificate is tried.
const CERTIFICATES: usize = 6;
/// Models at which the second rule is tried: where it does not confirm the simplest, others tell no more.
const CONFIRMATIONS: usize = 6;

/// A model that may refute a claim, which is looked at when its turn comes.
struct Suspect {
    model: Model,
    fails: bool,
    reading: Option<Reading<Approximate>>,
}

impl Suspect {
    fn new(model: Model) -> Self {
        Self {
            model,
            fails: false,
            reading: None,
        }
    }

    /// A model at which the claim was seen to fail.
    fn failed(model: Model) -> Self {
        Self {
            fails: true,
            ..Self::new(model)
        }
    }
}

impl Judge<'_> {
    pub(super) fn refute(&mut self, tally: Tally) -> Outcome {
        if self.rests_on_a_function() {
            return cannot(Cannot::Unstated, "");
        }
        if tally.failing.iter().any(|m| m.unchecked) {
            return cannot(Cannot::Unchecked, "");
        }
        // What was left pays for the search; to call a step wrong is worth the whole budget again.
        self.work = self.options.budget;
        let mut suspects: Vec<Suspect> = tally.failing.into_iter().map(Suspect::failed).collect();
        let simple = match tally.quadrature {
            true => MEASURED_MODELS,
            false => SIMPLE_MODELS,
        };
        for k in 0..simple {
            let seed = key_of_numbers([self.seed, u64::MAX, k]);
            if let Ok(Some(model)) = self.model(seed, Style::Simple) {
                suspects.push(Suspect::new(model));
            }
        }
        let mut any_large = suspects.iter().any(|s| s.fails && self.large(&s.model));
        let mut small_only = false;
        if !any_large {
            // What sizes the claim fails at takes all of them to say.
            let mut held_large = tally.agreeing.iter().any(|m| self.large(m));
            for suspect in &mut suspects {
                held_large |= self.holds_at(suspect) && self.large(&suspect.model);
            }
            any_large = suspects.iter().any(|s| s.fails && self.large(&s.model));
            small_only = !any_large && held_large;
        }
        suspects.sort_by_key(|s| (any_large && !self.large(&s.model), complexity(&s.model)));
        let mut candidates = Vec::new();
        for mut suspect in suspects {
            if candidates.len() == CERTIFICATES.max(CONFIRMATIONS) {
                break;
            }
            self.holds_at(&mut suspect);
            if !suspect.fails {
                continue;
            }
            if candidates.len() < CERTIFICATES && self.certified(&suspect.model) {
                return self.found(&suspect.model, Method::Certified, small_only);
            }
            candidates.push(suspect);
        }
        self.refute_numerically(candidates, small_only)
    }

    /// True if the claim holds at a model, and not only does not fail there; looked at once.
    fn holds_at(&mut self, suspect: &mut Suspect) -> bool {
        if suspect.fails || suspect.reading.is_some() {
            return false;
        }
        let reading = self.read(&suspect.model, false);
        let finding = compare(self.claim.relation, &reading);
        suspect.fails = matches!(finding, Finding::Fails);
        suspect.reading = Some(reading);
        matches!(finding, Finding::Holds { .. })
    }

    /// True unless a size of the model is below 2, or another integer is 0.
    fn large(&self, model: &Model) -> bool {
        self.problem.names.iter().all(|name| {
            let integer = *self.store.sort_of(self.store.symbol(*name).sort) == Sort::Integer;
            let least = match (self.problem.sizes.contains(name), integer) {
                (true, _) => 2,
                (false, true) => 1,
                _ => return true,
            };
            !matches!(model.values.get(name), Some(Given::Number(n))
                if n.to_i64().is_some_and(|n| (0..least).contains(&n)))
        })
    }

    fn certified(&mut self, model: &Model) -> bool {
        for bits in PRECISIONS {
            let reading = self.enclose(model, bits);
            if certain_failure(self.claim.relation, &reading) {
                return self.admissible(model);
            }
            // What has no enclosure has none at a higher precision.
            if [&reading.left, &reading.right]
                .iter()
                .any(|side| matches!(side, Err(Trouble::Cannot(Cannot::NoEnclosure))))
            {
                return false;
            }
        }
        false
    }

    /// True unless enclosures show that a condition fails at the model.
    fn admissible(&mut self, model: &Model) -> bool {
        let (store, problem) = (self.store, self.problem);
        problem.conditions.iter().all(|&condition| {
            let mut evaluator =
                Evaluator::<Interval>::new(store, problem, model, HIGH, &mut self.work);
            !matches!(
                evaluator.evaluate(condition).and_then(|v| v.truth()),
                Ok(false)
            )
        })
    }

    /// Both rules show the failure, at two points (at one, where there is only one).
    fn refute_numerically(&mut self, candidates: Vec<Suspect>, small_only: bool) -> Outcome {
        let needed = if self.closed() { 1 } else { 2 };
        let mut confirmed = Vec::new();
        for Suspect { model, reading, .. } in candidates.into_iter().take(CONFIRMATIONS) {
            let first = reading.unwrap_or_else(|| self.read(&model, false));
            let second = self.read(&model, true);
            let both = [&first, &second]
                .iter()
                .all(|r| matches!(compare(self.claim.relation, r), Finding::Fails));
            if both && first.agrees_with(&second) {
                confirmed.push(model);
            }
            if confirmed.len() >= needed {
                return self.found(&confirmed[0], Method::Numeric, small_only);
            }
        }
        cannot(Cannot::Conflict, "")
    }
}

/// How much a reader has to type in to redo it.
fn complexity(model: &Model) -> usize {
    let digits = |n: &crate::number::Rational| n.to_string().len();
    let of = |given: &Given| match given {
        Given::Number(n) => digits(n),
        Given::Array(_, _, entries) | Given::Listed(entries) => entries.iter().map(digits).sum(),
        Given::Random(values) => 2 * values.len(),
        Given::Set(members) => members.len(),
        Given::Complex(re, im) => digits(re) + digits(im),
        Given::Truth(_) => 1,
        Given::Function { .. } => 10,
        Given::Family(_) => 20,
    };
    model.values.values().map(of).sum::<usize>()
        + model.spaces.values().map(|s| s.points.len()).sum::<usize>()
}
