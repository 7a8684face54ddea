//! Relation signs: plain, negated, with a mark above or below, in a group of their own.

use super::commands::{self, Meaning};
use super::expression::marked;
use super::parser::Parser;
use super::tree::{Beside, Relation, Span};
use std::ops::Range;

/// A relation that was found: how it reads, the index after it, and the mark above or below.
pub(super) struct Found {
    pub relation: Relation,
    after: usize,
    mark: Option<Range<usize>>,
}

impl Parser<'_> {
    /// The relation sign at the cursor with its marks, if one stands there.
    pub(super) fn relation(&mut self) -> Option<(Relation, Span)> {
        self.peek()?;
        let from = self.at;
        let found = self.relation_at(from)?;
        self.at = found.after;
        let mut relation = found.relation;
        if let Some(mark) = found.mark {
            self.mark(relation, mark);
        }
        // `=_{(a)}`, `\to^{d}`: scripts of a relation are marks.
        while let Some(Meaning::Sub | Meaning::Sup) = self.peek() {
            let Some((mark, after)) = self.argument_range(self.at + 1) else {
                break;
            };
            relation = self.mark(relation, mark);
            self.at = after;
        }
        Some((relation, self.span_from(from)))
    }

    /// The relation that the token at `at` is or begins.
    pub(super) fn relation_at(&self, at: usize) -> Option<Found> {
        self.relation_within(at, 4)
    }

    /// The same, through at most `nesting` groups and marks.
    fn relation_within(&self, at: usize, nesting: usize) -> Option<Found> {
        let found = |relation, after| {
            Some(Found {
                relation,
                after,
                mark: None,
            })
        };
        match self.tokens[at].meaning {
            Meaning::Relation(relation) => found(relation, at + 1),
            Meaning::RareRelation(name) => found(Relation::Other(name), at + 1),
            _ if nesting == 0 => None,
            Meaning::Not => {
                let inner = self.relation_within(self.significant(at + 1)?, nesting - 1)?;
                Some(Found {
                    relation: negated(inner.relation),
                    ..inner
                })
            }
            // `\cancel{=}`
            Meaning::Decoration if commands::crosses_out(self.tokens[at].text) => {
                let (range, after) = self.argument_range(at + 1)?;
                found(negated(self.lone_relation(range, nesting)?), after)
            }
            Meaning::Stack(_) => {
                let (mark, next) = self.argument_range(at + 1)?;
                let (base, after) = self.argument_range(next)?;
                let relation = self.lone_relation(base, nesting)?;
                let relation = marked(relation, self.source(&self.span(mark.clone())).trim());
                Some(Found {
                    relation,
                    after,
                    mark: Some(mark),
                })
            }
            Meaning::MarkedRelation(name) => self.marked_relation(at, name),
            Meaning::BraceOpen | Meaning::Class | Meaning::Decoration => {
                let first = if self.tokens[at].meaning == Meaning::BraceOpen {
                    at
                } else {
                    at + 1
                };
                let (range, after) = self.argument_range(first)?;
                found(self.lone_relation(range, nesting)?, after)
            }
            _ => None,
        }
    }

    /// `\xrightarrow[below]{above}`.
    fn marked_relation(&self, at: usize, name: &'static str) -> Option<Found> {
        let mut next = self.significant(at + 1)?;
        if let super::brackets::Role::Open { end, .. } = self.roles[next] {
            next = end + 1;
        }
        let (mark, after) = self.argument_range(next)?;
        let relation = match name {
            "to" => Relation::To,
            "=" => Relation::Equal,
            "implies" => Relation::Implies,
            other => Relation::Other(other),
        };
        let relation = marked(relation, self.source(&self.span(mark.clone())).trim());
        Some(Found {
            relation,
            after,
            mark: Some(mark),
        })
    }

    /// The relation that is the only thing in `range`; it is short, so a long range is not searched.
    fn lone_relation(&self, range: Range<usize>, nesting: usize) -> Option<Relation> {
        if range.len() > 40 {
            return None;
        }
        let first = range.clone().find(|&at| !self.is_passed(at))?;
        let found = self.relation_within(first, nesting - 1)?;
        (found.after..range.end)
            .all(|at| self.is_passed(at))
            .then_some(found.relation)
    }

    fn mark(&mut self, relation: Relation, mark: Range<usize>) -> Relation {
        self.remark(mark.clone(), Beside::Relation);
        let span = self.span(mark);
        let text = self.source(&span).trim().to_string();
        let relation = marked(relation, &text);
        self.marks.push((text, span));
        relation
    }

    /// The tokens of the argument that begins at or after `at`, without its braces, and the index after it.
    pub(super) fn argument_range(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let first = self.significant(at)?;
        Some(match self.tokens[first].meaning {
            Meaning::BraceOpen => (first + 1..self.partner[first], self.partner[first] + 1),
            _ => (first..first + 1, first + 1),
        })
    }
}

fn negated(relation: Relation) -> Relation {
    match relation {
        Relation::Equal => Relation::NotEqual,
        Relation::In => Relation::NotIn,
        _ => Relation::Other("not"),
    }
}
