//! The operators of the vocabulary, by their definitions.

use std::cmp::Ordering;
use std::rc::Rc;

use super::evaluator::Evaluator;
use super::matrix::Array;
use super::scalar::{Scalar, Special};
use super::trouble::{Cannot, Trouble};
use super::value::{Distribution, Result, Value};
use crate::expr::*;

const UNKNOWN: Trouble = Trouble::Cannot(Cannot::NoInterpretation);
const MISFIT: Trouble = Trouble::Cannot(Cannot::Shapes);
/// Largest argument of a factorial or binomial coefficient.
const MAX_FACTORIAL: i64 = 2000;
/// Largest size of an identity matrix.
const MAX_SIZE: i64 = 64;

impl<N: Scalar> Evaluator<'_, N> {
    pub(super) fn apply(&mut self, operator: Operator, args: &[Id]) -> Result<Value<N>> {
        use Operator::*;
        let (least, most) = operator.arity();
        if !(least..=most).contains(&args.len()) {
            return Err(UNKNOWN);
        }
        match operator {
            Log => self.logarithm(args[0]),
            Sin | Cos | Tan | Cot | Sec | Csc | Arcsin | Arccos | Arctan | Sinh | Cosh | Tanh
            | Sigmoid | Sign | Floor | Ceiling | Factorial | Gamma | Digamma | Trigamma | Erf
            | NormalCdf => {
                let value = self.evaluate(args[0])?;
                match (operator, value.is_complex()) {
                    (Sin | Cos | Sinh | Cosh, true) => self.complex_function(operator, &value),
                    _ => Ok(Value::Real(self.function(operator, &value.real()?)?)),
                }
            }
            Abs | Re | Im | Conjugate => self.complex_part(operator, args[0]),
            Binomial | MultiGamma | Beta | Delta => {
                let (a, b) = (self.real(args[0])?, self.real(args[1])?);
                Ok(Value::Real(self.function_of_two(operator, &a, &b)?))
            }
            Max | Min => self.extreme(operator == Max, args),
            Indicator => {
                let holds = self.evaluate(args[0])?.truth()?;
                Ok(Value::Real(self.number(i64::from(holds))))
            }
            Size => match self.evaluate(args[0])? {
                Value::Set(members) => Ok(Value::Real(self.number(members.len() as i64))),
                _ => Err(UNKNOWN),
            },
            And | Or | Not | Symmetric | PositiveDefinite | Invertible | Convergent | IsDensity
            | IntegerValued | Independent | Draw => {
                Ok(Value::Truth(self.predicate(operator, args)?))
            }
            Pdf | Cdf => self.distribution_at(operator, args),
            Expectation
            | ConditionalExpectation
            | Variance
            | Covariance
            | Correlation
            | ConditionalVariance
            | Probability
            | ConditionalProbability => self.random(operator, args),
            // Replaced by their definitions beforehand.
            Divergence | Entropy | CrossEntropy | ConditionalEntropy | MutualInformation => {
                Err(UNKNOWN)
            }
            Law | Convolution => Err(UNKNOWN),
            _ if operator.yields() == operator::Yields::Distribution => {
                let parameters = args
                    .iter()
                    .map(|&arg| self.evaluate(arg))
                    .collect::<Result<_>>()?;
                Ok(Value::Distribution(Rc::new(Distribution::new(
                    operator, parameters,
                ))))
            }
            _ => self.array_operator(operator, args),
        }
    }

    fn function(&self, operator: Operator, x: &N) -> Result<N> {
        use Operator::*;
        let one = || self.number(1);
        let special = |f| N::special(f, std::slice::from_ref(x));
        match operator {
            Sin => x.sin(),
            Cos => x.cos(),
            Tan => x.tan(),
            Cot => x.cos()?.div(&x.sin()?),
            Sec => one().div(&x.cos()?),
            Csc => one().div(&x.sin()?),
            Arcsin => x.asin(),
            Arccos => x.acos(),
            Arctan => x.atan(),
            Sinh => x.sinh(),
            Cosh => x.cosh(),
            Tanh => x.tanh(),
            Sigmoid => one().div(&one().add(&x.neg().exp()?)?),
            Sign => match x.sign() {
                Some(sign) => Ok(self.number(sign.into())),
                None => Err(Trouble::Undecided("sign of nearly zero")),
            },
            Floor => x.floor(),
            Ceiling => Ok(x.neg().floor()?.neg()),
            Factorial => self.factorial(x),
            Gamma => special(Special::Gamma),
            Digamma => special(Special::Digamma),
            Trigamma => special(Special::Trigamma),
            Erf => special(Special::Erf),
            NormalCdf => super::distribution::normal_share(x, &self.number(0), &one()),
            _ => Err(UNKNOWN),
        }
    }

    fn factorial(&self, x: &N) -> Result<N> {
        let n = x
            .to_integer()
            .ok_or(Trouble::Undecided("factorial of a fraction"))?;
        match n {
            i64::MIN..=-1 => Err(Trouble::undefined("factorial of a negative number")),
            0..=MAX_FACTORIAL => (2..=n).try_fold(self.number(1), |p, k| p.mul(&self.number(k))),
            _ => Err(Trouble::Cannot(Cannot::TooLarge)),
        }
    }

    fn function_of_two(&self, operator: Operator, a: &N, b: &N) -> Result<N> {
        match operator {
            Operator::Delta => match a.order(b) {
                Some(order) => Ok(self.number(i64::from(order == Ordering::Equal))),
                None => Err(Trouble::Undecided("nearly equal indices")),
            },
            Operator::Binomial => self.binomial(a, b),
            Operator::Beta => {
                let gamma = |x: &N| N::special(Special::Gamma, std::slice::from_ref(x));
                gamma(a)?.mul(&gamma(b)?)?.div(&gamma(&a.add(b)?)?)
            }
            Operator::MultiGamma => {
                let p = a.to_integer().ok_or(UNKNOWN)?;
                if !(1..=MAX_SIZE).contains(&p) {
                    return Err(Trouble::Cannot(Cannot::TooLarge));
                }
                let quarter = self.number(p * (p - 1)).div(&self.number(4))?;
                let mut value = N::pi(self.bits)?.pow(&quarter)?;
                for j in 0..p {
                    let x = b.sub(&self.number(j).div(&self.number(2))?)?;
                    value = value.mul(&N::special(Special::Gamma, &[x])?)?;
                }
                Ok(value)
            }
            _ => Err(UNKNOWN),
        }
    }

    /// `n (n-1) .. (n-k+1) / k!`; 0 for negative k.
    fn binomial(&self, n: &N, k: &N) -> Result<N> {
        let k = k
            .to_integer()
            .ok_or(Trouble::Undecided("binomial coefficient of a fraction"))?;
        if k < 0 {
            return Ok(self.number(0));
        }
        // The shorter of the two products where both are finite.
        let k = match n.to_integer() {
            Some(n) if n >= k => k.min(n - k),
            Some(n) if n >= 0 => return Ok(self.number(0)),
            _ => k,
        };
        if k > MAX_FACTORIAL {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        }
        (0..k).try_fold(self.number(1), |product, j| {
            product
                .mul(&n.sub(&self.number(j))?)?
                .div(&self.number(j + 1))
        })
    }

    fn complex_function(&self, operator: Operator, z: &Value<N>) -> Result<Value<N>> {
        let turn = Value::complex(self.number(0), self.number(1));
        let two = Value::Real(self.number(2));
        let (up, down) = match operator {
            Operator::Sin | Operator::Cos => {
                let turned = z.mul(&turn)?;
                (turned.exp()?, turned.neg()?.exp()?)
            }
            _ => (z.exp()?, z.neg()?.exp()?),
        };
        match operator {
            Operator::Cos | Operator::Cosh => up.add(&down)?.div(&two),
            Operator::Sinh => up.sub(&down)?.div(&two),
            _ => up.sub(&down)?.div(&two.mul(&turn)?),
        }
    }

    fn complex_part(&mut self, operator: Operator, arg: Id) -> Result<Value<N>> {
        let value = self.evaluate(arg)?;
        if operator == Operator::Conjugate && matches!(value, Value::Array(_)) {
            return Ok(value);
        }
        Ok(match operator {
            Operator::Abs => Value::Real(value.modulus()?),
            Operator::Re => Value::Real(value.parts()?.0),
            Operator::Im => Value::Real(value.parts()?.1),
            _ if value.is_complex() => {
                let (re, im) = value.parts()?;
                Value::complex(re, im.neg())
            }
            _ => value,
        })
    }

    fn extreme(&mut self, largest: bool, args: &[Id]) -> Result<Value<N>> {
        let mut best: Option<N> = None;
        for &arg in args {
            let numbers = match self.evaluate(arg)? {
                Value::Set(members) => members
                    .iter()
                    .map(Value::real)
                    .collect::<Result<Vec<_>>>()?,
                other => vec![other.real()?],
            };
            for x in numbers {
                best = Some(match best {
                    None => x,
                    Some(known) => self.larger(known, x, largest)?,
                });
            }
        }
        best.map(Value::Real).ok_or(UNKNOWN)
    }

    /// The larger (or smaller) of two numbers; in doubles, of nearly equal ones either.
    pub(super) fn larger(&self, a: N, b: N, largest: bool) -> Result<N> {
        match a.order(&b) {
            Some(Ordering::Less) => Ok(if largest { b } else { a }),
            Some(_) => Ok(if largest { a } else { b }),
            None if N::CERTIFIED => Err(Trouble::Undecided("order of nearly equal numbers")),
            None => Ok(a),
        }
    }

    fn array_operator(&mut self, operator: Operator, args: &[Id]) -> Result<Value<N>> {
        use Operator::*;
        match operator {
            Identity => Ok(Value::array(Array::identity(self.size(args[0])?))),
            Ones | ZeroVector => {
                let n = self.size(args[0])?;
                let entry = self.number(i64::from(operator == Ones));
                Ok(Value::array(Array::vector(vec![entry; n])))
            }
            Unit => {
                let (n, at) = (self.size(args[0])?, self.evaluate(args[1])?.integer()?);
                if at < 1 || at as usize > n {
                    return Err(Trouble::Undecided("an index out of range"));
                }
                let entry = |i, _| Ok(self.number(i64::from(i + 1 == at as usize)));
                Ok(Value::array(Array::build(n, 1, entry)?))
            }
            Elementwise => self.elementwise(args[0], args[1]),
            _ => {
                let first = self.evaluate(args[0])?;
                let second = args.get(1).map(|&arg| self.evaluate(arg)).transpose()?;
                self.matrix_function(operator, &first, second)
            }
        }
    }

    fn size(&mut self, id: Id) -> Result<usize> {
        match self.evaluate(id)?.integer()? {
            n @ 1..=MAX_SIZE => Ok(n as usize),
            n if n <= 0 => Err(Trouble::Undecided("a size that is not positive")),
            _ => Err(Trouble::Cannot(Cannot::TooLarge)),
        }
    }

    fn matrix_function(
        &mut self,
        operator: Operator,
        first: &Value<N>,
        second: Option<Value<N>>,
    ) -> Result<Value<N>> {
        use Operator::*;
        let a = first.matrix()?;
        let other = || second.as_ref().ok_or(UNKNOWN)?.matrix();
        Ok(match operator {
            Transpose => Value::array(a.transpose()),
            Inverse => Value::array(a.inverse()?),
            MatrixRoot => {
                self.measured = true;
                Value::array(a.root()?)
            }
            Determinant => Value::Real(a.determinant()?),
            Trace => Value::Real(a.trace()?),
            Diag if a.columns == 1 => Value::array(Array::diagonal(&a.entries)),
            Diag | DiagonalOf if a.rows == a.columns => {
                let entries = (0..a.rows).map(|i| a.at(i, i).clone()).collect();
                Value::array(Array::vector(entries))
            }
            Norm => Value::Real(self.norm(&a, second)?),
            Kronecker => {
                let b = other()?;
                let (rows, columns) = (a.rows * b.rows, a.columns * b.columns);
                if rows * columns > 4096 {
                    return Err(Trouble::Cannot(Cannot::TooLarge));
                }
                Value::array(Array::build(rows, columns, |i, j| {
                    a.at(i / b.rows, j / b.columns)
                        .mul(b.at(i % b.rows, j % b.columns))
                })?)
            }
            Vec => Value::array(Array::vector(a.transpose().entries)),
            Hadamard => Value::array(a.zip(&*other()?, |x, y| x.mul(y))?),
            Rank => Value::Real(self.number(rank(&a)?)),
            _ => return Err(UNKNOWN),
        })
    }

    fn norm(&self, a: &Array<N>, index: Option<Value<N>>) -> Result<N> {
        let sizes = || {
            a.entries
                .iter()
                .map(|x| x.abs())
                .collect::<Result<Vec<_>>>()
        };
        match index {
            None => a.norm(),
            Some(_) if a.columns != 1 => Err(UNKNOWN),
            Some(Value::Infinite(true)) => {
                let sizes = sizes()?;
                let first = sizes[0].clone();
                sizes
                    .into_iter()
                    .try_fold(first, |m, x| self.larger(m, x, true))
            }
            Some(p) => {
                let p = p.real()?;
                if p.to_integer() == Some(2) {
                    return a.norm();
                }
                let powers = sizes()?
                    .into_iter()
                    .try_fold(self.number(0), |sum, x| sum.add(&x.pow(&p)?))?;
                powers.pow(&self.number(1).div(&p)?)
            }
        }
    }

    fn elementwise(&mut self, array: Id, function: Id) -> Result<Value<N>> {
        let (a, function) = (self.evaluate(array)?.matrix()?, self.evaluate(function)?);
        let entries = a
            .entries
            .iter()
            .map(|x| {
                self.call_value(function.clone(), vec![Value::Real(x.clone())])?
                    .real()
            })
            .collect::<Result<_>>()?;
        Ok(Value::array(Array {
            rows: a.rows,
            columns: a.columns,
            entries,
        }))
    }

    fn predicate(&mut self, operator: Operator, args: &[Id]) -> Result<bool> {
        use Operator::*;
        match operator {
            And | Or => {
                let deciding = operator == Or;
                for &arg in args {
                    if self.evaluate(arg)?.truth()? == deciding {
                        return Ok(deciding);
                    }
                }
                Ok(!deciding)
            }
            Not => Ok(!self.evaluate(args[0])?.truth()?),
            Symmetric => Ok(self.evaluate(args[0])?.matrix()?.is_symmetric()),
            PositiveDefinite => {
                let a = self.evaluate(args[0])?.matrix()?;
                Ok(a.is_symmetric() && a.cholesky().is_ok())
            }
            Invertible => Ok(self.evaluate(args[0])?.matrix()?.inverse().is_ok()),
            IntegerValued => Ok(self.real(args[0])?.to_integer().is_some()),
            // Models are built so; what does not converge shows when it is evaluated.
            Convergent | Independent | IsDensity => Ok(true),
            _ => Err(UNKNOWN),
        }
    }

    fn distribution_at(&mut self, operator: Operator, args: &[Id]) -> Result<Value<N>> {
        let (distribution, point) = (self.evaluate(args[0])?, self.evaluate(args[1])?);
        let Value::Distribution(distribution) = distribution else {
            return Err(UNKNOWN);
        };
        Ok(Value::Real(match operator {
            Operator::Pdf => distribution.density(&point)?,
            _ => distribution.cumulative(&point)?,
        }))
    }
}

/// Number of pivots that are certainly not zero; the others have to be zero for certain.
fn rank<N: Scalar>(a: &Array<N>) -> Result<i64> {
    let mut rows: Vec<Vec<N>> = a.entries.chunks(a.columns).map(<[N]>::to_vec).collect();
    let mut rank = 0;
    for column in 0..a.columns {
        let size = |r: &[N]| r[column].approximate().abs();
        let Some(best) =
            (rank..rows.len()).max_by(|&i, &j| size(&rows[i]).total_cmp(&size(&rows[j])))
        else {
            break;
        };
        match rows[best][column].sign() {
            Some(0) => continue,
            None => return Err(Trouble::Undecided("nearly singular matrix")),
            _ => {}
        }
        rows.swap(rank, best);
        let pivot = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1) {
            let factor = row[column].div(&pivot[column])?;
            for (x, p) in row.iter_mut().zip(&pivot) {
                *x = x.sub(&factor.mul(p)?)?;
            }
        }
        rank += 1;
    }
    match rank as i64 {
        r if r as usize <= a.rows => Ok(r),
        _ => Err(MISFIT),
    }
}
