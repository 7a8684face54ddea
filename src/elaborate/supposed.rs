//! Displays that the words right before them suppose: "We assume that", "The model assumes", "By assumption,".

use super::sentences::{FORMULA, Sentence};

/// Words that suppose what follows them.
const SUPPOSING: &[&str] = &[
    "assume",
    "assumes",
    "assumed",
    "assuming",
    "suppose",
    "supposes",
    "supposed",
    "supposing",
    "require",
    "requires",
    "impose",
    "imposes",
    "postulate",
    "postulates",
    "assumption",
    "assumptions",
    "hypothesis",
    "hypotheses",
    "axiom",
];
/// Words that may stand between them and the display.
const BETWEEN: &[&str] = &[
    "that",
    "the",
    "following",
    "is",
    "are",
    "and",
    "also",
    "further",
    "furthermore",
    "moreover",
    "in",
    "addition",
    "additionally",
    "throughout",
    "condition",
    "conditions",
    "relation",
    "equation",
    "constraint",
    "here",
    "now",
    "then",
    "we",
    "have",
    "of",
    "independence",
    "us",
    "holds",
    "for",
    "simplicity",
    "all",
    "both",
];
/// Words before them with which nothing is supposed.
const OTHERWISE: &[&str] = &[
    "induction",
    "inductive",
    "null",
    "to",
    "not",
    "n't",
    "cannot",
    "without",
    "let's",
    "never",
    "no",
    "drop",
    "dropping",
];

/// Those whose subject is who supposes.
const VERBS: &[&str] = &["assume", "suppose", "require", "impose", "postulate"];
/// Words right before these by which it is the note, in the words of its author.
const OWN: &[&str] = &[
    "we",
    "us",
    "i",
    "let",
    "one",
    "and",
    "also",
    "further",
    "furthermore",
    "moreover",
    "additionally",
    "now",
    "then",
    "here",
    "first",
    "next",
    "again",
    "throughout",
    "can",
    "may",
    "will",
    "shall",
    "must",
    "so",
    "therefore",
    "hence",
    "thus",
    "simplicity",
    "generality",
];
/// Words anywhere before them in their clause with which somebody supposes what the note does not.
const OTHERS: &[&str] = &[
    "naively",
    "wrongly",
    "mistakenly",
    "falsely",
    "incorrectly",
    "erroneously",
    "student",
    "students",
    "people",
    "person",
    "someone",
    "somebody",
    "beginner",
    "beginners",
    "author",
    "authors",
    "critics",
    "opponent",
    "textbooks",
    "many",
    "some",
    "they",
    "he",
    "she",
    "who",
    "tempting",
    "tempted",
    "mistake",
    "error",
];

/// True if the words right before the display at `at` suppose it.
pub fn is_supposed(sentence: &Sentence, at: usize) -> bool {
    let before = &sentence.words[..at];
    let clause = before.rsplit([FORMULA, ';']).next().unwrap_or_default();
    let words: Vec<&str> = clause
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let Some(last) = words.iter().rposition(|word| SUPPOSING.contains(word)) else {
        return false;
    };
    let before = &words[..last];
    let near = &before[before.len().saturating_sub(3)..];
    let others = VERBS.contains(&words[last])
        && before.last().is_some_and(|word| !OWN.contains(word))
        || before.iter().any(|word| OTHERS.contains(word));
    words[last + 1..].iter().all(|word| BETWEEN.contains(word))
        && !others
        && !near.iter().any(|word| OTHERWISE.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_is_supposed_by_the_words_right_before_it() {
        let of = |text: &str| {
            let words = Sentence::of(text);
            is_supposed(&words, words.formulas.last().map_or(0, |&(at, _)| at))
        };
        for text in [
            "We assume that #",
            "Suppose #",
            "By assumption, #",
            "The model assumes #",
            "For all #, we require that #",
            "For simplicity, assume #",
            "Naive Bayes assumes that #",
        ] {
            assert!(of(text), "{text}");
        }
        for text in [
            "Suppose that # is large. We find #",
            "By the induction hypothesis, #",
            "We do not assume that #",
            "Assuming that they are alike, we find #",
            "It is tempting to assume #",
            "The student assumes that #",
            "Physicists assume #",
            "Naively, we assume that #",
            "Here we wrongly suppose that #",
        ] {
            assert!(!of(text), "{text}");
        }
    }
}
