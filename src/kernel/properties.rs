//! Properties of matrices that follow from their form: symmetric, positive definite, invertible.

use super::arrays;
use super::entail::{Entailment, fresh};
use crate::expr::*;

/// A multiple of one array, as scalar and array. A product that holds several arrays is none: what each of them has,
/// their product need not have.
fn scaled(store: &mut Store, id: Id) -> Option<(Id, Id)> {
    let Node::Product(items) = store.node(id).clone() else {
        return None;
    };
    let (arrays, scalars): (Ids, Ids) = items.iter().copied().partition(|&i| store.is_array(i));
    match arrays[..] {
        [array] => Some((store.product(&scalars), array)),
        _ => None,
    }
}

impl Entailment {
    pub(super) fn symmetric(&mut self, store: &mut Store, id: Id) -> bool {
        if self.states(store, Operator::Symmetric, id) || self.positive_definite(store, id) {
            return true;
        }
        match store.node(id).clone() {
            Node::Apply(Operator::Identity | Operator::Diag | Operator::Variance, _) => true,
            Node::Apply(Operator::Inverse | Operator::Transpose, args) => {
                self.symmetric(store, args[0])
            }
            Node::Sum(items) => items.iter().all(|&item| self.symmetric(store, item)),
            Node::Product(_) => {
                scaled(store, id).is_some_and(|(_, array)| self.symmetric(store, array))
            }
            Node::Power(base, _) => self.symmetric(store, base),
            Node::Chain(items) => self.palindrome(store, &items),
            _ => false,
        }
    }

    /// `B^T A B` with a symmetric middle: each letter is the transpose of the one at the same place from the end.
    fn palindrome(&mut self, store: &mut Store, items: &[Id]) -> bool {
        let mirrored = |this: &mut Self, store: &mut Store, a: Id, b: Id| {
            let (over, back) = (
                store.apply(Operator::Transpose, &[a]),
                store.apply(Operator::Transpose, &[b]),
            );
            over == b || back == a || (a == b && this.symmetric(store, a))
        };
        (0..items.len().div_ceil(2))
            .all(|at| mirrored(self, store, items[at], items[items.len() - 1 - at]))
    }

    pub(super) fn positive_definite(&mut self, store: &mut Store, id: Id) -> bool {
        if self.states(store, Operator::PositiveDefinite, id) {
            return true;
        }
        match store.node(id).clone() {
            Node::Apply(Operator::Identity, _) => true,
            Node::Apply(Operator::Diag, args) => self.entries(store, args[0], Comparison::Less),
            Node::Apply(Operator::Inverse | Operator::MatrixRoot, args) => {
                self.positive_definite(store, args[0])
            }
            Node::Sum(items) => {
                let strict = items.iter().any(|&i| self.positive_definite(store, i));
                strict && items.iter().all(|&i| self.semidefinite(store, i))
            }
            Node::Product(_) => scaled(store, id).is_some_and(|(scalar, array)| {
                self.positive(store, scalar) && self.positive_definite(store, array)
            }),
            // Never negative, and never 0 since it has an inverse.
            Node::Chain(items) => {
                self.states(store, Operator::Invertible, id) && self.gram(store, &items)
            }
            _ => false,
        }
    }

    /// `B^T B`, `B^T A B` and multiples of them: symmetric, and `x^T M x` is never negative.
    fn semidefinite(&mut self, store: &mut Store, id: Id) -> bool {
        if self.positive_definite(store, id) {
            return true;
        }
        match store.node(id).clone() {
            Node::Product(_) => scaled(store, id).is_some_and(|(scalar, array)| {
                let zero = store.integer(0);
                let condition = store.relation(Comparison::LessEqual, zero, scalar);
                self.holds(store, condition) && self.semidefinite(store, array)
            }),
            Node::Chain(items) => self.gram(store, &items),
            _ => false,
        }
    }

    /// `B^T B`, or `B^T A B` with such an `A`; a symmetric `B` is its own transpose.
    fn gram(&mut self, store: &mut Store, items: &[Id]) -> bool {
        let middle = items.len() / 2;
        let core = items.len().is_multiple_of(2) || self.semidefinite(store, items[middle]);
        core && (0..middle).all(|at| {
            let (a, b) = (items[at], items[items.len() - 1 - at]);
            let over = store.apply(Operator::Transpose, &[a]);
            let back = store.apply(Operator::Transpose, &[b]);
            over == b || back == a || a == b && self.symmetric(store, a)
        })
    }

    pub(super) fn invertible(&mut self, store: &mut Store, id: Id) -> bool {
        if self.states(store, Operator::Invertible, id)
            || self.positive_definite(store, id)
            || self.factor_of_invertible(store, id)
        {
            return true;
        }
        match store.node(id).clone() {
            Node::Apply(Operator::Inverse | Operator::Transpose, args) => {
                self.invertible(store, args[0])
            }
            Node::Apply(Operator::Diag, args) => self.entries(store, args[0], Comparison::NotEqual),
            Node::Product(_) => scaled(store, id).is_some_and(|(scalar, array)| {
                self.nonzero(store, scalar) && self.invertible(store, array)
            }),
            Node::Chain(items) => items.iter().all(|&item| self.invertible(store, item)),
            Node::Matrix { .. } => match arrays::determinant_of(store, id) {
                Some(determinant) => self.nonzero(store, determinant),
                None => false,
            },
            _ => {
                let determinant = store.apply(Operator::Determinant, &[id]);
                let zero = store.integer(0);
                let condition = store.relation(Comparison::NotEqual, determinant, zero);
                let positive = store.relation(Comparison::Less, zero, determinant);
                [condition, positive].into_iter().any(|known| {
                    let found = self.known.stated(store, known);
                    found.inspect(|&at| self.use_statement(at)).is_some()
                })
            }
        }
    }

    /// A square factor of a product of square matrices that has an inverse, as what equals the identity has.
    fn factor_of_invertible(&mut self, store: &mut Store, id: Id) -> bool {
        let known = self.known.statements.clone();
        let is_identity = |id: Id| matches!(store.node(id), Node::Apply(Operator::Identity, _));
        let words = known
            .into_iter()
            .enumerate()
            .filter_map(|(at, (statement, _))| {
                let word = match store.node(statement) {
                    Node::Apply(Operator::Invertible, args) => args[0],
                    Node::Relation(Comparison::Equal, left, right) if is_identity(*right) => *left,
                    Node::Relation(Comparison::Equal, left, right) if is_identity(*left) => *right,
                    _ => return None,
                };
                Some((at, word))
            });
        let words: Vec<(usize, Id)> = words.collect();
        words.into_iter().any(|(at, word)| {
            let Node::Chain(items) = store.node(word).clone() else {
                return false;
            };
            let turned = store.apply(Operator::Transpose, &[id]);
            let shape = store.shape(id);
            let found = shape.0 == shape.1
                && self.known.allows(at)
                && items.iter().any(|&item| item == id || item == turned)
                && items.iter().all(|&item| store.shape(item) == shape);
            if found {
                self.use_statement(at);
            }
            found
        })
    }

    fn nonzero(&mut self, store: &mut Store, id: Id) -> bool {
        let zero = store.integer(0);
        let condition = store.relation(Comparison::NotEqual, id, zero);
        self.holds(store, condition)
    }

    /// The relation of 0 and every entry of a vector.
    fn entries(&mut self, store: &mut Store, vector: Id, relation: Comparison) -> bool {
        let integer = store.intern_sort(Sort::Integer);
        let (one, zero, size) = (store.integer(1), store.integer(0), store.shape(vector).0);
        let local = fresh(store, integer, Domain::Range(one, size), vector);
        let index = store.name(local);
        let entry = store.component(vector, &[index]);
        let condition = match relation {
            Comparison::NotEqual => store.relation(relation, entry, zero),
            _ => store.relation(relation, zero, entry),
        };
        self.holds(store, condition)
    }
}
