//! Functions and sequences without a formula: smooth functions with short coefficients that follow from the model.

use std::rc::Rc;

use super::evaluator::Evaluator;
use super::matrix::Array;
use super::model::{Given, Space, Style, draw_number, ratio};
use super::rng::{Rng, key_of_numbers};
use super::scalar::Scalar;
use super::shape::Shape;
use super::trouble::{Cannot, Trouble};
use super::value::{Result, Value};
use crate::expr::{Sort, SymbolId};

/// The value of an undefined function (or the member of a sequence) at `args`.
pub(super) fn call<N: Scalar>(
    evaluator: &mut Evaluator<N>,
    name: SymbolId,
    args: &[Value<N>],
) -> Result<Value<N>> {
    let Some(&Given::Function { mut seed, shape }) = evaluator.model.values.get(&name) else {
        return Err(Trouble::Cannot(Cannot::NoInterpretation));
    };
    let store = evaluator.store;
    let (sorts, mut result) = match store.sort_of(store.symbol(name).sort) {
        Sort::Function(sorts, result) => (sorts.as_slice(), *result),
        Sort::Sequence(item) => (&[][..], *item),
        _ => return Err(Trouble::Cannot(Cannot::NoInterpretation)),
    };
    if let Sort::Random(inner) = *store.sort_of(result) {
        seed = of_outcome(evaluator, name, seed)?;
        result = inner;
    }
    if shape.density {
        return density(evaluator, seed, sorts, args);
    }
    let whole = args
        .iter()
        .all(|arg| matches!(arg, Value::Real(x) if x.error() == 0.0 && x.to_integer().is_some()));
    let indexed = sorts.is_empty()
        || whole
            && sorts.iter().all(|&s| {
                matches!(
                    store.sort_of(s),
                    Sort::Integer | Sort::Element(_) | Sort::Truth
                )
            });
    let (rows, columns) = match *store.sort_of(result) {
        Sort::Vector(n) => (evaluator.evaluate(n)?.integer()?, 1),
        Sort::Matrix(m, n) => (
            evaluator.evaluate(m)?.integer()?,
            evaluator.evaluate(n)?.integer()?,
        ),
        // Its values would be drawn as real numbers.
        Sort::Complex | Sort::Function(..) | Sort::Set(_) | Sort::Distribution | Sort::Family => {
            return Err(Trouble::Cannot(Cannot::NoInterpretation));
        }
        _ => (1, 1),
    };
    if !(1..=64).contains(&rows) || !(1..=64).contains(&columns) {
        return Err(Trouble::Cannot(Cannot::TooLarge));
    }
    let shape = Shape {
        integer: shape.integer || matches!(store.sort_of(result), Sort::Integer),
        ..shape
    };
    if *store.sort_of(result) == Sort::Truth {
        return Ok(Value::Truth(key(seed, args)? % 2 == 0));
    }
    if shape.positive_definite || indexed {
        let mut rng = Rng::new(key(seed, args)?);
        let entries = super::model::draw_array(
            &mut rng,
            rows as usize,
            columns as usize,
            &shape,
            Style::Usual,
        );
        let entries = if rows * columns == 1 {
            vec![draw_number(&mut rng, &shape, Style::Usual)]
        } else {
            entries
        };
        return evaluator.given(&Given::Array(rows as usize, columns as usize, entries));
    }
    let place = |i: usize, j: usize| key_of_numbers([seed, i as u64, j as u64]);
    let entry = |i, j| smooth(evaluator, place(i, j), &shape, args);
    Ok(Value::array(Array::build(
        rows as usize,
        columns as usize,
        entry,
    )?))
}

/// The seed of a family of random variables at the present outcome: they depend on one another in any way. What is
/// supposed of them (a distribution, independence) is not made true by that, so that they have then no interpretation
/// under an average; the values at one outcome may be any.
fn of_outcome<N: Scalar>(evaluator: &Evaluator<N>, name: SymbolId, seed: u64) -> Result<u64> {
    let (problem, store) = (evaluator.problem, evaluator.store);
    let supposed = problem.conditions.iter().any(|&c| store.mentions(c, name))
        || problem.draws.contains_key(&name);
    match evaluator.outcome {
        Some(outcome) if !supposed || !evaluator.averaging => {
            Ok(key_of_numbers([seed, outcome as u64]))
        }
        _ => Err(Trouble::Cannot(Cannot::NoInterpretation)),
    }
}

/// A key that is the same for equal arguments.
fn key<N: Scalar>(seed: u64, args: &[Value<N>]) -> Result<u64> {
    let mut parts = vec![seed];
    for arg in args {
        parts.extend(
            arg.flatten()?
                .iter()
                .map(|x| (x * 1e6).round() as i64 as u64),
        );
    }
    Ok(key_of_numbers(parts))
}

/// `a sin(b . x + c) + d . x + e`, squared or squashed where the shape restricts its values.
fn smooth<N: Scalar>(
    evaluator: &Evaluator<N>,
    seed: u64,
    shape: &Shape,
    args: &[Value<N>],
) -> Result<N> {
    let mut rng = Rng::new(seed);
    let mut draw = |low, high| N::rational(&ratio(rng.between(low, high), 10), evaluator.bits);
    let (height, shift, level) = (draw(5, 15)?, draw(-20, 20)?, draw(-15, 15)?);
    let (mut wave, mut line) = (shift, level);
    for arg in args {
        let numbers = match arg {
            Value::Array(a) => a.entries.clone(),
            other => vec![other.real()?],
        };
        for x in &numbers {
            wave = wave.add(&draw(3, 14)?.mul(x)?)?;
            line = line.add(&draw(-9, 9)?.mul(x)?)?;
        }
    }
    let value = height.mul(&wave.sin()?)?.add(&line)?;
    let bound = |x: f64| N::rational(&ratio((x * 1e3).round() as i64, 1000), evaluator.bits);
    match (shape.low, shape.high) {
        (None, None) => Ok(value),
        (Some(low), None) => value.mul(&value)?.add(&bound(low + 0.3)?),
        (None, Some(high)) => bound(high - 0.3)?.sub(&value.mul(&value)?),
        (Some(low), Some(high)) => {
            let share = evaluator
                .number(1)
                .div(&value.exp()?.add(&evaluator.number(1))?)?;
            bound(low)?.add(&bound(high - low)?.mul(&share)?)
        }
    }
}

/// The smooth function of numbers `x_1`, `x_2`, .. with that seed, in words a reader can type in.
pub(super) fn formula(seed: u64, shape: &Shape, arguments: usize) -> String {
    let mut rng = Rng::new(key_of_numbers([seed, 0, 0]));
    let mut draw = |low, high| rng.between(low, high) as f64 / 10.0;
    let (height, shift, level) = (draw(5, 15), draw(-20, 20), draw(-15, 15));
    let (mut wave, mut line) = (format!("{shift}"), format!("{level}"));
    for k in 1..=arguments {
        wave += &format!(" + {} x_{k}", draw(3, 14));
        line += &format!(" + {} x_{k}", draw(-9, 9));
    }
    let value = format!("{height} sin({wave}) + {line}");
    match (shape.low, shape.high) {
        (None, None) => value,
        (Some(low), None) => format!("({value})^2 + {}", low + 0.3),
        (None, Some(high)) => format!("{} - ({value})^2", high - 0.3),
        (Some(low), Some(high)) => format!("{low} + {} / (1 + exp({value}))", high - low),
    }
}

/// A density of arguments with finite spaces, or of one number: a table, or a mixture of two normal densities.
fn density<N: Scalar>(
    evaluator: &mut Evaluator<N>,
    seed: u64,
    sorts: &[crate::expr::SortId],
    args: &[Value<N>],
) -> Result<Value<N>> {
    let spaces: Option<Vec<Rc<Space>>> = sorts
        .iter()
        .map(|sort| evaluator.model.spaces.get(sort).cloned())
        .collect();
    if let Some(spaces) = spaces.filter(|spaces| !args.is_empty() && spaces.len() == args.len()) {
        return table(evaluator, seed, &spaces, args);
    }
    let [arg] = args else {
        return Err(Trouble::Cannot(Cannot::NoInterpretation));
    };
    if !matches!(
        sorts.first().map(|&s| evaluator.store.sort_of(s)),
        Some(Sort::Real)
    ) {
        return Err(Trouble::Cannot(Cannot::NoInterpretation));
    }
    let (mut rng, x) = (Rng::new(seed), arg.real()?);
    let mut sum = evaluator.number(0);
    for weight in super::model::probabilities(&mut rng, 2) {
        let (mean, variance) = (
            ratio(rng.between(-15, 15), 10),
            ratio(rng.between(4, 20), 10),
        );
        let mean = N::rational(&mean, evaluator.bits)?;
        let variance = N::rational(&variance, evaluator.bits)?;
        let height = super::normal::Normal::new(mean, &variance)?
            .log_density(&x)?
            .exp()?;
        sum = sum.add(&N::rational(&weight, evaluator.bits)?.mul(&height)?)?;
    }
    Ok(Value::Real(sum))
}

/// The share of a point in a table over the product of finite spaces, whose weighted entries sum to 1.
fn table<N: Scalar>(
    evaluator: &mut Evaluator<N>,
    seed: u64,
    spaces: &[Rc<Space>],
    args: &[Value<N>],
) -> Result<Value<N>> {
    let mut cell = 0;
    for (space, arg) in spaces.iter().zip(args) {
        let mut found = None;
        for (at, point) in space.points.iter().enumerate() {
            if evaluator.given(point)?.same_point(arg) {
                found = Some(at);
            }
        }
        let at = found.ok_or(Trouble::Undecided("a point outside of the model's space"))?;
        cell = cell * space.points.len() + at;
    }
    if let Some(known) = evaluator.tables.get(&seed) {
        return Ok(Value::Real(known[cell].clone()));
    }
    let shares = Rc::new(shares(evaluator, seed, spaces)?);
    let share = shares[cell].clone();
    evaluator.tables.insert(seed, shares);
    Ok(Value::Real(share))
}

/// The entries of such a table, the last argument running fastest.
fn shares<N: Scalar>(evaluator: &Evaluator<N>, seed: u64, spaces: &[Rc<Space>]) -> Result<Vec<N>> {
    let mut rng = Rng::new(seed);
    let mut total = evaluator.number(0);
    let cells = spaces.iter().map(|space| space.points.len()).product();
    let mut heights = Vec::with_capacity(cells);
    for cell in 0..cells {
        let height = evaluator.number(rng.between(1, 20));
        let (mut rest, mut weighted) = (cell, height.clone());
        for space in spaces.iter().rev() {
            let weight = &space.weights[rest % space.points.len()];
            rest /= space.points.len();
            weighted = weighted.mul(&N::rational(weight, evaluator.bits)?)?;
        }
        heights.push(height);
        total = total.add(&weighted)?;
    }
    heights.iter().map(|height| height.div(&total)).collect()
}
