//! Statistics of samples that a note calls by their usual names and marks and gives no formula for: the sample mean
//! `\bar{x}`, the deviation `s_x` and the covariance `s_{xy}` of items `x_i`.
//!
//! Such a meaning is custom, not said: a step may be proved from it, and none is called wrong by it.

use std::collections::BTreeMap;

use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::expr::*;
use crate::parse::tree::Relation;
use crate::theory::{Fact, FactKind};

/// Words for the mean of a sample, and for what measures how it varies.
const MEANS: [&str; 6] = [
    "sample mean",
    "empirical mean",
    "arithmetic mean",
    "mean of the",
    "means of the",
    "average",
];
const SPREADS: [&str; 4] = [
    "sample variance",
    "sample covariance",
    "sample standard deviation",
    "sample correlation",
];

/// Words for other statistics, which a note may mark the same way: where it has one of them beside a formula, custom says
/// nothing.
const OTHERS: [&str; 9] = [
    "weighted",
    "moving",
    "geometric",
    "harmonic",
    "trimmed",
    "median",
    "midrange",
    "biased",
    "uncorrected",
];

/// Items and how many there are.
type Sample = (SymbolId, Id);

impl Walk<'_> {
    /// Takes in what the marks of statistics mean, where the note's words speak of them and its formulas do not say.
    pub(super) fn collect_statistics(&mut self) {
        if self.speaks_of_others() {
            return;
        }
        let spreads = self.line_saying(&SPREADS);
        let Some(line) = self.line_saying(&MEANS).or(spreads) else {
            return;
        };
        let ids: Vec<Id> = (0..self.chains.expressions.len())
            .filter_map(|index| self.expression(index).ok())
            .collect();
        let samples = samples(&self.store, &ids);
        let mut names: Vec<SymbolId> = ids
            .iter()
            .flat_map(|&id| self.store.free_names(id))
            .collect();
        names.sort_unstable();
        names.dedup();
        let marked: Vec<(SymbolId, Statistic, Vec<Sample>)> = names
            .into_iter()
            .filter_map(|name| self.statistic(name, &samples, spreads.is_some()))
            .collect();
        for (name, statistic, of) in marked {
            if self.is_given(name, &of) {
                continue;
            }
            let random = |items: SymbolId| self.store.is_chance(self.store.symbol(items).sort);
            let name = match of.iter().any(|&(items, _)| random(items)) {
                true => self.made_random(name),
                false => name,
            };
            let left = self.store.name(name);
            let mut right = statistic.value(&mut self.store, &of);
            let source = format!("line {line}");
            if statistic != Statistic::Mean {
                // A single item has no spread.
                for least in [0, 1] {
                    let least = self.store.integer(least);
                    let more = self.store.relation(Comparison::Less, least, of[0].1);
                    self.ledger.carried(more, source.clone(), Span::Note);
                }
            }
            let (left, about) = match *self.store.node(right) {
                // The square is given and not the root, whose own square would be one only where it is not negative.
                Node::Power(variance, _) if statistic == Statistic::Deviation => {
                    let zero = self.store.integer(0);
                    let sign = self.store.relation(Comparison::LessEqual, zero, left);
                    self.ledger.carried(sign, source.clone(), Span::Note);
                    let square = self.store.integer(2);
                    right = variance;
                    (self.store.power(left, square), None)
                }
                _ => (left, Some(name)),
            };
            let fact = Fact::plain(FactKind::Definition, left, right, source);
            self.ledger.fact(fact, about, Span::Note);
            self.seen.insert(name);
            self.customary.insert(name);
        }
    }

    /// The same name as a random variable, in all that is read from here.
    fn made_random(&mut self, name: SymbolId) -> SymbolId {
        let (spelling, sort) = {
            let symbol = self.store.symbol(name);
            (symbol.spelling.clone(), symbol.sort)
        };
        let anew = self.store.declare(&spelling, Sort::Random(sort));
        self.scope.declare(&self.store, &spelling, anew);
        self.lowered.clear();
        anew
    }

    fn speaks_of_others(&self) -> bool {
        let beside = self.sentences.iter().filter(|one| !one.formulas.is_empty());
        let mut words = beside.flat_map(|one| one.words.split(|c: char| !c.is_alphanumeric()));
        words.any(|word| OTHERS.contains(&word))
    }

    fn line_saying(&self, words: &[&str]) -> Option<usize> {
        let says = |text: &str| words.iter().any(|word| text.contains(word));
        let said = self.sentences.iter().find(|one| says(&one.words))?;
        let place = said.formulas.first().map_or(0, |&(_, place)| place);
        Some(self.line_of_place(place))
    }

    /// What a name is by its marks, and of which samples.
    fn statistic(
        &self,
        name: SymbolId,
        samples: &BTreeMap<SymbolId, Id>,
        spreads: bool,
    ) -> Option<(SymbolId, Statistic, Vec<Sample>)> {
        let symbol = self.store.symbol(name);
        if symbol.role != Role::Note || *self.store.sort_of(symbol.sort) != Sort::Real {
            return None;
        }
        let inside = |start: &str| symbol.spelling.strip_prefix(start)?.strip_suffix('}');
        let (statistic, marks) = match (inside(r"\bar{"), inside("s_{")) {
            (Some(letter), _) => (Statistic::Mean, vec![letter]),
            (_, Some(marks)) if spreads => {
                let marks: Vec<&str> = marks.split(',').map(str::trim).collect();
                match marks.len() {
                    1 => (Statistic::Deviation, marks),
                    2 => (Statistic::Covariance, marks),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let of = marks.into_iter().map(|mark| {
            let mut named = samples.iter();
            let (&items, &size) =
                named.find(|&(&items, _)| self.store.symbol(items).spelling == mark)?;
            Some((items, size))
        });
        let of = of.collect::<Option<Vec<Sample>>>()?;
        let alike = of.iter().all(|(_, size)| *size == of[0].1);
        alike.then_some((name, statistic, of))
    }

    /// True if an equation of the note says what the name is made of.
    fn is_given(&mut self, name: SymbolId, of: &[Sample]) -> bool {
        let chains = self.chains;
        let itself = self.store.name(name);
        let square = self.store.integer(2);
        let square = self.store.power(itself, square);
        chains.relations.iter().any(|relating| {
            let equates = matches!(relating.relation, Relation::Equal | Relation::Defined);
            let (Some(left), Some(right)) = (relating.left, relating.right) else {
                return false;
            };
            let (Ok(left), Ok(right)) = (self.expression(left), self.expression(right)) else {
                return false;
            };
            let made = of
                .iter()
                .any(|(items, _)| self.store.mentions(right, *items));
            equates && (left == itself || left == square) && made
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Statistic {
    Mean,
    Deviation,
    Covariance,
}

impl Statistic {
    fn value(self, store: &mut Store, of: &[Sample]) -> Id {
        let (_, size) = of[0];
        match self {
            Statistic::Mean => mean(store, of[0]),
            Statistic::Deviation => {
                let variance = covariance(store, of[0], of[0], size);
                store.sqrt(variance)
            }
            Statistic::Covariance => covariance(store, of[0], of[1], size),
        }
    }
}

/// `\frac{1}{n} \sum_{i=1}^n x_i`
fn mean(store: &mut Store, (items, size): Sample) -> Id {
    let sum = over_items(store, size, |store, index| item(store, items, index));
    store.divide(sum, size)
}

/// `\frac{1}{n-1} \sum_{i=1}^n (x_i - \bar{x}) (y_i - \bar{y})`
fn covariance(store: &mut Store, first: Sample, second: Sample, size: Id) -> Id {
    let deviation = |store: &mut Store, sample: Sample, index: Id| {
        let mean = mean(store, sample);
        let item = item(store, sample.0, index);
        store.subtract(item, mean)
    };
    let sum = over_items(store, size, |store, index| {
        let factors = [first, second].map(|sample| deviation(store, sample, index));
        store.product(&factors)
    });
    let one = store.integer(1);
    let count = store.subtract(size, one);
    store.divide(sum, count)
}

fn item(store: &mut Store, items: SymbolId, index: Id) -> Id {
    let items = store.name(items);
    store.component(items, &[index])
}

/// `\sum_{i=1}^n` of what the items yield at an index.
fn over_items(store: &mut Store, size: Id, body: impl Fn(&mut Store, Id) -> Id) -> Id {
    let integer = store.intern_sort(Sort::Integer);
    let one = store.integer(1);
    let domain = Domain::Range(one, size);
    let index = store.local(integer, domain, 0);
    let at = store.name(index);
    let body = body(store, at);
    store.bind_name(BinderKind::Sum, index, domain, body)
}

/// The names of numbers with one index that the expressions sum from 1 to one end, or that are vectors, each with that end.
fn samples(store: &Store, ids: &[Id]) -> BTreeMap<SymbolId, Id> {
    let mut ends: BTreeMap<SymbolId, Option<Id>> = BTreeMap::new();
    for &id in ids {
        for name in store.free_names(id) {
            if let Sort::Vector(size) = *store.of_values(store.symbol(name).sort) {
                ends.entry(name).or_insert(Some(size));
            }
        }
        summed(store, id, &mut Vec::new(), &mut ends);
    }
    let known = ends.into_iter();
    known.filter_map(|(name, end)| Some((name, end?))).collect()
}

/// Collects which items stand at the index of which sum; None for items of sums with other ends.
fn summed(
    store: &Store,
    id: Id,
    around: &mut Vec<Option<Id>>,
    ends: &mut BTreeMap<SymbolId, Option<Id>>,
) {
    if let Node::Component(base, indices) = store.node(id)
        && let (Node::Name(name), [index]) = (store.node(*base), &indices[..])
        && let Sort::Sequence(sort) = *store.sort(*base)
        && *store.of_values(sort) == Sort::Real
        && let Node::Bound(level, _) = *store.node(*index)
        && let Some(Some(end)) = around.iter().rev().nth(level as usize)
    {
        let known = ends.entry(*name).or_insert(Some(*end));
        if *known != Some(*end) {
            *known = None;
        }
    }
    let children = store.children(id);
    let Node::Bind(kind, _, domain, body) = *store.node(id) else {
        children
            .iter()
            .for_each(|&child| summed(store, child, around, ends));
        return;
    };
    let end = match domain {
        Domain::Range(from, to) if kind == BinderKind::Sum && store.is_one(from) => {
            (store.loose(to) == 0).then_some(to)
        }
        _ => None,
    };
    around.push(end);
    summed(store, body, around, ends);
    around.pop();
}
