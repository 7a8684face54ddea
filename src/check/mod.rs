//! Stage 6: walks the steps of a note, asks both judges, decides verdicts.
//!
//! *Invariant:* the only place where the judges meet; proves and evaluates nothing itself.

pub mod ledger;
pub mod place;
