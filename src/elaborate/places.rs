//! Equations in the text that say where something is, and suppose nothing: "expand around $x = 0$", "the pole at $s = 1$",
//! "outliers have $w = 0$".

use super::phrases::{Mood, is_bare, is_let_with, last_mood, leads_to_words};
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
/// Nouns of which an equation says which points they have.
const CURVES: &[&str] = &["curve", "parabola", "boundary", "hyperplane", "equation"];
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

/// Words that may begin a clause about what holds where a name has a value: "on the diagonal $x = y$ we get".
const WHERE: &[&str] = &["on", "in", "along", "within", "here", "now"];
/// Verbs that give a value for all that comes after: "setting $x = 0$".
const GIVING: &[&str] = &[
    "setting",
    "set",
    "putting",
    "plugging",
    "inserting",
    "substituting",
    "substitute",
    "plug",
    "insert",
    "where",
];
/// Verbs of which an equation before them is the subject: "since $x = 1$ is a root".
const VERBS: &[&str] = &[
    "is",
    "was",
    "are",
    "were",
    "has",
    "had",
    "does",
    "exists",
    "corresponds",
    "works",
    "matters",
    "fails",
    "follows",
    "holds",
];

/// How an equation stands in its sentence.
#[derive(Debug, Clone, Copy)]
pub struct Stand {
    pub mood: Mood,
    /// True if the words before it announce a conclusion.
    pub concluded: bool,
    /// True if its right side is a number or a name: "the distribution of $Y = g(X)$" says what Y is.
    pub value: bool,
}

/// Whether the equation at `at` only says where something is, what things of some kind have, or speaks of a value without
/// supposing it. A value is supposed where a word supposes it, and where that is not let, for what its sentence says after
/// it.
pub fn place(sentence: &Sentence, at: usize, stand: Stand) -> Option<Place> {
    let words = &sentence.words;
    let (before, after) = (&words[..at], &words[at + FORMULA.len_utf8()..]);
    if leads_to_words(sentence, at) {
        return Some(Place::Perhaps);
    }
    let mut last = before
        .split_whitespace()
        .rev()
        .skip_while(|word| POINTS.contains(word));
    let named = match last.next() {
        // "vanishes at $p = 0$ and $p = 1$"
        Some("and" | "or") => {
            let joined = sentence
                .formulas
                .iter()
                .rev()
                .find(|(other, _)| *other < at);
            let &(other, _) = joined?;
            let between = &words[other + FORMULA.len_utf8()..at];
            let one = between.split_whitespace().count() == 1;
            return if one {
                place(sentence, other, stand)
            } else {
                None
            };
        }
        // "at the value $x = 0$"
        Some("at") if before.trim_end().ends_with("value") => None,
        Some("at") => (!leads(before) || !goes_on(after)).then_some(Place::Perhaps),
        Some("have" | "has") if counts(after) => return None,
        Some("have" | "has") if last.next() != Some("we") => Some(Place::Perhaps),
        Some(word) if stand.mood == Mood::State && CURVES.contains(&word) => Some(Place::Perhaps),
        Some(word) if stand.value && PLACES.contains(&word) => Some(match expands(words) {
            true => Place::Surely,
            false => Place::Perhaps,
        }),
        Some(word) if stand.value && CASES.contains(&word) && !begins(before, WHERE) => {
            Some(Place::Perhaps)
        }
        _ => None,
    };
    let mentioned = || stand.value && !stand.concluded && !is_supposed(sentence, at, stand.mood);
    named.or_else(|| mentioned().then_some(Place::Perhaps))
}

/// Nouns of what is singled out by a condition: "the event that $a = b$", "the first time such that $a = b$".
const SINGLED: &[&str] = &["event", "set", "time", "moment", "locus"];

/// True for a condition that tells some things of a kind from others, and supposes nothing: "the region where $a = b$", "it
/// is smooth for $x > 0$". After "where" it supposes if that begins its clause; "if" and "for" suppose it for a formula that
/// comes after and `states` something, or for a display before.
pub fn restricts(
    sentence: &Sentence,
    at: usize,
    displayed: bool,
    states: &dyn Fn(usize) -> bool,
) -> bool {
    let before = &sentence.words[..at];
    let Some((found, phrase, _)) = last_mood(before) else {
        return false;
    };
    let led = before[..found].trim_end();
    let between = before[found + phrase.len()..].trim();
    let noun = |text: &str| text.trim_end().ends_with(char::is_alphabetic);
    let singled = |that: &str| {
        let object = before.trim_end().strip_suffix(that);
        let last = object.and_then(|object| object.split_whitespace().next_back());
        last.is_some_and(|last| SINGLED.contains(&last))
    };
    match phrase {
        "where " => between.is_empty() && noun(led.trim_end_matches(',')),
        "if " | "when " | "whenever" | "for " => {
            between.is_empty()
                && !displayed
                && !leads_to_a_claim(sentence, at, states)
                && led.contains(' ')
        }
        _ => singled("such that") || singled("that"),
    }
}

/// True if a formula follows that is no condition itself: "upward if $x > 0$ and downward if $x < 0$" claims none.
fn leads_to_a_claim(sentence: &Sentence, at: usize, states: &dyn Fn(usize) -> bool) -> bool {
    let mut after = sentence.formulas.iter().filter(|(other, _)| *other > at);
    after.any(|&(other, place)| {
        let last = sentence.words[..other].split_whitespace().next_back();
        let condition =
            last.is_some_and(|word| matches!(word, "if" | "when" | "whenever" | "for" | "where"));
        !condition && states(place)
    })
}

/// True if the words suppose the value at `at` for what comes after it.
fn is_supposed(sentence: &Sentence, at: usize, mood: Mood) -> bool {
    let (before, after) = (
        &sentence.words[..at],
        &sentence.words[at + FORMULA.len_utf8()..],
    );
    let next = after.split_whitespace().next().unwrap_or_default();
    let subject = VERBS.contains(&next);
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or_default();
    if clause.split_whitespace().any(|word| GIVING.contains(&word)) {
        return true;
    }
    match mood {
        Mood::Let | Mood::Define => true,
        Mood::Suppose | Mood::Reason => {
            is_let_with(sentence, at) || goes_on(after) && !subject && !clause.contains("equality")
        }
        Mood::State => goes_on(after) && (is_bare(sentence, at) || begins(before, WHERE)),
        Mood::Claim => false,
    }
}

/// True where the sentence is about series and approximations at a place.
fn expands(words: &str) -> bool {
    const EXPANSIONS: [&str; 6] = [
        "expan",
        "taylor",
        "maclaurin",
        "series",
        "lineari",
        "approxim",
    ];
    EXPANSIONS.iter().any(|word| words.contains(word))
}

/// True if the clause in which the words end begins with one of these.
fn begins(before: &str, with: &[&str]) -> bool {
    let clause = before.rsplit([',', ';', ':', '(']).next();
    let first = clause.and_then(|clause| clause.split_whitespace().next());
    first.is_some_and(|word| with.contains(&word))
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
    use crate::elaborate::phrases::mood;

    fn of(text: &str, formula: usize) -> Option<Place> {
        let sentence = Sentence::of(text);
        let at = sentence.formulas[formula].0;
        let stand = Stand {
            mood: mood(&sentence, at),
            concluded: false,
            value: true,
        };
        place(&sentence, at, stand)
    }

    #[test]
    fn conditions_that_single_out_suppose_nothing() {
        let of = |text: &str| {
            let sentence = Sentence::of(text);
            restricts(&sentence, sentence.formulas[0].0, false, &|_| true)
        };
        for text in [
            "The region where # is shaded.",
            "In the last chapter, where #, we found it.",
            "It is smooth for # and has a kink.",
            "We call it good if #.",
            "It goes up if # and down if #.",
            "Let it be the event that #.",
        ] {
            assert!(of(text), "{text}");
        }
        for text in [
            "where # is the rate",
            "For # we get #",
            "If #, then",
            "It holds for # that #",
            "Let it be a number such that #",
        ] {
            assert!(!of(text), "{text}");
        }
    }

    #[test]
    fn places_are_told_from_what_is_supposed() {
        for text in [
            "The slope vanishes at # and we get #",
            "We expand around #.",
            "around the point #: #",
            "The option expires at #.",
            "the pole at #: #",
            "At # the identity is trivial.",
            "Outliers have #.",
            "integrating from # to #: #",
            "The default is #. ",
            "Figure 1 shows the density for #.",
            "Unlike #, the general case is hard.",
            "Since # is a root, #",
            "Since one has equality if #: #",
            "Our goal is to show that #.",
            "The hypothesis # is rejected.",
        ] {
            assert!(of(text, 0).is_some(), "{text}");
        }
        for text in [
            "At # we get #",
            "In particular, at # this gives #",
            "Evaluating at # gives #",
            "The sample has # items.",
            "For # this is #",
            "Let #",
            "Consider the case #.",
            "On the diagonal # we get #",
            "In the case of # we have #",
            "the univariate case (#) is #",
        ] {
            assert_eq!(of(text, 0), None, "{text}");
        }
        assert_eq!(of("vanishes at # and #, and #", 1), Some(Place::Perhaps));
    }
}
