//! Parameters: the `\theta` of `p_{\theta}(x)`, `p(x; \theta)` and `f_{\theta}(x)` where the note differentiates by it.
//!
//! Elsewhere a subscript only tells densities and functions apart; under a derivative they depend on it.

use super::density::Pair;
use super::*;
use crate::elaborate::names::written;
use crate::elaborate::scope::{Nature, base};
use crate::vocabulary::head;

impl Lowering<'_> {
    /// The marks of a name that are parameters: names by which the note differentiates, and to which it is not applied.
    fn parameters_in(&self, key: &str) -> Vec<String> {
        let marks = key
            .strip_prefix(base(key))
            .and_then(|k| k.strip_prefix("_{"));
        let Some(marks) = marks.and_then(|marks| marks.strip_suffix('}')) else {
            return Vec::new();
        };
        let applied = |mark: &str| {
            self.scope.evidence(key).is_some_and(|e| {
                let mut names = e.applied.iter().flat_map(|a| a.of.iter().chain(&a.given));
                names.any(|name| name.as_deref() == Some(mark))
            })
        };
        let marks = marks.split(',').filter(|&mark| {
            self.scope.study.differentiates(mark)
                && self.scope.bound(mark).is_none()
                && !applied(mark)
        });
        marks.map(str::to_owned).collect()
    }

    /// The names of a function's parameters: arguments of it that stand in its subscript.
    pub(super) fn parameters_of(&mut self, key: &str) -> Vec<Id> {
        let marks = self.parameters_in(key);
        let value = |mark: String| self.scope.value(self.store, &mark, 0);
        let symbols: Vec<SymbolId> = marks.into_iter().map(value).collect();
        symbols.into_iter().map(|s| self.store.name(s)).collect()
    }

    /// What a density is given by its subscript.
    pub(super) fn subscript_parameters(&mut self, key: &str) -> Vec<Pair> {
        let marks = self.parameters_in(key);
        let values = self.parameters_of(key);
        let pairs = marks.iter().zip(values);
        pairs
            .map(|(mark, value)| (self.parameter(mark, value), value))
            .collect()
    }

    /// True for the argument of a function that is no density by custom: `\ell(\theta; x)`, `L(\theta)`.
    fn is_argument(&self, key: &str) -> bool {
        const DENSITIES: &[&str] = &["p", "q", "f", "g", "P", r"\pi"];
        self.scope.study.names.iter().any(|(name, evidence)| {
            let mut arguments = evidence.applied.iter().flat_map(|a| &a.of).flatten();
            let function = !DENSITIES.contains(&base(name)) && head(base(name)).is_none();
            function && arguments.any(|of| of == key)
        })
    }

    /// What a density is given after a semicolon, where the note differentiates by one of the names there, or has a function
    /// of it.
    pub(super) fn listed_parameters(&mut self, trees: &[&Tree]) -> Read<Vec<Pair>> {
        let key =
            |this: &Self, tree: &Tree| written(tree).map(|found| this.scope.resolve(&found).0);
        let varies = |this: &Self, tree: &&Tree| {
            let key = key(this, tree);
            key.is_some_and(|key| this.scope.study.differentiates(&key) || this.is_argument(&key))
        };
        let mut found = Vec::new();
        if !trees.iter().any(|tree| varies(self, tree)) {
            return Ok(found);
        }
        for tree in trees {
            let value = self.tree(tree)?;
            let spelling = key(self, tree).map(|key| super::density::reduce(&key));
            let spelling = spelling.unwrap_or_else(|| format!("{}", found.len() + 1));
            found.push((self.parameter(&spelling, value), value));
        }
        Ok(found)
    }

    fn parameter(&mut self, spelling: &str, value: Id) -> SymbolId {
        let sort = self.store.sort(value).clone();
        self.store.declare_as(spelling, sort, Role::Parameter, 0)
    }

    /// The one density that the note writes with that parameter.
    pub(super) fn only_family_with(&self, parameter: &str) -> Option<String> {
        let mut keys: Vec<&String> = self.scope.study.names.keys().collect();
        keys.retain(|key| {
            let marks = self.parameters_in(key);
            marks.iter().any(|mark| mark == parameter) && self.scope.nature(key) == Nature::Family
        });
        match keys[..] {
            [only] => Some(only.clone()),
            _ => None,
        }
    }
}

/// A name whose subscript holds the variable, where it stands for no function or density of that: how it varies is not shown.
pub fn hidden(store: &Store, id: Id, variable: SymbolId) -> Option<SymbolId> {
    let marked = |symbol: SymbolId| {
        let spelling = &store.symbol(symbol).spelling;
        let marks = spelling.strip_prefix(base(spelling)).unwrap_or_default();
        let mut marks = marks
            .trim_start_matches("_{")
            .trim_end_matches('}')
            .split(',');
        let variable = &store.symbol(variable).spelling;
        marks.any(|mark| mark.trim() == variable)
    };
    let mut parts = store.children(id).into_iter();
    match store.node(id) {
        Node::Name(name) => marked(*name).then_some(*name),
        Node::Density { family, given, .. }
            if marked(*family) && store.split_given(given).1.is_empty() =>
        {
            Some(*family)
        }
        // A function of the variable may be named after it.
        Node::Call(..) if store.mentions(id, variable) => {
            parts.skip(1).find_map(|part| hidden(store, part, variable))
        }
        _ => parts.find_map(|part| hidden(store, part, variable)),
    }
}
