//! Judgements of a note, each made once: the same claim from the same context is judged the same.

use rustc_hash::FxHashMap;

use super::judge::{Claim, Judgement, judge};
use super::walk::Walk;
use crate::theory::Context;

/// Contexts kept for one claim; a claim that is met in more is judged again.
const CONTEXTS: usize = 8;

/// What was judged so far, with the context it was judged in.
#[derive(Default)]
pub(super) struct Judgements(FxHashMap<Claim, Vec<(Context, Judgement)>>);

impl Judgements {
    fn get(&self, context: &Context, claim: Claim) -> Option<Judgement> {
        let (_, judgement) = self
            .0
            .get(&claim)?
            .iter()
            .find(|(known, _)| known == context)?;
        Some(judgement.clone())
    }

    fn keep(&mut self, context: &Context, claim: Claim, judgement: &Judgement) {
        let kept = self.0.entry(claim).or_default();
        if kept.len() < CONTEXTS {
            kept.push((context.clone(), judgement.clone()));
        }
    }
}

impl Walk<'_> {
    /// What both judges say of a claim. It costs the same work however often it is asked.
    pub(super) fn judge(&mut self, context: &Context, claim: Claim) -> Judgement {
        if let Some(known) = self.judgements.get(context, claim) {
            return known;
        }
        let judgement = judge(&mut self.store, self.theory, context, claim, self.budget);
        self.judgements.keep(context, claim, &judgement);
        judgement
    }
}
