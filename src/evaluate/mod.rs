//! Numbers: models of the names, quadrature, enclosures, counterexamples.
//!
//! *Invariant:* knows nothing of laws, proofs or rewriting: it evaluates both sides as written.

mod binders;
mod chain;
mod compare;
mod density;
mod derivative;
mod distribution;
mod evaluator;
mod exact;
mod expand;
mod frames;
mod integral;
mod isolate;
mod judge;
mod lattice;
mod limit;
mod logarithm;
mod matrix;
mod model;
mod normal;
mod opaque;
mod operators;
mod outcome;
mod problem;
mod quadrature;
mod random;
mod refute;
mod repair;
mod repeats;
mod report;
mod rng;
mod sample;
mod scalar;
mod screen;
mod script;
mod shape;
mod space;
mod trouble;
mod value;

#[cfg(test)]
mod tests;

pub use judge::{Look, has_model, judge};
pub use outcome::*;
pub use screen::screen;
pub use script::Refusal;
pub use trouble::Cannot;
