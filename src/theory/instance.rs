//! Instances of laws: values for the variables, and sorts for the variables of sort.
//!
//! `Store::substitute` replaces names; the sorts of bound variables (`Vector(n)`, a sort that the law leaves open) are
//! replaced here, so that one row serves integrals over the line and over vectors.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::law::Law;
use crate::expr::*;

/// A law at values of its variables.
#[derive(Debug, Clone)]
pub struct Instance {
    pub left: Id,
    pub right: Id,
    pub conditions: SmallVec<[Id; 4]>,
}

/// Instances made before: a search asks for the same ones at each stage, and the kernel for those that it used.
#[derive(Default)]
struct Made(FxHashMap<Key, Option<Instance>>);

/// All that an instance depends on.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    sides: [Id; 2],
    conditions: SmallVec<[Id; 4]>,
    values: SmallVec<[(SymbolId, Id); 4]>,
}

/// Most instances that are remembered.
const MOST_MADE: usize = 1 << 14;

type Kind = fn(&Sort) -> bool;

/// Kinds of sorts that a variable of sort stands for; its symbol's spelling starts with the letter.
const KINDS: &[(char, Kind)] = &[
    ('E', |sort| matches!(sort, Sort::Element(_))),
    ('K', |sort| matches!(sort, Sort::Element(_) | Sort::Integer)),
    ('X', |sort| {
        matches!(sort, Sort::Real | Sort::Vector(_) | Sort::Matrix(..))
    }),
    ('U', |sort| !matches!(sort, Sort::Function(..))),
];

/// The variable of sort written `E`, `X1`, ..: any finite sample space (E), any discrete (K) or continuous (X) sort,
/// any sort at all (U); None for other texts.
pub(super) fn sort_variable(store: &mut Store, text: &str) -> Option<Sort> {
    let mut letters = text.chars();
    let kind = letters.next()?;
    let known = KINDS.iter().any(|(letter, _)| *letter == kind);
    if !known || !letters.all(|c| c.is_ascii_digit()) {
        return None;
    }
    let symbol = store.declare_as(text, Sort::Unknown, Role::Law, 2);
    Some(Sort::Element(Some(symbol)))
}

/// Whether a sort may stand for a sort of a law; a variable of sort that has none yet is given it.
fn assign(
    store: &mut Store,
    wanted: SortId,
    given: SortId,
    values: &Substitution,
    sorts: &mut Sorts,
) -> bool {
    let variable = match store.sort_of(wanted) {
        Sort::Element(Some(symbol)) if store.symbol(*symbol).role == Role::Law => *symbol,
        _ => return replaced(store, wanted, values, sorts) == given,
    };
    let kind = store.symbol(variable).spelling.chars().next();
    let kind = KINDS.iter().find(|(letter, _)| Some(*letter) == kind);
    let same = *sorts.entry(variable).or_insert(given) == given;
    same && kind.is_some_and(|(_, holds)| holds(store.sort_of(given)))
}

type Sorts = FxHashMap<SymbolId, SortId>;

/// The sorts for the law's variables of sort, read off the lambdas; None if they do not fit.
fn sorts_of(store: &mut Store, law: &Law, values: &Substitution) -> Option<Sorts> {
    let mut sorts = Sorts::default();
    for variable in &law.variables {
        let wanted = store.symbol(*variable).sort;
        let Sort::Function(arguments, result) = store.sort_of(wanted).clone() else {
            continue;
        };
        let mut body = *values.get(variable)?;
        for argument in arguments {
            let Node::Bind(BinderKind::Lambda, sort, Domain::All, inner) = *store.node(body) else {
                return None;
            };
            if !assign(store, argument, sort, values, &mut sorts) {
                return None;
            }
            body = inner;
        }
        // A function of more variables is no number for each value of the first ones.
        if is_function(store, store.sort_id(body)) != is_function(store, result) {
            return None;
        }
    }
    Some(sorts)
}

fn is_function(store: &Store, sort: SortId) -> bool {
    matches!(store.sort_of(sort), Sort::Function(..))
}

/// The law at the values; None if a function's arguments have other sorts than the law's. Shapes and sorts of other
/// values are for the kernel to check.
pub fn instantiate(store: &mut Store, law: &Law, values: &Substitution) -> Option<Instance> {
    let given = law.variables.iter();
    let given = given.filter_map(|variable| values.get_key_value(variable));
    let key = Key {
        sides: [law.left, law.right],
        conditions: law.conditions.iter().copied().collect(),
        values: given.map(|(&variable, &value)| (variable, value)).collect(),
    };
    if key.values.len() < values.len() {
        return instantiate_anew(store, law, values);
    }
    let mut made = store.recall::<Made>();
    let known = made.0.get(&key).cloned();
    store.remember(made);
    if let Some(known) = known {
        return known;
    }
    let instance = instantiate_anew(store, law, values);
    made = store.recall::<Made>();
    if made.0.len() >= MOST_MADE {
        made.0.clear();
    }
    made.0.insert(key, instance.clone());
    store.remember(made);
    instance
}

fn instantiate_anew(store: &mut Store, law: &Law, values: &Substitution) -> Option<Instance> {
    let sorts = sorts_of(store, law, values)?;
    let mut at = |id: Id| {
        let mut memo = FxHashMap::default();
        let id = match sorts.is_empty() {
            true => id,
            false => retyped(store, id, values, &sorts, &mut memo),
        };
        store.substitute(id, values)
    };
    Some(Instance {
        left: at(law.left),
        right: at(law.right),
        conditions: law.conditions.iter().map(|&id| at(id)).collect(),
    })
}

fn retyped(
    store: &mut Store,
    id: Id,
    values: &Substitution,
    sorts: &Sorts,
    memo: &mut FxHashMap<Id, Id>,
) -> Id {
    if let Some(&done) = memo.get(&id) {
        return done;
    }
    let mapped = store.map_children(id, 0, |store, child, _| {
        retyped(store, child, values, sorts, memo)
    });
    let result = match *store.node(mapped) {
        Node::Bound(level, sort) => {
            let sort = replaced(store, sort, values, sorts);
            store.bound(level, sort)
        }
        Node::Bind(kind, sort, domain, body) => {
            let sort = replaced(store, sort, values, sorts);
            store.bind(kind, sort, domain, body)
        }
        _ => mapped,
    };
    memo.insert(id, result);
    result
}

fn replaced(store: &mut Store, sort: SortId, values: &Substitution, sorts: &Sorts) -> SortId {
    match *store.sort_of(sort) {
        Sort::Element(Some(symbol)) => sorts.get(&symbol).copied().unwrap_or(sort),
        _ => store.substitute_sort(sort, values),
    }
}
