//! Derivative and integral in either order: `d/dt \int f = \int d/dt f`.
//!
//! It holds where the derivatives are bounded by one integrable function, which nobody says of densities and functions that
//! are not given: notes take it for granted, and the proof that uses it lists the equation as an assumption. Where the
//! variable stands anywhere but in arguments of unknown functions and parameters of densities, nothing is granted; nor
//! where the range of something may move with it, as that of a uniform distribution does. A function that the context defines
//! is no unknown one: `\operatorname{sgn}(x - t)` jumps.

use super::known::Known;
use crate::expr::*;

/// A sum or integral taken apart.
type Binder = (BinderKind, SortId, Domain, Id);

/// `\int d/dt f` for `\int f`, at `t`; `of` is the whole binder.
pub(super) fn inward(store: &mut Store, binder: Binder, variable: SymbolId, of: Id) -> Id {
    let (kind, sort, domain, body) = binder;
    let point = Domain::At(store.name(variable));
    let index = super::entail::fresh(store, sort, domain, of);
    let name = store.name(index);
    let open = store.instantiate(body, name);
    let slope = store.bind_name(BinderKind::Derivative, variable, point, open);
    store.bind_name(kind, index, domain, slope)
}

/// True for such an equation, under any quantifiers, of what varies with unknown functions and densities only, and by
/// none of the names with which a range moves.
pub(super) fn granted(store: &mut Store, condition: Id, known: &Known) -> bool {
    let moving = &known.moving;
    let mut equation = condition;
    while let Node::Bind(BinderKind::ForAll, sort, domain, inner) = *store.node(equation) {
        let local = super::entail::fresh(store, sort, domain, equation);
        let name = store.name(local);
        equation = store.instantiate(inner, name);
    }
    let Node::Relation(Comparison::Equal, outer, inner) = *store.node(equation) else {
        return false;
    };
    let Node::Bind(BinderKind::Derivative, sort, Domain::At(point), body) = *store.node(outer)
    else {
        return false;
    };
    let variable = super::entail::fresh(store, sort, Domain::At(point), equation);
    let name = store.name(variable);
    let of = store.instantiate(body, name);
    let Node::Bind(kind, over, domain, integrand) = *store.node(of) else {
        return false;
    };
    let by = store.free_names(point);
    let local = |name: &SymbolId| store.symbol(*name).role == Role::Local;
    if !moving.is_empty()
        && (by.is_empty() || by.iter().any(|name| moving.contains(name) || local(name)))
    {
        return false;
    }
    let moving = |&end: &Id| store.mentions(end, variable);
    if !matches!(kind, BinderKind::Sum | BinderKind::Integral)
        || domain.ids().iter().any(moving)
        || !is_opaque(store, integrand, (variable, &known.defined))
    {
        return false;
    }
    let exchanged = inward(store, (kind, over, domain, integrand), variable, of);
    store.substitute(exchanged, &[(variable, point)].into_iter().collect()) == inner
}

/// True if one of the functions is applied somewhere.
fn calls(store: &Store, id: Id, functions: &[SymbolId]) -> bool {
    let own = match store.node(id) {
        Node::Call(head, _) => store
            .head(*head)
            .is_some_and(|head| functions.contains(&head)),
        _ => false,
    };
    own || store
        .children(id)
        .iter()
        .any(|&child| calls(store, child, functions))
}

/// True if the name stands only in arguments of unknown functions, not of those that are defined, and as a parameter of
/// densities.
fn is_opaque(store: &Store, id: Id, (name, defined): (SymbolId, &[SymbolId])) -> bool {
    if !store.mentions(id, name) {
        return true;
    }
    match store.node(id) {
        Node::Name(_) => false,
        Node::Call(head, _) => {
            let given = store
                .head(*head)
                .is_some_and(|head| defined.contains(&head));
            !given && !store.mentions(*head, name)
        }
        // By its own parameter a density is smooth; at a point that moves it may jump.
        Node::Density { of, given, .. } => {
            let own = |&(slot, value): &(SymbolId, Id)| {
                store.symbol(slot).role == Role::Parameter || !store.mentions(value, name)
            };
            of.iter().chain(given).all(own)
        }
        // At a point that moves the function itself counts, though it does not show the name.
        Node::Bind(BinderKind::Derivative, _, Domain::At(_), body) => {
            !calls(store, *body, defined) && is_opaque(store, *body, (name, defined))
        }
        _ => {
            let children = store.children(id);
            let opaque = |&child: &Id| is_opaque(store, child, (name, defined));
            children.iter().all(opaque)
        }
    }
}
