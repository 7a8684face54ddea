//! The way through the text between steps: what its words take in, and what they end.

use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::elaborate::cases::{lead, opening};
use crate::elaborate::denials::{retracts, withdraws};
use crate::elaborate::lower::lower;
use crate::elaborate::phrases::goes_on;
use crate::elaborate::sentences::Sentence;
use crate::elaborate::turns::{
    begins_unit, frees, is_general, turns_away, turns_dependent, turns_to_other_laws,
};
use crate::parse::{self, tree::Relation};
use crate::read::note::ItemKind;

impl Walk<'_> {
    /// Goes on through the text to a place: takes in what it says on the way, and ends what holds no longer.
    pub(super) fn enter(&mut self, place: usize) {
        while self.stated.last().is_some_and(|(at, _)| *at <= place) {
            if let Some((at, stated)) = self.stated.pop() {
                self.pass(at);
                self.take_in(at, stated);
            }
        }
        self.pass(place);
    }

    /// Enters the section and the sentence of a place.
    fn pass(&mut self, place: usize) {
        let Some(&(at, stand)) = self.stands.get(&place) else {
            return;
        };
        let sentences = self.sentences;
        let sentence = &sentences[at];
        let another = self.ledger.enter_section(sentence.section, &self.sections);
        if another {
            self.enter_heading(sentence.section, place);
        }
        if (self.passed..=at).any(|passed| retracts(&sentences[passed])) {
            self.ledger.retract();
        }
        if (self.passed..=at).any(|passed| withdraws(&sentences[passed])) {
            self.ledger.retract_last();
            self.rows.end();
        }
        if (self.passed..=at).any(|passed| turns_away(&sentences[passed])) {
            self.ledger.end_values(&self.store);
            self.ledger.leave_case(|_| true);
            self.rows.end();
        }
        if at + 1 >= self.passed && self.ledger.enter_theorem(sentence.unit) {
            self.rows.end();
        }
        self.ledger.enter_sentence(at, goes_on(sentence));
        for passed in &sentences[self.passed..(at + 1).max(self.passed)] {
            self.turn(passed);
        }
        if let Some(case) = lead(sentence, stand) {
            self.ledger.enter_case(&case);
        }
        self.passed = self.passed.max(at + 1);
        if another {
            self.forget_aliases(place);
        }
        while self.paired.last().is_some_and(|(said, ..)| *said <= at) {
            if let Some((_, fact, family)) = self.paired.pop() {
                self.ledger.fact(fact, Some(family), Span::Note);
            }
        }
    }

    /// What a heading gives a value to ("the case $x = 1$") is not called wrong below it; a general case ends what others
    /// suppose.
    fn enter_heading(&mut self, section: usize, place: usize) {
        let headings = self.note.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Heading { text, .. } => Some(text),
            _ => None,
        });
        let number = section.checked_sub(1);
        let Some(title) = number.and_then(|at| headings.into_iter().nth(at)) else {
            return;
        };
        if is_general(title) {
            self.ledger.end_cases(&self.sections);
        }
        let source = format!("line {}", self.line_of_place(place));
        for formula in title.split('$').skip(1).step_by(2) {
            let parsed = parse::parse(formula, &[]);
            let statements = parsed.rows.iter().flat_map(|row| &row.statements);
            let valued =
                statements.filter(|one| matches!(one.relations[..], [(Relation::Equal, _)]));
            for side in valued.filter_map(|one| one.sides.first()?.as_ref()) {
                if let Ok(lowered) = lower(&mut self.store, &mut self.scope, side) {
                    self.ledger.doubt(lowered.id, source.clone(), Span::Section);
                }
            }
        }
    }

    /// Ends what the words of a sentence turn away from.
    fn turn(&mut self, sentence: &Sentence) {
        if begins_unit(sentence) {
            self.ledger.enter_unit();
        }
        if let Some(case) = opening(sentence) {
            self.ledger.enter_case(&case);
        }
        if turns_to_other_laws(sentence) {
            self.ledger.end_laws(&self.store);
            self.rows.end();
        }
        if frees(sentence) {
            self.ledger.end_conditions(&self.store);
            self.rows.end();
        }
        if turns_dependent(sentence) {
            self.ledger.end_independence(&self.store);
            self.rows.end();
        }
    }
}
