//! Equations in the text that say where something is, and suppose nothing: "expand around $x = 0$", "the pole at $s = 1$",
//! "outliers have $w = 0$".

use super::sentences::{FORMULA, Sentence};

/// What an equation in the text that supposes nothing says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where something is.
    Surely,
    /// Perhaps what holds for what comes after it.
    Perhaps,
}

/// Words right before an equation that make it a place.
const PLACES: &[&str] = &[
    "around", "about", "near", "from", "to", "through", "between", "against", "versus", "past",
    "beyond", "towards", "toward", "test", "tests", "testing", "um", "nahe", "autour", "près",
];
/// Those that may also lead to a case: "in the case of $x = 0$".
const CASES: &[&str] = &[
    "of", "in", "until", "till", "than", "before", "after", "bei",
];
/// Nouns that may stand between such a word and the equation: "around the point $x = 0$".
const POINTS: &[&str] = &[
    "the", "a", "points", "point", "value", "values", "line", "time", "origin", "both",
];
/// Words that may stand before "at" at the beginning of a clause.
const LEADING: &[&str] = &[
    "and",
    "so",
    "then",
    "thus",
    "hence",
    "now",
    "but",
    "that",
    "particular",
    "finally",
    "therefore",
];

/// Whether the equation at `at` only says where something is, or what things of some kind have. `value` is true if its right
/// side is a number: "the distribution of $Y = g(X)$" says what Y is.
pub fn place(sentence: &Sentence, at: usize, value: bool) -> Option<Place> {
    let words = &sentence.words;
    let (before, after) = (&words[..at], &words[at + FORMULA.len_utf8()..]);
    let mut last = before
        .split_whitespace()
        .rev()
        .skip_while(|word| POINTS.contains(word));
    match last.next() {
        // "vanishes at $p = 0$ and $p = 1$"
        Some("and" | "or") => {
            let joined = sentence
                .formulas
                .iter()
                .rev()
                .find(|(other, _)| *other < at);
            let &(other, _) = joined?;
            let between = &words[other + FORMULA.len_utf8()..at];
            match between.split_whitespace().count() {
                1 => place(sentence, other, value),
                _ => None,
            }
        }
        // "at the value $x = 0$"
        Some("at") if before.trim_end().ends_with("value") => None,
        Some("at") => (!leads(before) || !goes_on(after)).then_some(Place::Perhaps),
        Some("have" | "has") if !counts(after) && last.next() != Some("we") => Some(Place::Perhaps),
        Some(word) if PLACES.contains(&word) => Some(Place::Surely),
        Some(word) if value && CASES.contains(&word) => Some(Place::Perhaps),
        _ => None,
    }
}

/// True if the "at" in which the words end begins a clause.
fn leads(before: &str) -> bool {
    let clause = before.trim_end().rsplit([',', ';', ':', '(', FORMULA]);
    let mut words = clause
        .map(str::split_whitespace)
        .next()
        .into_iter()
        .flatten();
    let evaluates = |word: &str| word.starts_with("evaluat");
    words.clone().any(evaluates)
        || words.all(|word| word == "at" || POINTS.contains(&word) || LEADING.contains(&word))
}

/// True if a formula comes after the place in its sentence, for which it may be stated.
fn goes_on(after: &str) -> bool {
    after.contains(FORMULA)
}

/// True if a noun follows that the equation counts: "has $n = 5$ items".
fn counts(after: &str) -> bool {
    after.starts_with(' ')
        && after.trim_start().starts_with(char::is_alphabetic)
        && ![
            "and ", "or ", "but ", "so ", "for ", "if ", "when ", "then ",
        ]
        .iter()
        .any(|word| after.trim_start().starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_what_is_supposed() {
        let is_place = |text: &str| {
            let sentence = Sentence::of(text);
            place(&sentence, sentence.formulas[0].0, true).is_some()
        };
        for text in [
            "The slope vanishes at # and we get #",
            "We expand around #.",
            "around the point #: #",
            "The option expires at #.",
            "the pole at #: #",
            "At # the identity is trivial.",
            "Outliers have #.",
            "integrating from # to #: #",
        ] {
            assert!(is_place(text), "{text}");
        }
        for text in [
            "At # we get #",
            "In particular, at # this gives #",
            "Evaluating at # gives #",
            "The sample has # items.",
            "Here we have #.",
            "For # this is #",
            "Let #",
        ] {
            assert!(!is_place(text), "{text}");
        }
        let sentence = Sentence::of("vanishes at # and #, and #");
        assert_eq!(
            place(&sentence, sentence.formulas[1].0, true),
            Some(Place::Perhaps)
        );
    }
}
