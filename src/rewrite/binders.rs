//! What sums, integrals and expectations have in common: linear in their body.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;

/// A binder taken apart. `body` has the bound variable at level 0.
#[derive(Debug, Clone, Copy)]
pub struct Binder {
    pub kind: BinderKind,
    pub sort: SortId,
    pub domain: Domain,
    pub body: Id,
}

impl Normalizer<'_> {
    pub fn binder(&self, id: Id) -> Option<Binder> {
        match *self.store.node(id) {
            Node::Bind(kind, sort, domain, body) => Some(Binder {
                kind,
                sort,
                domain,
                body,
            }),
            _ => None,
        }
    }

    /// The function of the bound variable with that body.
    pub fn function(&mut self, binder: Binder, body: Id) -> Id {
        self.store
            .bind(BinderKind::Lambda, binder.sort, Domain::All, body)
    }

    /// The same binder over another body.
    pub fn over(&mut self, binder: Binder, body: Id) -> Id {
        self.store
            .bind(binder.kind, binder.sort, binder.domain, body)
    }

    /// A law of a binder: its id is that of the kind, the rule and the domain.
    pub fn by_binder_law(&mut self, rule: &str, given: &[(&str, Id)], id: Id) -> Option<Step> {
        let name = self.binder_law(rule, id)?;
        self.by_law_with(&name, given, id)
    }

    /// Name of the law of that rule for a binder's kind and domain: `sum-add`, `sum-add-set`, `integral-add-all`.
    pub fn binder_law(&self, rule: &str, id: Id) -> Option<String> {
        let binder = self.binder(id)?;
        let kind = match binder.kind {
            BinderKind::Sum => "sum",
            BinderKind::Product => "product",
            BinderKind::Integral => "integral",
            BinderKind::Maximum => "maximum",
            BinderKind::Minimum => "minimum",
            BinderKind::ArgMax => "argmax",
            BinderKind::ArgMin => "argmin",
            _ => return None,
        };
        let domain = match binder.domain {
            Domain::Range(_, high) if kind == "sum" && self.is_infinity(high) => "-series",
            Domain::Range(..) => "",
            Domain::In(_) => "-set",
            // Extrema have one law for all sorts.
            _ if matches!(kind, "sum" | "product" | "integral")
                && matches!(self.store.sort_of(binder.sort), Sort::Vector(_)) =>
            {
                "-vector"
            }
            _ => "-all",
        };
        Some(format!("{kind}-{rule}{domain}"))
    }

    fn is_infinity(&self, id: Id) -> bool {
        matches!(self.store.node(id), Node::Constant(Constant::Infinity))
    }

    /// Whether the binder has finitely many terms for sure, so that it may be split without a thought to convergence.
    pub fn finite(&self, binder: Binder) -> bool {
        let infinite = |id: Id| {
            matches!(self.store.node(id), Node::Constant(Constant::Infinity))
                || matches!(self.store.node(id), Node::Product(items)
                    if items.iter().any(|&i| matches!(self.store.node(i), Node::Constant(Constant::Infinity))))
        };
        binder.kind == BinderKind::Sum
            && match binder.domain {
                Domain::Range(a, b) => !infinite(a) && !infinite(b),
                Domain::In(_) => true,
                _ => matches!(self.store.sort_of(binder.sort), Sort::Element(_)),
            }
    }

    /// Factors of a body that do not depend on the bound variable, and those that do. Both lists still stand under the binder.
    pub fn separate(&self, items: &[Id]) -> (Ids, Ids) {
        items
            .iter()
            .copied()
            .partition(|&f| !self.store.has_bound(f, 0))
    }

    /// An expression without the bound variable, moved out of the binder.
    pub fn outside(&mut self, id: Id) -> Id {
        let zero = self.store.integer(0);
        self.store.instantiate(id, zero)
    }
}
