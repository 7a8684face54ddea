//! Trigonometric and hyperbolic functions: everything in sines and cosines of single terms, squares of sines gone.

use super::engine::Normalizer;
use super::step::Step;
use super::view::{coefficient, terms};
use crate::expr::*;
use crate::number::Rational;

/// Multiples of an angle beyond this are left alone: the expansion grows with each.
const MULTIPLE: i64 = 8;

/// Functions by what defines them, and values at special angles.
const LAWS: &[&str] = &[
    "tan-sum",
    "tan-definition",
    "cot-definition",
    "sec-definition",
    "csc-definition",
    "sinh-definition",
    "cosh-definition",
    "tanh-definition",
    "sin-zero",
    "cos-zero",
    "sin-pi",
    "cos-pi",
    "sin-multiple-pi",
    "cos-multiple-pi",
    "sin-half-pi",
    "cos-half-pi",
    "sin-third-pi",
    "cos-third-pi",
    "sin-quarter-pi",
    "cos-quarter-pi",
    "sin-sixth-pi",
    "cos-sixth-pi",
];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id).clone() {
        Node::Apply(operator, args) if is_trigonometric(operator) => n
            .by_any(LAWS, id)
            .or_else(|| angle(n, id, operator, args[0])),
        Node::Power(base, exponent) => square(n, id, base, exponent),
        _ => None,
    }
}

fn is_trigonometric(operator: Operator) -> bool {
    use Operator::*;
    matches!(
        operator,
        Sin | Cos | Tan | Cot | Sec | Csc | Sinh | Cosh | Tanh
    )
}

/// Sums of angles, negative angles, multiples.
fn angle(n: &mut Normalizer, id: Id, operator: Operator, arg: Id) -> Option<Step> {
    let (sum, negative) = match operator {
        Operator::Sin => ("sin-sum", "sin-negative"),
        Operator::Cos => ("cos-sum", "cos-negative"),
        _ => return None,
    };
    let all = terms(n.store, arg);
    if all.len() > 1 {
        let rest = n.store.sum(&all[1..]);
        return n.by_law_with(sum, &[("x", all[0]), ("y", rest)], id);
    }
    let (factor, atoms) = coefficient(n.store, arg);
    if factor.is_negative() {
        let positive = n.multiple(atoms, factor.neg())?;
        let to = n.store.negate(positive);
        let inner = n.ring(arg, to);
        let step = n.inside_at(id, 0, inner);
        let law = n.by_law_with(negative, &[("x", positive)], step.to)?;
        return Some(step.then(law));
    }
    let (top, bottom) = factor.to_fraction()?;
    if !(2..=MULTIPLE).contains(&top) {
        return None;
    }
    let one = n.multiple(atoms, Rational::new(1, bottom)?)?;
    let others = n.multiple(atoms, Rational::new(top - 1, bottom)?)?;
    let to = n.store.sum(&[one, others]);
    let inner = n.ring(arg, to);
    let step = n.inside_at(id, 0, inner);
    let law = n.by_law_with(sum, &[("x", one), ("y", others)], step.to)?;
    Some(step.then(law))
}

/// `\sin^k x` by `\sin^2 x = 1 - \cos^2 x`.
fn square(n: &mut Normalizer, id: Id, base: Id, exponent: Id) -> Option<Step> {
    if !matches!(n.store.node(base), Node::Apply(Operator::Sin, _)) {
        return None;
    }
    let whole = n
        .store
        .as_number(exponent)
        .and_then(Rational::to_i64)
        .filter(|&k| k >= 2)?;
    let two = n.store.integer(2);
    let squared = n.store.power(base, two);
    let law = n.by_law("sin-squared", squared)?;
    if whole == 2 {
        return Some(law);
    }
    let (half, odd) = (n.store.integer(whole / 2), n.store.integer(whole % 2));
    let (outer, left) = (n.store.power(squared, half), n.store.power(base, odd));
    let to = n.store.product(&[outer, left]);
    let place = n.store.children(to).iter().position(|&c| c == outer)?;
    let inner = n.inside_at(outer, 0, law);
    let inside = n.inside_at(to, place, inner);
    Some(n.ring(id, to).then(inside))
}
