//! Functions that a note defines for some values only: "$f(x) = e^{-x}$ for $x \ge 0$", "for even $n$, $a(n) = n/2$". What was
//! judged by their formula at other values is taken back; where it is open whether a value is one of them, that is assumed.
//!
//! The variable itself, wherever it stands by its own name, is one of those values.

use rustc_hash::FxHashSet;

use super::commuting::take_back_with;
use super::doubts::any;
use super::judge::{Claim, Judgement, agrees, judge_proof};
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::expr::{Comparison, Domain, Id, Node, Store, Substitution, SymbolId};
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
        // "At $t = a$" gives a value, which is no bound.
        let equation =
            |id: &Id| matches!(self.store.node(*id), Node::Relation(Comparison::Equal, ..));
        let bounds = bounds.map(|all| {
            all.into_iter()
                .filter(|id| !equation(id))
                .collect::<Vec<_>>()
        });
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
                match self.instances(link, &known) {
                    Instances::Inside(given) if given.is_empty() => {}
                    Instances::Inside(given) if link.judgement.passes() => {
                        link.judgement.assumptions.extend(given);
                    }
                    Instances::Inside(given) => {
                        let text = format!(
                            "it is not known whether `{}`, for which it is defined",
                            given[0]
                        );
                        link.judgement = Judgement::unknown(Reason::Context, text);
                    }
                    Instances::Outside(instance) => {
                        let text = format!(
                            "`{}` is not known to be among the values for which the note defines it",
                            self.store.to_latex(instance)
                        );
                        link.judgement = Judgement::unknown(Reason::Context, text);
                        taken.insert(link.report.id.clone());
                    }
                }
            }
        }
        take_back_with(judged, taken);
    }

    /// Where the functions of a claim are taken.
    fn instances(&mut self, link: &Link, context: &Context) -> Instances {
        let mut given = Vec::new();
        let mut found = Vec::new();
        for side in link
            .claim
            .iter()
            .flat_map(|claim| [claim.left, claim.right])
        {
            applications(&self.store, side, &mut Vec::new(), &mut found);
        }
        for (instance, ends) in found {
            let function = self.store.head(instance);
            let defined = function.and_then(|f| self.domains.get(&f)).cloned();
            let (Some(defined), Node::Call(_, arguments)) =
                (defined, self.store.node(instance).clone())
            else {
                continue;
            };
            for values in self.values(&defined, &arguments, &ends) {
                match self.holds_at(&defined, &values, context) {
                    Some(conditions) => given.extend(conditions),
                    None => return Instances::Outside(instance),
                }
            }
        }
        given.retain(|text| !link.judgement.assumptions.contains(text));
        given.dedup();
        Instances::Inside(given)
    }

    /// The values of the variables of a function at which its bounds are to hold.
    fn values(&self, defined: &Defined, arguments: &[Id], ends: &[Domain]) -> Vec<Vec<Id>> {
        let named = |&argument: &Id| matches!(self.store.node(argument), Node::Name(_));
        if arguments.len() != defined.variables.len() || arguments.iter().all(named) {
            return Vec::new();
        }
        if arguments.iter().all(|&one| self.store.loose(one) == 0) {
            return vec![arguments.to_vec()];
        }
        // Between two ends bounds are met where they are met at both.
        match (arguments, ends.last()) {
            ([only], Some(&Domain::Range(low, high)))
                if matches!(self.store.node(*only), Node::Bound(..)) =>
            {
                vec![vec![low], vec![high]]
            }
            _ => Vec::new(),
        }
    }

    /// The bounds of a definition at values, as far as they are not known to hold; None where they do not.
    fn holds_at(
        &mut self,
        defined: &Defined,
        values: &[Id],
        context: &Context,
    ) -> Option<Vec<String>> {
        let bounds = defined.bounds.as_ref()?;
        let infinite = |store: &Store, id: Id| {
            any(store, id, |store, part| {
                matches!(store.node(part), Node::Constant(_))
            })
        };
        let mut within = context.clone();
        for &bound in bounds {
            within.hypotheses.push((bound, String::new()));
        }
        let mut point = Substitution::default();
        point.extend(
            defined
                .variables
                .iter()
                .copied()
                .zip(values.iter().copied()),
        );
        let mut given = Vec::new();
        for &bound in bounds {
            let at = self.store.substitute(bound, &point);
            let Node::Relation(relation, left, right) = *self.store.node(at) else {
                continue;
            };
            if infinite(&self.store, at) {
                continue;
            }
            let claim = Claim {
                left,
                relation,
                right,
            };
            let proof = judge_proof(&mut self.store, self.theory, context, claim, self.budget);
            if proof.is_some_and(|found| found.verdict == Verdict::Proved) {
                continue;
            }
            let closed = self.store.free_names(at).is_empty();
            let opposite = opposite(claim);
            let fails =
                |walk: &mut Self, opposite| agrees(&mut walk.store, &within, opposite, walk.budget);
            if closed || opposite.is_some_and(|opposite| fails(self, opposite)) {
                return None;
            }
            given.push(self.store.to_latex(at));
        }
        Some(given)
    }
}

/// Where the functions of a claim are taken.
enum Instances {
    /// Where they are defined, if these conditions hold.
    Inside(Vec<String>),
    /// At a value that may be outside.
    Outside(Id),
}

/// What holds where a bound does not.
fn opposite(
    Claim {
        left,
        relation,
        right,
    }: Claim,
) -> Option<Claim> {
    let relation = match relation {
        Comparison::Less => Comparison::LessEqual,
        Comparison::LessEqual => Comparison::Less,
        _ => return None,
    };
    let (left, right) = (right, left);
    Some(Claim {
        left,
        relation,
        right,
    })
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
