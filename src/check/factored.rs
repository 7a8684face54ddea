//! What independence says of densities: "let $X$ and $Y$ be independent" makes `p(x, y) = p(x) p(y)` and `p(x \mid y) = p(x)`.

use super::bindings::Usage;
use super::walk::Walk;
use crate::elaborate::scope::base;
use crate::expr::{Id, Node, Role, Store, SymbolId};
use crate::theory::{Fact, FactKind};

impl Walk<'_> {
    /// The densities of the note that factor where these random variables are independent of each other, as equations for
    /// all values.
    pub(super) fn factored(&mut self, variables: &[Id]) -> Vec<Fact> {
        let letters: Option<Vec<String>> = variables
            .iter()
            .map(|&variable| match *self.store.node(variable) {
                Node::Name(name) => Some(letter(&self.store, name)),
                _ => None,
            })
            .collect();
        let Some(letters) = letters else {
            return Vec::new();
        };
        let usages = self.usages.clone();
        usages
            .iter()
            .filter_map(|usage| factors(&mut self.store, usage, &letters))
            .collect()
    }
}

fn letter(store: &Store, name: SymbolId) -> String {
    base(&store.symbol(name).spelling).to_lowercase()
}

/// A density of independent variables as the product of theirs, whatever is given of the others.
fn factors(store: &mut Store, usage: &Usage, letters: &[String]) -> Option<Fact> {
    let parameter = |store: &Store, slot: SymbolId| store.symbol(slot).role == Role::Parameter;
    let given: Vec<SymbolId> = usage.given.clone();
    let random = || usage.of.iter().chain(&given).copied();
    let own = random().filter(|&slot| !parameter(store, slot));
    let own: Vec<SymbolId> = own.collect();
    let all = own
        .iter()
        .all(|&slot| letters.contains(&letter(store, slot)));
    // A density of one variable alone has nothing to factor.
    if own.len() < 2 || !all {
        return None;
    }
    let mut variables = Vec::new();
    let mut pair = |store: &mut Store, slot: SymbolId| {
        let symbol = store.symbol(slot).clone();
        let sort = store.sort_of(symbol.sort).clone();
        let variable = store.declare_as(&symbol.spelling, sort, Role::Law, 2);
        variables.push(variable);
        (slot, store.name(variable))
    };
    let of: Vec<_> = usage.of.iter().map(|&slot| pair(store, slot)).collect();
    let given: Vec<_> = given.iter().map(|&slot| pair(store, slot)).collect();
    let left = store.density(usage.family, &of, &given);
    let kept: Vec<_> = given
        .into_iter()
        .filter(|&(slot, _)| parameter(store, slot))
        .collect();
    let single = |&point: &(SymbolId, Id)| store.density(usage.family, &[point], &kept);
    let singles: Vec<Id> = of.iter().map(single).collect();
    let right = store.product(&singles);
    Some(Fact {
        variables,
        ..Fact::plain(FactKind::Hypothesis, left, right, String::new())
    })
}
