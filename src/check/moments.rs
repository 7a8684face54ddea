//! Moments that the prose gives to random variables: "with mean $m$ and variance $v$", "has mean zero", "unit variance".

use std::ops::Range;

use super::ledger::Scope as Span;
use super::stated::{Stated, for_all_indices};
use super::walk::Walk;
use crate::elaborate::attributions::group;
use crate::elaborate::denials::denied;
use crate::elaborate::draws::{Draw, draws};
use crate::elaborate::lower::{lower, zeros};
use crate::elaborate::phrases::conditional;
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::expr::{Comparison, Id, Operator, Sort, Store};
use crate::parse::tree::Relation;

/// Phrases that tell a moment in words.
const TOLD: &[(&str, Operator, i64)] = &[
    ("mean zero", Operator::Expectation, 0),
    ("mean is zero", Operator::Expectation, 0),
    ("zero mean", Operator::Expectation, 0),
    ("zero means", Operator::Expectation, 0),
    ("means zero", Operator::Expectation, 0),
    ("expectation zero", Operator::Expectation, 0),
    ("expectation is zero", Operator::Expectation, 0),
    ("expectation vanishes", Operator::Expectation, 0),
    ("zero expectation", Operator::Expectation, 0),
    ("expected value zero", Operator::Expectation, 0),
    ("unit mean", Operator::Expectation, 1),
    ("mean one", Operator::Expectation, 1),
    ("unit variance", Operator::Variance, 1),
    ("unit variances", Operator::Variance, 1),
    ("variance one", Operator::Variance, 1),
    ("variance is one", Operator::Variance, 1),
];
/// The root of the variance.
const DEVIATION: &str = "standard deviation";
/// Words after which a moment is one that the name before them has.
const HAVING: &[&str] = &["with", "has", "have", "having", "of", "whose"];
/// Words that make the names after them the object of something else.
const GOVERNING: &[&str] = &[
    "to", "from", "of", "in", "on", "by", "than", "over", "under", "per", "into", "against",
];
/// All others that may stand between a name and its moment: nothing else is spoken of.
const BESIDE: &[&str] = &[
    "a",
    "an",
    "the",
    "be",
    "is",
    "are",
    "and",
    "both",
    "all",
    "each",
    "which",
    "that",
    "where",
    "random",
    "variable",
    "variables",
    "real",
    "real-valued",
    "scalar",
    "square-integrable",
    "gaussian",
    "normal",
    "normally",
    "distributed",
    "jointly",
    "i.i.d.",
    "i.i.d",
    "iid",
    "independent",
    "independently",
    "identically",
    "uncorrelated",
    "noise",
    "white",
    "error",
    "errors",
    "term",
    "terms",
    "shock",
    "shocks",
    "disturbance",
    "disturbances",
    "observation",
    "observations",
    "finite",
    "common",
    "same",
    "known",
    "unknown",
    "positive",
    "non-negative",
    "nonnegative",
    "continuous",
    "discrete",
    "bounded",
    "vector",
    "vectors",
    "two",
    "drawn",
    "sampled",
    "from",
    "population",
    "distribution",
    "follow",
    "follows",
    "following",
    "mean",
    "means",
    "variance",
    "variances",
    "standard",
    "deviation",
    "covariance",
    "matrix",
    "expectation",
    "expected",
    "value",
    "values",
    "-dimensional",
    "-variate",
    "zero",
    "one",
    "unit",
];

impl Walk<'_> {
    /// "a random variable X with mean m and variance v": what the moments of the variable are called; "has mean zero".
    pub(super) fn collect_moments(&mut self) {
        let sentences = self.sentences;
        for sentence in sentences {
            for (number, &(at, place)) in sentence.formulas.iter().enumerate() {
                if let Some(moment) = moment_of(sentence, number)
                    && let Some(mut value) = self.value_at(place)
                {
                    let before = sentence.words[..at].trim_end();
                    if before.ends_with(DEVIATION) {
                        // The logarithm of one has either sign, as has what changes it.
                        if of_another_kind(before) || self.owner_of(sentence, at).is_none() {
                            continue;
                        }
                        let (zero, two) = (self.store.integer(0), self.store.integer(2));
                        let positive = self.store.relation(Comparison::LessEqual, zero, value);
                        let said = Stated::Condition(positive, Span::Section);
                        self.stated.push((place, said));
                        value = self.store.power(value, two);
                    }
                    self.moment(sentence, at..at + FORMULA.len_utf8(), (moment, value));
                }
            }
            for &(phrase, moment, value) in TOLD {
                for (at, _) in sentence.words.match_indices(phrase) {
                    if is_whole(&sentence.words, at..at + phrase.len()) {
                        let value = self.store.integer(value);
                        self.moment(sentence, at..at + phrase.len(), (moment, value));
                    }
                }
            }
        }
    }

    /// What stands first in a formula, where it is not random: of "variance $v > 0$" it is `v`.
    fn value_at(&mut self, place: usize) -> Option<Id> {
        let rows = self.mathematics[place].formula.rows.iter();
        let mut sides = rows
            .flat_map(|row| &row.statements)
            .filter_map(|statement| statement.sides.first()?.as_ref());
        let lowered = lower(&mut self.store, &mut self.scope, sides.next()?).ok()?;
        let random = matches!(self.store.sort(lowered.id), Sort::Random(_));
        (!random).then_some(lowered.id)
    }

    /// Takes in a moment of the names right before it. Where anything else stands between them, it is not sure of what
    /// this is said.
    fn moment(
        &mut self,
        sentence: &Sentence,
        said_at: Range<usize>,
        (moment, value): (Operator, Id),
    ) {
        let Some(owner) = self.owner_of(sentence, said_at.start) else {
            return;
        };
        // "coefficients $b$ and noise variance $v$" says nothing of the name before it.
        let has = |word| HAVING.contains(&word);
        let named = sentence.formulas.iter().any(|&(at, _)| at == said_at.start);
        if named && !between(sentence, owner, said_at.start).any(has) {
            return;
        }
        // The condition of a clause holds no further than one that a relation states.
        let scope = match conditional(sentence, said_at.start) {
            true => Span::Derivation,
            false => Span::Section,
        };
        let members = group(sentence, owner, false);
        // The moment is a parameter of the distribution that the words tell.
        let drawn = |draw: &Draw| draw.names.contains(&sentence.formulas[owner].1);
        if draws(sentence, self.mathematics).iter().any(drawn) {
            return;
        }
        let sure = is_of_names(sentence, members[0], owner, said_at.start)
            && !denied(sentence, said_at.clone());
        for member in members {
            let place = sentence.formulas[member].1;
            let fits = |store: &Store, id: Id| {
                moment == Operator::Variance || store.is_array(id) == store.is_array(value)
            };
            if self.is_random_by_formula(place) {
                continue;
            }
            let variable = self.random_at(place);
            let value = match variable {
                Some(id) if self.store.is_zero(value) => self.zero_like(id),
                _ => value,
            };
            let Some(variable) = variable.filter(|&id| fits(&self.store, id)) else {
                // What it speaks of is random by these words alone, if they are of it.
                let unread = self.named_at(place).into_iter();
                let doubts = unread.map(|id| (place, Stated::Doubt(id, Span::Section)));
                self.stated.extend(doubts);
                continue;
            };
            let applied = self.store.apply(moment, &[variable]);
            let condition = for_all_indices(&mut self.store, variable, |store, _| {
                store.relation(Comparison::Equal, applied, value)
            });
            let said = match sure {
                true => Stated::Condition(condition, scope),
                false => Stated::Doubt(variable, Span::Section),
            };
            self.stated.push((place, said));
        }
    }

    /// True for "$Y = a X + b$", with random names only on its left: what has a formula has its moments by it.
    fn is_random_by_formula(&mut self, place: usize) -> bool {
        let statements = self.mathematics[place].formula.rows.iter();
        let mut relations = statements
            .flat_map(|row| &row.statements)
            .flat_map(|one| &one.relations);
        let equation = relations.any(|(relation, _)| *relation == Relation::Equal);
        let named = match equation {
            true => self.named_at(place),
            false => Vec::new(),
        };
        let random = |id: &Id| matches!(self.store.sort(*id), Sort::Random(_));
        !named.is_empty() && named.iter().all(random)
    }

    /// Zero, or the vector of zeros where the variable is a vector.
    fn zero_like(&mut self, variable: Id) -> Id {
        let zero = self.store.integer(0);
        match self.store.is_array(variable) {
            true => {
                let (rows, columns) = self.store.shape(variable);
                zeros(&mut self.store, rows, columns)
            }
            false => zero,
        }
    }

    /// The formula that a moment may belong to: the last before it that gives no moment itself.
    fn owner_of(&mut self, sentence: &Sentence, before: usize) -> Option<usize> {
        let last = sentence.formulas.iter().rposition(|&(at, _)| at < before);
        let candidates = (0..=last?).rev();
        let mut owners = candidates.filter(|&number| {
            let place = sentence.formulas[number].1;
            self.random_at(place).is_some()
                || moment_of(sentence, number).is_none() && !sentence.sizes.contains(&number)
        });
        owners.next()
    }

    /// The random variable that a formula is, or any item of a sequence of them.
    fn random_at(&mut self, place: usize) -> Option<Id> {
        let math = &self.mathematics[place];
        let mut relations = math.formula.rows.iter().flat_map(|row| &row.statements);
        let introduces =
            |relation: &Relation| matches!(relation, Relation::Distributed | Relation::In);
        if math.display || !relations.all(|one| one.relations.iter().all(|(r, _)| introduces(r))) {
            return None;
        }
        let named = self.named_at(place);
        let first = *named.first()?;
        if !matches!(self.store.sort(first), Sort::Random(_)) {
            return None;
        }
        match self.family(&[place], &named) {
            Some(sequence) => Some(self.any_item(sequence, first)),
            None => (named.len() == 1).then_some(first),
        }
    }
}

/// The words between a formula and what is said after it.
fn between(sentence: &Sentence, formula: usize, end: usize) -> impl Iterator<Item = &str> + Clone {
    let own = &sentence.words[sentence.formulas[formula].0 + FORMULA.len_utf8()..end];
    own.split([' ', ',', '\n', FORMULA])
        .filter(|word| !word.is_empty())
}

/// True if nothing but nouns of random variables stands between names and what is said of their moments, and no word
/// before the names makes them the object of something else: "noise added to $X$ with mean zero".
fn is_of_names(sentence: &Sentence, first: usize, last: usize, end: usize) -> bool {
    let words = &sentence.words;
    let mut between = between(sentence, last, end);
    let has = between.clone().any(|word| HAVING.contains(&word));
    let governed = words[..sentence.formulas[first].0]
        .split_whitespace()
        .next_back()
        .is_some_and(|word| GOVERNING.contains(&word));
    has && !governed && between.all(|word| HAVING.contains(&word) || BESIDE.contains(&word))
}

/// True if no letter goes on before or after a phrase.
fn is_whole(words: &str, phrase: Range<usize>) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    !words[..phrase.start].ends_with(letter) && !words[phrase.end..].starts_with(letter)
}

/// The moment that the words right before a formula of the sentence name.
fn moment_of(sentence: &Sentence, number: usize) -> Option<Operator> {
    let start = number
        .checked_sub(1)
        .map_or(0, |before| sentence.formulas[before].0);
    moment(&sentence.words[start..sentence.formulas[number].0])
}

/// The moment that the words right before a formula name.
fn moment(words: &str) -> Option<Operator> {
    let words = words.trim_end();
    let ends = |names: &[&str]| names.iter().any(|name| words.ends_with(name));
    if ends(&["mean", "expected value", "expectation"]) {
        Some(Operator::Expectation)
    } else if ends(&["variance", DEVIATION]) {
        Some(Operator::Variance)
    } else {
        None
    }
}

/// True for words that end in "log standard deviation", "the change of the standard deviation".
fn of_another_kind(words: &str) -> bool {
    let before = words.strip_suffix(DEVIATION).unwrap_or(words).trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    before.ends_with("log") || before.ends_with("of") || before.ends_with("logarithmic")
}
