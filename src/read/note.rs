//! What reading a file yields: its text cut into prose, mathematics, headings and directives, in source order.

use std::ops::Range;

use super::directive::Directive;

/// A place of a note: the cell of a notebook (none in other files), and a byte in its source.
pub type Position = (Option<usize>, usize);

/// One input file, read. Reading never fails: whatever could not be read is in `diagnostics`.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// Path as given, with `/` on every system.
    pub path: String,
    /// The whole source text. Invalid UTF-8 is replaced, with a diagnostic; spans then count in the replaced text.
    pub text: String,
    pub items: Vec<Item>,
    /// Definitions of LaTeX commands, in source order; expanding them is the parser's work.
    pub macros: Vec<Macro>,
    /// The Markdown cells of a notebook, in order; empty for other files.
    pub cells: Vec<Cell>,
    /// What directives take out.
    pub ignored: Vec<Range<Position>>,
    pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
}

/// One LaTeX command that a note defines (`\newcommand`, `\def`, `\DeclareMathOperator`, ..).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Macro {
    /// Without the backslash.
    pub name: String,
    /// Number of arguments, the optional one included.
    pub parameters: u8,
    /// Value of the first argument where it is optional and left out.
    pub default: Option<String>,
    /// LaTeX with `#1`, `#2`, ..
    pub body: String,
    /// Index of the first item for which the definition holds; a later definition of the same name takes its place.
    pub from_item: usize,
}

/// A Markdown cell of a notebook.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its place among all cells of the notebook, from 0; equals `Region::cell`.
    pub index: usize,
    /// The text in which the spans of its items count.
    pub source: String,
    /// Its items in `Note::items`.
    pub items: Range<usize>,
}

impl Note {
    /// The text in which spans of the given cell (or, without one, of the file) count.
    pub fn source(&self, cell: Option<usize>) -> &str {
        let find = |index| self.cells.iter().find(|c| c.index == index);
        cell.and_then(find).map_or(&self.text, |c| &c.source)
    }

    /// True for a place that a directive takes out.
    pub fn ignores(&self, place: Position) -> bool {
        self.ignored.iter().any(|range| range.contains(&place))
    }

    /// The cell in which the item of this number stands, if the note is a notebook.
    pub fn cell_of(&self, item: usize) -> Option<usize> {
        let cell = self.cells.iter().find(|c| c.items.contains(&item))?;
        Some(cell.index)
    }

    /// 1-based line and column (in Unicode characters) of a byte of the file. Costs one pass over the text before it;
    /// who asks often keeps a [`LineIndex`].
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        self.line_column_in(None, offset)
    }

    /// As [`Note::line_column`], for an offset in the source of a notebook's cell.
    pub fn line_column_in(&self, cell: Option<usize>, offset: usize) -> (usize, usize) {
        let source = self.source(cell);
        let before = &source.as_bytes()[..offset.min(source.len())];
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let start = before
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |at| at + 1);
        (line, characters(&before[start..]) + 1)
    }
}

/// The starts of the lines of a text, for many questions about one text.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    pub fn new(text: &'a str) -> Self {
        let after = |(at, _)| at + 1;
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(after))
            .collect();
        LineIndex { text, starts }
    }

    /// 1-based line and column (in Unicode characters) of a byte of the text; offsets past the end count as the end.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        (line, characters(&self.text.as_bytes()[start..offset]) + 1)
    }
}

/// Number of UTF-8 characters that start in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

/// A piece of a note, in source order. Code, front matter and HTML yield none.
#[derive(Debug, Clone)]
pub struct Item {
    pub kind: ItemKind,
    /// Bytes of the original file, delimiters included.
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// `level` 1 is the highest; the text has no markup.
    Heading {
        level: u8,
        text: String,
    },
    Display(Region),
    Inline(Region),
    /// Running text between two other items, Markdown markup (`**`, `_`, link targets) removed.
    Prose(String),
    /// A link in running text: its visible text and its target.
    Link {
        text: String,
        target: String,
    },
    /// End of a paragraph, list item or block quote.
    Break,
    /// `hence: ...` from an HTML or LaTeX comment.
    Directive(Directive),
}

/// One piece of mathematics: its text without delimiters, and the way back to the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Region {
    /// The mathematics as LaTeX; block-quote prefixes and list indents removed, HTML entities decoded.
    pub text: String,
    /// (offset in `text`, offset in the file), ascending; text between two entries maps byte by byte.
    pub segments: Vec<(usize, usize)>,
    /// False when the closing delimiter is missing.
    pub closed: bool,
    /// Number of the notebook cell it stands in; spans then count in the cell's source.
    pub cell: Option<usize>,
}

impl Region {
    /// Offset in the file of the byte at `local` in `text`.
    pub fn to_file(&self, local: usize) -> usize {
        let at = self
            .segments
            .partition_point(|&(start, _)| start <= local)
            .saturating_sub(1);
        match self.segments.get(at) {
            Some(&(start, file)) => file + local.saturating_sub(start),
            None => local,
        }
    }
}
