//! Whether what was observed is what was drawn: words may put a draw under a condition, or say that something else was seen.

use super::walk::Walk;
use crate::elaborate::draws::draws as draws_told;
use crate::elaborate::names::letters;
use crate::elaborate::sentences::Sentence;
use crate::elaborate::words::{begins_word, has_words};
use crate::expr::SymbolId;
use crate::parse::tree::{Relation, Tree};

/// Words that put a draw under a condition.
const CONDITIONS: &[&str] = &["if", "when", "whenever", "unless", "only"];
/// Beginnings of words by which something else was observed than what was drawn, wherever they stand.
const ALTERED: &[&str] = &[
    "truncat",
    "censor",
    "clipp",
    "round",
    "discard",
    "corrupt",
    "contaminat",
    "missing",
    "broken",
    "outlier",
    "instead",
    "sometimes",
    "reject",
];
/// The same in a sentence that speaks of the variable or of what was observed.
const OTHERWISE: &[&str] = &[
    "if",
    "when",
    "whenever",
    "unless",
    "only",
    "otherwise",
    "with probability",
    "at random",
    "select",
    "now",
];
/// Beginnings of words for what was observed.
const OBSERVED: &[&str] = &[
    "observ", "data", "sample", "measure", "record", "draw", "see", "device", "sensor",
];

impl Walk<'_> {
    /// True if the words put the draw of a variable under a condition ("if the coin shows heads, `x \sim D`"), or say up to
    /// the place that something else was observed.
    pub(super) fn is_observed_otherwise(&self, slot: SymbolId, place: usize) -> bool {
        let letter = self.store.symbol(slot).spelling.to_lowercase();
        let of_letter = |tree: &Tree| {
            letters(tree)
                .iter()
                .any(|name| name.to_lowercase() == letter)
        };
        let signs = self.chains.relations.iter().filter(|relating| {
            let left = relating
                .left
                .map(|left| &self.chains.expressions[left].tree);
            relating.relation == Relation::Distributed && left.is_some_and(of_letter)
        });
        let words = self
            .sentences
            .iter()
            .flat_map(|one| draws_told(one, self.mathematics));
        let words = words.flat_map(|draw| &draw.names).copied();
        let words = words.filter(|&place| self.mathematics[place].formula.sides().any(of_letter));
        let places = signs.map(|relating| relating.place).chain(words);
        let Some(&(here, end)) = self.stands.get(&place) else {
            return true;
        };
        let draws = places.filter_map(|place| self.stands.get(&place));
        let drawn: Vec<(usize, usize)> = draws.copied().filter(|&(at, _)| at <= here).collect();
        let under = |&(sentence, at): &(usize, usize)| {
            let before = &self.sentences[sentence].words[..at];
            CONDITIONS.iter().any(|word| has_words(before, word))
        };
        let Some(first) = drawn.iter().map(|&(sentence, _)| sentence).min() else {
            return true;
        };
        let speaks_of = |sentence: &Sentence| {
            let formulas = sentence.formulas.iter();
            let mut trees =
                formulas.flat_map(|&(_, place)| self.mathematics[place].formula.sides());
            trees.any(of_letter)
                || OBSERVED
                    .iter()
                    .any(|word| begins_word(&sentence.words, word))
        };
        let mut between = (first..=here).map(|number| {
            let sentence = &self.sentences[number];
            let words = match number == here {
                true => &sentence.words[..end],
                false => &sentence.words[..],
            };
            let any = |phrases: &[&str]| phrases.iter().any(|word| begins_word(words, word));
            any(ALTERED) || any(OTHERWISE) && speaks_of(sentence)
        });
        drawn.iter().any(under) || between.any(|otherwise| otherwise)
    }
}
