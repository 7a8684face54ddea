//! What expressions evaluate to, and arithmetic on it: real and complex numbers, arrays, truth, functions, distributions.

use std::cell::OnceCell;
use std::rc::Rc;

use smallvec::SmallVec;

use super::matrix::Array;
use super::normal::Normal;
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use crate::expr::{Id, Operator, SymbolId};

/// A value in one kind of numbers.
#[derive(Debug, Clone)]
pub enum Value<N> {
    Real(N),
    /// Real and imaginary part.
    Complex(Rc<(N, N)>),
    Truth(bool),
    /// Never 1×1: that is a Real.
    Array(Rc<Array<N>>),
    /// A lambda's body with the values of the variables bound outside of it.
    Closure(Rc<Closure<N>>),
    /// A function name without a definition.
    Opaque(SymbolId),
    Distribution(Rc<Distribution<N>>),
    /// The members of a finite set.
    Set(Rc<Vec<Value<N>>>),
    /// Positive (true) or negative infinity, as an end of a range or the point of a limit.
    Infinite(bool),
}

/// A function written out.
#[derive(Debug)]
pub struct Closure<N> {
    pub body: Id,
    pub stack: Vec<Value<N>>,
}

/// A distribution of the vocabulary with its parameters.
#[derive(Debug)]
pub struct Distribution<N> {
    pub family: Operator,
    pub parameters: SmallVec<[Value<N>; 2]>,
    /// Normal distributions of the entries, once a density was asked for.
    pub(super) normals: OnceCell<SmallVec<[Normal<N>; 2]>>,
}

impl<N> Distribution<N> {
    pub fn new(family: Operator, parameters: SmallVec<[Value<N>; 2]>) -> Self {
        Self {
            family,
            parameters,
            normals: OnceCell::new(),
        }
    }
}

pub type Result<T> = std::result::Result<T, Trouble>;

const MISFIT: Trouble = Trouble::Cannot(Cannot::Shapes);
const MEANINGLESS: Trouble = Trouble::Cannot(Cannot::NoInterpretation);

impl<N: Scalar> Value<N> {
    pub fn array(array: Array<N>) -> Self {
        match (array.rows, array.columns) {
            (1, 1) => Value::Real(array.entries.into_iter().next().expect("one entry")),
            _ => Value::Array(Rc::new(array)),
        }
    }

    pub fn complex(re: N, im: N) -> Self {
        Value::Complex(Rc::new((re, im)))
    }

    /// The real number it is; truth counts as 0 or 1.
    pub fn real(&self) -> Result<N> {
        match self {
            Value::Real(x) => Ok(x.clone()),
            Value::Truth(t) => Ok(N::integer(i64::from(*t), 64)),
            Value::Complex(z) if z.1.sign() == Some(0) => Ok(z.0.clone()),
            Value::Infinite(_) => Err(Trouble::Undecided("infinity in arithmetic")),
            Value::Array(_) => Err(MISFIT),
            _ => Err(MEANINGLESS),
        }
    }

    pub fn truth(&self) -> Result<bool> {
        match self {
            Value::Truth(t) => Ok(*t),
            Value::Real(x) => match x.sign() {
                Some(s) => Ok(s != 0),
                None => Err(Trouble::Undecided("a truth value")),
            },
            _ => Err(MEANINGLESS),
        }
    }

    pub fn integer(&self) -> Result<i64> {
        let number = self.real()?;
        if number.approximate().abs() > 1e15 {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        }
        number
            .to_integer()
            .ok_or(Trouble::Undecided("a number that is not an integer"))
    }

    /// The array it is; numbers are 1×1.
    pub fn matrix(&self) -> Result<Rc<Array<N>>> {
        match self {
            Value::Array(array) => Ok(array.clone()),
            other => Ok(Rc::new(Array::single(other.real()?))),
        }
    }

    /// Real and imaginary part.
    pub fn parts(&self) -> Result<(N, N)> {
        match self {
            Value::Complex(z) => Ok((z.0.clone(), z.1.clone())),
            other => Ok((other.real()?, N::integer(0, 64))),
        }
    }

    pub fn is_complex(&self) -> bool {
        matches!(self, Value::Complex(_))
    }

    pub fn add(&self, other: &Self) -> Result<Self> {
        match (self, other) {
            (Value::Real(a), Value::Real(b)) => Ok(Value::Real(a.add(b)?)),
            (Value::Array(a), Value::Array(b)) => Ok(Value::array(a.add(b)?)),
            (Value::Array(_), _) | (_, Value::Array(_)) => Err(MISFIT),
            (Value::Infinite(a), Value::Infinite(b)) if a == b => Ok(Value::Infinite(*a)),
            (Value::Infinite(a), Value::Real(_)) | (Value::Real(_), Value::Infinite(a)) => {
                Ok(Value::Infinite(*a))
            }
            (Value::Complex(_), _) | (_, Value::Complex(_)) => {
                let ((a, b), (c, d)) = (self.parts()?, other.parts()?);
                Ok(Value::complex(a.add(&c)?, b.add(&d)?))
            }
            _ => Ok(Value::Real(self.real()?.add(&other.real()?)?)),
        }
    }

    /// Product in order: of numbers, of a number and an array, of arrays whose shapes fit.
    pub fn mul(&self, other: &Self) -> Result<Self> {
        match (self, other) {
            (Value::Real(a), Value::Real(b)) => Ok(Value::Real(a.mul(b)?)),
            (Value::Array(a), Value::Array(b)) => Ok(Value::array(a.mul(b)?)),
            (Value::Array(a), b) | (b, Value::Array(a)) => Ok(Value::array(a.scale(&b.real()?)?)),
            (Value::Infinite(a), Value::Real(b)) | (Value::Real(b), Value::Infinite(a)) => {
                match b.sign() {
                    Some(1) => Ok(Value::Infinite(*a)),
                    Some(-1) => Ok(Value::Infinite(!*a)),
                    _ => Err(Trouble::Undecided("infinity in arithmetic")),
                }
            }
            (Value::Complex(_), _) | (_, Value::Complex(_)) => {
                let ((a, b), (c, d)) = (self.parts()?, other.parts()?);
                let re = a.mul(&c)?.sub(&b.mul(&d)?)?;
                Ok(Value::complex(re, a.mul(&d)?.add(&b.mul(&c)?)?))
            }
            _ => Ok(Value::Real(self.real()?.mul(&other.real()?)?)),
        }
    }

    pub fn neg(&self) -> Result<Self> {
        match self {
            Value::Real(a) => Ok(Value::Real(a.neg())),
            Value::Array(a) => Ok(Value::array(a.map(|x| Ok(x.neg()))?)),
            Value::Complex(z) => Ok(Value::complex(z.0.neg(), z.1.neg())),
            Value::Infinite(sign) => Ok(Value::Infinite(!sign)),
            _ => Ok(Value::Real(self.real()?.neg())),
        }
    }

    pub fn sub(&self, other: &Self) -> Result<Self> {
        self.add(&other.neg()?)
    }

    /// Quotient by a number.
    pub fn div(&self, other: &Self) -> Result<Self> {
        match (self, other) {
            (Value::Array(a), b) => {
                let b = b.real()?;
                Ok(Value::array(a.map(|x| x.div(&b))?))
            }
            (Value::Complex(_), _) | (_, Value::Complex(_)) => self.mul(&other.inverse_complex()?),
            _ => Ok(Value::Real(self.real()?.div(&other.real()?)?)),
        }
    }

    fn inverse_complex(&self) -> Result<Self> {
        let (a, b) = self.parts()?;
        let norm = a.mul(&a)?.add(&b.mul(&b)?)?;
        Ok(Value::complex(a.div(&norm)?, b.neg().div(&norm)?))
    }

    /// Integer power of a number or a square matrix.
    pub fn powi(&self, exponent: i64) -> Result<Self> {
        match self {
            Value::Array(a) if exponent >= 0 => Ok(Value::array(a.power(exponent)?)),
            Value::Array(a) => {
                let n = exponent
                    .checked_neg()
                    .ok_or(Trouble::Cannot(Cannot::TooLarge))?;
                Ok(Value::array(a.inverse()?.power(n)?))
            }
            Value::Complex(_) => {
                let base = if exponent < 0 {
                    self.inverse_complex()?
                } else {
                    self.clone()
                };
                let times = exponent.unsigned_abs();
                if times > 10_000 {
                    return Err(Trouble::Cannot(Cannot::TooLarge));
                }
                (0..times).try_fold(Value::Real(N::integer(1, 64)), |p, _| p.mul(&base))
            }
            _ => Ok(Value::Real(self.real()?.powi(exponent)?)),
        }
    }

    /// Exponential of a number.
    pub fn exp(&self) -> Result<Self> {
        match self {
            Value::Complex(z) => {
                let size = z.0.exp()?;
                Ok(Value::complex(
                    size.mul(&z.1.cos()?)?,
                    size.mul(&z.1.sin()?)?,
                ))
            }
            Value::Infinite(false) => Ok(Value::Real(N::integer(0, 64))),
            Value::Infinite(true) => Ok(Value::Infinite(true)),
            _ => Ok(Value::Real(self.real()?.exp()?)),
        }
    }

    /// Logarithm; principal branch for complex numbers.
    pub fn ln(&self) -> Result<Self> {
        match self {
            Value::Complex(_) => Ok(Value::complex(self.modulus()?.ln()?, self.angle()?)),
            _ => Ok(Value::Real(self.real()?.ln()?)),
        }
    }

    /// Absolute value of a number.
    pub fn modulus(&self) -> Result<N> {
        match self {
            Value::Complex(z) => z.0.mul(&z.0)?.add(&z.1.mul(&z.1)?)?.sqrt(),
            _ => self.real()?.abs(),
        }
    }

    fn angle(&self) -> Result<N> {
        let (a, b) = self.parts()?;
        let half_turn = N::pi(64)?;
        match (a.sign(), b.sign()) {
            (Some(1), _) => b.div(&a)?.atan(),
            (_, Some(s)) if s != 0 => {
                let quarter = half_turn.div(&N::integer(2, 64))?;
                let angle = quarter.sub(&a.div(&b.abs()?)?.atan()?)?;
                Ok(if s > 0 { angle } else { angle.neg() })
            }
            (Some(-1), Some(0)) => Ok(half_turn),
            _ => Err(Trouble::Undecided("angle of a complex number")),
        }
    }

    /// Doubles of all entries, in order; the real part comes before the imaginary one.
    pub fn flatten(&self) -> Result<SmallVec<[f64; 4]>> {
        match self {
            Value::Array(a) => Ok(a.entries.iter().map(Scalar::approximate).collect()),
            Value::Complex(z) => Ok(smallvec::smallvec![z.0.approximate(), z.1.approximate()]),
            _ => Ok(smallvec::smallvec![self.real()?.approximate()]),
        }
    }

    /// Greatest error of an entry.
    pub fn error(&self) -> f64 {
        match self {
            Value::Array(a) => a.entries.iter().map(Scalar::error).fold(0.0, f64::max),
            Value::Complex(z) => z.0.error().max(z.1.error()),
            Value::Real(x) => x.error(),
            _ => 0.0,
        }
    }

    /// A value of this one's shape from doubles with a common error.
    pub fn refill(&self, numbers: &[f64], errors: &[f64]) -> Result<Self> {
        let mut items = numbers
            .iter()
            .zip(errors)
            .map(|(&x, &e)| N::measured(x, e))
            .collect::<Result<Vec<_>>>()?;
        match self {
            Value::Array(a) => Ok(Value::array(Array {
                rows: a.rows,
                columns: a.columns,
                entries: items,
            })),
            Value::Complex(_) => {
                let im = items.pop().ok_or(MISFIT)?;
                Ok(Value::complex(items.pop().ok_or(MISFIT)?, im))
            }
            _ => Ok(Value::Real(items.pop().ok_or(MISFIT)?)),
        }
    }

    /// True when it is the same point of a finite space, up to accuracy.
    pub fn same_point(&self, other: &Self) -> bool {
        match (self.flatten(), other.flatten()) {
            (Ok(a), Ok(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(&b)
                        .all(|(x, y)| (x - y).abs() <= 1e-9 * (1.0 + x.abs()))
            }
            _ => false,
        }
    }
}
