//! A model: values of all free names, exact, so that both kinds of numbers see the same point.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::rng::{Rng, key_of, key_of_numbers};
use super::shape::Shape;
use crate::expr::{SortId, Store, SymbolId};
use crate::number::Rational;

/// The value of a name.
#[derive(Debug, Clone)]
pub enum Given {
    Number(Rational),
    /// Real and imaginary part.
    Complex(Rational, Rational),
    Truth(bool),
    /// Rows, columns, entries row by row.
    Array(usize, usize, Vec<Rational>),
    /// A function without a formula, or a sequence: its values follow from the seed.
    Function {
        seed: u64,
        shape: Shape,
    },
    /// A sequence whose first members are listed.
    Listed(Vec<Rational>),
    Set(Vec<Given>),
    /// One value for each outcome of the model's probability space.
    Random(Vec<Given>),
    Family(Rc<Family>),
}

impl Given {
    /// A number or array with something added to each entry; None for other things, and where the entries do not match.
    pub fn moved(&self, by: &[Rational]) -> Option<Given> {
        match self {
            Given::Number(x) => Some(Given::Number(x.add(by.first()?))),
            Given::Array(rows, columns, entries) if entries.len() == by.len() => {
                let moved = entries.iter().zip(by).map(|(x, by)| x.add(by));
                Some(Given::Array(*rows, *columns, moved.collect()))
            }
            _ => None,
        }
    }
}

/// The points of a sort and their weights, over which sums and integrals over the whole sort run.
#[derive(Debug)]
pub struct Space {
    pub points: Vec<Given>,
    pub weights: Vec<Rational>,
}

/// The joint density of the slots of a family.
#[derive(Debug)]
pub enum Family {
    /// All slots have finite spaces: density at each combination of points, the last slot running fastest.
    Table {
        slots: Vec<SymbolId>,
        spaces: Vec<Rc<Space>>,
        cells: Vec<Rational>,
    },
    /// A mixture: in each component the slots are independent.
    Mixture {
        slots: Vec<SymbolId>,
        weights: Vec<Rational>,
        /// For each component the density of each slot.
        components: Vec<Vec<Marginal>>,
    },
}

/// The density of one slot in a component of a mixture.
#[derive(Debug)]
pub enum Marginal {
    /// Means and variances of independent normal entries.
    Normal(Vec<(Rational, Rational)>),
    /// The space's points with their densities.
    Finite(Rc<Space>, Vec<Rational>),
}

/// Values of all free names.
#[derive(Debug, Default)]
pub struct Model {
    pub seed: u64,
    pub values: FxHashMap<SymbolId, Given>,
    pub spaces: FxHashMap<SortId, Rc<Space>>,
    /// Probabilities of the outcomes that random names depend on.
    pub outcomes: Vec<Rational>,
    /// True if a condition could not be evaluated: the point may not be admissible.
    pub unchecked: bool,
}

impl Model {
    /// The generator of a name's value in this model, the same in whatever order names are treated.
    pub fn rng(&self, store: &Store, name: SymbolId, attempt: u64) -> Rng {
        let symbol = store.symbol(name);
        let key = [
            key_of(&symbol.spelling),
            u64::from(symbol.version),
            symbol.role as u64,
            attempt,
        ];
        Rng::keyed(self.seed, key_of_numbers(key))
    }
}

/// How adventurous the values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// From all parts of the domain.
    Usual,
    /// Large, tiny and far apart, where inequalities fail that hold in the middle.
    Wide,
    /// Small numbers and sizes, for counterexamples that are easy to redo.
    Simple,
    /// Zeros, ones of both signs and numbers that coincide, where statements fail that hold everywhere else.
    Edge,
}

/// `numerator / denominator` of the program's own small numbers.
pub fn ratio(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator.max(1)).unwrap_or_else(Rational::zero)
}

/// A number of a short decimal that fits the shape.
pub fn draw_number(rng: &mut Rng, shape: &Shape, style: Style) -> Rational {
    if style == Style::Edge && shape.high.is_none() {
        let low = shape
            .low
            .map_or(-1, |low| low.ceil() as i64 + i64::from(shape.open));
        return Rational::integer(rng.between(low, low.saturating_add(2)));
    }
    if shape.integer {
        let low = shape
            .low
            .map_or(-5, |l| l.ceil() as i64 + i64::from(shape.open));
        let high = shape
            .high
            .map_or(low.saturating_add(12), |h| h.floor() as i64);
        return Rational::integer(rng.between(low, high));
    }
    match (shape.low, shape.high) {
        (None, None) => draw_real(rng, style),
        (Some(low), None) => decimal(low).add(&draw_positive(rng, style)),
        (None, Some(high)) => decimal(high).sub(&draw_positive(rng, style)),
        (Some(low), Some(high)) => {
            let parts = if style == Style::Simple { 4 } else { 50 };
            let share = ratio(rng.between(1, parts - 1), parts);
            decimal(low).add(&decimal(high).sub(&decimal(low)).mul(&share))
        }
    }
}

/// The number as written: ends of ranges are integers or short decimals.
fn decimal(value: f64) -> Rational {
    let scaled = (value * 1e6).round();
    if scaled.abs() < 1e15 {
        ratio(scaled as i64, 1_000_000)
    } else {
        Rational::integer(value.clamp(-1e18, 1e18) as i64)
    }
}

fn draw_real(rng: &mut Rng, style: Style) -> Rational {
    if style == Style::Simple {
        const SMALL: [(i64, i64); 9] = [
            (1, 1),
            (2, 1),
            (-1, 1),
            (3, 1),
            (1, 2),
            (-2, 1),
            (1, 4),
            (3, 2),
            (-1, 2),
        ];
        let (n, d) = SMALL[rng.between(0, 8) as usize];
        return ratio(n, d);
    }
    if style == Style::Wide {
        let size = draw_positive(rng, style);
        return if rng.once_in(2) { size } else { size.neg() };
    }
    match rng.between(1, 10) {
        1..=4 => ratio(nonzero(rng, 300), 100),
        5 | 6 => ratio(nonzero(rng, 99), 100),
        7 => ratio(nonzero(rng, 200), 10),
        8 => ratio(nonzero(rng, 50), 1000),
        9 => Rational::integer(nonzero(rng, 5)),
        _ => ratio(100 + rng.between(-20, 20), 100),
    }
}

/// Between minus and plus the limit, not zero.
fn nonzero(rng: &mut Rng, limit: i64) -> i64 {
    let size = rng.between(1, limit);
    if rng.once_in(2) { size } else { -size }
}

/// A positive number.
pub fn draw_positive(rng: &mut Rng, style: Style) -> Rational {
    if style == Style::Simple {
        const SMALL: [(i64, i64); 6] = [(1, 1), (2, 1), (1, 2), (3, 1), (4, 1), (1, 4)];
        let (n, d) = SMALL[rng.between(0, 5) as usize];
        return ratio(n, d);
    }
    if style == Style::Wide {
        let power = 10_i64.pow(rng.between(1, 7) as u32);
        let digits = rng.between(1, 9);
        return match rng.once_in(3) {
            true => ratio(digits, power),
            false => Rational::integer(digits * power),
        };
    }
    match rng.between(1, 8) {
        1..=4 => ratio(rng.between(10, 400), 100),
        5 => ratio(rng.between(5, 99), 100),
        6 => ratio(rng.between(40, 200), 10),
        7 => Rational::integer(rng.between(1, 6)),
        _ => ratio(rng.between(80, 120), 100),
    }
}

/// Entries of an array that fits the shape.
pub fn draw_array(
    rng: &mut Rng,
    rows: usize,
    columns: usize,
    shape: &Shape,
    style: Style,
) -> Vec<Rational> {
    if shape.positive_definite && rows == columns {
        return positive_definite(rng, rows);
    }
    if shape.normalized || (shape.density && columns == 1) {
        return probabilities(rng, rows * columns);
    }
    let mut entries: Vec<Rational> = (0..rows * columns)
        .map(|_| draw_entry(rng, shape, style))
        .collect();
    if shape.symmetric && rows == columns {
        for i in 0..rows {
            for j in 0..i {
                entries[i * columns + j] = entries[j * columns + i].clone();
            }
        }
    }
    entries
}

fn draw_entry(rng: &mut Rng, shape: &Shape, style: Style) -> Rational {
    if *shape
        != (Shape {
            symmetric: shape.symmetric,
            ..Shape::default()
        })
    {
        return draw_number(rng, shape, style);
    }
    match style {
        Style::Simple => Rational::integer(nonzero(rng, 3)),
        Style::Usual => ratio(nonzero(rng, 250), 100),
        Style::Edge => Rational::integer(rng.between(-1, 1)),
        Style::Wide => draw_real(rng, style),
    }
}

/// `B B^T + c I` with short entries.
fn positive_definite(rng: &mut Rng, size: usize) -> Vec<Rational> {
    let factor: Vec<i64> = (0..size * size).map(|_| rng.between(-9, 9)).collect();
    let ridge = rng.between(20, 120);
    let mut entries = Vec::with_capacity(size * size);
    for i in 0..size {
        for j in 0..size {
            let dot: i64 = (0..size)
                .map(|k| factor[i * size + k] * factor[j * size + k])
                .sum();
            entries.push(ratio(dot + if i == j { ridge } else { 0 }, 100));
        }
    }
    entries
}

/// Positive numbers that sum to one.
pub fn probabilities(rng: &mut Rng, count: usize) -> Vec<Rational> {
    let shares: Vec<i64> = (0..count).map(|_| rng.between(1, 20)).collect();
    let total: i64 = shares.iter().sum();
    shares.iter().map(|&share| ratio(share, total)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_respect_their_shape() {
        let mut rng = Rng::new(7);
        let unit = Shape {
            low: Some(0.0),
            high: Some(1.0),
            open: true,
            ..Shape::default()
        };
        for _ in 0..200 {
            let p = draw_number(&mut rng, &unit, Style::Usual);
            assert!(p.is_positive() && p < Rational::one());
        }
        let total = probabilities(&mut rng, 5)
            .iter()
            .fold(Rational::zero(), |s, p| s.add(p));
        assert!(total.is_one());
    }
}
