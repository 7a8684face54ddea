//! Proofs as data: what the search hands over and the kernel replays.

use std::rc::Rc;

use crate::expr::{Id, SymbolId};
use crate::theory::{FactId, LawId};

/// A proof of an equation `left = right`. Which equation it proves follows from the proof alone.
#[derive(Debug, Clone)]
pub enum Proof {
    /// `a = a`.
    Same(Id),
    /// The instance of a law at the values of its variables, in their order: its left side equals its right side.
    Law { law: LawId, values: Vec<Id> },
    /// The instance of a fact in scope at the values of its variables.
    Fact { fact: FactId, values: Vec<Id> },
    /// Both are the same element of the field of fractions over their opaque parts; recomputed by the kernel.
    Ring(Id, Id),
    /// `b = a` from `a = b`.
    Flip(Rc<Proof>),
    /// `a = c` from `a = b`, `b = c`, ..; at least one.
    Then(Vec<Rc<Proof>>),
    /// `node = node with its children replaced`: for each child of `of` (as `Store::children` lists them) a proof whose
    /// left side is the child, or None where it stays. Not for the body of a binder.
    Inside {
        of: Id,
        children: Vec<Option<Rc<Proof>>>,
    },
    /// `binder = binder with its body replaced`: `body` is a proof about the body of `of` instantiated with the local
    /// name `local` (as `Store::local` gives it, fresh for `of`), which stands for any value of the domain.
    Under {
        of: Id,
        local: SymbolId,
        body: Rc<Proof>,
    },
    /// A schema that computes its instance from the left side (marginals, conditionals).
    Computed {
        rule: &'static str,
        left: Id,
        right: Id,
    },
    /// For a claim `a <= b`: `left` proves `a = l`, the law's instance is `l <= r`, and `right` proves `r = b`.
    Order {
        law: LawId,
        values: Vec<Id>,
        left: Rc<Proof>,
        right: Rc<Proof>,
    },
    /// `a <= c` from `a = b`, `b <= c`, ..: each part is an equation, a [`Proof::Order`], or a [`Proof::Under`] of a sum of
    /// finitely many terms, whose body is again one of these inequalities or a chain of them.
    AtMost(Vec<Rc<Proof>>),
    /// For an equation with a function given in pieces: a proof for each of [`super::cases::pieces`], supposing what
    /// that piece supposes.
    Cases(Vec<Rc<Proof>>),
}

impl Proof {
    /// True for a proof of an inequality, where an equation may stand as well.
    pub fn is_order(&self) -> bool {
        let mut at = self;
        loop {
            match at {
                Proof::Order { .. } | Proof::AtMost(_) => return true,
                Proof::Under { body, .. } => at = body,
                _ => return false,
            }
        }
    }
}
