//! What reading a file yields: its text cut into prose, mathematics, headings and directives, in source order.

use std::ops::Range;

/// One input file, read. Reading never fails: whatever could not be read is in `diagnostics`.
#[derive(Debug, Clone)]
pub struct Note {
    /// Path as given, with `/` on every system.
    pub path: String,
    /// The whole source text (invalid UTF-8 replaced, with a diagnostic).
    pub text: String,
    pub items: Vec<Item>,
    pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
}

/// A piece of a note, in source order. Code, front matter and HTML yield none.
#[derive(Debug, Clone)]
pub struct Item {
    pub kind: ItemKind,
    /// Bytes of the original file, delimiters included.
    pub span: Range<usize>,
}

#[derive(Debug, Clone)]
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
    /// `hence: ...` from an HTML or LaTeX comment: the text after the colon, trimmed.
    Directive(String),
}

/// One piece of mathematics: its text without delimiters, and the way back to the file.
#[derive(Debug, Clone, Default)]
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
