//! Checks proofs. Small; sees laws and expressions only, and calls no search.
//!
//! *Invariant:* the only code that can construct a `Theorem`.

pub mod proof;

pub use proof::Proof;
