//! Sums, products and lists written with dots: `x_1 + x_2 + \ldots + x_n`, `x_1! \cdot \ldots \cdot x_n!`.

use super::*;
use crate::parse::tree::{Name, Times};

impl Lowering<'_> {
    /// The terms of a sum with the one with dots and those that it continues as `\sum`; None for a sum without dots.
    pub(super) fn dotted_sum(&mut self, terms: &[(Sign, Tree)]) -> Read<Option<Vec<(Sign, Tree)>>> {
        let Some(dots) = terms.iter().position(|(_, t)| is_dots(t)) else {
            return Ok(None);
        };
        let fail = || {
            let text = "the dots leave open which terms are meant";
            unread(&terms[dots].1, UNSUPPORTED, text)
        };
        if too_many(terms.iter().map(|(_, t)| t)) {
            return Err(fail());
        }
        let plus = |at: usize| terms.get(at).filter(|(sign, _)| *sign == Sign::Plus);
        let (Some(first), Some(_), Some(last)) = (
            dots.checked_sub(1).and_then(plus),
            plus(dots),
            plus(dots + 1),
        ) else {
            return Err(fail());
        };
        let (first, last) = (&lifted(&first.1, &last.1), &last.1);
        let mut places = Places::between(first, last).ok_or_else(fail)?;
        let mut start = dots - 1;
        while let Some((Sign::Plus, before)) = start.checked_sub(1).map(|at| &terms[at])
            && self.continues(before, first, &places)
        {
            places.from -= 1;
            start -= 1;
        }
        if start > 0 && places.from > 1 {
            return Err(fail());
        }
        if dots == 1 && matches!(first.kind, Kind::Number(_)) {
            // `1 + \ldots + n` alone leaves the pattern open.
            return Err(fail());
        }
        let mut found = terms[..start].to_vec();
        found.push((Sign::Plus, places.running("sum", first)));
        found.extend_from_slice(&terms[dots + 2..]);
        Ok(Some(found))
    }

    /// The factors of a product with those around the dots as `\prod`; None for a product without dots.
    pub(super) fn dotted_product(
        &mut self,
        factors: &[(Times, Tree)],
    ) -> Read<Option<Vec<(Times, Tree)>>> {
        let Some(dots) = factors.iter().position(|(_, t)| is_dots(t)) else {
            return Ok(None);
        };
        let fail = || {
            let text = "the dots leave open which factors are meant";
            unread(&factors[dots].1, UNSUPPORTED, text)
        };
        if too_many(factors.iter().map(|(_, t)| t)) {
            return Err(fail());
        }
        let (before, after) = (&factors[..dots], &factors[dots + 1..]);
        let widest = before.len().min(after.len()).min(MAX_BLOCK);
        let found = (1..=widest).find_map(|width| {
            let first = block(&before[dots - width..]);
            let places = Places::between(&first, &block(&after[..width]))?;
            Some((width, first, places))
        });
        let (width, first, mut places) = found.ok_or_else(fail)?;
        let mut start = dots - width;
        let joins = [start, dots, dots + 1];
        if !joins.iter().all(|&at| multiplies(factors[at].0)) {
            return Err(fail());
        }
        // `x_1 x_2 \cdots x_n`: the factor before belongs to the pattern as well.
        while let Some(earlier) = start.checked_sub(width)
            && multiplies(factors[earlier].0)
            && self.continues(&block(&factors[earlier..start]), &first, &places)
        {
            places.from -= 1;
            start = earlier;
        }
        if start > 0 && places.from > 1 {
            return Err(fail());
        }
        let mut found = factors[..start].to_vec();
        found.push((factors[start].0, places.running("prod", &first)));
        found.extend_from_slice(&after[width..]);
        Ok(Some(found))
    }

    /// True if a term is that of the pattern one step before its first.
    fn continues(&mut self, term: &Tree, first: &Tree, places: &Places) -> bool {
        let mut expected = first.clone();
        let Some(value) = places.from.checked_sub(1) else {
            return false;
        };
        replace(&mut expected, &places.spans, &number(value));
        let term = &lifted(term, &expected);
        let (notes, readings) = (self.notes.len(), self.readings.len());
        let same = match (self.tree(term), self.tree(&expected)) {
            (Ok(term), Ok(expected)) => term == expected,
            _ => false,
        };
        self.notes.truncate(notes);
        self.readings.truncate(readings);
        same
    }

    /// `n \choose {k_1, \ldots, k_m}`: the number of ways to split n things into groups of these sizes.
    pub(super) fn multinomial(&mut self, n: &Tree, list: &Tree) -> Read<Id> {
        let n = self.scalar(n)?;
        let below = self.factorials(list)?;
        let above = self.store.apply(Operator::Factorial, &[n]);
        Ok(self.store.divide(above, below))
    }

    /// The product of the factorials of a list's items.
    fn factorials(&mut self, list: &Tree) -> Read<Id> {
        let items = names::comma_items(list);
        let Some(dots) = items.iter().position(|t| is_dots(t)) else {
            let mut ids = Vec::new();
            for item in items {
                let id = self.scalar(item)?;
                ids.push(self.store.apply(Operator::Factorial, &[id]));
            }
            return Ok(self.store.product(&ids));
        };
        let fail = || {
            unread(
                list,
                UNSUPPORTED,
                "the dots leave open which items are meant",
            )
        };
        let ([first, ..], Some(&last)) = (&items[..dots], items.get(dots + 1)) else {
            return Err(fail());
        };
        let places = Places::between(first, last).ok_or_else(fail)?;
        if dots + 2 != items.len() || !are_consecutive(&items[..dots], last, places.from) {
            return Err(fail());
        }
        let factorial = Tree {
            kind: Kind::Factorial(Box::new((*first).clone())),
            span: first.span.clone(),
        };
        self.tree(&places.running("prod", &factorial))
    }
}

/// Most factors of one term of a product with dots.
const MAX_BLOCK: usize = 6;

/// Most dots in one sum or product; each is written out in a pass over all terms.
const MAX_DOTS: usize = 16;

fn too_many<'t>(parts: impl Iterator<Item = &'t Tree>) -> bool {
    parts.filter(|t| is_dots(t)).count() > MAX_DOTS
}

/// Where two terms differ: in a number that runs, at these places of the first, up to a last value.
pub(in crate::elaborate) struct Places {
    pub from: i64,
    pub to: Tree,
    spans: Vec<Span>,
}

impl Places {
    /// The first of two terms with the digits of a subscript apart where the last one has so many items: `x_{11}` beside
    /// `x_{1n}`.
    pub fn aligned(first: &Tree, last: &Tree) -> Tree {
        let mut found = first.clone();
        split_digits(&mut found, last);
        found
    }

    /// The term at the end of the range.
    pub fn last_of(&self, term: &Tree) -> Tree {
        let mut found = term.clone();
        replace(&mut found, &self.spans, &self.to.kind);
        found
    }

    /// The term so many steps after the first.
    pub fn nth(&self, term: &Tree, steps: usize) -> Tree {
        let mut found = term.clone();
        let value = self.from.saturating_add_unsigned(steps as u64);
        replace(&mut found, &self.spans, &number(value));
        found
    }

    /// True if both run at some place.
    pub fn overlaps(&self, other: &Places) -> bool {
        self.spans.iter().any(|span| other.spans.contains(span))
    }

    pub fn between(first: &Tree, last: &Tree) -> Option<Self> {
        let found = differences(first, last)?;
        let (from, to) = found[0];
        let Kind::Number(digits) = &from.kind else {
            return None;
        };
        // `x_{01}` has two indices.
        if digits.len() > 1 && digits.starts_with('0') {
            return None;
        }
        // `1 + 2 + \ldots + 2^n` may be powers.
        let counts = !std::ptr::eq(from, unwrapped(first)) || is_linear(to);
        counts.then_some(Self {
            from: digits.parse().ok()?,
            to: to.clone(),
            spans: found.iter().map(|(t, _)| t.span.clone()).collect(),
        })
    }

    /// The sum or product over the running index of a term in which it stands at these places.
    pub fn running(&self, operator: &str, term: &Tree) -> Tree {
        let span = term.span.start..self.to.span.end.max(term.span.end);
        let at = |kind: Kind| {
            let span = span.clone();
            Box::new(Tree { kind, span })
        };
        // No name of the note, nor of dots inside these.
        let index = Kind::Name(Name {
            letter: r"\iota".into(),
            font: None,
            accents: vec![format!("running{}", self.spans[0].start)],
        });
        let mut body = term.clone();
        replace(&mut body, &self.spans, &index);
        let from = vec![(Relation::Equal, *at(number(self.from)))];
        let sub = Kind::Chain {
            first: at(index),
            rest: from,
        };
        *at(Kind::Big {
            operator: operator.into(),
            sub: Some(at(sub)),
            sup: Some(Box::new(self.to.clone())),
            body: Some(Box::new(body)),
        })
    }
}

fn number(value: i64) -> Kind {
    let digits = Kind::Number(value.unsigned_abs().to_string());
    let span = 0..0;
    match value < 0 {
        false => digits,
        true => Kind::Sum(vec![(Sign::Minus, Tree { kind: digits, span })]),
    }
}

/// True for `n`, `2n`, `n - 1`: what a list of numbers may count up to.
fn is_linear(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Number(_) | Kind::Name(_) => true,
        Kind::Scripts {
            base, sup: None, ..
        } => is_linear(base),
        Kind::Group { body, .. } | Kind::Brace(body) => is_linear(body),
        Kind::Sum(terms) => terms.iter().all(|(_, term)| is_linear(term)),
        Kind::Product(factors) => match &factors[..] {
            [(_, factor), (times, rest)] => {
                matches!(factor.kind, Kind::Number(_)) && multiplies(*times) && is_linear(rest)
            }
            _ => false,
        },
        _ => false,
    }
}

fn multiplies(times: Times) -> bool {
    matches!(
        times,
        Times::Juxtaposed | Times::By("cdot" | "times" | "*" | "ast")
    )
}

/// Factors side by side as one tree, aside from what joins the first one to those before it.
fn block(factors: &[(Times, Tree)]) -> Tree {
    if let [(_, only)] = factors {
        return only.clone();
    }
    let (first, last) = (&factors[0].1, &factors[factors.len() - 1].1);
    let mut factors = factors.to_vec();
    factors[0].0 = Times::Juxtaposed;
    Tree {
        span: first.span.start..last.span.end,
        kind: Kind::Product(factors),
    }
}

/// First and last item of `1, 2, \dots, n`, also where no number shows the step: `m, \dots, n`.
pub(super) fn counted<'t>(items: &[&'t Tree]) -> Option<(&'t Tree, &'t Tree)> {
    let dots = items.iter().position(|t| is_dots(t))?;
    let ([first, ..], [last]) = (&items[..dots], &items[dots + 1..]) else {
        return None;
    };
    let counts = match &first.kind {
        Kind::Name(_) => dots == 1,
        Kind::Number(digits) => are_consecutive(&items[..dots], last, digits.parse().ok()?),
        _ => false,
    };
    (counts && is_linear(last)).then_some((*first, *last))
}

/// Takes the digits of numbers apart that stand in subscripts where the other tree has as many items side by side.
fn split_digits(tree: &mut Tree, other: &Tree) {
    if let (Kind::Scripts { sub: Some(own), .. }, Kind::Scripts { sub: Some(sub), .. }) =
        (&mut tree.kind, &other.kind)
        && let (Kind::Number(digits), Kind::Product(items)) = (&own.kind, &unwrapped(sub).kind)
        && digits.len() == items.len()
        && own.span.len() == digits.len()
        && items.iter().all(|(times, _)| *times == Times::Juxtaposed)
    {
        let digit = |(at, digit): (usize, char)| {
            let start = own.span.start + at;
            let tree = Tree {
                kind: Kind::Number(digit.to_string()),
                span: start..start + 1,
            };
            (Times::Juxtaposed, tree)
        };
        own.kind = Kind::Product(digits.chars().enumerate().map(digit).collect());
    }
    let others = other.children();
    for (child, other) in tree.children_mut().into_iter().zip(others) {
        split_digits(child, other);
    }
}

/// A term with first powers written out where the other one has an exponent: `a_1 x` beside `a_n x^n`.
fn lifted(term: &Tree, other: &Tree) -> Tree {
    let mut found = term.clone();
    lift(&mut found, other);
    found
}

fn lift(tree: &mut Tree, other: &Tree) {
    if let Kind::Scripts {
        base,
        sub,
        sup: Some(_),
        primes: 0,
    } = &other.kind
    {
        let mut plain = Kind::Scripts {
            base: base.clone(),
            sub: sub.clone(),
            sup: None,
            primes: 0,
        };
        if sub.is_none() {
            plain = base.kind.clone();
        }
        let end = tree.span.end;
        let alike = |plain: &Kind| match (&tree.kind, plain) {
            (Kind::Name(own), Kind::Name(name)) => names::letter(own) == names::letter(name),
            (
                Kind::Scripts {
                    base, sup: None, ..
                },
                Kind::Scripts { base: other, .. },
            ) => is_same(base, other),
            _ => false,
        };
        if alike(&plain) {
            let one = Tree {
                kind: number(1),
                span: end..end,
            };
            let (base, sub) = match &tree.kind {
                Kind::Scripts { base, sub, .. } => (base.clone(), sub.clone()),
                _ => (Box::new(tree.clone()), None),
            };
            tree.kind = Kind::Scripts {
                base,
                sub,
                sup: Some(Box::new(one)),
                primes: 0,
            };
            return;
        }
    }
    if is_alike(tree, other) {
        for (child, other) in tree.children_mut().into_iter().zip(other.children()) {
            lift(child, other);
        }
    }
}

/// True if the items count up by one from the first.
pub(super) fn are_consecutive(items: &[&Tree], last: &Tree, from: i64) -> bool {
    (from..)
        .zip(items)
        .all(|(value, item)| Places::between(item, last).is_some_and(|places| places.from == value))
}

/// True for `\ldots`, `\cdots` and, in arrays, `\vdots` and `\ddots`.
pub fn is_dots(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Operator(name) if matches!(name.as_str(), "ldots" | "cdots" | "vdots" | "ddots"))
}

/// How many items a list with dots has, `n` of `a_1, \ldots, a_n`; None for any other list, and for equal items.
pub fn listed_count(items: &[&Tree]) -> Option<Tree> {
    let dots = items.iter().position(|item| is_dots(item))?;
    let (first, last) = (items.first()?, items.last()?);
    let places = Places::between(&Places::aligned(first, last), last)?;
    (dots + 2 == items.len() && places.from == 1).then_some(places.to)
}

/// The pairs of subtrees in which two trees differ, if they are everywhere the same pair.
fn differences<'t>(a: &'t Tree, b: &'t Tree) -> Option<Vec<(&'t Tree, &'t Tree)>> {
    let mut pairs = Vec::new();
    collect(a, b, &mut pairs);
    let first = *pairs.first()?;
    let same = |(x, y): &(&Tree, &Tree)| is_same(x, first.0) && is_same(y, first.1);
    pairs.iter().all(same).then_some(pairs)
}

fn collect<'t>(a: &'t Tree, b: &'t Tree, pairs: &mut Vec<(&'t Tree, &'t Tree)>) {
    let (a, b) = (unwrapped(a), unwrapped(b));
    let (inner_a, inner_b) = (a.children(), b.children());
    let alike = is_alike(a, b) && inner_a.len() == inner_b.len() && !inner_a.is_empty();
    if alike {
        for (x, y) in inner_a.into_iter().zip(inner_b) {
            collect(x, y, pairs);
        }
    } else if !is_same(a, b) {
        pairs.push((a, b));
    }
}

fn is_same(a: &Tree, b: &Tree) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Name(a), Kind::Name(b)) => names::letter(a) == names::letter(b),
        _ => {
            std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
                && names::mark(a) == names::mark(b)
        }
    }
}

/// Puts something else in the place of the subtrees at those spans.
fn replace(tree: &mut Tree, spans: &[Span], kind: &Kind) {
    if spans.contains(&tree.span) {
        tree.kind = kind.clone();
        return;
    }
    for child in tree.children_mut() {
        replace(child, spans, kind);
    }
}

/// True if two trees are of one kind, aside from their subtrees.
fn is_alike(a: &Tree, b: &Tree) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Sum(a), Kind::Sum(b)) => a.iter().map(|t| t.0).eq(b.iter().map(|t| t.0)),
        (Kind::Product(a), Kind::Product(b)) => a.iter().map(|t| t.0).eq(b.iter().map(|t| t.0)),
        (
            Kind::Scripts {
                sub: a,
                sup: b,
                primes: c,
                ..
            },
            Kind::Scripts {
                sub: d,
                sup: e,
                primes: f,
                ..
            },
        ) => a.is_some() == d.is_some() && b.is_some() == e.is_some() && c == f,
        (
            Kind::Big {
                operator: a,
                sub: b,
                sup: c,
                ..
            }
            | Kind::Integral {
                operator: a,
                sub: b,
                sup: c,
                ..
            },
            Kind::Big {
                operator: d,
                sub: e,
                sup: f,
                ..
            }
            | Kind::Integral {
                operator: d,
                sub: e,
                sup: f,
                ..
            },
        ) => a == d && b.is_some() == e.is_some() && c.is_some() == f.is_some(),
        (Kind::Root { index: a, .. }, Kind::Root { index: b, .. }) => a.is_some() == b.is_some(),
        (
            Kind::Group {
                open: a, close: b, ..
            },
            Kind::Group {
                open: c, close: d, ..
            },
        ) => a == c && b == d,
        (Kind::List { separators: a, .. }, Kind::List { separators: b, .. }) => a == b,
        (Kind::Chain { rest: a, .. }, Kind::Chain { rest: b, .. }) => {
            a.iter().map(|t| t.0).eq(b.iter().map(|t| t.0))
        }
        (Kind::Decorated { command: a, .. }, Kind::Decorated { command: b, .. }) => a == b,
        (Kind::Matrix { .. } | Kind::Cases(_), _) => false,
        _ => std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind),
    }
}
