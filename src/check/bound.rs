//! Which density stands for which distribution: read off the prose, or brought in by a step.

use rustc_hash::FxHashMap;

use super::bindings::{self, Usage};
use super::introduce::introduced;
use super::judge::Claim;
use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::elaborate::declare::items;
use crate::elaborate::lower::lower;
use crate::elaborate::{associate, carried, phrases, ranges};
use crate::expr::{Id, Node, Operator, Role as Origin, Sort, SymbolId};
use crate::parse::tree::{Kind, Separator, Tree};
use crate::theory::{Fact, FactKind};

impl Walk<'_> {
    /// Conditions that the distributions of the note put on their parameters hold throughout, and so do the ranges of
    /// its indices.
    pub(super) fn carry_distributions(&mut self) {
        let mut read = Vec::new();
        for index in 0..self.chains.expressions.len() {
            let Ok(id) = self.expression(index) else {
                continue;
            };
            read.push(id);
            let line = self.line_of(index);
            for condition in carried::conditions(&mut self.store, id) {
                self.ledger
                    .carried(condition, format!("line {line}"), Span::Note);
            }
        }
        for condition in ranges::conditions(&mut self.store, &read) {
            let source = "the range of the index".to_owned();
            self.ledger.carried(condition, source, Span::Note);
        }
    }

    /// Reads off the prose which distribution belongs to which density.
    pub(super) fn pair_distributions(&mut self) {
        let count = self.chains.expressions.len();
        let ids: Vec<Id> = (0..count)
            .filter_map(|index| self.expression(index).ok())
            .collect();
        self.usages = bindings::usages(&self.store, ids.into_iter());
        let usages = self.usages.clone();
        self.paired = self.pairs(&usages);
        self.paired.reverse();
    }

    /// The facts that sentences state by pairing distributions with the densities, under the scope in force, each with
    /// its sentence.
    pub(super) fn pairs(&mut self, usages: &[Usage]) -> Vec<(usize, Fact, SymbolId)> {
        let distributions = self.distributions();
        let mut paired = Vec::new();
        for (at, sentence) in self.sentences.iter().enumerate() {
            let last = sentence
                .formulas
                .last()
                .map_or(0, |&(_, place)| self.line_of_place(place));
            for (distribution, usage) in bindings::pairs(
                &self.store,
                (
                    sentence,
                    at.checked_sub(1).map(|before| &self.sentences[before]),
                ),
                self.mathematics,
                &distributions,
                usages,
            ) {
                let source = format!("line {}", last.max(1));
                if let Some(fact) =
                    bindings::definition(&mut self.store, &usage, distribution, source)
                {
                    paired.push((at, fact, usage.family));
                }
            }
        }
        paired
    }

    /// Distributions that formulas without a relation name, by the place of the formula.
    fn distributions(&mut self) -> FxHashMap<usize, Vec<Id>> {
        let mut found: FxHashMap<usize, Vec<Id>> = FxHashMap::default();
        let chains = self.chains;
        for chain in chains
            .derivations
            .iter()
            .filter(|chain| chain.relations.is_empty())
        {
            let Some(start) = chain.start else { continue };
            let expression = &chains.expressions[start];
            for item in items(&expression.tree) {
                if let Ok(lowered) = lower(&mut self.store, &mut self.scope, item)
                    && *self.store.sort(lowered.id) == Sort::Distribution
                {
                    found.entry(expression.place).or_default().push(lowered.id);
                }
            }
        }
        found
    }

    /// `the density of the normal distribution is q(z; m, v) = ..`: what the left side stands for is said in words.
    pub(super) fn recognize(&mut self, relation: usize, left: Id, right: Id) {
        let Node::Density { family, of, given } = self.store.node(left).clone() else {
            return;
        };
        let relating = &self.chains.relations[relation];
        let Some(&(sentence, at)) = self.stands.get(&relating.place) else {
            return;
        };
        let normal = phrases::names_normal_density(&self.sentences[sentence].words[..at]);
        let [(_, point)] = of[..] else { return };
        if !normal || !given.is_empty() || self.ledger.defines(&self.store, family) {
            return;
        }
        let parameters = match relating
            .left
            .and_then(|left| parameters(&self.chains.expressions[left].tree))
        {
            Some(trees) => trees
                .into_iter()
                .filter_map(|tree| lower(&mut self.store, &mut self.scope, tree).ok())
                .map(|l| l.id)
                .collect(),
            None => self.parameters_by_sort(right, point),
        };
        let [mean, spread] = parameters[..] else {
            return;
        };
        let operator = if self.store.is_array(mean) {
            Operator::MultivariateNormal
        } else {
            Operator::Normal
        };
        let distribution = self.store.apply(operator, &[mean, spread]);
        let usage = Usage {
            family,
            of: vec![of[0].0],
            given: Vec::new(),
        };
        let source = format!("line {}", self.line_of_place(relating.place));
        if let Some(fact) =
            bindings::definition(&mut self.store, &usage, distribution, source.clone())
        {
            self.ledger.fact(fact, Some(family), Span::Note);
            for condition in carried::conditions(&mut self.store, distribution) {
                self.ledger.carried(condition, source.clone(), Span::Note);
            }
        }
    }

    /// The mean vector and the covariance matrix of a formula, where it has just one of each beside the point.
    fn parameters_by_sort(&mut self, right: Id, point: Id) -> Vec<Id> {
        let names: Vec<Id> = self
            .store
            .free_names(right)
            .into_iter()
            .map(|name| self.store.name(name))
            .collect();
        let vectors: Vec<Id> = names
            .iter()
            .copied()
            .filter(|&id| id != point && matches!(self.store.sort(id), Sort::Vector(_)))
            .collect();
        let matrices: Vec<Id> = names
            .into_iter()
            .filter(|&id| matches!(self.store.sort(id), Sort::Matrix(..)))
            .collect();
        match (&vectors[..], &matrices[..]) {
            ([mean], [covariance]) => vec![*mean, *covariance],
            _ => Vec::new(),
        }
    }

    /// `N(\mu, \sigma) = ..`: a distribution that is equated with a number means its density, at the one name of the
    /// other side that is no parameter.
    pub(super) fn density_at_missing_point(&mut self, left: Id, right: Id) -> Option<Id> {
        if *self.store.sort(left) != Sort::Distribution
            || *self.store.sort(right) == Sort::Distribution
        {
            return None;
        }
        let parameters = self.store.free_names(left);
        let mut others = self
            .store
            .free_names(right)
            .into_iter()
            .filter(|name| !parameters.contains(name));
        let (Some(point), None) = (others.next(), others.next()) else {
            return None;
        };
        let point = self.store.name(point);
        bindings::suits(&mut self.store, left, point)
            .then(|| self.store.apply(Operator::Pdf, &[left, point]))
    }

    /// Takes over what densities stand for where only this step says it; true if it does.
    pub(super) fn introduce(&mut self, claim: Claim, source: &str) -> bool {
        let facts = self.ledger.context().facts;
        let left = bindings::unfold(&mut self.store, &facts, claim.left);
        let open = |family: SymbolId| !self.ledger.defines(&self.store, family);
        let Some(found) = introduced(&self.store, left, claim.right, &open) else {
            return false;
        };
        for (density, value) in found {
            let Node::Density { family, of, given } = self.store.node(density).clone() else {
                continue;
            };
            let values: Vec<Id> = of
                .iter()
                .chain(given.iter())
                .map(|&(_, value)| value)
                .collect();
            let mut renamed = (density, value);
            let mut variables = Vec::new();
            for point in values {
                // A bound variable of the integral: the definition holds for every value.
                if let Node::Bound(level, sort) = *self.store.node(point) {
                    let sort = self.store.sort_of(sort).clone();
                    let variable =
                        self.store
                            .declare_as(&format!("x_{{{level}}}"), sort, Origin::Law, 3);
                    let name = self.store.name(variable);
                    renamed = (
                        self.store.instantiate(renamed.0, name),
                        self.store.instantiate(renamed.1, name),
                    );
                    variables.push(variable);
                }
            }
            if self.store.loose(renamed.0) == 0 && self.store.loose(renamed.1) == 0 {
                let (left, right) = renamed;
                let source = source.to_owned();
                let fact = Fact {
                    kind: FactKind::Definition,
                    left,
                    right,
                    variables,
                    conditions: Vec::new(),
                    source,
                    given: true,
                };
                self.ledger.fact(fact, Some(family), Span::Note);
            }
        }
        true
    }

    /// The density in running text that is the left side of a formula which begins with its relation.
    pub(super) fn subject(&mut self, place: usize) -> Option<Id> {
        let &(sentence, at) = self.stands.get(&place)?;
        let mention = associate::subject(&self.sentences[sentence], at)?;
        let usage = self
            .usages
            .iter()
            .find(|usage| bindings::spelled(&self.store, usage, &mention))?
            .clone();
        let mut pair = |slot: &SymbolId| {
            let symbol = self.store.symbol(*slot).clone();
            let sort = self.store.sort_of(symbol.sort).clone();
            let name = self
                .store
                .declare_as(&symbol.spelling, sort, Origin::Note, 0);
            (*slot, self.store.name(name))
        };
        let (of, given): (Vec<_>, Vec<_>) = (
            usage.of.iter().map(&mut pair).collect(),
            usage.given.iter().map(&mut pair).collect(),
        );
        Some(self.store.density(usage.family, &of, &given))
    }
}

/// The parameters after the semicolon of `q(z; m, v)`.
fn parameters(tree: &Tree) -> Option<Vec<&Tree>> {
    if let Kind::List {
        items: parts,
        separators,
    } = &tree.kind
        && let ([Separator::Semicolon], [_, after]) = (&separators[..], &parts[..])
    {
        return Some(items(after));
    }
    tree.children().into_iter().find_map(parameters)
}
