//! Differentiation of scalars by a vector or a matrix: of words such as `x^T A x`, of traces and determinants, and of what
//! is made of these by the rules of calculus.

use super::derivative::{Calculus, DEPTH, finite};
use crate::expr::*;

/// The terms of the gradient of `id` by the calculus' variable, each of the variable's shape; None for what has no rule.
pub(super) fn terms(calculus: &mut Calculus, store: &mut Store, id: Id) -> Option<Ids> {
    if !store.mentions(id, calculus.variable) {
        return Some(Ids::new());
    }
    if store.is_array(id) || calculus.depth > DEPTH {
        return None;
    }
    calculus.depth += 1;
    let found = by_kind(calculus, store, id);
    calculus.depth -= 1;
    found
}

fn by_kind(calculus: &mut Calculus, store: &mut Store, id: Id) -> Option<Ids> {
    match store.node(id).clone() {
        Node::Sum(items) => {
            let mut all = Ids::new();
            for item in items {
                all.extend(terms(calculus, store, item)?);
            }
            Some(all)
        }
        Node::Product(factors) => product(calculus, store, &factors),
        Node::Power(base, exponent) => power(calculus, store, id, base, exponent),
        Node::Chain(letters) => word(calculus, store, &letters),
        Node::Component(base, indices) if base == store.name(calculus.variable) => {
            Some(smallvec::smallvec![at_entry(calculus, store, &indices)?])
        }
        Node::Apply(Operator::Trace, args) => trace(calculus, store, args[0]),
        Node::Apply(Operator::Determinant, args) => {
            let name = store.name(calculus.variable);
            if args[0] != name {
                return None;
            }
            let inverse = invert(calculus, store, name);
            let turned = store.apply(Operator::Transpose, &[inverse]);
            Some(smallvec::smallvec![store.product(&[id, turned])])
        }
        Node::Apply(operator, args) if args.len() == 1 => {
            let outer = calculus.outer(store, operator, args[0])?;
            let inner = terms(calculus, store, args[0])?;
            Some(scaled(store, outer, inner))
        }
        Node::Call(..) | Node::Density { .. } | Node::Bind(BinderKind::Derivative, ..) => {
            let (slope, at) = calculus.opaque_slope(store, id)?;
            (at == store.name(calculus.variable)).then(|| smallvec::smallvec![slope])
        }
        Node::Bind(kind @ (BinderKind::Sum | BinderKind::Integral), sort, domain, body) => {
            let slope = |calculus: &mut Calculus, store: &mut Store, body| {
                let inner = terms(calculus, store, body)?;
                Some(store.sum(&inner))
            };
            let sum = match kind == BinderKind::Sum && finite(store, sort, domain) {
                true => calculus.finite_sum(store, id, (sort, domain, body), slope),
                false => calculus.under_integral(store, id, (kind, sort, domain, body), slope),
            };
            Some(smallvec::smallvec![sum?])
        }
        _ => None,
    }
}

/// The array that is 1 at that entry of the variable and 0 at all others.
fn at_entry(calculus: &Calculus, store: &mut Store, indices: &[Id]) -> Option<Id> {
    let name = store.name(calculus.variable);
    let (rows, columns) = store.shape(name);
    if (indices.iter()).any(|&index| store.mentions(index, calculus.variable)) {
        return None;
    }
    match *indices {
        [row] if store.is_one(columns) => Some(store.apply(Operator::Unit, &[rows, row])),
        [row, column] => {
            let row = store.apply(Operator::Unit, &[rows, row]);
            let column = store.apply(Operator::Unit, &[columns, column]);
            let column = store.apply(Operator::Transpose, &[column]);
            Some(store.chain(&[row, column]))
        }
        _ => None,
    }
}

fn scaled(store: &mut Store, scale: Id, terms: Ids) -> Ids {
    terms
        .into_iter()
        .map(|term| store.product(&[scale, term]))
        .collect()
}

fn product(calculus: &mut Calculus, store: &mut Store, factors: &[Id]) -> Option<Ids> {
    let mut all = Ids::new();
    for (at, &factor) in factors.iter().enumerate() {
        let others: Ids = (0..factors.len())
            .filter(|&i| i != at)
            .map(|i| factors[i])
            .collect();
        let others = store.product(&others);
        let inner = terms(calculus, store, factor)?;
        all.extend(scaled(store, others, inner));
    }
    Some(all)
}

fn power(
    calculus: &mut Calculus,
    store: &mut Store,
    id: Id,
    base: Id,
    exponent: Id,
) -> Option<Ids> {
    if !store.mentions(exponent, calculus.variable) {
        calculus.require_power(store, base, exponent, false);
        let minus = store.integer(-1);
        let lower = store.sum(&[exponent, minus]);
        let lower = store.power(base, lower);
        let outer = store.product(&[exponent, lower]);
        let inner = terms(calculus, store, base)?;
        return Some(scaled(store, outer, inner));
    }
    if *store.node(base) != Node::Constant(Constant::E) {
        return None;
    }
    let inner = terms(calculus, store, exponent)?;
    Some(scaled(store, id, inner))
}

/// A trace: of each term, the constants in front of its word.
fn trace(calculus: &mut Calculus, store: &mut Store, arg: Id) -> Option<Ids> {
    match store.node(arg).clone() {
        Node::Sum(items) => {
            let mut all = Ids::new();
            for item in items {
                all.extend(trace(calculus, store, item)?);
            }
            Some(all)
        }
        Node::Product(factors) => {
            let (arrays, scalars): (Ids, Ids) =
                factors.iter().copied().partition(|&f| store.is_array(f));
            let [array] = arrays[..] else { return None };
            let scale = store.product(&scalars);
            if store.mentions(scale, calculus.variable) {
                return None;
            }
            let inner = trace(calculus, store, array)?;
            Some(scaled(store, scale, inner))
        }
        Node::Chain(letters) => word(calculus, store, &letters),
        _ => word(calculus, store, &[arg]),
    }
}

/// How the variable `X` stands in a word.
#[derive(Clone, Copy)]
struct Letter {
    transposed: bool,
    inverted: bool,
}

/// The trace of a word, letter by letter: of `tr(L X R)` it is `(R L)^T`, of `tr(L X^T R)` it is `R L`; and of a gradient
/// `G` by the inverse it makes `-X^{-T} G X^{-T}`.
fn word(calculus: &mut Calculus, store: &mut Store, letters: &[Id]) -> Option<Ids> {
    let name = store.name(calculus.variable);
    let mut all = Ids::new();
    for (at, &letter) in letters.iter().enumerate() {
        if !store.mentions(letter, calculus.variable) {
            continue;
        }
        let stands = letter_of(store, letter, name)?;
        let rest: Ids = letters[at + 1..]
            .iter()
            .chain(&letters[..at])
            .copied()
            .collect();
        let around = match rest.is_empty() {
            true => {
                let size = store.shape(letter).0;
                store.apply(Operator::Identity, &[size])
            }
            false => store.chain(&rest),
        };
        let mut slope = match stands.transposed {
            true => around,
            false => store.apply(Operator::Transpose, &[around]),
        };
        if stands.inverted {
            let inverse = invert(calculus, store, name);
            let turned = store.apply(Operator::Transpose, &[inverse]);
            let inner = store.chain(&[turned, slope, turned]);
            slope = store.negate(inner);
        }
        all.push(slope);
    }
    Some(all)
}

fn letter_of(store: &Store, letter: Id, name: Id) -> Option<Letter> {
    let mut stands = Letter {
        transposed: false,
        inverted: false,
    };
    let mut inner = letter;
    while inner != name {
        match store.node(inner) {
            Node::Apply(Operator::Transpose, args) => {
                stands.transposed = !stands.transposed;
                inner = args[0];
            }
            Node::Apply(Operator::Inverse, args) if !stands.inverted => {
                stands.inverted = true;
                inner = args[0];
            }
            _ => return None,
        }
    }
    Some(stands)
}

/// The inverse of the variable, which has to exist.
fn invert(calculus: &mut Calculus, store: &mut Store, name: Id) -> Id {
    let condition = store.apply(Operator::Invertible, &[name]);
    calculus.also(condition);
    store.apply(Operator::Inverse, &[name])
}
