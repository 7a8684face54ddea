//! The names of distributions with their parametrizations.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::expr::Operator;

/// How the parameters of a distribution become the arguments of its operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameters {
    /// As they stand.
    Direct,
    /// Drift and threshold; a first parameter that is written like a mean may be one, with the shape after it.
    DriftLike,
    /// Mean and variance; with a vector mean, a covariance matrix or a vector of variances.
    NormalLike,
}

/// A name of a distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distribution {
    /// Spellings, separated by blanks; `\mathrm{..}` and plain letters are written alike for words.
    pub spellings: &'static str,
    pub operator: Operator,
    pub parameters: Parameters,
}

const fn row(spellings: &'static str, operator: Operator) -> Distribution {
    Distribution {
        spellings,
        operator,
        parameters: Parameters::Direct,
    }
}

/// Letters of means.
pub const MEANS: &[&str] = &[r"\mu", "m"];

const DISTRIBUTIONS: &[Distribution] = &[
    Distribution {
        spellings: r"\mathcal{N} N \mathbb{N} \mathrm{N} \mathrm{Normal} \mathrm{Gaussian} \mathrm{Norm}",
        operator: Operator::Normal,
        parameters: Parameters::NormalLike,
    },
    row(
        r"\mathcal{U} U \mathrm{U} \mathrm{Unif} \mathrm{Uniform}",
        Operator::Uniform,
    ),
    row(
        r"\mathrm{DU} \mathrm{DiscreteUniform}",
        Operator::DiscreteUniform,
    ),
    row(
        r"\mathrm{Exp} \mathrm{Exponential} \mathrm{Expo}",
        Operator::Exponential,
    ),
    row(
        r"\mathrm{Gam} \mathrm{Gamma} \mathcal{G} \mathrm{Ga}",
        Operator::GammaDist,
    ),
    row(
        r"\mathrm{InvGam} \mathrm{InvGamma} \mathrm{IG} \mathrm{IGamma}",
        Operator::InverseGamma,
    ),
    row(
        r"\mathrm{Bet} \mathrm{Beta} \mathrm{Be}",
        Operator::BetaDist,
    ),
    row(r"\mathrm{Lap} \mathrm{Laplace}", Operator::Laplace),
    row(
        r"\mathrm{LogNormal} \mathrm{Lognormal} \mathrm{LN}",
        Operator::LogNormal,
    ),
    Distribution {
        spellings: r"\mathrm{Wald}",
        operator: Operator::Wald,
        parameters: Parameters::DriftLike,
    },
    row(
        r"\mathrm{exGaussian} \mathrm{ex-Gaussian} \mathrm{exG} \mathrm{ExG} \mathrm{ExGaussian} \mathrm{EMG}",
        Operator::ExGaussian,
    ),
    row(r"\chi^{2}", Operator::ChiSquared),
    row(
        r"t \mathrm{t} \mathrm{St} \mathcal{T} \mathrm{Student}",
        Operator::StudentT,
    ),
    row(r"F \mathrm{F}", Operator::FisherF),
    row(
        r"\mathrm{Bern} \mathrm{Ber} \mathrm{Bernoulli} \mathrm{Bernouilli}",
        Operator::Bernoulli,
    ),
    row(
        r"\mathrm{Bin} \mathrm{Binom} \mathrm{Binomial} \mathcal{B}",
        Operator::BinomialDist,
    ),
    row(
        r"\mathrm{Geom} \mathrm{Geo} \mathrm{Geometric}",
        Operator::Geometric,
    ),
    row(
        r"\mathrm{NegBin} \mathrm{NB} \mathrm{NBin}",
        Operator::NegativeBinomial,
    ),
    row(
        r"\mathrm{Poiss} \mathrm{Poisson} \mathrm{Pois} \mathrm{Poi} \mathrm{Po}",
        Operator::Poisson,
    ),
    row(r"\mathrm{Cat} \mathrm{Categorical}", Operator::Categorical),
    row(
        r"\mathrm{Mult} \mathrm{Multinomial} \mathrm{Multi} \mathrm{Mul}",
        Operator::Multinomial,
    ),
    row(r"\mathrm{Dir} \mathrm{Dirichlet}", Operator::Dirichlet),
    row(
        r"\mathrm{BetBin} \mathrm{BetaBin} \mathrm{BetaBinomial}",
        Operator::BetaBinomial,
    ),
    row(r"\mathcal{W} \mathrm{Wishart}", Operator::Wishart),
    row(r"\mathcal{MN} \mathrm{MN}", Operator::MatrixNormal),
    row(r"\mathrm{NG}", Operator::NormalGamma),
];

/// The distribution that a spelling names.
pub fn distribution(spelling: &str) -> Option<&'static Distribution> {
    static TABLE: OnceLock<FxHashMap<&str, &Distribution>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        // The first row of a spelling is the one that counts.
        let rows = DISTRIBUTIONS.iter().rev();
        rows.flat_map(|row| {
            row.spellings
                .split_ascii_whitespace()
                .map(move |s| (s, row))
        })
        .collect()
    });
    table.get(spelling).copied()
}

/// The distribution that the logarithm of a distribution's name names: `\ln\mathcal{N}`, of what has its logarithm drawn
/// from it.
pub fn logarithmic(operator: Operator) -> Option<Operator> {
    (operator == Operator::Normal).then_some(Operator::LogNormal)
}

/// What numbers a distribution of numbers yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    Integers,
    Reals,
}

/// An end of a support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    At(i64),
    Infinity,
    /// The parameter in that place.
    Parameter(usize),
}

/// The values of a distribution of numbers and the ends between which they lie; None for one of arrays, of all numbers,
/// or where the parameters tell.
pub fn support(operator: Operator) -> Option<(Values, End, End)> {
    use End::*;
    use Operator::*;
    use Values::*;
    Some(match operator {
        Bernoulli => (Integers, At(0), At(1)),
        BinomialDist | BetaBinomial => (Integers, At(0), Parameter(0)),
        Geometric => (Integers, At(1), End::Infinity),
        Poisson | NegativeBinomial => (Integers, At(0), End::Infinity),
        DiscreteUniform => (Integers, Parameter(0), Parameter(1)),
        Uniform => (Reals, Parameter(0), Parameter(1)),
        BetaDist => (Reals, At(0), At(1)),
        Exponential | GammaDist | InverseGamma | LogNormal | Wald | ChiSquared | FisherF => {
            (Reals, At(0), End::Infinity)
        }
        _ => return None,
    })
}
