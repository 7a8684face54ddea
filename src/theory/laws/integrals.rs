//! Integrals over the reals, over intervals and over vectors.

super::rows! {
    "integral-add", "f:R->R g:R->R a:R b:R", "(int x:R a b (+ (call f x) (call g x)))" = "(+ (int x:R a b (call f x)) (int x:R a b (call g x)))", ["(Convergent (int x:R a b (call f x)))", "(Convergent (int x:R a b (call g x)))"], "integrals add", "textbook";
    "integral-scale", "f:R->R c:R a:R b:R", "(int x:R a b (* c (call f x)))" = "(* c (int x:R a b (call f x)))", [], "constants come out of integrals", "textbook";
    "integral-zero", "a:R b:R", "(int x:R a b 0)" = "0", [], "the integral of 0", "textbook";
    "integral-sum", "f:R->Z->R a:R b:R l:Z h:Z", "(int x:R a b (sum j:Z l h (call f x j)))" = "(sum j:Z l h (int x:R a b (call f x j)))", ["(forall j:Z l h (Convergent (int x:R a b (call f x j))))"], "a finite sum and an integral change places", "textbook";
    "integral-add-all", "f:R->R g:R->R", "(int x:R all (+ (call f x) (call g x)))" = "(+ (int x:R all (call f x)) (int x:R all (call g x)))", ["(Convergent (int x:R all (call f x)))", "(Convergent (int x:R all (call g x)))"], "integrals add", "textbook";
    "integral-scale-all", "f:R->R c:R", "(int x:R all (* c (call f x)))" = "(* c (int x:R all (call f x)))", [], "constants come out of integrals", "textbook";
    "integral-zero-all", "", "(int x:R all 0)" = "0", [], "the integral of 0", "textbook";
    "integral-sum-all", "f:R->Z->R  l:Z h:Z", "(int x:R all (sum j:Z l h (call f x j)))" = "(sum j:Z l h (int x:R all (call f x j)))", ["(forall j:Z l h (Convergent (int x:R all (call f x j))))"], "a finite sum and an integral change places", "textbook";
    "integral-add-vector", "n:Z f:Vn->R g:Vn->R", "(int x:Vn all (+ (call f x) (call g x)))" = "(+ (int x:Vn all (call f x)) (int x:Vn all (call g x)))", ["(Convergent (int x:Vn all (call f x)))", "(Convergent (int x:Vn all (call g x)))"], "integrals add", "textbook";
    "integral-scale-vector", "n:Z f:Vn->R c:R", "(int x:Vn all (* c (call f x)))" = "(* c (int x:Vn all (call f x)))", [], "constants come out of integrals", "textbook";
    "integral-zero-vector", "n:Z", "(int x:Vn all 0)" = "0", [], "the integral of 0", "textbook";
    "integral-sum-vector", "n:Z f:Vn->Z->R  l:Z h:Z", "(int x:Vn all (sum j:Z l h (call f x j)))" = "(sum j:Z l h (int x:Vn all (call f x j)))", ["(forall j:Z l h (Convergent (int x:Vn all (call f x j))))"], "a finite sum and an integral change places", "textbook";
    "density-integral", "f:R->R", "(int x:R all (call f x))" = "1", ["(IsDensity f)"], "a density integrates to 1", "definition";
    "density-integral-vector", "n:Z f:Vn->R", "(int x:Vn all (call f x))" = "1", ["(IsDensity f)"], "a density integrates to 1", "definition";
    "density-sum", "f:K->R", "(sum x:K all (call f x))" = "1", ["(IsDensity f)"], "probabilities sum to 1", "definition";
    "integral-scale-array-vector", "n:Z k:Z l:Z f:Vn->R A:Mk,l", "(int x:Vn all (* A (call f x)))" = "(* A (int x:Vn all (call f x)))", ["(Convergent (int x:Vn all (call f x)))"], "constant matrices come out of integrals", "textbook";
    "integral-scale-array-all", "k:Z l:Z f:R->R A:Mk,l", "(int x:R all (* A (call f x)))" = "(* A (int x:R all (call f x)))", ["(Convergent (int x:R all (call f x)))"], "constant matrices come out of integrals", "textbook";
    "integral-constant", "c:R a:R b:R", "(int x:R a b c)" = "(* (- b a) c)", ["(Convergent (int x:R a b c))"], "the integral of a constant", "DLMF 1.4";
    "gaussian-between", "a:R l:R h:R", "(int x:R l h (exp (* -1 a (^ x 2))))" = "(* 0.5 (sqrt (/ pi a)) (- (Erf (* (sqrt a) h)) (Erf (* (sqrt a) l))))", ["(> a 0)"], "the Gaussian integral between two ends", "DLMF 7.7";
    "gaussian-below", "a:R h:R", "(int x:R (* -1 inf) h (exp (* -1 a (^ x 2))))" = "(* 0.5 (sqrt (/ pi a)) (+ 1 (Erf (* (sqrt a) h))))", ["(> a 0)"], "the Gaussian integral up to an end", "DLMF 7.7";
    "gaussian-above", "a:R l:R", "(int x:R l inf (exp (* -1 a (^ x 2))))" = "(* 0.5 (sqrt (/ pi a)) (- 1 (Erf (* (sqrt a) l))))", ["(> a 0)"], "the Gaussian integral from an end", "DLMF 7.7";
    "integral-nowhere", "f:R->R a:R", "(int x:R a a (call f x))" = "0", [], "the integral over a point", "DLMF 1.4";
    "integral-add-set", "f:X->R g:X->R S:Set", "(int x:X in S (+ (call f x) (call g x)))" = "(+ (int x:X in S (call f x)) (int x:X in S (call g x)))", ["(Convergent (int x:X in S (call f x)))", "(Convergent (int x:X in S (call g x)))"], "an integral of a sum", "DLMF 1.4";
    "integral-scale-set", "f:X->R c:R S:Set", "(int x:X in S (* c (call f x)))" = "(* c (int x:X in S (call f x)))", [], "constants come out of integrals", "DLMF 1.4";
    "integral-swap-all", "f:X1->X2->R", "(int x:X1 all (int y:X2 all (call f x y)))" = "(int y:X2 all (int x:X1 all (call f x y)))", ["(Convergent (int x:X1 all (int y:X2 all (Abs (call f x y)))))"], "the order of integrals that converge absolutely does not matter (Fubini)", "textbook";
    "integral-of-sum-all", "f:E->X->R", "(int x:X all (sum j:E all (call f j x)))" = "(sum j:E all (int x:X all (call f j x)))", ["(forall j:E all (Convergent (int x:X all (call f j x))))"], "a finite sum comes out of an integral", "textbook";
    "integral-whole-line", "f:R->R", "(int x:R (* -1 inf) inf (call f x))" = "(int x:R all (call f x))", [], "from minus infinity to infinity is over all reals", "notation";
    "gamma-integral", "s:R b:R", "(int x:R 0 inf (* (^ x s) (exp (* -1 b x))))" = "(/ (Gamma (+ s 1)) (^ b (+ s 1)))", ["(> (+ s 1) 0)", "(> b 0)"], "the gamma integral", "DLMF 5.9.1";
    "exponential-integral", "b:R", "(int x:R 0 inf (exp (* -1 b x)))" = "(/ 1 b)", ["(> b 0)"], "the integral of a decaying exponential", "DLMF 5.9.1";
    "exponential-first-moment", "b:R", "(int x:R 0 inf (* x (exp (* -1 b x))))" = "(/ 1 (^ b 2))", ["(> b 0)"], "the first moment of a decaying exponential", "DLMF 5.9.1";
    "half-gaussian", "a:R", "(int x:R 0 inf (exp (* -1 a (^ x 2))))" = "(* 0.5 (sqrt (/ pi a)))", ["(> a 0)"], "half of the Gaussian integral", "DLMF 7.7";
    "half-gaussian-first-moment", "a:R", "(int x:R 0 inf (* x (exp (* -1 a (^ x 2)))))" = "(/ 1 (* 2 a))", ["(> a 0)"], "the first moment of half a bell curve", "textbook";
    "integral-power", "a:R b:R n:Z", "(int x:R a b (^ x n))" = "(/ (- (^ b (+ n 1)) (^ a (+ n 1))) (+ n 1))", ["(>= n 0)"], "the power rule", "DLMF 1.4";
    "integral-identity", "a:R b:R", "(int x:R a b x)" = "(/ (- (^ b 2) (^ a 2)) 2)", [], "the power rule", "DLMF 1.4";
}
