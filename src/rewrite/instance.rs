//! Applying laws and facts: values, instances, and whether their conditions can hold here.

use super::engine::Normalizer;
use super::matcher::{self, Bindings};
use super::step::Step;
use crate::expr::*;
use crate::kernel::{self, Proof, defined, ring};
use crate::theory::{FactId, FactKind, LawId, instantiate};

/// Hypotheses against which one condition of a fact is matched.
const HYPOTHESES: usize = 64;

impl Normalizer<'_> {
    /// `from` rewritten by the law, from its left side to its right side, at the values that matching finds.
    pub fn by_law(&mut self, law: &str, from: Id) -> Option<Step> {
        self.by_law_with(law, &[], from)
    }

    /// The first of the laws that applies.
    pub fn by_any(&mut self, laws: &[&str], from: Id) -> Option<Step> {
        for law in laws {
            // Asked for here alone: a name without a row would be passed over in silence.
            debug_assert!(self.theory.law(law).is_some(), "no law {law}");
        }
        laws.iter().find_map(|law| self.by_law(law, from))
    }

    /// [`Normalizer::by_law`] with the values of some variables, by their spelling.
    pub fn by_law_with(&mut self, law: &str, given: &[(&str, Id)], from: Id) -> Option<Step> {
        let id = self.theory.law(law)?;
        let row = self.theory.get(id);
        let given = self.named(&row.variables, given)?;
        let mut found = matcher::find_with(self.store, &row.variables, row.left, from, given)?;
        self.complete(&row.variables, &row.conditions, &mut found);
        self.instance(id, &found, from, false)
    }

    /// `from` rewritten by the law from right to left.
    pub fn by_law_back(&mut self, law: &str, given: &[(&str, Id)], from: Id) -> Option<Step> {
        let id = self.theory.law(law)?;
        let row = self.theory.get(id);
        let given = self.named(&row.variables, given)?;
        let found = matcher::find_with(self.store, &row.variables, row.right, from, given)?;
        self.instance(id, &found, from, true)
    }

    /// The law at values for all of its variables, from an expression that arithmetic makes its left side.
    pub fn by_law_at(&mut self, law: &str, given: &[(&str, Id)], from: Id) -> Option<Step> {
        let id = self.theory.law(law)?;
        let row = self.theory.get(id);
        let values = self.named(&row.variables, given)?;
        let left = instantiate(self.store, row, &values)?.left;
        let equal = matches!(ring::equal(self.store, from, left), Ok(Some(conditions)) if conditions.iter().all(|&c| self.holds(c)));
        if !equal {
            return None;
        }
        let first = self.ring(from, left);
        let law = self.instance(id, &values, left, false)?;
        Some(first.then(law))
    }

    pub(super) fn named(&self, variables: &[SymbolId], given: &[(&str, Id)]) -> Option<Bindings> {
        given
            .iter()
            .map(|&(name, value)| {
                let variable = variables
                    .iter()
                    .find(|&&v| self.store.symbol(v).spelling == name)?;
                Some((*variable, value))
            })
            .collect()
    }

    /// Variables that only the conditions mention take their values from hypotheses: `X \sim N(m, v)`.
    fn complete(&mut self, variables: &[SymbolId], conditions: &[Id], values: &mut Bindings) {
        let context = self.context;
        for &condition in conditions {
            if variables.iter().all(|v| values.contains_key(v)) {
                return;
            }
            let supposed = context
                .hypotheses
                .iter()
                .chain(&context.carried)
                .map(|(id, _)| *id);
            let supposed: Vec<Id> = supposed.collect();
            let found = supposed.into_iter().find_map(|known| {
                let known = self.at_an_item(known, values);
                matcher::find_with(self.store, variables, condition, known, values.clone())
            });
            if let Some(found) = found {
                *values = found;
            }
        }
    }

    /// What is supposed for all items of a sequence, for the item that one of the values is.
    fn at_an_item(&mut self, known: Id, values: &Bindings) -> Id {
        let Node::Bind(BinderKind::ForAll, _, Domain::All, body) = *self.store.node(known) else {
            return known;
        };
        let indices = values
            .values()
            .filter_map(|&value| match self.store.node(value) {
                Node::Component(_, indices) if indices.len() == 1 => Some(indices[0]),
                _ => None,
            });
        match indices.min() {
            Some(index) => self.store.instantiate(body, index),
            None => known,
        }
    }

    /// The instance, if its side is `from` and none of its conditions is known to be out of reach.
    fn instance(&mut self, id: LawId, values: &Bindings, from: Id, back: bool) -> Option<Step> {
        let theory = self.theory;
        let row = theory.get(id);
        if row.relation != Comparison::Equal {
            return None;
        }
        let list: Option<Vec<Id>> = row
            .variables
            .iter()
            .map(|v| values.get(v).copied())
            .collect();
        for &variable in &row.variables {
            if !kernel::fits(self.store, row, variable, *values.get(&variable)?, values) {
                return None;
            }
        }
        let at = instantiate(self.store, row, values)?;
        let (left, right) = (at.left, at.right);
        let (start, to) = if back { (right, left) } else { (left, right) };
        let list = list?;
        let infinite = kernel::computes_with_infinity(self.store, &list, [left, right]);
        if start != from || to == from || infinite {
            return None;
        }
        for condition in at.conditions {
            if !self.holds(condition) {
                return None;
            }
        }
        self.budget.spend();
        let step = Step::by(
            right,
            Proof::Law {
                law: id,
                values: list,
            },
        );
        Some(if back { self.flip(left, step) } else { step })
    }

    /// The instance of a fact with matched variables, from left to right.
    pub fn by_fact(&mut self, at: FactId, from: Id) -> Option<Step> {
        let context = self.context;
        let fact = context.facts.get(at.0 as usize)?;
        let found = matcher::find(self.store, &fact.variables, fact.left, from)?;
        let found = self.meet(&fact.variables, &fact.conditions, found)?;
        let values: Option<Vec<Id>> = fact
            .variables
            .iter()
            .map(|v| found.get(v).copied())
            .collect();
        let left = self.store.substitute(fact.left, &found);
        let right = self.store.substitute(fact.right, &found);
        if left != from || right == from {
            return None;
        }
        for &condition in &fact.conditions {
            let condition = self.store.substitute(condition, &found);
            if !self.holds(condition) {
                return None;
            }
        }
        // A definition holds as it stands; any other equation where its sides are defined.
        if fact.kind != FactKind::Definition {
            for side in [left, right] {
                let conditions = defined::conditions(self.store, context, side);
                if !conditions.into_iter().all(|c| self.holds(c)) {
                    return None;
                }
            }
            self.used_equation = true;
        }
        self.budget.spend();
        Some(Step::by(
            right,
            Proof::Fact {
                fact: at,
                values: values?,
            },
        ))
    }

    /// Values for the variables that a fact has in its conditions alone, from what is supposed.
    fn meet(
        &mut self,
        variables: &[SymbolId],
        conditions: &[Id],
        found: Bindings,
    ) -> Option<Bindings> {
        let open = |store: &Store, condition: Id, found: &Bindings| {
            let names = store.free_names(condition);
            names
                .iter()
                .any(|name| variables.contains(name) && !found.contains_key(name))
        };
        let next = conditions
            .iter()
            .position(|&condition| open(self.store, condition, &found));
        let Some(at) = next else { return Some(found) };
        let context = self.context;
        let supposed = context.hypotheses.iter().chain(&context.carried);
        supposed.take(HYPOTHESES).find_map(|&(known, _)| {
            self.budget.spend();
            if !self.budget.allows(self.store) {
                return None;
            }
            let met =
                matcher::find_with(self.store, variables, conditions[at], known, found.clone())?;
            self.meet(variables, &conditions[at + 1..], met)
        })
    }

    /// True if the condition follows from the hypotheses or from the sides of the claim being defined.
    pub fn holds(&mut self, condition: Id) -> bool {
        if let Some(&known) = self.answers.known.get(&condition) {
            return known;
        }
        let holds = (self.answers.entailment).holds_somehow(self.store, condition);
        self.answers.known.insert(condition, holds);
        holds
    }

    /// `a > 0` can be relied on.
    pub fn positive(&mut self, id: Id) -> bool {
        let zero = self.store.integer(0);
        let condition = self.store.relation(Comparison::Less, zero, id);
        self.holds(condition)
    }

    /// `a >= 0` can be relied on.
    pub fn nonnegative(&mut self, id: Id) -> bool {
        let zero = self.store.integer(0);
        let condition = self.store.relation(Comparison::LessEqual, zero, id);
        self.holds(condition) || self.positive(id)
    }
}
