//! True steps are proved, false ones are not.

use super::*;
use crate::expr::*;
use crate::theory::stub::Reader;
use crate::theory::{Context, Theory};
use std::collections::HashMap;

fn try_prove(names: &str, hyps: &[&str], left: &str, right: &str) -> Result<(), String> {
    let (mut s, theory) = Theory::standard();
    let mut r = Reader {
        names: HashMap::new(),
        stack: vec![],
    };
    for v in names.split_whitespace() {
        let (name, sort) = v.split_once(':').unwrap();
        let sort = match sort {
            "R" => Sort::Real,
            "Z" => Sort::Integer,
            "S" => Sort::Sequence(s.intern_sort(Sort::Real)),
            "C" => Sort::Complex,
            "X" => {
                let a = s.intern_sort(Sort::Real);
                Sort::Random(a)
            }
            "f" => {
                let a = s.intern_sort(Sort::Real);
                Sort::Function(vec![a], a)
            }
            x => panic!("{x}"),
        };
        let sym = s.declare(name, sort);
        let id = s.name(sym);
        r.names.insert(name.into(), id);
    }
    let mut context = Context::default();
    for h in hyps {
        let h = r.read(&mut s, h);
        context.hypotheses.push((h, String::new()));
    }
    let (l, rr) = (r.read(&mut s, left), r.read(&mut s, right));
    match prove(
        &mut s,
        &theory,
        &context,
        (l, Comparison::Equal, rr),
        &mut Budget::default(),
    ) {
        Ok(_) => Ok(()),
        Err(f) => Err(format!(
            "{:?} {:?}\n  {}\n  {}",
            f.reason,
            f.refusal,
            show(&s, f.left),
            show(&s, f.right)
        )),
    }
}

fn show(s: &Store, id: Id) -> String {
    let c: Vec<String> = s.children(id).iter().map(|&c| show(s, c)).collect();
    match s.node(id) {
        Node::Number(v) => format!("{:?}", v),
        Node::Constant(c) => format!("{c:?}"),
        Node::Name(n) => s.symbol(*n).spelling.clone(),
        Node::Bound(k, _) => format!("#{k}"),
        Node::Sum(_) => format!("({})", c.join(" + ")),
        Node::Product(_) => c.join("·"),
        Node::Power(..) => format!("{}^{{{}}}", c[0], c[1]),
        Node::Apply(o, _) => format!("{o:?}({})", c.join(", ")),
        Node::Bind(k, ..) => format!("{k:?}[{}]", c.join("; ")),
        Node::Component(..) | Node::Call(..) => format!("{}[{}]", c[0], c[1..].join(",")),
        _ => format!("?{}", c.join(" ")),
    }
}

const TRUE: &[(&str, &[&str], &str, &str)] = &[
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
        "n:Z m:S s:S",
        &[],
        "(sum j:Z 1 n (+ (^ (_ m j) 2) (^ (_ s j) 2)))",
        "(+ (sum j:Z 1 n (^ (_ m j) 2)) (sum j:Z 1 n (^ (_ s j) 2)))",
    ),
    (
        "n:Z x:S c:R",
        &[],
        "(sum i:Z 1 n (^ (- (_ x i) c) 2))",
        "(+ (sum i:Z 1 n (^ (_ x i) 2)) (* -2 c (sum i:Z 1 n (_ x i))) (* n (^ c 2)))",
    ),
    (
        "n:Z x:S",
        &[],
        "(sum i:Z 1 n (sum j:Z 1 n (^ (- (_ x i) (_ x j)) 2)))",
        "(- (* 2 n (sum i:Z 1 n (^ (_ x i) 2))) (* 2 (^ (sum i:Z 1 n (_ x i)) 2)))",
    ),
    (
        "n:Z x:S",
        &[],
        "(sum i:Z 0 (- n 1) (_ x (+ i 1)))",
        "(sum i:Z 1 n (_ x i))",
    ),
    (
        "n:Z x:S",
        &[],
        "(sum i:Z 1 n (- (_ x (+ i 1)) (_ x i)))",
        "(- (_ x (+ n 1)) (_ x 1))",
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
        "X:X Y:X",
        &[],
        "(Variance (+ X Y))",
        "(+ (Variance X) (Variance Y) (* 2 (Covariance X Y)))",
    ),
    (
        "X:X a:R b:R",
        &[],
        "(Variance (+ (* a X) b))",
        "(* (^ a 2) (Variance X))",
    ),
    (
        "x:R",
        &[],
        "(Cos x)",
        "(/ (+ (exp (* I x)) (exp (* -1 I x))) 2)",
    ),
    ("z:C", &[], "(^ (Abs z) 2)", "(* z (Conjugate z))"),
    (
        "z:C w:C",
        &[],
        "(^ (Abs (+ z w)) 2)",
        "(+ (^ (Abs z) 2) (* 2 (Re (* z (Conjugate w)))) (^ (Abs w) 2))",
    ),
];

#[test]
fn true_steps() {
    let mut bad = 0;
    for (names, hyps, l, r) in TRUE {
        if let Err(e) = try_prove(names, hyps, l, r) {
            bad += 1;
            println!("NOT PROVED {l} = {r}\n  {e}");
        }
    }
    assert_eq!(bad, 0);
}

#[test]
fn debug_one() {
    println!(
        "{:?}",
        try_prove(
            "s:R",
            &["(> s 0)"],
            "(* -0.5 (Log (* 2 pi (^ s 2))))",
            "(- (* -0.5 (Log (* 2 pi))) (Log s))"
        )
    );
}
