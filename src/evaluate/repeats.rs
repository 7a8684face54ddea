//! What costly parts of integrands and summands came to, by the values of their bound variables: the same points come
//! again under other binders, on the other side of a claim, and in claims that differ from one another in one place.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::evaluator::Evaluator;
use super::scalar::Scalar;
use super::value::{Result, Value};
use crate::expr::*;

/// An expression with the values of its loose variables.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    id: Id,
    values: SmallVec<[u64; 8]>,
}

/// In the place of an error, which is never this: what stands before is no number.
const TRUTH: u64 = u64::MAX;
const SHAPE: u64 = u64::MAX - 1;

/// Values after which all are forgotten: they cost 150 bytes each.
const MOST: usize = 1 << 14;
/// Values for which there is room from the first one on.
const FIRST: usize = 100;

/// Values of expressions with loose variables, and what it costs to evaluate them again.
#[derive(Debug)]
pub(super) struct Repeats<N>(FxHashMap<Key, (Value<N>, u64)>);

impl<N> Default for Repeats<N> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<N: Clone> Repeats<N> {
    pub fn get(&self, key: &Key) -> Option<(Value<N>, u64)> {
        self.0.get(key).cloned()
    }

    pub fn insert(&mut self, key: Key, value: Value<N>, cost: u64) {
        match self.0.len() {
            0 => self.0.reserve(FIRST),
            MOST.. => self.0.clear(),
            _ => {}
        }
        self.0.insert(key, (value, cost));
    }
}

impl<N: Scalar> Evaluator<'_, N> {
    /// Under what the value of an expression is remembered; None for what costs little, or depends on more than numbers.
    pub(super) fn repeat_key(&mut self, id: Id) -> Option<Key> {
        let costly = match self.store.node(id) {
            Node::Density { .. } | Node::Call(..) => true,
            Node::Apply(Operator::Log | Operator::Pdf | Operator::Cdf, _) => true,
            Node::Bind(kind, ..) => *kind != BinderKind::Lambda,
            _ => false,
        };
        if !costly || self.varies(id) {
            return None;
        }
        let mut levels = self.store.loose_levels(id)?;
        let mut values = SmallVec::new();
        let mut push = |words: [u64; 2]| words.into_iter().for_each(|word| values.push(word));
        while levels != 0 {
            let level = levels.trailing_zeros() as usize;
            levels &= levels - 1;
            let place = self.stack.len().checked_sub(level + 1)?;
            match self.stack.get(place)? {
                Value::Real(x) => push(x.words()?),
                Value::Truth(truth) => push([u64::from(*truth), TRUTH]),
                Value::Array(array) => {
                    push([(array.rows as u64) << 32 | array.columns as u64, SHAPE]);
                    for entry in &array.entries {
                        push(entry.words()?);
                    }
                }
                _ => return None,
            }
        }
        Some(Key { id, values })
    }

    /// Evaluates what is not remembered, and remembers it.
    pub(super) fn repeated(
        &mut self,
        key: Key,
        evaluate: impl FnOnce(&mut Self) -> Result<Value<N>>,
    ) -> Result<Value<N>> {
        if let Some((value, cost)) = self.repeats.get(&key) {
            self.again += cost;
            self.charge(cost)?;
            return Ok(value);
        }
        let before = self.again;
        let value = evaluate(self)?;
        self.repeats.insert(key, value.clone(), self.again - before);
        Ok(value)
    }
}
