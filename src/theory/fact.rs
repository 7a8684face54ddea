//! What a note has said so far and later steps may use.

use super::Shared;
use crate::expr::{Id, SymbolId};

/// A fact's place in the [`Context`] of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactId(pub u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactKind {
    /// Gives a fresh name its meaning; `left` is the name, the name applied to distinct variables, or a density.
    Definition,
    /// Supposed: an equation, or a condition (then `left` is Truth-sorted and `right` is the constant True).
    Hypothesis,
    /// A judged step or result of the note or of a linked one.
    Result,
}

/// An equation in scope, for all values of `variables` at which the `conditions` hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub kind: FactKind,
    pub left: Id,
    pub right: Id,
    /// Names in it that stand for any value (the `x` of `f(x) = ..`); all other names are those of the note.
    pub variables: Vec<SymbolId>,
    /// Truth-sorted expressions, in the variables too; each has to follow wherever the equation is used.
    pub conditions: Vec<Id>,
    /// Id of the step, definition or phrase it comes from, as the report prints it (`1.2`, `line 12`).
    pub source: String,
    /// True when the fact itself is only supported or unknown: what uses it is `proved` with `given`.
    pub given: bool,
}

impl Fact {
    /// An equation between expressions as they stand, without conditions.
    pub fn plain(kind: FactKind, left: Id, right: Id, source: String) -> Self {
        Self {
            kind,
            left,
            right,
            variables: Vec::new(),
            conditions: Vec::new(),
            source,
            given: false,
        }
    }
}

/// Everything a step may rest on, besides the theory. Copies share what they have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    pub facts: Shared<Fact>,
    /// Truth-sorted expressions supposed to hold: `\sigma > 0`, `posdef(\Sigma)`; ForAll for indexed names. Each with
    /// the place it comes from.
    pub hypotheses: Shared<(Id, String)>,
    /// Conditions that names carry by the way they are used, such as scales of distributions; the report lists them
    /// under `assumptions` when used.
    pub carried: Shared<(Id, String)>,
    /// Names with which the range of a variable may move: no derivative by them is taken under an integral unasked.
    pub moving: Shared<SymbolId>,
}
