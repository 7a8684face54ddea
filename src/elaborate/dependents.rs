//! Names whose values the note gives by other names: under a binder of `x`, a `y` with `y = x^2` varies with `x`.

use rustc_hash::FxHashMap;

use super::scope::base;

use crate::expr::operator::Yields;
use crate::expr::{Domain, Id, Node, Operator, Role, Sort, SortId, Store, SymbolId};

/// Rounds of names within the meanings of names.
const ROUNDS: usize = 8;
/// Nesting beyond which nothing is replaced.
const DEPTH: u32 = 100;

/// Letters of what varies by custom, and of constants, numbers and indices.
const VARIABLES: &str = "pqstuvwxyzPQSTUVWXYZ";
const CONSTANTS: &str = "abcdeghijklmnCGNKR";

/// What a name, or each item of a sequence, is equal to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Meaning {
    name: SymbolId,
    /// Of `s_i = \ldots` for all i, the i.
    index: Option<SymbolId>,
    value: Id,
}

/// Names with what they are equal to, and equations that tie names to each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependents {
    meanings: Vec<Meaning>,
    /// Sequences that are given by themselves, `h_t = a h_{t-1}`: each item varies with what stands there.
    recursive: Vec<Meaning>,
    /// The names of each equation that is no meaning of one name: `x y = 1`.
    constraints: Vec<Vec<SymbolId>>,
}

/// How a binder moves its variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// All other names stand still, as a partial derivative says.
    Alone,
    /// As a total derivative says.
    Total,
    /// Over a range, as in an integral: a name for the variable may be used again.
    Range,
    /// Over the terms of a sum, whose index is a name of its own more often than not.
    Terms,
}

impl Dependents {
    /// Of the equations `name = meaning` and `name_i = meaning`, with the variables for all of which they hold, those that
    /// show how the name depends on others.
    pub fn new<'f>(
        store: &Store,
        equations: impl Iterator<Item = (Id, Id, &'f [SymbolId])>,
    ) -> Self {
        let mut recursive = Vec::new();
        let named = equations.filter_map(|(left, value, variables)| match store.node(left) {
            &Node::Name(name) => {
                let mut names = store.free_names(value);
                names.retain(|&other| is_item_beside(store, name, other));
                let item = |name| Meaning {
                    name,
                    index: None,
                    value,
                };
                recursive.extend(names.into_iter().map(item));
                Some(item(name))
            }
            Node::Component(base, indices) => match (store.node(*base), &indices[..]) {
                (&Node::Name(name), &[index]) if store.mentions(value, name) => {
                    let index = store.free_names(index).first().copied();
                    recursive.push(Meaning { name, index, value });
                    None
                }
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
        let meanings = named.filter(depends).collect();
        Self {
            meanings,
            recursive,
            constraints: Vec::new(),
        }
    }

    /// With the equations between numbers that hold, or may, and give no name a meaning.
    pub fn with_constraints(
        mut self,
        store: &Store,
        equations: impl Iterator<Item = (Id, Id)>,
    ) -> Self {
        for (left, right) in equations {
            if ![left, right].iter().all(|&side| is_plain(store, side)) {
                continue;
            }
            let mut names = Vec::new();
            for side in [left, right] {
                collect_values(store, side, &mut names);
            }
            names.sort_unstable();
            names.dedup();
            if names.len() > 1 && !self.constraints.contains(&names) {
                self.constraints.push(names);
            }
        }
        self
    }

    /// A name in the body that cannot stand still while the variable moves, by the meaning of the variable or by an
    /// equation between both: none of the names beside them that the body does not show takes up the motion.
    pub fn moves_with(
        &self,
        store: &mut Store,
        variable: SymbolId,
        body: Id,
        motion: Motion,
    ) -> Option<SymbolId> {
        let own = store.symbol(variable).clone();
        let is_own = |store: &Store, name: SymbolId| {
            let other = store.symbol(name);
            other.spelling == own.spelling && other.role == Role::Note
        };
        let meaning = self
            .meanings
            .iter()
            .find(|meaning| meaning.index.is_none() && is_own(store, meaning.name))
            .copied();
        let tied: Vec<&Vec<SymbolId>> = match motion {
            Motion::Alone | Motion::Terms => Vec::new(),
            _ => {
                let constraints = self.constraints.iter();
                let of_own = |names: &&Vec<SymbolId>| names.iter().any(|&n| is_own(store, n));
                constraints.filter(of_own).collect()
            }
        };
        if meaning.is_none() && tied.is_empty() {
            return None;
        }
        let mut others = self.clone();
        others.meanings.retain(|one| Some(*one) != meaning);
        let opened = others.opened(store, body);
        let shows = |store: &Store, name: &SymbolId| store.mentions(opened, *name);
        for names in tied {
            let beside = names.iter().copied().filter(|&name| !is_own(store, name));
            let (shown, hidden): (Vec<SymbolId>, Vec<SymbolId>) =
                beside.partition(|name| shows(store, name));
            if motion == Motion::Total || !takes_up(store, &shown, &hidden, motion) {
                return shown.first().copied();
            }
        }
        let value = others.opened(store, meaning?.value);
        let names = store.free_names(value);
        // Where the note gives a name in terms of the variable, too, the body shows how it moves.
        if names.iter().any(|&name| is_own(store, name)) {
            return None;
        }
        let (shown, hidden): (Vec<SymbolId>, Vec<SymbolId>) =
            names.into_iter().partition(|name| shows(store, name));
        shown
            .first()
            .copied()
            .filter(|_| !takes_up(store, &shown, &hidden, motion))
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

    /// True if what the body is made of shows a name that is written like the variable and that the variable cannot stand
    /// for: `w = p(x)`, where x is an element of a set, under an integral over x.
    pub fn shows_unlike(&self, store: &mut Store, variable: SymbolId, body: Id) -> bool {
        let own = self.written_like(store, variable);
        let spelling = store.symbol(variable).spelling.clone();
        let mut outside = Vec::new();
        outside_densities(store, body, &mut outside);
        outside.into_iter().any(|part| {
            let opened = self.opened(store, part);
            let mut names = store.free_names(opened).into_iter();
            names.any(|name| {
                let symbol = store.symbol(name);
                symbol.spelling == spelling
                    && symbol.role == Role::Note
                    && Some(name) != own
                    && !store.mentions(body, name)
                    && is_value_in(store, opened, name)
            })
        })
    }

    /// True if it says of a name that is written so what it is equal to.
    pub fn gives(&self, store: &Store, spelling: &str) -> bool {
        let mut names = self
            .meanings
            .iter()
            .map(|meaning| store.symbol(meaning.name));
        names.any(|symbol| symbol.spelling == spelling)
    }

    /// An expression with all names replaced by what they are equal to; as it is where they go round in a circle.
    pub fn opened(&self, store: &mut Store, id: Id) -> Id {
        let mut opened = id;
        for _ in 0..ROUNDS {
            if !shows(store, &self.meanings, opened) {
                return opened;
            }
            opened = replaced(store, &self.meanings, opened);
        }
        id
    }

    /// A name that depends on the variable and still stands in the unfolded body.
    pub fn left_in(&self, store: &Store, variable: SymbolId, unfolded: Id) -> Option<SymbolId> {
        let own = self.written_like(store, variable)?;
        let varying = self.varying(store, own);
        let varies = |meaning: &&Meaning| {
            let mut sources = varying.iter().map(|found| found.name).chain([own]);
            sources.any(|name| Some(name) != meaning.index && store.mentions(meaning.value, name))
        };
        let recursive = self.recursive.iter().filter(varies);
        let mut all = varying.iter().chain(recursive);
        let left = all.find(|meaning| store.mentions(unfolded, meaning.name));
        left.map(|meaning| meaning.name)
    }

    /// The name of the note that is written like a bound one.
    fn written_like(&self, store: &Store, variable: SymbolId) -> Option<SymbolId> {
        let bound = store.symbol(variable);
        let is_scalar = |sort: SortId| matches!(store.sort_of(sort), Sort::Real | Sort::Integer);
        let meanings = self.meanings.iter().chain(&self.recursive);
        let mut names = meanings.flat_map(|meaning| {
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
                .meanings
                .iter()
                .filter(|one| !found.contains(one) && depends(one));
            match new.next() {
                Some(&one) => found.push(one),
                None => return found,
            }
        }
    }
}

/// True for `h_{t}` and `h_{t-1}`, names of items of one sequence.
fn is_item_beside(store: &Store, name: SymbolId, other: SymbolId) -> bool {
    let [own, other] = [name, other].map(|name| &store.symbol(name).spelling);
    let index = |spelling: &str| {
        let marks = &spelling[base(spelling).len()..];
        let mut letters: Vec<char> = marks.chars().filter(|c| c.is_alphabetic()).collect();
        letters.dedup();
        letters
    };
    own != other && base(own) == base(other) && !index(own).is_empty() && index(own) == index(other)
}

/// The names of an expression that are no indices.
fn collect_values(store: &Store, id: Id, found: &mut Vec<SymbolId>) {
    match store.node(id) {
        Node::Name(name) => found.push(*name),
        Node::Component(base, _) => collect_values(store, *base, found),
        _ => {
            let children = store.children(id).into_iter();
            children.for_each(|child| collect_values(store, child, found));
        }
    }
}

/// True if one of the hidden names may move with the variable, so that those that are shown stand still: `x` in
/// `z = x - \mu`, not the `k` of `\beta = 1/(k T)`.
fn takes_up(store: &Store, shown: &[SymbolId], hidden: &[SymbolId], motion: Motion) -> bool {
    let freedom = |names: &[SymbolId]| {
        let letters = names.iter().map(|&name| base(&store.symbol(name).spelling));
        letters.map(freedom).max()
    };
    match (motion, hidden) {
        (Motion::Terms, _) => !hidden.is_empty(),
        (_, [_]) => freedom(hidden) >= freedom(shown),
        _ => freedom(hidden) > freedom(shown),
    }
}

/// How readily a letter is taken to vary: those of constants least, those of variables most.
fn freedom(letter: &str) -> u8 {
    let is_one_of = |letters: &str| letter.chars().count() == 1 && letters.contains(letter);
    match () {
        () if is_one_of(CONSTANTS) => 0,
        () if is_one_of(VARIABLES) => 2,
        () => 1,
    }
}

/// True for what is built from numbers and names of numbers by arithmetic and elementary functions.
fn is_plain(store: &Store, id: Id) -> bool {
    let plain = match store.node(id) {
        Node::Number(_) | Node::Constant(_) => true,
        Node::Name(_) | Node::Component(..) => *store.sort(id) == Sort::Real,
        Node::Sum(_) | Node::Product(_) | Node::Power(..) => true,
        Node::Apply(operator, _) => matches!(operator.yields(), Yields::Real | Yields::Integer),
        _ => false,
    };
    let inner = match store.node(id) {
        Node::Component(..) => Vec::new(),
        _ => store.children(id).to_vec(),
    };
    plain && inner.iter().all(|&child| is_plain(store, child))
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

/// The names and items of an expression outside of its densities: at the point of one a name is a value, whatever it
/// depends on.
fn outside_densities(store: &Store, id: Id, found: &mut Vec<Id>) {
    match store.node(id) {
        Node::Name(_) | Node::Component(..) => found.push(id),
        Node::Density { .. } => {}
        _ => {
            for child in store.children(id) {
                outside_densities(store, child, found);
            }
        }
    }
}

/// True if the name stands in the expression outside of moments, which do not vary with it.
fn is_value_in(store: &Store, id: Id, name: SymbolId) -> bool {
    use Operator::*;
    match store.node(id) {
        Node::Name(other) => *other == name,
        Node::Apply(
            Expectation | Variance | Covariance | Probability | ConditionalExpectation,
            _,
        ) => false,
        _ => {
            let mut children = store.children(id).into_iter();
            children.any(|child| is_value_in(store, child, name))
        }
    }
}
