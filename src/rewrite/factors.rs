//! By what both sides of an equation may have been multiplied: the scalar factors that it lost or gained, and inverses at
//! the ends of products of vectors and matrices.

use crate::expr::*;

/// Factors that are tried for one equation.
const TRIED: usize = 8;
/// Terms of a side that are looked at: what was done to one was done to all.
const TERMS: usize = 2;

/// What may stand beside a number or array: a scalar, and matrices on its left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Factors {
    scalar: Option<Id>,
    left: Option<Id>,
    right: Option<Id>,
}

impl Factors {
    /// What stands between the factors; None where the shapes do not fit.
    pub fn around(&self, store: &mut Store, array: Id) -> Option<Id> {
        let parts: Vec<Id> = [self.left, Some(array), self.right]
            .into_iter()
            .flatten()
            .collect();
        for pair in parts.windows(2) {
            if store.shape(pair[0]).1 != store.shape(pair[1]).0 {
                return None;
            }
        }
        let product = store.chain(&parts);
        Some(match self.scalar {
            Some(scalar) => store.product(&[scalar, product]),
            None => product,
        })
    }
}

/// One term of a side: its scalars, and the arrays among its factors in order.
struct Term {
    scalar: Id,
    arrays: Vec<Id>,
}

/// The factors by which `before` may have become `after`; each is a list of the two sides of an equation.
pub fn factors(store: &mut Store, before: [Id; 2], after: [Id; 2]) -> Vec<Factors> {
    let before = terms(store, before);
    let after = terms(store, after);
    let mut scalars = vec![None];
    for one in &before {
        for other in &after {
            let scalar = store.divide(other.scalar, one.scalar);
            add(&mut scalars, Some(scalar));
        }
    }
    let mut found = Vec::new();
    let (lefts, rights) = (
        ends(store, &before, &after, |arrays| arrays.first().copied()),
        ends(store, &before, &after, |arrays| arrays.last().copied()),
    );
    // Likely ones first: one thing is done in a row.
    for &left in &lefts {
        add(
            &mut found,
            Factors {
                left,
                ..Factors::default()
            },
        );
    }
    for &right in &rights {
        add(
            &mut found,
            Factors {
                right,
                ..Factors::default()
            },
        );
    }
    for &scalar in &scalars {
        add(
            &mut found,
            Factors {
                scalar,
                ..Factors::default()
            },
        );
    }
    for &left in lefts.iter().skip(1) {
        for &right in rights.iter().skip(1) {
            add(
                &mut found,
                Factors {
                    scalar: None,
                    left,
                    right,
                },
            );
        }
    }
    for &scalar in scalars.iter().skip(1) {
        for &left in lefts.iter().skip(1) {
            add(
                &mut found,
                Factors {
                    scalar,
                    left,
                    right: None,
                },
            );
        }
        for &right in rights.iter().skip(1) {
            add(
                &mut found,
                Factors {
                    scalar,
                    left: None,
                    right,
                },
            );
        }
    }
    found.retain(|factors| *factors != Factors::default());
    found.truncate(TRIED);
    found
}

/// The matrices that undo, or are, an inverse at an end of a term.
fn ends(
    store: &mut Store,
    before: &[Term],
    after: &[Term],
    end: impl Fn(&[Id]) -> Option<Id>,
) -> Vec<Option<Id>> {
    let mut found = vec![None];
    for last in after.iter().filter_map(|term| end(&term.arrays)) {
        if inverted(store, last).is_some() {
            add(&mut found, Some(last));
        }
    }
    for last in before.iter().filter_map(|term| end(&term.arrays)) {
        let matrix = inverted(store, last);
        if matrix.is_some() {
            add(&mut found, matrix);
        }
    }
    found
}

fn inverted(store: &Store, id: Id) -> Option<Id> {
    match store.node(id) {
        Node::Apply(Operator::Inverse, args) => Some(args[0]),
        _ => None,
    }
}

fn add<T: PartialEq>(found: &mut Vec<T>, one: T) {
    if !found.contains(&one) {
        found.push(one);
    }
}

fn terms(store: &mut Store, sides: [Id; 2]) -> Vec<Term> {
    let mut found = Vec::new();
    for side in sides {
        for part in parts(store, side) {
            found.push(term(store, part));
        }
    }
    found
}

fn parts(store: &Store, id: Id) -> Vec<Id> {
    match store.node(id) {
        Node::Sum(terms) => terms.iter().take(TERMS).copied().collect(),
        _ => vec![id],
    }
}

fn term(store: &mut Store, id: Id) -> Term {
    let (mut scalars, mut arrays) = (Vec::new(), Vec::new());
    let factors = match store.node(id) {
        Node::Product(factors) => factors.to_vec(),
        _ => vec![id],
    };
    for factor in factors {
        match store.node(factor) {
            _ if !store.is_array(factor) => scalars.push(factor),
            Node::Chain(inner) => arrays.extend(inner.iter().copied()),
            _ => arrays.push(factor),
        }
    }
    Term {
        scalar: store.times(&scalars),
        arrays,
    }
}
