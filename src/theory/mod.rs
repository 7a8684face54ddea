//! What is known: laws and distributions as rows of data, and the facts of the notes.
//!
//! *Invariant:* states, never searches; a law is a row with its conditions.

pub mod fact;
pub mod instance;
pub mod law;
pub mod laws;
pub mod load;
mod shared;
mod statement;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::expr::Store;

pub use fact::{Context, Fact, FactId, FactKind};
pub use instance::{Instance, instantiate};
pub use law::{Law, LawId};
pub use load::{Row, RowError};
pub use shared::Shared;
pub use statement::{Statement, Variable, statement};

/// All laws, in order of their places.
#[derive(Debug)]
pub struct Theory {
    laws: Vec<Law>,
    ids: FxHashMap<&'static str, LawId>,
}

impl Theory {
    /// The laws that come with the program, and a store that holds their expressions: a note's store is a clone of it.
    ///
    /// # Panics
    /// If a row is malformed, which a test excludes.
    pub fn standard() -> (&'static Store, &'static Theory) {
        static STANDARD: OnceLock<(Store, Theory)> = OnceLock::new();
        let (store, theory) = STANDARD.get_or_init(|| {
            let mut store = Store::new();
            match load::laws(&mut store, laws::DOMAINS) {
                Ok((laws, ids)) => (store, Theory { laws, ids }),
                Err(error) => panic!("{error}"),
            }
        });
        (store, theory)
    }

    /// The law of that id.
    pub fn law(&self, id: &str) -> Option<LawId> {
        self.ids.get(id).copied()
    }

    pub fn get(&self, id: LawId) -> &Law {
        &self.laws[id.0 as usize]
    }

    pub fn laws(&self) -> &[Law] {
        &self.laws
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_loads() {
        assert!(super::Theory::standard().1.law("log-product").is_some());
    }
}
