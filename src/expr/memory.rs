//! What a stage remembers of the expressions of one store.

use std::any::{Any, TypeId};
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};

use rustc_hash::FxHashMap;

use super::store::Store;

/// Tables that stages keep beside a store, one of each type. Ids mean the same for as long as the store lives; a clone
/// goes its own way and starts without them.
#[derive(Default)]
pub(super) struct Memory(FxHashMap<TypeId, Box<dyn Table>>);

/// What may be kept beside a store.
pub trait Table: Any + Send + Sync + UnwindSafe + RefUnwindSafe {}

impl<T: Any + Send + Sync + UnwindSafe + RefUnwindSafe> Table for T {}

impl Clone for Memory {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memory of {} tables", self.0.len())
    }
}

impl Store {
    /// Takes out the table of that type, empty at first. Only who can name the type can read or change it.
    pub fn recall<T: Table + Default>(&mut self) -> Box<T> {
        let table = self.memory.0.remove(&TypeId::of::<T>());
        let table = table.map(|table| table as Box<dyn Any>);
        table
            .and_then(|table| table.downcast().ok())
            .unwrap_or_default()
    }

    /// Puts a table back.
    pub fn remember<T: Table>(&mut self, table: Box<T>) {
        self.memory.0.insert(TypeId::of::<T>(), table);
    }
}
