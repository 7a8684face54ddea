//! Integrals over all values, over intervals and over sets; sums and integrals of densities.

super::rows! {
    "integral-add-all", "f:X->R g:X->R", "(int x:X all (+ (call f x) (call g x)))" = "(+ (int x:X all (call f x)) (int x:X all (call g x)))", ["(Convergent (int x:X all (call f x)))", "(Convergent (int x:X all (call g x)))"], "an integral of a sum", "DLMF 1.4";
    "integral-scale-all", "f:X->R c:R", "(int x:X all (* c (call f x)))" = "(* c (int x:X all (call f x)))", [], "constants come out of integrals", "DLMF 1.4";
    "integral-add", "f:R->R g:R->R a:R b:R", "(int x:R a b (+ (call f x) (call g x)))" = "(+ (int x:R a b (call f x)) (int x:R a b (call g x)))", ["(Convergent (int x:R a b (call f x)))", "(Convergent (int x:R a b (call g x)))"], "an integral of a sum", "DLMF 1.4";
    "integral-scale", "f:R->R c:R a:R b:R", "(int x:R a b (* c (call f x)))" = "(* c (int x:R a b (call f x)))", [], "constants come out of integrals", "DLMF 1.4";
    "integral-zero", "a:R b:R", "(int x:R a b 0)" = "0", [], "an integral of zero", "DLMF 1.4";
    "integral-constant", "c:R a:R b:R", "(int x:R a b c)" = "(* (- b a) c)", ["(Convergent (int x:R a b c))"], "the integral of a constant", "DLMF 1.4";
    "integral-add-set", "f:X->R g:X->R S:Set", "(int x:X in S (+ (call f x) (call g x)))" = "(+ (int x:X in S (call f x)) (int x:X in S (call g x)))", ["(Convergent (int x:X in S (call f x)))", "(Convergent (int x:X in S (call g x)))"], "an integral of a sum", "DLMF 1.4";
    "integral-scale-set", "f:X->R c:R S:Set", "(int x:X in S (* c (call f x)))" = "(* c (int x:X in S (call f x)))", [], "constants come out of integrals", "DLMF 1.4";
    "integral-swap-all", "f:X1->X2->R", "(int x:X1 all (int y:X2 all (call f x y)))" = "(int y:X2 all (int x:X1 all (call f x y)))", ["(Convergent (int x:X1 all (int y:X2 all (call f x y))))"], "the order of integrals does not matter (Fubini)", "textbook";
    "integral-of-sum", "f:Z->X->R a:Z b:Z", "(int x:X all (sum j:Z a b (call f j x)))" = "(sum j:Z a b (int x:X all (call f j x)))", ["(forall j:Z a b (Convergent (int x:X all (call f j x))))"], "a finite sum comes out of an integral", "textbook";
    "integral-of-sum-all", "f:E->X->R", "(int x:X all (sum j:E all (call f j x)))" = "(sum j:E all (int x:X all (call f j x)))", ["(forall j:E all (Convergent (int x:X all (call f j x))))"], "a finite sum comes out of an integral", "textbook";
    "density-integral", "f:X->R", "(int x:X all (call f x))" = "1", ["(IsDensity f)"], "a density integrates to 1", "textbook";
    "density-sum", "f:K->R", "(sum x:K all (call f x))" = "1", ["(IsDensity f)"], "a probability mass function sums to 1", "textbook";
}
