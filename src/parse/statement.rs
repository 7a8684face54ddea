//! A row cut into statements, and a statement read as a chain of sides.

use super::brackets::Role;
use super::commands::{self, Meaning};
use super::parser::Parser;
use super::tree::{Beside, Kind, Relation, Remark, Separator, Span, Statement, Tree};
use crate::diagnostic::Code;
use std::ops::Range;

/// What stands between two segments of a row, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    /// One alignment mark.
    Column,
    Colon,
    Comma,
    /// `\quad`, `&&`.
    Gap,
    Stop,
    /// Running text, `\therefore`.
    Prose,
}

/// A part of a row between cuts.
struct Segment {
    /// The strongest cut before it; None for the first.
    cut: Option<Cut>,
    /// The tokens of those cuts.
    cuts: Range<usize>,
    range: Range<usize>,
    relation: Option<Relation>,
    /// Whether an alignment mark before it is the second one, the fourth one, .. of the row: the next pair of columns.
    next_pair: bool,
}

/// Tokens that make one statement, and the words before it.
#[derive(Default)]
struct Piece {
    words: Vec<(String, Span)>,
    range: Range<usize>,
    relation: bool,
    /// The comma before the items that follow the last relation after a comma: `x = 1, y, z \in A`.
    loose: Option<Range<usize>>,
}

impl Parser<'_> {
    /// The statements of a row whose brackets are matched. A number in brackets after a wide space is handed back as tag.
    pub(super) fn statements(&mut self, row: Range<usize>) -> (Vec<Statement>, Option<String>) {
        let row = self.without_remark(row);
        let segments = self.segments(row);
        let (pieces, tag) = self.pieces(segments);
        let statements = pieces
            .into_iter()
            .map(|piece| self.statement(piece.range, piece.words))
            .collect();
        (statements, tag)
    }

    /// Cuts off a last bracket that holds prose: `.. (\text{by symmetry})`.
    fn without_remark(&mut self, row: Range<usize>) -> Range<usize> {
        let (mut last, mut before, mut spaced) = (None, None, false);
        let mut at = row.start;
        let mut blank = false;
        while at < row.end {
            let after = self.after_bracket(at).min(row.end).max(at + 1);
            let token = &self.tokens[at];
            if self.is_passed(at) {
                blank = true;
            } else if !matches!(
                token.meaning,
                Meaning::Stop | Meaning::Separator(Separator::Comma | Separator::Semicolon)
            ) {
                before = last;
                last = Some(at..after);
                (spaced, blank) = (blank, false);
            }
            at = after;
        }
        let Some(last) = last else { return row };
        if !matches!(self.roles[last.start], Role::Open { .. }) || last.start == row.start {
            return row;
        }
        let prose = last.clone().any(|at| {
            self.tokens[at].meaning == Meaning::Text && commands::is_prose(self.tokens[at].text)
        });
        let applied = before.as_ref().is_some_and(|b: &Range<usize>| {
            use Meaning::*;
            matches!(
                self.tokens[b.start].meaning,
                Letter | OperatorName | Function(_) | Text | Operator(_) | Font(_) | Sub
            )
        });
        let tied = before.is_some_and(|b| self.ends_open(b));
        let inner = (last.start + 1..last.end).find(|&at| !self.is_passed(at));
        let remark = inner.is_some_and(|at| {
            self.tokens[at].meaning == Meaning::Text
                && commands::begins_remark(self.tokens[at].text)
        });
        if !prose || tied || applied && !spaced && !remark {
            return row;
        }
        self.remark(last.start + 1..last.end - 1, Beside::Bracket);
        self.ignore_all(last.start..row.end);
        row.start..last.start
    }

    fn segments(&mut self, row: Range<usize>) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut current = Segment {
            cut: None,
            cuts: row.start..row.start,
            range: row.start..row.start,
            relation: None,
            next_pair: false,
        };
        let mut at = row.start;
        let mut marks = 0;
        while at < row.end {
            let after = self.after_bracket(at).clamp(at + 1, row.end);
            let mark = self.tokens[at].meaning == Meaning::Align;
            marks += usize::from(mark);
            let next_pair = mark && marks.is_multiple_of(2);
            match self.cut_at(at, &row) {
                Some(cut) if self.is_blank(current.range.clone()) => {
                    current.cut = current.cut.max(Some(cut));
                    current.cuts.end = after;
                    current.range = after..after;
                    current.next_pair |= next_pair;
                }
                Some(cut) => {
                    let next = Segment {
                        cut: Some(cut),
                        cuts: at..after,
                        range: after..after,
                        relation: None,
                        next_pair,
                    };
                    segments.push(std::mem::replace(&mut current, next));
                }
                None => {
                    current.range.end = after;
                    if current.relation.is_none() {
                        current.relation = self.relation_at(at).map(|found| found.relation);
                    }
                }
            }
            at = after;
        }
        segments.push(current);
        segments
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        range.into_iter().all(|at| self.is_passed(at))
    }

    fn cut_at(&self, at: usize, row: &Range<usize>) -> Option<Cut> {
        match self.tokens[at].meaning {
            Meaning::Gap => Some(Cut::Gap),
            Meaning::Align
                if self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|t| t.meaning == Meaning::Align)
                    && at + 1 < row.end =>
            {
                Some(Cut::Gap)
            }
            Meaning::Align => Some(Cut::Column),
            Meaning::Space if self.leads_to_count(at, row) => Some(Cut::Gap),
            Meaning::Separator(Separator::Comma | Separator::Semicolon) => Some(Cut::Comma),
            Meaning::Separator(Separator::Colon) => Some(Cut::Colon),
            Meaning::Stop => Some(Cut::Stop),
            Meaning::Word(_) => Some(Cut::Prose),
            Meaning::Text if self.is_running_text(at, row) => Some(Cut::Prose),
            _ => None,
        }
    }

    /// Whether the `\text{..}` at the level of the row stands between statements and is no operand.
    fn is_running_text(&self, at: usize, row: &Range<usize>) -> bool {
        use Meaning::*;
        let text = self.tokens[at].text;
        let prose = commands::is_prose(text);
        let counts = |at: &usize| !self.is_passed(*at);
        let before = (row.start..at)
            .rev()
            .find(counts)
            .map(|at| self.tokens[at].meaning);
        let after = (at + 1..row.end)
            .find(counts)
            .map(|at| self.tokens[at].meaning);
        let wide = (row.start..at)
            .rev()
            .take_while(|at| self.is_passed(*at))
            .any(|at| matches!(self.tokens[at].meaning, Gap | Align));
        let operator_before = match before {
            Some(Relation(relation)) => !is_arrow(relation),
            Some(meaning) => matches!(meaning, Sign(_) | Times(_) | Over | Big(_) | Function(_)),
            None => false,
        };
        let operand_ends = match after {
            None
            | Some(
                Stop | Separator(_) | Relation(_) | RareRelation(_) | Times(_) | Over | Sign(_),
            ) => true,
            Some(_) => false,
        };
        let script = matches!(before, Some(Sub | Sup));
        if script || operator_before && operand_ends {
            return false;
        }
        // `\text{half of } x` is no `x`.
        if commands::awaits_operand(text) && !operand_ends {
            return false;
        }
        if prose {
            return !(before.is_none() && matches!(after, Some(Relation(_))));
        }
        let several = text.split_whitespace().nth(1).is_some();
        let end = matches!(after, None | Some(Stop));
        before.is_some() && end && (wide || several)
    }

    /// Joins segments that belong to one statement.
    fn pieces(&mut self, segments: Vec<Segment>) -> (Vec<Piece>, Option<String>) {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut current = Piece::default();
        let mut tag = None;
        let mut first = true;
        let mut segments = segments.into_iter().peekable();
        while let Some(mut segment) = segments.next() {
            if segment.cut == Some(Cut::Colon) && segment.relation.is_none() {
                // `m: y &= a x`: the relation stands after a mark of alignment.
                let next = segments.peek().filter(|next| next.cut == Some(Cut::Column));
                // `P: X &\sim D` names the distribution itself.
                let relation = next.and_then(|next| next.relation);
                segment.relation = relation.filter(|found| *found != Relation::Distributed);
            }
            let words = self.words_of(&segment);
            let said = words.iter().map(|(text, _)| Remark {
                text: text.clone(),
                place: Beside::Words,
            });
            self.remarks.extend(said);
            if self.is_blank(segment.range.clone()) {
                self.ignore_cuts(&segment);
                self.ignore_all(segment.range);
                current.words.extend(words);
                continue;
            }
            let numbered = match segment.cut {
                Some(Cut::Gap) => self.is_equation_number(&segment.range),
                // A last column of its own.
                Some(Cut::Column) => segments.peek().is_none() && self.is_count(&segment.range),
                _ => false,
            };
            if !first && numbered {
                let passed = segment.range.clone();
                let blank = passed.take_while(|&at| self.is_passed(at)).count();
                let span = self.span(segment.range.start + blank..segment.range.end);
                tag = Some(self.source(&span).to_string());
                self.ignore_cuts(&segment);
                self.ignore_all(segment.range);
                continue;
            }
            let empty = current.range.is_empty();
            let apart = self.begins_equation(&current, &segment, segments.peek());
            if !empty && !apart && self.continues(&current, &segment) {
                if segment.cut == Some(Cut::Comma)
                    && current.loose.is_none()
                    && segment.relation.is_none()
                    && current.relation
                {
                    current.loose = Some(segment.cuts.clone());
                }
                current.range.end = segment.range.end;
                current.relation |= segment.relation.is_some();
                continue;
            }
            self.ignore_cuts(&segment);
            if segment.cut == Some(Cut::Colon) && !empty && !current.relation {
                let label = self.span(current.range.start..segment.cuts.end);
                current.words.push((self.source(&label).to_string(), label));
                current.range = segment.range.clone();
            } else {
                let mut start = segment.range.start;
                // `x = 1, y, z \in A`: what follows the comma goes with the set.
                if let (Some(loose), Some(Relation::In | Relation::Distributed)) =
                    (current.loose.take(), segment.relation)
                {
                    start = loose.end;
                    current.range.end = loose.start;
                    self.ignore_all(loose);
                }
                if !empty {
                    pieces.push(std::mem::take(&mut current));
                }
                current.range = start..segment.range.end;
                current.words.extend(words);
            }
            current.relation = segment.relation.is_some();
            current.loose = None;
            first = false;
        }
        if !current.range.is_empty() || !current.words.is_empty() {
            match pieces.last_mut() {
                Some(last) if current.range.is_empty() => last.words.extend(current.words),
                _ => pieces.push(current),
            }
        }
        (pieces, tag)
    }

    /// `a &= b & c &= d`, `a &= b, & c &= d`: whether the segment is the left side of the row's next equation.
    fn begins_equation(&self, current: &Piece, segment: &Segment, next: Option<&Segment>) -> bool {
        let tied =
            || self.ends_open(current.range.clone()) || self.begins_open(segment.range.clone());
        let related = next.is_some_and(|next| {
            next.cut == Some(Cut::Column) && self.begins_with_relation(next.range.clone())
        });
        segment.next_pair && current.relation && segment.relation.is_none() && related && !tied()
    }

    /// Whether a segment goes on with the statement before it.
    fn continues(&self, current: &Piece, segment: &Segment) -> bool {
        let Some(cut) = segment.cut else { return true };
        let tied = self.ends_open(current.range.clone()) || self.begins_open(segment.range.clone());
        let two_relations = current.relation && segment.relation.is_some();
        match cut {
            Cut::Prose | Cut::Stop => false,
            Cut::Gap => {
                let comma = segment
                    .cuts
                    .clone()
                    .any(|at| matches!(self.tokens[at].meaning, Meaning::Separator(_)));
                // `.., \quad -1 < x < 1` states something else.
                let signed = two_relations && comma && !self.ends_open(current.range.clone());
                let first = segment.range.clone().find(|&at| !self.is_passed(at));
                let minus =
                    first.is_some_and(|at| matches!(self.tokens[at].meaning, Meaning::Sign(_)));
                !(signed && minus) && tied
                    || comma && !current.relation && segment.relation.is_none()
            }
            Cut::Column => tied || !two_relations,
            Cut::Comma if current.relation && self.is_bound(segment.range.clone()) => false,
            Cut::Comma => {
                !two_relations || tied && !self.begins_with_relation(segment.range.clone())
            }
            Cut::Colon => {
                current.relation
                    || !matches!(segment.relation, Some(relation) if !is_arrow(relation))
            }
        }
    }

    /// Whether the range is one bracket that compares: `(m > 0)`.
    fn is_bound(&self, range: Range<usize>) -> bool {
        let mut shown = range.clone().filter(|&at| !self.is_passed(at));
        let Some(open) = shown.next().filter(|&at| self.tokens[at].text == "(") else {
            return false;
        };
        let end = self.after_bracket(open);
        let inside = open + 1..end.saturating_sub(1);
        let compares = |at: usize| {
            let relation = self.relation_at(at).map(|found| found.relation);
            use Relation::*;
            matches!(
                relation,
                Some(NotEqual | Less | LessEqual | Greater | GreaterEqual | In)
            )
        };
        (end..range.end).all(|at| self.is_passed(at)) && inside.into_iter().any(compares)
    }

    /// Whether the range ends with a sign that waits for an operand.
    fn ends_open(&self, range: Range<usize>) -> bool {
        use Meaning::*;
        let last = range.rev().find(|&at| !self.is_passed(at));
        last.is_some_and(|at| {
            matches!(
                self.tokens[at].meaning,
                Sign(_)
                    | Times(_)
                    | Over
                    | Relation(_)
                    | RareRelation(_)
                    | Big(_)
                    | Integral(_)
                    | Function(_)
            )
        })
    }

    /// Whether the range begins with a relation, or with a sign between operands.
    fn begins_open(&self, range: Range<usize>) -> bool {
        use Meaning::*;
        let Some(first) = range.clone().find(|&at| !self.is_passed(at)) else {
            return false;
        };
        matches!(self.tokens[first].meaning, Sign(_) | Times(_) | Over)
            || self.begins_with_relation(range)
            || matches!(self.roles[first], Role::Evaluation | Role::Separator(_))
    }

    fn begins_with_relation(&self, range: Range<usize>) -> bool {
        let first = range.clone().find(|&at| !self.is_passed(at));
        first.is_some_and(|at| self.relation_at(at).is_some())
    }

    fn words_of(&self, segment: &Segment) -> Vec<(String, Span)> {
        let word = |at: usize| match self.tokens[at].meaning {
            Meaning::Text => Some(self.tokens[at].text.to_string()),
            Meaning::Word(word) => Some(word.to_string()),
            _ => None,
        };
        let cuts = segment.cuts.clone();
        cuts.filter_map(|at| Some((word(at)?, self.tokens[at].span.clone())))
            .collect()
    }

    fn ignore_cuts(&mut self, segment: &Segment) {
        for at in segment.cuts.clone() {
            if !matches!(self.tokens[at].meaning, Meaning::Text | Meaning::Word(_)) {
                self.ignore(at);
            }
        }
    }

    /// `(1)`, `(*)`, `(2a)`.
    /// True for two or more ties or spaces at the end of a row before a number in brackets: `.. ~~~ (7)`.
    fn leads_to_count(&self, at: usize, row: &Range<usize>) -> bool {
        let spaces = (at..row.end).take_while(|&at| self.tokens[at].meaning == Meaning::Space);
        let after = at + spaces.count();
        after >= at + 2 && after < row.end && self.is_count(&(after..row.end))
    }

    /// A number in brackets, and no letter: `(7)`, `(7.1)`.
    fn is_count(&self, range: &Range<usize>) -> bool {
        self.is_equation_number(range)
            && (range.clone()).all(|at| self.tokens[at].meaning != Meaning::Letter)
    }

    fn is_equation_number(&self, range: &Range<usize>) -> bool {
        let mut counts = range.clone().filter(|&at| !self.is_passed(at));
        let Some(first) = counts.next() else {
            return false;
        };
        let Role::Open { end, .. } = self.roles[first] else {
            return false;
        };
        let short = |at: usize| {
            use Meaning::*;
            self.is_passed(at)
                || matches!(
                    self.tokens[at].meaning,
                    Number | Times(_) | Letter | Stop | Operator("dagger")
                )
        };
        end < range.end
            && (first + 1..end).len() <= 4
            && (first + 1..end).all(short)
            && (end + 1..range.end).all(|at| self.is_passed(at))
    }

    /// Reads a chain of sides.
    pub(super) fn statement(
        &mut self,
        range: Range<usize>,
        words: Vec<(String, Span)>,
    ) -> Statement {
        let outer = (self.at, self.end);
        (self.at, self.end) = (range.start, range.end);
        let mut statement = Statement {
            words,
            ..Statement::default()
        };
        loop {
            let from = self.at;
            let side = self.list(Parser::sum);
            statement
                .sides
                .push(side.map(|side| self.readable(side, from)));
            match self.relation() {
                Some(relation) => statement.relations.push(relation),
                None => break,
            }
        }
        if self.peek().is_some() {
            let rest = self.at..range.end;
            let span = self.span(rest.clone());
            self.note(
                Code::Unreadable,
                span,
                "the rest of the row cannot be read".into(),
            );
            let start = statement
                .sides
                .pop()
                .flatten()
                .map_or(self.span(rest).start, |side| side.span.start);
            let span = start..self.span(range.clone()).end.max(start);
            let text = super::parser::quote(self.source(&span));
            statement.sides.push(Some(Tree {
                kind: Kind::Unreadable(text),
                span,
            }));
        }
        self.mark_gaps(&mut statement);
        statement.words.append(&mut self.marks);
        (self.at, self.end) = outer;
        statement
    }

    /// A side that holds anything unreadable is unreadable as a whole.
    fn readable(&mut self, side: Tree, from: usize) -> Tree {
        match side.is_readable() {
            true => side,
            false => {
                let tree = self.unreadable(from..self.at.max(from));
                if matches!(side.kind, Kind::Unreadable(_)) && !side.span.is_empty() {
                    return side;
                }
                tree
            }
        }
    }

    /// Between two relations something must stand.
    fn mark_gaps(&mut self, statement: &mut Statement) {
        let last = statement.sides.len() - 1;
        for at in 1..last {
            if statement.sides[at].is_none() {
                let span = statement.relations[at - 1].1.end
                    ..statement.relations[at]
                        .1
                        .start
                        .max(statement.relations[at - 1].1.end);
                self.note(
                    Code::Unreadable,
                    span.clone(),
                    "nothing stands between two relations".into(),
                );
                statement.sides[at] = Some(Tree {
                    kind: Kind::Unreadable(String::new()),
                    span,
                });
            }
        }
    }
}

fn is_arrow(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::To
            | Relation::MapsTo
            | Relation::Implies
            | Relation::ImpliedBy
            | Relation::Iff
            | Relation::Subset
    )
}
