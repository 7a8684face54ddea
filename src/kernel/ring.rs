//! Arithmetic that the kernel recomputes: equality in the field of fractions over opaque parts.
//!
//! `a = b` holds if the difference, its denominators cleared, is the zero polynomial. Whatever was cancelled or merged
//! on the way is reported as conditions: `x \neq 0` where `x^{-1}` met `x`, `x \ge 0` where roots of `x` met, `x > 0`
//! where real powers did. Opaque parts (functions, binders) are compared after the same has been done inside them.

use rustc_hash::FxHashMap;

use super::polynomial::{Monomial, Polynomial};
use crate::expr::*;
use crate::number::Rational;

/// Why arithmetic gave up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    #[error("the expression grows too large when multiplied out")]
    TooLarge,
    #[error("division by zero")]
    DivisionByZero,
}

/// Products of monomials that one call may make.
const LIMIT: usize = 60_000;
/// Expressions nested deeper than this are not looked into.
const DEPTH: usize = 400;
/// Denominators that are cleared one after the other.
const ROUNDS: usize = 64;

/// The conditions under which `a = b` holds by arithmetic, None if it does not. Conditions are closed.
pub fn equal(store: &mut Store, a: Id, b: Id) -> Result<Option<Vec<Id>>, RingError> {
    if a == b {
        return Ok(Some(Vec::new()));
    }
    let mut ring = Ring::new(store);
    let mut difference = ring.expand(a)?;
    let right = ring.expand(b)?;
    difference.add(&right.scaled(&Rational::integer(-1)));
    for _ in 0..ROUNDS {
        if difference.is_zero() {
            return Ok(Some(ring.conditions));
        }
        match ring.denominator(&difference) {
            Some((sum, degree)) => difference = ring.clear(&difference, sum, degree)?,
            None => return Ok(None),
        }
    }
    Err(RingError::TooLarge)
}

/// The expanded form of an expression and the conditions under which it equals it.
pub fn normal(store: &mut Store, id: Id) -> Result<(Id, Vec<Id>), RingError> {
    let mut ring = Ring::new(store);
    let expanded = ring.expand(id)?;
    let id = ring.build(&expanded);
    Ok((id, ring.conditions))
}

struct Ring<'a> {
    store: &'a mut Store,
    conditions: Vec<Id>,
    memo: FxHashMap<Id, Polynomial>,
    work: usize,
    depth: usize,
}

impl<'a> Ring<'a> {
    fn new(store: &'a mut Store) -> Self {
        Self {
            store,
            conditions: Vec::new(),
            memo: FxHashMap::default(),
            work: 0,
            depth: 0,
        }
    }

    fn require(&mut self, comparison: Comparison, id: Id) {
        let zero = self.store.integer(0);
        let condition = match comparison {
            Comparison::NotEqual => self.store.relation(Comparison::NotEqual, id, zero),
            other => self.store.relation(other, zero, id),
        };
        if !self.conditions.contains(&condition) {
            self.conditions.push(condition);
        }
    }

    fn expand(&mut self, id: Id) -> Result<Polynomial, RingError> {
        if let Some(known) = self.memo.get(&id) {
            return Ok(known.clone());
        }
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(RingError::TooLarge);
        }
        let result = match self.store.node(id).clone() {
            Node::Number(value) => Polynomial::constant(value),
            Node::Sum(terms) => {
                let mut sum = Polynomial::default();
                for &term in terms.iter() {
                    let term = self.expand(term)?;
                    sum.add(&term);
                }
                sum
            }
            Node::Product(factors) => self.expand_product(&factors)?,
            Node::Chain(factors) => self.expand_chain(&factors)?,
            Node::Power(base, exponent) => self.expand_power(id, base, exponent)?,
            _ => self.opaque(id)?,
        };
        self.depth -= 1;
        self.memo.insert(id, result.clone());
        Ok(result)
    }

    fn expand_product(&mut self, factors: &[Id]) -> Result<Polynomial, RingError> {
        let mut product = Polynomial::constant(Rational::one());
        for &factor in factors {
            let factor = self.expand(factor)?;
            product = self.multiply(&product, &factor)?;
        }
        Ok(product)
    }

    /// A chain multiplied out. One that is a scalar (`x^T A x`) becomes atoms, one for each word.
    fn expand_chain(&mut self, factors: &[Id]) -> Result<Polynomial, RingError> {
        let product = self.expand_product(factors)?;
        let mut result = Polynomial::default();
        for (mut monomial, coefficient) in product.0 {
            if monomial.word.len() > 1 {
                let chain = self.store.chain(&monomial.word);
                if !self.store.is_array(chain) {
                    monomial.word.clear();
                    let scalar = self
                        .multiply_monomials(&monomial, &Monomial::atom(chain, Rational::one()))?;
                    result.add(&scalar.scaled(&coefficient));
                    continue;
                }
            }
            result.add_term(monomial, coefficient);
        }
        Ok(result)
    }

    fn expand_power(&mut self, id: Id, base: Id, exponent: Id) -> Result<Polynomial, RingError> {
        let exponent = self.expand(exponent)?;
        if *self.store.node(base) == Node::Constant(Constant::E) {
            return Ok(self.symbolic(base, exponent));
        }
        let inner = self.expand(base)?;
        let Some(value) = exponent.as_constant() else {
            return self.expand_symbolic(&inner, exponent);
        };
        if self.store.is_array(base) && !(value.is_integer() && value.is_positive()) {
            return self.opaque(id);
        }
        match value.to_i64() {
            Some(power) if power >= 0 => self.integer_power(&inner, power),
            _ => self.real_power(&inner, &value),
        }
    }

    fn integer_power(&mut self, base: &Polynomial, power: i64) -> Result<Polynomial, RingError> {
        let mut result = Polynomial::constant(Rational::one());
        if power > 1 && base.0.len() > 1 && power > 4096 {
            return Err(RingError::TooLarge);
        }
        if let Some((monomial, coefficient)) = base.as_term()
            && monomial.word.is_empty()
        {
            let monomial = self.scale_exponents(monomial, &Rational::integer(power));
            let coefficient = coefficient.pow(power).ok_or(RingError::TooLarge)?;
            return self.settle(monomial, coefficient);
        }
        for _ in 0..power {
            result = self.multiply(&result, base)?;
        }
        Ok(result)
    }

    /// A negative or fractional power. A single product is taken apart (its factors' signs permitting); a sum stays whole.
    fn real_power(
        &mut self,
        inner: &Polynomial,
        exponent: &Rational,
    ) -> Result<Polynomial, RingError> {
        if inner.is_zero() {
            return if exponent.is_negative() {
                Err(RingError::DivisionByZero)
            } else {
                Ok(Polynomial::default())
            };
        }
        let Some((monomial, coefficient)) = inner.as_term() else {
            let sum = self.build(inner);
            return Ok(Polynomial::term(
                Monomial::atom(sum, exponent.clone()),
                Rational::one(),
            ));
        };
        let (monomial, coefficient) = (monomial.clone(), coefficient.clone());
        if let Some(power) = exponent.to_i64() {
            let scaled = self.scale_exponents(&monomial, exponent);
            let coefficient = coefficient.pow(power).ok_or(RingError::DivisionByZero)?;
            return self.settle(scaled, coefficient);
        }
        if monomial.is_one() {
            return self.root_of_number(&coefficient, exponent);
        }
        let exponential = monomial.atoms.is_empty()
            && self.only_exponential(&monomial)
            && coefficient.is_positive();
        let simple = coefficient.is_one()
            && monomial.powers.is_empty()
            && matches!(&monomial.atoms[..], [(_, e)] if e.is_one());
        if exponential || simple {
            let root = self.root_of_number(&coefficient, exponent)?;
            let scaled =
                Polynomial::term(self.scale_exponents(&monomial, exponent), Rational::one());
            return self.multiply(&root, &scaled);
        }
        let whole = self.build(inner);
        Ok(Polynomial::term(
            Monomial::atom(whole, exponent.clone()),
            Rational::one(),
        ))
    }

    fn only_exponential(&self, monomial: &Monomial) -> bool {
        monomial
            .powers
            .iter()
            .all(|(base, _)| *self.store.node(*base) == Node::Constant(Constant::E))
    }

    /// `c^e` for a positive number: prime by prime, whole powers taken out.
    fn root_of_number(
        &mut self,
        value: &Rational,
        exponent: &Rational,
    ) -> Result<Polynomial, RingError> {
        let Some((numerator, denominator)) = value.to_fraction().filter(|_| value.is_positive())
        else {
            let number = self.store.number(value.clone());
            return Ok(Polynomial::term(
                Monomial::atom(number, exponent.clone()),
                Rational::one(),
            ));
        };
        let mut result = Polynomial::constant(Rational::one());
        for (number, sign) in [(numerator, 1), (denominator, -1)] {
            for (prime, count) in factors(number) {
                let power = exponent.mul(&Rational::integer(sign * count));
                let prime = self.store.integer(prime);
                let factor = self.settle(Monomial::atom(prime, power), Rational::one())?;
                result = self.multiply(&result, &factor)?;
            }
        }
        Ok(result)
    }

    fn expand_symbolic(
        &mut self,
        inner: &Polynomial,
        exponent: Polynomial,
    ) -> Result<Polynomial, RingError> {
        if let Some((monomial, coefficient)) = inner.as_term()
            && coefficient.is_one()
            && monomial.atoms.is_empty()
            && monomial.word.is_empty()
            && let [(e, power)] = &monomial.powers[..]
            && *self.store.node(*e) == Node::Constant(Constant::E)
        {
            let (e, power) = (*e, power.clone());
            let product = self.multiply(&power, &exponent)?;
            return Ok(self.symbolic(e, product));
        }
        let base = self.build(inner);
        Ok(self.symbolic(base, exponent))
    }

    /// `base^exponent` as it stands.
    fn symbolic(&mut self, base: Id, exponent: Polynomial) -> Polynomial {
        if exponent.is_zero() {
            return Polynomial::constant(Rational::one());
        }
        let monomial = Monomial {
            powers: vec![(base, exponent)],
            ..Monomial::default()
        };
        Polynomial::term(monomial, Rational::one())
    }

    /// Exponents of a product raised to a number: `(x^a)^k = x^{ak}`, where that makes a root whole or turns a reciprocal
    /// over only for the `x` for which both are defined.
    fn scale_exponents(&mut self, monomial: &Monomial, factor: &Rational) -> Monomial {
        for (id, exponent) in &monomial.atoms {
            if self.store.as_number(*id).is_some_and(Rational::is_positive) {
                continue;
            }
            if !exponent.is_integer() {
                self.require(
                    if exponent.is_negative() {
                        Comparison::Less
                    } else {
                        Comparison::LessEqual
                    },
                    *id,
                );
            } else if exponent.is_negative() && !factor.is_positive() {
                self.require(Comparison::NotEqual, *id);
            }
        }
        for (id, _) in &monomial.powers {
            self.require_positive_base(*id);
        }
        Monomial {
            atoms: monomial
                .atoms
                .iter()
                .map(|(id, e)| (*id, e.mul(factor)))
                .collect(),
            powers: monomial
                .powers
                .iter()
                .map(|(id, e)| (*id, e.scaled(factor)))
                .collect(),
            word: Vec::new(),
        }
    }

    fn multiply(&mut self, a: &Polynomial, b: &Polynomial) -> Result<Polynomial, RingError> {
        self.work += a.0.len() * b.0.len();
        if self.work > LIMIT {
            return Err(RingError::TooLarge);
        }
        let mut result = Polynomial::default();
        for (m, c) in &a.0 {
            for (n, d) in &b.0 {
                let product = self.multiply_monomials(m, n)?;
                result.add(&product.scaled(&c.mul(d)));
            }
        }
        Ok(result)
    }

    fn multiply_monomials(&mut self, m: &Monomial, n: &Monomial) -> Result<Polynomial, RingError> {
        let mut result = m.clone();
        result.word.extend_from_slice(&n.word);
        for (id, exponent) in &n.atoms {
            self.merge_atom(&mut result, *id, exponent);
        }
        for (id, exponent) in &n.powers {
            self.merge_power(&mut result, *id, exponent);
        }
        self.settle(result, Rational::one())
    }

    fn merge_atom(&mut self, into: &mut Monomial, id: Id, exponent: &Rational) {
        if into.powers.iter().any(|(base, _)| *base == id) {
            return self.merge_power(into, id, &Polynomial::constant(exponent.clone()));
        }
        match into.atoms.binary_search_by(|(known, _)| known.cmp(&id)) {
            Err(place) => into.atoms.insert(place, (id, exponent.clone())),
            Ok(place) => {
                let known = into.atoms[place].1.clone();
                self.require_for_merge(id, &known, exponent);
                let sum = known.add(exponent);
                if sum.is_zero() {
                    into.atoms.remove(place);
                } else {
                    into.atoms[place].1 = sum;
                }
            }
        }
    }

    /// `x^a x^b = x^{a+b}` for numbers `a`, `b`.
    fn require_for_merge(&mut self, id: Id, a: &Rational, b: &Rational) {
        if self.store.as_number(id).is_some_and(Rational::is_positive) {
            return;
        }
        if a.is_integer() && b.is_integer() {
            if a.is_negative() != b.is_negative() {
                self.require(Comparison::NotEqual, id);
            }
        } else if a.is_negative() || b.is_negative() {
            self.require(Comparison::Less, id);
        } else {
            self.require(Comparison::LessEqual, id);
        }
    }

    fn merge_power(&mut self, into: &mut Monomial, id: Id, exponent: &Polynomial) {
        let mut total = exponent.clone();
        let mut merged = false;
        if let Some(place) = into.atoms.iter().position(|(base, _)| *base == id) {
            total.add(&Polynomial::constant(into.atoms.remove(place).1));
            merged = true;
        }
        let place = into.powers.binary_search_by(|(known, _)| known.cmp(&id));
        if let Ok(place) = place {
            total.add(&into.powers.remove(place).1);
            merged = true;
        }
        if merged {
            self.require_positive_base(id);
        }
        match total.as_constant() {
            Some(value) if value.is_zero() => {}
            Some(value) if *self.store.node(id) != Node::Constant(Constant::E) => {
                self.merge_atom(into, id, &value)
            }
            _ => {
                let place = into.powers.partition_point(|(known, _)| *known < id);
                into.powers.insert(place, (id, total));
            }
        }
    }

    fn require_positive_base(&mut self, id: Id) {
        let positive = match self.store.node(id) {
            Node::Number(value) => value.is_positive(),
            Node::Constant(constant) => matches!(constant, Constant::E | Constant::Pi),
            _ => false,
        };
        if !positive {
            self.require(Comparison::Less, id);
        }
    }

    /// Whole powers of numbers and of sums are multiplied out again.
    fn settle(
        &mut self,
        mut monomial: Monomial,
        mut coefficient: Rational,
    ) -> Result<Polynomial, RingError> {
        let mut sums = Vec::new();
        for (id, exponent) in &mut monomial.atoms {
            let whole = floor(exponent);
            if let Some(value) = self.store.as_number(*id) {
                if whole != 0 {
                    coefficient = coefficient.mul(&value.pow(whole).ok_or(RingError::TooLarge)?);
                    *exponent = exponent.sub(&Rational::integer(whole));
                }
            } else if whole > 0
                && matches!(
                    self.store.node(*id),
                    Node::Sum(_) | Node::Product(_) | Node::Power(..)
                )
            {
                sums.push((*id, whole));
                *exponent = exponent.sub(&Rational::integer(whole));
            }
        }
        monomial.atoms.retain(|(_, exponent)| !exponent.is_zero());
        let mut result = Polynomial::term(monomial, coefficient);
        for (sum, power) in sums {
            let expanded = self.expand(sum)?;
            for _ in 0..power {
                result = self.multiply(&result, &expanded)?;
            }
        }
        Ok(result)
    }

    /// A sum that stands in a denominator, with its greatest degree there.
    fn denominator(&self, polynomial: &Polynomial) -> Option<(Id, i64)> {
        let atoms = polynomial.0.keys().flat_map(|m| &m.atoms);
        let mut sums =
            atoms.filter(|(id, e)| e.is_negative() && matches!(self.store.node(*id), Node::Sum(_)));
        let &(sum, _) = sums.next()?;
        let exponents = polynomial
            .0
            .keys()
            .flat_map(|m| &m.atoms)
            .filter(|(id, _)| *id == sum);
        let degree = exponents.map(|(_, e)| -floor(e)).max()?;
        Some((sum, degree))
    }

    /// The polynomial times `sum^degree`, under `sum \neq 0`.
    fn clear(
        &mut self,
        polynomial: &Polynomial,
        sum: Id,
        degree: i64,
    ) -> Result<Polynomial, RingError> {
        self.require(Comparison::NotEqual, sum);
        let expanded = self.expand(sum)?;
        let mut result = Polynomial::default();
        for (monomial, coefficient) in &polynomial.0 {
            let mut rest = monomial.clone();
            let mut left = degree;
            if let Some(place) = rest.atoms.iter().position(|(id, _)| *id == sum) {
                let exponent = rest.atoms[place].1.add(&Rational::integer(degree));
                left = floor(&exponent);
                rest.atoms[place].1 = exponent.sub(&Rational::integer(left));
                if rest.atoms[place].1.is_zero() {
                    rest.atoms.remove(place);
                }
            }
            let mut term = Polynomial::term(rest, coefficient.clone());
            for _ in 0..left {
                term = self.multiply(&term, &expanded)?;
            }
            result.add(&term);
        }
        Ok(result)
    }

    /// A part that arithmetic does not look through; its own parts are put into expanded form.
    fn opaque(&mut self, id: Id) -> Result<Polynomial, RingError> {
        let canonical = self.canonical(id)?;
        let monomial = if self.store.is_array(canonical) {
            Monomial::array(canonical)
        } else {
            Monomial::atom(canonical, Rational::one())
        };
        Ok(Polynomial::term(monomial, Rational::one()))
    }

    fn canonical(&mut self, id: Id) -> Result<Id, RingError> {
        let children = self.store.children(id);
        if let Node::Bind(_, sort, domain, _) = *self.store.node(id) {
            // What holds inside holds for the values of this binder's domain only: neither conditions nor memo leak.
            let outside = std::mem::take(&mut self.conditions);
            let memo = std::mem::take(&mut self.memo);
            let scope = match domain {
                Domain::At(_) | Domain::Above(_) | Domain::Below(_) => Domain::All,
                other => other,
            };
            let mut mapped = Ids::new();
            for &child in &children {
                let expanded = self.expand(child)?;
                mapped.push(self.build(&expanded));
            }
            let inside = std::mem::replace(&mut self.conditions, outside);
            self.memo = memo;
            for condition in inside {
                let closed = self.store.bind(BinderKind::ForAll, sort, scope, condition);
                if !self.conditions.contains(&closed) {
                    self.conditions.push(closed);
                }
            }
            return Ok(self.store.with_children(id, &mapped));
        }
        let mut mapped = Ids::new();
        for &child in &children {
            let expanded = self.expand(child)?;
            mapped.push(self.build(&expanded));
        }
        Ok(self.store.with_children(id, &mapped))
    }

    /// The expression of a polynomial.
    fn build(&mut self, polynomial: &Polynomial) -> Id {
        let mut terms = Ids::new();
        for (monomial, coefficient) in &polynomial.0 {
            let mut factors = Ids::new();
            if !coefficient.is_one() || monomial.is_one() {
                factors.push(self.store.number(coefficient.clone()));
            }
            for (id, exponent) in &monomial.atoms {
                let factor = if exponent.is_one() {
                    *id
                } else {
                    let exponent = self.store.number(exponent.clone());
                    self.store.power(*id, exponent)
                };
                factors.push(factor);
            }
            for (base, exponent) in &monomial.powers {
                let exponent = self.build(exponent);
                factors.push(self.store.power(*base, exponent));
            }
            if !monomial.word.is_empty() {
                let word = if monomial.word.len() == 1 {
                    monomial.word[0]
                } else {
                    self.store.chain(&monomial.word)
                };
                factors.push(word);
            }
            terms.push(self.store.product(&factors));
        }
        self.store.sum(&terms)
    }
}

/// Greatest integer not above; exponents are small.
fn floor(value: &Rational) -> i64 {
    match value.to_fraction() {
        Some((n, d)) => n.div_euclid(d),
        None => 0,
    }
}

/// Prime factors of a positive integer, as far as small divisors go; what is left counts as prime.
fn factors(mut number: i64) -> Vec<(i64, i64)> {
    let mut found = Vec::new();
    let mut divisor = 2;
    while divisor * divisor <= number && divisor < 2000 {
        let mut count = 0;
        while number % divisor == 0 {
            number /= divisor;
            count += 1;
        }
        if count > 0 {
            found.push((divisor, count));
        }
        divisor += 1;
    }
    if number > 1 {
        found.push((number, 1));
    }
    found
}
