//! Integrals: their differentials and domains.

use super::*;
use crate::elaborate::dependents::Motion;
use crate::elaborate::evidence::{Bound, bounds, is_d, letter_of};
use crate::elaborate::names::{Superscript, comma_items, written};
use crate::parse::tree::Times;

impl Lowering<'_> {
    pub(super) fn integral(&mut self, tree: &Tree) -> Read<Id> {
        let Kind::Integral {
            operator,
            sub,
            sup,
            body,
            differential,
        } = &tree.kind
        else {
            return self.tree(tree);
        };
        if operator == "oint" {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "a contour integral has no meaning here",
            ));
        }
        if differential.is_empty()
            && let Some((integrand, inner)) = split_differential(body)
        {
            let limits = (sub.as_deref(), sup.as_deref());
            return self.changed_variable(tree, &integrand, inner, limits);
        }
        let variables = match differential.is_empty() {
            true => self.missing_differential(tree, body)?,
            false => differential
                .iter()
                .map(|t| self.differential(t))
                .collect::<Read<Vec<_>>>()?,
        };
        // `\int_x f(x) dx` runs over all x.
        let variable = |tree: &&Tree| {
            let key = written(tree).map(|found| self.scope.resolve(&found).0);
            key.is_some_and(|key| variables.iter().any(|(own, _)| *own == key))
        };
        let limit = sub
            .as_deref()
            .filter(|sub| sup.is_some() || !comma_items(sub).iter().all(variable));
        let keys: Vec<&str> = variables.iter().map(|(key, _)| key.as_str()).collect();
        let mut domain = self.integral_domain(tree, limit, sup.as_deref(), &keys)?;
        if let (Domain::All, [(key, _)], Some(set)) = (domain, &variables[..], sub.as_deref())
            && letter_of(set).is_some_and(|set| self.scope.is_whole(&set, key))
            && let Some(support) = self.support(key)?
        {
            domain = support;
        }
        for (key, symbol) in &variables {
            self.scope.push(key, *symbol);
        }
        let id = self.tree(body);
        for _ in &variables {
            self.scope.pop();
        }
        let mut id = id?;
        if !self.store.is_array(id) {
            id = self.require_scalar(id, body)?;
        }
        // The first differential belongs to the innermost integral.
        for (_, symbol) in variables {
            self.refuse_unlike(tree, symbol, id)?;
            self.refuse_tied(tree, symbol, id, Motion::Range)?;
            id = self.bind(BinderKind::Integral, symbol, domain, id);
        }
        Ok(id)
    }

    /// `\int_a^b f(t) \, \mathrm{d}(g(t))`: the integral over t from a to b of f times the derivative of g.
    fn changed_variable(
        &mut self,
        tree: &Tree,
        integrand: &Tree,
        inner: &Tree,
        (from, to): (Option<&Tree>, Option<&Tree>),
    ) -> Read<Id> {
        let domain = self.integral_domain(tree, from, to, &[""])?;
        let ends: Vec<String> = from
            .into_iter()
            .chain(to)
            .flat_map(names::letters)
            .collect();
        let mut free = names::letters(inner);
        free.retain(|letter| !ends.contains(letter) && letter != r"\pi" && letter != "e");
        free.sort();
        free.dedup();
        let integrated =
            |letter: &String| self.scope.evidence(letter).is_some_and(|e| e.integrated);
        if free.len() > 1 {
            free.retain(integrated);
        }
        let [key] = &free[..] else {
            let text = "the differential does not show its variable";
            return Err(unread(inner, AMBIGUOUS, text));
        };
        let symbol = self.integration_variable(key);
        self.scope.push(key, symbol);
        let parts = self
            .scalar(integrand)
            .and_then(|id| Ok((id, self.scalar(inner)?)));
        self.scope.pop();
        let (body, inner_id) = parts?;
        if !self.store.mentions(inner_id, symbol) {
            let text = "the differential does not show its variable";
            return Err(unread(inner, AMBIGUOUS, text));
        }
        let at = Domain::At(self.store.name(symbol));
        let slope = self
            .store
            .bind_name(BinderKind::Derivative, symbol, at, inner_id);
        let body = self.store.product(&[body, slope]);
        Ok(self
            .store
            .bind_name(BinderKind::Integral, symbol, domain, body))
    }

    pub(super) fn differential(&mut self, tree: &Tree) -> Read<(String, SymbolId)> {
        let Some(found) = written(tree).filter(|w| w.sup.is_none()) else {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "this differential has no meaning here",
            ));
        };
        if let Some((key, sort)) = self.bound_item(tree, &found)? {
            let symbol = self.store.declare(&key, sort);
            return Ok((key, symbol));
        }
        let (mut key, _) = self.scope.resolve(&found);
        key.push_str(&"'".repeat(usize::from(found.primes)));
        Ok((key.clone(), self.integration_variable(&key)))
    }

    /// The symbol over which an integral runs: of the name's sort where that is continuous, else real.
    pub(super) fn integration_variable(&mut self, key: &str) -> SymbolId {
        let sort = self
            .scope
            .value_sort(self.store, key.trim_end_matches('\''));
        let sort = match sort {
            Sort::Vector(_) | Sort::Matrix(..) => sort,
            _ => Sort::Real,
        };
        self.store.declare(key, sort)
    }

    /// The variable of an integral without a differential: that of the densities in its body.
    fn missing_differential(&mut self, tree: &Tree, body: &Tree) -> Read<Vec<(String, SymbolId)>> {
        let keys = self.density_variables(body);
        match &keys[..] {
            [key] => {
                self.note(
                    Code::MissingDifferential,
                    tree,
                    format!("the differential d{key} is supplied"),
                );
                Ok(vec![(key.clone(), self.integration_variable(key))])
            }
            _ => Err(unread(tree, MISSING, "the integral has no differential")),
        }
    }

    fn integral_domain(
        &mut self,
        tree: &Tree,
        sub: Option<&Tree>,
        sup: Option<&Tree>,
        keys: &[&str],
    ) -> Read<Domain> {
        match (sub, sup) {
            (None, None) => Ok(Domain::All),
            (Some(lower), Some(upper)) if keys.len() == 1 => {
                let (lower, upper) = (self.scalar(lower)?, self.scalar(upper)?);
                let (lower, upper) = (self.infinite_end(lower), self.infinite_end(upper));
                let infinity = self.store.constant(Constant::Infinity);
                let minus = self.negate(infinity);
                match lower == minus && upper == infinity {
                    true => Ok(Domain::All),
                    false => Ok(Domain::Range(lower, upper)),
                }
            }
            (Some(set), None) => {
                let set = match bounds(set).pop() {
                    Some(Bound::Bare(_, Some(inner))) => inner,
                    _ => set,
                };
                self.integral_set(set, keys)
            }
            _ => Err(unread(
                tree,
                UNSUPPORTED,
                "the bounds of the integral cannot be read",
            )),
        }
    }

    /// `-\infty - m` is `-\infty`, and `(-\infty - m) / s` for a deviation s.
    fn infinite_end(&mut self, id: Id) -> Id {
        let infinity = self.store.constant(Constant::Infinity);
        let minus = self.negate(infinity);
        let ends = [infinity, minus];
        match self.store.node(id).clone() {
            Node::Sum(terms) => {
                let (infinite, finite): (Vec<Id>, Vec<Id>) =
                    terms.iter().partition(|term| ends.contains(term));
                let bounded = finite.iter().all(|&term| !self.is_infinite(term));
                match infinite[..] {
                    [end] if bounded => end,
                    _ => id,
                }
            }
            Node::Product(factors) => {
                let mut end = None;
                for &factor in factors.iter() {
                    let found = self.infinite_end(factor);
                    match ends.contains(&found) {
                        true if end.is_none() => end = Some(found),
                        false if self.is_scale(factor) => {}
                        _ => return id,
                    }
                }
                end.unwrap_or(id)
            }
            _ => id,
        }
    }

    /// A positive number, a deviation of the note, and their powers and roots.
    fn is_scale(&self, id: Id) -> bool {
        match *self.store.node(id) {
            Node::Number(ref value) => !value.is_negative() && !value.is_zero(),
            Node::Power(base, _) => self.is_scale(base),
            Node::Product(ref factors) => factors.iter().all(|&factor| self.is_scale(factor)),
            Node::Name(symbol) => {
                let spelling = &self.store.symbol(symbol).spelling;
                self.scope.evidence(spelling).is_some_and(|e| e.deviation)
            }
            _ => false,
        }
    }

    /// The whole space of the variables, the positive numbers, or a set by name.
    fn integral_set(&mut self, set: &Tree, keys: &[&str]) -> Read<Domain> {
        let (base, sub, sup) = match &set.kind {
            Kind::Scripts {
                base,
                sub,
                sup,
                primes: 0,
            } => (base.as_ref(), sub.as_deref(), sup.as_deref()),
            _ => (set, None, None),
        };
        let letter = letter_of(base).unwrap_or_default();
        let power = matches!(
            sup.map(names::superscript),
            None | Some(Superscript::Power(_))
        );
        match (letter.as_str(), sub) {
            (r"\mathbb{R}", None) if power => Ok(Domain::All),
            (r"\mathbb{R}", _) if keys.len() == 1 && is_positive_half(sub, sup) => {
                let (zero, infinity) = (self.store.integer(0), Constant::Infinity);
                Ok(Domain::Range(zero, self.store.constant(infinity)))
            }
            (space, None)
                if sup.is_none() && keys.iter().all(|key| self.scope.is_whole(space, key)) =>
            {
                Ok(Domain::All)
            }
            _ if sub.is_some() || sup.is_some() => Err(unread(
                set,
                UNSUPPORTED,
                "a part of a space has no meaning here",
            )),
            _ => Ok(Domain::In(self.set(set)?)),
        }
    }
}

/// True for the mark of the positive numbers: `\mathbb{R}^+`, `\mathbb{R}_+`. A single point weighs nothing.
fn is_positive_half(sub: Option<&Tree>, sup: Option<&Tree>) -> bool {
    let marks: Vec<String> = [sub, sup].into_iter().flatten().map(names::mark).collect();
    matches!(&marks[..], [only] if only == "+")
}

/// A product that ends in `\mathrm{d}(..)`: what stands before it, and what is in the bracket.
fn split_differential(body: &Tree) -> Option<(Tree, &Tree)> {
    let Kind::Product(factors) = &body.kind else {
        return None;
    };
    let [
        before @ ..,
        (Times::Juxtaposed, d),
        (Times::Juxtaposed, group),
    ] = &factors[..]
    else {
        return None;
    };
    let bracket = names::bracket(group).filter(|b| b.sub.is_none() && b.sup.is_none())?;
    let (first, last) = (before.first()?, before.last()?);
    let span = first.1.span.start..last.1.span.end;
    let kind = match before {
        [(_, only)] => only.kind.clone(),
        _ => Kind::Product(before.to_vec()),
    };
    is_d(d).then_some((Tree { kind, span }, bracket.body))
}
