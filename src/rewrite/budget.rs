//! How much work a claim may cost.

use crate::expr::Store;

/// Work left, in nodes made (with their edges) and rules applied; the same on every machine.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Nodes and edges that may still be made.
    pub nodes: usize,
    /// Rules that may still be applied.
    pub rules: usize,
    /// Size of the store when the present stage began.
    mark: usize,
}

impl Budget {
    /// That many nodes and edges, and a rule for every 25 of them: about what rules make in the derivations of notes.
    pub fn new(nodes: usize) -> Self {
        Budget {
            nodes,
            rules: nodes / 25,
            mark: 0,
        }
    }

    /// Begins a stage: nodes are counted from here.
    pub fn begin(&mut self, store: &Store) {
        self.mark = store.size();
    }

    /// Ends a stage: what it made is spent.
    pub fn end(&mut self, store: &Store) {
        self.nodes = self.nodes.saturating_sub(store.size() - self.mark);
        self.mark = store.size();
    }

    /// True while there is work left.
    pub fn allows(&self, store: &Store) -> bool {
        self.rules > 0 && store.size() - self.mark <= self.nodes
    }

    /// Counts one rule.
    pub fn spend(&mut self) {
        self.rules = self.rules.saturating_sub(1);
    }
}

impl Default for Budget {
    /// Enough for the longest steps seen in notes, a fraction of a second.
    fn default() -> Self {
        Budget::new(500_000)
    }
}
