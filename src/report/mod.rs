//! Stage 7: one [`model::Report`], one file a format.
//!
//! [`finding`] says what a person should look at; every format but the JSON (which is the report itself) prints findings.
//!
//! *Invariant:* computes nothing about mathematics.

mod concise;
mod finding;
mod format;
mod github;
pub mod graph;
mod json;
mod junit;
pub mod model;
mod phrase;
mod sarif;
mod snippet;
mod text;

pub use finding::{Finding, Level, Strictness, findings};
pub use format::{Detail, Format, Settings, write};
pub use model::*;
pub use phrase::verdict;

#[cfg(test)]
mod example;
