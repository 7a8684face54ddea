//! Exact rationals and outward-rounded intervals.
//!
//! *Invariant:* the only module that names a crate for big numbers.

pub mod interval;
pub mod rational;
mod series;

pub use interval::Interval;
pub use rational::Rational;
