//! Names whose values the note gives by other names: under a binder of `x`, a `y` with `y = x^2` varies with `x`.

use crate::expr::{Id, Node, Role, Sort, SortId, Store, Substitution, SymbolId};

/// Rounds of names within the meanings of names.
const ROUNDS: usize = 8;

/// Names with what they are equal to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependents(Vec<(SymbolId, Id)>);

impl Dependents {
    /// Of the equations `name = meaning`, those that show how the name depends on others.
    pub fn new(store: &Store, equations: impl Iterator<Item = (Id, Id)>) -> Self {
        let named = equations.filter_map(|(left, right)| match *store.node(left) {
            Node::Name(name) => Some((name, right)),
            _ => None,
        });
        let depends = |&(name, right): &(SymbolId, Id)| {
            !store.free_names(right).is_empty() && !store.mentions(right, name)
        };
        Self(named.filter(depends).collect())
    }

    /// True if the body shows the variable itself beside a name that depends on it: a partial derivative holds one of the
    /// two fixed, a total one does not.
    pub fn is_mixed(&self, store: &mut Store, variable: SymbolId, body: Id) -> bool {
        let Some(own) = self.written_like(store, variable) else {
            return false;
        };
        let varying = self.varying(store, own);
        let mut unfolded = body;
        for _ in 0..ROUNDS {
            let values = shown(store, &varying, unfolded);
            if values.is_empty() {
                return false;
            }
            if store.mentions(unfolded, own) || store.mentions(unfolded, variable) {
                return true;
            }
            unfolded = store.substitute(unfolded, &values);
        }
        false
    }

    /// The body of a binder of `variable`, in which names that depend on what is written like the variable are replaced
    /// by what they are equal to.
    pub fn unfold(&self, store: &mut Store, variable: SymbolId, body: Id) -> Id {
        let Some(own) = self.written_like(store, variable) else {
            return body;
        };
        let varying = self.varying(store, own);
        let mut unfolded = body;
        for _ in 0..ROUNDS {
            let values = shown(store, &varying, unfolded);
            if values.is_empty() {
                break;
            }
            unfolded = store.substitute(unfolded, &values);
        }
        let point = store.name(variable);
        match unfolded == body {
            true => body,
            false => store.substitute(unfolded, &[(own, point)].into_iter().collect()),
        }
    }

    /// The name of the note that is written like a bound one.
    fn written_like(&self, store: &Store, variable: SymbolId) -> Option<SymbolId> {
        let bound = store.symbol(variable);
        let is_scalar = |sort: SortId| matches!(store.sort_of(sort), Sort::Real | Sort::Integer);
        let mut names = self
            .0
            .iter()
            .flat_map(|&(_, meaning)| store.free_names(meaning));
        names.find(|&name| {
            let free = store.symbol(name);
            let alike = free.sort == bound.sort || is_scalar(free.sort) && is_scalar(bound.sort);
            free.spelling == bound.spelling && free.role == Role::Note && alike
        })
    }

    /// The names that depend on one, directly or through others.
    fn varying(&self, store: &Store, on: SymbolId) -> Vec<(SymbolId, Id)> {
        let mut found: Vec<(SymbolId, Id)> = Vec::new();
        loop {
            let depends = |meaning: Id| {
                let mut sources = found.iter().map(|(name, _)| *name).chain([on]);
                sources.any(|source| store.mentions(meaning, source))
            };
            let mut new = self
                .0
                .iter()
                .filter(|one| !found.contains(one) && depends(one.1));
            match new.next() {
                Some(&one) => found.push(one),
                None => return found,
            }
        }
    }
}

/// What the names that stand in an expression are equal to.
fn shown(store: &Store, varying: &[(SymbolId, Id)], id: Id) -> Substitution {
    let names = varying.iter();
    let names = names.filter(|(name, _)| store.mentions(id, *name));
    names.copied().collect()
}
