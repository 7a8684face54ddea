//! Finds in raw Markdown what a Markdown parser would misread or must not see: mathematics, code, comments, templates.
//!
//! A Markdown parser takes `_`, `*`, `\\`, `>` and line starts inside mathematics for markup. So the raw text is cut
//! first, from left to right, and what was found is hidden from the parser (see [`super::markdown`]).

use super::delimiters::{Maths, maths_at};
use super::finder::{Finder, Goal, line_end, run_length};
use super::macros::{Definition, definition_at};
use std::ops::Range;

/// A stretch of the file that is no plain Markdown.
#[derive(Debug, Clone)]
pub struct Piece {
    pub span: Range<usize>,
    pub kind: PieceKind,
}

#[derive(Debug, Clone)]
pub enum PieceKind {
    Maths(Maths),
    /// The text of an HTML comment.
    Comment(Range<usize>),
    Definition(Definition),
    /// A block that opens or closes: a word for the prose (`Theorem.`) or none.
    Block(String),
    /// Code, attributes, templates: nothing to read.
    Void,
}

/// All pieces of `text` from `start` on, in order and disjoint.
pub fn pieces(finder: &mut Finder, start: usize) -> Vec<Piece> {
    let mut scan = Scan {
        finder,
        fences: Vec::new(),
        pieces: Vec::new(),
        hopeless_definitions: 0,
        code_until: [0; MAX_TICKS + 1],
    };
    scan.run(start);
    scan.pieces
}

/// Longest run of backticks that may open a code span; it bounds the search for closers.
const MAX_TICKS: usize = 8;

/// After so many definitions that cannot be read, no more are looked for; it bounds the time.
const MAX_HOPELESS_DEFINITIONS: u32 = 1000;

struct Scan<'f, 'a> {
    finder: &'f mut Finder<'a>,
    /// Fences of directives (`:::{note}`) that are open: what closes them.
    fences: Vec<(u8, usize)>,
    pieces: Vec<Piece>,
    hopeless_definitions: u32,
    /// For each run of backticks: no closer before this offset.
    code_until: [usize; MAX_TICKS + 1],
}

impl Scan<'_, '_> {
    fn run(&mut self, start: usize) {
        let bytes = self.finder.text.as_bytes();
        let mut at = start;
        let mut at_line_start = true;
        while at < bytes.len() {
            if at_line_start && let Some(end) = self.fence(at) {
                at = end;
                continue; // still at the start of a line
            }
            at_line_start = bytes[at] == b'\n';
            at = match bytes[at] {
                b'$' => self.maths(at).unwrap_or(at + 1),
                b'\\' => self.backslash(at),
                b'`' => self.code_span(at),
                b'<' => self.html(at).unwrap_or(at + 1),
                b'{' => self.template(at).unwrap_or(at + 1),
                b']' if bytes.get(at + 1) == Some(&b'(') => self.link_target(at),
                _ => at + 1,
            };
        }
    }

    fn push(&mut self, span: Range<usize>, kind: PieceKind) -> usize {
        let end = span.end;
        self.pieces.push(Piece { span, kind });
        end
    }

    fn maths(&mut self, at: usize) -> Option<usize> {
        let maths = maths_at(self.finder, at)?;
        let span = maths.outer.clone();
        (!span.is_empty()).then(|| self.push(span, PieceKind::Maths(maths)))
    }

    /// Mathematics, a definition, or an escape.
    fn backslash(&mut self, at: usize) -> usize {
        let text = self.finder.text;
        if let Some(end) = self.maths(at) {
            return end;
        }
        if self.hopeless_definitions < MAX_HOPELESS_DEFINITIONS
            && let Some(definition) = definition_at(text, at)
        {
            return self.push(definition.span.clone(), PieceKind::Definition(definition));
        }
        if text[at..].starts_with("\\def") || text[at..].starts_with("\\new") {
            self.hopeless_definitions += 1;
        }
        match run_length(text.as_bytes(), at, b'\\') {
            1 => (at + 2).min(text.len()),
            run => at + run,
        }
    }

    /// A code span ends at a run of as many backticks in the same paragraph.
    fn code_span(&mut self, at: usize) -> usize {
        let bytes = self.finder.text.as_bytes();
        let ticks = run_length(bytes, at, b'`');
        let start = at + ticks;
        if ticks > MAX_TICKS || at < self.code_until[ticks] {
            return start;
        }
        let limit = self.finder.next(Goal::Blank, start);
        let mut next = start;
        while next < limit {
            let run = run_length(bytes, next, b'`');
            if run == ticks {
                return self.push(at..next + run, PieceKind::Void);
            }
            next += run.max(1);
        }
        self.code_until[ticks] = limit;
        start
    }

    /// Comments, scripts with mathematics, and elements whose text is code.
    fn html(&mut self, at: usize) -> Option<usize> {
        const CODE: &[&str] = &["<pre", "<code", "<style", "<script"];
        let text = self.finder.text;
        if text[at..].starts_with("<!--") {
            let end = self.finder.text("-->", at + 4);
            let span = at..(end + 3).min(text.len());
            return Some(self.push(span, PieceKind::Comment(at + 4..end)));
        }
        let tag_end = self.finder.text(">", at);
        const LONGEST_TAG: usize = 1000;
        let name = *text.as_bytes().get(at + 1)?;
        if tag_end > at + LONGEST_TAG || !(name.is_ascii_alphabetic() || name == b'/') {
            return None;
        }
        let tag = text.get(at..tag_end)?;
        if let Some(element) = CODE.iter().find(|element| {
            let rest = tag.strip_prefix(**element);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']))
        }) {
            let close = format!("</{}>", &element[1..]);
            let end = self.finder.text(&close, tag_end);
            let span = at..(end + close.len()).min(text.len());
            if !tag.contains("math/tex") {
                return Some(self.push(span, PieceKind::Void));
            }
            let maths = Maths {
                display: tag.contains("mode=display"),
                outer: span.clone(),
                inner: tag_end + 1..end.max(tag_end + 1),
                closed: end < text.len(),
            };
            return Some(self.push(span, PieceKind::Maths(maths)));
        }
        // A tag with attributes or an address is passed over, so that a dollar in it opens nothing.
        let inert = ["=\"", "='", "://"].iter().any(|mark| tag.contains(mark));
        inert.then_some(tag_end)
    }

    /// Kramdown attributes `{: .note }`, Liquid and Hugo tags, Liquid variables.
    fn template(&mut self, at: usize) -> Option<usize> {
        const TEMPLATES: &[(&str, &str)] = &[
            ("{:", "}"),
            ("{%", "%}"),
            ("{{%", "%}}"),
            ("{{<", ">}}"),
            ("{{ ", "}}"),
        ];
        const CODE: &[&str] = &["highlight", "comment"];
        let text = self.finder.text;
        let rest = &text[at..];
        let &(open, close) = TEMPLATES
            .iter()
            .rev()
            .find(|(open, _)| rest.starts_with(open))?;
        let end = self.finder.text(close, at + open.len()) + close.len();
        if end > self.finder.text("\n", at) {
            return None;
        }
        let name = text[at + open.len()..end].trim_start();
        if open == "{%"
            && let Some(name) = CODE.iter().find(|code| name.starts_with(**code))
        {
            let close = format!("{{% end{name}");
            let found = self.finder.text(&close, end);
            return Some(self.push(at..line_end(text.as_bytes(), found), PieceKind::Void));
        }
        Some(self.push(at..end, PieceKind::Void))
    }

    /// Passes over the target of a link.
    fn link_target(&mut self, at: usize) -> usize {
        let end = self.finder.text(")", at);
        if end < self.finder.text("\n", at) {
            end
        } else {
            at + 1
        }
    }

    /// A fenced block that begins (or a directive's that ends) on the line at `start`: the offset behind it.
    fn fence(&mut self, start: usize) -> Option<usize> {
        let bytes = self.finder.text.as_bytes();
        let at = start + fence_indent(&bytes[start..]);
        let mark = *bytes.get(at).filter(|b| matches!(b, b'`' | b'~' | b':'))?;
        let width = run_length(bytes, at, mark);
        if width < 3 {
            return None;
        }
        let end = line_end(bytes, at);
        let info = self.finder.text[at + width..end].trim();
        if info.is_empty()
            && self
                .fences
                .last()
                .is_some_and(|&(m, w)| m == mark && width >= w)
        {
            self.fences.pop();
            return Some(self.push(at..end, PieceKind::Block(String::new())));
        }
        if mark == b'`' && info.contains('`') {
            return None;
        }
        match Fence::of(mark, info) {
            Fence::Prose(word) => {
                if mark != b':' || !info.is_empty() {
                    self.fences.push((mark, width));
                }
                Some(self.push(at..end, PieceKind::Block(word)))
            }
            Fence::Code => {
                let (_, span_end, _) = self.fence_end(end, mark, width);
                Some(self.push(at..span_end, PieceKind::Block(String::new())))
            }
            Fence::Maths => {
                let (inner_end, span_end, closed) = self.fence_end(end, mark, width);
                let inner = skip_options(bytes, (end + 1).min(inner_end), inner_end)..inner_end;
                let maths = Maths {
                    display: true,
                    outer: at..span_end,
                    inner,
                    closed,
                };
                Some(self.push(at..span_end, PieceKind::Maths(maths)))
            }
        }
    }

    /// End of the fence's text, end of its last line, and whether it is closed.
    fn fence_end(&self, from: usize, mark: u8, width: usize) -> (usize, usize, bool) {
        let bytes = self.finder.text.as_bytes();
        let mut line = from;
        while line < bytes.len() {
            let start = line + 1;
            let end = line_end(bytes, start);
            let at = start + fence_indent(&bytes[start.min(end)..end]);
            let run = run_length(&bytes[..end], at.min(end), mark);
            if run >= width && bytes[at + run..end].iter().all(u8::is_ascii_whitespace) {
                return (start, end, true);
            }
            line = end;
        }
        (bytes.len(), bytes.len(), false)
    }
}

/// Width of the blanks, quote marks and list markers before a fence.
fn fence_indent(line: &[u8]) -> usize {
    let is_indent = |b: &&u8| matches!(**b, b' ' | b'\t' | b'>');
    let width = line.iter().take_while(is_indent).count();
    let marker = match &line[width..] {
        [b'-' | b'*' | b'+', b' ', ..] => 2,
        [b'0'..=b'9', b'.' | b')', b' ', ..] => 3,
        _ => 0,
    };
    let rest = &line[width + marker..];
    width + marker + rest.iter().take_while(|b| **b == b' ').count()
}

/// Offset behind the option lines (`:label: x`) of a directive.
fn skip_options(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let line = line_end(&bytes[..end], at);
        let content = bytes[at..line].trim_ascii();
        if !(content.starts_with(b":") && content[1..].contains(&b':')) {
            break;
        }
        at = (line + 1).min(end);
    }
    at
}

enum Fence {
    Code,
    Maths,
    /// Its lines are Markdown; the word says what kind of block it is.
    Prose(String),
}

/// Directives whose text is Markdown.
const PROSE_DIRECTIVES: &[&str] = &[
    "theorem",
    "lemma",
    "corollary",
    "proposition",
    "conjecture",
    "definition",
    "example",
    "exercise",
    "remark",
    "proof",
    "solution",
    "assumption",
    "axiom",
    "property",
    "claim",
    "admonition",
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "attention",
    "hint",
    "danger",
    "error",
    "seealso",
    "dropdown",
    "toggle",
    "margin",
    "sidebar",
    "details",
    "grid",
    "card",
    "question",
    "abstract",
];

impl Fence {
    fn of(mark: u8, info: &str) -> Fence {
        let Some(braced) = info.strip_prefix('{') else {
            return match info.split([' ', '{', ',']).next() {
                Some("math") => Fence::Maths,
                _ if mark == b':' => {
                    Fence::Prose(word(info.split([' ', '[']).next().unwrap_or("")))
                }
                _ => Fence::Code,
            };
        };
        let name = braced.split(['}', ' ', ',', '.']).next().unwrap_or("");
        let name = name.strip_prefix("prf:").unwrap_or(name);
        match name.trim_end_matches('*') {
            "math" => Fence::Maths,
            plain if mark == b':' || PROSE_DIRECTIVES.contains(&plain) => Fence::Prose(word(plain)),
            _ => Fence::Code,
        }
    }
}

/// The name of a statement or proof as a word of prose; the names of boxes are none.
pub fn word(name: &str) -> String {
    const WORDS: &[&str] = &[
        "theorem",
        "lemma",
        "corollary",
        "proposition",
        "conjecture",
        "definition",
        "example",
        "exercise",
        "remark",
        "proof",
        "solution",
        "assumption",
        "axiom",
        "claim",
    ];
    if !WORDS.contains(&name) {
        return String::new();
    }
    let mut word = name.to_string();
    word[..1].make_ascii_uppercase();
    word + "."
}
