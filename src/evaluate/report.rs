//! Writes a counterexample down: bindings, both sides, their terms.

use rustc_hash::FxHashSet;

use super::evaluator::Evaluator;
use super::model::{Family, Given, Marginal, Model};
use super::opaque;
use super::outcome::*;
use super::problem::Problem;
use super::scalar::{Approximate, Scalar};
use super::shape::Shape;
use super::trouble::Trouble;
use super::value::{Result, Value};
use crate::expr::*;
use crate::number::{Interval, Rational};

/// Digits of enclosures.
const DIGITS: usize = 12;
/// Bits of the enclosures that are printed.
const BITS: usize = 128;
/// Values of a sequence or function that are listed.
const LISTED: i64 = 6;
/// Most terms of a side that are listed.
const MAX_TERMS: usize = 24;

/// The counterexample that a model is.
pub(super) fn counterexample(
    store: &Store,
    problem: &Problem,
    claim: &Claim,
    model: &Model,
    method: Method,
    work: &mut u64,
) -> Counterexample {
    let mut writer = Writer {
        store,
        problem,
        model,
        work,
    };
    let mut terms = writer.terms(Side::Left, claim.left);
    terms.extend(writer.terms(Side::Right, claim.right));
    Counterexample {
        method,
        bindings: writer.bindings(&problem.reached(store, [claim.left, claim.right])),
        left: writer.enclosure(claim.left),
        right: writer.enclosure(claim.right),
        terms,
        model: writer.summary(),
        small_sizes_only: false,
        program: None,
    }
}

struct Writer<'a> {
    store: &'a Store,
    problem: &'a Problem,
    model: &'a Model,
    work: &'a mut u64,
}

impl Writer<'_> {
    fn evaluate<N: Scalar>(&mut self, id: Id) -> Result<Value<N>> {
        // The report of a counterexample is worth a little more than the budget.
        *self.work = (*self.work).max(100_000);
        let mut evaluator =
            Evaluator::<N>::new(self.store, self.problem, self.model, BITS, self.work);
        evaluator.look_at_an_outcome();
        evaluator.evaluate(id)
    }

    fn enclosure(&mut self, id: Id) -> Enclosure {
        match self.evaluate::<Interval>(id) {
            Ok(value) => between(
                &shown(&value, |x| x.low_decimal(DIGITS)),
                &shown(&value, |x| x.high_decimal(DIGITS)),
            ),
            Err(Trouble::Undefined { at, why }) => Enclosure::Undefined {
                why: why.to_owned(),
                at,
            },
            Err(_) => match self.evaluate::<Approximate>(id) {
                Ok(value) => between(
                    &shown(&value, |x| short(x.value - x.error)),
                    &shown(&value, |x| short(x.value + x.error)),
                ),
                Err(Trouble::Undefined { at, why }) => Enclosure::Undefined {
                    why: why.to_owned(),
                    at,
                },
                Err(_) => Enclosure::Undefined {
                    why: "no value".to_owned(),
                    at: None,
                },
            },
        }
    }

    fn terms(&mut self, side: Side, id: Id) -> Vec<Term> {
        let parts: Vec<Id> = match self.store.node(id) {
            Node::Sum(items) => items.to_vec(),
            Node::Product(items) => items.to_vec(),
            _ => vec![id],
        };
        parts
            .into_iter()
            .take(MAX_TERMS)
            .map(|term| {
                let value = match self.evaluate::<Approximate>(term) {
                    Ok(value) => shown(&value, |x| short(x.value)),
                    Err(Trouble::Undefined { why, .. }) => format!("undefined: {why}"),
                    Err(_) => "not evaluated".to_owned(),
                };
                Term { side, term, value }
            })
            .collect()
    }

    /// The values of the names that the sides depend on.
    fn bindings(&mut self, reached: &FxHashSet<SymbolId>) -> Vec<(String, Binding)> {
        let names = self.problem.names.iter();
        let mut rows: Vec<(String, Binding)> = names
            .filter(|name| reached.contains(name))
            .filter_map(|name| {
                let given = self.model.values.get(name)?;
                let spelling = self.store.symbol(*name).spelling.clone();
                let binding = match given {
                    Given::Function { seed, shape } => self.function(*name, *seed, shape),
                    _ => self.binding(given),
                };
                Some((spelling, binding))
            })
            .collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows
    }

    fn binding(&self, given: &Given) -> Binding {
        match given {
            Given::Number(n) => number(n),
            Given::Complex(re, im) => Binding::Text(format!("{re} + {im} i")),
            Given::Truth(t) => Binding::Truth(*t),
            Given::Listed(entries) => Binding::Vector(entries.iter().map(number).collect()),
            Given::Array(_, 1, entries) => Binding::Vector(entries.iter().map(number).collect()),
            Given::Array(_, columns, entries) => Binding::Matrix(
                entries
                    .chunks((*columns).max(1))
                    .map(|row| row.iter().map(number).collect())
                    .collect(),
            ),
            Given::Set(members) | Given::Random(members) => {
                Binding::Vector(members.iter().map(|m| self.binding(m)).collect())
            }
            Given::Function { .. } => Binding::Text("a function without a formula".to_owned()),
            Given::Family(family) => self.family(family),
        }
    }

    /// A formula for functions of real numbers, the first members of a sequence, or a few values of a function of indices.
    fn function(&mut self, name: SymbolId, seed: u64, shape: &Shape) -> Binding {
        let (arguments, real) = match self.store.sort_of(self.store.symbol(name).sort) {
            Sort::Function(args, _) => (
                args.len(),
                args.iter().all(|&s| *self.store.sort_of(s) == Sort::Real),
            ),
            _ => (1, false),
        };
        if real && !shape.density && !shape.integer {
            return Binding::Text(opaque::formula(seed, shape, arguments));
        }
        if arguments != 1 {
            return Binding::Text(format!("made up from the number {seed}"));
        }
        let mut evaluator =
            Evaluator::<Approximate>::new(self.store, self.problem, self.model, BITS, self.work);
        let values: Vec<String> = (1..=LISTED)
            .filter_map(|k| {
                let at = Value::Real(Scalar::integer(k, BITS));
                let value = opaque::call(&mut evaluator, name, &[at]).ok()?;
                Some(format!("{k}: {}", shown(&value, |x| short(x.value))))
            })
            .collect();
        Binding::Text(format!("values {}", values.join(", ")))
    }

    fn family(&self, family: &Family) -> Binding {
        match family {
            Family::Table {
                slots,
                spaces,
                cells,
            } => {
                let names: Vec<&str> = slots
                    .iter()
                    .map(|&s| self.store.symbol(s).spelling.as_str())
                    .collect();
                let sizes: Vec<String> =
                    spaces.iter().map(|s| s.points.len().to_string()).collect();
                let cells: Vec<String> = cells.iter().map(Rational::to_string).collect();
                Binding::Text(format!(
                    "joint table over ({}), {} points, last fastest: {}",
                    names.join(", "),
                    sizes.join(" x "),
                    cells.join(", ")
                ))
            }
            Family::Mixture {
                slots,
                weights,
                components,
            } => {
                let parts: Vec<String> = weights
                    .iter()
                    .zip(components)
                    .map(|(weight, row)| {
                        let factors: Vec<String> = slots
                            .iter()
                            .zip(row)
                            .map(|(&slot, m)| self.marginal(slot, m))
                            .collect();
                        format!("{weight} {}", factors.join(" "))
                    })
                    .collect();
                Binding::Text(parts.join(" + "))
            }
        }
    }

    fn marginal(&self, slot: SymbolId, marginal: &Marginal) -> String {
        let name = &self.store.symbol(slot).spelling;
        match marginal {
            Marginal::Normal(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(m, v)| format!("{m}, {v}")).collect();
                format!("N({name}; {})", entries.join("; "))
            }
            Marginal::Finite(_, densities) => {
                let cells: Vec<String> = densities.iter().map(Rational::to_string).collect();
                format!("({name}: {})", cells.join(", "))
            }
        }
    }

    fn summary(&self) -> String {
        let mut parts = vec!["free names have the values given".to_owned()];
        for space in self.model.spaces.values() {
            let weights: Vec<String> = space.weights.iter().map(Rational::to_string).collect();
            if space.weights.iter().all(Rational::is_one) {
                parts.push(format!("a sample space of {} elements", space.points.len()));
            } else {
                parts.push(format!(
                    "integrals over {} points with weights {}",
                    space.points.len(),
                    weights.join(", ")
                ));
            }
        }
        parts[1..].sort();
        if !self.model.outcomes.is_empty() {
            let chances: Vec<String> = self
                .model
                .outcomes
                .iter()
                .map(Rational::to_string)
                .collect();
            parts.push(format!(
                "random variables are listed by outcome, with probabilities {}",
                chances.join(", ")
            ));
        }
        parts.join("; ")
    }
}

/// Integers as such; short decimals as decimals; other fractions as they are.
fn number(value: &Rational) -> Binding {
    if let Some(n) = value.to_i64() {
        return Binding::Integer(n);
    }
    match value.to_fraction() {
        Some((n, d)) if 1_000_000 % d == 0 => {
            let scaled = i128::from(n) * i128::from(1_000_000 / d);
            let (whole, part) = (scaled.abs() / 1_000_000, scaled.abs() % 1_000_000);
            let text = format!("{}{whole}.{part:06}", if scaled < 0 { "-" } else { "" });
            Binding::Number(text.trim_end_matches('0').to_owned())
        }
        _ => Binding::Number(value.to_string()),
    }
}

fn between(lo: &str, hi: &str) -> Enclosure {
    Enclosure::Between {
        lo: lo.to_owned(),
        hi: hi.to_owned(),
    }
}

/// A double in a dozen digits.
fn short(x: f64) -> String {
    if x == 0.0 || (1e-4..1e9).contains(&x.abs()) {
        let text = format!("{x:.12}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        return text.to_owned();
    }
    format!("{x:.11e}")
}

fn shown<N: Scalar>(value: &Value<N>, number: impl Fn(&N) -> String) -> String {
    match value {
        Value::Real(x) => number(x),
        Value::Complex(z) => format!("{} + {} i", number(&z.0), number(&z.1)),
        Value::Truth(t) => t.to_string(),
        Value::Array(a) => {
            let rows: Vec<String> = a
                .entries
                .chunks(a.columns)
                .map(|row| row.iter().map(&number).collect::<Vec<_>>().join(", "))
                .collect();
            format!("[{}]", rows.join("; "))
        }
        Value::Infinite(true) => "infinity".to_owned(),
        Value::Infinite(false) => "-infinity".to_owned(),
        _ => "?".to_owned(),
    }
}
