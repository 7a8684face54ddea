//! Properties that the prose gives to names, as conditions: positive, symmetric, invertible, ..

use super::judge::Judgement;
use super::ledger::Scope as Span;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::attributions::{Attribution, attributions};
use crate::elaborate::carried;
use crate::elaborate::declare::named;
use crate::elaborate::denials::denied;
use crate::elaborate::introductions::introductions;
use crate::elaborate::lower::lower;
use crate::elaborate::names::written;
use crate::elaborate::phrases::{Property, conditional};
use crate::elaborate::scope::Nature;
use crate::elaborate::sentences::FORMULA;
use crate::expr::{BinderKind, Comparison, Domain, Id, Node, Operator, Sort, Store, SymbolId};
use crate::parse::tree::Tree;
use crate::theory::{Fact, FactKind};

/// Something that the prose says of names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stated {
    /// The name is brought in; false if that is not sure.
    Introduced(SymbolId, bool),
    Condition(Id, Span),
    /// The words deny it or leave it open.
    Doubt(Id, Span),
}

/// Properties that are no conditions here: what is said of such names is not all understood.
const UNSAID: &[Property] = &[Property::Orthogonal, Property::Unread];

impl Walk<'_> {
    /// Collects what the note's words say of names, to be taken into the ledger where it is said.
    pub(super) fn collect_properties(&mut self) {
        let mathematics = self.mathematics;
        for introduction in introductions(self.sentences, mathematics) {
            for symbol in self.symbols_of(introduction.name) {
                let said = Stated::Introduced(symbol, introduction.surely);
                self.stated.push((introduction.place, said));
                if introduction.otherwise {
                    let doubt = Stated::Doubt(self.store.name(symbol), Span::Section);
                    self.stated.push((introduction.place, doubt));
                }
            }
        }
        for sentence in self.sentences {
            for given in attributions(sentence) {
                // The condition of a clause holds no further than one that a relation states.
                let scope = match conditional(sentence, given.at) {
                    true => Span::Derivation,
                    false => Span::Section,
                };
                let places = |formulas: &[usize]| -> Vec<usize> {
                    let places = formulas.iter().map(|&formula| sentence.formulas[formula].1);
                    places.collect()
                };
                let others = given.of.as_deref().map(places);
                self.attribute(&given, (&places(&given.formulas), others.as_deref()), scope);
            }
        }
        self.collect_moments();
        // Names are brought in before anything is said of them.
        self.stated.sort_by_key(|(place, _)| *place);
        self.stated.reverse();
    }

    /// The symbols that a name as it is written stands for; a function without its arguments, for each number of them.
    fn symbols_of(&mut self, tree: &Tree) -> Vec<SymbolId> {
        if let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree)
            && let Some(symbol) = self.store.head(lowered.id)
        {
            return vec![symbol];
        }
        let Some(found) = written(tree) else {
            return Vec::new();
        };
        let (key, _) = self.scope.resolve(&found);
        if self.scope.nature(&key) != Nature::Function {
            return Vec::new();
        }
        let evidence = self.scope.evidence(&key).map(|e| e.applied.clone());
        let applied = evidence.unwrap_or_default();
        let mut arities: Vec<usize> = applied.iter().map(|one| one.of.len()).collect();
        arities.sort_unstable();
        arities.dedup();
        let symbols = arities.into_iter();
        symbols
            .map(|arity| self.scope.function(&mut self.store, &key, arity))
            .collect()
    }

    /// Takes what is said at a place into the ledger.
    pub(super) fn take_in(&mut self, place: usize, stated: Stated) {
        let source = format!("line {}", self.line_of_place(place));
        let (condition, scope) = match stated {
            Stated::Condition(condition, scope) => (condition, scope),
            Stated::Doubt(about, scope) => return self.ledger.doubt(about, source, scope),
            Stated::Introduced(symbol, surely) => {
                return self.ledger.introduce(&self.store, symbol, surely);
            }
        };
        if let Node::Relation(Comparison::Equal, left, right) = *self.store.node(condition) {
            let fact = Fact::plain(FactKind::Hypothesis, left, right, source.clone());
            self.ledger.fact(fact, None, scope);
            if matches!(self.store.node(left), Node::Apply(Operator::Variance, _))
                && let Some(carried) = carried::of_variance(&mut self.store, right)
            {
                self.ledger.carried(carried, source.clone(), scope);
            }
        }
        self.ledger.hypothesis(condition, source, scope);
    }

    /// A proof that takes for granted what the words deny proves nothing.
    pub(super) fn keep_denied(&self, link: &mut Link) {
        let denied = self.ledger.denied();
        let mut assumed = link.judgement.assumptions.iter();
        let against =
            assumed.find(|text| denied.iter().any(|&id| self.store.to_latex(id) == **text));
        if let Some(against) = against.filter(|_| link.judgement.passes()) {
            let text = format!("it holds only if `{against}`, which the words deny or leave open");
            link.judgement = Judgement::unknown(Reason::Context, text);
        }
    }

    /// Takes in what a phrase says of the names in these formulas, for independence of those in others.
    fn attribute(
        &mut self,
        given: &Attribution,
        (places, others): (&[usize], Option<&[usize]>),
        scope: Span,
    ) {
        let Some(&last) = places.iter().max() else {
            return;
        };
        let mut variables: Vec<Id> = Vec::new();
        let unsaid = |property: &Property| UNSAID.contains(property);
        let unread = given.properties.iter().any(unsaid);
        for &place in places {
            for id in self.named_at(place) {
                if given.denied {
                    self.deny(given.properties, id, (place, scope));
                    continue;
                }
                if unread {
                    self.stated.push((place, Stated::Doubt(id, scope)));
                    continue;
                }
                for condition in self.conditions(given.properties, id) {
                    self.stated
                        .push((place, Stated::Condition(condition, scope)));
                }
                if matches!(self.store.sort(id), Sort::Random(_)) && !variables.contains(&id) {
                    variables.push(id);
                }
            }
        }
        if !given.properties.contains(&Property::Independent) || given.denied {
            return;
        }
        // That all items of a sequence are independent is not followed further.
        for &variable in &variables {
            if let Node::Component(sequence, _) = *self.store.node(variable) {
                self.stated.push((last, Stated::Doubt(sequence, scope)));
            }
        }
        for group in self.independent_groups(variables, others) {
            if let 2..=64 = group.len() {
                let together = self.store.apply(Operator::Independent, &group);
                self.stated.push((last, Stated::Condition(together, scope)));
            }
        }
    }

    /// The names that a formula puts forward.
    fn named_at(&mut self, place: usize) -> Vec<Id> {
        let mathematics = self.mathematics;
        let trees = named(&mathematics[place]).into_iter();
        let lowered = trees.filter_map(|tree| lower(&mut self.store, &mut self.scope, tree).ok());
        lowered.map(|lowered| lowered.id).collect()
    }

    /// "independent random variables X and Y" is said of all of them together, "X and Y are independent of Z" of each
    /// with Z.
    fn independent_groups(&mut self, variables: Vec<Id>, others: Option<&[usize]>) -> Vec<Vec<Id>> {
        let Some(others) = others else {
            return vec![variables];
        };
        let others: Vec<Id> = others
            .iter()
            .flat_map(|&place| self.named_at(place))
            .collect();
        let random = |id: &Id| matches!(self.store.sort(*id), Sort::Random(_));
        let others: Vec<Id> = others.into_iter().filter(random).collect();
        let pairs = variables.iter().flat_map(|&variable| {
            let others = others.iter().filter(move |&&other| other != variable);
            others.map(move |&other| vec![variable, other])
        });
        pairs.collect()
    }

    /// Takes in that the words deny properties of an expression, or leave them open. Where they speak of independence,
    /// that concerns the densities of the variable as well.
    fn deny(&mut self, properties: &[Property], id: Id, (place, scope): (usize, Span)) {
        self.stated.push((place, Stated::Doubt(id, scope)));
        for condition in self.conditions(properties, id) {
            self.stated.push((place, Stated::Doubt(condition, scope)));
        }
        if !properties.contains(&Property::Independent) {
            return;
        }
        let Some(symbol) = self.store.head(id) else {
            return;
        };
        let letter = self.store.symbol(symbol).spelling.to_lowercase();
        let usages = self.usages.iter();
        let concerned = usages.filter(|usage| {
            let mut slots = usage.of.iter().chain(&usage.given);
            slots.any(|&slot| self.store.symbol(slot).spelling.to_lowercase() == letter)
        });
        let families: Vec<SymbolId> = concerned.map(|usage| usage.family).collect();
        for family in families {
            let family = self.store.name(family);
            self.stated.push((place, Stated::Doubt(family, scope)));
        }
    }

    /// The conditions that properties put on an expression.
    pub(super) fn conditions(&mut self, properties: &[Property], id: Id) -> Vec<Id> {
        let mut found = Vec::new();
        for &property in properties {
            match property {
                Property::PositiveEverywhere => found.extend(self.positive_densities(id)),
                _ => found.extend(condition(&mut self.store, property, id)),
            }
        }
        found
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
                // "variance $v > 0$": what is said of the value stands beside it.
                let mut sides = trees.filter_map(|s| s.sides.first()?.as_ref());
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
                let scope = Span::Section;
                let said = match denied(sentence, at..at + FORMULA.len_utf8()) {
                    true => Stated::Doubt(condition, scope),
                    false => Stated::Condition(condition, scope),
                };
                self.stated.push((place, said));
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
        Property::Negative => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::Less, id, zero)
        })),
        Property::NonPositive => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::LessEqual, id, zero)
        })),
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
