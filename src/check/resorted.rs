//! Derivations whose formulas do not fit what the note as a whole makes of their names: a letter is a vector in one
//! section, and a number in another. They are read by what their section, then what they themselves say.
//!
//! Only what cannot be read otherwise is, and only names that the formulas use as numbers become numbers. What fails under
//! such a reading may be meant of the names of the note: it is not wrong.

use super::judge::Judgement;
use super::readings::Other;
use super::walk::{Link, Walk, comparison};
use crate::diagnostic::Reason;
use crate::elaborate::lower::{ILL_SORTED, Lowered, lower, same_sort};
use crate::report::Verdict;

impl Walk<'_> {
    /// Reads the formulas of a derivation, by its own names if they do not fit as they are.
    pub(super) fn read_apart(&mut self, relations: &[usize]) {
        let expressions = self.expressions_of(relations);
        for &index in &expressions {
            let _ = self.expression(index);
        }
        if !self.clashes(relations, None) {
            return;
        }
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
            let whole = |index: &usize| {
                self.lowered[index].is_err() || read.iter().any(|(known, _)| known == index)
            };
            if !expressions.iter().all(whole) || self.clashes(relations, Some(&read)) {
                continue;
            }
            let numbers = match other {
                Other::Section => self.section_scope(relations).1.clone(),
                _ => self.used_as_numbers(relations),
            };
            if self.keeps_sorts(&read, relations, &numbers).is_some() {
                self.resorted.extend(read.iter().map(|(index, _)| *index));
                let read = read.into_iter().map(|(index, lowered)| (index, Ok(lowered)));
                self.lowered.extend(read);
                return;
            }
        }
    }

    /// Whether a side cannot be read, or two cannot be compared, since their parts are of other sorts than they should be:
    /// as usual, or where the expressions are read so.
    fn clashes(&mut self, relations: &[usize], read: Option<&[(usize, Lowered)]>) -> bool {
        let find = |walk: &Self, index: usize| match read {
            Some(read) => {
                let found = read.iter().find(|(known, _)| *known == index);
                found.map(|(_, lowered)| lowered.id)
            }
            None => walk.lowered[&index].as_ref().ok().map(|l| l.id),
        };
        for &relation in relations {
            let relating = &self.chains.relations[relation];
            let (Some(left), Some(right)) = (relating.left, relating.right) else {
                continue;
            };
            let ill = |walk: &Self, index: usize| {
                find(walk, index).is_none()
                    && walk.lowered[&index].as_ref().is_err_and(|u| u.code == ILL_SORTED)
            };
            if ill(self, left) || ill(self, right) {
                return true;
            }
            if let (Some(left), Some(right)) = (find(self, left), find(self, right))
                && comparison(relating.relation, left, right).is_some()
                && same_sort(&mut self.store, left, right).is_err()
            {
                return true;
            }
        }
        false
    }

    /// Nothing is called wrong that was read by other names than the note's.
    pub(super) fn spare_resorted(&self, links: &mut [Link]) {
        for link in links {
            let relating = &self.chains.relations[link.relation];
            let mut sides = relating.left.into_iter().chain(relating.right);
            if link.judgement.verdict == Verdict::Refuted
                && link.slip.is_none()
                && sides.any(|side| self.resorted.contains(&side))
            {
                let text =
                    "it fails where its names are of another kind than elsewhere in the note";
                link.judgement = Judgement::unknown(Reason::Ambiguous, text);
            }
        }
    }
}
