//! Derivatives by time that are written as dots: `\dot{x}` of an `x(t)`, of an `x` that is given in terms of t, and of an
//! `x` of which only its dots show that it varies.

use super::*;
use crate::elaborate::names::{Written, letter, letters};
use crate::elaborate::scope::base;

/// The letter of time.
const TIME: &str = "t";

/// Letters of masses, spring constants and constants of nature: where the words do not make them vary, they do not. Any
/// other name without a dot may.
const CONSTANT: &[&str] = &["m", "M", "k", "g", "G", "c", "b", r"\hbar", r"\pi"];

/// How often a name that is written with dots is differentiated, and the name without them.
pub(super) fn undotted(name: &crate::parse::tree::Name) -> Option<(crate::parse::tree::Name, u8)> {
    let order = match name.accents.last()?.as_str() {
        "dot" => 1,
        "ddot" => 2,
        "dddot" => 3,
        _ => return None,
    };
    let mut plain = name.clone();
    plain.accents.pop();
    Some((plain, order))
}

/// The spelling of a name with one dot more: `\ddot{x}` for `\dot{x}`.
fn dotted_once(spelling: &str) -> Option<String> {
    match spelling.strip_prefix(r"\dot{") {
        Some(rest) => Some(format!(r"\ddot{{{rest}")),
        None if spelling.starts_with(r"\ddot{") => None,
        None => match spelling.split_once('_') {
            Some((base, marks)) => Some(format!(r"\dot{{{base}}}_{marks}")),
            None => Some(format!(r"\dot{{{spelling}}}")),
        },
    }
}

impl Lowering<'_> {
    /// True for what a name with dots may be taken at: a number, or what shows the argument it has elsewhere. Before another
    /// bracket it is a factor.
    pub(super) fn is_moment(&self, found: &Written<'_>, body: &Tree) -> bool {
        let (key, _) = self.scope.resolve(found);
        let shown = letters(body);
        let applied = self.scope.evidence(&key).map(|e| e.applied.as_slice());
        let usual = applied.unwrap_or_default().iter().flat_map(|a| &a.of);
        let mut usual = usual.flatten().map(String::as_str).chain([TIME]);
        shown.is_empty() || usual.any(|name| shown.iter().any(|letter| letter == name))
    }

    /// `\dot{s}` of an s that the note gives in terms of t: its derivative by t.
    pub(super) fn dotted_value(&mut self, tree: &Tree, found: &Written<'_>) -> Read<Option<Id>> {
        let Some((plain, order)) = undotted(found.name).filter(|_| found.primes == 0) else {
            return Ok(None);
        };
        let base = Written {
            name: &plain,
            letter: letter(&plain),
            sup: None,
            ..found.clone()
        };
        let (key, indices) = self.scope.resolve(&base);
        if !indices.is_empty() || self.scope.bound(&key).is_some() {
            return Ok(None);
        }
        let of = self.plain_value(tree, &key, &[])?;
        let time = self.scope.value(self.store, TIME, 0);
        let mut id = self.varying(time, of);
        if self.store.is_array(of) || !self.store.mentions(id, time) {
            return Ok(None);
        }
        self.refuse_dependent(tree, time, id)?;
        let names = self.store.free_names(id);
        let moves = |name: &SymbolId| {
            let spelling = &self.store.symbol(*name).spelling;
            *name != time && self.scope.study.moving.contains(spelling)
        };
        if names.iter().any(moves) {
            let text = "other names in it have dots of their own";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        let varies = |name: &SymbolId| {
            let spelling = &self.store.symbol(*name).spelling;
            *name != time && *spelling != key && self.scope.conventions.own.may_vary(spelling)
        };
        if names.iter().any(varies) {
            let text = "the words say that other names in it vary";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        let at = self.store.name(time);
        for _ in 0..order {
            id = self.bind(BinderKind::Derivative, time, Domain::At(at), id);
        }
        self.raised(tree, id, found.sup).map(Some)
    }

    /// `\frac{d}{dt}` of what shows names that have dots in the note: by the chain rule, with the dots for their derivatives.
    pub(super) fn derive_moving(
        &mut self,
        tree: &Tree,
        body: Id,
        time: SymbolId,
    ) -> Read<Option<Id>> {
        if self.store.symbol(time).spelling != TIME || self.store.is_array(body) {
            return Ok(None);
        }
        let dependents = self.scope.dependents.clone();
        let body = dependents.opened(self.store, body);
        let mut names: Vec<SymbolId> = self.store.free_names(body).into_iter().collect();
        names.sort_by_key(|&name| self.store.symbol(name).spelling.clone());
        let mut terms = Vec::new();
        let mut still = None;
        for name in names.into_iter().filter(|&name| name != time) {
            let symbol = self.store.symbol(name);
            let spelling = symbol.spelling.clone();
            let number = *self.store.sort_of(symbol.sort) == Sort::Real;
            let next = dotted_once(&spelling).filter(|_| number);
            let moves = self.scope.study.moving.contains(&spelling);
            match next {
                Some(next) if moves || spelling.starts_with(r"\dot{") => {
                    let velocity = self.scope.value(self.store, &next, 0);
                    let velocity = self.store.name(velocity);
                    let at = Domain::At(self.store.name(name));
                    let slope = self.bind(BinderKind::Derivative, name, at, body);
                    terms.push(self.store.product(&[slope, velocity]));
                }
                _ if number
                    && CONSTANT.contains(&base(&spelling))
                    && !self.scope.conventions.own.may_vary(base(&spelling))
                    && !dependents.gives(self.store, &spelling) => {}
                _ => still = Some(spelling),
            }
        }
        if terms.is_empty() {
            return Ok(None);
        }
        if let Some(name) = still {
            let text = format!("whether `{name}` varies with time is not shown");
            return Err(unread(tree, UNSUPPORTED, text));
        }
        if self.store.mentions(body, time) {
            let at = Domain::At(self.store.name(time));
            terms.push(self.bind(BinderKind::Derivative, time, at, body));
        }
        Ok(Some(self.store.sum(&terms)))
    }
}
