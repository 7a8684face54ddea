//! Finds proofs: brings both sides of a claim to a normal form, domain by domain, and compares.
//!
//! *Invariant:* proposes only; every proof goes through the kernel, and nothing here knows of numbers that agree.

mod align;
mod arithmetic;
mod binders;
pub mod budget;
mod cleared;
mod complex;
mod definitions;
mod derivatives;
mod engine;
mod entropies;
pub mod equations;
mod events;
mod expectation;
mod extrema;
mod factors;
mod functions;
mod gaussian;
mod indicators;
mod information;
mod instance;
mod integrals;
mod logarithms;
mod matcher;
mod matrices;
#[cfg(test)]
mod matrices_tests;
mod orders;
mod powers;
mod probability;
mod products;
pub mod prove;
mod regroup;
mod results;
mod rules;
mod stacked;
pub mod stage;
mod step;
mod summed;
mod sums;
mod transformed;
mod trigonometry;
mod view;

pub use budget::Budget;
pub use prove::{Failure, Reason, prove, prove_until};
pub use stage::Stage;
#[cfg(test)]
mod claims;
#[cfg(test)]
mod tests;
