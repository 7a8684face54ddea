//! `y \mid x \sim D`: given x, the variable y is drawn from `D`. That is `p(y \mid x) \sim D` for the density that the note
//! itself writes of them.

use rustc_hash::FxHashMap;

use super::chains::Mathematics;
use super::joint;
use super::names::{letters, written};
use crate::parse::tree::{Kind, Relation, Separator, Times, Tree};

/// Letters of densities: $E(X \mid Y)$ and $H(X \mid Y)$ are none.
const LETTERS: [&str; 5] = ["p", "f", "q", "g", r"\pi"];

/// The densities that are applied to variables given others, by the text in their brackets; None where several are.
type Densities = FxHashMap<String, Option<Tree>>;

/// Writes draws of a variable given others as those of its density. Of capitals it is that of their values.
pub fn complete(mathematics: &mut [Mathematics]) {
    let mut densities = Densities::default();
    for math in mathematics.iter() {
        let sides = math.formula.rows.iter().flat_map(|row| &row.statements);
        for side in sides.flat_map(|statement| statement.sides.iter().flatten()) {
            collect(side, &mut densities);
        }
    }
    if densities.is_empty() {
        return;
    }
    let rows = mathematics
        .iter_mut()
        .flat_map(|math| &mut math.formula.rows);
    for row in rows {
        joint::take_apart(row, |left| density(left, &densities).is_some());
        for statement in &mut row.statements {
            if let ([(Relation::Distributed, _)], [Some(left), Some(right)]) =
                (&statement.relations[..], &mut statement.sides[..])
                && let Some(found) = density(left, &densities)
            {
                let variables = letters(left);
                // The parameters show values where the density does.
                if left.to_string() != found.point.to_string()
                    && let Kind::Product(factors) = &mut right.kind
                {
                    let parameters = factors.iter_mut().skip(1);
                    parameters.for_each(|(_, tree)| lower(tree, &variables));
                }
                *left = applied(found.head, found.point);
            }
        }
    }
}

/// A density and the values that it is applied to.
struct Found<'d> {
    head: &'d Tree,
    point: Tree,
}

/// The density of the variables of a draw, or of their values.
fn density<'d>(left: &Tree, densities: &'d Densities) -> Option<Found<'d>> {
    if !is_given(left) {
        return None;
    }
    let mut values = left.clone();
    lower(&mut values, &letters(left));
    [left.clone(), values].into_iter().find_map(|point| {
        let head = densities.get(&point.to_string())?.as_ref()?;
        Some(Found { head, point })
    })
}

/// Collects `p(y \mid x)`, wherever it stands.
fn collect(tree: &Tree, densities: &mut Densities) {
    if let Kind::Product(factors) = &tree.kind {
        for pair in factors.windows(2) {
            let [(_, head), (Times::Juxtaposed, argument)] = pair else {
                continue;
            };
            if let Kind::Group { open, body, .. } = &argument.kind
                && open == "("
                && is_given(body)
                && written(head).is_some_and(|head| LETTERS.contains(&head.name.letter.as_str()))
            {
                let known = densities.entry(body.to_string());
                let known = known.or_insert_with(|| Some(head.clone()));
                let same = |known: &Tree| known.to_string() == head.to_string();
                if !known.as_ref().is_some_and(same) {
                    *known = None;
                }
            }
        }
    }
    tree.children()
        .into_iter()
        .for_each(|child| collect(child, densities));
}

/// True for `y \mid x`.
fn is_given(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::List { separators, .. } if separators[..] == [Separator::Bar])
}

fn applied(head: &Tree, body: Tree) -> Tree {
    let span = body.span.clone();
    let group = Kind::Group {
        open: "(".to_owned(),
        close: ")".to_owned(),
        body: Box::new(body),
    };
    let mut head = head.clone();
    head.span = span.clone();
    let group = Tree {
        span: span.clone(),
        kind: group,
    };
    Tree {
        span,
        kind: Kind::Product(vec![(Times::Juxtaposed, head), (Times::Juxtaposed, group)]),
    }
}

/// Writes the small letters of capitals that are among the variables.
fn lower(tree: &mut Tree, variables: &[String]) {
    if let Kind::Name(name) = &mut tree.kind
        && variables.contains(&name.letter)
        && name.letter.chars().count() == 1
    {
        name.letter = name.letter.to_lowercase();
        return;
    }
    tree.children_mut()
        .into_iter()
        .for_each(|child| lower(child, variables));
}
