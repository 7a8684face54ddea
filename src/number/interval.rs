//! Outward-rounded real intervals: every result encloses the exact value for all points of the arguments.
//!
//! Arithmetic that has no finite enclosure (division by an interval around zero, overflow, a logarithm of a
//! negative number) gives None; the caller decides whether that means undefined or undecided from the signs.

use std::cmp::Ordering;

use dashu_float::FBig;
use dashu_float::math::FpResult;
use dashu_float::ops::Abs;
use dashu_float::round::mode::{Down, Up};
use dashu_float::{Context, Repr};
use dashu_int::IBig;

use super::Rational;
use super::series::{self, Fixed};

type Low = FBig<Down>;
type High = FBig<Up>;

/// Magnitudes (as powers of two) beyond which exponentials and periodic functions refuse, so that argument reduction
/// needs no absurd precision.
const MAX_ARGUMENT_BITS: isize = 40;
/// Most digits of a decimal, and bits that are kept for it: numbers of few bits are converted quickly.
const MAX_DIGITS: usize = 18;
const BEFORE_DECIMAL: usize = 80;
/// Exponents beyond which a result counts as overflow.
const MAX_EXPONENT: isize = 1 << 40;

/// A closed interval with finite ends, of a precision in bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    low: Low,
    high: High,
    bits: usize,
}

fn low(bits: usize, result: impl Fn(Context<Down>) -> FpResult<Low>) -> Option<Low> {
    let value = result(Context::new(bits)).ok()?.value();
    usable(value.repr()).then_some(value)
}

fn high(bits: usize, result: impl Fn(Context<Up>) -> FpResult<High>) -> Option<High> {
    let value = result(Context::new(bits)).ok()?.value();
    usable(value.repr()).then_some(value)
}

fn usable(repr: &Repr<2>) -> bool {
    !repr.is_infinite() && (repr.significand().is_zero() || repr.exponent().abs() < MAX_EXPONENT)
}

fn sign(repr: &Repr<2>) -> i8 {
    match repr.significand().cmp(&IBig::ZERO) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }
}

/// Bits before the binary point of the number (negative for small ones).
fn magnitude(repr: &Repr<2>) -> isize {
    repr.exponent() + repr.digits() as isize
}

impl Interval {
    fn build(
        bits: usize,
        from: impl Fn(Context<Down>) -> FpResult<Low>,
        to: impl Fn(Context<Up>) -> FpResult<High>,
    ) -> Option<Self> {
        Some(Self {
            low: low(bits, from)?,
            high: high(bits, to)?,
            bits,
        })
    }

    /// The narrowest interval of that precision around a rational number; None beyond the range of exponents.
    pub fn rational(value: &Rational, bits: usize) -> Option<Self> {
        let (n, d) = value.parts();
        let (n, d) = (Repr::new(n, 0), Repr::new(d, 0));
        Self::build(bits, |c| c.div(&n, &d), |c| c.div(&n, &d))
    }

    pub fn integer(value: i64, bits: usize) -> Self {
        let bits = bits.max(64);
        Self {
            low: Low::from_parts(value.into(), 0),
            high: High::from_parts(value.into(), 0),
            bits,
        }
    }

    /// An integer, in the precision of this interval.
    pub fn same_precision(&self, value: i64) -> Self {
        Self::integer(value, self.bits)
    }

    /// `n!` in the precision of this interval.
    pub fn factorial(&self, n: u32) -> Self {
        let value: IBig = (2..=n).fold(IBig::ONE, |product, k| product * k);
        Self {
            low: Low::from_parts(value.clone(), 0)
                .with_precision(self.bits)
                .value(),
            high: High::from_parts(value, 0).with_precision(self.bits).value(),
            bits: self.bits,
        }
    }

    pub fn pi(bits: usize) -> Self {
        Self {
            low: Context::<Down>::new(bits).pi(None).value(),
            high: Context::<Up>::new(bits).pi(None).value(),
            bits,
        }
    }

    /// Greatest lower end and least upper end of both.
    fn hull(self, other: Self) -> Self {
        let least = self.low.repr() <= other.low.repr();
        let most = self.high.repr() >= other.high.repr();
        Self {
            low: if least { self.low } else { other.low },
            high: if most { self.high } else { other.high },
            bits: self.bits,
        }
    }

    pub fn add(&self, other: &Self) -> Option<Self> {
        Self::build(
            self.bits.max(other.bits),
            |c| c.add(self.low.repr(), other.low.repr()),
            |c| c.add(self.high.repr(), other.high.repr()),
        )
    }

    pub fn neg(&self) -> Self {
        Self {
            low: -self.high.clone().with_rounding::<Down>(),
            high: -self.low.clone().with_rounding::<Up>(),
            bits: self.bits,
        }
    }

    pub fn sub(&self, other: &Self) -> Option<Self> {
        Self::build(
            self.bits.max(other.bits),
            |c| c.sub(self.low.repr(), other.high.repr()),
            |c| c.sub(self.high.repr(), other.low.repr()),
        )
    }

    pub fn mul(&self, other: &Self) -> Option<Self> {
        let (a, b, c, d) = (
            self.low.repr(),
            self.high.repr(),
            other.low.repr(),
            other.high.repr(),
        );
        let bits = self.bits.max(other.bits);
        // The corners at which the product is least and greatest, where the signs tell.
        let corners = match (self.sign(), other.sign()) {
            (Some(0), _) | (_, Some(0)) => return Some(Self::integer(0, bits)),
            (Some(1), Some(1)) => Some(((a, c), (b, d))),
            (Some(1), Some(_)) => Some(((b, c), (a, d))),
            (Some(_), Some(1)) => Some(((a, d), (b, c))),
            (Some(_), Some(_)) => Some(((b, d), (a, c))),
            (Some(1), None) => Some(((b, c), (b, d))),
            (Some(_), None) => Some(((a, d), (a, c))),
            (None, Some(1)) => Some(((a, d), (b, d))),
            (None, Some(_)) => Some(((b, c), (a, c))),
            (None, None) => None,
        };
        if let Some((least, most)) = corners {
            return Self::build(bits, |k| k.mul(least.0, least.1), |k| k.mul(most.0, most.1));
        }
        let corner = |x: &Repr<2>, y: &Repr<2>| Self::build(bits, |k| k.mul(x, y), |k| k.mul(x, y));
        Some(
            corner(a, c)?
                .hull(corner(a, d)?)
                .hull(corner(b, c)?.hull(corner(b, d)?)),
        )
    }

    /// None when the divisor's interval holds zero.
    pub fn div(&self, other: &Self) -> Option<Self> {
        if other.sign()? == 0 {
            return None;
        }
        let (c, d) = (other.low.repr(), other.high.repr());
        let (one, bits) = (Repr::<2>::one(), self.bits.max(other.bits));
        let inverse = Self::build(bits, |k| k.div(&one, d), |k| k.div(&one, c))?;
        self.mul(&inverse)
    }

    /// The sign of all points: -1, 0 or 1; None when they differ.
    pub fn sign(&self) -> Option<i8> {
        let (a, b) = (sign(self.low.repr()), sign(self.high.repr()));
        match (a, b) {
            (0, 0) => Some(0),
            (1, _) => Some(1),
            (_, -1) => Some(-1),
            _ => None,
        }
    }

    /// True when no point of the interval is below zero.
    pub fn is_non_negative(&self) -> bool {
        sign(self.low.repr()) >= 0
    }

    /// How all points of one compare with all points of the other; None when that is not settled.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        if self.high.repr() < other.low.repr() {
            Some(Ordering::Less)
        } else if self.low.repr() > other.high.repr() {
            Some(Ordering::Greater)
        } else if self.is_point() && other.is_point() {
            Some(Ordering::Equal)
        } else {
            None
        }
    }

    /// True when the ends are equal: the value is exact.
    pub fn is_point(&self) -> bool {
        self.low.repr() == self.high.repr()
    }

    /// The integer the value equals, when it is exact and fits.
    pub fn to_integer(&self) -> Option<i64> {
        let repr = self.low.repr();
        if !self.is_point() || magnitude(repr) > 62 {
            return None;
        }
        let whole = self.low.trunc();
        (whole == self.low).then(|| i64::try_from(whole.to_int().value()).ok())?
    }

    /// Power with an integer exponent; None for zero to a negative power and on overflow.
    pub fn powi(&self, exponent: i64) -> Option<Self> {
        if exponent == 0 {
            return Some(Self::integer(1, self.bits));
        }
        let growth = magnitude(self.low.repr())
            .abs()
            .max(magnitude(self.high.repr()).abs());
        if (growth as i128) * (exponent as i128).abs() > MAX_EXPONENT as i128 / 4 {
            return None;
        }
        if exponent < 0 {
            return Self::integer(1, self.bits).div(&self.powi(exponent.checked_neg()?)?);
        }
        let even = exponent % 2 == 0;
        let base = if even { self.abs() } else { self.clone() };
        let n = IBig::from(exponent);
        Self::build(
            self.bits,
            |c| c.powi(base.low.repr(), n.clone()),
            |c| c.powi(base.high.repr(), n.clone()),
        )
    }

    pub fn abs(&self) -> Self {
        match self.sign() {
            Some(1) => self.clone(),
            Some(_) => self.neg(),
            None => {
                let (a, b) = (
                    self.low.clone().with_rounding::<Up>().abs(),
                    self.high.clone().abs(),
                );
                Self {
                    low: Low::from_parts(IBig::ZERO, 0),
                    high: if a.repr() > b.repr() { a } else { b },
                    bits: self.bits,
                }
            }
        }
    }

    fn small(&self, limit: isize) -> bool {
        magnitude(self.low.repr()) <= limit && magnitude(self.high.repr()) <= limit
    }

    /// The hull of a growing function's enclosures at both ends.
    fn growing(&self, at: impl Fn(&Repr<2>, usize) -> Option<Fixed>) -> Option<Self> {
        let least = at(self.low.repr(), self.bits)?;
        let most = match self.is_point() {
            true => None,
            false => Some(at(self.high.repr(), self.bits)?),
        };
        let above = most.as_ref().unwrap_or(&least);
        let (from, to) = (&least.value - &least.error, &above.value + &above.error);
        let (low, high) = (
            Low::from_parts(from, -least.places),
            High::from_parts(to, -above.places),
        );
        let ends = usable(low.repr()) && usable(high.repr());
        ends.then(|| Self {
            low: low.with_precision(self.bits).value(),
            high: high.with_precision(self.bits).value(),
            bits: self.bits,
        })
    }

    pub fn exp(&self) -> Option<Self> {
        self.small(MAX_ARGUMENT_BITS / 2).then_some(())?;
        self.growing(series::exp)
    }

    /// None unless all points are positive.
    pub fn ln(&self) -> Option<Self> {
        (self.sign() == Some(1)).then_some(())?;
        self.growing(series::ln)
    }

    /// None unless no point is negative.
    pub fn sqrt(&self) -> Option<Self> {
        self.is_non_negative().then_some(())?;
        Self::build(
            self.bits,
            |c| c.sqrt(self.low.repr()),
            |c| c.sqrt(self.high.repr()),
        )
    }

    /// Enclosure of a function with slope at most 1, from its value at the lower end.
    fn lipschitz(
        &self,
        from: impl Fn(Context<Down>, &Repr<2>) -> FpResult<Low>,
        to: impl Fn(Context<Up>, &Repr<2>) -> FpResult<High>,
    ) -> Option<Self> {
        if !self.small(MAX_ARGUMENT_BITS) {
            return None;
        }
        let at = self.low.repr();
        let width = high(self.bits, |c| c.sub(self.high.repr(), at))?;
        let value = Self::build(self.bits, |c| from(c, at), |c| to(c, at))?;
        if sign(width.repr()) == 0 {
            return Some(value);
        }
        let spread = Self {
            low: -width.clone().with_rounding::<Down>(),
            high: width,
            bits: self.bits,
        };
        value.add(&spread)
    }

    pub fn sin(&self) -> Option<Self> {
        self.lipschitz(|c, x| c.sin(x, None), |c, x| c.sin(x, None))
    }

    pub fn cos(&self) -> Option<Self> {
        self.lipschitz(|c, x| c.cos(x, None), |c, x| c.cos(x, None))
    }

    pub fn tan(&self) -> Option<Self> {
        self.sin()?.div(&self.cos()?)
    }

    pub fn atan(&self) -> Option<Self> {
        Self::build(
            self.bits,
            |c| c.atan(self.low.repr(), None),
            |c| c.atan(self.high.repr(), None),
        )
    }

    /// None unless all points lie in [-1, 1].
    pub fn asin(&self) -> Option<Self> {
        let one = Repr::<2>::one();
        let inside = *self.low.repr() >= Repr::neg_one() && *self.high.repr() <= one;
        inside.then_some(())?;
        Self::build(
            self.bits,
            |c| c.asin(self.low.repr(), None),
            |c| c.asin(self.high.repr(), None),
        )
    }

    /// None unless all points lie in [-1, 1].
    pub fn acos(&self) -> Option<Self> {
        let half = Self::pi(self.bits).div(&Self::integer(2, self.bits))?;
        half.sub(&self.asin()?)
    }

    pub fn sinh(&self) -> Option<Self> {
        if !self.small(MAX_ARGUMENT_BITS / 2) {
            return None;
        }
        Self::build(
            self.bits,
            |c| c.sinh(self.low.repr(), None),
            |c| c.sinh(self.high.repr(), None),
        )
    }

    pub fn cosh(&self) -> Option<Self> {
        let size = self.abs();
        if !size.small(MAX_ARGUMENT_BITS / 2) {
            return None;
        }
        Self::build(
            self.bits,
            |c| c.cosh(size.low.repr(), None),
            |c| c.cosh(size.high.repr(), None),
        )
    }

    pub fn tanh(&self) -> Option<Self> {
        self.sinh()?.div(&self.cosh()?)
    }

    /// Greatest integer not above, when it is the same for all points.
    pub fn floor(&self) -> Option<Self> {
        if !self.small(62) {
            return None;
        }
        let (a, b) = (self.low.floor(), self.high.floor());
        let value = i64::try_from(a.to_int().value()).ok()?;
        (a.repr() == b.repr()).then(|| Self::integer(value, self.bits))
    }

    /// A double near the middle, for sizes and pivots only.
    pub fn approximate(&self) -> f64 {
        let (a, b) = (
            self.low.repr().to_f64().value(),
            self.high.repr().to_f64().value(),
        );
        a / 2.0 + b / 2.0
    }

    /// Upper estimate of the width.
    pub fn width(&self) -> f64 {
        high(64, |c| c.sub(self.high.repr(), self.low.repr()))
            .map_or(f64::INFINITY, |w| w.repr().to_f64().value())
    }

    /// Both ends as decimals of that many digits (at most [`MAX_DIGITS`]), rounded outward.
    pub fn decimals(&self, digits: usize) -> (String, String) {
        (self.low_decimal(digits), self.high_decimal(digits))
    }

    /// The lower end as a decimal, rounded down.
    pub fn low_decimal(&self, digits: usize) -> String {
        let digits = digits.min(MAX_DIGITS);
        let end = self.low.clone().with_precision(BEFORE_DECIMAL).value();
        plain(
            &end.with_base_and_precision::<10>(digits)
                .value()
                .to_string(),
        )
    }

    /// The upper end as a decimal, rounded up.
    pub fn high_decimal(&self, digits: usize) -> String {
        let digits = digits.min(MAX_DIGITS);
        let end = self.high.clone().with_precision(BEFORE_DECIMAL).value();
        plain(
            &end.with_base_and_precision::<10>(digits)
                .value()
                .to_string(),
        )
    }
}

/// A decimal without a superfluous tail of zeros.
fn plain(text: &str) -> String {
    match text.contains('.') && !text.contains('e') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Interval {
        Interval::rational(&Rational::parse_decimal(text).unwrap(), 128).unwrap()
    }

    fn holds(value: &Interval, expected: f64) {
        assert!(
            (value.approximate() - expected).abs() <= 1e-14 * expected.abs(),
            "{value:?}"
        );
        assert!(value.width() < 1e-30);
    }

    /// Correctly rounded values of the ends lie within the enclosures, which are hardly wider.
    #[test]
    fn logarithms_and_exponentials_are_narrow_around_the_right_values() {
        let narrow = |found: Interval, right: Option<Interval>| {
            let right = right.unwrap();
            let place = right.approximate().abs() * 2f64.powi(3 - right.bits as i32);
            let within = found.low <= right.low && right.high <= found.high;
            within && found.width() <= right.width() + place
        };
        for numerator in [1, 2, 3, 7, 99, 100, 101, 128, 1_000_003] {
            for denominator in [1, 7, 64, 100, 128, 3_000_000_007] {
                for bits in [53, 64, 200, 320] {
                    let x = Rational::new(numerator, denominator).unwrap();
                    let x = Interval::rational(&x, bits).unwrap();
                    let (a, b) = (x.low.repr(), x.high.repr());
                    let right = Interval::build(bits, |c| c.ln(a, None), |c| c.ln(b, None));
                    assert!(narrow(x.ln().unwrap(), right), "log {x:?}");
                    for y in [x.clone(), x.neg()] {
                        let (a, b) = (y.low.repr(), y.high.repr());
                        let Some(found) = y.exp() else { continue };
                        let right = Interval::build(bits, |c| c.exp(a, None), |c| c.exp(b, None));
                        assert!(narrow(found, right), "exp {y:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn elementary_functions_enclose_known_values() {
        let x = decimal("1.25");
        holds(&x.exp().unwrap(), 3.490_342_957_461_841);
        holds(&x.ln().unwrap(), 0.223_143_551_314_209_76);
        holds(&x.sin().unwrap(), 0.948_984_619_355_586_2);
        holds(&x.tanh().unwrap(), 0.848_283_639_957_512_9);
        holds(&decimal("0.3").acos().unwrap(), 1.266_103_672_779_499_1);
        holds(&x.neg().powi(-3).unwrap(), -0.512);
        holds(&Interval::pi(128), std::f64::consts::PI);
    }

    #[test]
    fn ends_are_rounded_outward() {
        let third = Interval::rational(&Rational::new(1, 3).unwrap(), 64).unwrap();
        let one = third.mul(&Interval::integer(3, 64)).unwrap();
        assert!(!third.is_point());
        assert_eq!(one.order(&Interval::integer(1, 64)), None);
        let (a, b) = third.decimals(6);
        assert_eq!((a.as_str(), b.as_str()), ("0.333333", "0.333334"));
    }

    #[test]
    fn what_has_no_enclosure_is_none() {
        let zero = Interval::integer(0, 64);
        assert!(Interval::integer(1, 64).div(&zero).is_none());
        assert!(Interval::integer(-1, 64).ln().is_none());
        assert!(Interval::integer(i64::MAX, 64).exp().is_none());
        assert!(
            Interval::integer(10, 64)
                .powi(1_000_000_000_000_000)
                .is_none()
        );
    }
}
