//! Where a note brings in a name anew: `Let $x$ be ..`, `for any real number $x$`, `a random variable $X$`. What was
//! supposed of the name before holds for it no longer.

use rustc_hash::FxHashMap;

use super::attributions::group;
use super::declare::named;
use super::evidence::letter_of;
use super::sentences::{FORMULA, Sentence};
use crate::elaborate::chains::Mathematics;
use crate::parse::tree::Tree;
use crate::read::directive::Supposition;

/// A name that is brought in.
#[derive(Debug, Clone, Copy)]
pub struct Introduction<'a> {
    pub name: &'a Tree,
    pub place: usize,
    /// False for words that may as well speak of the name as it was: they count from one section to another.
    pub surely: bool,
    /// True for words that turn to another case, of which they may say what is not read: "if instead X were even".
    pub otherwise: bool,
}

/// Words that let a name be something, right before it.
const LETTING: &[&str] = &[
    "let",
    "sei",
    "seien",
    "soit",
    "soient",
    "пусть",
    "设",
    "令",
    "任意",
];
/// Words for any value; with a noun, or by themselves where they say which values, they bring a name in.
const ANY: &[&str] = &[
    "any",
    "every",
    "all",
    "each",
    "another",
    "some",
    "beliebige",
    "jede",
    "jedes",
    "alle",
    "tout",
    "toute",
];
const OF_ANY_KIND: &[&str] = &["arbitrary", "general", "real", "different", "complex"];
const ARTICLES: &[&str] = &["a", "an", "two", "three", "ein", "eine", "un", "une"];
/// Words right before a name that stands for something else than before.
const DIFFERENT: &[&str] = &[
    "a different",
    "another",
    "some other",
    "any other",
    "a new",
    "ein anderes",
    "einen anderen",
    "un autre",
    "une autre",
    "另一个",
    "from now on",
    "from here on",
];
/// Verbs after a name that say what it is.
const NAMING: &[&str] = &[
    "is ",
    "are ",
    "be ",
    "denotes ",
    "denote ",
    "represents ",
    "stands for ",
];
/// Words between which and the name there is another thing.
const APART: &[&str] = &[
    "of", "in", "to", "by", "that", "with", "at", "over", "is", "are", "from", "and", "on", "than",
    "where", "for", "which", "we", "as",
];
/// Words of a sentence that speaks of names as they were.
const AS_BEFORE: &[&str] = &[
    "above", "before", "again", "same", "this", "these", "such", "still", "earlier",
];
/// Words in which a range may be named between the quantifier and the name.
const WORDS: usize = 5;

/// All introductions, in source order.
pub fn introductions<'a>(
    sentences: &[Sentence],
    mathematics: &'a [Mathematics],
) -> Vec<Introduction<'a>> {
    let mut found: Vec<Introduction> = Vec::new();
    let mut parities: FxHashMap<String, bool> = FxHashMap::default();
    for sentence in sentences {
        let as_before = words(&sentence.words).any(|word| AS_BEFORE.contains(&word));
        for at in 0..sentence.formulas.len() {
            let mut otherwise = turns(sentence, at);
            if let Some(even) = parity(sentence, at) {
                let names = named(&mathematics[sentence.formulas[at].1]).into_iter();
                for letter in names.filter_map(letter_of) {
                    otherwise |= parities.insert(letter, even) == Some(!even);
                }
            }
            let surely = match otherwise {
                true => Some(true),
                false => introduces(sentence, at).filter(|_| !as_before),
            };
            let Some(surely) = surely else {
                continue;
            };
            for member in group(sentence, at, true) {
                let place = sentence.formulas[member].1;
                if mathematics[place].directive == Some(Supposition::Assume) {
                    continue;
                }
                let names = named(&mathematics[place]).into_iter();
                found.extend(names.map(|name| Introduction {
                    name,
                    place,
                    surely,
                    otherwise,
                }));
            }
        }
    }
    found.sort_by_key(|introduction| introduction.place);
    found
}

/// Whether the words call a formula even or odd.
fn parity(sentence: &Sentence, formula: usize) -> Option<bool> {
    let (at, _) = sentence.formulas[formula];
    let before = sentence.words[..at].split_whitespace().next_back();
    let mut after = words(&sentence.words[at + FORMULA.len_utf8()..]);
    let verb = after.next().filter(|verb| matches!(*verb, "is" | "be"));
    let said = verb.and_then(|_| after.find(|word| !matches!(*word, "an" | "instead")));
    [before, said]
        .into_iter()
        .flatten()
        .find_map(|word| match word {
            "even" => Some(true),
            "odd" => Some(false),
            _ => None,
        })
}

/// True if the words turn to another case for the formula: "for a different f", "if instead X were even", "suppose
/// instead that X is odd".
fn turns(sentence: &Sentence, formula: usize) -> bool {
    let (at, _) = sentence.formulas[formula];
    let before = sentence.words[..at].trim_end();
    let clause = before.rsplit(FORMULA).next().unwrap_or_default();
    let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
    let mut imagined = words(clause).filter(|word| matches!(*word, "if" | "suppose" | "imagine"));
    DIFFERENT.iter().any(|word| clause.ends_with(word))
        || words(clause).any(|word| word == "instead") && !clause.contains("instead of")
        || after.starts_with("were ") && imagined.next().is_some()
}

/// Whether the words around a formula bring its names in, and whether they surely do.
fn introduces(sentence: &Sentence, formula: usize) -> Option<bool> {
    let (at, _) = sentence.formulas[formula];
    let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
    let begins = |text: &str| {
        OF_ANY_KIND
            .iter()
            .chain(ANY)
            .any(|kind| text.starts_with(kind))
    };
    let said_after = NAMING
        .iter()
        .filter_map(|verb| after.strip_prefix(verb))
        .any(|rest| begins(rest) || rest.strip_prefix("an ").is_some_and(begins));
    if said_after {
        return Some(true);
    }
    let clause = sentence.words[..at]
        .rsplit([FORMULA, ',', ';', ':', '(', '.'])
        .next()?;
    if !sentence.words[..at].ends_with(clause) || clause.is_empty() {
        return None;
    }
    if LETTING
        .iter()
        .any(|word| !word.is_ascii() && clause.trim_end().ends_with(word))
    {
        return Some(true);
    }
    let all: Vec<&str> = words(clause).collect();
    let (last, lead) = all.split_last()?;
    if LETTING.contains(last) || OF_ANY_KIND.contains(last) {
        return Some(true);
    }
    if ANY.contains(last) {
        return Some(false);
    }
    let near = lead
        .iter()
        .rev()
        .take(WORDS)
        .take_while(|word| !APART.contains(word));
    if APART.contains(last) {
        return None;
    }
    let near: Vec<&&str> = near.collect();
    if near
        .iter()
        .any(|word| ANY.contains(word) || OF_ANY_KIND.contains(word))
    {
        return Some(true);
    }
    near.iter()
        .any(|word| ARTICLES.contains(word))
        .then_some(false)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<Option<bool>> {
        let sentence = Sentence::of(text);
        let count = sentence.formulas.len();
        (0..count).map(|at| introduces(&sentence, at)).collect()
    }

    #[test]
    fn names_are_brought_in_by_let_and_by_any() {
        assert_eq!(said("Let # be the number of heads."), [Some(true)]);
        assert_eq!(
            said("In general, for any real number #, the value is #"),
            [Some(true), None]
        );
        assert_eq!(said("For arbitrary # the formula reads"), [Some(true)]);
        assert_eq!(said("Here # is arbitrary."), [Some(true)]);
        assert_eq!(said("But # denotes any constant."), [Some(true)]);
        assert_eq!(said("for all # we have"), [Some(false)]);
        assert_eq!(
            said("Consider a random variable # with mean #"),
            [Some(false), None]
        );
    }

    #[test]
    fn words_turn_to_another_case() {
        let turned = |text: &str| {
            let sentence = Sentence::of(text);
            turns(&sentence, 0)
        };
        for text in [
            "For a different # that is wrong",
            "If instead # had no mean",
            "If # were even",
        ] {
            assert!(turned(text), "{text}");
        }
        assert!(!turned("The draws # were even"));
        assert!(!turned("Instead of the mean, let # be the median"));
    }

    #[test]
    fn names_that_are_used_are_not_brought_in() {
        assert_eq!(said("The mean of # is a function of #"), [None, None]);
        assert_eq!(said("where # is the mean"), [None]);
        assert_eq!(
            said("if # then the value of all the terms in #"),
            [None, None]
        );
    }
}
