//! Matrices: transposes inwards, inverses cancelled, traces and scalar products turned to one canonical word.

use super::engine::Normalizer;
use super::stacked;
use super::stage::Stage;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;
use crate::kernel::{Proof, arrays, ring};

const INVERSES: &[&str] = &[
    "inverse-inverse",
    "inverse-identity",
    "inverse-product",
    "kronecker-inverse",
];
const DETERMINANTS: &[&str] = &[
    "determinant-identity",
    "determinant-inverse",
    "determinant-transpose",
    "determinant-product",
    "determinant-scale",
    "determinant-diagonal",
    "kronecker-determinant",
    "root-determinant",
];
const CANCEL: &[&str] = &[
    "inverse-right",
    "inverse-left",
    "inverse-right-before",
    "inverse-left-before",
    "inverse-right-after",
    "inverse-left-after",
    "inverse-right-between",
    "inverse-left-between",
];
const ROOTS: &[&str] = &[
    "root-square",
    "root-inverse-square",
    "root-square-before",
    "root-inverse-square-before",
    "root-square-after",
    "root-inverse-square-after",
    "root-square-between",
    "root-inverse-square-between",
    "root-whitens",
];
const COMPONENTS: &[&str] = &[
    "component-sum",
    "component-scale",
    "component-hadamard",
    "component-zero",
    "component-ones",
    "component-unit",
    "entry-of-list",
    "component-diagonal-of",
];
/// Entries of products, at the last stage.
const ENTRIES: &[&str] = &[
    "entry-diagonal-product",
    "entry-inverse-diagonal-product",
    "entry-product",
    "entry-of-product",
    "entry-transpose",
    "entry-identity",
    "entry-diagonal",
];
const TRACES: &[&str] = &["trace-diagonal", "trace-entries"];

/// Squared norms, before the norm itself is written as a root.
pub fn early(n: &mut Normalizer, id: Id) -> Option<Step> {
    match *n.store.node(id) {
        Node::Power(base, _) if matches!(n.store.node(base), Node::Apply(Operator::Norm, _)) => {
            n.by_law("norm-squared", id)
        }
        _ => None,
    }
}

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    // Later on, so that `(A B)^{-1}` may be taken apart before `A B` is multiplied out.
    if n.stage >= Stage::Information
        && let Some(step) = by_entries(n, id)
    {
        return Some(step);
    }
    if let Some(step) = stacked::rule(n, id) {
        return Some(step);
    }
    match n.store.node(id).clone() {
        Node::Apply(Operator::Transpose, args) => transpose(n, id, args[0]),
        Node::Apply(Operator::Inverse, args) => inverse(n, id, args[0]),
        Node::Apply(Operator::Determinant, args) => determinant(n, id, args[0]),
        Node::Apply(Operator::Trace, args) => trace(n, id, args[0]),
        Node::Apply(Operator::Norm, _) => n.by_law("norm-definition", id),
        Node::Apply(Operator::Kronecker, args) => kronecker(n, id, [args[0], args[1]]),
        Node::Chain(items) => chain(n, id, &items),
        Node::Component(base, _) if n.store.is_array(base) => component(n, id, base),
        Node::Bind(BinderKind::Sum, ..) => gathered(n, id),
        _ => None,
    }
}

/// Operations on arrays that are written out, done on their entries.
fn by_entries(n: &mut Normalizer, id: Id) -> Option<Step> {
    let (to, conditions) = arrays::by_entries(n.store, id)?;
    let holds = to != id && conditions.into_iter().all(|c| n.holds(c));
    holds.then(|| {
        let proof = Proof::Computed {
            rule: "entries",
            left: id,
            right: to,
        };
        Step::by(to, proof)
    })
}

/// Symmetric matrices lose it; it moves into inverses, so that they meet what they cancel with.
fn transpose(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    if let Some(step) = n.by_any(&["symmetric-transpose", "kronecker-transpose"], id) {
        return Some(step);
    }
    let Node::Apply(Operator::Inverse, args) = n.store.node(arg).clone() else {
        return None;
    };
    n.by_law_back("inverse-transpose", &[("A", args[0])], id)
}

fn component(n: &mut Normalizer, id: Id, base: Id) -> Option<Step> {
    let all = terms(n.store, base);
    let vector = n.store.children(id).len() == 2;
    if all.len() > 1 {
        let rest = n.store.sum(&all[1..]);
        let law = if vector { "component-sum" } else { "entry-sum" };
        return n.by_law_with(law, &[("x", all[0]), ("y", rest)], id);
    }
    if let Some((scalar, array)) = split_scalar(n, base) {
        let law = if vector {
            "component-scale"
        } else {
            "entry-scale"
        };
        return n.by_law_with(law, &[("c", scalar), ("x", array)], id);
    }
    if n.stage >= Stage::Entries
        && let Some(step) = n.by_any(ENTRIES, id)
    {
        return Some(step);
    }
    n.by_any(COMPONENTS, id)
}

/// A product as scalar and array.
fn split_scalar(n: &mut Normalizer, id: Id) -> Option<(Id, Id)> {
    let all = factors(n.store, id);
    let array = all.iter().copied().find(|&f| n.store.is_array(f))?;
    let scalars: Ids = all.into_iter().filter(|&f| f != array).collect();
    (!scalars.is_empty()).then(|| (n.store.product(&scalars), array))
}

/// A Kronecker product taken apart: numbers out, term by term.
fn kronecker(n: &mut Normalizer, id: Id, args: [Id; 2]) -> Option<Step> {
    let laws = [
        (
            "kronecker-scale-left",
            "A",
            "kronecker-add-left",
            ["A", "B"],
        ),
        (
            "kronecker-scale-right",
            "B",
            "kronecker-add-right",
            ["B", "C"],
        ),
    ];
    laws.into_iter()
        .zip(args)
        .find_map(|((scale, array, add, parts), arg)| {
            if let Some((number, rest)) = split_scalar(n, arg) {
                return n.by_law_with(scale, &[("c", number), (array, rest)], id);
            }
            let all = terms(n.store, arg);
            if all.len() < 2 {
                return None;
            }
            let rest = n.store.sum(&all[1..]);
            n.by_law_with(add, &[(parts[0], all[0]), (parts[1], rest)], id)
        })
}

fn inverse(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    if let Some((scalar, array)) = split_scalar(n, arg) {
        return n.by_law_with("inverse-scale", &[("c", scalar), ("A", array)], id);
    }
    n.by_any(INVERSES, id)
}

fn determinant(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    if let Some((scalar, array)) = split_scalar(n, arg) {
        return n.by_law_with("determinant-scale", &[("c", scalar), ("A", array)], id);
    }
    n.by_any(DETERMINANTS, id)
}

fn trace(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    if !n.store.is_array(arg) {
        return n.by_law("trace-scalar", id);
    }
    let all = terms(n.store, arg);
    if all.len() > 1 {
        let rest = n.store.sum(&all[1..]);
        return n.by_law_with("trace-add", &[("A", all[0]), ("B", rest)], id);
    }
    if let Some((scalar, array)) = split_scalar(n, arg) {
        return n.by_law_with("trace-scale", &[("c", scalar), ("A", array)], id);
    }
    if let Some(step) = n.by_any(
        &[
            "trace-identity",
            "trace-integral",
            "trace-expectation",
            "kronecker-trace",
        ],
        id,
    ) {
        return Some(step);
    }
    if n.stage >= Stage::Entries {
        return n.by_any(TRACES, id);
    }
    rotate(n, id, arg)
}

/// The trace at the first of its words: those that are a scalar product, then the least in order of structure.
fn rotate(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    let Node::Chain(items) = n.store.node(arg).clone() else {
        return flipped_trace(n, id, arg);
    };
    let mut best: Option<(bool, Id, usize)> = None;
    for at in 1..items.len() {
        let (front, back) = items.split_at(at);
        let word: Ids = back.iter().chain(front).copied().collect();
        let turned = n.store.chain(&word);
        if n.by_any(CANCEL, turned).is_some() {
            let (front, back) = (n.store.chain(front), n.store.chain(back));
            return n.by_law_with("trace-cyclic", &[("A", front), ("B", back)], id);
        }
        let array = n.store.is_array(turned);
        let better = match best {
            None => true,
            Some((known, other, _)) => {
                (array, false) < (known, false)
                    || (array == known && n.store.compare(turned, other).is_lt())
            }
        };
        if better {
            best = Some((array, turned, at));
        }
    }
    let (array, turned, at) = best?;
    if array && n.store.compare(turned, arg).is_ge() {
        return flipped_trace(n, id, arg);
    }
    let (front, back) = (n.store.chain(&items[..at]), n.store.chain(&items[at..]));
    n.by_law_with("trace-cyclic", &[("A", front), ("B", back)], id)
}

/// `tr A = tr A^T`, where the least word of the transpose comes before that of `A`.
fn flipped_trace(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    let other = transposed(n, arg)?;
    let least = |n: &mut Normalizer, word: Id| -> Id {
        let Node::Chain(items) = n.store.node(word).clone() else {
            return word;
        };
        let turned: Vec<Id> = (0..items.len())
            .map(|at| {
                let word: Ids = items[at..].iter().chain(&items[..at]).copied().collect();
                n.store.chain(&word)
            })
            .collect();
        turned
            .into_iter()
            .min_by(|&a, &b| n.store.compare(a, b))
            .unwrap_or(word)
    };
    let (here, there) = (least(n, arg), least(n, other.to));
    let weight = |n: &Normalizer, word: Id| transposes(n.store, word);
    let before = (weight(n, there), n.store.compare(there, here))
        < (weight(n, here), std::cmp::Ordering::Equal);
    if !before || there == here {
        return None;
    }
    let law = n.by_law("trace-transpose", id)?;
    let inner = n.inside_at(law.to, 0, other);
    Some(law.then(inner))
}

/// `A^T` with the transpose moved to the letters, and away from symmetric ones.
fn transposed(n: &mut Normalizer, id: Id) -> Option<Step> {
    let flipped = n.store.apply(Operator::Transpose, &[id]);
    let (to, conditions) = ring::normal(n.store, flipped).ok()?;
    if !conditions.is_empty() {
        return None;
    }
    let first = n.ring(flipped, to);
    let steps: Vec<Step> = n
        .store
        .children(to)
        .iter()
        .map(|&letter| {
            n.by_law("symmetric-transpose", letter)
                .unwrap_or(Step::same(letter))
        })
        .collect();
    let dropped = if matches!(n.store.node(to), Node::Chain(_)) {
        n.inside(to, steps)
    } else {
        Step::same(to)
    };
    Some(first.then(dropped))
}

/// Transposed matrices (not vectors) among the letters of a word.
fn transposes(store: &Store, word: Id) -> usize {
    let letters = match store.node(word) {
        Node::Chain(items) => items.to_vec(),
        _ => vec![word],
    };
    let matrix = |&&letter: &&Id| match store.node(letter) {
        Node::Apply(Operator::Transpose, args) => matches!(store.sort(args[0]), Sort::Matrix(..)),
        _ => false,
    };
    letters.iter().filter(matrix).count()
}

fn chain(n: &mut Normalizer, id: Id, items: &[Id]) -> Option<Step> {
    if let Some(step) = n.by_any(CANCEL, id) {
        return Some(step);
    }
    if items.iter().any(|&item| is_root(n.store, item))
        && let Some(step) = n.by_any(ROOTS, id)
    {
        return Some(step);
    }
    if let Some(step) = n.by_law("kronecker-product", id) {
        return Some(step);
    }
    if n.store.is_array(id) {
        return None;
    }
    if n.stage >= Stage::Facts && items.len() == 2 || n.stage >= Stage::Entries {
        let (first, rest) = (n.flipped_letter(items[0]), n.store.chain(&items[1..]));
        return n.by_law_with("dot-product", &[("x", first), ("y", rest)], id);
    }
    symmetric_form(n, id)
}

/// `\sum_i u_i (A v)_i` is `u^T A v`: sums over entries of products are words, too. Later on, entries are written out.
fn gathered(n: &mut Normalizer, id: Id) -> Option<Step> {
    if n.stage >= Stage::Entries {
        return None;
    }
    let body = n.binder(id)?.body;
    let pair = match *n.store.node(body) {
        Node::Product(ref items) if items.len() == 2 => [items[0], items[1]],
        Node::Power(base, exponent) if n.store.as_number(exponent)?.to_i64() == Some(2) => {
            [base, base]
        }
        _ => return None,
    };
    let mut arrays = [body; 2];
    for (array, factor) in arrays.iter_mut().zip(pair) {
        let Node::Component(base, ref index) = *n.store.node(factor) else {
            return None;
        };
        let entry = index.len() == 1 && matches!(n.store.node(index[0]), Node::Bound(0, _));
        if !entry || n.store.has_bound(base, 0) {
            return None;
        }
        *array = n.outside(base);
    }
    let word = |&array: &Id| matches!(n.store.node(array), Node::Chain(_));
    if !arrays.iter().any(word) {
        return None;
    }
    match arrays[0] == arrays[1] {
        true => n.by_law_back("norm-entries", &[("u", arrays[0])], id),
        false => n.by_law_back("dot-product", &[("x", arrays[0]), ("y", arrays[1])], id),
    }
}

/// A square root of a matrix, or its inverse.
fn is_root(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Apply(Operator::MatrixRoot, _) => true,
        Node::Apply(Operator::Inverse, args) => {
            matches!(store.node(args[0]), Node::Apply(Operator::MatrixRoot, _))
        }
        _ => false,
    }
}

/// `y^T A x = x^T A y` for symmetric `A`: the form that comes first.
fn symmetric_form(n: &mut Normalizer, id: Id) -> Option<Step> {
    let other = transposed_scalar(n, id)?;
    let weight = |n: &Normalizer, word: Id| transposes(n.store, word);
    let (old, new) = (weight(n, id), weight(n, other.to));
    let better = new < old || (new == old && n.store.compare(other.to, id).is_lt());
    better.then_some(other)
}

/// The word read backwards, its letters transposed, symmetric ones as they are.
fn transposed_scalar(n: &mut Normalizer, id: Id) -> Option<Step> {
    let items = n.store.children(id);
    let raw: Ids = items
        .iter()
        .rev()
        .map(|&letter| n.flipped_letter(letter))
        .collect();
    let flipped = n.store.chain(&raw);
    let steps: Vec<Step> = raw
        .iter()
        .map(|&letter| {
            n.by_law("symmetric-transpose", letter)
                .unwrap_or(Step::same(letter))
        })
        .collect();
    let dropped = n.inside(flipped, steps);
    Some(n.ring(id, flipped).then(dropped))
}

impl Normalizer<'_> {
    fn flipped_letter(&mut self, letter: Id) -> Id {
        match *self.store.node(letter) {
            Node::Apply(Operator::Transpose, ref args) => args[0],
            _ => self.store.apply(Operator::Transpose, &[letter]),
        }
    }
}
