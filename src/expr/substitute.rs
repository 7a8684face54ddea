//! Bound variables and substitution: opening and closing binders, replacing names.

use rustc_hash::FxHashMap;

use super::node::*;
use super::store::Store;

/// What replaces a symbol: an expression; a lambda where the symbol is a function.
pub type Substitution = FxHashMap<SymbolId, Id>;

/// Most binders whose opening, and whose closing, is remembered.
const MOST_OPENED: usize = 1 << 16;

/// Bodies of binders with a value for the variable, and bodies closed over a name: the same ones are asked for again and
/// again. A clone of a store starts without them.
#[derive(Debug, Default)]
pub(super) struct Opened {
    bodies: FxHashMap<(Id, Id), Id>,
    closed: FxHashMap<(Id, SymbolId), Id>,
}

impl Clone for Opened {
    fn clone(&self) -> Self {
        Self::default()
    }
}

fn remember<K: std::hash::Hash + Eq>(table: &mut FxHashMap<K, Id>, key: K, id: Id) {
    if table.len() >= MOST_OPENED {
        table.clear();
    }
    table.insert(key, id);
}

impl Store {
    /// The body of a binder with its variable replaced by `value`.
    pub fn instantiate(&mut self, body: Id, value: Id) -> Id {
        if let Some(&known) = self.opened.bodies.get(&(body, value)) {
            return known;
        }
        let mut memo = FxHashMap::default();
        let result = self.instantiate_at(body, value, 0, &mut memo);
        remember(&mut self.opened.bodies, (body, value), result);
        result
    }

    fn instantiate_at(
        &mut self,
        id: Id,
        value: Id,
        level: u32,
        memo: &mut FxHashMap<(Id, u32), Id>,
    ) -> Id {
        if self.loose(id) <= level {
            return id;
        }
        if let Node::Bound(at, sort) = *self.node(id) {
            return match at == level {
                true => self.lift(value, level),
                false => self.bound(at - 1, sort),
            };
        }
        if let Some(&done) = memo.get(&(id, level)) {
            return done;
        }
        let result = self.map_children(id, level, |store, child, level| {
            store.instantiate_at(child, value, level, memo)
        });
        memo.insert((id, level), result);
        result
    }

    /// The expression with all its loose bound variables moved out by `levels` binders.
    pub fn lift(&mut self, id: Id, levels: u32) -> Id {
        if levels == 0 {
            id
        } else {
            self.lift_at(id, levels, 0)
        }
    }

    fn lift_at(&mut self, id: Id, levels: u32, level: u32) -> Id {
        if self.loose(id) <= level {
            return id;
        }
        match *self.node(id) {
            Node::Bound(at, sort) => self.bound(at + levels, sort),
            _ => self.map_children(id, level, |store, child, level| {
                store.lift_at(child, levels, level)
            }),
        }
    }

    /// The body of a binder over `name`: its occurrences become `Bound(0)`.
    pub fn close(&mut self, body: Id, name: SymbolId) -> Id {
        if let Some(&known) = self.opened.closed.get(&(body, name)) {
            return known;
        }
        let mut memo = FxHashMap::default();
        let lifted = self.lift(body, 1);
        let result = self.close_at(lifted, name, 0, &mut memo);
        remember(&mut self.opened.closed, (body, name), result);
        result
    }

    fn close_at(
        &mut self,
        id: Id,
        name: SymbolId,
        level: u32,
        memo: &mut FxHashMap<(Id, u32), Id>,
    ) -> Id {
        if !self.may_mention(id, self.symbol_mask(name)) {
            return id;
        }
        if let Node::Name(symbol) = *self.node(id) {
            return match symbol == name {
                true => self.bound(level, self.symbol(name).sort),
                false => id,
            };
        }
        if let Some(&done) = memo.get(&(id, level)) {
            return done;
        }
        let result = self.map_children(id, level, |store, child, level| {
            store.close_at(child, name, level, memo)
        });
        memo.insert((id, level), result);
        result
    }

    /// Replaces free names at once; values may have loose bound variables, which are kept apart from the binders here.
    /// A function name replaced by a lambda is applied; a family of densities is replaced by renaming only.
    pub fn substitute(&mut self, id: Id, values: &Substitution) -> Id {
        let mask = values.keys().fold(0, |mask, &s| mask | self.symbol_mask(s));
        let mut memo = FxHashMap::default();
        self.substitute_at(id, values, mask, 0, &mut memo)
    }

    fn substitute_at(
        &mut self,
        id: Id,
        values: &Substitution,
        mask: u64,
        level: u32,
        memo: &mut FxHashMap<(Id, u32), Id>,
    ) -> Id {
        if !self.may_mention(id, mask) {
            return id;
        }
        let leaf = matches!(self.node(id), Node::Name(_) | Node::Bound(..));
        if !leaf && let Some(&done) = memo.get(&(id, level)) {
            return done;
        }
        let result = match *self.node(id) {
            Node::Name(symbol) => match values.get(&symbol) {
                Some(&value) => self.lift(value, level),
                None => id,
            },
            Node::Bound(at, sort) => {
                let sort = self.substitute_sort(sort, values);
                self.bound(at, sort)
            }
            _ => self.map_children(id, level, |store, child, level| {
                store.substitute_at(child, values, mask, level, memo)
            }),
        };
        let result = match *self.node(result) {
            Node::Bind(kind, sort, domain, body) => {
                let sort = self.substitute_sort(sort, values);
                self.bind(kind, sort, domain, body)
            }
            _ => result,
        };
        let result = self.rename_family(result, values);
        if !leaf {
            memo.insert((id, level), result);
        }
        result
    }

    /// The sort with names in its sizes replaced: `n` in the vectors of length `n`.
    pub fn substitute_sort(&mut self, sort: SortId, values: &Substitution) -> SortId {
        let replaced = match *self.sort_of(sort) {
            Sort::Vector(n) => Sort::Vector(self.substitute(n, values)),
            Sort::Matrix(m, n) => {
                let m = self.substitute(m, values);
                Sort::Matrix(m, self.substitute(n, values))
            }
            _ => return sort,
        };
        self.intern_sort(replaced)
    }

    fn rename_family(&mut self, id: Id, values: &Substitution) -> Id {
        let Node::Density { family, of, given } = self.node(id) else {
            return id;
        };
        match values.get(family).map(|&value| self.node(value)) {
            Some(&Node::Name(renamed)) => {
                let (of, given) = (of.clone(), given.clone());
                self.density(renamed, &of, &given)
            }
            _ => id,
        }
    }

    /// Rebuilds a node with mapped children; `level` grows inside a binder's body.
    pub fn map_children(
        &mut self,
        id: Id,
        level: u32,
        mut map: impl FnMut(&mut Store, Id, u32) -> Id,
    ) -> Id {
        let children = self.children(id);
        let bind = matches!(self.node(id), Node::Bind(..));
        let mut mapped = Ids::new();
        for (at, &child) in children.iter().enumerate() {
            let inside = bind && at + 1 == children.len();
            mapped.push(map(self, child, level + u32::from(inside)));
        }
        if mapped == children {
            id
        } else {
            self.with_children(id, &mapped)
        }
    }

    /// Every occurrence of one expression as another; neither has loose bound variables.
    pub fn replace(&mut self, id: Id, from: Id, to: Id) -> Id {
        self.replace_with(id, (from, to), &mut FxHashMap::default())
    }

    fn replace_with(&mut self, id: Id, pair: (Id, Id), memo: &mut FxHashMap<Id, Id>) -> Id {
        if id == pair.0 {
            return pair.1;
        }
        if let Some(&done) = memo.get(&id) {
            return done;
        }
        let result = self.map_children(id, 0, |store, child, _| {
            store.replace_with(child, pair, memo)
        });
        memo.insert(id, result);
        result
    }

    /// True if the symbol occurs free in the expression (families of densities included).
    pub fn mentions(&self, id: Id, symbol: SymbolId) -> bool {
        if !self.may_mention(id, self.symbol_mask(symbol)) {
            return false;
        }
        match self.node(id) {
            Node::Name(name) => *name == symbol,
            Node::Density { family, .. } if *family == symbol => true,
            _ => self
                .children(id)
                .iter()
                .any(|&child| self.mentions(child, symbol)),
        }
    }

    /// True if the variable of the binder so many levels up occurs in the expression.
    pub fn has_bound(&self, id: Id, level: u32) -> bool {
        if self.loose(id) <= level {
            return false;
        }
        if let Some(levels) = self.loose_levels(id) {
            return levels >> level & 1 == 1;
        }
        if let Node::Bound(at, _) = self.node(id) {
            return *at == level;
        }
        let bind = matches!(self.node(id), Node::Bind(..));
        let children = self.children(id);
        children.iter().enumerate().any(|(at, &child)| {
            self.has_bound(child, level + u32::from(bind && at + 1 == children.len()))
        })
    }

    /// The name that an expression applies, indexes or is.
    pub fn head(&self, id: Id) -> Option<SymbolId> {
        match self.node(id) {
            Node::Name(symbol) => Some(*symbol),
            Node::Density { family, .. } => Some(*family),
            Node::Call(base, _) | Node::Component(base, _) => self.head(*base),
            _ => None,
        }
    }

    /// All free names (with families) in order of structure, each once.
    pub fn free_names(&self, id: Id) -> Vec<SymbolId> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut found = Vec::new();
        self.collect_names(id, &mut seen, &mut found);
        found
    }

    fn collect_names(
        &self,
        id: Id,
        seen: &mut rustc_hash::FxHashSet<Id>,
        found: &mut Vec<SymbolId>,
    ) {
        if !self.may_mention(id, !0) || !seen.insert(id) {
            return;
        }
        if let Node::Name(symbol) | Node::Density { family: symbol, .. } = self.node(id)
            && !found.contains(symbol)
        {
            found.push(*symbol);
        }
        for child in self.children(id) {
            self.collect_names(child, seen, found);
        }
    }
}
