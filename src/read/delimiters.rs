//! Where mathematics begins and ends: the delimiters of Markdown and LaTeX.
//!
//! Openers are tried one by one from the left; each closer is the first that fits. Authors write dollars for money and
//! `\[` for a bracket, so inline mathematics of Markdown must also look like some.

use super::finder::{Finder, Flavour, Goal, line_end, line_start};
use std::ops::Range;

/// One piece of mathematics in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maths {
    pub display: bool,
    /// Delimiters included.
    pub outer: Range<usize>,
    /// What lies between the delimiters; an environment without dollars keeps its `\begin` and `\end`.
    pub inner: Range<usize>,
    pub closed: bool,
}

/// Environments that are mathematics on their own (each also with a star).
const ENVIRONMENTS: &[&str] = &[
    "equation",
    "align",
    "alignat",
    "gather",
    "multline",
    "eqnarray",
    "split",
    "aligned",
    "alignedat",
    "gathered",
    "flalign",
    "dmath",
    "xalignat",
    "displaymath",
    "IEEEeqnarray",
];

/// Environments that also stand inside a line.
const SMALL: &[&str] = &["array", "cases", "matrix", "pmatrix", "bmatrix", "vmatrix"];

/// An environment nested in itself more often than this is taken for unclosed; it bounds the search.
const MAX_SELF_NESTING: usize = 8;

/// The mathematics that begins exactly at `at`, if any does.
pub fn maths_at(finder: &mut Finder, at: usize) -> Option<Maths> {
    let rest = &finder.text.as_bytes()[at..];
    match rest {
        [b'$', b'$', ..] => dollars(finder, at),
        [b'$', ..] => dollar(finder, at),
        [b'\\', b'\\', b'(', ..] if finder.flavour == Flavour::Markdown => {
            parentheses(finder, at, 3, Goal::Double(b')'))
        }
        [b'\\', b'\\', b'[', ..] if finder.flavour == Flavour::Markdown => {
            brackets(finder, at, 3, Goal::Double(b']'))
        }
        [b'\\', b'(', ..] => parentheses(finder, at, 2, Goal::Single(b')')),
        [b'\\', b'[', ..] => brackets(finder, at, 2, Goal::Single(b']')),
        [b'\\', b'b', b'e', b'g', b'i', b'n', b'{', ..] => environment(finder, at),
        _ => None,
    }
}

/// `$$ .. $$`, over lines and blank lines.
fn dollars(finder: &mut Finder, at: usize) -> Option<Maths> {
    let start = at + 2;
    let close = finder.next(Goal::Dollars, start);
    let limit = finder.next(Goal::Stop, start);
    let text = finder.text;
    if close >= limit || close == start || runs_into_prose(finder, start, close) {
        if close == start {
            return None; // `$$$$`
        }
        return Some(unclosed(finder, at, start, close));
    }
    let outer = at..close + 2;
    Some(Maths {
        display: finder.flavour == Flavour::Latex || !is_within_sentence(text, &outer),
        outer,
        inner: start..close,
        closed: true,
    })
}

/// A single dollar after a blank line tells that a `$$` before it was never closed.
fn runs_into_prose(finder: &mut Finder, start: usize, close: usize) -> bool {
    let blank = finder.next(Goal::Blank, start);
    blank < close && lone_dollar(&finder.text.as_bytes()[blank..close])
}

/// Is there a dollar outside all braces?
fn lone_dollar(bytes: &[u8]) -> bool {
    let (mut at, mut depth) = (0, 0i32);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'$' if depth <= 0 => return true,
            _ => {}
        }
        at += 1;
    }
    false
}

/// A display without its closer: it ends at a blank line after its first text, at a stop, or at the end of the file.
fn unclosed(finder: &mut Finder, at: usize, start: usize, next_opener: usize) -> Maths {
    let bytes = finder.text.as_bytes();
    let blank_width = bytes[start..]
        .iter()
        .take_while(|b| b.is_ascii_whitespace())
        .count();
    let first = start + blank_width;
    let blank = finder.next(Goal::Blank, first);
    let stop = finder.next(Goal::Stop, first.saturating_sub(1).max(start));
    let end = blank.min(stop).min(next_opener).max(start);
    Maths {
        display: true,
        outer: at..end,
        inner: start..end,
        closed: false,
    }
}

/// Kramdown also writes `$$` for mathematics inside a sentence: on one line with words on both sides, or on one side
/// where it has no relation of its own; rows and environments are always a display.
fn is_within_sentence(text: &str, outer: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let body = &text[outer.clone()];
    if body.contains('\n') || body.contains("\\\\") || body.contains("\\begin") {
        return false;
    }
    let before = has_words(&bytes[near_line_start(bytes, outer.start)..outer.start]);
    let near_end = (outer.end + NEAR).min(bytes.len());
    let after = has_words(&bytes[outer.end..line_end(&bytes[..near_end], outer.end)]);
    let has_relation = || {
        const RELATIONS: &[&str] = &[
            "=", "<", ">", "\\le", "\\ge", "\\approx", "\\propto", "\\equiv", "\\sim",
        ];
        RELATIONS.iter().any(|relation| body.contains(relation))
    };
    match (before, after) {
        (true, true) => true,
        (false, false) => false,
        _ => !has_relation(),
    }
}

/// How many bytes around a piece of mathematics count as its line: a line may be as long as the file.
const NEAR: usize = 120;

fn near_line_start(bytes: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(NEAR);
    from + line_start(&bytes[from..at], at - from)
}

/// Are there letters outside HTML tags?
fn has_words(part: &[u8]) -> bool {
    let mut in_tag = false;
    String::from_utf8_lossy(part).chars().any(|c| {
        in_tag = match c {
            '<' => true,
            '>' => false,
            _ => in_tag,
        };
        !in_tag && c.is_alphabetic()
    })
}

/// `$ .. $` inside one paragraph.
fn dollar(finder: &mut Finder, at: usize) -> Option<Maths> {
    let start = at + 1;
    let limit = finder.next(Goal::Blank, start);
    let close = closing_dollar(finder, start, limit)?;
    let bytes = finder.text.as_bytes();
    let content = &finder.text[start..close];
    let outer = at..close + 1;
    // GitLab and GitHub also write $`x`$.
    let ticked = content.len() > 2 && content.starts_with('`') && content.ends_with('`');
    let inner = if ticked {
        start + 1..close - 1
    } else {
        start..close
    };
    let accepted = match finder.flavour {
        Flavour::Latex => !content.is_empty(),
        Flavour::Markdown => ticked || is_inline_maths(content, bytes.get(close + 1).copied()),
    };
    accepted.then_some(Maths {
        display: begins_with_rows(content),
        outer,
        inner,
        closed: true,
    })
}

/// Authors also put whole alignments between single dollars.
fn begins_with_rows(content: &str) -> bool {
    let Some(rest) = content.trim_start().strip_prefix("\\begin{") else {
        return false;
    };
    let name = rest.split(['}', '*']).next().unwrap_or("");
    ENVIRONMENTS.contains(&name)
}

/// The next unescaped dollar before `limit` that no `\text{..}` encloses; the next one of all where braces do not
/// balance.
fn closing_dollar(finder: &Finder, start: usize, limit: usize) -> Option<usize> {
    let bytes = finder.text.as_bytes();
    let (mut at, mut depth, mut text_at, mut fallback) = (start, 0usize, None, None);
    while at < limit {
        match bytes[at] {
            b'\\' => {
                if text_at.is_none() && is_text_command(&bytes[at + 1..]) {
                    text_at = Some(depth);
                }
                at += 1;
            }
            b'%' if finder.flavour == Flavour::Latex => at = line_end(bytes, at),
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                text_at = text_at.filter(|&outside| outside < depth);
            }
            b'$' if text_at.is_none() => return Some(at),
            b'$' => fallback = fallback.or(Some(at)),
            _ => {}
        }
        at += 1;
        if fallback.is_some_and(|seen| at > seen + MAX_TEXT_IN_MATHS) {
            break;
        }
    }
    fallback
}

/// `text{`, `textrm{`, `mbox{`, ..
fn is_text_command(bytes: &[u8]) -> bool {
    let letters = bytes
        .iter()
        .take(8)
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    let known = ["text", "mbox", "hbox"];
    bytes.get(letters) == Some(&b'{') && known.iter().any(|name| bytes.starts_with(name.as_bytes()))
}

/// How far beyond a dollar inside `\text{..}` the end of the mathematics is sought; it bounds the search.
const MAX_TEXT_IN_MATHS: usize = 300;

/// Does the text between two dollars of Markdown read as mathematics, not as money?
fn is_inline_maths(content: &str, next: Option<u8>) -> bool {
    let trimmed = content.trim();
    if trimmed.is_empty() {
        return false;
    }
    if next.is_some_and(|b| b.is_ascii_digit()) && !content.contains('\\') {
        return false;
    }
    let words = plain_words(trimmed);
    if trimmed.len() == content.len() {
        return has_signal(trimmed) || words <= 2;
    }
    words == 0 || (words == 1 && has_signal(trimmed)) || trimmed.contains('\\')
}

fn has_signal(content: &str) -> bool {
    content.contains(['\\', '^', '_', '=', '{', '}'])
}

/// Short words that mathematics is made of.
const FUNCTIONS: &[&str] = &[
    "log", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "max", "min", "arg", "lim", "sup",
    "inf", "det", "mod", "var", "cov", "std", "dim", "ker", "deg", "gcd", "lcm", "sgn", "argmax",
    "argmin",
];

/// Number of words of three and more letters that are neither commands nor functions, outside braces.
fn plain_words(content: &str) -> usize {
    let (mut depth, mut count) = (0i32, 0);
    let mut rest = content;
    while let Some(first) = rest.chars().next() {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 0 {
            let word = rest[..letters].to_ascii_lowercase();
            if letters >= 3 && depth <= 0 && !FUNCTIONS.contains(&word.as_str()) {
                count += 1;
            }
            rest = &rest[letters..];
            continue;
        }
        depth += match first {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        rest = &rest[first.len_utf8()..];
        if first == '\\' {
            let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            rest = &rest[name..];
        }
    }
    count
}

/// `\( .. \)` inside one paragraph.
fn parentheses(finder: &mut Finder, at: usize, width: usize, goal: Goal) -> Option<Maths> {
    let start = at + width;
    let close = finder.next(goal, start);
    if close >= finder.next(Goal::Blank, start) {
        return None;
    }
    let content = beginning(&finder.text[start..close]);
    let accepted =
        finder.flavour == Flavour::Latex || has_signal(content) || plain_words(content) <= 1;
    accepted.then_some(Maths {
        display: false,
        outer: at..close + width,
        inner: start..close,
        closed: true,
    })
}

/// As much of a text as it takes to see whether it is mathematics.
fn beginning(content: &str) -> &str {
    const ENOUGH: usize = 1000;
    let mut end = content.len().min(ENOUGH);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    &content[..end]
}

/// `\[ .. \]`; in Markdown also an escaped bracket, as in `\[1\]`.
fn brackets(finder: &mut Finder, at: usize, width: usize, goal: Goal) -> Option<Maths> {
    let start = at + width;
    let close = finder.next(goal, start);
    let stop = finder.next(Goal::Stop, start);
    let bytes = finder.text.as_bytes();
    let latex = finder.flavour == Flavour::Latex;
    let blank = finder.next(Goal::Blank, start);
    if close >= stop || (blank < close && !latex && finder.text("$", blank) < close) {
        let line = start..finder.text("\n", start);
        let alone = line.len() < NEAR && bytes[line].iter().all(u8::is_ascii_whitespace);
        return (latex || alone).then(|| unclosed(finder, at, start, close.max(start)));
    }
    let content = beginning(&finder.text[start..close]);
    let is_formula = has_signal(content)
        || (plain_words(content) == 0
            && content.contains(['+', '-', '*', '/', '(', '|', '<', '>', '\n']));
    (latex || is_formula).then_some(Maths {
        display: true,
        outer: at..close + width,
        inner: start..close,
        closed: true,
    })
}

/// `\begin{align} .. \end{align}` without dollars around it.
fn environment(finder: &mut Finder, at: usize) -> Option<Maths> {
    let text = finder.text;
    let name_start = at + "\\begin{".len();
    let name_end = name_start
        + text.as_bytes()[name_start..]
            .iter()
            .take(20)
            .position(|&b| b == b'}')?;
    let name = &text[name_start..name_end];
    let plain = name.strip_suffix('*').unwrap_or(name);
    if !ENVIRONMENTS.contains(&plain) && !SMALL.contains(&plain) {
        return None;
    }
    let start = name_end + 1;
    match environment_end(finder, name, start) {
        Some(end) => Some(Maths {
            display: true,
            outer: at..end,
            inner: at..end,
            closed: true,
        }),
        None => {
            let found = unclosed(finder, at, start, text.len());
            Some(Maths {
                inner: at..found.inner.end,
                ..found
            })
        }
    }
}

/// Offset behind the `\end{name}` that matches, before any stop.
pub fn environment_end(finder: &mut Finder, name: &str, from: usize) -> Option<usize> {
    let (open, close) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
    let stop = finder.next(Goal::Stop, from);
    let (mut at, mut depth) = (from, 1usize);
    for _ in 0..2 * MAX_SELF_NESTING {
        let (next_open, next_close) = (finder.text(&open, at), finder.text(&close, at));
        if next_close >= stop {
            return None;
        }
        if next_open < next_close {
            // Another beginning after a blank line: this one was never closed.
            if finder.next(Goal::Blank, at) < next_open {
                return None;
            }
            depth += 1;
            at = next_open + open.len();
            continue;
        }
        depth -= 1;
        at = next_close + close.len();
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Number of quote marks before `at` in its line, among marks of quotes and lists.
pub fn quote_depth(bytes: &[u8], at: usize) -> usize {
    let is_mark = |b: &&u8| {
        matches!(**b, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')') || b.is_ascii_digit()
    };
    let prefix = &bytes[near_line_start(bytes, at)..at];
    prefix
        .iter()
        .take_while(is_mark)
        .filter(|&&b| b == b'>')
        .count()
}
