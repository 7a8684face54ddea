//! Displays that say what is asked of what their sentence brings in: "let there be a matrix $W$, such that".

use super::sentences::{FORMULA, Sentence};
use super::words::has_words;

/// Words right before the display.
const ASKING: &[&str] = &[
    "such that",
    "satisfying",
    "fulfilling",
    "obeying",
    "subject to",
];
/// Words that bring something in.
const BRINGING: &[&str] = &[
    "let", "consider", "suppose", "assume", "choose", "take", "pick",
];
/// Articles of what is not known yet.
const INDEFINITE: &[&str] = &["a", "an", "some", "any"];
/// Words with which it is known, or is asked of something else.
const KNOWN: &[&str] = &[
    "the", "this", "that", "these", "those", "its", "their", "our", "not", "no", "is", "are",
    "has", "have", "by", "then", "so", "thus", "which", "where", "if", "when",
];

/// The formula with what the same clause brings in as one of a kind, where the display at `at` says what is asked of it.
/// What is said to be something particular has its meaning, and what follows it "such that" is claimed.
pub fn asked_of(sentence: &Sentence, at: usize) -> Option<usize> {
    let before = sentence.words[..at].trim_end();
    let asking = |words: &str| {
        let rest = before.strip_suffix(words)?;
        (!rest.ends_with(char::is_alphanumeric)).then(|| rest.trim_end_matches([' ', ',']))
    };
    let clause = ASKING.iter().find_map(|words| asking(words))?;
    let word = |c: char| !c.is_alphanumeric() && c != FORMULA;
    let words: Vec<&str> = clause.split(word).filter(|w| !w.is_empty()).collect();
    let led = words.iter().rposition(|word| BRINGING.contains(word))?;
    let said = &words[led + 1..];
    let article = said.iter().position(|word| INDEFINITE.contains(word))?;
    let (lead, kind) = (&said[..article], &said[article + 1..]);
    let plain = |word: &&str| !KNOWN.contains(word) && !INDEFINITE.contains(word);
    if !kind.iter().all(plain) || has_words(&sentence.words, "contradiction") {
        return None;
    }
    let formulas = |words: &[&str]| words.iter().filter(|word| is_formula(word)).count();
    match lead {
        // "let $W$ be a matrix such that"
        [name, "be"] if is_formula(name) && !kind.is_empty() => Some(formulas(&words[..=led])),
        // "let there be a matrix $W$ such that"
        [] | ["there", "be"] if kind.last().is_some_and(|word| is_formula(word)) => {
            Some(formulas(&words) - 1)
        }
        _ => None,
    }
}

fn is_formula(word: &str) -> bool {
    word.chars().eq([FORMULA])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_what_is_brought_in() {
        let of = |text: &str| {
            let words = Sentence::of(text);
            asked_of(&words, words.formulas.last().map_or(0, |&(at, _)| at))
        };
        for (text, which) in [
            ("Let there be an # square matrix #, such that #", 1),
            ("Consider a number # such that #", 0),
            ("For all #, let # be a symmetric matrix satisfying #", 1),
        ] {
            assert_eq!(of(text), Some(which), "{text}");
        }
        for text in [
            "Let # be the inverse of a matrix #, such that #",
            "Consider the matrix #, such that #",
            "Let # be twice a number #, such that #",
            "We have a matrix #, such that #",
            "Consider a vector # with real entries, such that #",
            "Let # be a matrix, and # its inverse, such that #",
            "Consider a matrix # that is not invertible, such that #",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
