//! Matrices of which nothing is said: what they equal may say what they are.

use super::{Refuted, any};
use crate::elaborate::scope::is_capital;
use crate::expr::{Comparison, Id, Node, Operator, Sort, Store, SymbolId};

impl Refuted<'_> {
    /// Names of matrices in an expression of which nothing is known.
    fn open_matrices(&self, id: Id) -> Vec<SymbolId> {
        let mut names = self.store.free_names(id);
        names.retain(|&name| {
            let matrix = matches!(self.sort(name), Sort::Matrix(..));
            matrix && is_capital(&self.store.symbol(name).spelling) && !self.is_known(name)
        });
        names
    }
}

/// `\det(A - \lambda I) = \lambda^2 - 3 \lambda + 2`: it says something of A alone.
pub(super) fn gives_a_matrix(refuted: &Refuted) -> bool {
    let store = refuted.store;
    let measured = |store: &Store, id: Id| {
        matches!(
            store.node(id),
            Node::Apply(Operator::Determinant | Operator::Trace, _)
        )
    };
    let tells = |left: Id, right: Id| {
        let mut open = refuted.open_matrices(left).into_iter();
        any(store, left, measured) && open.any(|name| !store.mentions(right, name))
    };
    let [left, right] = refuted.sides();
    refuted.claim.relation == Comparison::Equal && (tells(left, right) || tells(right, left))
}

/// `\sum_i \sum_j a_{ij} b_{ji} = \operatorname{tr}(B A)`: the items may be the entries of the matrices.
pub(super) fn shows_entries(refuted: &Refuted) -> bool {
    let store = refuted.store;
    let matrices: Vec<SymbolId> = refuted
        .sides()
        .into_iter()
        .flat_map(|side| refuted.open_matrices(side))
        .collect();
    let spelled = |name: SymbolId| store.symbol(name).spelling.as_str();
    let entry = |store: &Store, id: Id| match store.node(id) {
        Node::Component(base, indices) if indices.len() == 2 => match *store.node(*base) {
            Node::Name(base) => {
                let letter = spelled(base).to_uppercase();
                matrices
                    .iter()
                    .any(|&matrix| matrix != base && spelled(matrix) == letter)
            }
            _ => false,
        },
        _ => false,
    };
    refuted.any_node(entry)
}
