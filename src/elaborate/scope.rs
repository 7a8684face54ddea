//! mini scope (temporary)
use crate::expr::*;
use rustc_hash::FxHashMap;
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pub names: FxHashMap<String, SymbolId>,
}
