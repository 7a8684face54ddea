//! Expressions by precedence: lists, chains of relations, sums, products, scripts.

use super::brackets::Role;
use super::commands::Meaning;
use super::parser::{MAX_SIGNS, Parser, Scope};
use super::slashed;
use super::tree::{Kind, Relation, Separator, Sign, Span, Times, Tree};
use crate::diagnostic::Code;
use std::ops::Range;

impl Parser<'_> {
    /// The content of a bracket, group or cell.
    pub(super) fn group(&mut self, range: Range<usize>, scope: Scope) -> Tree {
        if let Some((at, infix)) = self.infix(range.clone()) {
            return self.infix_fraction(range, at, infix);
        }
        if self.in_script
            && let Some(symbol) = self.lone_operator(range.clone())
        {
            return symbol;
        }
        self.within(range, scope, |p| p.list(Parser::chain))
    }

    /// `\over` at the level of a group.
    fn infix(&self, range: Range<usize>) -> Option<(usize, &'static str)> {
        let mut at = range.start;
        while at < range.end {
            if let Meaning::Infix(name) = self.tokens[at].meaning {
                return Some((at, name));
            }
            at = self.after_group(at);
        }
        None
    }

    fn infix_fraction(&mut self, range: Range<usize>, at: usize, infix: &str) -> Tree {
        let span = self.span(range.clone());
        let above = self.group(range.start..at, Scope::Integrand);
        let below = self.within(at + 1..range.end, Scope::Fresh, |p| p.list(Parser::chain));
        let (above, below) = (Box::new(above), Box::new(below));
        let kind = match infix {
            "over" => Kind::Fraction(above, below),
            "choose" => Kind::Binomial(above, below),
            _ => return self.unreadable(range),
        };
        Tree { kind, span }
    }

    /// A group that holds nothing but an operator sign: the star of `x^{*}`, the plus of `0^{+}`.
    fn lone_operator(&self, range: Range<usize>) -> Option<Tree> {
        let mut significant = range.clone().filter(|&at| !self.is_passed(at));
        let (first, second) = (significant.next()?, significant.next());
        let sign = |at: usize| {
            matches!(
                self.tokens[at].meaning,
                Meaning::Sign(_)
                    | Meaning::Times(_)
                    | Meaning::Relation(_)
                    | Meaning::RareRelation(_)
            )
        };
        if !sign(first) || second.is_some_and(|at| !sign(at)) || significant.next().is_some() {
            return None;
        }
        let name = format!(
            "{}{}",
            self.tokens[first].text,
            second.map_or("", |at| self.tokens[at].text)
        );
        Some(Tree {
            kind: Kind::Operator(name),
            span: self.span(range),
        })
    }

    /// Items between separators; None if there is neither item nor separator.
    pub(super) fn list(&mut self, item: fn(&mut Self) -> Option<Tree>) -> Option<Tree> {
        let mut items = vec![self.item(item)];
        let mut separators = Vec::new();
        while let Some(separator) = self.separator() {
            separators.push(separator);
            items.push(self.item(item));
        }
        if separators.is_empty() {
            let only = items.pop()?;
            return (only.kind != Kind::Empty || !only.span.is_empty()).then_some(only);
        }
        Some(grouped(items, separators))
    }

    fn item(&mut self, item: fn(&mut Self) -> Option<Tree>) -> Tree {
        let from = self.at;
        // `f(.)` is `f(\cdot)`.
        if self.depth > 0 && self.peek() == Some(Meaning::Stop) {
            self.at += 1;
            return self.symbol(self.at - 1, "cdot");
        }
        item(self).unwrap_or_else(|| Tree {
            kind: Kind::Empty,
            span: self.span(from..from),
        })
    }

    fn separator(&mut self) -> Option<Separator> {
        let found = match (self.peek()?, self.roles[self.at]) {
            (Meaning::Separator(Separator::Bar), _) => {
                self.at += 1;
                if self.peek() != Some(Meaning::Separator(Separator::Bar)) {
                    return Some(Separator::Bar);
                }
                Separator::DoubleBar
            }
            (Meaning::Separator(separator), _) => separator,
            (Meaning::Delimiter(_, super::commands::Side::Middle), _) => {
                match self.tokens[self.at].text {
                    "|" => Separator::Bar,
                    _ => Separator::DoubleBar,
                }
            }
            (_, Role::Separator(true)) => Separator::DoubleBar,
            (_, Role::Separator(false)) => Separator::Bar,
            _ => return None,
        };
        self.at += 1;
        Some(found)
    }

    /// Sides joined by relations; a side that is missing is empty.
    pub(super) fn chain(&mut self) -> Option<Tree> {
        let from = self.at;
        let first = self.sum();
        let mut rest = Vec::new();
        while let Some((relation, _)) = self.relation() {
            let place = self.at;
            let side = self.sum().unwrap_or_else(|| Tree {
                kind: Kind::Empty,
                span: self.span(place..place),
            });
            rest.push((relation, side));
        }
        if rest.is_empty() {
            return first;
        }
        let first = first.unwrap_or_else(|| Tree {
            kind: Kind::Empty,
            span: self.span(from..from),
        });
        Some(Tree {
            kind: Kind::Chain {
                first: Box::new(first),
                rest,
            },
            span: self.span_from(from),
        })
    }

    /// Terms with signs.
    pub(super) fn sum(&mut self) -> Option<Tree> {
        self.peek();
        let from = self.at;
        let mut terms = Vec::new();
        loop {
            let signs = self.signs();
            match self.product() {
                Some(term) => terms.push(signed(signs, term)),
                None if signs.is_empty() => break,
                None => {
                    terms.push(self.lone_sign(from, &signs, terms.is_empty()));
                    break;
                }
            }
            // A differential inside the term has ended the integral: `\int \frac{dx}{x} + c`.
            let ended = self.integrals > 0 && !self.captured.is_empty();
            if ended || !matches!(self.peek(), Some(Meaning::Sign(_))) {
                break;
            }
        }
        match terms.len() {
            0 => None,
            1 if terms[0].0 == Sign::Plus
                && (!self.written_sign(from)
                    || matches!(terms[0].1.kind, Kind::Operator(ref n) if n.len() == 1 && self.source(&terms[0].1.span) == n)) =>
            {
                terms.pop().map(|(_, term)| term)
            }
            _ => Some(Tree {
                kind: Kind::Sum(terms),
                span: self.span_from(from),
            }),
        }
    }

    /// A sign without operand: as the last of an index (`x_{t-}`) an empty term, as an item of its own (`p(x \mid -)`) a
    /// symbol, else unreadable.
    fn lone_sign(&mut self, from: usize, signs: &[(Sign, usize)], first: bool) -> (Sign, Tree) {
        let place = self.at;
        let ends = match self.peek() {
            None => true,
            Some(meaning) => {
                matches!(meaning, Meaning::Separator(_))
                    || matches!(self.roles[self.at], Role::Separator(_))
            }
        };
        match signs {
            [(sign, _)] if ends && self.in_script => (
                *sign,
                Tree {
                    kind: Kind::Empty,
                    span: self.span(place..place),
                },
            ),
            [_] if ends && first && (self.peek().is_some() || self.follows_separator(from)) => {
                let span = self.span(from..place);
                let name = self.source(&span).trim().to_string();
                (
                    Sign::Plus,
                    Tree {
                        kind: Kind::Operator(name),
                        span,
                    },
                )
            }
            _ => (Sign::Plus, self.missing_operand(from)),
        }
    }

    fn follows_separator(&self, at: usize) -> bool {
        let before = (0..at).rev().take(20).find(|&at| !self.is_passed(at));
        before.is_some_and(|at| {
            matches!(self.tokens[at].meaning, Meaning::Separator(_))
                || matches!(self.roles[at], Role::Separator(_))
        })
    }

    fn written_sign(&self, from: usize) -> bool {
        self.significant(from)
            .is_some_and(|at| matches!(self.tokens[at].meaning, Meaning::Sign(_)))
    }

    fn signs(&mut self) -> Vec<(Sign, usize)> {
        let mut signs = Vec::new();
        while let Some(Meaning::Sign(sign)) = self.peek() {
            signs.push((sign, self.at));
            if signs.len() > MAX_SIGNS {
                break;
            }
            self.at += 1;
        }
        signs
            .into_iter()
            .map(|(sign, at)| (sign, self.tokens[at].span.start))
            .collect()
    }

    pub(super) fn missing_operand(&mut self, from: usize) -> Tree {
        let span = self.span(from..self.at.max(from + 1).min(self.end));
        self.note(
            Code::Unreadable,
            span.clone(),
            "an operator lacks its operand".into(),
        );
        Tree {
            kind: Kind::Unreadable(super::parser::quote(self.source(&span))),
            span,
        }
    }

    /// A product with an optional sign: the body of a sum, what follows `\cdot`.
    pub(super) fn signed_product(&mut self) -> Option<Tree> {
        let from = self.at;
        let signs = self.signs();
        if signs.is_empty() {
            return self.product();
        }
        let body = match self.product() {
            Some(body) => body,
            None => return Some(self.missing_operand(from)),
        };
        let term = signed(signs, body);
        Some(Tree {
            kind: Kind::Sum(vec![term]),
            span: self.span_from(from),
        })
    }

    /// Factors in order, up to a sign, relation, separator or, in an integrand, the differential.
    pub(super) fn product(&mut self) -> Option<Tree> {
        self.deeper(Parser::factors)
    }

    fn factors(&mut self) -> Option<Tree> {
        self.peek();
        let from = self.at;
        let mut factors: Vec<(Times, Tree)> = Vec::new();
        loop {
            if self.integrals > 0 && self.differential().is_some() {
                break;
            }
            let joined = match self.peek() {
                Some(Meaning::Times(name)) => Times::By(name),
                Some(Meaning::Over) => Times::Over,
                Some(_) if self.roles[self.at] == Role::Evaluation => {
                    self.evaluation(from, &mut factors);
                    continue;
                }
                Some(_) => match self.factor(factors.last()) {
                    Some(factor) => {
                        factors.push((Times::Juxtaposed, factor));
                        continue;
                    }
                    None => break,
                },
                None => break,
            };
            let operator = self.at;
            self.at += 1;
            if let Some((joined, factor)) = self.operand_of(operator, joined, factors.is_empty()) {
                factors.push((joined, factor));
            }
        }
        if factors.iter().any(|(times, _)| *times == Times::Over) {
            factors = slashed::fractions(factors);
        }
        match factors.len() {
            0 => None,
            1 => factors.pop().map(|(_, factor)| factor),
            _ => Some(Tree {
                kind: Kind::Product(factors),
                span: self.span_from(from),
            }),
        }
    }

    /// What follows a product sign. A lone sign, as in `f(\cdot)`, `p(\cdot | x)` or `A_{i\cdot}`, stands for an argument.
    fn operand_of(&mut self, operator: usize, joined: Times, first: bool) -> Option<(Times, Tree)> {
        if self.integrals > 0 && !first && self.differential().is_some() {
            // `\int f(x) \cdot dx`
            self.ignore(operator);
            return None;
        }
        let alone = match self.peek() {
            None | Some(Meaning::Separator(_) | Meaning::Relation(_)) => true,
            Some(_) => matches!(self.roles[self.at], Role::Separator(_)),
        };
        if let Times::By(name) = joined
            && (alone && first || self.in_script && (alone || first))
        {
            return Some((Times::Juxtaposed, self.symbol(operator, name)));
        }
        if first {
            return Some((Times::Juxtaposed, self.missing_operand(operator)));
        }
        let from = self.at;
        let signs = self.signs();
        let Some(factor) = self.factor(None) else {
            return Some((joined, self.missing_operand(operator)));
        };
        if signs.is_empty() {
            return Some((joined, factor));
        }
        let span = self.span_from(from);
        Some((
            joined,
            Tree {
                kind: Kind::Sum(vec![signed(signs, factor)]),
                span,
            },
        ))
    }

    fn symbol(&self, at: usize, name: &str) -> Tree {
        Tree {
            kind: Kind::Operator(name.to_string()),
            span: self.tokens[at].span.clone(),
        }
    }

    /// `f(x)|_{x=0}`: the bar closes over the factors before it.
    fn evaluation(&mut self, from: usize, factors: &mut Vec<(Times, Tree)>) {
        let body = match factors.len() {
            0 => Tree {
                kind: Kind::Empty,
                span: self.span(from..from),
            },
            1 => factors.remove(0).1,
            _ => Tree {
                kind: Kind::Product(std::mem::take(factors)),
                span: self.span_from(from),
            },
        };
        self.at += 1;
        let group = Tree {
            kind: Kind::Group {
                open: ".".into(),
                close: "|".into(),
                body: Box::new(body),
            },
            span: self.span_from(from),
        };
        *factors = vec![(Times::Juxtaposed, self.postfix(from, group))];
    }

    /// Scripts, primes and factorials after `base`, which begins at token `from`.
    pub(super) fn postfix(&mut self, from: usize, base: Tree) -> Tree {
        let mut tree = base;
        for _ in 0..MAX_SIGNS {
            let (sub, sup, primes) = self.scripts();
            if sub.is_some() || sup.is_some() || primes > 0 {
                let kind = Kind::Scripts {
                    base: Box::new(tree),
                    sub,
                    sup,
                    primes,
                };
                tree = Tree {
                    kind,
                    span: self.span_from(from),
                };
            }
            match self.peek() {
                Some(Meaning::Factorial) => {
                    self.at += 1;
                    tree = Tree {
                        kind: Kind::Factorial(Box::new(tree)),
                        span: self.span_from(from),
                    };
                }
                Some(Meaning::Sub | Meaning::Sup | Meaning::Prime(_)) => {}
                _ => break,
            }
        }
        tree
    }

    /// One subscript, one superscript and primes, in any order.
    pub(super) fn scripts(&mut self) -> (Option<Box<Tree>>, Option<Box<Tree>>, u8) {
        let (mut sub, mut sup, mut primes) = (None, None, 0u8);
        loop {
            match self.peek() {
                Some(Meaning::Prime(count)) if sup.is_none() => {
                    self.at += 1;
                    primes = primes.saturating_add(count);
                }
                Some(Meaning::Sub) if sub.is_none() => {
                    self.at += 1;
                    sub = Some(Box::new(self.script_argument()));
                }
                Some(Meaning::Sup) if sup.is_none() => {
                    self.at += 1;
                    match self.primes_in_group() {
                        Some(count) => primes = primes.saturating_add(count),
                        None => sup = Some(Box::new(self.script_argument())),
                    }
                }
                _ => return (sub, sup, primes),
            }
        }
    }

    fn script_argument(&mut self) -> Tree {
        let outer = std::mem::replace(&mut self.in_script, true);
        let argument = self.argument();
        self.in_script = outer;
        argument
    }

    /// `^{\prime\prime}` or `^\prime`: moves over it and counts.
    fn primes_in_group(&mut self) -> Option<u8> {
        let first = self.significant(self.at)?;
        let range = match self.tokens[first].meaning {
            Meaning::BraceOpen => first + 1..self.partner[first],
            Meaning::Prime(_) => first..first + 1,
            _ => return None,
        };
        let mut count = 0u8;
        for at in range.clone().filter(|&at| !self.is_passed(at)) {
            let Meaning::Prime(more) = self.tokens[at].meaning else {
                return None;
            };
            count = count.saturating_add(more);
        }
        self.at = self.after_group(first).max(range.end);
        (count > 0).then_some(count)
    }
}

/// A term under several signs: the innermost sign belongs to the term, the others wrap it.
fn signed(signs: Vec<(Sign, usize)>, term: Tree) -> (Sign, Tree) {
    let mut signs = signs.into_iter().rev();
    let Some((mut sign, _)) = signs.next() else {
        return (Sign::Plus, term);
    };
    let mut tree = term;
    let mut start = tree.span.start;
    for (outer, place) in signs {
        start = start.min(place);
        let span: Span = start..tree.span.end;
        tree = Tree {
            kind: Kind::Sum(vec![(sign, tree)]),
            span,
        };
        sign = outer;
    }
    (sign, tree)
}

/// Nests a flat list by the strength of its separators, loosest first: `;` `:` `||`, then `|`, then `,`.
fn grouped(items: Vec<Tree>, separators: Vec<Separator>) -> Tree {
    let strength = |s: &Separator| match s {
        Separator::Comma | Separator::Backslash => 2,
        Separator::Bar => 1,
        _ => 0,
    };
    let loosest = separators.iter().map(strength).min().unwrap_or(2);
    let span = match (items.first(), items.last()) {
        (Some(first), Some(last)) => first.span.start..last.span.end.max(first.span.start),
        _ => 0..0,
    };
    if separators.iter().all(|s| strength(s) == loosest) {
        return Tree {
            kind: Kind::List { items, separators },
            span,
        };
    }
    let mut outer = (Vec::new(), Vec::new());
    let mut inner = (Vec::new(), Vec::new());
    let mut separators = separators.into_iter();
    for item in items {
        inner.0.push(item);
        match separators.next() {
            Some(separator) if strength(&separator) == loosest => {
                outer.0.push(closed(std::mem::take(&mut inner)));
                outer.1.push(separator);
            }
            Some(separator) => inner.1.push(separator),
            None => outer.0.push(closed(std::mem::take(&mut inner))),
        }
    }
    Tree {
        kind: Kind::List {
            items: outer.0,
            separators: outer.1,
        },
        span,
    }
}

fn closed((mut items, separators): (Vec<Tree>, Vec<Separator>)) -> Tree {
    match separators.is_empty() {
        true => items.pop().unwrap_or(Tree {
            kind: Kind::Empty,
            span: 0..0,
        }),
        false => grouped(items, separators),
    }
}

/// A relation as it is read under a mark: `\overset{def}{=}` defines, `\overset{d}{=}` is no equality of values.
pub(super) fn marked(relation: Relation, mark: &str) -> Relation {
    let letters: String = mark
        .chars()
        .filter(|c| !matches!(c, '{' | '}' | ' ' | '.' | '\\' | ',' | '$'))
        .collect();
    let letters = [
        "mathrm",
        "text",
        "mathcal",
        "textrm",
        "mathbb",
        "scriptstyle",
        "tiny",
    ]
    .iter()
    .fold(letters, |s, command| s.replace(command, ""));
    match letters.as_str() {
        _ if letters.to_lowercase().starts_with("def") => Relation::Defined,
        "triangle" | "Delta" if relation == Relation::Equal => Relation::Defined,
        "d" | "D" | "L" | "law" | "dist" | "p" | "P" | "as" | "st" | "L2" | "L^2" => {
            Relation::Other("in law")
        }
        "!" | "?" => Relation::Other("demanded"),
        "not" | "Not" => Relation::Other("not"),
        _ => relation,
    }
}
