//! Conditions of several names at once: `a, b > 0`, `0 < \alpha, \beta < 1`.

use super::judge::Judgement;
use super::ledger::Scope as Span;
use super::stated::Stated;
use super::walk::{Walk, comparison};
use crate::elaborate::chains::Relating;
use crate::elaborate::declare::items;
use crate::elaborate::lower::lower;
use crate::elaborate::phrases::Mood;
use crate::elaborate::trailing::is_comparison;
use crate::expr::{Id, Node};
use crate::parse::tree::{Relation, Statement, Tree};
use crate::report::Verdict;

impl Walk<'_> {
    /// Takes in what a formula in the text supposes of each of the names that stand before a condition, or between the two
    /// halves of one.
    pub(super) fn collect_lists(&mut self) {
        let mathematics = self.mathematics;
        for (place, math) in mathematics.iter().enumerate() {
            let mood = self.mood_of(place);
            if math.ignored
                || math.display
                || !matches!(mood, Mood::Let | Mood::Suppose | Mood::Define)
                || self.denies(place)
            {
                continue;
            }
            let scope = match self.is_conditional_at(place) {
                true => Span::Derivation,
                false => Span::Section,
            };
            let rows = math.formula.rows.iter();
            let conditions = rows.flat_map(|row| self.listed(&row.statements));
            let conditions: Vec<Id> = conditions.collect();
            for condition in conditions {
                self.stated
                    .push((place, Stated::Condition(condition, scope)));
            }
        }
    }

    /// Takes over `a, b > 0` in the text: each of the names is supposed to fulfil it; None for anything else.
    pub(super) fn bounded_list(&mut self, relating: &Relating, source: &str) -> Option<Judgement> {
        let place = relating.place;
        let mood = self.mood_of(place);
        if !is_comparison(relating.relation)
            || self.mathematics[place].display
            || !matches!(mood, Mood::Let | Mood::Suppose | Mood::Define)
        {
            return None;
        }
        let chains = self.chains;
        let names = items(&chains.expressions[relating.left?].tree);
        let bound = &chains.expressions[relating.right?].tree;
        let mut conditions = Vec::new();
        for name in names.iter().filter(|_| names.len() > 1) {
            conditions.push(self.compared(name, relating.relation, bound)?);
        }
        if conditions.is_empty() {
            return None;
        }
        let scope = match mood {
            Mood::Let => Span::Section,
            _ => Span::Derivation,
        };
        for condition in conditions {
            self.ledger.oppose(&self.store, condition, false);
            self.ledger.hypothesis(condition, source.to_owned(), scope);
        }
        Some(Judgement::of(Verdict::Assumed))
    }

    /// What the statements of a row say of names beside those that they compare themselves.
    fn listed(&mut self, statements: &[Statement]) -> Vec<Id> {
        let Some((last, before)) = statements.split_last() else {
            return Vec::new();
        };
        let names: Vec<&Tree> = before.iter().filter_map(last_name).collect();
        let (Some(upper), true) = (
            half(last),
            names.len() == before.len() && !before.is_empty(),
        ) else {
            return Vec::new();
        };
        let lower_half = half(&before[0]);
        let alone = |statement: &Statement| statement.relations.is_empty();
        if !before[usize::from(lower_half.is_some())..]
            .iter()
            .all(alone)
        {
            return Vec::new();
        }
        let mut found: Vec<Option<Id>> = names
            .iter()
            .map(|name| self.compared(name, upper.1, upper.2))
            .collect();
        if let Some((bound, relation, _)) = lower_half {
            let others = names[1..].iter().copied().chain([upper.0]);
            found.extend(others.map(|name| self.compared(bound, relation, name)));
        }
        found.into_iter().flatten().collect()
    }

    /// The condition that one side puts on the other, where one is a name and the other a number or a name.
    fn compared(&mut self, left: &Tree, relation: Relation, right: &Tree) -> Option<Id> {
        let mut read = |tree| {
            let lowered = lower(&mut self.store, &mut self.scope, tree).ok()?;
            let node = self.store.node(lowered.id);
            matches!(node, Node::Name(_) | Node::Number(_)).then_some(lowered.id)
        };
        let claim = comparison(relation, read(left)?, read(right)?)?;
        Some(self.store.relation(claim.relation, claim.left, claim.right))
    }
}

/// The two sides of a statement with one comparison.
fn half(statement: &Statement) -> Option<(&Tree, Relation, &Tree)> {
    match (&statement.sides[..], &statement.relations[..]) {
        ([Some(left), Some(right)], &[(relation, _)]) if is_comparison(relation) => {
            Some((left, relation, right))
        }
        _ => None,
    }
}

/// What stands last in a statement that is a name alone, or the lower half of a condition.
fn last_name(statement: &Statement) -> Option<&Tree> {
    match &statement.sides[..] {
        [Some(only)] => Some(only),
        _ => half(statement).map(|(.., right)| right),
    }
}
