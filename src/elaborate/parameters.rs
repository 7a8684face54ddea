//! Words that take a parameter of a distribution for something else than the vocabulary has it as: "with mean lifetime $b$"
//! beside `\mathrm{Exp}(b)`, "parametrised by its standard deviation". What is not converted is left unread.

use super::chains::Mathematics;
use super::denials::denied;
use super::names::{Written, written};
use super::scope::Scope;
use super::sentences::{FORMULA, Sentence};
use crate::expr::Operator;
use crate::parse::tree::{Kind, Tree};

/// What words call a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Deviation,
    Variance,
    Precision,
    Scale,
    Rate,
    Mean,
    Failure,
    Width,
}

use Role::{Deviation, Failure, Mean, Precision, Rate, Scale, Variance, Width};

const ROLES: &[(&str, Role)] = &[
    ("standard deviation", Deviation),
    ("standardabweichung", Deviation),
    ("sd", Deviation),
    ("s.d.", Deviation),
    ("std", Deviation),
    ("std. dev.", Deviation),
    ("bandwidth", Deviation),
    ("écart-type", Deviation),
    ("variance", Variance),
    ("precision", Precision),
    ("scale", Scale),
    ("rate", Rate),
    ("mean", Mean),
    ("expectation", Mean),
    ("expected", Mean),
    ("average", Mean),
    ("failure", Failure),
    ("width", Width),
    ("centre", Width),
    ("center", Width),
    ("midpoint", Width),
    ("concentration", Precision),
];

/// Parameters by place, and what they are not.
const FOREIGN: &[(Operator, usize, &[Role])] = &[
    (Operator::Normal, 1, &[Deviation, Precision, Scale]),
    (Operator::Exponential, 0, &[Mean, Scale]),
    (Operator::GammaDist, 1, &[Mean, Scale]),
    (
        Operator::Laplace,
        1,
        &[Rate, Deviation, Variance, Precision],
    ),
    (Operator::Geometric, 0, &[Failure, Mean]),
    (Operator::Bernoulli, 0, &[Failure]),
    (Operator::BinomialDist, 1, &[Failure]),
    (Operator::Uniform, 0, &[Mean, Width]),
    (Operator::Uniform, 1, &[Deviation, Variance, Width]),
    (Operator::BetaDist, 0, &[Mean]),
    (Operator::BetaDist, 1, &[Precision, Variance]),
];

/// Words behind which another thing is spoken of than what a parameter is called: "the mean of the second group, $b$".
const APART: &[&str] = &[
    "with",
    "in",
    "to",
    "by",
    "under",
    "from",
    "and",
    "or",
    "has",
    "have",
    "inverse",
    "reciprocal",
    "not",
    "square",
    "if",
    "when",
    "given",
    "on",
    "at",
    "over",
];
/// Words that speak of what the parameters of a distribution are, and those from there to what they are called.
const SPEAKING: &[&str] = &[
    "parametri",
    "parameter",
    "argument",
    "numpy",
    "software",
    "takes",
];
const LEADING: &[&str] = &[
    "",
    "by",
    "is",
    "are",
    "takes",
    "the",
    "a",
    "an",
    "its",
    "their",
    "and",
    "of",
    "in",
    "mean",
    "normal",
    "exponential",
    "gamma",
    "distribution",
    "not",
    "variance",
    "but",
    "s",
    "family",
    "second",
    "as",
    "numpy",
    "arguments",
    "argument",
    "parameters",
    "parameter",
    "with",
    "e",
    "d",
    "ed",
    "sed",
    "zed",
    "rather",
    "than",
    "location",
    "shape",
    "thus",
    "normals",
    "normal's",
];

/// What the sentences of a note call parameters.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    /// Names and numbers as they are written, and what they are called.
    called: Vec<(Tree, Role)>,
    /// What some parameter is said to be without its name.
    spoken: Vec<Role>,
    /// What is mentioned with no formula beside it, and the figures in the text that are called so.
    mentioned: Vec<Role>,
    figures: Vec<(String, Role)>,
}

/// What the words call parameters.
pub fn parameters(sentences: &[Sentence], mathematics: &[Mathematics]) -> Parameters {
    let mut found = Parameters::default();
    for sentence in sentences {
        let words = &sentence.words;
        for &(phrase, role) in ROLES {
            for (at, _) in words.match_indices(phrase) {
                let end = at + phrase.len();
                let joined = |c: char| c.is_alphanumeric();
                if words[..at].ends_with(joined)
                    || words[end..]
                        .strip_prefix('s')
                        .unwrap_or(&words[end..])
                        .starts_with(joined)
                    || denied(sentence, at..end)
                {
                    continue;
                }
                let beside = beside(sentence, at, end);
                if beside.is_empty() {
                    found.mentioned.push(role);
                    found.figures.extend(figure(&words[end..], role));
                }
                let trees = beside.iter().filter_map(|&at| alone(&mathematics[at]));
                found.called.extend(trees.map(|tree| (tree.clone(), role)));
                if is_led(&words[..at]) {
                    found.spoken.push(role);
                }
            }
        }
    }
    found
}

/// The formulas right beside a word, with nothing between but plain words.
fn beside(sentence: &Sentence, at: usize, end: usize) -> Vec<usize> {
    let words = &sentence.words;
    let plain = |text: &str| {
        let mut tokens = text.split(|c: char| !c.is_alphanumeric());
        text.split_whitespace().count() <= 4
            && !text.contains(['.', ';', '(', FORMULA])
            && !tokens.any(|token| APART.contains(&token))
    };
    let after = sentence.formulas.iter().find(|(stands, _)| *stands >= end);
    let before = sentence.formulas.iter().rfind(|(stands, _)| *stands < at);
    let after = after.filter(|(stands, _)| plain(&words[end..*stands]));
    let before = before.filter(|(stands, _)| {
        let between = &words[stands + FORMULA.len_utf8()..at];
        !between.trim().is_empty() && !between.contains(',') && plain(between)
    });
    let found = after.into_iter().chain(before);
    found.map(|&(_, place)| place).collect()
}

/// True if the words before speak of what a distribution takes as its parameters.
fn is_led(before: &str) -> bool {
    let clause = before.rsplit(['.', ';', ',']).next().unwrap_or_default();
    SPEAKING.iter().any(|speaking| {
        clause.rmatch_indices(speaking).any(|(at, _)| {
            let between = &clause[at + speaking.len()..];
            let mut tokens = between.split(|c: char| !c.is_alphanumeric());
            between
                .split_whitespace()
                .any(|word| ["by", "is", "are", "takes", "the"].contains(&word))
                && tokens.all(|token| LEADING.contains(&token))
        })
    })
}

/// The number that stands in the words next: "standard deviation of 15".
fn figure(after: &str, role: Role) -> Option<(String, Role)> {
    let mut tokens = after.split_whitespace().take(3);
    let first = tokens.find(|token| token.starts_with(|c: char| c.is_ascii_digit()))?;
    let digits = first.trim_end_matches(|c: char| !c.is_ascii_digit());
    Some((digits.to_owned(), role))
}

/// The name or the number that is all of a formula in the text.
fn alone(math: &Mathematics) -> Option<&Tree> {
    let [row] = &math.formula.rows[..] else {
        return None;
    };
    let [statement] = &row.statements[..] else {
        return None;
    };
    let tree = match &statement.sides[..] {
        [Some(tree)] if !math.display => tree,
        _ => return None,
    };
    (written(tree).is_some() || matches!(tree.kind, Kind::Number(_))).then_some(tree)
}

impl Parameters {
    /// True if the words take the parameter for something that it is not; `same` tells the names that it is written with.
    pub fn take_otherwise(
        &self,
        (operator, place): (Operator, usize),
        tree: &Tree,
        same: impl Fn(&Tree) -> bool,
    ) -> bool {
        let mut rows = FOREIGN.iter();
        let row = rows.find(|row| (row.0, row.1) == (operator, place));
        let squared = |tree: &Tree| written(tree).is_some_and(|found| found.sup.is_some());
        // 1 is its own square and inverse, and what is written as a square was meant to be one.
        let own = match &tree.kind {
            Kind::Number(digits) => digits == "0" || digits == "1",
            _ => written(tree).is_none() || squared(tree),
        };
        let Some((.., foreign)) = row.filter(|_| !own) else {
            return false;
        };
        let is = |one: &Tree| match (&one.kind, &tree.kind) {
            (Kind::Number(a), Kind::Number(b)) => a == b,
            (Kind::Number(_), _) | (_, Kind::Number(_)) => false,
            _ => same(one),
        };
        let otherwise = |(called, role): &(Tree, Role)| {
            let square = *role == Variance && operator == Operator::Normal && squared(called);
            let foreign = foreign.contains(role) && !squared(called);
            (square || foreign) && is(called)
        };
        let figures = |(digits, role): &(String, Role)| {
            let own = matches!(&tree.kind, Kind::Number(number) if number == digits);
            own && foreign.contains(role)
        };
        let said = self.called.iter().any(otherwise) || self.figures.iter().any(figures);
        // A small letter that nobody calls a variance may be the deviation that the note speaks of.
        let small = |found: Written| found.letter.chars().all(|c| c.is_ascii_lowercase());
        let letter = operator == Operator::Normal && written(tree).is_some_and(small);
        let mentioned = letter.then_some(&self.mentioned).into_iter().flatten();
        let mut spoken = self.spoken.iter().chain(mentioned);
        let spoken = spoken.any(|role| foreign.contains(role));
        let usual = |(called, role): &(Tree, Role)| {
            !foreign.contains(role) && !squared(called) && is(called)
        };
        said || spoken && !self.called.iter().any(usual)
    }
}

impl Scope {
    /// True if the words take a parameter for something that it is not, and it is not converted.
    pub fn takes_otherwise(&self, at: (Operator, usize), tree: &Tree) -> bool {
        let key = |tree: &Tree| written(tree).map(|found| self.resolve(&found).0);
        let same = |name: &Tree| key(name).is_some() && key(name) == key(tree);
        let said = &self.conventions.parameters;
        self.conversion(at.0, at.1, tree).is_none() && said.take_otherwise(at, tree, same)
    }
}
