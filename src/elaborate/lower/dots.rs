//! Sums written with dots: `x_1 + x_2 + \ldots + x_n`.

use super::*;
use crate::parse::tree::Name;

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
        let sum = self.running_sum(first, &spans, to, lower)?;
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

    /// The sum of a term whose parts at `spans` stand for the running index, up to `to`.
    fn running_sum(&mut self, term: &Tree, spans: &[Span], to: &Tree, lower: i64) -> Read<Id> {
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
            .bind_name(BinderKind::Sum, symbol, Domain::Range(lower, upper), body))
    }
}

fn is_dots(tree: &Tree) -> bool {
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
    let alike = std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
        && inner_a.len() == inner_b.len()
        && !inner_a.is_empty();
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
    match &mut tree.kind {
        Kind::Sum(terms) => terms.iter_mut().for_each(|(_, t)| replace(t, spans)),
        Kind::Product(factors) => factors.iter_mut().for_each(|(_, t)| replace(t, spans)),
        Kind::Scripts { base, sub, sup, .. } => {
            replace(base, spans);
            sub.iter_mut()
                .chain(sup.iter_mut())
                .for_each(|t| replace(t, spans));
        }
        Kind::Fraction(a, b) | Kind::Binomial(a, b) => {
            replace(a, spans);
            replace(b, spans);
        }
        Kind::Group { body, .. } | Kind::Brace(body) | Kind::Factorial(body) => {
            replace(body, spans)
        }
        Kind::List { items, .. } => items.iter_mut().for_each(|t| replace(t, spans)),
        Kind::Chain { first, rest } => {
            replace(first, spans);
            rest.iter_mut().for_each(|(_, t)| replace(t, spans));
        }
        _ => {}
    }
}
