//! Polynomials over opaque parts: the kernel's own arithmetic, plain maps and loops.

use std::collections::BTreeMap;

use crate::expr::Id;
use crate::number::Rational;

/// One product: scalar atoms with rational exponents, bases with symbolic exponents, and array factors in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Monomial {
    /// Sorted by id; no exponent is zero.
    pub atoms: Vec<(Id, Rational)>,
    /// Sorted by id; no exponent is constant, unless the base is Euler's number.
    pub powers: Vec<(Id, Polynomial)>,
    /// Vectors and matrices, in order.
    pub word: Vec<Id>,
}

/// A sum of products; no coefficient is zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Polynomial(pub BTreeMap<Monomial, Rational>);

impl Monomial {
    pub fn atom(id: Id, exponent: Rational) -> Self {
        Self {
            atoms: vec![(id, exponent)],
            ..Self::default()
        }
    }

    pub fn array(id: Id) -> Self {
        Self {
            word: vec![id],
            ..Self::default()
        }
    }

    pub fn is_one(&self) -> bool {
        self.atoms.is_empty() && self.powers.is_empty() && self.word.is_empty()
    }
}

impl Polynomial {
    pub fn constant(value: Rational) -> Self {
        Self::term(Monomial::default(), value)
    }

    pub fn term(monomial: Monomial, coefficient: Rational) -> Self {
        let mut result = Self::default();
        result.add_term(monomial, coefficient);
        result
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub fn add_term(&mut self, monomial: Monomial, coefficient: Rational) {
        if coefficient.is_zero() {
            return;
        }
        let sum = match self.0.remove(&monomial) {
            Some(known) => known.add(&coefficient),
            None => coefficient,
        };
        if !sum.is_zero() {
            self.0.insert(monomial, sum);
        }
    }

    pub fn add(&mut self, other: &Self) {
        for (monomial, coefficient) in &other.0 {
            self.add_term(monomial.clone(), coefficient.clone());
        }
    }

    pub fn scaled(&self, factor: &Rational) -> Self {
        let mut result = Self::default();
        for (monomial, coefficient) in &self.0 {
            result.add_term(monomial.clone(), coefficient.mul(factor));
        }
        result
    }

    /// The value, if it is a number.
    pub fn as_constant(&self) -> Option<Rational> {
        match self.0.len() {
            0 => Some(Rational::zero()),
            1 => self
                .0
                .iter()
                .next()
                .filter(|(m, _)| m.is_one())
                .map(|(_, c)| c.clone()),
            _ => None,
        }
    }

    /// The only term, if there is just one.
    pub fn as_term(&self) -> Option<(&Monomial, &Rational)> {
        if self.0.len() == 1 {
            self.0.iter().next()
        } else {
            None
        }
    }
}
