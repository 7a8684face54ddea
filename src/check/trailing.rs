//! Conditions that stand after a derivation and belong to it: taken in before it is judged. What was not fully understood
//! of them is doubted, so that the derivation is not called wrong for the lack of it.

use super::ledger::Scope as Span;
use super::walk::{Walk, comparison};
use crate::elaborate::attributions::{Attribution, attributions};
use crate::elaborate::declare::named;
use crate::elaborate::denials::denied;
use crate::elaborate::lower::{lower, same_sort};
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::elaborate::trailing::{
    Clause, Condition, clause, conditions, is_comparison, is_stopped, is_trailing, is_worded, leads,
};
use crate::expr::Id;
use crate::parse::tree::{Relation, Statement};

impl Walk<'_> {
    /// Takes the conditions that follow a displayed derivation into the ledger, until it ends.
    pub(super) fn trail(&mut self, derivation: usize) {
        let chains = self.chains;
        let chain = &chains.derivations[derivation];
        if !chain.display {
            return;
        }
        let mut rows: Vec<(usize, usize, usize)> = Vec::new();
        for &relation in &chain.relations {
            let relating = &chains.relations[relation];
            rows.push((relating.place, relating.row, relating.statement));
        }
        rows.dedup_by_key(|row| (row.0, row.1));
        let mathematics = self.mathematics;
        for &(place, row, statement) in &rows {
            let row = &mathematics[place].formula.rows[row];
            for at in (statement + 1..row.statements.len()).filter(|&at| is_trailing(row, at)) {
                self.trailing_statement(place, &row.statements[at]);
            }
        }
        if let Some(&(place, ..)) = rows.last() {
            self.foretell(derivation, place);
            self.trailing_prose(place);
        }
    }

    /// True for a relation that is only a condition of those before it in its row.
    pub(super) fn is_trailing(&self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let math = &self.mathematics[relating.place];
        is_comparison(relating.relation)
            && math.display
            && is_trailing(&math.formula.rows[relating.row], relating.statement)
    }

    fn trailing_statement(&mut self, place: usize, statement: &Statement) {
        let stated = conditions(statement);
        for &condition in &stated {
            self.trailing_condition(place, condition);
        }
        if stated.is_empty() && is_worded(statement) {
            self.trailing_words(place, statement);
        }
    }

    /// `\text{for positive } x`.
    fn trailing_words(&mut self, place: usize, statement: &Statement) {
        let mut sentence = Sentence::default();
        for (text, _) in &statement.words {
            sentence.words.push_str(&text.to_lowercase());
            sentence.words.push(' ');
        }
        sentence.formulas.push((sentence.words.len(), place));
        sentence.words.push(FORMULA);
        let given = attributions(&sentence);
        for tree in statement.sides.iter().flatten() {
            let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree) else {
                continue;
            };
            let mut held = Vec::new();
            for one in given.iter().filter(|one| !one.denied) {
                held.extend(self.conditions(one.properties, lowered.id));
            }
            match held.is_empty() {
                true => self.trailing_doubt(place, lowered.id),
                false => held
                    .into_iter()
                    .for_each(|id| self.trailing_hypothesis(place, id)),
            }
        }
    }

    /// "where $x > 0$", "for positive $x$" after the display; what only may be meant for it is doubted.
    fn trailing_prose(&mut self, place: usize) {
        let (Some(&stands), sentences) = (self.stands.get(&place), self.sentences) else {
            return;
        };
        let mathematics = self.mathematics;
        let stopped = is_stopped(&mathematics[place].region.text);
        let clause = clause(sentences, stands, stopped);
        let Some(found) = clause.filter(|found| !found.uses) else {
            return;
        };
        let sentence = &sentences[found.sentence];
        let mut after = sentence.formulas.clone();
        after.retain(|&(at, _)| at >= found.start);
        // Before another display of the sentence, "for x > 0 and" belongs to this one; any other sentence leads to its own.
        let next = after
            .iter()
            .position(|&(_, place)| mathematics[place].display);
        if next.is_some() && !found.joined {
            return;
        }
        let end = next.map_or(sentence.words.len(), |next| after[next].0);
        after.truncate(next.unwrap_or(after.len()));
        for &(at, formula) in &after {
            if self.foretold.contains(&formula) {
                continue;
            }
            let behind = at + FORMULA.len_utf8();
            let from = if found.describes { behind } else { found.start };
            let close = leads(&sentence.words[found.start..at])
                && (found.describes && next.is_none() || leads(&sentence.words[from..end]));
            let sure = found.joined && close && !denied(sentence, at..behind);
            let rows = &mathematics[formula].formula.rows;
            for statement in rows.iter().flat_map(|row| &row.statements) {
                for condition in conditions(statement) {
                    match sure {
                        true => self.trailing_condition(place, condition),
                        false => self.trailing_doubts(place, condition),
                    }
                }
            }
        }
        for given in attributions(sentence)
            .iter()
            .filter(|given| (found.start..end).contains(&given.at))
        {
            self.trailing_attribution(place, found, given);
        }
    }

    fn trailing_attribution(&mut self, place: usize, found: Clause, given: &Attribution) {
        let (sentence, mathematics) = (&self.sentences[found.sentence], self.mathematics);
        for &formula in &given.formulas {
            for tree in named(&mathematics[sentence.formulas[formula].1]) {
                let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree) else {
                    continue;
                };
                for id in self.conditions(given.properties, lowered.id) {
                    match found.joined && found.describes && !given.denied {
                        true => self.trailing_hypothesis(place, id),
                        false => self.trailing_doubt(place, id),
                    }
                }
            }
        }
    }

    /// Takes in a condition; one that cannot be read is doubted.
    fn trailing_condition(&mut self, place: usize, condition: Condition) {
        if condition.relation == Relation::In {
            for id in self
                .member_conditions(condition.left, condition.right)
                .unwrap_or_default()
            {
                self.trailing_hypothesis(place, id);
            }
            return;
        }
        let sides = [condition.left, condition.right]
            .map(|side| lower(&mut self.store, &mut self.scope, side));
        let [Ok(left), Ok(right)] = sides else {
            self.trailing_doubts(place, condition);
            return;
        };
        let claim = is_comparison(condition.relation)
            .then(|| same_sort(&mut self.store, left.id, right.id).ok())
            .flatten()
            .and_then(|(left, right)| comparison(condition.relation, left, right));
        match claim {
            Some(claim) => {
                let id = self.store.relation(claim.relation, claim.left, claim.right);
                self.trailing_hypothesis(place, id);
            }
            None => self.trailing_doubts(place, condition),
        }
    }

    fn trailing_doubts(&mut self, place: usize, condition: Condition) {
        // "where $c = a + b$" says something of c.
        let sides = match condition.relation {
            Relation::Equal => &[condition.left][..],
            relation if is_comparison(relation) => &[condition.left, condition.right],
            _ => &[],
        };
        for side in sides {
            if let Ok(lowered) = lower(&mut self.store, &mut self.scope, side) {
                self.trailing_doubt(place, lowered.id);
            }
        }
    }

    fn trailing_hypothesis(&mut self, place: usize, condition: Id) {
        let source = format!("line {}", self.line_of_place(place));
        self.ledger.hypothesis(condition, source, Span::Trailing);
    }

    fn trailing_doubt(&mut self, place: usize, about: Id) {
        let source = format!("line {}", self.line_of_place(place));
        self.ledger.doubt(about, source, Span::Trailing);
    }
}
