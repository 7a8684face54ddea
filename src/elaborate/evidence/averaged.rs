//! Names that are random because the note takes moments of them: the r of `\mathrm{Var}(r)`.

use super::*;
use crate::elaborate::names::comma_items;
use crate::elaborate::scope::Scope;
use crate::expr::Store;

/// Letters of constants by custom, whose mean may be written out as a step: `E[X - \mu] = E[X] - E[\mu]`.
const CONSTANTS: &[&str] = &["a", "b", "c", "k", r"\mu", r"\sigma"];

impl Study {
    /// Notes the names that are operands of a moment all by themselves.
    pub(super) fn averaged(&mut self, operands: &Tree) {
        for found in comma_items(operands).into_iter().filter_map(written) {
            let (key, _) = self.resolve(&found, &|_| false);
            // `e^{tX}` is a power of a number.
            let power = found.letter == "e" && found.sup.is_some();
            self.at(&key).averaged |= !power && !CONSTANTS.contains(&found.letter.as_str());
        }
    }

    /// Nobody takes the moments of a constant: what stands in one all by itself is random, but for parameters of laws.
    pub(super) fn settle_averaged(&mut self) {
        let said = self.names.values().flat_map(|e| &e.said);
        let laws = said.filter_map(|says| match says {
            Says::Drawn(law) => Some(letters(law)),
            _ => None,
        });
        let parameters: FxHashSet<String> = laws.flatten().collect();
        for (key, evidence) in &mut self.names {
            let parameter = evidence.in_distribution || parameters.contains(key);
            if evidence.averaged && !parameter && !evidence.integer {
                evidence.random = true;
                self.has_random = true;
            }
        }
    }

    /// Takes over what another study of the note saw moments of.
    pub(super) fn take_averaged(&mut self, other: &Study) {
        let averaged = other.names.iter().filter(|(_, e)| e.averaged && e.random);
        for (key, _) in averaged {
            let evidence = self.at(key);
            (evidence.averaged, evidence.random) = (true, true);
            self.has_random = true;
        }
    }
}

impl Scope {
    /// What the note has fixed as random is so in a scope of a part of it as well.
    pub fn keep_random(&mut self, store: &Store, note: &Scope) {
        for (key, &(symbol, _)) in &note.fixed {
            if store.is_chance(store.symbol(symbol).sort) {
                self.declare(store, key, symbol);
            }
        }
    }
}
