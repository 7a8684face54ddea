//! temporary
use crate::expr::*;
use crate::kernel::*;
use crate::theory::*;
pub struct Budget;
impl Budget {
    pub fn new(_: u64) -> Self {
        Budget
    }
}
pub struct Failure;
impl Failure {
    pub fn describe(&self, _: &Store) -> String {
        "not yet".into()
    }
}
pub fn prove(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: (Id, Comparison, Id),
    _b: &mut Budget,
) -> Result<(Proof, Theorem), Failure> {
    let p = if claim.1 == Comparison::Equal {
        Proof::Ring(claim.0, claim.2)
    } else {
        return Err(Failure);
    };
    match check(store, theory, context, claim, &p) {
        Ok(t) => Ok((p, t)),
        Err(_) => Err(Failure),
    }
}
