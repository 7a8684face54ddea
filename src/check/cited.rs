//! What a derivation cites of its own note: displays by label or number, or "this" for the one right before.
//!
//! A relation that is not proved helps only where the author refers to it, and what rests on it says so (`given`).
//! Only relations judged before can be cited, so that no proof rests on itself; claims of a theorem never are.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::doubts::any;
use super::exported::Exports;
use super::judge::{Claim, Judgement, judge_proof};
use super::ledger::Scope;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::citations::{self, Named};
use crate::elaborate::parts::Part;
use crate::elaborate::roles::{self, Role};
use crate::expr::{BinderKind, Comparison, Id, Node, Store, SymbolId};
use crate::parse::tree::Relation;
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// What a row of a display may contribute to the derivations that cite it.
#[derive(Debug, Clone)]
pub(super) struct Citable {
    place: usize,
    row: usize,
    fact: Fact,
    /// Sources of what it was proved from; it can be cited as long as they hold.
    rests_on: Vec<String>,
}

impl Walk<'_> {
    /// Takes what the derivation cites into the ledger, until the derivation ends.
    pub(super) fn cite(&mut self, derivation: usize) {
        let targets = self.targets_cited_by(derivation);
        let theorems = self
            .unproved
            .iter()
            .filter(|(target, _)| targets.contains(target));
        let theorems: Vec<Fact> = theorems.map(|(_, fact)| fact.clone()).collect();
        for fact in theorems {
            self.ledger.cited(fact, Vec::new());
        }
        for named in self.cited_by(derivation) {
            let wanted = |known: &&Citable| {
                known.place == named.0 && named.1.is_none_or(|row| row == known.row)
            };
            for known in self.citable.iter().filter(wanted) {
                if self.ledger.holds(&known.rests_on) {
                    self.ledger
                        .cited(known.fact.clone(), known.rests_on.clone());
                }
            }
        }
    }

    /// What the equations so far say that derivatives are, first ones first.
    pub(super) fn derivatives_found(&self) -> impl Iterator<Item = Id> {
        let slope = |store: &Store, id: Id| {
            matches!(store.node(id), Node::Bind(BinderKind::Derivative, ..))
        };
        let known = self.citable.iter();
        known
            .filter(move |known| any(&self.store, known.fact.left, slope))
            .map(|known| known.fact.right)
    }

    /// Takes over the theorems of other notes: proved ones for all of the note, others for what cites them.
    pub fn import(&mut self, theorems: &[(String, Arc<Exports>)]) {
        let samples = theorems.iter().filter(|(_, exports)| exports.sample);
        self.citations.samples = samples.map(|(target, _)| target.clone()).collect();
        for (serial, (target, exports)) in theorems.iter().enumerate() {
            for fact in exports.facts(&mut self.store, target, serial as u32) {
                match fact.given {
                    true => self.unproved.push((target.clone(), fact)),
                    false => self.ledger.fact(fact, None, Scope::Note),
                }
            }
        }
    }

    /// The formulas that the text leading to the derivation, and the marks on its signs, refer to.
    pub(super) fn cited_by(&self, derivation: usize) -> Vec<Named> {
        let chain = &self.chains.derivations[derivation];
        let mut names: Vec<String> = Vec::new();
        let mut found: Vec<Named> = Vec::new();
        let mut places = Vec::new();
        for &relation in &chain.relations {
            let relating = &self.chains.relations[relation];
            let cell = self.mathematics[relating.place].region.cell;
            names.extend(citations::marks(self.note.source(cell), &relating.sign));
            if places.contains(&relating.place) {
                continue;
            }
            places.push(relating.place);
            let Some(lead) = self.citations.lead(relating.place) else {
                continue;
            };
            names.extend(lead.names.iter().cloned());
            if lead.before {
                let before = (0..relating.place)
                    .rev()
                    .find(|&place| self.mathematics[place].display);
                found.extend(before.map(|place| (place, None)));
            }
        }
        found.extend(names.iter().filter_map(|name| self.citations.named(name)));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The links in the text that leads to the displays of the derivation.
    fn targets_cited_by(&self, derivation: usize) -> Vec<String> {
        let relations = &self.chains.derivations[derivation].relations;
        let leads = relations
            .iter()
            .filter_map(|&relation| self.citations.lead(self.chains.relations[relation].place));
        leads
            .flat_map(|lead| lead.targets.iter().cloned())
            .collect()
    }

    /// An equation that is quoted from elsewhere, as the text before it says by a link, and that could not be decided: it
    /// is supposed, and whatever rests on it says so.
    pub(super) fn quote(&mut self, links: &mut [Link]) {
        let Some(link) = links.first_mut() else {
            return;
        };
        let relating = &self.chains.relations[link.relation];
        let undecided = matches!(
            link.judgement.reason,
            Some((Reason::Undecided | Reason::NoModel, _))
        ) && link.judgement.verdict == Verdict::Unknown;
        let quoted = self
            .citations
            .lead(relating.place)
            .filter(|lead| !lead.targets.is_empty() && !lead.derives);
        let claim = link
            .claim
            .filter(|claim| claim.relation == Comparison::Equal);
        let (Some(lead), Some(claim)) = (quoted, claim) else {
            return;
        };
        let step = link.role == Role::Step && self.parts[relating.place] != Part::Statement;
        let known = self
            .citable
            .iter()
            .any(|known| known.fact.left == claim.left);
        if !undecided || !step || known || !is_quantity(&self.store, claim.left) {
            return;
        }
        let source = link.report.id.clone();
        let meaning = self.definable(claim.left, claim.right);
        let meaning = meaning.filter(|(name, _)| !self.ledger.defines(&self.store, *name));
        let (kind, about, variables) = match meaning {
            Some((name, variables)) => (FactKind::Definition, Some(name), variables),
            None => (FactKind::Result, None, Vec::new()),
        };
        let (left, right) = (claim.left, claim.right);
        let fact = Fact {
            kind,
            left,
            right,
            variables,
            conditions: Vec::new(),
            source,
            given: true,
        };
        let scope = if self.ledger.has_local() {
            Scope::Derivation
        } else {
            Scope::Note
        };
        link.role = Role::Hypothesis;
        link.judgement = Judgement {
            uses: lead.targets.clone(),
            ..Judgement::of(Verdict::Assumed)
        };
        self.ledger.fact(fact, about, scope);
    }

    /// The role of an equation that the text quotes by a link or calls a definition, of a name, or of a power of one, that
    /// the note did not give a meaning yet, whether it used it before or not; but for what the note announces itself.
    pub(super) fn defines_by_link(&self, link: &Link, left: Id, right: Id) -> Option<Role> {
        let relating = &self.chains.relations[link.relation];
        let lead = self.citations.lead(relating.place);
        let quoted = lead.is_some_and(|lead| lead.quotes && !lead.derives)
            || link.role == Role::Step && self.defines(relating.place);
        let open = match link.role {
            Role::Hypothesis => matches!(self.store.node(left), Node::Name(_)),
            Role::Step => self.is_first(link.relation),
            _ => false,
        };
        let composed = !self.store.free_names(right).is_empty();
        let new = |name: SymbolId| {
            let known = self.ledger.context();
            let announced = link.role == Role::Step && self.announced.contains(&name);
            !announced
                && !super::doubts::is_known(&self.store, &known, name)
                && !makes(&self.store, &known, right, name)
        };
        let (role, name) = match self.definable(left, right) {
            Some((name, _)) => (Role::Definition, name),
            None => (Role::Hypothesis, roles::power_of(&self.store, left, right)?),
        };
        let defines = open
            && relating.relation == Relation::Equal
            && self.parts[relating.place] != Part::Statement
            && quoted
            && composed
            && new(name);
        defines.then_some(role)
    }

    /// True for the first relation of its derivation.
    fn is_first(&self, relation: usize) -> bool {
        let derivation = &self.chains.derivations[self.chains.relations[relation].derivation];
        derivation.display && derivation.relations.first() == Some(&relation)
    }

    /// Judges a claim; with what the derivation cites only where it is not proved without.
    pub(super) fn judge_citing(&mut self, claim: Claim) -> Judgement {
        let context = self.ledger.context();
        let Some(uncited) = self.ledger.uncited() else {
            return self.judge(&context, claim);
        };
        let plain = self.judge(&uncited, claim);
        if plain.verdict == Verdict::Proved {
            return plain;
        }
        // What is cited can only prove: the numbers do not depend on it.
        match judge_proof(&mut self.store, self.theory, &context, claim, self.budget) {
            Some(cited) if cited.verdict == Verdict::Proved => cited,
            _ => plain,
        }
    }

    /// Sources of what the step was proved from, where it cites through what the cited was proved from.
    pub(super) fn grounds(&self, link: &Link) -> Vec<String> {
        self.ledger.grounds(&link.judgement.uses)
    }

    /// The beginning of what can be cited of a chain that starts by giving a name its meaning.
    fn defining(&mut self, link: &Link) -> Option<(usize, Id, Fact, Vec<String>)> {
        let relating = &self.chains.relations[link.relation];
        let equation = relating.relation == Relation::Equal && link.role == Role::Definition;
        if !equation || link.judgement.verdict != Verdict::Assumed {
            return None;
        }
        let (place, right) = (relating.place, relating.right?);
        let left = self.expression(relating.left?).ok()?;
        let right = self.expression(right).ok()?;
        let fact = Fact::plain(FactKind::Result, left, right, link.report.id.clone());
        Some((place, right, fact, Vec::new()))
    }

    /// What later derivations may cite of this one: each equation as far as it can be trusted, and each display from
    /// its first expression to its last.
    pub(super) fn make_citable(&mut self, links: &[Link]) {
        if self.ledger.has_local() {
            return;
        }
        let mut run: Option<(usize, Id, Fact, Vec<String>)> = None;
        for link in links {
            let relating = &self.chains.relations[link.relation];
            let usable = equation(link).filter(|_| link.claims_as_written(self.chains));
            let Some((left, right)) = usable else {
                run = self.defining(link);
                continue;
            };
            let fact = Fact {
                given: link.judgement.verdict != Verdict::Proved
                    || !link.judgement.given.is_empty(),
                ..Fact::plain(FactKind::Result, left, right, link.report.id.clone())
            };
            let place = relating.place;
            let mut grounds = self.grounds(link);
            if link.judgement.verdict != Verdict::Proved {
                // It may hold only under what is supposed of its names.
                let names = [self.store.free_names(left), self.store.free_names(right)].concat();
                grounds.extend(self.ledger.suppositions(&self.store, &names));
            }
            let (from_start, all_grounds) = match run.take() {
                Some((at, last, start, before)) if at == place && last == left => {
                    let whole = Fact {
                        left: start.left,
                        given: start.given || fact.given,
                        ..fact.clone()
                    };
                    (whole, [before, grounds.clone()].concat())
                }
                _ => (fact.clone(), grounds.clone()),
            };
            run = Some((place, right, from_start.clone(), all_grounds.clone()));
            let between: Vec<Id> = links
                .iter()
                .filter_map(|link| link.claim)
                .flat_map(|claim| [claim.left, claim.right])
                .collect();
            for (fact, rests_on) in [(fact, grounds), (from_start, all_grounds)] {
                let fact = self.general(fact, &rests_on, &between);
                let row = relating.row;
                let known = |c: &Citable| {
                    c.place == place && c.fact.left == fact.left && c.fact.right == fact.right
                };
                if !self.citable.iter().any(known) {
                    self.citable.push(Citable {
                        place,
                        row,
                        fact,
                        rests_on,
                    });
                }
            }
        }
    }
}

/// A name, or something said of names: what a note may quote the value of.
fn is_quantity(store: &Store, id: Id) -> bool {
    let name = |id: &Id| matches!(store.node(*id), Node::Name(_));
    match store.node(id) {
        Node::Name(_) => true,
        Node::Call(..) | Node::Component(..) | Node::Density { .. } | Node::Apply(..) => {
            store.children(id).iter().all(name)
        }
        _ => false,
    }
}

/// True if the name occurs in an expression, or in what the equations in force make of its names.
fn makes(store: &Store, known: &Context, id: Id, name: SymbolId) -> bool {
    let (mut seen, mut open) = (FxHashSet::default(), store.free_names(id));
    while let Some(next) = open.pop() {
        if next == name {
            return true;
        }
        if seen.insert(next) {
            let facts = known.facts.iter();
            let about = facts.filter(|fact| store.mentions(fact.left, next));
            open.extend(about.flat_map(|fact| store.free_names(fact.right)));
        }
    }
    false
}

/// The two sides of an equation that is proved, or at least neither refuted nor misread.
fn equation(link: &Link) -> Option<(Id, Id)> {
    let claim = link
        .claim
        .filter(|claim| claim.relation == Comparison::Equal)?;
    (link.role == Role::Step && is_open(&link.judgement)).then_some((claim.left, claim.right))
}

fn is_open(judgement: &Judgement) -> bool {
    match judgement.verdict {
        Verdict::Proved | Verdict::Supported => true,
        Verdict::Unknown => {
            matches!(
                judgement.reason,
                Some((Reason::Undecided | Reason::NoModel | Reason::Budget, _))
            )
        }
        _ => false,
    }
}
