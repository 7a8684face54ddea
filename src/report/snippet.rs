//! A line of the note with marks below it.

use std::ops::Range;

use anstyle::Style;

/// Characters of a source line that are shown; longer lines are cut around the mark.
const WIDTH: usize = 100;
/// Characters kept before the mark in a line that is cut.
const BEFORE: usize = 24;

/// What to quote: a 1-based line, the 1-based column of the relation sign, and the columns under which to draw.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    pub line: usize,
    pub column: usize,
    /// First and last column + 1 of the marked text, where it stands on this line.
    pub under: Option<(usize, usize)>,
}

/// A source text cut into lines once, for many quotations.
#[derive(Debug)]
pub struct Lines<'a> {
    source: &'a str,
    /// Where each line starts, and the end of the text.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn new(source: &'a str) -> Lines<'a> {
        let breaks = source
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n');
        let mut starts = vec![0];
        starts.extend(breaks.map(|(at, _)| at + 1));
        starts.push(source.len());
        Lines { source, starts }
    }

    /// The quoted line as terminal lines with a gutter; empty where the source has no such line.
    ///
    /// `gutter` and `mark` colour the line number and the marks.
    pub fn render(&self, at: Mark, gutter: Style, mark: Style) -> String {
        let Some(line) = self.line(at.line) else {
            return String::new();
        };
        let window = Window::around(&self.source[line], at.column);
        let number = at.line.to_string();
        let space = " ".repeat(number.len());
        format!(
            "{gutter}{space} |{gutter:#}\n{gutter}{number} |{gutter:#} {}\n{gutter}{space} |{gutter:#} {mark}{}{mark:#}\n",
            window.text,
            window.marks(at)
        )
    }

    /// The mark for the relation sign at (line, column) and the text at `span`, as far as it stands on that line.
    pub fn mark(&self, line: usize, column: usize, span: Option<[usize; 2]>) -> Mark {
        let under = span.and_then(|span| self.columns(line, span));
        Mark {
            line,
            column,
            under,
        }
    }

    fn columns(&self, line: usize, [start, end]: [usize; 2]) -> Option<(usize, usize)> {
        let range = self.line(line)?;
        let (start, end) = (start.max(range.start), end.min(range.end));
        let before = self.source.get(range.start..start)?.chars().count();
        let inside = self.source.get(start..end)?.trim_end().chars().count();
        (inside > 0).then_some((before + 1, before + 1 + inside))
    }

    /// Bytes of a 1-based line, its line break excluded.
    fn line(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = *self.starts.get(number)?;
        let text = self.source[start..end].trim_end_matches(['\n', '\r']);
        Some(start..start + text.len())
    }
}

/// The part of a line that is shown.
struct Window {
    text: String,
    /// Columns cut off on the left, less the width of the sign that says so.
    shift: usize,
    shown: usize,
}

impl Window {
    fn around(line: &str, column: usize) -> Window {
        let characters: Vec<char> = line.chars().map(printable).collect();
        let first = if characters.len() <= WIDTH {
            0
        } else {
            column
                .saturating_sub(1 + BEFORE)
                .min(characters.len() - WIDTH)
        };
        let last = characters.len().min(first + WIDTH);
        let mut text: String = characters[first..last].iter().collect();
        if first > 0 {
            text.insert(0, '…');
        }
        if last < characters.len() {
            text.push('…');
        }
        Window {
            text: text.trim_end().to_string(),
            shift: first.saturating_sub(usize::from(first > 0)),
            shown: last - first + usize::from(first > 0),
        }
    }

    fn marks(&self, at: Mark) -> String {
        let mut marks = vec![' '; self.shown];
        let mut draw = |from: usize, to: usize, sign: char| {
            for column in from..to {
                if let Some(place) = column
                    .checked_sub(1 + self.shift)
                    .and_then(|i| marks.get_mut(i))
                {
                    *place = sign;
                }
            }
        };
        if let Some((from, to)) = at.under {
            draw(from, to, '~');
        }
        draw(at.column, at.column + 1, '^');
        marks.into_iter().collect::<String>().trim_end().to_string()
    }
}

/// Tabs become one column, control characters a sign: a note must not steer the terminal.
fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(source: &str, line: usize, column: usize, span: Option<[usize; 2]>) -> String {
        let lines = Lines::new(source);
        lines.render(lines.mark(line, column, span), Style::new(), Style::new())
    }

    #[test]
    fn marks_stand_below_the_right_side() {
        let text = plain("é &= x + 1\n&= 2\n", 1, 4, Some([6, 11]));
        assert_eq!(text, "  |\n1 | é &= x + 1\n  |    ^ ~~~~~\n");
        assert_eq!(plain("a", 7, 1, None), "");
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let source = format!("{}= y{}", "x".repeat(300), "z".repeat(300));
        let text = plain(&source, 1, 301, Some([302, 303]));
        let lines: Vec<&str> = text.lines().collect();
        let at = lines[2].chars().position(|c| c == '^').unwrap();
        assert_eq!(lines[1].chars().nth(at), Some('='));
        assert!(lines[1].chars().count() < WIDTH + 10);
    }
}
