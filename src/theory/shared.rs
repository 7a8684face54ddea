//! What was said up to a place, in order: a list that costs little to hand on.

use std::ops::Index;
use std::rc::Rc;

/// A list of shared items. A copy is the same list until one of the two is changed.
#[derive(Debug, Eq)]
pub struct Shared<T>(Rc<Vec<Rc<T>>>);

/// The items of a [`Shared`], in order.
pub type Items<'a, T> = std::iter::Map<std::slice::Iter<'a, Rc<T>>, fn(&Rc<T>) -> &T>;

impl<T> Shared<T> {
    pub fn iter(&self) -> Items<'_, T> {
        self.0.iter().map(Rc::as_ref)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at).map(Rc::as_ref)
    }

    pub fn push(&mut self, item: T) {
        self.share(Rc::new(item));
    }

    /// Adds an item that stands elsewhere too.
    pub fn share(&mut self, item: Rc<T>) {
        Rc::make_mut(&mut self.0).push(item);
    }

    pub fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        if !self.iter().all(&keep) {
            Rc::make_mut(&mut self.0).retain(|item| keep(item));
        }
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Rc::default())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Rc<T>, &Rc<T>)| Rc::ptr_eq(a, b) || a == b;
        Rc::ptr_eq(&self.0, &other.0)
            || self.len() == other.len() && self.0.iter().zip(other.0.iter()).all(same)
    }
}

impl<T> Index<usize> for Shared<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at]
    }
}

impl<'a, T> IntoIterator for &'a Shared<T> {
    type Item = &'a T;
    type IntoIter = Items<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Extend<T> for Shared<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        Rc::make_mut(&mut self.0).extend(items.into_iter().map(Rc::new));
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Rc::new(items.into_iter().map(Rc::new).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut list: Shared<u32> = [1, 2].into_iter().collect();
        let copy = list.clone();
        list.push(3);
        list.retain(|&item| item != 1);
        assert!(list.iter().eq(&[2, 3]) && copy.iter().eq(&[1, 2]));
        assert!(copy != list && copy == [1, 2].into_iter().collect());
    }
}
