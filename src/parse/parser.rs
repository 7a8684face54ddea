//! The parser's state: a cursor over the tokens of a row, in ranges that nest.

use super::brackets::Role;
use super::commands::{Meaning, Side};
use super::lexer::Token;
use super::structure::{NONE, Structure};
use super::tree::{Beside, Kind, Note, Remark, Span, Tree};
use crate::diagnostic::Code;
use std::ops::Range;

/// How deeply groups may nest. The parser and all that walk its trees recurse, and a thread's stack is 2 MB.
pub const MAX_DEPTH: usize = 60;

/// How many postfix signs or signs in a row one operand may have; each makes the tree deeper.
pub const MAX_SIGNS: usize = 6;

/// How much of a text that could not be read is kept.
const MAX_QUOTE: usize = 160;

pub struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) partner: Vec<usize>,
    pub(super) roles: Vec<Role>,
    pub(super) fonts: Vec<Option<String>>,
    pub(super) notes: Vec<Note>,
    /// What was passed over since the row began.
    pub(super) ignored: Vec<(String, Span)>,
    /// Marks over relations, such as the (a) of `\overset{(a)}{=}`.
    pub(super) marks: Vec<(String, Span)>,
    /// What the row says beside its mathematics.
    pub(super) remarks: Vec<Remark>,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) depth: usize,
    /// Integrals of this level that wait for their differential.
    pub(super) integrals: usize,
    /// Inside an index or exponent, where a sign may stand without operand: `x_{t-}`, `A_{\cdot j}`.
    pub(super) in_script: bool,
    /// Differentials found inside a fraction or group of an integral's body.
    pub(super) captured: Vec<Tree>,
}

/// Whether a nested range is part of the integrand around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Fresh,
    Integrand,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, structure: Structure<'a>, fonts: Vec<Option<String>>) -> Parser<'a> {
        let roles = super::brackets::roles(structure.tokens.len());
        Parser {
            text,
            end: structure.tokens.len(),
            tokens: structure.tokens,
            partner: structure.partner,
            roles,
            fonts,
            notes: structure.notes,
            ignored: Vec::new(),
            marks: Vec::new(),
            remarks: Vec::new(),
            at: 0,
            depth: 0,
            integrals: 0,
            in_script: false,
            captured: Vec::new(),
        }
    }

    /// Whether the token at `at` is passed over: spacing, and brackets that were found to be too many.
    pub(super) fn is_passed(&self, at: usize) -> bool {
        match self.tokens[at].meaning {
            Meaning::Delimiter(_, Side::Middle) => false,
            Meaning::Delimiter(..) => self.roles[at] == Role::Nothing,
            Meaning::Text => !self.tokens[at].text.contains(char::is_alphanumeric),
            meaning => meaning.is_blank(),
        }
    }

    /// The index of the first token from `at` on that counts, without moving.
    pub(super) fn significant(&self, mut at: usize) -> Option<usize> {
        while at < self.end && self.is_passed(at) {
            at += 1;
        }
        (at < self.end).then_some(at)
    }

    /// Moves over what is passed over, noting it, and gives the meaning of the token that follows.
    pub(super) fn peek(&mut self) -> Option<Meaning> {
        while self.at < self.end && self.is_passed(self.at) {
            self.ignore(self.at);
            self.at += 1;
        }
        (self.at < self.end).then(|| self.tokens[self.at].meaning)
    }

    pub(super) fn ignore(&mut self, at: usize) {
        let span = self.tokens[at].span.clone();
        self.ignored.push((self.source(&span).to_string(), span));
    }

    /// Keeps what is said beside the mathematics of the row.
    pub(super) fn remark(&mut self, range: Range<usize>, place: Beside) {
        let text = self.source(&self.span(range)).trim().to_owned();
        self.remarks.push(Remark { text, place });
    }

    /// Passes over the tokens of a range.
    pub(super) fn ignore_all(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let span = self.span(range);
        self.ignored.push((self.source(&span).to_string(), span));
    }

    /// Reads `range` with `read`, which sees nothing beyond it. What is left over makes the result unreadable.
    pub(super) fn within(
        &mut self,
        range: Range<usize>,
        scope: Scope,
        read: fn(&mut Self) -> Option<Tree>,
    ) -> Tree {
        let outer = (self.at, self.end, self.integrals);
        if self.depth >= MAX_DEPTH {
            self.too_deep(range.clone());
            return self.unreadable(range);
        }
        (self.at, self.end) = (range.start, range.end);
        if scope == Scope::Fresh {
            self.integrals = 0;
        }
        self.depth += 1;
        let tree = read(self);
        if scope == Scope::Integrand && self.integrals > 0 {
            let found = self.differentials(usize::MAX);
            self.captured.extend(found);
        }
        let complete = self.peek().is_none();
        if !complete {
            let span = self.tokens[self.at].span.clone();
            let text = format!("`{}` is not expected here", quote(self.source(&span)));
            self.note(Code::Unreadable, span, text);
        }
        self.depth -= 1;
        let tree = match tree {
            _ if !complete => self.unreadable(range),
            Some(tree) => tree,
            None => Tree {
                kind: Kind::Empty,
                span: self.span(range),
            },
        };
        (self.at, self.end, self.integrals) = outer;
        tree
    }

    /// One more level of recursion that has no range of its own. Where that would be too deep, the rest of the range
    /// is one unreadable node.
    pub(super) fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<Tree>) -> Option<Tree> {
        if self.depth >= MAX_DEPTH {
            let rest = self.at..self.end;
            self.at = self.end;
            self.too_deep(rest.clone());
            return (!rest.is_empty()).then(|| self.unreadable(rest));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let text = "nested too deeply to be read";
        let noted = self
            .notes
            .last()
            .is_some_and(|note| note.code == Code::TooLarge);
        if !noted {
            self.note(Code::TooLarge, self.span(range), text.into());
        }
    }

    /// A node for tokens that are no mathematics.
    pub(super) fn unreadable(&self, range: Range<usize>) -> Tree {
        let span = self.span(range);
        Tree {
            kind: Kind::Unreadable(quote(self.source(&span))),
            span,
        }
    }

    pub(super) fn note(&mut self, code: Code, span: Span, text: String) {
        self.notes.push(Note { code, span, text });
    }

    /// The bytes from the first to the last of the tokens in `range`; empty at its place for an empty range.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let end = range.end.min(self.tokens.len());
        let tokens = &self.tokens[range.start.min(end)..end];
        let start = tokens.iter().map(|t| t.span.start).min();
        let end = tokens.iter().map(|t| t.span.end).max();
        match (start, end) {
            (Some(start), Some(end)) => start..end,
            _ => {
                let place = match range.start.checked_sub(1) {
                    Some(before) => self.tokens.get(before).map_or(0, |t| t.span.end),
                    None => 0,
                };
                place..place
            }
        }
    }

    /// From token `from` to the last one read, without the spacing after it.
    pub(super) fn span_from(&self, from: usize) -> Span {
        use Meaning::*;
        let spacing = |at: &usize| {
            matches!(
                self.tokens[*at].meaning,
                Space | Gap | Align | Label | Tag | SkipArgument
            )
        };
        let trailing = (from..self.at).rev().take_while(spacing).count();
        self.span(from..self.at.max(from) - trailing)
    }

    pub(super) fn source(&self, span: &Span) -> &'a str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// The index after the brace group or environment that opens at `at`, or `at + 1`.
    pub(super) fn after_group(&self, at: usize) -> usize {
        match self.partner[at] {
            NONE => at + 1,
            partner if partner > at => partner + 1,
            _ => at + 1,
        }
    }

    /// The same, also over brackets and bars.
    pub(super) fn after_bracket(&self, at: usize) -> usize {
        match self.roles[at] {
            Role::Open { end, closed } => end + usize::from(closed),
            _ => self.after_group(at),
        }
    }
}

/// The beginning of `text`, cut at a character.
pub(super) fn quote(text: &str) -> String {
    text.char_indices()
        .nth(MAX_QUOTE)
        .map_or(text, |(end, _)| &text[..end])
        .to_string()
}
