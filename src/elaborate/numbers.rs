//! Names that stand where only numbers can: below a fraction or a root, under a logarithm, at the ends of an integral,
//! beside a number that is added.
//!
//! A long note has one letter for a vector here and for a number there. What is said of it elsewhere does not count for
//! formulas that use it as a number. Bold letters, and whatever stands beside a transpose, are left alone.

use rustc_hash::FxHashSet;

use super::evidence::{Key, is_d};
use super::names::{Superscript, bracket, head_spelling, is_bold, letters, superscript, written};
use super::scope::{Scope, is_capital};
use crate::expr::Operator;
use crate::parse::tree::{Kind, Times, Tree};
use crate::vocabulary::{Head, head};

/// The names without index that formulas use as numbers.
pub fn numbers<'t>(scope: &Scope, trees: impl Iterator<Item = &'t Tree>) -> FxHashSet<Key> {
    let mut finder = Finder {
        scope,
        found: FxHashSet::default(),
    };
    trees.for_each(|tree| finder.visit(tree));
    finder.found
}

/// The letters that integrals and derivatives of the formulas bind.
pub fn variables<'t>(trees: impl Iterator<Item = &'t Tree>) -> FxHashSet<Key> {
    let mut found = FxHashSet::default();
    trees.for_each(|tree| bind(tree, &mut found));
    found
}

fn bind(tree: &Tree, found: &mut FxHashSet<Key>) {
    match &tree.kind {
        Kind::Integral { differential, .. } => found.extend(differential.iter().flat_map(letters)),
        Kind::Fraction(above, below) if is_derivative(above) => found.extend(letters(below)),
        Kind::Big {
            sub: Some(sub),
            sup: None,
            ..
        } => found.extend(letters(sub)),
        _ => {}
    }
    tree.children()
        .into_iter()
        .for_each(|child| bind(child, found));
}

struct Finder<'s> {
    scope: &'s Scope,
    found: FxHashSet<Key>,
}

impl Finder<'_> {
    fn visit(&mut self, tree: &Tree) {
        match &tree.kind {
            Kind::Fraction(above, below) => match plain_variable(above, below) {
                Some(variable) => self.number(variable),
                None if is_derivative(above) => {}
                None => self.number(below),
            },
            Kind::Root { body, .. } => self.number(body),
            Kind::Product(factors) => self.product(factors),
            Kind::Sum(terms) if terms.iter().any(|(_, term)| is_literal(term)) => {
                terms.iter().for_each(|(_, term)| self.small(term));
            }
            Kind::Scripts {
                base,
                sup: Some(sup),
                ..
            } => self.power(base, sup),
            Kind::Integral {
                sub: Some(low),
                sup: Some(high),
                differential,
                ..
            } => {
                let ends = [&**low, &**high].into_iter();
                ends.chain(differential).for_each(|end| self.number(end));
            }
            _ => {}
        }
        tree.children().into_iter().for_each(|t| self.visit(t));
    }

    /// Divisors, and what functions of numbers are taken of.
    fn product(&mut self, factors: &[(Times, Tree)]) {
        for (at, (times, factor)) in factors.iter().enumerate() {
            if *times == Times::Over {
                self.number(factor);
            }
            if !is_of_numbers(factor) {
                continue;
            }
            match factors.get(at + 1) {
                Some((Times::Juxtaposed, next)) => {
                    self.number(bracket(next).map_or(next, |bracket| bracket.body));
                }
                _ => continue,
            }
        }
    }

    /// A square may be that of a vector or a matrix, and an exponential that of a matrix.
    fn power(&mut self, base: &Tree, sup: &Tree) {
        let Superscript::Power(power) = superscript(sup) else {
            return;
        };
        self.small(power);
        match &power.kind {
            Kind::Number(digits) if digits == "0" || digits == "1" => {}
            _ => self.small(bracket(base).map_or(base, |bracket| bracket.body)),
        }
    }

    /// A number if no capital letter is in it, which may stand for a matrix.
    fn small(&mut self, tree: &Tree) {
        if !letters(tree).iter().any(|letter| is_capital(letter)) {
            self.number(tree);
        }
    }

    /// All names that make up a number.
    fn number(&mut self, tree: &Tree) {
        if is_transposing(tree) {
            return;
        }
        match &tree.kind {
            Kind::Sum(terms) => terms.iter().for_each(|(_, term)| self.number(term)),
            Kind::Product(factors) => self.factors(factors),
            Kind::Fraction(above, below) => [above, below].iter().for_each(|t| self.number(t)),
            Kind::Group { open, body, .. } if matches!(open.as_str(), "(" | "[" | "|") => {
                self.number(body);
            }
            Kind::Brace(body) | Kind::Decorated { body, .. } => self.number(body),
            _ => self.name(tree),
        }
    }

    /// Factors that are names, none of which can be the head of what follows.
    fn factors(&mut self, factors: &[(Times, Tree)]) {
        let simple = |(times, factor): &(Times, Tree)| {
            matches!(times, Times::Juxtaposed | Times::Over)
                && matches!(
                    factor.kind,
                    Kind::Number(_) | Kind::Name(_) | Kind::Scripts { .. }
                )
                && bracket(factor).is_none()
        };
        if factors.iter().all(simple) {
            factors.iter().for_each(|(_, factor)| self.name(factor));
        }
    }

    fn name(&mut self, tree: &Tree) {
        let Some(found) = written(tree).filter(|found| !is_bold(found.name) && found.primes == 0)
        else {
            return;
        };
        let whole = match found.sup.map(superscript) {
            None => true,
            Some(Superscript::Power(_)) => true,
            Some(_) => false,
        };
        let (key, indices) = self.scope.resolve(&found);
        if whole && indices.is_empty() {
            self.found.insert(key);
        }
    }
}

/// The x of `\frac{d}{dx}`, `\frac{df}{dx}`.
fn plain_variable<'t>(above: &Tree, below: &'t Tree) -> Option<&'t Tree> {
    let straight = |tree: &Tree| is_d(tree) && !matches!(tree.kind, Kind::Operator(_));
    let first = match &above.kind {
        Kind::Product(factors) => &factors[0].1,
        _ => above,
    };
    match &below.kind {
        Kind::Product(factors) if straight(first) => match &factors[..] {
            [(_, d), (_, variable)] if straight(d) => Some(variable),
            _ => None,
        },
        _ => None,
    }
}

/// True for the numerator of a derivative.
fn is_derivative(above: &Tree) -> bool {
    match &above.kind {
        Kind::Product(factors) => is_d(&factors[0].1),
        _ => is_d(above),
    }
}

/// A decimal number that is not 0: beside it only numbers are added.
fn is_literal(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Number(digits) if digits != "0")
}

/// A transpose, a dot, a norm or something bold anywhere inside: there arrays make up a number.
fn is_transposing(tree: &Tree) -> bool {
    let own = match &tree.kind {
        Kind::Name(name) => is_bold(name),
        Kind::Scripts { sup: Some(sup), .. } => matches!(
            superscript(sup),
            Superscript::Transpose
                | Superscript::MaybeTranspose(_)
                | Superscript::Inverse
                | Superscript::InverseTranspose
        ),
        Kind::Group { open, .. } => matches!(open.as_str(), r"\|" | r"\langle"),
        Kind::Product(factors) => factors
            .iter()
            .any(|(times, _)| matches!(times, Times::By(_))),
        _ => false,
    };
    own || tree.children().into_iter().any(is_transposing)
}

/// True for a logarithm, an exponential, a function of angles.
pub(super) fn is_of_numbers(tree: &Tree) -> bool {
    let known = head_spelling(tree).and_then(|spelling| head(&spelling));
    match known {
        Some((Head::Logarithm(_) | Head::Reciprocal(_), _)) => true,
        Some((Head::Function(operator), _)) => matches!(
            operator,
            Operator::Sin
                | Operator::Cos
                | Operator::Tan
                | Operator::Cot
                | Operator::Sec
                | Operator::Csc
                | Operator::Arcsin
                | Operator::Arccos
                | Operator::Arctan
                | Operator::Sinh
                | Operator::Cosh
                | Operator::Tanh
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::survey::Survey;
    use crate::parse::parse;

    fn used_as_numbers(formula: &str) -> Vec<Key> {
        let parsed = parse(formula, &[]);
        let mut survey = Survey::new();
        survey.formula(&parsed);
        let scope = Scope::new(&survey);
        let mut found: Vec<Key> = numbers(&scope, parsed.sides()).into_iter().collect();
        found.sort();
        found
    }

    #[test]
    fn places_of_numbers_show_numbers() {
        assert_eq!(
            used_as_numbers(r"\frac{a}{b + c} = \log u"),
            ["b", "c", "u"]
        );
        assert_eq!(
            used_as_numbers(r"s^7 (1 - s)^4 = \int_a^r g(t) dt"),
            ["a", "r", "s", "t"]
        );
        assert_eq!(used_as_numbers(r"\frac{d}{dv} g(v) = k"), ["v"]);
    }

    #[test]
    fn where_arrays_make_up_numbers_nothing_is_shown() {
        assert!(used_as_numbers(r"\frac{1}{u^{\top} v} + \log \|w\|").is_empty());
        assert!(used_as_numbers(r"\frac{a}{\mathbf{b}^{\top} c} = \sqrt{u \cdot v}").is_empty());
        assert!(used_as_numbers(r"(A + B)^2 = 1 + A = \frac{\partial f}{\partial x}").is_empty());
    }
}
