//! Definitions of LaTeX commands: `\newcommand`, `\def`, `\DeclareMathOperator`, ..

use std::ops::Range;

/// One definition and where it stands in the text that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Without the backslash.
    pub name: String,
    pub parameters: u8,
    pub default: Option<String>,
    pub body: String,
    pub span: Range<usize>,
}

/// Longest definition that is read; it bounds the search for the closing brace.
const MAX_LENGTH: usize = 4096;

/// The commands that define, and the shape of what follows.
const COMMANDS: &[(&str, Shape)] = &[
    ("newcommand", Shape::Command),
    ("renewcommand", Shape::Command),
    ("providecommand", Shape::Command),
    ("DeclareRobustCommand", Shape::Command),
    ("DeclareMathOperator", Shape::Operator),
    ("DeclarePairedDelimiter", Shape::Delimiters),
    ("def", Shape::Def),
    ("gdef", Shape::Def),
    ("let", Shape::Let),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `{\name}[2][default]{body}`
    Command,
    /// `{\name}{text}`, upright
    Operator,
    /// `{\name}{left}{right}`
    Delimiters,
    /// `\name#1#2{body}`
    Def,
    /// `\name=\other`
    Let,
}

/// All definitions in a text, in order.
pub fn definitions(text: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += next;
        match definition_at(text, at) {
            Some(definition) => {
                at = definition.span.end;
                found.push(definition);
            }
            None => {
                let escaped = text[at + 1..].chars().next().map_or(0, char::len_utf8);
                at += 1 + escaped;
            }
        }
    }
    found
}

/// The definition that begins with the backslash at `at`, if one does.
pub fn definition_at(text: &str, at: usize) -> Option<Definition> {
    let command = letters(text, at + 1);
    let &(_, shape) = COMMANDS.iter().find(|(name, _)| *name == command)?;
    let mut reader = Reader {
        text,
        at: at + 1 + command.len(),
        limit: (at + MAX_LENGTH).min(text.len()),
    };
    reader.star();
    let name = reader.name()?;
    let (mut parameters, mut default) = (0, None);
    let body = match shape {
        Shape::Command => {
            if let Some(count) = reader.bracket() {
                parameters = count.trim().parse().ok().filter(|&n| n <= 9)?;
                default = reader.bracket().map(str::to_string);
            }
            reader.argument()?.to_string()
        }
        Shape::Operator => {
            let star = if text[at..].starts_with("\\DeclareMathOperator*") {
                "*"
            } else {
                ""
            };
            format!("\\operatorname{star}{{{}}}", reader.argument()?)
        }
        Shape::Delimiters => {
            parameters = 1;
            let (left, right) = (reader.argument()?, reader.argument()?);
            format!("{left} #1 {right}")
        }
        Shape::Def => {
            while reader.skip("#") {
                parameters += 1;
                if !reader.skip(&parameters.to_string()) {
                    return None;
                }
            }
            reader.group()?.to_string()
        }
        Shape::Let => {
            reader.skip("=");
            reader.argument()?.to_string()
        }
    };
    Some(Definition {
        name,
        parameters,
        default,
        body,
        span: at..reader.at,
    })
}

/// The run of ASCII letters at `at`.
pub fn letters(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let width = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    &rest[..width]
}

/// Reads arguments, one after the other.
pub struct Reader<'a> {
    pub text: &'a str,
    pub at: usize,
    /// Nothing is read beyond.
    pub limit: usize,
}

impl<'a> Reader<'a> {
    fn skip_blanks(&mut self) {
        let bytes = &self.text.as_bytes()[self.at.min(self.limit)..self.limit];
        self.at += bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
    }

    /// Passes over the star of a starred command.
    pub fn star(&mut self) {
        self.skip("*");
    }

    fn skip(&mut self, token: &str) -> bool {
        let found = self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(token));
        self.at += if found { token.len() } else { 0 };
        found
    }

    /// `\name` or `{\name}`.
    fn name(&mut self) -> Option<String> {
        self.skip_blanks();
        let braced = self.skip("{");
        self.skip_blanks();
        if !self.skip("\\") {
            return None;
        }
        let name = match letters(self.text, self.at) {
            "" => self.text.get(self.at..)?.get(..1)?,
            name => name,
        };
        self.at += name.len();
        self.skip_blanks();
        (!braced || self.skip("}")).then(|| name.to_string())
    }

    /// `[..]`, if one comes next.
    pub fn bracket(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let rest = self.text.get(self.at..self.limit)?;
        let inner = rest.strip_prefix('[')?;
        let end = inner.find(']')?;
        self.at += end + 2;
        Some(&inner[..end])
    }

    /// `{..}` with balanced braces, if one comes next.
    pub fn group(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let bytes = self.text.as_bytes();
        let (start, mut at, mut depth) = (self.at, self.at, 0usize);
        while at < self.limit {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            at += 1;
        }
        let closed = start < at && at < self.limit;
        self.at = if closed { at + 1 } else { start };
        closed.then(|| &self.text[start + 1..at])
    }

    /// A group, or a single token.
    fn argument(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let rest = self.text.get(self.at..self.limit)?;
        let width = match rest.chars().next()? {
            '{' => return self.group(),
            '\\' => match letters(rest, 1).len() {
                0 => 1 + rest[1..].chars().next()?.len_utf8(),
                width => 1 + width,
            },
            other => other.len_utf8(),
        };
        self.at += width;
        Some(&rest[..width])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_shape_of_definition() {
        let rows = [
            (
                "\\newcommand{\\v}[2][x]{\\vec{#1}#2}",
                "v",
                2,
                "\\vec{#1}#2",
            ),
            ("\\renewcommand*\\phi\\varphi", "phi", 0, "\\varphi"),
            ("\\def\\pair#1#2{(#1, #2)}", "pair", 2, "(#1, #2)"),
            ("\\let\\eps=\\varepsilon", "eps", 0, "\\varepsilon"),
            (
                "\\DeclareMathOperator*{\\am}{arg\\,min}",
                "am",
                0,
                "\\operatorname*{arg\\,min}",
            ),
            (
                "\\DeclarePairedDelimiter{\\abs}{\\lvert}{\\rvert}",
                "abs",
                1,
                "\\lvert #1 \\rvert",
            ),
        ];
        for (text, name, parameters, body) in rows {
            let found = &definitions(text)[0];
            let read = (found.name.as_str(), found.parameters, found.body.as_str());
            assert_eq!(read, (name, parameters, body));
            assert_eq!(found.span, 0..text.len());
        }
    }

    #[test]
    fn leaves_what_it_cannot_read() {
        assert!(definitions("\\def\\a#1;{x} \\newcommand{\\b}{open \\define{x}").is_empty());
    }
}
