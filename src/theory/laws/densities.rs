//! The distributions of real numbers and of counts: one row a distribution, from which its laws are made.
//!
//! Of `exponential`: `exponential-density` (the formula on the support, whose ends count as they stand in the formula),
//! `expectation-over-exponential` (the mean of a function of a variable so drawn), `exponential-total` (the density over
//! the support is 1), `exponential-probability` (the distribution function as an integral or sum), `exponential-at` (the
//! probability of a single value), `exponential-below` (there is no mass below the support), `exponential-everywhere`
//! (integrals over all numbers are over the support) and `exponential-outside` (the density below it).

/// The probability of a single value: the density of integers, 0 for reals.
macro_rules! at {
    ("sum" $law:literal) => {
        concat!("(Pdf ", $law, " y)")
    };
    ("int" $law:literal) => {
        "0"
    };
}

/// Makes the laws of distributions from `name, variables, distribution, parameter conditions, sort of the values, binder,
/// ends of the support, what it says of x, density`.
macro_rules! families {
    ($($name:literal $variables:literal $law:literal [$($condition:literal),*] $sort:literal $binder:tt $low:literal $high:literal [$($inside:literal),*] $density:literal;)*) => {
        pub const ROWS: &[$crate::theory::Row] = &[$(
            $crate::theory::Row {
                id: concat!($name, "-density"),
                variables: concat!($variables, " x:", $sort),
                relation: "=",
                left: concat!("(Pdf ", $law, " x)"),
                right: $density,
                conditions: &[$($condition,)* $($inside),*],
                doc: concat!("the density of the ", $name, " distribution"),
                source: "definition",
            },
            $crate::theory::Row {
                id: concat!("expectation-over-", $name),
                variables: concat!("X:Random g:", $sort, "->R ", $variables),
                relation: "=",
                left: "(Expectation (call g X))",
                right: concat!("(", $binder, " x:", $sort, " ", $low, " ", $high, " (* (call g x) (Pdf ", $law, " x)))"),
                conditions: &[concat!("(Draw X ", $law, ")"), $($condition),*],
                doc: concat!("the mean of a function of a ", $name, " variable"),
                source: "law of the unconscious statistician",
            },
            $crate::theory::Row {
                id: concat!($name, "-total"),
                variables: $variables,
                relation: "=",
                left: concat!("(", $binder, " x:", $sort, " ", $low, " ", $high, " (Pdf ", $law, " x))"),
                right: "1",
                conditions: &[$($condition),*],
                doc: concat!("the density of the ", $name, " distribution over its support"),
                source: "definition",
            },
            $crate::theory::Row {
                id: concat!($name, "-probability"),
                variables: concat!("X:Random y:", $sort, " ", $variables),
                relation: "=",
                left: "(Probability (<= X y))",
                right: concat!("(", $binder, " x:", $sort, " ", $low, " y (Pdf ", $law, " x))"),
                conditions: &[concat!("(Draw X ", $law, ")"), concat!("(<= ", $low, " y)"), $($condition),*],
                doc: concat!("the distribution function of the ", $name, " distribution"),
                source: "definition",
            },
            $crate::theory::Row {
                id: concat!($name, "-below"),
                variables: concat!("y:", $sort, " ", $variables),
                relation: "=",
                left: concat!("(", $binder, " x:", $sort, " (* -1 inf) y (Pdf ", $law, " x))"),
                right: concat!("(", $binder, " x:", $sort, " ", $low, " y (Pdf ", $law, " x))"),
                conditions: &[concat!("(<= ", $low, " y)"), $($condition),*],
                doc: concat!("the ", $name, " distribution has no mass below its support"),
                source: "definition",
            },
            $crate::theory::Row {
                id: concat!($name, "-outside"),
                variables: concat!("y:", $sort, " ", $variables),
                relation: "=",
                left: concat!("(Pdf ", $law, " y)"),
                right: "0",
                conditions: &[concat!("(< y ", $low, ")"), $($condition),*],
                doc: concat!("the density of the ", $name, " distribution is 0 below its support"),
                source: "definition",
            },
            $crate::theory::Row {
                id: concat!($name, "-everywhere"),
                variables: concat!("g:", $sort, "->R ", $variables),
                relation: "=",
                left: concat!("(", $binder, " x:", $sort, " all (* (call g x) (Pdf ", $law, " x)))"),
                right: concat!("(", $binder, " x:", $sort, " ", $low, " ", $high, " (* (call g x) (Pdf ", $law, " x)))"),
                conditions: &[$($condition),*],
                doc: concat!("the ", $name, " distribution has no mass outside of its support"),
                source: "definition",
            },
            $crate::theory::Row {
                id: concat!($name, "-at"),
                variables: concat!("X:Random y:", $sort, " ", $variables),
                relation: "=",
                left: "(Probability (= X y))",
                right: at!($binder $law),
                conditions: &[concat!("(Draw X ", $law, ")"), $($condition),*],
                doc: concat!("the probability of a single value under the ", $name, " distribution"),
                source: "definition",
            }
        ),*];
    };
}

families! {
    "exponential" "l:R" "(Exponential l)" ["(> l 0)"] "R" "int" "0" "inf" ["(>= x 0)"]
        "(* l (exp (* -1 l x)))";
    "gamma" "a:R b:R" "(GammaDist a b)" ["(> a 0)", "(> b 0)"] "R" "int" "0" "inf" ["(>= x 0)"]
        "(* (/ (^ b a) (Gamma a)) (^ x (- a 1)) (exp (* -1 b x)))";
    "inverse-gamma" "a:R b:R" "(InverseGamma a b)" ["(> a 0)", "(> b 0)"] "R" "int" "0" "inf" ["(> x 0)"]
        "(* (/ (^ b a) (Gamma a)) (^ x (- (* -1 a) 1)) (exp (* -1 b (^ x -1))))";
    "chi-squared" "k:R" "(ChiSquared k)" ["(> k 0)"] "R" "int" "0" "inf" ["(>= x 0)"]
        "(* (/ 1 (* (^ 2 (/ k 2)) (Gamma (/ k 2)))) (^ x (- (/ k 2) 1)) (exp (/ x -2)))";
    "log-normal" "m:R v:R" "(LogNormal m v)" ["(> v 0)"] "R" "int" "0" "inf" ["(> x 0)"]
        "(* (/ 1 (* x (sqrt (* 2 pi v)))) (exp (/ (* -1 (^ (- (Log x) m) 2)) (* 2 v))))";
    "wald" "c:R a:R" "(Wald c a)" ["(> c 0)", "(> a 0)"] "R" "int" "0" "inf" ["(> x 0)"]
        "(* (/ a (sqrt (* 2 pi (^ x 3)))) (exp (/ (^ (- a (* c x)) 2) (* -2 x))))";
    "F" "m:R n:R" "(FisherF m n)" ["(> m 0)", "(> n 0)"] "R" "int" "0" "inf" ["(> x 0)"]
        "(* (/ 1 (Beta (/ m 2) (/ n 2))) (^ (/ m n) (/ m 2)) (^ x (- (/ m 2) 1)) (^ (+ 1 (/ (* m x) n)) (/ (+ m n) -2)))";
    "beta" "a:R b:R" "(BetaDist a b)" ["(> a 0)", "(> b 0)"] "R" "int" "0" "1" ["(>= x 0)", "(<= x 1)"]
        "(/ (* (^ x (- a 1)) (^ (- 1 x) (- b 1))) (Beta a b))";
    "uniform" "a:R b:R" "(Uniform a b)" ["(< a b)"] "R" "int" "a" "b" ["(<= a x)", "(<= x b)"]
        "(/ 1 (- b a))";
    "bernoulli" "p:R" "(Bernoulli p)" ["(>= p 0)", "(<= p 1)"] "Z" "sum" "0" "1" ["(<= 0 x)", "(<= x 1)"]
        "(* (^ p x) (^ (- 1 p) (- 1 x)))";
    "binomial" "n:Z p:R" "(BinomialDist n p)" ["(>= n 0)", "(>= p 0)", "(<= p 1)"] "Z" "sum" "0" "n" ["(<= 0 x)", "(<= x n)"]
        "(* (Binomial n x) (^ p x) (^ (- 1 p) (- n x)))";
    "geometric" "p:R" "(Geometric p)" ["(> p 0)", "(<= p 1)"] "Z" "sum" "1" "inf" ["(<= 1 x)"]
        "(* p (^ (- 1 p) (- x 1)))";
    "poisson" "l:R" "(Poisson l)" ["(> l 0)"] "Z" "sum" "0" "inf" ["(>= x 0)"]
        "(/ (* (^ l x) (exp (- l))) (Factorial x))";
    "discrete-uniform" "a:Z b:Z" "(DiscreteUniform a b)" ["(<= a b)"] "Z" "sum" "a" "b" ["(<= a x)", "(<= x b)"]
        "(/ 1 (+ (- b a) 1))";
    "beta-binomial" "n:Z a:R b:R" "(BetaBinomial n a b)" ["(>= n 0)", "(> a 0)", "(> b 0)"] "Z" "sum" "0" "n" ["(<= 0 x)", "(<= x n)"]
        "(/ (* (Binomial n x) (Beta (+ a x) (+ b (- n x)))) (Beta a b))";
}
