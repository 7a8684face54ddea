//! Moments that the prose gives to random variables: "with mean $m$ and variance $v$", "has mean zero", "unit variance".

use std::ops::Range;

use super::ledger::Scope as Span;
use super::stated::{Stated, for_all_indices};
use super::walk::Walk;
use crate::elaborate::attributions::group;
use crate::elaborate::denials::denied;
use crate::elaborate::lower::lower;
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::expr::{Comparison, Id, Operator, Sort};

/// Phrases that tell a moment in words.
const TOLD: &[(&str, Operator, i64)] = &[
    ("mean zero", Operator::Expectation, 0),
    ("mean is zero", Operator::Expectation, 0),
    ("zero mean", Operator::Expectation, 0),
    ("zero means", Operator::Expectation, 0),
    ("means zero", Operator::Expectation, 0),
    ("expectation zero", Operator::Expectation, 0),
    ("expectation is zero", Operator::Expectation, 0),
    ("expectation vanishes", Operator::Expectation, 0),
    ("zero expectation", Operator::Expectation, 0),
    ("expected value zero", Operator::Expectation, 0),
    ("unit mean", Operator::Expectation, 1),
    ("mean one", Operator::Expectation, 1),
    ("unit variance", Operator::Variance, 1),
    ("unit variances", Operator::Variance, 1),
    ("variance one", Operator::Variance, 1),
    ("variance is one", Operator::Variance, 1),
];
/// Words after which a moment is one that the name before them has.
const HAVING: &[&str] = &["with", "has", "have", "having", "of", "whose"];
/// All others that may stand between a name and its moment: nothing else is spoken of.
const BESIDE: &[&str] = &[
    "a",
    "an",
    "the",
    "be",
    "is",
    "are",
    "and",
    "both",
    "all",
    "each",
    "which",
    "that",
    "where",
    "random",
    "variable",
    "variables",
    "real",
    "real-valued",
    "scalar",
    "square-integrable",
    "gaussian",
    "normal",
    "normally",
    "distributed",
    "jointly",
    "i.i.d.",
    "i.i.d",
    "iid",
    "independent",
    "independently",
    "identically",
    "uncorrelated",
    "noise",
    "white",
    "error",
    "errors",
    "term",
    "terms",
    "shock",
    "shocks",
    "disturbance",
    "disturbances",
    "observation",
    "observations",
    "finite",
    "common",
    "mean",
    "means",
    "variance",
    "variances",
    "expectation",
    "zero",
    "one",
    "unit",
];

impl Walk<'_> {
    /// "a random variable X with mean m and variance v": what the moments of the variable are called.
    pub(super) fn collect_moments(&mut self) {
        let (sentences, mathematics) = (self.sentences, self.mathematics);
        for sentence in sentences {
            let mut variable = None;
            for (number, &(at, place)) in sentence.formulas.iter().enumerate() {
                let trees = mathematics[place]
                    .formula
                    .rows
                    .iter()
                    .flat_map(|row| &row.statements);
                // "variance $v > 0$": what is said of the value stands beside it.
                let mut sides = trees.filter_map(|s| s.sides.first()?.as_ref());
                let Some(tree) = sides.next() else { continue };
                let named = self.named_at(place);
                if let Some(sequence) = self.family(&[place], &named)
                    && matches!(self.store.sort(named[0]), Sort::Random(_))
                {
                    variable = Some(self.any_item(sequence, named[0]));
                    continue;
                }
                let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree) else {
                    continue;
                };
                if matches!(self.store.sort(lowered.id), Sort::Random(_)) {
                    variable = Some(lowered.id);
                    continue;
                }
                let (Some(moment), Some(variable)) = (moment_of(sentence, number), variable) else {
                    continue;
                };
                let value = self.store.apply(moment, &[variable]);
                let condition = for_all_indices(&mut self.store, variable, |store, _| {
                    store.relation(Comparison::Equal, value, lowered.id)
                });
                let scope = Span::Section;
                let said = match denied(sentence, at..at + FORMULA.len_utf8()) {
                    true => Stated::Doubt(condition, scope),
                    false => Stated::Condition(condition, scope),
                };
                self.stated.push((place, said));
            }
        }
    }

    /// "$X$ has mean zero": a moment that is told in words alone, of the names right before it. Where anything else stands
    /// between them, it is not sure of what this is said.
    pub(super) fn collect_told_moments(&mut self) {
        let sentences = self.sentences;
        for sentence in sentences {
            for &(phrase, moment, value) in TOLD {
                for (at, _) in sentence.words.match_indices(phrase) {
                    if is_whole(&sentence.words, at..at + phrase.len()) {
                        self.told_moment(sentence, at..at + phrase.len(), (moment, value));
                    }
                }
            }
        }
    }

    fn told_moment(
        &mut self,
        sentence: &Sentence,
        phrase: Range<usize>,
        (moment, value): (Operator, i64),
    ) {
        let before = sentence
            .formulas
            .iter()
            .rposition(|&(at, _)| at < phrase.start);
        // "variance $v$ and mean zero": what has both stands before the value.
        let (mut owner, mut end) = (before, phrase.start);
        let mut plain = true;
        while let Some(number) = owner {
            let (at, place) = sentence.formulas[number];
            let between = &sentence.words[at + FORMULA.len_utf8()..end];
            plain &= between.split_whitespace().all(|word| {
                let word = word.trim_matches(',');
                word.is_empty() || HAVING.contains(&word) || BESIDE.contains(&word)
            });
            if self.random_at(place).is_some() || moment_of(sentence, number).is_none() {
                break;
            }
            (owner, end) = (number.checked_sub(1), at);
        }
        let Some(owner) = owner else { return };
        let own = &sentence.words[sentence.formulas[owner].0 + FORMULA.len_utf8()..phrase.start];
        let has = own.split_whitespace().any(|word| HAVING.contains(&word));
        for member in group(sentence, owner, false) {
            let place = sentence.formulas[member].1;
            let Some(variable) = self.random_at(place) else {
                // What it speaks of is random by these words alone, if they are of it.
                let unread = self.named_at(place).into_iter();
                let doubts = unread.map(|id| (place, Stated::Doubt(id, Span::Section)));
                self.stated.extend(doubts);
                continue;
            };
            let applied = self.store.apply(moment, &[variable]);
            let value = self.store.integer(value);
            let condition = for_all_indices(&mut self.store, variable, |store, _| {
                store.relation(Comparison::Equal, applied, value)
            });
            let sure = plain && has && !denied(sentence, phrase.clone());
            let said = match sure {
                true => Stated::Condition(condition, Span::Section),
                false => Stated::Doubt(variable, Span::Section),
            };
            self.stated.push((place, said));
        }
    }

    /// The random variable that a formula is, or any item of a sequence of them.
    fn random_at(&mut self, place: usize) -> Option<Id> {
        let mathematics = self.mathematics;
        if mathematics[place].display || mathematics[place].formula.sides().count() != 1 {
            return None;
        }
        let named = self.named_at(place);
        let first = *named.first()?;
        if !matches!(self.store.sort(first), Sort::Random(_)) || self.store.is_array(first) {
            return None;
        }
        match self.family(&[place], &named) {
            Some(sequence) => Some(self.any_item(sequence, first)),
            None => (named.len() == 1).then_some(first),
        }
    }
}

/// True if no letter goes on before or after a phrase.
fn is_whole(words: &str, phrase: Range<usize>) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    !words[..phrase.start].ends_with(letter) && !words[phrase.end..].starts_with(letter)
}

/// The moment that the words right before a formula of the sentence name.
fn moment_of(sentence: &Sentence, number: usize) -> Option<Operator> {
    let start = number
        .checked_sub(1)
        .map_or(0, |before| sentence.formulas[before].0);
    moment(&sentence.words[start..sentence.formulas[number].0])
}

/// The moment that the words right before a formula name.
fn moment(words: &str) -> Option<Operator> {
    let words = words.trim_end();
    let ends = |names: &[&str]| names.iter().any(|name| words.ends_with(name));
    if ends(&["mean", "expected value", "expectation"]) {
        Some(Operator::Expectation)
    } else if ends(&["variance"]) {
        Some(Operator::Variance)
    } else {
        None
    }
}
