//! What independence says of densities: "let $X$ and $Y$ be independent" makes `p(x, y) = p(x) p(y)` and `p(x \mid y) = p(x)`.

use super::bindings::Usage;
use super::walk::Walk;
use crate::elaborate::scope::{base, is_capital};
use crate::expr::{Id, Node, Role, Sort, Store, SymbolId};
use crate::theory::{Fact, FactKind};

impl Walk<'_> {
    /// The densities of the note that factor where these variables are independent of each other, as equations for all
    /// values. Names in small letters may be variables of another kind; with several families it is not sure of which this
    /// is said.
    pub(super) fn factored(&mut self, variables: &[Id]) -> Vec<Fact> {
        let spellings: Option<Vec<String>> = variables
            .iter()
            .map(|&variable| {
                let name = self.store.head(variable)?;
                let spelling = &self.store.symbol(name).spelling;
                let random = matches!(self.store.sort(variable), Sort::Random(_));
                let whole = *self.store.node(variable) == Node::Name(name);
                let meant = random || is_capital(base(spelling));
                (whole && meant).then(|| spelling.to_lowercase())
            })
            .collect();
        let Some(spellings) = spellings else {
            return Vec::new();
        };
        let usages = self.usages.clone();
        let facts: Vec<(SymbolId, Fact)> = usages
            .iter()
            .filter_map(|usage| {
                let fact = factors(&mut self.store, usage, &spellings)?;
                Some((usage.family, fact))
            })
            .collect();
        let one = facts.windows(2).all(|pair| pair[0].0 == pair[1].0);
        let facts = facts.into_iter().filter(|_| one);
        facts.map(|(_, fact)| fact).collect()
    }
}

/// A density of independent variables as the product of theirs, whatever is given of the others.
pub(super) fn factors(store: &mut Store, usage: &Usage, spellings: &[String]) -> Option<Fact> {
    let parameter = |store: &Store, slot: SymbolId| store.symbol(slot).role == Role::Parameter;
    let given: Vec<SymbolId> = usage.given.clone();
    let random = || usage.of.iter().chain(&given).copied();
    let own = random().filter(|&slot| !parameter(store, slot));
    let own: Vec<SymbolId> = own.collect();
    let meant = |slot: &SymbolId| spellings.contains(&store.symbol(*slot).spelling.to_lowercase());
    let all = own.iter().all(meant);
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
