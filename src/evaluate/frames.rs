//! Values of bound variables, in frames: the body of a definition sees its arguments alone.

use super::value::Value;

/// A value, and under what number [`super::repeats`] knows it, once asked.
#[derive(Debug)]
struct Slot<N> {
    value: Value<N>,
    point: Option<Point>,
}

/// The number of a value: equal numbers are equal values. None for what is no number or array.
pub(super) type Point = Option<u32>;

/// All frames that are open; the last one is seen.
#[derive(Debug)]
pub(super) struct Frames<N> {
    slots: Vec<Slot<N>>,
    /// Where the last frame begins.
    base: usize,
}

impl<N> Default for Frames<N> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            base: 0,
        }
    }
}

impl<N: Clone> Frames<N> {
    pub fn clear(&mut self) {
        self.slots.clear();
        self.base = 0;
    }

    /// True if nothing is bound.
    pub fn is_empty(&self) -> bool {
        self.slots.len() == self.base
    }

    pub fn push(&mut self, value: Value<N>) {
        self.slots.push(Slot { value, point: None });
    }

    pub fn pop(&mut self) {
        self.slots.pop();
    }

    /// Number of slots of all frames, for [`Frames::truncate`].
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn truncate(&mut self, len: usize) {
        self.slots.truncate(len);
    }

    /// Opens a frame with these values, the last one innermost; the mark closes it.
    pub fn enter(&mut self, values: impl IntoIterator<Item = Value<N>>) -> (usize, usize) {
        let mark = (self.base, self.slots.len());
        self.base = self.slots.len();
        values.into_iter().for_each(|value| self.push(value));
        mark
    }

    pub fn leave(&mut self, (base, len): (usize, usize)) {
        self.slots.truncate(len);
        self.base = base;
    }

    /// The variable so many binders up.
    pub fn get(&self, level: usize) -> Option<&Value<N>> {
        Some(&self.slots[self.place(level)?].value)
    }

    /// The number of the variable so many binders up, by `number` where it was not asked for before.
    pub fn point(&mut self, level: usize, number: impl FnOnce(&Value<N>) -> Point) -> Point {
        let place = self.place(level)?;
        let slot = &mut self.slots[place];
        *slot.point.get_or_insert_with(|| number(&slot.value))
    }

    fn place(&self, level: usize) -> Option<usize> {
        let place = self.slots.len().checked_sub(level + 1)?;
        (place >= self.base).then_some(place)
    }

    /// The values of the last frame.
    pub fn present(&self) -> Vec<Value<N>> {
        let slots = self.slots[self.base..].iter();
        slots.map(|slot| slot.value.clone()).collect()
    }
}
