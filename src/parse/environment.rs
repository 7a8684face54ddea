//! Things in rows and columns: matrices, cases, `\\substack`.

use super::commands::{self, Environment, Meaning};
use super::parser::{Parser, Scope};
use super::structure::NONE;
use super::tree::{Kind, Tree};
use std::ops::Range;

impl Parser<'_> {
    pub(super) fn substack(&mut self) -> Tree {
        let from = self.at;
        self.at += 1;
        let Some(open) = self
            .significant(self.at)
            .filter(|&at| self.tokens[at].meaning == Meaning::BraceOpen)
        else {
            return self.missing_operand(from);
        };
        let close = self.partner[open];
        self.at = close + 1;
        let rows = self.cells(open + 1..close).into_iter().flatten();
        let items: Vec<Tree> = rows.map(|range| self.group(range, Scope::Fresh)).collect();
        let span = self.span_from(from);
        let separators = vec![super::tree::Separator::Comma; items.len().saturating_sub(1)];
        match items.len() {
            1 => items.into_iter().next().map_or(
                Tree {
                    kind: Kind::Empty,
                    span: span.clone(),
                },
                |t| Tree { kind: t.kind, span },
            ),
            _ => Tree {
                kind: Kind::List { items, separators },
                span,
            },
        }
    }

    /// The cells of each row of an environment's content; empty last rows are left out.
    pub(super) fn cells(&self, range: Range<usize>) -> Vec<Vec<Range<usize>>> {
        let mut rows: Vec<Vec<Range<usize>>> = vec![Vec::new()];
        let (mut at, mut start) = (range.start, range.start);
        while at <= range.end {
            let meaning = if at < range.end {
                self.tokens[at].meaning
            } else {
                Meaning::Break
            };
            if matches!(meaning, Meaning::Align | Meaning::Break) {
                if let Some(row) = rows.last_mut() {
                    row.push(start..at);
                }
                if meaning == Meaning::Break {
                    rows.push(Vec::new());
                }
                start = at + 1;
            }
            at = if at < range.end {
                self.after_group(at)
            } else {
                at + 1
            };
        }
        rows.retain(|row| {
            row.iter()
                .any(|cell| cell.clone().any(|at| !self.is_passed(at)))
        });
        rows
    }

    pub(super) fn environment(&mut self) -> Tree {
        let from = self.at;
        let close = self.partner[from];
        if close == NONE {
            self.at += 1;
            return self.unreadable(from..from + 1);
        }
        let name = self.tokens[from].raw.unwrap_or("").trim().to_string();
        let rows = self.rows_of(from);
        self.at = close + 1;
        let kind = match commands::environment(&name) {
            Environment::Cases => Kind::Cases(rows.into_iter().map(|row| self.case(row)).collect()),
            _ => {
                let read = |p: &mut Self, row: Vec<Range<usize>>| {
                    row.into_iter()
                        .map(|cell| {
                            let cell = p.without_punctuation(cell);
                            p.group(cell, Scope::Fresh)
                        })
                        .collect()
                };
                let rows = rows.into_iter().map(|row| read(self, row)).collect();
                Kind::Matrix {
                    environment: name,
                    rows,
                }
            }
        };
        Tree {
            kind,
            span: self.span_from(from),
        }
    }

    /// The `\begin` of the environment that is all there is in `range`.
    pub(super) fn lone_environment(&self, range: Range<usize>) -> Option<usize> {
        let first = range.clone().find(|&at| !self.is_passed(at))?;
        let begins =
            self.tokens[first].meaning == Meaning::Begin && self.partner[first] < range.end;
        (begins && (self.partner[first] + 1..range.end).all(|at| self.is_passed(at)))
            .then_some(first)
    }

    /// `\left\{ \begin{array}{ll} .. \end{array} \right.` is written for `cases`.
    pub(super) fn braced_cases(&mut self, from: usize, environment: usize) -> Tree {
        let name = self.tokens[environment].raw.unwrap_or("").trim();
        let columns = commands::environment(name) != Environment::Layout;
        let mut rows = Vec::new();
        for mut row in self.rows_of(environment) {
            if !columns {
                let end = row.last().map_or(0, |c| c.end);
                row.truncate(1);
                row.iter_mut().for_each(|cell| cell.end = end);
            }
            rows.push(self.case(row));
        }
        Tree {
            kind: Kind::Cases(rows),
            span: self.span_from(from),
        }
    }

    /// The cells of the environment that begins at `at`, behind its column specification.
    fn rows_of(&mut self, at: usize) -> Vec<Vec<Range<usize>>> {
        let name = self.tokens[at].raw.unwrap_or("").trim();
        let mut start = at + 1;
        if commands::has_layout_argument(name) && self.tokens[start].meaning == Meaning::BraceOpen {
            start = self.partner[start] + 1;
            self.ignore_all(at + 1..start);
        }
        self.cells(start..self.partner[at])
    }

    /// The range without spacing and punctuation at its end, which are passed over.
    fn without_punctuation(&mut self, mut range: Range<usize>) -> Range<usize> {
        use Meaning::*;
        while let Some(last) = range.clone().rev().find(|&at| !self.is_passed(at))
            && matches!(self.tokens[last].meaning, Separator(_) | Stop)
        {
            self.ignore(last);
            range.end = last;
        }
        range
    }

    /// Value and condition; without a second cell the condition begins at the first word.
    fn case(&mut self, row: Vec<Range<usize>>) -> (Tree, Option<Tree>) {
        let whole = row.first().map_or(0, |c| c.start)..row.last().map_or(0, |c| c.end);
        let mut value = row.first().cloned().unwrap_or(whole.clone());
        let mut condition = (row.len() > 1).then(|| value.end + 1..whole.end);
        if condition.is_none() {
            let word = value.clone().find(|&at| {
                matches!(self.tokens[at].meaning, Meaning::Text)
                    && commands::is_prose(self.tokens[at].text)
            });
            if let Some(word) = word.filter(|&word| word > value.start) {
                condition = Some(word..value.end);
                value = value.start..word;
            }
        }
        let value = self.without_punctuation(value);
        (
            self.group(value, Scope::Fresh),
            condition.map(|range| self.condition(range)),
        )
    }

    fn condition(&mut self, range: Range<usize>) -> Tree {
        let range = self.without_punctuation(range);
        let span = self.span(range.clone());
        let first = range.clone().find(|&at| !self.is_passed(at));
        match first {
            Some(at)
                if self.tokens[at].meaning == Meaning::Text
                    && commands::is_prose(self.tokens[at].text) =>
            {
                let words = self.tokens[at].text.to_string();
                if (at + 1..range.end).all(|at| self.is_passed(at)) {
                    return Tree {
                        kind: Kind::Text(words),
                        span,
                    };
                }
                let body = Box::new(self.group(at + 1..range.end, Scope::Fresh));
                Tree {
                    kind: Kind::Decorated {
                        command: format!("text {words}"),
                        body,
                    },
                    span,
                }
            }
            _ => self.group(range, Scope::Fresh),
        }
    }
}
