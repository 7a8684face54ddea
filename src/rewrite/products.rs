//! Products over an index: split over factors, exponents out, logarithms to sums.

use super::binders::Binder;
use super::engine::Normalizer;
use super::step::Step;
use super::view::factors;
use crate::expr::*;
use crate::kernel::computed;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id).clone() {
        Node::Bind(BinderKind::Product, ..) => product(n, id),
        Node::Apply(Operator::Log, args) => {
            let binder = n
                .binder(args[0])
                .filter(|b| b.kind == BinderKind::Product)?;
            let law = match binder.domain {
                Domain::Range(..) => "log-product-range",
                Domain::In(_) => "log-product-set",
                _ => "log-product-all",
            };
            let f = n.function(binder, binder.body);
            n.by_law_with(law, &[("f", f)], id)
        }
        _ => None,
    }
}

fn product(n: &mut Normalizer, id: Id) -> Option<Step> {
    let binder = n.binder(id)?;
    if let Some(to) = computed::unroll(n.store, id) {
        return Some(super::sums::unrolled(id, to));
    }
    if !n.store.has_bound(binder.body, 0) {
        let value = n.outside(binder.body);
        return n
            .by_binder_law("constant", &[("c", value)], id)
            .or_else(|| n.by_law("product-constant-some", id));
    }
    if let Some(step) = n.by_any(&["product-integers", "product-falling"], id) {
        return Some(step);
    }
    let all = factors(n.store, binder.body);
    if all.len() > 1 {
        let (first, rest) = (n.function(binder, all[0]), n.store.product(&all[1..]));
        let rest = n.function(binder, rest);
        return n.by_binder_law("times", &[("f", first), ("g", rest)], id);
    }
    power(n, id, binder)
}

fn power(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let Node::Power(base, exponent) = *n.store.node(binder.body) else {
        return None;
    };
    if matches!(n.store.node(base), Node::Constant(Constant::E)) {
        let f = n.function(binder, exponent);
        return n.by_binder_law("exp", &[("f", f)], id);
    }
    if !n.store.has_bound(exponent, 0) {
        let f = n.function(binder, base);
        let exponent = n.outside(exponent);
        let name = if matches!(binder.domain, Domain::Range(..)) {
            "p"
        } else {
            "a"
        };
        return n.by_binder_law("power", &[("f", f), (name, exponent)], id);
    }
    if !n.store.has_bound(base, 0) {
        let (c, f) = (n.outside(base), n.function(binder, exponent));
        return n.by_binder_law("base", &[("c", c), ("f", f)], id);
    }
    None
}
