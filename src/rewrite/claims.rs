//! Claims in the syntax of law rows: names with sorts, hypotheses, left side, right side.

/// Names, hypotheses, left, right.
pub type Row = (
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
);
/// Names, hypotheses, left, relation, right.
pub type Order = (
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
    &'static str,
);

pub const TRUE: &[Row] = &[
    (
        "n:Z x:Vn k:Z",
        &["(<= 1 k)", "(<= k n)"],
        "(_ (d y:Vn at x (Log (sum i:Z 1 n (exp (_ y i))))) k)",
        "(/ (exp (_ x k)) (sum i:Z 1 n (exp (_ x i))))",
    ),
    ("x:R", &["(> x 0)"], "(Gamma (+ x 1))", "(* x (Gamma x))"),
    (
        "n:Z",
        &[],
        "(/ (Factorial (+ n 1)) (Factorial n))",
        "(+ n 1)",
    ),
    ("", &[], "(Gamma 2.5)", "(* 0.75 (sqrt pi))"),
    (
        "a:R b:R",
        &["(> a 0)", "(> b 0)"],
        "(Beta (+ a 1) b)",
        "(* (/ a (+ a b)) (Beta a b))",
    ),
    (
        "n:Z k:Z",
        &["(<= 0 k)", "(<= k n)"],
        "(Binomial n k)",
        "(Binomial n (- n k))",
    ),
    (
        "X:Random a:R b:R",
        &["(Draw X (GammaDist a b))", "(> a 0)", "(> b 0)"],
        "(Expectation (^ X 3))",
        "(int x:R 0 inf (* (^ x 3) (Pdf (GammaDist a b) x)))",
    ),
    (
        "n:Z p:Z X:Mn,p M:Mn,p U:Mn,n V:Mp,p",
        &["(PositiveDefinite U)", "(PositiveDefinite V)"],
        "(Pdf (MatrixNormal M U V) X)",
        "(Pdf (MatrixNormal (Transpose M) V U) (Transpose X))",
    ),
    ("x:R", &[], "(^ (+ x 1) 2)", "(+ (^ x 2) (* 2 x) 1)"),
    (
        "x:R y:R",
        &["(> x 0)", "(> y 0)"],
        "(Log (* x y))",
        "(+ (Log x) (Log y))",
    ),
    (
        "x:R y:R",
        &["(> x 0)", "(> y 0)"],
        "(Log (/ (^ x 3) (sqrt y)))",
        "(- (* 3 (Log x)) (* 0.5 (Log y)))",
    ),
    (
        "s:R",
        &["(> s 0)"],
        "(* -0.5 (Log (* 2 pi (^ s 2))))",
        "(- (* -0.5 (Log (* 2 pi))) (Log s))",
    ),
    ("", &[], "(Log 12)", "(+ (* 2 (Log 2)) (Log 3))"),
    ("x:R", &["(> x 0)"], "(exp (* 2 (Log x)))", "(^ x 2)"),
    (
        "x:R y:R",
        &["(> x 0)", "(> y 0)"],
        "(sqrt (* (^ x 2) y))",
        "(* x (sqrt y))",
    ),
    (
        "x:R y:R",
        &["(> x 0)", "(> y 0)"],
        "(sqrt (/ x y))",
        "(/ (sqrt (* x y)) y)",
    ),
    (
        "x:R",
        &[],
        "(/ 1 (+ 1 (exp (- x))))",
        "(/ (exp x) (+ 1 (exp x)))",
    ),
    (
        "x:R a:R y:R",
        &["(> x 0)", "(> y 0)"],
        "(* (^ x a) (^ y a))",
        "(^ (* x y) a)",
    ),
    (
        "n:Z m:Z->R s:Z->R",
        &[],
        "(sum j:Z 1 n (+ (^ (call m j) 2) (^ (call s j) 2)))",
        "(+ (sum j:Z 1 n (^ (call m j) 2)) (sum j:Z 1 n (^ (call s j) 2)))",
    ),
    (
        "n:Z x:Z->R c:R",
        &[],
        "(sum i:Z 1 n (^ (- (call x i) c) 2))",
        "(+ (sum i:Z 1 n (^ (call x i) 2)) (* -2 c (sum i:Z 1 n (call x i))) (* n (^ c 2)))",
    ),
    (
        "n:Z x:Z->R",
        &[],
        "(sum i:Z 1 n (sum j:Z 1 n (^ (- (call x i) (call x j)) 2)))",
        "(- (* 2 n (sum i:Z 1 n (^ (call x i) 2))) (* 2 (^ (sum i:Z 1 n (call x i)) 2)))",
    ),
    (
        "n:Z x:Z->R",
        &[],
        "(sum i:Z 0 (- n 1) (call x (+ i 1)))",
        "(sum i:Z 1 n (call x i))",
    ),
    (
        "n:Z x:Z->R",
        &[],
        "(sum i:Z 1 n (- (call x (+ i 1)) (call x i)))",
        "(- (call x (+ n 1)) (call x 1))",
    ),
    (
        "x:R",
        &[],
        "(Log (+ 1 (exp (- x))))",
        "(- (Log (+ 1 (exp x))) x)",
    ),
    ("x:R", &[], "(Cos (* 2 x))", "(- 1 (* 2 (^ (Sin x) 2)))"),
    (
        "x:R",
        &[],
        "(^ (Sin x) 3)",
        "(/ (- (* 3 (Sin x)) (Sin (* 3 x))) 4)",
    ),
    (
        "x:R",
        &[],
        "(Tanh x)",
        "(/ (- (exp (* 2 x)) 1) (+ (exp (* 2 x)) 1))",
    ),
    (
        "x:R y:R",
        &[],
        "(Tan (+ x y))",
        "(/ (+ (Tan x) (Tan y)) (- 1 (* (Tan x) (Tan y))))",
    ),
    (
        "x:R",
        &[],
        "(/ 1 (+ 1 (exp (* -2 x))))",
        "(* 0.5 (+ 1 (Tanh x)))",
    ),
    (
        "X:Random Y:Random",
        &[],
        "(Variance (+ X Y))",
        "(+ (Variance X) (Variance Y) (* 2 (Covariance X Y)))",
    ),
    (
        "X:Random a:R b:R",
        &[],
        "(Variance (+ (* a X) b))",
        "(* (^ a 2) (Variance X))",
    ),
    (
        "x:R",
        &[],
        "(Cos x)",
        "(/ (+ (exp (* i x)) (exp (* -1 i x))) 2)",
    ),
    ("z:C", &[], "(^ (Abs z) 2)", "(* z (Conjugate z))"),
    (
        "z:C w:C",
        &[],
        "(^ (Abs (+ z w)) 2)",
        "(+ (^ (Abs z) 2) (* 2 (Re (* z (Conjugate w)))) (^ (Abs w) 2))",
    ),
];

/// Densities, integrals and entropies: the same with abstract and with normal densities.
pub const DENSITIES: &[Row] = &[
    (
        "m:R v:R",
        &["(> v 0)"],
        "(int x:R all (* (^ (- x m) 2) (Pdf (Normal m v) x)))",
        "v",
    ),
    (
        "m:R s:R",
        &["(> s 0)"],
        "(int x:R all (* (Pdf (Normal m (^ s 2)) x) (Log (Pdf (Normal m (^ s 2)) x))))",
        "(- (* -0.5 (Log (* 2 pi (^ s 2)))) 0.5)",
    ),
    (
        "p:E->R q:E->R",
        &[],
        "(sum x:E all (* (call p x) (Log (/ (call p x) (call q x)))))",
        "(Divergence (lam x:E all (call p x)) (lam x:E all (call q x)))",
    ),
    (
        "m:R v:R a:R w:R",
        &["(> v 0)", "(> w 0)"],
        "(Divergence (lam x:R all (Pdf (Normal m v) x)) (lam x:R all (Pdf (Normal a w) x)))",
        "(- (+ (* 0.5 (Log (/ w v))) (/ (+ v (^ (- m a) 2)) (* 2 w))) 0.5)",
    ),
    (
        "n:Z m:Vn v:Vn",
        &["(forall j:Z 1 n (> (_ v j) 0))"],
        "(int z:Vn all (* (Pdf (DiagonalNormal m v) z) (Log (Pdf (DiagonalNormal m v) z))))",
        "(- (* -0.5 n (Log (* 2 pi))) (* 0.5 (sum j:Z 1 n (+ 1 (Log (_ v j))))))",
    ),
    (
        "m:R v:R a:R",
        &["(> v 0)"],
        "(int x:R all (* (^ (- x a) 2) (Pdf (Normal m v) x)))",
        "(+ (int x:R all (* (^ (- x m) 2) (Pdf (Normal m v) x))) (* 2 (int x:R all (* (- x m) (- m a) (Pdf (Normal m v) x)))) (^ (- m a) 2))",
    ),
];

pub const MATRICES: &[Row] = &[
    (
        "n:Z A:Mn,n B:Mn,n",
        &[],
        "(Transpose (* A B))",
        "(* (Transpose B) (Transpose A))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n",
        &[],
        "(Trace (* A B))",
        "(Trace (* B A))",
    ),
    (
        "n:Z A:Mn,n",
        &[],
        "(Inverse (Transpose A))",
        "(Transpose (Inverse A))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n",
        &[],
        "(* (+ A B) (- A B))",
        "(- (+ (- (* A A) (* A B)) (* B A)) (* B B))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n",
        &[],
        "(Trace (* (Transpose A) B))",
        "(Trace (* (Transpose B) A))",
    ),
    (
        "n:Z A:Mn,n x:Vn",
        &[],
        "(* (Transpose x) A x)",
        "(Trace (* A x (Transpose x)))",
    ),
    (
        "n:Z A:Mn,n x:Vn m:Vn",
        &["(Symmetric A)"],
        "(* (Transpose (- x m)) A (- x m))",
        "(+ (- (* (Transpose x) A x) (* 2 (* (Transpose m) A x))) (* (Transpose m) A m))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n x:Vn",
        &[],
        "(Trace (* B (Inverse A) A x (Transpose x)))",
        "(* (Transpose x) B x)",
    ),
    (
        "n:Z c:R A:Mn,n",
        &["(!= c 0)"],
        "(Determinant (* c A))",
        "(* (^ c n) (Determinant A))",
    ),
    (
        "n:Z m:Vn S:Mn,n a:Vn P:Mn,n",
        &["(PositiveDefinite S)", "(PositiveDefinite P)"],
        "(int x:Vn all (* (Pdf (MultivariateNormal m S) x) (* (Transpose (- x a)) (Inverse P) (- x a))))",
        "(+ (* (Transpose (- m a)) (Inverse P) (- m a)) (Trace (* (Inverse P) S)))",
    ),
    (
        "n:Z m:Vn S:Mn,n",
        &["(PositiveDefinite S)"],
        "(int x:Vn all (* (Pdf (MultivariateNormal m S) x) (* (- x m) (Transpose (- x m)))))",
        "S",
    ),
    (
        "n:Z m:Vn S:Mn,n",
        &["(PositiveDefinite S)"],
        "(Trace (* (int x:Vn all (* (Pdf (MultivariateNormal m S) x) (* (- x m) (Transpose (- x m))))) (Inverse S)))",
        "n",
    ),
    (
        "n:Z x:Vn y:Vn",
        &[],
        "(* (Transpose x) y)",
        "(sum j:Z 1 n (* (_ y j) (_ x j)))",
    ),
];

/// Steps that follow from equations in scope.
pub const FACTS: &[Row] = &[
    ("x:R y:R", &["(= x y)"], "(^ x 2)", "(* x y)"),
    (
        "m:R s:R",
        &["(= m 0)", "(= s 1)", "(> s 0)"],
        "(int x:R all (* (^ x 2) (Pdf (Normal m (^ s 2)) x)))",
        "1",
    ),
    (
        "f:R->R g:R->R c:R",
        &[
            "(= (int x:R all (* (call f x) (call g x))) c)",
            "(= (int x:R all (call f x)) (* 2 c))",
        ],
        "(- (int x:R all (call f x)) (int x:R all (* (call f x) (call g x))))",
        "c",
    ),
    (
        "a:R b:R c:R",
        &["(= (+ a (* 2 b)) (* 3 c))", "(= (- a b) 1)"],
        "(* 3 b)",
        "(- (* 3 c) 1)",
    ),
];

/// Integrals with a value in closed form.
pub const INTEGRALS: &[Row] = &[
    (
        "",
        &[],
        "(int x:R (* -1 inf) inf (exp (* -1 (^ x 2))))",
        "(sqrt pi)",
    ),
    (
        "m:R s:R",
        &["(> s 0)"],
        "(int x:R all (* (/ 1 (sqrt (* 2 pi (^ s 2)))) (exp (/ (* -1 (^ (- x m) 2)) (* 2 (^ s 2))))))",
        "1",
    ),
    (
        "m:R s:R",
        &["(> s 0)"],
        "(int x:R all (* x (/ 1 (sqrt (* 2 pi (^ s 2)))) (exp (/ (* -1 (^ (- x m) 2)) (* 2 (^ s 2))))))",
        "m",
    ),
    (
        "m:R s:R t:R",
        &["(> s 0)"],
        "(int x:R all (* (exp (* t x)) (/ 1 (sqrt (* 2 pi (^ s 2)))) (exp (/ (* -1 (^ (- x m) 2)) (* 2 (^ s 2))))))",
        "(exp (+ (* m t) (* 0.5 (^ s 2) (^ t 2))))",
    ),
    (
        "a:R",
        &["(> a 0)"],
        "(int x:R 0 inf (* x (exp (* -1 a (^ x 2)))))",
        "(/ 1 (* 2 a))",
    ),
    (
        "a:R",
        &["(> a 0)"],
        "(int x:R all (* (^ x 2) (exp (* -1 a (^ x 2)))))",
        "(/ (sqrt pi) (* 2 (^ a 1.5)))",
    ),
    (
        "m:R s:R a:R r:R",
        &["(> s 0)", "(> r 0)"],
        "(int x:R all (* (Pdf (Normal m (^ s 2)) x) (Pdf (Normal a (^ r 2)) x)))",
        "(* (/ 1 (sqrt (* 2 pi (+ (^ s 2) (^ r 2))))) (exp (/ (* -1 (^ (- m a) 2)) (* 2 (+ (^ s 2) (^ r 2))))))",
    ),
    (
        "b:R",
        &["(> b 0)"],
        "(int x:R 0 inf (* (^ x 3) (exp (* -2 b x))))",
        "(/ (Gamma 4) (^ (* 2 b) 4))",
    ),
    (
        "a:R b:R",
        &[],
        "(int x:R a b (+ (^ x 2) x))",
        "(+ (/ (- (^ b 3) (^ a 3)) 3) (/ (- (^ b 2) (^ a 2)) 2))",
    ),
    (
        "X:Random m:R v:R",
        &["(Draw X (Normal m v))", "(> v 0)"],
        "(Expectation (+ (* 2 X) 1))",
        "(+ (* 2 m) 1)",
    ),
    (
        "m:R v:R x:R",
        &["(> v 0)"],
        "(Pdf (Normal m v) x)",
        "(* (/ 1 (sqrt (* 2 pi v))) (exp (* -0.5 (/ (^ (- x m) 2) v))))",
    ),
];

/// Products over an index.
pub const PRODUCTS: &[Row] = &[
    (
        "n:Z f:Z->R",
        &["(forall j:Z 1 n (> (call f j) 0))"],
        "(Log (prod j:Z 1 n (call f j)))",
        "(sum j:Z 1 n (Log (call f j)))",
    ),
    (
        "n:Z f:Z->R l:R",
        &["(> l 0)"],
        "(Log (prod j:Z 1 n (* l (exp (* -1 l (call f j))))))",
        "(- (* n (Log l)) (* l (sum j:Z 1 n (call f j))))",
    ),
    (
        "n:Z f:Z->R p:R",
        &["(> p 0)", "(< p 1)"],
        "(Log (prod j:Z 1 n (* (^ p (call f j)) (^ (- 1 p) (- 1 (call f j))))))",
        "(+ (* (sum j:Z 1 n (call f j)) (Log p)) (* (- n (sum j:Z 1 n (call f j))) (Log (- 1 p))))",
    ),
    (
        "n:Z f:Z->R m:R v:R",
        &["(> v 0)"],
        "(Log (prod j:Z 1 n (Pdf (Normal m v) (call f j))))",
        "(- (* -0.5 n (Log (* 2 pi v))) (/ (sum j:Z 1 n (^ (- (call f j) m) 2)) (* 2 v)))",
    ),
];

/// Vectors with independent normal entries, by scalar products and by entries.
pub const VECTORS: &[Row] = &[
    (
        "n:Z m:Vn s:Vn",
        &["(forall j:Z 1 n (> (_ s j) 0))"],
        "(int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (Log (Pdf (DiagonalNormal (ZeroVector n) (Ones n)) z))))",
        "(- (* -0.5 n (Log (* 2 pi))) (* 0.5 (int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (* (Transpose z) z)))))",
    ),
    (
        "n:Z m:Vn s:Vn",
        &["(forall j:Z 1 n (> (_ s j) 0))"],
        "(int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (* (Transpose z) z)))",
        "(int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (+ (* (Transpose (- z m)) (- z m)) (* (Transpose m) m))))",
    ),
    (
        "n:Z m:Vn s:Vn",
        &["(forall j:Z 1 n (> (_ s j) 0))"],
        "(int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (* (Transpose z) z)))",
        "(sum j:Z 1 n (+ (^ (_ m j) 2) (^ (_ s j) 2)))",
    ),
    (
        "n:Z m:Vn s:Vn",
        &["(forall j:Z 1 n (> (_ s j) 0))"],
        "(Divergence (lam z:Vn all (Pdf (DiagonalNormal m (Hadamard s s)) z)) (lam z:Vn all (Pdf (DiagonalNormal (ZeroVector n) (Ones n)) z)))",
        "(* -0.5 (sum j:Z 1 n (- (+ 1 (Log (^ (_ s j) 2))) (+ (^ (_ m j) 2) (^ (_ s j) 2)))))",
    ),
    (
        "n:Z m:Vn s:Vn a:Vn r:Vn",
        &[
            "(forall j:Z 1 n (> (_ s j) 0))",
            "(forall j:Z 1 n (> (_ r j) 0))",
        ],
        "(int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (Log (Pdf (DiagonalNormal a (Hadamard r r)) z))))",
        "(- (* -0.5 n (Log (* 2 pi))) (* 0.5 (sum j:Z 1 n (+ (Log (^ (_ r j) 2)) (/ (+ (^ (_ s j) 2) (^ (- (_ m j) (_ a j)) 2)) (^ (_ r j) 2))))))",
    ),
    (
        "n:Z m:Vn s:Vn a:Vn r:Vn",
        &[
            "(forall j:Z 1 n (> (_ s j) 0))",
            "(forall j:Z 1 n (> (_ r j) 0))",
        ],
        "(int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (Log (Pdf (DiagonalNormal a (Hadamard r r)) z))))",
        "(sum j:Z 1 n (int z:Vn all (* (Pdf (DiagonalNormal m (Hadamard s s)) z) (Log (* (/ 1 (sqrt (* 2 pi (^ (_ r j) 2)))) (exp (* -1 (/ (^ (- (_ z j) (_ a j)) 2) (* 2 (^ (_ r j) 2)))))))))) ",
    ),
];

/// Derivatives.
pub const DERIVATIVES: &[Row] = &[
    (
        "x:R y:R",
        &[],
        "(d t:R at x (+ (* (^ t 2) y) (Sin t)))",
        "(+ (* 2 x y) (Cos x))",
    ),
    (
        "x:R",
        &[],
        "(d t:R at x (/ 1 (+ 1 (exp (- t)))))",
        "(/ (exp (- x)) (^ (+ 1 (exp (- x))) 2))",
    ),
    (
        "x:R m:R s:R",
        &["(> s 0)"],
        "(d t:R at m (* -1 (/ (^ (- x t) 2) (* 2 (^ s 2)))))",
        "(/ (- x m) (^ s 2))",
    ),
    (
        "x:R f:R->R g:R->R",
        &[],
        "(d t:R at x (* (call f t) (call g t)))",
        "(+ (* (call g x) (d t:R at x (call f t))) (* (call f x) (d t:R at x (call g t))))",
    ),
    (
        "x:R",
        &["(> x 0)"],
        "(d t:R at x (^ t t))",
        "(* (^ x x) (+ (Log x) 1))",
    ),
    (
        "x:R a:R",
        &[],
        "(d u:R at x (d t:R at u (Sin (* a t))))",
        "(* -1 (^ a 2) (Sin (* a x)))",
    ),
    (
        "n:Z x:Z->R y:Z->R p:R",
        &[],
        "(d t:R at p (sum i:Z 1 n (^ (- (call y i) (* t (call x i))) 2)))",
        "(* -2 (sum i:Z 1 n (* (call x i) (- (call y i) (* p (call x i))))))",
    ),
    ("x:R", &[], "(d t:R at x (Tanh t))", "(- 1 (^ (Tanh x) 2))"),
];

/// Sums with a known value, and written out.
pub const SUMS: &[Row] = &[
    (
        "n:Z",
        &["(>= n 0)"],
        "(sum k:Z 1 n (^ k 2))",
        "(/ (* n (+ n 1) (+ (* 2 n) 1)) 6)",
    ),
    (
        "n:Z c:R",
        &["(>= n 0)"],
        "(sum k:Z 1 n (+ (* 2 k) c))",
        "(+ (* n (+ n 1)) (* n c))",
    ),
    (
        "n:Z",
        &["(>= n 0)"],
        "(sum k:Z 0 n (Binomial n k))",
        "(^ 2 n)",
    ),
    (
        "f:Z->R",
        &[],
        "(sum k:Z 1 3 (call f k))",
        "(+ (call f 1) (call f 2) (call f 3))",
    ),
    (
        "x:R",
        &["(> x 0)"],
        "(sum k:Z 0 inf (/ (* 2 (^ x k)) (Factorial k)))",
        "(* 2 (exp x))",
    ),
    (
        "X:Random Y:Random a:R b:R",
        &[],
        "(Expectation (* (- X a) (- Y b)))",
        "(+ (- (- (Expectation (* X Y)) (* b (Expectation X))) (* a (Expectation Y))) (* a b))",
    ),
    (
        "n:Z X:Z->Random",
        &[],
        "(Expectation (^ (sum i:Z 1 n (call X i)) 2))",
        "(sum i:Z 1 n (sum j:Z 1 n (Expectation (* (call X i) (call X j)))))",
    ),
];

pub const FALSE: &[Row] = &[
    ("x:R", &[], "(Gamma (+ x 1))", "(* (+ x 1) (Gamma x))"),
    (
        "a:R b:R",
        &["(> a 0)", "(> b 0)"],
        "(Beta a b)",
        "(/ (* (Gamma a) (Gamma b)) (Gamma (+ a b 1)))",
    ),
    (
        "n:Z k:Z",
        &["(<= 0 k)", "(<= k n)"],
        "(Binomial n k)",
        "(/ (Factorial n) (Factorial (- n k)))",
    ),
    ("x:R", &[], "(^ (+ x 1) 2)", "(+ (^ x 2) x 1)"),
    ("x:R", &[], "(sqrt (^ x 2))", "x"),
    ("x:R", &[], "(d t:R at x (Abs t))", "1"),
    ("x:R", &[], "(d t:R at x (^ t 3))", "(* 3 x)"),
    (
        "x:R f:R->R",
        &[],
        "(d t:R at x (^ (call f t) 2))",
        "(* 2 (call f x))",
    ),
    (
        "a:R b:R c:R",
        &["(= (+ a (* 2 b)) (* 3 c))", "(= (- a b) 1)"],
        "(* 3 b)",
        "(- c 1)",
    ),
    (
        "x:R",
        &["(!= x 0)"],
        "(Log (^ x 2))",
        "(* 2 (Log (* -1 x)))",
    ),
    (
        "x:R y:R",
        &["(> x 0)", "(> y 0)"],
        "(Log (+ x y))",
        "(+ (Log x) (Log y))",
    ),
    ("x:R", &["(> x 0)"], "(exp (* 2 (Log x)))", "(* 2 x)"),
    (
        "n:Z c:R f:Z->R",
        &[],
        "(sum i:Z 1 n (^ (- (call f i) c) 2))",
        "(+ (sum i:Z 1 n (^ (call f i) 2)) (* -2 c (sum i:Z 1 n (call f i))) (^ c 2))",
    ),
    (
        "n:Z f:Z->R",
        &[],
        "(sum i:Z 0 (- n 1) (call f i))",
        "(sum i:Z 1 n (call f i))",
    ),
    (
        "n:Z f:Z->R",
        &[],
        "(sum i:Z 1 n (^ (call f i) 2))",
        "(^ (sum i:Z 1 n (call f i)) 2)",
    ),
    ("x:R", &[], "(Cos (* 2 x))", "(- 1 (^ (Sin x) 2))"),
    (
        "X:Random Y:Random",
        &[],
        "(Variance (+ X Y))",
        "(+ (Variance X) (Variance Y))",
    ),
    (
        "X:Random Y:Random",
        &[],
        "(Expectation (* X Y))",
        "(* (Expectation X) (Expectation Y))",
    ),
    (
        "X:Random",
        &[],
        "(Expectation (^ X 2))",
        "(^ (Expectation X) 2)",
    ),
    ("z:C", &[], "(^ (Abs z) 2)", "(^ z 2)"),
    ("z:C", &[], "(Conjugate z)", "z"),
    (
        "m:R v:R",
        &["(> v 0)"],
        "(int x:R all (* (^ (- x m) 2) (Pdf (Normal m v) x)))",
        "(^ v 2)",
    ),
    (
        "m:R v:R",
        &[],
        "(int x:R all (* x (Pdf (Normal m v) x)))",
        "v",
    ),
    (
        "n:Z m:Vn v:Vn",
        &["(forall j:Z 1 n (> (_ v j) 0))"],
        "(int z:Vn all (* (Pdf (DiagonalNormal m v) z) (Log (Pdf (DiagonalNormal m v) z))))",
        "(- (* -0.5 (Log (* 2 pi))) (* 0.5 (sum j:Z 1 n (+ 1 (Log (_ v j))))))",
    ),
    (
        "f:R->R g:R->R",
        &[],
        "(int x:R all (+ (call f x) (call g x)))",
        "(- (int x:R all (call f x)) (int x:R all (call g x)))",
    ),
    ("p:E->R q:E->R", &[], "(sum x:E all (call p x))", "1"),
    ("n:Z A:Mn,n B:Mn,n", &[], "(* A B)", "(* B A)"),
    (
        "n:Z A:Mn,n B:Mn,n",
        &[],
        "(Transpose (* A B))",
        "(* (Transpose A) (Transpose B))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n",
        &[],
        "(^ (+ A B) 2)",
        "(+ (^ A 2) (* 2 (* A B)) (^ B 2))",
    ),
    (
        "n:Z A:Mn,n x:Vn m:Vn",
        &[],
        "(* (Transpose (- x m)) A (- x m))",
        "(+ (- (* (Transpose x) A x) (* 2 (* (Transpose m) A x))) (* (Transpose m) A m))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n C:Mn,n",
        &[],
        "(Trace (* A B C))",
        "(Trace (* B A C))",
    ),
    (
        "n:Z c:R A:Mn,n",
        &["(!= c 0)"],
        "(Determinant (* c A))",
        "(* c (Determinant A))",
    ),
    (
        "n:Z m:Vn S:Mn,n a:Vn P:Mn,n",
        &["(PositiveDefinite S)", "(PositiveDefinite P)"],
        "(int x:Vn all (* (Pdf (MultivariateNormal m S) x) (* (Transpose (- x a)) (Inverse P) (- x a))))",
        "(+ (* (Transpose (- m a)) (Inverse P) (- m a)) (Trace (* (Inverse S) P)))",
    ),
];

/// Inequalities.
pub const ORDERS: &[Order] = &[
    ("x:R y:R", &[], "(* 2 x y)", "<=", "(+ (^ x 2) (^ y 2))"),
    ("x:R", &[], "(* x (- 1 x))", "<=", "0.25"),
    ("x:R", &["(> x 0)"], "(Log x)", "<=", "(- x 1)"),
    (
        "a:R b:R c:R d:R",
        &[],
        "(* 2 a b c d)",
        "<=",
        "(+ (^ (* a d) 2) (^ (* b c) 2))",
    ),
    ("x:R y:R", &[], "(Abs (+ x y))", "<=", "(+ (Abs x) (Abs y))"),
    (
        "x:R y:R",
        &["(> x 0)", "(> y 0)"],
        "0",
        "<",
        "(+ x (* 2 y))",
    ),
    (
        "x:R y:R z:R",
        &[],
        "(+ (* x y) (* y z) (* z x))",
        "<=",
        "(+ (^ x 2) (^ y 2) (^ z 2))",
    ),
];

pub const FALSE_ORDERS: &[Order] = &[
    ("x:R y:R", &[], "(* 3 x y)", "<=", "(+ (^ x 2) (^ y 2))"),
    ("x:R", &[], "(* x (- 1 x))", "<", "0.25"),
    ("x:R", &["(> x 0)"], "(- x 1)", "<=", "(Log x)"),
    ("x:R y:R", &["(> x 0)"], "0", "<=", "(+ x (* 2 y))"),
];
