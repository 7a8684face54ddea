//! Exact rational arithmetic as a kind of numbers, to solve equations among the conditions.

use std::cmp::Ordering;

use super::scalar::{Scalar, Special};
use super::trouble::{Cannot, Trouble};
use crate::number::Rational;

/// A rational number; operations that leave the rationals are refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Exact(pub Rational);

/// Numbers with more bits are refused.
const MAX_BITS: usize = 256;

const REFUSED: Trouble = Trouble::Cannot(Cannot::NoEnclosure);

impl Exact {
    fn bounded(value: Rational) -> Result<Self, Trouble> {
        match value.to_fraction().is_some() || value.bits() <= MAX_BITS {
            true => Ok(Self(value)),
            false => Err(REFUSED),
        }
    }

    /// A function that is rational at one argument only.
    fn only_at(&self, argument: i64, value: i64) -> Result<Self, Trouble> {
        match self.0.to_i64() == Some(argument) {
            true => Ok(Self(Rational::integer(value))),
            false => Err(REFUSED),
        }
    }
}

impl Scalar for Exact {
    const CERTIFIED: bool = true;

    fn rational(value: &Rational, _: usize) -> Result<Self, Trouble> {
        Self::bounded(value.clone())
    }

    fn integer(value: i64, _: usize) -> Self {
        Self(Rational::integer(value))
    }

    fn pi(_: usize) -> Result<Self, Trouble> {
        Err(REFUSED)
    }

    fn add(&self, other: &Self) -> Result<Self, Trouble> {
        Self::bounded(self.0.add(&other.0))
    }

    fn neg(&self) -> Self {
        Self(self.0.neg())
    }

    fn sub(&self, other: &Self) -> Result<Self, Trouble> {
        Self::bounded(self.0.sub(&other.0))
    }

    fn mul(&self, other: &Self) -> Result<Self, Trouble> {
        Self::bounded(self.0.mul(&other.0))
    }

    fn div(&self, other: &Self) -> Result<Self, Trouble> {
        let quotient = self.0.div(&other.0);
        Self::bounded(quotient.ok_or(Trouble::undefined("division by zero"))?)
    }

    fn powi(&self, exponent: i64) -> Result<Self, Trouble> {
        if self.0.is_zero() && exponent < 0 {
            return Err(Trouble::undefined("division by zero"));
        }
        if exponent.unsigned_abs() > 64 {
            return Err(REFUSED);
        }
        Self::bounded(self.0.pow(exponent).ok_or(REFUSED)?)
    }

    fn sqrt(&self) -> Result<Self, Trouble> {
        if self.0.is_negative() {
            return Err(Trouble::undefined("square root of a negative number"));
        }
        let (n, d) = self.0.to_fraction().ok_or(REFUSED)?;
        let root = |x: i64| -> Result<i64, Trouble> {
            let r = (x as f64).sqrt().round() as i64;
            (r.checked_mul(r) == Some(x)).then_some(r).ok_or(REFUSED)
        };
        Self::bounded(Rational::new(root(n)?, root(d)?).ok_or(REFUSED)?)
    }

    fn exp(&self) -> Result<Self, Trouble> {
        self.only_at(0, 1)
    }

    fn ln(&self) -> Result<Self, Trouble> {
        self.only_at(1, 0)
    }

    fn sin(&self) -> Result<Self, Trouble> {
        self.only_at(0, 0)
    }

    fn cos(&self) -> Result<Self, Trouble> {
        self.only_at(0, 1)
    }

    fn tan(&self) -> Result<Self, Trouble> {
        self.only_at(0, 0)
    }

    fn asin(&self) -> Result<Self, Trouble> {
        self.only_at(0, 0)
    }

    fn acos(&self) -> Result<Self, Trouble> {
        self.only_at(1, 0)
    }

    fn atan(&self) -> Result<Self, Trouble> {
        self.only_at(0, 0)
    }

    fn sinh(&self) -> Result<Self, Trouble> {
        self.only_at(0, 0)
    }

    fn cosh(&self) -> Result<Self, Trouble> {
        self.only_at(0, 1)
    }

    fn tanh(&self) -> Result<Self, Trouble> {
        self.only_at(0, 0)
    }

    fn floor(&self) -> Result<Self, Trouble> {
        match self.0.is_integer() {
            true => Ok(self.clone()),
            false => Err(REFUSED),
        }
    }

    fn special(_: Special, _: &[Self]) -> Result<Self, Trouble> {
        Err(REFUSED)
    }

    fn sign(&self) -> Option<i8> {
        Some(i8::from(self.0.is_positive()) - i8::from(self.0.is_negative()))
    }

    fn order(&self, other: &Self) -> Option<Ordering> {
        Some(self.0.cmp(&other.0))
    }

    fn to_integer(&self) -> Option<i64> {
        self.0.to_i64()
    }

    fn approximate(&self) -> f64 {
        self.0.to_f64()
    }

    fn error(&self) -> f64 {
        0.0
    }

    fn widened(self, error: f64) -> Result<Self, Trouble> {
        match error == 0.0 {
            true => Ok(self),
            false => Err(REFUSED),
        }
    }

    fn measured(_: f64, _: f64) -> Result<Self, Trouble> {
        Err(REFUSED)
    }
}
