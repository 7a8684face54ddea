//! Primes of densities and of what has no derivative: none is lost.

use super::product::Cursor;
use super::*;
use crate::elaborate::names::{Bracket, Superscript, Written, bracket, mark, superscript, written};
use crate::elaborate::scope::Nature;

pub(super) const INVERSE: &str = "the inverse of a function is not followed";

pub(super) const UNTOLD: &str = "what the prime makes of this is not told";

pub(super) fn is_inverse(sup: &Tree) -> bool {
    matches!(superscript(sup), Superscript::Inverse)
}

impl Lowering<'_> {
    /// What has no derivative here, unless a prime asks for one.
    pub(super) fn unprimed(&self, tree: &Tree, found: &Written<'_>, id: Id) -> Read<Id> {
        match found.primes {
            0 => Ok(id),
            _ => Err(unread(tree, UNSUPPORTED, UNTOLD)),
        }
    }

    /// `f_X'(x)` is the derivative of a density of one number; `\pi'(a \mid s)` another density.
    pub(super) fn density_or_other(
        &mut self,
        tree: &Tree,
        key: &str,
        found: &Written<'_>,
        argument: Bracket<'_>,
    ) -> Read<Id> {
        let single = written(argument.body).is_some_and(|name| name.sup.is_none());
        if found.primes == 0 || single {
            let id = self.density(tree, key, argument.body)?;
            return self.primed_density(tree, found, Some(argument), id);
        }
        let key = format!("{key}{}", "'".repeat(usize::from(found.primes)));
        self.density(tree, &key, argument.body)
    }

    /// The density that a name stands for without its argument: `p'` and `p^*` are others than `p`, and `p^n` is none.
    pub(super) fn bare_family(&self, tree: &Tree, key: &str) -> Read<String> {
        let Some(found) = written(tree) else {
            return Ok(key.to_owned());
        };
        let marked = match found.sup.map(|sup| (superscript(sup), mark(sup))) {
            None => key.to_owned(),
            Some((Superscript::Mark, mark)) => format!("{key}^{{{mark}}}"),
            Some(_) => {
                let text = "what the superscript makes of this density is not told";
                return Err(unread(tree, UNSUPPORTED, text));
            }
        };
        Ok(format!("{marked}{}", "'".repeat(usize::from(found.primes))))
    }

    /// The derivative that the primes of a density ask for, by its argument.
    pub(super) fn primed_density(
        &mut self,
        tree: &Tree,
        found: &Written<'_>,
        argument: Option<Bracket<'_>>,
        id: Id,
    ) -> Read<Id> {
        if found.sup.is_some_and(is_inverse) {
            return Err(unread(tree, UNSUPPORTED, INVERSE));
        }
        if found.primes == 0 {
            return Ok(id);
        }
        let point = argument
            .map(|argument| self.tree(argument.body))
            .transpose()?;
        let variable = point.map(|point| (point, self.store.node(point)));
        let Some((point, &Node::Name(variable))) = variable else {
            return Err(unread(tree, UNSUPPORTED, UNTOLD));
        };
        let mut id = id;
        for _ in 0..found.primes {
            id = self.bind(BinderKind::Derivative, variable, Domain::At(point), id);
        }
        Ok(id)
    }

    /// `f(x)'` is no product of f and a derivative; `b (A B)'` is one of matrices.
    pub(super) fn refuse_primed_argument(
        &self,
        cursor: &Cursor<'_>,
        found: &Written<'_>,
    ) -> Read<()> {
        let (key, _) = self.scope.resolve(found);
        let Some(next) = cursor.beside() else {
            return Ok(());
        };
        match &next.kind {
            Kind::Scripts { base, primes, .. }
                if *primes > 0
                    && bracket(base).is_some()
                    && (!self.scope.study.primes_transpose
                        || self.scope.nature(&key) != Nature::Value) =>
            {
                let text = "a prime after the argument of a function has no meaning here";
                Err(unread(next, UNSUPPORTED, text))
            }
            _ => Ok(()),
        }
    }
}
