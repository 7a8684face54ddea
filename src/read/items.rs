//! Collects the items of a note in source order.

use super::delimiters::Maths;
use super::directive;
use super::finder::Flavour;
use super::macros::Definition;
use super::note::{Item, ItemKind, Macro, Note};
use super::region::cut;
use crate::diagnostic::{Code, Diagnostic};
use std::ops::Range;

/// A longer piece of mathematics is not read: nobody writes one, and later stages build trees of it.
const MAX_REGION: usize = 1 << 20;

/// The builder that both readers share; prose is gathered until another item comes.
pub struct Items<'a> {
    text: &'a str,
    flavour: Flavour,
    cell: Option<usize>,
    note: &'a mut Note,
    prose: String,
    prose_span: Range<usize>,
}

impl<'a> Items<'a> {
    pub fn new(text: &'a str, flavour: Flavour, cell: Option<usize>, note: &'a mut Note) -> Self {
        Items {
            text,
            flavour,
            cell,
            note,
            prose: String::new(),
            prose_span: 0..0,
        }
    }

    /// Appends running text; any white space becomes one blank.
    pub fn prose(&mut self, text: &str, span: Range<usize>) {
        if self.prose.trim().is_empty() {
            self.prose_span.start = span.start;
        }
        self.prose_span.end = span.end;
        for c in text.chars() {
            if !c.is_whitespace() {
                self.prose.push(c);
            } else if !self.prose.ends_with(' ') {
                self.prose.push(' ');
            }
        }
    }

    /// A blank between two words of running text.
    pub fn blank(&mut self) {
        if !self.prose.is_empty() && !self.prose.ends_with(' ') {
            self.prose.push(' ');
        }
    }

    fn flush(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        if !prose.trim().is_empty() {
            let span = self.prose_span.clone();
            self.note.items.push(Item {
                kind: ItemKind::Prose(prose),
                span,
            });
        }
    }

    fn push(&mut self, kind: ItemKind, span: Range<usize>) {
        self.flush();
        self.note.items.push(Item { kind, span });
    }

    /// The end of a paragraph, list item or quote; nothing where nothing ended.
    pub fn end_block(&mut self, at: usize) {
        self.flush();
        let start = match self.note.cells.last() {
            Some(cell) => cell.items.start,
            None => 0,
        };
        let kinds = self.note.items[start..].iter().rev().map(|item| &item.kind);
        let last = kinds
            .into_iter()
            .find(|kind| !matches!(kind, ItemKind::Directive(_)));
        if !matches!(
            last,
            None | Some(ItemKind::Break | ItemKind::Heading { .. })
        ) {
            self.push(ItemKind::Break, at..at);
        }
    }

    pub fn heading(&mut self, level: u8, text: &str, span: Range<usize>) {
        let text = collapse(text);
        if !text.is_empty() {
            self.push(ItemKind::Heading { level, text }, span);
        }
    }

    pub fn link(&mut self, text: &str, target: &str, span: Range<usize>) {
        let (text, target) = (collapse(text), target.to_string());
        self.push(ItemKind::Link { text, target }, span);
    }

    /// The directives of a comment, one a line; false where it has none.
    pub fn comment(&mut self, comment: &str, span: Range<usize>) -> bool {
        let Some(first) = super::region::directive(comment) else {
            return false;
        };
        for line in first.lines() {
            let line = super::region::directive(line).unwrap_or(line.trim());
            if !line.is_empty() {
                self.directive(line, span.clone());
            }
        }
        true
    }

    /// A directive in a comment of that span; one that cannot be read is a diagnostic.
    fn directive(&mut self, text: &str, span: Range<usize>) {
        let offset = self.text[span.clone()].find(text).unwrap_or(0);
        let start = span.start + offset;
        match directive::read(text, start, self.cell) {
            Ok(directive) => self.push(ItemKind::Directive(directive), span),
            Err(why) => self.diagnose(Code::UnknownDirective, &(start..start + text.len()), &why),
        }
    }

    /// A definition of a command outside mathematics.
    pub fn definition(&mut self, definition: Definition) {
        self.flush();
        self.note.macros.push(Macro {
            name: definition.name,
            parameters: definition.parameters,
            default: definition.default,
            body: definition.body,
            from_item: self.note.items.len(),
        });
    }

    /// A piece of mathematics, after the directives that stand in it.
    pub fn maths(&mut self, maths: &Maths) {
        if maths.inner.len() > MAX_REGION {
            self.diagnose(
                Code::TooLarge,
                &maths.outer,
                "longer than a mebibyte; not read",
            );
            return;
        }
        if !maths.closed {
            let start = maths.outer.start;
            let opener = start..(start + 2).min(maths.outer.end);
            self.diagnose(
                Code::UnclosedDisplay,
                &opener,
                "no closing delimiter was found",
            );
        }
        let mut cut = cut(self.text, maths, self.flavour);
        for (directive, span) in cut.directives {
            self.directive(&directive, span);
        }
        for definition in cut.definitions {
            self.definition(definition);
        }
        if cut.region.text.trim().is_empty() {
            return;
        }
        cut.region.cell = self.cell;
        let kind = match maths.display {
            true => ItemKind::Display(cut.region),
            false => ItemKind::Inline(cut.region),
        };
        self.push(kind, maths.outer.clone());
    }

    fn diagnose(&mut self, code: Code, span: &Range<usize>, text: &str) {
        let text = match self.cell {
            Some(cell) => format!("{text} (cell {cell})"),
            None => text.to_string(),
        };
        self.note.diagnostics.push(Diagnostic {
            code,
            span: span.clone(),
            text,
        });
    }

    pub fn finish(mut self) {
        self.end_block(self.text.len());
    }
}

/// The words of a text, with one blank between two.
fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
