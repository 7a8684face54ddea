//! Definitions that stand after the display that uses them: "where $\bar{y} = \frac{1}{n} \sum_i y_i$ is the mean".
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
use crate::elaborate::trailing::{clause, is_stopped, joins};
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
        let Some(found) = clause.filter(|found| found.joined && found.describes) else {
            return;
        };
        let sentence = &sentences[found.sentence];
        for &(at, formula) in sentence
            .formulas
            .iter()
            .filter(|(at, _)| *at >= found.start)
        {
            if self.mathematics[formula].display {
                break;
            }
            let told = joins(&sentence.words[found.start..at]);
            if told && !denied(sentence, at..at + FORMULA.len_utf8()) {
                self.foretell_formula(derivation, formula);
            }
        }
    }

    /// Takes in the definition that a formula is by itself.
    fn foretell_formula(&mut self, derivation: usize, formula: usize) -> Option<()> {
        let chains = self.chains;
        let mut own = (0..chains.relations.len()).filter(|&r| chains.relations[r].place == formula);
        let (relation, None) = (own.next()?, own.next()) else {
            return None;
        };
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
        // What the display says of the name itself is what the note derives of it.
        let heads = &chains.derivations[derivation].relations;
        let heads: Vec<usize> = heads
            .iter()
            .filter_map(|&r| chains.relations[r].left)
            .collect();
        for head in heads {
            let head = self.expression(head).ok();
            if head.and_then(|head| self.store.head(head)) == Some(name) {
                return None;
            }
        }
        let id = format!("{}.1", self.numbers.get(&relating.derivation)?);
        let report = self.places.step(id, chains, self.mathematics, relating);
        let link = Link {
            role: Role::Definition,
            ..Link::new(relation, report)
        };
        self.foretold.insert(formula);
        self.suppose(&link, left, right);
        Some(())
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
