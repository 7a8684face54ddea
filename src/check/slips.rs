//! Refutations that a slip confirms: where one small change of the right side makes the step provable, its names were
//! read as they were meant, whatever else the words around it say.

use super::judge::Claim;
use super::mistake::Mistake;
use super::readings::{Alternative, relations_of};
use super::walk::{Link, Walk};
use crate::elaborate::roles::Role;
use crate::expr::{Comparison, Id, Node, Store};
use crate::report::{Hint, Verdict};
use crate::theory::Context;

/// Slips that no supposition explains: another sign or number is not what unread words give a name. A transpose is: they
/// may say that a matrix is symmetric.
const TELLING: &[Mistake] = &[
    Mistake::Sign,
    Mistake::Bracket,
    Mistake::Factor,
    Mistake::Number,
    Mistake::Power,
    Mistake::Fraction,
    Mistake::Exponent,
    Mistake::CrossTerm,
    Mistake::Index,
    Mistake::DroppedLog,
    Mistake::Log,
    Mistake::OffByOne,
];

/// Leaves that the right side has at least, or both sides together: less is met by chance.
const LEAST_LEAVES: usize = 4;
const LEAST_IN_ALL: usize = 8;

impl Walk<'_> {
    /// Looks for the slips of equations that fail: under the usual reading, then under those that were tried. Where only
    /// another one explains the failure, it is the one that was meant.
    pub(super) fn find_slips(&mut self, links: &mut [Link], tried: &[Alternative]) {
        for at in 0..links.len() {
            let link = &links[at];
            let Some(claim) = link.claim else { continue };
            if link.judgement.verdict != Verdict::Refuted {
                continue;
            }
            let context = self.ledger.context();
            if let Some(slip) = self.slip(link, claim, &context) {
                links[at].slip = Some(slip);
                continue;
            }
            for alternative in tried {
                let Some((other, _)) = alternative.judged[at].as_ref().filter(|j| j.0 != claim)
                else {
                    continue;
                };
                let slip = self.slip_under(alternative, links, at, *other);
                let judged = slip
                    .is_some()
                    .then(|| self.judge(&alternative.context, *other));
                if let Some(judgement) = judged.filter(|j| j.verdict == Verdict::Refuted) {
                    links[at].claim = Some(*other);
                    links[at].judgement = judgement;
                    links[at].slip = slip;
                    break;
                }
            }
        }
    }

    /// The slip of a step as an alternative reads it.
    pub(super) fn slip_under(
        &mut self,
        alternative: &Alternative,
        links: &[Link],
        at: usize,
        claim: Claim,
    ) -> Option<Hint> {
        let scope = self.scope_of(alternative.other, &relations_of(links));
        let usual = std::mem::replace(&mut self.scope, scope);
        let slip = self.slip(&links[at], claim, &alternative.context);
        self.scope = usual;
        slip
    }

    /// The slip that explains why an equation fails, if a proof shows that it does.
    fn slip(&self, link: &Link, claim: Claim, context: &Context) -> Option<Hint> {
        let derives = claim.relation == Comparison::Equal
            && link.role == Role::Step
            && link.claims_as_written(self.chains)
            && self.renews(link).is_none();
        let names = self.store.free_names(claim.right);
        let [left, right] = [claim.left, claim.right].map(|side| leaves(&self.store, side));
        let chance = right < LEAST_LEAVES && left + right < LEAST_IN_ALL;
        if !derives || names.is_empty() || chance {
            return None;
        }
        self.mended(link.relation, claim, context, TELLING)
    }
}

/// Names, numbers and bound variables, as often as they occur, and densities beside what they are of.
fn leaves(store: &Store, id: Id) -> usize {
    let children = store.children(id);
    if children.is_empty() || store.as_number(id).is_some() {
        return 1;
    }
    let own = usize::from(matches!(store.node(id), Node::Density { .. }));
    let below = children.into_iter().map(|child| leaves(store, child));
    own + below.sum::<usize>()
}
