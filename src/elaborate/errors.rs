//! Models of data: in `y = X \beta + \varepsilon`, where the note draws the error `\varepsilon` and looks for the best
//! `\beta`, the data `y` are given; what varies with `\beta` is the error.
//!
//! The equation says as much of `y` as of `\varepsilon`. Read as the meaning of `y`, it would make the data vary with the
//! parameter under a derivative by it, and the sum of squared errors constant.

use rustc_hash::FxHashSet;

use super::chains::Mathematics;
use super::evidence::is_d;
use super::names::{letters, written};
use super::scope::{base, unmarked};
use crate::expr::{Id, Node, Store};
use crate::parse::tree::{Kind, Relation, Tree};

/// What the note draws, and what it looks for, by letters.
#[derive(Debug, Clone, Default)]
pub struct Models {
    drawn: FxHashSet<String>,
    sought: FxHashSet<String>,
}

impl Models {
    pub fn new(mathematics: &[Mathematics]) -> Self {
        let mut found = Self::default();
        for math in mathematics.iter().filter(|math| !math.ignored) {
            math.formula.sides().for_each(|side| found.seek(side));
            let rows = math.formula.rows.iter();
            for statement in rows.flat_map(|row| &row.statements) {
                let signs = statement.relations.iter().zip(&statement.sides);
                let drawn = signs.filter(|((sign, _), _)| *sign == Relation::Distributed);
                let names = drawn.filter_map(|(_, side)| written(side.as_ref()?));
                found.drawn.extend(names.map(|name| name.letter));
            }
        }
        found
    }

    /// Of the model `left = right` the error, and what it is by the data.
    pub fn error(&self, store: &mut Store, left: Id, right: Id) -> Option<(Id, Id)> {
        let error = self.disturbance(store, left, right)?;
        let Node::Sum(terms) = store.node(right).clone() else {
            return None;
        };
        let rest: Vec<Id> = terms.into_iter().filter(|&term| term != error).collect();
        // One error for each of the data; a parameter that is drawn as well is no error.
        let parameter =
            letter(store, error).is_some_and(|one| self.sought.contains(unmarked(&one)));
        if parameter {
            return None;
        }
        let fitted = store.sum(&rest);
        let sought = store.free_names(fitted).into_iter().any(|name| {
            let spelling = &store.symbol(name).spelling;
            self.sought.contains(unmarked(spelling))
        });
        let value = store.subtract(left, fitted);
        sought.then_some((error, value))
    }

    /// The one term of `left = right` that the note draws, one for each of what stands on the left.
    pub fn disturbance(&self, store: &Store, left: Id, right: Id) -> Option<Id> {
        let Node::Sum(terms) = store.node(right) else {
            return None;
        };
        letter(store, left).filter(|letter| !self.drawn.contains(letter))?;
        let is_drawn =
            |&&term: &&Id| letter(store, term).is_some_and(|letter| self.drawn.contains(&letter));
        let mut errors = terms.iter().filter(is_drawn);
        let (Some(&error), None) = (errors.next(), errors.next()) else {
            return None;
        };
        (indices(store, left) == indices(store, error)).then_some(error)
    }

    /// Notes the letters that something is differentiated by, or is greatest or least in.
    fn seek(&mut self, tree: &Tree) {
        let place = match &tree.kind {
            Kind::Fraction(_, below) if is_differential(below) => Some(&**below),
            Kind::Big {
                operator,
                sub: Some(sub),
                ..
            } if matches!(operator.as_str(), "argmin" | "argmax") => Some(&**sub),
            _ => None,
        };
        for name in place.into_iter().flat_map(letters) {
            self.sought.insert(unmarked(&name).to_owned());
        }
        tree.children()
            .into_iter()
            .for_each(|child| self.seek(child));
    }
}

/// The letter of a name or of an item.
fn letter(store: &Store, id: Id) -> Option<String> {
    let name = match *store.node(id) {
        Node::Component(name, _) => name,
        _ => id,
    };
    match *store.node(name) {
        Node::Name(name) => Some(base(&store.symbol(name).spelling).to_owned()),
        _ => None,
    }
}

fn indices(store: &Store, id: Id) -> Option<Vec<Id>> {
    match store.node(id) {
        Node::Component(_, indices) => Some(indices.to_vec()),
        _ => None,
    }
}

fn is_differential(below: &Tree) -> bool {
    matches!(&below.kind, Kind::Product(factors) if factors.first().is_some_and(|(_, d)| is_d(d)))
}
