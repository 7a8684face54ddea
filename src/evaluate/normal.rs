//! Densities of normal distributions with independent entries, prepared for many points.

use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::Result;

/// Bits of constants: beyond those of any evaluation.
pub(super) const PRECISION: usize = 320;

/// A normal distribution of a number, with what its density takes at all points.
#[derive(Debug, Clone)]
pub struct Normal<N> {
    mean: N,
    twice_variance: N,
    /// `log(2 pi v) / 2`.
    log_norm: N,
}

impl<N: Scalar> Normal<N> {
    /// Fails unless the variance is positive.
    pub fn new(mean: N, variance: &N) -> Result<Self> {
        let why = "variance of a normal distribution is not positive";
        match variance.sign() {
            Some(1) => {}
            Some(_) => return Err(Trouble::undefined(why)),
            None => return Err(Trouble::Undecided(why)),
        }
        let two = N::integer(2, 64);
        let around = N::pi(PRECISION)?.mul(&two)?.mul(variance)?;
        Ok(Self {
            mean,
            twice_variance: variance.mul(&two)?,
            log_norm: around.ln()?.div(&two)?,
        })
    }

    /// The same distribution around another mean.
    pub fn around(self, mean: N) -> Self {
        Self { mean, ..self }
    }

    /// `-(x - m)^2 / 2v - log(2 pi v) / 2`.
    pub fn log_density(&self, x: &N) -> Result<N> {
        let gap = x.sub(&self.mean)?;
        let square = gap.mul(&gap)?.div(&self.twice_variance)?;
        square.neg().sub(&self.log_norm)
    }
}

/// The logarithm of the density of a vector with these entries.
pub(super) fn log_density<N: Scalar>(entries: &[Normal<N>], at: &[N]) -> Result<N> {
    if entries.len() != at.len() {
        return Err(Trouble::Cannot(Cannot::Shapes));
    }
    let mut log = N::integer(0, 64);
    for (entry, x) in entries.iter().zip(at) {
        log = log.add(&entry.log_density(x)?)?;
    }
    Ok(log)
}
