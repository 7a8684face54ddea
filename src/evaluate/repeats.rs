//! What parts of integrands and summands came to, by the values of their bound variables: the same points come again
//! under other binders, on the other side of a claim, and in claims that differ from one another in one place.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::evaluator::Evaluator;
use super::frames::Point;
use super::model::Given;
use super::scalar::Scalar;
use super::value::{Result, Value};
use crate::expr::*;

/// An expression with the numbers of the values of its loose variables.
pub(super) type Key = (Id, [u32; MOST_VARIABLES]);

/// Loose variables that an expression has at most to be remembered.
const MOST_VARIABLES: usize = 3;
/// Values, and points, after which all are forgotten.
const MOST: usize = 1 << 14;

/// Values of expressions with loose variables, and what it costs to evaluate them again.
#[derive(Debug)]
pub(super) struct Repeats<N> {
    values: FxHashMap<Key, (Value<N>, u64)>,
    points: FxHashMap<SmallVec<[u64; 6]>, u32>,
    /// Points met so far: a number is not given twice.
    met: u32,
}

impl<N> Default for Repeats<N> {
    fn default() -> Self {
        Self {
            values: FxHashMap::default(),
            points: FxHashMap::default(),
            met: 0,
        }
    }
}

impl<N: Scalar> Repeats<N> {
    fn insert(&mut self, key: Key, value: Value<N>, cost: u64) {
        if self.values.len() >= MOST {
            self.values.clear();
        }
        self.values.insert(key, (value, cost));
    }

    /// The number of a value.
    fn point(&mut self, value: &Value<N>) -> Point {
        let words = words(value)?;
        if let Some(&known) = self.points.get(&words) {
            return Some(known);
        }
        if self.points.len() >= MOST {
            self.points.clear();
        }
        self.met += 1;
        self.points.insert(words, self.met);
        Some(self.met)
    }
}

/// All that a value is that takes numbers to say; None for others. Its length tells truth, numbers and arrays apart.
fn words<N: Scalar>(value: &Value<N>) -> Option<SmallVec<[u64; 6]>> {
    let mut words = SmallVec::new();
    match value {
        Value::Real(x) => words.extend_from_slice(&x.words()?),
        Value::Truth(truth) => words.push(u64::from(*truth)),
        Value::Array(array) => {
            words.push(array.columns as u64);
            for entry in &array.entries {
                words.extend_from_slice(&entry.words()?);
            }
        }
        _ => return None,
    }
    Some(words)
}

impl<N: Scalar> Evaluator<'_, N> {
    /// Under what the value of an expression is remembered; None for what costs little, or depends on more than numbers.
    pub(super) fn repeat_key(&mut self, id: Id) -> Option<Key> {
        let costly = match self.store.node(id) {
            Node::Density { .. } | Node::Call(..) => true,
            Node::Apply(Operator::Log | Operator::Pdf | Operator::Cdf, _) => true,
            Node::Bind(kind, ..) => *kind != BinderKind::Lambda,
            Node::Component(base, _) => self.is_worked_out(*base),
            _ => false,
        };
        if N::CERTIFIED || !costly || self.varies(id) {
            return None;
        }
        let mut levels = self.store.loose_levels(id)?;
        let mut points = [0; MOST_VARIABLES];
        for point in &mut points {
            if levels == 0 {
                break;
            }
            let level = levels.trailing_zeros() as usize;
            levels &= levels - 1;
            let repeats = &mut self.repeats;
            *point = self.stack.point(level, |value| repeats.point(value))?;
        }
        (levels == 0).then_some((id, points))
    }

    /// True for a family whose members are defined or made up, and do not stand in the model.
    fn is_worked_out(&self, base: Id) -> bool {
        let Node::Name(name) = self.store.node(base) else {
            return false;
        };
        self.problem.definitions.contains_key(name)
            || matches!(self.model.values.get(name), Some(Given::Function { .. }))
    }

    /// Evaluates what is not remembered, and remembers it.
    pub(super) fn repeated(&mut self, key: Key) -> Result<Value<N>> {
        if let Some((value, cost)) = self.repeats.values.get(&key) {
            let (value, cost) = (value.clone(), *cost);
            self.again += cost;
            self.charge(cost)?;
            return Ok(value);
        }
        let before = self.again;
        let value = self.written(key.0)?;
        self.repeats.insert(key, value.clone(), self.again - before);
        Ok(value)
    }
}
