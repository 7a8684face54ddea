//! Sums over ranges of integers, over finite sets and over sample spaces.

super::rows! {
    "sum-add", "f:Z->R g:Z->R a:Z b:Z", "(sum j:Z a b (+ (call f j) (call g j)))" = "(+ (sum j:Z a b (call f j)) (sum j:Z a b (call g j)))", [], "a sum of sums", "textbook";
    "sum-scale", "f:Z->R c:R a:Z b:Z", "(sum j:Z a b (* c (call f j)))" = "(* c (sum j:Z a b (call f j)))", [], "constants come out of sums", "textbook";
    "sum-zero", "a:Z b:Z", "(sum j:Z a b 0)" = "0", [], "a sum of zeros", "textbook";
    "sum-add-set", "f:U->R g:U->R S:Set", "(sum j:U in S (+ (call f j) (call g j)))" = "(+ (sum j:U in S (call f j)) (sum j:U in S (call g j)))", ["(Convergent (sum j:U in S (call f j)))", "(Convergent (sum j:U in S (call g j)))"], "a sum of sums", "textbook";
    "sum-scale-set", "f:U->R c:R S:Set", "(sum j:U in S (* c (call f j)))" = "(* c (sum j:U in S (call f j)))", [], "constants come out of sums", "textbook";
    "sum-zero-set", "S:Set", "(sum j:U in S 0)" = "0", [], "a sum of zeros", "textbook";
    "sum-add-all", "f:E->R g:E->R", "(sum j:E all (+ (call f j) (call g j)))" = "(+ (sum j:E all (call f j)) (sum j:E all (call g j)))", [], "a sum of sums", "textbook";
    "sum-scale-all", "f:E->R c:R", "(sum j:E all (* c (call f j)))" = "(* c (sum j:E all (call f j)))", [], "constants come out of sums", "textbook";
    "sum-zero-all", "", "(sum j:E all 0)" = "0", [], "a sum of zeros", "textbook";
    "sum-left-factor", "m:Z k:Z l:Z A:Mm,k F:Z->Mk,l a:Z b:Z", "(sum j:Z a b (* A (call F j)))" = "(* A (sum j:Z a b (call F j)))", [], "constant matrices come out of sums", "textbook";
    "sum-right-factor", "m:Z k:Z l:Z A:Mk,l F:Z->Mm,k a:Z b:Z", "(sum j:Z a b (* (call F j) A))" = "(* (sum j:Z a b (call F j)) A)", [], "constant matrices come out of sums", "textbook";
    "sum-constant", "c:R a:Z b:Z", "(sum j:Z a b c)" = "(* (+ b (* -1 a) 1) c)", ["(<= a (+ b 1))"], "a sum of equal terms", "textbook";
    "sum-constant-set", "c:R S:Set", "(sum j:U in S c)" = "(* (Size S) c)", ["(Convergent (sum j:U in S c))"], "a sum of equal terms", "textbook";
    "sum-shift", "f:Z->R a:Z b:Z c:Z", "(sum j:Z a b (call f j))" = "(sum j:Z (+ a c) (+ b c) (call f (- j c)))", [], "an index may be shifted", "textbook";
    "sum-first", "f:Z->R a:Z b:Z", "(sum j:Z a b (call f j))" = "(+ (call f a) (sum j:Z (+ a 1) b (call f j)))", ["(<= a b)"], "the first term split off", "textbook";
    "sum-last", "f:Z->R a:Z b:Z", "(sum j:Z a b (call f j))" = "(+ (call f b) (sum j:Z a (- b 1) (call f j)))", ["(<= a b)"], "the last term split off", "textbook";
    "sum-before", "f:Z->R a:Z b:Z", "(sum j:Z a b (call f j))" = "(- (sum j:Z (- a 1) b (call f j)) (call f (- a 1)))", ["(<= a (+ b 1))"], "a term before the first put in", "textbook";
    "sum-after", "f:Z->R a:Z b:Z", "(sum j:Z a b (call f j))" = "(- (sum j:Z a (+ b 1) (call f j)) (call f (+ b 1)))", ["(<= a (+ b 1))"], "a term after the last put in", "textbook";
    "sum-swap", "f:Z->Z->R a:Z b:Z c:Z d:Z", "(sum j:Z a b (sum k:Z c d (call f j k)))" = "(sum k:Z c d (sum j:Z a b (call f j k)))", [], "the order of finite sums does not matter", "textbook";
    "sum-swap-all", "f:E1->E2->R", "(sum j:E1 all (sum k:E2 all (call f j k)))" = "(sum k:E2 all (sum j:E1 all (call f j k)))", [], "the order of finite sums does not matter", "textbook";
    "sum-swap-set", "f:U1->U2->R S:Set T:Set", "(sum j:U1 in S (sum k:U2 in T (call f j k)))" = "(sum k:U2 in T (sum j:U1 in S (call f j k)))", ["(Convergent (sum j:U1 in S (sum k:U2 in T (Abs (call f j k)))))"], "the order of sums that converge absolutely does not matter", "textbook";
    "sum-delta", "f:Z->R k:Z a:Z b:Z", "(sum j:Z a b (* (Delta j k) (call f j)))" = "(call f k)", ["(<= a k)", "(<= k b)"], "a sum against the Kronecker delta", "textbook";
    "sum-integers", "n:Z", "(sum k:Z 1 n k)" = "(/ (* n (+ n 1)) 2)", ["(>= n 0)"], "the sum of the first integers", "textbook";
    "sum-squares", "n:Z", "(sum k:Z 1 n (^ k 2))" = "(/ (* n (+ n 1) (+ (* 2 n) 1)) 6)", ["(>= n 0)"], "the sum of the first squares", "textbook";
    "sum-cubes", "n:Z", "(sum k:Z 1 n (^ k 3))" = "(/ (* (^ n 2) (^ (+ n 1) 2)) 4)", ["(>= n 0)"], "the sum of the first cubes", "textbook";
    "sum-geometric", "q:R n:Z", "(sum k:Z 0 n (^ q k))" = "(/ (- 1 (^ q (+ n 1))) (- 1 q))", ["(>= n 0)", "(!= q 1)", "(!= q 0)"], "the geometric sum", "textbook";
    "sum-binomial", "n:Z", "(sum k:Z 0 n (Binomial n k))" = "(^ 2 n)", ["(>= n 0)"], "the number of subsets", "textbook";
    "binomial-theorem", "x:R y:R n:Z", "(sum k:Z 0 n (* (Binomial n k) (^ x k) (^ y (- n k))))" = "(^ (+ x y) n)", ["(>= n 0)", "(!= x 0)", "(!= y 0)", "(!= (+ x y) 0)"], "the binomial theorem", "DLMF 1.2.2";
    "sum-add-series", "f:Z->R g:Z->R a:Z", "(sum j:Z a inf (+ (call f j) (call g j)))" = "(+ (sum j:Z a inf (call f j)) (sum j:Z a inf (call g j)))", ["(Convergent (sum j:Z a inf (call f j)))", "(Convergent (sum j:Z a inf (call g j)))"], "a series of sums", "textbook";
    "sum-scale-series", "f:Z->R c:R a:Z", "(sum j:Z a inf (* c (call f j)))" = "(* c (sum j:Z a inf (call f j)))", [], "constants come out of series", "textbook";
    "sum-zero-series", "a:Z", "(sum j:Z a inf 0)" = "0", [], "a series of zeros", "textbook";
    "exponential-series", "x:R", "(sum k:Z 0 inf (* (^ x k) (^ (Factorial k) -1)))" = "(exp x)", [], "the series of the exponential", "DLMF 4.2.19";
    "exponential-series-one", "", "(sum k:Z 0 inf (^ (Factorial k) -1))" = "e", [], "the series of e", "DLMF 4.2.19";
    "geometric-series", "q:R", "(sum k:Z 0 inf (^ q k))" = "(/ 1 (- 1 q))", ["(< (Abs q) 1)"], "the geometric series", "textbook";
    "basel", "", "(sum k:Z 1 inf (^ k -2))" = "(/ (^ pi 2) 6)", [], "the sum of the reciprocal squares", "DLMF 25.6.1";
    "alternating-harmonic", "", "(sum k:Z 1 inf (* (^ -1 k) (^ k -1)))" = "(* -1 (Log 2))", [], "the alternating harmonic series", "DLMF 4.6.1";
    "binomial-mean", "n:Z p:R", "(sum k:Z 0 n (* k (Binomial n k) (^ p k) (^ (- 1 p) (- n k))))" = "(* n p)", ["(>= n 0)", "(> p 0)", "(< p 1)"], "the mean of the binomial distribution", "textbook";
}
