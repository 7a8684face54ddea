//! True steps are proved, false ones are not.

use super::claims::*;
use super::*;
use crate::expr::*;
use crate::theory::{Context, Fact, FactKind, Row, Theory, load};

/// Reads a claim in the syntax of law rows: names with sorts, hypotheses, left, right.
pub(super) fn claim(
    names: &str,
    hypotheses: &[&str],
    left: &str,
    right: &str,
) -> (Store, Context, (Id, Comparison, Id)) {
    claim_of(names, hypotheses, left, "=", right)
}

fn claim_of(
    names: &str,
    hypotheses: &[&str],
    left: &str,
    relation: &'static str,
    right: &str,
) -> (Store, Context, (Id, Comparison, Id)) {
    let mut store = Theory::standard().0.clone();
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let conditions: Vec<&'static str> = hypotheses.iter().map(|h| leak(h)).collect();
    let row = Row {
        id: "claim",
        variables: leak(names),
        relation,
        left: leak(left),
        right: leak(right),
        conditions: Box::leak(conditions.into_boxed_slice()),
        doc: "",
        source: "",
    };
    let law = load::law(&mut store, "test", &row).expect("a well-formed claim");
    // The variables of a row become names of a note.
    let mut names = Substitution::default();
    for &variable in &law.variables {
        let symbol = store.symbol(variable).clone();
        let sort = match store.sort_of(symbol.sort).clone() {
            Sort::Vector(n) => Sort::Vector(store.substitute(n, &names)),
            Sort::Matrix(m, n) => {
                let m = store.substitute(m, &names);
                Sort::Matrix(m, store.substitute(n, &names))
            }
            sort => sort,
        };
        let name = store.declare(&symbol.spelling, sort);
        let name = store.name(name);
        names.insert(variable, name);
    }
    let left = store.substitute(law.left, &names);
    let right = store.substitute(law.right, &names);
    let mut context = Context::default();
    for condition in law.conditions {
        let condition = store.substitute(condition, &names);
        if let Node::Relation(Comparison::Equal, left, right) = *store.node(condition) {
            context.facts.push(Fact {
                kind: FactKind::Result,
                left,
                right,
                variables: vec![],
                conditions: Vec::new(),
                source: String::from("test"),
                given: false,
            });
            continue;
        }
        context.hypotheses.push((condition, String::from("test")));
    }
    (store, context, (left, law.relation, right))
}

pub(super) fn try_prove(
    names: &str,
    hypotheses: &[&str],
    left: &str,
    right: &str,
) -> Result<(), String> {
    let (mut store, context, claim) = claim(names, hypotheses, left, right);
    let theory = Theory::standard().1;
    match prove(&mut store, theory, &context, claim, &mut Budget::default()) {
        Ok(_) => Ok(()),
        Err(failure) => Err(format!(
            "{:?} {:?}\n  {}\n  {}",
            failure.reason,
            failure.refusal,
            show(&store, failure.left),
            show(&store, failure.right)
        )),
    }
}

pub(super) fn show(s: &Store, id: Id) -> String {
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

#[test]
fn false_steps() {
    let proved: Vec<_> = FALSE
        .iter()
        .filter(|(names, hyps, l, r)| try_prove(names, hyps, l, r).is_ok())
        .collect();
    assert!(proved.is_empty(), "{proved:?}");
}

#[test]
fn true_steps() {
    let mut bad = 0;
    for (names, hyps, l, r) in TRUE
        .iter()
        .chain(DENSITIES)
        .chain(MATRICES)
        .chain(FACTS)
        .chain(INTEGRALS)
        .chain(PRODUCTS)
        .chain(VECTORS)
        .chain(DERIVATIVES)
        .chain(SUMS)
    {
        if let Err(e) = try_prove(names, hyps, l, r) {
            bad += 1;
            println!("NOT PROVED {l} = {r}\n  {e}");
        }
    }
    assert_eq!(bad, 0);
}

#[test]
fn inequalities() {
    let run = |&(names, hyps, left, relation, right): &Order| {
        let (mut store, context, claim) = claim_of(names, hyps, left, relation, right);
        prove(
            &mut store,
            Theory::standard().1,
            &context,
            claim,
            &mut Budget::default(),
        )
        .is_ok()
    };
    let missed: Vec<_> = ORDERS.iter().filter(|row| !run(row)).collect();
    assert!(missed.is_empty(), "not proved: {missed:?}");
    let wrong: Vec<_> = FALSE_ORDERS.iter().filter(|row| run(row)).collect();
    assert!(wrong.is_empty(), "proved: {wrong:?}");
}
