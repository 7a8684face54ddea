//! `P: X \sim D`: under the distribution `P`, the variable `X` is drawn from `D`. That is `p(x) \sim D` for the density
//! that goes with the name of the distribution.

use super::names::{comma_items, written};
use super::sorts::named_distribution;
use crate::expr::Operator;
use crate::parse::tree::{Formula, Kind, Relation, Row, Separator, Statement, Times, Tree};

/// Writes the draws of a formula that name their distribution as those of its density, takes values out of parameters, and
/// writes degrees of freedom below a distribution as its parameters.
pub fn complete(formula: &mut Formula) {
    for row in &mut formula.rows {
        take_values_out(row);
    }
    let statements = formula.rows.iter_mut().flat_map(|row| &mut row.statements);
    for statement in statements {
        if let ([(Relation::Distributed, _)], [Some(left), Some(right)]) =
            (&statement.relations[..], &mut statement.sides[..])
            && is_variable(left)
            && let Some(law) = with_freedom(right)
        {
            *right = law;
        }
        if let (Some((Relation::Distributed, _)), Some(Some(left))) =
            (statement.relations.first(), statement.sides.first_mut())
            && let Some(density) = density(left)
        {
            *left = density;
        }
    }
}

/// `X \sim D(m = a, V = b)` says `X \sim D(m, V)`, `m = a` and `V = b`.
fn take_values_out(row: &mut Row) {
    let mut found = Vec::new();
    for mut statement in std::mem::take(&mut row.statements) {
        let mut values = Vec::new();
        if let ([(Relation::Distributed, _)], [_, Some(right)]) =
            (&statement.relations[..], &mut statement.sides[..])
        {
            values = values_of(right);
        }
        found.push(statement);
        found.extend(values);
    }
    row.statements = found;
}

/// The equations among the parameters of a distribution, which keeps their left sides.
fn values_of(distribution: &mut Tree) -> Vec<Statement> {
    let Kind::Product(factors) = &mut distribution.kind else {
        return Vec::new();
    };
    let [_, (Times::Juxtaposed, arguments)] = &mut factors[..] else {
        return Vec::new();
    };
    let Kind::Group { body, .. } = &mut arguments.kind else {
        return Vec::new();
    };
    let items = match &mut body.kind {
        Kind::List { items, .. } => items.iter_mut().collect(),
        _ => vec![&mut **body],
    };
    items.into_iter().filter_map(equation).collect()
}

/// `m = a` as a statement; m is what is left.
fn equation(item: &mut Tree) -> Option<Statement> {
    let Kind::Chain { first, rest } = &item.kind else {
        return None;
    };
    let [(Relation::Equal, value)] = &rest[..] else {
        return None;
    };
    let sign = first.span.end..value.span.start;
    let name = (**first).clone();
    let statement = Statement {
        sides: vec![Some(name.clone()), Some(value.clone())],
        relations: vec![(Relation::Equal, sign)],
        words: Vec::new(),
    };
    *item = name;
    Some(statement)
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

/// True for what is drawn from a distribution of numbers rather than compared with a sequence: a capital, or what is made
/// of names.
fn is_variable(left: &Tree) -> bool {
    match written(left) {
        Some(found) => found.name.letter.starts_with(char::is_uppercase),
        None => !matches!(left.kind, Kind::Number(_)),
    }
}

/// `\chi^2(n)` for `\chi^2_n`, `\mathrm{t}(n)` for `t_n`, `\mathrm{F}(m, n)` for `F_{m, n}`.
fn with_freedom(law: &Tree) -> Option<Tree> {
    let Kind::Scripts {
        base,
        sub: Some(freedom),
        sup,
        primes: 0,
    } = &law.kind
    else {
        return None;
    };
    let operator = named_distribution(law)?;
    // `t_{(n)}`
    let freedom = match &freedom.kind {
        Kind::Group { open, body, .. } if open == "(" => body,
        _ => freedom,
    };
    let parameters = comma_items(freedom);
    let expected = match operator {
        Operator::ChiSquared | Operator::StudentT => 1,
        Operator::FisherF => 2,
        _ => return None,
    };
    let number = |tree: &&Tree| !matches!(tree.kind, Kind::Text(_) | Kind::Operator(_));
    if parameters.len() != expected || !parameters.iter().all(number) {
        return None;
    }
    let head = match sup {
        Some(_) => Tree {
            kind: Kind::Scripts {
                base: base.clone(),
                sub: None,
                sup: sup.clone(),
                primes: 0,
            },
            span: law.span.clone(),
        },
        None => (**base).clone(),
    };
    let group = Tree {
        span: freedom.span.clone(),
        kind: Kind::Group {
            open: "(".to_owned(),
            close: ")".to_owned(),
            body: freedom.clone(),
        },
    };
    Some(Tree {
        kind: Kind::Product(vec![(Times::Juxtaposed, head), (Times::Juxtaposed, group)]),
        span: law.span.clone(),
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
