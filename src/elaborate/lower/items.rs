//! Items that are variables of their own: the `z_i` of `\sum_{z_i} q_i(z_i)`, `\int q_i(z_i) \, dz_i` and
//! `E_{z_i \sim q_i}`, and densities of which each item has its own.

use super::density::Pair;
use super::measure::Measure;
use super::*;
use crate::elaborate::items::item_key;
use crate::elaborate::names::{Bracket, Written, written};
use crate::elaborate::scope::base;

/// Letters for the places of a density's indices: `q_i` and `q_j` are members of one family.
const PLACES: [&str; 3] = ["i", "j", "k"];

impl Lowering<'_> {
    /// The key and the sort of a bound item; None where the name has no index.
    ///
    /// # Errors
    /// [`Unread`] for a component of a vector or matrix: the whole would vary with it.
    pub(super) fn bound_item(
        &mut self,
        tree: &Tree,
        found: &Written<'_>,
    ) -> Read<Option<(String, Sort)>> {
        let (key, indices) = self.scope.resolve(found);
        if Self::binds_several(tree, found) {
            let text = "several items at once have no meaning here";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        if indices.is_empty() {
            return Ok(None);
        }
        let symbol = self.scope.value(self.store, &key, indices.len());
        let sort = self.store.of_values(self.store.symbol(symbol).sort).clone();
        let Sort::Sequence(item) = sort else {
            let text = "an integral over one component has no meaning here";
            return Err(unread(tree, UNSUPPORTED, text));
        };
        let item = self.store.of_values(item).clone();
        Ok(Some((item_key(found), item)))
    }

    /// True for `x_{1..i-1}`, `x_{1:i}`, `x_{<i}`, `z_{-i}`: as many as the index says.
    fn binds_several(tree: &Tree, found: &Written<'_>) -> bool {
        let plain = |c: char| {
            c.is_alphanumeric() || matches!(c, '+' | '-' | ',' | '\\' | '{' | '}' | ' ' | '\'')
        };
        let related = [r"\le", r"\ge", r"\ne", r"\setminus", r"dots", "<", ">"];
        let of_several = |text: &str| {
            !text.chars().all(plain)
                || text.trim_start_matches('{').starts_with('-')
                || related.iter().any(|sign| text.contains(sign))
        };
        let text = names::mark(tree);
        let subscript = text.split_once('_').map_or("", |(_, below)| below);
        let mut items = found.items.iter().map(|item| item.text.as_str());
        let several =
            of_several(subscript) || items.any(|text| of_several(text) || text.contains(' '));
        several
            && found
                .items
                .iter()
                .any(|item| !names::letters(item.tree).is_empty())
    }

    /// What an item of that sort runs over, where a set is written.
    pub(super) fn item_domain(&mut self, sort: &Sort, set: &Tree) -> Read<Domain> {
        let set = self.set(set)?;
        let Node::Name(space) = *self.store.node(set) else {
            return Ok(Domain::In(set));
        };
        match sort {
            Sort::Element(Some(own)) if *own == space => Ok(Domain::All),
            _ => Ok(Domain::In(set)),
        }
    }

    /// The key of a variable that a density is of: that of an item where the note binds items by themselves.
    pub(super) fn variable_key(&self, found: &Written<'_>) -> String {
        let (key, indices) = self.scope.resolve(found);
        let by_item = !indices.is_empty() && self.scope.evidence(&key).is_some_and(|e| e.by_item);
        let key = if by_item { item_key(found) } else { key };
        format!("{key}{}", "'".repeat(usize::from(found.primes)))
    }

    /// The sort of an item by its key; None for a name of its own.
    pub(super) fn item_sort(&mut self, key: &str) -> Option<Sort> {
        let whole = base(key);
        let by_item = whole != key && self.scope.evidence(whole).is_some_and(|e| e.by_item);
        let symbol = by_item.then(|| self.scope.value(self.store, whole, 1))?;
        match self.store.of_values(self.store.symbol(symbol).sort).clone() {
            Sort::Sequence(item) => Some(self.store.of_values(item).clone()),
            _ => None,
        }
    }

    /// What varies with a bound item must not hide it: the whole does not stand beside it.
    pub(super) fn refuse_whole(&self, tree: &Tree, variable: SymbolId, body: Id) -> Read<()> {
        let spelling = &self.store.symbol(variable).spelling;
        let whole = base(spelling);
        let item = whole != spelling && self.scope.evidence(whole).is_some_and(|e| e.by_item);
        let names = self.store.free_names(body);
        let mut names = names.iter().map(|&name| &self.store.symbol(name).spelling);
        match item && names.any(|name| name == whole) {
            true => {
                let text = format!("how `{whole}` varies with `{spelling}` is not shown");
                Err(unread(tree, UNSUPPORTED, text))
            }
            false => Ok(()),
        }
    }

    /// The member of a family of densities that an index tells: `q_i(z_i)`, or where the note shows otherwise that the
    /// letter is one of densities.
    pub(super) fn indexed_density(
        &mut self,
        tree: &Tree,
        found: &Written<'_>,
        argument: Bracket<'_>,
        indices: &[&Tree],
    ) -> Read<Vec<Pair>> {
        if indices.is_empty() {
            return Ok(Vec::new());
        }
        let own = |item: &Tree| {
            let items = written(item).map(|name| name.items).unwrap_or_default();
            let texts = |items: &[names::Item<'_>]| -> Vec<String> {
                items.iter().map(|item| item.text.clone()).collect()
            };
            !items.is_empty() && texts(&items) == texts(&found.items)
        };
        let of_items = super::density::split(argument.body).of.into_iter().any(own);
        if !of_items || indices.len() > PLACES.len() {
            let text = "a density with an index has no meaning here";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        self.index_pairs(indices)
    }

    /// `E_{q_i}`: the density of an item with that index, of what the family is written with.
    pub(super) fn member_measure(
        &mut self,
        sub: &Tree,
        key: &str,
        found: &Written<'_>,
        indices: &[&Tree],
    ) -> Read<Measure> {
        let shown = self.family_variables(key).unwrap_or_default();
        let by_item = |letter: &String| self.scope.evidence(letter).is_some_and(|e| e.by_item);
        if shown.is_empty() || !shown.iter().all(by_item) {
            let text = "a density with an index has no meaning here";
            return Err(unread(sub, UNSUPPORTED, text));
        }
        let member = self.index_pairs(indices)?;
        let mut variables = Vec::new();
        for letter in &shown {
            let name = Written {
                letter: letter.clone(),
                ..found.clone()
            };
            let key = item_key(&name);
            let symbol = self.fresh_variable(&key);
            variables.push((key, symbol));
        }
        let pairs = self.pairs_of(&variables);
        let weight = self.make_density(sub, key, &pairs, &member)?;
        Ok(Measure {
            weight,
            variables,
            pairs,
            guessed: false,
        })
    }

    /// What a density is given by its indices.
    pub(super) fn index_pairs(&mut self, indices: &[&Tree]) -> Read<Vec<Pair>> {
        let mut pairs = Vec::new();
        for (index, place) in indices.iter().zip(PLACES) {
            let value = self.scalar(index)?;
            let slot = self
                .store
                .declare_as(place, Sort::Integer, Role::Parameter, 0);
            pairs.push((slot, value));
        }
        Ok(pairs)
    }

    /// A density that is also given its indices.
    pub(super) fn with_indices(&mut self, tree: &Tree, id: Id, pairs: &[Pair]) -> Read<Id> {
        if pairs.is_empty() {
            return Ok(id);
        }
        let Node::Density { family, of, given } = self.store.node(id).clone() else {
            let text = "a density with an index has no meaning here";
            return Err(unread(tree, UNSUPPORTED, text));
        };
        let given: Vec<Pair> = given.iter().copied().chain(pairs.iter().copied()).collect();
        Ok(self.store.density(family, &of, &given))
    }
}
