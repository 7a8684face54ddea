//! The operators with a fixed meaning: functions of numbers, matrices, random variables and distributions.

/// How the sort of an application follows from its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yields {
    /// A real number.
    Real,
    /// An integer.
    Integer,
    /// True or false.
    Truth,
    /// The sort of the first argument (its value sort for a random variable).
    Same,
    /// The shape of the first argument, transposed.
    Transposed,
    /// A square matrix whose size is the first argument.
    Square,
    /// A vector whose size is the first argument.
    Vector,
    /// A square matrix as large as the first argument (a vector) is long.
    Diagonal,
    /// The vector of the diagonal of the first argument.
    DiagonalOf,
    /// The columns of the first argument, one below the other.
    Stacked,
    /// A matrix with a block as large as the second argument for each entry of the first.
    Blocks,
    /// A probability distribution.
    Distribution,
    /// Not determined by a rule.
    Unknown,
}

macro_rules! operators {
    ($($name:ident $spelling:literal $low:literal..=$high:literal $yields:ident $doc:literal;)*) => {
        /// An operator of the vocabulary; the doc says what it means, arguments in order.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
        )]
        pub enum Operator { $(#[doc = $doc] $name),* }

        impl Operator {
            pub const ALL: &'static [Operator] = &[$(Operator::$name),*];

            /// LaTeX that prints it.
            pub fn spelling(self) -> &'static str {
                match self { $(Operator::$name => $spelling),* }
            }

            /// Least and greatest number of arguments.
            pub fn arity(self) -> (usize, usize) {
                match self { $(Operator::$name => ($low, $high)),* }
            }

            pub fn yields(self) -> Yields {
                match self { $(Operator::$name => Yields::$yields),* }
            }

            pub fn doc(self) -> &'static str {
                match self { $(Operator::$name => $doc),* }
            }
        }
    };
}

operators! {
    Log r"\log" 1..=1 Real "natural logarithm";
    Sin r"\sin" 1..=1 Real "sine";
    Cos r"\cos" 1..=1 Real "cosine";
    Tan r"\tan" 1..=1 Real "tangent";
    Cot r"\cot" 1..=1 Real "cotangent";
    Sec r"\sec" 1..=1 Real "secant";
    Csc r"\csc" 1..=1 Real "cosecant";
    Arcsin r"\arcsin" 1..=1 Real "inverse sine";
    Arccos r"\arccos" 1..=1 Real "inverse cosine";
    Arctan r"\arctan" 1..=1 Real "inverse tangent";
    Sinh r"\sinh" 1..=1 Real "hyperbolic sine";
    Cosh r"\cosh" 1..=1 Real "hyperbolic cosine";
    Tanh r"\tanh" 1..=1 Real "hyperbolic tangent";
    Abs r"\mathrm{abs}" 1..=1 Real "absolute value (modulus) of a number";
    Sign r"\operatorname{sgn}" 1..=1 Real "sign of a number: -1, 0 or 1";
    Floor r"\mathrm{floor}" 1..=1 Integer "greatest integer not above";
    Ceiling r"\mathrm{ceil}" 1..=1 Integer "least integer not below";
    Factorial r"\mathrm{factorial}" 1..=1 Integer "factorial of a natural number";
    Binomial r"\binom" 2..=2 Real "binomial coefficient n over k";
    Gamma r"\Gamma" 1..=1 Real "gamma function";
    MultiGamma r"\Gamma_p" 2..=2 Real "multivariate gamma function: dimension, argument";
    Beta r"\mathrm{B}" 2..=2 Real "beta function";
    Digamma r"\psi" 1..=1 Real "logarithmic derivative of the gamma function";
    Trigamma r"\psi_1" 1..=1 Real "derivative of digamma";
    Erf r"\operatorname{erf}" 1..=1 Real "error function";
    NormalCdf r"\Phi" 1..=1 Real "distribution function of the standard normal distribution";
    Sigmoid r"\operatorname{sigmoid}" 1..=1 Real "logistic function 1/(1+exp(-x))";
    Max r"\max" 1..=64 Real "largest of the arguments";
    Min r"\min" 1..=64 Real "smallest of the arguments";
    Delta r"\delta" 2..=2 Real "Kronecker delta of two indices";
    Indicator r"\mathbb{1}" 1..=1 Real "1 where the relation holds, else 0";
    Re r"\operatorname{Re}" 1..=1 Real "real part";
    Im r"\operatorname{Im}" 1..=1 Real "imaginary part";
    Conjugate r"\overline" 1..=1 Same "complex conjugate";
    Size r"\mathrm{card}" 1..=1 Integer "number of elements of a set";

    Transpose r"\top" 1..=1 Transposed "transpose of a matrix or vector";
    Inverse r"\mathrm{inv}" 1..=1 Same "inverse of a square matrix";
    Determinant r"\det" 1..=1 Real "determinant of a square matrix";
    Trace r"\operatorname{tr}" 1..=1 Real "trace of a square matrix";
    Identity r"I" 1..=1 Square "identity matrix of that size";
    Ones r"1" 1..=1 Vector "vector of ones of that size";
    ZeroVector r"0" 1..=1 Vector "vector of zeros of that size";
    Unit r"\mathrm{e}" 2..=2 Vector "unit vector: size, index";
    Diag r"\operatorname{diag}" 1..=1 Diagonal "diagonal matrix with the entries of a vector";
    DiagonalOf r"\operatorname{diag}" 1..=1 DiagonalOf "vector of the diagonal of a matrix";
    Norm r"\mathrm{norm}" 1..=2 Real "Euclidean norm of a vector, Frobenius norm of a matrix; second argument: its index";
    Kronecker r"\otimes" 2..=2 Blocks "Kronecker product";
    Vec r"\operatorname{vec}" 1..=1 Stacked "columns of a matrix stacked";
    Hadamard r"\odot" 2..=2 Same "entrywise product";
    Rank r"\operatorname{rank}" 1..=1 Integer "rank of a matrix";
    Elementwise r"\mathrm{map}" 2..=2 Same "vector, function: the function applied to each entry";

    Symmetric r"\mathrm{symmetric}" 1..=1 Truth "the matrix equals its transpose";
    PositiveDefinite r"\mathrm{posdef}" 1..=1 Truth "the matrix is symmetric and positive definite";
    Invertible r"\mathrm{invertible}" 1..=1 Truth "the square matrix has an inverse";
    Convergent r"\mathrm{convergent}" 1..=1 Truth "the sum, integral or expectation converges absolutely";
    IsDensity r"\mathrm{density}" 1..=1 Truth "the function (a lambda) is non-negative and sums or integrates to 1";
    IntegerValued r"\mathrm{integer}" 1..=1 Truth "the number is an integer";
    Independent r"\perp" 1..=64 Truth "the random variables are independent; of a sequence, all its items";
    And r"\land" 1..=64 Truth "all of the relations hold";
    Or r"\lor" 1..=64 Truth "one of the relations holds";
    Not r"\lnot" 1..=1 Truth "the relation does not hold";

    Pdf r"\mathrm{pdf}" 2..=2 Real "density or probability mass of a distribution at a point: distribution, point";
    Cdf r"\mathrm{cdf}" 2..=2 Real "distribution function of a distribution at a point";
    Law r"\mathrm{law}" 1..=1 Distribution "distribution of a random variable";
    Convolution r"\mathrm{conv}" 2..=2 Distribution "distribution of the sum of two independent variables: their distributions";
    Draw r"\sim" 2..=2 Truth "the random variable has the distribution: variable, distribution";
    Normal r"\mathcal{N}" 2..=2 Distribution "normal distribution: mean, variance";
    MultivariateNormal r"\mathcal{N}_n" 2..=2 Distribution "multivariate normal distribution: mean vector, covariance matrix";
    DiagonalNormal r"\mathcal{N}_d" 2..=2 Distribution "normal distribution with independent entries: mean vector, vector of variances";
    Uniform r"\mathcal{U}" 2..=2 Distribution "uniform distribution on an interval: lower end, upper end";
    DiscreteUniform r"\mathcal{U}_d" 2..=2 Distribution "uniform distribution on the integers from a to b";
    Exponential r"\mathrm{Exp}" 1..=1 Distribution "exponential distribution: rate";
    GammaDist r"\mathrm{Gam}" 2..=2 Distribution "gamma distribution: shape, rate";
    InverseGamma r"\mathrm{InvGam}" 2..=2 Distribution "inverse gamma distribution: shape, rate";
    BetaDist r"\mathrm{Bet}" 2..=2 Distribution "beta distribution";
    Laplace r"\mathrm{Lap}" 2..=2 Distribution "Laplace distribution: location, scale";
    LogNormal r"\ln\mathcal{N}" 2..=2 Distribution "log-normal distribution: mean and variance of the logarithm";
    Wald r"\mathrm{Wald}" 2..=2 Distribution "Wald distribution, of the time at which a drifting Brownian motion reaches a threshold: drift, threshold";
    ExGaussian r"\mathrm{exG}" 3..=3 Distribution "ex-Gaussian distribution, of the sum of a normal and an exponential variable: mean and standard deviation of the one, rate of the other";
    ChiSquared r"\chi^2" 1..=1 Distribution "chi-squared distribution: degrees of freedom";
    StudentT r"\mathrm{t}" 1..=3 Distribution "t-distribution: degrees of freedom, or location, squared scale, degrees of freedom";
    FisherF r"\mathrm{F}" 2..=2 Distribution "F-distribution: numerator and denominator degrees of freedom";
    Bernoulli r"\mathrm{Bern}" 1..=1 Distribution "Bernoulli distribution: success probability";
    BinomialDist r"\mathrm{Bin}" 2..=2 Distribution "binomial distribution: trials, success probability";
    Geometric r"\mathrm{Geom}" 1..=1 Distribution "geometric distribution on 1, 2, ..: success probability";
    NegativeBinomial r"\mathrm{NegBin}" 2..=2 Distribution "negative binomial distribution: successes, success probability";
    Poisson r"\mathrm{Poiss}" 1..=1 Distribution "Poisson distribution: rate";
    Categorical r"\mathrm{Cat}" 1..=1 Distribution "categorical distribution: vector of probabilities";
    Multinomial r"\mathrm{Mult}" 2..=2 Distribution "multinomial distribution: trials, vector of probabilities";
    Dirichlet r"\mathrm{Dir}" 1..=1 Distribution "Dirichlet distribution: vector of concentrations";
    BetaBinomial r"\mathrm{BetBin}" 3..=3 Distribution "beta-binomial distribution: trials, two shapes";
    Wishart r"\mathcal{W}" 2..=2 Distribution "Wishart distribution: scale matrix, degrees of freedom";
    MatrixNormal r"\mathcal{MN}" 3..=3 Distribution "matrix normal distribution: mean, row covariance, column covariance";
    NormalGamma r"\mathrm{NG}" 4..=4 Distribution "normal-gamma distribution: mean, precision matrix or factor, shape, rate";

    Expectation r"\mathbb{E}" 1..=1 Same "expected value over all random variables in the argument";
    ConditionalExpectation r"\mathbb{E}" 2..=64 Same "expected value of the first argument given the others";
    Variance r"\operatorname{Var}" 1..=1 Real "variance of a random variable; covariance matrix of a random vector";
    Covariance r"\operatorname{Cov}" 2..=2 Real "covariance of two random variables";
    Correlation r"\operatorname{Corr}" 2..=2 Real "correlation of two random variables";
    ConditionalVariance r"\operatorname{Var}" 2..=64 Real "variance of the first argument given the others";
    Probability r"\Pr" 1..=1 Real "probability of an event";
    ConditionalProbability r"\Pr" 2..=2 Real "probability of the first event given the second";

    Divergence r"D_{\mathrm{KL}}" 2..=2 Real "Kullback-Leibler divergence of two densities, given as lambdas over the same space";
    Entropy r"H" 1..=1 Real "entropy of a density, given as a lambda";
    CrossEntropy r"H" 2..=2 Real "cross-entropy of two densities, given as lambdas";
    ConditionalEntropy r"H" 2..=2 Real "entropy of a joint density given another: lambda of the joint density, lambda of the condition's density";
    MutualInformation r"I" 1..=1 Real "mutual information of a joint density, given as a lambda of two variables";

    MatrixRoot r"\mathrm{root}" 1..=1 Same "symmetric square root of a symmetric positive definite matrix";
}
