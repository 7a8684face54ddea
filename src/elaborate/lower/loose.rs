//! The letter of a function without its arguments: `u` beside `u(t)`.
//!
//! It stands for the function or for its value at a point that the text has in mind. Either way what numbers have in
//! common holds of it, so it is read as a number of its own, but only where nothing is said that a function and a number
//! do not share: not under a binder, which may vary it, and not in a product of two such letters, which may be composed.

use super::*;
use crate::elaborate::evidence::Evidence;
use crate::elaborate::names::Written;
use crate::elaborate::scope::is_capital;

impl Lowering<'_> {
    /// The number that a function's letter stands for by itself; an error where it is likelier an array, a map or a
    /// derivative, and before a bracket.
    pub(super) fn loose_value(
        &mut self,
        tree: &Tree,
        key: &str,
        found: &Written<'_>,
        before: bool,
    ) -> Read<Id> {
        let (spelling, order, sup) = self.derived_order(key, found);
        if before || order > 0 || !self.may_be_loose(key, found) {
            return Err(self.bare(tree, key));
        }
        let symbol = self.scope.loose(self.store, &spelling);
        self.loose.push(symbol);
        let id = self.store.name(symbol);
        self.raised(tree, id, sup)
    }

    fn bare(&self, tree: &Tree, key: &str) -> Unread {
        let text = format!("the function {key} stands without its argument");
        unread(tree, MISSING, text)
    }

    fn may_be_loose(&self, key: &str, found: &Written<'_>) -> bool {
        let Some(evidence) = self.scope.evidence(key) else {
            return false;
        };
        let structured = evidence.bold
            || evidence.transposed
            || evidence.maybe_transposed
            || evidence.inverted && is_capital(key)
            || evidence.traced
            || evidence.normed;
        let accented = found.name.accents.iter().any(|accent| accent == "vec");
        !structured && !accented && !key.starts_with(r"\mathbb")
    }

    /// # Errors
    /// [`Unread`] if the letter of a function stands without arguments where it may be more than a number.
    pub(super) fn refuse_loose(&self, tree: &Tree, id: Id) -> Read<()> {
        if self.loose.is_empty() || self.is_pointwise(id) {
            return Ok(());
        }
        let symbol = self.store.symbol(self.loose[0]);
        Err(self.bare(tree, &symbol.spelling))
    }

    fn is_loose(&self, id: Id) -> bool {
        self.loose.iter().any(|&name| self.store.mentions(id, name))
    }

    /// True if the loose letters of an expression only stand under operations that functions inherit from numbers.
    fn is_pointwise(&self, id: Id) -> bool {
        if !self.is_loose(id) {
            return true;
        }
        let open = match self.store.node(id) {
            Node::Bind(_, _, _, body) => !self.is_loose(*body),
            Node::Product(factors) => !self.may_compose(factors),
            Node::Apply(operator, _) => POINTWISE.contains(operator),
            Node::Name(_)
            | Node::Sum(_)
            | Node::Power(..)
            | Node::Call(..)
            | Node::Relation(..) => true,
            _ => false,
        };
        let parts = self.store.children(id);
        open && parts.iter().all(|&part| self.is_pointwise(part))
    }

    /// Two different loose letters side by side, unless one is differentiated somewhere, as maps are not.
    fn may_compose(&self, factors: &[Id]) -> bool {
        let mut held: Vec<SymbolId> = self.loose.clone();
        held.retain(|&name| factors.iter().any(|&f| self.store.mentions(f, name)));
        held.sort_unstable();
        held.dedup();
        let smooth = |e: &Evidence| e.primed || !e.derived_by.is_empty();
        let is_smooth = |name: &SymbolId| {
            let spelling = &self.store.symbol(*name).spelling;
            self.scope.evidence(spelling).is_some_and(smooth)
        };
        held.len() > 1 && !held.iter().any(is_smooth)
    }
}

/// Functions of numbers that are taken of functions value by value.
const POINTWISE: &[Operator] = &[
    Operator::Log,
    Operator::Sin,
    Operator::Cos,
    Operator::Tan,
    Operator::Sinh,
    Operator::Cosh,
    Operator::Tanh,
    Operator::Arcsin,
    Operator::Arccos,
    Operator::Arctan,
];
