//! Proofs on paper: everything that the kernel needs to check them again, and nothing else.
//!
//! *Invariant:* knows no search, no note and no judge; a certificate is replayed by the kernel alone.

mod export;
mod format;
mod import;
mod verify;

pub use export::{Claimed, Exporter};
pub use format::{Certificate, LawText, NoteProofs, SCHEMA};
pub use verify::{Refused, Verified, verify};
