//! What the note defined, supposed or derived before, from left to right.

use std::rc::Rc;

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::theory::{FactId, FactKind};

/// Facts tried at one node; later ones, nearer to the step, first.
const FACTS: usize = 256;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let facts = match &n.rewriting {
        Some(facts) => facts.clone(),
        None => {
            let facts = rewriting(n);
            n.rewriting.insert(facts).clone()
        }
    };
    facts.iter().find_map(|&fact| n.by_fact(fact, id))
}

/// The facts that are rewritten by, the latest first: definitions always unfold; equations do, if they do not lead from
/// a part to a whole.
fn rewriting(n: &Normalizer) -> Rc<[FactId]> {
    let facts = n.context.facts.iter().enumerate().rev().take(FACTS);
    let oriented = facts.filter(|(_, fact)| match fact.kind {
        FactKind::Definition => true,
        _ => n.equations && !occurs(n.store, fact.right, fact.left),
    });
    oriented.map(|(at, _)| FactId(at as u32)).collect()
}

/// True if `part` occurs in `whole`.
pub fn occurs(store: &Store, whole: Id, part: Id) -> bool {
    whole == part
        || store
            .children(whole)
            .iter()
            .any(|&child| occurs(store, child, part))
}
