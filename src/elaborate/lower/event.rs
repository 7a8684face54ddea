//! Probabilities of events.

use super::*;
use crate::elaborate::names::{Bracket, comma_items, written};
use crate::elaborate::scope::is_capital;
use crate::parse::tree::{Separator, Times};

impl Lowering<'_> {
    /// `\Pr(X \leq x)`, `P(A \cap B | C)`.
    pub(super) fn probability_of(
        &mut self,
        tree: &Tree,
        argument: Bracket<'_>,
        sup: Option<&Tree>,
    ) -> Read<Id> {
        let id = match &argument.body.kind {
            Kind::List { items, separators }
                if separators.first() == Some(&Separator::Bar) && items.len() == 2 =>
            {
                let (of, given) = (self.event(&items[0])?, self.event(&items[1])?);
                self.store
                    .apply(Operator::ConditionalProbability, &[of, given])
            }
            _ => {
                let of = self.event(argument.body)?;
                self.store.apply(Operator::Probability, &[of])
            }
        };
        let id = self.raised(tree, id, sup)?;
        self.raised(tree, id, argument.sup)
    }

    /// An event as a truth value.
    pub(super) fn event(&mut self, tree: &Tree) -> Read<Id> {
        match &tree.kind {
            Kind::Chain { .. } => self.chain(tree),
            Kind::List { items, separators }
                if separators
                    .iter()
                    .all(|s| matches!(s, Separator::Comma | Separator::Semicolon)) =>
            {
                let parts: Read<Vec<Id>> = items.iter().map(|t| self.event(t)).collect();
                Ok(self.store.apply(Operator::And, &parts?))
            }
            Kind::Group { open, body, .. } if matches!(open.as_str(), "(" | "[" | r"\{") => {
                self.event(body)
            }
            Kind::Brace(body) => self.event(body),
            Kind::Product(factors) => self.joined_events(tree, factors),
            _ => self.named_event(tree),
        }
    }

    fn joined_events(&mut self, tree: &Tree, factors: &[(Times, Tree)]) -> Read<Id> {
        let mut id = self.event(&factors[0].1)?;
        for (times, factor) in &factors[1..] {
            let next = self.event(factor)?;
            id = match times {
                Times::By("cap" | "wedge") | Times::Juxtaposed => {
                    self.store.apply(Operator::And, &[id, next])
                }
                Times::By("cup" | "vee") => self.store.apply(Operator::Or, &[id, next]),
                Times::By("setminus") => {
                    let not = self.store.apply(Operator::Not, &[next]);
                    self.store.apply(Operator::And, &[id, not])
                }
                _ => return Err(unread(tree, UNSUPPORTED, "this event has no meaning here")),
            };
        }
        Ok(id)
    }

    /// An event's name, or its complement (`A^c`, `\bar A`, `A'`).
    fn named_event(&mut self, tree: &Tree) -> Read<Id> {
        let Some(found) = written(tree) else {
            return Err(unread(tree, UNSUPPORTED, "this event has no meaning here"));
        };
        let mut name = found.name.clone();
        let barred = name
            .accents
            .last()
            .is_some_and(|a| a == "bar" || a == "overline");
        if barred {
            name.accents.pop();
        }
        let complement = match found.sup {
            None => barred || found.primes == 1,
            Some(sup) => {
                let text = names::mark(sup);
                if !matches!(
                    text.as_str(),
                    "c" | "C" | r"\mathsf{c}" | "complement" | r"\complement"
                ) {
                    return Err(unread(
                        sup,
                        UNSUPPORTED,
                        "this superscript of an event has no meaning here",
                    ));
                }
                true
            }
        };
        let key = names::letter(&name);
        if self.is_random_name(&key) && !is_capital(&key) || self.is_drawn(&key) {
            return Err(unread(
                tree,
                ILL_SORTED,
                "a random variable stands where an event is expected",
            ));
        }
        let marks: Vec<&str> = found.items.iter().map(|i| i.text.as_str()).collect();
        let spelling = match marks.is_empty() {
            true => key,
            false => format!("{key}_{{{}}}", marks.join(",")),
        };
        let indexed = self.scope.resolve(&found).1.iter().any(|t| {
            crate::elaborate::evidence::letter_of(t).is_some_and(|l| self.scope.bound(&l).is_some())
        });
        if indexed {
            return Err(unread(tree, UNSUPPORTED, "events with an index"));
        }
        let symbol = self.store.declare(&spelling, Sort::Truth);
        let id = self.store.name(symbol);
        Ok(match complement {
            true => self.store.apply(Operator::Not, &[id]),
            false => id,
        })
    }

    fn is_drawn(&self, key: &str) -> bool {
        use crate::elaborate::survey::Says;
        self.scope
            .evidence(key)
            .is_some_and(|e| e.said.iter().any(|s| matches!(s, Says::Drawn(_))))
    }

    /// Whether `P(..)` is of events in this section: all that it is applied to are capitals that are not summed over, or
    /// relations.
    pub(super) fn is_event_measure(&self, key: &str) -> bool {
        if !matches!(key, "P" | r"\mathbb{P}") {
            return false;
        }
        let Some(evidence) = self.scope.evidence(key) else {
            return false;
        };
        let event = |k: &Option<String>| {
            k.as_deref().is_none_or(|k| {
                is_capital(k)
                    && !self
                        .scope
                        .evidence(k)
                        .is_some_and(|e| e.summed || e.integrated || e.random)
            })
        };
        evidence
            .applied
            .iter()
            .all(|a| a.of.iter().chain(&a.given).all(event))
            && evidence
                .applied
                .iter()
                .any(|a| a.of.iter().chain(&a.given).any(Option::is_some))
    }

    /// The indicator of a relation: `\mathbb{1}[x > 0]`, `1_{x > 0}`.
    pub(super) fn indicator(&mut self, body: &Tree) -> Read<Id> {
        let items = comma_items(body);
        let parts: Read<Vec<Id>> = items.into_iter().map(|t| self.event(t)).collect();
        let parts = parts?;
        let id = match parts[..] {
            [only] => only,
            _ => self.store.apply(Operator::And, &parts),
        };
        Ok(self.store.apply(Operator::Indicator, &[id]))
    }
}
