//! Small edits of an expression as written: what an author may have meant where a step is wrong.
//!
//! Each edit replaces a span of source text, so that a hint can be pasted into the note. Edits are proposals: whether one
//! makes the step true is for others to find. Those that change the form of a sum or a function are in [`super::forms`].

use std::ops::Range;

use super::mistake::Mistake;
use super::pool::Pool;
use crate::parse::tree::{Kind, Separator, Sign, Times, Tree};

/// Most terms of a sum of which two signs are turned at once.
const PAIRS: usize = 6;
/// Functions that are mistaken for each other.
const FUNCTIONS: &[(&str, &str)] = &[
    ("sin", r"\cos"),
    ("cos", r"\sin"),
    ("sinh", r"\cosh"),
    ("cosh", r"\sinh"),
    ("tan", r"\cot"),
    ("log", r"\exp"),
    ("ln", r"\exp"),
    ("exp", r"\log"),
    ("max", r"\min"),
    ("min", r"\max"),
];

/// One edit of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Range<usize>,
    pub replacement: String,
    /// The term around the span: what a reader has to see to know the place.
    pub piece: Range<usize>,
    pub mistake: Mistake,
}

/// All edits of `tree`, whose spans count in `text`, likeliest first.
pub fn edits(tree: &Tree, text: &str, pool: &Pool) -> Vec<Edit> {
    let mut editor = Editor {
        text,
        pool,
        piece: tree.span.clone(),
        found: Vec::new(),
    };
    editor.throughout(tree);
    editor.scale(tree);
    editor.alone(tree);
    let mut found = editor.found;
    found.sort_by_key(|edit| (edit.mistake, edit.replacement.len()));
    found
}

pub(super) struct Editor<'a> {
    text: &'a str,
    pub(super) pool: &'a Pool,
    piece: Range<usize>,
    found: Vec<Edit>,
}

impl Editor<'_> {
    pub(super) fn source(&self, tree: &Tree) -> &str {
        self.text.get(tree.span.clone()).unwrap_or_default().trim()
    }

    pub(super) fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }

    /// A tree as a factor: sums in brackets.
    pub(super) fn factor(&self, tree: &Tree) -> String {
        match tree.kind {
            Kind::Sum(_) => format!(r"\left( {} \right)", self.source(tree)),
            _ => self.source(tree).to_owned(),
        }
    }

    pub(super) fn push(
        &mut self,
        span: Range<usize>,
        replacement: impl Into<String>,
        mistake: Mistake,
    ) {
        let mut replacement = replacement.into();
        // `x^2` and `\frac12` take one token without braces.
        if !replacement.is_empty()
            && self.takes_one_token(span.start)
            && !is_one_token(&replacement)
        {
            replacement = format!("{{{replacement}}}");
        }
        let inside = self.piece.start <= span.start && span.end <= self.piece.end;
        let piece = if inside {
            self.piece.clone()
        } else {
            span.clone()
        };
        self.found.push(Edit {
            span,
            replacement,
            piece,
            mistake,
        });
    }

    fn takes_one_token(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default().trim_end();
        let fraction = before.ends_with(r"\frac")
            || before
                .strip_suffix(|c: char| c.is_ascii_alphanumeric())
                .is_some_and(|before| before.ends_with(r"\frac"));
        before.ends_with(['^', '_']) || fraction
    }

    /// A tree that stands by itself: a side, what is in a bracket, an argument.
    pub(super) fn alone(&mut self, tree: &Tree) {
        if !matches!(
            tree.kind,
            Kind::Sum(_) | Kind::List { .. } | Kind::Chain { .. }
        ) {
            let around = std::mem::replace(&mut self.piece, tree.span.clone());
            let negative = format!("-{}", self.source(tree));
            self.push(tree.span.clone(), negative, Mistake::Sign);
            self.factors(tree);
            self.dropped(tree, tree.span.clone());
            self.piece = around;
        }
        self.visit(tree);
    }

    fn visit(&mut self, tree: &Tree) {
        self.forms(tree);
        match &tree.kind {
            Kind::Sum(terms) => return self.sum(tree, terms),
            Kind::Product(factors) => return self.product(factors),
            Kind::Scripts {
                base,
                sub,
                sup,
                primes,
            } => {
                self.scripts(tree, base, sub.as_deref(), sup.as_deref(), *primes);
                self.visit(base);
                if let Some(sub) = sub {
                    self.subscript(sub);
                }
                return sup.iter().for_each(|sup| self.superscript(sup));
            }
            Kind::Fraction(a, b) => {
                self.fraction(tree, a, b);
                [a, b].into_iter().for_each(|part| self.alone(part));
                return;
            }
            Kind::Number(digits) => self.number(tree, digits, Mistake::Number),
            Kind::Name(_) => self.name(tree),
            Kind::Operator(operator) => self.operator(tree, operator),
            Kind::Root { index: None, body } => {
                let bare = self.factor(body);
                self.push(tree.span.clone(), bare, Mistake::Root);
            }
            Kind::List { items, separators } => self.list(tree, items, separators),
            Kind::Group { body, .. } => {
                self.appended(tree);
                return self.alone(body);
            }
            Kind::Big { body, sub, sup, .. } => {
                sub.iter().for_each(|sub| self.limit(sub));
                sup.iter().for_each(|sup| self.limit(sup));
                if let Some(body) = body {
                    self.factors(body);
                    self.visit(body);
                }
                return;
            }
            Kind::Root { .. } | Kind::Cases(_) | Kind::Brace(_) | Kind::Integral { .. } => {
                return tree.children().into_iter().for_each(|c| self.alone(c));
            }
            _ => {}
        }
        tree.children().into_iter().for_each(|c| self.visit(c));
    }

    // Sums

    /// Where the sign of a term stands, with the term.
    fn signed(&self, sum: &Tree, terms: &[(Sign, Tree)], at: usize) -> Range<usize> {
        let start = match at {
            0 => sum.span.start,
            _ => terms[at - 1].1.span.end,
        };
        let term = &terms[at].1.span;
        let between = self.slice(start..term.start);
        let offset = between.find(['+', '-', '−']);
        offset.map_or(term.start, |offset| start + offset)..term.end
    }

    fn sum(&mut self, sum: &Tree, terms: &[(Sign, Tree)]) {
        let around = self.piece.clone();
        let spans: Vec<Range<usize>> = (0..terms.len())
            .map(|at| self.signed(sum, terms, at))
            .collect();
        for (at, (sign, term)) in terms.iter().enumerate() {
            self.piece = spans[at].clone();
            let turned = self.turned(*sign, term, at);
            self.push(spans[at].clone(), turned, Mistake::Sign);
            self.factors(term);
            self.visit(term);
        }
        self.piece = around;
        for at in (0..terms.len()).filter(|_| terms.len() > 1) {
            let end = match (at, terms.get(1)) {
                (0, Some((Sign::Plus, next))) => next.span.start,
                _ => spans[at].end,
            };
            self.push(spans[at].start..end, "", Mistake::DoubledTerm);
        }
        self.turned_together(sum, terms, &spans);
        self.cross_terms(terms, sum);
        if let Some((last, _)) = spans.last().zip(terms.last()) {
            self.dropped(sum, last.clone());
        }
    }

    fn turned(&self, sign: Sign, term: &Tree, at: usize) -> String {
        match (sign, at) {
            (Sign::Minus, 0) => self.source(term).to_owned(),
            (Sign::Minus, _) => format!("+ {}", self.source(term)),
            (_, 0) => format!("-{}", self.source(term)),
            _ => format!("- {}", self.source(term)),
        }
    }

    /// The sum with some signs turned: all from some term on, and each two.
    fn turned_together(&mut self, sum: &Tree, terms: &[(Sign, Tree)], spans: &[Range<usize>]) {
        let count = terms.len();
        for from in 0..count.saturating_sub(1) {
            let turned: Vec<usize> = (from..count).collect();
            let text = self.with_turned(sum, terms, spans, &turned);
            self.push(sum.span.clone(), text, Mistake::Bracket);
        }
        if (3..=PAIRS).contains(&count) {
            for a in 0..count {
                for b in a + 1..count {
                    let text = self.with_turned(sum, terms, spans, &[a, b]);
                    self.push(sum.span.clone(), text, Mistake::TwoSigns);
                }
            }
        }
    }

    fn with_turned(
        &self,
        sum: &Tree,
        terms: &[(Sign, Tree)],
        spans: &[Range<usize>],
        turned: &[usize],
    ) -> String {
        let mut text = String::new();
        let mut at = sum.span.start;
        for &index in turned {
            let (sign, term) = &terms[index];
            text.push_str(self.slice(at..spans[index].start));
            text.push_str(&self.turned(*sign, term, index));
            at = spans[index].end;
        }
        text.push_str(self.slice(at..sum.span.end));
        text
    }

    /// `a^2 + b^2` lacks `2 a b`.
    fn cross_terms(&mut self, terms: &[(Sign, Tree)], sum: &Tree) {
        let squares = terms.iter().filter_map(|(_, term)| match &term.kind {
            Kind::Scripts {
                base,
                sup: Some(sup),
                ..
            } if self.source(sup) == "2" => Some((self.source(base), term)),
            Kind::Number(_) => Some((self.source(term), term)),
            _ => None,
        });
        let squares: Vec<_> = squares
            .map(|(base, term)| (base.to_owned(), term.span.clone()))
            .collect();
        let [(a, first), (b, second)] = &squares[..] else {
            return;
        };
        let root = |text: &str| match text.parse::<u32>() {
            Ok(n) => (n.isqrt().pow(2) == n).then(|| n.isqrt().to_string()),
            Err(_) => Some(text.to_owned()),
        };
        let (Some(a), Some(b)) = (root(a), root(b)) else {
            return;
        };
        let middle = self.slice(first.end..second.start).to_owned();
        for sign in ["+", "-"] {
            let first = self.slice(first.clone());
            let text = format!(
                r"{first} {sign} 2 \cdot {a} \cdot {b} {} {}",
                middle.trim(),
                self.slice(second.clone())
            );
            let text = text.replace(r" \cdot 1", "");
            self.push(sum.span.clone(), text, Mistake::CrossTerm);
        }
    }

    /// A term of the step that is missing after `last`.
    fn dropped(&mut self, sum: &Tree, last: Range<usize>) {
        let around = std::mem::replace(&mut self.piece, last.clone());
        let known = self.source(sum).to_owned();
        let constants = ["1", r"\frac{1}{2}"].map(str::to_owned);
        for term in self.pool.terms.iter().chain(&constants) {
            if known.contains(term.as_str()) && term.len() > 2 {
                continue;
            }
            for sign in ["+", "-"] {
                let text = format!("{} {sign} {term}", self.slice(last.clone()));
                self.push(last.clone(), text, Mistake::DroppedTerm);
            }
        }
        self.piece = around;
    }

    // Factors

    /// Each factor that may be missing in a term.
    fn factors(&mut self, term: &Tree) {
        if matches!(term.kind, Kind::Sum(_) | Kind::List { .. }) {
            return;
        }
        let source = self.source(term).to_owned();
        let mut usual = [r"\frac{1}{2}", "2"].map(str::to_owned).to_vec();
        usual.extend(self.pool.numbers.iter().filter(|n| *n != "2").cloned());
        for (mistake, factors) in [
            (Mistake::Factor, &usual[..]),
            (Mistake::Factor, &self.pool.sizes),
            (Mistake::OtherFactor, &self.pool.factors),
        ] {
            for factor in factors {
                let text = times(factor, &source);
                self.push(term.span.clone(), text, mistake);
            }
        }
    }

    /// The whole side times a constant.
    fn scale(&mut self, tree: &Tree) {
        if !matches!(tree.kind, Kind::Sum(_)) {
            return;
        }
        let inside = self.factor(tree);
        let usual = ["-", "2", r"\frac{1}{2}", r"-\frac{1}{2}"].map(str::to_owned);
        for factor in usual.iter().chain(&self.pool.sizes) {
            self.push(
                tree.span.clone(),
                format!("{factor} {inside}"),
                Mistake::Scale,
            );
        }
    }

    fn product(&mut self, factors: &[(Times, Tree)]) {
        for (at, (times, factor)) in factors.iter().enumerate() {
            let span = match at {
                0 if factors[1].0 == Times::Over => continue,
                0 => factor.span.start..factors[1].1.span.start,
                _ => factors[at - 1].1.span.end..factor.span.end,
            };
            let mistake = match &factor.kind {
                Kind::Operator(name) if is_log(name) => Mistake::DroppedLog,
                Kind::Number(_) | Kind::Fraction(..) => Mistake::Factor,
                _ => Mistake::Superfluous,
            };
            self.push(span, "", mistake);
            if let Some((next_times, next)) = factors.get(at + 1) {
                let mistake = match next_times {
                    Times::Over => Mistake::Fraction,
                    _ => Mistake::Order,
                };
                if !matches!(factor.kind, Kind::Operator(_)) && *times != Times::Over {
                    self.swap(factor, next, mistake);
                }
            }
            if matches!(
                factor.kind,
                Kind::Fraction(..) | Kind::Name(_) | Kind::Group { .. }
            ) || at == 0 && matches!(factor.kind, Kind::Scripts { .. })
            {
                let text = format!(r"\log {}", self.source(factor));
                self.push(factor.span.clone(), text, Mistake::Log);
            }
            self.visit(factor);
        }
        if let [(_, first), .., (_, last)] = factors
            && factors.len() > 2
        {
            self.swap(first, last, Mistake::Order);
        }
    }

    fn fraction(&mut self, tree: &Tree, top: &Tree, bottom: &Tree) {
        let (a, b) = (self.source(top).to_owned(), self.source(bottom).to_owned());
        let turned = format!(r"\frac{{{b}}}{{{a}}}");
        self.push(tree.span.clone(), turned, Mistake::Fraction);
        let (top, bottom) = (self.factor(top), self.factor(bottom));
        self.push(tree.span.clone(), top, Mistake::Superfluous);
        self.push(tree.span.clone(), bottom, Mistake::Fraction);
        let root = format!(r"\sqrt{{{}}}", self.source(tree));
        self.push(tree.span.clone(), root, Mistake::Root);
    }

    // Powers, indices, names

    fn scripts(
        &mut self,
        tree: &Tree,
        base: &Tree,
        sub: Option<&Tree>,
        sup: Option<&Tree>,
        primes: u8,
    ) {
        let mark = sub.map_or(String::new(), |sub| format!("_{{{}}}", self.source(sub)));
        let bare = format!("{}{}{mark}", self.source(base), "'".repeat(primes as usize));
        match sup {
            Some(sup) => {
                let mistake = match &sup.kind {
                    Kind::Operator(_) => Mistake::Transpose,
                    Kind::Name(_) if matches!(self.source(sup), "T" | r"\top") => {
                        Mistake::Transpose
                    }
                    _ if self.source(sup) == "-1" => Mistake::Transpose,
                    _ => Mistake::Power,
                };
                self.push(tree.span.clone(), bare, mistake);
            }
            None => {
                self.appended(tree);
                self.renamed(tree);
            }
        }
        if let Some(sub) = sub.filter(|sub| sup.is_none_or(|sup| sup.span.start > sub.span.start)) {
            let end = sub.span.end + usize::from(self.text[sub.span.end..].starts_with('}'));
            for other in &self.pool.names {
                let span = tree.span.start..end;
                if sup.is_some() && self.slice(span.clone()) != other {
                    self.push(span, other.clone(), Mistake::Name);
                }
            }
        }
    }

    fn superscript(&mut self, sup: &Tree) {
        if matches!(sup.kind, Kind::Operator(_)) {
            return;
        }
        let source = self.source(sup).to_owned();
        match &sup.kind {
            Kind::Number(digits) => self.number(sup, digits, Mistake::Power),
            Kind::Sum(_) => self.visit(sup),
            _ => {
                for shift in ["+ 1", "- 1"] {
                    self.push(
                        sup.span.clone(),
                        format!("{source} {shift}"),
                        Mistake::OffByOne,
                    );
                }
                self.factors(sup);
                self.visit(sup);
            }
        }
        if !matches!(sup.kind, Kind::Sum(_)) {
            self.push(sup.span.clone(), format!("-{source}"), Mistake::Exponent);
        }
    }

    fn subscript(&mut self, sub: &Tree) {
        if let Kind::Number(digits) = &sub.kind {
            self.number(sub, digits, Mistake::Index);
        }
        let source = self.source(sub).to_owned();
        for other in self.pool.indices.iter().filter(|other| **other != source) {
            self.push(sub.span.clone(), other.clone(), Mistake::Index);
        }
        if !matches!(sub.kind, Kind::Number(_) | Kind::Name(_)) {
            self.visit(sub);
        }
    }

    /// An end of a sum or product.
    fn limit(&mut self, limit: &Tree) {
        let end = match &limit.kind {
            Kind::Chain { rest, .. } => match &rest[..] {
                [(_, end)] => end,
                _ => return,
            },
            _ => limit,
        };
        match &end.kind {
            Kind::Number(digits) => self.number(end, digits, Mistake::OffByOne),
            _ => {
                let source = self.source(end).to_owned();
                for shift in ["+ 1", "- 1"] {
                    let text = format!("{source} {shift}");
                    self.push(end.span.clone(), text, Mistake::OffByOne);
                }
            }
        }
    }

    fn number(&mut self, tree: &Tree, digits: &str, mistake: Mistake) {
        let Ok(value) = digits.parse::<i64>() else {
            return;
        };
        // Without its factor a term is gone, which is another slip.
        let least = i64::from(mistake == Mistake::Number);
        let half = (value % 2 == 0).then_some(value / 2);
        for other in [Some(value + 1), Some(value - 1), Some(2 * value), half] {
            if let Some(other) = other.filter(|other| (least..1000).contains(other)) {
                self.push(tree.span.clone(), other.to_string(), mistake);
            }
        }
    }

    fn name(&mut self, tree: &Tree) {
        self.appended(tree);
        self.renamed(tree);
        let source = self.source(tree).to_owned();
        if self.pool.sizes.contains(&source) {
            for shift in ["+ 1", "- 1"] {
                let text = format!("({source} {shift})");
                self.push(tree.span.clone(), text, Mistake::OffByOne);
            }
        }
    }

    fn renamed(&mut self, tree: &Tree) {
        let source = self.source(tree).to_owned();
        for other in self.pool.names.iter().filter(|other| **other != source) {
            self.push(tree.span.clone(), other.clone(), Mistake::Name);
        }
    }

    /// A name or bracket with something put on.
    fn appended(&mut self, tree: &Tree) {
        let source = self.source(tree).to_owned();
        for (mark, mistake) in [
            ("^2", Mistake::Power),
            (r"^\top", Mistake::Transpose),
            ("^{-1}", Mistake::Transpose),
        ] {
            // What follows may be a script already.
            let rest = self.slice(tree.span.end..self.text.len()).trim_start();
            if !rest.starts_with(['^', '_']) {
                self.push(tree.span.clone(), format!("{source}{mark}"), mistake);
            }
        }
        let root = format!(r"\sqrt{{{source}}}");
        self.push(tree.span.clone(), root, Mistake::Root);
    }

    fn operator(&mut self, tree: &Tree, operator: &str) {
        for (_, other) in FUNCTIONS.iter().filter(|(name, _)| *name == operator) {
            self.push(tree.span.clone(), *other, Mistake::Function);
        }
    }

    // Arguments

    fn list(&mut self, tree: &Tree, items: &[Tree], separators: &[Separator]) {
        let [a, b] = items else { return };
        self.swap(a, b, Mistake::Arguments);
        let other = match separators {
            [Separator::Bar] => ",",
            [Separator::Comma] => r" \mid ",
            _ => return,
        };
        let joined = format!("{}{other} {}", self.source(a), self.source(b));
        self.push(tree.span.clone(), joined, Mistake::Conditioning);
        for one in [a, b] {
            let one = self.source(one).to_owned();
            self.push(tree.span.clone(), one, Mistake::Conditioning);
        }
    }

    fn swap(&mut self, a: &Tree, b: &Tree, mistake: Mistake) {
        let between = self.slice(a.span.end..b.span.start);
        let text = format!("{}{between}{}", self.source(b), self.source(a));
        self.push(a.span.start..b.span.end, text, mistake);
    }

    // Names throughout

    /// One name for another, and two names interchanged, in all places of the side.
    fn throughout(&mut self, tree: &Tree) {
        let mut places = Vec::new();
        collect(tree, &mut places);
        let names: Vec<String> = self.pool.names.clone();
        for (at, old) in names.iter().enumerate() {
            let here = places.iter().filter(|s| self.slice((*s).clone()) == old);
            if here.count() < 2 {
                continue;
            }
            for new in names.iter().filter(|new| *new != old) {
                let text = self.replaced(tree, &places, &|name| (name == old).then_some(new));
                self.push(tree.span.clone(), text, Mistake::NameThroughout);
            }
            for other in &names[at + 1..] {
                let swap = |name: &str| match name {
                    _ if name == old => Some(other),
                    _ if name == other => Some(old),
                    _ => None,
                };
                let text = self.replaced(tree, &places, &swap);
                self.push(tree.span.clone(), text, Mistake::Exchange);
            }
        }
    }

    fn replaced<'n>(
        &self,
        tree: &Tree,
        places: &[Range<usize>],
        new: &dyn Fn(&str) -> Option<&'n String>,
    ) -> String {
        let mut text = String::new();
        let mut at = tree.span.start;
        for place in places {
            if place.start < at {
                continue;
            }
            if let Some(new) = new(self.slice(place.clone())) {
                text.push_str(self.slice(at..place.start));
                text.push_str(new);
                at = place.end;
            }
        }
        text.push_str(self.slice(at..tree.span.end));
        text
    }
}

/// Spans of the names, in source order.
fn collect(tree: &Tree, places: &mut Vec<Range<usize>>) {
    if matches!(tree.kind, Kind::Name(_)) {
        places.push(tree.span.clone());
    }
    tree.children().into_iter().for_each(|c| collect(c, places));
    places.sort_by_key(|span| span.start);
}

pub(super) fn is_log(name: &str) -> bool {
    matches!(name, "log" | "ln")
}

/// `factor` before `source`, two numbers kept apart.
fn times(factor: &str, source: &str) -> String {
    let digits = factor.ends_with(|c: char| c.is_ascii_digit())
        && source.starts_with(|c: char| c.is_ascii_digit());
    format!("{factor}{}{source}", if digits { r" \cdot " } else { " " })
}

fn is_one_token(text: &str) -> bool {
    let braced = text.starts_with('{') && text.ends_with('}');
    let command = text
        .strip_prefix('\\')
        .is_some_and(|name| name.chars().all(|c| c.is_ascii_alphabetic()));
    braced || command || text.chars().count() == 1
}
