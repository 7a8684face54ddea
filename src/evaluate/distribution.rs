//! Densities, distribution functions and supports of the distributions of the vocabulary.

use std::rc::Rc;

use super::matrix::Array;
use super::normal::{self, Normal};
use super::scalar::{Scalar, Special};
use super::trouble::{Cannot, Trouble};
use super::value::{Distribution, Result, Value};
use crate::expr::Operator;

/// Most terms of a discrete distribution function.
const MAX_STEPS: i64 = 20_000;

const UNKNOWN: Trouble = Trouble::Cannot(Cannot::NoInterpretation);

/// Where a density of one real variable lives: support and a typical place and width, for quadrature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    pub low: f64,
    pub high: f64,
    pub center: f64,
    pub scale: f64,
}

/// Values that a random variable of the distribution takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Support {
    /// An interval of the reals.
    Real(Extent),
    /// Integers from, to; the last is missing when there is no end.
    Integers(i64, Option<i64>),
    /// Anything else.
    Other,
}

fn positive<N: Scalar>(x: &N, why: &'static str) -> Result<()> {
    match x.sign() {
        Some(1) => Ok(()),
        Some(_) => Err(Trouble::undefined(why)),
        None => Err(Trouble::Undecided(why)),
    }
}

fn log_gamma<N: Scalar>(x: &N) -> Result<N> {
    match N::CERTIFIED && x.to_integer().is_some_and(|n| n > 0) {
        true => N::special(Special::Gamma, std::slice::from_ref(x))?.ln(),
        false => N::special(Special::LogGamma, std::slice::from_ref(x)),
    }
}

/// Logarithm of the beta function.
fn log_beta<N: Scalar>(a: &N, b: &N) -> Result<N> {
    log_gamma(a)?
        .add(&log_gamma(b)?)?
        .sub(&log_gamma(&a.add(b)?)?)
}

fn log_choose<N: Scalar>(n: &N, k: &N) -> Result<N> {
    let one = N::integer(1, 64);
    log_gamma(&n.add(&one)?)?
        .sub(&log_gamma(&k.add(&one)?)?)?
        .sub(&log_gamma(&n.sub(k)?.add(&one)?)?)
}

/// `k log p`, which is 0 for k = 0.
fn times_log<N: Scalar>(k: &N, p: &N) -> Result<N> {
    match k.sign() {
        Some(0) => Ok(N::integer(0, 64)),
        _ => k.mul(&p.ln()?),
    }
}

/// True if a positive power of 0 is a factor: the density is 0 there, and has no logarithm.
fn vanishes<N: Scalar>(powers: &[(&N, &N)]) -> bool {
    let zero = |(k, p): &(&N, &N)| k.sign() == Some(1) && p.sign() == Some(0);
    powers.iter().any(zero)
}

impl<N: Scalar> Distribution<N> {
    fn number(&self, at: usize) -> Result<N> {
        self.parameters.get(at).ok_or(UNKNOWN)?.real()
    }

    /// Density, or probability mass, at a point; 0 outside of the support.
    pub fn density(&self, point: &Value<N>) -> Result<N> {
        // Enclosures of powers are exact and cost little, those of logarithms cost most of all.
        if N::CERTIFIED && matches!(self.family, Operator::Bernoulli | Operator::BinomialDist) {
            return self.binomial(&point.real()?);
        }
        match self.log_density(point)? {
            Some(log) => log.exp(),
            None => Ok(N::integer(0, 64)),
        }
    }

    /// Logarithm of the density; None outside of the support.
    pub fn log_density(&self, point: &Value<N>) -> Result<Option<N>> {
        use Operator::*;
        match self.family {
            MultivariateNormal => self.multivariate_normal(point).map(Some),
            DiagonalNormal => self.diagonal_normal(point).map(Some),
            MatrixNormal => self.matrix_normal(point).map(Some),
            Dirichlet => self.dirichlet(point),
            Multinomial => self.multinomial(point),
            Categorical => self.categorical(point),
            _ => self.of_real(&point.real()?),
        }
    }

    /// Fails unless the parameters are those of a distribution; what the formulas themselves refuse is left to them.
    fn admissible(&self) -> Result<()> {
        use Operator::*;
        let positive_from = |first: usize| {
            (first..self.parameters.len())
                .try_for_each(|at| positive(&self.number(at)?, "a parameter is not positive"))
        };
        let chance = |at: usize| match (
            self.number(at)?.sign(),
            N::integer(1, 64).sub(&self.number(at)?)?.sign(),
        ) {
            (Some(-1), _) | (_, Some(-1)) => {
                Err(Trouble::undefined("a probability is not between 0 and 1"))
            }
            _ => Ok(()),
        };
        match self.family {
            BetaDist | FisherF | GammaDist | InverseGamma | Exponential | Poisson | ChiSquared
            | Wald => positive_from(0),
            BetaBinomial | ExGaussian => positive_from(1),
            Bernoulli | Geometric => chance(0),
            BinomialDist => chance(1),
            _ => Ok(()),
        }
    }

    /// False for what is no count or outside of the support of counts.
    fn may_be(&self, x: &N) -> Result<bool> {
        self.admissible()?;
        let Support::Integers(low, high) = self.support()? else {
            return Ok(true);
        };
        match x.to_integer() {
            Some(k) => Ok(k >= low && high.is_none_or(|h| k <= h)),
            None if x.error() == 0.0 => Ok(false),
            None => Err(Trouble::Undecided("a count that is not an integer")),
        }
    }

    /// Number of trials and chance of success.
    fn trials(&self) -> Result<(N, N)> {
        match self.family {
            Operator::Bernoulli => Ok((N::integer(1, 64), self.number(0)?)),
            _ => Ok((self.number(0)?, self.number(1)?)),
        }
    }

    /// `\binom{n}{k} p^k (1 - p)^{n - k}` by whole powers.
    fn binomial(&self, x: &N) -> Result<N> {
        if !self.may_be(x)? {
            return Ok(N::integer(0, 64));
        }
        let (n, p) = self.trials()?;
        let one = N::integer(1, 64);
        let rest = n.sub(x)?;
        let (Some(successes), Some(failures)) = (x.to_integer(), rest.to_integer()) else {
            return Err(Trouble::Undecided("a count that is not an integer"));
        };
        let factorial = |k: &N| N::special(Special::Gamma, &[k.add(&one)?]);
        let ways = factorial(&n)?.div(&factorial(x)?.mul(&factorial(&rest)?)?)?;
        let powers = p.powi(successes)?.mul(&one.sub(&p)?.powi(failures)?)?;
        ways.mul(&powers)
    }

    fn of_real(&self, x: &N) -> Result<Option<N>> {
        use Operator::*;
        if !self.may_be(x)? {
            return Ok(None);
        }
        match self.family {
            Normal => self.normals()?[0].log_density(x).map(Some),
            Uniform | DiscreteUniform => self.uniform(x),
            Laplace => self.laplace(x).map(Some),
            ExGaussian => self.ex_gaussian(x).map(Some),
            StudentT => self.student(x).map(Some),
            Exponential | GammaDist | InverseGamma | LogNormal | Wald | ChiSquared | FisherF => {
                match x.sign() {
                    Some(1) => self.of_positive(x).map(Some),
                    Some(0) if self.family == Exponential => self.of_positive(x).map(Some),
                    Some(0) => Err(Trouble::Undecided("the end of the support")),
                    Some(_) => Ok(None),
                    None => Err(Trouble::Undecided("the end of the support")),
                }
            }
            BetaDist => {
                let (a, b, one) = (self.number(0)?, self.number(1)?, N::integer(1, 64));
                let rest = one.sub(x)?;
                if x.sign() == Some(-1) || rest.sign() == Some(-1) {
                    return Ok(None);
                }
                let (a1, b1) = (a.sub(&one)?, b.sub(&one)?);
                if vanishes(&[(&a1, x), (&b1, &rest)]) {
                    return Ok(None);
                }
                let log = times_log(&a1, x)?.add(&times_log(&b1, &rest)?)?;
                Ok(Some(log.sub(&log_beta(&a, &b)?)?))
            }
            Bernoulli | BinomialDist => {
                let (n, p) = self.trials()?;
                let (fail, rest) = (N::integer(1, 64).sub(&p)?, n.sub(x)?);
                if vanishes(&[(x, &p), (&rest, &fail)]) {
                    return Ok(None);
                }
                let logs = times_log(x, &p)?.add(&times_log(&rest, &fail)?)?;
                Ok(Some(logs.add(&log_choose(&n, x)?)?))
            }
            Geometric => {
                let (p, one) = (self.number(0)?, N::integer(1, 64));
                let (before, fail) = (x.sub(&one)?, one.sub(&p)?);
                if vanishes(&[(&before, &fail)]) {
                    return Ok(None);
                }
                let fails = times_log(&before, &fail)?;
                Ok(Some(fails.add(&p.ln()?)?))
            }
            Poisson => {
                let rate = self.number(0)?;
                let log = times_log(x, &rate)?.sub(&rate)?;
                Ok(Some(log.sub(&log_gamma(&x.add(&N::integer(1, 64))?)?)?))
            }
            BetaBinomial => {
                let (n, a, b) = (self.number(0)?, self.number(1)?, self.number(2)?);
                let top = log_beta(&x.add(&a)?, &n.sub(x)?.add(&b)?)?;
                Ok(Some(log_choose(&n, x)?.add(&top)?.sub(&log_beta(&a, &b)?)?))
            }
            _ => Err(UNKNOWN),
        }
    }

    fn uniform(&self, x: &N) -> Result<Option<N>> {
        let (a, b) = (self.number(0)?, self.number(1)?);
        let width = b.sub(&a)?;
        let count = match self.family {
            Operator::DiscreteUniform => width.add(&N::integer(1, 64))?,
            _ => width,
        };
        positive(&count, "empty support of a uniform distribution")?;
        if x.sub(&a)?.sign() == Some(-1) || b.sub(x)?.sign() == Some(-1) {
            return Ok(None);
        }
        Ok(Some(count.ln()?.neg()))
    }

    fn laplace(&self, x: &N) -> Result<N> {
        let (place, scale) = (self.number(0)?, self.number(1)?);
        positive(&scale, "scale is not positive")?;
        let far = x.sub(&place)?.abs()?.div(&scale)?;
        far.neg().sub(&scale.mul(&N::integer(2, 64))?.ln()?)
    }

    /// `\frac{l}{2} e^{\frac{l}{2} (2 m + l s^2 - 2 x)} \operatorname{erfc} \frac{m + l s^2 - x}{\sqrt{2} s}`.
    fn ex_gaussian(&self, x: &N) -> Result<N> {
        let (mean, spread, rate) = (self.number(0)?, self.number(1)?, self.number(2)?);
        let two = N::integer(2, 64);
        let variance = spread.mul(&spread)?;
        let gap = mean.add(&rate.mul(&variance)?)?.sub(x)?;
        let far = gap.div(&two.mul(&variance)?.sqrt()?)?;
        let power = gap.sub(&rate.mul(&variance)?.div(&two)?)?.mul(&rate)?;
        let share = N::special(Special::ErfComplement, &[far])?;
        rate.div(&two)?.ln()?.add(&power)?.add(&share.ln()?)
    }

    fn student(&self, x: &N) -> Result<N> {
        let (one, two) = (N::integer(1, 64), N::integer(2, 64));
        let (place, spread, freedom) = match self.parameters.len() {
            1 => (N::integer(0, 64), one.clone(), self.number(0)?),
            _ => (self.number(0)?, self.number(1)?, self.number(2)?),
        };
        positive(&freedom, "degrees of freedom are not positive")?;
        let gap = x.sub(&place)?;
        let tail = one.add(&gap.mul(&gap)?.div(&spread.mul(&freedom)?)?)?;
        let half = freedom.add(&one)?.div(&two)?;
        let norm = log_gamma(&half)?.sub(&log_gamma(&freedom.div(&two)?)?)?;
        let width = N::pi(normal::PRECISION)?
            .mul(&freedom)?
            .mul(&spread)?
            .ln()?
            .div(&two)?;
        norm.sub(&width)?.sub(&half.mul(&tail.ln()?)?)
    }

    fn of_positive(&self, x: &N) -> Result<N> {
        let (one, two) = (N::integer(1, 64), N::integer(2, 64));
        match self.family {
            Operator::Exponential => {
                let rate = self.number(0)?;
                positive(&rate, "rate is not positive")?;
                rate.ln()?.sub(&rate.mul(x)?)
            }
            Operator::GammaDist | Operator::ChiSquared => {
                let (shape, rate) = match self.family {
                    Operator::GammaDist => (self.number(0)?, self.number(1)?),
                    _ => (self.number(0)?.div(&two)?, one.div(&two)?),
                };
                positive(&shape, "shape is not positive")?;
                let power = shape.sub(&one)?.mul(&x.ln()?)?.sub(&rate.mul(x)?)?;
                power
                    .add(&shape.mul(&rate.ln()?)?)?
                    .sub(&log_gamma(&shape)?)
            }
            Operator::InverseGamma => {
                let (shape, rate) = (self.number(0)?, self.number(1)?);
                positive(&shape, "shape is not positive")?;
                let power = shape.add(&one)?.mul(&x.ln()?)?.add(&rate.div(x)?)?;
                shape
                    .mul(&rate.ln()?)?
                    .sub(&log_gamma(&shape)?)?
                    .sub(&power)
            }
            Operator::LogNormal => {
                let log = x.ln()?;
                self.normals()?[0].log_density(&log)?.sub(&log)
            }
            Operator::Wald => {
                let (drift, threshold) = (self.number(0)?, self.number(1)?);
                let gap = threshold.sub(&drift.mul(x)?)?;
                let around = N::pi(normal::PRECISION)?.mul(&two)?.mul(&x.powi(3)?)?;
                let power = gap.mul(&gap)?.div(&two.mul(x)?)?;
                threshold.ln()?.sub(&around.ln()?.div(&two)?)?.sub(&power)
            }
            Operator::FisherF => {
                let (m, n) = (self.number(0)?, self.number(1)?);
                let (half_m, half_n) = (m.div(&two)?, n.div(&two)?);
                let mix = m.mul(x)?.add(&n)?.ln()?.mul(&half_m.add(&half_n)?)?;
                let head = half_m.mul(&m.ln()?)?.add(&half_n.mul(&n.ln()?)?)?;
                let power = half_m.sub(&one)?.mul(&x.ln()?)?;
                head.add(&power)?
                    .sub(&mix)?
                    .sub(&log_beta(&half_m, &half_n)?)
            }
            _ => Err(UNKNOWN),
        }
    }

    /// `-(q + log|C| + n log 2 pi) / 2`.
    fn gaussian(square: &N, log_determinant: &N, size: usize) -> Result<N> {
        let two = N::integer(2, 64);
        let around = N::pi(normal::PRECISION)?.mul(&two)?.ln()?;
        let norm = around.mul(&N::integer(size as i64, 64))?;
        Ok(square.add(log_determinant)?.add(&norm)?.div(&two)?.neg())
    }

    fn multivariate_normal(&self, point: &Value<N>) -> Result<N> {
        let [mean, covariance] = &self.parameters[..] else {
            return Err(UNKNOWN);
        };
        let gap = point.sub(mean)?.matrix()?;
        let covariance = covariance.matrix()?;
        if !covariance.is_symmetric() {
            return Err(Trouble::undefined("covariance matrix is not symmetric"));
        }
        let factor = covariance.cholesky()?;
        let square = gap
            .transpose()
            .mul(&covariance.solve(&gap)?)?
            .at(0, 0)
            .clone();
        let mut log_determinant = N::integer(0, 64);
        for i in 0..factor.rows {
            let log = factor.at(i, i).ln()?;
            log_determinant = log_determinant.add(&log)?.add(&log)?;
        }
        Self::gaussian(&square, &log_determinant, gap.rows)
    }

    fn diagonal_normal(&self, point: &Value<N>) -> Result<N> {
        let (point, mean) = (point.matrix()?, self.parameters[0].matrix()?);
        if (point.rows, point.columns) != (mean.rows, mean.columns) {
            return Err(Trouble::Cannot(Cannot::Shapes));
        }
        normal::log_density(self.normals()?, &point.entries)
    }

    /// The normal distributions of the entries: of a number, of its logarithm, of a vector with independent entries.
    fn normals(&self) -> Result<&[Normal<N>]> {
        if self.normals.get().is_none() {
            let [mean, variance] = &self.parameters[..] else {
                return Err(UNKNOWN);
            };
            let (means, variances) = match self.family {
                Operator::DiagonalNormal => (mean.matrix()?, variance.matrix()?),
                _ => {
                    let single = |x: &Value<N>| Ok(Rc::new(Array::single(x.real()?)));
                    (single(mean)?, single(variance)?)
                }
            };
            if means.entries.len() != variances.entries.len() {
                return Err(Trouble::Cannot(Cannot::Shapes));
            }
            let pairs = means.entries.iter().zip(&variances.entries);
            let normals = pairs
                .map(|(m, v)| Normal::new(m.clone(), v))
                .collect::<Result<_>>()?;
            let _ = self.normals.set(normals);
        }
        self.normals.get().map(|n| &n[..]).ok_or(UNKNOWN)
    }
    fn matrix_normal(&self, point: &Value<N>) -> Result<N> {
        let [mean, row, column] = &self.parameters[..] else {
            return Err(UNKNOWN);
        };
        let (gap, row, column) = (point.sub(mean)?.matrix()?, row.matrix()?, column.matrix()?);
        let inner = gap.transpose().mul(&row.solve(&gap)?)?;
        let square = column.solve(&inner)?.trace()?;
        let (n, p) = (
            N::integer(gap.rows as i64, 64),
            N::integer(gap.columns as i64, 64),
        );
        let log = column
            .determinant()?
            .ln()?
            .mul(&n)?
            .add(&row.determinant()?.ln()?.mul(&p)?)?;
        Self::gaussian(&square, &log, gap.rows * gap.columns)
    }

    fn dirichlet(&self, point: &Value<N>) -> Result<Option<N>> {
        let (shapes, x) = (self.parameters[0].matrix()?, point.matrix()?);
        if shapes.entries.len() != x.entries.len() {
            return Err(Trouble::Cannot(Cannot::Shapes));
        }
        let (mut log, mut total) = (N::integer(0, 64), N::integer(0, 64));
        for (a, x) in shapes.entries.iter().zip(&x.entries) {
            if x.sign() == Some(-1) {
                return Ok(None);
            }
            let power = times_log(&a.sub(&N::integer(1, 64))?, x)?;
            log = log.add(&power)?.sub(&log_gamma(a)?)?;
            total = total.add(a)?;
        }
        Ok(Some(log.add(&log_gamma(&total)?)?))
    }

    fn multinomial(&self, point: &Value<N>) -> Result<Option<N>> {
        let (n, p, x) = (
            self.number(0)?,
            self.parameters.get(1).ok_or(UNKNOWN)?.matrix()?,
            point.matrix()?,
        );
        if p.entries.len() != x.entries.len() {
            return Err(Trouble::Cannot(Cannot::Shapes));
        }
        let one = N::integer(1, 64);
        let (mut log, mut total) = (log_gamma(&n.add(&one)?)?, N::integer(0, 64));
        for (p, x) in p.entries.iter().zip(&x.entries) {
            if x.sign() == Some(-1) {
                return Ok(None);
            }
            log = log
                .add(&times_log(x, p)?)?
                .sub(&log_gamma(&x.add(&one)?)?)?;
            total = total.add(x)?;
        }
        Ok((total.sub(&n)?.approximate().abs() < 0.5).then_some(log))
    }

    /// At an index, or at the unit vector of an index.
    fn categorical(&self, point: &Value<N>) -> Result<Option<N>> {
        let p = self.parameters[0].matrix()?;
        let index = match point {
            Value::Array(x) => {
                let ones = x.entries.iter().position(|e| e.approximate() == 1.0);
                ones.map(|at| at as i64 + 1)
            }
            other => Some(other.integer()?),
        };
        match index {
            Some(k) if k >= 1 && k as usize <= p.entries.len() => {
                p.entries[k as usize - 1].ln().map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Points inside the support at which the density is not smooth.
    pub fn corner(&self) -> Option<f64> {
        let laplace = self.family == Operator::Laplace;
        laplace.then(|| self.number(0).ok().map(|x| x.approximate()))?
    }

    /// The values it takes, with a typical place and width.
    pub fn support(&self) -> Result<Support> {
        use Operator::*;
        let at = |i: usize| self.number(i).map(|x| x.approximate());
        let real = |low, high, center, scale: f64| {
            Support::Real(Extent {
                low,
                high,
                center,
                scale: if scale > 0.0 && scale.is_finite() {
                    scale
                } else {
                    1.0
                },
            })
        };
        let (all, zero) = (f64::INFINITY, 0.0);
        Ok(match self.family {
            Normal => real(-all, all, at(0)?, at(1)?.max(0.0).sqrt()),
            Laplace => real(-all, all, at(0)?, at(1)?),
            StudentT if self.parameters.len() == 1 => real(-all, all, 0.0, 1.0),
            StudentT => real(-all, all, at(0)?, at(1)?.max(0.0).sqrt()),
            Uniform => real(at(0)?, at(1)?, (at(0)? + at(1)?) / 2.0, at(1)? - at(0)?),
            Exponential => real(zero, all, 1.0 / at(0)?, 1.0 / at(0)?),
            GammaDist => real(zero, all, at(0)? / at(1)?, at(0)?.max(0.0).sqrt() / at(1)?),
            ChiSquared => real(zero, all, at(0)?, at(0)?.max(0.0).sqrt()),
            InverseGamma => real(zero, all, at(1)? / (at(0)? + 1.0), at(1)? / (at(0)? + 1.0)),
            LogNormal => {
                let middle = pxfm::f_exp(at(0)?);
                real(zero, all, middle, middle * at(1)?.max(0.0).sqrt())
            }
            Wald => real(zero, all, at(1)? / at(0)?, at(1)?.max(0.0).sqrt() / at(0)?),
            ExGaussian => {
                let (spread, tail) = (at(1)?, 1.0 / at(2)?);
                real(
                    -all,
                    all,
                    at(0)? + tail,
                    (spread * spread + tail * tail).sqrt(),
                )
            }
            FisherF => real(zero, all, 1.0, 1.0),
            BetaDist => real(zero, 1.0, 0.5, 0.5),
            Bernoulli => Support::Integers(0, Some(1)),
            BinomialDist | BetaBinomial => {
                Support::Integers(0, Some(self.parameters[0].integer()?))
            }
            DiscreteUniform => Support::Integers(
                self.parameters[0].integer()?,
                Some(self.parameters[1].integer()?),
            ),
            Geometric => Support::Integers(1, None),
            Poisson => Support::Integers(0, None),
            _ => Support::Other,
        })
    }

    /// Distribution function at a real point.
    pub fn cumulative(&self, point: &Value<N>) -> Result<N> {
        use Operator::*;
        let x = point.real()?;
        let (one, two) = (N::integer(1, 64), N::integer(2, 64));
        if let Support::Integers(low, _) = self.support()? {
            return self.count_up(low, &x);
        }
        let negative = x.sign() == Some(-1);
        match self.family {
            Normal => normal_share(&x, &self.number(0)?, &self.number(1)?),
            Uniform => {
                let (a, b) = (self.number(0)?, self.number(1)?);
                if x.sub(&a)?.sign() == Some(-1) {
                    Ok(N::integer(0, 64))
                } else if b.sub(&x)?.sign() == Some(-1) {
                    Ok(one)
                } else {
                    x.sub(&a)?.div(&b.sub(&a)?)
                }
            }
            Laplace => {
                let far = x.sub(&self.number(0)?)?.div(&self.number(1)?)?;
                match far.sign() {
                    Some(-1) => far.exp()?.div(&two),
                    _ => one.sub(&far.neg().exp()?.div(&two)?),
                }
            }
            Exponential | GammaDist | ChiSquared | InverseGamma | LogNormal | Wald | BetaDist
            | FisherF
                if negative =>
            {
                Ok(N::integer(0, 64))
            }
            Exponential => one.sub(&self.number(0)?.mul(&x)?.neg().exp()?),
            GammaDist => N::special(
                Special::GammaShare,
                &[self.number(0)?, self.number(1)?.mul(&x)?],
            ),
            ChiSquared => N::special(
                Special::GammaShare,
                &[self.number(0)?.div(&two)?, x.div(&two)?],
            ),
            InverseGamma => one.sub(&N::special(
                Special::GammaShare,
                &[self.number(0)?, self.number(1)?.div(&x)?],
            )?),
            LogNormal => normal_share(&x.ln()?, &self.number(0)?, &self.number(1)?),
            BetaDist if one.sub(&x)?.sign() == Some(-1) => Ok(one),
            BetaDist => N::special(Special::BetaShare, &[self.number(0)?, self.number(1)?, x]),
            FisherF => {
                let (m, n) = (self.number(0)?, self.number(1)?);
                let share = m.mul(&x)?.div(&m.mul(&x)?.add(&n)?)?;
                N::special(Special::BetaShare, &[m.div(&two)?, n.div(&two)?, share])
            }
            _ => Err(UNKNOWN),
        }
    }

    fn count_up(&self, low: i64, x: &N) -> Result<N> {
        let top = x.floor()?.to_integer().ok_or(Trouble::Budget)?;
        if top.saturating_sub(low) > MAX_STEPS {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        }
        (low..=top).try_fold(N::integer(0, 64), |sum, k| {
            sum.add(&self.density(&Value::Real(N::integer(k, 64)))?)
        })
    }
}

/// Distribution function of a normal distribution.
pub(super) fn normal_share<N: Scalar>(x: &N, mean: &N, variance: &N) -> Result<N> {
    positive(
        variance,
        "variance of a normal distribution is not positive",
    )?;
    let two = N::integer(2, 64);
    let far = mean.sub(x)?.div(&variance.mul(&two)?.sqrt()?)?;
    N::special(Special::ErfComplement, &[far])?.div(&two)
}

/// A vector's mean and Cholesky factor of the covariance, of a normal distribution.
pub(super) fn gaussian_frame<N: Scalar>(
    distribution: &Distribution<N>,
) -> Result<Option<(Vec<f64>, Array<N>)>> {
    let [mean, spread] = &distribution.parameters[..] else {
        return Ok(None);
    };
    let factor = match distribution.family {
        Operator::MultivariateNormal => spread.matrix()?.cholesky()?,
        Operator::DiagonalNormal => {
            let roots = spread.matrix()?.map(Scalar::sqrt)?;
            Array::diagonal(&roots.entries)
        }
        _ => return Ok(None),
    };
    Ok(Some((mean.flatten()?.to_vec(), factor)))
}
