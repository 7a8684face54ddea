//! One rewriting: what an expression became, and the proof of it.

use std::rc::Rc;

use crate::expr::Id;
use crate::kernel::Proof;

/// `from = to`, where the caller knows `from`. Without a proof, nothing changed.
#[derive(Debug, Clone)]
pub struct Step {
    pub to: Id,
    pub proof: Option<Rc<Proof>>,
}

impl Step {
    pub fn same(id: Id) -> Self {
        Step {
            to: id,
            proof: None,
        }
    }

    pub fn by(to: Id, proof: Proof) -> Self {
        Step {
            to,
            proof: Some(Rc::new(proof)),
        }
    }

    pub fn changed(&self) -> bool {
        self.proof.is_some()
    }

    /// This step, and then one that starts where it ends.
    pub fn then(self, next: Step) -> Step {
        let proof = match (self.proof, next.proof) {
            (None, only) | (only, None) => only,
            (Some(first), Some(second)) => Some(Rc::new(Proof::Then(joined(first, second)))),
        };
        Step { to: next.to, proof }
    }
}

/// The links of both chains in one list, so that long chains stay flat.
fn joined(first: Rc<Proof>, second: Rc<Proof>) -> Vec<Rc<Proof>> {
    let mut links = match Rc::try_unwrap(first) {
        Ok(Proof::Then(links)) => links,
        Ok(single) => vec![Rc::new(single)],
        Err(shared) => vec![shared],
    };
    links.push(second);
    links
}
