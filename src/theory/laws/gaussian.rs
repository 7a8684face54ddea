//! Normal distributions: densities and moments.

super::rows! {
    "normal-density", "m:R v:R x:R", "(Pdf (Normal m v) x)" = "(* (^ (* 2 pi v) -0.5) (exp (* -0.5 (^ v -1) (^ (- x m) 2))))", ["(> v 0)"], "the normal density", "textbook";
    "normal-density-vector", "n:Z m:Vn S:Mn,n x:Vn", "(Pdf (MultivariateNormal m S) x)" = "(* (^ (* (^ (* 2 pi) n) (Determinant S)) -0.5) (exp (* -0.5 (* (Transpose (- x m)) (Inverse S) (- x m)))))", ["(PositiveDefinite S)"], "the density of the multivariate normal distribution", "textbook";
    "normal-density-diagonal", "n:Z m:Vn v:Vn x:Vn", "(Pdf (DiagonalNormal m v) x)" = "(prod j:Z 1 n (Pdf (Normal (_ m j) (_ v j)) (_ x j)))", [], "independent entries: the density is a product", "textbook";
    "normal-log-density-diagonal", "n:Z m:Vn v:Vn x:Vn", "(Log (Pdf (DiagonalNormal m v) x))" = "(sum j:Z 1 n (Log (Pdf (Normal (_ m j) (_ v j)) (_ x j))))", ["(forall j:Z 1 n (> (_ v j) 0))"], "independent entries: the log density is a sum", "textbook";
    "normal-mean", "m:R v:R", "(int x:R all (* x (Pdf (Normal m v) x)))" = "m", ["(> v 0)"], "the mean of the normal distribution", "textbook";
    "normal-second-moment", "m:R v:R", "(int x:R all (* (^ x 2) (Pdf (Normal m v) x)))" = "(+ (^ m 2) v)", ["(> v 0)"], "the second moment of the normal distribution", "textbook";
    "normal-third-moment", "m:R v:R", "(int x:R all (* (^ x 3) (Pdf (Normal m v) x)))" = "(+ (^ m 3) (* 3 m v))", ["(> v 0)"], "the third moment of the normal distribution", "textbook";
    "normal-fourth-moment", "m:R v:R", "(int x:R all (* (^ x 4) (Pdf (Normal m v) x)))" = "(+ (^ m 4) (* 6 (^ m 2) v) (* 3 (^ v 2)))", ["(> v 0)"], "the fourth moment of the normal distribution", "textbook";
    "normal-central-mean", "m:R v:R", "(int x:R all (* (- x m) (Pdf (Normal m v) x)))" = "0", ["(> v 0)"], "the first central moment is zero", "textbook";
    "normal-variance", "m:R v:R", "(int x:R all (* (^ (- x m) 2) (Pdf (Normal m v) x)))" = "v", ["(> v 0)"], "the variance of the normal distribution", "textbook";
    "diagonal-mean", "n:Z m:Vn v:Vn j:Z", "(int x:Vn all (* (_ x j) (Pdf (DiagonalNormal m v) x)))" = "(_ m j)", ["(forall k:Z 1 n (> (_ v k) 0))", "(<= 1 j)", "(<= j n)"], "the mean of an entry", "textbook";
    "diagonal-second-moment", "n:Z m:Vn v:Vn j:Z", "(int x:Vn all (* (^ (_ x j) 2) (Pdf (DiagonalNormal m v) x)))" = "(+ (^ (_ m j) 2) (_ v j))", ["(forall k:Z 1 n (> (_ v k) 0))", "(<= 1 j)", "(<= j n)"], "the second moment of an entry", "textbook";
    "diagonal-mixed-moment", "n:Z m:Vn v:Vn j:Z k:Z", "(int x:Vn all (* (_ x j) (_ x k) (Pdf (DiagonalNormal m v) x)))" = "(* (_ m j) (_ m k))", ["(forall i:Z 1 n (> (_ v i) 0))", "(<= 1 j)", "(<= j n)", "(<= 1 k)", "(<= k n)", "(!= j k)"], "different entries are uncorrelated", "textbook";
    "diagonal-central-mean", "n:Z m:Vn v:Vn j:Z", "(int x:Vn all (* (- (_ x j) (_ m j)) (Pdf (DiagonalNormal m v) x)))" = "0", ["(forall k:Z 1 n (> (_ v k) 0))", "(<= 1 j)", "(<= j n)"], "the first central moment of an entry is zero", "textbook";
    "diagonal-variance", "n:Z m:Vn v:Vn j:Z", "(int x:Vn all (* (^ (- (_ x j) (_ m j)) 2) (Pdf (DiagonalNormal m v) x)))" = "(_ v j)", ["(forall k:Z 1 n (> (_ v k) 0))", "(<= 1 j)", "(<= j n)"], "the variance of an entry", "textbook";
    "multivariate-mean", "n:Z m:Vn S:Mn,n", "(int x:Vn all (* x (Pdf (MultivariateNormal m S) x)))" = "m", ["(PositiveDefinite S)"], "the mean of the multivariate normal distribution", "textbook";
    "multivariate-second-moment", "n:Z m:Vn S:Mn,n", "(int x:Vn all (* x (Transpose x) (Pdf (MultivariateNormal m S) x)))" = "(+ S (* m (Transpose m)))", ["(PositiveDefinite S)"], "the matrix of second moments", "Petersen and Pedersen 8.2";
    "multivariate-covariance", "n:Z m:Vn S:Mn,n", "(int x:Vn all (* (- x m) (Transpose (- x m)) (Pdf (MultivariateNormal m S) x)))" = "S", ["(PositiveDefinite S)"], "the covariance matrix of the multivariate normal distribution", "textbook";
    "multivariate-linear-form", "n:Z m:Vn S:Mn,n b:Vn", "(int x:Vn all (* (* (Transpose b) x) (Pdf (MultivariateNormal m S) x)))" = "(* (Transpose b) m)", ["(PositiveDefinite S)"], "the mean of a linear form", "textbook";
    "multivariate-quadratic-form", "n:Z m:Vn S:Mn,n A:Mn,n", "(int x:Vn all (* (* (Transpose x) A x) (Pdf (MultivariateNormal m S) x)))" = "(+ (* (Transpose m) A m) (Trace (* A S)))", ["(PositiveDefinite S)"], "the mean of a quadratic form", "Petersen and Pedersen 8.2";
    "multivariate-central-form", "n:Z m:Vn S:Mn,n A:Mn,n", "(int x:Vn all (* (* (Transpose (- x m)) A (- x m)) (Pdf (MultivariateNormal m S) x)))" = "(Trace (* A S))", ["(PositiveDefinite S)"], "the mean of a quadratic form about the mean", "Petersen and Pedersen 8.2";
}
