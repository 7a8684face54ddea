//! Names that the words let be zero: "where $a$ may be zero". No proof takes for granted that they are not.

use super::ledger::Scope as Span;
use super::stated::Stated;
use super::walk::Walk;
use crate::elaborate::sentences::FORMULA;
use crate::expr::{Comparison, Sort};

const MAY: &[&str] = &["may", "might", "can", "could"];
const BESIDE: &[&str] = &["also", "well", "even", "possibly", "sometimes"];

impl Walk<'_> {
    pub(super) fn collect_zeros(&mut self) {
        for sentence in self.sentences {
            for &(at, place) in &sentence.formulas {
                if !may_be_zero(&sentence.words[at + FORMULA.len_utf8()..]) {
                    continue;
                }
                for id in self.named_at(place) {
                    if *self.store.sort(id) == Sort::Real {
                        let zero = self.store.integer(0);
                        let other = self.store.relation(Comparison::NotEqual, id, zero);
                        let doubt = Stated::Doubt(other, Span::Section);
                        self.stated.push((place, doubt));
                    }
                }
            }
        }
    }
}

/// True for what begins with "may be zero", "can also vanish".
fn may_be_zero(words: &str) -> bool {
    let mut words = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !BESIDE.contains(word));
    words.next().is_some_and(|word| MAY.contains(&word))
        && match words.next() {
            Some("vanish") => true,
            Some("be") => matches!(words.next(), Some("zero" | "0")),
            _ => false,
        }
}
