//! Which integrals and sums over whole sorts may be taken over a finite weighted set of points.
//!
//! An abstract density says nothing that a finite measure would break, as long as its variable is used for nothing but
//! densities and functions without a formula: then a few weighted points stand for the whole space, and no quadrature
//! is needed. As soon as calculus or a known density meets the variable, its sort keeps its usual measure.

use rustc_hash::FxHashSet;

use super::problem::Problem;
use crate::expr::*;

/// Chooses the sorts of `problem` that get a finite space.
pub(super) fn choose(problem: &mut Problem, store: &Store) {
    let mut survey = Survey {
        problem,
        store,
        seen: FxHashSet::default(),
        finite: Vec::new(),
        usual: FxHashSet::default(),
    };
    let mut roots: Vec<Id> = survey.problem.sides.iter().flatten().copied().collect();
    roots.extend(&survey.problem.conditions);
    roots.extend(survey.problem.definitions.values().map(|d| d.body));
    roots.extend(survey.problem.densities.values().flatten().map(|d| d.body));
    roots.extend(survey.problem.draws.values());
    roots.iter().for_each(|&root| survey.visit(root));
    let (finite, usual) = (survey.finite, survey.usual);
    problem.spaces = finite.into_iter().filter(|s| !usual.contains(s)).collect();
    if problem.vector_integrals(store, &roots) {
        problem.greatest_size = 3;
    }
}

impl Problem {
    /// True if a vector outside of the finite spaces is integrated over.
    fn vector_integrals(&self, store: &Store, roots: &[Id]) -> bool {
        let mut seen = FxHashSet::default();
        let mut open: Vec<Id> = roots.to_vec();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let integrated = match store.node(id) {
                Node::Bind(BinderKind::Integral | BinderKind::Lambda, sort, Domain::All, _) => {
                    Some(sort)
                }
                _ => None,
            };
            if integrated.is_some_and(|sort| {
                matches!(store.sort_of(*sort), Sort::Vector(_)) && !self.spaces.contains(sort)
            }) {
                return true;
            }
            open.extend(store.children(id));
        }
        false
    }
}

struct Survey<'a> {
    problem: &'a Problem,
    store: &'a Store,
    seen: FxHashSet<Id>,
    finite: Vec<SortId>,
    usual: FxHashSet<SortId>,
}

impl Survey<'_> {
    fn visit(&mut self, id: Id) {
        if !self.seen.insert(id) {
            return;
        }
        if let Node::Bind(kind, sort, domain, body) = self.store.node(id) {
            let (kind, sort, domain, body) = (*kind, *sort, *domain, *body);
            match (kind, self.store.sort_of(sort)) {
                (_, Sort::Element(_)) => self.finite.push(sort),
                (BinderKind::Integral | BinderKind::Lambda, Sort::Real | Sort::Vector(_))
                | (BinderKind::Sum, Sort::Integer)
                    if domain == Domain::All =>
                {
                    match self.covered(body, 0) && self.tame(body, 0) {
                        true => self.finite.push(sort),
                        false => drop(self.usual.insert(sort)),
                    }
                }
                (BinderKind::Integral | BinderKind::Derivative | BinderKind::Limit, _)
                    if self.mentions_abstract(body, 0) =>
                {
                    self.usual.insert(sort);
                }
                _ => {}
            }
        }
        if let Node::Density { of, given, .. } = self.store.node(id) {
            for (slot, value) in of.iter().chain(given.iter()) {
                let sort = self.store.symbol(*slot).sort;
                let name = matches!(self.store.node(*value), Node::Name(_) | Node::Bound(..));
                if let Sort::Element(_) = self.store.sort_of(sort) {
                    self.finite.push(sort);
                } else if !name {
                    self.usual.insert(sort);
                }
            }
        }
        for child in self.store.children(id) {
            self.visit(child);
        }
    }

    fn is_variable(&self, id: Id, level: u32) -> bool {
        matches!(self.store.node(id), Node::Bound(at, _) if *at == level)
    }

    /// True if an abstract density or function of the variable is a factor of every term.
    fn covered(&self, id: Id, level: u32) -> bool {
        match self.store.node(id) {
            Node::Product(parts) => parts.iter().any(|&part| self.covered(part, level)),
            Node::Sum(parts) => parts.iter().all(|&part| self.covered(part, level)),
            Node::Power(base, _) => self.covered(*base, level),
            Node::Bind(BinderKind::Sum | BinderKind::Integral | BinderKind::Lambda, _, _, body) => {
                self.covered(*body, level + 1)
            }
            _ => self.is_abstract(id, level),
        }
    }

    /// An undefined density or function applied to the variable itself.
    fn is_abstract(&self, id: Id, level: u32) -> bool {
        match self.store.node(id) {
            Node::Density { family, of, given } => {
                !self.problem.densities.contains_key(family)
                    && of
                        .iter()
                        .chain(given)
                        .any(|&(_, v)| self.is_variable(v, level))
            }
            Node::Call(head, args) => {
                self.opaque(*head) && args.iter().any(|&arg| self.is_variable(arg, level))
            }
            Node::Apply(Operator::Log, args) => {
                args.iter().any(|&arg| self.is_abstract(arg, level))
            }
            _ => false,
        }
    }

    fn opaque(&self, head: Id) -> bool {
        matches!(self.store.node(head), Node::Name(name)
            if !self.problem.definitions.contains_key(name))
    }

    /// True if the variable meets no known density and no calculus.
    fn tame(&self, id: Id, level: u32) -> bool {
        if !self.store.has_bound(id, level) {
            return true;
        }
        match self.store.node(id) {
            Node::Apply(Operator::Pdf | Operator::Cdf | Operator::Draw, _) => false,
            Node::Density { family, of, given } => {
                !self.problem.densities.contains_key(family)
                    && of.iter().chain(given).all(|&(_, v)| {
                        self.is_variable(v, level) || !self.store.has_bound(v, level)
                    })
            }
            Node::Call(head, args) => {
                self.opaque(*head)
                    && args
                        .iter()
                        .all(|&v| self.is_variable(v, level) || !self.store.has_bound(v, level))
            }
            Node::Bind(BinderKind::Derivative | BinderKind::Limit, ..) => false,
            Node::Bind(_, _, domain, body) => {
                domain.ids().iter().all(|&end| self.tame(end, level)) && self.tame(*body, level + 1)
            }
            _ => self
                .store
                .children(id)
                .iter()
                .all(|&child| self.tame(child, level)),
        }
    }

    /// True if the bound variable is an argument of an abstract density.
    fn mentions_abstract(&self, id: Id, level: u32) -> bool {
        self.store.has_bound(id, level)
            && (matches!(self.store.node(id), Node::Density { .. }) && self.is_abstract(id, level)
                || match self.store.node(id) {
                    Node::Bind(_, _, domain, body) => {
                        domain
                            .ids()
                            .iter()
                            .any(|&e| self.mentions_abstract(e, level))
                            || self.mentions_abstract(*body, level + 1)
                    }
                    _ => self
                        .store
                        .children(id)
                        .iter()
                        .any(|&c| self.mentions_abstract(c, level)),
                })
    }
}
