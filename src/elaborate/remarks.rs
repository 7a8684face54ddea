//! What is said beside the mathematics of a row, read as the words around a display are: `\text{if $X$ and $Y$ are
//! independent}`, `\stackrel{\text{indep.}}{=}`, `\underbrace{\mathrm{E}[X]^2}_{=0}`.

use super::sentences::{FORMULA, Sentence};
use crate::parse;
use crate::parse::tree::{Beside, Formula, Kind, Remark, Tree};

/// Commands with words as their argument.
const WORDED: &[&str] = &[
    "text",
    "textrm",
    "textit",
    "textbf",
    "textsf",
    "mbox",
    "hbox",
    "intertext",
];
/// Those that words as well as names stand in.
const NAMED: &[&str] = &["mathrm", "operatorname"];
/// Commands that change how something looks.
const LOOKS: &[&str] = &[
    "tiny",
    "scriptsize",
    "small",
    "footnotesize",
    "scriptstyle",
    "textstyle",
    "displaystyle",
    "rm",
    "it",
    "bf",
    "quad",
    "qquad",
    "because",
    "since",
];

/// A remark as words with formulas in them.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Each formula is counted by its place in `formulas`.
    pub sentence: Sentence,
    pub formulas: Vec<Formula>,
}

/// Reads a remark.
pub fn said(remark: &Remark) -> Said {
    let mut found = Said::default();
    match remark.place {
        Beside::Words => found.prose(&remark.text),
        Beside::Bracket | Beside::Relation | Beside::Brace => found.mathematics(&remark.text),
    }
    found
}

/// Reads prose with formulas in it, such as a heading.
pub fn said_in_words(text: &str) -> Said {
    let mut found = Said::default();
    found.prose(text);
    found
}

impl Said {
    /// Words, with formulas between dollar signs.
    fn prose(&mut self, text: &str) {
        let text = text.replace(r"\(", "$").replace(r"\)", "$");
        for (at, piece) in text.split('$').enumerate() {
            match at % 2 {
                0 => self.words(piece),
                _ => self.formula(piece),
            }
        }
    }

    /// A formula with words in it.
    fn mathematics(&mut self, text: &str) {
        let mut rest = text;
        let mut formula = String::new();
        while let Some(at) = rest.find('\\') {
            let name: &str = &rest[at + 1..];
            let end = name.find(|c: char| !c.is_ascii_alphabetic());
            let name = &name[..end.unwrap_or(name.len())];
            let after = &rest[at + 1 + name.len()..];
            formula.push_str(&rest[..at]);
            rest = after;
            if LOOKS.contains(&name) {
                formula.push(' ');
            } else if let Some((words, after)) =
                argument(after.trim_start()).filter(|(_, after)| is_worded(name, &formula, after))
            {
                self.formula(&std::mem::take(&mut formula));
                self.prose(words);
                self.words(" ");
                rest = after;
            } else {
                formula.push('\\');
                formula.push_str(name);
                // A command of one sign, `\,`.
                if name.is_empty() {
                    let sign = rest.chars().next();
                    formula.extend(sign);
                    rest = &rest[sign.map_or(0, char::len_utf8)..];
                }
            }
        }
        formula.push_str(rest);
        self.formula(&formula);
    }

    fn words(&mut self, text: &str) {
        let spaces = text.replace(['~', '\n', '{', '}'], " ");
        self.sentence.words.push_str(&spaces.to_lowercase());
    }

    /// A formula; letters in a row are words: `\stackrel{indep.}{=}`.
    fn formula(&mut self, text: &str) {
        let text = text.trim();
        let letters = |c: char| c.is_ascii_alphabetic() || matches!(c, '.' | ' ' | '-');
        let word = |part: &str| part.chars().filter(char::is_ascii_alphabetic).count() > 2;
        if text.chars().all(letters) && text.split_whitespace().any(word) {
            return self.words(text);
        }
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let sentence = &mut self.sentence;
        sentence
            .formulas
            .push((sentence.words.len(), self.formulas.len()));
        sentence.words.push(FORMULA);
        self.formulas.push(parse::parse(text, &[]));
    }

    /// The words of it, without formulas, numbers and single letters.
    pub fn plain_words(&self) -> impl Iterator<Item = &str> {
        let words = self
            .sentence
            .words
            .split(|c: char| !c.is_alphabetic() && c != '\'');
        words.filter(|word| word.chars().nth(1).is_some())
    }

    /// True for `(a)`, `(3)`, `*`: it only refers to something.
    pub fn is_label(&self) -> bool {
        let plain = |tree: &Tree| label(tree);
        self.plain_words().next().is_none()
            && self
                .formulas
                .iter()
                .flat_map(|formula| &formula.rows)
                .all(|row| {
                    row.statements.iter().all(|statement| {
                        statement.relations.is_empty()
                            && statement.sides.iter().flatten().all(plain)
                    })
                })
    }
}

fn label(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Group { body, .. } | Kind::Brace(body) => label(body),
        Kind::Name(_) | Kind::Number(_) | Kind::Operator(_) | Kind::Text(_) => true,
        _ => false,
    }
}

/// True if the argument of a command is words: between `before` and `after` in a formula.
fn is_worded(name: &str, before: &str, after: &str) -> bool {
    let alone = !(before.to_owned() + after).contains(char::is_alphanumeric);
    WORDED.contains(&name) || NAMED.contains(&name) && alone
}

/// The argument in braces at the beginning of a text, and what comes after it.
fn argument(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?;
    let mut depth = 1usize;
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inner[..at], &inner[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, place: Beside) -> (String, usize) {
        let text = text.to_owned();
        let found = said(&Remark { text, place });
        let shown = found.sentence.words.replace(FORMULA, "#");
        let shown: Vec<&str> = shown.split_whitespace().collect();
        (shown.join(" "), found.formulas.len())
    }

    #[test]
    fn remarks_are_words_with_formulas() {
        let given = |text, place, shown: &str, formulas| {
            assert_eq!(words(text, place), (shown.to_owned(), formulas));
        };
        given(
            "if $U$ and $V$ are independent",
            Beside::Words,
            "if # and # are independent",
            2,
        );
        given(r"\text{if }U \perp V", Beside::Bracket, "if #", 1);
        given(r"\text{indep.}", Beside::Relation, "indep.", 0);
        given("indep", Beside::Relation, "indep", 0);
        given(r"\mathrm{indep}", Beside::Relation, "indep", 0);
        given(r"\mathrm{E}[U] = 0", Beside::Brace, "#", 1);
        given(r"M = M^\top", Beside::Relation, "#", 1);
        given("=0", Beside::Brace, "#", 1);
    }

    #[test]
    fn labels_say_nothing() {
        let label = |text: &str| {
            let text = text.to_owned();
            let place = Beside::Relation;
            said(&Remark { text, place }).is_label()
        };
        assert!(label("(a)") && label("3") && label("*") && label(r"(\text{a})"));
        assert!(!label("u > 0") && !label(r"\text{convex}"));
    }
}
