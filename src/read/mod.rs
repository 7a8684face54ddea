//! Stage 1: a file becomes a [`note::Note`].
//!
//! *Invariant:* knows where mathematics stands in a file, never what it says.

mod delimiters;
pub mod directive;
mod file;
mod finder;
mod items;
mod latex;
mod macros;
mod markdown;
mod markup;
pub mod note;
mod notebook;
mod region;

pub use file::read;
