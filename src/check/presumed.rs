//! What a theorem supposes in its statement holds in its proof: the bounds and properties that were said beside its only
//! display, "where $0 \le \lambda \le 1$", "for any $k > 0$".

use std::ops::RangeInclusive;

use super::judge::{Claim, Judgement};
use super::ledger::Entry;
use super::walk::Walk;
use crate::elaborate::parts::Part;
use crate::elaborate::words::has_words;
use crate::expr::{Comparison, Node};

/// Words by which a step is meant of more than what the theorem supposes.
const GENERAL: [&str; 8] = [
    "general",
    "generally",
    "any",
    "all",
    "every",
    "each",
    "arbitrary",
    "without",
];

impl Walk<'_> {
    /// The judgement of a claim of a proof by what its theorem supposes, if it passes by that; each condition with its sentence.
    pub(super) fn judged_by_statement(
        &mut self,
        claim: Claim,
        place: usize,
        lapsed: &[(Entry, usize)],
    ) -> Option<Judgement> {
        let statement = self.statement_of(place)?;
        let mut context = self.ledger.context();
        let mut any = false;
        let said = lapsed
            .iter()
            .filter(|(_, sentence)| statement.contains(sentence));
        for (entry, _) in said {
            match entry {
                // What a property amounts to; an equation may be one of several cases.
                Entry::Fact(fact) if fact.source.starts_with("line ") => {
                    context.facts.share(fact.clone());
                }
                Entry::Hypothesis(said) | Entry::Carried(said)
                    if !matches!(
                        self.store.node(said.0),
                        Node::Relation(Comparison::Equal, ..)
                    ) =>
                {
                    context.hypotheses.share(said.clone());
                }
                _ => continue,
            }
            any = true;
        }
        let judgement = any.then(|| self.judge(&context, claim))?;
        judgement.passes().then_some(judgement)
    }

    /// The sentences of the theorem that a place is in the proof of, if it has one display.
    fn statement_of(&self, place: usize) -> Option<RangeInclusive<usize>> {
        let part = |&at: &usize| self.parts[at];
        let unit = |at: usize| Some(self.sentences[self.stands.get(&at)?.0].unit);
        let last = (0..=place).rev().find(|at| part(at) != Part::Proof)?;
        let first = (0..=last)
            .rev()
            .take_while(|at| part(at) == Part::Statement && unit(*at) == unit(place))
            .last()?;
        let displays = (first..=last).filter(|&at| self.mathematics[at].display);
        let &(own, _) = self.stands.get(&place)?;
        let words = &self.sentences[own].words;
        if displays.count() != 1 || GENERAL.iter().any(|word| has_words(words, word)) {
            return None;
        }
        Some(self.stands.get(&first)?.0..=self.stands.get(&last)?.0)
    }
}
