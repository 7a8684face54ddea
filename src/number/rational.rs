//! Exact rational numbers: machine words while they fit, big integers beyond.
//!
//! *Invariant:* `Big` only holds values that do not fit `Small`, so derived equality and hashing are exact.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use dashu_int::IBig;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Signed, Zero};

/// Bits of numerator or denominator beyond which arithmetic refuses (work and memory stay bounded).
pub const MAX_BITS: usize = 1 << 16;

/// An exact rational number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rational(Repr);

#[derive(Clone)]
enum Repr {
    Small(Ratio<i64>),
    Big(Box<Ratio<IBig>>),
}

/// Fractions are reduced, so that the parts decide; those of a library compare and hash by dividing.
impl PartialEq for Repr {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            (Self::Big(a), Self::Big(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            _ => false,
        }
    }
}

impl Eq for Repr {}

impl Hash for Repr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Small(value) => (value.numer(), value.denom()).hash(state),
            Self::Big(value) => (value.numer(), value.denom()).hash(state),
        }
    }
}

impl Rational {
    pub fn integer(value: i64) -> Self {
        Self(Repr::Small(Ratio::from_integer(value)))
    }

    /// The fraction `numerator / denominator`; None when the denominator is zero.
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        if numerator != i64::MIN && denominator != i64::MIN {
            return Some(Self(Repr::Small(Ratio::new(numerator, denominator))));
        }
        Some(Self::from_big(Ratio::new(
            numerator.into(),
            denominator.into(),
        )))
    }

    /// Feeds a hash that orders expressions of different structure: it stays the same, so that their order does.
    pub fn hash_for_order(&self, state: &mut impl Hasher) {
        match &self.0 {
            Repr::Small(value) => (0isize, value).hash(state),
            Repr::Big(value) => (1isize, value).hash(state),
        }
    }

    pub fn zero() -> Self {
        Self::integer(0)
    }

    pub fn one() -> Self {
        Self::integer(1)
    }

    fn from_big(value: Ratio<IBig>) -> Self {
        match (i64::try_from(value.numer()), i64::try_from(value.denom())) {
            (Ok(n), Ok(d)) if n != i64::MIN && d != i64::MIN => {
                Self(Repr::Small(Ratio::new_raw(n, d)))
            }
            _ => Self(Repr::Big(Box::new(value))),
        }
    }

    fn big(&self) -> Ratio<IBig> {
        match &self.0 {
            Repr::Small(value) => Ratio::new_raw((*value.numer()).into(), (*value.denom()).into()),
            Repr::Big(value) => (**value).clone(),
        }
    }

    /// A decimal such as `3`, `0.25` or `.5`; None for anything else or for absurd lengths.
    pub fn parse_decimal(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if (whole.is_empty() && fraction.is_empty()) || whole.len() + fraction.len() > 4000 {
            return None;
        }
        let digits = format!("{whole}{fraction}");
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let numerator = IBig::from_str_radix(&digits, 10).ok()?;
        Some(Self::from_big(Ratio::new(
            numerator,
            IBig::from(10).pow(fraction.len()),
        )))
    }

    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Repr::Small(value) if value.is_zero())
    }

    pub fn is_one(&self) -> bool {
        matches!(&self.0, Repr::Small(value) if value.is_one())
    }

    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => value.is_integer(),
            Repr::Big(value) => value.is_integer(),
        }
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => value.is_negative(),
            Repr::Big(value) => value.numer().is_negative(),
        }
    }

    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// The value as a machine integer, if it is one.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(value) if value.is_integer() => Some(*value.numer()),
            _ => None,
        }
    }

    /// Numerator and denominator as machine integers, if both fit.
    pub fn to_fraction(&self) -> Option<(i64, i64)> {
        match &self.0 {
            Repr::Small(value) => Some((*value.numer(), *value.denom())),
            Repr::Big(_) => None,
        }
    }

    /// Numerator and (positive) denominator.
    pub fn parts(&self) -> (IBig, IBig) {
        let big = self.big();
        (big.numer().clone(), big.denom().clone())
    }

    /// Nearest double, up to a rounding error of a few units in the last place.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Repr::Small(value) => *value.numer() as f64 / *value.denom() as f64,
            Repr::Big(value) => big_ratio_to_f64(value),
        }
    }

    pub fn neg(&self) -> Self {
        match &self.0 {
            Repr::Small(value) if *value.numer() != i64::MIN => {
                Self(Repr::Small(Ratio::new_raw(-value.numer(), *value.denom())))
            }
            _ => Self::from_big(-self.big()),
        }
    }

    pub fn abs(&self) -> Self {
        if self.is_negative() {
            self.neg()
        } else {
            self.clone()
        }
    }

    pub fn add(&self, other: &Self) -> Self {
        self.checked(other, |a, b| a.checked_add(b), |a, b| a + b)
    }

    pub fn sub(&self, other: &Self) -> Self {
        self.checked(other, |a, b| a.checked_sub(b), |a, b| a - b)
    }

    pub fn mul(&self, other: &Self) -> Self {
        self.checked(other, |a, b| a.checked_mul(b), |a, b| a * b)
    }

    /// None when `other` is zero.
    pub fn div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        Some(self.checked(other, |a, b| a.checked_div(b), |a, b| a / b))
    }

    fn checked(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        big: impl Fn(Ratio<IBig>, Ratio<IBig>) -> Ratio<IBig>,
    ) -> Self {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(value) = small(a, b)
            && *value.numer() != i64::MIN
        {
            return Self(Repr::Small(value));
        }
        Self::from_big(big(self.big(), other.big()))
    }

    /// Integer power; None for `0` to a negative power and for results beyond [`MAX_BITS`].
    pub fn pow(&self, exponent: i64) -> Option<Self> {
        if exponent == 0 || self.is_one() {
            return Some(Self::one());
        }
        if self.is_zero() {
            return (exponent > 0).then(Self::zero);
        }
        let (n, d) = self.parts();
        let times = usize::try_from(exponent.unsigned_abs()).ok()?;
        let bits = self.bits().checked_mul(times)?;
        let unit = n == IBig::NEG_ONE && d == IBig::ONE;
        if bits > MAX_BITS && !unit {
            return None;
        }
        if unit {
            return Some(Self::integer(if times % 2 == 0 { 1 } else { -1 }));
        }
        let (n, d) = (n.pow(times), d.pow(times));
        Some(Self::from_big(if exponent > 0 {
            Ratio::new(n, d)
        } else {
            Ratio::new(d, n)
        }))
    }

    /// Bits of the larger of numerator and denominator.
    pub fn bits(&self) -> usize {
        match &self.0 {
            Repr::Small(value) => {
                let size = value
                    .numer()
                    .unsigned_abs()
                    .max(value.denom().unsigned_abs());
                (u64::BITS - size.leading_zeros()) as usize
            }
            Repr::Big(value) => bit_length(value.numer()).max(bit_length(value.denom())),
        }
    }
}

fn bit_length(value: &IBig) -> usize {
    use dashu_int::ops::BitTest;
    value.bit_len()
}

fn big_ratio_to_f64(value: &Ratio<IBig>) -> f64 {
    let (n, d) = (value.numer(), value.denom());
    let shift = bit_length(n) as i64 - bit_length(d) as i64 - 64;
    let quotient = if shift >= 0 {
        n / (d << shift as usize)
    } else {
        (n << (-shift) as usize) / d
    };
    let mantissa = quotient.to_f64().value();
    mantissa * 2f64.powi(shift.clamp(-2000, 2000) as i32)
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) => a.cmp(b),
            _ => {
                let ((a, b), (c, d)) = (self.parts(), other.parts());
                (a * d).cmp(&(c * b))
            }
        }
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(value) => write!(f, "{value}"),
            Repr::Big(value) => write!(f, "{}/{}", value.numer(), value.denom()),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<i64> for Rational {
    fn from(value: i64) -> Self {
        Self::integer(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overflow_moves_to_big_numbers_and_back() {
        let huge = Rational::integer(i64::MAX).mul(&Rational::integer(4));
        assert_eq!(huge.to_i64(), None);
        assert_eq!(
            huge.div(&Rational::integer(4)),
            Some(Rational::integer(i64::MAX))
        );
        assert!(huge > Rational::integer(i64::MAX));
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(Rational::parse_decimal("0.25"), Rational::new(1, 4));
        assert_eq!(Rational::parse_decimal("1e5"), None);
    }

    #[test]
    fn powers_are_bounded() {
        assert_eq!(Rational::integer(2).pow(-3), Rational::new(1, 8));
        assert_eq!(Rational::integer(10).pow(10_000_000_000), None);
        assert_eq!(
            Rational::integer(-1).pow(10_000_000_001),
            Some(Rational::integer(-1))
        );
    }
}
