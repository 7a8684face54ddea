//! Inequalities between entropies: instances of the laws that no entropy, conditional entropy or mutual information of
//! discrete variables is negative, with what both sides have besides as the shift `s` of the law.

use super::engine::Normalizer;
use super::orders;
use super::view::{coefficient, terms};
use crate::expr::*;
use crate::kernel::Proof;

/// The laws for joint densities of one, two and three variables.
const LAWS: [&[&str]; 3] = [
    &["entropy-nonnegative-discrete"],
    &["entropy-subadditive-discrete", "entropy-of-part-discrete"],
    &[
        "entropy-submodular-discrete",
        "entropy-subadditive-discrete-three",
        "entropy-of-part-discrete-three",
    ],
];

/// Proofs worth a try of `left <= right`, whose difference is `difference` in normal form.
pub fn candidates(n: &mut Normalizer, left: Id, right: Id, difference: Id) -> Vec<Proof> {
    let mut found = Vec::new();
    let Some((density, variables)) = widest(n.store, difference) else {
        return found;
    };
    for density in orders_of(n.store, density, &variables) {
        for law in LAWS[variables.len() - 1] {
            found.extend(orders::shifted(n, law, density, left, right));
        }
    }
    found
}

/// The density of most variables of which a term is the entropy, with the sorts of its variables; None if something else
/// than entropies is left.
fn widest(store: &mut Store, sum: Id) -> Option<(Id, Vec<SortId>)> {
    let mut widest: Option<(Id, Vec<SortId>)> = None;
    for term in terms(store, sum) {
        let (_, entropy) = coefficient(store, term);
        let Node::Apply(Operator::Entropy, args) = store.node(entropy) else {
            return None;
        };
        let density = args[0];
        let variables = variables(store, density);
        let more = widest
            .as_ref()
            .is_none_or(|(_, most)| variables.len() > most.len());
        if more {
            widest = Some((density, variables));
        }
    }
    widest.filter(|(_, variables)| (1..=LAWS.len()).contains(&variables.len()))
}

/// The sorts of the variables of a function that is written with them.
fn variables(store: &Store, density: Id) -> Vec<SortId> {
    let (mut found, mut at) = (Vec::new(), density);
    while let Node::Bind(BinderKind::Lambda, sort, Domain::All, body) = *store.node(at) {
        found.push(sort);
        at = body;
    }
    found
}

/// A density with its variables in every order.
fn orders_of(store: &mut Store, density: Id, sorts: &[SortId]) -> Vec<Id> {
    let names: Vec<SymbolId> = (0..)
        .zip(sorts)
        .map(|(depth, &sort)| store.local(sort, Domain::All, depth))
        .collect();
    let mut body = density;
    for &name in &names {
        let Node::Bind(_, _, _, inner) = *store.node(body) else {
            return Vec::new();
        };
        let value = store.name(name);
        body = store.instantiate(inner, value);
    }
    let orders: &[&[usize]] = match names.len() {
        1 => &[&[0]],
        2 => &[&[0, 1], &[1, 0]],
        // Which of the three stands last decides; the two before it stand alike in the laws.
        _ => &[&[0, 1, 2], &[0, 2, 1], &[1, 2, 0]],
    };
    orders
        .iter()
        .map(|order| {
            let names: Vec<SymbolId> = order.iter().map(|&at| names[at]).collect();
            store.lambda(&names, body)
        })
        .collect()
}
