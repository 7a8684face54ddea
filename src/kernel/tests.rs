//! What the kernel must accept, and what it must never accept.

use std::rc::Rc;

use super::{KernelError, Proof, check, entail, ring};
use crate::expr::*;
use crate::theory::{Context, Fact, FactId, FactKind, Theory, load};

/// A note with names of several sorts; expressions are written as in the rows of laws.
struct Bench {
    store: Store,
    names: Vec<(&'static str, Id)>,
    context: Context,
}

impl Bench {
    fn new() -> Self {
        let mut store = Theory::standard().0.clone();
        let mut names = Vec::new();
        for name in ["x", "y", "z", "a", "b", "m", "v"] {
            let symbol = store.declare(name, Sort::Real);
            names.push((name, store.name(symbol)));
        }
        for name in ["n", "k"] {
            let symbol = store.declare(name, Sort::Integer);
            names.push((name, store.name(symbol)));
        }
        let size = store.declare("d", Sort::Integer);
        let size = store.name(size);
        for (name, sort) in [
            ("u", Sort::Vector(size)),
            ("w", Sort::Vector(size)),
            ("A", Sort::Matrix(size, size)),
            ("B", Sort::Matrix(size, size)),
        ] {
            let symbol = store.declare(name, sort);
            names.push((name, store.name(symbol)));
        }
        names.push(("d", size));
        let real = store.intern_sort(Sort::Real);
        let symbol = store.declare("X", Sort::Random(real));
        names.push(("X", store.name(symbol)));
        Bench {
            store,
            names,
            context: Context::default(),
        }
    }

    fn read(&mut self, text: &str) -> Id {
        load::expression(&mut self.store, &self.names, text).expect(text)
    }

    fn suppose(&mut self, text: &str) {
        let id = self.read(text);
        self.context.hypotheses.push((id, String::new()));
    }

    fn symbol(&mut self, name: &str) -> SymbolId {
        let id = self.read(name);
        match *self.store.node(id) {
            Node::Name(symbol) => symbol,
            _ => panic!("{name} is no name"),
        }
    }

    fn check(&mut self, left: Id, right: Id, proof: &Proof) -> Result<super::Theorem, KernelError> {
        let claim = (left, Comparison::Equal, right);
        check(
            &mut self.store,
            Theory::standard().1,
            &self.context,
            claim,
            proof,
        )
    }

    /// Whether `left = right` is accepted by arithmetic alone.
    fn ring(&mut self, left: &str, right: &str) -> bool {
        let (left, right) = (self.read(left), self.read(right));
        self.check(left, right, &Proof::Ring(left, right)).is_ok()
    }

    fn law(&mut self, law: &str, values: &[&str]) -> Proof {
        let law = Theory::standard().1.law(law).expect(law);
        Proof::Law {
            law,
            values: values.iter().map(|text| self.read(text)).collect(),
        }
    }

    /// Whether `left = right` is accepted as the instance of a law.
    fn by_law(&mut self, left: &str, right: &str, law: &str, values: &[&str]) -> bool {
        let proof = self.law(law, values);
        let (left, right) = (self.read(left), self.read(right));
        self.check(left, right, &proof).is_ok()
    }

    /// Whether the condition follows where the side is defined.
    fn follows(&mut self, side: &str, condition: &str) -> bool {
        let (side, condition) = (self.read(side), self.read(condition));
        let claim = (side, Comparison::Equal, side);
        entail::holds(&mut self.store, &self.context, claim, condition)
    }
}

#[test]
fn arithmetic_asks_for_what_it_cancels() {
    let mut bench = Bench::new();
    assert!(bench.ring("(/ x x)", "1"));
    assert!(bench.ring("(/ (- (^ x 2) 1) (- x 1))", "(+ x 1)"));
    assert!(!bench.ring("(/ 0 0)", "1"));
    assert!(!bench.ring("(/ 0 0)", "0"));
    assert!(!bench.ring("(/ 1 (- x x))", "y"));
    assert!(!bench.ring("(sqrt (^ x 2))", "x"));
    assert!(!bench.ring("(^ (^ x 2) 0.5)", "(^ x 1)"));
    assert!(bench.ring("(* (sqrt x) (sqrt x))", "x"));
    assert!(!bench.ring("(sqrt (* x y))", "(* (sqrt x) (sqrt y))"));
    assert!(bench.ring("(+ 1 (/ 1 x) (* -1 (/ 1 x)))", "1"));
    assert!(!bench.ring("(- inf inf)", "0"));
    assert!(bench.ring("(sum j:Z 1 n (/ (* a x) a))", "(sum j:Z 1 n x)"));
    assert!(
        !bench.ring(
            "(sum j:Z 1 n (* j (/ 1 n)))",
            "(* j (sum j:Z 1 n (/ 1 n)))"
                .replace("(* j", "(* n")
                .as_str()
        )
    );
}

#[test]
fn a_condition_must_follow_from_the_sides_or_the_hypotheses() {
    let mut bench = Bench::new();
    let (left, right) = ("(Log (* x y))", "(+ (Log x) (Log y))");
    assert!(bench.by_law(left, right, "log-product", &["x", "y"]));
    // `\log x^2 y^2` is defined for negative `x`, its parts are not asked for.
    let proof = bench.law("log-power", &["x", "2"]);
    let (start, end) = (
        bench.read("(+ 1 (Log (^ x 2)))"),
        bench.read("(+ 1 (Log (^ x 2)))"),
    );
    let inner = Rc::new(proof);
    let round = Proof::Then(vec![inner.clone(), Rc::new(Proof::Flip(inner))]);
    let of = start;
    let children = bench.store.children(of);
    let at = children.iter().map(|&child| {
        matches!(bench.store.node(child), Node::Apply(..)).then(|| Rc::new(round.clone()))
    });
    let proof = Proof::Inside {
        of,
        children: at.collect(),
    };
    assert!(matches!(
        bench.check(start, end, &proof),
        Err(KernelError::Condition(_))
    ));
    bench.suppose("(> x 0)");
    assert!(bench.check(start, end, &proof).is_ok());
}

#[test]
fn forged_proofs_are_refused() {
    let mut bench = Bench::new();
    // Another statement than the claim's.
    assert!(!bench.by_law("(Log (exp x))", "y", "log-exp", &["x"]));
    // Values that do not fit.
    assert!(!bench.by_law("(Log (exp u))", "u", "log-exp", &["u"]));
    assert!(!bench.by_law("(Log (exp x))", "x", "log-exp", &["x", "y"]));
    assert!(!bench.by_law(
        "(Expectation X)",
        "X",
        "expectation-of-normal",
        &["X", "X", "v"]
    ));
    // Steps that do not meet.
    let (x, y) = (bench.read("x"), bench.read("y"));
    let broken = Proof::Then(vec![Rc::new(Proof::Same(x)), Rc::new(Proof::Same(y))]);
    assert!(matches!(
        bench.check(x, y, &broken),
        Err(KernelError::Broken)
    ));
    assert!(bench.check(x, y, &Proof::Then(vec![])).is_err());
    assert!(bench.check(x, y, &Proof::Ring(x, y)).is_err());
    let rule = Proof::Computed {
        rule: "marginal",
        left: x,
        right: y,
    };
    assert!(bench.check(x, y, &rule).is_err());
    let fact = Proof::Fact {
        fact: FactId(7),
        values: vec![],
    };
    assert!(bench.check(x, y, &fact).is_err());
}

/// A fact about the one value `j` must not be generalized by opening a binder under the same name.
#[test]
fn opened_names_are_no_constants() {
    let mut bench = Bench::new();
    let (sum, other) = (
        bench.read("(sum j:Z 1 n (* x j))"),
        bench.read("(sum j:Z 1 n y)"),
    );
    let Node::Bind(_, sort, domain, body) = *bench.store.node(sum) else {
        unreachable!()
    };
    let local = bench.store.local(sort, domain, 0);
    let name = bench.store.name(local);
    let open = bench.store.instantiate(body, name);
    let y = bench.read("y");
    bench.context.facts.push(Fact {
        kind: FactKind::Definition,
        left: open,
        right: y,
        variables: vec![],
        conditions: Vec::new(),
        source: String::new(),
        given: false,
    });
    let fact = Rc::new(Proof::Fact {
        fact: FactId(0),
        values: vec![],
    });
    let proof = Proof::Under {
        of: sum,
        local,
        body: fact,
    };
    assert!(bench.check(sum, other, &proof).is_err());
    // A name of the note is no local.
    let x = bench.symbol("x");
    let proof = Proof::Under {
        of: sum,
        local: x,
        body: Rc::new(Proof::Same(open)),
    };
    assert!(matches!(
        bench.check(sum, sum, &proof),
        Err(KernelError::NotFresh)
    ));
}

/// `\log x^2 = 2 \log x`, judged where both sides are defined, says nothing of negative `x`.
#[test]
fn results_hold_where_their_sides_are_defined() {
    let mut bench = Bench::new();
    let (left, right) = (bench.read("(Log (^ x 2))"), bench.read("(* 2 (Log x))"));
    let proof = bench.law("log-power", &["x", "2"]);
    assert!(bench.check(left, right, &proof).is_ok());
    bench.context.facts.push(Fact {
        kind: FactKind::Result,
        left,
        right,
        variables: vec![],
        conditions: Vec::new(),
        source: "1.1".into(),
        given: false,
    });
    let fact = Rc::new(Proof::Fact {
        fact: FactId(0),
        values: vec![],
    });
    let round = Proof::Then(vec![fact.clone(), Rc::new(Proof::Flip(fact.clone()))]);
    assert!(matches!(
        bench.check(left, left, &round),
        Err(KernelError::Condition(_))
    ));
    assert!(bench.check(left, right, &fact).is_ok());
}

#[test]
fn signs_follow() {
    let mut bench = Bench::new();
    bench.suppose("(> v 0)");
    bench.suppose("(PositiveDefinite A)");
    bench.suppose("(forall j:Z 1 d (> (_ u j) 0))");
    for condition in [
        "(> (* 2 pi v) 0)",
        "(> (+ (^ x 2) 1) 0)",
        "(>= (+ (^ x 2) (* -2 (sqrt 2) 0)) 0)",
        "(> (Determinant A) 0)",
        "(Invertible (Inverse A))",
        "(Symmetric (Inverse A))",
        "(forall j:Z 1 d (> (* 2 (_ u j)) 0))",
        "(forall j:Z 1 d (<= j d))",
        "(forall j:Z 1 d (> j 0))",
        "(forall j:Z 2 d (> (- j 1) 0))",
        "(> d 0)",
        "(!= (+ (* 2 v) (* 3 v)) 0)",
        "(< (* -1 v) 0)",
        "(> (exp (- x y)) 0)",
        "(Convergent (int t:R all (* (^ t 2) (Pdf (Normal m v) t))))",
        "(IsDensity (lam t:R all (Pdf (Normal m v) t)))",
    ] {
        assert!(bench.follows("0", condition), "{condition}");
    }
    for condition in [
        "(> x 0)",
        "(>= (sqrt x) 1)",
        "(forall j:Z 0 d (> (_ u j) 0))",
        "(forall j:Z 1 d (< j d))",
        "(Invertible B)",
        "(> (* x v) 0)",
        "(Convergent (int t:R all (/ (Pdf (Normal m v) t) t)))",
        "(Convergent (int t:R all (* t (Pdf (Normal m b) t))))",
        "(IsDensity (lam t:R all (Pdf (Normal m b) t)))",
        "(IsDensity (lam t:R all (Pdf (Normal t v) t)))",
        "(IntegerValued x)",
    ] {
        assert!(!bench.follows("0", condition), "{condition}");
    }
}

#[test]
fn being_defined_says_something() {
    let mut bench = Bench::new();
    for (side, condition) in [
        ("(Log (* 2 x))", "(> x 0)"),
        ("(/ 1 (- (* 2 x) 2))", "(!= (- x 1) 0)"),
        ("(/ x (^ y 3))", "(!= y 0)"),
        ("(Log (- x))", "(< x 0)"),
        ("(Log (/ (exp x) y))", "(> y 0)"),
        ("(sqrt x)", "(>= x 0)"),
        ("(* u (Inverse A))", "(Invertible A)"),
        (
            "(sum j:Z 1 n (Log (^ x j)))",
            "(forall j:Z 1 n (> (^ x j) 0))",
        ),
        ("(Pdf (Normal m v) x)", "(> v 0)"),
        ("(Expectation (^ X 2))", "(Convergent (Expectation X))"),
    ] {
        assert!(bench.follows(side, condition), "{side}: {condition}");
    }
    for (side, condition) in [
        ("(Log (* x y))", "(> x 0)"),
        ("(Log (^ x 2))", "(> x 0)"),
        ("(sqrt (^ x 2))", "(>= x 0)"),
        ("(sqrt x)", "(> x 0)"),
        ("(^ (- x 1) 2)", "(!= (- x 1) 0)"),
        ("(int t:R 1 -1 (Log (+ t 2)))", "(forall t:R 1 -1 (> t 0))"),
        ("(Expectation X)", "(Convergent (Expectation (^ X 2)))"),
        ("(Expectation X)", "(Convergent (Expectation (exp X)))"),
    ] {
        assert!(!bench.follows(side, condition), "{side}: {condition}");
    }
}

/// One row serves several sorts of the bound variable.
#[test]
fn laws_fit_their_bound_variables() {
    let mut bench = Bench::new();
    bench.suppose("(PositiveDefinite A)");
    let (left, f) = (
        "(int t:Vd all (Pdf (MultivariateNormal u A) t))",
        "(lam t:Vd all (Pdf (MultivariateNormal u A) t))",
    );
    assert!(bench.by_law(left, "1", "density-integral-vector", &["d", f]));
    let joint = "(lam i:Z all (lam j:Z all (^ x (* i j))))";
    let (left, right) = (
        "(Entropy JOINT)",
        "(* -1 (sum i:Z all (* (call JOINT i) (Log (call JOINT i)))))",
    );
    let (left, right) = (left.replace("JOINT", joint), right.replace("JOINT", joint));
    assert!(!bench.by_law(&left, &right, "entropy-discrete", &[joint]));
    let sum = "(sum t:R all (Pdf (Normal m v) t))";
    assert!(!bench.by_law(
        sum,
        "1",
        "density-sum",
        &["(lam t:R all (Pdf (Normal m v) t))"]
    ));
    let moment = "(int t:Vd all (* (* (Transpose t) B t) (Pdf (MultivariateNormal u A) t)))";
    let value = "(+ (Trace (* B A)) (* (Transpose u) B u))";
    assert!(bench.by_law(
        moment,
        value,
        "multivariate-normal-quadratic",
        &["d", "u", "A", "B"]
    ));
}

#[test]
fn normal_forms_are_fixed_points() {
    let mut bench = Bench::new();
    for text in [
        "(/ (+ (* x y) (^ x 2)) (- (* 2 x) 2))",
        "(sqrt (* 8 pi (^ x 2) y))",
        "(^ (* 4 (^ x 3) (^ y -2)) -0.5)",
        "(* (^ x n) (^ x (+ 1 (* 2 n))) (exp (- x)) (exp y))",
        "(^ (+ (/ 1 x) (/ 1 y)) -1)",
        "(^ (* -2 x) n)",
        "(* (Transpose (+ u w)) A (- u w))",
        "(sum j:Z 1 n (* (+ j 1) (Log (/ (+ x j) (+ j x)))))",
        "(^ (+ 1 x) (+ n 2))",
        "(Trace (* A (Transpose (* A B))))",
        "(int t:R all (* (^ (- t m) 2) (Pdf (Normal m v) t)))",
        "(^ (sqrt (+ x 1)) 3)",
        "(Transpose (+ (* u (Transpose w)) A))",
    ] {
        let id = bench.read(text);
        let (once, _) = ring::normal(&mut bench.store, id).expect(text);
        let (twice, _) = ring::normal(&mut bench.store, once).expect(text);
        assert_eq!(once, twice, "{text}");
        assert!(
            ring::equal(&mut bench.store, id, once)
                .expect(text)
                .is_some(),
            "{text}"
        );
    }
}

/// A small generator of expressions, and of points: not a source of chance, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % bound
    }

    fn expression(&mut self, bench: &mut Bench, depth: u32) -> Id {
        if depth == 0 || self.below(6) == 0 {
            let leaves = ["x", "y", "n", "2", "-1", "3", "0.5", "pi"];
            return bench.read(leaves[self.below(leaves.len() as u64) as usize]);
        }
        let (a, kind) = (self.expression(bench, depth - 1), self.below(8));
        let b = self.expression(bench, depth - 1);
        let s = &mut bench.store;
        match kind {
            0 | 1 => s.sum(&[a, b]),
            2 | 3 => s.product(&[a, b]),
            4 => s.divide(a, b),
            5 => {
                let exponents = [-2, -1, 2, 3, 1, 4];
                let exponent = s.integer(exponents[self.below(6) as usize]);
                s.power(a, exponent)
            }
            6 => {
                let halves = [-3, -1, 1, 3];
                let exponent = s.ratio(halves[self.below(4) as usize], 2);
                s.power(a, exponent)
            }
            _ => match self.below(3) {
                0 => s.exp(a),
                1 => s.log(a),
                _ => {
                    let n = bench.read("n");
                    bench.store.power(a, n)
                }
            },
        }
    }
}

/// Value at a point in the kernel's total arithmetic (`1/0 = 0`, an even root of a negative number is 0, the logarithm
/// of what has none is 0); conditions are 1 or 0.
fn value(store: &Store, id: Id, point: &[(Id, f64)]) -> f64 {
    let of = |id: Id| value(store, id, point);
    let truth = |holds: bool| f64::from(u8::from(holds));
    match store.node(id) {
        Node::Number(number) => number.to_f64(),
        Node::Constant(Constant::Pi) => std::f64::consts::PI,
        Node::Constant(Constant::E) => std::f64::consts::E,
        Node::Name(_) => point
            .iter()
            .find(|(name, _)| *name == id)
            .map_or(f64::NAN, |p| p.1),
        Node::Sum(terms) => terms.iter().map(|&t| of(t)).sum(),
        Node::Product(factors) => factors.iter().map(|&f| of(f)).product(),
        Node::Power(base, exponent) => match (of(*base), of(*exponent)) {
            (b, e) if b.abs() < 1e-11 => f64::from(u8::from(e == 0.0)),
            (b, e) if e.fract() == 0.0 => b.powi(e as i32),
            (b, e) if b > 0.0 => b.powf(e),
            _ => 0.0,
        },
        Node::Apply(Operator::Log, args) if of(args[0]) > 1e-11 => of(args[0]).ln(),
        Node::Apply(Operator::Log, _) => 0.0,
        Node::Apply(Operator::And, args) => truth(args.iter().all(|&a| of(a) == 1.0)),
        Node::Apply(Operator::Or, args) => truth(args.iter().any(|&a| of(a) == 1.0)),
        Node::Relation(Comparison::NotEqual, a, b) => truth((of(*a) - of(*b)).abs() > 1e-9),
        Node::Relation(Comparison::Less, a, b) => truth(of(*b) - of(*a) > 1e-9),
        Node::Relation(Comparison::LessEqual, a, b) => truth(of(*b) >= of(*a)),
        _ => f64::NAN,
    }
}

/// Values of `x`, `y`, `n`.
const POINTS: [(f64, f64, f64); 8] = [
    (0.75, 1.25, 3.0),
    (-0.5, 1.5, 2.0),
    (-1.25, -0.5, -3.0),
    (0.5, -2.5, 0.0),
    (0.0, 1.0, -1.0),
    (0.0, -1.0, 2.0),
    (-2.0, 0.0, 0.0),
    (1.0, 0.0, -2.0),
];

/// Under its conditions, the normal form has the value of the expression.
#[test]
fn normal_forms_keep_values() {
    let mut dice = Dice(7);
    let mut compared = 0;
    for _ in 0..3000 {
        let mut bench = Bench::new();
        let id = dice.expression(&mut bench, 4);
        let Ok((normal, conditions)) = ring::normal(&mut bench.store, id) else {
            continue;
        };
        let (again, _) = ring::normal(&mut bench.store, normal).expect("smaller");
        let (once, twice) = (
            bench.store.to_brackets(normal),
            bench.store.to_brackets(again),
        );
        assert_eq!(once, twice, "{}", bench.store.to_brackets(id));
        for (x, y, n) in POINTS {
            let point = [
                (bench.read("x"), x),
                (bench.read("y"), y),
                (bench.read("n"), n),
            ];
            let (a, b) = (
                value(&bench.store, id, &point),
                value(&bench.store, normal, &point),
            );
            let holds = conditions
                .iter()
                .all(|&c| value(&bench.store, c, &point) == 1.0);
            if !holds || !a.is_finite() || !b.is_finite() || a.abs() > 1e6 {
                continue;
            }
            compared += 1;
            let text = bench.store.to_brackets(id);
            assert!(
                (a - b).abs() <= 1e-6 * (1.0 + a.abs()),
                "{text} at {x} {y} {n}: {a} {b}"
            );
        }
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn derivatives_are_computed() {
    let mut bench = Bench::new();
    bench.suppose("(> v 0)");
    for (body, slope) in [
        ("(^ t 3)", "(* 3 (^ x 2))"),
        ("(exp (* a t))", "(* a (exp (* a x)))"),
        ("(Log (+ 1 (^ t 2)))", "(/ (* 2 x) (+ 1 (^ x 2)))"),
        ("(* t (Sin t))", "(+ (Sin x) (* x (Cos x)))"),
        ("(sum j:Z 1 n (* j t))", "(sum j:Z 1 n j)"),
        ("(* -0.5 (/ (^ (- t m) 2) v))", "(* -1 (/ (- x m) v))"),
    ] {
        let left = bench.read(&format!("(d t:R at x {body})"));
        let right = bench.read(slope);
        let (computed, _) = super::derivative::derivative(&mut bench.store, left).expect(body);
        let rule = Proof::Computed {
            rule: "derivative",
            left,
            right: computed,
        };
        let proof = Proof::Then(vec![Rc::new(rule), Rc::new(Proof::Ring(computed, right))]);
        assert!(bench.check(left, right, &proof).is_ok(), "{body}");
    }
    // `\log t` has no slope at a point that may be negative, and nothing is known of an unknown function.
    let left = bench.read("(d t:R at (- y 1) (Abs t))");
    assert!(super::derivative::derivative(&mut bench.store, left).is_none());
}

#[test]
fn what_is_undefined_proves_nothing() {
    let mut bench = Bench::new();
    for side in [
        "(Log (* -1 (^ x 2)))",
        "(sqrt -2)",
        "(/ x (- (* 2 y) (+ y y)))",
        "(Log 0)",
    ] {
        let side = bench.read(side);
        assert!(matches!(
            bench.check(side, side, &Proof::Same(side)),
            Err(KernelError::Undefined)
        ));
    }
}

/// What was proved of a number may not be used of a random variable.
#[test]
fn numbers_are_not_random_variables() {
    let mut bench = Bench::new();
    assert!(!bench.by_law("(Expectation X)", "X", "expectation-constant", &["X"]));
    let (y, mean) = (bench.symbol("y"), bench.read("(Expectation y)"));
    let right = bench.read("y");
    bench.context.facts.push(Fact {
        kind: FactKind::Result,
        left: mean,
        right,
        variables: vec![y],
        conditions: Vec::new(),
        source: "1.1".into(),
        given: false,
    });
    let (left, right) = (bench.read("(Expectation X)"), bench.read("X"));
    let proof = Proof::Fact {
        fact: FactId(0),
        values: vec![right],
    };
    assert!(bench.check(left, right, &proof).is_err());
}

/// Conditions that arise under a binder are needed for all values of its domain.
#[test]
fn products_of_matrices_have_not_what_the_factors_have() {
    let mut bench = Bench::new();
    for name in ["A", "B"] {
        bench.suppose(&format!("(PositiveDefinite {name})"));
    }
    // A well-built product holds one array; properties may not rest on that.
    let factors = [bench.read("A"), bench.read("B")];
    let raw = bench.store.product(&factors);
    let one = bench.read("1");
    for operator in [
        Operator::Symmetric,
        Operator::PositiveDefinite,
        Operator::Invertible,
    ] {
        let condition = bench.store.apply(operator, &[raw]);
        let claim = (one, Comparison::Equal, one);
        let context = bench.context.clone();
        assert!(!entail::holds(&mut bench.store, &context, claim, condition));
    }
    assert!(!bench.follows("1", "(Symmetric (* A B))"));
    assert!(bench.follows("1", "(Symmetric (* A B A))"));
    assert!(bench.follows("1", "(PositiveDefinite (* 2 A))"));
    assert!(!bench.follows("1", "(PositiveDefinite (* -2 A))"));
    assert!(!bench.follows("1", "(PositiveDefinite (- A B))"));
    assert!(bench.follows("1", "(PositiveDefinite (+ A (* B A B)))"));
}

#[test]
fn conditions_are_closed_over_their_binder() {
    let mut bench = Bench::new();
    let left = bench.read("(sum j:Z 0 n (* (^ j 1) (^ (+ j 1) 1) (/ 1 (+ j 1))))");
    let right = bench.read("(sum j:Z 0 n (^ j 1))");
    assert!(bench.check(left, right, &Proof::Ring(left, right)).is_ok());
    // `j / j` is undefined at 0, which the side as written rules out; written as a limit of the sum it is not.
    let (left, right) = (
        bench.read("(sum j:Z 0 n (* j (^ j -1) x))"),
        bench.read("(sum j:Z 0 n x)"),
    );
    let proof = Proof::Ring(right, left);
    let back = Proof::Then(vec![
        Rc::new(proof.clone()),
        Rc::new(Proof::Flip(Rc::new(proof))),
    ]);
    assert!(matches!(
        bench.check(right, right, &back),
        Err(KernelError::Condition(_))
    ));
}

/// A fact with conditions holds only where they follow.
#[test]
fn conditions_of_facts_are_required() {
    let mut bench = Bench::new();
    let (x, y, zero) = (bench.read("x"), bench.read("y"), bench.read("0"));
    let positive = bench.store.relation(Comparison::Less, zero, x);
    let variable = bench.symbol("x");
    bench.context.facts.push(Fact {
        kind: FactKind::Result,
        left: x,
        right: zero,
        variables: vec![variable],
        conditions: vec![positive],
        source: String::new(),
        given: false,
    });
    let proof = Proof::Fact {
        fact: FactId(0),
        values: vec![y],
    };
    assert!(matches!(
        bench.check(y, zero, &proof),
        Err(KernelError::Condition(_))
    ));
    let supposed = bench.store.relation(Comparison::Less, zero, y);
    bench.context.hypotheses.push((supposed, String::new()));
    assert!(bench.check(y, zero, &proof).is_ok());
}

/// What holds of each term holds of a sum of finitely many, of no other binder, and not strictly: there may be none.
#[test]
fn only_finite_sums_are_ordered_by_their_terms() {
    let ordered = |low: &str, relation: Comparison, high: &str| {
        let mut bench = Bench::new();
        let (low, high) = (bench.read(low), bench.read(high));
        let Node::Bind(_, sort, domain, body) = *bench.store.node(low) else {
            unreachable!()
        };
        let local = bench.store.local(sort, domain, 0);
        let name = bench.store.name(local);
        let open = bench.store.instantiate(body, name);
        let (law, values) = match bench.law("exp-at-least", &["x"]) {
            Proof::Law { law, .. } => (law, vec![name]),
            _ => unreachable!(),
        };
        let (one, e) = (bench.store.integer(1), bench.store.constant(Constant::E));
        let least = bench.store.sum(&[one, name]);
        let raised = bench.store.power(e, name);
        assert_eq!(open, least);
        let order = Proof::Order {
            law,
            values,
            left: Rc::new(Proof::Same(least)),
            right: Rc::new(Proof::Same(raised)),
        };
        let under = Proof::Under {
            of: low,
            local,
            body: Rc::new(order),
        };
        let proof = Proof::AtMost(vec![Rc::new(under)]);
        let claim = (low, relation, high);
        check(
            &mut bench.store,
            Theory::standard().1,
            &bench.context,
            claim,
            &proof,
        )
        .is_ok()
    };
    let (low, high) = ("(sum j:Z 1 n (+ 1 j))", "(sum j:Z 1 n (exp j))");
    assert!(ordered(low, Comparison::LessEqual, high));
    assert!(!ordered(low, Comparison::Less, high));
    assert!(!ordered(low, Comparison::Equal, high));
    assert!(!ordered(
        low,
        Comparison::LessEqual,
        "(sum j:Z 1 k (exp j))"
    ));
    for binder in ["prod j:Z 1 n", "sum j:Z 1 inf", "int j:R all"] {
        let (low, high) = (format!("({binder} (+ 1 j))"), format!("({binder} (exp j))"));
        assert!(!ordered(&low, Comparison::LessEqual, &high), "{binder}");
    }
}
