//! Sums, products and lists written with dots: `x_1 + x_2 + \ldots + x_n`, `x_1! \cdot \ldots \cdot x_n!`.

use super::*;
use crate::parse::tree::{Name, Times};

/// The letter that stands for the running index while the pattern is lowered.
const RUNNING: &str = r"\iota";

impl Lowering<'_> {
    /// A sum with dots as a sum over the index that its terms share; None for a sum without dots.
    pub(super) fn dotted_sum(&mut self, tree: &Tree, terms: &[(Sign, Tree)]) -> Read<Option<Id>> {
        let Some(dots) = terms.iter().position(|(_, t)| is_dots(t)) else {
            return Ok(None);
        };
        let fail = || {
            unread(
                &terms[dots].1,
                UNSUPPORTED,
                "the dots leave open which terms are meant",
            )
        };
        let (Some((Sign::Plus, last)), true) = (terms.get(dots + 1), dots > 0) else {
            return Err(fail());
        };
        let (Sign::Plus, first) = &terms[dots - 1] else {
            return Err(fail());
        };
        let places = differences(first, last).ok_or_else(fail)?;
        let (from, to) = places[0];
        let start: i64 = match &from.kind {
            Kind::Number(digits) => digits.parse().map_err(|_| fail())?,
            _ => return Err(fail()),
        };
        let mut absorbed = dots - 1;
        let mut lower = start;
        if let Some((Sign::Plus, before)) = dots.checked_sub(2).map(|at| &terms[at]) {
            let earlier = differences(before, last).and_then(|found| match &found[0].0.kind {
                Kind::Number(digits) => digits.parse::<i64>().ok(),
                _ => None,
            });
            match earlier {
                Some(value) if value == start - 1 => {
                    absorbed -= 1;
                    lower = value;
                }
                None if start <= 1 => {}
                _ => return Err(fail()),
            }
        } else if matches!(first.kind, Kind::Number(_)) {
            // `1 + \ldots + n` alone leaves the pattern open.
            return Err(fail());
        }
        let spans: Vec<Span> = places.iter().map(|(t, _)| t.span.clone()).collect();
        let sum = self.running(BinderKind::Sum, first, &spans, to, lower)?;
        let mut ids = vec![sum];
        for (at, (sign, term)) in terms.iter().enumerate() {
            if (absorbed..=dots + 1).contains(&at) {
                continue;
            }
            if is_dots(term) {
                return Err(unread(
                    term,
                    UNSUPPORTED,
                    "the dots leave open which terms are meant",
                ));
            }
            let id = self.tree(term)?;
            ids.push(match sign {
                Sign::Plus => id,
                Sign::Minus => self.negate(id),
                _ => {
                    return Err(unread(
                        term,
                        UNSUPPORTED,
                        "a double sign stands for two statements",
                    ));
                }
            });
        }
        self.agree(&mut ids, tree)?;
        Ok(Some(self.store.sum(&ids)))
    }

    /// A product with dots as a product over the index that its factors share; None for a product without dots.
    pub(super) fn dotted_product(
        &mut self,
        tree: &Tree,
        factors: &[(Times, Tree)],
    ) -> Read<Option<Id>> {
        let Some(dots) = factors.iter().position(|(_, t)| is_dots(t)) else {
            return Ok(None);
        };
        let fail = || {
            let text = "the dots leave open which factors are meant";
            unread(&factors[dots].1, UNSUPPORTED, text)
        };
        let (before, after) = (&factors[..dots], &factors[dots + 1..]);
        let widest = before.len().min(after.len()).min(MAX_BLOCK);
        let found = (1..=widest).find_map(|width| {
            let first = block(&before[dots - width..]);
            let last = block(&after[..width]);
            let places = Places::between(&first, &last)?;
            Some((width, first, last, places))
        });
        let (width, first, last, mut places) = found.ok_or_else(fail)?;
        let mut rest = &before[..dots - width];
        // `x_1 x_2 \cdots x_n`: the factor before belongs to the pattern as well.
        while rest.len() >= width {
            let (further, earlier) = rest.split_at(rest.len() - width);
            match Places::between(&block(earlier), &last) {
                Some(one) if one.from == places.from - 1 => places.from = one.from,
                _ => break,
            }
            rest = further;
        }
        if !rest.is_empty() && places.from > 1 {
            return Err(fail());
        }
        let product = self.running(
            BinderKind::Product,
            &first,
            &places.spans,
            &places.to,
            places.from,
        )?;
        let mut ids = vec![product];
        for part in [rest, &after[width..]]
            .into_iter()
            .filter(|p| !p.is_empty())
        {
            let part = block(part);
            ids.push(self.scalar(&part)?);
        }
        self.multiply(ids, tree).map(Some)
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
        self.running(
            BinderKind::Product,
            &factorial,
            &places.spans,
            &places.to,
            places.from,
        )
    }

    /// The sum or product of a term whose parts at `spans` stand for the running index, up to `to`.
    fn running(
        &mut self,
        kind: BinderKind,
        term: &Tree,
        spans: &[Span],
        to: &Tree,
        lower: i64,
    ) -> Read<Id> {
        let upper = self.scalar(to)?;
        let lower = self.store.integer(lower);
        let mut pattern = term.clone();
        replace(&mut pattern, spans);
        let symbol = self
            .store
            .declare_as(RUNNING, Sort::Integer, Role::Law, u32::MAX);
        self.scope.push(RUNNING, symbol);
        let body = self.tree(&pattern);
        self.scope.pop();
        let body = body?;
        Ok(self
            .store
            .bind_name(kind, symbol, Domain::Range(lower, upper), body))
    }
}

/// Most factors of one term of a product with dots.
const MAX_BLOCK: usize = 6;

/// Where two terms differ: in a number that runs, at these places of the first, up to a last value.
struct Places {
    from: i64,
    to: Tree,
    spans: Vec<Span>,
}

impl Places {
    fn between(first: &Tree, last: &Tree) -> Option<Self> {
        let found = differences(first, last)?;
        let (from, to) = found[0];
        let Kind::Number(digits) = &from.kind else {
            return None;
        };
        Some(Self {
            from: digits.parse().ok()?,
            to: to.clone(),
            spans: found.iter().map(|(t, _)| t.span.clone()).collect(),
        })
    }
}

/// Factors side by side as one tree.
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

/// True if the items count up by one from the first.
fn are_consecutive(items: &[&Tree], last: &Tree, from: i64) -> bool {
    (from..)
        .zip(items)
        .all(|(value, item)| Places::between(item, last).is_some_and(|places| places.from == value))
}

/// True for `\ldots` and `\cdots`.
pub fn is_dots(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Operator(name) if name == "ldots" || name == "cdots")
}

/// The pairs of subtrees in which two trees differ, if they are everywhere the same pair.
fn differences<'t>(a: &'t Tree, b: &'t Tree) -> Option<Vec<(&'t Tree, &'t Tree)>> {
    let mut pairs = Vec::new();
    collect(a, b, &mut pairs);
    let first = *pairs.first()?;
    let same = |(x, y): &(&Tree, &Tree)| {
        names::mark(x) == names::mark(first.0) && names::mark(y) == names::mark(first.1)
    };
    pairs.iter().all(same).then_some(pairs)
}

fn collect<'t>(a: &'t Tree, b: &'t Tree, pairs: &mut Vec<(&'t Tree, &'t Tree)>) {
    let (inner_a, inner_b) = (a.children(), b.children());
    let alike = is_alike(a, b) && inner_a.len() == inner_b.len() && !inner_a.is_empty();
    if alike {
        for (x, y) in inner_a.into_iter().zip(inner_b) {
            collect(x, y, pairs);
        }
    } else if names::mark(a) != names::mark(b)
        || std::mem::discriminant(&a.kind) != std::mem::discriminant(&b.kind)
    {
        pairs.push((a, b));
    }
}

/// Puts the running index in the place of the subtrees at those spans.
fn replace(tree: &mut Tree, spans: &[Span]) {
    if spans.contains(&tree.span) {
        tree.kind = Kind::Name(Name {
            letter: RUNNING.into(),
            font: None,
            accents: Vec::new(),
        });
        return;
    }
    for child in tree.children_mut() {
        replace(child, spans);
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
