//! The normal distribution: logarithms of densities and moments.

super::rows! {
    "normal-log-density", "x:R m:R v:R", "(Log (Pdf (Normal m v) x))" = "(- (* -0.5 (Log (* 2 pi v))) (/ (^ (- x m) 2) (* 2 v)))", ["(> v 0)"], "the logarithm of a normal density", "textbook";
    "normal-density", "x:R m:R v:R", "(Pdf (Normal m v) x)" = "(/ (exp (/ (* -1 (^ (- x m) 2)) (* 2 v))) (sqrt (* 2 pi v)))", ["(> v 0)"], "the normal density", "definition";
    "normal-mean", "m:R v:R", "(int x:R all (* x (Pdf (Normal m v) x)))" = "m", ["(> v 0)"], "the mean of the normal distribution", "textbook";
    "normal-second-moment", "m:R v:R", "(int x:R all (* (^ x 2) (Pdf (Normal m v) x)))" = "(+ (^ m 2) v)", ["(> v 0)"], "the second moment of the normal distribution", "textbook";
    "normal-third-moment", "m:R v:R", "(int x:R all (* (^ x 3) (Pdf (Normal m v) x)))" = "(+ (^ m 3) (* 3 m v))", ["(> v 0)"], "the third moment of the normal distribution", "textbook";
    "normal-fourth-moment", "m:R v:R", "(int x:R all (* (^ x 4) (Pdf (Normal m v) x)))" = "(+ (^ m 4) (* 6 (^ m 2) v) (* 3 (^ v 2)))", ["(> v 0)"], "the fourth moment of the normal distribution", "textbook";
    "diagonal-normal-log-density", "n:Z x:Vn m:Vn v:Vn", "(Log (Pdf (DiagonalNormal m v) x))" = "(- (* -0.5 n (Log (* 2 pi))) (* 0.5 (sum j:Z 1 n (+ (Log (_ v j)) (/ (^ (- (_ x j) (_ m j)) 2) (_ v j))))))", ["(forall j:Z 1 n (> (_ v j) 0))"], "the logarithm of a normal density with independent entries", "textbook";
    "diagonal-normal-mean", "n:Z m:Vn v:Vn k:Z", "(int x:Vn all (* (_ x k) (Pdf (DiagonalNormal m v) x)))" = "(_ m k)", ["(forall j:Z 1 n (> (_ v j) 0))"], "the mean of one entry", "textbook";
    "diagonal-normal-second-moment", "n:Z m:Vn v:Vn k:Z", "(int x:Vn all (* (^ (_ x k) 2) (Pdf (DiagonalNormal m v) x)))" = "(+ (^ (_ m k) 2) (_ v k))", ["(forall j:Z 1 n (> (_ v j) 0))"], "the second moment of one entry", "textbook";
    "multivariate-normal-log-density", "n:Z x:Vn m:Vn S:Mn,n", "(Log (Pdf (MultivariateNormal m S) x))" = "(- (- (* -0.5 n (Log (* 2 pi))) (* 0.5 (Log (Determinant S)))) (* 0.5 (* (Transpose (- x m)) (Inverse S) (- x m))))", ["(PositiveDefinite S)"], "the logarithm of a multivariate normal density", "textbook";
    "multivariate-normal-linear", "n:Z m:Vn S:Mn,n a:Vn", "(int x:Vn all (* (* (Transpose a) x) (Pdf (MultivariateNormal m S) x)))" = "(* (Transpose a) m)", ["(PositiveDefinite S)"], "the mean of a linear form", "textbook";
    "multivariate-normal-quadratic", "n:Z m:Vn S:Mn,n A:Mn,n", "(int x:Vn all (* (* (Transpose x) A x) (Pdf (MultivariateNormal m S) x)))" = "(+ (Trace (* A S)) (* (Transpose m) A m))", ["(PositiveDefinite S)"], "the mean of a quadratic form", "textbook";
}
