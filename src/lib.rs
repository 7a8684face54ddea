//! hence reads step-by-step LaTeX derivations and says of every line whether it follows from the line before.
//!
//! The folders in the order in which a note flows through them:
//! [`read`] → [`parse`] → [`elaborate`] → [`rewrite`] and [`evaluate`] (two independent judges) → [`check`] → [`report`].

pub mod certificate;
pub mod check;
pub mod diagnostic;
pub mod elaborate;
pub mod evaluate;
pub mod explain;
pub mod expr;
pub mod kernel;
pub mod number;
pub mod parse;
pub mod read;
pub mod report;
pub mod rewrite;
pub mod theory;
pub mod vocabulary;
