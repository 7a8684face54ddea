//! What is known without the note: names and operators, their spellings and the shapes of their arguments.
//!
//! *Invariant:* rows of data; knows no syntax tree and no note.

pub mod constants;
pub mod distributions;
pub mod heads;

pub use distributions::{Distribution, distribution};
pub use heads::{Head, Quantity, Surety, head};
