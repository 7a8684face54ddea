//! What the prose and the formulas declare of names: `Let $X$ be a random variable`, `$A \in \mathbb{R}^{n \times n}$`.

use rustc_hash::FxHashSet;

use super::attributions::{Attribution, attributions};
use super::chains::Mathematics;
use super::conventions::Conventions;
use super::dimensions::sizes;
use super::draws::draws;
use super::evidence::{Key, letter_of};
use super::phrases::{Property, conditional};
use super::sentences::{FORMULA, Sentence};
use super::survey::{self, Survey, is_among};
use super::turns::generalizes;
use crate::parse::tree::{Formula, Kind, Relation, Separator, Statement, Tree};
use crate::vocabulary::constants::{NumberSet, number_set};

/// Something said of one name.
#[derive(Debug, Clone)]
pub struct Declaration<'a> {
    /// The name as written, with its scripts and arguments: `X`, `\sigma_j`, `p(x, y)`.
    pub name: &'a Tree,
    pub says: Says<'a>,
    /// Index of the [`Mathematics`] the name stands in.
    pub place: usize,
}

#[derive(Debug, Clone)]
pub enum Says<'a> {
    Property(Property),
    /// Member of a set: `\mathbb{R}^{m \times n}`, `\mathcal{X}`, `\{1, \dots, n\}`.
    MemberOf(&'a Tree),
}

/// All declarations of a note, in source order.
pub fn declarations<'a>(
    sentences: &[Sentence],
    mathematics: &'a [Mathematics],
) -> Vec<Declaration<'a>> {
    let mut found = Vec::new();
    for sentence in sentences {
        for given in attributions(sentence) {
            for &formula in given.formulas.iter().filter(|_| !given.denied) {
                let place = sentence.formulas[formula].1;
                for name in named(&mathematics[place]) {
                    found.extend(given.properties.iter().map(|&p| Declaration {
                        name,
                        says: Says::Property(p),
                        place,
                    }));
                }
            }
        }
    }
    let read = mathematics
        .iter()
        .enumerate()
        .filter(|(_, math)| !math.ignored);
    for (place, math) in read {
        let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
        found.extend(
            statements
                .flat_map(memberships)
                .map(|(name, set)| Declaration {
                    name,
                    says: Says::MemberOf(set),
                    place,
                }),
        );
    }
    found
}

/// Names that are numbers here, whatever is said of them elsewhere.
pub struct Numbers<'n> {
    pub names: &'n FxHashSet<Key>,
    /// Whether a place is here.
    pub here: &'n dyn Fn(usize) -> bool,
}

/// What the formulas of the chosen places and the declarations of the note say of its names.
pub fn surveyed(
    mathematics: &[Mathematics],
    sentences: &[Sentence],
    conventions: Conventions,
    numbers: Option<Numbers>,
    chosen: impl Fn(usize) -> bool,
) -> Survey {
    let mut survey = Survey::new();
    survey.conventions = conventions;
    let numbers_at = |place| {
        let numbers = numbers.as_ref().filter(|numbers| !(numbers.here)(place));
        numbers.map(|numbers| numbers.names)
    };
    for (place, math) in mathematics.iter().enumerate() {
        match numbers_at(place) {
            _ if chosen(place) => survey.formula(&math.formula),
            _ if !declares(math) => {}
            None => survey.formula(&math.formula),
            Some(names) => survey.distant(&math.formula, names),
        }
    }
    let widened = widened(sentences, mathematics);
    let whole = |(name, says): &(Tree, survey::Says)| match says {
        survey::Says::MemberOf(set) => is_among(name, &widened) && counts(set),
        _ => false,
    };
    survey.said.retain(|said| !whole(said));
    for declaration in declarations(sentences, mathematics) {
        // Memberships are read off the formula itself.
        let Says::Property(property) = declaration.says else {
            continue;
        };
        let denied = numbers_at(declaration.place)
            .is_some_and(|names| is_among(declaration.name, names) && is_array(property));
        let elsewhere = property == Property::Integer && is_among(declaration.name, &widened);
        if !denied && !elsewhere {
            survey.declare(declaration.name, property);
        }
    }
    for sentence in sentences {
        let drawn = draws(sentence, mathematics).iter();
        for draw in drawn.filter(|draw| !draw.denied && !draw.density) {
            for name in draw.names.iter().flat_map(|&at| named(&mathematics[at])) {
                survey.drawn(name, &draw.law);
            }
        }
        for sized in sizes(sentence, mathematics) {
            let places = sized.names.iter().map(|&at| sentence.formulas[at].1);
            for place in places {
                for name in named(&mathematics[place]) {
                    if !numbers_at(place).is_some_and(|names| is_among(name, names)) {
                        survey.member_of(name, &sized.set);
                    }
                }
            }
        }
    }
    survey
}

/// Letters that are integers under a condition of which the note speaks as of any numbers, too: "for real $n$", and after
/// "if $n$ is an integer" what holds in general.
fn widened(sentences: &[Sentence], mathematics: &[Mathematics]) -> FxHashSet<Key> {
    const BEFORE: [&str; 5] = [
        "real",
        "complex",
        "half-integer",
        "non-integer",
        "noninteger",
    ];
    /// Sentences after a condition in which the words may turn from it.
    const NEAR: usize = 3;
    const AFTER: [&str; 4] = ["be real", "is real", "be complex", "is not an integer"];
    let letters = |place: usize| named(&mathematics[place]).into_iter().filter_map(letter_of);
    let mut found = FxHashSet::default();
    for (number, sentence) in sentences.iter().enumerate() {
        for (at, &(from, place)) in sentence.formulas.iter().enumerate() {
            let (before, after) = (
                &sentence.words[..from],
                &sentence.words[from + FORMULA.len_utf8()..],
            );
            let last = before.split_whitespace().next_back().unwrap_or_default();
            let any = BEFORE.contains(&last)
                || AFTER
                    .iter()
                    .any(|words| after.trim_start().starts_with(words));
            if any && !sentence.sizes.contains(&at) && !mathematics[place].display {
                found.extend(letters(place));
            }
        }
        let whole = |given: &&Attribution| {
            // "for every integer $n$" brings in one.
            let before = sentence.words[..given.at].split_whitespace();
            let any = |word: &str| matches!(word, "every" | "all" | "any" | "each");
            given.properties.contains(&Property::Integer)
                && conditional(sentence, given.at)
                && !before.rev().take(3).any(any)
        };
        let general = || {
            let next = sentences[number + 1..].iter().take(NEAR);
            next.filter(|later| later.section == sentence.section)
                .any(generalizes)
        };
        for given in attributions(sentence).iter().filter(whole) {
            if general() {
                let places = given
                    .formulas
                    .iter()
                    .map(|&formula| sentence.formulas[formula].1);
                found.extend(places.flat_map(letters));
            }
        }
    }
    found
}

/// True for a set of integers.
fn counts(set: &Tree) -> bool {
    let set = letter_of(set).and_then(|letter| number_set(&letter));
    matches!(set, Some(NumberSet::Integers | NumberSet::Naturals))
}

fn is_array(property: Property) -> bool {
    survey::Says::Property(property).array()
}

/// True for formulas in the text that say what a name is: they count wherever the name is used.
fn declares(math: &Mathematics) -> bool {
    let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
    let mut signs = statements.flat_map(|statement| &statement.relations);
    !math.display
        && !math.ignored
        && signs.any(|(relation, _)| {
            matches!(
                relation,
                Relation::In | Relation::Distributed | Relation::MapsTo
            )
        })
}

/// The names a formula puts forward: the formula itself where it is a name or a list of names, else the left side of
/// its relation.
pub fn named(math: &Mathematics) -> Vec<&Tree> {
    named_in(&math.formula)
}

/// The same of a formula by itself.
pub fn named_in(formula: &Formula) -> Vec<&Tree> {
    let statements = formula.rows.iter().flat_map(|row| &row.statements);
    let first = statements.filter_map(|statement| statement.sides.first()?.as_ref());
    first.flat_map(items).filter(|tree| is_name(tree)).collect()
}

fn memberships(statement: &Statement) -> Vec<(&Tree, &Tree)> {
    let (Some((Relation::In, _)), [Some(left), Some(set), ..]) =
        (statement.relations.first(), &statement.sides[..])
    else {
        return Vec::new();
    };
    items(left)
        .into_iter()
        .filter(|tree| is_name(tree))
        .map(|name| (name, set))
        .collect()
}

/// The items of a list separated by commas; the tree itself where it is none.
pub fn items(tree: &Tree) -> Vec<&Tree> {
    match &tree.kind {
        Kind::List { items, separators } if separators.iter().all(|s| *s == Separator::Comma) => {
            items.iter().collect()
        }
        _ => vec![tree],
    }
}

/// A name with scripts, or a name applied to arguments.
fn is_name(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Name(_) => true,
        Kind::Scripts { base, .. } => is_name(base),
        Kind::Product(factors) => {
            matches!(&factors[..], [(_, f), (_, group)] if is_name(f) && matches!(group.kind, Kind::Group { .. }))
        }
        _ => false,
    }
}
