//! Functions given in pieces: an equation with one holds where it holds in each piece, supposing what the piece supposes.

use crate::expr::*;
use crate::theory::Context;

/// Pieces of one function at most, those that "otherwise" splits into counted by themselves.
const PIECES: usize = 8;

/// What is to be proved in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub left: Id,
    pub right: Id,
    /// What holds there.
    pub supposed: Vec<Id>,
}

/// The pieces of an equation of which one side is a function in pieces; None for any other, and where the conditions
/// are of random variables, which hold for some outcomes only.
pub fn pieces(store: &mut Store, left: Id, right: Id) -> Option<Vec<Piece>> {
    let (rows, first) = match (store.node(left), store.node(right)) {
        (_, Node::Cases(rows)) => (rows.clone(), false),
        (Node::Cases(rows), _) => (rows.clone(), true),
        _ => return None,
    };
    let mut found: Vec<Piece> = Vec::new();
    let mut before: Vec<Id> = Vec::new();
    for (value, condition) in rows {
        let names = store.free_names(condition);
        if names
            .into_iter()
            .any(|name| store.is_chance(store.symbol(name).sort))
        {
            return None;
        }
        for supposed in ways(store, condition, &before)? {
            let (left, right) = if first { (value, right) } else { (left, value) };
            found.push(at_value(
                store,
                Piece {
                    left,
                    right,
                    supposed,
                },
            ));
        }
        if found.len() > PIECES {
            return None;
        }
        before.push(condition);
    }
    Some(found)
}

/// What is known in a piece besides what the claim may rest on. What names carry by their use elsewhere, such as lying
/// in the support of a distribution, is not known of those that the piece is about.
pub fn within(store: &Store, context: &Context, supposed: &[Id]) -> Context {
    let mut context = context.clone();
    let about = names(store, supposed);
    let carried = context.carried.iter().filter(|(condition, _)| {
        let mut names = about.iter();
        !names.any(|&name| store.mentions(*condition, name))
    });
    context.carried = carried.cloned().collect();
    for &condition in supposed {
        context.hypotheses.push((condition, String::new()));
    }
    context
}

/// The names that the conditions of a piece are about.
pub fn names(store: &Store, supposed: &[Id]) -> Vec<SymbolId> {
    let conditions = supposed.iter();
    conditions
        .flat_map(|&condition| store.free_names(condition))
        .collect()
}

/// The ways in which a condition may hold; "otherwise" where none of those before does.
fn ways(store: &mut Store, condition: Id, before: &[Id]) -> Option<Vec<Vec<Id>>> {
    match store.node(condition).clone() {
        Node::Constant(Constant::True) => {
            let mut all = vec![vec![]];
            for &other in before {
                let opposite = opposite(store, other)?;
                let each = all.iter().flat_map(|way: &Vec<Id>| {
                    opposite
                        .iter()
                        .map(move |&more| [&way[..], &[more]].concat())
                });
                all = each.collect();
            }
            Some(all)
        }
        Node::Apply(Operator::And, parts) => Some(vec![parts.to_vec()]),
        Node::Apply(Operator::Or, parts) => Some(parts.iter().map(|&part| vec![part]).collect()),
        _ => Some(vec![vec![condition]]),
    }
}

/// The ways in which a condition may fail.
fn opposite(store: &mut Store, condition: Id) -> Option<Vec<Id>> {
    match store.node(condition).clone() {
        Node::Relation(relation, a, b) => Some(vec![match relation {
            Comparison::Less => store.relation(Comparison::LessEqual, b, a),
            Comparison::LessEqual => store.relation(Comparison::Less, b, a),
            Comparison::Equal => store.relation(Comparison::NotEqual, a, b),
            Comparison::NotEqual => store.relation(Comparison::Equal, a, b),
            Comparison::In => return None,
        }]),
        Node::Apply(Operator::And, parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(opposite(store, part)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// A name that a piece equates with a value stands for it there.
fn at_value(store: &mut Store, piece: Piece) -> Piece {
    let value = piece
        .supposed
        .iter()
        .find_map(|&condition| match *store.node(condition) {
            Node::Relation(Comparison::Equal, a, b) => match *store.node(a) {
                Node::Name(name) if !store.mentions(b, name) => Some((name, b)),
                _ => None,
            },
            _ => None,
        });
    let Some((name, value)) = value else {
        return piece;
    };
    let map: Substitution = [(name, value)].into_iter().collect();
    Piece {
        left: store.substitute(piece.left, &map),
        right: store.substitute(piece.right, &map),
        supposed: piece.supposed,
    }
}
