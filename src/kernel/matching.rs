//! One-way matching of a known statement with leading ForAlls against an expression.

use smallvec::SmallVec;

use crate::expr::*;

/// What the pattern's variables stand for; innermost first.
pub type Values = SmallVec<[Option<Id>; 4]>;

/// Matches `pattern`, in which `Bound(0) .. Bound(n-1)` are free for any value, against `id`.
pub fn matches(store: &Store, pattern: Id, id: Id, values: &mut Values) -> bool {
    at(store, pattern, id, 0, values)
}

fn at(store: &Store, pattern: Id, id: Id, level: u32, values: &mut Values) -> bool {
    if store.loose(pattern) <= level {
        return pattern == id;
    }
    if let Node::Bound(index, _) = store.node(pattern) {
        let variable = (*index - level.min(*index)) as usize;
        if *index < level {
            return pattern == id;
        }
        // A value that mentions a variable bound inside the pattern would escape its binder.
        if store.loose(id) > 0 && level > 0 {
            return false;
        }
        return match values.get_mut(variable) {
            Some(slot @ None) => {
                *slot = Some(id);
                true
            }
            Some(Some(known)) => *known == id,
            None => false,
        };
    }
    same_kind(store, pattern, id) && {
        let (p, q) = (store.children(pattern), store.children(id));
        let bind = matches!(store.node(pattern), Node::Bind(..));
        let last = p.len().saturating_sub(1);
        p.len() == q.len()
            && p.iter().zip(&q).enumerate().all(|(place, (&p, &q))| {
                at(
                    store,
                    p,
                    q,
                    level + u32::from(bind && place == last),
                    values,
                )
            })
    }
}

fn same_kind(store: &Store, a: Id, b: Id) -> bool {
    match (store.node(a), store.node(b)) {
        (Node::Sum(_), Node::Sum(_))
        | (Node::Product(_), Node::Product(_))
        | (Node::Chain(_), Node::Chain(_))
        | (Node::Power(..), Node::Power(..))
        | (Node::Call(..), Node::Call(..))
        | (Node::Component(..), Node::Component(..)) => true,
        (Node::Apply(f, _), Node::Apply(g, _)) => f == g,
        (Node::Relation(f, ..), Node::Relation(g, ..)) => f == g,
        (
            Node::Matrix {
                rows: a,
                columns: b,
                ..
            },
            Node::Matrix {
                rows: c,
                columns: d,
                ..
            },
        ) => (a, b) == (c, d),
        (
            Node::Density {
                family: f,
                of: a,
                given: b,
            },
            Node::Density {
                family: g,
                of: c,
                given: d,
            },
        ) => {
            let slots = |x: &[(SymbolId, Id)], y: &[(SymbolId, Id)]| {
                x.len() == y.len() && x.iter().zip(y).all(|(p, q)| p.0 == q.0)
            };
            f == g && slots(a, c) && slots(b, d)
        }
        (Node::Bind(f, s, d, _), Node::Bind(g, t, e, _)) => {
            (f, s) == (g, t) && std::mem::discriminant(d) == std::mem::discriminant(e)
        }
        _ => false,
    }
}
