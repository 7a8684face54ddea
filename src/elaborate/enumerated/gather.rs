//! Which letters and indices have no use but to number values.

use std::collections::{BTreeMap, BTreeSet};

use super::weights::{PROBABILITIES, names_in, of_probability, told_weights, weighed, weights};
use super::{Enumerated, indices, item, single, trees};
use crate::elaborate::chains::Mathematics;
use crate::elaborate::evidence::{Bound, Key, bounds};
use crate::elaborate::lower::is_dots;
use crate::elaborate::names::{bracket, head_spelling, letter, mark};
use crate::elaborate::sentences::Sentence;
use crate::parse::tree::{Formula, Kind, Times, Tree};

/// Words of notes in which sums are over probabilities.
const CHANCE: &[&str] = &[
    "probab",
    "margin",
    "bayes",
    "joint",
    "conditional",
    "entrop",
    "distribut",
    "random",
    "expect",
    "divergence",
    "information",
    "outcome",
];

/// Words of sentences that say of formulas in them no more than what they are.
const PLAIN: &[&str] = &[
    "let",
    "two",
    "be",
    "a",
    "an",
    "the",
    "of",
    "is",
    "are",
    "and",
    "or",
    "with",
    "has",
    "have",
    "its",
    "for",
    "we",
    "then",
    "define",
    "denote",
    "denotes",
    "by",
    "as",
    "in",
    "on",
    "where",
    "which",
    "here",
    "so",
    "over",
    "all",
    "each",
    "to",
    "one",
    "from",
    "between",
    "discrete",
    "continuous",
    "random",
    "variable",
    "real",
    "valued",
    "density",
    "densities",
    "probability",
    "probabilities",
    "mass",
    "distribution",
    "distributions",
    "pdf",
    "pmf",
    "take",
    "takes",
    "taking",
    "value",
    "values",
    "possible",
    "outcome",
    "outcomes",
    "class",
    "classes",
    "category",
    "categories",
    "number",
    "respectively",
    "entropy",
    "cross",
    "joint",
    "marginal",
    "information",
    "divergence",
    "kl",
    "finite",
    "space",
    "defined",
    "called",
    "written",
    "there",
    "it",
    "this",
    "consider",
    "suppose",
    "assume",
];

/// Letters of sizes.
const SIZES: &[&str] = &["n", "N", "K", "M", "J", "L", "C"];

/// True for words that say of the formulas in them no more than what they are.
pub fn is_plain(words: &str) -> bool {
    is_plain_beside(words, |_| false)
}

/// Like [`is_plain`], with other words that are known.
pub fn is_plain_beside(words: &str, known: impl Fn(&str) -> bool) -> bool {
    // A variable that is a function of another is another one.
    let words = words
        .replace("density function", "density")
        .replace("mass function", "mass");
    let mut words = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.all(|word| PLAIN.contains(&word) || known(word))
}

/// Words of the items of a sample.
const SAMPLED: &[&str] = &[
    "sample",
    "samples",
    "observation",
    "observations",
    "observed",
    "data",
    "drawn",
    "draw",
    "draws",
    "i.i.d",
    "iid",
    "independent",
    "training",
    "measurement",
    "measurements",
    "particles",
    "corpus",
    "token",
    "tokens",
    "word",
    "words",
    "sequence",
    "batch",
    "minibatch",
    "path",
    "trajectory",
    "time",
    "step",
    "steps",
    "roll",
    "rolls",
    "trial",
    "trials",
    "neighbours",
    "neighbors",
    "cluster",
    "first",
    "truncate",
];

/// What the notation and the words of a note show.
pub(super) fn enumerated(sentences: &[Sentence], mathematics: &[Mathematics]) -> Enumerated {
    let chance = |s: &Sentence| CHANCE.iter().any(|word| s.words.contains(word));
    if !sentences.iter().any(chance) {
        return Enumerated::default();
    }
    let mut gather = Gather {
        weights: told_weights(sentences, mathematics),
        ..Gather::default()
    };
    for (place, math) in mathematics.iter().enumerate().filter(|(_, m)| !m.ignored) {
        gather.place = place;
        let mut all = trees(&math.formula);
        // "$n$ outcomes" gives the last index no use.
        if let (Some(Kind::Name(name)), None) = (all.next().map(|tree| &tree.kind), all.next()) {
            let places = gather.places.entry(letter(name)).or_default();
            places.insert(place);
            continue;
        }
        gather.partial_totals(&math.formula);
        for tree in trees(&math.formula) {
            gather.scan(tree);
        }
    }
    gather.settle(sentences, mathematics)
}

/// The letters of the items of a sum over nothing but their probabilities, `\sum_i p(x_i)`, `\sum_i p(x_i \mid y)`.
fn total_of(tree: &Tree) -> Vec<Key> {
    let Kind::Big {
        operator,
        sub: Some(sub),
        body: Some(body),
        ..
    } = &tree.kind
    else {
        return Vec::new();
    };
    let (Kind::Product(factors), Some(indices), "sum") =
        (&body.kind, indices(sub), operator.as_str())
    else {
        return Vec::new();
    };
    let [(_, head), (_, argument)] = &factors[..] else {
        return Vec::new();
    };
    let spelling = head_spelling(head).unwrap_or_default();
    let Some(argument) = bracket(argument).filter(|_| PROBABILITIES.contains(&spelling.as_str()))
    else {
        return Vec::new();
    };
    let values: Vec<Key> = indices
        .iter()
        .flat_map(|index| weighed(argument.body, index))
        .collect();
    let all = values.len() == of_probability(argument.body).len();
    if all { values } else { Vec::new() }
}

fn holds_sum(tree: &Tree) -> bool {
    matches!(tree.kind, Kind::Big { .. }) || tree.children().into_iter().any(holds_sum)
}

/// A sum around the place that is looked at.
struct Open {
    index: Key,
    /// The letters that its body weighs with the probabilities of their items; the index itself where it is the value.
    weighed: BTreeSet<Key>,
}

#[derive(Default)]
struct Gather {
    /// Letters that name the probabilities of values.
    weights: BTreeMap<Key, Key>,
    place: usize,
    open: Vec<Open>,
    /// Letters of which a sum weighs the items, with the names of its last index.
    weighed: BTreeMap<Key, BTreeSet<Key>>,
    /// Letters and indices that are used otherwise.
    spoiled: BTreeSet<Key>,
    /// Letters by the formulas in which they have an index.
    places: BTreeMap<Key, BTreeSet<usize>>,
    /// How often each name stands anywhere but at the end of a sum or in a list with dots.
    standing: BTreeMap<Key, usize>,
    /// The limits of sums over an index.
    limits: BTreeMap<Key, BTreeSet<String>>,
    /// The indices that items of a letter have.
    indices: BTreeMap<Key, BTreeSet<Key>>,
    /// First and last index of the lists of items, and of the ranges of indices, by letter and by index.
    ranges: BTreeMap<Key, BTreeSet<(String, String)>>,
    /// How often each name stands as an argument of a probability.
    arguments: BTreeMap<Key, usize>,
}

impl Gather {
    fn scan(&mut self, tree: &Tree) {
        match &tree.kind {
            Kind::Big {
                operator,
                sub: Some(sub),
                sup,
                body: Some(body),
            } => {
                return self.scan_big(operator, sub, sup.as_deref(), body);
            }
            Kind::List { items, .. } if items.iter().any(is_dots) => {
                self.range(items);
                for name in items.iter().filter_map(|item| match &item.kind {
                    Kind::Scripts { base, .. } => Some(mark(base)),
                    _ => None,
                }) {
                    self.places.entry(name).or_default().insert(self.place);
                }
                return;
            }
            Kind::Scripts {
                base,
                sub: Some(sub),
                ..
            } => {
                if let Kind::Name(name) = &base.kind {
                    return match item(tree) {
                        Some((name, index)) => self.item(&letter(name), &index),
                        None => {
                            self.spoiled.insert(letter(name));
                            self.scan(sub);
                        }
                    };
                }
            }
            // Points between which an integral is taken are no values of their own.
            Kind::Integral { differential, .. } => {
                self.spoiled.extend(differential.iter().map(mark));
            }
            Kind::Product(factors) => self.arguments(factors),
            Kind::Name(name) => {
                let name = letter(name);
                *self.standing.entry(name.clone()).or_default() += 1;
                return self.used_bare(&name);
            }
            _ => {}
        }
        for child in tree.children() {
            self.scan(child);
        }
    }

    /// `p(f) = \sum_i p(m_i)`: the probabilities are said to sum to something, so the items are not all values.
    fn partial_totals(&mut self, formula: &Formula) {
        let statements = formula.rows.iter().flat_map(|row| &row.statements);
        for sides in statements.flat_map(|statement| statement.sides.windows(2)) {
            let [Some(a), Some(b)] = sides else { continue };
            for (total, other) in [(a, b), (b, a)] {
                if mark(other) != "1" && !holds_sum(other) {
                    self.spoiled.extend(total_of(total));
                }
            }
        }
    }

    fn arguments(&mut self, factors: &[(Times, Tree)]) {
        for pair in factors.windows(2) {
            let spelling = head_spelling(&pair[0].1).unwrap_or_default();
            let argument =
                bracket(&pair[1].1).filter(|_| PROBABILITIES.contains(&spelling.as_str()));
            let items = argument
                .map(|found| names_in(found.body))
                .unwrap_or_default();
            for name in items {
                let places = self.places.entry(format!("={name}")).or_default();
                places.insert(self.place);
                *self.arguments.entry(name).or_default() += 1;
            }
        }
    }

    fn scan_big(&mut self, operator: &str, sub: &Tree, sup: Option<&Tree>, body: &Tree) {
        let Some(indices) = indices(sub).filter(|_| operator == "sum") else {
            // Whatever has an index of this operator is no value.
            let bound = bounds(sub).into_iter().filter_map(|bound| match bound {
                Bound::From(name, _) | Bound::Bare(name, _) => single(name),
                Bound::Condition(_) => None,
            });
            for index in bound {
                self.open.push(Open {
                    index,
                    weighed: BTreeSet::new(),
                });
                self.scan(body);
                self.open.pop();
            }
            return sup
                .into_iter()
                .chain([sub, body])
                .for_each(|tree| self.scan(tree));
        };
        let count = indices.len();
        for index in indices {
            let mut weighed = BTreeSet::new();
            weights(body, &index, &self.weights, &mut weighed);
            let last = sup.map(mark);
            for name in &weighed {
                self.weighed
                    .entry(name.clone())
                    .or_default()
                    .extend(last.clone());
            }
            self.limits
                .entry(index.clone())
                .or_default()
                .insert(last.unwrap_or_default());
            self.open.push(Open { index, weighed });
        }
        if let Some(sup) = sup.filter(|sup| !matches!(sup.kind, Kind::Name(_))) {
            // `\sum_{i=1}^{n-1}`, `\sum_{i=1}^3`
            let names: Vec<Key> = self.open[self.open.len() - count..]
                .iter()
                .flat_map(|open| open.weighed.clone())
                .collect();
            self.spoiled.extend(names);
            self.scan(sup);
        }
        self.scan(body);
        self.open.truncate(self.open.len() - count);
    }

    /// `x_1, \ldots, x_n`, `i = 1, \ldots, n`
    fn range(&mut self, items: &[Tree]) {
        let index = |tree: &Tree| match &tree.kind {
            Kind::Scripts { sub: Some(sub), .. } => mark(sub),
            Kind::Chain { rest, .. } => rest
                .last()
                .map_or_else(String::new, |(_, value)| mark(value)),
            _ => mark(tree),
        };
        let (Some(first), Some(last)) = (items.first(), items.last()) else {
            return;
        };
        let key = match &first.kind {
            Kind::Scripts { base, .. } => mark(base),
            Kind::Chain { first, .. } => mark(first),
            _ => return,
        };
        self.places
            .entry(key.clone())
            .or_default()
            .insert(self.place);
        self.ranges
            .entry(key)
            .or_default()
            .insert((index(first), index(last)));
    }

    /// `x_i`
    fn item(&mut self, name: &Key, index: &Key) {
        self.places
            .entry(name.clone())
            .or_default()
            .insert(self.place);
        let own = self.open.iter().rfind(|open| open.index == *index);
        let weighs = own.is_none_or(|open| open.weighed.contains(name));
        if own.is_some() {
            self.spoiled.insert(format!("={index}"));
        }
        let crossed =
            (self.open.iter()).any(|open| open.index != *index && open.weighed.contains(name));
        if !weighs {
            // The index has another use than to number values.
            let others = own.map(|open| open.weighed.clone()).unwrap_or_default();
            self.spoiled.extend(others);
        }
        if !weighs || crossed {
            self.spoiled.insert(name.clone());
        }
    }

    /// A name by itself.
    fn used_bare(&mut self, name: &Key) {
        if let Some(open) = self.open.iter().rfind(|open| open.index == *name) {
            let others = open
                .weighed
                .iter()
                .filter(|other| other.strip_prefix('=') != Some(name));
            self.spoiled.extend(others.cloned().collect::<Vec<_>>());
        }
    }

    fn settle(mut self, sentences: &[Sentence], mathematics: &[Mathematics]) -> Enumerated {
        for sentence in sentences {
            self.hear(sentence, mathematics);
        }
        let weights = std::mem::take(&mut self.weights);
        for (name, value) in &weights {
            if self.spoiled.contains(name) || !self.is_of_range(name, name) {
                self.spoiled.insert(value.clone());
            }
        }
        let kept = self.weighed.iter().filter(|(name, ends)| {
            let free = |last: &Key| self.is_size(last);
            !self.spoiled.contains(*name) && ends.iter().all(free)
        });
        let (mut items, mut bare) = (BTreeSet::new(), BTreeSet::new());
        for (name, ends) in kept {
            match name.strip_prefix('=') {
                Some(index) => {
                    let limits = self.limits.get(index);
                    let once = limits.is_some_and(|limits| limits.len() == 1);
                    let only = self.standing.get(index) == self.arguments.get(index);
                    if once && !ends.is_empty() && only && self.is_of_range(name, index) {
                        bare.insert(index.to_owned());
                    }
                }
                None if !weights.contains_key(name) && self.is_of_range(name, name) => {
                    items.insert(name.clone());
                }
                None => {}
            }
        }
        Enumerated {
            items,
            bare,
            weights,
            ..Enumerated::default()
        }
    }

    /// True for a last index that is a size by custom, and used for nothing else. Another may be one of the indices.
    fn is_size(&self, last: &Key) -> bool {
        let other = || {
            self.weighed
                .values()
                .flatten()
                .any(|end| SIZES.contains(&end.as_str()))
        };
        let index = self.indices.values().any(|indices| indices.contains(last));
        (SIZES.contains(&last.as_str()) || last == "m" && other())
            && !index
            && !self.standing.contains_key(last)
            && !self.spoiled.contains(last)
    }

    /// What a sentence says beside formulas with the items may make them something else than all values.
    fn hear(&mut self, sentence: &Sentence, mathematics: &[Mathematics]) {
        let words = sentence.words.replace("sample space", "");
        let mut single = words.split(|c: char| !c.is_alphanumeric() && c != '.');
        let sampled = single.any(|word| SAMPLED.contains(&word.trim_matches('.')));
        let plain = is_plain(&words);
        for &(_, place) in &sentence.formulas {
            if !sampled && (plain || mathematics[place].display) {
                continue;
            }
            let told = self
                .places
                .iter()
                .filter(|(_, places)| places.contains(&place));
            let told: Vec<Key> = told.map(|(name, _)| name.clone()).collect();
            self.spoiled.extend(told);
        }
    }

    /// True if the sums over the items end where the note says that the values do.
    fn is_of_range(&self, name: &str, letter: &str) -> bool {
        let ends = self.weighed.get(name).cloned().unwrap_or_default();
        let indices = self.indices.get(name).into_iter().flatten();
        let said = [letter]
            .into_iter()
            .chain(indices.map(|index| index.as_str()));
        let mut ranges = said.filter_map(|key| self.ranges.get(key)).flatten();
        let fits = |(first, last): &(String, String)| {
            ends.is_empty() || first == "1" && ends.contains(last)
        };
        ends.len() <= 1 && ranges.all(fits)
    }
}
