//! Densities of a family of which some members are defined: the joint density is the product of the defined factors and
//! of made-up ones for the slots that no definition has as its subject.

use std::collections::hash_map::Entry;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::density::Slots;
use super::evaluator::Evaluator;
use super::integral::Hints;
use super::model::ratio;
use super::normal::Normal;
use super::rng::{Rng, key_of, key_of_numbers};
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Result, Value};
use crate::expr::*;

const UNKNOWN: Trouble = Trouble::Cannot(Cannot::NoInterpretation);

/// A factor `p(of | given)` of a joint density; without a body it is made up.
#[derive(Debug)]
pub(super) struct Factor {
    of: Vec<SymbolId>,
    given: Vec<SymbolId>,
    body: Option<Id>,
}

impl<N: Scalar> Evaluator<'_, N> {
    /// `p(of | given)` of a family with definitions, none of which is this very density.
    pub(super) fn derived_density(
        &mut self,
        family: SymbolId,
        of: Slots<N>,
        given: Slots<N>,
    ) -> Result<Value<N>> {
        let factors = match self.factors.get(&family) {
            Some(known) => known.clone(),
            None => {
                let factors: Rc<[Factor]> = self.factors_of(family).into();
                self.factors.entry(family).or_insert(factors).clone()
            }
        };
        let factors: Vec<&Factor> = factors.iter().collect();
        let all: Slots<N> = of.iter().chain(&given).cloned().collect();
        let above = self.chained(family, &factors, &all)?;
        if given.is_empty() {
            return Ok(Value::Real(above));
        }
        let below = self.chained(family, &factors, &given)?;
        Ok(Value::Real(above.div(&below)?))
    }

    /// Factors whose product is the joint density of all slots: each slot is the subject of one.
    fn factors_of(&self, family: SymbolId) -> Vec<Factor> {
        let rows = &self.problem.densities[&family];
        let mut slots = self.problem.slots.get(&family).cloned().unwrap_or_default();
        for slot in rows.iter().flat_map(|r| r.of.iter().chain(&r.given)) {
            if !slots.contains(slot) {
                slots.push(*slot);
            }
        }
        let mut factors: Vec<Factor> = Vec::new();
        let mut covered: Vec<SymbolId> = Vec::new();
        loop {
            let row = rows.iter().find(|r| {
                r.given.iter().all(|s| covered.contains(s))
                    && !r.of.iter().any(|s| covered.contains(s))
            });
            let next = match row {
                Some(row) => Factor {
                    of: row.of.clone(),
                    given: row.given.clone(),
                    body: Some(row.body),
                },
                // First what other definitions depend on, then what depends on all before.
                None => {
                    let open = |s: &&SymbolId| !covered.contains(s);
                    let subject = |s: &SymbolId| rows.iter().any(|r| r.of.contains(s));
                    let slot = slots
                        .iter()
                        .filter(open)
                        .find(|s| !subject(s) && rows.iter().any(|r| r.given.contains(s)))
                        .or_else(|| slots.iter().find(open));
                    match slot {
                        None => return factors,
                        Some(&slot) => Factor {
                            of: vec![slot],
                            given: covered.clone(),
                            body: None,
                        },
                    }
                }
            };
            covered.extend(&next.of);
            factors.push(next);
        }
    }

    /// Density of the slots in `at`: the product of the factors, summed or integrated over the slots in between.
    fn chained(&mut self, family: SymbolId, factors: &[&Factor], at: &Slots<N>) -> Result<N> {
        let has = |slot: &SymbolId| at.iter().any(|(s, _)| s == slot);
        // A factor all of whose subjects are averaged over and that nothing depends on is 1.
        let mut kept: SmallVec<[&Factor; 6]> = factors.into();
        loop {
            let leaf = kept.iter().position(|f| {
                !f.of.iter().any(has)
                    && !kept
                        .iter()
                        .any(|g| g.given.iter().any(|s| f.of.contains(s)))
            });
            match leaf {
                Some(leaf) => _ = kept.remove(leaf),
                None => break,
            }
        }
        let missing = kept
            .iter()
            .flat_map(|f| f.of.iter())
            .find(|s| !has(s))
            .copied();
        match missing {
            None => self.product_of(family, &kept, at),
            Some(slot) => self.average_out(family, &kept, at, slot),
        }
    }

    fn product_of(&mut self, family: SymbolId, factors: &[&Factor], at: &Slots<N>) -> Result<N> {
        let mut product = self.number(1);
        for factor in factors {
            let value = |slot: &SymbolId| -> Result<Value<N>> {
                let found = at.iter().find(|(s, _)| s == slot);
                found.map(|(_, v)| v.clone()).ok_or(UNKNOWN)
            };
            type Values<N> = SmallVec<[Value<N>; 2]>;
            let of = factor.of.iter().map(value).collect::<Result<Values<N>>>()?;
            let given = factor
                .given
                .iter()
                .map(value)
                .collect::<Result<Values<N>>>()?;
            let density = match factor.body {
                Some(body) => self.enter(of.into_iter().chain(given), body)?.real()?,
                None => self.made_up_density(family, factor.of[0], &of[0], &given)?,
            };
            product = product.mul(&density)?;
            // What is given it has no density there, and need not be defined.
            if product.sign() == Some(0) {
                break;
            }
        }
        Ok(product)
    }

    fn average_out(
        &mut self,
        family: SymbolId,
        factors: &[&Factor],
        at: &Slots<N>,
        slot: SymbolId,
    ) -> Result<N> {
        let sort = self.store.symbol(slot).sort;
        let mut at = at.clone();
        let mut at_point = |e: &mut Self, point: Value<N>| -> Result<Value<N>> {
            at.push((slot, point));
            let height = e.chained(family, factors, &at);
            at.pop();
            Ok(Value::Real(height?))
        };
        let finite = self.model.spaces.contains_key(&sort)
            || matches!(self.store.sort_of(sort), Sort::Truth | Sort::Element(_));
        if finite {
            let mut sum = self.number(0);
            for (point, weight) in self.members(sort, Domain::All)? {
                sum = sum.add(&at_point(self, point)?.real()?.mul(&weight)?)?;
            }
            return Ok(sum);
        }
        if N::CERTIFIED {
            return Err(Trouble::Cannot(Cannot::NoEnclosure));
        }
        self.measured = true;
        let hints = self.hints_for_slot(factors, slot);
        let size = match *self.store.sort_of(sort) {
            Sort::Real => 1,
            Sort::Vector(n) => self.evaluate(n)?.integer()?,
            _ => return Err(UNKNOWN),
        };
        let result = match size {
            1 => self.quadrature(f64::NEG_INFINITY, f64::INFINITY, &hints, &mut |e, x| {
                at_point(e, Value::Real(N::measured(x, 0.0)?))
            })?,
            2..=3 => match hints.frame(size as usize) {
                Some(frame) => self.with_frame(&frame, &mut at_point)?,
                None => return Err(UNKNOWN),
            },
            _ => return Err(Trouble::Cannot(Cannot::TooLarge)),
        };
        result.real()
    }

    /// Where the defined factor of a slot lives.
    fn hints_for_slot(&mut self, factors: &[&Factor], slot: SymbolId) -> Hints {
        let mut hints = Hints::default();
        for factor in factors {
            let (Some(place), Some(body)) =
                (factor.of.iter().position(|s| *s == slot), factor.body)
            else {
                continue;
            };
            let count = factor.of.len() + factor.given.len();
            let before = vec![Value::Real(self.number(0)); place];
            self.look_at_body(before, body, (count - 1 - place) as u32, 0, &mut hints);
        }
        hints
    }

    /// A density without a formula: normal around a quadratic function of the conditions, or a table.
    fn made_up_density(
        &mut self,
        family: SymbolId,
        slot: SymbolId,
        at: &Value<N>,
        given: &[Value<N>],
    ) -> Result<N> {
        let name = key_of(&self.store.symbol(slot).spelling);
        let seed = key_of_numbers([self.model.rng(self.store, family, 0).next(), name]);
        let mut conditions: SmallVec<[N; 4]> = SmallVec::new();
        for value in given {
            append(&mut conditions, value)?;
        }
        let sort = self.store.symbol(slot).sort;
        if let Some(space) = self.model.spaces.get(&sort).cloned() {
            let (mut total, mut share) = (self.number(0), None);
            for (k, (point, weight)) in space.points.iter().zip(&space.weights).enumerate() {
                let level = self.quadratic(key_of_numbers([seed, k as u64]), &conditions)?;
                let height = level
                    .mul(&level)?
                    .add(&N::rational(&ratio(3, 10), self.bits)?)?;
                if self.given(point)?.same_point(at) {
                    share = Some(height.clone());
                }
                total = total.add(&height.mul(&N::rational(weight, self.bits)?)?)?;
            }
            let share = share.ok_or(Trouble::Undecided("a point outside of the model's space"))?;
            return share.div(&total);
        }
        let mut entries: SmallVec<[N; 4]> = SmallVec::new();
        append(&mut entries, at)?;
        let mut log = self.number(0);
        for (k, x) in entries.iter().enumerate() {
            let seed = key_of_numbers([seed, k as u64]);
            let mean = self.quadratic(seed, &conditions)?;
            let normal = match self.made_up.spreads.get(&seed) {
                Some(known) => known.clone(),
                None => {
                    let variance = ratio(Rng::new(seed).between(5, 15), 10);
                    let variance = N::rational(&variance, self.bits)?;
                    let normal = Normal::new(self.number(0), &variance)?;
                    self.made_up.spreads.entry(seed).or_insert(normal).clone()
                }
            };
            log = log.add(&normal.around(mean).log_density(x)?)?;
        }
        log.exp()
    }

    /// `c + sum_i (a_i x_i + b_i x_i^2)` with short coefficients.
    fn quadratic(&mut self, seed: u64, x: &[N]) -> Result<N> {
        let bits = self.bits;
        let drawn = match self.made_up.coefficients.entry((seed, x.len())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let mut rng = Rng::new(seed);
                let mut draw =
                    |low, high, scale| N::rational(&ratio(rng.between(low, high), scale), bits);
                let mut drawn = vec![draw(-10, 10, 10)?];
                for _ in x {
                    drawn.extend([draw(3, 9, 10)?, draw(-3, 3, 20)?]);
                }
                place.insert(drawn)
            }
        };
        let mut sum = drawn[0].clone();
        for (x, pair) in x.iter().zip(drawn[1..].chunks(2)) {
            let slope = pair[0].add(&pair[1].mul(x)?)?;
            sum = sum.add(&slope.mul(x)?)?;
        }
        Ok(sum)
    }
}

/// What densities without a formula are made of: by the seeds from which it is drawn.
#[derive(Debug)]
pub(super) struct MadeUp<N> {
    /// Coefficients of functions of so many numbers.
    coefficients: FxHashMap<(u64, usize), Vec<N>>,
    /// Normal distributions around 0.
    spreads: FxHashMap<u64, Normal<N>>,
}

impl<N> Default for MadeUp<N> {
    fn default() -> Self {
        Self {
            coefficients: FxHashMap::default(),
            spreads: FxHashMap::default(),
        }
    }
}

/// Appends a number, or the entries of an array.
fn append<N: Scalar>(to: &mut SmallVec<[N; 4]>, value: &Value<N>) -> Result<()> {
    match value {
        Value::Array(array) => to.extend(array.entries.iter().cloned()),
        other => to.push(other.real()?),
    }
    Ok(())
}
