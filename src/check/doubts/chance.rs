//! Steps about random variables and densities that fail for what their notation leaves open.

use super::Refuted;
use crate::expr::{BinderKind, Domain, Id, Node, Operator, Sort, Store, SymbolId};
use crate::theory::FactKind;

/// `\sum_x x P(X = x)` where x runs over a set of which nothing is known.
pub(super) fn sums_over_unknown_values(refuted: &Refuted) -> bool {
    let probability =
        |store: &Store, id: Id| matches!(store.node(id), Node::Apply(Operator::Probability, _));
    refuted.any_node(|store, id| match *store.node(id) {
        Node::Bind(BinderKind::Sum, sort, _, body) => {
            matches!(store.sort_of(sort), Sort::Element(_)) && super::any(store, body, probability)
        }
        _ => false,
    })
}

/// `\sum_{x=1}^n p(x) = 1`, `\sum_x p(x) = \sum_{x=1}^n p(x)`: of an open density, the sides sum over different values.
pub(super) fn sums_other_values(refuted: &Refuted) -> bool {
    let [left, right] = refuted.sides().map(|side| {
        let mut found = Vec::new();
        ranges_of_densities(refuted, side, &mut Vec::new(), &mut found);
        found.sort_unstable();
        found.dedup();
        found
    });
    left != right
}

/// The families that nothing is known of, with the ends of the sums over their points.
fn ranges_of_densities(
    refuted: &Refuted,
    id: Id,
    open: &mut Vec<Option<(Id, Id)>>,
    found: &mut Vec<(SymbolId, Id, Id)>,
) {
    let store = refuted.store;
    if let Node::Density { family, of, .. } = store.node(id)
        && !refuted.is_known(*family)
    {
        let ends = of
            .iter()
            .filter_map(|&(_, value)| match *store.node(value) {
                Node::Bound(depth, _) => *open.iter().rev().nth(depth as usize)?,
                _ => None,
            });
        found.extend(ends.map(|(low, high)| (*family, low, high)));
    }
    let binder = match *store.node(id) {
        Node::Bind(BinderKind::Sum, _, Domain::Range(low, high), _) => Some(Some((low, high))),
        Node::Bind(..) => Some(None),
        _ => None,
    };
    open.extend(binder);
    for child in store.children(id) {
        ranges_of_densities(refuted, child, open, found);
    }
    if binder.is_some() {
        open.pop();
    }
}

/// `H(X) = -\sum_x p(x) \log_2 p(x)`
pub(super) fn measures_in_bits(refuted: &Refuted) -> bool {
    let quantity = |store: &Store, id: Id| matches!(store.node(id), Node::Apply(operator, _) if operator.measures_information());
    let bits = |store: &Store, id: Id| {
        matches!(store.node(id), Node::Apply(Operator::Log, args)
            if store.as_number(args[0]).is_some_and(|n| n.to_f64() == 2.0))
    };
    refuted.any_node(quantity) && refuted.any_node(bits)
}

/// `H(X) = \log n`, `h(Y) = h(X) + \log a`: an entropy of a density of which nothing was found, beside other names.
pub(super) fn measures_an_open_density(refuted: &Refuted) -> bool {
    let store = refuted.store;
    let mut found = Vec::new();
    for side in refuted.sides() {
        measured(store, side, false, &mut found);
    }
    let facts = refuted.context.facts.iter();
    let mut known = Vec::new();
    for fact in facts.filter(|fact| fact.kind == FactKind::Definition) {
        measured(store, fact.left, true, &mut known);
    }
    let open = |density: &(SymbolId, Vec<SymbolId>)| !known.contains(density);
    let number = |name: &SymbolId| matches!(refuted.sort(*name), Sort::Real | Sort::Integer);
    found.iter().any(open) && refuted.names().iter().any(number)
}

/// The densities, with their variables, of which the expression measures the information.
fn measured(store: &Store, id: Id, inside: bool, found: &mut Vec<(SymbolId, Vec<SymbolId>)>) {
    if let (Node::Density { family, of, .. }, true) = (store.node(id), inside) {
        found.push((*family, of.iter().map(|(slot, _)| *slot).collect()));
    }
    let informs =
        matches!(store.node(id), Node::Apply(operator, _) if operator.measures_information());
    for child in store.children(id) {
        measured(store, child, inside || informs, found);
    }
}

/// `p(y | D) = \int p(y | t) p(t | D) dt`: under the integral y has t as its condition, and no longer D.
pub(super) fn drops_a_condition(refuted: &Refuted) -> bool {
    refuted.any_node(|store, id| {
        let Node::Bind(BinderKind::Sum | BinderKind::Integral, _, _, body) = *store.node(id) else {
            return false;
        };
        let found = conditionals(store, body);
        found.iter().any(|(of, given)| {
            found.iter().any(|(other_of, other_given)| {
                let linked = given.iter().any(|slot| other_of.contains(slot));
                let dropped = |slot: &SymbolId| !given.contains(slot) && !of.contains(slot);
                linked && other_given.iter().any(dropped)
            })
        })
    })
}

/// The variables of the conditional densities of an expression, and those of their conditions.
fn conditionals(store: &Store, id: Id) -> Vec<(Vec<SymbolId>, Vec<SymbolId>)> {
    let slots = |list: &[(SymbolId, Id)]| list.iter().map(|(slot, _)| *slot).collect();
    let own = match store.node(id) {
        Node::Density { of, given, .. } if !given.is_empty() => Some((slots(of), slots(given))),
        _ => None,
    };
    let parts = store.children(id).into_iter();
    own.into_iter()
        .chain(parts.flat_map(|part| conditionals(store, part)))
        .collect()
}
