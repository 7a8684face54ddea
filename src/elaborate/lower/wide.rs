//! `\sum_i a_i + b_i`, `\frac{d}{dx} x^2 + x`: a sum, limit or derivative that may be meant of the terms after its own, too.

use super::derivative::{bare_order, denominator};
use crate::elaborate::names::{bracket, letters};
use crate::parse::tree::{Kind, Sign, Times, Tree};

/// The sum with such an operator over the later terms, as far as they show its variable; None if none does, and where
/// brackets say how far it goes.
pub(super) fn over_terms(tree: &Tree, terms: &[(Sign, Tree)]) -> Option<Tree> {
    let (at, last) = terms.iter().enumerate().find_map(|(at, (_, term))| {
        let of = variables(term)?;
        let shows = |(_, term): &(Sign, Tree)| {
            let own = variables(term).unwrap_or_default();
            let free = |l: &String| of.contains(l) && !own.contains(l);
            letters(term).iter().any(free)
        };
        let last = terms[at + 1..].iter().rposition(shows)?;
        Some((at, at + 1 + last))
    })?;
    let mut whole: Vec<(Sign, Tree)> = terms[..at].to_vec();
    let (sign, term) = &terms[at];
    whole.push((*sign, extended(term, &terms[at + 1..=last])));
    whole.extend_from_slice(&terms[last + 1..]);
    let kind = match &whole[..] {
        [(Sign::Plus, only)] => only.kind.clone(),
        _ => Kind::Sum(whole),
    };
    let span = tree.span.clone();
    Some(Tree { kind, span })
}

/// The letters of the variables of the operator that ends a term without brackets around what it is applied to.
fn variables(term: &Tree) -> Option<Vec<String>> {
    match &term.kind {
        Kind::Big {
            operator,
            sub: Some(sub),
            body: Some(body),
            ..
        } if matches!(operator.as_str(), "sum" | "prod" | "lim") && bracket(body).is_none() => {
            Some(letters(sub))
        }
        Kind::Product(factors) => match differentiates(factors) {
            Some(at) => {
                let Kind::Fraction(_, below) = &factors[at].1.kind else {
                    return None;
                };
                let by = denominator(below)?;
                let bare = bracket(&factors[at + 1].1).is_none() || at + 2 < factors.len();
                bare.then(|| by.into_iter().flat_map(letters).collect())
            }
            None => variables(&factors.last()?.1),
        },
        _ => None,
    }
}

/// The place of the `\frac{d}{dx}` with factors after it.
fn differentiates(factors: &[(Times, Tree)]) -> Option<usize> {
    let before = &factors[..factors.len() - 1];
    before.iter().position(|(_, factor)| match &factor.kind {
        Kind::Fraction(above, below) => bare_order(above).is_some() && denominator(below).is_some(),
        _ => false,
    })
}

/// The term with its operator over more terms.
fn extended(term: &Tree, more: &[(Sign, Tree)]) -> Tree {
    let summed = |first: Tree| {
        let terms = std::iter::once((Sign::Plus, first)).chain(more.iter().cloned());
        Tree {
            span: term.span.clone(),
            kind: Kind::Sum(terms.collect()),
        }
    };
    let mut whole = term.clone();
    match &mut whole.kind {
        Kind::Big {
            body: Some(body), ..
        } => **body = summed((**body).clone()),
        Kind::Product(factors) => match differentiates(factors) {
            Some(at) => {
                let rest = factors.split_off(at + 1);
                let first = match &rest[..] {
                    [(_, only)] => only.clone(),
                    _ => Tree {
                        span: term.span.clone(),
                        kind: Kind::Product(rest),
                    },
                };
                let body = Tree {
                    span: term.span.clone(),
                    kind: Kind::Group {
                        open: "(".to_owned(),
                        close: ")".to_owned(),
                        body: Box::new(summed(first)),
                    },
                };
                factors.push((Times::Juxtaposed, body));
            }
            None => {
                if let Some((_, last)) = factors.last_mut() {
                    *last = extended(last, more);
                }
            }
        },
        _ => {}
    }
    whole
}
