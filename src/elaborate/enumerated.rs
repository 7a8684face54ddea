//! Sums over an index that only numbers the values of a variable: `\sum_{i=1}^n p(x_i) \log p(x_i)` is the sum over all x,
//! and so is `\sum_{k=1}^K p(k) \log p(k)` that over all k.
//!
//! Whether an index does is read off the notation, for the note as a whole: a sum over it weighs with the probability of
//! the value that it numbers, the index has no other use, and neither has its last value. The items of a sample have
//! others: `\prod_i p(x_i)`, `\sum_i \log p(x_i)`, `\frac{1}{n} \sum_i x_i`.

use std::collections::{BTreeMap, BTreeSet};

use super::chains::Mathematics;
use super::evidence::{Bound, Key, bounds};
use super::lower::is_dots;
use super::names::{bracket, comma_items, head_spelling, letter, mark};
use super::scope::is_capital;
use super::sentences::Sentence;
use crate::parse::tree::{Formula, Kind, Name, Relation, Separator, Span, Times, Tree};

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
];

/// What stands before the brackets of a probability.
const PROBABILITIES: &[&str] = &[
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

/// The letters whose items are the values of a variable, and the indices that are such values themselves.
#[derive(Debug, Clone, Default)]
pub struct Enumerated {
    items: BTreeSet<Key>,
    bare: BTreeSet<Key>,
    /// Letters that name the probabilities of the values: `p_i = P(X = x_i)`.
    weights: BTreeMap<Key, Key>,
    /// The formulas that are read so.
    places: BTreeSet<usize>,
}

impl Enumerated {
    pub fn of(sentences: &[Sentence], mathematics: &[Mathematics]) -> Self {
        let chance = |s: &Sentence| CHANCE.iter().any(|word| s.words.contains(word));
        if !sentences.iter().any(chance) {
            return Self::default();
        }
        let mut gather = Gather {
            weights: told_weights(sentences, mathematics),
            ..Gather::default()
        };
        for (place, math) in mathematics.iter().enumerate().filter(|(_, m)| !m.ignored) {
            gather.place = place;
            let mut all = trees(&math.formula);
            // "$n$ outcomes" gives the last index no use.
            if let (Some(Kind::Name(_)), None) = (all.next().map(|tree| &tree.kind), all.next()) {
                continue;
            }
            for tree in trees(&math.formula) {
                gather.scan(tree);
            }
        }
        gather.settle(sentences)
    }

    /// Reads the indices of all formulas as the values that they number.
    pub fn read(&mut self, mathematics: &mut [Mathematics]) {
        if self.items.is_empty() && self.bare.is_empty() {
            return;
        }
        for (place, math) in mathematics.iter_mut().enumerate() {
            let statements = math
                .formula
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.statements);
            for tree in statements
                .flat_map(|statement| &mut statement.sides)
                .flatten()
            {
                if self.read_tree(tree) {
                    self.places.insert(place);
                }
            }
        }
    }

    /// True for a formula in which indices were read as values.
    pub fn is_read_so(&self, place: usize) -> bool {
        self.places.contains(&place)
    }

    /// As [`Self::read`], of one expression; true if it holds such an index.
    pub fn read_tree(&self, tree: &mut Tree) -> bool {
        let mut any = self.read_sum(tree);
        if let Some((name, _)) = item(tree)
            && let Some(value) = self
                .weights
                .get(&letter(name))
                .filter(|value| self.items.contains(*value))
        {
            tree.kind = application(name, value, &tree.span);
            return true;
        }
        if let Some((name, _)) = item(tree).filter(|(name, _)| self.items.contains(&letter(name))) {
            let value = Kind::Name(name.clone());
            match &mut tree.kind {
                Kind::Scripts {
                    sub, sup: Some(_), ..
                } => *sub = None,
                kind => *kind = value,
            }
            return true;
        }
        for child in tree.children_mut() {
            any |= self.read_tree(child);
        }
        any
    }

    /// The variable of which the items of the letter are the values, or their probabilities.
    fn value(&self, name: &Name) -> Option<Name> {
        let key = letter(name);
        let value = match self.weights.get(&key) {
            Some(value) => name_of(value),
            None => name.clone(),
        };
        self.items.contains(&letter(&value)).then_some(value)
    }

    /// `\sum_{i=1}^n` becomes `\sum_x` where the body shows `x_i`.
    fn read_sum(&self, tree: &mut Tree) -> bool {
        let Kind::Big {
            operator,
            sub: Some(sub),
            sup,
            body: Some(body),
        } = &mut tree.kind
        else {
            return false;
        };
        if operator != "sum" {
            return false;
        }
        let value = |index: &Key| match self.bare.contains(index) {
            true => Some(name_of(index)),
            false => numbered(body, index)
                .iter()
                .find_map(|name| self.value(name)),
        };
        let indices: Option<Vec<Key>> = indices(sub);
        let values: Option<Vec<Name>> =
            indices.and_then(|indices| indices.iter().map(value).collect());
        let Some(values) = values.filter(|values| !values.is_empty()) else {
            return false;
        };
        let leaf = |name: &Name| Tree {
            kind: Kind::Name(name.clone()),
            span: sub.span.clone(),
        };
        let mut leaves: Vec<Tree> = values.iter().map(leaf).collect();
        **sub = match leaves.len() {
            1 => leaves.remove(0),
            count => Tree {
                kind: Kind::List {
                    items: leaves,
                    separators: vec![Separator::Comma; count - 1],
                },
                span: sub.span.clone(),
            },
        };
        *sup = None;
        true
    }
}

/// All expressions of a formula.
fn trees(formula: &Formula) -> impl Iterator<Item = &Tree> {
    let statements = formula.rows.iter().flat_map(|row| &row.statements);
    statements.flat_map(|statement| statement.sides.iter().flatten())
}

fn name_of(letter: &str) -> Name {
    Name {
        letter: letter.to_owned(),
        font: None,
        accents: Vec::new(),
    }
}

/// `x_i`: the name, no capital (those are events and random variables), and its index, a single letter.
fn item(tree: &Tree) -> Option<(&Name, Key)> {
    match &tree.kind {
        Kind::Scripts {
            base,
            sub: Some(sub),
            primes: 0,
            ..
        } => match (&base.kind, &sub.kind) {
            (Kind::Name(name), Kind::Name(index))
                if is_index(index) && !is_capital(&name.letter) =>
            {
                Some((name, letter(index)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `p(x)`
fn application(name: &Name, value: &Key, span: &Span) -> Kind {
    let leaf = |name: Name| Tree {
        kind: Kind::Name(name),
        span: span.clone(),
    };
    let argument = Kind::Group {
        open: "(".to_owned(),
        close: ")".to_owned(),
        body: Box::new(leaf(name_of(value))),
    };
    let argument = Tree {
        kind: argument,
        span: span.clone(),
    };
    Kind::Product(vec![
        (Times::Juxtaposed, leaf(name.clone())),
        (Times::Juxtaposed, argument),
    ])
}

/// What the note calls the probabilities of the values: "$P(X = x_i) = p_i$", "takes the values $x_1, \ldots, x_n$ with
/// probabilities $p_1, \ldots, p_n$".
fn told_weights(sentences: &[Sentence], mathematics: &[Mathematics]) -> BTreeMap<Key, Key> {
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

fn is_index(name: &Name) -> bool {
    matches!(
        name.letter.as_str(),
        "i" | "j" | "k" | "l" | "m" | "r" | "s" | "t"
    ) && name.accents.is_empty()
}

/// The indices of a sum, if it is over nothing else: `i = 1`, `i, j`, `i`.
fn indices(sub: &Tree) -> Option<Vec<Key>> {
    let index = |bound: Bound| match bound {
        Bound::From(name, lower) if matches!(mark(lower).as_str(), "0" | "1") => single(name),
        Bound::Bare(name, None) => single(name),
        _ => None,
    };
    bounds(sub).into_iter().map(index).collect()
}

fn single(tree: &Tree) -> Option<Key> {
    match &tree.kind {
        Kind::Name(name) if is_index(name) => Some(letter(name)),
        _ => None,
    }
}

/// The names in a tree that have this index: `x` of `x_i`.
fn numbered(tree: &Tree, index: &Key) -> Vec<Name> {
    match item(tree).filter(|(_, at)| at == index) {
        Some((name, _)) => vec![name.clone()],
        None => tree
            .children()
            .into_iter()
            .flat_map(|child| numbered(child, index))
            .collect(),
    }
}

/// The letters that a body of a sum over the index weighs with the probabilities of their items: `p(x_i) \log p(x_i)`. An
/// index that is itself the value is marked with `=`.
fn weights(tree: &Tree, index: &Key, named: &BTreeMap<Key, Key>, found: &mut BTreeSet<Key>) {
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
fn weighed(argument: &Tree, index: &Key) -> Vec<Key> {
    let of = match &argument.kind {
        Kind::List { items, separators } if separators.contains(&Separator::Bar) => &items[0],
        _ => argument,
    };
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
    comma_items(of).into_iter().filter_map(value).collect()
}

/// The bare names of a list of arguments.
fn names_in(argument: &Tree) -> Vec<Key> {
    match &argument.kind {
        Kind::List { items, .. } => items.iter().flat_map(names_in).collect(),
        Kind::Name(name) => vec![letter(name)],
        _ => Vec::new(),
    }
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

    fn arguments(&mut self, factors: &[(Times, Tree)]) {
        for pair in factors.windows(2) {
            let spelling = head_spelling(&pair[0].1).unwrap_or_default();
            let argument =
                bracket(&pair[1].1).filter(|_| PROBABILITIES.contains(&spelling.as_str()));
            let items = argument
                .map(|found| names_in(found.body))
                .unwrap_or_default();
            for name in items {
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

    fn settle(mut self, sentences: &[Sentence]) -> Enumerated {
        for sentence in sentences {
            let plain = sentence.words.replace("sample space", "");
            let mut words = plain.split(|c: char| !c.is_alphanumeric() && c != '.');
            if words.any(|word| SAMPLED.contains(&word.trim_matches('.'))) {
                let here = |at: &usize| sentence.formulas.iter().any(|(_, place)| place == at);
                let told = self
                    .places
                    .iter()
                    .filter(|(_, places)| places.iter().any(here));
                self.spoiled
                    .extend(told.map(|(name, _)| name.clone()).collect::<Vec<_>>());
            }
        }
        let weights = std::mem::take(&mut self.weights);
        for (name, value) in &weights {
            if self.spoiled.contains(name) {
                self.spoiled.insert(value.clone());
            }
        }
        let free = |last: &Key| !self.standing.contains_key(last);
        let kept = self
            .weighed
            .iter()
            .filter(|(name, ends)| !self.spoiled.contains(*name) && ends.iter().all(free));
        let (mut items, mut bare) = (BTreeSet::new(), BTreeSet::new());
        for (name, ends) in kept {
            match name.strip_prefix('=') {
                Some(index) => {
                    let once = self
                        .limits
                        .get(index)
                        .is_some_and(|limits| limits.len() == 1);
                    let only = self.standing.get(index) == self.arguments.get(index);
                    if once && !ends.is_empty() && only {
                        bare.insert(index.to_owned());
                    }
                }
                None if !weights.contains_key(name) => {
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
}
