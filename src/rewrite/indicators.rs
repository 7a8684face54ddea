//! Indicators of events: their powers and products are indicators again.

use super::engine::Normalizer;
use super::step::Step;
use super::view::factors;
use crate::expr::*;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Power(base, _) if event(n.store, *base).is_some() => n.by_law("indicator-power", id),
        Node::Apply(Operator::Indicator, args) => match n.store.node(args[0]) {
            Node::Apply(Operator::Not, _) => n.by_law("indicator-not", id),
            _ => None,
        },
        Node::Product(_) => both(n, id),
        _ => None,
    }
}

/// Two indicators of a product in one.
fn both(n: &mut Normalizer, id: Id) -> Option<Step> {
    let all = factors(n.store, id);
    let mut found = (all.iter().enumerate()).filter_map(|(at, &f)| Some((at, event(n.store, f)?)));
    let ((i, a), (j, b)) = (found.next()?, found.next()?);
    let rest: Ids = (all.iter().enumerate())
        .filter(|(at, _)| ![i, j].contains(at))
        .map(|(_, &factor)| factor)
        .collect();
    let rest = n.store.product(&rest);
    n.by_law_at("indicator-both", &[("x", rest), ("A", a), ("B", b)], id)
}

/// The event of an indicator.
fn event(store: &Store, id: Id) -> Option<Id> {
    match store.node(id) {
        Node::Apply(Operator::Indicator, args) => Some(args[0]),
        _ => None,
    }
}
