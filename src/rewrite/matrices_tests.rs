//! True steps with matrices and vectors are proved, their false twins are not.

use super::tests::try_prove;

type Claim = (
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
);

const AB: &str = "n:Z A:Mn,n B:Mn,n";
const XA: &str = "n:Z A:Mn,n x:Vn m:Vn";

/// Transposes, inverses, determinants.
const WORDS: &[Claim] = &[
    (
        "n:Z k:Z X:Mn,k y:Vn b:Vk",
        &["(= (* (Transpose X) X b) (* (Transpose X) y))"],
        "b",
        "(* (Inverse (* (Transpose X) X)) (Transpose X) y)",
    ),
    (
        "n:Z k:Z X:Mn,k y:Vn b:Vk",
        &["(= (* (Transpose X) (- y (* X b))) (ZeroVector k))"],
        "(* (Transpose X) y)",
        "(* (Transpose X) X b)",
    ),
    (
        AB,
        &[],
        "(Transpose (* A B))",
        "(* (Transpose B) (Transpose A))",
    ),
    (
        AB,
        &[],
        "(Transpose (Transpose (+ A (* 3 B))))",
        "(+ A (* 3 B))",
    ),
    (
        AB,
        &["(Symmetric A)"],
        "(Transpose (* A B A))",
        "(* A (Transpose B) A)",
    ),
    (
        AB,
        &[],
        "(Inverse (Transpose A))",
        "(Transpose (Inverse A))",
    ),
    (
        AB,
        &["(Invertible A)", "(Invertible B)"],
        "(Inverse (* A B))",
        "(* (Inverse B) (Inverse A))",
    ),
    (AB, &[], "(* (Inverse B) (Inverse A))", "(Inverse (* A B))"),
    (
        AB,
        &["(Invertible A)", "(Invertible B)"],
        "(Inverse (* A (Transpose B) A))",
        "(* (Inverse A) (Transpose (Inverse B)) (Inverse A))",
    ),
    (
        AB,
        &["(PositiveDefinite A)", "(PositiveDefinite B)"],
        "(Inverse (* 2 A B))",
        "(* 0.5 (Inverse B) (Inverse A))",
    ),
    (AB, &["(Invertible A)"], "(* B A (Inverse A) B)", "(^ B 2)"),
    (AB, &["(Invertible A)"], "(* (Inverse A) A)", "(Identity n)"),
    (
        AB,
        &["(Invertible A)"],
        "(* A A (Inverse A) (Inverse A))",
        "(Identity n)",
    ),
    (
        AB,
        &["(Invertible A)"],
        "(* (Transpose (Inverse A)) (Transpose A))",
        "(Identity n)",
    ),
    (
        AB,
        &["(Invertible A)"],
        "(* (Inverse A) (+ A B))",
        "(+ (Identity n) (* (Inverse A) B))",
    ),
    (AB, &[], "(* (+ A B) (Inverse (+ A B)))", "(Identity n)"),
    (
        AB,
        &[],
        "(* (+ A B) (- A B))",
        "(- (+ (- (^ A 2) (* A B)) (* B A)) (^ B 2))",
    ),
    (
        AB,
        &[],
        "(^ (+ A B) 2)",
        "(+ (^ A 2) (* A B) (* B A) (^ B 2))",
    ),
    (AB, &[], "(* A (Identity n) B)", "(* A B)"),
    (AB, &[], "(* (Transpose (Identity n)) A)", "A"),
    (
        AB,
        &["(Invertible A)"],
        "(* (Inverse (* 2 A)) B)",
        "(* 0.5 (Inverse A) B)",
    ),
    (
        AB,
        &["(Invertible A)"],
        "(Inverse (- A))",
        "(- (Inverse A))",
    ),
    (AB, &[], "(Determinant (* A B))", "(Determinant (* B A))"),
    (
        AB,
        &["(Invertible A)"],
        "(Determinant (* A B (Inverse A)))",
        "(Determinant B)",
    ),
    (
        AB,
        &["(Invertible A)"],
        "(Determinant (Inverse A))",
        "(/ 1 (Determinant A))",
    ),
    (AB, &[], "(Determinant (^ A 2))", "(^ (Determinant A) 2)"),
    (
        AB,
        &[],
        "(Determinant (* A (Transpose A)))",
        "(^ (Determinant A) 2)",
    ),
    (
        AB,
        &["(PositiveDefinite A)"],
        "(Log (Determinant (Inverse A)))",
        "(- (Log (Determinant A)))",
    ),
    (
        AB,
        &["(PositiveDefinite A)"],
        "(Log (Determinant (* 2 pi A)))",
        "(+ (* n (Log (* 2 pi))) (Log (Determinant A)))",
    ),
    (
        "c:R A:M3,3",
        &[],
        "(Determinant (* c A))",
        "(* (^ c 3) (Determinant A))",
    ),
    (
        "n:Z A:Mn,n",
        &[],
        "(Determinant (- A))",
        "(* (^ -1 n) (Determinant A))",
    ),
    (
        "n:Z s:R",
        &["(> s 0)"],
        "(Determinant (* s (Identity n)))",
        "(^ s n)",
    ),
    (
        "n:Z s:R",
        &["(> s 0)"],
        "(Inverse (* s (Identity n)))",
        "(* (/ 1 s) (Identity n))",
    ),
    (
        AB,
        &[],
        "(* (Inverse (+ (Identity n) (* A B))) A)",
        "(* A (Inverse (+ (Identity n) (* B A))))",
    ),
    (
        "n:Z m:Z U:Mn,m V:Mm,n",
        &[
            "(Invertible (+ (Identity n) (* U V)))",
            "(Invertible (+ (Identity m) (* V U)))",
        ],
        "(* (Inverse (+ (Identity n) (* U V))) U)",
        "(* U (Inverse (+ (Identity m) (* V U))))",
    ),
    (
        AB,
        &["(Invertible A)", "(Invertible B)"],
        "(+ (Inverse A) (Inverse B))",
        "(* (Inverse A) (+ A B) (Inverse B))",
    ),
];

/// Traces and scalar products.
const SCALARS: &[Claim] = &[
    (AB, &[], "(Trace (* A B))", "(Trace (* B A))"),
    (
        AB,
        &[],
        "(Trace (* (Transpose A) B))",
        "(Trace (* (Transpose B) A))",
    ),
    (
        AB,
        &[],
        "(Trace (+ A (* 2 (Transpose B))))",
        "(+ (Trace A) (* 2 (Trace B)))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n C:Mn,n",
        &[],
        "(Trace (* A B C))",
        "(Trace (* C A B))",
    ),
    (
        "n:Z A:Mn,n B:Mn,n C:Mn,n",
        &["(Symmetric A)", "(Symmetric B)", "(Symmetric C)"],
        "(Trace (* A B C))",
        "(Trace (* C B A))",
    ),
    (
        "n:Z m:Z U:Mn,m V:Mm,n",
        &[],
        "(Trace (* U V))",
        "(Trace (* V U))",
    ),
    (AB, &["(Invertible A)"], "(Trace (* A (Inverse A)))", "n"),
    (
        AB,
        &["(Invertible A)"],
        "(Trace (* (Inverse A) B A))",
        "(Trace B)",
    ),
    (AB, &[], "(Trace (- A (Transpose A)))", "0"),
    (AB, &[], "(Trace (- (* A B) (* B A)))", "0"),
    (
        XA,
        &[],
        "(* (Transpose x) A x)",
        "(Trace (* A x (Transpose x)))",
    ),
    (
        XA,
        &[],
        "(Trace (* x (Transpose m)))",
        "(* (Transpose m) x)",
    ),
    (
        XA,
        &[],
        "(Trace (* (- x m) (Transpose (- x m)) A))",
        "(* (Transpose (- x m)) A (- x m))",
    ),
    (
        XA,
        &["(PositiveDefinite A)"],
        "(* (Transpose (- x m)) (Inverse A) (- x m))",
        "(Trace (* (- x m) (Transpose (- x m)) (Inverse A)))",
    ),
    (
        XA,
        &["(Symmetric A)"],
        "(* (Transpose (- x m)) A (- x m))",
        "(+ (- (* (Transpose x) A x) (* 2 (* (Transpose m) A x))) (* (Transpose m) A m))",
    ),
    (
        XA,
        &["(PositiveDefinite A)"],
        "(* (Transpose m) (Inverse A) x)",
        "(* (Transpose x) (Inverse A) m)",
    ),
    (
        XA,
        &[],
        "(* (Transpose x) A m)",
        "(* (Transpose m) (Transpose A) x)",
    ),
    (
        XA,
        &[],
        "(* x (Transpose m) x)",
        "(* (* (Transpose x) m) x)",
    ),
    (
        XA,
        &[],
        "(* A x (Transpose m) x)",
        "(* (* (Transpose m) x) A x)",
    ),
    (
        XA,
        &[],
        "(* (Transpose (+ x m)) (- x m))",
        "(- (* (Transpose x) x) (* (Transpose m) m))",
    ),
    (
        XA,
        &[],
        "(^ (Norm (- x m)) 2)",
        "(+ (^ (Norm x) 2) (* -2 (* (Transpose x) m)) (^ (Norm m) 2))",
    ),
    (
        XA,
        &[],
        "(^ (* (Transpose x) m) 2)",
        "(* (Transpose x) m (Transpose m) x)",
    ),
    (
        XA,
        &["(Symmetric A)", "(Invertible A)"],
        "(* (Transpose (- x (* (Inverse A) m))) A (- x (* (Inverse A) m)))",
        "(+ (* (Transpose x) A x) (* -2 (Transpose m) x) (* (Transpose m) (Inverse A) m))",
    ),
    (
        "n:Z m:Z X:Mn,m y:Vn b:Vm",
        &[],
        "(* (Transpose (- y (* X b))) (- y (* X b)))",
        "(+ (* (Transpose y) y) (* -2 (Transpose b) (Transpose X) y) (* (Transpose b) (Transpose X) X b))",
    ),
    (
        "n:Z m:Z X:Mn,m y:Vn",
        &["(Invertible (* (Transpose X) X))"],
        "(* X (Inverse (* (Transpose X) X)) (Transpose X) X (Inverse (* (Transpose X) X)) (Transpose X))",
        "(* X (Inverse (* (Transpose X) X)) (Transpose X))",
    ),
    (
        "n:Z m:Z X:Mn,m y:Vn",
        &["(Invertible (* (Transpose X) X))"],
        "(Transpose (* X (Inverse (* (Transpose X) X)) (Transpose X)))",
        "(* X (Inverse (* (Transpose X) X)) (Transpose X))",
    ),
    (
        "n:Z m:Z X:Mn,m y:Vn",
        &["(Invertible (* (Transpose X) X))"],
        "(Trace (* X (Inverse (* (Transpose X) X)) (Transpose X)))",
        "m",
    ),
];

/// Entries.
const ENTRIES: &[Claim] = &[
    (
        XA,
        &[],
        "(* (Transpose x) m)",
        "(sum j:Z 1 n (* (_ m j) (_ x j)))",
    ),
    (
        XA,
        &[],
        "(* (Transpose x) x)",
        "(sum j:Z 1 n (^ (_ x j) 2))",
    ),
    (
        XA,
        &[],
        "(+ (* (Transpose x) x) (* 2 (Transpose x) m) (* (Transpose m) m))",
        "(sum j:Z 1 n (^ (+ (_ x j) (_ m j)) 2))",
    ),
    (
        XA,
        &[],
        "(^ (Norm (- x m)) 2)",
        "(sum j:Z 1 n (^ (- (_ x j) (_ m j)) 2))",
    ),
    (XA, &[], "(Norm x)", "(sqrt (sum j:Z 1 n (^ (_ x j) 2)))"),
    (
        XA,
        &[],
        "(* (Transpose (Ones n)) x)",
        "(sum j:Z 1 n (_ x j))",
    ),
    (XA, &[], "(* (Transpose (Ones n)) (Ones n))", "n"),
    (
        XA,
        &[],
        "(* (Transpose m) (Hadamard x x))",
        "(sum j:Z 1 n (* (_ m j) (^ (_ x j) 2)))",
    ),
    (
        XA,
        &[],
        "(* (Transpose x) A m)",
        "(sum i:Z 1 n (sum j:Z 1 n (* (_ x i) (_ A i j) (_ m j))))",
    ),
    (
        XA,
        &[],
        "(* (Transpose x) (Diag m) x)",
        "(sum j:Z 1 n (* (_ m j) (^ (_ x j) 2)))",
    ),
    (XA, &[], "(Trace A)", "(sum j:Z 1 n (_ A j j))"),
    (XA, &[], "(Trace (Diag x))", "(sum j:Z 1 n (_ x j))"),
    (
        XA,
        &["(forall j:Z 1 n (> (_ m j) 0))"],
        "(Log (Determinant (Diag m)))",
        "(sum j:Z 1 n (Log (_ m j)))",
    ),
    (
        AB,
        &[],
        "(Trace (* A B))",
        "(sum i:Z 1 n (sum j:Z 1 n (* (_ A i j) (_ B j i))))",
    ),
    (
        AB,
        &[],
        "(Trace (* (Transpose A) B))",
        "(sum i:Z 1 n (sum j:Z 1 n (* (_ A i j) (_ B i j))))",
    ),
    (
        "n:Z m:Z A:Mm,n x:Vn",
        &[],
        "(sum i:Z 1 m (_ (* A x) i))",
        "(sum i:Z 1 m (sum j:Z 1 n (* (_ A i j) (_ x j))))",
    ),
    (
        "n:Z x:Vn m:Vn v:Vn",
        &["(forall j:Z 1 n (> (_ v j) 0))"],
        "(* (Transpose (- x m)) (Inverse (Diag v)) (- x m))",
        "(sum j:Z 1 n (/ (^ (- (_ x j) (_ m j)) 2) (_ v j)))",
    ),
    (
        "n:Z x:Vn m:Vn s:R",
        &["(> s 0)"],
        "(* (Transpose (- x m)) (Inverse (* (^ s 2) (Identity n))) (- x m))",
        "(* (^ s -2) (sum j:Z 1 n (^ (- (_ x j) (_ m j)) 2)))",
    ),
    (
        "n:Z x:Vn m:Vn s:R",
        &["(> s 0)"],
        "(* (Transpose (- x m)) (Inverse (* (^ s 2) (Identity n))) (- x m))",
        "(/ (^ (Norm (- x m)) 2) (^ s 2))",
    ),
];

const FALSE: &[Claim] = &[
    (
        "n:Z k:Z X:Mn,k y:Vn b:Vk",
        &["(= (* (Transpose X) X b) (* (Transpose X) y))"],
        "b",
        "(* (Inverse (* (Transpose X) X)) (Transpose X) y 2)",
    ),
    (AB, &[], "(* A B)", "(* B A)"),
    (
        AB,
        &[],
        "(Transpose (* A B))",
        "(* (Transpose A) (Transpose B))",
    ),
    (AB, &[], "(Trace (* A B))", "(* (Trace A) (Trace B))"),
    (AB, &[], "(* (+ A B) (- A B))", "(- (^ A 2) (^ B 2))"),
    (
        AB,
        &["(Invertible A)", "(Invertible B)"],
        "(Inverse (* A B))",
        "(* (Inverse A) (Inverse B))",
    ),
    (
        AB,
        &["(Invertible A)", "(Invertible B)"],
        "(Inverse (+ A B))",
        "(+ (Inverse A) (Inverse B))",
    ),
    (
        AB,
        &[],
        "(Determinant (+ A B))",
        "(+ (Determinant A) (Determinant B))",
    ),
    (AB, &[], "(Determinant (* 2 A))", "(* 2 (Determinant A))"),
    (AB, &[], "(Determinant (- A))", "(Determinant A)"),
    (
        AB,
        &[],
        "(* (Inverse (+ (Identity n) (* A B))) A)",
        "(* A (Inverse (+ (Identity n) (* A B))))",
    ),
    (AB, &["(Invertible A)"], "(* (Inverse A) B A)", "B"),
    (
        AB,
        &["(Invertible A)"],
        "(Trace (* (Inverse A) B A))",
        "(Trace A)",
    ),
    (
        "n:Z A:Mn,n B:Mn,n C:Mn,n",
        &[],
        "(Trace (* A B C))",
        "(Trace (* C B A))",
    ),
    (
        "n:Z m:Z X:Mn,m",
        &["(Invertible (* (Transpose X) X))"],
        "(* X (Inverse (* (Transpose X) X)) (Transpose X))",
        "(Identity n)",
    ),
    (
        "n:Z m:Z X:Mn,m",
        &["(Invertible (* (Transpose X) X))"],
        "(Trace (* X (Inverse (* (Transpose X) X)) (Transpose X)))",
        "n",
    ),
    (AB, &[], "(Trace (* (Transpose A) B))", "(Trace (* A B))"),
    (XA, &[], "(* (Transpose x) A m)", "(* (Transpose m) A x)"),
    (XA, &[], "(* x (Transpose m))", "(* m (Transpose x))"),
    (
        XA,
        &[],
        "(* (Transpose (- x m)) A (- x m))",
        "(+ (- (* (Transpose x) A x) (* 2 (* (Transpose m) A x))) (* (Transpose m) A m))",
    ),
    (
        XA,
        &[],
        "(* (Transpose (+ x m)) (+ x m))",
        "(+ (* (Transpose x) x) (* (Transpose m) m))",
    ),
    (
        XA,
        &[],
        "(^ (Norm (+ x m)) 2)",
        "(+ (^ (Norm x) 2) (^ (Norm m) 2))",
    ),
    (
        XA,
        &[],
        "(* (Transpose x) m)",
        "(sum j:Z 1 n (+ (_ m j) (_ x j)))",
    ),
    (
        XA,
        &[],
        "(* (Transpose x) A m)",
        "(sum i:Z 1 n (sum j:Z 1 n (* (_ x i) (_ A j i) (_ m j))))",
    ),
    (XA, &[], "(* (Transpose (Ones n)) x)", "(* n (_ x 1))"),
    (XA, &[], "(Trace (Diag x))", "(prod j:Z 1 n (_ x j))"),
    (
        XA,
        &[],
        "(* (Transpose m) (Hadamard x x))",
        "(* (Transpose m) x)",
    ),
    (
        "n:Z s:R",
        &["(> s 0)"],
        "(Determinant (* s (Identity n)))",
        "s",
    ),
];

fn check(claims: &[Claim]) {
    let mut missed = 0;
    for (names, hypotheses, left, right) in claims {
        if let Err(failure) = try_prove(names, hypotheses, left, right) {
            missed += 1;
            println!("not proved: {left} = {right}\n  {failure}");
        }
    }
    assert_eq!(missed, 0);
}

#[test]
fn words() {
    check(WORDS);
}

#[test]
fn scalars() {
    check(SCALARS);
}

#[test]
fn entries() {
    check(ENTRIES);
}

#[test]
fn false_twins() {
    let wrong: Vec<_> = FALSE
        .iter()
        .filter(|(names, hypotheses, left, right)| {
            try_prove(names, hypotheses, left, right).is_ok()
        })
        .collect();
    assert!(wrong.is_empty(), "proved: {wrong:#?}");
}
