//! The normal form of algebra: expressions as sums of monomials over opaque parts, arrays as words.
//!
//! Every operation is total here, as in the rest of the kernel: `1/0 = 0`, `0^0 = 1`, an even root of a negative number
//! is 0. A rule that fails at such a point reports the condition that excludes it, so `x^2 x^{-1} = x` needs nothing and
//! `x x^{-1} = 1` needs `x \neq 0`. Whether the sides as written are defined is not this module's question.
//!
//! Two expressions of the field of fractions compare equal after multiplying with their denominators ([`equal`]); the
//! printed form ([`normal`]) leaves denominators that are sums as factors.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::monomial::{Exponent, Monomial, Polynomial};
use super::numbers;
use crate::expr::*;
use crate::number::Rational;

/// Nesting beyond which a normal form is refused, so that recursion cannot exhaust the stack.
const MAX_DEPTH: u32 = 256;
/// Rounds of multiplying with denominators: each removes one layer of nested fractions.
const MAX_ROUNDS: usize = 4;
/// Work charged for arithmetic on a coefficient beyond machine words.
const BIG_NUMBER: u64 = 16;

/// Why there is no normal form, or no equality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    #[error("the budget of monomials is spent")]
    Budget,
    #[error("the expression is nested too deeply")]
    TooDeep,
    #[error("infinity is not a number")]
    Infinite,
}

pub(super) type Result<T> = std::result::Result<T, RingError>;

/// Normal forms found so far in one store, with what they cost: a hit costs what the miss did.
#[derive(Debug, Default)]
pub struct Memo {
    entries: FxHashMap<Id, Arc<Entry>>,
    /// Sums whose terms share no factor.
    pub(super) primitive: FxHashSet<Id>,
    /// What was not finished with so much work left.
    hopeless: FxHashMap<Id, u64>,
    /// Monomials kept.
    size: usize,
}

/// Monomials that a memo keeps before it is emptied: some tens of megabytes.
const KEPT: usize = 200_000;

impl Memo {
    fn keep(&mut self, id: Id, entry: Arc<Entry>) {
        self.size += 1 + entry.polynomial.terms.len();
        if self.size > KEPT {
            *self = Memo::default();
        }
        self.entries.insert(id, entry);
    }
}

#[derive(Debug)]
pub(super) struct Entry {
    pub polynomial: Polynomial,
    conditions: Vec<Id>,
    /// The polynomial as an expression.
    expression: Id,
    work: u64,
}

/// Monomials that one comparison may make.
pub const BUDGET: u64 = 60_000;

/// The Truth-sorted conditions under which `a = b` holds by algebra; None if it does not. Conditions are closed over
/// the binders that they stand under.
pub fn equal(store: &mut Store, a: Id, b: Id) -> Result<Option<Vec<Id>>> {
    with_memo(store, BUDGET, |ring| ring.equal(a, b))
}

/// The canonical expression (expanded, collected, sorted) equal to `id`, and the conditions of the equality.
pub fn normal(store: &mut Store, id: Id) -> Result<(Id, Vec<Id>)> {
    with_memo(store, BUDGET, |ring| ring.normal(id))
}

/// A computation that knows the normal forms found in the store before.
pub(super) fn with_memo<R>(
    store: &mut Store,
    budget: u64,
    compute: impl FnOnce(&mut Ring) -> R,
) -> R {
    let mut memo = store.recall::<Memo>();
    let result = compute(&mut Ring::new(store, &mut memo, budget));
    store.remember(memo);
    result
}

/// One computation: a store, a memo and what is left of the budget.
pub struct Ring<'a> {
    pub(super) store: &'a mut Store,
    pub(super) memo: &'a mut Memo,
    work: u64,
    budget: u64,
    pub(super) conditions: Vec<Id>,
    depth: u32,
}

impl<'a> Ring<'a> {
    pub fn new(store: &'a mut Store, memo: &'a mut Memo, budget: u64) -> Self {
        Ring {
            store,
            memo,
            work: 0,
            budget,
            conditions: Vec::new(),
            depth: 0,
        }
    }

    /// Work done so far, in monomials.
    pub fn work(&self) -> u64 {
        self.work
    }

    /// See the function [`equal`].
    pub fn equal(&mut self, a: Id, b: Id) -> Result<Option<Vec<Id>>> {
        (self.depth, self.conditions) = (0, Vec::new());
        if a == b {
            return Ok(Some(Vec::new()));
        }
        if self.store.is_array(a) != self.store.is_array(b) {
            return Ok(None);
        }
        let mut difference = self.entry(a)?.polynomial.clone();
        let right = self.entry(b)?;
        difference.add_scaled(&right.polynomial, &Rational::integer(-1));
        for _ in 0..MAX_ROUNDS {
            if difference.is_zero() {
                return Ok(Some(self.take_conditions()));
            }
            let denominators = self.denominators(&difference);
            if denominators.is_empty() {
                break;
            }
            difference = self.multiply_out(&difference, &denominators)?;
        }
        Ok(difference.is_zero().then(|| self.take_conditions()))
    }

    /// See the function [`normal`].
    pub fn normal(&mut self, id: Id) -> Result<(Id, Vec<Id>)> {
        (self.depth, self.conditions) = (0, Vec::new());
        let expression = self.canonical(id)?;
        Ok((expression, self.take_conditions()))
    }

    /// A monomial with content: `id = coefficient * monomial`, sums being one base each. For questions of sign.
    pub(super) fn factored(&mut self, id: Id) -> Result<(Monomial, Rational)> {
        let entry = self.entry(id)?;
        match entry.polynomial.single() {
            Some((monomial, coefficient)) => Ok((monomial.clone(), coefficient.clone())),
            None if entry.polynomial.is_zero() => Ok((Monomial::default(), Rational::zero())),
            None => {
                let (coefficient, mut monomial, base) = self.primitive(&entry.polynomial)?;
                self.merge(&mut monomial, base, &Exponent::one())?;
                Ok((monomial, coefficient))
            }
        }
    }

    fn take_conditions(&mut self) -> Vec<Id> {
        let mut conditions = std::mem::take(&mut self.conditions);
        conditions.sort_by(|&a, &b| self.store.compare(a, b));
        conditions.dedup();
        conditions
    }

    pub(super) fn charge(&mut self, work: u64) -> Result<()> {
        self.work += work;
        match self.work > self.budget {
            true => Err(RingError::Budget),
            false => Ok(()),
        }
    }

    /// Records that the relation of `0` and `of` is needed.
    pub(super) fn require(&mut self, relation: Comparison, of: Id) {
        let zero = self.store.integer(0);
        let condition = match relation {
            Comparison::NotEqual => self.store.relation(relation, of, zero),
            _ => self.store.relation(relation, zero, of),
        };
        self.conditions.push(condition);
    }

    /// The canonical expression of a subterm; its conditions are recorded.
    pub(super) fn canonical(&mut self, id: Id) -> Result<Id> {
        Ok(self.entry(id)?.expression)
    }

    /// The memoized normal form of a subterm; its conditions are recorded.
    pub(super) fn entry(&mut self, id: Id) -> Result<Arc<Entry>> {
        if let Some(entry) = self.memo.entries.get(&id).cloned() {
            self.charge(entry.work)?;
            self.conditions.extend_from_slice(&entry.conditions);
            return Ok(entry);
        }
        let left = self.budget.saturating_sub(self.work);
        if self
            .memo
            .hopeless
            .get(&id)
            .is_some_and(|&tried| left <= tried)
        {
            return Err(RingError::Budget);
        }
        let found = self.entry_anew(id);
        if let Err(RingError::Budget) = found {
            self.memo.hopeless.insert(id, left);
        }
        found
    }

    fn entry_anew(&mut self, id: Id) -> Result<Arc<Entry>> {
        if self.depth >= MAX_DEPTH {
            return Err(RingError::TooDeep);
        }
        let (before, outer) = (self.work, std::mem::take(&mut self.conditions));
        self.depth += 1;
        self.charge(1)?;
        let polynomial = self.polynomial(id)?;
        let expression = self.express(&polynomial, id);
        self.depth -= 1;
        let conditions = self.take_conditions();
        self.conditions = outer;
        self.conditions.extend_from_slice(&conditions);
        let entry = Arc::new(Entry {
            polynomial,
            conditions,
            expression,
            work: self.work - before,
        });
        self.memo.keep(id, entry.clone());
        Ok(entry)
    }

    fn polynomial(&mut self, id: Id) -> Result<Polynomial> {
        match self.store.node(id).clone() {
            Node::Number(value) => Ok(Polynomial::constant(value)),
            Node::Constant(Constant::Infinity) => Err(RingError::Infinite),
            Node::Constant(
                constant @ (Constant::Pi | Constant::E | Constant::I | Constant::EulerGamma),
            ) => {
                let base = self.store.constant(constant);
                Ok(self.atom(base))
            }
            Node::Sum(terms) if self.same_shape(&terms) => self.sum_of(&terms),
            Node::Product(factors) => self.product_of(&factors),
            Node::Chain(factors) if self.composable(&factors) => self.chain_of(&factors),
            Node::Power(base, exponent) => self.power_of(base, exponent),
            Node::Apply(Operator::Transpose, args) => {
                let entry = self.entry(args[0])?;
                self.transposed(&entry.polynomial)
            }
            Node::Apply(Operator::ZeroVector, _) => Ok(Polynomial::default()),
            _ => self.opaque_polynomial(id),
        }
    }

    /// A part that arithmetic does not look through, unless it is a number after all, or a sum of zeros.
    fn opaque_polynomial(&mut self, id: Id) -> Result<Polynomial> {
        let opaque = self.opaque(id)?;
        match self.store.node(opaque) {
            Node::Bind(BinderKind::Sum | BinderKind::Integral, _, _, body)
                if self.store.is_zero(*body) =>
            {
                Ok(Polynomial::default())
            }
            Node::Apply(operator, args) => match numbers::value(self.store, *operator, args) {
                Some(value) => Ok(Polynomial::constant(value)),
                None => Ok(self.atom(opaque)),
            },
            _ => Ok(self.atom(opaque)),
        }
    }

    pub(super) fn atom(&self, id: Id) -> Polynomial {
        let monomial = match self.store.is_array(id) {
            true => Monomial::letter(id),
            false => Monomial::factor(id, Exponent::one()),
        };
        Polynomial::term(monomial, Rational::one())
    }

    fn same_shape(&mut self, terms: &[Id]) -> bool {
        let shape = self.store.shape(terms[0]);
        terms.iter().all(|&term| self.store.shape(term) == shape)
    }

    fn composable(&mut self, factors: &[Id]) -> bool {
        factors
            .windows(2)
            .all(|pair| self.store.shape(pair[0]).1 == self.store.shape(pair[1]).0)
    }

    fn sum_of(&mut self, terms: &[Id]) -> Result<Polynomial> {
        let mut sum = Polynomial::default();
        for &term in terms {
            let entry = self.entry(term)?;
            self.charge(entry.polynomial.terms.len() as u64)?;
            sum.add_scaled(&entry.polynomial, &Rational::one());
        }
        Ok(sum)
    }

    /// Factors of one term first, so that a sum in the numerator meets its reciprocal before it is expanded.
    fn product_of(&mut self, factors: &[Id]) -> Result<Polynomial> {
        let (mut monomial, mut coefficient) = (Monomial::default(), Rational::one());
        let mut sums: Vec<Arc<Entry>> = Vec::new();
        for &factor in factors {
            let entry = self.entry(factor)?;
            match entry.polynomial.single() {
                Some((other, value)) => {
                    coefficient = coefficient.mul(value);
                    self.merge_all(&mut monomial, other)?;
                }
                None => sums.push(entry),
            }
        }
        let cancels = monomial
            .factors
            .iter()
            .any(|&(base, _)| self.is_compound(base));
        let mut rest: Vec<Arc<Entry>> = Vec::new();
        for entry in sums {
            if !cancels || entry.polynomial.is_zero() || self.has_words(&entry.polynomial) {
                rest.push(entry);
                continue;
            }
            let (content, common, base) = self.primitive(&entry.polynomial)?;
            coefficient = coefficient.mul(&content);
            self.merge_all(&mut monomial, &common)?;
            self.merge(&mut monomial, base, &Exponent::one())?;
        }
        let mut product = self.settle(monomial, coefficient)?;
        for entry in rest {
            product = self.multiply(&product, &entry.polynomial)?;
        }
        Ok(product)
    }

    fn has_words(&self, polynomial: &Polynomial) -> bool {
        polynomial
            .terms
            .keys()
            .any(|monomial| !monomial.word.is_empty())
    }

    fn chain_of(&mut self, factors: &[Id]) -> Result<Polynomial> {
        let mut product = Polynomial::constant(Rational::one());
        for &factor in factors {
            let entry = self.entry(factor)?;
            product = self.multiply(&product, &entry.polynomial)?;
        }
        Ok(product)
    }

    /// Product of two polynomials, words in that order.
    pub(super) fn multiply(&mut self, a: &Polynomial, b: &Polynomial) -> Result<Polynomial> {
        let mut product = Polynomial::default();
        for (left, m) in &a.terms {
            for (right, n) in &b.terms {
                let big = m.to_fraction().is_none() || n.to_fraction().is_none();
                self.charge(if big { BIG_NUMBER } else { 1 })?;
                let mut monomial = left.clone();
                let touched = self.merge_all(&mut monomial, right)?;
                let coefficient = m.mul(n);
                if touched {
                    let settled = self.settle(monomial, coefficient)?;
                    product.add_scaled(&settled, &Rational::one());
                } else {
                    product.add(monomial, &coefficient);
                }
            }
        }
        Ok(product)
    }

    /// Multiplies a monomial with another; true if the result may need [`Ring::settle`].
    pub(super) fn merge_all(&mut self, monomial: &mut Monomial, other: &Monomial) -> Result<bool> {
        let mut touched = false;
        for (base, exponent) in &other.factors {
            touched |= self.merge(monomial, *base, exponent)?;
        }
        if !other.word.is_empty() {
            touched |= !monomial.word.is_empty();
            monomial.word.extend_from_slice(&other.word);
        }
        Ok(touched)
    }

    /// Sums of other denominators, with the greatest negative exponent each.
    fn denominators(&self, polynomial: &Polynomial) -> Vec<(Id, Rational)> {
        let mut found: Vec<(Id, Rational)> = Vec::new();
        for (base, exponent) in polynomial.terms.keys().flat_map(|m| &m.factors) {
            let constant = self.constant_part(exponent);
            if !self.is_compound(*base) || !constant.is_negative() {
                continue;
            }
            match found.iter_mut().find(|(b, _)| b == base) {
                Some((_, least)) => *least = constant.min(least.clone()),
                None => found.push((*base, constant)),
            }
        }
        found
    }

    fn multiply_out(
        &mut self,
        polynomial: &Polynomial,
        by: &[(Id, Rational)],
    ) -> Result<Polynomial> {
        for (base, _) in by {
            self.require(Comparison::NotEqual, *base);
        }
        let mut product = Polynomial::default();
        for (monomial, coefficient) in &polynomial.terms {
            let mut monomial = monomial.clone();
            self.charge(1)?;
            for (base, exponent) in by {
                self.merge(&mut monomial, *base, &Exponent::Number(exponent.neg()))?;
            }
            let settled = self.settle(monomial, coefficient.clone())?;
            product.add_scaled(&settled, &Rational::one());
        }
        Ok(product)
    }

    /// The node with canonical children. What a child needs under a binder is closed over the binder's variable.
    fn opaque(&mut self, id: Id) -> Result<Id> {
        let children = self.store.children(id);
        let binder = match *self.store.node(id) {
            Node::Bind(kind, sort, domain, _) => Some((sort, super::scope(kind, domain))),
            _ => None,
        };
        let cases = matches!(self.store.node(id), Node::Cases(_));
        let mut mapped = Ids::new();
        for (at, &child) in children.iter().enumerate() {
            let before = self.conditions.len();
            let canonical = match self.is_infinite(child) {
                true => child,
                false => self.canonical(child)?,
            };
            match binder {
                Some((sort, domain)) if at + 1 == children.len() => {
                    for condition in &mut self.conditions[before..] {
                        *condition = self
                            .store
                            .bind(BinderKind::ForAll, sort, domain, *condition);
                    }
                }
                // A case's value matters only where its condition holds: leave it as it stands.
                _ if cases && self.conditions.len() > before => {
                    self.conditions.truncate(before);
                    mapped.push(child);
                    continue;
                }
                _ => {}
            }
            mapped.push(canonical);
        }
        match mapped == children {
            true => Ok(id),
            false => Ok(self.store.with_children(id, &mapped)),
        }
    }

    /// Infinity or its negative, as ends of domains are.
    fn is_infinite(&self, id: Id) -> bool {
        match self.store.node(id) {
            Node::Constant(Constant::Infinity) => true,
            Node::Product(factors) => {
                let ends =
                    |&f: &Id| matches!(self.store.node(f), Node::Constant(Constant::Infinity));
                factors.len() == 2
                    && self.store.as_number(factors[0]).is_some()
                    && ends(&factors[1])
            }
            _ => false,
        }
    }

    /// The polynomial as an expression; `shape_of` gives the shape of a zero.
    pub(super) fn express(&mut self, polynomial: &Polynomial, shape_of: Id) -> Id {
        if polynomial.is_zero() {
            return self.zero_like(shape_of);
        }
        let terms: Ids = polynomial
            .terms
            .iter()
            .map(|(monomial, coefficient)| self.express_term(monomial, coefficient))
            .collect();
        self.store.sum(&terms)
    }

    fn zero_like(&mut self, id: Id) -> Id {
        let (rows, columns) = self.store.shape(id);
        if !self.store.is_array(id) {
            return self.store.integer(0);
        }
        let column = self.store.apply(Operator::ZeroVector, &[rows]);
        if self.store.is_one(columns) {
            return column;
        }
        let row = self.store.apply(Operator::ZeroVector, &[columns]);
        let row = self.store.apply(Operator::Transpose, &[row]);
        self.store.times(&[column, row])
    }

    pub(super) fn express_term(&mut self, monomial: &Monomial, coefficient: &Rational) -> Id {
        let mut factors = Ids::new();
        if !coefficient.is_one() {
            factors.push(self.store.number(coefficient.clone()));
        }
        for (base, exponent) in &monomial.factors {
            factors.push(match exponent {
                Exponent::Number(value) if value.is_one() => *base,
                Exponent::Number(value) => {
                    let value = self.store.number(value.clone());
                    self.store.power(*base, value)
                }
                Exponent::Symbolic(exponent) => self.store.power(*base, *exponent),
            });
        }
        match monomial.word.len() {
            0 => {}
            1 => factors.push(monomial.word[0]),
            _ => factors.push(self.store.chain(&monomial.word)),
        }
        self.store.product(&factors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Names {
        store: Store,
        x: Id,
        y: Id,
        n: Id,
    }

    fn names() -> Names {
        let mut store = Store::new();
        let mut name = |spelling: &str, sort: Sort| {
            let symbol = store.declare(spelling, sort);
            store.name(symbol)
        };
        let (x, y, n) = (
            name("x", Sort::Real),
            name("y", Sort::Real),
            name("n", Sort::Integer),
        );
        Names { store, x, y, n }
    }

    fn conditions(store: &mut Store, a: Id, b: Id) -> usize {
        equal(store, a, b).expect("small").expect("equal").len()
    }

    #[test]
    fn fractions_are_compared_by_cross_multiplication() {
        let Names { mut store, x, .. } = names();
        let s = &mut store;
        let (one, two) = (s.integer(1), s.integer(2));
        let (below, above) = (s.subtract(x, one), s.sum(&[x, one]));
        let (p, q) = (s.reciprocal(below), s.reciprocal(above));
        let left = s.subtract(p, q);
        let square = s.power(x, two);
        let denominator = s.subtract(square, one);
        let right = s.divide(two, denominator);
        assert_eq!(conditions(s, left, right), 3);
    }

    #[test]
    fn cancelling_needs_what_it_needs() {
        let Names { mut store, x, y, n } = names();
        let s = &mut store;
        let (one, two, half) = (s.integer(1), s.integer(2), s.ratio(1, 2));
        let ratio = s.divide(x, x);
        assert_eq!(conditions(s, ratio, one), 1);
        let root = s.sqrt(x);
        let square = s.product(&[root, root]);
        assert_eq!(conditions(s, square, x), 1);
        let (xx, xy) = (s.power(x, two), s.product(&[x, y]));
        let root = s.power(xx, half);
        assert_eq!(equal(s, root, x), Ok(None));
        let (whole, a, b) = (s.power(xy, n), s.power(x, n), s.power(y, n));
        let split = s.product(&[a, b]);
        assert_eq!(conditions(s, whole, split), 0);
    }

    #[test]
    fn exponents_are_canonical() {
        let Names { mut store, x, y, n } = names();
        let s = &mut store;
        let (one, two, eight) = (s.integer(1), s.integer(2), s.integer(8));
        let next = s.sum(&[n, one]);
        let (left, power) = (s.power(two, next), s.power(two, n));
        let right = s.product(&[two, power]);
        assert_eq!(conditions(s, left, right), 0);
        let (left, root) = (s.sqrt(eight), s.sqrt(two));
        let right = s.product(&[two, root]);
        assert_eq!(conditions(s, left, right), 0);
        let (a, b, sum) = (s.exp(x), s.exp(y), s.sum(&[x, y]));
        let (left, right) = (s.product(&[a, b]), s.exp(sum));
        assert_eq!(conditions(s, left, right), 0);
    }

    #[test]
    fn the_constant_of_a_normal_density() {
        let Names { mut store, x, .. } = names();
        let s = &mut store;
        let (two, pi) = (s.integer(2), s.constant(Constant::Pi));
        let square = s.power(x, two);
        let product = s.product(&[two, pi, square]);
        let (whole, inner) = (s.sqrt(product), s.product(&[two, pi]));
        let (a, b) = (s.sqrt(inner), s.sqrt(square));
        let left = s.reciprocal(whole);
        let (a, b) = (s.reciprocal(a), s.reciprocal(b));
        let right = s.product(&[a, b]);
        assert_eq!(conditions(s, left, right), 0);
    }

    #[test]
    fn arrays_keep_their_order_and_scalars_turn_round() {
        let mut s = Store::new();
        let n = s.declare("n", Sort::Integer);
        let n = s.name(n);
        let mut name = |spelling: &str, sort| {
            let symbol = s.declare(spelling, sort);
            s.name(symbol)
        };
        let (a, b) = (name("A", Sort::Matrix(n, n)), name("B", Sort::Matrix(n, n)));
        let (u, v) = (name("u", Sort::Vector(n)), name("v", Sort::Vector(n)));
        let (ab, ba) = (s.chain(&[a, b]), s.chain(&[b, a]));
        assert_eq!(equal(&mut s, ab, ba), Ok(None));
        let sum = s.sum(&[a, b]);
        let left = s.chain(&[sum, u]);
        let (au, bu) = (s.chain(&[a, u]), s.chain(&[b, u]));
        let right = s.sum(&[bu, au]);
        assert_eq!(conditions(&mut s, left, right), 0);
        let (ut, vt) = (
            s.apply(Operator::Transpose, &[u]),
            s.apply(Operator::Transpose, &[v]),
        );
        let (uv, vu) = (s.chain(&[ut, v]), s.chain(&[vt, u]));
        assert_eq!(conditions(&mut s, uv, vu), 0);
        let (left, right) = (s.chain(&[u, vt, u]), s.chain(&[u, ut, v]));
        assert_eq!(conditions(&mut s, left, right), 0);
    }

    #[test]
    fn budgets_end_expansions() {
        let mut s = Store::new();
        let names: Vec<Id> = ["a", "b", "c", "d", "e"]
            .iter()
            .map(|spelling| {
                let symbol = s.declare(spelling, Sort::Real);
                s.name(symbol)
            })
            .collect();
        let (sum, exponent) = (s.sum(&names), s.integer(200));
        let power = s.power(sum, exponent);
        assert_eq!(normal(&mut s, power), Err(RingError::Budget));
    }
}
