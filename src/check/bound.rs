//! Which density stands for which distribution: read off the prose, or brought in by a step.

use rustc_hash::FxHashMap;

use super::bindings;
use super::introduce::introduced;
use super::judge::Claim;
use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::elaborate::{associate, carried};
use crate::expr::{Id, Node, Role as Origin, Sort, SymbolId};
use crate::theory::{Fact, FactKind};

impl Walk<'_> {
    /// Conditions that the distributions of the note put on their parameters hold throughout.
    pub(super) fn carry_distributions(&mut self) {
        for index in 0..self.chains.expressions.len() {
            let Ok(id) = self.expression(index) else {
                continue;
            };
            let line = self.line_of(index);
            for condition in carried::conditions(&mut self.store, id) {
                self.ledger.carried(condition, format!("line {line}"));
            }
        }
    }

    /// Reads off the prose which distribution belongs to which density.
    pub(super) fn pair_distributions(&mut self) {
        let count = self.chains.expressions.len();
        let ids: Vec<Option<Id>> = (0..count)
            .map(|index| self.expression(index).ok())
            .collect();
        self.usages = bindings::usages(&self.store, ids.iter().flatten().copied());
        let mut distributions = FxHashMap::default();
        for chain in self
            .chains
            .derivations
            .iter()
            .filter(|chain| chain.relations.is_empty())
        {
            if let Some(start) = chain.start
                && let Some(id) = ids[start]
                && *self.store.sort(id) == Sort::Distribution
            {
                distributions.insert(self.chains.expressions[start].place, id);
            }
        }
        for (at, sentence) in self.sentences.iter().enumerate() {
            let pairs = bindings::pairs(
                &self.store,
                sentence,
                self.mathematics,
                &distributions,
                &self.usages,
            );
            for (distribution, usage) in pairs {
                let source = format!(
                    "sentence before line {}",
                    sentence
                        .formulas
                        .last()
                        .map_or(0, |&(_, place)| self.line_of_place(place))
                );
                if let Some(fact) =
                    bindings::definition(&mut self.store, &usage, distribution, source)
                {
                    self.paired.push((at, fact, usage.family));
                }
            }
        }
        self.paired.reverse();
    }

    /// Takes over what densities stand for where only this step says it; true if it does.
    pub(super) fn introduce(&mut self, claim: Claim, source: &str) -> bool {
        let open = |family: SymbolId| !self.ledger.defines(&self.store, family);
        let Some(found) = introduced(&self.store, claim.left, claim.right, &open) else {
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
