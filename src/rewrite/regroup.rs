//! Rewriting some terms of a sum as one piece.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;

impl Normalizer<'_> {
    /// The sum with `picked` terms, taken as one sum, rewritten by `rewrite`; then multiplied out again.
    ///
    /// A factor 1 keeps the picked terms in one piece: `a + b + c = 1 (a + b) + c`.
    pub fn regroup(
        &mut self,
        id: Id,
        picked: &[Id],
        rewrite: impl FnOnce(&mut Self, Id) -> Option<Step>,
    ) -> Option<Step> {
        let sub = self.store.sum(picked);
        let step = rewrite(self, sub)?;
        if sub == id {
            return Some(step);
        }
        let one = self.store.integer(1);
        let piece = self.store.product(&[one, sub]);
        let others = remaining(self.store, id, picked)?;
        let whole = {
            let mut all = others;
            all.push(piece);
            self.store.sum(&all)
        };
        self.through(id, whole, piece, sub, step)
    }

    /// `id = whole` by arithmetic, then `sub` inside `piece` inside `whole` rewritten.
    fn through(&mut self, id: Id, whole: Id, piece: Id, sub: Id, step: Step) -> Option<Step> {
        let inner = self.store.children(piece).iter().position(|&c| c == sub)?;
        let inside = self.inside_at(piece, inner, step);
        let outer = self
            .store
            .children(whole)
            .iter()
            .position(|&c| c == piece)?;
        let inside = self.inside_at(whole, outer, inside);
        let first = self.ring(id, whole);
        let done = first.then(inside);
        let tidy = self.canonical(done.to).unwrap_or(done.to);
        let last = self.ring(done.to, tidy);
        Some(done.then(last))
    }
}

/// The operands without the picked ones; None if one of those is missing.
fn remaining(store: &Store, id: Id, picked: &[Id]) -> Option<Ids> {
    let mut rest: Ids = store.children(id);
    for &pick in picked {
        let at = rest.iter().position(|&item| item == pick)?;
        rest.remove(at);
    }
    Some(rest)
}
