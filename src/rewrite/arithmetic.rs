//! Sums, products, powers and chains to the kernel's sums of monomials.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::kernel::ring;
use crate::number::Rational;

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
        if let Some(&known) = self.answers.canon.get(&id) {
            return known;
        }
        let found = ring::normal(self.store, id).ok();
        let canonical = found.and_then(|(to, conditions)| {
            let hold = conditions.into_iter().all(|c| self.holds(c));
            hold.then_some(to)
        });
        self.answers.canon.insert(id, canonical);
        canonical
    }

    /// A canonical expression times a number.
    pub fn multiple(&mut self, id: Id, factor: Rational) -> Option<Id> {
        let factor = self.store.number(factor);
        let product = self.store.product(&[factor, id]);
        self.canonical(product)
    }
}
