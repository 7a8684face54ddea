//! Names and numbers: letters, words in a font or as text, accents, unknown commands.

use super::commands::{self, Meaning, UNICODE_LETTERS};
use super::fonts::makes_words;
use super::parser::{Parser, Scope};
use super::tree::{Kind, Name, Tree};
use crate::diagnostic::Code;

impl Parser<'_> {
    pub(super) fn number(&mut self) -> Tree {
        let at = self.at;
        self.at += 1;
        let digits = decimal(self.tokens[at].text);
        let digits = if digits.starts_with('.') {
            format!("0{digits}")
        } else {
            digits
        };
        let font = self.fonts[at].clone();
        // A bold zero is a vector, a blackboard one an indicator.
        let named = font
            .as_deref()
            .is_some_and(|f| matches!(f, "bold" | "blackboard"))
            && matches!(digits.as_str(), "0" | "1");
        let kind = match named {
            true => Kind::Name(Name {
                letter: digits,
                font,
                accents: vec![],
            }),
            false => Kind::Number(digits),
        };
        Tree {
            kind,
            span: self.tokens[at].span.clone(),
        }
    }

    /// A letter, or the word that letters of a roman or other word-making font are.
    pub(super) fn name(&mut self) -> Tree {
        let from = self.at;
        let font = self.fonts[from].clone();
        self.at += 1;
        if let Some(font) = font.as_deref() {
            let run = self.run_of_letters(from);
            let spelled: String = self.tokens[from..run].iter().map(|t| t.text).collect();
            let word = makes_words(font) || commands::function_word(&spelled).is_some();
            if run > from + 1 && word {
                self.at = run;
                let kind = match commands::function_word(&spelled) {
                    Some(Meaning::Function(name) | Meaning::Big(name)) => {
                        Kind::Operator(name.into())
                    }
                    _ => Kind::Name(Name {
                        letter: spelled,
                        font: Some(font.into()),
                        accents: vec![],
                    }),
                };
                return Tree {
                    kind,
                    span: self.span_from(from),
                };
            }
        }
        let token = &self.tokens[from];
        Tree {
            kind: Kind::Name(letter(token.text, font)),
            span: token.span.clone(),
        }
    }

    /// Where the letters and digits that stand together from `from` on in one font end.
    fn run_of_letters(&self, from: usize) -> usize {
        let ascii = |at: usize| {
            self.tokens[at]
                .text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '.')
        };
        let part = |at: usize| {
            matches!(
                self.tokens[at].meaning,
                Meaning::Letter | Meaning::Number | Meaning::Stop
            ) && ascii(at)
        };
        let mut end = from;
        while end < self.end
            && part(end)
            && self.fonts[end] == self.fonts[from]
            && !self.tokens[end].text.is_empty()
        {
            // A Greek letter is spelled as a command.
            if self.tokens[end].meaning == Meaning::Letter && self.tokens[end].text.len() > 1 {
                break;
            }
            end += 1;
        }
        end.max(from + 1)
    }

    pub(super) fn accented(&mut self, accent: &str) -> Tree {
        let from = self.at;
        self.at += 1;
        let mut body = self.argument();
        while let Kind::Brace(inner) = body.kind {
            body = *inner;
        }
        let span = self.span_from(from);
        match accented_name(&mut body, accent) {
            true => Tree {
                kind: body.kind,
                span,
            },
            // An accent over more than a name makes something else of it, such as the mean of a product.
            false => Tree {
                kind: Kind::Group {
                    open: format!(r"\{accent}"),
                    close: String::new(),
                    body: Box::new(body),
                },
                span,
            },
        }
    }

    pub(super) fn stacked(&mut self, above: bool) -> Tree {
        let from = self.at;
        self.at += 1;
        let Some((mark, after)) = self.argument_range(self.at) else {
            return self.missing_operand(from);
        };
        self.at = after;
        let note = self.source(&self.span(mark.clone())).to_string();
        let mut base = self.argument();
        if above {
            self.ignore_all(mark);
            let accent = format!("overset {}", note.trim());
            if !accented_name(&mut base, &accent) {
                return self.unreadable(from..self.at);
            }
            return Tree {
                kind: base.kind,
                span: self.span_from(from),
            };
        }
        let sub = Some(Box::new(self.group(mark, Scope::Fresh)));
        let kind = Kind::Scripts {
            base: Box::new(base),
            sub,
            sup: None,
            primes: 0,
        };
        Tree {
            kind,
            span: self.span_from(from),
        }
    }

    /// An unknown command is an opaque name; with an argument, or as a sign, it cannot be read.
    pub(super) fn unknown(&mut self) -> Tree {
        let at = self.at;
        let token = self.tokens[at].clone();
        self.at += 1;
        let command = token.text.chars().all(|c| c.is_ascii_alphabetic()) && !token.text.is_empty();
        let argument = self
            .tokens
            .get(at + 1)
            .is_some_and(|t| t.meaning == Meaning::BraceOpen);
        let text = format!("`{}` is not known", self.source(&token.span).trim());
        self.note(Code::UnknownCommand, token.span.clone(), text);
        match command && !argument && token.raw.is_none() {
            true => Tree {
                kind: Kind::Name(letter_of_command(token.text)),
                span: token.span,
            },
            false => self.unreadable(at..at + 1),
        }
    }

    /// TeX takes one digit for an argument without braces: `\frac12`, `x^10`.
    pub(super) fn digit(&mut self) -> Tree {
        let token = &mut self.tokens[self.at];
        let digits = token.text;
        let span = if token.span.len() == digits.len() && digits.len() > 1 {
            let first = token.span.start..token.span.start + 1;
            token.span.start += 1;
            token.text = &digits[1..];
            first
        } else {
            self.at += 1;
            self.span_from(self.at - 1)
        };
        let length = span.len().clamp(1, digits.len());
        let shown = if length == 1 { &digits[..1] } else { digits };
        Tree {
            kind: Kind::Number(shown.to_string()),
            span,
        }
    }
}

/// Adds an accent to a name, or to the base of a name with an index; false if the tree is neither.
fn accented_name(tree: &mut Tree, accent: &str) -> bool {
    match &mut tree.kind {
        Kind::Name(name) => {
            name.accents.push(accent.to_string());
            true
        }
        Kind::Number(digits) if matches!(digits.as_str(), "0" | "1") => {
            let name = Name {
                letter: digits.clone(),
                font: None,
                accents: vec![accent.to_string()],
            };
            tree.kind = Kind::Name(name);
            true
        }
        Kind::Scripts {
            base, sup: None, ..
        } => matches!(base.kind, Kind::Name(_)) && accented_name(base, accent),
        _ => false,
    }
}

/// The name of a letter token: ASCII, a LaTeX letter, or a Unicode letter of the table.
fn letter(text: &str, font: Option<String>) -> Name {
    let unicode = UNICODE_LETTERS
        .iter()
        .find(|(sign, ..)| text.chars().eq([*sign]));
    let (letter, own) = match unicode {
        Some(&(_, letter, own)) => (letter.to_string(), own.map(str::to_string)),
        None if text.len() > 1 => (format!(r"\{text}"), None),
        None => (text.to_string(), None),
    };
    Name {
        letter,
        font: font.or(own),
        accents: vec![],
    }
}

fn letter_of_command(text: &str) -> Name {
    Name {
        letter: format!(r"\{text}"),
        font: None,
        accents: vec![],
    }
}

/// `\text{..}`: a name if it is no prose; `\textbf{x}` is bold.
pub(super) fn text(words: &str, source: &str) -> Kind {
    if commands::is_prose(words) {
        return Kind::Text(words.to_string());
    }
    match word_kind(words) {
        Kind::Name(name) if source.starts_with(r"\textbf") => Kind::Name(Name {
            font: Some("bold".into()),
            ..name
        }),
        kind => kind,
    }
}

pub(super) fn word_kind(word: &str) -> Kind {
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
    match commands::function_word(&word) {
        Some(Meaning::Function(name) | Meaning::Big(name)) => Kind::Operator(name.into()),
        _ => Kind::Name(Name {
            letter: word,
            font: Some("roman".into()),
            accents: vec![],
        }),
    }
}

/// The word of `\operatorname{..}`: without spacing, fonts and braces.
pub(super) fn operator_word(raw: &str) -> String {
    let mut word = String::new();
    let mut rest = raw.trim();
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        if first == '\\' {
            let name = &rest[1..];
            let letters = name
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(name.len());
            let font = matches!(
                commands::meaning(&name[..letters]),
                Some(Meaning::Font(_) | Meaning::Text)
            );
            if letters > 0 && !font {
                word.push_str(&name[..letters]);
            }
            length = match letters {
                0 => 1 + name.chars().next().map_or(0, char::len_utf8),
                _ => 1 + letters,
            };
        } else if !matches!(first, '{' | '}' | '~') && !first.is_whitespace() {
            word.push(first);
        }
        rest = &rest[length..];
    }
    word
}

/// The digits of a number: `1{,}000` and `1\,000` have groups of three, `2{,}5` a decimal comma.
fn decimal(text: &str) -> String {
    let text = text.replace(r"\,", "");
    let mut groups = text.split("{,}");
    let counts = |first: &str| first.len() <= 3 && !first.starts_with('0');
    let grouped = groups.next().is_some_and(counts)
        && groups.all(|group| {
            group
                .split('.')
                .next()
                .is_some_and(|digits| digits.len() == 3)
        });
    text.replace("{,}", if grouped { "" } else { "." })
}
