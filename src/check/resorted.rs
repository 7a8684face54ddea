//! Derivations whose formulas do not fit what the note as a whole makes of their names: a letter is a vector in one
//! section, and a number in another. They are read by what their section, then what they themselves say.
//!
//! Only what cannot be read otherwise is, and only names that the formulas use as numbers become numbers. What fails under
//! such a reading may be meant of the names of the note: it is not wrong.

use super::judge::{Claim, Judgement};
use super::readings::Other;
use super::walk::{Link, Walk, comparison};
use crate::diagnostic::Reason;
use crate::elaborate::lower::{Lowered, lower, same_sort};
use crate::expr::Node;
use crate::parse::tree::Relation;
use crate::report::Verdict;

/// Rows that are proved under a reading for each that fails, so that the reading is the one that is meant.
const HOLDING: usize = 2;

impl Walk<'_> {
    /// Reads the formulas of a derivation, by its own names if they do not fit as they are.
    pub(super) fn read_apart(&mut self, relations: &[usize]) {
        // A proportionality is in the variables that its readable sides show.
        let proportional = |&r: &usize| self.chains.relations[r].relation == Relation::Proportional;
        if relations.iter().any(proportional) {
            return;
        }
        let expressions = self.expressions_of(relations);
        for &index in &expressions {
            let _ = self.expression(index);
        }
        let clashing = self.clashing(relations, None);
        if clashing.is_empty() {
            return;
        }
        let fitting: Vec<usize> = relations
            .iter()
            .copied()
            .filter(|relation| !clashing.contains(relation))
            .collect();
        let kept = self.expressions_of(&fitting);
        let sections = self.sentences.iter().any(|sentence| sentence.section > 0);
        let others = [Other::Section, Other::Derivation];
        for other in others.into_iter().skip(usize::from(!sections)) {
            let scope = self.scope_of(other, relations);
            let usual = std::mem::replace(&mut self.scope, scope);
            let mut read: Vec<(usize, Lowered)> = Vec::new();
            for &index in &expressions {
                let tree = &self.chains.expressions[index].tree;
                let lowered = lower(&mut self.store, &mut self.scope, tree);
                read.extend(lowered.ok().map(|lowered| (index, lowered)));
            }
            self.scope = usual;
            // What fits as it is keeps its meaning.
            let keeps = |index: &usize| match &self.lowered[index] {
                Ok(usual) => read
                    .iter()
                    .any(|(known, l)| known == index && l.id == usual.id),
                Err(_) => true,
            };
            if !kept.iter().all(keeps)
                || self.gives_density(&clashing, &read)
                || !self.clashing(relations, Some(&read)).is_empty()
            {
                continue;
            }
            let numbers = match other {
                Other::Section => self.section_scope(relations).1.clone(),
                _ => self.used_as_numbers(relations),
            };
            if self.keeps_sorts(&read, relations, &numbers).is_some() {
                // What it says of the note's names is not taken in.
                for &relation in &clashing {
                    self.obscure(relation, relation == relations[0]);
                }
                self.resorted.extend(read.iter().map(|(index, _)| *index));
                let read = read
                    .into_iter()
                    .map(|(index, lowered)| (index, Ok(lowered)));
                self.lowered.extend(read);
                return;
            }
        }
    }

    /// Whether a relation may say what a density is: the names of densities are those of the note, of whatever they are.
    fn gives_density(&self, relations: &[usize], read: &[(usize, Lowered)]) -> bool {
        let mut lefts = relations
            .iter()
            .filter_map(|&r| self.chains.relations[r].left);
        lefts.any(|left| {
            let side = read.iter().find(|(index, _)| *index == left);
            side.is_some_and(|(_, l)| matches!(self.store.node(l.id), Node::Density { .. }))
        })
    }

    /// The relations of which a side cannot be read, or two cannot be compared: as usual, or where the expressions are read
    /// so.
    fn clashing(&mut self, relations: &[usize], read: Option<&[(usize, Lowered)]>) -> Vec<usize> {
        let mut found = Vec::new();
        for &relation in relations {
            let relating = &self.chains.relations[relation];
            let (Some(left), Some(right)) = (relating.left, relating.right) else {
                continue;
            };
            let sides = [left, right].map(|index| match read {
                Some(read) => {
                    let found = read.iter().find(|(known, _)| *known == index);
                    found.map(|(_, lowered)| lowered.id)
                }
                None => self.lowered[&index].as_ref().ok().map(|l| l.id),
            });
            let clash = match sides {
                [Some(a), Some(b)] => {
                    comparison(relating.relation, a, b).is_some()
                        && same_sort(&mut self.store, a, b).is_err()
                }
                _ => true,
            };
            if clash {
                found.push(relation);
            }
        }
        found
    }

    /// Nothing is called wrong that was read by other names than the note's, unless it goes on a derivation of which most
    /// holds so; its first row says what the note's names have to do with it.
    pub(super) fn spare_resorted(&self, links: &mut [Link]) {
        let holds = |link: &&Link| link.judgement.verdict == Verdict::Proved;
        let fails = |link: &&Link| link.judgement.verdict == Verdict::Refuted;
        let holding = links.iter().filter(holds).count();
        let meant = holding >= HOLDING * links.iter().filter(fails).count();
        let spared = if meant { 1 } else { links.len() };
        for link in links.iter_mut().take(spared) {
            let relating = &self.chains.relations[link.relation];
            let mut sides = relating.left.into_iter().chain(relating.right);
            let names = |claim: &Claim| {
                let sides = [claim.left, claim.right];
                sides
                    .iter()
                    .any(|&side| !self.store.free_names(side).is_empty())
            };
            if link.judgement.verdict == Verdict::Refuted
                && link.slip.is_none()
                && link.claim.as_ref().is_none_or(names)
                && sides.any(|side| self.resorted.contains(&side))
            {
                let text =
                    "it fails where its names are of another kind than elsewhere in the note";
                link.judgement = Judgement::unknown(Reason::Ambiguous, text);
            }
        }
    }
}
