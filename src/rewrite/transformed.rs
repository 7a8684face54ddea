//! The distribution of what is made of one random variable whose distribution is known: linear transforms, exponentials,
//! logarithms, squares. `X \sim D` is judged as the equation of the distribution of X and D.

use super::engine::Normalizer;
use super::stage::Stage;
use super::step::Step;
use super::summed;
use super::view::{factors, terms};
use crate::expr::*;

/// Distributions of a variable that is drawn, and of functions of it.
const KNOWN: &[&str] = &[
    "law-of-drawn",
    "law-of-drawn-vector",
    "law-of-drawn-matrix",
    "law-of-exponential",
    "law-of-logarithm",
    "law-of-square",
    "law-of-scaled-gamma",
    "law-of-quadratic-form",
    "law-of-quadratic-form-centred",
];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Apply(operator, args) = n.store.node(id).clone() else {
        return None;
    };
    if n.stage < Stage::Facts {
        return None;
    }
    match operator {
        Operator::Law => n
            .by_any(KNOWN, id)
            .or_else(|| linear(n, id, args[0]))
            .or_else(|| summed::rule(n, id)),
        Operator::Convolution => summed::rule(n, id),
        _ => None,
    }
}

/// A linear transform of the only random variable in it.
fn linear(n: &mut Normalizer, id: Id, of: Id) -> Option<Step> {
    let names = n.store.free_names(of);
    let chance = |name: &SymbolId| n.store.is_chance(n.store.symbol(*name).sort);
    let mut random = names.into_iter().filter(chance);
    let (variable, None) = (random.next()?, random.next()) else {
        return None;
    };
    let variable = n.store.name(variable);
    let (mut left, mut right, mut rest): (Vec<Id>, Option<Id>, Vec<Id>) = (vec![], None, vec![]);
    for term in terms(n.store, of) {
        if !holds(n.store, term, variable) {
            rest.push(term);
            continue;
        }
        let (before, after) = around(n.store, term, variable)?;
        // One matrix on the right for all terms, if there is one.
        if !left.is_empty() && right != after {
            return None;
        }
        left.push(before);
        right = after;
    }
    let left = (!left.is_empty()).then(|| n.store.sum(&left))?;
    let rest = n.store.sum(&rest);
    let shift = !n.store.is_zero(rest);
    let (law, given): (&str, Vec<(&str, Id)>) = match (kind(n.store, variable, of), right) {
        (Kind::Number, None) => ("law-linear", vec![("a", left), ("X", variable)]),
        (Kind::Form, None) => {
            let row = n.store.apply(Operator::Transpose, &[left]);
            let row = n.normalize(row).to;
            ("law-linear-form", vec![("a", row), ("X", variable)])
        }
        (Kind::Vector, None) => ("law-linear-vector", vec![("A", left), ("X", variable)]),
        (Kind::Matrix, right) => {
            let (_, columns) = n.store.shape(variable);
            let right = right.unwrap_or_else(|| n.store.apply(Operator::Identity, &[columns]));
            let given = vec![("A", left), ("X", variable), ("B", right)];
            ("law-linear-matrix", given)
        }
        _ => return None,
    };
    transformed(n, id, law, given, shift.then_some(rest))
}

/// What stands before the variable in a term, and after it.
fn around(store: &mut Store, term: Id, variable: Id) -> Option<(Id, Option<Id>)> {
    let (with, scalars): (Ids, Ids) = factors(store, term)
        .into_iter()
        .partition(|&factor| holds(store, factor, variable));
    let [with] = with[..] else { return None };
    let parts = match store.node(with) {
        Node::Chain(parts) => parts.clone(),
        _ => smallvec::smallvec![with],
    };
    let at = parts.iter().position(|&part| part == variable)?;
    let mut others = parts.iter().enumerate().filter(|&(place, _)| place != at);
    if others.any(|(_, &part)| holds(store, part, variable)) {
        return None;
    }
    let mut before: Vec<Id> = scalars.to_vec();
    match at {
        0 if store.is_array(variable) => {
            let (rows, _) = store.shape(variable);
            before.push(store.apply(Operator::Identity, &[rows]));
        }
        0 => {}
        _ => before.push(store.chain(&parts[..at])),
    }
    let after = (at + 1 < parts.len()).then(|| store.chain(&parts[at + 1..]));
    Some((store.product(&before), after))
}

fn holds(store: &Store, id: Id, variable: Id) -> bool {
    match *store.node(variable) {
        Node::Name(symbol) => store.mentions(id, symbol),
        _ => false,
    }
}

enum Kind {
    Number,
    /// A number made of a vector.
    Form,
    Vector,
    Matrix,
}

fn kind(store: &Store, variable: Id, of: Id) -> Kind {
    let values = match store.sort(variable) {
        Sort::Random(values) => store.sort_of(*values),
        sort => sort,
    };
    match values {
        Sort::Vector(_) if store.is_array(of) => Kind::Vector,
        Sort::Vector(_) => Kind::Form,
        Sort::Matrix(..) => Kind::Matrix,
        _ => Kind::Number,
    }
}

/// The law at the values, after the transform is brought to the form of the law.
fn transformed(
    n: &mut Normalizer,
    id: Id,
    law: &str,
    mut given: Vec<(&str, Id)>,
    shift: Option<Id>,
) -> Option<Step> {
    let shifted = format!("{law}-shifted");
    let law = match shift {
        Some(rest) => {
            given.push(("b", rest));
            shifted.as_str()
        }
        None => law,
    };
    summed::at_values(n, id, law, &given)
}
