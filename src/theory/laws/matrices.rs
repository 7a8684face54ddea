//! Vectors and matrices: transposes, inverses, traces, determinants, entries.

super::rows! {
    "transpose-transpose", "m:Z n:Z A:Mm,n", "(Transpose (Transpose A))" = "A", [], "transposing twice", "textbook";
    "transpose-product", "m:Z k:Z n:Z A:Mm,k B:Mk,n", "(Transpose (* A B))" = "(* (Transpose B) (Transpose A))", [], "the transpose of a product", "textbook";
    "transpose-sum", "m:Z n:Z A:Mm,n B:Mm,n", "(Transpose (+ A B))" = "(+ (Transpose A) (Transpose B))", [], "the transpose of a sum", "textbook";
    "transpose-symmetric", "n:Z A:Mn,n", "(Transpose A)" = "A", ["(Symmetric A)"], "a symmetric matrix equals its transpose", "textbook";
    "transpose-scalar", "x:R", "(Transpose x)" = "x", [], "a number equals its transpose", "textbook";
    "transpose-inverse", "n:Z A:Mn,n", "(Transpose (Inverse A))" = "(Inverse (Transpose A))", ["(Invertible A)"], "transpose and inverse commute", "Petersen and Pedersen 1";
    "inverse-right", "n:Z A:Mn,n", "(* A (Inverse A))" = "(Identity n)", ["(Invertible A)"], "a matrix times its inverse", "textbook";
    "inverse-left", "n:Z A:Mn,n", "(* (Inverse A) A)" = "(Identity n)", ["(Invertible A)"], "the inverse times its matrix", "textbook";
    "inverse-product", "n:Z A:Mn,n B:Mn,n", "(Inverse (* A B))" = "(* (Inverse B) (Inverse A))", ["(Invertible A)", "(Invertible B)"], "the inverse of a product", "Petersen and Pedersen 1";
    "inverse-inverse", "n:Z A:Mn,n", "(Inverse (Inverse A))" = "A", ["(Invertible A)"], "inverting twice", "textbook";
    "inverse-scale", "n:Z c:R A:Mn,n", "(Inverse (* c A))" = "(* (^ c -1) (Inverse A))", ["(Invertible A)", "(!= c 0)"], "the inverse of a multiple", "textbook";
    "inverse-identity", "n:Z", "(Inverse (Identity n))" = "(Identity n)", [], "the identity is its own inverse", "textbook";
    "trace-add", "n:Z A:Mn,n B:Mn,n", "(Trace (+ A B))" = "(+ (Trace A) (Trace B))", [], "the trace is linear", "textbook";
    "trace-scale", "n:Z c:R A:Mn,n", "(Trace (* c A))" = "(* c (Trace A))", [], "the trace is linear", "textbook";
    "trace-cyclic", "m:Z n:Z A:Mm,n B:Mn,m", "(Trace (* A B))" = "(Trace (* B A))", [], "the trace of a product does not depend on where it starts", "textbook";
    "trace-transpose", "n:Z A:Mn,n", "(Trace (Transpose A))" = "(Trace A)", [], "the trace of the transpose", "textbook";
    "trace-identity", "n:Z", "(Trace (Identity n))" = "n", [], "the trace of the identity is its size", "textbook";
    "trace-scalar", "x:R", "(Trace x)" = "x", [], "a number is its own trace", "textbook";
    "trace-outer", "n:Z x:Vn y:Vn", "(Trace (* x (Transpose y)))" = "(* (Transpose y) x)", [], "the trace of an outer product is the inner product", "textbook";
    "trace-quadratic-form", "n:Z A:Mn,n x:Vn y:Vn", "(* (Transpose y) A x)" = "(Trace (* A x (Transpose y)))", [], "a number is its own trace, which may start anywhere", "textbook";
    "trace-sum", "n:Z F:Z->Mn,n a:Z b:Z", "(Trace (sum j:Z a b (call F j)))" = "(sum j:Z a b (Trace (call F j)))", [], "the trace of a finite sum", "textbook";
    "trace-integral", "n:Z F:X->Mn,n", "(Trace (int x:X all (call F x)))" = "(int x:X all (Trace (call F x)))", ["(Convergent (int x:X all (call F x)))"], "the trace of an integral", "textbook";
    "trace-expectation", "n:Z X:RMn,n", "(Trace (Expectation X))" = "(Expectation (Trace X))", ["(Convergent (Expectation X))"], "the trace of an expectation", "textbook";
    "determinant-product", "n:Z A:Mn,n B:Mn,n", "(Determinant (* A B))" = "(* (Determinant A) (Determinant B))", [], "determinants multiply", "textbook";
    "determinant-scale", "n:Z c:R A:Mn,n", "(Determinant (* c A))" = "(* (^ c n) (Determinant A))", [], "the determinant of a multiple", "textbook";
    "determinant-inverse", "n:Z A:Mn,n", "(Determinant (Inverse A))" = "(^ (Determinant A) -1)", ["(Invertible A)"], "the determinant of the inverse", "textbook";
    "determinant-transpose", "n:Z A:Mn,n", "(Determinant (Transpose A))" = "(Determinant A)", [], "the determinant of the transpose", "textbook";
    "determinant-identity", "n:Z", "(Determinant (Identity n))" = "1", [], "the determinant of the identity", "textbook";
    "determinant-diagonal", "n:Z v:Vn", "(Determinant (Diag v))" = "(prod j:Z 1 n (_ v j))", [], "the determinant of a diagonal matrix", "textbook";
    "trace-diagonal", "n:Z v:Vn", "(Trace (Diag v))" = "(sum j:Z 1 n (_ v j))", [], "the trace of a diagonal matrix", "textbook";
    "trace-entries", "n:Z A:Mn,n", "(Trace A)" = "(sum j:Z 1 n (_ A j j))", [], "the trace is the sum of the diagonal", "textbook";
    "dot-entries", "n:Z u:Vn v:Vn", "(* (Transpose u) v)" = "(sum j:Z 1 n (* (_ u j) (_ v j)))", [], "the inner product by entries", "textbook";
    "norm-squared", "n:Z u:Vn", "(^ (Norm u) 2)" = "(* (Transpose u) u)", [], "the square of the Euclidean norm", "textbook";
    "norm-entries", "n:Z u:Vn", "(^ (Norm u) 2)" = "(sum j:Z 1 n (^ (_ u j) 2))", [], "the square of the Euclidean norm by entries", "textbook";
    "entry-sum", "n:Z u:Vn v:Vn j:Z", "(_ (+ u v) j)" = "(+ (_ u j) (_ v j))", [], "entries of a sum", "textbook";
    "entry-scale", "n:Z c:R v:Vn j:Z", "(_ (* c v) j)" = "(* c (_ v j))", [], "entries of a multiple", "textbook";
    "entry-product", "m:Z n:Z A:Mm,n v:Vn i:Z", "(_ (* A v) i)" = "(sum j:Z 1 n (* (_ A i j) (_ v j)))", ["(<= 1 i)", "(<= i m)"], "entries of a matrix times a vector", "textbook";
    "entry-transpose", "m:Z n:Z A:Mm,n i:Z j:Z", "(_ (Transpose A) i j)" = "(_ A j i)", [], "entries of the transpose", "textbook";
    "expectation-left-factor", "m:Z k:Z n:Z A:Mm,k X:RMk,n", "(Expectation (* A X))" = "(* A (Expectation X))", ["(Convergent (Expectation X))"], "constant matrices come out of expectations", "textbook";
    "expectation-right-factor", "m:Z k:Z n:Z A:Mk,n X:RMm,k", "(Expectation (* X A))" = "(* (Expectation X) A)", ["(Convergent (Expectation X))"], "constant matrices come out of expectations", "textbook";
}
