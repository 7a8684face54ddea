//! Stage 2: LaTeX mathematics becomes a [`tree::Tree`] with offsets.
//!
//! [`lexer`] → [`macros`] → [`structure`] (braces, environments) → [`fonts`] → [`rows`] → [`brackets`] and [`bars`] →
//! [`statement`] → [`expression`], [`factor`], [`operator`] by precedence. What a command means is a row of [`commands`].
//!
//! *Invariant:* knows notation, no meaning; never fails, and loses no token.

mod bars;
mod brackets;
mod commands;
#[cfg(test)]
mod coverage;
mod display;
mod environment;
mod expression;
mod factor;
mod fonts;
mod lexer;
pub mod macros;
mod name;
mod operator;
mod parser;
mod relation;
mod rows;
mod slashed;
mod statement;
mod structure;
#[cfg(test)]
mod tests;
pub mod tree;

pub use macros::Macro;
pub use rows::{parse, parse_expression, parse_statement};
