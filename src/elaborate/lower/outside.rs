//! Letters that stand outside of all sums of a formula: no sum in it binds them.

use super::*;
use crate::elaborate::evidence::letter_of;

/// Collects the letters that stand outside of all sums, products and integrals of a tree.
pub(super) fn letters_outside(tree: &Tree, found: &mut Vec<String>) {
    match &tree.kind {
        Kind::Big { .. } | Kind::Integral { .. } => {}
        Kind::Name(name) => found.push(names::letter(name)),
        _ => tree
            .children()
            .into_iter()
            .for_each(|child| letters_outside(child, found)),
    }
}

impl Lowering<'_> {
    /// Of `y_j + \sum_{i \neq j} y_i` only i is bound: j stands outside of the sum as well.
    pub(super) fn not_outside(&self, sides: &[&Tree], free: Vec<usize>) -> Vec<usize> {
        let outside = |&&at: &&usize| {
            letter_of(sides[at]).is_some_and(|letter| self.outside.contains(&letter))
        };
        let inside: Vec<usize> = free.iter().filter(|at| !outside(at)).copied().collect();
        match inside.is_empty() {
            true => free,
            false => inside,
        }
    }
}
