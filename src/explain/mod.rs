//! One step in full: its proof line by line, its counterexample as a program, or what a proof lacks.
//!
//! *Invariant:* judges nothing; shows what `check` found.

mod context;
mod formula;
mod html;
mod lines;
mod mathml;
mod multiplied;
mod place;
mod text;
mod write;

pub use context::{Meaning, meaning, meaning_text};
pub use formula::plain;
pub use html::html;
pub use place::{Place, Unplaced};
pub use text::text;
pub use write::{Explanation, Line, Open, UsedLaw, explain};
