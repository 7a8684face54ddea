//! Results about functions hold for all of their arguments: `f(x) = g(x)`, derived for an `x` of which nothing is supposed,
//! says it of `f(a)` and under `\frac{d}{dx}` as well.

use super::walk::Walk;
use crate::expr::{BinderKind, Domain, Id, Node, Store, SymbolId};
use crate::kernel::defined;
use crate::theory::{Context, Fact};

impl Walk<'_> {
    /// The result with those arguments of its left side as variables of which nothing was used but conditions; these, and
    /// that the expressions between its sides are defined, become its own.
    pub(super) fn general(&mut self, mut fact: Fact, uses: &[String], between: &[Id]) -> Fact {
        let context = self.ledger.context();
        let mut variables = arguments(&self.store, fact.left);
        let store = &self.store;
        variables.retain(|&name| !rests_on(store, &context, uses, name) && !sizes(store, name));
        if variables.is_empty() {
            return fact;
        }
        let supposed = context.hypotheses.iter().chain(&context.carried);
        let mut conditions: Vec<Id> = supposed.map(|(id, _)| *id).collect();
        for &side in between {
            conditions.extend(defined::conditions(&mut self.store, &context, side));
        }
        let about = |id: Id| variables.iter().any(|&name| self.store.mentions(id, name));
        conditions.retain(|&id| about(id));
        conditions.sort_unstable();
        conditions.dedup();
        fact.variables = variables;
        fact.conditions = conditions;
        fact
    }
}

/// The distinct names that a function is applied to, also under a derivative; nothing for other expressions.
fn arguments(store: &Store, id: Id) -> Vec<SymbolId> {
    let mut found = Vec::new();
    let mut inner = id;
    while let Node::Bind(BinderKind::Derivative, _, Domain::At(point), body) = *store.node(inner) {
        found.push(point);
        inner = body;
    }
    let Node::Call(head, args) = store.node(inner) else {
        return Vec::new();
    };
    if !matches!(store.node(*head), Node::Name(_)) {
        return Vec::new();
    }
    let free = args
        .iter()
        .filter(|&&arg| !matches!(store.node(arg), Node::Bound(..)));
    found.extend(free);
    let names = found.iter().map(|&arg| match *store.node(arg) {
        Node::Name(name) => Some(name),
        _ => None,
    });
    let Some(mut names) = names.collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    match names.len() == count {
        true => names,
        false => Vec::new(),
    }
}

/// True if one of the used facts is about the name itself.
fn rests_on(store: &Store, context: &Context, uses: &[String], name: SymbolId) -> bool {
    let used = context
        .facts
        .iter()
        .filter(|fact| uses.contains(&fact.source));
    used.filter(|fact| !fact.variables.contains(&name))
        .any(|fact| store.mentions(fact.left, name) || store.mentions(fact.right, name))
}

/// True for a name that may size arrays.
fn sizes(store: &Store, name: SymbolId) -> bool {
    matches!(
        store.sort_of(store.symbol(name).sort),
        crate::expr::Sort::Integer
    )
}
