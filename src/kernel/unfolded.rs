//! Logarithms of products in the body of a binder as sums of logarithms, so that one integral is known by another way to
//! write it: `\int q \log(p/q)` and `\int (q \log p - q \log q)`.

use super::entail::Entailment;
use crate::expr::*;

/// The body of a binder over `sort` and `domain` with each logarithm of a product taken apart, where all factors surely are
/// positive for all values of the variable.
pub fn body(
    entailment: &mut Entailment,
    store: &mut Store,
    sort: SortId,
    domain: Domain,
    body: Id,
) -> Id {
    if store.loose(body) > 1 {
        return body;
    }
    let Node::Apply(Operator::Log, args) = store.node(body).clone() else {
        return inside(entailment, store, sort, domain, body);
    };
    let powers = powers(store, args[0]);
    let simple =
        matches!(powers[..], [(base, exponent)] if base == args[0] && store.is_one(exponent));
    if simple || *store.sort(args[0]) == Sort::Complex {
        return body;
    }
    let zero = store.integer(0);
    for &(base, _) in &powers {
        let positive = store.relation(Comparison::Less, zero, base);
        let everywhere = store.bind(BinderKind::ForAll, sort, domain, positive);
        if !entailment.holds(store, everywhere) {
            return body;
        }
    }
    let terms: Vec<Id> = powers
        .into_iter()
        .map(|(base, exponent)| match store.node(base) {
            Node::Constant(Constant::E) => exponent,
            _ => {
                let log = store.log(base);
                store.product(&[exponent, log])
            }
        })
        .collect();
    store.sum(&terms)
}

fn inside(
    entailment: &mut Entailment,
    store: &mut Store,
    sort: SortId,
    domain: Domain,
    id: Id,
) -> Id {
    if !matches!(
        store.node(id),
        Node::Sum(_) | Node::Product(_) | Node::Power(..)
    ) {
        return id;
    }
    let children: Vec<Id> = store
        .children(id)
        .iter()
        .map(|&child| body(entailment, store, sort, domain, child))
        .collect();
    match children[..] == store.children(id)[..] {
        true => id,
        false => store.with_children(id, &children),
    }
}

/// The factors of a product as bases with exponents.
fn powers(store: &mut Store, id: Id) -> Vec<(Id, Id)> {
    let factors = match store.node(id) {
        Node::Product(factors) => factors.to_vec(),
        _ => vec![id],
    };
    let one = store.integer(1);
    let power = |&factor: &Id| match *store.node(factor) {
        Node::Power(base, exponent) => (base, exponent),
        _ => (factor, one),
    };
    factors.iter().map(power).collect()
}
