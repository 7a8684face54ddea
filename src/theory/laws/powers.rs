//! Powers and roots where signs matter.

super::rows! {
    "power-power", "x:R a:R b:R", "(^ (^ x a) b)" = "(^ x (* a b))", ["(> x 0)"], "exponents of exponents multiply", "DLMF 4.8";
    "power-product", "x:R y:R a:R", "(^ (* x y) a)" = "(* (^ x a) (^ y a))", ["(>= x 0)", "(>= y 0)"], "a power of a product is the product of the powers", "DLMF 4.8";
    "exp-sum", "a:R b:R", "(exp (+ a b))" = "(* (exp a) (exp b))", [], "the exponential turns sums into products", "DLMF 4.8";
    "exp-log", "x:R", "(exp (Log x))" = "x", ["(> x 0)"], "the exponential undoes the logarithm", "DLMF 4.8";
    "exp-log-power", "x:R a:R", "(exp (* a (Log x)))" = "(^ x a)", ["(> x 0)"], "real powers by exponential and logarithm", "DLMF 4.2";
    "even-power-of-minus-one", "n:Z", "(^ -1 (* 2 n))" = "1", [], "even powers of -1", "textbook";
    "sqrt-square", "x:R", "(sqrt (^ x 2))" = "(Abs x)", [], "the root of a square is the absolute value", "textbook";
    "abs-nonnegative", "x:R", "(Abs x)" = "x", ["(>= x 0)"], "the absolute value of a number that is not negative", "textbook";
    "abs-nonpositive", "x:R", "(Abs x)" = "(* -1 x)", ["(<= x 0)"], "the absolute value of a number that is not positive", "textbook";
    "abs-product", "x:R y:R", "(Abs (* x y))" = "(* (Abs x) (Abs y))", [], "absolute values multiply", "textbook";
    "abs-abs", "x:R", "(Abs (Abs x))" = "(Abs x)", [], "an absolute value is not negative", "textbook";
}
