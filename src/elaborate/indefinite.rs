//! `\int f(x) dx = F(x) + C`: integrals without limits whose variable the equation shows outside of them.
//!
//! They are antiderivatives, and the equation says that its sides differ by a constant at most: that their derivatives
//! are equal. So it is read. Elsewhere an integral without limits runs over all values.

use super::names::{letters, mark, written};
use super::numbers::is_of_numbers;
use crate::parse::tree::{Kind, Name, Sign, Times, Tree};

/// Names that stand for the constant of an integration.
const CONSTANTS: &[&str] = &["C", "c", "K", "k", "const", "D"];

/// Writes derivatives for the sides of one derivation that speaks of antiderivatives.
///
/// It does if all integrals in it are over one variable and without limits, stand as terms or as last factors of terms,
/// and if some side, integrals aside, is made of powers and functions of numbers and shows the variable.
pub fn differentiate(sides: &mut [&mut Tree]) {
    let mut variables: Vec<&Tree> = Vec::new();
    let all = sides.iter().all(|side| collect(side, &mut variables));
    let Some(variable) = variables.first().filter(|_| all) else {
        return;
    };
    let (variable, letter) = match &variable.kind {
        Kind::Name(name) if name.accents.is_empty() => ((*variable).clone(), letters(variable)),
        _ => return,
    };
    let same = variables.iter().all(|other| letters(other) == letter);
    let shows = |tree: &Tree| letters(tree).contains(&letter[0]);
    let closed = |side: &Tree| {
        let terms = terms(side);
        let mut free = terms.iter().filter(|(_, term)| !has_integral(term));
        let elementary = free.clone().all(|(_, term)| is_elementary(term));
        elementary && free.any(|(_, term)| shows(term))
    };
    if !same || !sides.iter().any(|side| closed(side)) {
        return;
    }
    let derived: Option<Vec<Tree>> = sides
        .iter()
        .map(|side| derivative(side, &variable, &shows))
        .collect();
    for (side, derived) in sides.iter_mut().zip(derived.unwrap_or_default()) {
        **side = derived;
    }
}

/// The variables of the integrals in a tree; false if one has limits or several variables.
fn collect<'t>(tree: &'t Tree, found: &mut Vec<&'t Tree>) -> bool {
    if let Kind::Integral {
        sub,
        sup,
        differential,
        ..
    } = &tree.kind
    {
        match &differential[..] {
            [variable] if sub.is_none() && sup.is_none() => found.push(variable),
            _ => return false,
        }
    }
    let mut children = tree.children().into_iter();
    children.all(|child| collect(child, found))
}

fn terms(side: &Tree) -> Vec<(Sign, Tree)> {
    match &side.kind {
        Kind::Sum(terms) => terms.clone(),
        _ => vec![(Sign::Plus, side.clone())],
    }
}

/// The derivative of a side, term by term; None if an integral stands elsewhere than it may.
fn derivative(side: &Tree, variable: &Tree, shows: &dyn Fn(&Tree) -> bool) -> Option<Tree> {
    let span = side.span.clone();
    let terms = terms(side);
    let alone = terms.len() == 1;
    // What gives antiderivatives a name relates none.
    if alone && !has_integral(side) && !(is_elementary(side) && shows(side)) {
        let kind = Kind::Unreadable(mark(side));
        return Some(Tree { kind, span });
    }
    let mut found = Vec::new();
    for (sign, term) in terms {
        let derived = match integrand(&term, shows) {
            Some(derived) => derived,
            None if has_integral(&term) => return None,
            None if !shows(&term) && !alone && is_constant(&term) => continue,
            None => differentiated(term, variable),
        };
        found.push((sign, derived));
    }
    let kind = match (&mut found[..], alone) {
        ([], _) => Kind::Number("0".into()),
        ([(Sign::Plus, only)], _) => return Some(only.clone()),
        _ => Kind::Sum(found),
    };
    Some(Tree { kind, span })
}

/// What stands under the integral that a term is, with the factors before it.
fn integrand(term: &Tree, shows: &dyn Fn(&Tree) -> bool) -> Option<Tree> {
    match &term.kind {
        Kind::Integral { body, .. } if !has_integral(body) => Some(grouped((**body).clone())),
        Kind::Product(factors) => {
            let ((times, last), before) = factors.split_last()?;
            let fixed = |tree: &Tree| !shows(tree) && is_elementary(tree) && !is_of_numbers(tree);
            if *times == Times::Over || !before.iter().all(|(_, factor)| fixed(factor)) {
                return None;
            }
            let mut factors = before.to_vec();
            factors.push((Times::By("cdot"), integrand(last, shows)?));
            Some(Tree {
                kind: Kind::Product(factors),
                span: term.span.clone(),
            })
        }
        _ => None,
    }
}

fn has_integral(tree: &Tree) -> bool {
    matches!(tree.kind, Kind::Integral { .. }) || tree.children().into_iter().any(has_integral)
}

fn is_constant(term: &Tree) -> bool {
    match &term.kind {
        Kind::Number(_) => true,
        _ => written(term).is_some_and(|found| CONSTANTS.contains(&found.letter.as_str())),
    }
}

/// `\frac{d}{dx} (term)`.
fn differentiated(term: Tree, variable: &Tree) -> Tree {
    let span = term.span.clone();
    let tree = |kind| Tree {
        kind,
        span: span.clone(),
    };
    let d = || {
        tree(Kind::Name(Name {
            letter: "d".into(),
            font: None,
            accents: Vec::new(),
        }))
    };
    let below = vec![
        (Times::Juxtaposed, d()),
        (Times::Juxtaposed, variable.clone()),
    ];
    let operator = Kind::Fraction(Box::new(d()), Box::new(tree(Kind::Product(below))));
    let factors = vec![
        (Times::Juxtaposed, tree(operator)),
        (Times::Juxtaposed, grouped(term)),
    ];
    tree(Kind::Product(factors))
}

fn grouped(body: Tree) -> Tree {
    Tree {
        span: body.span.clone(),
        kind: Kind::Group {
            open: "(".into(),
            close: ")".into(),
            body: Box::new(body),
        },
    }
}

/// True for numbers, names and what powers, quotients and functions of numbers make of them.
fn is_elementary(tree: &Tree) -> bool {
    let parts = || tree.children().into_iter().all(is_elementary);
    match &tree.kind {
        Kind::Number(_) => true,
        Kind::Name(name) => name.font.is_none(),
        Kind::Operator(_) => is_of_numbers(tree),
        Kind::Sum(_) | Kind::Fraction(..) | Kind::Root { .. } | Kind::Brace(_) => parts(),
        // `[F(x)]_a^b` is a difference.
        Kind::Scripts {
            base, sub: Some(_), ..
        } if !matches!(base.kind, Kind::Name(_) | Kind::Operator(_)) => false,
        Kind::Scripts {
            base, primes: 0, ..
        } => is_of_numbers(base) || parts(),
        Kind::Group { open, .. } => matches!(open.as_str(), "(" | "[" | "|" | r"\{") && parts(),
        Kind::Product(factors) => factors.iter().enumerate().all(|(at, (_, factor))| {
            let next = factors.get(at + 1);
            let called = matches!(factor.kind, Kind::Name(_) | Kind::Scripts { .. })
                && next.is_some_and(|(times, next)| {
                    *times == Times::Juxtaposed && matches!(next.kind, Kind::Group { .. })
                });
            is_of_numbers(factor) || !called && is_elementary(factor)
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse_expression;

    /// Whether the sides are read as antiderivatives.
    fn speaks_of_antiderivatives(sides: &[&str]) -> bool {
        let mut trees: Vec<Tree> = sides.iter().map(|text| parse_expression(text).0).collect();
        let before = trees.clone();
        differentiate(&mut trees.iter_mut().collect::<Vec<_>>());
        trees != before
    }

    #[test]
    fn an_equation_that_shows_the_variable_is_of_antiderivatives() {
        for sides in [
            [r"\int \sin x \, dx", r"-\cos x + C"],
            [r"\int x e^x dx", r"x e^x - \int e^x dx = x e^x - e^x"],
            [
                r"\int \frac{dt}{t^2 + a^2}",
                r"\frac{1}{a} \arctan\frac{t}{a}",
            ],
        ] {
            let sides: Vec<&str> = sides.iter().flat_map(|side| side.split('=')).collect();
            assert!(speaks_of_antiderivatives(&sides), "{sides:?}");
        }
    }

    #[test]
    fn integrals_over_all_values_stay() {
        for sides in [
            [r"\int e^{-x^2} dx", r"\sqrt{\pi}"],
            [r"\int p(x) f(x) dx", "f(x)"],
            [r"\frac{e^{-x}}{\int e^{-x} dx}", "e^{-x}"],
            [r"\log \int p(x) dx", r"\log x"],
            [r"\int e^{-x} dx", r"\left[-e^{-x}\right]_0^\infty"],
            [r"\int_0^1 x dx", "x"],
            [r"\int \int x y \, dx \, dy", "x y"],
        ] {
            assert!(!speaks_of_antiderivatives(&sides), "{sides:?}");
        }
    }
}
