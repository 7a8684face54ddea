//! Formulas that the words around them call false: "a common mistake is", "which is absurd", "Then $0 = 1$. Contradiction."

use super::sentences::{FORMULA, Sentence};

/// The mark around what is struck out.
const STRIKE: &str = "~~";
/// Words before a formula, in its clause.
const BEFORE: &[&str] = &[
    "mistake is",
    "mistake:",
    "mistake to",
    "wrong:",
    "is wrong",
    "wrong to",
    "wrong that",
    "wrong answer",
    "incorrect",
    "false:",
    "false that",
    "false claim",
    "not true",
    "fallac",
    "erroneous",
    "absurd",
    "student's answer",
    "student’s answer",
    "student wrote",
    "students write",
    "would get",
    "would give",
    "would have",
    "would imply",
    "would mean",
    "would follow",
    "would yield",
    "would obtain",
    "❌",
    "✗",
    "✘",
    "falsch:",
    "faux:",
    "错误",
];
/// Words after it, at the end of its sentence or at the beginning of the next.
const AFTER: &[&str] = &[
    "wrong",
    "false",
    "absurd",
    "contradict",
    "incorrect",
    "impossible",
    "nonsense",
    "not true",
    "not hold",
    "cannot be",
    "can't be",
    "should be",
    "should read",
    "a mistake",
    "an error",
    "widerspruch",
    "falsch",
    "矛盾",
];
/// Words by which the next sentence speaks of what was just shown.
const POINTING: &[&str] = &[
    "this",
    "which",
    "that",
    "it",
    "but",
    "contradiction",
    "a",
    "edit",
    "correction",
    "however",
    "absurd",
    "wrong",
    "impossible",
    "nonsense",
    "clearly",
    "widerspruch",
    "矛盾",
];

/// Words of a formula's own sentence, or of the next, that speak of it.
const NEAR: usize = 12;

/// True if the words call the formula at `at` of a sentence false.
pub fn is_called_false(sentences: &[Sentence], (sentence, at): (usize, usize)) -> bool {
    let own = &sentences[sentence];
    let before = own.words[..at].rsplit(FORMULA).next().unwrap_or_default();
    let after = own.words[at + FORMULA.len_utf8()..].split(FORMULA).next();
    let after = first_words(after.unwrap_or_default());
    let says = |words: &str, table: &[&str]| table.iter().any(|word| words.contains(word));
    let struck_out = own.words[..at].matches(STRIKE).count() % 2 == 1;
    if struck_out || says(before, BEFORE) || says(&after, AFTER) {
        return true;
    }
    // Another formula may be meant.
    let last = own.formulas.last().is_some_and(|&(last, _)| last == at);
    let next = sentences
        .get(sentence + 1)
        .filter(|next| last && next.section == own.section);
    next.is_some_and(|next| {
        let words = first_words(next.words.split(FORMULA).next().unwrap_or_default());
        let mut each = words.split(|c: char| !c.is_alphabetic());
        let first = each.find(|word| !word.is_empty());
        first.is_some_and(|first| POINTING.contains(&first)) && says(&words, AFTER)
    })
}

/// True if words beside a row call it false.
pub fn calls_false(words: &str) -> bool {
    AFTER.iter().any(|word| words.contains(word))
}

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(NEAR).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_false_is_told_from_what_follows() {
        let called = |texts: &[&str]| {
            let sentences: Vec<Sentence> = texts.iter().map(|text| Sentence::of(text)).collect();
            let at = sentences[0].formulas[0].0;
            is_called_false(&sentences, (0, at))
        };
        assert!(called(&["A common mistake is #"]));
        assert!(called(&["~~We get # and so on~~ sorry, #"]));
        assert!(!called(&["~~We get it~~ sorry, #"]));
        assert!(called(&["we would get # which is absurd."]));
        assert!(called(&["Then #.", "Contradiction."]));
        assert!(called(&["Hence #.", "This is false."]));
        assert!(!called(&["Then #.", "The statement # is false."]));
        assert!(!called(&["Then # and we see that # is wrong."]));
    }
}
