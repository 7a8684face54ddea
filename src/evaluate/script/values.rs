//! The values of names as Python.

use super::super::evaluator::Evaluator;
use super::super::model::{Family, Given, Marginal, Model};
use super::super::opaque;
use super::super::scalar::{Approximate, Scalar};
use super::super::shape::Shape;
use super::super::value::Value;
use super::Refusal;
use super::expression::{Writer, number};
use crate::expr::*;
use crate::number::Rational;

/// The chances of the outcomes that random names depend on.
pub(super) fn chances(model: &Model) -> String {
    match model.outcomes.is_empty() {
        true => "chances = [1]\n".to_owned(),
        false => format!("chances = [{}]\n", numbers(&model.outcomes)),
    }
}

/// The points and weights of the finite spaces that the expressions and names use.
pub(super) fn spaces(writer: &mut Writer) -> Result<String, Refusal> {
    let mut sorts: Vec<SortId> = writer.model.spaces.keys().copied().collect();
    sorts.sort();
    let mut text = String::new();
    for sort in sorts {
        let space = &writer.model.spaces[&sort];
        let points = space
            .points
            .iter()
            .map(given)
            .collect::<Result<Vec<_>, _>>()?;
        let name = writer.space_name(sort);
        text += &format!(
            "{name} = [{}]\n{name}_weights = [{}]\n",
            points.join(", "),
            numbers(&space.weights)
        );
    }
    Ok(text)
}

/// An assignment for each name that is used.
pub(super) fn names(writer: &mut Writer) -> Result<String, Refusal> {
    let mut text = String::new();
    for name in writer.used.clone() {
        let model = writer.model;
        let found = model.values.get(&name).ok_or("a name without a value")?;
        let value = match found {
            Given::Function { seed, shape } => function(writer, name, *seed, shape)?,
            Given::Family(joint) => family(writer, joint)?,
            other => given(other)?,
        };
        text += &format!(
            "{} = {value}  # {}\n",
            writer.spelled(name),
            writer.store.symbol(name).spelling
        );
    }
    Ok(text)
}

fn given(value: &Given) -> Result<String, Refusal> {
    let list = |items: &[Given]| -> Result<String, Refusal> {
        Ok(format!(
            "[{}]",
            items
                .iter()
                .map(given)
                .collect::<Result<Vec<_>, _>>()?
                .join(", ")
        ))
    };
    Ok(match value {
        Given::Number(x) => number(x),
        Given::Complex(re, im) => format!("complex({}, {})", number(re), number(im)),
        Given::Truth(true) => "True".to_owned(),
        Given::Truth(false) => "False".to_owned(),
        Given::Array(_, columns, entries) => {
            let rows = entries
                .chunks((*columns).max(1))
                .map(|row| format!("[{}]", numbers(row)));
            format!("single(M([{}]))", rows.collect::<Vec<_>>().join(", "))
        }
        Given::Listed(entries) => format!("vector([{}])", numbers(entries)),
        Given::Set(members) | Given::Random(members) => list(members)?,
        Given::Function { .. } | Given::Family(_) => return Err("a value without a formula"),
    })
}

fn numbers(list: &[Rational]) -> String {
    list.iter().map(number).collect::<Vec<_>>().join(", ")
}

/// A smooth function of real numbers by its formula, a function of indices by its values.
fn function(writer: &Writer, name: SymbolId, seed: u64, shape: &Shape) -> Result<String, Refusal> {
    let store = writer.store;
    let (arguments, result): (&[SortId], SortId) = match store.sort_of(store.symbol(name).sort) {
        Sort::Function(arguments, result) => (arguments, *result),
        Sort::Sequence(item) => (&[], *item),
        _ => return Err("a function without a formula"),
    };
    if shape.density || !matches!(store.sort_of(result), Sort::Real | Sort::Integer) {
        return Err("a function without a formula");
    }
    if arguments.len() <= 1
        && arguments
            .iter()
            .all(|&s| *store.sort_of(s) == Sort::Integer)
    {
        return listed(writer, name);
    }
    if shape.integer || !arguments.iter().all(|&s| *store.sort_of(s) == Sort::Real) {
        return Err("a function without a formula");
    }
    let variables: Vec<String> = (1..=arguments.len()).map(|k| format!("x_{k}")).collect();
    let formula = opaque::formula(seed, shape, arguments.len());
    Ok(format!(
        "lambda {}: {}",
        variables.join(", "),
        in_python(&formula)
    ))
}

/// The values at small indices; a program that needs another one fails.
fn listed(writer: &Writer, name: SymbolId) -> Result<String, Refusal> {
    let mut work = 100_000;
    let (store, problem, model) = (writer.store, writer.problem, writer.model);
    let mut evaluator = Evaluator::<Approximate>::new(store, problem, model, BITS, &mut work);
    let mut rows = Vec::new();
    for k in INDICES {
        let at = Value::Real(Scalar::integer(k, BITS));
        let value = opaque::call(&mut evaluator, name, &[at]).and_then(|v| v.real());
        rows.push(format!(
            "{k}: {:?}",
            value.map_err(|_| "a sequence without values")?.value
        ));
    }
    Ok(format!("{{{}}}.__getitem__", rows.join(", ")))
}

/// Indices at which sequences are listed.
const INDICES: std::ops::RangeInclusive<i64> = -1..=30;
const BITS: usize = 64;

/// `1.2 sin(0.3 + 1.4 x_1)^2` in Python's signs.
fn in_python(formula: &str) -> String {
    formula
        .replace(" sin(", " * math.sin(")
        .replace("exp(", "math.exp(")
        .replace(" x_", " * x_")
        .replace('^', "**")
}

fn family(writer: &mut Writer, joint: &Family) -> Result<String, Refusal> {
    let spelled =
        |writer: &Writer, slot: SymbolId| format!("{:?}", writer.store.symbol(slot).spelling);
    match joint {
        Family::Table {
            slots,
            spaces,
            cells,
        } => {
            let names: Vec<String> = slots.iter().map(|&s| spelled(writer, s)).collect();
            let weights: Vec<String> = spaces
                .iter()
                .map(|s| format!("[{}]", numbers(&s.weights)))
                .collect();
            let sizes: Vec<String> = spaces.iter().map(|s| s.points.len().to_string()).collect();
            Ok(format!(
                "family([{}], [{}], [{}], [{}])",
                names.join(", "),
                numbers(cells),
                weights.join(", "),
                sizes.join(", ")
            ))
        }
        Family::Mixture {
            slots,
            weights,
            components,
        } => {
            let mut parts = Vec::new();
            for (weight, row) in weights.iter().zip(components) {
                let mut factors = Vec::new();
                for (&slot, marginal) in slots.iter().zip(row) {
                    factors.push(format!(
                        "{}: {}",
                        spelled(writer, slot),
                        density(writer, slot, marginal)
                    ));
                }
                parts.push(format!("({}, {{{}}})", number(weight), factors.join(", ")));
            }
            Ok(format!("mixture([{}])", parts.join(", ")))
        }
    }
}

fn density(writer: &mut Writer, slot: SymbolId, marginal: &Marginal) -> String {
    match marginal {
        Marginal::Normal(entries) => {
            let pairs: Vec<String> = entries
                .iter()
                .map(|(m, v)| format!("({}, {})", number(m), number(v)))
                .collect();
            format!("normals([{}])", pairs.join(", "))
        }
        // Such slots are given by the place in their space.
        Marginal::Finite(_, densities) => {
            let _ = writer.space_of(writer.store.symbol(slot).sort);
            format!("[{}].__getitem__", numbers(densities))
        }
    }
}
