//! `[F(x)]_a^b`: between which values of which variable a bracket is taken.
//!
//! The bracket does not say. It is a variable of the last integrals before it in its derivation, or beside it, or of any
//! before it where its derivation has none, that the bracket shows and that no integral around it binds; where there are
//! two, the bracket stays unread.
//! The variable is written into the bracket's subscript, as a reader would: `[F(x)]_{x=a}^b`.

use super::names::letters;
use crate::parse::tree::{Kind, Relation, Tree};

/// Writes the variables of integration into the brackets of one derivation, given its expressions in order; `known` are
/// the variables of all integrals before it, and those of its own are added.
pub fn complete<'t>(expressions: impl Iterator<Item = &'t mut Tree>, known: &mut Vec<Tree>) {
    let mut last: Vec<Tree> = Vec::new();
    for tree in expressions {
        let mut own = Vec::new();
        differentials(tree, &mut own);
        let mut candidates = match (last.is_empty(), own.is_empty()) {
            (false, _) => last.clone(),
            (true, false) => own.clone(),
            (true, true) => known.clone(),
        };
        insert(tree, &mut candidates);
        for variable in &own {
            if !known.iter().any(|v| is_same(v, variable)) {
                known.push(variable.clone());
            }
        }
        if !own.is_empty() {
            last = own;
        }
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

/// True for the brackets in which antiderivatives stand: `[F]` and `F|`.
pub fn takes_limits(open: &str, close: &str) -> bool {
    open == "[" || close == "|" && open != "|"
}

/// The variables of all integrals in a tree, each once.
fn differentials(tree: &Tree, found: &mut Vec<Tree>) {
    if let Kind::Integral { differential, .. } = &tree.kind {
        for variable in differential {
            if !found.iter().any(|known| is_same(known, variable)) {
                found.push(variable.clone());
            }
        }
    }
    for child in tree.children() {
        differentials(child, found);
    }
}

fn is_same(a: &Tree, b: &Tree) -> bool {
    letters(a) == letters(b)
}

/// Completes the brackets in a tree; `free` are the variables that no integral around it binds.
fn insert(tree: &mut Tree, free: &mut Vec<Tree>) {
    let bound: Vec<Tree> = match &tree.kind {
        Kind::Integral { differential, .. } => differential.clone(),
        _ => Vec::new(),
    };
    let (mut inside, outside) = std::mem::take(free)
        .into_iter()
        .partition::<Vec<Tree>, _>(|v| !bound.iter().any(|b| is_same(v, b)));
    for child in tree.children_mut() {
        insert(child, &mut inside);
    }
    write(tree, &inside);
    free.extend(inside);
    free.extend(outside);
}

/// Writes the one variable that a bracket shows into its subscript.
fn write(tree: &mut Tree, variables: &[Tree]) {
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
    if !takes_limits(open, close) || matches!(sub.kind, Kind::Chain { .. }) {
        return;
    }
    let shown = letters(body);
    let shows = |v: &&Tree| letters(v).iter().all(|letter| shown.contains(letter));
    let mut shown = variables.iter().filter(shows);
    let (Some(variable), None) = (shown.next(), shown.next()) else {
        return;
    };
    let point = (**sub).clone();
    **sub = Tree {
        span: point.span.clone(),
        kind: Kind::Chain {
            first: Box::new(variable.clone()),
            rest: vec![(Relation::Equal, point)],
        },
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse_expression;

    /// The variables written into the brackets of a derivation's rows.
    fn written(rows: &[&str]) -> Vec<String> {
        let mut trees: Vec<Tree> = rows.iter().map(|text| parse_expression(text).0).collect();
        complete(trees.iter_mut(), &mut Vec::new());
        let mut found = Vec::new();
        trees.iter().for_each(|tree| collect(tree, &mut found));
        found
    }

    fn collect(tree: &Tree, found: &mut Vec<String>) {
        if let Kind::Scripts {
            base,
            sub: Some(sub),
            ..
        } = &tree.kind
            && matches!(base.kind, Kind::Group { .. })
            && let Some((variable, _)) = limit_of(sub)
        {
            found.extend(letters(variable));
        }
        let children = tree.children().into_iter();
        children.for_each(|child| collect(child, found));
    }

    #[test]
    fn brackets_take_the_variable_of_the_integral_before_them() {
        let simple = [r"\int_0^2 x \, dx", r"[x^2]_0^2", r"[A]_i^2"];
        assert_eq!(written(&simple), ["x"]);
        let parts = [r"[x e^x]_0^1 - \int_0^1 e^x \, dx"];
        assert_eq!(written(&parts), ["x"]);
    }

    #[test]
    fn of_two_variables_brackets_take_the_one_that_is_free() {
        let double = r"\int_0^1 \int_0^2 u v \, du \, dv";
        let inner = r"\int_0^1 \left[ u^2 v \right]_0^2 dv";
        assert_eq!(written(&[double, inner]), ["u"]);
        assert_eq!(written(&[double, inner, r"[v^2]_0^1"]), ["u", "v"]);
        assert!(written(&[double, r"[[u^2 v^2]_0^2]_0^1"]).is_empty());
    }
}
