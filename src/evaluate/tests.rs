//! Claims judged as a whole: true ones agree, the classic false steps have their counterexamples.

use super::*;
use crate::expr::*;
use crate::theory::{Context, Fact, FactKind};

/// A store with a context, and short ways to write expressions.
#[derive(Default)]
struct Desk {
    store: Store,
    context: Context,
    options: Options,
}

impl Desk {
    fn real(&mut self, name: &str) -> Id {
        self.of(name, Sort::Real)
    }

    fn of(&mut self, name: &str, sort: Sort) -> Id {
        let symbol = self.store.declare(name, sort);
        self.store.name(symbol)
    }

    fn symbol(&self, id: Id) -> SymbolId {
        match self.store.node(id) {
            Node::Name(symbol) => *symbol,
            _ => panic!("not a name"),
        }
    }

    fn positive(&mut self, id: Id) {
        let zero = self.store.integer(0);
        let condition = self.store.relation(Comparison::Less, zero, id);
        self.suppose(condition);
    }

    fn suppose(&mut self, condition: Id) {
        self.context.hypotheses.push((condition, "here".to_owned()));
    }

    fn define(&mut self, left: Id, right: Id, variables: &[Id]) {
        let variables = variables.iter().map(|&v| self.symbol(v)).collect();
        self.context.facts.push(Fact {
            kind: FactKind::Definition,
            left,
            right,
            variables,
            conditions: Vec::new(),
            source: "here".to_owned(),
            given: false,
        });
    }

    fn square(&mut self, id: Id) -> Id {
        let two = self.store.integer(2);
        self.store.power(id, two)
    }

    fn pdf(&mut self, distribution: Operator, parameters: &[Id], at: Id) -> Id {
        let distribution = self.store.apply(distribution, parameters);
        self.store.apply(Operator::Pdf, &[distribution, at])
    }

    fn integral(&mut self, variable: Id, body: Id) -> Id {
        let name = self.symbol(variable);
        self.store
            .bind_name(BinderKind::Integral, name, Domain::All, body)
    }

    fn sum_over(&mut self, variable: Id, body: Id) -> Id {
        let name = self.symbol(variable);
        self.store
            .bind_name(BinderKind::Sum, name, Domain::All, body)
    }

    fn judge(&mut self, left: Id, relation: Comparison, right: Id) -> Outcome {
        let claim = Claim {
            left,
            relation,
            right,
        };
        judge(&mut self.store, &self.context, &claim, &self.options)
    }

    fn equal(&mut self, left: Id, right: Id) -> Outcome {
        self.judge(left, Comparison::Equal, right)
    }

    fn agrees(&mut self, left: Id, right: Id) -> Agreement {
        match self.equal(left, right) {
            Outcome::Agrees(agreement) => agreement,
            other => panic!("{other:?}"),
        }
    }

    fn refuted(&mut self, left: Id, right: Id) -> Counterexample {
        match self.equal(left, right) {
            Outcome::Refuted(example) => *example,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn binomial_formula_and_its_slip() {
    let mut d = Desk::default();
    let x = d.real("x");
    let (one, two) = (d.store.integer(1), d.store.integer(2));
    let shifted = d.store.sum(&[x, one]);
    let (left, square) = (d.square(shifted), d.square(x));
    let twice = d.store.product(&[two, x]);
    let right = d.store.sum(&[square, twice, one]);
    let agreement = d.agrees(left, right);
    assert!(agreement.high_precision && agreement.points == 24);
    let wrong = d.store.sum(&[square, x, one]);
    let example = d.refuted(left, wrong);
    assert_eq!(example.method, Method::Certified);
    assert_eq!(example.bindings.len(), 1);
    assert_eq!(
        serde_json::to_string(&example.bindings[0].1).unwrap().len(),
        1
    );
}

#[test]
fn logarithms_and_roots() {
    let mut d = Desk::default();
    let (x, y) = (d.real("x"), d.real("y"));
    d.positive(x);
    d.positive(y);
    let (product, logs) = (d.store.product(&[x, y]), [d.store.log(x), d.store.log(y)]);
    let (left, right) = (d.store.log(product), d.store.sum(&logs));
    d.agrees(left, right);
    let wrong = d.store.product(&logs);
    assert_eq!(d.refuted(left, wrong).method, Method::Certified);
    let z = d.real("z");
    let square = d.square(z);
    let root = d.store.sqrt(square);
    assert_eq!(d.refuted(root, z).method, Method::Certified);
    let absolute = d.store.apply(Operator::Abs, &[z]);
    d.agrees(root, absolute);
}

#[test]
fn matrices_do_not_commute() {
    let mut d = Desk::default();
    let n = d.of("n", Sort::Integer);
    let (a, b) = (d.of("A", Sort::Matrix(n, n)), d.of("B", Sort::Matrix(n, n)));
    let (left, right) = (d.store.chain(&[a, b]), d.store.chain(&[b, a]));
    let example = d.refuted(left, right);
    assert_eq!(example.method, Method::Certified);
    assert!(
        example
            .bindings
            .contains(&("n".to_owned(), Binding::Integer(2)))
    );
    let traces = [left, right].map(|m| d.store.apply(Operator::Trace, &[m]));
    d.agrees(traces[0], traces[1]);
    let inverse = d.store.apply(Operator::Inverse, &[left]);
    let parts = [b, a].map(|m| d.store.apply(Operator::Inverse, &[m]));
    let turned = d.store.chain(&parts);
    d.agrees(inverse, turned);
}

#[test]
fn joint_tables_have_consistent_marginals() {
    let mut d = Desk::default();
    let p = d.of("p", Sort::Family);
    let family = d.symbol(p);
    let slots = ["x", "y"].map(|s| {
        let sort = d.store.intern_sort(Sort::Element(None));
        d.store.intern_symbol(Symbol {
            spelling: s.to_owned(),
            sort,
            role: Role::Slot,
            version: 0,
        })
    });
    let (x, y) = (
        d.of("x", Sort::Element(None)),
        d.of("y", Sort::Element(None)),
    );
    let joint = d
        .store
        .density(family, &[(slots[0], x), (slots[1], y)], &[]);
    let px = d.store.density(family, &[(slots[0], x)], &[]);
    let py = d.store.density(family, &[(slots[1], y)], &[]);
    let conditional = d.store.density(family, &[(slots[1], y)], &[(slots[0], x)]);
    let marginal = d.sum_over(y, joint);
    d.agrees(marginal, px);
    let chained = d.store.product(&[px, conditional]);
    d.agrees(chained, joint);
    let independent = d.store.product(&[px, py]);
    assert_eq!(d.refuted(joint, independent).method, Method::Certified);
    // H(X, Y) is H(X) + H(Y) for independent variables only.
    let entropy = |d: &mut Desk, names: &[Id], p: Id| {
        let symbols: Vec<SymbolId> = names.iter().map(|&n| d.symbol(n)).collect();
        let lambda = d.store.lambda(&symbols, p);
        d.store.apply(Operator::Entropy, &[lambda])
    };
    let both = entropy(&mut d, &[x, y], joint);
    let parts = [entropy(&mut d, &[x], px), entropy(&mut d, &[y], py)];
    let total = d.store.sum(&parts);
    assert_eq!(d.refuted(both, total).method, Method::Certified);
    match d.judge(both, Comparison::LessEqual, total) {
        Outcome::Agrees(_) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn expectations_do_not_multiply() {
    let mut d = Desk::default();
    let real = d.store.intern_sort(Sort::Real);
    let (x, y) = (d.of("X", Sort::Random(real)), d.of("Y", Sort::Random(real)));
    let mean = |d: &mut Desk, id: Id| d.store.apply(Operator::Expectation, &[id]);
    let square = d.square(x);
    let (left, first) = (mean(&mut d, square), mean(&mut d, x));
    let wrong = d.square(first);
    assert_eq!(d.refuted(left, wrong).method, Method::Certified);
    let variance = d.store.apply(Operator::Variance, &[x]);
    let right = d.store.sum(&[wrong, variance]);
    d.agrees(left, right);
    let sum = d.store.sum(&[x, y]);
    let (left, second) = (mean(&mut d, sum), mean(&mut d, y));
    let right = d.store.sum(&[first, second]);
    d.agrees(left, right);
    let product = d.store.product(&[x, y]);
    let (left, right) = (mean(&mut d, product), d.store.product(&[first, second]));
    d.refuted(left, right);
    let independent = d.store.apply(Operator::Independent, &[x, y]);
    d.suppose(independent);
    d.agrees(left, right);
}

#[test]
fn divergence_of_normal_densities() {
    let mut d = Desk::default();
    let names = ["\\mu_{1}", "\\sigma_{1}", "\\mu_{2}", "\\sigma_{2}", "x"];
    let [m1, s1, m2, s2, x] = names.map(|n| d.real(n));
    d.positive(s1);
    d.positive(s2);
    let (v1, v2) = (d.square(s1), d.square(s2));
    let p = d.pdf(Operator::Normal, &[m1, v1], x);
    let q = d.pdf(Operator::Normal, &[m2, v2], x);
    let variable = d.symbol(x);
    let lambdas = [p, q].map(|f| d.store.lambda(&[variable], f));
    let left = d.store.apply(Operator::Divergence, &lambdas);
    // log(s2 / s1) + (v1 + (m1 - m2)^2) / (2 v2) - 1/2
    let ratio = d.store.divide(s2, s1);
    let log = d.store.log(ratio);
    let gap = d.store.subtract(m1, m2);
    let square = d.square(gap);
    let top = d.store.sum(&[v1, square]);
    let two = d.store.integer(2);
    let bottom = d.store.product(&[two, v2]);
    let middle = d.store.divide(top, bottom);
    let half = d.store.ratio(-1, 2);
    let right = d.store.sum(&[log, middle, half]);
    let agreement = d.agrees(left, right);
    assert!(agreement.quadrature && !agreement.high_precision);
    let wrong = d.store.sum(&[log, middle]);
    assert_eq!(d.refuted(left, wrong).method, Method::Numeric);
    let total = d.integral(x, p);
    let one = d.store.integer(1);
    d.agrees(total, one);
}

#[test]
fn normal_vectors_under_the_integral() {
    let mut d = Desk::default();
    let n = d.of("J", Sort::Integer);
    let (z, m) = (d.of("z", Sort::Vector(n)), d.of("\\mu", Sort::Vector(n)));
    let v = d.of("\\sigma^{2}", Sort::Vector(n));
    let sort = d.store.intern_sort(Sort::Integer);
    let j = d.store.bound(0, sort);
    let entry = d.store.component(v, &[j]);
    let zero = d.store.integer(0);
    let positive = d.store.relation(Comparison::Less, zero, entry);
    let one = d.store.integer(1);
    let all = d
        .store
        .bind(BinderKind::ForAll, sort, Domain::Range(one, n), positive);
    d.suppose(all);
    let q = d.pdf(Operator::DiagonalNormal, &[m, v], z);
    let turned = d.store.apply(Operator::Transpose, &[z]);
    let square = d.store.chain(&[turned, z]);
    let body = d.store.product(&[q, square]);
    let left = d.integral(z, body);
    let mean = d.store.component(m, &[j]);
    let mean_square = d.square(mean);
    let term = d.store.sum(&[mean_square, entry]);
    let right = d
        .store
        .bind(BinderKind::Sum, sort, Domain::Range(one, n), term);
    assert!(d.agrees(left, right).quadrature);
    let wrong = d
        .store
        .bind(BinderKind::Sum, sort, Domain::Range(one, n), mean_square);
    assert_eq!(d.refuted(left, wrong).method, Method::Numeric);
}

#[test]
fn definitions_are_followed() {
    let mut d = Desk::default();
    let real = d.store.intern_sort(Sort::Real);
    let f = d.of("f", Sort::Function(vec![real], real));
    let x = d.real("x");
    let applied = d.store.call(f, &[x]);
    let cube = {
        let three = d.store.integer(3);
        d.store.power(x, three)
    };
    d.define(applied, cube, &[x]);
    let t = d.real("t");
    let (at, slope_body) = (d.store.call(f, &[t]), d.store.call(f, &[x]));
    let name = d.symbol(x);
    let slope = d
        .store
        .bind_name(BinderKind::Derivative, name, Domain::At(t), slope_body);
    let (three, square) = (d.store.integer(3), d.square(t));
    let right = d.store.product(&[three, square]);
    d.agrees(slope, right);
    assert_eq!(d.refuted(slope, at).method, Method::Numeric);
}

#[test]
fn conditions_without_a_model_and_work_without_end() {
    let mut d = Desk::default();
    let x = d.real("x");
    d.positive(x);
    let minus = d.store.negate(x);
    d.positive(minus);
    let reason = |outcome: Outcome| match outcome {
        Outcome::Cannot { reason, .. } => reason,
        other => panic!("{other:?}"),
    };
    let outcome = d.equal(x, x);
    assert_eq!(reason(outcome), Cannot::NoModel);
    let mut d = Desk::default();
    let n = d.store.integer(100_000_000);
    let huge = d.store.apply(Operator::Factorial, &[n]);
    let outcome = d.equal(huge, n);
    assert_eq!(reason(outcome), Cannot::TooLarge);
    let sort = d.store.intern_sort(Sort::Integer);
    let (one, i) = (d.store.integer(1), d.store.bound(0, sort));
    let end = d.store.integer(1_000_000_000_000_000_000);
    let sum = d
        .store
        .bind(BinderKind::Sum, sort, Domain::Range(one, end), i);
    let outcome = d.equal(sum, n);
    assert_eq!(reason(outcome), Cannot::TooLarge);
}

#[test]
fn one_side_undefined_everywhere() {
    let mut d = Desk::default();
    let x = d.real("x");
    let square = d.square(x);
    let minus = d.store.negate(square);
    let log = d.store.log(minus);
    assert_eq!(d.refuted(log, x).method, Method::Undefined);
    // At some points only: no counterexample, and no support either.
    let (left, two) = (d.store.log(square), d.store.integer(2));
    let plain = d.store.log(x);
    let right = d.store.product(&[two, plain]);
    d.agrees(left, right);
}

#[test]
fn series_and_limits_settle() {
    let mut d = Desk::default();
    let x = d.real("x");
    let sort = d.store.intern_sort(Sort::Integer);
    let (zero, end) = (d.store.integer(0), d.store.constant(Constant::Infinity));
    let k = d.store.bound(0, sort);
    let power = d.store.power(x, k);
    let factorial = d.store.apply(Operator::Factorial, &[k]);
    let term = d.store.divide(power, factorial);
    let series = d
        .store
        .bind(BinderKind::Sum, sort, Domain::Range(zero, end), term);
    let exponential = d.store.exp(x);
    d.agrees(series, exponential);
    let turn = d.store.constant(Constant::I);
    let angle = d.store.product(&[turn, x]);
    let (left, parts) = (
        d.store.exp(angle),
        [Operator::Cos, Operator::Sin].map(|f| d.store.apply(f, &[x])),
    );
    let imaginary = d.store.product(&[turn, parts[1]]);
    let right = d.store.sum(&[parts[0], imaginary]);
    assert!(d.agrees(left, right).high_precision);
}

#[test]
fn derivatives_of_elementary_functions_are_certified() {
    let mut d = Desk::default();
    let (x, t) = (d.real("x"), d.real("t"));
    let body = {
        let (log, square) = (d.store.log(x), d.square(x));
        let sine = d.store.apply(Operator::Sin, &[square]);
        d.store.product(&[log, sine])
    };
    let name = d.symbol(x);
    let left = d
        .store
        .bind_name(BinderKind::Derivative, name, Domain::At(t), body);
    let (inverse, square, log) = (d.store.reciprocal(t), d.square(t), d.store.log(t));
    let (sine, cosine) = (
        d.store.apply(Operator::Sin, &[square]),
        d.store.apply(Operator::Cos, &[square]),
    );
    let two = d.store.integer(2);
    let (first, second) = (
        d.store.product(&[inverse, sine]),
        d.store.product(&[two, t, log, cosine]),
    );
    let right = d.store.sum(&[first, second]);
    assert!(d.agrees(left, right).high_precision);
    assert_eq!(d.refuted(left, second).method, Method::Certified);
}

#[test]
fn masses_and_densities_have_total_one_and_their_means() {
    use Operator::{
        Bernoulli, BetaDist, BinomialDist, Draw, ExGaussian, Expectation, Exponential, GammaDist,
        Geometric, Laplace, Normal, Poisson, Variance, Wald,
    };
    let mut d = Desk::default();
    d.options.points = 4;
    let [m, a, b, p] = ["m", "a", "b", "p"].map(|n| d.real(n));
    for id in [a, b, p] {
        d.positive(id);
    }
    let one = d.store.integer(1);
    let below = d.store.relation(Comparison::Less, p, one);
    d.suppose(below);
    let n = d.of("n", Sort::Integer);
    d.positive(n);
    let two = d.store.integer(2);
    let (pa, ab) = (d.store.divide(one, a), d.store.divide(a, b));
    let square = d.square(b);
    let half = d.store.product(&[two, square]);
    let cube = d.store.product(&[square, b]);
    let over_cube = d.store.divide(a, cube);
    let (shifted, tail) = (d.store.sum(&[m, pa]), d.square(pa));
    let wider = d.store.sum(&[square, tail]);
    /// Distribution, parameters, sort of its values, mean, variance.
    type Row = (Operator, Vec<Id>, Sort, Id, Option<Id>);
    let rows: Vec<Row> = vec![
        (Normal, vec![m, a], Sort::Real, m, Some(a)),
        (Exponential, vec![a], Sort::Real, pa, None),
        (GammaDist, vec![a, b], Sort::Real, ab, None),
        (Laplace, vec![m, b], Sort::Real, m, Some(half)),
        (Wald, vec![b, a], Sort::Real, ab, Some(over_cube)),
        (ExGaussian, vec![m, b, a], Sort::Real, shifted, Some(wider)),
        (Poisson, vec![a], Sort::Integer, a, Some(a)),
        (Bernoulli, vec![p], Sort::Integer, p, None),
        (
            BinomialDist,
            vec![n, p],
            Sort::Integer,
            { d.store.product(&[n, p]) },
            None,
        ),
        (
            Geometric,
            vec![p],
            Sort::Integer,
            { d.store.reciprocal(p) },
            None,
        ),
        (
            BetaDist,
            vec![a, b],
            Sort::Real,
            {
                let sum = d.store.sum(&[a, b]);
                d.store.divide(a, sum)
            },
            None,
        ),
    ];
    for (at, (operator, parameters, sort, mean, variance)) in rows.into_iter().enumerate() {
        let x = d.of("x", sort.clone());
        let mass = d.pdf(operator, &parameters, x);
        let total = match sort {
            Sort::Real => d.integral(x, mass),
            _ => d.sum_over(x, mass),
        };
        d.agrees(total, one);
        // A random variable with that distribution.
        let inner = d.store.intern_sort(sort);
        let variable = d.of(&format!("X_{{{at}}}"), Sort::Random(inner));
        let law = d.store.apply(operator, &parameters);
        let draw = d.store.apply(Draw, &[variable, law]);
        d.suppose(draw);
        let expected = d.store.apply(Expectation, &[variable]);
        d.agrees(expected, mean);
        if let Some(variance) = variance {
            let spread = d.store.apply(Variance, &[variable]);
            d.agrees(spread, variance);
        }
    }
}

#[test]
fn equations_among_the_conditions_are_solved() {
    let mut d = Desk::default();
    let [a, b, c] = ["a", "b", "c"].map(|n| d.real(n));
    let (sum, one) = (d.store.sum(&[a, b, c]), d.store.integer(1));
    let condition = d.store.relation(Comparison::Equal, sum, one);
    d.suppose(condition);
    let left = d.store.subtract(one, a);
    let right = d.store.sum(&[b, c]);
    d.agrees(left, right);
    assert_eq!(d.refuted(left, b).method, Method::Certified);
}

#[test]
fn posteriors_follow_from_a_defined_prior_and_likelihood() {
    let mut d = Desk::default();
    let p = d.of("p", Sort::Family);
    let family = d.symbol(p);
    let slots = ["x", "z"].map(|s| {
        let sort = d.store.intern_sort(Sort::Real);
        d.store.intern_symbol(Symbol {
            spelling: s.to_owned(),
            sort,
            role: Role::Slot,
            version: 0,
        })
    });
    let (x, z) = (d.real("x"), d.real("z"));
    let (zero, one) = (d.store.integer(0), d.store.integer(1));
    let prior = d.store.density(family, &[(slots[1], z)], &[]);
    let standard = d.pdf(Operator::Normal, &[zero, one], z);
    d.define(prior, standard, &[z]);
    let likelihood = d.store.density(family, &[(slots[0], x)], &[(slots[1], z)]);
    let joint = d
        .store
        .density(family, &[(slots[0], x), (slots[1], z)], &[]);
    let evidence = d.store.density(family, &[(slots[0], x)], &[]);
    let posterior = d.store.density(family, &[(slots[1], z)], &[(slots[0], x)]);
    let product = d.store.product(&[likelihood, prior]);
    d.agrees(joint, product);
    let bayes = d.store.divide(product, evidence);
    d.agrees(posterior, bayes);
    let total = d.integral(z, posterior);
    d.agrees(total, one);
    assert_eq!(d.refuted(posterior, prior).method, Method::Numeric);
}

#[test]
fn convexity_is_not_held_against_an_inequality() {
    let mut d = Desk::default();
    let real = d.store.intern_sort(Sort::Real);
    let f = d.of("f", Sort::Function(vec![real], real));
    let x = d.of("X", Sort::Random(real));
    let fx = d.store.call(f, &[x]);
    let (inside, mean) = (
        d.store.apply(Operator::Expectation, &[fx]),
        d.store.apply(Operator::Expectation, &[x]),
    );
    let outside = d.store.call(f, &[mean]);
    match d.judge(outside, Comparison::LessEqual, inside) {
        Outcome::Cannot {
            reason: Cannot::Unstated,
            ..
        } => {}
        other => panic!("{other:?}"),
    }
    d.refuted(outside, inside);
}

/// Laws are no part of evaluation: here they are claims like any other, and none has a counterexample.
#[test]
fn no_law_is_refuted() {
    let (store, theory) = crate::theory::Theory::standard();
    let options = Options {
        points: 6,
        ..Options::default()
    };
    for law in theory.laws() {
        let mut store = store.clone();
        let here = |&condition: &Id| (condition, "law".to_owned());
        let context = Context {
            hypotheses: law.conditions.iter().map(here).collect(),
            ..Context::default()
        };
        let claim = Claim {
            left: law.left,
            relation: law.relation,
            right: law.right,
        };
        match judge(&mut store, &context, &claim, &options) {
            Outcome::Agrees(_) => {}
            Outcome::Cannot { reason, detail } => {
                eprintln!("{}: {} {detail}", law.id, reason.text());
            }
            Outcome::Refuted(example) | Outcome::Differs(example) => {
                panic!("{}: {example:?}", law.id);
            }
        }
    }
}

#[test]
fn deep_and_towering_expressions_end_quickly() {
    let mut d = Desk::default();
    let x = d.real("x");
    let mut deep = x;
    for _ in 0..1000 {
        deep = d.store.apply(Operator::Sin, &[deep]);
    }
    assert!(matches!(
        d.equal(deep, x),
        Outcome::Cannot {
            reason: Cannot::TooDeep,
            ..
        }
    ));
    let ten = d.store.integer(10);
    let mut tower = ten;
    for _ in 0..3 {
        tower = d.store.power(ten, tower);
    }
    let power = d.store.power(x, tower);
    assert!(matches!(d.equal(power, x), Outcome::Cannot { .. }));
}

#[test]
fn the_same_claim_in_another_store_has_the_same_counterexample() {
    let bindings = |first: &str| {
        let mut d = Desk::default();
        d.real(first);
        let (y, x) = (d.real("y"), d.real("x"));
        let (one, square) = (d.store.integer(1), d.square(x));
        let right = d.store.sum(&[square, y, one]);
        format!("{:?}", d.refuted(square, right).bindings)
    };
    assert_eq!(bindings("x"), bindings("unused"));
}
