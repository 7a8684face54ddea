//! Probabilities of events.

use super::*;
use crate::elaborate::evidence::Evidence;
use crate::elaborate::names::{Bracket, comma_items, written};
use crate::elaborate::scope::{is_capital, unmarked};
use crate::parse::tree::{Separator, Times};

/// Letters of indicators, which are random where what they stand on is.
pub const INDICATORS: [&str; 3] = [r"\mathbb{1}", r"\mathbb{I}", r"\mathbf{1}"];

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
            _ => match self.own_probability(argument.body)? {
                Some(id) => id,
                None => {
                    let of = self.event(argument.body)?;
                    self.store.apply(Operator::Probability, &[of])
                }
            },
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
            Kind::Scripts {
                base,
                sup: Some(sup),
                sub: None,
                ..
            } if is_complement(sup) && matches!(base.kind, Kind::Group { .. }) => {
                let id = self.event(base)?;
                Ok(self.store.apply(Operator::Not, &[id]))
            }
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
                if !is_complement(sup) {
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

    /// Whether `P(..)` is the probability of an event here, and not a density: it holds an inequality or a combination of
    /// events; or P is applied to no value in this section, and here to a relation or to capitals that are no random
    /// variables. A `p` has to be applied to joined events in a note on probabilities, or the words speak of events.
    pub(super) fn is_event_measure(&self, key: &str, body: &Tree) -> bool {
        if key != "P" && key != "p" {
            return false;
        }
        let evidence = self.scope.evidence(key).cloned().unwrap_or_default();
        if evidence.whole > 0 || !evidence.said.is_empty() {
            return false;
        }
        let small = key == "p";
        let conventions = &self.scope.conventions;
        let joined = evidence.measures && conventions.chances;
        if small && !joined && !conventions.events {
            return false;
        }
        if !small && combines_events(body) {
            return true;
        }
        let mut names = evidence
            .applied
            .iter()
            .flat_map(|a| a.of.iter().chain(&a.given))
            .flatten();
        if names.any(|k| !is_capital(unmarked(k))) {
            return false;
        }
        match small {
            true => self.are_events(body),
            false => holds_relation(body) || self.are_events(body),
        }
    }

    /// True for capitals that nothing is said of, and for what set operations make of them.
    pub(super) fn is_indicated(&self, body: &Tree) -> bool {
        match &body.kind {
            Kind::Product(factors) if joins_events(body) => {
                factors.iter().all(|(_, factor)| self.is_indicated(factor))
            }
            _ => written(body).is_some_and(|found| {
                let (key, _) = self.scope.resolve(&found);
                let value = |e: &Evidence| e.summed || e.integrated || !e.said.is_empty();
                is_capital(&key) && !self.scope.evidence(&key).is_some_and(value)
            }),
        }
    }

    fn are_events(&self, body: &Tree) -> bool {
        match &body.kind {
            Kind::List { items, .. } => items.iter().all(|t| self.are_events(t)),
            Kind::Product(factors) if joins_events(body) => {
                factors.iter().all(|(_, factor)| self.are_events(factor))
            }
            _ => written(body).is_some_and(|found| {
                let (key, _) = self.scope.resolve(&found);
                // An event may stand under an expectation, as an indicator.
                let indicated = self.scope.conventions.names_events && self.is_indicated(body);
                let value = |e: &Evidence| e.summed || e.integrated || e.random;
                let event = |key: &str| {
                    let known = self.scope.evidence(key).is_some_and(value);
                    is_capital(key) && (indicated || !known && !self.is_random_name(key))
                };
                event(unmarked(&key)) && (key == unmarked(&key) || event(&key) || !is_capital(&key))
            }),
        }
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

/// True for `A \cap B`, `B \setminus A`.
pub fn joins_events(tree: &Tree) -> bool {
    let joint = |times: &Times| matches!(times, Times::By("cap" | "cup" | "setminus"));
    matches!(&tree.kind, Kind::Product(factors) if factors[1..].iter().all(|(times, _)| joint(times)))
}

/// True if the tree holds an inequality, or events joined by set operations.
fn combines_events(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Chain { rest, .. } => rest
            .iter()
            .any(|(relation, _)| *relation != Relation::Equal),
        Kind::Product(factors) => factors.iter().any(|(times, _)| {
            matches!(
                times,
                Times::By("cap" | "cup" | "setminus" | "wedge" | "vee")
            )
        }),
        Kind::List { items, .. } => items.iter().any(combines_events),
        _ => false,
    }
}

fn holds_relation(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Chain { .. } => true,
        Kind::List { items, .. } => items.iter().any(holds_relation),
        _ => false,
    }
}

/// True for the superscript of a complement.
fn is_complement(sup: &Tree) -> bool {
    matches!(
        names::mark(sup).as_str(),
        "c" | "C" | "complement" | r"\complement"
    )
}
