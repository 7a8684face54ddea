//! Equations that are supposed in so many words: "Suppose $a x = b y$ and $c x = d$."

use super::sentences::{FORMULA, Sentence};
use super::words::has_words;

/// Words of which one is all that stands before the first formula.
const LEADS: &[&str] = &[
    "suppose",
    "suppose that",
    "assume",
    "assume that",
    "assuming",
    "assuming that",
    "let",
    "let us assume",
    "let us assume that",
    "let us suppose",
    "let us suppose that",
    "we assume",
    "we assume that",
    "we suppose",
    "we suppose that",
];
/// What may stand between two formulas, of which both are supposed.
const JOINTS: &[&str] = &[",", "and", ", and", "and that", ", and that"];
/// Words with which a sentence supposes nothing, or something that is not to hold.
const OTHERWISE: &[&str] = &[
    "not",
    "contradiction",
    "contrary",
    "wrong",
    "false",
    "wrongly",
    "instead",
    "only",
    "never",
    "no",
    "want",
    "show",
];

/// True if the formula there is what a sentence supposes, and it says nothing else of it.
pub fn is_supposed_outright(sentence: &Sentence, at: usize) -> bool {
    let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
    let ended = after.is_empty() || after.starts_with(['.', ',', ';', ':', FORMULA]);
    let goes_on = after.strip_prefix("and").is_some_and(|rest| {
        rest.trim_start().starts_with(FORMULA) || rest.trim_start().starts_with("that")
    });
    (ended || goes_on) && is_led_by_supposing(sentence, at)
}

/// True if the formula there is what a sentence supposes, whatever it goes on to say of it.
pub fn is_led_by_supposing(sentence: &Sentence, at: usize) -> bool {
    let mut pieces = sentence.words[..at].split(FORMULA).map(str::trim);
    let led = pieces.next().is_some_and(|lead| LEADS.contains(&lead));
    let other = || {
        OTHERWISE
            .iter()
            .any(|word| has_words(&sentence.words, word))
    };
    led && pieces.all(|joint| JOINTS.contains(&joint)) && !other()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_sentence_begins_with_is_supposed() {
        for (text, which, supposed) in [
            ("Suppose #.", 0, true),
            ("Suppose # and #.", 1, true),
            ("Assume that #, and that #. ", 1, true),
            ("We assume #, then #.", 0, true),
            ("We assume #, then #.", 1, false),
            ("Suppose # is false.", 0, false),
            ("Suppose #, for contradiction.", 0, false),
            ("Suppose we want #.", 0, false),
            ("The authors assume #.", 0, false),
        ] {
            let sentence = Sentence::of(text);
            let at = sentence.formulas[which].0;
            assert_eq!(is_supposed_outright(&sentence, at), supposed, "{text}");
        }
    }
}
