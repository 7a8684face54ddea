//! What is known: laws and distributions as rows of data, and the facts of the notes.
//!
//! *Invariant:* states, never searches; a law is a row with its conditions.

pub mod fact;
pub mod law;

pub use fact::{Context, Fact, FactId, FactKind};
pub use law::{Law, LawId};
