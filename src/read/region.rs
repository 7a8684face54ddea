//! Cuts a piece of mathematics out of its file: quote prefixes, comments, entities and definitions of commands leave
//! the text, and the way back to the file is kept.

use super::delimiters::{Maths, quote_depth};
use super::finder::{Flavour, line_end};
use super::macros::{self, Definition};
use super::note::Region;
use std::ops::Range;

/// A region and what stood in it besides mathematics.
#[derive(Debug, Default)]
pub struct Cut {
    pub region: Region,
    /// `hence:` comments with their place in the file.
    pub directives: Vec<(String, Range<usize>)>,
    pub definitions: Vec<Definition>,
}

/// Cuts `maths` out of `text`.
pub fn cut(text: &str, maths: &Maths, flavour: Flavour) -> Cut {
    let mut cutter = Cutter {
        text,
        flavour,
        cut: Cut::default(),
    };
    cutter.cut.region.closed = maths.closed;
    let quotes = match flavour {
        Flavour::Markdown => quote_depth(text.as_bytes(), maths.outer.start),
        Flavour::Latex => 0,
    };
    let mut at = maths.inner.start;
    while at < maths.inner.end {
        if at > maths.inner.start {
            at = skip_prefix(text.as_bytes(), at, maths.inner.end, quotes);
        }
        // The line of the file may be far longer than the mathematics.
        let end = (line_end(&text.as_bytes()[..maths.inner.end], at) + 1).min(maths.inner.end);
        cutter.line(at, end);
        at = end;
    }
    cutter.finish()
}

/// Offset behind the quote marks and the indent of a line.
fn skip_prefix(bytes: &[u8], start: usize, end: usize, quotes: usize) -> usize {
    let skip_blanks = |from: usize| {
        let is_blank = |b: &&u8| matches!(**b, b' ' | b'\t');
        from + bytes[from..end].iter().take_while(is_blank).count()
    };
    let mut at = skip_blanks(start);
    for _ in 0..quotes {
        if at < end && bytes[at] == b'>' {
            at = skip_blanks(at + 1);
        }
    }
    at
}

struct Cutter<'a> {
    text: &'a str,
    flavour: Flavour,
    cut: Cut,
}

impl Cutter<'_> {
    /// One line of the file, without its prefix.
    fn line(&mut self, start: usize, end: usize) {
        let bytes = self.text.as_bytes();
        let (mut at, mut copied) = (start, start);
        while at < end {
            match bytes[at] {
                b'\\' => at = self.after_char(at + 1).min(end),
                b'%' if self.is_comment(at, end) => {
                    self.copy(copied..at);
                    copied = self.comment(at, end);
                    at = copied;
                }
                b'&' if self.flavour == Flavour::Markdown => {
                    let Some((decoded, width)) = entity(&bytes[at..end]) else {
                        at += 1;
                        continue;
                    };
                    self.copy(copied..at);
                    self.push(&decoded.to_string(), at);
                    at += width;
                    copied = at;
                }
                _ => at += 1,
            }
        }
        self.copy(copied..end);
    }

    /// In Markdown a percent sign on the last line would hide the rest of the mathematics: whoever writes `$5% = x$`
    /// means none of it. It stays, for later stages to stumble over.
    fn is_comment(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[at..end];
        self.flavour == Flavour::Latex
            || rest.ends_with('\n')
            || directive(rest.trim_start_matches('%')).is_some()
    }

    fn after_char(&self, at: usize) -> usize {
        at + self
            .text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    }

    fn copy(&mut self, range: Range<usize>) {
        let piece = &self.text[range.clone()];
        self.push(piece, range.start);
    }

    fn push(&mut self, piece: &str, file: usize) {
        if piece.is_empty() {
            return;
        }
        let region = &mut self.cut.region;
        let local = region.text.len();
        if region.segments.is_empty() || region.to_file(local) != file {
            region.segments.push((local, file));
        }
        region.text.push_str(piece);
    }

    /// Blanks the comment at `at`, up to the line end; returns where the text goes on.
    fn comment(&mut self, at: usize, end: usize) -> usize {
        let comment = &self.text[at..end];
        let body = comment.trim_end_matches(['\n', '\r']);
        if let Some(directive) = directive(body.trim_start_matches('%')) {
            let span = at..at + body.len();
            self.cut.directives.push((directive.to_string(), span));
        }
        self.push(&" ".repeat(body.len()), at);
        at + body.len()
    }

    fn finish(mut self) -> Cut {
        self.cut.definitions = macros::definitions(&self.cut.region.text);
        let mut text = std::mem::take(&mut self.cut.region.text).into_bytes();
        for definition in &self.cut.definitions {
            text[definition.span.clone()].fill(b' ');
        }
        self.cut.region.text = String::from_utf8_lossy(&text).into_owned();
        self.cut
    }
}

/// The text after `hence:`, if a comment begins with that.
pub fn directive(comment: &str) -> Option<&str> {
    Some(comment.trim().strip_prefix("hence:")?.trim())
}

/// The HTML entity at the start: its character and its length.
fn entity(bytes: &[u8]) -> Option<(char, usize)> {
    const NAMED: &[(&str, char)] = &[
        ("lt", '<'),
        ("gt", '>'),
        ("amp", '&'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("space", ' '),
        ("plus", '+'),
    ];
    const LONGEST: usize = 10;
    let end = bytes.iter().take(LONGEST).position(|&b| b == b';')?;
    let name = std::str::from_utf8(&bytes[1..end]).ok()?;
    let decoded = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((decoded, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_all(text: &str) -> Cut {
        let maths = Maths {
            display: true,
            outer: 2..text.len(),
            inner: 4..text.len(),
            closed: true,
        };
        cut(text, &maths, Flavour::Markdown)
    }

    #[test]
    fn every_byte_keeps_its_place_in_the_file() {
        let source = "> $$a &lt; b \\% % hence: expect refuted\n>   &amp;= é\n> x &#61; y";
        let found = cut_all(source);
        let text = &found.region.text;
        assert_eq!(text.split_whitespace().collect::<String>(), "a<b\\%&=éx=y");
        assert_eq!(found.directives[0].0, "expect refuted");
        for (local, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            assert!(source[found.region.to_file(local)..].starts_with(c));
        }
        let entity = text.rfind('=').unwrap();
        assert!(source[found.region.to_file(entity)..].starts_with("&#61;"));
    }

    #[test]
    fn definitions_leave_the_text() {
        let found = cut_all("  $$\\newcommand{\\E}[1]{\\mathbb{E}[#1]} \\E{x} = 1");
        assert_eq!(found.region.text.trim(), "\\E{x} = 1");
        assert_eq!(found.definitions[0].name, "E");
    }

    #[test]
    fn a_percent_sign_before_the_closer_hides_nothing() {
        assert_eq!(cut_all("  $$5% = x").region.text, "5% = x");
    }
}
