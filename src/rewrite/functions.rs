//! Absolute values, factorials, gamma functions and the like.

use super::engine::Normalizer;
use super::stage::Stage;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;
use crate::number::Rational;

/// Gamma functions at the numbers where their value is known.
const VALUES: &[&str] = &["gamma-one", "gamma-half"];
/// Binomial coefficients with a known value.
const CHOICES: &[&str] = &["choose-none", "choose-one", "choose-all", "choose-too-many"];
/// Recurrences of the gamma function at one argument; what is further from its value is left alone.
const RECURRENCES: i64 = 64;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Apply(operator, args) = n.store.node(id).clone() else {
        return None;
    };
    let written_out = n.stage >= Stage::Functions;
    match operator {
        Operator::Abs => absolute(n, id, args[0]),
        Operator::Erf => n.by_law("erf-zero", id),
        Operator::NormalCdf if n.stage >= Stage::Facts => n.by_law("normal-cdf-erf", id),
        Operator::Sigmoid => n.by_law("sigmoid-definition", id),
        Operator::Binomial => binomial(n, id, args[0], args[1]),
        Operator::Beta if written_out => n.by_law("beta-gamma", id),
        Operator::Factorial if written_out => {
            n.by_law_back("gamma-factorial", &[("n", args[0])], id)
        }
        Operator::Gamma if written_out => gamma(n, id, args[0]),
        _ => None,
    }
}

/// Binomial coefficients with a known value; at last all by factorials, or else those of a number plus 1 by Pascal's
/// rule.
fn binomial(n: &mut Normalizer, id: Id, from: Id, chosen: Id) -> Option<Step> {
    if let Some(step) = n.by_any(CHOICES, id) {
        return Some(step);
    }
    if n.stage < Stage::Functions {
        return None;
    }
    if let Some(step) = n.by_law("binomial-factorials", id) {
        return Some(step);
    }
    let one_more = terms(n.store, from)
        .iter()
        .any(|&term| n.store.as_number(term).is_some_and(Rational::is_positive));
    if one_more {
        let minus = n.store.integer(-1);
        let before = n.store.sum(&[from, minus]);
        let before = n.canonical(before)?;
        return n.by_law_at("pascal", &[("n", before), ("k", chosen)], id);
    }
    let rest = n.store.subtract(from, chosen);
    let rest = n.canonical(rest)?;
    let fewer = n.store.compare(rest, chosen).is_lt();
    if !fewer {
        return None;
    }
    n.by_law("choose-rest", id)
}

/// `\Gamma(x + k)` by `\Gamma(x)`, as long as that has a value.
fn gamma(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    if let Some(step) = n.by_any(VALUES, id) {
        return Some(step);
    }
    let one = Rational::integer(1);
    let shift = match n.store.node(arg) {
        Node::Number(value) => value.clone(),
        Node::Sum(items) => items
            .iter()
            .find_map(|&item| n.store.as_number(item).cloned())?,
        _ => return None,
    };
    if shift < one || shift > Rational::integer(RECURRENCES) {
        return None;
    }
    let minus = n.store.integer(-1);
    let before = n.store.sum(&[arg, minus]);
    n.by_law_at("gamma-recurrence", &[("x", before)], id)
}

fn absolute(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    if n.nonnegative(arg) {
        return n.by_law("abs-nonnegative", id);
    }
    let minus = n.store.negate(arg);
    if n.nonnegative(minus) {
        return n.by_law("abs-nonpositive", id);
    }
    let all = factors(n.store, arg);
    if all.len() > 1 {
        let rest = n.store.product(&all[1..]);
        return n.by_law_with("abs-product", &[("x", all[0]), ("y", rest)], id);
    }
    n.by_law("abs-abs", id)
}
