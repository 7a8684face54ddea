//! What the prose fixes of notations that go by several conventions: the base of logarithms, what a parameter of a
//! distribution is, what `*` stands for. A convention that is named and cannot be followed makes its notation unread.

use std::sync::Arc;

use super::attributions::group;
use super::chains::Mathematics;
use super::declare::named;
use super::denials::denied;
use super::enumerated::Enumerated;
use super::names::head_spelling;
use super::own_names::OwnNames;
use super::parameters::{Parameters, parameters};
use super::sentences::{FORMULA, Sentence};
use super::words::{begins_word, has_words};
use crate::expr::Operator;
use crate::parse::tree::{Kind, Relation, Separator, Tree};
use crate::vocabulary::Quantity;
use crate::vocabulary::heads::{Head, Surety, head};

/// What the words call a name that is a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    Deviation,
    Precision,
    Scale,
    Mean,
    /// What is applied one after the other: the order of a product counts.
    Operator,
    /// What is applied one after the other if it is a matrix.
    Weights,
    /// The matrix that leaves others as they are.
    Identity,
}

/// How a parameter that is called so becomes the one that the operator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    Square,
    Inverse,
}

/// The base of `\log`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Base {
    #[default]
    Natural,
    Number(i64),
    /// The words name several.
    Unclear,
}

/// The conventions of a note.
#[derive(Debug, Clone, Default)]
pub struct Conventions {
    pub base: Base,
    pub own: OwnNames,
    /// Indices that only number values.
    pub enumerated: Arc<Enumerated>,
    called: Vec<(Tree, Called)>,
    pub parameters: Parameters,
    /// Constants that may be another one at each place.
    varying: Vec<Tree>,
    /// Rows of [`UNREAD`] that the words speak of.
    unread: Vec<usize>,
    /// The words speak of events.
    pub names_events: bool,
    /// The words speak of events, and no formula of densities.
    pub events: bool,
    /// The words speak of probabilities.
    pub chances: bool,
}

use Called::{Deviation, Mean, Precision, Scale};

const CALLED: &[(&str, Called)] = &[
    ("standard deviation", Deviation),
    ("standardabweichung", Deviation),
    ("écart-type", Deviation),
    ("desviación estándar", Deviation),
    ("标准差", Deviation),
    ("標準偏差", Deviation),
    ("precision", Precision),
    ("präzision", Precision),
    ("scale", Scale),
    ("mean", Mean),
    ("expected value", Mean),
    ("operator", Called::Operator),
    ("observable", Called::Operator),
    ("rotation", Called::Operator),
    ("reflection", Called::Operator),
    ("hamiltonian", Called::Operator),
    ("gate", Called::Operator),
    ("weights", Called::Weights),
    ("identity matrix", Called::Identity),
    ("identity operator", Called::Identity),
    ("is the identity", Called::Identity),
    ("denotes the identity", Called::Identity),
];

/// Parameters of distributions by place, and what is made of one that is called otherwise than the operator has it.
const CONVERSIONS: &[(Operator, usize, Called, Conversion)] = &[
    (Operator::Normal, 1, Deviation, Conversion::Square),
    (Operator::Normal, 1, Precision, Conversion::Inverse),
    (Operator::GammaDist, 1, Scale, Conversion::Inverse),
    (Operator::Exponential, 0, Scale, Conversion::Inverse),
    (Operator::Exponential, 0, Mean, Conversion::Inverse),
];

/// Notations that a convention can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    Distribution(Operator),
    /// `a * b`
    Star,
    /// `a \times b`
    Cross,
    /// `a_i b_i`, `\delta_{ii}`
    Repeated,
}

/// Words by which a note takes a notation in a way that is not followed.
const UNREAD: &[(Notation, &[&str])] = &[
    (
        Notation::Distribution(Operator::Geometric),
        &[
            "failures before",
            "number of failures",
            "counting failures",
            "starting at 0",
            "starts at 0",
            "starting at zero",
            "starts at zero",
            "start at zero",
            "from zero",
            "nonnegative integers",
            "non-negative integers",
            "misserfolge",
            "échecs",
            "失败次数",
        ],
    ),
    (
        Notation::Distribution(Operator::GammaDist),
        &["shape-scale", "shape and scale", "scale parametr"],
    ),
    (
        Notation::Distribution(Operator::Uniform),
        &[
            "a die",
            "dice",
            "whole number",
            "random integer",
            "uniform integer",
            "discrete uniform",
        ],
    ),
    // Mean and shape are its parameters more often than drift and threshold.
    (
        Notation::Distribution(Operator::Wald),
        &[
            "inverse gaussian",
            "inverse-gaussian",
            "inverse normal",
            "mean parameter",
            "shape",
        ],
    ),
    (
        Notation::Distribution(Operator::Normal),
        &[
            "argument is the standard deviation",
            "parameter is the standard deviation",
            "argument is a standard deviation",
            "parameter is a standard deviation",
            "by the standard deviation",
            "argument is the precision",
            "parameter is the precision",
            "by the precision",
            "by its precision",
        ],
    ),
    (
        Notation::Star,
        &[
            "convol",
            "faltung",
            "卷积",
            "畳み込み",
            "binary operation",
            "group operation",
        ],
    ),
    (
        Notation::Repeated,
        &[
            "summation convention",
            "einstein convention",
            "einstein notation",
            "einstein summation",
            "summed over repeated",
            "sum over repeated",
            "summationskonvention",
            "convention d'einstein",
        ],
    ),
    (
        Notation::Cross,
        &[
            "cross product",
            "vector product",
            "triple product",
            "torque",
            "angular momentum",
            "angular velocity",
            "lorentz",
            "magnetic",
            "kreuzprodukt",
            "vektorprodukt",
            "drehmoment",
            "produit vectoriel",
            "producto vectorial",
            "外积",
            "叉积",
        ],
    ),
];

/// Words for a base other than e.
const BASES: &[(&str, i64)] = &[
    ("base 2", 2),
    ("base-2", 2),
    ("base two", 2),
    ("binary logarithm", 2),
    ("basis 2", 2),
    ("以2为底", 2),
    ("base 10", 10),
    ("base-10", 10),
    ("base ten", 10),
    ("decimal logarithm", 10),
    ("common logarithm", 10),
    ("basis 10", 10),
];
/// Words with which a sentence on bases fixes none.
const OPEN_BASES: &[&str] = &[
    "natural",
    "any base",
    "other base",
    "another base",
    "change",
    "if ",
    "when ",
    "depend",
    " or ",
    "convert",
    "e.g",
    "example",
    "nats",
];

/// Words for constants that are not the same at each place.
const VARYING: &[&str] = &[
    "from line to line",
    "from place to place",
    "each occurrence",
    "every occurrence",
    "at each appearance",
    "generic constant",
    "von zeile zu zeile",
    "d'une ligne à l'autre",
];

/// Words between a name and what it is called.
const NAMING: &[&str] = &[
    "is the",
    "is a",
    "is its",
    "are the",
    "be the",
    "be a",
    "be an",
    "be",
    "are",
    "is an",
    "denotes the",
    "denote the",
    "denoting the",
    "being the",
    "as the",
    "represents the",
    "ist die",
    "est l'",
    "是",
    "は",
];

/// The conventions that the sentences fix.
pub fn conventions(sentences: &[Sentence], mathematics: &[Mathematics]) -> Conventions {
    let mut found = Conventions {
        base: base(sentences, mathematics),
        own: OwnNames::of(sentences, mathematics),
        parameters: parameters(sentences, mathematics),
        ..Conventions::default()
    };
    for sentence in sentences {
        for &(phrase, called) in CALLED {
            for (at, _) in sentence.words.match_indices(phrase) {
                let formulas = spoken_of(sentence, at, phrase);
                let places = formulas.iter().map(|&formula| sentence.formulas[formula].1);
                let names = places.flat_map(|place| named(&mathematics[place]));
                found
                    .called
                    .extend(names.map(|name| (name.clone(), called)));
            }
        }
    }
    let varies =
        |sentence: &&Sentence| VARYING.iter().any(|phrase| sentence.words.contains(phrase));
    for sentence in sentences.iter().filter(varies) {
        let inline = sentence
            .formulas
            .iter()
            .filter(|(_, place)| !mathematics[*place].display);
        let names = inline.flat_map(|&(_, place)| named(&mathematics[place]));
        found.varying.extend(names.cloned());
    }
    let spoken = |words: &[&str]| {
        let mut all = words.iter();
        all.any(|phrase| sentences.iter().any(|s| s.words.contains(phrase)))
    };
    found.unread = (0..UNREAD.len())
        .filter(|&row| spoken(UNREAD[row].1))
        .collect();
    let events = |word: &str| sentences.iter().any(|s| has_words(&s.words, word));
    let densities = || {
        let rows = mathematics.iter().flat_map(|math| &math.formula.rows);
        let mut statements = rows.flat_map(|row| &row.statements);
        statements.any(|statement| {
            let mut relations = statement.relations.iter();
            relations.any(|(relation, _)| *relation == Relation::Distributed)
                || statement.sides.iter().flatten().any(shows_density)
        })
    };
    found.names_events = ["event", "events"].into_iter().any(events);
    found.events = found.names_events && !densities();
    let chances = |word: &str| sentences.iter().any(|s| begins_word(&s.words, word));
    found.chances = found.events || chances("probab");
    found
}

/// True if something in the tree is integrated or conditioned on, or a moment is taken.
fn shows_density(tree: &Tree) -> bool {
    let own = match &tree.kind {
        Kind::Integral { .. } => true,
        Kind::List { separators, .. } => separators.contains(&Separator::Bar),
        Kind::Name(_) | Kind::Operator(_) => {
            let known = head_spelling(tree).and_then(|spelling| head(&spelling));
            use Quantity::{Covariance, Expectation, Variance};
            matches!(
                known,
                Some((
                    Head::Quantity(Expectation | Variance | Covariance),
                    Surety::Always
                ))
            )
        }
        _ => false,
    };
    own || tree.children().into_iter().any(shows_density)
}

impl Conventions {
    /// What is to be made of the parameter at a place; `same` tells the names that it is written with.
    pub fn conversion(
        &self,
        operator: Operator,
        place: usize,
        same: impl Fn(&Tree) -> bool,
    ) -> Option<Conversion> {
        let mut rows = CONVERSIONS
            .iter()
            .filter(|row| (row.0, row.1) == (operator, place));
        let called = |what: Called| self.called.iter().any(|(name, c)| *c == what && same(name));
        rows.find(|row| called(row.2)).map(|row| row.3)
    }

    /// The names that the words call so.
    pub fn called_so(&self, what: Called) -> impl Iterator<Item = &Tree> {
        let found = self.called.iter().filter(move |(_, c)| *c == what);
        found.map(|(name, _)| name)
    }

    /// True for a constant that may be another one at each place; `same` tells the names that it is written with.
    pub fn varies(&self, same: impl Fn(&Tree) -> bool) -> bool {
        self.varying.iter().any(same)
    }

    /// True if the words take the notation in a way that is not followed.
    pub fn leaves_unread(&self, notation: Notation) -> bool {
        self.unread.iter().any(|&row| UNREAD[row].0 == notation)
    }
}

/// The formulas that a phrase calls something: those right after it, else those that are said to be it.
fn spoken_of(sentence: &Sentence, at: usize, phrase: &str) -> Vec<usize> {
    let words = &sentence.words;
    let end = at + phrase.len();
    let word = |c: char| c.is_alphabetic();
    if phrase.is_ascii() && words[..at].ends_with(word) || denied(sentence, at..end) {
        return Vec::new();
    }
    let next = sentence
        .formulas
        .iter()
        .position(|&(place, _)| place >= end);
    if let Some(next) = next {
        let between = words[end..sentence.formulas[next].0].trim();
        if matches!(between, "" | "s" | "parameter" | "parameters" | "matrix") {
            return group(sentence, next, true);
        }
    }
    let ends = words[end..]
        .chars()
        .next()
        .is_none_or(|c| !word(c) || c == 's');
    let last = sentence.formulas.iter().rposition(|&(place, _)| place < at);
    match last.filter(|_| ends) {
        Some(last) => {
            let between = words[sentence.formulas[last].0 + FORMULA.len_utf8()..at].trim();
            match NAMING.contains(&between) {
                true => group(sentence, last, false),
                false => Vec::new(),
            }
        }
        None => Vec::new(),
    }
}

/// The base that the words give logarithms; the natural one where they fix none.
fn base(sentences: &[Sentence], mathematics: &[Mathematics]) -> Base {
    let mut found = Base::Natural;
    for sentence in sentences {
        let words = in_figures(sentence, mathematics);
        let open = OPEN_BASES.iter().any(|phrase| words.contains(phrase));
        if open || !words.contains("log") {
            continue;
        }
        for &(_, base) in BASES.iter().filter(|(phrase, _)| words.contains(phrase)) {
            found = match found {
                Base::Natural => Base::Number(base),
                Base::Number(known) if known == base => found,
                _ => Base::Unclear,
            };
        }
    }
    found
}

/// The words of a sentence with the formulas that are just a number, or a bare logarithm, written out. A logarithm with a
/// base of its own says nothing of the others: such a sentence has no words here.
fn in_figures(sentence: &Sentence, mathematics: &[Mathematics]) -> String {
    let mut words = sentence.words.clone();
    for &(at, place) in sentence.formulas.iter().rev() {
        let text = mathematics[place].region.text.trim();
        if text.contains(r"\log_") || mathematics[place].display {
            return String::new();
        }
        if text.chars().all(|c| c.is_ascii_digit()) || text == r"\log" {
            words.replace_range(at..at + FORMULA.len_utf8(), text);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::{chains, sentences::sentences};
    use crate::parse;

    fn of(text: &str) -> Conventions {
        let note = crate::read::read("note.md", text.as_bytes());
        let mathematics = chains::mathematics(&note, |text| parse::parse(text, &[]));
        conventions(&sentences(&note, &mathematics), &mathematics)
    }

    #[test]
    fn words_fix_the_base_of_logarithms() {
        assert_eq!(of("Logarithms are to base 2.").base, Base::Number(2));
        assert_eq!(of("Here $\\log$ is to base $10$.").base, Base::Number(10));
        for text in [
            "We use the natural logarithm, not that to base 2.",
            "Here $\\log_2$ is the logarithm to base 2.",
            "If logarithms are to base 2, it is in bits.",
        ] {
            assert_eq!(of(text).base, Base::Natural, "{text}");
        }
    }

    #[test]
    fn words_say_what_a_parameter_is() {
        let square = |text: &str| {
            let found = of(text).conversion(Operator::Normal, 1, |_| true);
            found == Some(Conversion::Square)
        };
        assert!(square("where $s$ is the standard deviation"));
        assert!(square("with mean $m$ and standard deviation $s$"));
        assert!(!square("where $s$ is not the standard deviation"));
        assert!(!square("where $s$ is the square of the standard deviation"));
        assert!(
            of("It is the number of failures.")
                .leaves_unread(Notation::Distribution(Operator::Geometric))
        );
    }
}
