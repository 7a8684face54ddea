//! Rows that follow from a row before them: the equation of that row, multiplied by something, made the difference.
//!
//! The proof says so by `left = right + f (before left) - f (before right)`, two pages of terms that cancel. A person
//! says what f is.

use super::lines::{Ground, Move};
use crate::expr::{Id, Node, Store};
use crate::theory::FactId;

/// A row used as a whole.
pub struct Multiplied {
    pub fact: FactId,
    /// Its sides.
    pub sides: (Id, Id),
    /// What it is multiplied by.
    pub factor: Id,
}

/// True if three moves do no more than add a multiple of a row: arithmetic, the row, arithmetic.
pub fn multiplied(store: &mut Store, moves: &[Move]) -> Option<Multiplied> {
    let [before, used, after, ..] = moves else {
        return None;
    };
    let arithmetic = |step: &Move| step.ground == Ground::Rule("ring");
    let (Ground::Fact(fact), [sides], true) = (
        used.ground,
        &used.parts[..],
        arithmetic(before) && arithmetic(after),
    ) else {
        return None;
    };
    let terms = match store.node(used.from) {
        Node::Sum(terms) => terms.to_vec(),
        _ => return None,
    };
    let mut holding = terms.iter().filter(|&&term| contains(store, term, sides.0));
    let (Some(&term), None) = (holding.next(), holding.next()) else {
        return None;
    };
    let factors = match store.node(term) {
        Node::Product(factors) => factors.to_vec(),
        _ => return None,
    };
    let (row, rest): (Vec<Id>, Vec<Id>) = factors
        .into_iter()
        .partition(|&factor| is_side(store, factor, sides.0));
    if row.len() != 1 || rest.iter().any(|&f| contains(store, f, sides.0)) {
        return None;
    }
    Some(Multiplied {
        fact,
        sides: *sides,
        factor: store.product(&rest),
    })
}

/// The side itself, or with a zero that keeps it in one piece.
fn is_side(store: &Store, id: Id, side: Id) -> bool {
    let padded = match store.node(id) {
        Node::Sum(terms) => terms
            .iter()
            .all(|&term| term == side || store.is_zero(term)),
        _ => false,
    };
    id == side || padded
}

fn contains(store: &Store, id: Id, part: Id) -> bool {
    id == part
        || store
            .children(id)
            .into_iter()
            .any(|child| contains(store, child, part))
}
