//! Joint distributions that are defined by a draw of one variable given the other: `X, Y \sim \mathrm{NG}(m, l, a, b)` says
//! `X \mid Y \sim \mathcal{N}(m, (Y l)^{-1})` and `Y \sim \mathrm{Gam}(a, b)`.

use super::names::comma_items;
use super::sorts::named_distribution;
use crate::expr::Operator;
use crate::parse;
use crate::parse::tree::{Kind, Relation, Row, Span, Statement, Times, Tree};

/// A joint distribution, names for its variables and parameters, and the draws that it says.
struct Joint {
    law: Operator,
    variables: [&'static str; 2],
    parameters: &'static [&'static str],
    draws: [&'static str; 2],
}

const JOINT: &[Joint] = &[Joint {
    law: Operator::NormalGamma,
    variables: ["x", "y"],
    parameters: &["m", "l", "a", "b"],
    draws: [
        r"x \mid y \sim \mathcal{N}(m, (y l)^{-1})",
        r"y \sim \mathrm{Gam}(a, b)",
    ],
}];

/// Takes the joint draws of a row apart, where the density of what is given the other is known.
pub fn take_apart(row: &mut Row, is_known: impl Fn(&Tree) -> bool) {
    let statements = std::mem::take(&mut row.statements);
    for statement in statements {
        let known = |draws: &Vec<Statement>| {
            let given = draws.first().and_then(|draw| draw.sides[0].as_ref());
            given.is_some_and(&is_known)
        };
        match draws(&statement).filter(known) {
            Some(draws) => row.statements.extend(draws),
            None => row.statements.push(statement),
        }
    }
}

fn draws(statement: &Statement) -> Option<Vec<Statement>> {
    let ([(Relation::Distributed, sign)], [Some(left), Some(right)]) =
        (&statement.relations[..], &statement.sides[..])
    else {
        return None;
    };
    let Kind::Product(factors) = &right.kind else {
        return None;
    };
    let [(_, head), (Times::Juxtaposed, arguments)] = &factors[..] else {
        return None;
    };
    let Kind::Group { body, .. } = &arguments.kind else {
        return None;
    };
    // `\mathrm{NG}_+` is another law.
    let Kind::Name(_) = &head.kind else {
        return None;
    };
    let law = named_distribution(head)?;
    let joint = JOINT.iter().find(|joint| joint.law == law)?;
    let (variables, parameters) = (comma_items(left), comma_items(body));
    if variables.len() != joint.variables.len() || parameters.len() != joint.parameters.len() {
        return None;
    }
    let names = joint.variables.iter().chain(joint.parameters);
    let values: Vec<(&str, &Tree)> = names
        .copied()
        .zip(variables.into_iter().chain(parameters))
        .collect();
    let written = |text: &&str| {
        let (mut draw, _) = parse::parse_statement(text);
        for (side, as_written) in draw.sides.iter_mut().flatten().zip([left, right]) {
            fill(side, &values, &as_written.span);
            side.span = as_written.span.clone();
        }
        draw.relations = vec![(Relation::Distributed, sign.clone())];
        draw.words.clone_from(&statement.words);
        draw
    };
    Some(joint.draws.iter().map(written).collect())
}

/// Puts the values in the place of the names; all else stands where the whole is written.
fn fill(tree: &mut Tree, values: &[(&str, &Tree)], span: &Span) {
    if let Kind::Name(name) = &tree.kind
        && let Some((_, value)) = values.iter().find(|(letter, _)| *letter == name.letter)
    {
        *tree = (*value).clone();
        return;
    }
    tree.span = span.clone();
    for child in tree.children_mut() {
        fill(child, values, span);
    }
}
