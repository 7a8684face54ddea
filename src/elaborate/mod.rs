//! Stage 3: syntax trees become expressions: chains, scopes, sorts, readings, repairs, definitions, hypotheses.
//!
//! *Invariant:* judges nothing; returns the usual reading and names what it could not read.

pub mod associate;
pub mod basic;
pub mod carried;
pub mod chains;
pub mod declare;
pub mod phrases;
pub mod roles;
pub mod sentences;
