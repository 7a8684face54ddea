//! Properties of expressions made at random: normal forms are final, printing can be read back, rewriting keeps values.

use hence::check::with_stack;
use hence::elaborate::lower::lower;
use hence::elaborate::phrases::Property;
use hence::elaborate::scope::Scope;
use hence::elaborate::survey::Survey;
use hence::evaluate::{self, Method, Outcome};
use hence::expr::*;
use hence::kernel::ring;
use hence::parse::parse_expression;
use hence::theory::Context;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// The plan of an expression; built in a store when it is tried.
#[derive(Debug, Clone)]
enum Plan {
    Number(i64, i64),
    Name(usize),
    Sum(Vec<Plan>),
    Product(Vec<Plan>),
    Power(Box<Plan>, i64),
    Root(Box<Plan>),
    Exp(Box<Plan>),
    Apply(usize, Box<Plan>),
    /// A sum over i from 1 to n of a body times i.
    Range(Box<Plan>),
}

const NAMES: [&str; 4] = ["x", "y", "z", r"\mu"];
const FUNCTIONS: [Operator; 4] = [Operator::Log, Operator::Sin, Operator::Cos, Operator::Abs];

fn plan() -> impl Strategy<Value = Plan> {
    let leaf = prop_oneof![
        (-4i64..5, 1i64..4).prop_map(|(n, d)| Plan::Number(n, d)),
        (0..NAMES.len()).prop_map(Plan::Name),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Plan::Sum),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Plan::Product),
            (inner.clone(), -2i64..4)
                .prop_map(|(base, exponent)| Plan::Power(Box::new(base), exponent)),
            inner.clone().prop_map(|base| Plan::Root(Box::new(base))),
            inner.clone().prop_map(|arg| Plan::Exp(Box::new(arg))),
            (0..FUNCTIONS.len(), inner.clone()).prop_map(|(f, arg)| Plan::Apply(f, Box::new(arg))),
            inner.prop_map(|body| Plan::Range(Box::new(body))),
        ]
    })
}

fn build(store: &mut Store, plan: &Plan) -> Id {
    let all = |store: &mut Store, items: &[Plan]| -> Vec<Id> {
        items.iter().map(|item| build(store, item)).collect()
    };
    match plan {
        Plan::Number(n, d) => store.ratio(*n, *d),
        Plan::Name(at) => {
            let symbol = store.declare(NAMES[*at], Sort::Real);
            store.name(symbol)
        }
        Plan::Sum(items) => {
            let items = all(store, items);
            store.sum(&items)
        }
        Plan::Product(items) => {
            let items = all(store, items);
            store.product(&items)
        }
        Plan::Power(base, exponent) => {
            let (base, exponent) = (build(store, base), store.integer(*exponent));
            store.power(base, exponent)
        }
        Plan::Root(base) => {
            let base = build(store, base);
            store.sqrt(base)
        }
        Plan::Exp(arg) => {
            let arg = build(store, arg);
            store.exp(arg)
        }
        Plan::Apply(f, arg) => {
            let arg = build(store, arg);
            store.apply(FUNCTIONS[*f], &[arg])
        }
        Plan::Range(body) => {
            let (n, i) = (
                store.declare("n", Sort::Integer),
                store.declare("i", Sort::Integer),
            );
            let (body, index) = (build(store, body), store.name(i));
            let (body, one, n) = (
                store.product(&[index, body]),
                store.integer(1),
                store.name(n),
            );
            store.bind_name(BinderKind::Sum, i, Domain::Range(one, n), body)
        }
    }
}

/// Tries a property on so many random expressions, the same ones everywhere.
fn hold(count: u32, property: impl Fn(&mut Store, Id) -> Result<(), String> + Send + Sync) {
    with_stack(|| {
        let config = Config {
            cases: if cfg!(debug_assertions) {
                count / 8
            } else {
                count
            },
            failure_persistence: None,
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(
            config,
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        );
        let outcome = runner.run(&plan(), |plan| {
            let mut store = Store::new();
            let id = build(&mut store, &plan);
            property(&mut store, id)
                .map_err(|why| TestCaseError::fail(format!("{}: {why}", store.to_brackets(id))))
        });
        assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    });
}

#[test]
fn normal_forms_are_final() {
    hold(2_000, |store, id| {
        let Ok((once, _)) = ring::normal(store, id) else {
            return Ok(());
        };
        let Ok((twice, _)) = ring::normal(store, once) else {
            return Ok(());
        };
        match once == twice {
            true => Ok(()),
            false => Err(format!(
                "{} becomes {}",
                store.to_brackets(once),
                store.to_brackets(twice)
            )),
        }
    });
}

#[test]
fn printing_is_read_back() {
    hold(2_000, |store, id| {
        let mut survey = Survey::new();
        survey.declare(&parse_expression("n").0, Property::Integer);
        let mut scope = Scope::new(&survey);
        let printed = store.to_latex(id);
        let tree = parse_expression(&printed).0;
        match lower(store, &mut scope, &tree) {
            // Numbers are put together as they are read: `\frac{1}{-1}` is -1.
            Ok(read)
                if read.id == id
                    || matches!(ring::equal(store, read.id, id), Ok(Some(_)) | Err(_)) =>
            {
                Ok(())
            }
            Ok(read) => Err(format!(
                "{printed} is read as {}",
                store.to_brackets(read.id)
            )),
            Err(why) => Err(format!("{printed} is not read: {}", why.text)),
        }
    });
}

#[test]
fn normal_forms_keep_the_value() {
    hold(600, |store, id| {
        let Ok((normal, _)) = ring::normal(store, id) else {
            return Ok(());
        };
        let claim = evaluate::Claim {
            left: id,
            relation: Comparison::Equal,
            right: normal,
        };
        let options = evaluate::Options {
            points: 4,
            budget: 40_000,
            ..evaluate::Options::default()
        };
        match evaluate::judge(store, &Context::default(), &claim, &options) {
            // The normal form may be defined where the expression is not.
            Outcome::Refuted(found) if found.method != Method::Undefined => Err(format!(
                "its normal form is {}, which differs at {:?}",
                store.to_brackets(normal),
                found.bindings
            )),
            _ => Ok(()),
        }
    });
}
