//! `X \sim D` where it follows from what the note said before: an equation of distributions.
//!
//! What does not follow is left as it was: supposed, or not judged. No such relation is ever called wrong.

use super::judge::{Claim, Judgement};
use super::walk::Walk;
use crate::diagnostic::Reason;
use crate::elaborate::chains::Relating;
use crate::elaborate::parts::Part;
use crate::elaborate::phrases::Mood;
use crate::elaborate::roles;
use crate::expr::{Comparison, Id, Node, Operator, Sort, SymbolId};
use crate::parse::tree::Relation;
use crate::report::Verdict;

impl Walk<'_> {
    /// The claim and its proof, or why there is none; None for other relations, and for a variable of which just this is
    /// supposed. `D_1 \sim D_2` after `X \sim D_1` equates the distributions.
    pub(super) fn drawn(
        &mut self,
        relating: &Relating,
        left: Id,
        right: Id,
    ) -> Option<(Claim, Judgement)> {
        if relating.relation != Relation::Distributed || !self.is_law(right) {
            return None;
        }
        // A side that could not be read has been replaced by another.
        if self.expression(relating.left?).ok()? != left {
            return None;
        }
        let chance = |id: Id| {
            let mut names = self.store.free_names(id).into_iter();
            names.any(|name| self.store.is_chance(self.store.symbol(name).sort))
        };
        let left = match self.is_law(left) {
            true => left,
            false if chance(left) && !self.is_drawn(left) => {
                self.store.apply(Operator::Law, &[left])
            }
            false => return None,
        };
        let claim = Claim {
            left,
            relation: Comparison::Equal,
            right,
        };
        let judgement = self.judge_citing(claim);
        if judgement.verdict == Verdict::Proved {
            return Some((claim, judgement));
        }
        let why = judgement.reason.map_or(String::new(), |(_, why)| why);
        let text = format!("that it has this distribution was not shown: {why}");
        Some((claim, Judgement::unknown(Reason::Undecided, text)))
    }

    /// True where the words state a distribution of what is made of variables that all have theirs: it follows from these,
    /// or it is wrong.
    pub(super) fn claims_law(&self, place: usize, left: Id) -> bool {
        let names = self.store.free_names(left);
        let chance = |name: &SymbolId| self.store.is_chance(self.store.symbol(*name).sort);
        let mut random = names.into_iter().filter(chance).peekable();
        random.peek().is_some()
            && !roles::is_simple(&self.store, left)
            && self.mood_of(place) == Mood::State
            && self.parts[place] != Part::Statement
            && random.all(|name| self.has_law(name))
    }

    /// True if the note supposes a distribution of the name.
    fn has_law(&self, name: SymbolId) -> bool {
        let context = self.ledger.context();
        let mut supposed = context.hypotheses.iter().map(|(id, _)| *id);
        supposed.any(|id| match self.store.node(id) {
            Node::Apply(Operator::Draw, pair) => *self.store.node(pair[0]) == Node::Name(name),
            _ => false,
        })
    }

    fn is_law(&self, id: Id) -> bool {
        *self.store.sort(id) == Sort::Distribution
    }

    /// True if the note supposes a distribution of just this, or of all items of its sequence.
    fn is_drawn(&self, variable: Id) -> bool {
        let symbol = self.store.head(variable);
        let context = self.ledger.context();
        let mut supposed = context.hypotheses.iter().map(|(id, _)| *id);
        supposed.any(|id| {
            let body = match *self.store.node(id) {
                Node::Bind(.., body) => body,
                _ => id,
            };
            match self.store.node(body) {
                Node::Apply(Operator::Draw, pair) => {
                    let same = symbol.is_some() && self.store.head(pair[0]) == symbol;
                    same || pair[0] == variable
                }
                _ => false,
            }
        })
    }

    /// True for a name that a definition in force gives a meaning.
    pub(super) fn has_meaning(&self, id: Id) -> bool {
        match *self.store.node(id) {
            Node::Name(name) => self.ledger.defines(&self.store, name),
            _ => false,
        }
    }
}
