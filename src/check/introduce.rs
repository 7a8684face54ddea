//! Steps that bring in what a density stands for: `\int q \log p = \int \mathcal{N}(..) \log \mathcal{N}(..)`.
//!
//! Such a step can be right only by what it says itself. It is not judged, but what it brings in holds for what follows,
//! marked as not proved.

use crate::expr::*;

/// What a family of densities is replaced by: the density as the left side has it, and the expression in its place.
pub type Introduced = Vec<(Id, Id)>;

/// The densities of `left` that `right` replaces by densities of distributions, if nothing else differs. `open` tells
/// families without a meaning so far.
pub fn introduced(
    store: &Store,
    left: Id,
    right: Id,
    open: &dyn Fn(SymbolId) -> bool,
) -> Option<Introduced> {
    let mut found = Vec::new();
    (unify(store, left, right, open, &mut found) && !found.is_empty()).then_some(found)
}

fn unify(
    store: &Store,
    left: Id,
    right: Id,
    open: &dyn Fn(SymbolId) -> bool,
    found: &mut Introduced,
) -> bool {
    if left == right {
        return true;
    }
    if let Node::Density { family, .. } = store.node(left)
        && open(*family)
    {
        let density = matches!(store.node(right), Node::Apply(Operator::Pdf, _));
        return density && bind(store, left, right, found);
    }
    let (a, b) = (store.children(left), store.children(right));
    if a.len() != b.len() || a.is_empty() || !same_kind(store, left, right) {
        return false;
    }
    match store.node(left) {
        Node::Sum(_) | Node::Product(_) => unordered(store, &a, &b, open, found),
        _ => a
            .iter()
            .zip(&b)
            .all(|(&a, &b)| unify(store, a, b, open, found)),
    }
}

/// One family stands for one expression.
fn bind(store: &Store, left: Id, right: Id, found: &mut Introduced) -> bool {
    let family = |id: Id| match store.node(id) {
        Node::Density { family, .. } => Some(*family),
        _ => None,
    };
    match found
        .iter()
        .find(|(known, _)| family(*known) == family(left))
    {
        Some(&(known, value)) => known == left && value == right,
        None => {
            found.push((left, right));
            true
        }
    }
}

fn unordered(
    store: &Store,
    a: &[Id],
    b: &[Id],
    open: &dyn Fn(SymbolId) -> bool,
    found: &mut Introduced,
) -> bool {
    let Some((&first, rest)) = a.split_first() else {
        return b.is_empty();
    };
    for at in 0..b.len() {
        let before = found.len();
        if unify(store, first, b[at], open, found) {
            let others: Vec<Id> = b
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != at)
                .map(|(_, &id)| id)
                .collect();
            if unordered(store, rest, &others, open, found) {
                return true;
            }
        }
        found.truncate(before);
    }
    false
}

fn same_kind(store: &Store, a: Id, b: Id) -> bool {
    match (store.node(a), store.node(b)) {
        (Node::Apply(f, _), Node::Apply(g, _)) => f == g,
        (Node::Bind(f, s, d, _), Node::Bind(g, t, e, _)) => (f, s, d) == (g, t, e),
        (x, y) => std::mem::discriminant(x) == std::mem::discriminant(y),
    }
}
