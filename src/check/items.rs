//! Models of data that are written without the index of the data: `y = a + b x + \varepsilon` beside `x_i` and
//! `\varepsilon_i \sim \mathcal{N}(0, \sigma^2)` says `y_i = a + b x_i + \varepsilon_i` of each item.

use crate::elaborate::errors::Models;
use crate::elaborate::scope::Scope;
use crate::expr::{Id, Node, Role, Sort, Store};

/// Version of the index: no other variable of a fact has it.
const VERSION: u32 = 3;

/// The equation of the items that a model of data says. None where no error of it is drawn item by item: other equations
/// may be of variables, not of data.
pub(super) fn by_items(
    store: &mut Store,
    (scope, models): (&mut Scope, &Models),
    left: Id,
    right: Id,
) -> Option<(Id, Id)> {
    let error = models.disturbance(store, left, right)?;
    let index = store.declare_as("i", Sort::Integer, Role::Law, VERSION);
    let mut items = Items {
        store,
        scope,
        index,
    };
    items.sequence(error)?;
    items.sequence(left)?;
    // A term by itself may be a parameter, of which the note may have several: `\mu` beside `\mu_i`.
    let terms = match items.store.node(right).clone() {
        Node::Sum(terms) => terms.to_vec(),
        _ => vec![right],
    };
    if terms
        .into_iter()
        .any(|term| term != error && items.sequence(term).is_some())
    {
        return None;
    }
    Some((items.of(left)?, items.of(right)?))
}

struct Items<'a> {
    store: &'a mut Store,
    scope: &'a mut Scope,
    index: crate::expr::SymbolId,
}

impl Items<'_> {
    /// The sequence whose items share the letter of a name.
    fn sequence(&mut self, id: Id) -> Option<Id> {
        let Node::Name(name) = *self.store.node(id) else {
            return None;
        };
        let sequence = self.scope.items_of(self.store, name)?;
        Some(self.store.name(sequence))
    }

    /// The item of a sum of multiples of data and parameters.
    fn of(&mut self, id: Id) -> Option<Id> {
        if let Some(sequence) = self.sequence(id) {
            let index = self.store.name(self.index);
            return Some(self.store.component(sequence, &[index]));
        }
        match self.store.node(id).clone() {
            _ if !self.shows_data(id) => Some(id),
            Node::Sum(terms) => {
                let items: Option<Vec<Id>> = terms.iter().map(|&term| self.of(term)).collect();
                items.map(|items| self.store.sum(&items))
            }
            Node::Product(factors) => {
                let (data, mut rest): (Vec<Id>, Vec<Id>) =
                    factors.iter().partition(|&&factor| self.shows_data(factor));
                let [data] = data[..] else { return None };
                rest.push(self.of(data)?);
                Some(self.store.product(&rest))
            }
            _ => None,
        }
    }

    fn shows_data(&mut self, id: Id) -> bool {
        let names = self.store.free_names(id);
        let names: Vec<Id> = names
            .into_iter()
            .map(|name| self.store.name(name))
            .collect();
        names.into_iter().any(|name| self.sequence(name).is_some())
    }
}
