//! Draws told in words: "let $x_1, \dots, x_n$ be independent samples from $\mathcal{N}(m, v)$", "$X$ follows $D$".

use super::attributions::group;
use super::chains::Mathematics;
use super::denials::denied;
use super::sentences::{FORMULA, Sentence};
use super::sorts::named_distribution;
use super::told::told;
use crate::parse::tree::Tree;

/// Formulas of names, and the distribution that each of them is drawn from.
#[derive(Debug, Clone)]
pub struct Draw {
    /// Places of the formulas.
    pub names: Vec<usize>,
    pub law: Tree,
    /// Place of the distribution, or of the last name where words tell it.
    pub place: usize,
    /// The words deny it or leave it open.
    pub denied: bool,
    /// Places of the formulas of a clause that was read whole.
    pub clause: Vec<usize>,
    /// The names are densities, and the distribution is that of which they are.
    pub density: bool,
}

/// Words of which one has to stand between the names and the distribution.
const DRAWING: &[&str] = &[
    "from",
    "follow",
    "follows",
    "following",
    "according",
    "distributed",
];
/// Words for several draws, of which the distribution is that.
const ALIKE: &[&str] = &["i.i.d.", "i.i.d", "iid"];
/// All others that may stand there: nothing else is said of the names.
const BESIDE: &[&str] = &[
    "be",
    "is",
    "are",
    "being",
    "have",
    "has",
    "been",
    "which",
    "that",
    "all",
    "each",
    "a",
    "an",
    "the",
    "to",
    "as",
    "and",
    "of",
    "with",
    "i.i.d.",
    "i.i.d",
    "iid",
    "independent",
    "independently",
    "identically",
    "random",
    "sample",
    "samples",
    "sampled",
    "draw",
    "draws",
    "drawn",
    "taken",
    "generated",
    "observation",
    "observations",
    "observed",
    "value",
    "values",
    "variable",
    "variables",
    "data",
    "points",
    "realizations",
    "distribution",
    "normal",
    "gaussian",
    "univariate",
    "law",
];
/// The draws that a sentence tells.
pub fn draws<'s>(sentence: &'s Sentence, mathematics: &[Mathematics]) -> &'s [Draw] {
    sentence.draws.get_or_init(|| found(sentence, mathematics))
}

fn found(sentence: &Sentence, mathematics: &[Mathematics]) -> Vec<Draw> {
    let mut found = told(sentence, mathematics);
    for (number, &(at, place)) in sentence.formulas.iter().enumerate().skip(1) {
        let Some(law) = distribution(&mathematics[place]) else {
            continue;
        };
        let last = number - 1;
        let between = &sentence.words[sentence.formulas[last].0 + FORMULA.len_utf8()..at];
        if !tells_a_draw(between) {
            continue;
        }
        let names = group(sentence, last, false).into_iter();
        found.push(Draw {
            names: names.map(|name| sentence.formulas[name].1).collect(),
            law: law.clone(),
            place,
            denied: denied(sentence, at..at + FORMULA.len_utf8()),
            clause: Vec::new(),
            density: false,
        });
    }
    found
}

fn tells_a_draw(words: &str) -> bool {
    let mut drawn = false;
    let known = words.split_whitespace().all(|word| {
        let word = word.trim_matches(',');
        drawn |= DRAWING.contains(&word) || ALIKE.contains(&word);
        DRAWING.contains(&word) || BESIDE.contains(&word)
    });
    known && drawn
}

/// The distribution that is all a formula names.
fn distribution(math: &Mathematics) -> Option<&Tree> {
    let [row] = &math.formula.rows[..] else {
        return None;
    };
    let [statement] = &row.statements[..] else {
        return None;
    };
    let [Some(tree)] = &statement.sides[..] else {
        return None;
    };
    named_distribution(tree).map(|_| tree)
}
