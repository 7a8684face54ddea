//! What is equal to something random is random: `\bar{X} = \frac{1}{n} \sum_i X_i` makes the mean a random variable.

use super::walk::Walk;
use crate::elaborate::roles::is_random;
use crate::expr::{BinderKind, Id, Node, Sort, Store, SymbolId};

impl Walk<'_> {
    /// The left side of `name = right` read anew as a random variable, where the right side is arithmetic with random
    /// variables and the name, which is new, was taken for a number.
    pub(super) fn random_by_value(&mut self, place: usize, left: Id, right: Id) -> Option<Id> {
        let Node::Name(name) = *self.store.node(left) else {
            return None;
        };
        let number = *self.store.sort(left) == Sort::Real;
        if !number || self.seen.contains(&name) || !varies(&self.store, right) {
            return None;
        }
        let spelling = self.store.symbol(name).spelling.clone();
        let real = self.store.symbol(name).sort;
        let anew = self.store.declare(&spelling, Sort::Random(real));
        self.scope.declare(&self.store, &spelling, anew);
        self.read_again_after(place.saturating_sub(1));
        Some(self.store.name(anew))
    }

    /// `S = \sum_t r_t` for a random `S` and numbers `r_t`: something in it was taken for a number that is none.
    pub(super) fn takes_chance_for_numbers(&self, left: Id, right: Id) -> bool {
        let Node::Name(name) = *self.store.node(left) else {
            return false;
        };
        let chance = |name: &SymbolId| self.store.is_chance(self.store.symbol(*name).sort);
        let names = self.store.free_names(right);
        chance(&name) && !names.is_empty() && !names.iter().any(chance)
    }
}

/// True for arithmetic with random variables.
fn varies(store: &Store, id: Id) -> bool {
    let arithmetic = matches!(
        store.node(id),
        Node::Sum(_)
            | Node::Product(_)
            | Node::Power(..)
            | Node::Component(..)
            | Node::Name(_)
            | Node::Bind(BinderKind::Sum | BinderKind::Product, ..)
    );
    let children = || {
        store
            .children(id)
            .into_iter()
            .any(|child| varies(store, child))
    };
    arithmetic && (is_random(store, store.sort_id(id)) || children())
}
