//! Distributions told in words: "let $X$ be exponential with rate $\lambda$", "$U$ is uniform on $[0, a]$".
//!
//! A clause is read whole or not at all: each of its words, and each of those before it in the sentence, belongs to one
//! of the tables. "truncated", "approximately" and "unless" belong to none.

use super::attributions::group;
use super::chains::Mathematics;
use super::declare::{items, named};
use super::denials::denied;
use super::draws::Draw;
use super::lower::is_dots;
use super::sentences::{FORMULA, Sentence};
use crate::parse::parse_expression;
use crate::parse::tree::{Kind, Name, Relation, Tree};

/// A distribution in words.
struct Row {
    /// The words for it, separated by `|`.
    nouns: &'static str,
    /// What the parameters are called, in their order, separated by `, `; alternatives by `|`.
    parameters: &'static str,
    /// The distribution with the parameters `a` and `b`.
    law: &'static str,
}

const fn row(nouns: &'static str, parameters: &'static str, law: &'static str) -> Row {
    Row {
        nouns,
        parameters,
        law,
    }
}

const NORMAL: &str = "normal|normally|normals|gaussian|gaussians";
/// What the ends of an interval are called here, and those of a list of integers.
const INTERVAL: &str = "on";
const LIST: &str = "among";

const ROWS: &[Row] = &[
    row(
        "standard normal|standard normals|standard gaussian|standard gaussians",
        "",
        r"\mathcal{N}(0, 1)",
    ),
    row(NORMAL, "mean, variance", r"\mathcal{N}(a, b)"),
    row(NORMAL, "mean, standard deviation", r"\mathcal{N}(a, (b)^2)"),
    row(
        "normal|normally|gaussian|multivariate normal|multivariate gaussian",
        "mean, covariance|mean, covariance matrix|mean vector, covariance matrix",
        r"\mathcal{N}(a, b)",
    ),
    row(
        "chi-squared|chi-square|chi squared|chi square",
        "degrees of freedom|degree of freedom",
        r"\chi^2(a)",
    ),
    row(
        "student-t|t-distribution",
        "degrees of freedom|degree of freedom",
        r"\mathrm{t}(a)",
    ),
    row(
        "laplace",
        "location, scale|location parameter, scale parameter|mean, scale",
        r"\mathrm{Lap}(a, b)",
    ),
    row(
        "inverse gamma|inverse-gamma",
        "shape, scale|shape, rate|shape parameter, scale parameter|shape parameter, rate parameter",
        r"\mathrm{InvGam}(a, b)",
    ),
    row(
        "wald",
        "drift, threshold|drift rate, threshold",
        r"\mathrm{Wald}(a, b)",
    ),
    row(
        "exponential|exponentially",
        "rate|rate parameter|intensity",
        r"\mathrm{Exp}(a)",
    ),
    row(
        "exponential|exponentially",
        "mean|scale|scale parameter|expectation",
        r"\mathrm{Exp}(\frac{1}{a})",
    ),
    row(
        "poisson",
        "mean|rate|parameter|intensity|expectation|",
        r"\mathrm{Poiss}(a)",
    ),
    row(
        "bernoulli",
        "parameter|success probability|mean|",
        r"\mathrm{Bern}(a)",
    ),
    row(
        "binomial|binomially",
        "parameters, |trials, success probability|trials, probability|, ",
        r"\mathrm{Bin}(a, b)",
    ),
    row(
        "gamma",
        "shape, rate|shape parameter, rate parameter",
        r"\mathrm{Gam}(a, b)",
    ),
    row(
        "gamma",
        "shape, scale|shape parameter, scale parameter",
        r"\mathrm{Gam}(a, \frac{1}{b})",
    ),
    row(
        "beta",
        "parameters, |shape parameters, |, ",
        r"\mathrm{Bet}(a, b)",
    ),
    row(
        "uniform|uniformly|continuous uniform",
        "on, |minimum, maximum|lower bound, upper bound",
        r"\mathcal{U}(a, b)",
    ),
    row(
        "uniform|uniformly|discrete uniform",
        "among, ",
        r"\mathrm{DU}(a, b)",
    ),
];

/// Words between names and what they are.
const COPULAS: &[&str] = &[
    "be", "is", "are", "being", "has", "have", "follow", "follows",
];
/// Words beside the noun that say nothing, or what is read by itself.
const BESIDE: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "both",
    "all",
    "each",
    "two",
    "three",
    "random",
    "variable",
    "variables",
    "distribution",
    "distributions",
    "distributed",
    "law",
    "prior",
    "independent",
    "independently",
    "identically",
    "mutually",
    "i.i.d.",
    "i.i.d",
    "iid",
    "real",
    "real-valued",
    "continuous",
    "drawn",
    "sampled",
    "chosen",
];
/// Words before the clause that leave it whole.
const BEFORE: &[&str] = &[
    "let", "suppose", "assume", "that", "consider", "where", "here", "now", "we", "with", "of",
    "on", "over", "in", "from", "(", ")", ",", ":",
];
/// Words that may stand before what a parameter is called.
const ARTICLES: &[&str] = &["a", "an", "the", "common", "same", "known", "fixed"];
/// What parameters are called after their values: "$k$ degrees of freedom".
const AFTER: &[&str] = &["degrees of freedom", "degree of freedom", "trials"];
/// What the names are where the distribution is that of which they are the density.
const DENSITIES: &[&str] = &[
    "probability density function",
    "probability mass function",
    "probability density",
    "density function",
    "density",
    "pdf",
    "pmf",
];
/// Words before the set of the values.
const AMONG: &[&str] = &["on", "over", "in", "from"];
/// Words that begin another clause.
const NEXT: &[&str] = &[
    "let",
    "then",
    "so",
    "where",
    "hence",
    "thus",
    "therefore",
    "suppose",
    "assume",
];
/// Words in the rest of the sentence that may change what was said.
const CHANGING: &[&str] = &[
    "truncat",
    "unless",
    "approximat",
    "mixture",
    "inflated",
    "condition",
    "censor",
    "except",
    "only",
    "but",
    "given",
    "restrict",
];
const NUMBERS: &[(&str, &str)] = &[("zero", "0"), ("one", "1"), ("unit", "1")];

/// A word, a sign or a formula, with its place.
type Token<'s> = (usize, &'s str);

fn tokens(words: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words[at..].chars().next() {
        let rest = &words[at..];
        let letters = |text: &str| {
            text.find(|c: char| !c.is_alphanumeric() && c != '-')
                .unwrap_or(text.len())
        };
        let length = match first {
            _ if rest.starts_with("i.i.d.") => "i.i.d.".len(),
            _ if rest.starts_with("i.i.d") => "i.i.d".len(),
            _ if first.is_alphanumeric() || first == '-' => letters(rest),
            _ => first.len_utf8(),
        };
        if !first.is_whitespace() {
            found.push((at, &rest[..length]));
        }
        at += length;
    }
    found
}

struct Clause<'s, 't> {
    sentence: &'s Sentence,
    mathematics: &'t [Mathematics],
    tokens: Vec<Token<'s>>,
    /// The token that is read next.
    at: usize,
}

/// The draws that a sentence tells by the name of a distribution and what its parameters are called.
pub(super) fn told(sentence: &Sentence, mathematics: &[Mathematics]) -> Vec<Draw> {
    let mut clause = Clause {
        sentence,
        mathematics,
        tokens: tokens(&sentence.words),
        at: 0,
    };
    let numbers = 0..sentence.formulas.len();
    numbers.filter_map(|last| clause.draw(last)).collect()
}

impl<'s> Clause<'s, '_> {
    fn draw(&mut self, last: usize) -> Option<Draw> {
        let members = group(self.sentence, last, false);
        let first = self.token_of(*members.first()?)?;
        let places: Vec<usize> = members
            .iter()
            .map(|&one| self.sentence.formulas[one].1)
            .collect();
        let are_names = places.iter().all(|&place| {
            let math = &self.mathematics[place];
            let plain = math.formula.rows.iter().flat_map(|row| &row.statements);
            !math.display
                && !named(math).is_empty()
                && plain.clone().count() == 1
                && plain.clone().all(|one| one.relations.is_empty())
        });
        let before = &self.tokens[..first];
        if !are_names || !before.iter().all(|(_, word)| is_known(word)) || is_of_another(before) {
            return None;
        }
        self.at = self.token_of(last)? + 1;
        let mut density = false;
        let noun = match self.word() {
            word if COPULAS.contains(&word) => {
                self.at += 1;
                density = self.is_of_density();
                self.skip(BESIDE);
                let noun = self.noun()?;
                self.skip(BESIDE);
                noun
            }
            _ => self.noun_before(first)?,
        };
        let (called, values) = self.parameters()?;
        let end = self
            .tokens
            .get(self.at)
            .map_or(self.sentence.words.len(), |(at, _)| *at);
        let rest = &self.sentence.words[end..];
        if !self.ends() || CHANGING.iter().any(|word| rest.contains(word)) {
            return None;
        }
        let row = ROWS.iter().find(|row| {
            row.nouns.split('|').any(|one| one == noun)
                && row.parameters.split('|').any(|one| one == called)
        })?;
        let from = self.sentence.formulas[members[0]].0;
        let inside = |(at, _): &&(usize, usize)| (from..end).contains(at);
        let clause = self.sentence.formulas.iter().filter(inside);
        Some(Draw {
            place: *places.last()?,
            names: places,
            law: filled(row.law, &values),
            denied: denied(self.sentence, from..end),
            clause: clause.map(|&(_, place)| place).collect(),
            density,
        })
    }

    /// Reads over "the density of a".
    fn is_of_density(&mut self) -> bool {
        let from = self.at;
        self.skip(ARTICLES);
        let found = self.phrase(DENSITIES).is_some() && self.word() == "of";
        self.at = match found {
            true => self.at + 1,
            false => from,
        };
        found
    }

    /// The phrase of a table that stands next.
    fn phrase(&mut self, table: &[&'static str]) -> Option<&'static str> {
        let stands = |phrase: &&&str| {
            let mut words = phrase.split(' ').enumerate();
            words.all(|(by, word)| self.ahead(by) == word)
        };
        let phrase = table.iter().copied().find(|phrase| stands(&phrase))?;
        self.at += phrase.split(' ').count();
        Some(phrase)
    }

    fn token_of(&self, formula: usize) -> Option<usize> {
        let place = self.sentence.formulas[formula].0;
        self.tokens.iter().position(|&(at, _)| at == place)
    }

    /// The next token, empty at the end.
    fn word(&self) -> &'s str {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> &'s str {
        self.tokens.get(self.at + by).map_or("", |(_, word)| word)
    }

    fn skip(&mut self, words: &[&str]) {
        while words.contains(&self.word()) {
            self.at += 1;
        }
    }

    /// The words of the table that stand next, the longest first.
    fn noun(&mut self) -> Option<String> {
        (1..=2).rev().find_map(|count| {
            let words: Vec<&str> = (0..count).map(|by| self.ahead(by)).collect();
            let noun = words.join(" ");
            is_noun(&noun).then(|| {
                self.at += count;
                noun
            })
        })
    }

    /// Those right before the names: "a Poisson random variable $N$".
    fn noun_before(&self, names: usize) -> Option<String> {
        let words: Vec<&str> = self.tokens[..names].iter().map(|(_, word)| *word).collect();
        let beside = words
            .iter()
            .rev()
            .take_while(|word| BESIDE.contains(word))
            .count();
        let words = &words[..words.len() - beside];
        let nouns = (1..=2).rev().filter_map(|count| {
            let from = words.len().checked_sub(count)?;
            Some(words[from..].join(" "))
        });
        nouns.into_iter().find(|noun| is_noun(noun))
    }

    /// What the parameters are called, and what they are.
    fn parameters(&mut self) -> Option<(String, Vec<Tree>)> {
        match self.word() {
            "(" => {
                self.at += 1;
                let tree = self.formula()?.clone();
                if self.word() != ")" {
                    return None;
                }
                self.at += 1;
                let values: Vec<Tree> = items(&tree).into_iter().cloned().collect();
                Some((", ".repeat(values.len() - 1), values))
            }
            "with" | "of" | "having" => {
                self.at += 1;
                self.named_parameters()
            }
            word if AMONG.contains(&word) => {
                self.at += 1;
                self.skip(&["the", "interval", "set", "integers"]);
                let (called, values) = ends(self.formula()?)?;
                Some((format!("{called}, "), values))
            }
            _ => Some((String::new(), Vec::new())),
        }
    }

    fn named_parameters(&mut self) -> Option<(String, Vec<Tree>)> {
        let (mut called, mut values): (Vec<String>, Vec<Tree>) = Default::default();
        loop {
            self.skip(ARTICLES);
            let (name, value) = self.parameter()?;
            // The letter stands for a deviation by custom.
            if name == "variance" && is_sigma(&value) {
                return None;
            }
            called.push(name);
            values.push(value);
            let more = |word: &str| {
                is_parameter(word) || ARTICLES.contains(&word) || number(word).is_some()
            };
            let same = called[0].ends_with("parameters")
                && called.len() == 1
                && self.ahead(1) == FORMULA.to_string();
            if self.word() != "and" || !(more(self.ahead(1)) || same) {
                return Some((called.join(", "), values));
            }
            self.at += 1;
        }
    }

    /// "mean $m$", "mean zero", "unit variance", "$k$ degrees of freedom".
    fn parameter(&mut self) -> Option<(String, Tree)> {
        let mut value = number(self.word());
        self.at += usize::from(value.is_some());
        let from = self.at;
        let before = match &value {
            None => self.formula().cloned(),
            number => number.clone(),
        };
        match (before, self.phrase(AFTER)) {
            (Some(value), Some(called)) => return Some((called.to_owned(), value)),
            _ => self.at = from,
        }
        while is_parameter(self.word()) {
            self.at += 1;
        }
        let words: Vec<&str> = self.tokens[from..self.at]
            .iter()
            .map(|(_, word)| *word)
            .collect();
        if value.is_none() {
            value = number(self.word());
            match value {
                Some(_) => self.at += 1,
                None => value = self.formula().cloned(),
            }
        }
        Some((words.join(" "), value?))
    }

    /// The value that the formula here is; of "$p > 0$" its left side.
    fn formula(&mut self) -> Option<&Tree> {
        let &(at, _) = self.tokens.get(self.at)?;
        let formulas = &self.sentence.formulas;
        let &(_, place) = formulas.iter().find(|(start, _)| *start == at)?;
        self.at += 1;
        let math = &self.mathematics[place];
        let [row] = &math.formula.rows[..] else {
            return None;
        };
        let ([statement], false) = (&row.statements[..], math.display) else {
            return None;
        };
        let bounds = [
            Relation::Less,
            Relation::LessEqual,
            Relation::Greater,
            Relation::GreaterEqual,
            Relation::In,
        ];
        let first = statement.sides.first()?.as_ref()?;
        let bounded = matches!(first.kind, Kind::Name(_) | Kind::Scripts { .. })
            && (statement.relations.iter()).all(|(relation, _)| bounds.contains(relation));
        (statement.relations.is_empty() || bounded).then_some(first)
    }

    /// True where the clause ends.
    fn ends(&self) -> bool {
        let display = |by: usize| {
            let at = self.tokens.get(self.at + by).map(|(at, _)| *at);
            let mut formulas = self.sentence.formulas.iter();
            formulas.any(|&(start, place)| Some(start) == at && self.mathematics[place].display)
        };
        let begins = |by: usize| {
            NEXT.contains(&self.ahead(by))
                || display(by)
                || self.ahead(by) == FORMULA.to_string() && COPULAS.contains(&self.ahead(by + 1))
        };
        match (self.word(), self.ahead(1)) {
            ("" | "." | ";", _) => true,
            (",", "and") => begins(2),
            ("," | "and", _) => begins(1),
            _ => display(0),
        }
    }
}

fn is_noun(words: &str) -> bool {
    ROWS.iter()
        .any(|row| row.nouns.split('|').any(|noun| noun == words))
}

fn is_parameter(word: &str) -> bool {
    let called = ROWS.iter().flat_map(|row| row.parameters.split('|'));
    let mut words = called.flat_map(|called| called.split([' ', ',']));
    !word.is_empty() && ![INTERVAL, LIST].contains(&word) && words.any(|one| one == word)
}

/// True for a word that may stand before a clause that is read whole.
pub fn is_known(word: &str) -> bool {
    let mut nouns = ROWS.iter().flat_map(|row| row.nouns.split(['|', ' ']));
    [BEFORE, BESIDE, COPULAS, ARTICLES]
        .iter()
        .any(|table| table.contains(&word))
        || word.starts_with(FORMULA)
        || is_parameter(word)
        || number(word).is_some()
        || nouns.any(|noun| noun == word)
}

/// "the maximum of #": the clause speaks of what the words before the name make of it.
fn is_of_another(before: &[Token]) -> bool {
    let formula = FORMULA.to_string();
    let near = before.iter().rev().take_while(|(_, word)| *word != formula);
    let mut near = near.map(|(_, word)| *word).skip_while(|word| *word != "of");
    near.any(is_parameter)
}

fn number(word: &str) -> Option<Tree> {
    let (_, digits) = NUMBERS.iter().find(|(name, _)| *name == word)?;
    Some(parse_expression(digits).0)
}

fn is_sigma(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Name(Name { letter, .. }) if letter == r"\sigma")
}

/// The ends of an interval, or of the integers in a list.
fn ends(set: &Tree) -> Option<(&'static str, Vec<Tree>)> {
    let Kind::Group { open, body, .. } = &set.kind else {
        return None;
    };
    let digit = |tree: &Tree| match &tree.kind {
        Kind::Number(digits) => digits.parse::<u32>().ok(),
        _ => None,
    };
    match (open.as_str(), &items(body)[..]) {
        ("[" | "(", &[low, high]) => Some((INTERVAL, vec![low.clone(), high.clone()])),
        (r"\{", &[low, ref between @ .., dots, high]) if is_dots(dots) => {
            let low_digit = digit(low)?;
            let next = |(by, tree): (u32, &&Tree)| digit(tree) == Some(low_digit + by);
            let counts = (1..).zip(between).all(next);
            counts.then(|| (LIST, vec![low.clone(), high.clone()]))
        }
        _ => None,
    }
}

/// The distribution of a row with its parameters.
fn filled(law: &str, values: &[Tree]) -> Tree {
    fn fill(tree: &mut Tree, values: &[Tree]) {
        if let Kind::Name(Name {
            letter, font: None, ..
        }) = &tree.kind
        {
            let place = ["a", "b"].iter().position(|name| name == letter);
            if let Some(value) = place.and_then(|place| values.get(place)) {
                *tree = value.clone();
            }
            return;
        }
        for child in tree.children_mut() {
            fill(child, values);
        }
    }
    let (mut law, _) = parse_expression(law);
    fill(&mut law, values);
    law
}
