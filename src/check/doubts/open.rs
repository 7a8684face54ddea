//! Names that the note leaves open: quantities of functions without a formula, means without a formula.

use super::Refuted;
use crate::elaborate::scope::base;
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
pub(super) fn made_of(refuted: &Refuted, mut names: Vec<SymbolId>) -> Vec<SymbolId> {
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

/// `\bar{x}` beside `x_i`, of which the note says nothing.
pub(super) fn averages(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let spelling = |name: SymbolId| refuted.store.symbol(name).spelling.as_str();
    let barred = names.iter().filter_map(|&name| {
        let inner = [r"\bar{", r"\overline{"]
            .iter()
            .find_map(|accent| spelling(name).strip_prefix(accent))?;
        let open = !refuted.is_known(name);
        open.then(|| inner.trim_end_matches('}'))
    });
    let indexed = |letter: &str| {
        names.iter().any(|&name| {
            let many = matches!(refuted.sort(name), Sort::Sequence(_) | Sort::Vector(_));
            many && base(spelling(name)) == letter
        })
    };
    barred.into_iter().any(indexed)
}
