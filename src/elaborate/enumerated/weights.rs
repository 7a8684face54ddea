//! What a sum weighs its terms with: the probabilities of values.

use std::collections::{BTreeMap, BTreeSet};

use super::{item, trees};
use crate::elaborate::chains::Mathematics;
use crate::elaborate::evidence::Key;
use crate::elaborate::lower::is_dots;
use crate::elaborate::names::{bracket, comma_items, head_spelling, letter};
use crate::elaborate::sentences::Sentence;
use crate::parse::tree::{Kind, Relation, Separator, Times, Tree};

/// What stands before the brackets of a probability.
pub(super) const PROBABILITIES: &[&str] = &[
    "p",
    "q",
    "P",
    "Q",
    r"\Pr",
    "Pr",
    r"\mathrm{Pr}",
    r"\mathbb{P}",
    r"\mathrm{P}",
    r"\mathrm{p}",
    r"\mathrm{q}",
];

/// What the note calls the probabilities of the values: "$P(X = x_i) = p_i$", "takes the values $x_1, \ldots, x_n$ with
/// probabilities $p_1, \ldots, p_n$".
pub(super) fn told_weights(
    sentences: &[Sentence],
    mathematics: &[Mathematics],
) -> BTreeMap<Key, Key> {
    let mut found = BTreeMap::new();
    let rows = mathematics
        .iter()
        .filter(|math| !math.ignored)
        .flat_map(|math| &math.formula.rows);
    for statement in rows.flat_map(|row| &row.statements) {
        for sides in statement.sides.windows(2) {
            let [Some(a), Some(b)] = sides else { continue };
            for (weight, probability) in [(a, b), (b, a)] {
                if let Some((name, index)) = item(weight)
                    && let Kind::Product(factors) = &probability.kind
                    && let [(_, head), (_, argument)] = &factors[..]
                    && PROBABILITIES.contains(&head_spelling(head).unwrap_or_default().as_str())
                    && let Some(argument) = bracket(argument)
                    && let [value] = &weighed(argument.body, &index)[..]
                {
                    found.insert(letter(name), value.clone());
                }
            }
        }
    }
    for sentence in sentences.iter().filter(|s| s.words.contains("value")) {
        let list = |&(_, place): &(usize, usize)| {
            let tree = trees(&mathematics[place].formula).next()?;
            match &tree.kind {
                Kind::List { items, .. } if items.iter().any(is_dots) => {
                    item_letter(items.first()?)
                }
                _ => item(tree).map(|(name, _)| letter(name)),
            }
        };
        for pair in sentence.formulas.windows(2) {
            let between = sentence.words.get(pair[0].0..pair[1].0).unwrap_or_default();
            if between.contains("with probabilit")
                && let (Some(value), Some(weight)) = (list(&pair[0]), list(&pair[1]))
            {
                found.insert(weight, value);
            }
        }
    }
    found
}

/// `x` of `x_1`.
fn item_letter(tree: &Tree) -> Option<Key> {
    match &tree.kind {
        Kind::Scripts {
            base,
            sub: Some(_),
            sup: None,
            ..
        } => match &base.kind {
            Kind::Name(name) => Some(letter(name)),
            _ => None,
        },
        _ => None,
    }
}

/// The letters that a body of a sum over the index weighs with the probabilities of their items: `p(x_i) \log p(x_i)`. An
/// index that is itself the value is marked with `=`.
pub(super) fn weights(
    tree: &Tree,
    index: &Key,
    named: &BTreeMap<Key, Key>,
    found: &mut BTreeSet<Key>,
) {
    if let Some((name, value)) = named_weight(tree, index, named) {
        found.extend([name, value]);
    }
    match &tree.kind {
        Kind::Sum(terms) => terms
            .iter()
            .for_each(|(_, term)| weights(term, index, named, found)),
        Kind::Fraction(body, _) | Kind::Brace(body) | Kind::Decorated { body, .. } => {
            weights(body, index, named, found);
        }
        Kind::Group { open, body, .. } if matches!(open.as_str(), "(" | "[" | r"\{") => {
            weights(body, index, named, found);
        }
        Kind::Big {
            operator,
            body: Some(body),
            ..
        } if operator == "sum" => {
            weights(body, index, named, found);
        }
        Kind::Product(factors) => weights_of_factors(factors, index, named, found),
        _ => {}
    }
}

/// `p_i` where it names the probability of `x_i`: both letters.
fn named_weight(tree: &Tree, index: &Key, named: &BTreeMap<Key, Key>) -> Option<(Key, Key)> {
    let (name, _) = item(tree).filter(|(_, at)| at == index)?;
    let name = letter(name);
    let value = named.get(&name)?.clone();
    Some((name, value))
}

fn weights_of_factors(
    factors: &[(Times, Tree)],
    index: &Key,
    named: &BTreeMap<Key, Key>,
    found: &mut BTreeSet<Key>,
) {
    let mut at = 0;
    while let Some((times, factor)) = factors.get(at) {
        let next = factors.get(at + 1).and_then(|(_, next)| bracket(next));
        let spelling = head_spelling(factor).unwrap_or_default();
        match next {
            _ if *times == Times::Over => {}
            Some(argument) if PROBABILITIES.contains(&spelling.as_str()) => {
                found.extend(weighed(argument.body, index));
                at += 1;
            }
            Some(_) if spelling.starts_with('\\') => at += 1,
            // `\log` without a bracket covers what follows.
            None if spelling.starts_with('\\') => return,
            _ => weights(factor, index, named, found),
        }
        at += 1;
    }
}

/// The values with this index of which a density is: `p(x_i, y_j \mid z)`, `P(X = x_i)`, `p(k)`.
pub(super) fn weighed(argument: &Tree, index: &Key) -> Vec<Key> {
    let value = |of: &Tree| match &of.kind {
        Kind::Chain { rest, .. } => match &rest[..] {
            [(Relation::Equal, value)] => item(value),
            _ => None,
        }
        .filter(|(_, at)| at == index)
        .map(|(name, _)| letter(name)),
        Kind::Name(name) => (letter(name) == *index).then(|| format!("={index}")),
        _ => item(of)
            .filter(|(_, at)| at == index)
            .map(|(name, _)| letter(name)),
    };
    of_probability(argument)
        .into_iter()
        .filter_map(value)
        .collect()
}

/// What a probability is of, conditions aside.
pub(super) fn of_probability(argument: &Tree) -> Vec<&Tree> {
    match &argument.kind {
        Kind::List { items, separators } if separators.contains(&Separator::Bar) => {
            comma_items(&items[0])
        }
        _ => comma_items(argument),
    }
}

/// The bare names of a list of arguments.
pub(super) fn names_in(argument: &Tree) -> Vec<Key> {
    match &argument.kind {
        Kind::List { items, .. } => items.iter().flat_map(names_in).collect(),
        Kind::Name(name) => vec![letter(name)],
        _ => Vec::new(),
    }
}
