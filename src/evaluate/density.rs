//! Values of densities of a family: by their definition, or from the model's joint density.

use std::rc::Rc;

use super::evaluator::Evaluator;
use super::model::{Family, Given, Marginal, Space};
use super::normal::{self, Normal};
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Result, Value};
use crate::expr::*;
use crate::number::Rational;
use smallvec::SmallVec;

pub(super) type Slots<N> = SmallVec<[(SymbolId, Value<N>); 2]>;

/// A mixture of the model in one kind of numbers: weight and density of each slot of the components.
#[derive(Debug)]
pub(super) struct Mixture<N>(Vec<(N, Vec<Prepared<N>>)>);

/// The density of one slot, with what it takes at all points.
#[derive(Debug)]
enum Prepared<N> {
    Normal(Vec<Normal<N>>),
    Finite(Rc<Space>, Vec<N>),
}

impl<N: Scalar> Evaluator<'_, N> {
    pub(super) fn density(
        &mut self,
        family: SymbolId,
        of: &[(SymbolId, Id)],
        given: &[(SymbolId, Id)],
    ) -> Result<Value<N>> {
        if let Some(body) = self.row_of(family, of, given) {
            let args = of.iter().chain(given).map(|&(_, id)| self.evaluate(id));
            let args: SmallVec<[Value<N>; 2]> = args.collect::<Result<_>>()?;
            return self.enter(args, body);
        }
        let mut values = |pairs: &[(SymbolId, Id)]| -> Result<Slots<N>> {
            pairs
                .iter()
                .map(|&(slot, id)| Ok((slot, self.evaluate(id)?)))
                .collect()
        };
        let (of, given) = (values(of)?, values(given)?);
        self.density_at(family, of, given)
    }

    /// The body of the definition that gives this density, with its arguments; None if no definition does.
    pub(super) fn defined_density(
        &mut self,
        family: SymbolId,
        of: &[(SymbolId, Id)],
        given: &[(SymbolId, Id)],
    ) -> Result<Option<(Vec<Value<N>>, Id)>> {
        let Some(body) = self.row_of(family, of, given) else {
            return Ok(None);
        };
        let args = of.iter().chain(given).map(|&(_, id)| self.evaluate(id));
        Ok(Some((args.collect::<Result<_>>()?, body)))
    }

    /// The body of the definition of a density with these slots, whatever stands in them.
    fn row_of<V>(
        &self,
        family: SymbolId,
        of: &[(SymbolId, V)],
        given: &[(SymbolId, V)],
    ) -> Option<Id> {
        let same = |slots: &[SymbolId], pairs: &[(SymbolId, V)]| {
            slots.len() == pairs.len()
                && slots.iter().zip(pairs).all(|(slot, pair)| *slot == pair.0)
        };
        let rows = self.problem.densities.get(&family)?;
        let row = rows
            .iter()
            .find(|row| same(&row.of, of) && same(&row.given, given))?;
        Some(row.body)
    }

    fn density_at(&mut self, family: SymbolId, of: Slots<N>, given: Slots<N>) -> Result<Value<N>> {
        if self.problem.densities.contains_key(&family) {
            if let Some(body) = self.row_of(family, &of, &given) {
                let args = of.into_iter().chain(given).map(|(_, v)| v);
                return self.enter(args, body);
            }
            return self.derived_density(family, of, given);
        }
        let Some(Given::Family(joint)) = self.model.values.get(&family).cloned() else {
            return Err(Trouble::Cannot(Cannot::NoInterpretation));
        };
        let below = match given.is_empty() {
            true => None,
            false => Some(self.marginal(family, &joint, &given)?),
        };
        let all: Slots<N> = of.into_iter().chain(given).collect();
        let above = self.marginal(family, &joint, &all)?;
        Ok(Value::Real(match below {
            Some(below) => above.div(&below)?,
            None => above,
        }))
    }

    /// The model's marginal density of some slots.
    fn marginal(&mut self, family: SymbolId, joint: &Rc<Family>, at: &Slots<N>) -> Result<N> {
        match &**joint {
            Family::Table {
                slots,
                spaces,
                cells,
            } => {
                let mut mask = 0u64;
                let mut place = 0;
                for (axis, (slot, space)) in slots.iter().zip(spaces).enumerate() {
                    if let Some((_, value)) = at.iter().find(|(s, _)| s == slot) {
                        mask |= 1 << axis.min(63);
                        place = place * space.points.len() + self.point_index(space, value)?;
                    }
                }
                let table = self.marginal_table(family, spaces, cells, mask)?;
                Ok(table[place].clone())
            }
            Family::Mixture { slots, .. } => {
                let mixture = self.mixture(family, joint)?;
                let mut sum = self.number(0);
                for (weight, row) in &mixture.0 {
                    let mut height = weight.clone();
                    for (slot, marginal) in slots.iter().zip(row) {
                        if let Some((_, value)) = at.iter().find(|(s, _)| s == slot) {
                            height = height.mul(&self.marginal_density(marginal, value)?)?;
                        }
                    }
                    sum = sum.add(&height)?;
                }
                Ok(sum)
            }
        }
    }

    fn mixture(&mut self, family: SymbolId, joint: &Family) -> Result<Rc<Mixture<N>>> {
        if let Some(known) = self.mixtures.get(&family) {
            return Ok(known.clone());
        }
        let Family::Mixture {
            weights,
            components,
            ..
        } = joint
        else {
            return Err(Trouble::Cannot(Cannot::NoInterpretation));
        };
        let number = |x: &Rational| N::rational(x, self.bits);
        let prepared = |marginal: &Marginal| -> Result<Prepared<N>> {
            Ok(match marginal {
                Marginal::Normal(entries) => {
                    let normal = |(mean, variance): &(Rational, Rational)| {
                        Normal::new(number(mean)?, &number(variance)?)
                    };
                    Prepared::Normal(entries.iter().map(normal).collect::<Result<_>>()?)
                }
                Marginal::Finite(space, densities) => Prepared::Finite(
                    space.clone(),
                    densities.iter().map(number).collect::<Result<_>>()?,
                ),
            })
        };
        let rows = weights.iter().zip(components).map(|(weight, row)| {
            let row = row.iter().map(prepared).collect::<Result<_>>()?;
            Ok((number(weight)?, row))
        });
        let mixture = Rc::new(Mixture(rows.collect::<Result<_>>()?));
        self.mixtures.insert(family, mixture.clone());
        Ok(mixture)
    }

    fn marginal_density(&mut self, marginal: &Prepared<N>, at: &Value<N>) -> Result<N> {
        match marginal {
            Prepared::Normal(entries) => match at {
                Value::Real(x) => normal::log_density(entries, std::slice::from_ref(x)),
                at => normal::log_density(entries, &at.matrix()?.entries),
            }?
            .exp(),
            Prepared::Finite(space, densities) => {
                Ok(densities[self.point_index(space, at)?].clone())
            }
        }
    }

    fn point_index(&self, space: &Space, value: &Value<N>) -> Result<usize> {
        for (at, point) in space.points.iter().enumerate() {
            if self.given(point)?.same_point(value) {
                return Ok(at);
            }
        }
        Err(Trouble::Undecided("a point outside of the model's space"))
    }

    /// The table summed, with weights, over the axes that are not in the mask.
    fn marginal_table(
        &mut self,
        family: SymbolId,
        spaces: &[Rc<Space>],
        cells: &[Rational],
        mask: u64,
    ) -> Result<Rc<Vec<N>>> {
        if let Some(known) = self.marginals.get(&(family, mask)) {
            return Ok(known.clone());
        }
        let mut sums: Vec<Rational> = cells.to_vec();
        // From the last axis, so that the strides of those before stay.
        let mut after = 1;
        for (axis, space) in spaces.iter().enumerate().rev() {
            let count = space.points.len();
            if mask >> axis.min(63) & 1 == 1 {
                after *= count;
                continue;
            }
            let blocks = sums.len() / (count * after);
            let mut reduced = vec![Rational::zero(); blocks * after];
            for (place, value) in sums.iter().enumerate() {
                let (block, rest) = (place / (count * after), place % (count * after));
                let target = block * after + rest % after;
                let weighted = value.mul(&space.weights[rest / after]);
                reduced[target] = reduced[target].add(&weighted);
            }
            sums = reduced;
        }
        let table: Vec<N> = sums
            .iter()
            .map(|x| N::rational(x, self.bits))
            .collect::<Result<_>>()?;
        let table = Rc::new(table);
        self.marginals.insert((family, mask), table.clone());
        Ok(table)
    }
}
