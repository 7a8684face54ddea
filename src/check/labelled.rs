//! What a label before a row says of it: `m_0: \; y \sim \mathrm{Bin}(n, p), \; p = 0.5`, `H_0: \; \mu = 0` is what a model
//! supposes, or a hypothesis that is tested. It states nothing of the note's names.

use super::walk::{Link, Walk};
use crate::elaborate::roles::Role;
use crate::parse::tree::{Relation, Row, Statement};
use crate::report::Verdict;

/// Letters of models and of hypotheses.
const LETTERS: [&str; 3] = ["m", "M", "H"];
/// Fonts that they are set in.
const FONTS: [&str; 6] = [
    "mathcal",
    "mathrm",
    "mathbf",
    "mathsf",
    "text",
    "operatorname",
];

impl Walk<'_> {
    /// Takes back what is of a model, denied, or unclear in what is random.
    pub(super) fn keep_apart(&mut self, link: &mut Link) {
        self.keep_to_model(link);
        self.keep_denied(link);
        self.doubt_chance(link);
    }

    /// Leaves alone what a label makes a part of a model, unless it is shown anyway.
    fn keep_to_model(&mut self, link: &mut Link) {
        if link.judgement.passes() || !self.is_of_model(link.relation) {
            return;
        }
        let relating = &self.chains.relations[link.relation];
        // Rows of a longer chain derive what the last one supposes.
        let chain = &self.chains.derivations[relating.derivation].relations;
        if chain.last() != Some(&link.relation) {
            return;
        }
        let sides = [relating.left, relating.right].into_iter().flatten();
        let read: Vec<_> = sides.map(|side| self.expression(side)).collect();
        if let [Ok(left), Ok(right)] = read[..] {
            let mut names = [left, right]
                .map(|side| self.store.free_names(side))
                .concat()
                .into_iter();
            // An equation of numbers supposes nothing.
            if names.next().is_none() {
                return;
            }
        }
        link.role = Role::Hypothesis;
        link.claim = None;
        link.draw = None;
        link.judgement = super::judge::Judgement::of(Verdict::Assumed);
    }

    /// An equation of one of several models, `p = 0.5` or `y = a x`: it holds for that one alone.
    pub(super) fn is_value_in_model(&self, relation: usize) -> bool {
        let equal = self.chains.relations[relation].relation == Relation::Equal;
        equal && self.is_of_model(relation) && {
            let rows = self.mathematics.iter().flat_map(|math| &math.formula.rows);
            let labelled = |row: &&Row| row.statements.iter().any(has_label);
            rows.filter(labelled).count() > 1
        }
    }

    fn is_of_model(&self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let rows = &self.mathematics[relating.place].formula.rows;
        let row = rows.get(relating.row);
        row.is_some_and(|row| row.statements.iter().any(has_label))
    }
}

fn has_label(statement: &Statement) -> bool {
    statement.words.iter().any(|(text, _)| is_model(text))
}

/// True for a label `H_0:`, of a hypothesis that is tested.
pub(super) fn is_of_hypothesis(statement: &Statement) -> bool {
    let hypothesis = |text: &str| is_model(text) && text.contains('H');
    statement.words.iter().any(|(text, _)| hypothesis(text))
}

/// True for a label `m:`, `H_0 &: \;`, `\mathcal{M}_1:`.
fn is_model(text: &str) -> bool {
    let Some((label, after)) = text.rsplit_once(':') else {
        return false;
    };
    // What the display begins with stands in the first row's label.
    let label = ["\\label{", "\\begin{"]
        .iter()
        .fold(label, |rest, command| {
            let after = rest
                .rfind(command)
                .and_then(|at| rest[at..].split_once('}'));
            after.map_or(rest, |(_, after)| after)
        });
    let spaces = |c: char| c.is_whitespace() || matches!(c, '\\' | ';' | ',' | ' ' | '~');
    if !after.trim_matches(spaces).is_empty() {
        return false;
    }
    let (name, mark) = label.split_once('_').unwrap_or((label, ""));
    let words = |part: &str| -> Vec<String> {
        let words = part.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut named = words(name);
    named.retain(|word| !FONTS.contains(&word.as_str()));
    let [letter] = &named[..] else {
        return false;
    };
    LETTERS.contains(&letter.as_str()) && words(mark).len() <= 1
}

#[cfg(test)]
mod tests {
    use super::is_model;

    #[test]
    fn models_and_hypotheses_have_labels() {
        for label in [
            r"m: \;",
            r"m_0 &: \; ",
            r"\mathrm{H}_0: \,",
            r"\mathcal{M}_{1}:",
            "H_a:",
        ] {
            assert!(is_model(label), "{label}");
        }
        for label in ["for all x:", "x:", r"m_0: for", "Mx:", "m n:"] {
            assert!(!is_model(label), "{label}");
        }
    }
}
