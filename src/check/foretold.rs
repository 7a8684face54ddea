//! Definitions that stand after the display that uses them: "where $\bar{y} = \frac{1}{n} \sum_i y_i$ is the mean", also
//! where a display of their own gives them.
//!
//! A name without a meaning so far has that meaning in the display already. The formula is taken in before the display is
//! judged, as the definition that it is where it stands.

use super::doubts::is_known;
use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::elaborate::denials::denied;
use crate::elaborate::lower::same_sort;
use crate::elaborate::roles::Role;
use crate::elaborate::sentences::FORMULA;
use crate::elaborate::trailing::{Clause, clause, explains, is_stopped, joins};
use crate::expr::{Id, Node, SymbolId};
use crate::parse::tree::Relation;
use crate::report::Verdict;

impl Walk<'_> {
    /// Takes in what the prose after a derivation defines for it; `place` is that of its last display.
    pub(super) fn foretell(&mut self, derivation: usize, place: usize) {
        let (Some(&stands), sentences) = (self.stands.get(&place), self.sentences) else {
            return;
        };
        let stopped = is_stopped(&self.mathematics[place].region.text);
        let clause = clause(sentences, stands, stopped);
        let says = |found: &Clause| found.joined && (found.describes || found.uses);
        let Some(found) = clause.filter(says) else {
            return;
        };
        let sentence = &sentences[found.sentence];
        for &(at, formula) in sentence
            .formulas
            .iter()
            .filter(|(at, _)| *at >= found.start)
        {
            let words = &sentence.words[found.start..at];
            let display = self.mathematics[formula].display;
            let told = match display || found.uses {
                true => explains(words),
                false => joins(words),
            };
            if told && !denied(sentence, at..at + FORMULA.len_utf8()) {
                self.foretell_formula(derivation, formula);
            }
            // "with the parameters .. and the remaining term .."
            let after = &sentence.words[at + FORMULA.len_utf8()..];
            if display && !after.trim_start_matches([',', ' ']).starts_with("and ") {
                break;
            }
        }
    }

    /// Takes in the definitions that a formula consists of; in a display, of names that the derivation shows.
    fn foretell_formula(&mut self, derivation: usize, formula: usize) -> Option<()> {
        let chains = self.chains;
        let own = (0..chains.relations.len()).filter(|&r| chains.relations[r].place == formula);
        let own: Vec<usize> = own.collect();
        if own.len() > 1 && !self.mathematics[formula].display {
            return None;
        }
        let told: Option<Vec<_>> = own
            .into_iter()
            .map(|relation| self.foretold_definition(derivation, relation))
            .collect();
        let told = told.filter(|told| !told.is_empty())?;
        self.foretold.insert(formula);
        for (link, left, right) in told {
            self.suppose(&link, left, right);
        }
        Some(())
    }

    fn foretold_definition(
        &mut self,
        derivation: usize,
        relation: usize,
    ) -> Option<(Link, Id, Id)> {
        let chains = self.chains;
        let relating = &chains.relations[relation];
        let alone = chains.derivations[relating.derivation].relations.len() == 1;
        if !alone || relating.relation != Relation::Equal {
            return None;
        }
        let left = self.expression(relating.left?).ok()?;
        let right = self.expression(relating.right?).ok()?;
        let (left, right) = same_sort(&mut self.store, left, right).ok()?;
        let (name, _) = self.definable(left, right)?;
        // A number or another name is a value that it is given.
        let composed = !self.store.free_names(right).is_empty()
            && !matches!(self.store.node(right), Node::Name(_));
        if !composed || self.keeps_meaning(name, left, right) {
            return None;
        }
        let sides = |r: &usize| [chains.relations[*r].left, chains.relations[*r].right];
        let explained = &chains.derivations[derivation].relations;
        let display = self.mathematics[relating.place].display;
        let mut shown = false;
        for side in explained.iter().flat_map(sides).flatten() {
            let side = self.expression(side).ok();
            // What the display says of the name itself is what the note derives of it.
            if side.and_then(|side| self.store.head(side)) == Some(name) {
                return None;
            }
            shown |= side.is_some_and(|side| self.store.mentions(side, name));
        }
        if display && (!shown || self.derived_again(relating.derivation, left)) {
            return None;
        }
        let id = format!("{}.1", self.numbers.get(&relating.derivation)?);
        let report = self.places.step(id, chains, self.mathematics, relating);
        let link = Link {
            role: Role::Definition,
            ..Link::new(relation, report)
        };
        Some((link, left, right))
    }

    /// True if the name has a meaning that the equation does not replace. "For the second sample .., where
    /// $s = \sum_i y_i$" replaces one; what says of the name what it was defined by is a claim.
    fn keeps_meaning(&mut self, name: SymbolId, left: Id, right: Id) -> bool {
        if !is_known(&self.store, &self.ledger.context(), name) {
            return false;
        }
        let made = self.ledger.lead_to(&self.store, &[name]);
        let names = self.store.free_names(right);
        let other = names.iter().any(|name| !made.contains(name));
        !(other && self.ledger.gives_meaning(left) && self.contradicts(left, right))
    }

    /// A definition that was taken in before the display that it belongs to.
    pub(super) fn told_before(&mut self, mut link: Link) -> Link {
        let relating = &self.chains.relations[link.relation];
        for side in [relating.left, relating.right].into_iter().flatten() {
            if let Ok(id) = self.expression(side) {
                let names = self.store.free_names(id);
                self.seen.extend(names);
            }
        }
        link.role = Role::Definition;
        link.judgement = Judgement::of(Verdict::Assumed);
        link
    }
}
