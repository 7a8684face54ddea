//! Properties that the prose gives to names, as conditions: positive, symmetric, invertible, ..

use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::elaborate::declare::{Says, declarations, named};
use crate::elaborate::introductions::introductions;
use crate::elaborate::lower::lower;
use crate::elaborate::phrases::{Property, properties};
use crate::expr::{BinderKind, Comparison, Domain, Id, Node, Operator, Sort, Store, SymbolId};
use crate::theory::{Fact, FactKind};

/// Something that the prose says of names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stated {
    /// The name is brought in; false if that is not sure.
    Introduced(SymbolId, bool),
    Condition(Id),
}

impl Walk<'_> {
    /// Collects what the note's words say of names, to be taken into the ledger where it is said.
    pub(super) fn collect_properties(&mut self) {
        let mathematics = self.mathematics;
        for introduction in introductions(self.sentences, mathematics) {
            if let Ok(lowered) = lower(&mut self.store, &mut self.scope, introduction.name)
                && let Some(symbol) = self.store.head(lowered.id)
            {
                let said = Stated::Introduced(symbol, introduction.surely);
                self.stated.push((introduction.place, said));
            }
        }
        for declaration in declarations(self.sentences, mathematics) {
            let Says::Property(property) = declaration.says else {
                continue;
            };
            let Ok(lowered) = lower(&mut self.store, &mut self.scope, declaration.name) else {
                continue;
            };
            let conditions = match property {
                Property::PositiveEverywhere => self.positive_densities(lowered.id),
                _ => condition(&mut self.store, property, lowered.id)
                    .into_iter()
                    .collect(),
            };
            self.stated.extend(
                conditions
                    .into_iter()
                    .map(|condition| (declaration.place, Stated::Condition(condition))),
            );
        }
        self.collect_independence();
        self.collect_moments();
        // Names are brought in before anything is said of them.
        self.stated.sort_by_key(|(place, _)| *place);
        self.stated.reverse();
    }

    /// Takes what is said at a place into the ledger.
    pub(super) fn take_in(&mut self, place: usize, stated: Stated) {
        let condition = match stated {
            Stated::Condition(condition) => condition,
            Stated::Introduced(symbol, surely) => {
                return self.ledger.introduce(&self.store, symbol, surely);
            }
        };
        let source = format!("line {}", self.line_of_place(place));
        if let Node::Relation(Comparison::Equal, left, right) = *self.store.node(condition) {
            let fact = Fact::plain(FactKind::Hypothesis, left, right, source.clone());
            self.ledger.fact(fact, None, Span::Section);
        }
        self.ledger.hypothesis(condition, source, Span::Section);
    }

    /// "independent random variables X and Y": a condition on all of them together.
    fn collect_independence(&mut self) {
        let (sentences, mathematics) = (self.sentences, self.mathematics);
        for sentence in sentences {
            let rows = properties(sentence)
                .into_iter()
                .filter(|(_, given)| given.contains(&Property::Independent));
            for (formulas, _) in rows {
                let places = || formulas.iter().map(|&formula| sentence.formulas[formula].1);
                let trees = places().flat_map(|place| named(&mathematics[place]));
                let mut variables: Vec<Id> = Vec::new();
                for tree in trees {
                    if let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree)
                        && matches!(self.store.sort(lowered.id), Sort::Random(_))
                        && !variables.contains(&lowered.id)
                    {
                        variables.push(lowered.id);
                    }
                }
                if let (Some(place), 2..=64) = (places().max(), variables.len()) {
                    let independent = self.store.apply(Operator::Independent, &variables);
                    self.stated.push((place, Stated::Condition(independent)));
                }
            }
        }
    }

    /// "a random variable X with mean m and variance v": what the moments of the variable are called.
    fn collect_moments(&mut self) {
        let (sentences, mathematics) = (self.sentences, self.mathematics);
        for sentence in sentences {
            let mut variable = None;
            for (number, &(at, place)) in sentence.formulas.iter().enumerate() {
                let trees = mathematics[place]
                    .formula
                    .rows
                    .iter()
                    .flat_map(|row| &row.statements);
                let mut sides = trees
                    .filter(|s| s.relations.is_empty())
                    .filter_map(|s| s.sides.first()?.as_ref());
                let Some(tree) = sides.next() else { continue };
                let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree) else {
                    continue;
                };
                if matches!(self.store.sort(lowered.id), Sort::Random(_)) {
                    variable = Some(lowered.id);
                    continue;
                }
                let start = number
                    .checked_sub(1)
                    .map_or(0, |before| sentence.formulas[before].0);
                let (Some(moment), Some(variable)) = (moment(&sentence.words[start..at]), variable)
                else {
                    continue;
                };
                let value = self.store.apply(moment, &[variable]);
                let condition = self.store.relation(Comparison::Equal, value, lowered.id);
                self.stated.push((place, Stated::Condition(condition)));
            }
        }
    }

    /// Every density of the family is positive at all values.
    fn positive_densities(&mut self, id: Id) -> Vec<Id> {
        let family = match *self.store.node(id) {
            Node::Name(symbol) => symbol,
            Node::Density { family, .. } => family,
            _ => return Vec::new(),
        };
        let usages: Vec<_> = self
            .usages
            .iter()
            .filter(|usage| usage.family == family)
            .cloned()
            .collect();
        let store = &mut self.store;
        let mut found = Vec::new();
        for usage in usages {
            let slots: Vec<_> = usage.of.iter().chain(&usage.given).copied().collect();
            let pairs: Vec<_> = slots.iter().map(|&slot| (slot, store.name(slot))).collect();
            let (of, given) = pairs.split_at(usage.of.len());
            let density = store.density(family, of, given);
            let zero = store.integer(0);
            let positive = store.relation(Comparison::Less, zero, density);
            let closed = slots.iter().rev().fold(positive, |body, &slot| {
                store.bind_name(BinderKind::ForAll, slot, Domain::All, body)
            });
            found.push(closed);
        }
        found
    }
}

/// The condition that a property puts on an expression; None where it only tells the sort.
fn condition(store: &mut Store, property: Property, id: Id) -> Option<Id> {
    let zero = store.integer(0);
    match property {
        Property::Positive => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::Less, zero, id)
        })),
        Property::NonNegative => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::LessEqual, zero, id)
        })),
        Property::Integer if matches!(store.sort(id), Sort::Integer | Sort::Real) => {
            Some(store.apply(Operator::IntegerValued, &[id]))
        }
        Property::Symmetric if store.is_array(id) => Some(store.apply(Operator::Symmetric, &[id])),
        Property::PositiveDefinite if store.is_array(id) => {
            Some(store.apply(Operator::PositiveDefinite, &[id]))
        }
        Property::Invertible if store.is_array(id) => {
            Some(store.apply(Operator::Invertible, &[id]))
        }
        _ => None,
    }
}

/// `\sigma_j` with a free index means all of them.
fn for_all_indices(store: &mut Store, id: Id, state: impl Fn(&mut Store, Id) -> Id) -> Id {
    let statement = state(store, id);
    let Node::Component(base, indices) = store.node(id).clone() else {
        return statement;
    };
    let [index] = indices[..] else {
        return statement;
    };
    let Node::Name(symbol) = *store.node(index) else {
        return statement;
    };
    let domain = match *store.sort(base) {
        Sort::Vector(size) => Domain::Range(store.integer(1), size),
        _ => Domain::All,
    };
    store.bind_name(BinderKind::ForAll, symbol, domain, statement)
}

/// The moment that the words right before a formula name.
fn moment(words: &str) -> Option<Operator> {
    let words = words.trim_end();
    let ends = |names: &[&str]| names.iter().any(|name| words.ends_with(name));
    if ends(&["mean", "expected value", "expectation"]) {
        Some(Operator::Expectation)
    } else if ends(&["variance"]) {
        Some(Operator::Variance)
    } else {
        None
    }
}
