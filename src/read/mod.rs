//! Stage 1: a file becomes a [`note::Note`].
//!
//! *Invariant:* knows where mathematics stands in a file, never what it says.

pub mod note;
