//! Ranges of free indices: `x_j` beside `\sum_{i=1}^n x_i` is one of the items that are summed.

use rustc_hash::FxHashMap;

use crate::expr::{BinderKind, Comparison, Domain, Id, Node, Sort, Store, SymbolId};

/// Ends of a range; None where the ranges of a name differ.
type Ends = Option<(Id, Id)>;

/// That every free index of an item lies in the range over which sums run through the items, for all such indices of the
/// expressions, each once.
pub fn conditions(store: &mut Store, ids: &[Id]) -> Vec<Id> {
    let mut seen = Seen::default();
    for &id in ids {
        seen.visit(store, id, &mut Vec::new());
    }
    let mut found = Vec::new();
    for (sequence, index) in seen.indices {
        let Some(Some((low, high))) = seen.ranges.get(&sequence).copied() else {
            continue;
        };
        let ends = [(low, index), (index, high)];
        for (a, b) in ends {
            let condition = store.relation(Comparison::LessEqual, a, b);
            if !found.contains(&condition) {
                found.push(condition);
            }
        }
    }
    found
}

#[derive(Default)]
struct Seen {
    ranges: FxHashMap<SymbolId, Ends>,
    indices: Vec<(SymbolId, Id)>,
}

impl Seen {
    fn visit(&mut self, store: &Store, id: Id, bound: &mut Vec<Ends>) {
        match *store.node(id) {
            Node::Component(base, ref indices) => {
                if let (Node::Name(sequence), [index]) = (store.node(base), &indices[..]) {
                    self.item(store, *sequence, *index, bound);
                }
            }
            Node::Bind(kind, _, domain, body) => {
                for end in domain.ids() {
                    self.visit(store, end, bound);
                }
                let ends = match domain {
                    Domain::Range(low, high) if kind == BinderKind::Sum => {
                        let closed = store.loose(low) == 0 && store.loose(high) == 0;
                        closed.then_some((low, high))
                    }
                    _ => None,
                };
                bound.push(ends);
                self.visit(store, body, bound);
                bound.pop();
                return;
            }
            _ => {}
        }
        for child in store.children(id) {
            self.visit(store, child, bound);
        }
    }

    fn item(&mut self, store: &Store, sequence: SymbolId, index: Id, bound: &[Ends]) {
        match store.node(index) {
            Node::Bound(level, _) => {
                let at = bound.len().checked_sub(1 + *level as usize);
                let ends = at.and_then(|at| bound[at]);
                let known = self.ranges.entry(sequence).or_insert(ends);
                if *known != ends {
                    *known = None;
                }
            }
            Node::Name(name) => {
                let integer = *store.sort_of(store.symbol(*name).sort) == Sort::Integer;
                if integer && !self.indices.contains(&(sequence, index)) {
                    self.indices.push((sequence, index));
                }
            }
            _ => {}
        }
    }
}
