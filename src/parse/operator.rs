//! Operators that take a body: sums, limits, extrema, and integrals with their differentials.

use super::brackets::Role;
use super::commands::{self, Meaning};
use super::name::operator_word;
use super::parser::Parser;
use super::tree::{Kind, Tree};
use std::ops::Range;

/// An operator's head: its name, its limits written as marks, and the index after it.
pub(super) struct Head {
    name: &'static str,
    integral: bool,
    sub: Option<Range<usize>>,
    sup: Option<Range<usize>>,
    after: usize,
}

impl Parser<'_> {
    /// The operator with limits that begins at `at`: `\sum`, `\arg\max`, `\underset{x}{\operatorname{argmax}}`,
    /// `\mathop{\mathrm{argmin}}`.
    pub(super) fn limit_operator(&self, at: usize) -> Option<Head> {
        self.limit_operator_within(at, 4)
    }

    /// The same, through at most `nesting` marks.
    fn limit_operator_within(&self, at: usize, nesting: usize) -> Option<Head> {
        let head = |name, integral, after| {
            Some(Head {
                name,
                integral,
                sub: None,
                sup: None,
                after,
            })
        };
        let token = &self.tokens[at];
        match token.meaning {
            Meaning::Big(name) => head(name, false, at + 1),
            Meaning::Integral(name) => head(name, true, at + 1),
            Meaning::Function("arg") => {
                let next = self.significant(at + 1)?;
                let name = match self.tokens[next].meaning {
                    Meaning::Big("max" | "sup") => "argmax",
                    Meaning::Big("min" | "inf") => "argmin",
                    _ => return None,
                };
                head(name, false, next + 1)
            }
            Meaning::OperatorName => self.word_operator(&operator_word(token.raw?), at + 1),
            Meaning::Text => {
                self.word_operator(&token.text.split_whitespace().collect::<String>(), at + 1)
            }
            Meaning::Class => {
                let (range, after) = self.argument_range(at + 1)?;
                Some(Head {
                    after,
                    ..self.operator_in(range, nesting)?
                })
            }
            Meaning::Stack(above) => {
                let (mark, next) = self.argument_range(at + 1)?;
                let (range, after) = self.argument_range(next)?;
                let inner = self.operator_in(range, nesting)?;
                Some(match above {
                    true => Head {
                        sup: Some(mark),
                        after,
                        ..inner
                    },
                    false => Head {
                        sub: Some(mark),
                        after,
                        ..inner
                    },
                })
            }
            _ => None,
        }
    }

    fn word_operator(&self, word: &str, after: usize) -> Option<Head> {
        match commands::function_word(word)? {
            Meaning::Big(name) => Some(Head {
                name,
                integral: false,
                sub: None,
                sup: None,
                after,
            }),
            _ => None,
        }
    }

    /// The operator that is all there is in `range`; letters in a font may spell it.
    fn operator_in(&self, range: Range<usize>, nesting: usize) -> Option<Head> {
        // An operator's name is short.
        if range.len() > 24 || nesting == 0 {
            return None;
        }
        let first = range.clone().find(|&at| !self.is_passed(at))?;
        let spelled: String = range
            .clone()
            .filter(|&at| {
                matches!(
                    self.tokens[at].meaning,
                    Meaning::Letter | Meaning::Function(_) | Meaning::Big(_)
                )
            })
            .map(|at| self.tokens[at].text)
            .collect();
        let letters = range.clone().all(|at| {
            let meaning = self.tokens[at].meaning;
            meaning.is_blank()
                || matches!(
                    meaning,
                    Meaning::Letter
                        | Meaning::Font(_)
                        | Meaning::BraceOpen
                        | Meaning::BraceClose
                        | Meaning::Class
                )
                || matches!(meaning, Meaning::Function(_) | Meaning::Big(_))
        });
        if letters && let Some(head) = self.word_operator(&spelled, range.end) {
            return Some(head);
        }
        let head = self.limit_operator_within(first, nesting - 1)?;
        (head.after..range.end)
            .all(|at| self.is_passed(at))
            .then_some(head)
    }

    /// The operator at the cursor with its limits and body.
    pub(super) fn operator(&mut self, from: usize) -> Option<Tree> {
        let head = self.limit_operator(from)?;
        self.at = head.after;
        let mark = |p: &mut Self, range: Option<Range<usize>>| {
            range.map(|range| Box::new(p.group(range, super::parser::Scope::Fresh)))
        };
        let (sub, sup) = (mark(self, head.sub), mark(self, head.sup));
        let scripted = self.at;
        let (lower, upper, primes) = self.scripts();
        // `\sum'` leaves something out, and does not say what.
        let primed = (primes > 0).then(|| {
            let span = self.span_from(scripted);
            let text = super::parser::quote(self.source(&span));
            let kind = Kind::Unreadable(text);
            Box::new(Tree { kind, span })
        });
        let (sub, sup) = (lower.or(sub), primed.or(upper).or(sup));
        let operator = head.name.to_string();
        let kind = if head.integral {
            let (body, differential) = self.integrand();
            Kind::Integral {
                operator,
                sub,
                sup,
                body: Box::new(body),
                differential,
            }
        } else {
            let body = match sub.is_none() && sup.is_none() && self.takes_bracket(&operator) {
                true => self.factor(None),
                false => self.signed_product(),
            };
            Kind::Big {
                operator,
                sub,
                sup,
                body: body.map(Box::new),
            }
        };
        Some(Tree {
            kind,
            span: self.span_from(from),
        })
    }

    /// `\max(a, b) c`: an extremum without limits takes just the bracket that follows.
    fn takes_bracket(&mut self, operator: &str) -> bool {
        matches!(operator, "max" | "min" | "sup" | "inf")
            && self.peek().is_some()
            && matches!(self.tokens[self.at].meaning, Meaning::Delimiter(..))
            && matches!(self.roles[self.at], Role::Open { .. })
    }

    /// Body and differentials of an integral.
    fn integrand(&mut self) -> (Tree, Vec<Tree>) {
        let from = self.at;
        let leading = self.differentials(usize::MAX);
        if !leading.is_empty() {
            let waiting = std::mem::take(&mut self.integrals);
            let body = self.signed_product();
            self.integrals = waiting;
            return (body.unwrap_or_else(|| self.one(from)), leading);
        }
        let outer = std::mem::take(&mut self.captured);
        self.integrals += 1;
        let body = self.sum();
        self.integrals -= 1;
        let mut found = std::mem::replace(&mut self.captured, outer);
        // In `\int \int f dx dy` the inner integral leaves the outer one its own.
        let most = if self.integrals > 0 { 1 } else { usize::MAX };
        let most = most.saturating_sub(found.len());
        found.extend(self.differentials(most));
        let body = match body {
            Some(body) => body,
            None if !found.is_empty() => self.one(from),
            None => self.missing_operand(from),
        };
        (body, found)
    }

    /// The integrand that is not written in `\int dx`.
    fn one(&self, from: usize) -> Tree {
        Tree {
            kind: Kind::Number("1".into()),
            span: self.span(from..from),
        }
    }

    /// Up to `most` differentials that follow each other, also with dots between them.
    pub(super) fn differentials(&mut self, most: usize) -> Vec<Tree> {
        let mut found = Vec::new();
        while found.len() < most {
            if let (Some(Meaning::Operator("ldots" | "cdots")), false) =
                (self.peek(), found.is_empty())
            {
                let dots = self.at;
                if self.differential_at(dots + 1).is_none() {
                    break;
                }
                self.at += 1;
                let kind = Kind::Operator("ldots".into());
                found.push(Tree {
                    kind,
                    span: self.tokens[dots].span.clone(),
                });
            }
            let Some(variable) = self.differential() else {
                break;
            };
            let d = self.at..variable;
            self.ignore_d(d);
            self.at = variable;
            if let Some(tree) = self.deeper(Parser::differential_variable) {
                found.push(tree);
            }
        }
        found
    }

    /// The `d` belongs to the integral, whose span covers it; a brace around it is passed over.
    fn ignore_d(&mut self, range: Range<usize>) {
        for at in range.clone() {
            if self.tokens[at].meaning == Meaning::BraceOpen && self.partner[at] >= range.end {
                let close = self.partner[at];
                // The variable of `\mathrm{dx}` is plain x.
                self.fonts[range.end..close].fill(None);
                self.tokens[close].meaning = Meaning::Skip;
                self.partner[close] = super::structure::NONE;
            }
        }
        self.ignore_all(range);
    }

    fn differential_variable(&mut self) -> Option<Tree> {
        let from = self.at;
        let variable = self.factor(None)?;
        // `d\mu(x)`, `dF(x)`: a measure with its argument.
        let measure = match &variable.kind {
            Kind::Name(name) => {
                name.letter.starts_with('\\')
                    || name.letter.starts_with(|c: char| c.is_ascii_uppercase())
            }
            Kind::Scripts { base, .. } => {
                matches!(&base.kind, Kind::Name(name) if name.letter.starts_with(|c: char| c.is_ascii_uppercase()))
            }
            _ => false,
        };
        let argument = self.peek().is_some() && self.is_plain_argument(self.at);
        if !measure || !argument {
            return Some(variable);
        }
        let argument = self.factor(None)?;
        let times = super::tree::Times::Juxtaposed;
        Some(Tree {
            kind: Kind::Product(vec![(times, variable), (times, argument)]),
            span: self.span_from(from),
        })
    }

    /// A bracket with nothing but letters and separators in it.
    fn is_plain_argument(&self, at: usize) -> bool {
        let Role::Open { end, .. } = self.roles[at] else {
            return false;
        };
        let plain = |at: usize| {
            let meaning = self.tokens[at].meaning;
            meaning.is_blank()
                || matches!(
                    meaning,
                    Meaning::Letter
                        | Meaning::Separator(_)
                        | Meaning::Font(_)
                        | Meaning::BraceOpen
                        | Meaning::BraceClose
                        | Meaning::Delimiter(..)
                )
        };
        end <= self.end && end - at < 12 && (at + 1..end).all(plain)
    }

    /// The index of the variable if a differential stands at the cursor.
    pub(super) fn differential(&self) -> Option<usize> {
        self.differential_at(self.at)
    }

    /// The index of the variable if a differential (`dx`, `\mathrm{d}x`, `d^3 x`, `{\rm d}x`) stands at or after `at`.
    pub(super) fn differential_at(&self, at: usize) -> Option<usize> {
        let at = self.significant(at)?;
        let mut next = self.after_d(at)?;
        if let Some(sup) = self.significant(next)
            && self.tokens[sup].meaning == Meaning::Sup
        {
            next = self.argument_range(sup + 1)?.1;
        }
        let variable = self.significant_past_close(next, at)?;
        let token = &self.tokens[variable];
        let starts = matches!(
            token.meaning,
            Meaning::Letter
                | Meaning::Accent(_)
                | Meaning::Font(_)
                | Meaning::Function("log" | "ln")
        );
        let opaque =
            token.meaning == Meaning::Unknown && token.raw.is_none() && token.span.len() > 1;
        let braced = token.meaning == Meaning::BraceOpen;
        (starts || opaque || braced).then_some(variable)
    }

    /// Like `significant`, but a brace that closes around the d only is passed too.
    fn significant_past_close(&self, at: usize, d: usize) -> Option<usize> {
        let found = self.significant(at)?;
        match self.tokens[found].meaning {
            Meaning::BraceClose if self.partner[found] >= d => self.significant(found + 1),
            _ => Some(found),
        }
    }

    /// The index after the d that stands at `at`, in whatever font and braces.
    fn after_d(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        match token.meaning {
            Meaning::Differential => Some(at + 1),
            Meaning::Letter | Meaning::Text if token.text == "d" => Some(at + 1),
            Meaning::Font(_) => self.after_d(self.significant(at + 1)?),
            Meaning::BraceOpen => {
                let inner = self.significant(at + 1)?;
                let font = self.tokens[at.saturating_sub(1)].meaning;
                let after = match self.tokens[inner].meaning {
                    Meaning::Letter if self.tokens[inner].text == "d" => inner + 1,
                    _ => return None,
                };
                let alone = self.partner[at] == after;
                (alone || matches!(font, Meaning::Font(_))).then_some(if alone {
                    after + 1
                } else {
                    after
                })
            }
            _ => None,
        }
    }
}
