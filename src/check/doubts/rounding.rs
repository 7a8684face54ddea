//! Steps that fail within the digits that are written.

use super::Refuted;
use crate::report::{Counterexample, Side};

/// Numbers that agree within the last digits of the decimals written.
pub(super) fn rounded(refuted: &Refuted) -> bool {
    let decimals: Vec<(f64, f64)> = refuted
        .source
        .iter()
        .flat_map(|text| decimals(text))
        .collect();
    let Some(example) = &refuted.judgement.counterexample else {
        return false;
    };
    let (Some(left), Some(right)) = (value(&example.lhs), value(&example.rhs)) else {
        return false;
    };
    if decimals.is_empty() || !refuted.names().is_empty() {
        return false;
    }
    let scale = largest(example).max(left.abs()).max(right.abs());
    // Each decimal may be off by a unit in its last place; alone on a side it counts as it is.
    let allowed: f64 = decimals
        .iter()
        .map(|&(decimal, unit)| unit + (unit / decimal.abs().max(unit)).min(0.05) * scale / 2.0)
        .sum();
    (left - right).abs() <= allowed
}

fn value(side: &Side) -> Option<f64> {
    match side {
        Side::Enclosure { lo, .. } => lo.parse().ok(),
        Side::Undefined(_) => None,
    }
}

fn largest(example: &Counterexample) -> f64 {
    let values = example
        .terms
        .iter()
        .filter_map(|term| term.value.parse::<f64>().ok());
    values.map(f64::abs).fold(0.0, f64::max)
}

/// The decimals of two places or more in a text, with the unit of their last place.
fn decimals(text: &str) -> Vec<(f64, f64)> {
    let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    numbers
        .filter_map(|number| {
            let places = number.split_once('.')?.1.len();
            let unit = 10f64.powi(-i32::try_from(places).ok()?);
            (places >= 2).then_some((number.parse().ok()?, unit))
        })
        .collect()
}
