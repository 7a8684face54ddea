//! What stands with the sign of a draw, `X \overset{\text{approx}}{\sim} D`, or beside it, `X \sim D \text{ under } H_0`:
//! unless it only says how the draws hang together, the law is not that of the name.

use super::labelled::is_of_hypothesis;
use super::walk::Walk;
use crate::elaborate::chains::Relating;
use crate::elaborate::names::{bracket, letters};
use crate::elaborate::remarks::{Said, said, said_in_words};
use crate::elaborate::trailing::is_comparison;
use crate::parse::tree::{Beside, Kind, Remark, Statement};

/// Words that leave the law what it is.
const PLAIN: &[&str] = &[
    "all",
    "and",
    "are",
    "assumed",
    "by",
    "definition",
    "distributed",
    "each",
    "every",
    "follows",
    "for",
    "hence",
    "i.i.d",
    "identically",
    "iid",
    "in",
    "ind",
    "indep",
    "independent",
    "independently",
    "is",
    "let",
    "random",
    "since",
    "so",
    "that",
    "the",
    "then",
    "therefore",
    "thus",
    "variable",
    "variables",
    "we",
    "where",
    "which",
    "with",
];

impl Walk<'_> {
    /// True where a mark or words in the row of a draw say more of it than was understood.
    pub(super) fn is_qualified(&self, relation: usize) -> bool {
        self.is_row_qualified(&self.chains.relations[relation])
    }

    pub(super) fn is_row_qualified(&self, relating: &Relating) -> bool {
        let math = &self.mathematics[relating.place];
        let Some(row) = math.formula.rows.get(relating.row) else {
            return false;
        };
        let statement = &row.statements[relating.statement];
        let named =
            (statement.words.iter()).any(|(text, _)| !is_plain(&said_in_words(&fontless(text))));
        let beside = |remark: &Remark| {
            let said = said(remark);
            match remark.place {
                Beside::Words | Beside::Brace => !said.is_label() && !is_plain(&said),
                Beside::Bracket => !said.is_label(),
                // `\overset{(a)}{\sim}`, but not `\sim_{H_0}`.
                Beside::Relation => {
                    !remark.text.trim().starts_with('(') && !draws_alike(&remark.text)
                }
            }
        };
        let condition = |statement: &Statement| match &statement.sides[..] {
            [Some(only)] => {
                bracket(only).is_some_and(|of| matches!(of.body.kind, Kind::Chain { .. }))
            }
            _ => false,
        };
        // `X \sim D, X > 0`
        let drawn: Vec<String> = relating.left.map_or(Vec::new(), |left| {
            letters(&self.chains.expressions[left].tree)
        });
        let bounds = |statement: &Statement| {
            let mut relations = statement.relations.iter();
            let sides = statement.sides.iter().flatten().flat_map(letters);
            relations.any(|(relation, _)| is_comparison(*relation))
                && sides.into_iter().any(|letter| drawn.contains(&letter))
        };
        named
            || row.remarks.iter().any(beside)
            || row.statements.iter().any(condition)
            || row.statements.iter().any(is_of_hypothesis)
            || row.statements.iter().any(bounds)
    }
}

/// True for marks such as `\mathrm{i.i.d.}`.
fn draws_alike(mark: &str) -> bool {
    let letters: String = fontless(mark)
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    matches!(letters.as_str(), "iid" | "ind" | "indep" | "independent")
}

/// Words without the commands for how they look.
fn fontless(text: &str) -> String {
    const FONTS: [&str; 8] = [
        "mathrm",
        "mathsf",
        "textrm",
        "textit",
        "text",
        "mbox",
        "scriptsize",
        "tiny",
    ];
    FONTS.iter().fold(text.to_lowercase(), |text, font| {
        text.replace(&format!("\\{font}"), " ")
    })
}

/// True for words of the table alone.
fn is_plain(said: &Said) -> bool {
    let words = said.sentence.words.replace("i.i.d.", "iid");
    let mut words = words
        .split(|c: char| !c.is_alphabetic() && c != '.')
        .map(|word| word.trim_matches('.'))
        .filter(|word| word.chars().nth(1).is_some());
    words.all(|word| PLAIN.contains(&word))
}
