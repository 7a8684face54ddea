//! Entropies beside logarithms to a base: `H(X) = -\sum_x p(x) \log_2 p(x)` is in bits.
//!
//! Where all logarithms of a derivation are written with one base, its entropies and divergences are to that base.

use super::*;
use crate::elaborate::names::{head_spelling, mark};
use crate::vocabulary::{Head, Quantity, head};

/// The base with which all logarithms of the sides are written, beside an entropy or divergence; None for the natural ones.
pub fn common_base(sides: &[&Tree]) -> Option<Tree> {
    let mut found = Found::default();
    sides.iter().for_each(|side| found.look(side));
    let (base, others) = found.bases.split_first()?;
    let one = others.iter().all(|other| mark(other) == mark(base));
    (one && !found.unwritten && found.measured && mark(base) != "e").then(|| (*base).clone())
}

/// True if a logarithm of the tree is written with another base.
pub fn has_other_base(tree: &Tree, base: &Tree) -> bool {
    let mut found = Found::default();
    found.look(tree);
    let other = |own: &str| own != "e" && own != mark(base);
    found.bases.iter().any(|own| other(&mark(own)))
}

/// What the sides show of logarithms.
#[derive(Default)]
struct Found<'t> {
    bases: Vec<&'t Tree>,
    /// A logarithm without a base.
    unwritten: bool,
    /// An entropy or a divergence.
    measured: bool,
}

impl<'t> Found<'t> {
    fn look(&mut self, tree: &'t Tree) {
        if let Kind::Scripts {
            base,
            sub: Some(sub),
            ..
        } = &tree.kind
            && is_logarithm(base)
        {
            self.bases.push(sub);
            return;
        }
        use Quantity::{CrossEntropy, Divergence, Entropy, MutualInformation};
        self.unwritten |= is_logarithm(tree);
        let known = head_spelling(tree).and_then(|spelling| head(&spelling));
        self.measured |= matches!(
            known,
            Some((
                Head::Quantity(Entropy | CrossEntropy | Divergence | MutualInformation),
                _
            ))
        );
        for child in tree.children() {
            self.look(child);
        }
    }
}

fn is_logarithm(tree: &Tree) -> bool {
    let leaf = matches!(tree.kind, Kind::Operator(_) | Kind::Name(_));
    let known = head_spelling(tree).and_then(|spelling| head(&spelling));
    leaf && matches!(known, Some((Head::Logarithm(_), _)))
}

impl Lowering<'_> {
    /// An entropy or a divergence in the unit of the logarithms beside it.
    pub(super) fn in_unit(&mut self, id: Id) -> Read<Id> {
        // A function of parameters is what the note defines it to be.
        let Some(base) = self.scope.log_base.clone() else {
            return Ok(id);
        };
        if matches!(self.store.node(id), Node::Call(..)) {
            return Ok(id);
        }
        let base = self.scalar(&base)?;
        let unit = self.store.log(base);
        Ok(self.store.divide(id, unit))
    }
}
