//! Stage 7: one [`model::Report`], one file a format.
//!
//! *Invariant:* computes nothing about mathematics.

pub mod model;

pub use model::*;
