//! Claims whose proofs rest on what their author cites: compared once more, after the steps were proved with that.
//!
//! Such a claim is proved `given` what its proof was given, if the last derivation that begins with its left side ends at
//! its right side, is proved by now, and nothing was supposed in between but what new names stand for.

use rustc_hash::{FxHashMap, FxHashSet};

use super::announced::{needs, rests_on};
use super::conclude::Ends;
use super::judge::Claim;
use super::reconsider::is_definition;
use super::walk::{Judged, Link, Walk};
use crate::elaborate::roles::Role;
use crate::expr::{Comparison, Id, Node, SymbolId};
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

impl Walk<'_> {
    /// Proves claims that are still open by derivations that were not proved when they ended.
    pub(super) fn settle_reached(&mut self, judged: &mut [Judged]) {
        let needs = needs(judged);
        let proved = proved(judged);
        let unproved = unproved(judged);
        for one in judged {
            let Some(context) = one.context.clone() else {
                continue;
            };
            let own: FxHashSet<String> = one.links.iter().map(|l| l.report.id.clone()).collect();
            let last = one.links.iter().map(|l| l.report.line).max();
            for link in one.links.iter_mut() {
                let Some(claim) = self.open_claim(link) else {
                    continue;
                };
                let begins = |ends: &&Ends| {
                    ends.begins(claim.left) && Some(ends.place) > last && !ends.local
                };
                let found = self.ends.iter().rfind(begins).cloned();
                let found = found.and_then(|ends| {
                    let named = self.named_since(&context, &ends, claim)?;
                    Some((ends, named))
                });
                let Some((ends, named, derived)) = found.and_then(|(ends, named)| {
                    let given = proved.get(&ends.step)?;
                    Some((ends, named, given))
                }) else {
                    continue;
                };
                // The same equation, supposed elsewhere, proves nothing.
                let same = unproved.iter().filter(|(other, _)| *other == claim);
                let own = own.iter().chain(same.map(|(_, source)| source));
                if derived.rests_on(&needs, &own.cloned().collect())
                    || !self.means_still(&context, &ends, claim)
                    || !self.only_names(&context, &ends, claim)
                    || self.denies(self.chains.relations[link.relation].place)
                    || self.is_for_all(link)
                {
                    continue;
                }
                let mut context = context.clone();
                context.facts = Default::default();
                context.facts.push(Fact {
                    given: true,
                    left: claim.left,
                    ..ends.fact()
                });
                for (left, right) in named {
                    let source = ends.step.clone();
                    let fact = Fact::plain(FactKind::Definition, left, right, source);
                    context.facts.push(Fact {
                        given: true,
                        ..fact
                    });
                }
                let before = link.claim.replace(claim);
                self.prove_given(link, &context);
                if link.judgement.verdict != Verdict::Proved {
                    link.claim = before;
                    continue;
                }
                let opening = ends.opening.iter().map(|(_, source)| source);
                for source in opening.chain(&derived.given) {
                    if !link.judgement.given.contains(source) {
                        link.judgement.given.push(source.clone());
                    }
                }
            }
        }
    }

    fn open_claim(&mut self, link: &Link) -> Option<Claim> {
        let open = matches!(
            link.judgement.verdict,
            Verdict::Unknown | Verdict::Supported
        );
        if !open || link.settled || link.introduces() || !link.is_announced() {
            return None;
        }
        let draw = link.draw;
        (link.claim).or_else(|| draw.and_then(|(left, right)| self.equation_of_laws(left, right)))
    }

    /// True if what defined the names of the claim still did where its proof ended.
    fn means_still(&self, at_claim: &Context, ends: &Ends, claim: Claim) -> bool {
        let names = self.free_names(claim);
        let ours = |id: Id| names.iter().any(|&name| self.store.mentions(id, name));
        let mut definitions = at_claim.facts.iter().filter(|fact| is_definition(fact));
        definitions.all(|fact| !ours(fact.left) || ends.defines(fact.left, fact.right))
    }

    /// The meanings of names brought in after the claim with which the derivation ends at its right side; None where it
    /// ends at something else.
    fn named_since(
        &mut self,
        at_claim: &Context,
        ends: &Ends,
        claim: Claim,
    ) -> Option<Vec<(Id, Id)>> {
        if ends.last == claim.right {
            return Some(Vec::new());
        }
        let names = self.free_names(claim);
        let mut named = Vec::new();
        for name in self.store.free_names(ends.last) {
            let left = self.store.name(name);
            if let Some(right) = ends.meaning(left)
                && !names.contains(&name)
                && !self.says_of(at_claim, name)
            {
                named.push((left, right));
            }
        }
        let head = |&(left, right): &(Id, Id)| Some((self.store.head(left)?, right));
        let map = named.iter().filter_map(head).collect();
        (self.store.substitute(ends.last, &map) == claim.right).then_some(named)
    }

    /// True if anything is known of a name.
    fn says_of(&self, context: &Context, name: SymbolId) -> bool {
        let facts = context
            .facts
            .iter()
            .flat_map(|fact| [fact.left, fact.right]);
        let mut said = context.hypotheses.iter().map(|(id, _)| *id).chain(facts);
        said.any(|id| self.store.mentions(id, name))
    }

    /// True if all that was supposed since the claim of its names says what new names stand for.
    fn only_names(&self, at_claim: &Context, ends: &Ends, claim: Claim) -> bool {
        let names = self.free_names(claim);
        let known = |name: SymbolId| self.says_of(at_claim, name);
        let head = self.store.head(claim.left);
        let mut named: Vec<SymbolId> = Vec::new();
        let mut now = (ends.supposed.iter().copied())
            .filter(|id| !at_claim.hypotheses.iter().any(|(other, _)| other == id))
            .filter(|&id| names.iter().any(|&name| self.store.mentions(id, name)));
        now.all(|id| {
            let new = |name: &SymbolId| {
                let free = Some(*name) == head || !names.contains(name);
                free && !known(*name) && !named.contains(name)
            };
            let Some(name) = self.named_by(id).filter(new) else {
                return false;
            };
            named.push(name);
            true
        })
    }

    /// The name that a condition says what it stands for: `\mu_1 = E[X - \mu]`, `E[X] = \mu`. A plain value is a case.
    fn named_by(&self, condition: Id) -> Option<SymbolId> {
        let (left, right) = match self.store.node(condition) {
            Node::Relation(Comparison::Equal, left, right) => (*left, *right),
            _ => return None,
        };
        let name = |side: Id| match self.store.node(side) {
            Node::Name(name) => Some(*name),
            _ => None,
        };
        let by = |side: Id, other: Id| {
            let value = self.store.free_names(other).is_empty();
            name(side).filter(|&name| !value && !self.store.mentions(other, name))
        };
        by(left, right).or_else(|| by(right, left))
    }
}

/// The claims of all relations that are not proved, and of those that are supposed.
fn unproved(judged: &[Judged]) -> Vec<(Claim, String)> {
    let links = judged.iter().flat_map(|one| &one.links);
    let open = links.filter(|link| link.judgement.verdict != Verdict::Proved);
    open.filter_map(|link| Some((link.claim?, link.report.id.clone())))
        .collect()
}

/// What a derivation was proved by.
struct Derived {
    steps: Vec<String>,
    given: Vec<String>,
}

impl Derived {
    /// True if one of its steps is among the sources, or was proved from one.
    fn rests_on(
        &self,
        needs: &FxHashMap<String, Vec<String>>,
        sources: &FxHashSet<String>,
    ) -> bool {
        let mut steps = self.steps.iter();
        steps.any(|step| rests_on(needs, step, sources))
    }
}

/// The derivations that are proved, by their last steps.
fn proved(judged: &[Judged]) -> FxHashMap<String, Derived> {
    let mut found = FxHashMap::default();
    for one in judged {
        let steps: Vec<&Link> = one.links.iter().filter(|l| l.role == Role::Step).collect();
        let all = steps.iter().all(|l| l.judgement.verdict == Verdict::Proved);
        if let Some(last) = steps.last().filter(|_| all) {
            let given = steps.iter().flat_map(|link| link.judgement.given.clone());
            let derived = Derived {
                given: given.collect(),
                steps: steps.iter().map(|link| link.report.id.clone()).collect(),
            };
            found.insert(last.report.id.clone(), derived);
        }
    }
    found
}
