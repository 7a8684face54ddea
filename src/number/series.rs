//! Logarithm and exponential of binary fractions in fixed point: a whole number of units, with a bound of its error.
//!
//! Correct rounding costs a library many times what an enclosure needs; here a few bits are given away instead.

use std::sync::OnceLock;

use dashu_float::Repr;
use dashu_int::ops::{BitTest, SquareRoot};
use dashu_int::{IBig, UBig};

/// `value` units of `2^{-places}`, off by less than `error` units.
pub(super) struct Fixed {
    pub value: IBig,
    pub error: IBig,
    pub places: isize,
}

impl Fixed {
    fn zero() -> Self {
        Self {
            value: IBig::ZERO,
            error: IBig::ZERO,
            places: 0,
        }
    }
}

/// Places beyond those that the result keeps.
const GUARD: usize = 96;
/// Places to which the logarithm of 2 is known.
const KNOWN: usize = 1024;
/// Square roots taken before the series of a logarithm, and squarings after that of an exponential.
const ROOTS: usize = 3;
const SQUARINGS: usize = 8;
/// Bounds of the errors in units. Of a logarithm: the root and the quotient are off by less than 3, each of at most 100 terms
/// by less than 2, all times `2^{ROOTS + 1}`. Of an exponential: the reduction of an argument below `2^{21}` is off by less
/// than `2^{23}`, which the division by `2^{SQUARINGS}` takes away and the squarings bring back, twice over.
const LOGARITHM_ERROR: u32 = 1 << 13;
const EXPONENTIAL_ERROR: u32 = 1 << 26;

/// `\log 2` in units of `2^{-KNOWN}`, off by less than one.
fn log_of_two() -> &'static IBig {
    static LOG: OnceLock<IBig> = OnceLock::new();
    // \log 2 = 4 artanh(1/6) + 2 artanh(1/99); some hundred terms are off by one unit of 2^{-32} of the result's.
    LOG.get_or_init(|| {
        let artanh = |n: u32| {
            let (mut power, square) = ((IBig::ONE << (KNOWN + 32)) / n, n * n);
            let (mut sum, mut k) = (power.clone(), 3u32);
            while !power.is_zero() {
                power /= square;
                sum += &power / k;
                k += 2;
            }
            sum
        };
        (artanh(6) * 4 + artanh(99) * 2) >> 32usize
    })
}

fn log_of_two_in(places: usize) -> IBig {
    log_of_two() >> (KNOWN - places)
}

/// `number 2^{shift}`, rounded down.
fn shifted(number: &IBig, shift: isize) -> IBig {
    match usize::try_from(shift) {
        Ok(left) => number << left,
        Err(_) => number >> shift.unsigned_abs(),
    }
}

fn length(number: &IBig) -> usize {
    number.bit_len()
}

/// The logarithm of a positive number, to that many bits and some more; None beyond what is provided for.
pub(super) fn ln(x: &Repr<2>, bits: usize) -> Option<Fixed> {
    let (significand, exponent) = (x.significand(), x.exponent());
    // x = y 2^k with 3/4 <= y < 3/2.
    let digits = length(significand);
    let above = digits > 1 && significand.bit(digits - 2);
    let fraction = digits - usize::from(!above);
    let k = exponent + fraction as isize;
    let gap = significand - (IBig::ONE << fraction);
    if k == 0 && gap.is_zero() {
        return Some(Fixed::zero());
    }
    let near = if k == 0 { fraction - length(&gap) } else { 0 };
    let places = bits + GUARD + near + length(&IBig::from(k));
    if places > KNOWN {
        return None;
    }
    let one = IBig::ONE << places;
    let mut y = shifted(significand, places as isize - fraction as isize);
    for _ in 0..ROOTS {
        let radicand = UBig::try_from(y << places).ok()?;
        y = radicand.sqrt().into();
    }
    // \log y = 2 artanh((y - 1) / (y + 1))
    let z = ((&y - &one) << places) / (&y + &one);
    let square = (&z * &z) >> places;
    let (mut power, mut sum, mut n) = (z.clone(), z, 3u32);
    while length(&power) > 2 {
        power = (&power * &square) >> places;
        sum += &power / n;
        n += 2;
    }
    let value = (sum << (ROOTS + 1)) + log_of_two_in(places) * k;
    Some(Fixed {
        value,
        error: IBig::from(LOGARITHM_ERROR) + k.unsigned_abs() * 2,
        places: places as isize,
    })
}

/// The exponential of a number below `2^{21}` in size, to that many bits and some more.
pub(super) fn exp(x: &Repr<2>, bits: usize) -> Option<Fixed> {
    let places = bits + GUARD;
    if places > KNOWN || x.exponent() + length(x.significand()) as isize > 21 {
        return None;
    }
    if x.significand().is_zero() {
        return Some(Fixed {
            value: IBig::ONE,
            ..Fixed::zero()
        });
    }
    let argument = shifted(x.significand(), places as isize + x.exponent());
    let two = log_of_two_in(places);
    let k = isize::try_from(&argument / &two).ok()?;
    let rest = (argument - &two * k) >> SQUARINGS;
    let one = IBig::ONE << places;
    let (mut term, mut sum, mut n) = (rest.clone(), &one + &rest, 2u32);
    while length(&term) > 2 {
        term = ((&term * &rest) >> places) / n;
        sum += &term;
        n += 1;
    }
    for _ in 0..SQUARINGS {
        sum = (&sum * &sum) >> places;
    }
    Some(Fixed {
        value: sum,
        error: EXPONENTIAL_ERROR.into(),
        places: places as isize - k,
    })
}
