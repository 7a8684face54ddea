//! Names with which the range of a variable may move: the `\theta` of `X \sim \mathrm{U}(0, \theta)`, of "for $0 < x < \theta$".
//!
//! A derivative by such a name may not go under an integral: the density of a uniform distribution jumps where its range
//! ends, so that its score has no mean 0.

use super::walk::{Walk, comparison};
use crate::elaborate::lower::lower;
use crate::elaborate::trailing::{conditions, is_comparison};
use crate::expr::{Domain, Id, Node, Operator, Store, SymbolId};
use crate::parse::tree::{Kind, Relation, Statement, Tree};
use crate::vocabulary::distributions::{End, support};

impl Walk<'_> {
    /// Finds the names by which the note differentiates and with which something that it shows moves.
    pub(super) fn collect_moving(&mut self) {
        if !self.scope.study.has_derivatives() {
            return;
        }
        let mathematics = self.mathematics;
        let (mut found, mut equations) = (Vec::new(), Vec::new());
        for math in mathematics.iter().filter(|math| !math.ignored) {
            let rows = math.formula.rows.iter();
            for statement in rows.flat_map(|row| &row.statements) {
                self.moving_in(statement, &mut found);
                equations.extend(self.equation(statement));
            }
        }
        // `b = 2 \theta` moves with \theta.
        let mut at = 0;
        while let Some(&name) = found.get(at) {
            at += 1;
            for (_, made) in equations.iter().filter(|(given, _)| *given == name) {
                let new: Vec<SymbolId> = made
                    .iter()
                    .filter(|n| !found.contains(n))
                    .copied()
                    .collect();
                found.extend(new);
            }
        }
        found.retain(|&name| {
            let spelling = &self.store.symbol(name).spelling;
            self.scope.study.differentiates(spelling)
        });
        found.sort_unstable();
        found.dedup();
        self.ledger.moving = found.into_iter().collect();
    }

    fn moving_in(&mut self, statement: &Statement, found: &mut Vec<SymbolId>) {
        if let ([Some(only)], []) = (&statement.sides[..], &statement.relations[..]) {
            self.interval_ends(only, found);
        }
        for condition in conditions(statement) {
            let sides = [condition.left, condition.right].map(|side| {
                lower(&mut self.store, &mut self.scope, side).map(|lowered| lowered.id)
            });
            match (condition.relation, sides) {
                (Relation::In, _) => self.interval_ends(condition.right, found),
                (Relation::Distributed, [_, Ok(law)]) => drawn(&self.store, law, found),
                (relation, [Ok(left), Ok(right)]) if is_comparison(relation) => {
                    if comparison(relation, left, right).is_some() {
                        bounds(&self.store, [left, right], found);
                    }
                }
                (_, sides) => {
                    let read = sides.into_iter().flatten();
                    read.for_each(|side| drawn(&self.store, side, found));
                }
            }
        }
    }

    /// The name that a statement equates with an expression, and the names of that.
    fn equation(&mut self, statement: &Statement) -> Option<(SymbolId, Vec<SymbolId>)> {
        let ([Some(left), Some(right), ..], [(Relation::Equal | Relation::Defined, _), ..]) =
            (&statement.sides[..], &statement.relations[..])
        else {
            return None;
        };
        let left = lower(&mut self.store, &mut self.scope, left).ok()?.id;
        let Node::Name(name) = *self.store.node(left) else {
            return None;
        };
        let right = lower(&mut self.store, &mut self.scope, right).ok()?.id;
        Some((name, self.store.free_names(right)))
    }

    /// The names in the ends of an interval.
    fn interval_ends(&mut self, set: &Tree, found: &mut Vec<SymbolId>) {
        if !matches!(set.kind, Kind::Group { .. }) {
            return;
        }
        let (low, high) = self.ends(set).unwrap_or_default();
        for (end, _) in [low, high].into_iter().flatten() {
            found.extend(self.store.free_names(end));
        }
    }
}

/// The names of a bound that one name puts on another: of `x < \theta`, not of `\theta > 0`.
fn bounds(store: &Store, sides: [Id; 2], found: &mut Vec<SymbolId>) {
    let names = sides.map(|side| store.free_names(side));
    let plain = sides.iter().all(|&side| is_arithmetic(store, side));
    if plain && names.iter().all(|names| !names.is_empty()) {
        found.extend(names.into_iter().flatten());
    }
}

/// The names in the ends of supports, ranges and cases inside an expression.
fn drawn(store: &Store, id: Id, found: &mut Vec<SymbolId>) {
    let mut ends: Vec<Id> = Vec::new();
    match store.node(id) {
        Node::Apply(operator, args) => {
            if let Some((_, low, high)) = support(*operator) {
                ends.extend([low, high].iter().filter_map(|end| match end {
                    End::Parameter(at) => args.get(*at),
                    _ => None,
                }));
            }
            if *operator == Operator::Indicator {
                ends.extend(args);
            }
        }
        Node::Cases(cases) => ends.extend(cases.iter().map(|&(_, condition)| condition)),
        Node::Bind(_, _, Domain::Range(low, high), _) => ends.extend([low, high]),
        _ => {}
    }
    let names = ends.into_iter().flat_map(|end| store.free_names(end));
    found.extend(names);
    for child in store.children(id) {
        drawn(store, child, found);
    }
}

/// True for what is built from names and numbers without unknown functions, densities or binders.
fn is_arithmetic(store: &Store, id: Id) -> bool {
    let known = !matches!(
        store.node(id),
        Node::Call(..) | Node::Density { .. } | Node::Bind(..)
    );
    let children = store.children(id);
    known && children.iter().all(|&child| is_arithmetic(store, child))
}
