//! One factor: a name, number, group or command with its arguments, and its scripts.

use super::brackets::Role;
use super::commands::{self, Environment, Meaning, UNICODE_LETTERS};
use super::fonts::makes_words;
use super::parser::{Parser, Scope};
use super::structure::NONE;
use super::tree::{Kind, Name, Times, Tree};
use crate::diagnostic::Code;
use std::ops::Range;

impl Parser<'_> {
    /// A factor with its scripts; None where no operand begins. `before` is the factor that it follows.
    pub(super) fn factor(&mut self, before: Option<&(Times, Tree)>) -> Option<Tree> {
        let meaning = self.peek()?;
        let from = self.at;
        match meaning {
            Meaning::Stack(_) | Meaning::BraceOpen | Meaning::Class | Meaning::Decoration
                if self.relation_at(from).is_some() =>
            {
                None
            }
            Meaning::Big(_) | Meaning::Integral(_) => self.deeper(|p| p.operator(from)),
            Meaning::Stack(_)
            | Meaning::OperatorName
            | Meaning::Class
            | Meaning::Function("arg")
            | Meaning::Text
                if self.limit_operator(from).is_some() =>
            {
                self.deeper(|p| p.operator(from))
            }
            Meaning::Font(_) => {
                self.open_font();
                let inner = self.factor(before)?;
                Some(Tree {
                    kind: inner.kind,
                    span: self.span_from(from),
                })
            }
            Meaning::Sub | Meaning::Sup => {
                let base = Tree {
                    kind: Kind::Empty,
                    span: self.span(from..from),
                };
                Some(self.postfix(from, base))
            }
            _ => {
                let base = self.primary()?;
                let base = match base.kind {
                    Kind::Brace(inner) if is_leaf(&inner) && !follows_operator(before) => Tree {
                        kind: inner.kind,
                        span: base.span,
                    },
                    kind => Tree {
                        kind,
                        span: base.span,
                    },
                };
                Some(self.postfix(from, base))
            }
        }
    }

    /// Makes the braces after a font command transparent; the letters inside carry the font already.
    fn open_font(&mut self) {
        self.ignore(self.at);
        self.tokens[self.at].meaning = Meaning::Skip;
        self.at += 1;
        if self.peek() == Some(Meaning::BraceOpen) {
            let close = self.partner[self.at];
            for place in [self.at, close] {
                self.tokens[place].meaning = Meaning::Skip;
                self.partner[place] = NONE;
            }
        }
    }

    /// An argument of a command or script: a brace group, or one token with its own arguments.
    pub(super) fn argument(&mut self) -> Tree {
        let from = self.at;
        let Some(meaning) = self.peek() else {
            return self.missing_operand(from.saturating_sub(1));
        };
        match meaning {
            Meaning::BraceOpen => {
                let open = self.at;
                let close = self.partner[open];
                self.at = close + 1;
                let mut tree = self.group(open + 1..close, Scope::Fresh);
                if tree.kind == Kind::Empty {
                    tree.span = self.span(open..close + 1);
                }
                tree
            }
            Meaning::Font(_) => {
                self.ignore(self.at);
                self.at += 1;
                self.deeper(|p| Some(p.argument()))
                    .unwrap_or_else(|| self.unreadable(from..self.at))
            }
            Meaning::Number => self.digit(),
            _ => match self.deeper(Parser::primary_or_operator) {
                Some(tree) => tree,
                None => self.missing_operand(from),
            },
        }
    }

    fn primary_or_operator(&mut self) -> Option<Tree> {
        let at = self.at;
        match self.tokens[at].meaning {
            Meaning::Big(name) | Meaning::Integral(name) => {
                self.at += 1;
                Some(Tree {
                    kind: Kind::Operator(name.into()),
                    span: self.span_from(at),
                })
            }
            Meaning::Sign(_)
            | Meaning::Times(_)
            | Meaning::Relation(_)
            | Meaning::RareRelation(_)
            | Meaning::Prime(_) => {
                self.at += 1;
                let name = self.tokens[at].text.to_string();
                Some(Tree {
                    kind: Kind::Operator(name),
                    span: self.span_from(at),
                })
            }
            _ => self.primary(),
        }
    }

    /// TeX takes one digit for an argument without braces: `\frac12`, `x^10`.
    fn digit(&mut self) -> Tree {
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

    /// An operand without scripts; None where none begins.
    fn primary(&mut self) -> Option<Tree> {
        let at = self.at;
        let token = self.tokens[at].clone();
        let kind = match token.meaning {
            Meaning::Letter => return Some(self.name()),
            Meaning::Number => return Some(self.number()),
            Meaning::Operator(name) | Meaning::Function(name) => Kind::Operator(name.into()),
            Meaning::Word(word) => Kind::Operator(word.into()),
            Meaning::Differential => Kind::Name(Name {
                letter: "d".into(),
                font: Some("roman".into()),
                accents: vec![],
            }),
            Meaning::Text => text(token.text),
            Meaning::OperatorName => word_kind(&operator_word(token.raw.unwrap_or(token.text))),
            Meaning::BraceOpen => return Some(self.brace()),
            Meaning::Accent(accent) => return Some(self.accented(accent)),
            Meaning::Fraction | Meaning::Binomial => return Some(self.fraction(token.meaning)),
            Meaning::Root => return Some(self.root()),
            Meaning::Delimiter(open, _) => return self.bracketed(open),
            Meaning::Decoration | Meaning::Colour => return self.decorated(),
            Meaning::Stack(above) => return Some(self.stacked(above)),
            Meaning::Class => return Some(self.one_argument(|body| body.kind)),
            Meaning::Pmod => {
                return Some(self.one_argument(|body| Kind::Group {
                    open: r"\pmod".into(),
                    close: String::new(),
                    body: Box::new(body),
                }));
            }
            Meaning::Substack => return Some(self.substack()),
            Meaning::Phantom => return self.phantom(),
            Meaning::Begin => return Some(self.environment()),
            Meaning::Font(_) => {
                self.at += 1;
                let tree = self.argument();
                return Some(Tree {
                    kind: tree.kind,
                    span: self.span_from(at),
                });
            }
            Meaning::Unknown => return Some(self.unknown()),
            _ => return None,
        };
        self.at += 1;
        Some(Tree {
            kind,
            span: token.span,
        })
    }

    fn number(&mut self) -> Tree {
        let at = self.at;
        self.at += 1;
        let digits = self.tokens[at].text.replace("{,}", "");
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
    fn name(&mut self) -> Tree {
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

    /// `{..}` that is not an argument.
    fn brace(&mut self) -> Tree {
        let open = self.at;
        let close = self.partner[open];
        self.at = close + 1;
        let scope = if self.integrals > 0 {
            Scope::Integrand
        } else {
            Scope::Fresh
        };
        let body = self.group(open + 1..close, scope);
        let span = self.span(open..close + 1);
        if body.kind == Kind::Empty {
            return Tree {
                kind: Kind::Empty,
                span,
            };
        }
        Tree {
            kind: Kind::Brace(Box::new(body)),
            span,
        }
    }

    fn accented(&mut self, accent: &str) -> Tree {
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

    fn fraction(&mut self, meaning: Meaning) -> Tree {
        let from = self.at;
        self.at += 1;
        let above = match self.integrand_above() {
            Some(range) if meaning == Meaning::Fraction => {
                self.at = range.end + 1;
                let mut above = self.group(range, Scope::Integrand);
                if above.kind == Kind::Empty {
                    above.kind = Kind::Number("1".into());
                }
                above
            }
            _ => self.argument(),
        };
        let (above, below) = (Box::new(above), Box::new(self.argument()));
        let kind = match meaning {
            Meaning::Binomial => Kind::Binomial(above, below),
            _ => Kind::Fraction(above, below),
        };
        Tree {
            kind,
            span: self.span_from(from),
        }
    }

    /// The numerator, if it may hold the differential of an integral: `\int \frac{dx}{x}`, not `\frac{dy}{dx}`.
    fn integrand_above(&self) -> Option<Range<usize>> {
        let above = self
            .significant(self.at)
            .filter(|&at| self.tokens[at].meaning == Meaning::BraceOpen)?;
        let below = self.significant(self.partner[above] + 1)?;
        let group = |at: usize| at + 1..self.after_group(at).saturating_sub(1).max(at + 1);
        let differential = |range: Range<usize>| {
            let mut at = range.start;
            while at < range.end {
                if self.differential_at(at).is_some() {
                    return true;
                }
                at = self.after_group(at);
            }
            false
        };
        let below_differs =
            self.tokens[below].meaning == Meaning::BraceOpen && differential(group(below));
        (self.integrals > 0 && !below_differs).then(|| group(above))
    }

    fn root(&mut self) -> Tree {
        let from = self.at;
        self.at += 1;
        let mut index = None;
        if self.peek() == Some(Meaning::Delimiter("[", commands::Side::Open))
            && let Role::Open { end, closed: true } = self.roles[self.at]
        {
            let range = self.at + 1..end;
            self.at = end + 1;
            index = Some(Box::new(self.group(range, Scope::Fresh)));
        }
        let body = Box::new(self.argument());
        Tree {
            kind: Kind::Root { index, body },
            span: self.span_from(from),
        }
    }

    fn bracketed(&mut self, open: &str) -> Option<Tree> {
        let from = self.at;
        let Role::Open { end, closed } = self.roles[from] else {
            return None;
        };
        let end = end.min(self.end);
        let double_stroke = |at: usize| {
            self.tokens[at].text == "|"
                && self.tokens.get(at + 1).is_some_and(|t| t.text == "|")
                && self.roles[at + 1] == Role::Nothing
        };
        let double = double_stroke(from);
        let inner = from + 1..end;
        let close = match closed {
            true => self.tokens[end].text,
            false => closing(open),
        };
        let close = match commands::meaning(close) {
            Some(Meaning::Delimiter(glyph, _)) => glyph,
            _ => close,
        };
        let (open, close) = if double {
            (r"\|", r"\|")
        } else {
            (open, close)
        };
        let (open, close) = (open.to_string(), close.to_string());
        self.at = end + usize::from(closed);
        let body = Box::new(self.group(inner, Scope::Fresh));
        Some(Tree {
            kind: Kind::Group { open, close, body },
            span: self.span_from(from),
        })
    }

    fn one_argument(&mut self, kind: fn(Tree) -> Kind) -> Tree {
        let from = self.at;
        self.at += 1;
        let body = self.argument();
        Tree {
            kind: kind(body),
            span: self.span_from(from),
        }
    }

    /// `\boxed{..}`, `\underbrace{..}_{..}`, `\color{red}{..}`; `\color{red}` alone is passed over.
    fn decorated(&mut self) -> Option<Tree> {
        let from = self.at;
        let colour = self.tokens[from].meaning == Meaning::Colour;
        let command = self.tokens[from].text.to_string();
        self.at += 1;
        if colour && self.peek() != Some(Meaning::BraceOpen) {
            self.ignore(from);
            return self.deeper(|p| p.factor(None));
        }
        let body = Box::new(self.argument());
        while command.contains("brace") || command.contains("bracket") {
            let Some(Meaning::Sub | Meaning::Sup) = self.peek() else {
                break;
            };
            let Some((note, after)) = self.argument_range(self.at + 1) else {
                break;
            };
            self.ignore_all(note);
            self.at = after;
        }
        Some(Tree {
            kind: Kind::Decorated { command, body },
            span: self.span_from(from),
        })
    }

    fn phantom(&mut self) -> Option<Tree> {
        let from = self.at;
        let (_, after) = self.argument_range(from + 1)?;
        self.ignore_all(from..after);
        self.at = after;
        self.deeper(|p| p.factor(None))
    }

    fn substack(&mut self) -> Tree {
        let from = self.at;
        self.at += 1;
        let Some(open) = self
            .significant(self.at)
            .filter(|&at| self.tokens[at].meaning == Meaning::BraceOpen)
        else {
            return self.missing_operand(from);
        };
        let close = self.partner[open];
        self.at = close + 1;
        let rows = self.cells(open + 1..close).into_iter().flatten();
        let items: Vec<Tree> = rows.map(|range| self.group(range, Scope::Fresh)).collect();
        let span = self.span_from(from);
        let separators = vec![super::tree::Separator::Comma; items.len().saturating_sub(1)];
        match items.len() {
            1 => items.into_iter().next().map_or(
                Tree {
                    kind: Kind::Empty,
                    span: span.clone(),
                },
                |t| Tree { kind: t.kind, span },
            ),
            _ => Tree {
                kind: Kind::List { items, separators },
                span,
            },
        }
    }

    /// The cells of each row of an environment's content; empty last rows are left out.
    pub(super) fn cells(&self, range: Range<usize>) -> Vec<Vec<Range<usize>>> {
        let mut rows: Vec<Vec<Range<usize>>> = vec![Vec::new()];
        let (mut at, mut start) = (range.start, range.start);
        while at <= range.end {
            let meaning = if at < range.end {
                self.tokens[at].meaning
            } else {
                Meaning::Break
            };
            if matches!(meaning, Meaning::Align | Meaning::Break) {
                if let Some(row) = rows.last_mut() {
                    row.push(start..at);
                }
                if meaning == Meaning::Break {
                    rows.push(Vec::new());
                }
                start = at + 1;
            }
            at = if at < range.end {
                self.after_group(at)
            } else {
                at + 1
            };
        }
        rows.retain(|row| {
            row.iter()
                .any(|cell| cell.clone().any(|at| !self.is_passed(at)))
        });
        rows
    }

    fn environment(&mut self) -> Tree {
        let from = self.at;
        let close = self.partner[from];
        if close == NONE {
            self.at += 1;
            return self.unreadable(from..from + 1);
        }
        let name = self.tokens[from].raw.unwrap_or("").trim().to_string();
        let mut start = from + 1;
        if commands::has_layout_argument(&name) && self.tokens[start].meaning == Meaning::BraceOpen
        {
            start = self.partner[start] + 1;
            self.ignore_all(from + 1..start);
        }
        self.at = close + 1;
        let rows = self.cells(start..close);
        let kind = match commands::environment(&name) {
            Environment::Cases => Kind::Cases(rows.into_iter().map(|row| self.case(row)).collect()),
            _ => {
                let read = |p: &mut Self, row: Vec<Range<usize>>| {
                    row.into_iter()
                        .map(|cell| p.group(cell, Scope::Fresh))
                        .collect()
                };
                let rows = rows.into_iter().map(|row| read(self, row)).collect();
                Kind::Matrix {
                    environment: name,
                    rows,
                }
            }
        };
        Tree {
            kind,
            span: self.span_from(from),
        }
    }

    /// Value and condition; without a second cell the condition begins at the first word.
    fn case(&mut self, row: Vec<Range<usize>>) -> (Tree, Option<Tree>) {
        let whole = row.first().map_or(0, |c| c.start)..row.last().map_or(0, |c| c.end);
        let mut value = row.first().cloned().unwrap_or(whole.clone());
        let mut condition = (row.len() > 1).then(|| value.end + 1..whole.end);
        if condition.is_none() {
            let word = value.clone().find(|&at| {
                matches!(self.tokens[at].meaning, Meaning::Text)
                    && commands::is_prose(self.tokens[at].text)
            });
            if let Some(word) = word.filter(|&word| word > value.start) {
                condition = Some(word..value.end);
                value = value.start..word;
            }
        }
        let last = value.clone().rev().find(|&at| !self.is_passed(at));
        if let Some(comma) = last.filter(|&at| {
            matches!(
                self.tokens[at].meaning,
                Meaning::Separator(_) | Meaning::Stop
            )
        }) {
            self.ignore(comma);
            value.end = comma;
        }
        (
            self.group(value, Scope::Fresh),
            condition.map(|range| self.condition(range)),
        )
    }

    fn condition(&mut self, mut range: Range<usize>) -> Tree {
        let punctuation = |p: &Self, at: usize| {
            matches!(p.tokens[at].meaning, Meaning::Separator(_) | Meaning::Stop)
        };
        let last = range.clone().rev().find(|&at| !self.is_passed(at));
        if let Some(at) = last.filter(|&at| punctuation(self, at)) {
            self.ignore(at);
            range.end = at;
        }
        let span = self.span(range.clone());
        let first = range.clone().find(|&at| !self.is_passed(at));
        match first {
            Some(at)
                if self.tokens[at].meaning == Meaning::Text
                    && commands::is_prose(self.tokens[at].text) =>
            {
                let words = self.tokens[at].text.to_string();
                if (at + 1..range.end).all(|at| self.is_passed(at)) {
                    return Tree {
                        kind: Kind::Text(words),
                        span,
                    };
                }
                let body = Box::new(self.group(at + 1..range.end, Scope::Fresh));
                Tree {
                    kind: Kind::Decorated {
                        command: format!("text {words}"),
                        body,
                    },
                    span,
                }
            }
            _ => self.group(range, Scope::Fresh),
        }
    }

    /// An unknown command is an opaque name; with an argument, or as a sign, it cannot be read.
    fn unknown(&mut self) -> Tree {
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

    fn stacked(&mut self, above: bool) -> Tree {
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
}

fn is_leaf(tree: &Tree) -> bool {
    matches!(
        tree.kind,
        Kind::Name(_) | Kind::Number(_) | Kind::Operator(_)
    )
}

fn follows_operator(before: Option<&(Times, Tree)>) -> bool {
    let operator = |tree: &Tree| matches!(tree.kind, Kind::Operator(_));
    before.is_some_and(|(_, tree)| match &tree.kind {
        Kind::Scripts { base, .. } => operator(base),
        _ => operator(tree),
    })
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

/// `\text{..}`: a name if it is no prose.
fn text(words: &str) -> Kind {
    match commands::is_prose(words) {
        true => Kind::Text(words.to_string()),
        false => word_kind(words),
    }
}

fn word_kind(word: &str) -> Kind {
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

fn closing(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        r"\{" => r"\}",
        r"\langle" => r"\rangle",
        r"\lfloor" => r"\rfloor",
        r"\lceil" => r"\rceil",
        "|" => "|",
        r"\|" => r"\|",
        _ => ".",
    }
}
