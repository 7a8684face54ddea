//! Content of sums: coefficients and factors that all terms share, so that sums equal up to content are equal.

use super::monomial::{Exponent, Monomial, Polynomial};
use super::ring::{Result, Ring};
use crate::expr::*;
use crate::number::Rational;

impl Ring<'_> {
    /// Splits a sum (without words) into `coefficient * common monomial * sum`, where the terms of the sum share no factor
    /// and its first term has coefficient 1. Sums that are equal up to such content give equal sums.
    pub(super) fn primitive(
        &mut self,
        polynomial: &Polynomial,
    ) -> Result<(Rational, Monomial, Id)> {
        let common = self.common_factors(polynomial);
        let reduced = self.without_common(polynomial, &common)?;
        let leading = self.leading(&reduced);
        let sum = self.scaled(&reduced, &leading);
        self.note_primitive(sum);
        Ok((leading, common, sum))
    }

    pub(super) fn is_primitive(&self, sum: Id) -> bool {
        self.memo.primitive.contains(&sum)
    }

    fn note_primitive(&mut self, sum: Id) {
        self.memo.primitive.insert(sum);
    }

    /// Splits a sum into a positive coefficient and a sum whose first term has coefficient 1 or -1.
    pub(super) fn unit(&mut self, polynomial: &Polynomial) -> (Rational, Id) {
        let leading = self.leading(polynomial).abs();
        let sum = self.scaled(polynomial, &leading);
        (leading, sum)
    }

    fn scaled(&mut self, polynomial: &Polynomial, by: &Rational) -> Id {
        let scale = Rational::one().div(by).unwrap_or_else(Rational::one);
        let mut scaled = Polynomial::default();
        scaled.add_scaled(polynomial, &scale);
        let zero = self.store.integer(0);
        self.express(&scaled, zero)
    }

    /// Takes a factor out of every term. A reciprocal that is taken out must not be zero; a power is taken out freely.
    fn without_common(&mut self, polynomial: &Polynomial, common: &Monomial) -> Result<Polynomial> {
        if common.is_one() {
            return Ok(polynomial.clone());
        }
        for (base, exponent) in &common.factors {
            if exponent.integer().is_some_and(|e| e < 0) {
                self.require(Comparison::NotEqual, *base);
            }
        }
        let mut reduced = Polynomial::default();
        for (monomial, coefficient) in &polynomial.terms {
            self.charge(1)?;
            let mut rest = Monomial::default();
            for (base, exponent) in &common.factors {
                let own = monomial
                    .exponent(*base)
                    .and_then(Exponent::integer)
                    .unwrap_or(0);
                let left = own - exponent.integer().unwrap_or(0);
                rest.factors
                    .push((*base, Exponent::Number(Rational::integer(left))));
            }
            for factor in &monomial.factors {
                if common.exponent(factor.0).is_none() {
                    rest.factors.push(factor.clone());
                }
            }
            rest.factors.sort_by_key(|factor| factor.0);
            let settled = self.settle(rest, coefficient.clone())?;
            reduced.add_scaled(&settled, &Rational::one());
        }
        Ok(reduced)
    }

    /// Coefficient of the term that comes first in the order of structure.
    fn leading(&mut self, polynomial: &Polynomial) -> Rational {
        let mut best: Option<(Id, Rational)> = None;
        for (monomial, coefficient) in &polynomial.terms {
            let id = self.express_term(monomial, &Rational::one());
            let first = best
                .as_ref()
                .is_none_or(|(other, _)| self.store.compare(id, *other).is_lt());
            if first {
                best = Some((id, coefficient.clone()));
            }
        }
        best.map_or_else(Rational::one, |(_, coefficient)| coefficient)
    }

    /// Bases with integer exponents throughout, each with its least exponent (0 where it is absent).
    fn common_factors(&self, polynomial: &Polynomial) -> Monomial {
        let mut common = Monomial::default();
        let bases: Vec<Id> = {
            let mut bases: Vec<Id> = polynomial
                .terms
                .keys()
                .flat_map(|m| m.factors.iter().map(|f| f.0))
                .collect();
            bases.sort();
            bases.dedup();
            bases
        };
        for base in bases {
            let exponents = polynomial
                .terms
                .keys()
                .map(|m| m.exponent(base).map_or(Some(0), Exponent::integer));
            let least = exponents
                .collect::<Option<Vec<i64>>>()
                .and_then(|e| e.into_iter().min());
            if let Some(least) = least.filter(|&e| e != 0) {
                common
                    .factors
                    .push((base, Exponent::Number(Rational::integer(least))));
            }
        }
        common
    }
}
