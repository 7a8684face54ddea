//! Checks proofs. Small; sees laws and expressions only, and calls no search.
//!
//! *Invariant:* the only code that can construct a `Theorem`.

pub mod arrays;
pub mod cases;
pub mod computed;
mod content;
pub mod defined;
pub mod derivative;
pub mod entail;
mod exchange;
mod formed;
mod gradient;
mod independence;
mod integrable;
mod known;
mod limit;
mod matching;
mod monomial;
mod numbers;
mod parameters;
mod power;
pub mod proof;
mod properties;
pub mod ring;
pub mod rules;
mod signs;
mod theorem;
mod unfolded;
mod words;

pub use derivative::derivative;
pub use entail::Entailment;
pub use known::Origin;
pub use limit::limit;
pub use proof::Proof;
pub use theorem::{KernelError, Theorem, check, computes_with_infinity, fits, scope};

#[cfg(test)]
mod tests;
