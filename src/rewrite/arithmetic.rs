//! Sums, products, powers and chains to the kernel's sums of monomials.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::kernel::ring::Ring;
use crate::number::Rational;

/// Monomials that one normal form may cost.
const MONOMIALS: u64 = 20_000;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let algebraic = matches!(
        n.store.node(id),
        Node::Sum(_)
            | Node::Product(_)
            | Node::Power(..)
            | Node::Chain(_)
            | Node::Apply(Operator::Transpose, _)
    );
    if !algebraic {
        return None;
    }
    let to = n.canonical(id)?;
    (to != id).then(|| n.ring(id, to))
}

impl Normalizer<'_> {
    /// The canonical form of an expression, where what it needs can be relied on.
    pub fn canonical(&mut self, id: Id) -> Option<Id> {
        let (to, conditions) = Ring::new(self.store, &mut self.canon, MONOMIALS)
            .normal(id)
            .ok()?;
        conditions.into_iter().all(|c| self.holds(c)).then_some(to)
    }

    /// A canonical expression times a number.
    pub fn multiple(&mut self, id: Id, factor: Rational) -> Option<Id> {
        let factor = self.store.number(factor);
        let product = self.store.product(&[factor, id]);
        self.canonical(product)
    }
}
