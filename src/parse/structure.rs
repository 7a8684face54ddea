//! Braces and environments, matched once for the whole formula; what is missing or too many is mended with a note.

use super::commands::Meaning;
use super::lexer::Token;
use super::tree::Note;
use crate::diagnostic::Code;

/// No partner.
pub const NONE: usize = usize::MAX;

/// Tokens in which every brace and every environment has its partner.
pub struct Structure<'a> {
    pub tokens: Vec<Token<'a>>,
    /// For each brace, `\begin` and `\end` the index of its partner, else [`NONE`].
    pub partner: Vec<usize>,
    pub notes: Vec<Note>,
}

struct Opened {
    at: usize,
    /// The first row break directly inside: where a brace that is never closed should have ended.
    first_break: usize,
}

struct Mending<'a> {
    tokens: Vec<Token<'a>>,
    stack: Vec<Opened>,
    /// Closing tokens to insert: before which token, and which.
    insertions: Vec<(usize, Token<'a>)>,
    notes: Vec<Note>,
}

/// Matches braces and environments. An open brace ends at the end of its row, an open environment with what holds it;
/// a closing one without an opening one is passed over.
pub fn balance(tokens: Vec<Token<'_>>) -> Structure<'_> {
    let mut mending = Mending {
        tokens,
        stack: Vec::new(),
        insertions: Vec::new(),
        notes: Vec::new(),
    };
    for at in 0..mending.tokens.len() {
        mending.visit(at);
    }
    let end = mending.tokens.len();
    while !mending.stack.is_empty() {
        mending.close_open(end);
    }
    let (tokens, notes) = mending.inserted();
    let partner = partners(&tokens);
    Structure {
        tokens,
        partner,
        notes,
    }
}

impl<'a> Mending<'a> {
    fn visit(&mut self, at: usize) {
        match self.tokens[at].meaning {
            Meaning::BraceOpen | Meaning::Begin => self.stack.push(Opened {
                at,
                first_break: NONE,
            }),
            Meaning::Break => {
                if let Some(top) = self.stack.last_mut() {
                    top.first_break = top.first_break.min(at);
                }
            }
            Meaning::BraceClose => self.close(at, |t| t.meaning == Meaning::BraceOpen),
            Meaning::End => {
                let name = self.tokens[at].raw.map(str::trim);
                self.close(at, |t| {
                    t.meaning == Meaning::Begin && t.raw.map(str::trim) == name
                });
            }
            _ => {}
        }
    }

    /// Closes the innermost opener that fits; those opened inside it are mended. A brace never closes more than one open
    /// environment, so that the search is short.
    fn close(&mut self, at: usize, fits: impl Fn(&Token<'_>) -> bool) {
        let found = self
            .stack
            .iter()
            .rev()
            .take(50)
            .position(|o| fits(&self.tokens[o.at]));
        let Some(above) = found else {
            self.note(at, "a closing brace or environment without an opening one");
            self.tokens[at].meaning = Meaning::Skip;
            return;
        };
        for _ in 0..above {
            self.close_open(at);
        }
        self.stack.pop();
    }

    /// Supplies the end of the innermost opener, at the latest before token `limit`.
    fn close_open(&mut self, limit: usize) {
        let Some(opened) = self.stack.pop() else {
            return;
        };
        let opener = &self.tokens[opened.at];
        let environment = opener.meaning == Meaning::Begin;
        let before = if environment {
            limit
        } else {
            opened.first_break.min(limit)
        };
        if let (false, Some(outer)) = (environment, self.stack.last_mut()) {
            outer.first_break = outer.first_break.min(opened.first_break);
        }
        let place = match before.checked_sub(1) {
            Some(last) => self.tokens[last].span.end,
            None => 0,
        };
        let closer = Token {
            text: "",
            meaning: if environment {
                Meaning::End
            } else {
                Meaning::BraceClose
            },
            raw: opener.raw,
            span: place..place,
            spaced: false,
        };
        self.insertions.push((before, closer));
        self.note(
            opened.at,
            if environment {
                "an environment is not closed"
            } else {
                "a brace is not closed"
            },
        );
    }

    fn note(&mut self, at: usize, text: &str) {
        let token = &self.tokens[at];
        let environment = matches!(token.meaning, Meaning::Begin | Meaning::End);
        self.notes.push(Note {
            code: if environment {
                Code::UnclosedDisplay
            } else {
                Code::UnbalancedBracket
            },
            span: token.span.clone(),
            text: text.into(),
        });
    }

    fn inserted(mut self) -> (Vec<Token<'a>>, Vec<Note>) {
        if self.insertions.is_empty() {
            return (self.tokens, self.notes);
        }
        self.insertions.sort_by_key(|&(before, _)| before);
        let mut insertions = self.insertions.into_iter().peekable();
        let mut tokens = Vec::with_capacity(self.tokens.len() + insertions.len());
        for (at, token) in self.tokens.into_iter().enumerate() {
            while let Some((_, closer)) = insertions.next_if(|&(before, _)| before <= at) {
                tokens.push(closer);
            }
            tokens.push(token);
        }
        tokens.extend(insertions.map(|(_, closer)| closer));
        (tokens, self.notes)
    }
}

fn partners(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut partner = vec![NONE; tokens.len()];
    let mut stack = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.meaning {
            Meaning::BraceOpen | Meaning::Begin => stack.push(at),
            Meaning::BraceClose | Meaning::End => {
                if let Some(open) = stack.pop() {
                    partner[open] = at;
                    partner[at] = open;
                }
            }
            _ => {}
        }
    }
    partner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lexer;

    fn balanced(text: &str) -> (String, usize) {
        let structure = balance(lexer::tokens(text).0);
        let shown = structure.tokens.iter().map(|t| match t.meaning {
            Meaning::BraceOpen => "{",
            Meaning::BraceClose => "}",
            Meaning::Break => "|",
            Meaning::Begin => "<",
            Meaning::End => ">",
            Meaning::Skip => "?",
            _ => t.text,
        });
        (shown.collect(), structure.notes.len())
    }

    #[test]
    fn mends_braces_and_environments() {
        for (text, expected, notes) in [
            (r"{a{b}}", "{a{b}}", 0),
            (r"{a \\ b", "{a}|b", 1),
            (r"{{a \\ b", "{{a}}|b", 2),
            (r"a}b", "a?b", 1),
            (r"\begin{split}a{b\\c\end{split}", "<a{b}|c>", 1),
            (r"\begin{split}a\\c", "<a|c>", 1),
            (r"{\begin{split}a}b", "{<a>}b", 1),
        ] {
            assert_eq!(balanced(text), (expected.into(), notes), "{text}");
        }
    }
}
