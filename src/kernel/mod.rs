//! Checks proofs. Small; sees laws and expressions only, and calls no search.
//!
//! *Invariant:* the only code that can construct a `Theorem`.

mod monomial;
mod power;
pub mod proof;
pub mod ring;

pub use proof::Proof;
