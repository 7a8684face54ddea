//! The two kinds of real numbers that expressions are evaluated in: doubles with a running error, to search with, and
//! outward-rounded intervals, to certify with.

use std::cmp::Ordering;
use std::fmt::Debug;

use super::trouble::{Cannot, Trouble};
use crate::number::{Interval, Rational};

/// Functions that only some kinds of numbers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// Logarithm of the gamma function of a positive number.
    LogGamma,
    Gamma,
    Digamma,
    Trigamma,
    Erf,
    /// 1 - erf, without cancellation.
    ErfComplement,
    /// Regularized lower incomplete gamma function: shape, argument.
    GammaShare,
    /// Regularized incomplete beta function: shapes, argument.
    BetaShare,
}

/// A real number known to some accuracy. Operations without a value say whether that is certain
/// ([`Trouble::Undefined`]) or beyond the accuracy ([`Trouble::Undecided`]).
pub trait Scalar: PartialEq + Clone + Debug + 'static {
    /// True when results enclose the exact value.
    const CERTIFIED: bool;

    /// Nearest number, or narrowest enclosure with that many bits.
    fn rational(value: &Rational, bits: usize) -> Result<Self, Trouble>;
    fn integer(value: i64, bits: usize) -> Self;
    fn pi(bits: usize) -> Result<Self, Trouble>;
    fn add(&self, other: &Self) -> Result<Self, Trouble>;
    fn neg(&self) -> Self;
    fn mul(&self, other: &Self) -> Result<Self, Trouble>;
    fn div(&self, other: &Self) -> Result<Self, Trouble>;
    fn powi(&self, exponent: i64) -> Result<Self, Trouble>;
    fn sqrt(&self) -> Result<Self, Trouble>;
    fn exp(&self) -> Result<Self, Trouble>;
    fn ln(&self) -> Result<Self, Trouble>;
    fn sin(&self) -> Result<Self, Trouble>;
    fn cos(&self) -> Result<Self, Trouble>;
    fn tan(&self) -> Result<Self, Trouble>;
    fn asin(&self) -> Result<Self, Trouble>;
    fn acos(&self) -> Result<Self, Trouble>;
    fn atan(&self) -> Result<Self, Trouble>;
    fn sinh(&self) -> Result<Self, Trouble>;
    fn cosh(&self) -> Result<Self, Trouble>;
    fn tanh(&self) -> Result<Self, Trouble>;
    fn floor(&self) -> Result<Self, Trouble>;
    /// A function of [`Special`]; refused where it cannot be enclosed.
    fn special(function: Special, args: &[Self]) -> Result<Self, Trouble>;
    /// The sign, where the accuracy settles it.
    fn sign(&self) -> Option<i8>;
    /// The order, where the accuracy settles it.
    fn order(&self, other: &Self) -> Option<Ordering>;
    /// The integer it is, up to the accuracy.
    fn to_integer(&self) -> Option<i64>;
    fn approximate(&self) -> f64;
    /// All that is known of the number, in two words; None where it takes more.
    fn words(&self) -> Option<[u64; 2]> {
        None
    }
    /// Estimated (or, for enclosures, certain) absolute error of [`Scalar::approximate`].
    fn error(&self) -> f64;
    /// The same number with a further absolute error; refused by enclosures.
    fn widened(self, error: f64) -> Result<Self, Trouble>;
    /// A number from a quadrature, with its estimated error; refused by enclosures.
    fn measured(value: f64, error: f64) -> Result<Self, Trouble>;

    fn sub(&self, other: &Self) -> Result<Self, Trouble> {
        self.add(&other.neg())
    }

    fn abs(&self) -> Result<Self, Trouble> {
        match self.sign() {
            Some(-1) => Ok(self.neg()),
            Some(_) => Ok(self.clone()),
            None => self.mul(self)?.sqrt(),
        }
    }

    /// Power with any real exponent. A negative base needs an exponent that is an integer for certain.
    fn pow(&self, exponent: &Self) -> Result<Self, Trouble> {
        if let Some(n) = exponent.to_integer()
            && exponent.error() == 0.0
        {
            return self.powi(n);
        }
        match self.sign() {
            Some(1) => self.ln()?.mul(exponent)?.exp(),
            Some(0) if exponent.sign() == Some(1) => Ok(self.clone()),
            Some(0) if exponent.sign() == Some(-1) => Err(Trouble::undefined("power of zero")),
            Some(-1) => Err(Trouble::undefined(
                "a negative number to a power that is not an integer",
            )),
            _ => Err(Trouble::Undecided("sign of the base of a power")),
        }
    }
}

/// Half a unit in the last place, relative.
const UNIT: f64 = 1.0 / 9_007_199_254_740_992.0;
/// Whole numbers below it are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Results below it may have lost digits to underflow.
const TINY: f64 = 1e-290;

/// A double with an estimate of its absolute error (first order, each operation adding its rounding error).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Approximate {
    pub value: f64,
    pub error: f64,
}

impl Approximate {
    fn new(value: f64, error: f64) -> Result<Self, Trouble> {
        if value.is_finite() && error.is_finite() {
            Ok(Self { value, error })
        } else {
            Err(Trouble::Undecided("overflow"))
        }
    }

    /// A function value of relative accuracy, with the error that the argument passes on.
    fn rounded(value: f64, passed: f64) -> Result<Self, Trouble> {
        let lost = if value.abs() < TINY { TINY } else { 0.0 };
        Self::new(value, passed + 2.0 * UNIT * value.abs() + lost)
    }

    /// Value of a smooth function whose passed error is read off at both ends.
    fn probed(&self, function: impl Fn(f64) -> f64) -> Result<Self, Trouble> {
        let value = function(self.value);
        let passed = if self.error == 0.0 {
            0.0
        } else {
            let ends = (
                function(self.value - self.error),
                function(self.value + self.error),
            );
            (ends.0 - value).abs().max((ends.1 - value).abs())
        };
        Self::rounded(value, passed)
    }

    fn whole(&self) -> bool {
        self.error == 0.0 && self.value.fract() == 0.0
    }
}

impl Scalar for Approximate {
    const CERTIFIED: bool = false;

    fn rational(value: &Rational, bits: usize) -> Result<Self, Trouble> {
        if let Some(n) = value.to_i64() {
            return Ok(Self::integer(n, bits));
        }
        let approximate = value.to_f64();
        let dyadic =
            matches!(value.to_fraction(), Some((n, d)) if d & (d - 1) == 0 && n.abs() < 1 << 52);
        let error = if dyadic {
            0.0
        } else {
            2.0 * UNIT * approximate.abs()
        };
        Self::new(approximate, error)
    }

    fn integer(value: i64, _: usize) -> Self {
        let approximate = value as f64;
        let error = if approximate.abs() < EXACT {
            0.0
        } else {
            UNIT * approximate.abs()
        };
        Self {
            value: approximate,
            error,
        }
    }

    fn pi(_: usize) -> Result<Self, Trouble> {
        Self::new(std::f64::consts::PI, 2e-16)
    }

    fn add(&self, other: &Self) -> Result<Self, Trouble> {
        let (a, b) = (self.value, other.value);
        let sum = a + b;
        // The exact rounding error of a sum of doubles.
        let rest = sum - a;
        let lost = (a - (sum - rest)) + (b - rest);
        Self::new(sum, self.error + other.error + lost.abs())
    }

    fn neg(&self) -> Self {
        Self {
            value: -self.value,
            error: self.error,
        }
    }

    fn mul(&self, other: &Self) -> Result<Self, Trouble> {
        let value = self.value * other.value;
        if self.whole() && other.whole() && value.abs() < EXACT {
            return Ok(Self { value, error: 0.0 });
        }
        if (self.value == 0.0 && self.error == 0.0) || (other.value == 0.0 && other.error == 0.0) {
            return Ok(Self {
                value: 0.0,
                error: 0.0,
            });
        }
        let passed = self.value.abs() * other.error
            + other.value.abs() * self.error
            + self.error * other.error;
        Self::rounded(value, passed)
    }

    fn div(&self, other: &Self) -> Result<Self, Trouble> {
        match other.sign() {
            Some(0) => return Err(Trouble::undefined("division by zero")),
            None => return Err(Trouble::Undecided("division by nearly zero")),
            _ => {}
        }
        let value = self.value / other.value;
        if self.whole() && other.whole() && value.fract() == 0.0 && value.abs() < EXACT {
            return Ok(Self { value, error: 0.0 });
        }
        let passed =
            (self.error + value.abs() * other.error) / (other.value.abs() - other.error).abs();
        Self::rounded(value, passed)
    }

    fn powi(&self, exponent: i64) -> Result<Self, Trouble> {
        if exponent < 0 {
            let power = self.powi(exponent.checked_neg().ok_or(Trouble::Budget)?)?;
            return Self::integer(1, 64).div(&power);
        }
        if exponent <= 64 {
            let mut power = Self::integer(1, 64);
            for _ in 0..exponent {
                power = power.mul(self)?;
            }
            return Ok(power);
        }
        let value = pxfm::f_pow(self.value, exponent as f64);
        let passed = match self.value == 0.0 {
            true => 0.0,
            false => exponent as f64 * value.abs() * self.error / self.value.abs(),
        };
        Self::rounded(value, passed)
    }

    fn sqrt(&self) -> Result<Self, Trouble> {
        match self.sign() {
            Some(0) => Ok(*self),
            Some(1) => {
                let value = self.value.sqrt();
                if self.whole() && value.fract() == 0.0 {
                    return Ok(Self { value, error: 0.0 });
                }
                Self::rounded(value, self.error / (2.0 * value))
            }
            Some(_) => Err(Trouble::undefined("square root of a negative number")),
            None => Err(Trouble::Undecided("square root of nearly zero")),
        }
    }

    fn exp(&self) -> Result<Self, Trouble> {
        if self.value == 0.0 && self.error == 0.0 {
            return Ok(Self::integer(1, 64));
        }
        let value = pxfm::f_exp(self.value);
        // Not below `e^r - 1` for such `r`, and cheaper.
        let passed = match self.error < 1e-3 {
            true => self.error * (1.0 + self.error),
            false => pxfm::f_expm1(self.error),
        };
        Self::rounded(value, value * passed)
    }

    fn ln(&self) -> Result<Self, Trouble> {
        match self.sign() {
            Some(1) if self.value == 1.0 && self.error == 0.0 => Ok(Self::integer(0, 64)),
            Some(1) => Self::rounded(
                pxfm::f_log(self.value),
                self.error / (self.value - self.error).max(TINY),
            ),
            Some(_) => Err(Trouble::undefined(
                "logarithm of a number that is not positive",
            )),
            None => Err(Trouble::Undecided("logarithm of nearly zero")),
        }
    }

    fn pow(&self, exponent: &Self) -> Result<Self, Trouble> {
        if let Some(n) = exponent.to_integer()
            && exponent.error == 0.0
        {
            return self.powi(n);
        }
        match self.sign() {
            Some(1) => {
                let value = pxfm::f_pow(self.value, exponent.value);
                let logarithm = pxfm::f_log(self.value).abs();
                let passed =
                    exponent.value.abs() * self.error / self.value + logarithm * exponent.error;
                Self::rounded(value, value * passed)
            }
            Some(0) if exponent.sign() == Some(1) => Ok(*self),
            Some(0) if exponent.sign() == Some(-1) => Err(Trouble::undefined("power of zero")),
            Some(-1) => Err(Trouble::undefined(
                "a negative number to a power that is not an integer",
            )),
            _ => Err(Trouble::Undecided("sign of the base of a power")),
        }
    }

    fn sin(&self) -> Result<Self, Trouble> {
        if self.value == 0.0 && self.error == 0.0 {
            return Ok(*self);
        }
        Self::rounded(pxfm::f_sin(self.value), self.error)
    }

    fn cos(&self) -> Result<Self, Trouble> {
        if self.value == 0.0 && self.error == 0.0 {
            return Ok(Self::integer(1, 64));
        }
        Self::rounded(pxfm::f_cos(self.value), self.error)
    }

    fn tan(&self) -> Result<Self, Trouble> {
        self.sin()?.div(&self.cos()?)
    }

    fn asin(&self) -> Result<Self, Trouble> {
        inside_unit(self)?;
        self.probed(|x| pxfm::f_asin(x.clamp(-1.0, 1.0)))
    }

    fn acos(&self) -> Result<Self, Trouble> {
        inside_unit(self)?;
        self.probed(|x| pxfm::f_acos(x.clamp(-1.0, 1.0)))
    }

    fn atan(&self) -> Result<Self, Trouble> {
        Self::rounded(pxfm::f_atan(self.value), self.error)
    }

    fn sinh(&self) -> Result<Self, Trouble> {
        self.probed(pxfm::f_sinh)
    }

    fn cosh(&self) -> Result<Self, Trouble> {
        self.probed(pxfm::f_cosh)
    }

    fn tanh(&self) -> Result<Self, Trouble> {
        self.probed(pxfm::f_tanh)
    }

    fn floor(&self) -> Result<Self, Trouble> {
        let (a, b) = (
            (self.value - self.error).floor(),
            (self.value + self.error).floor(),
        );
        match a == b {
            true => Self::new(a, 0.0),
            false => Err(Trouble::Undecided("rounding next to an integer")),
        }
    }

    fn special(function: Special, args: &[Self]) -> Result<Self, Trouble> {
        let x = args[0];
        match function {
            Special::Gamma => {
                not_a_pole(&x)?;
                let result = x.probed(pxfm::f_tgamma)?;
                let exact = x.whole() && result.value.abs() < EXACT;
                Ok(if exact {
                    Self {
                        value: result.value.round(),
                        error: 0.0,
                    }
                } else {
                    result
                })
            }
            Special::LogGamma => {
                not_a_pole(&x)?;
                x.probed(pxfm::f_lgamma)
            }
            Special::Digamma => {
                not_a_pole(&x)?;
                x.probed(pxfm::f_digamma)
            }
            Special::Trigamma => {
                not_a_pole(&x)?;
                x.probed(pxfm::f_trigamma)
            }
            Special::Erf => x.probed(pxfm::f_erf),
            Special::ErfComplement => x.probed(pxfm::f_erfc),
            Special::GammaShare => {
                let share = args[1].probed(|t| pxfm::f_gamma_p(x.value, t.max(0.0)))?;
                share.widened(1e-13)
            }
            Special::BetaShare => {
                let (b, t) = (args[1], args[2]);
                let share =
                    t.probed(|t| pxfm::f_betainc_reg(x.value, b.value, t.clamp(0.0, 1.0)))?;
                share.widened(1e-13)
            }
        }
    }

    fn sign(&self) -> Option<i8> {
        if self.value.abs() > self.error {
            Some(if self.value > 0.0 { 1 } else { -1 })
        } else {
            (self.error == 0.0).then_some(0)
        }
    }

    fn order(&self, other: &Self) -> Option<Ordering> {
        let (gap, error) = (self.value - other.value, self.error + other.error);
        if gap.abs() > error {
            gap.partial_cmp(&0.0)
        } else {
            (error == 0.0).then_some(Ordering::Equal)
        }
    }

    fn to_integer(&self) -> Option<i64> {
        let near = self.value.round();
        let close = (self.value - near).abs() <= self.error && self.error < 1e-3;
        (close && near.abs() < EXACT).then_some(near as i64)
    }

    fn words(&self) -> Option<[u64; 2]> {
        Some([self.value.to_bits(), self.error.to_bits()])
    }

    fn approximate(&self) -> f64 {
        self.value
    }

    fn error(&self) -> f64 {
        self.error
    }

    fn widened(self, error: f64) -> Result<Self, Trouble> {
        Self::new(self.value, self.error + error)
    }

    fn measured(value: f64, error: f64) -> Result<Self, Trouble> {
        Self::new(value, error)
    }
}

fn inside_unit(x: &Approximate) -> Result<(), Trouble> {
    if x.value.abs() - x.error > 1.0 {
        Err(Trouble::undefined("inverse sine or cosine outside [-1, 1]"))
    } else if x.value.abs() + x.error > 1.0 && x.error > 0.0 {
        Err(Trouble::Undecided(
            "inverse sine or cosine at the end of its domain",
        ))
    } else {
        Ok(())
    }
}

fn not_a_pole(x: &Approximate) -> Result<(), Trouble> {
    if x.value <= 0.0 && x.value.fract() == 0.0 {
        return match x.error == 0.0 {
            true => Err(Trouble::undefined("pole of the gamma function")),
            false => Err(Trouble::Undecided("next to a pole of the gamma function")),
        };
    }
    Ok(())
}

/// What an enclosure that came out empty means.
fn enclosed(result: Option<Interval>) -> Result<Interval, Trouble> {
    result.ok_or(Trouble::Undecided("no enclosure at this precision"))
}

impl Scalar for Interval {
    const CERTIFIED: bool = true;

    fn rational(value: &Rational, bits: usize) -> Result<Self, Trouble> {
        enclosed(Interval::rational(value, bits))
    }

    fn integer(value: i64, bits: usize) -> Self {
        Interval::integer(value, bits)
    }

    fn pi(bits: usize) -> Result<Self, Trouble> {
        Ok(Interval::pi(bits))
    }

    fn add(&self, other: &Self) -> Result<Self, Trouble> {
        enclosed(Interval::add(self, other))
    }

    fn neg(&self) -> Self {
        Interval::neg(self)
    }

    fn sub(&self, other: &Self) -> Result<Self, Trouble> {
        enclosed(Interval::sub(self, other))
    }

    fn mul(&self, other: &Self) -> Result<Self, Trouble> {
        enclosed(Interval::mul(self, other))
    }

    fn div(&self, other: &Self) -> Result<Self, Trouble> {
        match Interval::sign(other) {
            Some(0) => Err(Trouble::undefined("division by zero")),
            _ => enclosed(Interval::div(self, other)),
        }
    }

    fn powi(&self, exponent: i64) -> Result<Self, Trouble> {
        match (Interval::sign(self), exponent < 0) {
            (Some(0), true) => Err(Trouble::undefined("division by zero")),
            _ => enclosed(Interval::powi(self, exponent)),
        }
    }

    fn sqrt(&self) -> Result<Self, Trouble> {
        match Interval::sign(self) {
            Some(-1) => Err(Trouble::undefined("square root of a negative number")),
            _ => enclosed(Interval::sqrt(self)),
        }
    }

    fn exp(&self) -> Result<Self, Trouble> {
        enclosed(Interval::exp(self))
    }

    fn ln(&self) -> Result<Self, Trouble> {
        match Interval::sign(self) {
            Some(-1 | 0) => Err(Trouble::undefined(
                "logarithm of a number that is not positive",
            )),
            _ => enclosed(Interval::ln(self)),
        }
    }

    fn sin(&self) -> Result<Self, Trouble> {
        enclosed(Interval::sin(self))
    }

    fn cos(&self) -> Result<Self, Trouble> {
        enclosed(Interval::cos(self))
    }

    fn tan(&self) -> Result<Self, Trouble> {
        enclosed(Interval::tan(self))
    }

    fn asin(&self) -> Result<Self, Trouble> {
        enclosed(Interval::asin(self))
    }

    fn acos(&self) -> Result<Self, Trouble> {
        enclosed(Interval::acos(self))
    }

    fn atan(&self) -> Result<Self, Trouble> {
        enclosed(Interval::atan(self))
    }

    fn sinh(&self) -> Result<Self, Trouble> {
        enclosed(Interval::sinh(self))
    }

    fn cosh(&self) -> Result<Self, Trouble> {
        enclosed(Interval::cosh(self))
    }

    fn tanh(&self) -> Result<Self, Trouble> {
        enclosed(Interval::tanh(self))
    }

    fn floor(&self) -> Result<Self, Trouble> {
        enclosed(Interval::floor(self))
    }

    fn special(function: Special, args: &[Self]) -> Result<Self, Trouble> {
        if function == Special::Gamma
            && let Some(n) = args[0].to_integer()
        {
            if n <= 0 {
                return Err(Trouble::undefined("pole of the gamma function"));
            }
            return factorial(n - 1, &args[0]);
        }
        Err(Trouble::Cannot(Cannot::NoEnclosure))
    }

    fn sign(&self) -> Option<i8> {
        Interval::sign(self)
    }

    fn order(&self, other: &Self) -> Option<Ordering> {
        Interval::order(self, other)
    }

    fn to_integer(&self) -> Option<i64> {
        Interval::to_integer(self)
    }

    fn approximate(&self) -> f64 {
        Interval::approximate(self)
    }

    fn error(&self) -> f64 {
        self.width()
    }

    fn abs(&self) -> Result<Self, Trouble> {
        Ok(Interval::abs(self))
    }

    fn widened(self, error: f64) -> Result<Self, Trouble> {
        match error == 0.0 {
            true => Ok(self),
            false => Err(Trouble::Cannot(Cannot::NoEnclosure)),
        }
    }

    fn measured(_: f64, _: f64) -> Result<Self, Trouble> {
        Err(Trouble::Cannot(Cannot::NoEnclosure))
    }
}

/// Largest factorial that is multiplied out.
const MAX_FACTORIAL: u32 = 2000;

fn factorial(n: i64, like: &Interval) -> Result<Interval, Trouble> {
    match u32::try_from(n) {
        Ok(n) if n <= MAX_FACTORIAL => Ok(like.factorial(n)),
        _ => Err(Trouble::Cannot(Cannot::TooLarge)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> Approximate {
        Approximate { value, error: 0.0 }
    }

    #[test]
    fn whole_numbers_stay_exact_and_cancellation_shows() {
        let two = number(1.0).add(&number(1.0)).unwrap();
        assert_eq!(two, number(2.0));
        let tenth = Approximate::rational(&Rational::new(1, 10).unwrap(), 64).unwrap();
        let large = number(1e16)
            .add(&tenth)
            .unwrap()
            .sub(&number(1e16))
            .unwrap();
        assert!((large.value - 0.1).abs() <= large.error);
    }

    #[test]
    fn domains_are_told_from_doubt() {
        assert!(matches!(number(0.0).ln(), Err(Trouble::Undefined { .. })));
        let doubtful = Approximate {
            value: 1e-18,
            error: 1e-16,
        };
        assert!(matches!(doubtful.ln(), Err(Trouble::Undecided(_))));
        // An exponential that underflows is not zero.
        let tiny = number(-1e4).exp().unwrap();
        assert!(matches!(tiny.ln(), Err(Trouble::Undecided(_))));
    }

    #[test]
    fn special_functions_have_their_known_values() {
        let value = |f, args: &[f64]| {
            Approximate::special(f, &args.iter().map(|&x| number(x)).collect::<Vec<_>>())
                .unwrap()
                .value
        };
        assert!((value(Special::LogGamma, &[0.5]) - 0.572_364_942_924_700_1).abs() < 1e-14);
        assert!((value(Special::Digamma, &[1.0]) + 0.577_215_664_901_532_9).abs() < 1e-14);
        assert!((value(Special::Erf, &[0.5]) - 0.520_499_877_813_046_5).abs() < 1e-14);
        assert!((value(Special::GammaShare, &[1.0, 2.0]) - 0.864_664_716_763_387_3).abs() < 1e-12);
        assert_eq!(value(Special::Gamma, &[5.0]), 24.0);
    }
}
