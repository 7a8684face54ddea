//! Logarithms of products, powers, exponentials and numbers.

use super::engine::Normalizer;
use super::step::Step;
use super::view::{content, factors, terms};
use crate::expr::*;
use crate::number::Rational;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Apply(Operator::Log, args) = n.store.node(id) else {
        return None;
    };
    let arg = args[0];
    match n.store.node(arg).clone() {
        Node::Number(value) => number(n, id, arg, &value),
        Node::Constant(Constant::E) => n.by_law("log-e", id),
        Node::Power(base, exponent) => power(n, id, base, exponent),
        Node::Product(_) => product(n, id, arg),
        Node::Sum(_) => sum(n, id, arg),
        _ => None,
    }
}

/// Products and powers under a logarithm as they are written, before arithmetic multiplies them out.
pub fn early(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Apply(Operator::Log, args) = n.store.node(id) else {
        return None;
    };
    let arg = args[0];
    match *n.store.node(arg) {
        Node::Power(base, exponent) => power(n, id, base, exponent),
        Node::Product(_) => product(n, id, arg),
        _ => None,
    }
}

fn power(n: &mut Normalizer, id: Id, base: Id, exponent: Id) -> Option<Step> {
    if matches!(n.store.node(base), Node::Constant(Constant::E)) {
        return n.by_law("log-exp", id);
    }
    if !n.positive(base) {
        return n.by_law("log-even-power", id);
    }
    n.by_law_with("log-power", &[("x", base), ("a", exponent)], id)
}

/// `log(x y) = log x + log y` for one positive factor and the rest.
fn product(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    let all = factors(n.store, arg);
    let Some(first) = all.iter().copied().find(|&f| n.positive(f)) else {
        return turned(n, id, arg, &all);
    };
    let rest: Ids = all.iter().copied().filter(|&f| f != first).collect();
    let rest = n.store.product(&rest);
    n.by_law_with("log-product", &[("x", first), ("y", rest)], id)
}

/// `log(-1/(a - b)) = log(1/(b - a))`, where that is positive.
fn turned(n: &mut Normalizer, id: Id, arg: Id, all: &[Id]) -> Option<Step> {
    let at = (all.iter()).position(|&f| odd_power_of_sum(n.store, f))?;
    let (base, exponent) = match *n.store.node(all[at]) {
        Node::Power(base, exponent) => (base, exponent),
        _ => (all[at], n.store.integer(1)),
    };
    let opposite: Ids = terms(n.store, base)
        .into_iter()
        .map(|term| n.store.negate(term))
        .collect();
    let opposite = n.store.sum(&opposite);
    if !n.positive(opposite) {
        return None;
    }
    let mut parts: Ids = all.iter().copied().collect();
    parts[at] = n.store.power(opposite, exponent);
    parts.push(n.store.integer(-1));
    let to = n.store.product(&parts);
    let inner = n.ring(arg, to);
    Some(n.inside_at(id, 0, inner))
}

/// True for a sum and its odd powers.
fn odd_power_of_sum(store: &Store, id: Id) -> bool {
    match *store.node(id) {
        Node::Sum(_) => true,
        Node::Power(base, exponent) => {
            let odd = |e: &Rational| e.to_fraction().is_some_and(|(n, d)| d == 1 && n % 2 != 0);
            matches!(store.node(base), Node::Sum(_)) && store.as_number(exponent).is_some_and(odd)
        }
        _ => false,
    }
}

/// The common factor of a sum goes out, where it is positive.
fn sum(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    let (outside, rest) = content(n, arg)?;
    if !n.positive(outside) {
        return None;
    }
    let split = n.store.product(&[outside, rest]);
    let inner = n.ring(arg, split);
    Some(n.inside_at(id, 0, inner))
}

/// `log 12 = log 2 + log 6`, `log(3/4) = log 3 + log(4^{-1})`; fully split by repetition.
fn number(n: &mut Normalizer, id: Id, arg: Id, value: &Rational) -> Option<Step> {
    if value.is_one() {
        return n.by_law("log-one", id);
    }
    let (top, bottom) = value.to_fraction()?;
    if top <= 0 {
        return None;
    }
    let split: Ids = if bottom != 1 {
        let below = n.store.integer(bottom);
        let below = n.store.reciprocal(below);
        if top == 1 {
            smallvec::smallvec![below]
        } else {
            smallvec::smallvec![n.store.integer(top), below]
        }
    } else {
        let prime = least_prime(top)?;
        smallvec::smallvec![n.store.integer(prime), n.store.integer(top / prime)]
    };
    let to = n.store.product(&split);
    let inner = n.ring(arg, to);
    let step = n.inside_at(id, 0, inner);
    let law = match split.len() {
        1 => power(n, step.to, n.store.children(to)[0], n.store.children(to)[1]),
        _ => n.by_law_with("log-product", &[("x", split[0]), ("y", split[1])], step.to),
    };
    Some(step.then(law?))
}

/// The least prime factor of a composite number, if it is small.
pub fn least_prime(value: i64) -> Option<i64> {
    (2..10_000)
        .take_while(|p| p * p <= value)
        .find(|p| value % p == 0)
}
