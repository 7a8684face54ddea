//! What "independent" is said of: of names among each other, of names and what follows "of", or only given something.

use std::ops::Range;

use super::attributions::group;
use super::sentences::{FORMULA, Sentence};

/// How names are said to be independent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Independence {
    /// All of them together.
    Mutual,
    /// Each of them of each of these formulas; of none that is written, if there are none.
    Of(Vec<usize>),
    /// Only given something else: nothing follows for the names by themselves.
    Conditional,
}

/// Words after which something is given; those that may also mean something else only with a formula or a comma after them.
const CONDITIONING: &[&str] = &[
    "conditionally",
    "conditional on",
    "conditional upon",
    "conditioned on",
    "conditioned upon",
    "conditioning on",
    "once we",
    "once you",
    "independent once",
    "knowing",
    "if we know",
    "when we know",
    "if we condition",
    "when we condition",
    "bedingt",
    "gegeben",
    "sachant",
    "conditionnellement",
    "condicional",
    "condizional",
    "условн",
    "при условии",
    "条件独立",
    "条件下",
    "条件付き",
    "给定",
    "給定",
    "与えられ",
];
/// Words before "given" and after it with which it gives nothing.
const GIVING: &[&str] = &["is", "are", "be", "as", "with", "the", "a", "any", "some"];
/// Words after the last name of a list that leave it in the list; any other may be the verb of the next clause.
const GOING_ON: &[&str] = &[
    "and", "or", "as", "for", "in", "with", "where", "so", "then", "hence", "thus", "by", "under",
    "since", "because", "but", "while", "which", "both", "at", "on", "too", "we", "und", "et",
];
/// What may stand after "independent of" for the names themselves.
const EACH_OTHER: &[&str] = &["each other", "one another", "eachother"];

/// How the phrase at these bytes speaks of the formulas `targets`.
pub fn independence(sentence: &Sentence, phrase: Range<usize>, targets: &[usize]) -> Independence {
    let words = &sentence.words;
    let first = targets
        .iter()
        .map(|&target| sentence.formulas[target].0)
        .min();
    let start = first.map_or(phrase.start, |first| first.min(phrase.start));
    if CONDITIONING.iter().any(|word| words.contains(word))
        || given_before(&words[..start])
        || given_first(&words[..phrase.start])
        || given_after(&words[phrase.end..])
    {
        return Independence::Conditional;
    }
    let after = words[phrase.end..].trim_start();
    // "independent under $p$": in one of several distributions.
    if after.starts_with("under ") {
        return Independence::Conditional;
    }
    let Some(rest) = ["of ", "from "]
        .iter()
        .find_map(|of| after.strip_prefix(of))
    else {
        return Independence::Mutual;
    };
    let rest = rest.trim_start();
    if EACH_OTHER.iter().any(|phrase| rest.starts_with(phrase)) {
        return Independence::Mutual;
    }
    let at = words.len() - rest.len();
    let next = sentence.formulas.iter().position(|&(place, _)| place == at);
    let mut others = next.map_or(Vec::new(), |next| group(sentence, next, true));
    // "independent of Z and Y is independent of Z": the last one begins the next clause.
    let ends = |&formula: &usize| {
        let after = &words[sentence.formulas[formula].0 + FORMULA.len_utf8()..];
        let next = after.split_whitespace().next().unwrap_or_default();
        next.starts_with(|c: char| c.is_ascii_alphabetic())
            && !GOING_ON.contains(&next.trim_end_matches(','))
    };
    if others.len() > 1 && others.last().is_some_and(ends) {
        others.pop();
    }
    Independence::Of(others)
}

/// "Given Z, the variables X and Y"; but not "given n variables X and Y".
fn given_before(before: &str) -> bool {
    let ends =
        |(at, _): (usize, &str), rest: &str| rest[at + FORMULA.len_utf8()..].starts_with(" the ");
    places(before).any(|(_, rest)| {
        let mut formulas = rest.match_indices(FORMULA);
        rest.contains([',', '，']) || formulas.any(|formula| ends(formula, rest))
    })
}

/// "Given Z, X and Y are independent"
fn given_first(before: &str) -> bool {
    places(before).any(|(_, rest)| {
        let after = rest.trim_start().strip_prefix(FORMULA);
        after.is_some_and(|rest| rest.trim_start().starts_with([',', '，']))
    })
}

/// "independent given Z"; but not "with a given mean", "the density is given by".
fn given_after(after: &str) -> bool {
    places(after).any(|(before, rest)| {
        let last = before.split_whitespace().next_back().unwrap_or_default();
        !GIVING.contains(&last) && !rest.trim_start().starts_with("by ")
    })
}

/// The words before and after each "given".
fn places(words: &str) -> impl Iterator<Item = (&str, &str)> {
    const GIVEN: &str = "given";
    let found = words.match_indices(GIVEN);
    found.map(|(at, _)| (&words[..at], &words[at + GIVEN.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, targets: &[usize]) -> Independence {
        let sentence = Sentence::of(text);
        let at = sentence.words.find("independent").unwrap_or_default();
        independence(&sentence, at..at + "independent".len(), targets)
    }

    #[test]
    fn what_is_independent_given_something_is_not_independent() {
        for (text, targets) in [
            ("Given #, the parts # and # are independent", [1, 2]),
            ("Given the weather, # and # are independent", [0, 1]),
            ("# and # are independent given #", [0, 1]),
            ("# and # are conditionally independent", [0, 1]),
            ("Conditioned on #, # and # are independent", [1, 2]),
            ("# and # are independent once we know #", [0, 1]),
        ] {
            assert_eq!(said(text, &targets), Independence::Conditional, "{text}");
        }
    }

    #[test]
    fn names_are_independent_of_each_other_or_of_what_is_named() {
        for (text, targets) in [
            ("# and # are independent of each other", [0, 1]),
            ("Given independent draws # and #, add them", [0, 1]),
            ("# and # are independent, with a given mean #", [0, 1]),
            ("# and # are independent, and the sum is given by #", [0, 1]),
        ] {
            assert_eq!(said(text, &targets), Independence::Mutual, "{text}");
        }
        let of = |text| said(text, &[0, 1]);
        assert_eq!(
            of("# and # are independent of #"),
            Independence::Of(vec![2])
        );
        assert_eq!(
            said("# is independent of # and # is independent of #", &[0]),
            Independence::Of(vec![1])
        );
        assert_eq!(
            said("# is independent of # and # varies widely", &[0]),
            Independence::Of(vec![1])
        );
        assert_eq!(
            said("# is independent of # and # for all times", &[0]),
            Independence::Of(vec![1, 2])
        );
        assert_eq!(
            of("# and # are independent of the past"),
            Independence::Of(vec![])
        );
    }
}
