//! Derivations that show the density of a random variable beside its moments: these are read under it.

use super::walk::{Link, Walk};
use crate::elaborate::enumerated::is_plain;
use crate::elaborate::lower::{OwnDensity, common_base, has_other_base, own_densities};
use crate::elaborate::scope::Scope;
use crate::elaborate::words::has_words;
use crate::expr::{Node, Store};
use crate::parse::tree::{Kind, Tree};
use crate::theory::Context;

/// Words of sentences that lead to a derivation under a condition.
const CONDITIONS: &[&str] = &[
    "if",
    "given",
    "under",
    "conditional",
    "conditioned",
    "conditionally",
    "otherwise",
    "truncated",
    "observed",
    "unless",
    "replaced",
    "instead",
    "survived",
    "biased",
];

impl Walk<'_> {
    /// Reads the moments and probabilities of a derivation under the densities that it shows itself.
    pub(super) fn take_own_densities(&mut self, relations: &[usize]) {
        let context = self.ledger.context();
        let (mut store, mut scope) = (
            std::mem::take(&mut self.store),
            std::mem::take(&mut self.scope),
        );
        scope.own_densities = self.own_densities(relations, &mut store, &mut scope, &context);
        (self.store, self.scope) = (store, scope);
        self.scope.log_base = self.unit_of(relations);
        if !self.scope.own_densities.is_empty() || self.scope.log_base.is_some() {
            for index in self.expressions_of(relations) {
                self.lowered.remove(&index);
            }
        }
    }

    /// The densities of the random variables that the relations show. A variable that is defined keeps its definition.
    pub(super) fn own_densities(
        &self,
        relations: &[usize],
        store: &mut Store,
        scope: &mut Scope,
        context: &Context,
    ) -> Vec<OwnDensity> {
        let sides = self.expressions_of(relations).into_iter();
        let sides: Vec<_> = sides
            .map(|index| &self.chains.expressions[index].tree)
            .collect();
        let names = context
            .facts
            .iter()
            .filter_map(|fact| match *store.node(fact.left) {
                Node::Name(name) => Some(store.symbol(name).spelling.clone()),
                _ => None,
            });
        let defined: Vec<String> = names.collect();
        let free = |name: &str| !defined.iter().any(|known| known == name);
        let mut own = own_densities(store, scope, &sides, free);
        let lead = relations
            .first()
            .map(|&relation| self.chains.relations[relation].place);
        own.retain(|own| own.names_itself() || self.is_plainly_said(own, lead));
        own
    }

    /// The base of the logarithms beside the entropies of the relations, where the note has no other; the words may have
    /// the entropies in nats all the same.
    fn unit_of(&self, relations: &[usize]) -> Option<Tree> {
        let sides = self.expressions_of(relations).into_iter();
        let sides: Vec<_> = sides
            .map(|index| &self.chains.expressions[index].tree)
            .collect();
        let base = common_base(&sides)?;
        let nats = || self.sentences.iter().any(|s| has_words(&s.words, "nats"));
        let mut all = self.chains.expressions.iter();
        let other = all.any(|expression| has_other_base(&expression.tree, &base));
        let named = !matches!(base.kind, Kind::Number(_));
        (!other && (named || !nats())).then_some(base)
    }

    /// Lists the readings by which the step speaks of values and densities.
    pub(super) fn tell_readings(&self, link: &mut Link) {
        let place = self.chains.relations[link.relation].place;
        let indexed = self.scope.conventions.enumerated.is_read_so(place);
        let own = !self.scope.own_densities.is_empty();
        let told = [
            (indexed, "index-numbers-values"),
            (own, "density-of-variable"),
            (self.scope.log_base.is_some(), "entropy-to-base"),
        ];
        let ids = told.into_iter().filter(|(taken, _)| *taken);
        link.report
            .readings
            .extend(ids.map(|(_, id)| id.to_owned()));
    }

    /// True if no sentence with the variable or its density says more of the two than that one is the other's.
    fn is_plainly_said(&self, own: &OwnDensity, lead: Option<usize>) -> bool {
        self.sentences.iter().all(|sentence| {
            let inline = sentence
                .formulas
                .iter()
                .filter(|(_, place)| !self.mathematics[*place].display);
            let trees: Vec<&Tree> = inline
                .flat_map(|(_, place)| &self.mathematics[*place].formula.rows)
                .flat_map(|row| &row.statements)
                .flat_map(|statement| statement.sides.iter().flatten())
                .collect();
            let speaks = trees.iter().any(|tree| own.is_spoken_of(tree));
            let leads =
                lead.is_some_and(|lead| sentence.formulas.iter().any(|&(_, place)| place == lead));
            let conditional = || {
                CONDITIONS
                    .iter()
                    .any(|word| has_words(&sentence.words, word))
            };
            match speaks {
                true => is_plain(&sentence.words) && trees.iter().all(|tree| own.is_plain(tree)),
                false => !(leads && conditional()),
            }
        })
    }
}
