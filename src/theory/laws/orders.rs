//! Inequalities.

super::rows! {
    "log-at-most", "x:R", "(Log x)" <= "(- x 1)", ["(> x 0)"], "the logarithm lies below its tangent at 1", "DLMF 4.5.4";
    "log-at-least", "x:R", "(- 1 (/ 1 x))" <= "(Log x)", ["(> x 0)"], "the logarithm of the reciprocal lies below its tangent at 1", "DLMF 4.5.1";
    "minus-log-at-least", "x:R", "(- 1 x)" <= "(* -1 (Log x))", ["(> x 0)"], "the logarithm lies below its tangent at 1", "DLMF 4.5.4";
    "markov", "X:Random a:R", "(Probability (<= a X))" <= "(/ (Expectation X) a)", ["(> a 0)", "(>= X 0)"], "Markov's inequality", "textbook";
    "probability-at-most", "A:T", "(Probability A)" <= "1", [], "no probability is above 1", "textbook";
    "probability-of-both", "A:T B:T", "(Probability (And A B))" <= "(Probability A)", [], "two events together are no likelier than one", "textbook";
    "bonferroni", "A:T B:T", "(- (+ (Probability A) (Probability B)) 1)" <= "(Probability (And A B))", [], "the probability of both of two events", "textbook";
    "exp-at-least", "x:R", "(+ 1 x)" <= "(exp x)", [], "the exponential lies above its tangent at 0", "DLMF 4.5.7";
    "triangle", "x:R y:R", "(Abs (+ x y))" <= "(+ (Abs x) (Abs y))", [], "the triangle inequality", "textbook";
    "triangle-vectors", "n:Z x:Vn y:Vn", "(Norm (+ x y))" <= "(+ (Norm x) (Norm y))", [], "the triangle inequality", "textbook";
    "cauchy-schwarz", "n:Z x:Vn y:Vn", "(Abs (* (Transpose x) y))" <= "(* (Norm x) (Norm y))", [], "the Cauchy-Schwarz inequality", "textbook";
    "means", "x:R y:R", "(sqrt (* x y))" <= "(/ (+ x y) 2)", ["(>= x 0)", "(>= y 0)"], "the geometric mean is at most the arithmetic mean", "textbook";
    "bernoulli", "x:R n:Z", "(+ 1 (* n x))" <= "(^ (+ 1 x) n)", ["(>= x -1)", "(>= n 1)"], "Bernoulli's inequality", "textbook";
    "sine-at-most", "x:R", "(Sin x)" <= "1", [], "the sine is at most 1", "textbook";
    "cosine-at-most", "x:R", "(Cos x)" <= "1", [], "the cosine is at most 1", "textbook";
    "jensen-log", "p:K->R f:K->R", "(sum x:K all (* (call p x) (Log (call f x))))" <= "(Log (sum x:K all (* (call p x) (call f x))))", ["(IsDensity p)", "(forall x:K all (> (call f x) 0))", "(Convergent (sum x:K all (* (call p x) (Log (call f x)))))", "(Convergent (sum x:K all (* (call p x) (call f x))))"], "Jensen's inequality for the logarithm", "Cover and Thomas 2.6.2";
    "jensen-log-integral", "p:X->R f:X->R", "(int x:X all (* (call p x) (Log (call f x))))" <= "(Log (int x:X all (* (call p x) (call f x))))", ["(IsDensity p)", "(forall x:X all (> (call f x) 0))", "(Convergent (int x:X all (* (call p x) (Log (call f x)))))", "(Convergent (int x:X all (* (call p x) (call f x))))"], "Jensen's inequality for the logarithm", "Cover and Thomas 2.6.2";
}
