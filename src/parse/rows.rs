//! A display cut into rows, and the rows put together again where one expression runs over several of them.

use super::commands::{self, Environment, Meaning, Side};
use super::macros::{self, Macro};
use super::parser::{Parser, quote};
use super::structure::{self, NONE};
use super::tree::{Formula, Kind, Note, Row, Statement, Tree};
use super::{fonts, lexer};
use crate::diagnostic::Code;
use std::ops::Range;

/// Reads a display or inline formula, given without its delimiters. Never fails: what cannot be read is a side of kind
/// `Unreadable`, with a note.
pub fn parse(text: &str, macros: &[Macro]) -> Formula {
    let Some(mut parser) = parser(text, macros) else {
        return too_large(text);
    };
    let rows = parser.rows();
    let mut formula = Formula::default();
    // Rows without statement: spacing and punctuation around `\begin{..}` and `\end{..}`.
    let mut bare = Row::default();
    for range in rows {
        let row = parser.row(range, &mut formula.labels);
        match formula.rows.last_mut() {
            Some(last) if row.statements.is_empty() => absorb(last, row),
            None if row.statements.is_empty() => absorb(&mut bare, row),
            _ => {
                formula.rows.push(row);
                if formula.rows.len() == 1 {
                    absorb(&mut formula.rows[0], std::mem::take(&mut bare));
                }
            }
        }
    }
    if formula.rows.is_empty() && !bare.ignored.is_empty() {
        formula.rows.push(bare);
    }
    share_relations(&mut formula.rows);
    formula.notes = parser.notes;
    formula
}

fn absorb(row: &mut Row, bare: Row) {
    row.ignored.extend(bare.ignored);
    row.remarks.extend(bare.remarks);
    row.label = row.label.take().or(bare.label);
    row.tag = row.tag.take().or(bare.tag);
}

/// Reads one expression, with all its relations as one chain.
pub fn parse_expression(text: &str) -> (Tree, Vec<Note>) {
    let Some(mut parser) = parser(text, &[]) else {
        let formula = too_large(text);
        let kind = Kind::Unreadable(quote(text));
        return (
            Tree {
                kind,
                span: 0..text.len(),
            },
            formula.notes,
        );
    };
    let all = 0..parser.tokens.len();
    super::brackets::resolve(
        &parser.tokens,
        all.clone(),
        &mut parser.roles,
        &mut parser.notes,
    );
    let tree = parser.group(all, super::parser::Scope::Fresh);
    (tree, parser.notes)
}

/// Reads one statement: a chain of sides. Commas make lists, never statements of their own.
pub fn parse_statement(text: &str) -> (Statement, Vec<Note>) {
    let Some(mut parser) = parser(text, &[]) else {
        let mut formula = too_large(text);
        let statement = formula.rows.pop().and_then(|mut row| row.statements.pop());
        return (statement.unwrap_or_default(), formula.notes);
    };
    let all = 0..parser.tokens.len();
    super::brackets::resolve(
        &parser.tokens,
        all.clone(),
        &mut parser.roles,
        &mut parser.notes,
    );
    let statement = parser.statement(all, Vec::new());
    (statement, parser.notes)
}

fn parser<'a>(text: &'a str, macros: &'a [Macro]) -> Option<Parser<'a>> {
    let (tokens, whole) = lexer::tokens(text);
    if !whole {
        return None;
    }
    let (tokens, whole) = macros::expand(tokens, macros);
    if !whole {
        return None;
    }
    let mut structure = structure::balance(tokens);
    let fonts = fonts::fonts(&structure);
    fonts::splice(&mut structure);
    Some(Parser::new(text, structure, fonts))
}

fn too_large(text: &str) -> Formula {
    let span = 0..text.len();
    let side = Tree {
        kind: Kind::Unreadable(quote(text)),
        span: span.clone(),
    };
    let statement = Statement {
        sides: vec![Some(side)],
        ..Statement::default()
    };
    let row = Row {
        statements: vec![statement],
        span: span.clone(),
        ..Row::default()
    };
    let note = Note {
        code: Code::TooLarge,
        span,
        text: "the formula has too many tokens".into(),
    };
    Formula {
        rows: vec![row],
        labels: Vec::new(),
        notes: vec![note],
    }
}

impl Parser<'_> {
    /// The token ranges of the rows; layout environments become transparent.
    fn rows(&mut self) -> Vec<Range<usize>> {
        let mut rows: Vec<Range<usize>> = Vec::new();
        let (mut at, mut start, mut brackets) = (0, 0, 0usize);
        while at < self.tokens.len() {
            let token = &self.tokens[at];
            let mut after = self.after_group(at);
            match token.meaning {
                Meaning::Delimiter(_, Side::Left) => brackets += 1,
                Meaning::Delimiter(_, Side::Right) => brackets = brackets.saturating_sub(1),
                Meaning::Begin if brackets == 0 && self.is_layout(at) => {
                    after = self.open_layout(at)
                }
                Meaning::End => {
                    rows.push(start..at + 1);
                    self.tokens[at].meaning = Meaning::Skip;
                    start = at + 1;
                }
                Meaning::Break => {
                    rows.push(start..at + 1);
                    self.tokens[at].meaning = Meaning::Skip;
                    start = at + 1;
                    brackets = 0;
                }
                _ => {}
            }
            at = after;
        }
        rows.push(start..self.tokens.len());
        self.joined(rows)
    }

    fn is_layout(&self, at: usize) -> bool {
        let name = self.tokens[at].raw.unwrap_or("");
        matches!(
            commands::environment(name),
            Environment::Layout | Environment::Unknown
        )
    }

    /// Makes a layout environment transparent; the index after its `\begin` and arguments.
    fn open_layout(&mut self, at: usize) -> usize {
        let name = self.tokens[at].raw.unwrap_or("");
        let mut after = at + 1;
        if commands::has_layout_argument(name)
            && self
                .tokens
                .get(after)
                .is_some_and(|t| t.meaning == Meaning::BraceOpen)
        {
            after = self.partner[after] + 1;
        }
        // `\begin{aligned}[t]`
        let option = |p: &Self, at: usize| {
            let texts = p
                .tokens
                .get(at..at + 3)
                .map(|ts| (ts[0].text, ts[1].text, ts[2].text));
            matches!(texts, Some(("[", "t" | "b" | "c", "]")))
        };
        if option(self, after) {
            after += 3;
        }
        for place in at..after {
            self.tokens[place].meaning = Meaning::Skip;
            self.partner[place] = NONE;
        }
        after
    }

    /// Puts rows together that are one expression: an open bracket, an operator at the end, or one at the beginning.
    fn joined(&mut self, rows: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut joined: Vec<Range<usize>> = Vec::new();
        let mut related = false;
        for row in rows {
            match joined.last_mut() {
                Some(last) if self.goes_on(last.clone(), row.clone(), related) => {
                    self.join_invisible(last.end, row.clone());
                    last.end = row.end;
                    related |= self.has_relation(row);
                }
                _ => {
                    related = self.has_relation(row.clone());
                    joined.push(row);
                }
            }
        }
        joined
    }

    fn goes_on(&self, before: Range<usize>, row: Range<usize>, related: bool) -> bool {
        use Meaning::*;
        let counts = |at: &usize| !self.tokens[*at].meaning.is_blank();
        let Some(first) = row.clone().find(counts) else {
            return false;
        };
        let Some(last) = before.clone().rev().find(counts) else {
            return false;
        };
        let relation = |meaning| {
            matches!(
                meaning,
                Relation(_) | RareRelation(_) | Stack(_) | MarkedRelation(_) | Not
            )
        };
        match (self.tokens[last].meaning, self.tokens[first].meaning) {
            (Delimiter(".", Side::Right), Delimiter(".", Side::Left)) => true,
            (_, first) if relation(first) => false,
            (_, Times(_) | Over | Sign(super::tree::Sign::Plus)) => true,
            (Sign(_) | Times(_) | Over | Delimiter(_, Side::Open | Side::Left), _) => true,
            (_, Delimiter(".", Side::Left)) => true,
            // `-y` may begin a row of its own, unless the row before is a step and this one relates nothing.
            (_, Sign(_)) if related && !self.has_relation(row.clone()) => true,
            _ => self.unclosed(before) > 0 && self.unclosed(row) < 0,
        }
    }

    fn has_relation(&self, row: Range<usize>) -> bool {
        let mut at = row.start;
        let mut depth = 0i32;
        while at < row.end {
            match self.tokens[at].meaning {
                Meaning::Relation(_) | Meaning::MarkedRelation(_) | Meaning::Stack(_)
                    if depth == 0 =>
                {
                    return true;
                }
                Meaning::Delimiter(_, Side::Open | Side::Left) => depth += 1,
                Meaning::Delimiter(_, Side::Close | Side::Right) => depth -= 1,
                _ => {}
            }
            at = self.after_group(at);
        }
        false
    }

    /// Opening brackets less closing ones at the level of the row.
    fn unclosed(&self, row: Range<usize>) -> i32 {
        let mut at = row.start;
        let mut balance = 0;
        while at < row.end {
            match self.tokens[at].meaning {
                Meaning::Delimiter(".", _) => {}
                Meaning::Delimiter(_, Side::Open | Side::Left) => balance += 1,
                Meaning::Delimiter(_, Side::Close | Side::Right) => balance -= 1,
                _ => {}
            }
            at = self.after_group(at);
        }
        balance
    }

    /// `\right. \\ \left.` between two rows of one bracket is nothing, also with terms before the second.
    fn join_invisible(&mut self, end: usize, row: Range<usize>) {
        use Meaning::Delimiter;
        let invisible = |p: &Self, at: usize, side| p.tokens[at].meaning == Delimiter(".", side);
        let (mut right, mut left) = (end, row.start);
        loop {
            let before = (0..right)
                .rev()
                .take(20)
                .find(|&at| !self.tokens[at].meaning.is_blank());
            let after = (left..row.end).find(|&at| match self.tokens[at].meaning {
                Delimiter(..) | Meaning::Relation(_) | Meaning::MarkedRelation(_) => true,
                meaning => left > row.start && !meaning.is_blank(),
            });
            let (Some(before), Some(after)) = (before, after) else {
                return;
            };
            if !invisible(self, before, Side::Right) || !invisible(self, after, Side::Left) {
                return;
            }
            self.tokens[before].meaning = Meaning::Skip;
            self.tokens[after].meaning = Meaning::Skip;
            (right, left) = (before, after + 1);
        }
    }

    fn row(&mut self, range: Range<usize>, labels: &mut Vec<(String, super::tree::Span)>) -> Row {
        let mended = self.notes.len();
        super::brackets::resolve(
            &self.tokens,
            range.clone(),
            &mut self.roles,
            &mut self.notes,
        );
        let mut row = Row {
            span: self.span(range.clone()),
            ..Row::default()
        };
        for token in &self.tokens[range.clone()] {
            match (token.meaning, token.raw) {
                (Meaning::Label, Some(raw)) => {
                    labels.push((raw.trim().to_string(), token.span.clone()));
                    row.label = Some(raw.trim().to_string());
                }
                (Meaning::Tag, Some(raw)) => row.tag = Some(raw.trim().to_string()),
                _ => {}
            }
        }
        let (statements, number) = self.statements(range.clone());
        row.statements = statements;
        row.tag = row.tag.or(number);
        row.ignored = std::mem::take(&mut self.ignored);
        row.remarks = std::mem::take(&mut self.remarks);
        if self.is_noise(range, mended, &row) {
            self.blot(&mut row);
        }
        row
    }

    /// Signs of a row that is no mathematics but noise of a text recognition: rare relations together with something
    /// unreadable or mended, or many of them.
    fn is_noise(&self, range: Range<usize>, mended: usize, row: &Row) -> bool {
        let rare = self.tokens[range]
            .iter()
            .filter(|t| matches!(t.meaning, Meaning::RareRelation(_)))
            .count();
        let sides = || row.statements.iter().flat_map(|s| s.sides.iter().flatten());
        let damaged = self.notes.len() > mended || sides().any(|side| !side.is_readable());
        rare >= 3 || rare >= 1 && damaged
    }

    fn blot(&mut self, row: &mut Row) {
        for side in row
            .statements
            .iter_mut()
            .flat_map(|s| s.sides.iter_mut().flatten())
        {
            let text = quote(self.source(&side.span));
            side.kind = Kind::Unreadable(text);
        }
        self.note(
            Code::Unreadable,
            row.span.clone(),
            "the row does not look like mathematics".into(),
        );
    }
}

/// A relation at the end of a row belongs to the next row, where it may stand once more (`a = \\ = b`).
fn share_relations(rows: &mut [Row]) {
    for at in 1..rows.len() {
        let (before, after) = rows.split_at_mut(at);
        let (Some(row), Some(next)) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        let (Some(last), Some(first)) = (row.statements.last_mut(), next.statements.first_mut())
        else {
            continue;
        };
        let dangling = last.sides.len() > 1
            && last.sides.last() == Some(&None)
            && last.sides.iter().any(Option::is_some);
        if !dangling {
            continue;
        }
        let Some((relation, span)) = last.relations.pop() else {
            continue;
        };
        last.sides.pop();
        if first.sides.first() == Some(&None) && !first.relations.is_empty() {
            row.ignored
                .push(("relation repeated at a row break".into(), span));
        } else {
            first.sides.insert(0, None);
            first.relations.insert(0, (relation, span));
        }
    }
}
