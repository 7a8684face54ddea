//! Derivatives written with a slash, `\partial f / \partial x` and `{\partial f}/{\partial x}`: fractions like those above
//! each other.

use super::tree::{Kind, Times, Tree};

/// Puts a fraction in the place of every derivative with a slash among the factors of a product.
pub(super) fn fractions(factors: Vec<(Times, Tree)>) -> Vec<(Times, Tree)> {
    let mut found: Vec<(Times, Tree)> = Vec::with_capacity(factors.len());
    let mut rest = factors.into_iter().peekable();
    while let Some((times, factor)) = rest.next() {
        let start = match times {
            Times::Over => numerator(&found, &factor),
            _ => None,
        };
        let variable = rest.next_if(|(times, _)| {
            start.is_some() && is_partial(&factor) && *times == Times::Juxtaposed
        });
        match start.filter(|_| variable.is_some() || is_differential(&factor)) {
            Some(start) => {
                let joined = found[start].0;
                let above = whole(found.drain(start..).map(|(_, tree)| tree).collect());
                let below = [factor].into_iter().chain(variable.map(|(_, tree)| tree));
                let below = whole(below.collect());
                let span = above.span.start..below.span.end;
                let kind = Kind::Fraction(Box::new(above), Box::new(below));
                found.push((joined, Tree { kind, span }));
            }
            None => found.extend([(times, factor)].into_iter().chain(variable)),
        }
    }
    found
}

/// Where what is differentiated begins before a slash with that below it.
fn numerator(before: &[(Times, Tree)], below: &Tree) -> Option<usize> {
    if is_differential(below) {
        let last = before.len().checked_sub(1)?;
        return is_differential(&before[last].1).then_some(last);
    }
    let start = before.iter().rposition(|(_, tree)| is_partial(tree))?;
    let beside = |(times, _): &(Times, Tree)| *times == Times::Juxtaposed;
    let shows = start + 1 < before.len() && before[start + 1..].iter().all(beside);
    (is_partial(below) && shows).then_some(start)
}

/// True for `\partial`, `\partial^2`.
fn is_partial(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Operator(name) => name == "partial",
        Kind::Scripts {
            base, sub: None, ..
        } => is_partial(base),
        _ => false,
    }
}

/// True for `{\partial x}`.
fn is_differential(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Brace(body) => {
            matches!(&body.kind, Kind::Product(factors) if is_partial(&factors[0].1))
        }
        _ => false,
    }
}

/// Factors side by side as one tree; a single one in braces without these.
fn whole(mut parts: Vec<Tree>) -> Tree {
    let end = parts.last().map_or(0, |last| last.span.end);
    let span = parts.first().map_or(0, |first| first.span.start)..end;
    let kind = match parts.pop() {
        Some(Tree {
            kind: Kind::Brace(body),
            ..
        }) if parts.is_empty() => body.kind,
        last => {
            parts.extend(last);
            let factors = parts.into_iter().map(|tree| (Times::Juxtaposed, tree));
            Kind::Product(factors.collect())
        }
    };
    Tree { kind, span }
}

#[cfg(test)]
mod tests {
    use crate::parse::parse_expression;

    #[test]
    fn a_slash_between_differentials_is_a_fraction() {
        let cases = [
            (r"\partial f/\partial x", r"\frac{\partial f}{\partial x}"),
            (
                r"{\partial f}/{\partial x}",
                r"\frac{\partial f}{\partial x}",
            ),
            (
                r"2 \partial g(s)/\partial s_1 \cdot a",
                r"2 \frac{\partial g(s)}{\partial s_1} \cdot a",
            ),
        ];
        for (slashed, stacked) in cases {
            let [one, other] = [slashed, stacked].map(|text| parse_expression(text).0.to_string());
            assert_eq!(one, other, "{slashed}");
        }
    }
}
