//! How much work a claim may cost.

use crate::expr::Store;

/// Work left, in nodes made and rules applied; the same on every machine.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Nodes that may still be made.
    pub nodes: usize,
    /// Rules that may still be applied.
    pub rules: usize,
    /// Size of the store when the present stage began.
    mark: usize,
}

impl Budget {
    pub fn new(nodes: usize, rules: usize) -> Self {
        Budget {
            nodes,
            rules,
            mark: 0,
        }
    }

    /// Begins a stage: nodes are counted from here.
    pub fn begin(&mut self, store: &Store) {
        self.mark = store.len();
    }

    /// Ends a stage: what it made is spent.
    pub fn end(&mut self, store: &Store) {
        self.nodes = self.nodes.saturating_sub(store.len() - self.mark);
        self.mark = store.len();
    }

    /// True while there is work left.
    pub fn allows(&self, store: &Store) -> bool {
        self.rules > 0 && store.len() - self.mark <= self.nodes
    }

    /// Counts one rule.
    pub fn spend(&mut self) {
        self.rules = self.rules.saturating_sub(1);
    }
}

impl Default for Budget {
    /// Enough for the longest steps seen in notes, a fraction of a second.
    fn default() -> Self {
        Budget::new(200_000, 50_000)
    }
}
