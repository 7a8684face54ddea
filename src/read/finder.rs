//! Forward searches that are remembered, so that many openers without a closer still cost linear time.

use std::collections::HashMap;

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Goal {
    /// Exactly this text.
    Text(String),
    /// The line end before a blank line (one of quote marks only counts as blank).
    Blank,
    /// The line end before a line that no mathematics contains: a heading or a code fence.
    Stop,
    /// An unescaped `$$`.
    Dollars,
    /// The last backslash of a run of odd length before this bracket: `\)`, `\\\)`. Not after `\right`.
    Single(u8),
    /// The second-last backslash of a run of even length before this bracket: `\\)`.
    Double(u8),
}

/// Which language the text is in; the stops and comments differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    Markdown,
    Latex,
}

/// Remembers for every goal the last place found. Questions must come with offsets that rarely go back.
#[derive(Debug)]
pub struct Finder<'a> {
    pub text: &'a str,
    pub flavour: Flavour,
    seen: HashMap<Goal, (usize, usize)>,
}

impl<'a> Finder<'a> {
    pub fn new(text: &'a str, flavour: Flavour) -> Self {
        Finder {
            text,
            flavour,
            seen: HashMap::new(),
        }
    }

    /// Offset of the first `goal` at or after `from`; the length of the text where there is none.
    pub fn next(&mut self, goal: Goal, from: usize) -> usize {
        if let Some(&(since, at)) = self.seen.get(&goal)
            && since <= from
            && from <= at
        {
            return at;
        }
        let at = self.search(&goal, from);
        self.seen.insert(goal, (from, at));
        at
    }

    /// [`Finder::next`] for a plain text.
    pub fn text(&mut self, needle: &str, from: usize) -> usize {
        self.next(Goal::Text(needle.to_string()), from)
    }

    fn search(&self, goal: &Goal, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let found = match goal {
            Goal::Text(needle) => self
                .text
                .get(from..)
                .and_then(|rest| rest.find(needle.as_str()))
                .map(|at| from + at),
            Goal::Blank => line_ends(bytes, from).find(|&at| is_blank_line(bytes, at + 1)),
            Goal::Stop => {
                line_ends(bytes, from).find(|&at| is_stop(&bytes[at + 1..], self.flavour))
            }
            Goal::Dollars => self.dollars(from),
            Goal::Single(bracket) => self.closer(from, *bracket, 1),
            Goal::Double(bracket) => self.closer(from, *bracket, 0),
        };
        found.unwrap_or(bytes.len())
    }

    fn dollars(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 2,
                b'%' if self.flavour == Flavour::Latex => at = line_end(bytes, at),
                b'$' if bytes.get(at + 1) == Some(&b'$') => return Some(at),
                _ => at += 1,
            }
        }
        None
    }

    /// A run of backslashes of the given parity (1 odd, 0 even) before `bracket`.
    fn closer(&self, from: usize, bracket: u8, parity: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            if bytes[at] != b'\\' {
                at += 1;
                continue;
            }
            let run = run_length(bytes, at, b'\\');
            let end = at + run;
            let sized = self.text[..at].ends_with("\\right") || self.text[..at].ends_with("\\left");
            if bytes.get(end) == Some(&bracket) && run % 2 == parity && !sized {
                return Some(end - (2 - parity));
            }
            at = end;
        }
        None
    }
}

/// Number of equal bytes from `at` on.
pub fn run_length(bytes: &[u8], at: usize, byte: u8) -> usize {
    bytes[at..].iter().take_while(|&&b| b == byte).count()
}

/// Offset of the line end at or after `at`.
pub fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at.min(bytes.len())..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(bytes.len(), |found| at + found)
}

/// Offset of the first byte of the line that contains `at`.
pub fn line_start(bytes: &[u8], at: usize) -> usize {
    bytes[..at]
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |found| found + 1)
}

fn line_ends(bytes: &[u8], from: usize) -> impl Iterator<Item = usize> + '_ {
    (from..bytes.len()).filter(|&at| bytes[at] == b'\n')
}

fn is_blank_line(bytes: &[u8], start: usize) -> bool {
    let is_void = |b: &&u8| matches!(**b, b' ' | b'\t' | b'\r' | b'>');
    let width = bytes[start..].iter().take_while(is_void).count();
    bytes.get(start + width).is_none_or(|&b| b == b'\n')
}

/// Commands at which no LaTeX display can still be open.
const LATEX_STOPS: &[&str] = &[
    "\\section",
    "\\subsection",
    "\\subsubsection",
    "\\chapter",
    "\\paragraph",
    "\\end{document}",
    "\\end{proof}",
];

fn is_stop(line: &[u8], flavour: Flavour) -> bool {
    let is_indent = |b: &&u8| matches!(**b, b' ' | b'\t' | b'>');
    let line = &line[line.iter().take_while(is_indent).count()..];
    match flavour {
        Flavour::Latex => LATEX_STOPS
            .iter()
            .any(|stop| line.starts_with(stop.as_bytes())),
        Flavour::Markdown => {
            let hashes = run_length(line, 0, b'#');
            let heading = (1..=6).contains(&hashes) && line.get(hashes) == Some(&b' ');
            heading || line.starts_with(b"```") || line.starts_with(b"~~~")
        }
    }
}
