//! Equations in the words that tie their names to each other: "on the circle $x^2 + y^2 = 1$", "the gas obeys $P V = n R T$".
//! One that is to be solved, that bounds a region or that is called false ties nothing.

use super::falsities::is_called_false;
use super::sentences::{FORMULA, Sentence};
use super::words::{begins_word, has_words};

/// Words in the clause before an equation by which it is sought where it holds, or bounds something.
const SOUGHT: &[&str] = &[
    "solve",
    "solves",
    "solving",
    "solution",
    "solutions",
    "root",
    "roots",
    "zero",
    "zeros",
    "zeroes",
    "where",
    "below",
    "above",
    "beneath",
    "beyond",
    "left of",
    "right of",
    "bounded by",
    "until",
    "intersects",
    "intersection",
    "tangent",
    "mistake",
];
/// Beginnings of words before a displayed equation by which it holds in what follows.
const STATED: &[&str] = &[
    "curve",
    "circle",
    "ellipse",
    "surface",
    "constraint",
    "satisf",
    "obey",
    "fulfil",
    "implicit",
    "conserv",
    "constant",
    "equation of state",
    "budget",
    "law",
];

/// True if an equation at `at` of a sentence that may be supposed ties its names.
pub fn ties(sentences: &[Sentence], (sentence, at): (usize, usize), display: bool) -> bool {
    let before = &sentences[sentence].words[..at];
    let clause = before.rsplit([FORMULA, ';']).next().unwrap_or_default();
    !is_called_false(sentences, (sentence, at))
        && !SOUGHT.iter().any(|word| has_words(clause, word))
        && (!display || STATED.iter().any(|word| begins_word(clause, word)))
}
