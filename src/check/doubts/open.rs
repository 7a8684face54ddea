//! Quantities of functions that the note leaves open.

use super::Refuted;
use crate::expr::{Comparison, Node, Sort, SymbolId};
use crate::theory::FactKind;

/// `h = \log a` after "for a density $f$ we write $h = -\int f \log f$": the value for one such function.
pub(super) fn is_of_an_open_function(refuted: &Refuted) -> bool {
    let store = refuted.store;
    let quantity = matches!(
        store.node(refuted.claim.left),
        Node::Name(_) | Node::Call(..)
    );
    let head = store.head(refuted.claim.left).filter(|_| quantity);
    let (Some(head), Comparison::Equal) = (head, refuted.claim.relation) else {
        return false;
    };
    let function = |name: SymbolId| {
        matches!(refuted.sort(name), Sort::Function(..) | Sort::Family) && name != head
    };
    let open = |name: &SymbolId| {
        function(*name) && !refuted.is_known(*name) && !store.mentions(refuted.claim.right, *name)
    };
    refuted.start == Some(refuted.claim.left)
        && made_of(refuted, vec![head]).iter().any(open)
        && !made_of(refuted, store.free_names(refuted.claim.right))
            .into_iter()
            .any(function)
}

/// The names, and those that they are defined by.
fn made_of(refuted: &Refuted, mut names: Vec<SymbolId>) -> Vec<SymbolId> {
    let store = refuted.store;
    let mut at = 0;
    while let Some(&name) = names.get(at) {
        at += 1;
        let facts = refuted.context.facts.iter();
        let own = facts.filter(|fact| {
            fact.kind == FactKind::Definition && store.head(fact.left) == Some(name)
        });
        for fact in own {
            let mut others = store.free_names(fact.right);
            others.retain(|other| !names.contains(other));
            names.extend(others);
        }
    }
    names
}
