//! Rules that compute their instance: marginals and conditionals of densities.

use crate::expr::*;

/// The conditions under which `left = right` is an instance of the rule; None if it is none.
pub fn instance(store: &mut Store, rule: &str, left: Id, right: Id) -> Option<Vec<Id>> {
    match rule {
        "marginal" => (marginal(store, left)? == right).then(Vec::new),
        "conditional" => {
            let (computed, condition) = conditional(store, left)?;
            (computed == right).then(|| vec![condition])
        }
        _ => None,
    }
}

/// `\sum_y p(x, y \mid c) = p(x \mid c)`, `\int p(x, y) dy = p(x)`, over all values of one slot; 1 where no other is left.
pub fn marginal(store: &mut Store, left: Id) -> Option<Id> {
    let Node::Bind(kind, sort, domain, body) = *store.node(left) else {
        return None;
    };
    let over_all = domain == Domain::All
        || matches!(
            (domain, store.sort_of(sort)),
            (Domain::In(_), Sort::Element(Some(_)))
        );
    let discrete = matches!(store.sort_of(sort), Sort::Element(_));
    let fits = match kind {
        BinderKind::Sum => discrete,
        BinderKind::Integral => !discrete,
        _ => false,
    };
    if !over_all || !fits {
        return None;
    }
    let Node::Density { family, of, given } = store.node(body).clone() else {
        return None;
    };
    let at = of.iter().position(|&(slot, value)| {
        store.symbol(slot).sort == sort && matches!(store.node(value), Node::Bound(0, _))
    })?;
    let others = || {
        of.iter()
            .enumerate()
            .filter(|(place, _)| *place != at)
            .map(|(_, pair)| *pair)
    };
    if others()
        .chain(given.iter().copied())
        .any(|(_, value)| store.has_bound(value, 0))
    {
        return None;
    }
    let lower = |store: &mut Store, pairs: Vec<(SymbolId, Id)>| -> Vec<(SymbolId, Id)> {
        let zero = store.integer(0);
        pairs
            .into_iter()
            .map(|(slot, value)| (slot, store.instantiate(value, zero)))
            .collect()
    };
    let (of, given) = (
        lower(store, others().collect()),
        lower(store, given.to_vec()),
    );
    Some(store.density(family, &of, &given))
}

/// `p(a \mid b) = p(a, b) / p(b)` under `p(b) \neq 0`.
pub fn conditional(store: &mut Store, left: Id) -> Option<(Id, Id)> {
    let Node::Density { family, of, given } = store.node(left).clone() else {
        return None;
    };
    if given.is_empty()
        || of
            .iter()
            .any(|(slot, _)| given.iter().any(|(other, _)| other == slot))
    {
        return None;
    }
    let both: Vec<(SymbolId, Id)> = of.iter().chain(given.iter()).copied().collect();
    let joint = store.density(family, &both, &[]);
    let marginal = store.density(family, &given, &[]);
    let zero = store.integer(0);
    let condition = store.relation(Comparison::NotEqual, marginal, zero);
    Some((store.divide(joint, marginal), condition))
}
