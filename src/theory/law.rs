//! What a law is: a named statement with conditions.

use crate::expr::{Id, SymbolId};

/// A law's place in the [`super::Theory`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LawId(pub u32);

/// A law as loaded: for all values of its variables, the conditions imply `left = right` (or `left <= right`).
#[derive(Debug, Clone)]
pub struct Law {
    /// Stable, lower case, hyphenated: `log-product`.
    pub id: &'static str,
    /// The group it stands in: `logarithms`, `sums`, ..
    pub domain: &'static str,
    /// Names that stand for any expression of their sort (for any lambda, where the sort is a function).
    pub variables: Vec<SymbolId>,
    /// Truth-sorted expressions over the variables.
    pub conditions: Vec<Id>,
    pub left: Id,
    pub right: Id,
    pub relation: crate::expr::Comparison,
    pub doc: &'static str,
    pub source: &'static str,
}
