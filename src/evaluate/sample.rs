//! Finding models: proposals that fit what is said of single names, then repair of what conditions still fail.

use std::rc::Rc;

use super::distribution::Support;
use super::evaluator::{Evaluator, Known};
use super::model::*;
use super::problem::Problem;
use super::rng::{Rng, key_of};
use super::scalar::Approximate;
use super::shape::Shape;
use super::trouble::{Cannot, Trouble};
use super::value::{Result, Value};
use crate::expr::*;
use crate::number::Rational;

/// Most cells of a table of densities.
const MAX_CELLS: usize = 1024;
/// Largest index of a family of densities that is told by one, `q_i(z)`.
const INDICES: i64 = 8;
/// Most entries of an array.
const MAX_ENTRIES: usize = 4096;

/// A model of the names of the problem that satisfies its conditions; None when none was found from this seed.
pub fn sample(
    store: &Store,
    problem: &Problem,
    seed: u64,
    style: Style,
    work: &mut u64,
) -> Result<Option<Model>> {
    let mut sampler = Sampler {
        store,
        problem,
        style,
        model: Model {
            seed,
            ..Model::default()
        },
        known: Known::default(),
    };
    sampler.sizes();
    sampler.spaces(work)?;
    sampler.outcomes();
    sampler.propose_all(0, work)?;
    sampler.repair(work)
}

pub(super) struct Sampler<'a> {
    pub(super) store: &'a Store,
    pub(super) problem: &'a Problem,
    style: Style,
    pub(super) model: Model,
    /// What the conditions came to so far.
    pub(super) known: Known<Approximate>,
}

impl Sampler<'_> {
    pub(super) fn rng(&self, name: SymbolId, attempt: u64) -> Rng {
        self.model.rng(self.store, name, attempt)
    }

    fn shape(&self, name: SymbolId) -> Shape {
        self.problem.shapes.get(&name).copied().unwrap_or_default()
    }

    /// Integers that size something, first: all else depends on them.
    fn sizes(&mut self) {
        let named = self.problem.names.iter();
        for &name in named.filter(|name| self.problem.sizes.contains(name)) {
            let size = self.size(name, 0);
            self.model.values.insert(name, size);
        }
    }

    fn size(&self, name: SymbolId, attempt: u64) -> Given {
        let mut rng = self.rng(name, attempt);
        let shape = self.shape(name);
        let greatest = self.problem.greatest_size;
        let low = shape.low.map_or(1, |l| (l.ceil() as i64).max(0));
        let size = match self.style {
            Style::Simple => rng.between(low.max(1), low.max(1) + 1),
            Style::Usual | Style::Edge if rng.once_in(2) => {
                rng.between(low.max(3.min(greatest)), greatest.max(low))
            }
            Style::Usual | Style::Edge => rng.between(low, greatest.max(low)),
            Style::Wide => rng.between(greatest.max(low), 8 * greatest.max(low)),
        };
        let size = shape.high.map_or(size, |h| size.min(h.floor() as i64));
        Given::Number(Rational::integer(size))
    }

    pub(super) fn spaces(&mut self, work: &mut u64) -> Result<()> {
        let mut sorts: Vec<(String, SortId)> = self
            .problem
            .spaces
            .iter()
            .map(|&sort| (self.sort_text(sort), sort))
            .collect();
        sorts.sort();
        for (text, sort) in sorts {
            let space = self.space(&text, sort, work)?;
            self.model.spaces.insert(sort, Rc::new(space));
        }
        Ok(())
    }

    /// A description of a sort that is the same in every store.
    fn sort_text(&self, sort: SortId) -> String {
        match self.store.sort_of(sort) {
            Sort::Element(Some(set)) => format!("element {}", self.store.symbol(*set).spelling),
            Sort::Vector(n) => format!("vector {:?}", self.store.node(*n)),
            other => format!("{:?}", std::mem::discriminant(other)),
        }
    }

    fn space(&self, text: &str, sort: SortId, work: &mut u64) -> Result<Space> {
        let mut rng = Rng::keyed(self.model.seed, key_of(&format!("space {text}")));
        let crowded = self.problem.slots.values().map(Vec::len).max().unwrap_or(0) > 4;
        let count = match self.style {
            _ if crowded => 2,
            Style::Simple => 2,
            Style::Usual | Style::Edge => rng.between(2, 4),
            Style::Wide => rng.between(4, 12),
        };
        let parts = if self.style == Style::Wide { 1 } else { 100 };
        let mut points = Vec::new();
        for at in 0..count {
            points.push(match self.store.sort_of(sort) {
                Sort::Element(_) => Given::Number(Rational::integer(at + 1)),
                Sort::Integer => Given::Number(Rational::integer(at)),
                Sort::Vector(n) => {
                    let n = self.count(*n, work)?;
                    // The first entry tells the points apart.
                    let entries = (0..n).map(|k| match k {
                        0 => ratio(at * 100 + rng.between(-40, 40), parts),
                        _ => ratio(rng.between(-200, 200), parts),
                    });
                    Given::Array(n, 1, entries.collect())
                }
                _ => Given::Number(ratio(at * 100 - 120 + rng.between(-40, 40), parts)),
            });
        }
        let unit = matches!(
            self.store.sort_of(sort),
            Sort::Element(_) | Sort::Integer | Sort::Truth
        );
        // Little weight makes densities large and entropies negative.
        let concentrated = self.problem.concentrates && rng.once_in(3);
        let parts = if concentrated { 200 } else { 10 };
        let weights = (0..count)
            .map(|_| match unit {
                true => Rational::one(),
                false => ratio(rng.between(2, 15), parts),
            })
            .collect();
        Ok(Space { points, weights })
    }

    /// Outcomes of a small probability space; a factor for each of the independent names would come here.
    fn outcomes(&mut self) {
        if self.problem.random.is_empty() {
            return;
        }
        let mut rng = Rng::keyed(self.model.seed, key_of("outcomes"));
        let factors = self.factors().len();
        let size = match (self.style, factors) {
            (_, 0 | 1) if self.style == Style::Simple => 3,
            (_, 0 | 1) => 6,
            (_, 2..=4) => 3,
            _ => 2,
        };
        let mut outcomes = vec![Rational::one()];
        for _ in 0..factors.max(1) {
            let shares = probabilities(&mut rng, size);
            outcomes = outcomes
                .iter()
                .flat_map(|p| shares.iter().map(move |q| p.mul(q)))
                .collect();
        }
        self.model.outcomes = outcomes;
    }

    /// Names supposed independent of others, in the factors of the space that they depend on: those that are independent
    /// of each other in different ones, the rest together.
    fn factors(&self) -> Vec<Vec<SymbolId>> {
        let mut apart: Vec<Vec<Vec<SymbolId>>> = Vec::new();
        for &condition in &self.problem.conditions {
            if let Node::Apply(Operator::Independent, args) = self.store.node(condition) {
                let names = args.iter().map(|&arg| self.store.free_names(arg));
                apart.push(names.collect());
            }
        }
        let independent = |a: SymbolId, b: SymbolId| {
            apart.iter().any(|args| {
                let place = |name| args.iter().position(|names| names.contains(&name));
                place(a).is_some() && place(b).is_some() && place(a) != place(b)
            })
        };
        let mut factors: Vec<Vec<SymbolId>> = Vec::new();
        for &name in apart.iter().flatten().flatten() {
            let known = factors.iter().flatten().any(|&other| other == name);
            if known || !self.problem.random.contains(&name) {
                continue;
            }
            let mut fitting = factors.iter_mut();
            match fitting.find(|factor| !factor.iter().any(|&other| independent(name, other))) {
                Some(factor) => factor.push(name),
                None => factors.push(vec![name]),
            }
        }
        factors.truncate(7);
        factors
    }

    /// A positive size.
    fn count(&self, id: Id, work: &mut u64) -> Result<usize> {
        let mut evaluator =
            Evaluator::<Approximate>::new(self.store, self.problem, &self.model, 64, work);
        let n = evaluator.evaluate(id)?.integer()?;
        match usize::try_from(n) {
            Ok(n) if n <= MAX_ENTRIES => Ok(n.max(1)),
            _ => Err(Trouble::Undecided("a size out of range")),
        }
    }

    /// Names in order, random ones last: their distributions have parameters.
    pub(super) fn propose_all(&mut self, attempt: u64, work: &mut u64) -> Result<()> {
        for last in [false, true] {
            for &name in &self.problem.names {
                if self.problem.random.contains(&name) == last {
                    self.propose(name, attempt, work)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn propose(&mut self, name: SymbolId, attempt: u64, work: &mut u64) -> Result<()> {
        if self.problem.definitions.contains_key(&name)
            || (self.problem.sizes.contains(&name) && self.model.values.contains_key(&name))
        {
            return Ok(());
        }
        let mut rng = self.rng(name, attempt);
        let given = if self.problem.sizes.contains(&name) {
            Some(self.size(name, attempt))
        } else if let Some(space) = self.point_space(name) {
            let at = rng.between(0, space.points.len() as i64 - 1) as usize;
            Some(space.points[at].clone())
        } else {
            let sort = self.store.symbol(name).sort;
            match self.store.sort_of(sort) {
                Sort::Truth => Some(self.random(name, sort, &mut rng, work)?),
                _ => self.of_sort(name, sort, &mut rng, work)?,
            }
        };
        if let Some(given) = given {
            self.model.values.insert(name, given);
        }
        Ok(())
    }

    /// The finite space whose points the name has to be one of.
    fn point_space(&self, name: SymbolId) -> Option<Rc<Space>> {
        let slot = self.problem.points.get(&name);
        let own = self.store.symbol(name).sort;
        let of_element = matches!(self.store.sort_of(own), Sort::Element(_)).then_some(&own);
        slot.into_iter()
            .chain(of_element)
            .find_map(|sort| self.model.spaces.get(sort).cloned())
    }

    fn of_sort(
        &self,
        name: SymbolId,
        sort: SortId,
        rng: &mut Rng,
        work: &mut u64,
    ) -> Result<Option<Given>> {
        let mut shape = self.shape(name);
        // Mostly where logarithms are defined; sometimes not, for what an identity overlooks.
        let free = shape.low.is_none() && shape.high.is_none_or(|h| h > 0.0);
        if free && self.problem.under_log.contains(&name) && !rng.once_in(4) {
            (shape.low, shape.open) = (Some(0.0), true);
        }
        Ok(Some(match self.store.sort_of(sort) {
            Sort::Real => {
                shape.integer |= self.problem.whole.contains(&name) && rng.once_in(2);
                Given::Number(draw_number(rng, &shape, self.style))
            }
            Sort::Complex => {
                let re = draw_number(rng, &shape, self.style);
                Given::Complex(re, draw_number(rng, &shape, self.style))
            }
            Sort::Integer => self.integer(name, &shape, rng, work)?,
            Sort::Truth => Given::Truth(rng.once_in(2)),
            Sort::Element(_) => Given::Number(Rational::integer(rng.between(1, 3))),
            Sort::Vector(n) => {
                let n = self.count(*n, work)?;
                Given::Array(n, 1, draw_array(rng, n, 1, &shape, self.style))
            }
            Sort::Matrix(m, n) => {
                let (m, n) = (self.count(*m, work)?, self.count(*n, work)?);
                if m * n > MAX_ENTRIES {
                    return Err(Trouble::Cannot(Cannot::TooLarge));
                }
                Given::Array(m, n, draw_array(rng, m, n, &shape, self.style))
            }
            Sort::Sequence(_) if shape.normalized => {
                let n = self.sequence_length(name);
                Given::Listed(probabilities(rng, n))
            }
            Sort::Sequence(_) | Sort::Function(..) => Given::Function {
                seed: rng.next(),
                shape,
            },
            Sort::Set(item) => {
                let item = *item;
                match self.model.spaces.get(&item) {
                    Some(space) => Given::Set(space.points.clone()),
                    None => self.finite_set(name, item, rng, work)?,
                }
            }
            Sort::Random(inner) => {
                let inner = *inner;
                self.random(name, inner, rng, work)?
            }
            // Defined in part: the rest is made up where it is needed.
            Sort::Family if self.problem.densities.contains_key(&name) => return Ok(None),
            Sort::Family => Given::Family(Rc::new(self.family(name, rng, work)?)),
            Sort::Distribution | Sort::Unknown => return Ok(None),
        }))
    }

    fn integer(
        &self,
        name: SymbolId,
        shape: &Shape,
        rng: &mut Rng,
        work: &mut u64,
    ) -> Result<Given> {
        if let Some(bases) = self.problem.indices.get(&name) {
            let mut most = if self.style == Style::Edge { 2 } else { 4 };
            for &base in bases.iter().filter(|&&b| self.store.loose(b) == 0) {
                match *self.store.sort(base) {
                    Sort::Vector(n) => most = most.min(self.count(n, work)? as i64),
                    Sort::Matrix(m, n) => {
                        let least = self.count(m, work)?.min(self.count(n, work)?);
                        most = most.min(least as i64);
                    }
                    _ => {}
                }
            }
            return Ok(Given::Number(Rational::integer(rng.between(1, most))));
        }
        let low = match shape.low {
            Some(low) => low.ceil() as i64 + i64::from(shape.open),
            None if self.style == Style::Edge => 1,
            // Said to be an integer, and of no sign.
            None if shape.integer && shape.high.is_none() && rng.once_in(3) => {
                let deep = if rng.once_in(2) { 1 } else { rng.between(2, 4) };
                return Ok(Given::Number(Rational::integer(-deep)));
            }
            // Supposed to lie below a bound, which may be negative.
            None => shape
                .high
                .map_or(0, |high| (high.floor() as i64 - 3).min(0)),
        };
        let span = match self.style {
            Style::Simple => 3,
            Style::Edge => 2,
            Style::Usual if rng.once_in(3) => 60,
            Style::Usual => 9,
            Style::Wide => 400,
        };
        let high = shape
            .high
            .map_or(low.saturating_add(span), |h| h.floor() as i64);
        Ok(Given::Number(Rational::integer(rng.between(low, high))))
    }

    fn sequence_length(&self, _name: SymbolId) -> usize {
        let sizes = self.problem.sizes.iter();
        sizes
            .filter_map(|size| match self.model.values.get(size) {
                Some(Given::Number(n)) => n.to_i64(),
                _ => None,
            })
            .max()
            .unwrap_or(3)
            .clamp(1, 64) as usize
    }

    fn finite_set(
        &self,
        name: SymbolId,
        item: SortId,
        rng: &mut Rng,
        work: &mut u64,
    ) -> Result<Given> {
        let count = rng.between(2, 4);
        let mut members: Vec<Given> = Vec::new();
        for at in 0..count {
            let member = match self.store.sort_of(item) {
                Sort::Integer | Sort::Element(_) => {
                    Some(Given::Number(Rational::integer(at * 2 + rng.between(0, 1))))
                }
                // Members of a set of anything may as well be numbers.
                Sort::Real | Sort::Unknown => {
                    Some(Given::Number(ratio(at * 100 + rng.between(-40, 40), 100)))
                }
                _ => self.of_sort(name, item, rng, work)?,
            };
            members.extend(member);
        }
        Ok(Given::Set(members))
    }

    /// Values per outcome; an independent name depends on its own factor only.
    fn random(
        &self,
        name: SymbolId,
        inner: SortId,
        rng: &mut Rng,
        work: &mut u64,
    ) -> Result<Given> {
        let total = self.model.outcomes.len();
        let factors = self.factors();
        let place = factors.iter().position(|names| names.contains(&name));
        let size = if factors.len() > 4 { 2 } else { 3 };
        let mut values = Vec::with_capacity(total);
        let distinct = if place.is_some() { size } else { total };
        let support = self.support(name, work);
        for _ in 0..distinct {
            let value = match support {
                Some(support) => Some(self.within(support, rng)),
                None => self.of_sort(name, inner, rng, work)?,
            };
            values.push(value.ok_or(Trouble::Cannot(Cannot::NoInterpretation))?);
        }
        // Bounds on moments may fail at small values alone: `E[X^4] \geq E[X^2]`.
        let shape = self.shape(name);
        let free = !shape.integer && shape.high.is_none() && shape.low.is_none_or(|low| low == 0.0);
        if free && support.is_none() && matches!(self.style, Style::Usual) && rng.once_in(4) {
            values.iter_mut().for_each(shrink);
        }
        // Values that coincide make conditions on them mean something.
        if place.is_none() && total > 3 {
            let (a, b) = (rng.between(0, 2) as usize, total - 1);
            values[b] = values[a].clone();
        }
        if let Some(place) = place {
            let stride = size.pow((factors.len() - 1 - place) as u32);
            values = (0..total)
                .map(|outcome| values[outcome / stride % size].clone())
                .collect();
        }
        Ok(Given::Random(values))
    }

    /// The values that the distribution of a random name allows.
    fn support(&self, name: SymbolId, work: &mut u64) -> Option<Support> {
        let law = *self.problem.draws.get(&name)?;
        let mut evaluator =
            Evaluator::<Approximate>::new(self.store, self.problem, &self.model, 64, work);
        match evaluator.evaluate(law) {
            Ok(Value::Distribution(law)) => match law.support() {
                Ok(Support::Other) | Err(_) => None,
                Ok(support) => Some(support),
            },
            _ => None,
        }
    }

    fn within(&self, support: Support, rng: &mut Rng) -> Given {
        Given::Number(match support {
            Support::Integers(low, high) => {
                let most = high.map_or(low.saturating_add(8), |h| h.min(low.saturating_add(8)));
                Rational::integer(rng.between(low, most))
            }
            Support::Real(extent) => {
                let finite = |x: f64| x.is_finite().then_some(x);
                let shape = Shape {
                    low: finite(extent.low),
                    high: finite(extent.high),
                    ..Shape::default()
                };
                draw_number(rng, &shape, self.style)
            }
            Support::Other => Rational::zero(),
        })
    }

    fn family(&self, name: SymbolId, rng: &mut Rng, work: &mut u64) -> Result<Family> {
        let slots = self.problem.slots.get(&name).cloned().unwrap_or_default();
        let mut spaces = Vec::new();
        for &slot in &slots {
            let sort = self.store.symbol(slot).sort;
            match self.model.spaces.get(&sort) {
                Some(space) => spaces.push(space.clone()),
                None if matches!(
                    self.store.sort_of(sort),
                    Sort::Real | Sort::Vector(_) | Sort::Complex
                ) =>
                {
                    return self.mixture(name, slots.clone(), rng, work);
                }
                None => spaces.push(Rc::new(self.slot_space(slot, work)?)),
            }
        }
        let cells: usize = spaces.iter().map(|s| s.points.len()).product();
        if cells > MAX_CELLS {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        }
        let cells = self.table(&spaces, self.problem.independent.contains(&name), rng);
        Ok(Family::Table {
            slots,
            spaces,
            cells,
        })
    }

    /// The values of a slot; an index that tells densities apart has more than any sum runs over.
    fn slot_space(&self, slot: SymbolId, work: &mut u64) -> Result<Space> {
        let symbol = self.store.symbol(slot);
        let index =
            symbol.role == Role::Parameter && *self.store.sort_of(symbol.sort) == Sort::Integer;
        if !index {
            return self.space("slot", symbol.sort, work);
        }
        let points = (0..=INDICES).map(|at| Given::Number(Rational::integer(at)));
        Ok(Space {
            points: points.collect(),
            weights: (0..=INDICES).map(|_| Rational::one()).collect(),
        })
    }

    /// Densities of all combinations of points, normalized by the weights.
    fn table(&self, spaces: &[Rc<Space>], independent: bool, rng: &mut Rng) -> Vec<Rational> {
        let weights = product_cells(spaces.iter().map(|s| s.weights.clone()));
        let shares: Vec<Rational> = if independent {
            product_cells(spaces.iter().map(|s| {
                (0..s.points.len())
                    .map(|_| Rational::integer(rng.between(1, 12)))
                    .collect()
            }))
        } else {
            (0..weights.len())
                .map(|_| Rational::integer(rng.between(1, 20)))
                .collect()
        };
        let total = shares
            .iter()
            .zip(&weights)
            .fold(Rational::zero(), |sum, (p, w)| sum.add(&p.mul(w)));
        shares
            .iter()
            .map(|p| p.div(&total).unwrap_or_else(Rational::zero))
            .collect()
    }

    fn mixture(
        &self,
        name: SymbolId,
        slots: Vec<SymbolId>,
        rng: &mut Rng,
        work: &mut u64,
    ) -> Result<Family> {
        let single = self.problem.independent.contains(&name);
        let weights = probabilities(rng, if single { 1 } else { 2 });
        // Densities that are compared with others have to overlap with them; one alone may be concentrated.
        let alone = self.problem.slots.len() == 1;
        let spread = match self.problem.concentrates && alone && rng.once_in(3) {
            true => ratio(1, 200),
            false => Rational::one(),
        };
        let mut components = Vec::new();
        for _ in &weights {
            let mut row = Vec::new();
            for &slot in &slots {
                row.push(self.marginal(slot, &spread, rng, work)?);
            }
            components.push(row);
        }
        Ok(Family::Mixture {
            slots,
            weights,
            components,
        })
    }

    /// `spread` is a factor of the variances.
    fn marginal(
        &self,
        slot: SymbolId,
        spread: &Rational,
        rng: &mut Rng,
        work: &mut u64,
    ) -> Result<Marginal> {
        let sort = self.store.symbol(slot).sort;
        let mut normal = || {
            // Where little is known of the place, it is one that numbers are likely to take.
            let mean = match spread.is_one() {
                true => ratio(rng.between(-15, 15), 10),
                false => Rational::integer(rng.between(-1, 2)),
            };
            (mean, ratio(rng.between(4, 20), 10).mul(spread))
        };
        // Sums and integrals run over the points of a sort's space where it has one.
        let spaced = self.model.spaces.contains_key(&sort);
        Ok(match *self.store.sort_of(sort) {
            Sort::Real | Sort::Complex if !spaced => Marginal::Normal(vec![normal()]),
            Sort::Vector(n) if !spaced => {
                let n = self.count(n, work)?;
                Marginal::Normal((0..n).map(|_| normal()).collect())
            }
            _ => {
                let space = match self.model.spaces.get(&sort) {
                    Some(space) => space.clone(),
                    None => Rc::new(self.slot_space(slot, work)?),
                };
                let densities = self.table(std::slice::from_ref(&space), false, rng);
                Marginal::Finite(space, densities)
            }
        })
    }
}

/// Products of one number of each list, the last list running fastest.
fn product_cells(lists: impl Iterator<Item = Vec<Rational>>) -> Vec<Rational> {
    lists.fold(vec![Rational::one()], |cells, list| {
        cells
            .iter()
            .flat_map(|cell| list.iter().map(move |x| cell.mul(x)))
            .collect()
    })
}

/// Brings a number near to zero.
pub(super) fn shrink(value: &mut Given) {
    if let Given::Number(number) = value {
        *number = number.mul(&ratio(1, 10));
    }
}
