//! Operators at numbers: factorials, absolute values, largest and smallest, the Kronecker delta.

use crate::expr::*;
use crate::number::Rational;

/// Largest argument of a factorial that is multiplied out.
const MAX_FACTORIAL: i64 = 200;

/// The value of an operator at these arguments, if it is a rational number that can be told exactly.
pub fn value(store: &Store, operator: Operator, args: &[Id]) -> Option<Rational> {
    if operator == Operator::Delta && args[0] == args[1] {
        return Some(Rational::one());
    }
    let numbers: Option<Vec<Rational>> = args
        .iter()
        .map(|&arg| store.as_number(arg).cloned())
        .collect();
    let numbers = numbers?;
    let first = numbers.first()?;
    match operator {
        Operator::Abs => Some(first.abs()),
        Operator::Sign => Some(Rational::integer(
            i64::from(first.is_positive()) - i64::from(first.is_negative()),
        )),
        Operator::Floor => first
            .to_fraction()
            .map(|(n, d)| Rational::integer(n.div_euclid(d))),
        Operator::Ceiling => first
            .to_fraction()
            .map(|(n, d)| Rational::integer(-(-n).div_euclid(d))),
        Operator::Max => numbers.iter().max().cloned(),
        Operator::Min => numbers.iter().min().cloned(),
        Operator::Delta => Some(Rational::integer(i64::from(numbers[0] == numbers[1]))),
        Operator::Factorial => factorial(first.to_i64()?),
        Operator::Binomial => binomial(first.to_i64()?, numbers[1].to_i64()?),
        _ => None,
    }
}

fn factorial(n: i64) -> Option<Rational> {
    (0..=MAX_FACTORIAL).contains(&n).then(|| {
        (1..=n).fold(Rational::one(), |product, k| {
            product.mul(&Rational::integer(k))
        })
    })
}

fn binomial(n: i64, k: i64) -> Option<Rational> {
    if !(0..=MAX_FACTORIAL).contains(&n) || !(0..=n).contains(&k) {
        return None;
    }
    (1..=k).try_fold(Rational::one(), |product, i| {
        product
            .mul(&Rational::integer(n - k + i))
            .div(&Rational::integer(i))
    })
}
