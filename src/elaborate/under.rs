//! `P: X \sim D`: under the distribution `P`, the variable `X` is drawn from `D`. That is `p(x) \sim D` for the density
//! that goes with the name of the distribution.

use crate::parse::tree::{Formula, Kind, Relation, Separator, Times, Tree};

/// Writes the draws of a formula that name their distribution as those of its density.
pub fn complete(formula: &mut Formula) {
    let statements = formula.rows.iter_mut().flat_map(|row| &mut row.statements);
    for statement in statements {
        if let (Some((Relation::Distributed, _)), Some(Some(left))) =
            (statement.relations.first(), statement.sides.first_mut())
            && let Some(density) = density(left)
        {
            *left = density;
        }
    }
}

/// `p(x)` for `P: X`, both single capitals.
fn density(left: &Tree) -> Option<Tree> {
    let Kind::List { items, separators } = &left.kind else {
        return None;
    };
    let ([distribution, variable], [Separator::Colon]) = (&items[..], &separators[..]) else {
        return None;
    };
    let (head, point) = (lowered(distribution)?, lowered(variable)?);
    let group = Tree {
        span: point.span.clone(),
        kind: Kind::Group {
            open: "(".to_owned(),
            close: ")".to_owned(),
            body: Box::new(point),
        },
    };
    Some(Tree {
        kind: Kind::Product(vec![(Times::Juxtaposed, head), (Times::Juxtaposed, group)]),
        span: left.span.clone(),
    })
}

/// The small letter of a capital.
fn lowered(tree: &Tree) -> Option<Tree> {
    let Kind::Name(name) = &tree.kind else {
        return None;
    };
    let mut letters = name.letter.chars();
    let (letter, None) = (letters.next()?, letters.next()) else {
        return None;
    };
    let mut small = name.clone();
    small.letter = letter.to_lowercase().collect();
    letter.is_uppercase().then(|| Tree {
        kind: Kind::Name(small),
        span: tree.span.clone(),
    })
}
