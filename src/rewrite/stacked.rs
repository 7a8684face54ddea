//! Stacked columns of matrices: term by term, and turned to traces where they make a number.

use super::engine::Normalizer;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;

const PRODUCTS: &[&str] = &["vec-dot", "kronecker-vec", "kronecker-vec-dot"];

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id).clone() {
        Node::Apply(Operator::Vec, args) => stacked(n, id, args[0]),
        Node::Chain(items) => {
            let last = *items.last()?;
            let ends = matches!(n.store.node(last), Node::Apply(Operator::Vec, _));
            ends.then(|| n.by_any(PRODUCTS, id)).flatten()
        }
        _ => None,
    }
}

/// Term by term, and without its scalar factors.
fn stacked(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    let all = terms(n.store, arg);
    if all.len() > 1 {
        let rest = n.store.sum(&all[1..]);
        return n.by_law_with("vec-add", &[("A", all[0]), ("B", rest)], id);
    }
    let all = factors(n.store, arg);
    let array = all.iter().copied().find(|&f| n.store.is_array(f))?;
    let scalars: Ids = all.into_iter().filter(|&f| f != array).collect();
    if scalars.is_empty() {
        return None;
    }
    let scalar = n.store.product(&scalars);
    n.by_law_with("vec-scale", &[("c", scalar), ("A", array)], id)
}
