//! What the note defined, supposed or derived before, from left to right.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::theory::{FactId, FactKind};

/// Facts tried at one node; later ones, nearer to the step, first.
const FACTS: usize = 256;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let context = n.context;
    let facts = context.facts.iter().enumerate().rev().take(FACTS);
    for (at, fact) in facts {
        if oriented(n, fact)
            && let Some(step) = n.by_fact(FactId(at as u32), id)
        {
            return Some(step);
        }
    }
    None
}

/// Definitions always unfold; equations do, if they do not lead from a part to a whole.
fn oriented(n: &Normalizer, fact: &crate::theory::Fact) -> bool {
    match fact.kind {
        FactKind::Definition => true,
        _ => n.equations && !occurs(n.store, fact.right, fact.left),
    }
}

/// True if `part` occurs in `whole`.
pub fn occurs(store: &Store, whole: Id, part: Id) -> bool {
    whole == part
        || store
            .children(whole)
            .iter()
            .any(|&child| occurs(store, child, part))
}
