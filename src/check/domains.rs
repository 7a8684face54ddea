//! Functions that a note defines for some values only: "$f(x) = e^{-x}$ for $x \ge 0$", "for even $n$, $a(n) = n/2$". What was
//! proved by their formula at other values is taken back.
//!
//! The variable itself, wherever it stands by its own name, is one of those values.

use rustc_hash::FxHashSet;

use super::commuting::take_back_with;
use super::doubts::any;
use super::judge::{Claim, Judgement, judge_proof};
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::expr::{Domain, Id, Node, Store, Substitution, SymbolId};
use crate::report::Verdict;
use crate::theory::Context;

/// The values that a definition is for.
#[derive(Debug, Clone)]
pub(super) struct Defined {
    variables: Vec<SymbolId>,
    /// None for a condition in words.
    bounds: Option<Vec<Id>>,
}

impl Walk<'_> {
    /// Takes in for which values a function is defined; without bounds, for all.
    pub(super) fn restrict(
        &mut self,
        function: SymbolId,
        variables: &[SymbolId],
        bounds: Option<Vec<Id>>,
    ) {
        if bounds.as_ref().is_some_and(Vec::is_empty) || variables.is_empty() {
            self.domains.remove(&function);
            return;
        }
        let variables = variables.to_vec();
        self.domains.insert(function, Defined { variables, bounds });
    }

    /// Takes back what was judged by such a definition at values that it may not be for.
    pub(super) fn doubt_domains(&mut self, judged: &mut [Judged], taken: &mut FxHashSet<String>) {
        if self.domains.is_empty() {
            return;
        }
        for Judged { links, context } in judged.iter_mut() {
            for link in links {
                let judged = !matches!(link.judgement.verdict, Verdict::Unknown | Verdict::Assumed);
                if !judged {
                    continue;
                }
                let evidence = link.judgement.evidence.as_ref().map(|e| e.context.clone());
                let known = evidence.or_else(|| context.clone()).unwrap_or_default();
                if let Some(outside) = self.outside(link, &known) {
                    let text = format!(
                        "`{}` is not known to be among the values for which the note defines it",
                        self.store.to_latex(outside)
                    );
                    link.judgement = Judgement::unknown(Reason::Context, text);
                    taken.insert(link.report.id.clone());
                }
            }
        }
        take_back_with(judged, taken);
    }

    /// An application in the claim of a step to what its definition may not be for.
    fn outside(&mut self, link: &Link, context: &Context) -> Option<Id> {
        let claim = link.claim?;
        let mut found = Vec::new();
        for side in [claim.left, claim.right] {
            applications(&self.store, side, &mut Vec::new(), &mut found);
        }
        let domains = self.domains.clone();
        found.into_iter().find_map(|(application, ends)| {
            let defined = self.store.head(application).and_then(|f| domains.get(&f))?;
            let Node::Call(_, arguments) = self.store.node(application).clone() else {
                return None;
            };
            (!self.is_inside(defined, (&arguments, &ends), context)).then_some(application)
        })
    }

    fn is_inside(
        &mut self,
        defined: &Defined,
        (arguments, ends): (&[Id], &[Domain]),
        context: &Context,
    ) -> bool {
        let named = |&argument: &Id| matches!(self.store.node(argument), Node::Name(_));
        if arguments.len() != defined.variables.len() || arguments.iter().all(named) {
            return true;
        }
        let mut values: Vec<Vec<Id>> = vec![arguments.to_vec()];
        if !arguments.iter().all(|&one| self.store.loose(one) == 0) {
            // Bounds are met between two ends where they are met at both.
            let [only] = arguments else { return true };
            let (Node::Bound(..), Some(Domain::Range(low, high))) =
                (self.store.node(*only), ends.last())
            else {
                return true;
            };
            values = vec![vec![*low], vec![*high]];
        }
        let Some(bounds) = &defined.bounds else {
            return false;
        };
        let infinite = |store: &Store, id: Id| {
            any(store, id, |store, part| {
                matches!(store.node(part), Node::Constant(_))
            })
        };
        values.iter().all(|values| {
            let mut point = Substitution::default();
            point.extend(
                defined
                    .variables
                    .iter()
                    .copied()
                    .zip(values.iter().copied()),
            );
            bounds.iter().all(|&bound| {
                let at = self.store.substitute(bound, &point);
                let Node::Relation(relation, left, right) = *self.store.node(at) else {
                    return true;
                };
                if infinite(&self.store, at) {
                    return true;
                }
                let claim = Claim {
                    left,
                    relation,
                    right,
                };
                let proof = judge_proof(&mut self.store, self.theory, context, claim, self.budget);
                proof.is_some_and(|found| found.verdict == Verdict::Proved)
            })
        })
    }
}

/// The applications in an expression, each with the domains of the binders around it.
fn applications(
    store: &Store,
    id: Id,
    around: &mut Vec<Domain>,
    found: &mut Vec<(Id, Vec<Domain>)>,
) {
    if let Node::Call(..) = store.node(id) {
        found.push((id, around.clone()));
    }
    let binds = match store.node(id) {
        Node::Bind(_, _, domain, _) => Some(*domain),
        _ => None,
    };
    around.extend(binds);
    for child in store.children(id) {
        applications(store, child, around, found);
    }
    if binds.is_some() {
        around.pop();
    }
}
