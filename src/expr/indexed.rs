//! Prints what has indices: components of arrays and sequences, functions with an index.

use super::print::{Level, Printer};
use super::*;

/// Stands in a function's spelling for each index, which is an argument before the others.
pub const INDEX: &str = r"\cdot";

impl Printer<'_> {
    /// `f(x)`; `f_{i}(x)` for a function of an index and of x.
    pub(super) fn call(&mut self, head: Id, args: &[Id]) -> String {
        let head = self.print(head, Level::Atom);
        let marked = head.strip_suffix('}').and_then(|h| h.rsplit_once("_{"));
        let indexed = marked.filter(|(_, marks)| marks.split(' ').all(|mark| mark == INDEX));
        let Some((name, marks)) = indexed else {
            return format!("{head}({})", self.arguments(args));
        };
        let count = marks.split(' ').count().min(args.len());
        let (indices, args) = args.split_at(count);
        let name = self.subscribed(name, indices);
        format!("{name}({})", self.arguments(args))
    }

    /// The arguments of a function; a sequence and a number are its items up to there.
    fn arguments(&mut self, args: &[Id]) -> String {
        let mut shown = Vec::new();
        let mut rest = args.iter();
        while let Some(&arg) = rest.next() {
            let last = match (self.store.node(arg), self.store.sort(arg)) {
                (Node::Name(_), Sort::Sequence(_)) => rest.next(),
                _ => None,
            };
            let Some(&last) = last else {
                shown.push(self.list(&[arg]));
                continue;
            };
            let base = self.print(arg, Level::Atom);
            let last = self.list(&[last]);
            let ends = ["1", &last].map(|index| with_index(&base, index));
            shown.push(ends.join(r", \ldots, "));
        }
        shown.join(", ")
    }

    pub(super) fn component(&mut self, base: Id, indices: &[Id]) -> String {
        let base = self.print(base, Level::Atom);
        self.subscribed(&base, indices)
    }

    fn subscribed(&mut self, base: &str, indices: &[Id]) -> String {
        with_index(base, &self.list(indices))
    }
}

/// A name with indices after its marks.
fn with_index(base: &str, indices: &str) -> String {
    match base.strip_suffix('}').and_then(|b| b.rsplit_once("_{")) {
        Some((head, marks)) if !marks.contains(['{', '}']) => {
            format!("{head}_{{{marks},{indices}}}")
        }
        _ => format!("{base}_{{{indices}}}"),
    }
}
