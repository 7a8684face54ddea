//! Properties that the prose gives to names, as conditions: positive, symmetric, invertible, ..

use super::walk::Walk;
use crate::elaborate::declare::{Says, declarations};
use crate::elaborate::lower::lower;
use crate::elaborate::phrases::Property;
use crate::expr::{BinderKind, Comparison, Domain, Id, Node, Operator, Sort, Store};

impl Walk<'_> {
    /// Collects the conditions that the note's words state, to be taken into the ledger where they are stated.
    pub(super) fn collect_properties(&mut self) {
        let mathematics = self.mathematics;
        for declaration in declarations(self.sentences, mathematics) {
            let Says::Property(property) = declaration.says else {
                continue;
            };
            let Ok(lowered) = lower(&mut self.store, &mut self.scope, declaration.name) else {
                continue;
            };
            let conditions = match property {
                Property::PositiveEverywhere => self.positive_densities(lowered.id),
                _ => condition(&mut self.store, property, lowered.id)
                    .into_iter()
                    .collect(),
            };
            self.stated.extend(
                conditions
                    .into_iter()
                    .map(|condition| (declaration.place, condition)),
            );
        }
        self.stated
            .sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    }

    /// Every density of the family is positive at all values.
    fn positive_densities(&mut self, id: Id) -> Vec<Id> {
        let family = match *self.store.node(id) {
            Node::Name(symbol) => symbol,
            Node::Density { family, .. } => family,
            _ => return Vec::new(),
        };
        let usages: Vec<_> = self
            .usages
            .iter()
            .filter(|usage| usage.family == family)
            .cloned()
            .collect();
        let store = &mut self.store;
        let mut found = Vec::new();
        for usage in usages {
            let slots: Vec<_> = usage.of.iter().chain(&usage.given).copied().collect();
            let pairs: Vec<_> = slots.iter().map(|&slot| (slot, store.name(slot))).collect();
            let (of, given) = pairs.split_at(usage.of.len());
            let density = store.density(family, of, given);
            let zero = store.integer(0);
            let positive = store.relation(Comparison::Less, zero, density);
            let closed = slots.iter().rev().fold(positive, |body, &slot| {
                store.bind_name(BinderKind::ForAll, slot, Domain::All, body)
            });
            found.push(closed);
        }
        found
    }
}

/// The condition that a property puts on an expression; None where it only tells the sort.
fn condition(store: &mut Store, property: Property, id: Id) -> Option<Id> {
    let zero = store.integer(0);
    match property {
        Property::Positive => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::Less, zero, id)
        })),
        Property::NonNegative => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::LessEqual, zero, id)
        })),
        Property::Symmetric if store.is_array(id) => Some(store.apply(Operator::Symmetric, &[id])),
        Property::PositiveDefinite if store.is_array(id) => {
            Some(store.apply(Operator::PositiveDefinite, &[id]))
        }
        Property::Invertible if store.is_array(id) => {
            Some(store.apply(Operator::Invertible, &[id]))
        }
        _ => None,
    }
}

/// `\sigma_j` with a free index means all of them.
fn for_all_indices(store: &mut Store, id: Id, state: impl Fn(&mut Store, Id) -> Id) -> Id {
    let statement = state(store, id);
    let Node::Component(base, indices) = store.node(id).clone() else {
        return statement;
    };
    let [index] = indices[..] else {
        return statement;
    };
    let Node::Name(symbol) = *store.node(index) else {
        return statement;
    };
    let domain = match *store.sort(base) {
        Sort::Vector(size) => Domain::Range(store.integer(1), size),
        _ => Domain::All,
    };
    store.bind_name(BinderKind::ForAll, symbol, domain, statement)
}
