//! Logarithms and exponentials.

super::rows! {
    "log-one", "", "(Log 1)" = "0", [], "the logarithm of 1 is 0", "DLMF 4.2";
    "log-e", "", "(Log e)" = "1", [], "the logarithm of e is 1", "DLMF 4.2";
    "log-exp", "x:R", "(Log (exp x))" = "x", [], "the logarithm undoes the exponential", "DLMF 4.2";
    "log-power", "x:R a:R", "(Log (^ x a))" = "(* a (Log x))", ["(> x 0)"], "an exponent comes out of a logarithm as a factor", "DLMF 4.8.5";
    "log-even-power", "x:R n:Z", "(Log (^ x (* 2 n)))" = "(* n (Log (^ x 2)))", ["(!= x 0)"], "an even exponent, where the sign of the base is open", "DLMF 4.8.5";
    "log-product", "x:R y:R", "(Log (* x y))" = "(+ (Log x) (Log y))", ["(> x 0)", "(> y 0)"], "the logarithm of a product is the sum of the logarithms", "DLMF 4.8.1";
    "log-quotient-weighted", "p:R q:R", "(* p (Log (/ p q)))" = "(- (* p (Log p)) (* p (Log q)))", ["(>= p 0)", "(Or (= p 0) (> q 0))"], "the logarithm of a quotient against its numerator, which may vanish", "textbook";
}
