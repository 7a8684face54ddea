//! Monomials and polynomials over opaque bases: the data of the normal form.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use crate::expr::Id;
use crate::number::Rational;

/// An exponent: a number, or a canonical expression that is not a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Exponent {
    Number(Rational),
    Symbolic(Id),
}

impl Exponent {
    pub fn one() -> Self {
        Exponent::Number(Rational::one())
    }

    pub fn number(&self) -> Option<&Rational> {
        match self {
            Exponent::Number(value) => Some(value),
            Exponent::Symbolic(_) => None,
        }
    }

    /// The exponent as an integer number, if it is one.
    pub fn integer(&self) -> Option<i64> {
        self.number().and_then(Rational::to_i64)
    }
}

/// `base_1^e_1 .. base_n^e_n word`: commuting factors, then at most one product of arrays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Monomial {
    /// Sorted by base, each base once.
    pub factors: SmallVec<[(Id, Exponent); 3]>,
    /// Vectors and matrices in order; empty for a scalar.
    pub word: SmallVec<[Id; 3]>,
}

impl Monomial {
    pub fn factor(base: Id, exponent: Exponent) -> Self {
        Monomial {
            factors: smallvec::smallvec![(base, exponent)],
            word: SmallVec::new(),
        }
    }

    pub fn letter(array: Id) -> Self {
        Monomial {
            factors: SmallVec::new(),
            word: smallvec::smallvec![array],
        }
    }

    pub fn is_one(&self) -> bool {
        self.factors.is_empty() && self.word.is_empty()
    }

    pub fn exponent(&self, base: Id) -> Option<&Exponent> {
        self.factors
            .binary_search_by_key(&base, |(b, _)| *b)
            .ok()
            .map(|at| &self.factors[at].1)
    }
}

/// Sum of monomials with coefficients that are not zero, in the order in which they came up.
#[derive(Debug, Clone, Default)]
pub(super) struct Polynomial {
    pub terms: IndexMap<Monomial, Rational, FxBuildHasher>,
}

impl Polynomial {
    pub fn constant(value: Rational) -> Self {
        Self::term(Monomial::default(), value)
    }

    pub fn term(monomial: Monomial, coefficient: Rational) -> Self {
        let mut polynomial = Self::default();
        polynomial.add(monomial, &coefficient);
        polynomial
    }

    pub fn add(&mut self, monomial: Monomial, coefficient: &Rational) {
        if coefficient.is_zero() {
            return;
        }
        match self.terms.entry(monomial) {
            indexmap::map::Entry::Vacant(entry) => {
                entry.insert(coefficient.clone());
            }
            indexmap::map::Entry::Occupied(mut entry) => {
                let sum = entry.get().add(coefficient);
                if sum.is_zero() {
                    entry.swap_remove();
                } else {
                    entry.insert(sum);
                }
            }
        }
    }

    pub fn add_scaled(&mut self, other: &Polynomial, scale: &Rational) {
        for (monomial, coefficient) in &other.terms {
            self.add(monomial.clone(), &coefficient.mul(scale));
        }
    }

    pub fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    /// The only term of a polynomial of one term.
    pub fn single(&self) -> Option<(&Monomial, &Rational)> {
        match self.terms.len() {
            1 => self.terms.first(),
            _ => None,
        }
    }
}
