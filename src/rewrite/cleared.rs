//! Equations of arrays freed from inverses: `A^{-1} b = x` holds where `b = A x` does.
//!
//! Both sides are multiplied by a matrix that has an inverse, on the side where its inverse stands; what is left is shown
//! by normal forms or by equations of the note, and the inverse brings the sides back.

use super::engine::Normalizer;
use super::results;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;
use crate::kernel::ring;

/// Multiplications that one claim may take.
const DEPTH: usize = 2;
/// Matrices that are tried at each of them.
const TRIES: usize = 6;
/// Latest facts whose inverses are looked at.
const FACTS: usize = 6;

/// A matrix to multiply with, and the side on which.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Multiplier {
    matrix: Id,
    left: bool,
}

/// A proof of `left = right` between arrays.
pub fn clear(n: &mut Normalizer, left: Id, right: Id) -> Option<Step> {
    if !n.store.is_array(left) || n.store.shape(left) != n.store.shape(right) {
        return None;
    }
    cleared(n, left, right, DEPTH)
}

fn cleared(n: &mut Normalizer, left: Id, right: Id, depth: usize) -> Option<Step> {
    if depth < DEPTH
        && let Some(step) = met(n, left, right)
    {
        return Some(step);
    }
    if let Some(step) = results::combine(n, left, right, &mut results::Forms::default()) {
        return Some(step);
    }
    if depth == 0 {
        return None;
    }
    let candidates = multipliers(n, left, right);
    candidates
        .into_iter()
        .take(TRIES)
        .find_map(|by| multiplied(n, left, right, by, depth - 1))
}

/// Both normal forms are one.
fn met(n: &mut Normalizer, left: Id, right: Id) -> Option<Step> {
    let (a, b) = (n.normalize(left), n.normalize(right));
    let equal = matches!(ring::equal(n.store, a.to, b.to), Ok(Some(_)));
    if !equal {
        return None;
    }
    let meet = n.ring(a.to, b.to);
    let back = n.flip(right, b);
    Some(a.then(meet).then(back))
}

/// Matrices whose inverse stands at an end of a term of either side, and inverses at the ends of the latest facts.
fn multipliers(n: &mut Normalizer, left: Id, right: Id) -> Vec<Multiplier> {
    let mut found = Vec::new();
    for side in [left, right] {
        for (letter, at_left) in ends(n, side) {
            if let Node::Apply(Operator::Inverse, args) = n.store.node(letter) {
                add(&mut found, args[0], at_left);
            }
        }
    }
    let context = n.context;
    for fact in context.facts.iter().rev().take(FACTS) {
        for side in [fact.left, fact.right] {
            for (letter, at_left) in ends(n, side) {
                if matches!(n.store.node(letter), Node::Apply(Operator::Inverse, _)) {
                    add(&mut found, letter, at_left);
                }
            }
        }
    }
    let (rows, columns) = n.store.shape(left);
    found.retain(|by| {
        let size = if by.left { rows } else { columns };
        n.store.shape(by.matrix) == (size, size)
    });
    found
}

fn add(found: &mut Vec<Multiplier>, matrix: Id, left: bool) {
    let by = Multiplier { matrix, left };
    if !found.contains(&by) {
        found.push(by);
    }
}

/// First and last letters of the terms, and whether they stand at the left.
fn ends(n: &mut Normalizer, side: Id) -> Vec<(Id, bool)> {
    let mut found = Vec::new();
    for term in terms(n.store, side) {
        let arrays = factors(n.store, term)
            .into_iter()
            .find(|&f| n.store.is_array(f));
        let Some(word) = arrays else { continue };
        match n.store.node(word) {
            Node::Chain(items) => found.extend([(items[0], true), (items[items.len() - 1], false)]),
            _ => found.extend([(word, true), (word, false)]),
        }
    }
    found
}

/// `L = M^{-1} (M L) = M^{-1} (M R) = R`, or the same on the right.
fn multiplied(
    n: &mut Normalizer,
    left: Id,
    right: Id,
    by: Multiplier,
    depth: usize,
) -> Option<Step> {
    let (law, matrix, back) = match *n.store.node(by.matrix) {
        Node::Apply(Operator::Inverse, ref args) => {
            let inner = args[0];
            let law = ["inverse-left-before", "inverse-right-after"][usize::from(by.left)];
            (law, inner, inner)
        }
        _ => {
            let law = ["inverse-right-before", "inverse-left-after"][usize::from(by.left)];
            (
                law,
                by.matrix,
                n.store.apply(Operator::Inverse, &[by.matrix]),
            )
        }
    };
    let whole = |n: &mut Normalizer, side: Id| match by.left {
        true => n.store.chain(&[by.matrix, side]),
        false => n.store.chain(&[side, by.matrix]),
    };
    let (a, b) = (whole(n, left), whole(n, right));
    let inner = cleared(n, a, b, depth)?;
    let name = if by.left { "R" } else { "L" };
    let given = |side: Id| [("A", matrix), (name, side)];
    let start = n.by_law_back(law, &given(left), left)?;
    let (held, at) = framed(n, a, back, by.left);
    let first = n.ring(start.to, held);
    let inside = n.within_frame(held, at, inner)?;
    let full = match by.left {
        true => n.store.chain(&[back, b]),
        false => n.store.chain(&[b, back]),
    };
    let last = n.ring(inside.to, full);
    let end = n.by_law_with(law, &given(right), full)?;
    Some(start.then(first).then(inside).then(last).then(end))
}

/// The product with its part in one piece: transposed twice, a product is a letter. Gives the place of the piece too.
fn framed(n: &mut Normalizer, part: Id, back: Id, left: bool) -> (Id, usize) {
    let once = n.store.apply(Operator::Transpose, &[part]);
    let twice = n.store.apply(Operator::Transpose, &[once]);
    let letters = |n: &Normalizer, id: Id| match n.store.node(id) {
        Node::Chain(items) => items.len(),
        _ => 1,
    };
    match left {
        true => (n.store.chain(&[back, twice]), letters(n, back)),
        false => (n.store.chain(&[twice, back]), 0),
    }
}

impl Normalizer<'_> {
    /// The piece at that place of a framed product rewritten.
    fn within_frame(&mut self, held: Id, at: usize, step: Step) -> Option<Step> {
        let twice = *self.store.children(held).get(at)?;
        let once = *self.store.children(twice).first()?;
        let piece = |id: Id| matches!(self.store.node(id), Node::Apply(Operator::Transpose, _));
        if !piece(twice) || !piece(once) {
            return None;
        }
        let step = self.inside_at(once, 0, step);
        let step = self.inside_at(twice, 0, step);
        Some(self.inside_at(held, at, step))
    }
}
