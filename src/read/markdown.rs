//! Markdown: blocks, headings and links by pulldown-cmark, mathematics and code by the project's own cutter.

use super::finder::{Finder, Flavour, line_end};
use super::items::Items;
use super::markup::{Piece, PieceKind, pieces};
use super::note::Note;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads Markdown into the note; `cell` is the notebook cell that the text comes from.
pub fn read(text: &str, cell: Option<usize>, note: &mut Note) {
    let start = front_matter_end(text);
    let mut finder = Finder::new(text, Flavour::Markdown);
    let pieces = pieces(&mut finder, start);
    let masked = mask(text, start, &pieces);
    let mut walk = Walk {
        text,
        pieces: &pieces,
        next: 0,
        done: start,
        captures: Vec::new(),
        mode: Mode::Read,
        items: Items::new(text, Flavour::Markdown, cell, note),
    };
    for (event, range) in Parser::new_ext(&masked, options()).into_offset_iter() {
        walk.event(event, range.start + start..range.end + start);
    }
    walk.pieces_before(text.len() + 1);
    walk.items.finish();
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// Offset behind a `---` or `+++` block at the very start.
fn front_matter_end(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let bytes = text.as_bytes();
    let fence = match text.get(start..start + 3) {
        Some(fence @ ("---" | "+++")) => fence,
        _ => return start,
    };
    let mut line = line_end(bytes, start);
    if !text[start + 3..line].trim().is_empty() {
        return start;
    }
    while line < bytes.len() {
        let end = line_end(bytes, line + 1);
        let content = text[line + 1..end].trim_end();
        if content == fence || (content == "..." && fence == "---") {
            return end;
        }
        line = end;
    }
    start
}

/// The text from `start` on with all pieces hidden behind letters, so that offsets stay and no markup is left in them.
fn mask(text: &str, start: usize, pieces: &[Piece]) -> String {
    let mut masked = String::with_capacity(text.len() - start);
    let mut at = start;
    for piece in pieces {
        masked.push_str(&text[at..piece.span.start]);
        masked.extend(std::iter::repeat_n('x', piece.span.len()));
        at = piece.span.end;
    }
    masked.push_str(&text[at..]);
    masked
}

/// What to do with running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Read,
    /// Code, or what is struck out: neither prose nor mathematics.
    Skip,
}

/// A heading, link or image that is open; its text is gathered apart.
struct Capture {
    kind: CaptureKind,
    text: String,
    start: usize,
}

enum CaptureKind {
    Heading(u8),
    Link(String),
    Image,
}

struct Walk<'a, 'n> {
    text: &'a str,
    pieces: &'a [Piece],
    /// The first piece that was not yielded.
    next: usize,
    /// Everything before this offset was yielded.
    done: usize,
    captures: Vec<Capture>,
    mode: Mode,
    items: Items<'n>,
}

impl Walk<'_, '_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.running(&text, range),
            Event::SoftBreak | Event::HardBreak => self.running(" ", range),
            Event::Html(_) => {
                let source = &self.text[range.clone()];
                self.html(source, range);
            }
            _ => self.pieces_before(range.start),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let kind = match tag {
            Tag::Heading { level, .. } => {
                self.block(range.start);
                CaptureKind::Heading(number(level))
            }
            Tag::Link { dest_url, .. } => CaptureKind::Link(dest_url.to_string()),
            Tag::Image { .. } => CaptureKind::Image,
            Tag::CodeBlock(kind) => {
                self.block(range.start);
                self.mode = self.code_block(kind, &range);
                return;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                self.pieces_before(range.start);
                // What is struck out is withdrawn; a `~` by itself may be a space.
                if tag == Tag::Strikethrough && self.text[range.start..].starts_with("~~") {
                    self.mode = Mode::Skip;
                }
                return;
            }
            _ => return self.block(range.start),
        };
        self.pieces_before(range.start);
        self.captures.push(Capture {
            kind,
            text: String::new(),
            start: range.start,
        });
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => {}
            TagEnd::Strikethrough => {
                if self.mode == Mode::Skip {
                    self.skip_pieces_before(range.end);
                    self.done = self.done.max(range.end);
                }
                self.mode = Mode::Read;
            }
            TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image => self.release(range.end),
            TagEnd::CodeBlock => {
                if self.mode == Mode::Skip {
                    self.skip_pieces_before(range.end);
                }
                self.mode = Mode::Read;
                self.block(range.end);
            }
            _ => self.block(range.end),
        }
    }

    /// A block begins or ends.
    fn block(&mut self, at: usize) {
        self.pieces_before(at);
        self.items.end_block(at);
    }

    /// Indented text is code unless mathematics stands in it: lists and boxes of many dialects are indented.
    fn code_block(&self, kind: CodeBlockKind, range: &Range<usize>) -> Mode {
        let mut inside = self.pieces[self.next..]
            .iter()
            .take_while(|piece| piece.span.start < range.end);
        let is_formula = |piece: &Piece| match &piece.kind {
            PieceKind::Maths(maths) => {
                maths.display || self.text[maths.inner.clone()].contains(['\\', '^', '_'])
            }
            _ => false,
        };
        match kind {
            CodeBlockKind::Indented if inside.any(is_formula) => Mode::Read,
            _ => Mode::Skip,
        }
    }

    fn release(&mut self, end: usize) {
        let Some(capture) = self.captures.pop() else {
            return;
        };
        let span = capture.start..end;
        match capture.kind {
            CaptureKind::Heading(level) => {
                self.items.heading(level, &capture.text, span);
                self.pieces_before(end);
            }
            CaptureKind::Link(target) => match self.captures.last_mut() {
                Some(outer) => outer.text.push_str(&capture.text),
                None => self.items.link(&capture.text, &target, span),
            },
            CaptureKind::Image => {}
        }
    }

    /// Running text of the parser: the pieces in it come out in their place.
    fn running(&mut self, parsed: &str, range: Range<usize>) {
        if self.mode == Mode::Skip {
            return;
        }
        self.pieces_before(range.start);
        let mut at = range.start.max(self.done.min(range.end));
        let untouched = at == range.start && self.next_start() >= range.end;
        if untouched {
            self.plain(parsed, range.clone());
            self.done = self.done.max(range.end);
            return;
        }
        while self.next_start() < range.end {
            let start = self.next_start();
            self.plain(&self.text[at.min(start)..start], at.min(start)..start);
            self.piece();
            at = self.done.min(range.end).max(at);
        }
        if at < range.end && self.text.is_char_boundary(at) {
            self.plain(&self.text[at..range.end], at..range.end);
        }
        self.done = self.done.max(range.end);
    }

    /// A block of HTML: its tags go, its text stays.
    fn html(&mut self, source: &str, range: Range<usize>) {
        let mut at = 0;
        while at < source.len() {
            let open = source[at..]
                .find('<')
                .map_or(source.len(), |found| at + found);
            self.running(&source[at..open], range.start + at..range.start + open);
            let close = source[open..]
                .find('>')
                .map_or(source.len(), |found| open + found + 1);
            self.pieces_before(range.start + close);
            self.items.blank();
            at = close;
        }
    }

    fn next_start(&self) -> usize {
        self.pieces
            .get(self.next)
            .map_or(usize::MAX, |piece| piece.span.start)
    }

    fn pieces_before(&mut self, offset: usize) {
        while self.next_start() < offset {
            self.piece();
        }
    }

    fn skip_pieces_before(&mut self, offset: usize) {
        while self.next_start() < offset {
            self.done = self.pieces[self.next].span.end;
            self.next += 1;
        }
    }

    /// Yields the next piece.
    fn piece(&mut self) {
        let piece = &self.pieces[self.next];
        self.next += 1;
        self.done = piece.span.end;
        match &piece.kind {
            PieceKind::Maths(maths) => match self.captures.last_mut() {
                Some(capture) if !maths.display => {
                    capture.text.push_str(&self.text[piece.span.clone()]);
                }
                _ => self.items.maths(maths),
            },
            PieceKind::Comment(inner) => {
                self.items
                    .comment(&self.text[inner.clone()], piece.span.clone());
            }
            PieceKind::Definition(definition) => self.items.definition(definition.clone()),
            PieceKind::Block(word) => {
                self.items.end_block(piece.span.start);
                self.items.prose(word, piece.span.clone());
                self.items.blank();
            }
            PieceKind::Void => {}
        }
    }

    fn plain(&mut self, text: &str, range: Range<usize>) {
        match self.captures.last_mut() {
            Some(capture) => capture.text.push_str(text),
            None => self.items.prose(text, range),
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
