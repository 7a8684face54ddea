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
            return format!("{head}({})", self.list(args));
        };
        let count = marks.split(' ').count().min(args.len());
        let (indices, args) = args.split_at(count);
        let name = self.subscribed(name, indices);
        format!("{name}({})", self.list(args))
    }

    pub(super) fn component(&mut self, base: Id, indices: &[Id]) -> String {
        let base = self.print(base, Level::Atom);
        self.subscribed(&base, indices)
    }

    /// The indices after the marks of a name.
    fn subscribed(&mut self, base: &str, indices: &[Id]) -> String {
        let indices = self.list(indices);
        match base.strip_suffix('}').and_then(|b| b.rsplit_once("_{")) {
            Some((head, marks)) if !marks.contains(['{', '}']) => {
                format!("{head}_{{{marks},{indices}}}")
            }
            _ => format!("{base}_{{{indices}}}"),
        }
    }
}
