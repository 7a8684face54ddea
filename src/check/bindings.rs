//! Densities and the distributions that the prose pairs them with, as facts.

use rustc_hash::FxHashMap;

use crate::elaborate::associate::{self, Mention};
use crate::elaborate::chains::Mathematics;
use crate::elaborate::sentences::Sentence;
use crate::expr::*;
use crate::theory::{Fact, FactKind, Shared};

/// A family of densities as the note uses it: with which slots, and given which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    pub family: SymbolId,
    pub of: Vec<SymbolId>,
    pub given: Vec<SymbolId>,
}

/// Every use of a family of densities in the expressions, each once, in order.
pub fn usages(store: &Store, roots: impl Iterator<Item = Id>) -> Vec<Usage> {
    let mut found = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for root in roots {
        collect(store, root, &mut seen, &mut found);
    }
    found
}

fn collect(store: &Store, id: Id, seen: &mut rustc_hash::FxHashSet<Id>, found: &mut Vec<Usage>) {
    if !seen.insert(id) {
        return;
    }
    if let Node::Density { family, of, given } = store.node(id) {
        let slots = |pairs: &[(SymbolId, Id)]| pairs.iter().map(|&(slot, _)| slot).collect();
        let usage = Usage {
            family: *family,
            of: slots(of),
            given: slots(given),
        };
        if !found.contains(&usage) {
            found.push(usage);
        }
    }
    for child in store.children(id) {
        collect(store, child, seen, found);
    }
}

/// `family(variables) = density of the distribution`, for all values of the variables; None if the sorts do not fit.
pub fn definition(
    store: &mut Store,
    usage: &Usage,
    distribution: Id,
    source: String,
) -> Option<Fact> {
    let [slot] = usage.of[..] else { return None };
    let mut variables = Vec::new();
    let mut pair = |store: &mut Store, slot: SymbolId| {
        let symbol = store.symbol(slot).clone();
        let sort = store.sort_of(symbol.sort).clone();
        if symbol.role == Role::Parameter {
            // How the distribution depends on it is not followed: it is known at the parameter as written.
            let own = store.declare_as(&symbol.spelling, sort, Role::Note, 0);
            return (slot, store.name(own));
        }
        let variable = store.declare_as(&symbol.spelling, sort, Role::Law, 2);
        variables.push(variable);
        (slot, store.name(variable))
    };
    let of = pair(store, slot);
    let given: Vec<_> = usage.given.iter().map(|&slot| pair(store, slot)).collect();
    if !suits(store, distribution, of.1) {
        return None;
    }
    let left = store.density(usage.family, &[of], &given);
    let right = store.apply(Operator::Pdf, &[distribution, of.1]);
    Some(Fact {
        kind: FactKind::Definition,
        left,
        right,
        variables,
        conditions: Vec::new(),
        source,
        given: false,
    })
}

/// True if a distribution's values are of the sort of the point.
pub fn suits(store: &mut Store, distribution: Id, point: Id) -> bool {
    match store.node(distribution).clone() {
        Node::Apply(Operator::MultivariateNormal | Operator::DiagonalNormal, args) => {
            store.shape(args[0]) == store.shape(point)
        }
        Node::Apply(operator, _)
            if operator.yields() == crate::expr::operator::Yields::Distribution =>
        {
            !store.is_array(point)
        }
        _ => false,
    }
}

/// The pairs that a sentence makes: (place of the formula that holds the distribution, usage).
pub fn pairs(
    store: &Store,
    (sentence, before): (&Sentence, Option<&Sentence>),
    mathematics: &[Mathematics],
    distributions: &FxHashMap<usize, Vec<Id>>,
    usages: &[Usage],
) -> Vec<(Id, Usage)> {
    let mut found = Vec::new();
    let named_in = |sentence: &Sentence| -> Vec<Id> {
        let places = sentence
            .formulas
            .iter()
            .map(|&(_, place)| place)
            .filter(|place| !mathematics[*place].display);
        places
            .flat_map(|place| distributions.get(&place).into_iter().flatten().copied())
            .collect()
    };
    let mut named = named_in(sentence);
    let mentioned = associate::mentions(sentence).len();
    if let Some(before) =
        before.filter(|before| named.is_empty() && before.paragraph == sentence.paragraph)
    {
        // "N(..) and N(..). Call them q(z) and p(z)": the last ones named.
        named = named_in(before);
        named.drain(..named.len().saturating_sub(mentioned));
    }
    for (at, mention) in associate::by_order(sentence, named.len()) {
        let matching = usages
            .iter()
            .filter(|usage| spelled(store, usage, &mention));
        found.extend(matching.map(|usage| (named[at], usage.clone())));
    }
    if !found.is_empty() {
        return found;
    }
    for distribution in named {
        let spellings: Vec<String> = store
            .free_names(distribution)
            .into_iter()
            .map(|name| store.symbol(name).spelling.clone())
            .collect();
        let Some(index) = associate::shared_index(spellings.iter().map(String::as_str)) else {
            continue;
        };
        let matching: Vec<&Usage> = usages
            .iter()
            .filter(|usage| {
                let family = &store.symbol(usage.family).spelling;
                family == index || associate::index_of(family) == Some(index)
            })
            .collect();
        // Two families with one index: which one is meant is not said.
        if matching
            .iter()
            .any(|usage| usage.family != matching[0].family)
        {
            continue;
        }
        found.extend(
            matching
                .into_iter()
                .map(|usage| (distribution, usage.clone())),
        );
    }
    found
}

/// True if running text means this use of a family: `q(z|x)` for `q(z \mid x)`, `p(z)` for `p_\theta(z)`.
pub fn spelled(store: &Store, usage: &Usage, mention: &Mention) -> bool {
    let spelling = &store.symbol(usage.family).spelling;
    let letter = spelling.chars().next().map(|c| c.to_ascii_lowercase());
    let conditional = mention.arguments.contains('|');
    let random = |slot: &SymbolId| store.symbol(*slot).role != Role::Parameter;
    letter == Some(mention.letter) && conditional == usage.given.iter().any(random)
}

/// The expression with every density that a definition in force gives a meaning replaced by it.
pub fn unfold(store: &mut Store, facts: &Shared<Fact>, id: Id) -> Id {
    if let Node::Density { family, of, given } = store.node(id).clone() {
        for fact in facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Definition)
        {
            let Node::Density {
                family: known,
                of: slots,
                given: known_given,
            } = store.node(fact.left).clone()
            else {
                continue;
            };
            let same =
                known == family && slots.len() == of.len() && known_given.len() == given.len();
            if !same || slots.iter().zip(of.iter()).any(|(a, b)| a.0 != b.0) {
                continue;
            }
            let variables = slots.iter().chain(known_given.iter());
            let values = of.iter().chain(given.iter());
            let map: Substitution = variables
                .zip(values)
                .filter_map(|(variable, value)| match store.node(variable.1) {
                    Node::Name(symbol) => Some((*symbol, value.1)),
                    _ => None,
                })
                .collect();
            return store.substitute(fact.right, &map);
        }
        return id;
    }
    store.map_children(id, 0, |store, child, _| unfold(store, facts, child))
}
