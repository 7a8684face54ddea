//! Small dense matrices: products, elimination, Cholesky factors.

use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::Result;

/// Rows by columns; entries row by row. A vector is one column.
#[derive(Debug, Clone)]
pub struct Array<N> {
    pub rows: usize,
    pub columns: usize,
    pub entries: Vec<N>,
}

/// Greatest power of a matrix that is multiplied out.
const MAX_POWER: i64 = 1000;

/// Largest size for cofactors.
const SMALL: usize = 4;

const MISFIT: Trouble = Trouble::Cannot(Cannot::Shapes);

impl<N: Scalar> Array<N> {
    pub fn single(value: N) -> Self {
        Self {
            rows: 1,
            columns: 1,
            entries: vec![value],
        }
    }

    pub fn vector(entries: Vec<N>) -> Self {
        Self {
            rows: entries.len(),
            columns: 1,
            entries,
        }
    }

    /// The array with the entry of each place (row, column) computed.
    pub fn build(
        rows: usize,
        columns: usize,
        mut entry: impl FnMut(usize, usize) -> Result<N>,
    ) -> Result<Self> {
        let mut entries = Vec::with_capacity(rows * columns);
        for i in 0..rows {
            for j in 0..columns {
                entries.push(entry(i, j)?);
            }
        }
        Ok(Self {
            rows,
            columns,
            entries,
        })
    }

    pub fn identity(size: usize) -> Self {
        let entry = |i, j| Ok(N::integer(i64::from(i == j), 64));
        Self::build(size, size, entry).expect("integers have values")
    }

    pub fn diagonal(entries: &[N]) -> Self {
        let mut matrix = Self::identity(entries.len());
        for (i, entry) in entries.iter().enumerate() {
            matrix.entries[i * entries.len() + i] = entry.clone();
        }
        matrix
    }

    pub fn at(&self, row: usize, column: usize) -> &N {
        &self.entries[row * self.columns + column]
    }

    pub fn map(&self, f: impl Fn(&N) -> Result<N>) -> Result<Self> {
        Ok(Self {
            rows: self.rows,
            columns: self.columns,
            entries: self.entries.iter().map(f).collect::<Result<_>>()?,
        })
    }

    /// Entrywise combination of two arrays of one shape.
    pub fn zip(&self, other: &Self, f: impl Fn(&N, &N) -> Result<N>) -> Result<Self> {
        if (self.rows, self.columns) != (other.rows, other.columns) {
            return Err(MISFIT);
        }
        let pairs = self.entries.iter().zip(&other.entries);
        Ok(Self {
            rows: self.rows,
            columns: self.columns,
            entries: pairs.map(|(a, b)| f(a, b)).collect::<Result<_>>()?,
        })
    }

    pub fn add(&self, other: &Self) -> Result<Self> {
        self.zip(other, |a, b| a.add(b))
    }

    pub fn scale(&self, factor: &N) -> Result<Self> {
        self.map(|x| x.mul(factor))
    }

    pub fn mul(&self, other: &Self) -> Result<Self> {
        if self.columns != other.rows {
            return Err(MISFIT);
        }
        Self::build(self.rows, other.columns, |i, j| {
            let first = self.at(i, 0).mul(other.at(0, j))?;
            (1..self.columns).try_fold(first, |sum, k| sum.add(&self.at(i, k).mul(other.at(k, j))?))
        })
    }

    pub fn transpose(&self) -> Self {
        Self::build(self.columns, self.rows, |i, j| Ok(self.at(j, i).clone()))
            .expect("entries have values")
    }

    pub fn power(&self, exponent: i64) -> Result<Self> {
        self.square()?;
        if exponent > MAX_POWER {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        }
        (0..exponent).try_fold(Self::identity(self.rows), |p, _| p.mul(self))
    }

    fn square(&self) -> Result<usize> {
        match self.rows == self.columns {
            true => Ok(self.rows),
            false => Err(MISFIT),
        }
    }

    pub fn trace(&self) -> Result<N> {
        let n = self.square()?;
        (1..n).try_fold(self.at(0, 0).clone(), |sum, i| sum.add(self.at(i, i)))
    }

    /// Euclidean (Frobenius) norm.
    pub fn norm(&self) -> Result<N> {
        let zero = N::integer(0, 64);
        self.entries
            .iter()
            .try_fold(zero, |sum, x| sum.add(&x.mul(x)?))?
            .sqrt()
    }

    /// Gaussian elimination of `self` beside `right`: the determinant and `self^{-1} right`. The second is an error when
    /// the matrix is singular (or nearly).
    fn eliminate(&self, right: &Self) -> Result<(N, Result<Self>)> {
        let n = self.square()?;
        let (mut a, mut b) = (self.clone(), right.clone());
        let mut determinant = N::integer(1, 64);
        for k in 0..n {
            let pivot = (k..n)
                .max_by(|&i, &j| {
                    let size = |r: usize| a.at(r, k).approximate().abs();
                    size(i).total_cmp(&size(j))
                })
                .unwrap_or(k);
            if pivot != k {
                a.swap_rows(k, pivot);
                b.swap_rows(k, pivot);
                determinant = determinant.neg();
            }
            let head = a.at(k, k).clone();
            determinant = determinant.mul(&head)?;
            match head.sign() {
                Some(0) => return Ok((N::integer(0, 64), Err(SINGULAR))),
                None => return Err(Trouble::Undecided("nearly singular matrix")),
                _ => {}
            }
            for i in k + 1..n {
                let factor = a.at(i, k).div(&head)?;
                // What stands before is not looked at again.
                a.subtract_row(i, k, k + 1, &factor)?;
                b.subtract_row(i, k, 0, &factor)?;
            }
        }
        Ok((determinant, a.back_substitute(b)))
    }

    fn back_substitute(&self, mut b: Self) -> Result<Self> {
        for k in (0..self.rows).rev() {
            for j in 0..b.columns {
                let mut value = b.at(k, j).clone();
                for i in k + 1..self.rows {
                    value = value.sub(&self.at(k, i).mul(b.at(i, j))?)?;
                }
                let place = k * b.columns + j;
                b.entries[place] = value.div(self.at(k, k))?;
            }
        }
        Ok(b)
    }

    fn swap_rows(&mut self, i: usize, j: usize) {
        for c in 0..self.columns {
            self.entries
                .swap(i * self.columns + c, j * self.columns + c);
        }
    }

    /// Subtracts a multiple of a row from another, from that column on.
    fn subtract_row(
        &mut self,
        target: usize,
        source: usize,
        column: usize,
        factor: &N,
    ) -> Result<()> {
        for c in column..self.columns {
            let value = self.at(target, c).sub(&factor.mul(self.at(source, c))?)?;
            self.entries[target * self.columns + c] = value;
        }
        Ok(())
    }

    /// By cofactors for small matrices, so that whole numbers stay exact; else by elimination.
    pub fn determinant(&self) -> Result<N> {
        let n = self.square()?;
        if n > SMALL {
            return Ok(self.eliminate(&Self::identity(n))?.0);
        }
        if n == 1 {
            return Ok(self.at(0, 0).clone());
        }
        let mut sum = N::integer(0, 64);
        for column in 0..n {
            let minor = Self::build(n - 1, n - 1, |i, j| {
                Ok(self.at(i + 1, j + usize::from(j >= column)).clone())
            })?;
            let term = self.at(0, column).mul(&minor.determinant()?)?;
            sum = sum.add(&if column % 2 == 0 { term } else { term.neg() })?;
        }
        Ok(sum)
    }

    pub fn inverse(&self) -> Result<Self> {
        let n = self.square()?;
        if n <= SMALL && self.determinant()?.sign() == Some(0) {
            return Err(SINGULAR);
        }
        self.eliminate(&Self::identity(n))?.1
    }

    /// `self^{-1} right`.
    pub fn solve(&self, right: &Self) -> Result<Self> {
        if self.square()? != right.rows {
            return Err(MISFIT);
        }
        self.eliminate(right)?.1
    }

    /// Lower triangular factor of a positive definite matrix; undefined for others.
    pub fn cholesky(&self) -> Result<Self> {
        let n = self.square()?;
        let zero = N::integer(0, 64);
        let mut factor = self.map(|_| Ok(zero.clone()))?;
        for i in 0..n {
            for j in 0..=i {
                let mut sum = self.at(i, j).clone();
                for k in 0..j {
                    sum = sum.sub(&factor.at(i, k).mul(factor.at(j, k))?)?;
                }
                let entry = if i == j {
                    match sum.sign() {
                        Some(1) => sum.sqrt()?,
                        None => return Err(Trouble::Undecided("nearly singular matrix")),
                        _ => return Err(Trouble::undefined("matrix is not positive definite")),
                    }
                } else {
                    sum.div(factor.at(j, j))?
                };
                factor.entries[i * n + j] = entry;
            }
        }
        Ok(factor)
    }

    /// Symmetric square root of a symmetric positive definite matrix, in doubles; undefined for others.
    pub fn root(&self) -> Result<Self> {
        if !self.is_symmetric() {
            return Err(Trouble::undefined("matrix is not symmetric"));
        }
        self.cholesky()?;
        let n = self.rows;
        let own: Vec<f64> = self.entries.iter().map(N::approximate).collect();
        let root = spectral_root(&own, n);
        let size = own.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
        let square = |i: usize, j: usize| {
            (0..n)
                .map(|k| root[i * n + k] * root[k * n + j])
                .sum::<f64>()
        };
        let places = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
        let worst = places.fold(0.0, |worst: f64, (i, j)| {
            worst.max((square(i, j) - own[i * n + j]).abs())
        });
        let error = 1e-12 * (1.0 + size);
        if worst > error {
            return Err(Trouble::Undecided("a square root that is not accurate"));
        }
        Self::build(n, n, |i, j| N::measured(root[i * n + j], error))
    }

    /// True when it equals its transpose, up to accuracy.
    pub fn is_symmetric(&self) -> bool {
        self.rows == self.columns
            && (0..self.rows).all(|i| {
                (0..i).all(|j| {
                    matches!(
                        self.at(i, j).order(self.at(j, i)),
                        None | Some(std::cmp::Ordering::Equal)
                    )
                })
            })
    }
}

const SINGULAR: Trouble = Trouble::Undefined {
    at: None,
    why: "inverse of a singular matrix",
};

/// Rounds of rotations; each squares what is left off the diagonal.
const ROUNDS: usize = 30;

/// `Q \sqrt{D} Q^T` of a symmetric positive definite matrix, by Jacobi's rotations.
fn spectral_root(own: &[f64], n: usize) -> Vec<f64> {
    let mut a = own.to_vec();
    let mut q: Vec<f64> = (0..n * n)
        .map(|at| f64::from(u8::from(at % (n + 1) == 0)))
        .collect();
    for _ in 0..ROUNDS {
        for i in 0..n {
            for j in i + 1..n {
                let off = a[i * n + j];
                if off == 0.0 {
                    continue;
                }
                let slope = (a[j * n + j] - a[i * n + i]) / (2.0 * off);
                let tangent = slope.signum() / (slope.abs() + (slope * slope + 1.0).sqrt());
                let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
                let sine = tangent * cosine;
                for k in 0..n {
                    rotate(&mut a, (k * n + i, k * n + j), cosine, sine);
                    rotate(&mut q, (k * n + i, k * n + j), cosine, sine);
                }
                for k in 0..n {
                    rotate(&mut a, (i * n + k, j * n + k), cosine, sine);
                }
            }
        }
    }
    let entry = |at: usize| {
        let (i, j) = (at / n, at % n);
        let term = |k: usize| q[i * n + k] * a[k * n + k].max(0.0).sqrt() * q[j * n + k];
        (0..n).map(term).sum()
    };
    (0..n * n).map(entry).collect()
}

fn rotate(entries: &mut [f64], (i, j): (usize, usize), cosine: f64, sine: f64) {
    let (x, y) = (entries[i], entries[j]);
    entries[i] = cosine * x - sine * y;
    entries[j] = sine * x + cosine * y;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::scalar::Approximate;

    fn matrix(rows: usize, entries: &[i64]) -> Array<Approximate> {
        Array {
            rows,
            columns: entries.len() / rows,
            entries: entries.iter().map(|&x| Scalar::integer(x, 64)).collect(),
        }
    }

    #[test]
    fn determinants_and_inverses() {
        let a = matrix(3, &[2, 1, 0, 1, 3, 1, 0, 1, 4]);
        assert!((a.determinant().unwrap().value - 18.0).abs() < 1e-12);
        let unit = a.mul(&a.inverse().unwrap()).unwrap();
        for (x, y) in unit
            .entries
            .iter()
            .zip(Array::<Approximate>::identity(3).entries)
        {
            assert!((x.value - y.value).abs() < 1e-12);
        }
        let singular = matrix(2, &[1, 2, 2, 4]);
        assert_eq!(singular.determinant().unwrap().value, 0.0);
        assert!(matches!(singular.inverse(), Err(Trouble::Undefined { .. })));
    }

    #[test]
    fn cholesky_factors_multiply_back() {
        let a = matrix(2, &[4, 2, 2, 3]);
        let factor = a.cholesky().unwrap();
        let back = factor.mul(&factor.transpose()).unwrap();
        for (x, y) in back.entries.iter().zip(&a.entries) {
            assert!((x.value - y.value).abs() < 1e-12);
        }
        assert!(matrix(2, &[1, 2, 2, 1]).cholesky().is_err());
    }
}
