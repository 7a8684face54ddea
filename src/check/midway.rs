//! Functions that a chain names in passing: `Y = g(X) = b X` says what `g` is, and that `Y` is its value.
//!
//! The definition stands after the relation that uses it, and is taken in before that one is judged; if that one does not
//! follow, it is given up again.

use super::walk::{Link, Walk};
use crate::elaborate::parts::Part;
use crate::elaborate::phrases::Mood;
use crate::elaborate::roles::Role;
use crate::expr::{Id, Node, SymbolId};
use crate::parse::tree::Relation;
use crate::report::StepReport;

impl Walk<'_> {
    /// Takes in the relation after this one, if it says what the function on the right of this one is: then this one is a
    /// step. Gives the function.
    pub(super) fn define_midway(
        &mut self,
        relation: usize,
        report: &StepReport,
    ) -> Option<SymbolId> {
        let chain = &self.chains.derivations[self.chains.relations[relation].derivation];
        let at = chain.relations.iter().position(|&one| one == relation)?;
        let next = *chain.relations.get(at + 1)?;
        let (left, right) = self.midway_definition(relation, next)?;
        let (derivation, _) = report.id.split_once('.')?;
        let relating = &self.chains.relations[next];
        let id = format!("{derivation}.{}", at + 2);
        let report = self
            .places
            .step(id, self.chains, self.mathematics, relating);
        let mut link = Link::new(next, report);
        link.role = Role::Definition;
        self.suppose(&link, left, right);
        self.midway.insert(next);
        self.store.head(left)
    }

    /// The sides of `g(X) = b X` after `Y = g(X)`, where nothing was said of `g` and all of the other names are known.
    fn midway_definition(&mut self, relation: usize, next: usize) -> Option<(Id, Id)> {
        let (here, after) = (
            &self.chains.relations[relation],
            &self.chains.relations[next],
        );
        let equations = [here, after]
            .iter()
            .all(|relating| relating.relation == Relation::Equal);
        let stated = self.governing_mood(here.place) != Mood::Claim
            && self.parts[here.place] != Part::Statement;
        if !equations || !stated || here.right != after.left || self.denies(here.place) {
            return None;
        }
        let (subject, left, right) = (here.left?, after.left?, after.right?);
        let left = self.expression(left).ok()?;
        let (right, subject) = (self.expression(right).ok()?, self.expression(subject).ok()?);
        let Node::Call(_, arguments) = self.store.node(left) else {
            return None;
        };
        let arguments = arguments.to_vec();
        let (function, _) = self.definable(left, right)?;
        let simple = matches!(self.store.node(subject), Node::Name(_));
        let seen = |id: Id| {
            let mut names = self.store.free_names(id).into_iter();
            names.all(|name| self.seen.contains(&name))
        };
        let fresh = !self.seen.contains(&function) && !self.store.mentions(subject, function);
        let own = self.store.free_names(right);
        let shows = |&argument: &Id| match *self.store.node(argument) {
            Node::Name(name) => own.contains(&name),
            _ => false,
        };
        (simple && fresh && seen(subject) && seen(right) && arguments.iter().all(shows))
            .then_some((left, right))
    }
}
