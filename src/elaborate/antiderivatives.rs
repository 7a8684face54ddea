//! `[F(x)]_a^b`: between which values of which variable a bracket is taken.
//!
//! The bracket does not say. It is the variable of the last integral before it, or beside it.
//! The variable is written into the bracket's subscript, as a reader would: `[F(x)]_{x=a}^b`.

use super::names::letters;
use crate::parse::tree::{Kind, Relation, Tree};

/// Writes the variables of integration into the brackets of a note's expressions, in source order.
pub fn complete<'t>(expressions: impl Iterator<Item = &'t mut Tree>) {
    let mut last: Option<Tree> = None;
    for tree in expressions {
        let own = differential(tree).cloned();
        if let Some(variable) = last.as_ref().or(own.as_ref()) {
            insert(tree, variable);
        }
        last = own.or(last);
    }
}

/// Variable and point of a subscript `x = a`.
pub fn limit_of(sub: &Tree) -> Option<(&Tree, &Tree)> {
    match &sub.kind {
        Kind::Chain { first, rest } => match &rest[..] {
            [(Relation::Equal, point)] => Some((first, point)),
            _ => None,
        },
        _ => None,
    }
}

/// The variable of the first integral over one variable.
fn differential(tree: &Tree) -> Option<&Tree> {
    if let Kind::Integral { differential, .. } = &tree.kind
        && let [only] = &differential[..]
    {
        return Some(only);
    }
    tree.children().into_iter().find_map(differential)
}

fn insert(tree: &mut Tree, variable: &Tree) {
    tree.children_mut()
        .into_iter()
        .for_each(|child| insert(child, variable));
    let Kind::Scripts {
        base,
        sub: Some(sub),
        sup: Some(_),
        primes: 0,
    } = &mut tree.kind
    else {
        return;
    };
    let Kind::Group { open, close, body } = &base.kind else {
        return;
    };
    let bracketed = open == "[" || close == "|" && open != "|";
    let mentions = letters(variable)
        .iter()
        .all(|letter| letters(body).contains(letter));
    if !bracketed || !mentions || matches!(sub.kind, Kind::Chain { .. }) {
        return;
    }
    let point = (**sub).clone();
    **sub = Tree {
        span: point.span.clone(),
        kind: Kind::Chain {
            first: Box::new(variable.clone()),
            rest: vec![(Relation::Equal, point)],
        },
    };
}
