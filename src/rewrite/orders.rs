//! Inequalities: the difference of the sides as a sum of squares and other parts of one sign, or an instance of a law.

use std::rc::Rc;

use super::engine::Normalizer;
use super::entropies;
use super::matcher::{self, Bindings};
use super::step::Step;
use super::view::{content, factors, terms};
use crate::expr::*;
use crate::kernel::Proof;
use crate::theory::{Law, LawId, instantiate};

/// Squares completed one after the other.
const SQUARES: usize = 4;
/// Sums inside of one another whose terms are compared.
const NESTED: u32 = 2;

/// Proofs worth a try of `left <= right` (or `<`), the simplest first.
pub fn candidates(n: &mut Normalizer, left: Id, right: Id) -> Vec<Proof> {
    let difference = n.store.subtract(right, left);
    let normal = n.normalize(difference);
    let mut forms = vec![normal.to];
    if let Some(squares) = completed(n, normal.to) {
        forms.push(squares);
    }
    if let Some((outside, rest)) = content(n, normal.to) {
        let inner = completed(n, rest).unwrap_or(rest);
        forms.push(n.store.product(&[outside, inner]));
    }
    // As written it may show a sign that is lost where it is multiplied out.
    let mut proofs = vec![Proof::Same(difference)];
    if let Some(square) = perfect_square(n, normal.to) {
        forms.push(square);
    }
    for form in forms {
        let last = n.ring(normal.to, form);
        let step = normal.clone().then(last);
        proofs.push(match step.proof {
            Some(proof) => Rc::unwrap_or_clone(proof),
            None => Proof::Same(difference),
        });
    }
    proofs.extend(by_laws(n, left, right));
    let termwise = termwise(n, left, right, NESTED).into_iter();
    proofs.extend(termwise.map(|proof| Proof::AtMost(vec![Rc::new(proof)])));
    proofs.extend(entropies::candidates(n, left, right, normal.to));
    proofs
}

/// `a^2 + 2 a b + b^2` as `(a + b)^2`, for monomials `a` and `b`.
fn perfect_square(n: &mut Normalizer, sum: Id) -> Option<Id> {
    let all = terms(n.store, sum);
    if all.len() != 3 {
        return None;
    }
    let two = n.store.integer(2);
    let roots: Vec<Id> = all.iter().filter_map(|&term| root(n.store, term)).collect();
    for (at, &first) in roots.iter().enumerate() {
        for &second in &roots[at + 1..] {
            for sign in [1, -1] {
                let sign = n.store.integer(sign);
                let second = n.store.product(&[sign, second]);
                let inner = n.store.sum(&[first, second]);
                let square = n.store.power(inner, two);
                if n.canonical(square) == Some(sum) {
                    return Some(square);
                }
            }
        }
    }
    None
}

/// The monomial whose square a monomial is.
fn root(store: &mut Store, term: Id) -> Option<Id> {
    let halved: Option<Ids> = factors(store, term)
        .into_iter()
        .map(|factor| match store.node(factor).clone() {
            Node::Number(value) => {
                let (top, bottom) = value.to_fraction().filter(|(top, _)| *top > 0)?;
                let (a, b) = (top.isqrt(), bottom.isqrt());
                (a * a == top && b * b == bottom).then(|| store.ratio(a, b))
            }
            Node::Power(base, exponent) => {
                let exponent = store.as_number(exponent)?.to_i64()?;
                let half = store.integer(exponent / 2);
                (exponent % 2 == 0).then(|| store.power(base, half))
            }
            _ => None,
        })
        .collect();
    Some(store.product(&halved?))
}

/// A sum with the squares of its quadratic parts completed: `a t^2 + b t + c = a (t + b/(2a))^2 + (c - b^2/(4a))`.
fn completed(n: &mut Normalizer, sum: Id) -> Option<Id> {
    let mut rest = sum;
    let mut squares = Ids::new();
    for _ in 0..SQUARES {
        let Some((square, remainder)) = one_square(n, rest) else {
            break;
        };
        squares.push(square);
        rest = remainder;
    }
    if squares.is_empty() {
        return None;
    }
    squares.push(rest);
    Some(n.store.sum(&squares))
}

/// A square split off, with what is left.
fn one_square(n: &mut Normalizer, sum: Id) -> Option<(Id, Id)> {
    let two = n.store.integer(2);
    let all = terms(n.store, sum);
    let bases: Vec<Id> = all
        .iter()
        .flat_map(|&t| factors(n.store, t))
        .filter_map(|f| match *n.store.node(f) {
            Node::Power(base, exponent) if exponent == two => Some(base),
            _ => None,
        })
        .collect();
    bases
        .into_iter()
        .find_map(|base| square_of(n, &all, sum, base))
}

fn square_of(n: &mut Normalizer, all: &[Id], sum: Id, base: Id) -> Option<(Id, Id)> {
    let two = n.store.integer(2);
    let squared = n.store.power(base, two);
    let (mut a, mut b) = (Ids::new(), Ids::new());
    for &term in all {
        let (own, others): (Ids, Ids) = factors(n.store, term)
            .into_iter()
            .partition(|&f| f == squared || f == base);
        let others = n.store.product(&others);
        match own[..] {
            [only] if only == squared => a.push(others),
            [only] if only == base => b.push(others),
            _ => {}
        }
    }
    if b.is_empty() {
        return None;
    }
    let (a, b) = (n.store.sum(&a), n.store.sum(&b));
    let half = n.store.ratio(1, 2);
    let inverse = n.store.reciprocal(a);
    let shift = n.store.product(&[half, b, inverse]);
    let shift = n.canonical(shift)?;
    let inner = n.store.sum(&[base, shift]);
    let square = n.store.power(inner, two);
    let square = n.store.product(&[a, square]);
    let left = n.store.subtract(sum, square);
    let left = n.canonical(left)?;
    Some((square, left))
}

/// Instances of laws of order whose sides equal those of the claim.
fn by_laws(n: &mut Normalizer, left: Id, right: Id) -> Vec<Proof> {
    let theory = n.theory;
    let mut found = Vec::new();
    for (at, row) in theory.laws().iter().enumerate() {
        if row.relation == Comparison::Equal {
            continue;
        }
        let id = LawId(at as u32);
        for (pattern, side) in sides(n, row, left, right) {
            let values = matcher::find(n.store, &row.variables, pattern, side);
            found.extend(values.and_then(|values| instance(n, id, row, &values, left, right)));
        }
    }
    found
}

/// Inequalities between sums over the same terms by those of their terms.
fn termwise(n: &mut Normalizer, left: Id, right: Id, depth: u32) -> Vec<Proof> {
    let sums = [left, right].map(|side| match *n.store.node(side) {
        Node::Bind(BinderKind::Sum, sort, domain, body) => Some((sort, domain, body)),
        _ => None,
    });
    let [Some((sort, domain, _)), Some((other, range, body))] = sums else {
        return Vec::new();
    };
    if depth == 0 || (sort, domain) != (other, range) {
        return Vec::new();
    }
    let Some((local, low)) = n.open(left) else {
        return Vec::new();
    };
    if n.store.mentions(right, local) {
        return Vec::new();
    }
    let name = n.store.name(local);
    let high = n.store.instantiate(body, name);
    let mut inside = by_laws(n, low, high);
    inside.extend(termwise(n, low, high, depth - 1));
    let under = |body| Proof::Under {
        of: left,
        local,
        body: Rc::new(body),
    };
    inside.into_iter().map(under).collect()
}

/// Sides of the law with what they may match: the sides of the claim, as they stand and in normal form.
fn sides(n: &mut Normalizer, row: &Law, left: Id, right: Id) -> Vec<(Id, Id)> {
    let (a, b) = (n.normalize(left).to, n.normalize(right).to);
    let mut found = vec![(row.left, left), (row.right, right)];
    if a != left {
        found.push((row.left, a));
    }
    if b != right {
        found.push((row.right, b));
    }
    found
}

/// The instance of a law of order at a function `f`, shifted by what the left side of the claim has besides.
pub(super) fn shifted(
    n: &mut Normalizer,
    law: &str,
    function: Id,
    left: Id,
    right: Id,
) -> Option<Proof> {
    let id = n.theory.law(law)?;
    let row = n.theory.get(id);
    let zero = n.store.integer(0);
    let values = n.named(&row.variables, &[("f", function), ("s", zero)])?;
    let least = instantiate(n.store, row, &values)?.left;
    let shift = n.store.subtract(left, least);
    let values = n.named(&row.variables, &[("f", function), ("s", shift)])?;
    instance(n, id, row, &values, left, right)
}

fn instance(
    n: &mut Normalizer,
    law: LawId,
    row: &Law,
    values: &Bindings,
    left: Id,
    right: Id,
) -> Option<Proof> {
    let list: Option<Vec<Id>> = row
        .variables
        .iter()
        .map(|v| values.get(v).copied())
        .collect();
    let at = instantiate(n.store, row, values)?;
    let (before, after) = (n.equation(left, at.left)?, n.equation(at.right, right)?);
    Some(Proof::Order {
        law,
        values: list?,
        left: Normalizer::proof(before, left),
        right: Normalizer::proof(after, at.right),
    })
}

impl Normalizer<'_> {
    /// A step from one expression to another by their normal forms, or None where those differ.
    pub fn equation(&mut self, from: Id, to: Id) -> Option<Step> {
        let (a, b) = (self.normalize(from), self.normalize(to));
        let equal = a.to == b.to
            || matches!(
                crate::kernel::ring::equal(self.store, a.to, b.to),
                Ok(Some(_))
            );
        if !equal {
            return None;
        }
        let meet = self.ring(a.to, b.to);
        let back = self.flip(to, b);
        Some(a.then(meet).then(back))
    }
}
