//! What the note leaves open: quantities of functions without a formula, means without a formula, sizes.

use super::{Refuted, any};
use crate::check::exported::names_with_sizes;
use crate::elaborate::scope::base;
use crate::expr::{Comparison, Id, Node, Sort, Store, SymbolId};
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

/// `|a A| = a^n |A|` where nothing says that `A` is n×n, `H(p) = \log n` where nothing says that there are n `p_i`: a letter
/// that sizes have, beside arrays and lists of a guessed size.
pub(super) fn leaves_sizes_open(refuted: &Refuted) -> bool {
    const LETTERS: [&str; 8] = ["n", "N", "d", "D", "p", "k", "K", "m"];
    let names = refuted.names();
    let written = |name: &SymbolId| {
        let spelling = refuted.store.symbol(*name).spelling.replace(['{', '}'], "");
        let mut sides = refuted.source.iter();
        sides.any(|side| side.replace(['{', '}', ' '], "").contains(&spelling))
    };
    let mut sides = refuted.sides().into_iter();
    let guessed_array = sides.any(|side| {
        let sizes = names_with_sizes(refuted.store, side);
        sizes.iter().any(|name| !names.contains(name))
    });
    // The number of items of a list is `n_{i}` where only their index is known.
    let guessed_list = names.iter().any(|name| {
        let counts = refuted.store.symbol(*name).spelling.starts_with("n_{");
        counts && *refuted.sort(*name) == Sort::Integer && !written(name)
    });
    let loose = |name: &SymbolId| {
        let symbol = refuted.store.symbol(*name);
        LETTERS.contains(&symbol.spelling.as_str())
            && matches!(refuted.sort(*name), Sort::Real | Sort::Integer)
            && !refuted.is_known(*name)
    };
    (guessed_array || guessed_list) && names.iter().any(loose)
}

/// `f(2) = 1` where f is 1 on a set and 0 elsewhere: what belongs to the set is not known to the numbers.
pub(super) fn decides_by_membership(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let among =
        |store: &Store, id: Id| matches!(store.node(id), Node::Relation(Comparison::In, ..));
    refuted.context.facts.iter().any(|fact| {
        let mut heads = refuted.store.free_names(fact.left).into_iter();
        heads.any(|name| names.contains(&name)) && any(refuted.store, fact.right, among)
    })
}
