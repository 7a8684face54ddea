//! One factor: a name, number, group or command with its arguments, and its scripts.

use super::brackets::Role;
use super::commands::{self, Meaning};
use super::name::{operator_word, text, word_kind};
use super::parser::{Parser, Scope};
use super::structure::NONE;
use super::tree::{Beside, Kind, Name, Times, Tree};
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
                let inner = self.deeper(|p| p.factor(before))?;
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
            | Meaning::Prime(_)
            | Meaning::Separator(_) => {
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
            Meaning::Text => text(token.text, self.source(&token.span)),
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
        if open == r"\{"
            && close == "."
            && let Some(environment) = self.lone_environment(inner.clone())
        {
            return Some(self.braced_cases(from, environment));
        }
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
        if command == "cancelto" {
            return self.cancelled(from);
        }
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
            self.label(&body, note.clone());
            self.ignore_all(note);
            self.at = after;
        }
        Some(Tree {
            kind: Kind::Decorated { command, body },
            span: self.span_from(from),
        })
    }
}

impl Parser<'_> {
    /// `\cancelto{0}{a}`: the term, and what it is said to be.
    fn cancelled(&mut self, from: usize) -> Option<Tree> {
        let (value, after) = self.argument_range(self.at)?;
        self.ignore_all(value.clone());
        self.at = after;
        let body = Box::new(self.argument());
        self.remark(value, Beside::Brace);
        let of = self.source(&body.span);
        if let Some(label) = self.remarks.last_mut() {
            label.text = format!("{of} = {}", label.text);
        }
        Some(Tree {
            kind: Kind::Decorated {
                command: "cancel".to_owned(),
                body,
            },
            span: self.span_from(from),
        })
    }

    /// Keeps the label of a brace: `=0` with what it is said of.
    fn label(&mut self, body: &Tree, note: Range<usize>) {
        let first = self.significant(note.start);
        let relates = first.is_some_and(|at| at < note.end && self.relation_at(at).is_some());
        self.remark(note, Beside::Brace);
        let of = self.source(&body.span);
        if let (true, Some(label)) = (relates, self.remarks.last_mut()) {
            label.text = format!("{of} {}", label.text);
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
