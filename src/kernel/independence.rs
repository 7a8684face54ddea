//! Independence: of constants, and of functions of different variables that are independent together.
//!
//! A statement lists names and sequences; of a sequence all items are independent of each other and of all else in the
//! list. Two items of one sequence are different only where their indices surely are.

use super::entail::{Entailment, constant};
use crate::expr::*;

/// Binders that are opened in one value; what has more is left alone.
const OPENED: u32 = 64;

impl Entailment {
    pub(super) fn independent(&mut self, store: &mut Store, args: &[Id]) -> bool {
        let mut opener = Opener {
            args: args.to_vec(),
            used: Vec::new(),
        };
        let mut parts: Vec<Vec<Id>> = Vec::new();
        for &arg in args {
            let mut found = Vec::new();
            match opener.sources(store, arg, &mut found) {
                Some(()) if found.is_empty() => {}
                Some(()) => parts.push(found),
                None => return false,
            }
        }
        if parts.len() < 2 {
            return true;
        }
        let Some(at) = self.said_of(store, &parts) else {
            return false;
        };
        self.use_statement(at);
        (1..parts.len()).all(|at| {
            let (before, part) = (&parts[..at], &parts[at]);
            let mut pairs = before
                .iter()
                .flatten()
                .flat_map(|a| part.iter().map(move |b| (*a, *b)));
            pairs.all(|(a, b)| self.differ(store, a, b))
        })
    }

    /// The statement that all these are independent together.
    fn said_of(&self, store: &Store, parts: &[Vec<Id>]) -> Option<usize> {
        let covers = |known: &[Id], source: &Id| {
            known.contains(source)
                || matches!(store.node(*source), Node::Component(base, _) if known.contains(base))
        };
        let usable = self.known.usable();
        let found = usable
            .into_iter()
            .find(|&(_, statement)| match store.node(statement) {
                Node::Apply(Operator::Independent, known) => {
                    parts.iter().flatten().all(|source| covers(known, source))
                }
                _ => false,
            });
        found.map(|(at, _)| at)
    }

    /// True if two variables surely are not the same one.
    fn differ(&mut self, store: &mut Store, a: Id, b: Id) -> bool {
        if a == b {
            return false;
        }
        match (store.node(a).clone(), store.node(b).clone()) {
            (Node::Component(base, these), Node::Component(other, those)) if base == other => {
                these.len() == those.len()
                    && these.iter().zip(&those).any(|(&i, &j)| {
                        let apart = [
                            (Comparison::Less, i, j),
                            (Comparison::Less, j, i),
                            (Comparison::NotEqual, i, j),
                        ];
                        apart.into_iter().any(|(relation, i, j)| {
                            let condition = store.relation(relation, i, j);
                            self.holds(store, condition)
                        })
                    })
            }
            (Node::Component(base, _), _) => base != b,
            (_, Node::Component(base, _)) => base != a,
            _ => true,
        }
    }
}

/// Finds the variables that values depend on. Each binder is opened with a local name of its own: two that run over the same
/// range need not be at the same place.
struct Opener {
    args: Vec<Id>,
    used: Vec<SymbolId>,
}

impl Opener {
    /// The names and items that a value depends on; None where chance comes in otherwise.
    fn sources(&mut self, store: &mut Store, id: Id, found: &mut Vec<Id>) -> Option<()> {
        if constant(store, id) {
            return Some(());
        }
        match store.node(id).clone() {
            Node::Name(_) if matches!(store.sort(id), Sort::Random(_)) => found.push(id),
            Node::Name(_) => return None,
            Node::Component(base, indices) => {
                let item = matches!(store.node(base), Node::Name(_))
                    && matches!(store.sort(base), Sort::Sequence(_))
                    && indices.iter().all(|&index| constant(store, index));
                found.push(item.then_some(id)?);
            }
            Node::Bind(BinderKind::Sum | BinderKind::Product, sort, domain, body) => {
                if self.used.len() as u32 >= OPENED
                    || !domain.ids().iter().all(|&end| constant(store, end))
                {
                    return None;
                }
                let name = self.fresh(store, sort, domain);
                let open = store.instantiate(body, name);
                self.sources(store, open, found)?;
            }
            Node::Call(..) | Node::Bound(..) | Node::Bind(..) => return None,
            _ => {
                for child in store.children(id) {
                    self.sources(store, child, found)?;
                }
            }
        }
        Some(())
    }

    /// A local name that was not used before and stands in none of the values.
    fn fresh(&mut self, store: &mut Store, sort: SortId, domain: Domain) -> Id {
        let mut depth = 0;
        loop {
            let local = store.local(sort, domain, depth);
            let taken = self.used.contains(&local)
                || self.args.iter().any(|&arg| store.mentions(arg, local));
            if !taken {
                self.used.push(local);
                return store.name(local);
            }
            depth += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::entail::holds;
    use crate::theory::Context;

    struct Desk {
        store: Store,
        context: Context,
    }

    impl Desk {
        /// All items of the sequence U are independent.
        fn new() -> Self {
            let mut desk = Desk {
                store: Store::new(),
                context: Context::default(),
            };
            let sequence = desk.sequence("U");
            let together = desk.store.apply(Operator::Independent, &[sequence]);
            desk.context.hypotheses.push((together, "line 1".into()));
            desk
        }

        fn sequence(&mut self, spelling: &str) -> Id {
            let real = self.store.intern_sort(Sort::Real);
            let random = self.store.intern_sort(Sort::Random(real));
            let symbol = (self.store).declare_as(spelling, Sort::Sequence(random), Role::Note, 0);
            self.store.name(symbol)
        }

        fn integer(&mut self, spelling: &str) -> Id {
            let symbol = self
                .store
                .declare_as(spelling, Sort::Integer, Role::Note, 0);
            self.store.name(symbol)
        }

        fn item(&mut self, sequence: &str, index: Id) -> Id {
            let sequence = self.sequence(sequence);
            self.store.component(sequence, &[index])
        }

        fn numbered(&mut self, sequence: &str, index: i64) -> Id {
            let index = self.store.integer(index);
            self.item(sequence, index)
        }

        /// The sum of the items of U, each moved on by so many places, up to n.
        fn sum(&mut self, from: i64, moved: i64) -> Id {
            let integer = self.store.intern_sort(Sort::Integer);
            let (bound, moved) = (self.store.bound(0, integer), self.store.integer(moved));
            let index = self.store.sum(&[bound, moved]);
            let item = self.item("U", index);
            let (from, n) = (self.store.integer(from), self.integer("n"));
            (self.store).bind(BinderKind::Sum, integer, Domain::Range(from, n), item)
        }

        fn independent(&mut self, args: &[Id]) -> bool {
            let condition = self.store.apply(Operator::Independent, args);
            let zero = self.store.integer(0);
            let claim = (zero, Comparison::Equal, zero);
            holds(&mut self.store, &self.context, claim, condition)
        }
    }

    #[test]
    fn items_at_different_places_are_independent() {
        let mut desk = Desk::new();
        let (first, second) = (desk.numbered("U", 1), desk.numbered("U", 2));
        assert!(desk.independent(&[first, second]));
        assert!(!desk.independent(&[first, first]));
        let (i, j) = (desk.integer("i"), desk.integer("j"));
        let (at_i, at_j) = (desk.item("U", i), desk.item("U", j));
        assert!(!desk.independent(&[at_i, at_j]));
        let apart = desk.store.relation(Comparison::NotEqual, i, j);
        desk.context.hypotheses.push((apart, "line 2".into()));
        assert!(desk.independent(&[at_i, at_j]));
    }

    #[test]
    fn statistics_of_common_items_are_not() {
        let mut desk = Desk::new();
        let (first, all, later) = (desk.numbered("U", 1), desk.sum(1, 0), desk.sum(2, 0));
        assert!(!desk.independent(&[first, all]));
        assert!(desk.independent(&[first, later]));
        // Both sums run over the same range, but at places of their own.
        let moved = desk.sum(1, 1);
        assert!(!desk.independent(&[all, moved]));
        let square = desk.store.product(&[first, first]);
        assert!(!desk.independent(&[square, all]));
    }

    #[test]
    fn nothing_is_said_of_other_sequences() {
        let mut desk = Desk::new();
        let (ours, other, another) = (
            desk.numbered("U", 1),
            desk.numbered("V", 1),
            desk.numbered("V", 2),
        );
        assert!(!desk.independent(&[ours, other]));
        assert!(!desk.independent(&[other, another]));
    }
}
