//! Trigonometric and hyperbolic functions.

super::rows! {
    "sin-sum", "x:R y:R", "(Sin (+ x y))" = "(+ (* (Sin x) (Cos y)) (* (Cos x) (Sin y)))", [], "sine of a sum", "DLMF 4.21.2";
    "cos-sum", "x:R y:R", "(Cos (+ x y))" = "(- (* (Cos x) (Cos y)) (* (Sin x) (Sin y)))", [], "cosine of a sum", "DLMF 4.21.2";
    "sin-negative", "x:R", "(Sin (* -1 x))" = "(* -1 (Sin x))", [], "the sine is odd", "DLMF 4.14";
    "cos-negative", "x:R", "(Cos (* -1 x))" = "(Cos x)", [], "the cosine is even", "DLMF 4.14";
    "sin-squared", "x:R", "(^ (Sin x) 2)" = "(- 1 (^ (Cos x) 2))", [], "the squares of sine and cosine add to 1", "DLMF 4.21.12";
    "tan-definition", "x:R", "(Tan x)" = "(/ (Sin x) (Cos x))", [], "the tangent is sine by cosine", "DLMF 4.14.4";
    "cot-definition", "x:R", "(Cot x)" = "(/ (Cos x) (Sin x))", [], "the cotangent is cosine by sine", "DLMF 4.14.7";
    "sec-definition", "x:R", "(Sec x)" = "(/ 1 (Cos x))", [], "the secant is the reciprocal of the cosine", "DLMF 4.14.6";
    "csc-definition", "x:R", "(Csc x)" = "(/ 1 (Sin x))", [], "the cosecant is the reciprocal of the sine", "DLMF 4.14.5";
    "sinh-definition", "x:R", "(Sinh x)" = "(/ (- (exp x) (exp (- x))) 2)", [], "hyperbolic sine by exponentials", "DLMF 4.28.1";
    "cosh-definition", "x:R", "(Cosh x)" = "(/ (+ (exp x) (exp (- x))) 2)", [], "hyperbolic cosine by exponentials", "DLMF 4.28.2";
    "tanh-definition", "x:R", "(Tanh x)" = "(/ (- (exp x) (exp (- x))) (+ (exp x) (exp (- x))))", [], "hyperbolic tangent by exponentials", "DLMF 4.28.4";
    "sigmoid-definition", "x:R", "(Sigmoid x)" = "(/ 1 (+ 1 (exp (- x))))", [], "the logistic function by the exponential", "textbook";
    "sin-zero", "", "(Sin 0)" = "0", [], "a special value", "DLMF 4.17";
    "cos-zero", "", "(Cos 0)" = "1", [], "a special value", "DLMF 4.17";
    "sin-pi", "", "(Sin pi)" = "0", [], "a special value", "DLMF 4.17";
    "cos-pi", "", "(Cos pi)" = "-1", [], "a special value", "DLMF 4.17";
    "sin-half-pi", "", "(Sin (* 0.5 pi))" = "1", [], "a special value", "DLMF 4.17";
    "cos-half-pi", "", "(Cos (* 0.5 pi))" = "0", [], "a special value", "DLMF 4.17";
    "sin-quarter-pi", "", "(Sin (* 0.25 pi))" = "(/ (sqrt 2) 2)", [], "a special value", "DLMF 4.17";
    "cos-quarter-pi", "", "(Cos (* 0.25 pi))" = "(/ (sqrt 2) 2)", [], "a special value", "DLMF 4.17";
    "sin-third-pi", "", "(Sin (* 1/3 pi))" = "(/ (sqrt 3) 2)", [], "a special value", "DLMF 4.17";
    "cos-third-pi", "", "(Cos (* 1/3 pi))" = "(/ 1 2)", [], "a special value", "DLMF 4.17";
    "sin-sixth-pi", "", "(Sin (* 1/6 pi))" = "(/ 1 2)", [], "a special value", "DLMF 4.17";
    "cos-sixth-pi", "", "(Cos (* 1/6 pi))" = "(/ (sqrt 3) 2)", [], "a special value", "DLMF 4.17";
    "sin-multiple-pi", "n:Z", "(Sin (* n pi))" = "0", [], "the zeros of the sine", "DLMF 4.14";
    "cos-multiple-pi", "n:Z", "(Cos (* n pi))" = "(^ -1 n)", [], "the cosine at multiples of pi", "DLMF 4.14";
    "tan-sum", "x:R y:R", "(Tan (+ x y))" = "(/ (+ (Tan x) (Tan y)) (- 1 (* (Tan x) (Tan y))))", ["(!= (Cos x) 0)", "(!= (Cos y) 0)", "(!= (Cos (+ x y)) 0)"], "tangent of a sum", "DLMF 4.21.4";
}
