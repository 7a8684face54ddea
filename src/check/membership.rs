//! Memberships: `x, y \in [0, 1)`, `A \in \mathbb{R}^{n \times n}`. Sorts are read off them beforehand; what they say
//! beyond a sort becomes a hypothesis. Likewise lists that say what there is: `i = 1, \ldots, n`, `x = (x_1, \ldots, x_n)`.

use super::judge::Judgement;
use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::elaborate::chains::Relating;
use crate::elaborate::declare::items;
use crate::elaborate::lower::{is_dots, lower};
use crate::elaborate::names::{Superscript, bracket, letters, mark, superscript, written};
use crate::elaborate::scope::Nature;
use crate::elaborate::sorts::factors_of_set;
use crate::expr::{Comparison, Constant, Id, Node, Store};
use crate::parse::tree::{Kind, Relation, Separator, Tree};
use crate::report::Verdict;
use crate::vocabulary::constants::{NumberSet, number_set};

/// From where to where a set of numbers reaches; the bounds themselves belong to it where the comparison says so.
pub(super) type Ends = (Option<(Id, Comparison)>, Option<(Id, Comparison)>);

impl Walk<'_> {
    /// Takes over a membership of names in a set that is understood; None for anything else.
    pub(super) fn membership(&mut self, relating: &Relating, source: &str) -> Option<Judgement> {
        match relating.relation {
            Relation::In => {}
            Relation::To => return self.mapping(relating),
            _ => return None,
        }
        let chains = self.chains;
        let left = &chains.expressions[relating.left?].tree;
        let set = &chains.expressions[relating.right?].tree;
        // "For x in (0, 1) we have" says for what that is so.
        let span = match self.is_conditional_at(relating.place) {
            true => Span::Derivation,
            false => Span::Section,
        };
        for condition in self.member_conditions(left, set)? {
            self.ledger.hypothesis(condition, source.to_owned(), span);
        }
        Some(Judgement::of(Verdict::Assumed))
    }

    /// Takes over `f: \mathbb{R}^n \to \mathbb{R}`, which the sort of the function was read off; None for other functions, and
    /// for sets that say more than a sort.
    fn mapping(&mut self, relating: &Relating) -> Option<Judgement> {
        let chains = self.chains;
        let left = &chains.expressions[relating.left?].tree;
        let to = &chains.expressions[relating.right?].tree;
        let Kind::List { items, separators } = &left.kind else {
            return None;
        };
        let ([name, from], [Separator::Colon]) = (&items[..], &separators[..]) else {
            return None;
        };
        let (key, indices) = self.scope.resolve(&written(name)?);
        if !indices.is_empty() || self.scope.nature(&key) != Nature::Function {
            return None;
        }
        let mut sets = vec![to];
        factors_of_set(from, &mut sets);
        for set in sets {
            self.scope.member_sort(&mut self.store, set)?;
            if !matches!(self.ends(set)?, (None, None)) {
                return None;
            }
        }
        Some(Judgement::of(Verdict::Assumed))
    }

    /// What a membership of names in a set of numbers says beyond their sorts; None if it cannot be read.
    pub(super) fn member_conditions(&mut self, left: &Tree, set: &Tree) -> Option<Vec<Id>> {
        self.scope.member_sort(&mut self.store, set)?;
        let mut members = Vec::new();
        for item in items(left) {
            members.push(lower(&mut self.store, &mut self.scope, item).ok()?.id);
        }
        let (low, high) = self.ends(set)?;
        let mut conditions = Vec::new();
        for member in members {
            if self.store.is_array(member) {
                continue;
            }
            let bounds = [
                low.map(|(low, relation)| (low, relation, member)),
                high.map(|(high, relation)| (member, relation, high)),
            ];
            for (smaller, relation, larger) in bounds.into_iter().flatten() {
                conditions.push(self.store.relation(relation, smaller, larger));
            }
        }
        Some(conditions)
    }

    /// Takes over `i = 1, \ldots, n`, which says over what an index runs; None for anything else.
    pub(super) fn index_range(&mut self, relating: &Relating, source: &str) -> Option<Judgement> {
        if !matches!(relating.relation, Relation::Equal | Relation::In) {
            return None;
        }
        let chains = self.chains;
        let left = &chains.expressions[relating.left?].tree;
        let list = match &chains.expressions[relating.right?].tree {
            Tree {
                kind: Kind::Group { open, body, .. },
                ..
            } if open == r"\{" => body,
            tree if relating.relation == Relation::Equal => tree,
            _ => return None,
        };
        let (low, high) = self.enumerated(list)?;
        let mut members = Vec::new();
        for item in items(left) {
            let member = lower(&mut self.store, &mut self.scope, item).ok()?.id;
            match self.store.node(member) {
                Node::Name(_) if !self.store.is_array(member) => members.push(member),
                _ => return None,
            }
        }
        for member in members {
            let bounds = [Some((low, member)), high.map(|high| (member, high))];
            for (smaller, larger) in bounds.into_iter().flatten() {
                let condition = self.store.relation(Comparison::LessEqual, smaller, larger);
                self.ledger
                    .hypothesis(condition, source.to_owned(), Span::Derivation);
            }
        }
        Some(Judgement::of(Verdict::Assumed))
    }

    /// First and last value of `1, 2, \ldots, n`; no last one if the dots end the list.
    pub(super) fn enumerated(&mut self, list: &Tree) -> Option<(Id, Option<Id>)> {
        let values = items(list);
        let dots = values.iter().position(|item| is_dots(item))?;
        let first = values.first()?;
        let counted = (0..).zip(&values[..dots]).all(|(nth, item)| {
            let value = |tree: &Tree| match &tree.kind {
                Kind::Number(digits) => digits.parse::<i64>().ok(),
                _ => None,
            };
            value(first).is_some_and(|from| value(item) == Some(from + nth))
        });
        if !counted || values.len() > dots + 2 {
            return None;
        }
        let low = lower(&mut self.store, &mut self.scope, first).ok()?.id;
        let high = match values.get(dots + 1) {
            Some(last) => Some(lower(&mut self.store, &mut self.scope, last).ok()?.id),
            None => None,
        };
        Some((low, high))
    }

    /// Takes over `x = (x_1, \ldots, x_n)`, which says how the parts of a name are called; None for anything else.
    pub(super) fn listed_parts(&mut self, relating: &Relating) -> Option<Judgement> {
        if relating.relation != Relation::Equal {
            return None;
        }
        let chains = self.chains;
        let whole = written(&chains.expressions[relating.left?].tree)?;
        let list = bracket(&chains.expressions[relating.right?].tree)?;
        let plain = whole.items.is_empty() && whole.sup.is_none() && whole.primes == 0;
        let parts = items(list.body);
        let own = |part: &Tree| {
            written(part).is_some_and(|part| part.letter == whole.letter && part.items.len() == 1)
        };
        let named = parts.iter().all(|part| is_dots(part) || own(part));
        let transposed = list.sup.is_none_or(|sup| {
            matches!(
                superscript(sup),
                Superscript::Transpose | Superscript::MaybeTranspose(_)
            )
        });
        (plain && parts.len() > 1 && named && transposed && list.sub.is_none())
            .then(|| Judgement::of(Verdict::Assumed))
    }

    /// The ends of a set of numbers; None where they cannot be read.
    pub(super) fn ends(&mut self, set: &Tree) -> Option<Ends> {
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

/// True if an expression shows infinity.
pub(super) fn is_infinite(store: &Store, id: Id) -> bool {
    matches!(store.node(id), Node::Constant(Constant::Infinity))
        || store
            .children(id)
            .into_iter()
            .any(|child| is_infinite(store, child))
}
