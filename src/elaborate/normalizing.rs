//! The factor before the exponential of a normal density, `(2\pi)^{-n/2} |V|^{-1/2}`: it says how large the matrix is.

use crate::parse::tree::{Kind, Sign, Times, Tree};

/// What is raised to a power beside other factors, and whether that is half of the power as written.
struct Raised<'t> {
    body: &'t Tree,
    halved: bool,
}

/// Size and matrix of a product, quotient or root with one power of `2 \pi` and one determinant to the same power.
pub fn normalizer(tree: &Tree) -> Option<(&Tree, &Tree)> {
    let (mut sizes, mut matrices) = (Vec::new(), Vec::new());
    collect(tree, false, &mut sizes, &mut matrices);
    match (&sizes[..], &matrices[..]) {
        ([size], [matrix]) if size.halved == matrix.halved => Some((size.body, matrix.body)),
        _ => None,
    }
}

fn collect<'t>(
    tree: &'t Tree,
    rooted: bool,
    sizes: &mut Vec<Raised<'t>>,
    matrices: &mut Vec<Raised<'t>>,
) {
    let (base, sup) = match &tree.kind {
        Kind::Product(factors) => {
            for (_, factor) in factors {
                collect(factor, rooted, sizes, matrices);
            }
            return;
        }
        Kind::Fraction(above, below) => {
            collect(above, rooted, sizes, matrices);
            return collect(below, rooted, sizes, matrices);
        }
        Kind::Root { index: None, body } => return collect(body, true, sizes, matrices),
        Kind::Brace(body) => return collect(body, rooted, sizes, matrices),
        Kind::Scripts {
            base,
            sub: None,
            sup: Some(sup),
            primes: 0,
        } => (&**base, Some(&**sup)),
        _ => (tree, None),
    };
    let Kind::Group { open, body, .. } = &base.kind else {
        return;
    };
    match (open.as_str(), sup) {
        ("|", None) => matrices.push(Raised {
            body,
            halved: rooted,
        }),
        ("|", Some(sup)) => {
            // Any other power leaves the size open.
            let (power, half) = halved(sup);
            let halved = half && is_number(power, "1") && !rooted;
            let found = Raised { body, halved };
            matrices.push(found);
            if !halved {
                matrices.push(Raised { body, halved });
            }
        }
        (_, Some(sup)) if is_two_pi(body) => {
            let (size, half) = halved(sup);
            if is_size(size) && !(half && rooted) {
                sizes.push(Raised {
                    body: size,
                    halved: half || rooted,
                });
            }
        }
        _ => {}
    }
}

/// `n` of `n`, `-n`; of `n/2`, `\frac{n}{2}`, which are halves.
fn halved(power: &Tree) -> (&Tree, bool) {
    match &power.kind {
        Kind::Sum(terms) => match &terms[..] {
            [(Sign::Plus | Sign::Minus, term)] => halved(term),
            _ => (power, false),
        },
        Kind::Brace(body) => halved(body),
        Kind::Fraction(above, below) if is_number(below, "2") => (above, true),
        Kind::Product(factors) => match &factors[..] {
            [(_, above), (Times::Over, below)] if is_number(below, "2") => (above, true),
            _ => (power, false),
        },
        _ => (power, false),
    }
}

fn is_number(tree: &Tree, digits: &str) -> bool {
    matches!(&tree.kind, Kind::Number(found) if found == digits)
}

/// A name, or a number from 2 on.
fn is_size(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Number(digits) => !matches!(digits.as_str(), "0" | "1"),
        Kind::Scripts {
            base,
            sup: None,
            primes: 0,
            ..
        } => matches!(base.kind, Kind::Name(_)),
        _ => matches!(tree.kind, Kind::Name(_)),
    }
}

fn is_two_pi(tree: &Tree) -> bool {
    let Kind::Product(factors) = &tree.kind else {
        return false;
    };
    let [(_, two), (_, pi)] = &factors[..] else {
        return false;
    };
    is_number(two, "2") && matches!(&pi.kind, Kind::Name(name) if name.letter == r"\pi")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::names::mark;

    #[test]
    fn the_power_of_two_pi_is_the_size_of_the_determinant_beside_it() {
        let found = |text: &str| {
            let formula = crate::parse::parse(text, &[]);
            let tree = formula.rows[0].statements[0].sides[0].clone()?;
            normalizer(&tree).map(|(size, matrix)| format!("{}: {}", mark(matrix), mark(size)))
        };
        for text in [
            r"\frac{1}{\sqrt{(2 \pi)^m |A|}}",
            r"(2\pi)^{-m/2} |A|^{-\frac{1}{2}}",
            r"\frac{c}{(2 \pi)^{m/2} \sqrt{|A|}}",
        ] {
            assert_eq!(found(text).as_deref(), Some("A: m"), "{text}");
        }
        for text in [
            r"(2\pi)^{m/2} |A|",
            r"(2\pi)^{m k/2} |A|^{1/2}",
            r"\sqrt{(2\pi)^{m} |A|^k}",
            r"\sqrt{(2\pi)^{m} |A| |B|}",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
