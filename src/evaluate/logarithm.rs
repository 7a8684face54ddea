//! Logarithms; of densities and exponentials directly, where these themselves would underflow.

use super::evaluator::Evaluator;
use super::scalar::Scalar;
use super::trouble::Trouble;
use super::value::{Result, Value};
use crate::expr::*;
use crate::number::Rational;

impl<N: Scalar> Evaluator<'_, N> {
    /// The natural logarithm of an expression.
    pub(super) fn logarithm(&mut self, arg: Id) -> Result<Value<N>> {
        if let Some(log) = self.direct_logarithm(arg)? {
            return Ok(Value::Real(log));
        }
        match self.evaluate(arg)? {
            Value::Real(x) if N::CERTIFIED => self.logarithm_of(x),
            value => value.ln(),
        }
    }

    /// The logarithm of a density, an exponential, a power or product of such, without their values; None if it is
    /// nothing of the kind, or if some factor is not known to be positive.
    fn direct_logarithm(&mut self, arg: Id) -> Result<Option<N>> {
        let store = self.store;
        match store.node(arg) {
            Node::Apply(Operator::Pdf, pair) if pair.len() == 2 => {
                self.logarithm_of_pdf(pair[0], pair[1])
            }
            Node::Density { family, of, given } => {
                let Some((args, body)) = self.defined_density(*family, of, given)? else {
                    return Ok(None);
                };
                self.enter_with(args, |inside| inside.logarithm(body)?.real().map(Some))
            }
            Node::Power(base, exponent) => match store.node(*base) {
                Node::Constant(Constant::E) => match self.evaluate(*exponent)? {
                    Value::Real(log) => Ok(Some(log)),
                    _ => Ok(None),
                },
                _ if store.as_number(*exponent).is_some() => {
                    let Some(log) = self.direct_logarithm(*base)? else {
                        return Ok(None);
                    };
                    let times = self.evaluate(*exponent)?.real()?;
                    log.mul(&times).map(Some)
                }
                _ => Ok(None),
            },
            Node::Product(factors) if factors.iter().any(|&f| self.is_direct(f)) => {
                self.logarithm_of_product(factors)
            }
            _ => Ok(None),
        }
    }

    fn logarithm_of_pdf(&mut self, distribution: Id, point: Id) -> Result<Option<N>> {
        let (distribution, point) = (self.evaluate(distribution)?, self.evaluate(point)?);
        let Value::Distribution(distribution) = distribution else {
            return Ok(None);
        };
        match distribution.log_density(&point)? {
            Some(log) => Ok(Some(log)),
            None => Err(Trouble::undefined(
                "logarithm of a number that is not positive",
            )),
        }
    }

    fn logarithm_of_product(&mut self, factors: &[Id]) -> Result<Option<N>> {
        let mut total = self.number(0);
        for &factor in factors {
            let log = match self.direct_logarithm(factor)? {
                // `q / q` is one exactly, without errors of rounding.
                Some(_) if self.is_divided_by(factors, factor) => continue,
                Some(log) => log,
                None => match self.evaluate(factor)? {
                    Value::Real(x) if x.sign() == Some(1) => x.ln()?,
                    _ => return Ok(None),
                },
            };
            total = total.add(&log)?;
        }
        Ok(Some(total))
    }

    /// True if the reciprocal of a factor is among the factors too.
    fn is_divided_by(&self, factors: &[Id], factor: Id) -> bool {
        let inverts = |a: Id, b: Id| match *self.store.node(a) {
            Node::Power(base, exponent) => {
                base == b && self.store.as_number(exponent) == Some(&Rational::from(-1))
            }
            _ => false,
        };
        let mut others = factors.iter();
        others.any(|&other| inverts(other, factor) || inverts(factor, other))
    }

    /// True for what has a logarithm of its own.
    fn is_direct(&self, id: Id) -> bool {
        match self.store.node(id) {
            Node::Apply(Operator::Pdf, _) => true,
            Node::Density { family, .. } => self.problem.densities.contains_key(family),
            Node::Power(base, exponent) => match self.store.node(*base) {
                Node::Constant(Constant::E) => true,
                _ => self.store.as_number(*exponent).is_some() && self.is_direct(*base),
            },
            _ => false,
        }
    }

    /// The same terms under a sum have the same logarithms.
    fn logarithm_of(&mut self, x: N) -> Result<Value<N>> {
        let key = x.approximate().to_bits();
        if let Some((known, value)) = self.logarithms.get(&key)
            && *known == x
        {
            return Ok(value.clone());
        }
        let value = Value::Real(x.clone()).ln()?;
        self.logarithms.insert(key, (x, value.clone()));
        Ok(value)
    }
}
