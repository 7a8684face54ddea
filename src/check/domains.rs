//! Functions that a note defines for some values only: "$f(x) = e^{-x}$ for $x \ge 0$", "for even $n$, $a(n) = n/2$". What was
//! judged by their formula at other values is taken back; where it is open whether a value is one of them, that is assumed.
//!
//! The variable itself, by its own name, is one of those values, unless the note supposes otherwise.

use rustc_hash::FxHashSet;

use super::commuting::take_back_with;
use super::judge::{Claim, Judgement, agrees, differs, judge_proof};
use super::membership::is_infinite;
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::expr::{
    BinderKind, Comparison, Constant, Domain, Id, Node, Store, Substitution, SymbolId,
};
use crate::report::Verdict;
use crate::theory::{Context, FactKind};

/// The values that a definition is for.
#[derive(Debug, Clone)]
pub(super) struct Defined {
    function: SymbolId,
    /// Where the definition stands.
    source: String,
    variables: Vec<SymbolId>,
    /// None for a condition in words.
    bounds: Option<Vec<Id>>,
}

/// Where the functions of a claim are taken.
enum Instances {
    /// Where they are defined, if these conditions hold.
    Inside(Vec<Id>),
    /// At a value that may be outside.
    Outside(Id),
}

/// An application of a function, with what is known of the variables that are bound around it.
#[derive(Debug, Clone)]
struct Instance {
    whole: Id,
    around: Around,
}

/// The binders around an expression, opened.
#[derive(Debug, Clone, Default)]
struct Around {
    ranges: Vec<Id>,
    /// Names for variables, with the ends between which they move.
    moving: Vec<(SymbolId, Option<(Id, Id)>)>,
    /// True at the point of a limit, which need not be a value itself.
    at_limit: bool,
}

/// What is known of a bound at a value.
enum Bound {
    Holds,
    Open(Vec<Id>),
    Fails,
}

impl Walk<'_> {
    /// Takes in for which values a definition says what a function is; without bounds, for all.
    pub(super) fn restrict(
        &mut self,
        (function, source): (SymbolId, &str),
        variables: &[SymbolId],
        bounds: Option<Vec<Id>>,
    ) {
        // "At $t = a$" gives a value, which is no bound.
        let equation =
            |id: &Id| matches!(self.store.node(*id), Node::Relation(Comparison::Equal, ..));
        let bounds = bounds.map(|mut all| {
            all.retain(|id| !equation(id));
            all
        });
        if bounds.as_ref().is_some_and(Vec::is_empty) || variables.is_empty() {
            return;
        }
        self.domains.push(Defined {
            function,
            source: source.to_owned(),
            variables: variables.to_vec(),
            bounds,
        });
    }

    /// Takes back what was judged by such a definition at values that it may not be for.
    pub(super) fn doubt_domains(&mut self, judged: &mut [Judged], taken: &mut FxHashSet<String>) {
        if self.domains.is_empty() {
            return;
        }
        for Judged { links, context } in judged.iter_mut() {
            for link in links {
                let judged = !matches!(link.judgement.verdict, Verdict::Unknown | Verdict::Assumed);
                let Some(claim) = link.claim.filter(|_| judged) else {
                    continue;
                };
                let evidence = link.judgement.evidence.as_ref().map(|e| e.context.clone());
                let known = evidence.or_else(|| context.clone()).unwrap_or_default();
                match self.instances(claim, &known) {
                    Instances::Inside(given) => self.take_inside(link, given, &known),
                    Instances::Outside(instance) => {
                        let text = format!(
                            "`{}` is not known to be at one of the values for which the note defines it",
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

    /// A proof assumes that the values are among those that the functions are defined for; a refutation holds if the
    /// claim fails at such.
    fn take_inside(&mut self, link: &mut Link, given: Vec<Id>, known: &Context) {
        let (Some(claim), Some(&first)) = (link.claim, given.first()) else {
            return;
        };
        if link.judgement.passes() {
            let texts = given.iter().map(|&id| self.store.to_latex(id));
            for text in texts {
                if !link.judgement.assumptions.contains(&text) {
                    link.judgement.assumptions.push(text);
                }
            }
            return;
        }
        let mut within = known.clone();
        (within.hypotheses).extend(given.iter().map(|&id| (id, String::new())));
        if !differs(&mut self.store, &within, claim, self.budget) {
            let text = format!(
                "it is not known whether `{}`, for which it is defined",
                self.store.to_latex(first)
            );
            link.judgement = Judgement::unknown(Reason::Context, text);
        }
    }

    /// Where the functions of a claim are taken.
    fn instances(&mut self, claim: Claim, context: &Context) -> Instances {
        let in_force: Vec<Defined> = (self.domains.iter())
            .filter(|defined| is_in_force(&self.store, defined, context))
            .cloned()
            .collect();
        let mut given = Vec::new();
        for defined in in_force {
            let mut found = Vec::new();
            for side in [claim.left, claim.right] {
                applications(
                    &mut self.store,
                    side,
                    (defined.function, &Around::default()),
                    &mut found,
                );
            }
            for instance in found {
                match self.holds_at(&defined, &instance, context) {
                    Some(conditions) => given.extend(conditions),
                    None => return Instances::Outside(self.shown(&instance)),
                }
            }
        }
        given.dedup();
        Instances::Inside(given)
    }

    /// What to show of an instance: the function alone where opened variables stand in it.
    fn shown(&self, instance: &Instance) -> Id {
        match (self.store.node(instance.whole), &instance.around.moving[..]) {
            (Node::Call(function, _), [_, ..]) => *function,
            _ => instance.whole,
        }
    }

    /// The bounds of a definition at a value, as far as they are not known to hold; None where they do not.
    fn holds_at(
        &mut self,
        defined: &Defined,
        instance: &Instance,
        context: &Context,
    ) -> Option<Vec<Id>> {
        let Node::Call(_, arguments) = self.store.node(instance.whole).clone() else {
            return Some(Vec::new());
        };
        let values = defined.variables.iter().copied().zip(arguments);
        let values: Vec<(SymbolId, Id)> = values.collect();
        let own = |store: &Store, (variable, value): (SymbolId, Id)| match *store.node(value) {
            Node::Name(name) => store.symbol(name).spelling == store.symbol(variable).spelling,
            _ => false,
        };
        let Some(bounds) = &defined.bounds else {
            let mut values = values.into_iter();
            return values.all(|pair| own(&self.store, pair)).then(Vec::new);
        };
        let mut within = context.clone();
        for id in instance.around.ranges.iter().chain(bounds) {
            within.hypotheses.push((*id, String::new()));
        }
        let point: Substitution = values.iter().copied().collect();
        let mut given = Vec::new();
        for &bound in bounds {
            let at = self.store.substitute(bound, &point);
            let mut of = values.iter().copied();
            let itself =
                of.all(|pair| own(&self.store, pair) || !self.store.mentions(bound, pair.0));
            let found = match itself {
                true if self.is_denied(at, context) => Bound::Fails,
                true => Bound::Holds,
                false => self.bound(at, &instance.around, (context, &within)),
            };
            match found {
                Bound::Holds => {}
                Bound::Open(conditions) => given.extend(conditions),
                Bound::Fails => return None,
            }
        }
        Some(given)
    }

    /// True if what is supposed proves that a bound does not hold.
    fn is_denied(&mut self, bound: Id, context: &Context) -> bool {
        let opposite = claim(&self.store, bound).and_then(opposite);
        opposite.is_some_and(|opposite| self.is_proved(opposite, context))
    }

    fn is_proved(&mut self, claim: Claim, context: &Context) -> bool {
        let proof = judge_proof(&mut self.store, self.theory, context, claim, self.budget);
        proof.is_some_and(|found| found.verdict == Verdict::Proved)
    }

    /// A bound at a value under binders: throughout, or, if it moves evenly with their variables, at all ends.
    fn bound(&mut self, at: Id, around: &Around, (context, within): (&Context, &Context)) -> Bound {
        let mut known = context.clone();
        let ranges = around.ranges.iter().map(|&id| (id, String::new()));
        known.hypotheses.extend(ranges);
        let holds = claim(&self.store, at).is_some_and(|claim| self.is_proved(claim, &known));
        if holds {
            return Bound::Holds;
        }
        let mut corners = vec![at];
        for &(name, ends) in &around.moving {
            if !self.store.mentions(at, name) {
                continue;
            }
            let Some((low, high)) = ends.filter(|_| is_even(&self.store, at, name)) else {
                return Bound::Fails;
            };
            let ends = |corner: Id| {
                [low, high].map(|end| {
                    (self.store).substitute(corner, &[(name, end)].into_iter().collect())
                })
            };
            corners = corners.into_iter().flat_map(ends).collect();
        }
        let mut given = Vec::new();
        for corner in corners {
            match self.bound_at(corner, around.at_limit, (context, within)) {
                Bound::Holds => {}
                Bound::Open(conditions) => given.extend(conditions),
                Bound::Fails => return Bound::Fails,
            }
        }
        match given.is_empty() {
            true => Bound::Holds,
            false => Bound::Open(given),
        }
    }

    /// A bound where nothing bound is left in it.
    fn bound_at(&mut self, at: Id, limit: bool, (context, within): (&Context, &Context)) -> Bound {
        let Some(mut claim) = claim(&self.store, at) else {
            return Bound::Fails;
        };
        if limit && claim.relation == Comparison::Less {
            claim.relation = Comparison::LessEqual;
        }
        if let Some(holds) = at_infinity(&self.store, claim) {
            return match holds {
                true => Bound::Holds,
                false => Bound::Fails,
            };
        }
        if self.is_proved(claim, context) {
            return Bound::Holds;
        }
        let names = self.store.free_names(at);
        if names.is_empty() {
            let holds = match opposite(claim).filter(|_| claim.relation == Comparison::NotEqual) {
                Some(equal) => differs(&mut self.store, context, equal, self.budget),
                None => agrees(&mut self.store, context, claim, self.budget),
            };
            return match holds {
                true => Bound::Holds,
                false => Bound::Fails,
            };
        }
        let random = |&name: &SymbolId| self.store.is_chance(self.store.symbol(name).sort);
        let fails = names.iter().any(random)
            || opposite(claim)
                .is_some_and(|opposite| agrees(&mut self.store, within, opposite, self.budget));
        match fails {
            true => Bound::Fails,
            false => Bound::Open(vec![at]),
        }
    }
}

/// True if a definition is the one by which the context knows its function.
fn is_in_force(store: &Store, defined: &Defined, context: &Context) -> bool {
    let mut facts = context.facts.iter();
    facts.any(|fact| {
        fact.kind == FactKind::Definition
            && store.head(fact.left) == Some(defined.function)
            && fact.source == defined.source
    })
}

fn claim(store: &Store, bound: Id) -> Option<Claim> {
    match *store.node(bound) {
        Node::Relation(relation, left, right) => Some(Claim {
            left,
            relation,
            right,
        }),
        _ => None,
    }
}

/// What holds where a bound does not.
fn opposite(claim: Claim) -> Option<Claim> {
    let (relation, [left, right]) = match claim.relation {
        Comparison::Less => (Comparison::LessEqual, [claim.right, claim.left]),
        Comparison::LessEqual => (Comparison::Less, [claim.right, claim.left]),
        Comparison::NotEqual => (Comparison::Equal, [claim.left, claim.right]),
        _ => return None,
    };
    Some(Claim {
        left,
        relation,
        right,
    })
}

/// Whether a bound holds that has an infinite side; None if it has none.
fn at_infinity(store: &Store, claim: Claim) -> Option<bool> {
    if ![claim.left, claim.right]
        .iter()
        .any(|&side| is_infinite(store, side))
    {
        return None;
    }
    let above = is_upper_end(store, claim.right) == Some(true);
    let below = is_upper_end(store, claim.left) == Some(false);
    Some(above || below)
}

/// Which infinity an expression is; None if that is not told.
fn is_upper_end(store: &Store, id: Id) -> Option<bool> {
    match store.node(id) {
        Node::Constant(Constant::Infinity) => Some(true),
        Node::Product(factors) => {
            let mut upper = None;
            for &factor in factors {
                upper = Some(match store.as_number(factor) {
                    Some(number) if number.is_zero() => return None,
                    Some(number) => number.is_negative() != upper.unwrap_or(true),
                    None => is_upper_end(store, factor)? == upper.unwrap_or(true),
                });
            }
            upper
        }
        _ => None,
    }
}

/// True if each side of a bound moves evenly with a name, so that it holds between two ends if it does at both.
fn is_even(store: &Store, id: Id, name: SymbolId) -> bool {
    if !store.mentions(id, name) {
        return true;
    }
    let moving = |ids: &[Id]| ids.iter().filter(|&&id| store.mentions(id, name)).count();
    let parts = store.children(id);
    match store.node(id) {
        Node::Name(_) => true,
        Node::Relation(Comparison::Less | Comparison::LessEqual, ..) | Node::Sum(_) => {
            parts.iter().all(|&part| is_even(store, part, name))
        }
        Node::Product(_) => {
            moving(&parts) == 1 && parts.iter().all(|&part| is_even(store, part, name))
        }
        _ => false,
    }
}

/// The applications of a function in an expression, with the binders around them.
fn applications(
    store: &mut Store,
    id: Id,
    (function, around): (SymbolId, &Around),
    found: &mut Vec<Instance>,
) {
    if !store.mentions(id, function) {
        return;
    }
    if let Node::Call(..) = store.node(id)
        && store.head(id) == Some(function)
    {
        found.push(Instance {
            whole: id,
            around: around.clone(),
        });
    }
    let Node::Bind(kind, sort, domain, body) = *store.node(id) else {
        for child in store.children(id) {
            applications(store, child, (function, around), found);
        }
        return;
    };
    for end in domain.ids() {
        applications(store, end, (function, around), found);
    }
    let mut inner = around.clone();
    let value = match domain {
        Domain::At(point) | Domain::Above(point) | Domain::Below(point) => {
            inner.at_limit |= kind == BinderKind::Limit;
            point
        }
        Domain::Range(..) | Domain::All | Domain::In(_) => {
            let name = store.local(sort, domain, around.moving.len() as u32);
            let value = store.name(name);
            let ends = match domain {
                Domain::Range(low, high) => Some((low, high)),
                _ => None,
            };
            for (low, high) in ends
                .iter()
                .flat_map(|&(low, high)| [(low, value), (value, high)])
            {
                if !is_infinite(store, low) && !is_infinite(store, high) {
                    (inner.ranges).push(store.relation(Comparison::LessEqual, low, high));
                }
            }
            inner.moving.push((name, ends));
            value
        }
    };
    let open = store.instantiate(body, value);
    applications(store, open, (function, &inner), found);
}
