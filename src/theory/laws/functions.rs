//! Factorials, binomial coefficients, gamma and beta functions.

super::rows! {
    "gamma-recurrence", "x:R", "(Gamma (+ x 1))" = "(* x (Gamma x))", ["(Convergent (Gamma x))"], "the gamma function's recurrence, where both sides have a value", "DLMF 5.5.1";
    "gamma-factorial", "n:Z", "(Gamma (+ n 1))" = "(Factorial n)", ["(>= n 0)"], "the gamma function at integers", "DLMF 5.4.1";
    "gamma-one", "", "(Gamma 1)" = "1", [], "the gamma function at one", "DLMF 5.4.1";
    "erf-zero", "", "(Erf 0)" = "0", [], "the error function at zero", "DLMF 7.2.1";
    "normal-cdf-erf", "x:R", "(NormalCdf x)" = "(* 0.5 (+ 1 (Erf (/ x (sqrt 2)))))", [], "the standard normal distribution function by the error function", "DLMF 7.2.1";
    "gamma-half", "", "(Gamma 0.5)" = "(sqrt pi)", [], "the gamma function at one half", "DLMF 5.4.6";
    "factorial-recurrence", "n:Z", "(Factorial (+ n 1))" = "(* (+ n 1) (Factorial n))", ["(>= n 0)"], "the factorial's recurrence", "Graham, Knuth and Patashnik, Concrete Mathematics, 5";
    "beta-gamma", "a:R b:R", "(Beta a b)" = "(/ (* (Gamma a) (Gamma b)) (Gamma (+ a b)))", ["(Convergent (Gamma a))", "(Convergent (Gamma b))", "(Convergent (Gamma (+ a b)))"], "the beta function by the gamma function", "DLMF 5.12.1";
    "choose-none", "n:R", "(Binomial n 0)" = "1", [], "the empty choice", "DLMF 1.2.6";
    "choose-one", "n:R", "(Binomial n 1)" = "n", [], "the choice of one", "DLMF 1.2.6";
    "choose-all", "n:Z", "(Binomial n n)" = "1", ["(>= n 0)"], "the choice of all", "DLMF 1.2.6";
    "choose-too-many", "n:Z k:Z", "(Binomial n k)" = "0", ["(>= n 0)", "(< n k)"], "more than all cannot be chosen", "convention";
    "choose-rest", "n:Z k:Z", "(Binomial n k)" = "(Binomial n (- n k))", ["(>= n 0)"], "to choose is to leave out the rest", "DLMF 1.2.6";
    "pascal", "n:R k:Z", "(Binomial (+ n 1) k)" = "(+ (Binomial n (- k 1)) (Binomial n k))", [], "Pascal's rule", "DLMF 1.2.7";
    "binomial-factorials", "n:Z k:Z", "(Binomial n k)" = "(/ (Factorial n) (* (Factorial k) (Factorial (- n k))))", ["(<= 0 k)", "(<= k n)"], "binomial coefficients by factorials", "DLMF 1.2.1";
}
