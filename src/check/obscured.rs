//! Names of which something is supposed that could not be read, or that stand with arguments and without: nothing about them
//! is called wrong.

use super::judge::Judgement;
use super::walk::Walk;
use crate::diagnostic::Reason;
use crate::elaborate::chains::Relating;
use crate::elaborate::evidence::Evidence;
use crate::elaborate::lower::{self, Unread};
use crate::elaborate::names::letters;
use crate::elaborate::phrases::Mood;
use crate::elaborate::roles;
use crate::expr::{Id, Node, Sort, SymbolId};
use crate::parse::tree::Relation;
use crate::theory::{Fact, FactKind};

impl Walk<'_> {
    /// A relation that could not be read and may say what a name stands for: the names on its left are unclear from here;
    /// of what is supposed in the text, all names.
    pub(super) fn obscure(&mut self, relation: usize, first: bool) {
        let relating = &self.chains.relations[relation];
        let supposed = matches!(
            self.mood_of(relating.place),
            Mood::Let | Mood::Suppose | Mood::Define
        );
        // "On $S = [a, b]$": a new name is said to be something, and nothing is asked of the others.
        if supposed && !self.mathematics[relating.place].display {
            for side in relating.left.into_iter().chain(relating.right) {
                let Ok(id) = self.expression(side) else {
                    continue;
                };
                let new = match *self.store.node(id) {
                    Node::Name(name) => !self.seen.contains(&name),
                    _ => false,
                };
                self.obscure_names(id, relating.place);
                if new && Some(side) == relating.left && relating.relation == Relation::Equal {
                    break;
                }
            }
        }
        if relating.relation == Relation::Independent {
            self.obscure_densities(relating);
        }
        let Some(left) = relating.left.filter(|_| first) else {
            return;
        };
        if let Ok(id) = self.expression(left)
            && roles::is_simple(&self.store, id)
        {
            self.obscure_names(id, relating.place);
        }
    }

    /// `X \perp Y \mid Z`: how the densities of x, y and z factor is not followed.
    pub(super) fn obscure_densities(&mut self, relating: &Relating) {
        let sides = relating.left.into_iter().chain(relating.right);
        let named: Vec<String> = sides
            .flat_map(|side| letters(&self.chains.expressions[side].tree))
            .map(|letter| letter.to_lowercase())
            .collect();
        for usage in &self.usages {
            let mut slots = usage.of.iter().chain(&usage.given);
            let about = |slot: &SymbolId| {
                let spelling = self.store.symbol(*slot).spelling.to_lowercase();
                named.contains(&spelling)
            };
            if slots.any(about) {
                self.obscure.entry(usage.family).or_insert(relating.place);
            }
        }
    }

    /// What is supposed at a place of the names of an expression is not known.
    pub(super) fn obscure_names(&mut self, id: Id, place: usize) {
        for name in self.store.free_names(id) {
            self.obscure.entry(name).or_insert(place);
        }
    }

    /// Something is supposed of the function or sequence that could not be read.
    pub(super) fn obscure_head(&mut self, id: Id, place: usize) {
        if let Some(head) = self.store.head(id) {
            self.obscure.entry(head).or_insert(place);
        }
    }

    /// True if something is supposed of the name that could not be read, or that the words doubt.
    pub(super) fn is_obscure(&self, symbol: SymbolId) -> bool {
        self.obscure.contains_key(&symbol)
            || self.scope.is_overload(symbol)
            || self.ledger.doubts(&self.store, symbol)
    }

    /// True for `a_3`, read as a name of its own, where the note defines `a_n` or the array `a`: it is an item of that, and
    /// an equation for it gives no name a value.
    pub(super) fn is_item_of_defined(&self, id: Id) -> bool {
        let Node::Name(name) = *self.store.node(id) else {
            return false;
        };
        let spelling = |name: SymbolId| self.store.symbol(name).spelling.as_str();
        let Some((letter, index)) = spelling(name).split_once("_{") else {
            return false;
        };
        let number = index
            .trim_end_matches('}')
            .chars()
            .all(|c| c.is_ascii_digit() || c == ',');
        // `a_n = n^2`, where n is read as a part of the name.
        let general = |fact: &Fact, index: &str| {
            let index = index.trim_end_matches('}');
            let names = self.store.free_names(fact.right);
            names.into_iter().any(|name| spelling(name) == index)
        };
        let whole = |fact: &Fact| match *self.store.node(fact.left) {
            Node::Name(other) if self.store.is_array(fact.left) => Some(spelling(other)),
            Node::Name(other) => spelling(other)
                .split_once("_{")
                .filter(|(other, index)| *other == letter && general(fact, index))
                .map(|(other, _)| other),
            Node::Component(head, _) | Node::Call(head, _) if !fact.variables.is_empty() => {
                match *self.store.node(head) {
                    Node::Name(other) => Some(spelling(other)),
                    _ => None,
                }
            }
            _ => None,
        };
        let facts = self.ledger.context().facts;
        let mut defined = facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Definition);
        number && defined.any(|fact| whole(fact) == Some(letter))
    }

    /// The name that `left = right` would define, with the variables of the definition.
    pub(super) fn definable(&self, left: Id, right: Id) -> Option<(SymbolId, Vec<SymbolId>)> {
        let found = roles::definable(&self.store, left, right)?;
        (!self.hides_argument(left, right)).then_some(found)
    }

    pub(super) fn hides_argument(&self, left: Id, right: Id) -> bool {
        let Node::Call(..) = self.store.node(left) else {
            return false;
        };
        let names = self.store.free_names(right);
        let mut reached = self.reached(&names);
        // The `\varepsilon` of `y = a + b x + \varepsilon` varies with a and b.
        let context = self.ledger.context();
        let ties = |fact: &&Fact| {
            names
                .iter()
                .any(|&name| self.store.mentions(fact.right, name))
        };
        for fact in context.facts.iter().filter(ties) {
            reached.extend(self.store.free_names(fact.right));
        }
        roles::hides_argument(&self.store, left, right, &reached)
    }

    /// True for a name that stands with arguments and without: how the two hang together is not known.
    fn is_split(&self, name: SymbolId) -> bool {
        let symbol = self.store.symbol(name);
        let function = matches!(self.store.sort_of(symbol.sort), Sort::Function(..));
        function && self.bare.contains(&symbol.spelling) || self.scope.is_split(&self.store, name)
    }

    /// The names themselves and those that stand in what they are defined as.
    pub(super) fn reached(&self, names: &[SymbolId]) -> Vec<SymbolId> {
        let facts = self.ledger.context().facts;
        let definitions: Vec<&Fact> = facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Definition)
            .collect();
        let mut found = names.to_vec();
        let mut at = 0;
        while let Some(&name) = found.get(at) {
            at += 1;
            let own = definitions
                .iter()
                .filter(|fact| self.store.mentions(fact.left, name));
            for other in own.flat_map(|fact| self.store.free_names(fact.right)) {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        found
    }

    /// Why nothing that is said of names is called wrong; None if all that they are made of is clear.
    pub(super) fn obscurity(&self, own: &[SymbolId]) -> Option<String> {
        let names = self.reached(own);
        if let Some(&split) = names.iter().find(|&&name| self.is_split(name)) {
            let spelling = &self.store.symbol(split).spelling;
            let text = "stands with arguments here and without elsewhere, and how that goes together was not read";
            return Some(format!("`{spelling}` {text}"));
        }
        // Where it stands in the step itself, it was tried.
        let mut behind = names[own.len()..].iter();
        if behind.any(|&name| self.may_be_unit(name)) {
            return Some("`i` may be the imaginary unit".to_owned());
        }
        let unclear = names.iter().find(|&&name| self.is_obscure(name))?;
        let spelling = &self.store.symbol(*unclear).spelling;
        let line = match self.obscure.get(unclear) {
            Some(&place) => Some(format!("line {}", self.line_of_place(place))),
            None => self
                .ledger
                .doubting(&self.store, *unclear)
                .map(str::to_owned),
        };
        let line = line.filter(|line| line.starts_with("line "));
        let line = line.map_or(String::new(), |line| format!(", by {line},"));
        Some(format!(
            "something is supposed of `{spelling}`{line} that could not be read"
        ))
    }

    /// True for a number `i` that is no index, and of which nothing is said.
    fn may_be_unit(&self, name: SymbolId) -> bool {
        let symbol = self.store.symbol(name);
        let said = |evidence: &Evidence| !evidence.said.is_empty() || evidence.integer;
        symbol.spelling == "i"
            && *self.store.sort_of(symbol.sort) == Sort::Real
            && !self.scope.study.indices.contains("i")
            && !self.scope.evidence("i").is_some_and(said)
            && !self.ledger.says_of(&self.store, name)
    }

    /// Notes which of the names stand with arguments and without.
    pub(super) fn note_bare(&mut self, names: &[SymbolId]) {
        for &name in names {
            if self.scope.is_split(&self.store, name) {
                let letter = self.store.symbol(name).spelling.split('^').next();
                self.bare.extend(letter.map(str::to_owned));
            }
        }
    }
}

/// True for `\text{const}`: whatever does not depend on what matters.
pub(super) fn is_any_constant(spelling: &str) -> bool {
    let word = spelling
        .trim_start_matches(r"\mathrm{")
        .trim_end_matches(['}', '.']);
    matches!(
        word,
        "const" | "constant" | "constants" | "Const" | "cst" | "konst"
    )
}

/// The judgement of what could not be read.
pub(super) fn unread(error: Unread) -> Box<Judgement> {
    let code = match error.code {
        lower::ILL_SORTED => Reason::IllSorted,
        lower::UNREADABLE => Reason::Unreadable,
        lower::AMBIGUOUS => Reason::Ambiguous,
        lower::TOO_DEEP => Reason::Budget,
        _ => Reason::UnreadNotation,
    };
    Box::new(Judgement::unknown(code, error.text))
}
