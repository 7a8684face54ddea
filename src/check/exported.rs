//! What a note offers to the notes that link to it: its theorems, each with everything it supposes.
//!
//! A theorem speaks of its own names: in the other note they are variables, for which values are found by matching, and
//! everything the note supposes of them, directly or through other names, is a condition. Definitions are unfolded, so
//! that nothing depends on a name of the note. What cannot be said this way is not offered.

use rustc_hash::FxHashSet;

use super::bindings;
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::parts::Part;
use crate::elaborate::roles::Role as Standing;
use crate::expr::*;
use crate::parse::tree::Relation;
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// Rounds of unfolding definitions within definitions.
const ROUNDS: usize = 8;
/// Conditions with which a theorem is still offered.
const CONDITIONS: usize = 12;
/// Nodes of a theorem's sides and conditions; larger ones are not what others cite.
const NODES: usize = 2_000;
/// Version of the first fact's variables in the store of another note: apart from all that a note declares.
const VERSION: u32 = 1_000;

/// One theorem in the store of its [`Exports`].
#[derive(Debug, Clone)]
struct Statement {
    left: Id,
    right: Id,
    conditions: Vec<Id>,
    /// The step that states it.
    step: String,
    /// True if it is proved, and nothing that is not proved was used.
    proved: bool,
}

/// The theorems of one note, in a store of their own.
#[derive(Debug, Clone, Default)]
pub struct Exports {
    store: Store,
    statements: Vec<Statement>,
    /// It supposes items that are independent of each other: what it defines is a sample.
    pub sample: bool,
}

impl Exports {
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty() && !self.sample
    }

    /// The theorems as facts for a note that links to this one as `target`; those that are not proved are `given`.
    /// `serial` keeps the variables of several imports apart.
    pub fn facts(&self, to: &mut Store, target: &str, serial: u32) -> Vec<Fact> {
        let import = |(at, statement): (usize, &Statement)| {
            let version = VERSION + serial * 100 + at as u32;
            let rename = |symbol: &mut Symbol| {
                if symbol.role == Role::Note {
                    (symbol.role, symbol.version) = (Role::Law, version);
                }
            };
            let mut transfer = Transfer::new(&self.store, &rename);
            let (left, right) = (
                transfer.expression(to, statement.left),
                transfer.expression(to, statement.right),
            );
            let conditions: Vec<Id> = statement
                .conditions
                .iter()
                .map(|&c| transfer.expression(to, c))
                .collect();
            let mut variables = Vec::new();
            for &id in [left, right].iter().chain(&conditions) {
                for name in names_with_sizes(to, id) {
                    if !variables.contains(&name) {
                        variables.push(name);
                    }
                }
            }
            Fact {
                kind: FactKind::Result,
                left,
                right,
                variables,
                conditions,
                source: format!("{target}#{}", statement.step),
                given: !statement.proved,
            }
        };
        self.statements.iter().enumerate().map(import).collect()
    }
}

impl Walk<'_> {
    /// What this note offers, once all of it is judged.
    pub(super) fn exports(&mut self, judged: &[Judged]) -> Exports {
        let mut exports = Exports {
            sample: self.parts.contains(&Part::Definition) && self.supposes_sample(),
            ..Exports::default()
        };
        if !self.parts.contains(&Part::Statement) {
            return exports;
        }
        for one in judged {
            let Some(context) = &one.context else {
                continue;
            };
            if self.states_conditionally(&one.links) {
                continue;
            }
            for link in one.links.iter().filter(|link| link.role == Standing::Claim) {
                if let Some(statement) = self.statement(link, context) {
                    exports.take(&self.store, statement);
                }
            }
        }
        exports
    }

    /// True if all items of one name are supposed to be independent.
    fn supposes_sample(&self) -> bool {
        let context = self.ledger.context();
        context
            .hypotheses
            .iter()
            .any(|(condition, _)| match self.store.node(*condition) {
                Node::Apply(Operator::Independent, of) => {
                    of.len() == 1 && self.store.has_items(of[0])
                }
                _ => false,
            })
    }

    /// True if an implication stands among the relations, or words that were not taken as conditions: what is claimed
    /// there is not claimed without them.
    fn states_conditionally(&self, links: &[Link]) -> bool {
        links.iter().any(|link| {
            let relating = &self.chains.relations[link.relation];
            let row = self.mathematics[relating.place]
                .formula
                .rows
                .get(relating.row);
            let words = row.is_some_and(|row| row.statements.iter().any(|s| !s.words.is_empty()));
            let implied = matches!(
                relating.relation,
                Relation::Implies | Relation::ImpliedBy | Relation::Iff
            );
            implied || words && link.judgement.verdict != Verdict::Proved
        })
    }

    fn statement(&mut self, link: &Link, context: &Context) -> Option<Statement> {
        let claim = link
            .claim
            .filter(|claim| claim.relation == Comparison::Equal)?;
        if !link.claims_as_written(self.chains)
            || link.report.repair.is_some()
            || link.judgement.verdict == Verdict::Refuted
        {
            return None;
        }
        // What fails as read holds for the names of its own note at best.
        let reason = link.judgement.reason.as_ref().map(|(reason, _)| *reason);
        let known = match link.judgement.verdict {
            // The formula of a density that the laws give: where densities are combined, it would only get in their way.
            Verdict::Proved => {
                let left = self.unfold(context, claim.left)?;
                !matches!(self.store.node(left), Node::Apply(Operator::Pdf, _))
            }
            _ => reason != Some(Reason::Context) && self.is_understood(link),
        };
        let (left, right) = (
            self.unfold(context, claim.left)?,
            self.unfold(context, claim.right)?,
        );
        // Of all values at once nothing is said by `x = ..`.
        if matches!(self.store.node(left), Node::Name(_)) {
            return None;
        }
        let conditions = self.suppositions(context, &[left, right])?;
        let (left, right, conditions) = self.by_variance(left, right, conditions);
        let size: usize = [left, right]
            .iter()
            .chain(&conditions)
            .map(|&id| nodes(&self.store, id))
            .sum();
        let plain = [left, right]
            .iter()
            .chain(&conditions)
            .all(|&id| !self.store.contains(id, Marks::DENSITY));
        (known && plain && size <= NODES).then(|| Statement {
            left,
            right,
            conditions,
            step: link.report.id.clone(),
            proved: link.judgement.verdict == Verdict::Proved && link.judgement.given.is_empty(),
        })
    }

    /// True if the note says nothing of the names of the claim that was not understood.
    fn is_understood(&self, link: &Link) -> bool {
        let Some(claim) = link.claim else {
            return false;
        };
        let names = [claim.left, claim.right]
            .map(|side| self.store.free_names(side))
            .concat();
        !names.iter().any(|name| self.is_obscure(*name)) && !self.says_more_of(link)
    }

    /// The expression with every defined name replaced by its meaning; None if one is left.
    fn unfold(&mut self, context: &Context, id: Id) -> Option<Id> {
        let mut values = Substitution::default();
        let definitions = context
            .facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Definition);
        let mut heads = Vec::new();
        for fact in definitions.filter(|fact| fact.conditions.is_empty()) {
            match self.store.node(fact.left).clone() {
                Node::Name(symbol) if fact.variables.is_empty() => {
                    heads.push(symbol);
                    values.insert(symbol, fact.right);
                }
                Node::Call(head, _) | Node::Component(head, _) => {
                    let Node::Name(symbol) = *self.store.node(head) else {
                        continue;
                    };
                    heads.push(symbol);
                    if matches!(self.store.node(fact.left), Node::Call(..)) {
                        let lambda = self.store.lambda(&fact.variables, fact.right);
                        values.insert(symbol, lambda);
                    }
                }
                _ => {}
            }
        }
        let mut unfolded = bindings::unfold(&mut self.store, &context.facts, id);
        for _ in 0..ROUNDS {
            let next = self.store.substitute(unfolded, &values);
            let next = bindings::unfold(&mut self.store, &context.facts, next);
            if next == unfolded || nodes(&self.store, next) > NODES {
                break;
            }
            unfolded = next;
        }
        let left = heads
            .iter()
            .any(|&head| self.store.mentions(unfolded, head));
        (!left).then_some(unfolded)
    }

    /// Everything supposed of the names of the sides, and of names that share a supposition with them; None if it is
    /// more than can be said.
    fn suppositions(&mut self, context: &Context, sides: &[Id]) -> Option<Vec<Id>> {
        let mut supposed = Vec::new();
        for &(condition, _) in context.hypotheses.iter().chain(&context.carried) {
            supposed.push((condition, self.unfold(context, condition)));
        }
        let mut names: FxHashSet<SymbolId> = sides
            .iter()
            .flat_map(|&side| names_with_sizes(&self.store, side))
            .collect();
        let mut found: Vec<Id> = Vec::new();
        loop {
            let before = found.len();
            for (written, unfolded) in &supposed {
                let condition = unfolded.unwrap_or(*written);
                let own = names_with_sizes(&self.store, condition);
                if found.contains(&condition) || !own.iter().any(|name| names.contains(name)) {
                    continue;
                }
                unfolded.as_ref()?;
                names.extend(own);
                found.push(condition);
            }
            if found.len() == before {
                break;
            }
        }
        (found.len() <= CONDITIONS).then_some(found)
    }

    /// A distribution with the square of a name as a parameter is stated with the square itself as the variable, so
    /// that it also speaks of `N(0, 1)`: the name is the root of it. That loses only the values below zero.
    fn by_variance(&mut self, left: Id, right: Id, conditions: Vec<Id>) -> (Id, Id, Vec<Id>) {
        let mut statement = (left, right, conditions);
        for scale in self.squared_parameters(&statement.2) {
            let symbol = self.store.symbol(scale).clone();
            let spelling = format!("{{{}}}^{{2}}", symbol.spelling);
            let square = self.store.declare(&spelling, Sort::Real);
            let square = self.store.name(square);
            let half = self.store.ratio(1, 2);
            let root = self.store.power(square, half);
            let mut read = |id: Id| square_as_name(&mut self.store, id, scale, square, root);
            let (left, right) = (read(statement.0), read(statement.1));
            let mut conditions: Vec<Id> = statement.2.iter().map(|&c| read(c)).collect();
            let zero = self.store.integer(0);
            conditions.push(self.store.relation(Comparison::Less, zero, square));
            statement = (left, right, conditions);
        }
        statement
    }

    fn squared_parameters(&self, conditions: &[Id]) -> Vec<SymbolId> {
        let mut found = Vec::new();
        for &condition in conditions {
            let Node::Apply(Operator::Draw, pair) = self.store.node(condition) else {
                continue;
            };
            for parameter in self.store.children(pair[1]) {
                if let Node::Power(base, exponent) = self.store.node(parameter)
                    && self
                        .store
                        .as_number(*exponent)
                        .is_some_and(|e| *e == crate::number::Rational::integer(2))
                    && let Node::Name(name) = self.store.node(*base)
                    && *self.store.sort(*base) == Sort::Real
                    && !found.contains(name)
                {
                    found.push(*name);
                }
            }
        }
        found
    }
}

impl Exports {
    fn take(&mut self, from: &Store, statement: Statement) {
        let mut transfer = Transfer::new(from, &|_| ());
        let left = transfer.expression(&mut self.store, statement.left);
        let right = transfer.expression(&mut self.store, statement.right);
        let conditions = statement.conditions.iter();
        let conditions = conditions
            .map(|&c| transfer.expression(&mut self.store, c))
            .collect();
        self.statements.push(Statement {
            left,
            right,
            conditions,
            ..statement
        });
    }
}

/// `s^2` as `square`, and `s` anywhere else as its root.
fn square_as_name(store: &mut Store, id: Id, scale: SymbolId, square: Id, root: Id) -> Id {
    match *store.node(id) {
        Node::Name(name) if name == scale => root,
        Node::Power(base, exponent)
            if matches!(*store.node(base), Node::Name(name) if name == scale)
                && store
                    .as_number(exponent)
                    .is_some_and(|e| *e == crate::number::Rational::integer(2)) =>
        {
            square
        }
        _ => store.map_children(id, 0, |store, child, _| {
            square_as_name(store, child, scale, square, root)
        }),
    }
}

/// Free names, then those in the sizes of their sorts.
pub(super) fn names_with_sizes(store: &Store, id: Id) -> Vec<SymbolId> {
    let mut found = store.free_names(id);
    let mut at = 0;
    while at < found.len() {
        for size in sizes(store, store.symbol(found[at]).sort) {
            for name in store.free_names(size) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        }
        at += 1;
    }
    found
}

fn sizes(store: &Store, sort: SortId) -> Vec<Id> {
    match store.sort_of(sort) {
        Sort::Vector(n) => vec![*n],
        Sort::Matrix(m, n) => vec![*m, *n],
        Sort::Random(inner) | Sort::Sequence(inner) => sizes(store, *inner),
        _ => Vec::new(),
    }
}

/// Number of distinct nodes, up to a little more than what is allowed.
fn nodes(store: &Store, id: Id) -> usize {
    let mut seen: FxHashSet<Id> = FxHashSet::default();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        if seen.len() <= NODES && seen.insert(next) {
            open.extend(store.children(next));
        }
    }
    seen.len()
}
