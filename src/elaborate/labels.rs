//! Superscripts that are labels, not exponents: the `x^{t+1} = x^t - \eta g^t` of an iteration, players `a^1` and `a^2`,
//! the layer `l` of `W^l`. And brackets that the note gives a meaning of their own: "$[x]$ is the integer part".

use rustc_hash::FxHashSet;

use super::chains::Mathematics;
use super::declare::named;
use super::evidence::letter_of;
use super::names::{Superscript, comma_items, letters, superscript, written};
use super::sentences::Sentence;
use crate::parse::tree::{Formula, Kind, Relation, Sign, Statement, Tree};

/// Words before a letter that numbers what has labels: "layer $l$".
const NUMBERED: &[&str] = &[
    "layer",
    "step",
    "iteration",
    "iterate",
    "time",
    "epoch",
    "player",
    "agent",
    "stage",
    "round",
    "level",
    "period",
    "date",
    "sample",
    "task",
];
/// Words for the first of what is numbered.
const FIRST: &[&str] = &["start", "initial", "input"];
/// Words for exponents.
const POWERS: &[&str] = &[
    "power",
    "exponent",
    "coefficient",
    "polynomial",
    "monomial",
    "degree",
    "derivative",
    " times ",
];
/// Words that stand above names.
const WORDS: &[&str] = &[
    "new", "old", "max", "min", "opt", "ref", "prev", "next", "init", "final", "train", "test",
    "true",
];
/// Words for what brackets around a number may stand for.
const MEANINGS: &[&str] = &[
    "integer part",
    "fractional part",
    "floor",
    "ceiling",
    "greatest integer",
    "largest integer",
    "smallest integer",
    "nearest integer",
    "rounding",
    "rounded",
    "residue",
    "equivalence class",
    "congruence class",
];

/// The letters whose superscripts are labels somewhere in the note.
pub fn labelled(sentences: &[Sentence], mathematics: &[Mathematics]) -> FxHashSet<String> {
    let mut found = FxHashSet::default();
    for math in mathematics {
        let statements = statements(&math.formula);
        found.extend(statements.flat_map(equated));
    }
    for sentence in sentences {
        found.extend(numbered(sentence, mathematics));
        found.extend(listed(sentence, mathematics));
    }
    for sentence in sentences.iter().filter(|one| composes(one)) {
        let places = sentence.formulas.iter();
        let sides = places.flat_map(|&(_, place)| mathematics[place].formula.sides());
        sides.for_each(|side| collect_powered(side, &mut found));
    }
    found.retain(|letter| letter != "e" && letter != "i");
    for math in mathematics {
        for letter in statements(&math.formula).flat_map(number) {
            found.remove(&letter);
        }
    }
    found
}

/// Words by which powers of a function are its iterates: "$f^2$ means $f$ applied twice".
const COMPOSING: &[&str] = &[
    "applied twice",
    "applied repeatedly",
    "applied to itself",
    "iterates of",
    "iterated function",
    "composed with itself",
    "repeated composition",
];

fn composes(sentence: &Sentence) -> bool {
    COMPOSING.iter().any(|words| sentence.words.contains(words))
}

fn collect_powered(tree: &Tree, found: &mut FxHashSet<String>) {
    found.extend(powered(tree).map(|(letter, _)| letter));
    for child in tree.children() {
        collect_powered(child, found);
    }
}

/// `q` of `q = \frac{1}{2}`, `0 < q < 1`: a letter that has one value has powers.
fn number(statement: &Statement) -> Vec<String> {
    let related = statement.relations.iter().all(|(relation, _)| {
        matches!(
            relation,
            Relation::Equal
                | Relation::Defined
                | Relation::Less
                | Relation::LessEqual
                | Relation::Greater
                | Relation::GreaterEqual
        )
    });
    let sides = statement.sides.iter().flatten();
    let numeric = |side: &Tree| letters(side).is_empty();
    let plain = |side: &Tree| {
        let found = written(side).filter(|found| found.sup.is_none() && found.items.is_empty());
        found.map(|found| found.letter)
    };
    match related && sides.clone().any(numeric) {
        true => sides.filter_map(plain).collect(),
        false => Vec::new(),
    }
}

/// True if an expression shows the letter without a superscript.
fn shows_bare(tree: &Tree, letter: &str) -> bool {
    match written(tree) {
        Some(found) => found.letter == letter && found.sup.is_none(),
        None => tree
            .children()
            .iter()
            .any(|child| shows_bare(child, letter)),
    }
}

/// The brackets that the note gives a meaning: `[` of "$[x]$ is the integer part of $x$".
pub fn own_brackets(sentences: &[Sentence], mathematics: &[Mathematics]) -> FxHashSet<String> {
    let says = |sentence: &&Sentence| {
        let mut meanings = MEANINGS.iter();
        meanings.any(|meaning| sentence.words.contains(meaning))
    };
    let formulas = sentences.iter().filter(says).flat_map(|s| &s.formulas);
    formulas
        .filter_map(
            |&(_, place)| match &only(&mathematics[place].formula)?.kind {
                Kind::Group { open, body, .. }
                    if matches!(open.as_str(), "[" | r"\{")
                        && !matches!(body.kind, Kind::List { .. }) =>
                {
                    Some(open.clone())
                }
                _ => None,
            },
        )
        .collect()
}

fn statements(formula: &Formula) -> impl Iterator<Item = &Statement> + Clone {
    formula.rows.iter().flat_map(|row| &row.statements)
}

/// True for an exponent that is a word: `\pi^{new}`.
pub fn is_word(power: &Tree) -> bool {
    let Kind::Product(factors) = &power.kind else {
        return false;
    };
    let letters: Option<Vec<String>> = factors.iter().map(|(_, one)| letter_of(one)).collect();
    letters.is_some_and(|letters| WORDS.contains(&letters.concat().as_str()))
}

/// The one expression that a formula is.
fn only(formula: &Formula) -> Option<&Tree> {
    let mut sides = formula.sides();
    sides.next().filter(|_| sides.next().is_none())
}

/// A name with an exponent as written, and its letter.
fn powered(tree: &Tree) -> Option<(String, &Tree)> {
    let found = written(tree)?;
    match superscript(found.sup?) {
        Superscript::Power(power) => Some((found.letter, power)),
        _ => None,
    }
}

/// True for the exponents 0 and 1, which nobody writes without need.
fn is_idle(power: &Tree) -> bool {
    matches!(&power.kind, Kind::Number(digits) if digits == "0" || digits == "1")
}

/// `$x^1, x^2$` or `$a^1$` and `$a^2$` by themselves in a sentence; `$x^0$` alone where the words speak of what is numbered.
fn listed(sentence: &Sentence, mathematics: &[Mathematics]) -> Vec<String> {
    if POWERS.iter().any(|word| sentence.words.contains(word)) {
        return Vec::new();
    }
    let places = sentence
        .formulas
        .iter()
        .map(|&(_, place)| &mathematics[place]);
    let alone = places.filter(|math| !math.display);
    let items: Vec<&Tree> = alone
        .filter_map(|math| only(&math.formula))
        .flat_map(comma_items)
        .collect();
    let powers: Vec<(String, &Tree)> = items.into_iter().filter_map(powered).collect();
    let words = NUMBERED.iter().chain(FIRST);
    let numbers = words.into_iter().any(|word| sentence.words.contains(word));
    let labelled = |(letter, power): &&(String, &Tree)| {
        let mut others = powers.iter().filter(|(other, _)| other == letter);
        is_idle(power) && (numbers || others.any(|(_, other)| other.kind != power.kind))
    };
    let found = powers.iter().filter(labelled);
    found.map(|(letter, _)| letter.clone()).collect()
}

/// `V^1 = R + \gamma V^0`, `x^{t+1} = x^t - \eta g^t`: a value with a label on a side of its own.
fn equated(statement: &Statement) -> Vec<String> {
    let pairs = statement.relations.iter().zip(statement.sides.windows(2));
    let pairs = pairs.filter_map(|((relation, _), sides)| match (relation, sides) {
        (
            Relation::Equal | Relation::Defined | Relation::To | Relation::MapsTo,
            [Some(left), Some(right)],
        ) => Some((left, right)),
        _ => None,
    });
    let both: Vec<(&Tree, &Tree)> = pairs
        .flat_map(|(left, right)| [(left, right), (right, left)])
        .collect();
    // `x^0 = 1` and `x^1 = x` say what powers are.
    let says_power = |side: &Tree| {
        let mut others = both.iter().filter(|(own, _)| std::ptr::eq(*own, side));
        others.any(|(_, other)| {
            let same = || letter_of(other) == letter_of(side);
            letters(other).is_empty() || same()
        })
    };
    let labelled = |&(side, other): &(&Tree, &Tree)| {
        let (letter, power) = powered(side)?;
        let labelled = match before(power) {
            Some(index) => follows(other, &letter, index) && !shows_bare(other, &letter),
            None => is_idle(power) && !says_power(side),
        };
        labelled.then_some(letter)
    };
    both.iter().filter_map(labelled).collect()
}

/// The `t` of `t + 1`.
fn before(power: &Tree) -> Option<&Tree> {
    match &power.kind {
        Kind::Brace(body) => before(body),
        Kind::Sum(terms) => match &terms[..] {
            [(_, index), (Sign::Plus, one)] => {
                matches!(&one.kind, Kind::Number(digits) if digits == "1").then_some(index)
            }
            _ => None,
        },
        _ => None,
    }
}

/// True if an expression shows the letter with the index before.
fn follows(tree: &Tree, letter: &str, index: &Tree) -> bool {
    let own = powered(tree).is_some_and(|(base, power)| base == letter && power.kind == index.kind);
    own || tree
        .children()
        .iter()
        .any(|child| follows(child, letter, index))
}

/// "$W^l$ the weights of layer $l$".
fn numbered(sentence: &Sentence, mathematics: &[Mathematics]) -> Vec<String> {
    let is_numbered = |at: usize| {
        let (before, after) = sentence.words.split_at(at);
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let after = after.trim_start_matches(super::sentences::FORMULA);
        let next = after.strip_prefix("-th ");
        let next = next.and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
        NUMBERED.contains(&last) || next.is_some_and(|word| NUMBERED.contains(&word))
    };
    // "At time $t$ the capital is $a^t$" gives a value.
    let is_value = |at: usize| {
        let before = sentence.words[..at].trim_end();
        [" is", " have", " get", " equals"]
            .iter()
            .any(|verb| before.ends_with(verb))
    };
    let formulas = sentence.formulas.iter();
    let numbers: Vec<&Tree> = formulas
        .filter(|&&(at, _)| is_numbered(at))
        .filter_map(|&(_, place)| only(&mathematics[place].formula))
        .collect();
    let introducing = sentence.formulas.iter().filter(|&&(at, _)| !is_value(at));
    let places = introducing.map(|&(_, place)| &mathematics[place]);
    let names = places.filter(|math| !math.display).flat_map(named);
    names
        .filter_map(powered)
        .filter(|(_, power)| numbers.iter().any(|number| number.kind == power.kind))
        .map(|(letter, _)| letter)
        .collect()
}
