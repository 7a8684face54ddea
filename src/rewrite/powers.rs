//! Powers where signs matter: of products, of powers, of logarithms. The rest is arithmetic.

use super::engine::Normalizer;
use super::step::Step;
use super::view::{coefficient, content, factors};
use crate::expr::*;
use crate::number::Rational;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Power(base, exponent) = *n.store.node(id) else {
        return None;
    };
    if n.store.is_array(base) {
        return None;
    }
    if matches!(n.store.node(base), Node::Constant(Constant::E)) {
        return exp_of_log(n, id, exponent);
    }
    if n.store
        .as_number(exponent)
        .is_some_and(Rational::is_integer)
    {
        return None;
    }
    match *n.store.node(base) {
        Node::Number(_) => n.by_law("even-power-of-minus-one", id),
        Node::Power(inner, power) => power_of_power(n, id, inner, power),
        Node::Product(_) => product(n, id, base),
        Node::Sum(_) => common_factor(n, id, base),
        _ => None,
    }
}

fn power_of_power(n: &mut Normalizer, id: Id, inner: Id, power: Id) -> Option<Step> {
    if n.positive(inner) {
        return n.by_law_with("power-power", &[("x", inner)], id);
    }
    let even = n
        .store
        .as_number(power)
        .and_then(Rational::to_i64)
        .is_some_and(|k| k % 2 == 0);
    if even {
        n.by_law("sqrt-square", id)
    } else {
        None
    }
}

/// `(x y)^a = x^a y^a` for one factor known to be non-negative and the rest.
fn product(n: &mut Normalizer, id: Id, base: Id) -> Option<Step> {
    let all = factors(n.store, base);
    let first = all.iter().copied().find(|&f| n.nonnegative(f))?;
    let rest: Ids = all.iter().copied().filter(|&f| f != first).collect();
    let rest = n.store.product(&rest);
    n.by_law_with("power-product", &[("x", first), ("y", rest)], id)
}

/// `(c m s)^a = (c m)^a s^a` of a sum with common factor, where that is positive. In one step: by itself the product is
/// multiplied out again.
fn common_factor(n: &mut Normalizer, id: Id, base: Id) -> Option<Step> {
    let (outside, rest) = content(n, base)?;
    // Numbers stay: which of them stands before the sum is a matter of arithmetic.
    let (number, outside) = coefficient(n.store, outside);
    if n.store.is_one(outside) || !n.positive(outside) {
        return None;
    }
    let number = n.store.number(number);
    let rest = n.store.product(&[number, rest]);
    let rest = n.canonical(rest)?;
    let split = n.store.product(&[outside, rest]);
    let inner = n.ring(base, split);
    let split = n.inside_at(id, 0, inner);
    let law = n.by_law_with("power-product", &[("x", outside), ("y", rest)], split.to)?;
    Some(split.then(law))
}

/// `e^{\log x} = x`, `e^{a \log x} = x^a`; other terms of the exponent apart.
fn exp_of_log(n: &mut Normalizer, id: Id, exponent: Id) -> Option<Step> {
    let is_log = |n: &Normalizer, f: Id| matches!(n.store.node(f), Node::Apply(Operator::Log, _));
    if is_log(n, exponent) {
        return n.by_law("exp-log", id);
    }
    if let Node::Sum(items) = n.store.node(exponent).clone() {
        let has_log = |n: &Normalizer, t: Id| factors(n.store, t).iter().any(|&f| is_log(n, f));
        let term = items.iter().copied().find(|&t| has_log(n, t))?;
        let rest: Ids = items.iter().copied().filter(|&t| t != term).collect();
        let rest = n.store.sum(&rest);
        return n.by_law_with("exp-sum", &[("a", term), ("b", rest)], id);
    }
    let all = factors(n.store, exponent);
    let log = all.iter().copied().find(|&f| is_log(n, f))?;
    let rest: Ids = all.iter().copied().filter(|&f| f != log).collect();
    let rest = n.store.product(&rest);
    n.by_law_with("exp-log-power", &[("a", rest)], id)
}
