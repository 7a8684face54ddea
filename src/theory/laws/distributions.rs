//! Distributions: densities, expectations and variances.

super::rows! {
    "expectation-of-normal", "X:Random m:R v:R", "(Expectation X)" = "m", ["(Draw X (Normal m v))", "(> v 0)"], "the mean of the normal distribution", "textbook";
    "variance-of-normal", "X:Random m:R v:R", "(Variance X)" = "v", ["(Draw X (Normal m v))", "(> v 0)"], "the variance of the normal distribution", "textbook";
    "expectation-of-bernoulli", "X:Random p:R", "(Expectation X)" = "p", ["(Draw X (Bernoulli p))", "(>= p 0)", "(<= p 1)"], "the mean of the Bernoulli distribution", "textbook";
    "variance-of-bernoulli", "X:Random p:R", "(Variance X)" = "(* p (- 1 p))", ["(Draw X (Bernoulli p))", "(>= p 0)", "(<= p 1)"], "the variance of the Bernoulli distribution", "textbook";
    "expectation-of-binomial", "X:Random n:Z p:R", "(Expectation X)" = "(* n p)", ["(Draw X (BinomialDist n p))", "(>= n 0)", "(>= p 0)", "(<= p 1)"], "the mean of the binomial distribution", "textbook";
    "variance-of-binomial", "X:Random n:Z p:R", "(Variance X)" = "(* n p (- 1 p))", ["(Draw X (BinomialDist n p))", "(>= n 0)", "(>= p 0)", "(<= p 1)"], "the variance of the binomial distribution", "textbook";
    "expectation-of-poisson", "X:Random l:R", "(Expectation X)" = "l", ["(Draw X (Poisson l))", "(> l 0)"], "the mean of the Poisson distribution", "textbook";
    "variance-of-poisson", "X:Random l:R", "(Variance X)" = "l", ["(Draw X (Poisson l))", "(> l 0)"], "the variance of the Poisson distribution", "textbook";
    "expectation-of-exponential", "X:Random l:R", "(Expectation X)" = "(/ 1 l)", ["(Draw X (Exponential l))", "(> l 0)"], "the mean of the exponential distribution", "textbook";
    "variance-of-exponential", "X:Random l:R", "(Variance X)" = "(/ 1 (^ l 2))", ["(Draw X (Exponential l))", "(> l 0)"], "the variance of the exponential distribution", "textbook";
    "expectation-of-uniform", "X:Random a:R b:R", "(Expectation X)" = "(/ (+ a b) 2)", ["(Draw X (Uniform a b))", "(< a b)"], "the mean of the uniform distribution", "textbook";
    "variance-of-uniform", "X:Random a:R b:R", "(Variance X)" = "(/ (^ (- b a) 2) 12)", ["(Draw X (Uniform a b))", "(< a b)"], "the variance of the uniform distribution", "textbook";
    "expectation-of-gamma", "X:Random a:R b:R", "(Expectation X)" = "(/ a b)", ["(Draw X (GammaDist a b))", "(> a 0)", "(> b 0)"], "the mean of the gamma distribution", "textbook";
    "variance-of-gamma", "X:Random a:R b:R", "(Variance X)" = "(/ a (^ b 2))", ["(Draw X (GammaDist a b))", "(> a 0)", "(> b 0)"], "the variance of the gamma distribution", "textbook";
    "expectation-of-beta", "X:Random a:R b:R", "(Expectation X)" = "(/ a (+ a b))", ["(Draw X (BetaDist a b))", "(> a 0)", "(> b 0)"], "the mean of the beta distribution", "textbook";
    "variance-of-beta", "X:Random a:R b:R", "(Variance X)" = "(/ (* a b) (* (^ (+ a b) 2) (+ a b 1)))", ["(Draw X (BetaDist a b))", "(> a 0)", "(> b 0)"], "the variance of the beta distribution", "textbook";
    "expectation-of-geometric", "X:Random p:R", "(Expectation X)" = "(/ 1 p)", ["(Draw X (Geometric p))", "(> p 0)", "(<= p 1)"], "the mean of the geometric distribution on 1, 2, ..", "textbook";
    "variance-of-geometric", "X:Random p:R", "(Variance X)" = "(/ (- 1 p) (^ p 2))", ["(Draw X (Geometric p))", "(> p 0)", "(<= p 1)"], "the variance of the geometric distribution", "textbook";
    "expectation-of-log-normal", "X:Random m:R v:R", "(Expectation X)" = "(exp (+ m (/ v 2)))", ["(Draw X (LogNormal m v))", "(> v 0)"], "the mean of the log-normal distribution", "textbook";
    "laplace-density", "m:R b:R x:R", "(Pdf (Laplace m b) x)" = "(* (/ 1 (* 2 b)) (exp (* -1 (/ (Abs (- x m)) b))))", ["(> b 0)"], "the density of the Laplace distribution", "textbook";
    "expectation-over-normal", "X:Random g:R->R m:R v:R", "(Expectation (call g X))" = "(int x:R all (* (call g x) (Pdf (Normal m v) x)))", ["(Draw X (Normal m v))", "(> v 0)"], "the mean of a function of a normal variable", "law of the unconscious statistician";
    "expectation-over-laplace", "X:Random g:R->R m:R b:R", "(Expectation (call g X))" = "(int x:R all (* (call g x) (Pdf (Laplace m b) x)))", ["(Draw X (Laplace m b))", "(> b 0)"], "the mean of a function of a Laplace variable", "law of the unconscious statistician";
    "normal-probability", "X:Random y:R m:R v:R", "(Probability (<= X y))" = "(int x:R (* -1 inf) y (Pdf (Normal m v) x))", ["(Draw X (Normal m v))", "(> v 0)"], "the distribution function of the normal distribution", "definition";
    "expectation-of-chi-squared", "X:Random k:R", "(Expectation X)" = "k", ["(Draw X (ChiSquared k))", "(> k 0)"], "the mean of the chi-squared distribution", "textbook";
    "variance-of-chi-squared", "X:Random k:R", "(Variance X)" = "(* 2 k)", ["(Draw X (ChiSquared k))", "(> k 0)"], "the variance of the chi-squared distribution", "textbook";
    "expectation-of-laplace", "X:Random m:R b:R", "(Expectation X)" = "m", ["(Draw X (Laplace m b))", "(> b 0)"], "the mean of the Laplace distribution", "textbook";
    "variance-of-laplace", "X:Random m:R b:R", "(Variance X)" = "(* 2 (^ b 2))", ["(Draw X (Laplace m b))", "(> b 0)"], "the variance of the Laplace distribution", "textbook";
    "variance-of-log-normal", "X:Random m:R v:R", "(Variance X)" = "(* (- (exp v) 1) (exp (+ (* 2 m) v)))", ["(Draw X (LogNormal m v))", "(> v 0)"], "the variance of the log-normal distribution", "textbook";
    "expectation-of-discrete-uniform", "X:Random a:Z b:Z", "(Expectation X)" = "(/ (+ a b) 2)", ["(Draw X (DiscreteUniform a b))", "(<= a b)"], "the mean of the discrete uniform distribution", "textbook";
    "expectation-of-beta-binomial", "X:Random n:Z a:R b:R", "(Expectation X)" = "(/ (* n a) (+ a b))", ["(Draw X (BetaBinomial n a b))", "(>= n 0)", "(> a 0)", "(> b 0)"], "the mean of the beta-binomial distribution", "textbook";
    "moments-of-exponential", "X:Random l:R k:Z", "(Expectation (^ X k))" = "(/ (Factorial k) (^ l k))", ["(Draw X (Exponential l))", "(> l 0)", "(>= k 0)"], "the moments of the exponential distribution", "textbook";
}
