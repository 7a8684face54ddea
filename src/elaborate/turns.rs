//! Sentences after which names need not have the values they were given: another exercise, a theorem, the general case.

use super::sentences::{FORMULA, Sentence};

/// Words with which a unit of its own begins.
const UNITS: &[&str] = &[
    "theorem",
    "lemma",
    "proposition",
    "corollary",
    "exercise",
    "problem",
    "question",
    "example",
    "case",
    "scenario",
    "part",
    "satz",
    "aufgabe",
    "beispiel",
    "fall",
    "théorème",
    "exercice",
    "exemple",
    "cas",
    "ejercicio",
    "ejemplo",
    "teorema",
    "caso",
    "定理",
    "命题",
    "引理",
    "例",
    "习题",
    "问题",
    "問題",
    "情况",
];
/// Those of which each supposes by itself, where a number or a stop follows: "Case 2.", "Exercise:".
const SEPARATE: &[&str] = &[
    "exercise",
    "problem",
    "question",
    "case",
    "scenario",
    "aufgabe",
    "fall",
    "exercice",
    "cas",
    "ejercicio",
    "caso",
    "习题",
    "问题",
    "問題",
    "情况",
];
/// Phrases for what holds without the bounds and properties that were supposed.
const FREE: &[&str] = &[
    "in the general case",
    "any sign",
    "either sign",
    "arbitrary sign",
    "to be negative",
    "without symmetry",
    "without positivity",
    "without the sign",
    "may be negative",
    "may also be negative",
    "negative numbers too",
    "negative values too",
    "for negative",
    "negative half",
    "whole line",
    "whole real line",
    "restriction on",
    "remove positivity",
    "drop positivity",
    "symmetry is lost",
    "without symmetry",
    "non-symmetric case",
    "nonsymmetric case",
    "asymmetric case",
];
/// Phrases for variables that depend on each other.
const DEPENDENT: &[&str] = &[
    "be dependent",
    "are dependent",
    "be correlated",
    "are correlated",
    "possibly dependent",
    "possibly correlated",
    "for dependent",
    "for correlated",
    "without independence",
    "not independent",
    "not be independent",
    "no longer independent",
    "without assuming independence",
    "dependent case",
    "correlated case",
    "they depend",
    "they are dependent",
    "are all equal",
];
/// Beginnings of sentences on what holds beyond all that was supposed.
const BEYOND: &[&str] = &[
    "in general",
    "for arbitrary",
    "for general",
    "for a general",
    "im allgemeinen",
    "en général",
];
/// Words that may stand before them.
const JOINTS: &[&str] = &[
    "so", "now", "but", "and", "however", "hence", "thus", "yet", "then",
];
/// Phrases for what holds beyond a special case, or in another one.
const ELSEWHERE: &[&str] = &[
    "in general",
    "more generally",
    "generally,",
    "in the general",
    "for general",
    "for a general",
    "the general case",
    "general case is",
    "arbitrary again",
    "back in",
    "back to",
    "returning to",
    "in reality",
    "im allgemeinen",
    "allgemein gilt",
    "allgemein:",
    "en général",
    "de manière générale",
    "en general",
    "in generale",
    "一般に",
    "一般地",
    "一般情况",
    "в общем",
];
/// Phrases for variables of other laws than were supposed.
const LAWLESS: &[&str] = &[
    "what if",
    "what happens if",
    "is not normal",
    "is not gaussian",
    "non-normal",
    "without normality",
    "without assuming normality",
    "drop normality",
    "drop the assumption of normality",
    "other distributions",
    "other laws",
    "another distribution",
    "another law",
    "any distribution",
    "any law",
    "arbitrary distribution",
    "arbitrary law",
    "some distribution",
    "some law",
    "of a different distribution",
    "distribution-free",
];
/// Words before "case" that keep to the one that was named.
const SAME_CASE: &[&str] = &[
    "this", "that", "which", "such", "any", "every", "either", "each", "both", "special",
];

/// True if a sentence turns from the values that names were given to others, or to all.
pub fn turns_away(sentence: &Sentence) -> bool {
    let words = sentence
        .words
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |unit: &str| {
        words.strip_prefix(unit).is_some_and(|rest| {
            !unit.is_ascii() || rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
        })
    };
    UNITS.iter().any(|unit| begins(unit)) || is_elsewhere(words)
}

/// True for words of what holds beyond a special case, or in another one.
fn is_elsewhere(words: &str) -> bool {
    let another_case = words.match_indices("in the ").any(|(at, lead)| {
        let mut rest = words[at + lead.len()..].split_whitespace();
        let kind = rest.next().unwrap_or_default();
        let noun = rest.next().unwrap_or_default();
        noun.trim_end_matches(|c: char| !c.is_alphanumeric()) == "case"
            && !SAME_CASE.contains(&kind)
    });
    ELSEWHERE.iter().any(|phrase| words.contains(phrase)) || another_case
}

/// True if a sentence turns from the laws that variables were given to others, or to all.
pub fn turns_to_other_laws(sentence: &Sentence) -> bool {
    is_elsewhere(&sentence.words) || LAWLESS.iter().any(|phrase| sentence.words.contains(phrase))
}

/// True for words that lead to another thing of a kind: "a weighted variant is", "in the second model".
pub fn speaks_of_another(words: &str) -> bool {
    const ANOTHER: [&str; 12] = [
        "another ",
        "alternative",
        "variant",
        "redefin",
        "instead",
        "a different ",
        "a modified ",
        "in the other ",
        "ein anderer ",
        "eine andere ",
        "un autre ",
        "une autre ",
    ];
    const ORDINALS: [&str; 4] = ["the second ", "the third ", "the other ", "a second "];
    // What they turn to says the same again.
    const SAME: [&str; 12] = [
        "way",
        "form",
        "expression",
        "formula",
        "method",
        "approach",
        "proof",
        "derivation",
        "notation",
        "representation",
        "route",
        "view",
    ];
    const KINDS: [&str; 12] = [
        "model",
        "experiment",
        "choice",
        "estimator",
        "sample",
        "definition",
        "example",
        "group",
        "version",
        "setting",
        "scenario",
        "option",
    ];
    // The last clause alone leads to what follows.
    let clause = words.rsplit(['.', ';', FORMULA]).next().unwrap_or_default();
    let ordinal = ORDINALS
        .iter()
        .filter_map(|ordinal| clause.split_once(ordinal));
    let turns = |phrase: &str| {
        let mut found = clause.match_indices(phrase);
        found.any(|(at, _)| {
            let rest = &clause[at + phrase.len()..];
            let rest = match phrase.ends_with(' ') {
                true => rest,
                false => rest.trim_start_matches(char::is_alphabetic).trim_start(),
            };
            !SAME.iter().any(|same| rest.starts_with(same))
        })
    };
    ANOTHER.iter().any(|phrase| turns(phrase))
        || ordinal
            .into_iter()
            .any(|(_, rest)| KINDS.iter().any(|kind| rest.starts_with(kind)))
}

/// True if the sentence speaks of what holds for all, beyond what the ones before it suppose.
pub fn generalizes(sentence: &Sentence) -> bool {
    const PHRASES: [&str; 6] = [
        "in general",
        "more generally",
        "the general case",
        "for general",
        "im allgemeinen",
        "en général",
    ];
    PHRASES.iter().any(|phrase| sentence.words.contains(phrase))
}

/// True for the heading of a section on what holds without the suppositions of those beside it.
pub fn is_general(heading: &str) -> bool {
    const GENERAL: [&str; 6] = [
        "general case",
        "the general",
        "in general",
        "allgemeiner fall",
        "cas général",
        "一般情况",
    ];
    let heading = heading.to_lowercase();
    GENERAL.iter().any(|phrase| heading.contains(phrase))
}

/// True if an exercise or a case of several begins with the sentence.
pub fn begins_unit(sentence: &Sentence) -> bool {
    let words = sentence
        .words
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    SEPARATE.iter().any(|unit| {
        let rest = words.strip_prefix(unit);
        let rest = rest.filter(|rest| !rest.starts_with(char::is_alphabetic));
        let rest = rest.map(str::trim_start);
        rest.is_some_and(|rest| {
            let mark = |c: char| c.is_alphanumeric() || c == FORMULA;
            let label = rest.split(|c: char| !mark(c)).next().unwrap_or_default();
            let after = rest[label.len()..].trim_start();
            let short = label.chars().count() <= 3;
            short
                && (after.is_empty()
                    || after.starts_with(['.', ':', '(', ')', '*', '：', '。', ',']))
        })
    })
}

/// True if what was supposed of the signs and properties of names need not hold in the sentence.
pub fn frees(sentence: &Sentence) -> bool {
    FREE.iter().any(|phrase| sentence.words.contains(phrase)) || goes_beyond(sentence)
}

/// True for "In general, ..", at the beginning of a sentence or after a display that ends one.
fn goes_beyond(sentence: &Sentence) -> bool {
    let mut parts = (sentence.words.split(FORMULA))
        .map(|part| part.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let mut first = parts.next().unwrap_or_default();
    while let Some((word, rest)) = first.split_once(' ')
        && JOINTS.contains(&word.trim_end_matches(','))
    {
        first = rest.trim_start();
    }
    BEYOND.iter().any(|phrase| first.starts_with(phrase))
        || parts.any(|part| part.starts_with("in general,"))
}

/// True if the sentence speaks of variables that depend on each other.
pub fn turns_dependent(sentence: &Sentence) -> bool {
    goes_beyond(sentence)
        || DEPENDENT.iter().any(|phrase| {
            let mut places = sentence.words.match_indices(phrase);
            places.any(|(at, _)| !sentence.words[..at].ends_with(char::is_alphanumeric))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_general_cases_turn_away() {
        for text in [
            "Theorem. For all #",
            "Exercise 2. Show that",
            "In general, however, #",
            "In the noisy case #",
        ] {
            assert!(turns_away(&Sentence::of(text)), "{text}");
        }
        for text in [
            "Then # is even",
            "In this case #",
            "The theorem of Bayes gives #",
            "Partial sums are #",
        ] {
            assert!(!turns_away(&Sentence::of(text)), "{text}");
        }
    }

    #[test]
    fn exercises_and_cases_are_units() {
        for text in [
            "**Case 2.** Let #",
            "Exercise 3 (b). Show",
            "Problem:",
            "case #:",
        ] {
            assert!(begins_unit(&Sentence::of(text)), "{text}");
        }
        for text in ["Case studies show", "The case 2.", "Questions remain."] {
            assert!(!begins_unit(&Sentence::of(text)), "{text}");
        }
    }
}
