//! Memberships: `x, y \in [0, 1)`, `A \in \mathbb{R}^{n \times n}`. Sorts are read off them beforehand; what they say
//! beyond a sort becomes a hypothesis.

use super::judge::Judgement;
use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::elaborate::chains::Relating;
use crate::elaborate::declare::items;
use crate::elaborate::lower::lower;
use crate::elaborate::names::{letters, mark};
use crate::expr::{Comparison, Constant, Id, Node, Store};
use crate::parse::tree::{Kind, Relation, Tree};
use crate::report::Verdict;
use crate::vocabulary::constants::{NumberSet, number_set};

/// From where to where a set of numbers reaches; the bounds themselves belong to it where the comparison says so.
type Ends = (Option<(Id, Comparison)>, Option<(Id, Comparison)>);

impl Walk<'_> {
    /// Takes over a membership of names in a set that is understood; None for anything else.
    pub(super) fn membership(&mut self, relating: &Relating, source: &str) -> Option<Judgement> {
        if relating.relation != Relation::In {
            return None;
        }
        let chains = self.chains;
        let left = &chains.expressions[relating.left?].tree;
        let set = &chains.expressions[relating.right?].tree;
        self.scope.member_sort(&mut self.store, set)?;
        let mut members = Vec::new();
        for item in items(left) {
            members.push(lower(&mut self.store, &mut self.scope, item).ok()?.id);
        }
        let (low, high) = self.ends(set)?;
        for member in members {
            if self.store.is_array(member) {
                continue;
            }
            let bounds = [
                low.map(|(low, relation)| (low, relation, member)),
                high.map(|(high, relation)| (member, relation, high)),
            ];
            for (smaller, relation, larger) in bounds.into_iter().flatten() {
                let condition = self.store.relation(relation, smaller, larger);
                self.ledger
                    .hypothesis(condition, source.to_owned(), Span::Section);
            }
        }
        Some(Judgement::of(Verdict::Assumed))
    }

    /// The ends of a set of numbers; None where they cannot be read.
    fn ends(&mut self, set: &Tree) -> Option<Ends> {
        if let Kind::Group { open, close, body } = &set.kind {
            return self.interval(open, close, body);
        }
        let zero = self.store.integer(0);
        let Some(known) = letters(set).first().and_then(|letter| number_set(letter)) else {
            return Some((None, None));
        };
        let marks = match &set.kind {
            Kind::Scripts { sub, sup, .. } => {
                [sub, sup].map(|m| m.as_deref().map(mark).unwrap_or_default())
            }
            _ => Default::default(),
        };
        let low = match (known, &*marks[0], &*marks[1]) {
            (NumberSet::Naturals, "+", _) | (_, "++" | ">0", _) | (_, _, "+") => {
                Some(Comparison::Less)
            }
            (NumberSet::Naturals, ..) | (_, "+" | r"\geq0" | r"\ge0", _) => {
                Some(Comparison::LessEqual)
            }
            _ => None,
        };
        Some((low.map(|relation| (zero, relation)), None))
    }

    /// `(a, b)`, `[a, b)`, ..; other brackets hold no interval.
    fn interval(&mut self, open: &str, close: &str, body: &Tree) -> Option<Ends> {
        let end = |bracket: &str| match bracket {
            "(" | ")" => Some(Comparison::Less),
            "[" | "]" => Some(Comparison::LessEqual),
            _ => None,
        };
        let (Some(opened), Some(closed)) = (end(open), end(close)) else {
            return Some((None, None));
        };
        let [low, high] = items(body)[..] else {
            return None;
        };
        let low = lower(&mut self.store, &mut self.scope, low).ok()?.id;
        let high = lower(&mut self.store, &mut self.scope, high).ok()?.id;
        let bound = |id: Id, relation| (!is_infinite(&self.store, id)).then_some((id, relation));
        Some((bound(low, opened), bound(high, closed)))
    }
}

fn is_infinite(store: &Store, id: Id) -> bool {
    matches!(store.node(id), Node::Constant(Constant::Infinity))
        || store
            .children(id)
            .into_iter()
            .any(|child| is_infinite(store, child))
}
