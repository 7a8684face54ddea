//! Names whose values the note gives by other names: under a binder of `x`, a `y` with `y = x^2` varies with `x`.

use rustc_hash::FxHashMap;

use crate::expr::{Domain, Id, Node, Role, Sort, SortId, Store, SymbolId};

/// Rounds of names within the meanings of names.
const ROUNDS: usize = 8;
/// Nesting beyond which nothing is replaced.
const DEPTH: u32 = 100;

/// What a name, or each item of a sequence, is equal to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Meaning {
    name: SymbolId,
    /// Of `s_i = \ldots` for all i, the i.
    index: Option<SymbolId>,
    value: Id,
}

/// Names with what they are equal to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependents(Vec<Meaning>);

impl Dependents {
    /// Of the equations `name = meaning` and `name_i = meaning`, with the variables for all of which they hold, those that
    /// show how the name depends on others.
    pub fn new<'f>(
        store: &Store,
        equations: impl Iterator<Item = (Id, Id, &'f [SymbolId])>,
    ) -> Self {
        let named = equations.filter_map(|(left, value, variables)| match store.node(left) {
            Node::Name(name) => Some(Meaning {
                name: *name,
                index: None,
                value,
            }),
            Node::Component(base, indices) => match (store.node(*base), &indices[..]) {
                (Node::Name(name), &[index]) => {
                    let index = variables
                        .iter()
                        .find(|&&v| *store.node(index) == Node::Name(v));
                    index.map(|&index| Meaning {
                        name: *name,
                        index: Some(index),
                        value,
                    })
                }
                _ => None,
            },
            _ => None,
        });
        let depends = |meaning: &Meaning| {
            !store.free_names(meaning.value).is_empty()
                && !store.mentions(meaning.value, meaning.name)
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
            if !shows(store, &varying, unfolded) {
                return false;
            }
            if store.mentions(unfolded, own) || store.mentions(unfolded, variable) {
                return true;
            }
            unfolded = replaced(store, &varying, unfolded);
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
            if !shows(store, &varying, unfolded) {
                break;
            }
            unfolded = replaced(store, &varying, unfolded);
        }
        let point = store.name(variable);
        match unfolded == body {
            true => body,
            false => store.substitute(unfolded, &[(own, point)].into_iter().collect()),
        }
    }

    /// True if it says of a name that is written so what it is equal to.
    pub fn gives(&self, store: &Store, spelling: &str) -> bool {
        let mut names = self.0.iter().map(|meaning| store.symbol(meaning.name));
        names.any(|symbol| symbol.spelling == spelling)
    }

    /// An expression with all names replaced by what they are equal to; as it is where they go round in a circle.
    pub fn opened(&self, store: &mut Store, id: Id) -> Id {
        let mut opened = id;
        for _ in 0..ROUNDS {
            if !shows(store, &self.0, opened) {
                return opened;
            }
            opened = replaced(store, &self.0, opened);
        }
        id
    }

    /// A name that depends on the variable and still stands in the unfolded body.
    pub fn left_in(&self, store: &Store, variable: SymbolId, unfolded: Id) -> Option<SymbolId> {
        let own = self.written_like(store, variable)?;
        let mut varying = self.varying(store, own).into_iter();
        let left = varying.find(|meaning| store.mentions(unfolded, meaning.name));
        left.map(|meaning| meaning.name)
    }

    /// The name of the note that is written like a bound one.
    fn written_like(&self, store: &Store, variable: SymbolId) -> Option<SymbolId> {
        let bound = store.symbol(variable);
        let is_scalar = |sort: SortId| matches!(store.sort_of(sort), Sort::Real | Sort::Integer);
        let mut names = self.0.iter().flat_map(|meaning| {
            let mut names = store.free_names(meaning.value);
            names.retain(|name| Some(*name) != meaning.index);
            names
        });
        names.find(|&name| {
            let free = store.symbol(name);
            let alike = free.sort == bound.sort || is_scalar(free.sort) && is_scalar(bound.sort);
            free.spelling == bound.spelling && free.role == Role::Note && alike
        })
    }

    /// The names that depend on one, directly or through others.
    fn varying(&self, store: &Store, on: SymbolId) -> Vec<Meaning> {
        let mut found: Vec<Meaning> = Vec::new();
        loop {
            let depends = |meaning: &Meaning| {
                let mut sources = found.iter().map(|found| found.name).chain([on]);
                // `y_i = 2 x_i` says of all i how y depends on x, not on i.
                sources.any(|source| {
                    Some(source) != meaning.index && store.mentions(meaning.value, source)
                })
            };
            let mut new = self
                .0
                .iter()
                .filter(|one| !found.contains(one) && depends(one));
            match new.next() {
                Some(&one) => found.push(one),
                None => return found,
            }
        }
    }
}

fn shows(store: &Store, varying: &[Meaning], id: Id) -> bool {
    varying
        .iter()
        .any(|meaning| store.mentions(id, meaning.name))
}

/// The expression with names and items replaced by what they are equal to; under binders, at the values of their variables.
fn replaced(store: &mut Store, varying: &[Meaning], id: Id) -> Id {
    let mut unfolding = Unfolding {
        store,
        varying,
        memo: FxHashMap::default(),
        depth: 0,
    };
    unfolding.of(id)
}

struct Unfolding<'a> {
    store: &'a mut Store,
    varying: &'a [Meaning],
    memo: FxHashMap<Id, Id>,
    depth: u32,
}

impl Unfolding<'_> {
    fn of(&mut self, id: Id) -> Id {
        if self.depth > DEPTH || !shows(self.store, self.varying, id) {
            return id;
        }
        if let Some(&done) = self.memo.get(&id) {
            return done;
        }
        self.depth += 1;
        let result = self.parts(id);
        self.depth -= 1;
        self.memo.insert(id, result);
        result
    }

    fn parts(&mut self, id: Id) -> Id {
        match self.store.node(id).clone() {
            Node::Name(name) => {
                let whole = |meaning: &&Meaning| meaning.name == name && meaning.index.is_none();
                self.varying
                    .iter()
                    .find(whole)
                    .map_or(id, |meaning| meaning.value)
            }
            Node::Component(base, indices) if indices.len() == 1 => {
                let index = self.of(indices[0]);
                let item = |meaning: &&Meaning| *self.store.node(base) == Node::Name(meaning.name);
                match self.varying.iter().find(item) {
                    Some(&Meaning {
                        index: Some(of),
                        value,
                        ..
                    }) => (self.store).substitute(value, &[(of, index)].into_iter().collect()),
                    _ => {
                        let base = self.of(base);
                        self.store.component(base, &[index])
                    }
                }
            }
            Node::Bind(kind, sort, domain, body) => {
                let ends: Vec<Id> = domain.ids().into_iter().map(|end| self.of(end)).collect();
                // One for each depth: binders around it are open, too.
                let local = self.store.local(sort, Domain::All, self.depth);
                let name = self.store.name(local);
                let open = self.store.instantiate(body, name);
                let body = self.of(open);
                (self.store).bind_name(kind, local, domain.with_ids(&ends), body)
            }
            _ => {
                let children = self.store.children(id).into_iter();
                let children: Vec<Id> = children.map(|child| self.of(child)).collect();
                self.store.with_children(id, &children)
            }
        }
    }
}
