//! Matrices: transposes, inverses, determinants, traces, entries.

super::rows! {
    "symmetric-transpose", "n:Z A:Mn,n", "(Transpose A)" = "A", ["(Symmetric A)"], "a symmetric matrix is its transpose", "definition";
    "inverse-inverse", "n:Z A:Mn,n", "(Inverse (Inverse A))" = "A", ["(Invertible A)"], "the inverse of an inverse", "textbook";
    "inverse-transpose", "n:Z A:Mn,n", "(Inverse (Transpose A))" = "(Transpose (Inverse A))", ["(Invertible A)"], "the inverse of a transpose", "textbook";
    "inverse-identity", "n:Z", "(Inverse (Identity n))" = "(Identity n)", [], "the inverse of the identity", "textbook";
    "inverse-product", "n:Z A:Mn,n B:Mn,n", "(Inverse (* A B))" = "(* (Inverse B) (Inverse A))", ["(Invertible A)", "(Invertible B)"], "the inverse of a product", "textbook";
    "inverse-scale", "n:Z c:R A:Mn,n", "(Inverse (* c A))" = "(* (^ c -1) (Inverse A))", ["(!= c 0)", "(Invertible A)"], "the inverse of a multiple", "textbook";
    "determinant-identity", "n:Z", "(Determinant (Identity n))" = "1", [], "the determinant of the identity", "textbook";
    "determinant-inverse", "n:Z A:Mn,n", "(Determinant (Inverse A))" = "(^ (Determinant A) -1)", ["(Invertible A)"], "the determinant of an inverse", "textbook";
    "determinant-transpose", "n:Z A:Mn,n", "(Determinant (Transpose A))" = "(Determinant A)", [], "the determinant of a transpose", "textbook";
    "determinant-product", "n:Z A:Mn,n B:Mn,n", "(Determinant (* A B))" = "(* (Determinant A) (Determinant B))", [], "determinants multiply", "textbook";
    "determinant-scale", "n:Z c:R A:Mn,n", "(Determinant (* c A))" = "(* (^ c n) (Determinant A))", [], "the determinant of a multiple", "textbook";
    "determinant-diagonal", "n:Z v:Vn", "(Determinant (Diag v))" = "(prod j:Z 1 n (_ v j))", [], "the determinant of a diagonal matrix", "textbook";
    "trace-add", "n:Z A:Mn,n B:Mn,n", "(Trace (+ A B))" = "(+ (Trace A) (Trace B))", [], "traces add", "textbook";
    "trace-scale", "n:Z c:R A:Mn,n", "(Trace (* c A))" = "(* c (Trace A))", [], "constants come out of traces", "textbook";
    "trace-cyclic", "m:Z n:Z A:Mm,n B:Mn,m", "(Trace (* A B))" = "(Trace (* B A))", [], "the trace of a product does not depend on where it begins", "textbook";
    "trace-transpose", "n:Z A:Mn,n", "(Trace A)" = "(Trace (Transpose A))", [], "the trace of a transpose", "textbook";
    "trace-scalar", "s:R", "(Trace s)" = "s", [], "a number is its own trace", "textbook";
    "trace-identity", "n:Z", "(Trace (Identity n))" = "n", [], "the trace of the identity", "textbook";
    "trace-integral", "n:Z m:Z F:Vn->Mm,m", "(Trace (int x:Vn all (call F x)))" = "(int x:Vn all (Trace (call F x)))", ["(Convergent (int x:Vn all (call F x)))"], "trace and integral change places", "textbook";
    "dot-product", "n:Z x:Vn y:Vn", "(* (Transpose x) y)" = "(sum j:Z 1 n (* (_ x j) (_ y j)))", [], "the scalar product by entries", "definition";
    "norm-squared", "n:Z x:Vn", "(^ (Norm x) 2)" = "(* (Transpose x) x)", [], "the squared norm is the scalar product with itself", "definition";
    "norm-definition", "n:Z x:Vn", "(Norm x)" = "(sqrt (* (Transpose x) x))", [], "the norm by the scalar product", "definition";
    "component-sum", "n:Z x:Vn y:Vn j:Z", "(_ (+ x y) j)" = "(+ (_ x j) (_ y j))", [], "entries of a sum", "definition";
    "component-scale", "n:Z c:R x:Vn j:Z", "(_ (* c x) j)" = "(* c (_ x j))", [], "entries of a multiple", "definition";
    "component-hadamard", "n:Z x:Vn y:Vn j:Z", "(_ (Hadamard x y) j)" = "(* (_ x j) (_ y j))", [], "entries of an entrywise product", "definition";
    "component-zero", "n:Z j:Z", "(_ (ZeroVector n) j)" = "0", [], "entries of the zero vector", "definition";
    "component-ones", "n:Z j:Z", "(_ (Ones n) j)" = "1", [], "entries of the vector of ones", "definition";
    "inverse-right", "n:Z A:Mn,n", "(* A (Inverse A))" = "(Identity n)", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "inverse-right-before", "n:Z m:Z L:Mm,n A:Mn,n", "(* L A (Inverse A))" = "L", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "inverse-right-after", "n:Z m:Z A:Mn,n R:Mn,m", "(* A (Inverse A) R)" = "R", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "inverse-right-between", "n:Z m:Z k:Z L:Mm,n A:Mn,n R:Mn,k", "(* L A (Inverse A) R)" = "(* L R)", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "inverse-left", "n:Z A:Mn,n", "(* (Inverse A) A)" = "(Identity n)", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "inverse-left-before", "n:Z m:Z L:Mm,n A:Mn,n", "(* L (Inverse A) A)" = "L", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "inverse-left-after", "n:Z m:Z A:Mn,n R:Mn,m", "(* (Inverse A) A R)" = "R", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "inverse-left-between", "n:Z m:Z k:Z L:Mm,n A:Mn,n R:Mn,k", "(* L (Inverse A) A R)" = "(* L R)", ["(Invertible A)"], "a matrix and its inverse cancel", "definition";
    "trace-outer", "n:Z x:Vn y:Vn", "(Trace (* x (Transpose y)))" = "(* (Transpose y) x)", [], "the trace of an outer product is the inner product", "textbook";
    "trace-sum", "n:Z F:Z->Mn,n a:Z b:Z", "(Trace (sum j:Z a b (call F j)))" = "(sum j:Z a b (Trace (call F j)))", [], "the trace of a finite sum", "textbook";
    "trace-expectation", "n:Z X:RMn,n", "(Trace (Expectation X))" = "(Expectation (Trace X))", ["(Convergent (Expectation X))"], "the trace of an expectation", "textbook";
    "trace-diagonal", "n:Z v:Vn", "(Trace (Diag v))" = "(sum j:Z 1 n (_ v j))", [], "the trace of a diagonal matrix", "textbook";
    "trace-entries", "n:Z A:Mn,n", "(Trace A)" = "(sum j:Z 1 n (_ A j j))", [], "the trace is the sum of the diagonal", "textbook";
    "norm-entries", "n:Z u:Vn", "(^ (Norm u) 2)" = "(sum j:Z 1 n (^ (_ u j) 2))", [], "the square of the Euclidean norm by entries", "textbook";
    "entry-product", "m:Z n:Z A:Mm,n v:Vn i:Z", "(_ (* A v) i)" = "(sum j:Z 1 n (* (_ A i j) (_ v j)))", ["(<= 1 i)", "(<= i m)"], "entries of a matrix times a vector", "textbook";
    "entry-transpose", "m:Z n:Z A:Mm,n i:Z j:Z", "(_ (Transpose A) i j)" = "(_ A j i)", [], "entries of the transpose", "textbook";
    "expectation-left-factor", "m:Z k:Z n:Z A:Mm,k X:RMk,n", "(Expectation (* A X))" = "(* A (Expectation X))", ["(Convergent (Expectation X))"], "constant matrices come out of expectations", "textbook";
    "expectation-right-factor", "m:Z k:Z n:Z A:Mk,n X:RMm,k", "(Expectation (* X A))" = "(* (Expectation X) A)", ["(Convergent (Expectation X))"], "constant matrices come out of expectations", "textbook";
}
