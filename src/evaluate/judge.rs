//! Judges a claim: compares its sides at many points, and turns a point at which they differ into a counterexample.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;

use super::compare::{Finding, Reading, certain_failure, compare, enclosures_meet};
use super::evaluator::Evaluator;
use super::expand::expand;
use super::model::{Given, Model, Style};
use super::outcome::*;
use super::problem::Problem;
use super::report;
use super::rng::{key_of, key_of_numbers};
use super::sample::sample;
use super::scalar::Approximate;
use super::script;
use super::trouble::{Cannot, Trouble};
use crate::expr::*;
use crate::number::{Interval, Rational};
use crate::theory::Context;

/// Points at all of which exactly one side has to be undefined to refute a claim.
const UNDEFINED_POINTS: usize = 24;
/// Proposals for each point that is wanted.
const ATTEMPTS: usize = 4;
/// Failing points after which no more are looked for.
const FAILING: usize = 3;
/// Points without a model after which a claim that could be evaluated nowhere is given up.
const FUTILE: usize = 12;
/// Points that may be refused before a claim is given up, and those after which none may have been of use.
const REFUSALS: usize = 24;
const FRUITLESS: u64 = 20;
/// Least number of values that a name has at the points, where an equation is supposed of it.
const DISTINCT: usize = 8;
/// Points where numbers are zero or coincide, at which a claim that holds at all others is tried.
const EDGES: u64 = 24;
/// One of so many points has to have sizes above 2, where an equation is supposed of names with sizes.
const LARGE_SHARE: usize = 4;
/// What is said of cases that leave points out at which the other side has a value.
const UNCOVERED: &str = "the cases leave out points at which the other side has a value";
/// Precisions of certificates, in bits.
pub(super) const PRECISIONS: [usize; 3] = [64, 128, 256];
/// Precision of the second look at claims that hold, in bits.
pub(super) const HIGH: usize = 200;

/// Judges `claim` by numbers: at points that satisfy the hypotheses and conditions of `context`, with the names defined
/// there evaluated by their definitions. Deterministic in the structure of the claim and `options`.
pub fn judge(store: &mut Store, context: &Context, claim: &Claim, options: &Options) -> Outcome {
    Look::new(store, context, claim, options).outcome(store)
}

/// Problems without a model that are remembered.
const FUTILE_PROBLEMS: usize = 16;

/// Problems of which drawing found no model: the same for all claims about the same names.
#[derive(Default)]
struct Futile(Vec<FutileProblem>);

struct FutileProblem {
    /// Without the sides of the claim, which drawing does not look at.
    problem: Problem,
    seed: u64,
    high_precision: bool,
    /// Work that it took to see: with less, the answer is another one.
    spent: u64,
}

/// A judgement by numbers that may be broken off after the first points and gone on with. It belongs to one store.
pub struct Look {
    problem: Problem,
    claim: Claim,
    options: Options,
    seed: u64,
    work: u64,
    tried: Tried,
}

impl Look {
    pub fn new(store: &mut Store, context: &Context, claim: &Claim, options: &Options) -> Self {
        let claim = Claim {
            left: expand(store, claim.left),
            right: expand(store, claim.right),
            ..*claim
        };
        let mut problem = Problem::new(store, context, &[claim.left, claim.right]);
        problem.concentrates = matches!(claim.relation, Comparison::Less | Comparison::LessEqual);
        let mut look = Self {
            problem,
            seed: seed_of(store, &claim, options.seed),
            claim,
            options: *options,
            work: options.budget,
            tried: Tried::default(),
        };
        look.tried.ended = look.known_to_be_futile(store);
        look
    }

    /// The outcome where drawing found no model of the same names before.
    fn known_to_be_futile(&mut self, store: &mut Store) -> Option<Outcome> {
        let sides = std::mem::take(&mut self.problem.sides);
        let table = store.recall::<Futile>();
        let known = table.0.iter().any(|row| {
            row.seed == self.seed
                && row.spent <= self.options.budget
                && row.high_precision == self.options.high_precision
                && row.problem == self.problem
        });
        store.remember(table);
        self.problem.sides = sides;
        known.then(|| cannot(Cannot::NoModel, ""))
    }

    /// Notes that drawing found no model: no other claim about the same names needs to try again.
    fn note_futile(mut self, store: &mut Store) {
        self.problem.sides = [None; 2];
        let mut table = store.recall::<Futile>();
        if table.0.len() >= FUTILE_PROBLEMS {
            table.0.remove(0);
        }
        table.0.push(FutileProblem {
            seed: self.seed,
            spent: self.options.budget - self.work,
            high_precision: self.options.high_precision,
            problem: self.problem,
        });
        store.remember(table);
    }

    /// True if the sides differ at one of the first points; false where these do not tell.
    pub fn differs(&mut self, store: &Store) -> bool {
        let comparable = matches!(
            self.claim.relation,
            Comparison::Equal | Comparison::Less | Comparison::LessEqual
        );
        if !comparable {
            return false;
        }
        self.with(store, |judge, tried| {
            let fails = |tally: &Tally| tally.failing.iter().any(|m| !m.unchecked);
            while !judge.rests_on_a_function()
                && tried.attempts < judge.options.points
                && !fails(&tried.tally)
                && judge.next(tried)
            {}
            fails(&tried.tally)
        })
    }

    /// What the numbers say, at all points that are wanted.
    pub fn outcome(mut self, store: &mut Store) -> Outcome {
        if self.claim.relation == Comparison::In {
            return cannot(Cannot::NoInterpretation, "membership");
        }
        let outcome = self.with(store, |judge, tried| judge.verdict(tried));
        let futile = self.tried.attempts == FUTILE && self.tried.tally.no_model == FUTILE;
        if futile
            && matches!(
                &outcome,
                Outcome::Cannot {
                    reason: Cannot::NoModel,
                    ..
                }
            )
        {
            self.note_futile(store);
        }
        outcome
    }

    /// True if the claim holds at all points that are wanted; no counterexample is looked for where it does not.
    pub fn agrees(mut self, store: &mut Store) -> bool {
        let fails = self.with(store, |judge, tried| {
            while tried.tally.failing.is_empty() && judge.next(tried) {}
            !tried.tally.failing.is_empty()
        });
        !fails && matches!(self.outcome(store), Outcome::Agrees(_))
    }

    fn with<T>(&mut self, store: &Store, ask: impl FnOnce(&mut Judge, &mut Tried) -> T) -> T {
        let mut judge = Judge {
            store,
            problem: &self.problem,
            claim: self.claim,
            options: self.options,
            work: self.work,
            seed: self.seed,
        };
        let answer = ask(&mut judge, &mut self.tried);
        self.work = judge.work;
        answer
    }
}

/// True if a model of the facts and hypotheses about the names of `claim` was found.
pub fn has_model(store: &mut Store, context: &Context, claim: &Claim, options: &Options) -> bool {
    let problem = Problem::new(store, context, &[claim.left, claim.right]);
    let mut work = options.budget;
    (0..8).any(|k| {
        let seed = key_of_numbers([seed_of(store, claim, options.seed), k]);
        matches!(
            sample(store, &problem, seed, Style::Usual, &mut work),
            Ok(Some(_))
        )
    })
}

/// A seed that depends on the names in the claim only, so that it is the same in every store.
fn seed_of(store: &Store, claim: &Claim, seed: u64) -> u64 {
    let names = [claim.left, claim.right]
        .into_iter()
        .flat_map(|side| store.free_names(side))
        .map(|name| key_of(&store.symbol(name).spelling));
    key_of_numbers(std::iter::once(seed).chain(names))
}

pub(super) struct Judge<'a> {
    pub(super) store: &'a Store,
    pub(super) problem: &'a Problem,
    pub(super) claim: Claim,
    pub(super) options: Options,
    pub(super) work: u64,
    pub(super) seed: u64,
}

/// What was found at the points tried.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) agreeing: Vec<Model>,
    pub(super) failing: Vec<Model>,
    one_sided: Vec<(Model, Side, Trouble)>,
    undefined: usize,
    ties: usize,
    pub(super) quadrature: bool,
    difference: f64,
    /// Why a point did not count, the last one.
    trouble: Option<Trouble>,
    no_model: usize,
    /// Points at which a side could not be evaluated, and why not.
    refusals: usize,
    refusal: Option<Cannot>,
}

/// How far a judgement has come.
#[derive(Default)]
struct Tried {
    attempts: usize,
    tally: Tally,
    /// What ended it before all points were tried.
    ended: Option<Outcome>,
}

impl Judge<'_> {
    fn verdict(&mut self, tried: &mut Tried) -> Outcome {
        while self.next(tried) {}
        if let Some(outcome) = tried.ended.take() {
            return outcome;
        }
        let mut tally = std::mem::take(&mut tried.tally);
        let mixed = !tally.one_sided.is_empty() && !tally.failing.is_empty();
        let one_sided = match mixed && tally.agreeing.is_empty() {
            true => std::mem::take(&mut tally.one_sided),
            false => Vec::new(),
        };
        match self.conclude(tally) {
            Outcome::Cannot {
                reason: Cannot::Conflict,
                detail,
            } if !one_sided.is_empty() => self
                .undefined_where_comparable(one_sided, tried.attempts as u64)
                .unwrap_or_else(|| cannot(Cannot::Conflict, &detail)),
            outcome => outcome,
        }
    }

    /// Where the sides differ at points at which that could not be confirmed, and one is undefined at others: the
    /// refutation by the latter, if no point speaks for the claim.
    fn undefined_where_comparable(
        &mut self,
        one_sided: Vec<(Model, Side, Trouble)>,
        tried: u64,
    ) -> Option<Outcome> {
        let mut tally = Tally {
            one_sided,
            ..Tally::default()
        };
        self.work = self.options.budget;
        let most = (UNDEFINED_POINTS * ATTEMPTS) as u64;
        for attempt in tried..most {
            if tally.one_sided.len() >= UNDEFINED_POINTS {
                break;
            }
            self.attempt(attempt, &mut tally).ok()?;
            if !tally.agreeing.is_empty() {
                return None;
            }
        }
        self.one_side_undefined(&tally)
    }

    /// Points at which the sides have to be compared.
    fn wanted(&self) -> usize {
        if self.closed() {
            1
        } else {
            self.options.points
        }
    }

    /// Tries one more point; false where no more are needed.
    fn next(&mut self, tried: &mut Tried) -> bool {
        let wanted = self.wanted();
        let most = if self.closed() {
            1
        } else {
            wanted.max(UNDEFINED_POINTS) * ATTEMPTS
        };
        let tally = &mut tried.tally;
        if tried.ended.is_some()
            || tried.attempts >= most
            || tally.agreeing.len() >= wanted
            || tally.failing.len() >= FAILING
        {
            return false;
        }
        let attempt = tried.attempts as u64;
        tried.attempts += 1;
        if let Err(outcome) = self.attempt(attempt, tally) {
            tried.ended = Some(*outcome);
        } else if tally.agreeing.is_empty() && tally.failing.is_empty() && tally.no_model >= FUTILE
        {
            tried.ended = Some(cannot(Cannot::NoModel, ""));
        }
        true
    }

    pub(super) fn closed(&self) -> bool {
        self.problem
            .names
            .iter()
            .all(|name| self.problem.definitions.contains_key(name))
    }

    fn attempt(&mut self, attempt: u64, tally: &mut Tally) -> Result<(), Box<Outcome>> {
        let seed = key_of_numbers([self.seed, attempt]);
        let model = match self.model(seed, self.style(attempt)) {
            Ok(Some(model)) => model,
            Ok(None) => {
                tally.no_model += 1;
                return Ok(());
            }
            Err(Trouble::Cannot(reason)) => return Err(Box::new(cannot(reason, "the hypotheses"))),
            Err(Trouble::Budget) => return Err(Box::new(cannot(Cannot::Budget, ""))),
            Err(_) => {
                tally.no_model += 1;
                return Ok(());
            }
        };
        let reading = self.read(&model, false);
        tally.quadrature |= reading.measured;
        match compare(self.claim.relation, &reading) {
            Finding::Holds { difference, tie } => {
                tally.difference = tally.difference.max(difference);
                tally.ties += usize::from(tie);
                tally.agreeing.push(model);
            }
            Finding::Fails => tally.failing.push(model),
            Finding::OneSided(side, trouble) => tally.one_sided.push((model, side, trouble)),
            Finding::Undefined => tally.undefined += 1,
            Finding::Skipped(Trouble::Cannot(reason)) => {
                // Some reasons are the point's, most are the claim's.
                tally.refusals += 1;
                tally.refusal = Some(reason);
                let passing = matches!(
                    reason,
                    Cannot::Divergence | Cannot::Inaccurate | Cannot::TooLarge
                );
                if !passing
                    || tally.refusals >= REFUSALS
                    || tally.agreeing.is_empty()
                        && tally.one_sided.is_empty()
                        && attempt >= FRUITLESS
                {
                    return Err(Box::new(cannot(reason, "")));
                }
            }
            // Points at which it failed are worth a look at what can be confirmed.
            Finding::Skipped(Trouble::Budget) if !tally.failing.is_empty() => {
                return Ok(());
            }
            Finding::Skipped(Trouble::Budget) => {
                return Err(Box::new(cannot(Cannot::Budget, "")));
            }
            Finding::Skipped(trouble) => tally.trouble = Some(trouble),
        }
        Ok(())
    }

    /// Beside a proof, two of three points are of the simple kind, which costs little.
    fn style(&self, attempt: u64) -> Style {
        let order = !matches!(self.claim.relation, Comparison::Equal);
        if order && self.options.high_precision && attempt % 4 == 3 {
            return Style::Wide;
        }
        match self.options.high_precision || attempt % 3 == 2 {
            true => Style::Usual,
            false => Style::Simple,
        }
    }

    pub(super) fn model(&mut self, seed: u64, style: Style) -> Result<Option<Model>, Trouble> {
        sample(self.store, self.problem, seed, style, &mut self.work)
    }

    /// Both sides in doubles.
    pub(super) fn read(&mut self, model: &Model, second_rule: bool) -> Reading<Approximate> {
        let mut evaluator =
            Evaluator::<Approximate>::new(self.store, self.problem, model, 64, &mut self.work);
        if second_rule {
            evaluator = evaluator.with_second_rule();
        }
        Reading::of(evaluator, &self.claim)
    }

    /// Both sides in enclosures.
    pub(super) fn enclose(&mut self, model: &Model, bits: usize) -> Reading<Interval> {
        let evaluator =
            Evaluator::<Interval>::new(self.store, self.problem, model, bits, &mut self.work);
        Reading::of(evaluator, &self.claim)
    }

    fn conclude(&mut self, tally: Tally) -> Outcome {
        if !tally.failing.is_empty() {
            return self.refute(tally);
        }
        if self.claim.relation == Comparison::Less
            && !tally.agreeing.is_empty()
            && tally.ties == tally.agreeing.len()
        {
            return self.refute_equal_sides(tally);
        }
        if tally.agreeing.is_empty()
            && tally.undefined == 0
            && let Some(outcome) = self.one_side_undefined(&tally)
        {
            return outcome;
        }
        if tally.agreeing.len() < self.wanted() {
            return too_few(&tally);
        }
        let uncovered = |(_, _, trouble): &(Model, Side, Trouble)| trouble.is_uncovered();
        if tally.one_sided.iter().any(uncovered) {
            return cannot(Cannot::Undefined, UNCOVERED);
        }
        if self.options.high_precision
            && self.wanted() > DISTINCT
            && (self.is_pinned(&tally.agreeing) || self.is_small(&tally.agreeing))
        {
            return cannot(Cannot::TooFewPoints, "an equation leaves few values");
        }
        if self.options.high_precision && self.wanted() > DISTINCT && self.fails_at_an_edge() {
            return cannot(
                Cannot::TooFewPoints,
                "it fails where numbers are 0 or coincide",
            );
        }
        self.agreement(tally)
    }

    /// True if the claim fails where numbers are 0 or coincide: it may be meant for others only, and is not supported.
    fn fails_at_an_edge(&mut self) -> bool {
        (0..EDGES).any(|k| {
            let seed = key_of_numbers([self.seed, u64::MAX - 1, k]);
            let Ok(Some(model)) = self.model(seed, Style::Edge) else {
                return false;
            };
            let reading = self.read(&model, false);
            !model.unchecked && matches!(compare(self.claim.relation, &reading), Finding::Fails)
        })
    }

    /// True if an equation is supposed of names with sizes, and next to all points that fulfil it have small sizes.
    fn is_small(&self, points: &[Model]) -> bool {
        let (store, problem) = (self.store, self.problem);
        let equations = &problem.conditions;
        let is_equation =
            |id: &Id| matches!(store.node(*id), Node::Relation(Comparison::Equal, ..));
        let mut sized = problem.sizes.iter().filter(|&&size| {
            equations
                .iter()
                .any(|id| is_equation(id) && store.mentions(*id, size))
                && !problem.definitions.contains_key(&size)
                && problem
                    .shapes
                    .get(&size)
                    .is_none_or(|shape| shape.high.is_none())
        });
        sized.any(|size| {
            let large = points.iter().filter(|point| {
                matches!(point.values.get(size), Some(Given::Number(n))
                    if n.to_i64().is_some_and(|n| n > 2))
            });
            large.count() * LARGE_SHARE < points.len()
        })
    }

    /// True if a number of the claim that an equation is supposed of has few values at the points.
    fn is_pinned(&self, points: &[Model]) -> bool {
        let store = self.store;
        let sides = [self.claim.left, self.claim.right];
        let conditions = self.problem.conditions.iter();
        let equations = conditions
            .filter(|&&id| matches!(store.node(id), Node::Relation(Comparison::Equal, ..)));
        let mut names: Vec<SymbolId> = equations.flat_map(|&id| store.free_names(id)).collect();
        names.retain(|&name| {
            *store.sort_of(store.symbol(name).sort) == Sort::Real
                && !self.problem.sizes.contains(&name)
                && sides.iter().any(|&side| store.mentions(side, name))
        });
        names.into_iter().any(|name| {
            let values: Vec<&Rational> = points
                .iter()
                .filter_map(|point| match point.values.get(&name) {
                    Some(Given::Number(value)) => Some(value),
                    _ => None,
                })
                .collect();
            let distinct: FxHashSet<&Rational> = values.iter().copied().collect();
            !values.is_empty() && distinct.len() < DISTINCT
        })
    }

    fn agreement(&mut self, tally: Tally) -> Outcome {
        let mut high_precision = self.options.high_precision && !tally.quadrature;
        for model in &tally.agreeing {
            if !high_precision {
                break;
            }
            let reading = self.enclose(model, HIGH);
            if certain_failure(self.claim.relation, &reading) {
                let failing = vec![sample_again(self, model)];
                return self.refute(Tally {
                    failing,
                    ..Tally::default()
                });
            }
            high_precision &= enclosures_meet(self.claim.relation, &reading);
        }
        Outcome::Agrees(Agreement {
            points: tally.agreeing.len(),
            ties: tally.ties,
            max_relative_difference: tally.difference,
            high_precision,
            quadrature: tally.quadrature,
        })
    }

    /// The sides of a strict inequality are equal at all points.
    fn refute_equal_sides(&mut self, tally: Tally) -> Outcome {
        for model in &tally.agreeing {
            let reading = self.enclose(model, PRECISIONS[0]);
            if let (Ok(left), Ok(right)) = (&reading.left, &reading.right)
                && let (Ok(left), Ok(right)) = (left.real(), right.real())
                && left.order(&right) == Some(Ordering::Equal)
            {
                return self.found(model, Method::Certified, false);
            }
        }
        cannot(Cannot::Conflict, "the sides seem to be equal")
    }

    fn one_side_undefined(&mut self, tally: &Tally) -> Option<Outcome> {
        let (model, side, _) = tally.one_sided.first()?;
        let needed = if self.closed() { 1 } else { UNDEFINED_POINTS };
        let same = tally
            .one_sided
            .iter()
            .all(|(m, s, _)| s == side && !m.unchecked);
        if !same || tally.one_sided.len() < needed {
            return None;
        }
        Some(self.found(model, Method::Undefined, false))
    }

    /// True if the inequality may rest on a property of a function (convex, increasing) that no hypothesis states.
    pub(super) fn rests_on_a_function(&self) -> bool {
        let inequality = matches!(
            self.claim.relation,
            Comparison::Less | Comparison::LessEqual
        );
        inequality
            && self.problem.names.iter().any(|name| {
                let sort = self.store.sort_of(self.store.symbol(*name).sort);
                matches!(sort, Sort::Function(..))
                    && !self.problem.definitions.contains_key(name)
                    && !self.problem.shapes.get(name).is_some_and(|s| s.density)
            })
    }

    pub(super) fn found(
        &mut self,
        model: &Model,
        method: Method,
        small_sizes_only: bool,
    ) -> Outcome {
        let example = report::counterexample(
            self.store,
            self.problem,
            &self.claim,
            model,
            method,
            &mut self.work,
        );
        let program = (self.options.program)
            .then(|| script::program(self.store, self.problem, &self.claim, model));
        let example = Box::new(Counterexample {
            small_sizes_only,
            program,
            ..example
        });
        match self.claim.relation {
            Comparison::NotEqual => Outcome::Differs(example),
            _ => Outcome::Refuted(example),
        }
    }
}

/// The same model once more: models are not copied, they follow from their seed.
fn sample_again(judge: &mut Judge, model: &Model) -> Model {
    match judge.model(model.seed, Style::Usual) {
        Ok(Some(model)) => model,
        _ => Model::default(),
    }
}

fn too_few(tally: &Tally) -> Outcome {
    if let Some(reason) = tally.refusal {
        return cannot(reason, "");
    }
    let detail = match tally.trouble {
        Some(Trouble::Undecided(why)) => why,
        _ => "",
    };
    if tally.agreeing.is_empty() && tally.one_sided.is_empty() && tally.undefined == 0 {
        return match tally.no_model > 0 {
            true => cannot(Cannot::NoModel, detail),
            false => cannot(Cannot::Inaccurate, detail),
        };
    }
    match tally.agreeing.is_empty() {
        true => cannot(Cannot::Undefined, detail),
        false => cannot(Cannot::TooFewPoints, detail),
    }
}

pub(super) fn cannot(reason: Cannot, detail: &str) -> Outcome {
    Outcome::Cannot {
        reason,
        detail: detail.to_owned(),
    }
}
