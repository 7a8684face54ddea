//! Sums over an index that only numbers the values of a variable: `\sum_{i=1}^n p(x_i) \log p(x_i)` is the sum over all x,
//! and so is `\sum_{k=1}^K p(k) \log p(k)` that over all k.
//!
//! Whether an index does is read off the notation, for the note as a whole: a sum over it weighs with the probability of
//! the value that it numbers, the index has no other use, and neither has its last value. The items of a sample have
//! others: `\prod_i p(x_i)`, `\sum_i \log p(x_i)`, `\frac{1}{n} \sum_i x_i`.
mod gather;
mod weights;

pub use gather::{is_plain, is_plain_beside};

use std::collections::{BTreeMap, BTreeSet};

use super::chains::Mathematics;
use super::evidence::{Bound, Key, bounds};
use super::names::{letter, mark};
use super::scope::is_capital;
use super::sentences::Sentence;
use crate::parse::tree::{Formula, Kind, Name, Separator, Span, Times, Tree};

/// The letters whose items are the values of a variable, and the indices that are such values themselves.
#[derive(Debug, Clone, Default)]
pub struct Enumerated {
    items: BTreeSet<Key>,
    bare: BTreeSet<Key>,
    /// Letters that name the probabilities of the values: `p_i = P(X = x_i)`.
    weights: BTreeMap<Key, Key>,
    /// The formulas that are read so.
    places: BTreeSet<usize>,
}

impl Enumerated {
    pub fn of(sentences: &[Sentence], mathematics: &[Mathematics]) -> Self {
        gather::enumerated(sentences, mathematics)
    }

    /// Reads the indices of all formulas as the values that they number.
    pub fn read(&mut self, mathematics: &mut [Mathematics]) {
        if self.items.is_empty() && self.bare.is_empty() {
            return;
        }
        for (place, math) in mathematics.iter_mut().enumerate() {
            let statements = math
                .formula
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.statements);
            for tree in statements
                .flat_map(|statement| &mut statement.sides)
                .flatten()
            {
                if self.read_tree(tree) {
                    self.places.insert(place);
                }
            }
        }
    }

    /// True for a formula in which indices were read as values.
    pub fn is_read_so(&self, place: usize) -> bool {
        self.places.contains(&place)
    }

    /// As [`Self::read`], of one expression; true if it holds such an index.
    pub fn read_tree(&self, tree: &mut Tree) -> bool {
        let mut any = self.read_sum(tree);
        if let Some((name, _)) = item(tree)
            && let Some(value) = self
                .weights
                .get(&letter(name))
                .filter(|value| self.items.contains(*value))
        {
            let probability = application(name, value, &tree.span);
            match &mut tree.kind {
                Kind::Scripts {
                    base,
                    sub,
                    sup: Some(_),
                    ..
                } => (base.kind, *sub) = (bracketed(probability, &tree.span), None),
                kind => *kind = probability,
            }
            return true;
        }
        if let Some((name, _)) = item(tree).filter(|(name, _)| self.items.contains(&letter(name))) {
            let value = Kind::Name(name.clone());
            match &mut tree.kind {
                Kind::Scripts {
                    sub, sup: Some(_), ..
                } => *sub = None,
                kind => *kind = value,
            }
            return true;
        }
        for child in tree.children_mut() {
            any |= self.read_tree(child);
        }
        any
    }

    /// The variable of which the items of the letter are the values, or their probabilities.
    fn value(&self, name: &Name) -> Option<Name> {
        let key = letter(name);
        let value = match self.weights.get(&key) {
            Some(value) => name_of(value),
            None => name.clone(),
        };
        self.items.contains(&letter(&value)).then_some(value)
    }

    /// `\sum_{i=1}^n` becomes `\sum_x` where the body shows `x_i`.
    fn read_sum(&self, tree: &mut Tree) -> bool {
        let Kind::Big {
            operator,
            sub: Some(sub),
            sup,
            body: Some(body),
        } = &mut tree.kind
        else {
            return false;
        };
        if operator != "sum" {
            return false;
        }
        let value = |index: &Key| match self.bare.contains(index) {
            true => Some(name_of(index)),
            false => numbered(body, index)
                .iter()
                .find_map(|name| self.value(name)),
        };
        let indices: Option<Vec<Key>> = indices(sub);
        let values: Option<Vec<Name>> =
            indices.and_then(|indices| indices.iter().map(value).collect());
        let Some(values) = values.filter(|values| !values.is_empty()) else {
            return false;
        };
        let leaf = |name: &Name| Tree {
            kind: Kind::Name(name.clone()),
            span: sub.span.clone(),
        };
        let mut leaves: Vec<Tree> = values.iter().map(leaf).collect();
        **sub = match leaves.len() {
            1 => leaves.remove(0),
            count => Tree {
                kind: Kind::List {
                    items: leaves,
                    separators: vec![Separator::Comma; count - 1],
                },
                span: sub.span.clone(),
            },
        };
        *sup = None;
        true
    }
}

/// All expressions of a formula.
fn trees(formula: &Formula) -> impl Iterator<Item = &Tree> {
    let statements = formula.rows.iter().flat_map(|row| &row.statements);
    statements.flat_map(|statement| statement.sides.iter().flatten())
}

fn name_of(letter: &str) -> Name {
    Name {
        letter: letter.to_owned(),
        font: None,
        accents: Vec::new(),
    }
}

/// `x_i`: the name, no capital (those are events and random variables), and its index, a single letter.
fn item(tree: &Tree) -> Option<(&Name, Key)> {
    match &tree.kind {
        Kind::Scripts {
            base,
            sub: Some(sub),
            primes: 0,
            ..
        } => match (&base.kind, &sub.kind) {
            (Kind::Name(name), Kind::Name(index))
                if is_index(index) && !is_capital(&name.letter) =>
            {
                Some((name, letter(index)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `(..)`, of which a power may be taken.
fn bracketed(kind: Kind, span: &Span) -> Kind {
    let span = span.clone();
    Kind::Group {
        open: "(".to_owned(),
        close: ")".to_owned(),
        body: Box::new(Tree { kind, span }),
    }
}

/// `p(x)`
fn application(name: &Name, value: &Key, span: &Span) -> Kind {
    let leaf = |name: Name| Tree {
        kind: Kind::Name(name),
        span: span.clone(),
    };
    let argument = Tree {
        kind: bracketed(Kind::Name(name_of(value)), span),
        span: span.clone(),
    };
    Kind::Product(vec![
        (Times::Juxtaposed, leaf(name.clone())),
        (Times::Juxtaposed, argument),
    ])
}

fn is_index(name: &Name) -> bool {
    matches!(
        name.letter.as_str(),
        "i" | "j" | "k" | "l" | "m" | "r" | "s" | "t"
    ) && name.accents.is_empty()
}

/// The indices of a sum, if it is over nothing else: `i = 1`, `i, j`, `i`.
fn indices(sub: &Tree) -> Option<Vec<Key>> {
    let index = |bound: Bound| match bound {
        Bound::From(name, lower) if mark(lower) == "1" => single(name),
        Bound::Bare(name, None) => single(name),
        _ => None,
    };
    bounds(sub).into_iter().map(index).collect()
}

fn single(tree: &Tree) -> Option<Key> {
    match &tree.kind {
        Kind::Name(name) if is_index(name) => Some(letter(name)),
        _ => None,
    }
}

/// The names in a tree that have this index: `x` of `x_i`.
fn numbered(tree: &Tree, index: &Key) -> Vec<Name> {
    match item(tree).filter(|(_, at)| at == index) {
        Some((name, _)) => vec![name.clone()],
        None => tree
            .children()
            .into_iter()
            .flat_map(|child| numbered(child, index))
            .collect(),
    }
}
