//! Items that a sum, an integral or an expectation binds by themselves: the `z_i` of `\sum_{z_i} q(z_i)`.

use super::evidence::Key;
use super::names::{Written, letters};
use super::scope::Scope;

/// The key of an item as a name of its own.
pub fn item_key(found: &Written<'_>) -> Key {
    let items: Vec<&str> = found.items.iter().map(|item| item.text.as_str()).collect();
    format!("{}_{{{}}}", found.letter, items.join(","))
}

impl Scope {
    /// The key of an item that is a bound variable by itself, unless its index is bound again inside.
    pub(super) fn bound_item(&self, found: &Written<'_>) -> Option<Key> {
        if found.items.is_empty() || self.bound.is_empty() {
            return None;
        }
        let key = item_key(found);
        let at = self.bound.iter().rposition(|(known, _)| *known == key)?;
        let letters: Vec<String> = found.items.iter().flat_map(|i| letters(i.tree)).collect();
        let again = self.bound[at + 1..]
            .iter()
            .any(|(known, _)| letters.contains(known));
        (!again).then_some(key)
    }
}
