//! The hash-consed expression DAG: nodes, binders, free names, printing back to LaTeX.
//!
//! *Invariant:* knows no text and no laws; constructors flatten and sort, and never simplify.

mod brackets;
pub mod build;
mod indexed;
mod marks;
mod memory;
pub mod node;
pub mod operator;
pub mod print;
pub mod store;
pub mod substitute;
pub mod transfer;

pub use indexed::INDEX;
pub use marks::Marks;
pub use node::*;
pub use operator::Operator;
pub use store::Store;
pub use substitute::Substitution;
pub use transfer::Transfer;
