//! Bringing two normal forms together where they differ inside functions and exponents only.
//!
//! `e^u` and `e^v` are different atoms to arithmetic, although `u = v` as fractions: the parts of one side that the other
//! lacks are paired with parts of the same kind whose operands are equal by arithmetic.

use rustc_hash::FxHashMap;

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::kernel::ring;

/// Pairs of parts compared; a bound on the work for two long sums.
const PAIRS: usize = 400;

/// `left` with parts replaced by those of `right` that equal them; None if there are none.
pub fn align(n: &mut Normalizer, left: Id, right: Id) -> Option<Step> {
    let (mut here, mut there) = (Vec::new(), Vec::new());
    parts(n.store, left, &mut here);
    parts(n.store, right, &mut there);
    let missing: Vec<Id> = here
        .iter()
        .copied()
        .filter(|p| !there.contains(p))
        .collect();
    let offered: Vec<Id> = there.into_iter().filter(|p| !here.contains(p)).collect();
    let mut replaced: FxHashMap<Id, Step> = FxHashMap::default();
    let mut left_over = PAIRS;
    for part in missing {
        for &other in &offered {
            left_over = left_over.checked_sub(1)?;
            if let Some(step) = same(n, part, other) {
                replaced.insert(part, step);
                break;
            }
        }
    }
    (!replaced.is_empty()).then(|| substitute(n, left, &replaced))
}

/// Functions, symbolic powers and sums in denominators, the outermost ones.
fn parts(store: &Store, id: Id, found: &mut Vec<Id>) {
    match store.node(id) {
        Node::Sum(items) | Node::Product(items) => {
            items.iter().for_each(|&item| parts(store, item, found))
        }
        Node::Power(base, exponent) => match (store.as_number(*exponent), store.node(*base)) {
            (Some(_), Node::Sum(_)) | (None, _) => note(id, found),
            (Some(_), _) => parts(store, *base, found),
        },
        Node::Apply(..) | Node::Call(..) | Node::Component(..) => note(id, found),
        _ => {}
    }
}

fn note(id: Id, found: &mut Vec<Id>) {
    if !found.contains(&id) {
        found.push(id);
    }
}

/// One part as the other: same kind, operands equal by arithmetic.
fn same(n: &mut Normalizer, part: Id, other: Id) -> Option<Step> {
    let head = |store: &Store, id: Id| match store.node(id) {
        Node::Apply(operator, _) => format!("{operator:?}"),
        node => format!("{:?}", std::mem::discriminant(node)),
    };
    let (a, b) = (n.store.children(part), n.store.children(other));
    if head(n.store, part) != head(n.store, other) || a.len() != b.len() {
        return None;
    }
    let mut steps = Vec::new();
    for (&x, &y) in a.iter().zip(&b) {
        if x != y {
            let conditions = ring::equal(n.store, x, y).ok()??;
            if !conditions.into_iter().all(|c| n.holds(c)) {
                return None;
            }
        }
        steps.push(n.ring(x, y));
    }
    let step = n.inside(part, steps);
    (step.to == other).then_some(step)
}

/// The expression with parts replaced, wherever [`parts`] found them.
fn substitute(n: &mut Normalizer, id: Id, replaced: &FxHashMap<Id, Step>) -> Step {
    if let Some(step) = replaced.get(&id) {
        return step.clone();
    }
    if !matches!(
        n.store.node(id),
        Node::Sum(_) | Node::Product(_) | Node::Power(..)
    ) {
        return Step::same(id);
    }
    let steps = n
        .store
        .children(id)
        .iter()
        .map(|&child| substitute(n, child, replaced))
        .collect();
    n.inside(id, steps)
}
