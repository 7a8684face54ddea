//! Integrals: their differentials and domains.

use super::*;
use crate::elaborate::evidence::{Bound, bounds, letter_of};
use crate::elaborate::names::written;
use crate::elaborate::scope::is_space;

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
        let variables = match differential.is_empty() {
            true => self.missing_differential(tree, body)?,
            false => differential
                .iter()
                .map(|t| self.differential(t))
                .collect::<Read<Vec<_>>>()?,
        };
        let mut domain =
            self.integral_domain(tree, sub.as_deref(), sup.as_deref(), variables.len())?;
        if let (Domain::All, [(key, _)], Some(set)) = (domain, &variables[..], sub.as_deref())
            && letter_of(set).is_some_and(|set| set != r"\mathbb{R}" && is_space(&set))
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
            id = self.bind(BinderKind::Integral, symbol, domain, id);
        }
        Ok(id)
    }

    pub(super) fn differential(&mut self, tree: &Tree) -> Read<(String, SymbolId)> {
        let Some(found) = written(tree).filter(|w| w.sup.is_none()) else {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "this differential has no meaning here",
            ));
        };
        let (mut key, indices) = self.scope.resolve(&found);
        if !indices.is_empty() {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "an integral over one component has no meaning here",
            ));
        }
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
        count: usize,
    ) -> Read<Domain> {
        match (sub, sup) {
            (None, None) => Ok(Domain::All),
            (Some(lower), Some(upper)) if count == 1 => {
                let (lower, upper) = (self.scalar(lower)?, self.scalar(upper)?);
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
                self.integral_set(set)
            }
            _ => Err(unread(
                tree,
                UNSUPPORTED,
                "the bounds of the integral cannot be read",
            )),
        }
    }

    /// The whole space, or a set by name.
    fn integral_set(&mut self, set: &Tree) -> Read<Domain> {
        let base = match &set.kind {
            Kind::Scripts {
                base, sub: None, ..
            } => letter_of(base),
            _ => letter_of(set),
        };
        match base.as_deref() {
            Some(r"\mathbb{R}" | r"\Omega") => Ok(Domain::All),
            Some(spelling) if is_space(spelling) => Ok(Domain::All),
            _ => Ok(Domain::In(self.set(set)?)),
        }
    }
}
