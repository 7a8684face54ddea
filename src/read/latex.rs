//! LaTeX files: sections, statements, prose and mathematics.

use super::delimiters::maths_at;
use super::finder::{Finder, Flavour, Goal, line_end};
use super::items::Items;
use super::macros::{Reader, definition_at, letters};
use super::markup::word;
use super::note::Note;

/// Reads a LaTeX file, or a fragment of one, into the note.
pub fn read(text: &str, note: &mut Note) {
    let mut reader = Latex {
        finder: Finder::new(text, Flavour::Latex),
        statements: Vec::new(),
        items: Items::new(text, Flavour::Latex, None, note),
    };
    let begin = find_uncommented(text, "\\begin{document}");
    let end = begin.and_then(|_| find_uncommented(text, "\\end{document}"));
    if let Some(begin) = begin {
        reader.preamble(begin);
    }
    reader.body(begin.unwrap_or(0), end.unwrap_or(text.len()));
    reader.items.finish();
}

/// Offset of the first `needle` that no `%` stands before in its line.
fn find_uncommented(text: &str, needle: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let live = line.split('%').next().unwrap_or("");
        if let Some(at) = live.find(needle) {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

/// Environments whose text is no prose and no mathematics.
const SKIPPED: &[&str] = &[
    "verbatim",
    "Verbatim",
    "lstlisting",
    "minted",
    "tikzpicture",
    "comment",
    "filecontents",
    "tikzcd",
    "thebibliography",
    "alltt",
    "algorithmic",
];

/// Environments of statements and proofs, with the word that stands for them.
const STATEMENTS: &[(&str, &str)] = &[
    ("thm", "theorem"),
    ("lem", "lemma"),
    ("cor", "corollary"),
    ("prop", "proposition"),
    ("defn", "definition"),
    ("dfn", "definition"),
    ("defi", "definition"),
    ("ex", "example"),
    ("exa", "example"),
    ("rem", "remark"),
    ("rmk", "remark"),
    ("pf", "proof"),
    ("exer", "exercise"),
    ("sol", "solution"),
    ("conj", "conjecture"),
];

/// Commands whose arguments are no prose, with the number of arguments.
const SILENT: &[(&str, usize)] = &[
    ("label", 1),
    ("cite", 1),
    ("citep", 1),
    ("citet", 1),
    ("includegraphics", 1),
    ("vspace", 1),
    ("hspace", 1),
    ("usepackage", 1),
    ("documentclass", 1),
    ("input", 1),
    ("include", 1),
    ("bibliography", 1),
    ("bibliographystyle", 1),
    ("pagestyle", 1),
    ("thispagestyle", 1),
    ("setlength", 2),
    ("addtolength", 2),
    ("setcounter", 2),
    ("addtocounter", 2),
    ("newtheorem", 2),
    ("theoremstyle", 1),
    ("color", 1),
    ("textcolor", 1),
    ("colorbox", 1),
    ("hypersetup", 1),
    ("graphicspath", 1),
    ("tikzset", 1),
    ("date", 1),
    ("author", 1),
    ("pagenumbering", 1),
    ("numberwithin", 2),
    ("newenvironment", 3),
    ("renewenvironment", 3),
    ("index", 1),
    ("lstset", 1),
    ("addcontentsline", 3),
    ("fontsize", 2),
    ("rule", 2),
    ("geometry", 1),
    ("linespread", 1),
    ("allowdisplaybreaks", 0),
    ("vskip", 0),
    ("hskip", 0),
];

/// Commands of headings, with their level.
const HEADINGS: &[(&str, u8)] = &[
    ("part", 1),
    ("chapter", 1),
    ("title", 1),
    ("section", 2),
    ("subsection", 3),
    ("subsubsection", 4),
    ("paragraph", 5),
    ("subparagraph", 6),
    ("frametitle", 3),
];

/// References inside the note: read as links to `#label`.
const REFERENCES: &[&str] = &["ref", "eqref", "cref", "Cref", "autoref", "autocref"];

/// Longest argument of a command that is read as such; it bounds the search for its brace.
const MAX_ARGUMENT: usize = 2000;

struct Latex<'a, 'n> {
    finder: Finder<'a>,
    /// Names that `\newtheorem` made, with their words.
    statements: Vec<(String, String)>,
    items: Items<'n>,
}

impl<'a> Latex<'a, '_> {
    /// Before the document begins only definitions and the names of statements count.
    fn preamble(&mut self, end: usize) {
        let text = self.finder.text;
        let mut at = 0;
        while at < end {
            at = match text.as_bytes()[at] {
                b'%' => self.comment(at),
                b'\\' => match definition_at(text, at) {
                    Some(definition) => {
                        let next = definition.span.end;
                        self.items.definition(definition);
                        next
                    }
                    None => {
                        let name = letters(text, at + 1);
                        if name == "newtheorem" {
                            self.statement(at + 1 + name.len());
                        }
                        at + 1 + name.len().max(1)
                    }
                },
                _ => at + 1,
            };
        }
    }

    /// `\newtheorem{name}[shared]{Word}[section]`
    fn statement(&mut self, at: usize) {
        let mut reader = self.arguments(at);
        reader.star();
        let name = reader.group();
        reader.bracket();
        if let (Some(name), Some(title)) = (name, reader.group()) {
            self.statements
                .push((name.to_string(), format!("{}.", plain(title))));
        }
    }

    fn arguments(&self, at: usize) -> Reader<'a> {
        let text = self.finder.text;
        let mut limit = (at + MAX_ARGUMENT).min(text.len());
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        Reader { text, at, limit }
    }

    fn body(&mut self, start: usize, end: usize) {
        let bytes = self.finder.text.as_bytes();
        let mut at = start;
        while at < end {
            at = match bytes[at] {
                b'%' => self.comment(at),
                b'$' => self.maths(at).unwrap_or(at + 1),
                b'\\' => self.backslash(at),
                b'{' | b'}' => at + 1,
                b'~' => {
                    self.items.blank();
                    at + 1
                }
                b'\n' if self.finder.next(Goal::Blank, at) == at => {
                    self.items.end_block(at);
                    at + 1
                }
                _ => self.plain_run(at, end),
            };
        }
    }

    /// Running text up to the next byte that means something.
    fn plain_run(&mut self, at: usize, end: usize) -> usize {
        let bytes = &self.finder.text.as_bytes()[..end];
        let is_plain = |b: &&u8| !matches!(**b, b'%' | b'$' | b'\\' | b'{' | b'}' | b'~' | b'\n');
        let width = 1 + bytes[at + 1..].iter().take_while(is_plain).count();
        let run = &self.finder.text[at..at + width];
        self.items.prose(run, at..at + width);
        at + width
    }

    /// A comment takes its line end with it.
    fn comment(&mut self, at: usize) -> usize {
        let bytes = self.finder.text.as_bytes();
        let end = line_end(bytes, at);
        let comment = self.finder.text[at..end].trim_start_matches('%');
        self.items.comment(comment, at..end);
        let next = (end + 1).min(bytes.len());
        // A blank line after a comment still ends the paragraph.
        if self.finder.next(Goal::Blank, end) == end {
            end
        } else {
            next
        }
    }

    fn maths(&mut self, at: usize) -> Option<usize> {
        let maths = maths_at(&mut self.finder, at)?;
        if maths.outer.is_empty() {
            return None;
        }
        self.items.maths(&maths);
        Some(maths.outer.end)
    }

    fn backslash(&mut self, at: usize) -> usize {
        let text = self.finder.text;
        if let Some(end) = self.maths(at) {
            return end;
        }
        if let Some(definition) = definition_at(text, at) {
            let end = definition.span.end;
            self.items.definition(definition);
            return end;
        }
        let name = letters(text, at + 1);
        match name {
            "" => self.escape(at),
            "begin" | "end" => self.environment(at, name),
            "verb" | "lstinline" => self.verbatim(at + 1 + name.len()),
            _ => self.command(at, name),
        }
    }

    /// Passes over `|code|`, the argument of `\verb`.
    fn verbatim(&self, at: usize) -> usize {
        let bytes = self.finder.text.as_bytes();
        let start = at + usize::from(bytes.get(at) == Some(&b'*'));
        let Some(&mark) = bytes.get(start).filter(|mark| mark.is_ascii_punctuation()) else {
            return at;
        };
        let close = if mark == b'{' { b'}' } else { mark };
        let rest = &bytes[start + 1..];
        let is_end = |b: &u8| *b == close || *b == b'\n';
        start
            + 1
            + rest
                .iter()
                .position(is_end)
                .map_or(rest.len(), |width| width + 1)
    }

    /// `\%`, `\\`, accents.
    fn escape(&mut self, at: usize) -> usize {
        let escaped = self.finder.text[at + 1..].chars().next().unwrap_or(' ');
        match escaped {
            '%' | '$' | '&' | '#' | '_' | '{' | '}' => {
                self.items.prose(&escaped.to_string(), at..at + 2)
            }
            '\'' | '`' | '"' | '^' | '=' | '.' | '-' => {}
            _ => self.items.blank(),
        }
        at + 1
            + if escaped == '\n' {
                0
            } else {
                escaped.len_utf8()
            }
    }

    fn environment(&mut self, at: usize, command: &str) -> usize {
        let mut reader = self.arguments(at + 1 + command.len());
        let Some(name) = reader.group() else {
            return reader.at;
        };
        let end = reader.at;
        if command == "end" && self.word_of(name) == "Proof." {
            self.items.prose(" ∎", at..end);
        }
        self.items.end_block(at);
        if command == "end" {
            return end;
        }
        if SKIPPED.contains(&name.trim_end_matches('*')) {
            let close = format!("\\end{{{name}}}");
            return (self.finder.text(&close, end) + close.len()).min(self.finder.text.len());
        }
        let word = self.word_of(name);
        if word.is_empty() {
            reader.bracket();
            return reader.at;
        }
        self.items.prose(&word, at..end);
        self.items.blank();
        end
    }

    fn word_of(&self, name: &str) -> String {
        if let Some((_, word)) = self
            .statements
            .iter()
            .rev()
            .find(|(known, _)| known == name)
        {
            return word.clone();
        }
        let name = name.trim_end_matches('*').to_ascii_lowercase();
        let known = STATEMENTS.iter().find(|(short, _)| *short == name);
        word(known.map_or(name.as_str(), |(_, long)| long))
    }

    fn command(&mut self, at: usize, name: &'a str) -> usize {
        let mut reader = self.arguments(at + 1 + name.len());
        reader.star();
        let end = reader.at;
        if name == "item" {
            self.items.end_block(at);
            return end;
        }
        if let Some(&(_, level)) = HEADINGS.iter().find(|(known, _)| *known == name) {
            reader.bracket();
            if let Some(title) = reader.group() {
                self.items.end_block(at);
                self.items.heading(level, &plain(title), at..reader.at);
            }
            return reader.at;
        }
        if REFERENCES.contains(&name) {
            if let Some(label) = reader.group() {
                let (text, target) = (format!("({label})"), format!("#{label}"));
                self.items.link(&text, &target, at..reader.at);
            }
            return reader.at;
        }
        if name == "href" || name == "url" {
            if let Some(target) = reader.group() {
                let text = if name == "href" { reader.group() } else { None };
                self.items
                    .link(&plain(text.unwrap_or(target)), target, at..reader.at);
            }
            return reader.at;
        }
        if name == "newtheorem" {
            self.statement(end);
        }
        if let Some(&(_, count)) = SILENT.iter().find(|(known, _)| *known == name) {
            reader.bracket();
            for _ in 0..count {
                reader.group();
                reader.bracket();
            }
            return reader.at;
        }
        if matches!(
            name,
            "par" | "newpage" | "clearpage" | "bigskip" | "medskip" | "smallskip"
        ) {
            self.items.end_block(at);
        }
        end
    }
}

/// A short text without commands and braces; mathematics stays as it is.
fn plain(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '$' => {
                let end = rest.find('$').map_or(rest.len(), |at| at + 1);
                plain.push('$');
                plain.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            '\\' => match letters(rest, 0).len() {
                0 => {}
                width => rest = &rest[width..],
            },
            '{' | '}' => {}
            '~' => plain.push(' '),
            _ => plain.push(c),
        }
    }
    plain
}
