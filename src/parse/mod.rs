//! Stage 2: LaTeX mathematics becomes a [`tree::Tree`] with offsets.
//!
//! *Invariant:* knows notation, no meaning; never fails, and loses no token.

pub mod tree;
