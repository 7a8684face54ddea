//! A counterexample as a Python program that evaluates both sides with code of its own.
//!
//! The program needs Python's standard library only. It prints both sides and fails if the relation holds after all, so
//! that a reader who trusts nothing here can redo a refutation.

mod expression;
mod values;

use std::collections::BTreeSet;
use std::fmt::Write;

use self::expression::Writer;
use super::model::Model;
use super::outcome::Claim;
use super::problem::Problem;
use crate::expr::*;

/// Why there is no program.
pub type Refusal = &'static str;

/// What programs are made of; each takes the pieces that it uses.
const PRELUDE: &str = include_str!("prelude.py");

/// The program for a model at which the claim fails.
pub(super) fn program(
    store: &Store,
    problem: &Problem,
    claim: &Claim,
    model: &Model,
) -> Result<String, Refusal> {
    let mut writer = Writer::new(store, problem, model);
    let left = writer.expression(claim.left)?;
    let right = writer.expression(claim.right)?;
    let mut body = String::new();
    let relation = match claim.relation {
        Comparison::Equal => "same(l, r)",
        Comparison::Less => "l < r",
        Comparison::LessEqual => "l <= r or same(l, r)",
        _ => return Err("a relation that the program has no words for"),
    };
    body += &values::chances(model);
    body += &values::spaces(&mut writer)?;
    body += &values::names(&mut writer)?;
    // Writing to a string does not fail.
    let _ = write!(
        body,
        "\nl = value(lambda: {left})\nr = value(lambda: {right})\nprint(\"left \", l)\nprint(\"right\", r)\n\
         agree = l is None and r is None or l is not None and r is not None and ({relation})\n\
         raise SystemExit(\"the relation holds here\" if agree else 0)\n"
    );
    let comment = |id| store.to_latex(id).replace(['\n', '\r'], " ");
    let heading = format!(
        "# left:  {}\n# right: {}\n",
        comment(claim.left),
        comment(claim.right)
    );
    Ok(format!("{heading}{}\n\n{body}", pieces(&body)))
}

/// The pieces of the prelude that the text uses, also through one another.
fn pieces(text: &str) -> String {
    let all: Vec<(Option<&str>, &str)> = PRELUDE
        .split("\n\n\n")
        .map(|piece| (title(piece), piece))
        .collect();
    let mut wanted: BTreeSet<usize> = BTreeSet::new();
    let mut open: Vec<&str> = vec![text];
    while let Some(text) = open.pop() {
        for (at, (title, piece)) in all.iter().enumerate() {
            let used = title.is_none_or(|title| mentions(text, title));
            if used && wanted.insert(at) {
                open.push(piece);
            }
        }
    }
    let kept: Vec<&str> = wanted.into_iter().map(|at| all[at].1.trim_end()).collect();
    kept.join("\n\n\n")
}

/// The name that a piece defines; none for what always stands.
fn title(piece: &str) -> Option<&str> {
    let line = piece.lines().next().unwrap_or_default();
    let rest = line
        .strip_prefix("def ")
        .or_else(|| line.strip_prefix("class "))?;
    rest.split(['(', ':']).next()
}

fn mentions(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(part) && !text[at + word.len()..].starts_with(part))
}

#[cfg(test)]
mod tests {
    #[test]
    fn programs_take_only_what_they_use() {
        let taken = super::pieces("x = digamma(2)");
        assert!(taken.contains("def digamma") && taken.contains("class Undefined"));
        assert!(!taken.contains("def integral"));
    }
}
