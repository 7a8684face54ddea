//! Which names vary with variables by what the note defines and supposes, so that another value of the variables would be
//! another value of theirs.

use rustc_hash::FxHashSet;

use super::chance::ERRORS;
use super::draws::draws;
use super::proportional::{is_value, point};
use crate::elaborate::scope::base;
use crate::expr::{Comparison, Id, Node, Store, SymbolId};
use crate::theory::{Context, Fact, FactKind};

/// Names that hang together with variables by what the note defines and supposes.
pub(super) struct Tied<'a> {
    context: &'a Context,
    /// The variables' own names.
    own: Vec<SymbolId>,
    /// Names that vary with these, or may.
    others: FxHashSet<SymbolId>,
}

impl<'a> Tied<'a> {
    /// The names tied to the variables. The points of one density are not tied to each other, whatever the note says of the
    /// random variables.
    pub(super) fn new(
        store: &Store,
        context: &'a Context,
        variables: &[Id],
        points: &[SymbolId],
    ) -> Self {
        let own: Vec<SymbolId> = variables.iter().filter_map(|&id| store.head(id)).collect();
        let mut tied: FxHashSet<SymbolId> = own.iter().copied().collect();
        loop {
            let before = tied.len();
            for fact in context.facts.iter().filter(|fact| relates(store, fact)) {
                let sides = [fact.left, fact.right];
                let names = sides.map(|side| store.free_names(side)).concat();
                let free = |name: &SymbolId| !fact.variables.contains(name);
                if !names.iter().any(|name| tied.contains(name) && free(name)) {
                    continue;
                }
                let head = store.head(fact.left);
                match fact.kind == FactKind::Definition && head.is_some() {
                    // The error is part of what it is added to.
                    true => tied.extend(head.into_iter().chain(errors(store, &names))),
                    false => tied.extend(loose(store, context, &names, points)),
                }
            }
            for (condition, _) in context.hypotheses.iter() {
                let names = match store.node(*condition) {
                    Node::Relation(Comparison::Equal, ..) => store.free_names(*condition),
                    _ => continue,
                };
                if names.iter().any(|name| tied.contains(name)) {
                    tied.extend(loose(store, context, &names, points));
                }
            }
            if tied.len() == before {
                break;
            }
        }
        tied.retain(|name| !own.contains(name) && !points.contains(name));
        Self {
            context,
            own,
            others: tied,
        }
    }

    /// The name for which two values of the variable cannot be told apart in the sides.
    pub(super) fn hinders(&self, store: &Store, variable: Id, sides: [Id; 2]) -> Option<SymbolId> {
        let own = point(store, variable)?;
        if !is_value(store, variable) || self.has_value(store, own) {
            return Some(own);
        }
        let item = matches!(store.node(variable), Node::Component(..));
        let letter = base(&store.symbol(own).spelling);
        let mean = [
            format!(r"\bar{{{letter}}}"),
            format!(r"\overline{{{letter}}}"),
        ];
        // An estimate is made of data.
        let estimated =
            |spelling: &str| spelling.starts_with(r"\hat{") || spelling.ends_with("^{*}");
        let names = sides.map(|side| store.free_names(side)).concat();
        names.into_iter().find(|&name| {
            let spelling = &store.symbol(name).spelling;
            self.others.contains(&name)
                || name != own && *spelling == store.symbol(own).spelling
                || mean.iter().any(|mean| base(spelling) == mean)
                || name != own && estimated(spelling) && !self.is_defined(store, name)
                || item && name == own && sides.iter().any(|&side| !items_apart(store, side, own))
        })
    }

    fn is_defined(&self, store: &Store, name: SymbolId) -> bool {
        let mut facts = self.context.facts.iter();
        facts.any(|fact| store.head(fact.left) == Some(name))
    }

    /// True for a name that an equation gives a value.
    fn has_value(&self, store: &Store, name: SymbolId) -> bool {
        let closed = |id: Id| store.free_names(id).is_empty();
        let is = |id: Id| matches!(store.node(id), Node::Name(one) if *one == name);
        let gives = |a: Id, b: Id| is(a) && closed(b) || is(b) && closed(a);
        let mut facts = self.context.facts.iter();
        facts.any(|fact| fact.kind != FactKind::Result && gives(fact.left, fact.right))
            || self.context.hypotheses.iter().any(|(id, _)| {
                matches!(store.node(*id), Node::Relation(Comparison::Equal, a, b) if gives(*a, *b))
            })
    }

    /// True if an equation of the note may restrict the variables, or relate them to other names.
    pub(super) fn restricts(&self) -> bool {
        !self.others.is_empty()
    }

    pub(super) fn touches(&self, store: &Store, id: Id) -> bool {
        self.others.iter().any(|&name| store.mentions(id, name))
    }

    /// The fact as it holds of other values of the variables as well; None if it may not.
    pub(super) fn general(&self, store: &Store, fact: &Fact) -> Option<General> {
        let sides = [fact.left, fact.right];
        let bound = self.own.iter().any(|name| fact.variables.contains(name));
        if bound || relates(store, fact) || sides.iter().any(|&side| self.touches(store, side)) {
            return None;
        }
        if fact.kind == FactKind::Result {
            return Some(General::Twin);
        }
        // What the note says of a density at a point holds of all points, where it says how it varies.
        let shown = |name: &&SymbolId| sides.iter().all(|&side| store.mentions(side, **name));
        Some(General::Of(
            self.own.iter().filter(shown).copied().collect(),
        ))
    }
}

fn is_error(store: &Store, name: SymbolId) -> bool {
    ERRORS.contains(&base(&store.symbol(name).spelling))
}

fn errors(store: &Store, names: &[SymbolId]) -> Vec<SymbolId> {
    let names = names.iter().copied();
    names.filter(|&name| is_error(store, name)).collect()
}

/// The names of an equation that vary with others of them. Between points of a density it relates random variables, of
/// which the others are errors, not the data beside them.
fn loose(
    store: &Store,
    context: &Context,
    names: &[SymbolId],
    points: &[SymbolId],
) -> Vec<SymbolId> {
    let drawn = |name: SymbolId| {
        store.is_chance(store.symbol(name).sort)
            || draws(store, context).any(|draw| store.mentions(draw.drawn, name))
    };
    let between = names.iter().filter(|name| points.contains(name)).count() > 1;
    let names = names.iter().copied();
    names
        .filter(|&name| !between || drawn(name) || is_error(store, name))
        .collect()
}

/// How a fact holds of other values of variables.
pub(super) enum General {
    /// With other values in their place.
    Twin,
    /// For all values of these.
    Of(Vec<SymbolId>),
}

/// True for an equation that says something of values; a density is a function of its points.
fn relates(store: &Store, fact: &Fact) -> bool {
    fact.kind != FactKind::Result && !matches!(store.node(fact.left), Node::Density { .. })
}

/// True if the sequence stands only in items with indices that no binder runs over.
fn items_apart(store: &Store, id: Id, sequence: SymbolId) -> bool {
    match store.node(id) {
        Node::Component(base, _) if store.head(*base) == Some(sequence) => store.loose(id) == 0,
        Node::Name(name) => *name != sequence,
        _ => store
            .children(id)
            .iter()
            .all(|&child| items_apart(store, child, sequence)),
    }
}
