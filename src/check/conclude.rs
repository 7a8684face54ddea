//! What a whole derivation amounts to: inherited errors, its closed form, links to earlier derivations, a fact for later.

use std::rc::Rc;

use super::judge::{Claim, Judgement};
use super::walk::{Link, Walk};
use crate::elaborate::roles::Role;
use crate::expr::{Comparison, Id, Node};
use crate::parse::tree::Relation;
use crate::report::{ClosedForm, DerivationReport, LinkReport, Verdict};
use crate::theory::{Fact, FactKind};

/// Names and what they are defined to be.
type Definitions = Rc<Vec<(Id, Id)>>;

/// The two ends of a derivation by equalities.
#[derive(Debug, Clone)]
pub struct Ends {
    pub(super) first: Id,
    pub(super) last: Id,
    pub(super) step: String,
    /// First line of the derivation.
    pub(super) place: usize,
    /// True if every step is proved; and if one of them rests on something that is not.
    pub(super) proved: bool,
    pub(super) given: bool,
    /// The facts that its steps were proved from.
    pub(super) rests_on: Vec<String>,
    /// True if something else than conditions held for this derivation alone.
    pub(super) local: bool,
    /// The name that the derivation gives a meaning before its steps begin, and the relation that does so.
    pub(super) opening: Option<(Id, String)>,
    /// What was defined then: the same names may stand for something else later.
    definitions: Definitions,
    /// What was supposed then.
    pub(super) supposed: Rc<Vec<Id>>,
}

impl Ends {
    /// That the derivation ends at what it begins with.
    pub(super) fn fact(&self) -> Fact {
        Fact {
            given: self.given,
            ..Fact::plain(FactKind::Result, self.first, self.last, self.step.clone())
        }
    }

    /// True if its first expression is this one.
    pub(super) fn begins(&self, left: Id) -> bool {
        match &self.opening {
            Some((opening, _)) => *opening == left,
            None => self.first == left,
        }
    }

    /// What a name was defined to be then.
    pub(super) fn meaning(&self, name: Id) -> Option<Id> {
        let mut definitions = self.definitions.iter();
        definitions.find_map(|&(left, right)| (left == name).then_some(right))
    }

    pub(super) fn defines(&self, left: Id, right: Id) -> bool {
        self.definitions.contains(&(left, right))
    }
}

impl Walk<'_> {
    /// A step after a wrong one that follows from the last good row inherits the error.
    pub(super) fn inherit(&mut self, links: &mut [Link]) {
        for at in 1..links.len() {
            if links[at].judgement.verdict != Verdict::Refuted {
                continue;
            }
            let Some(wrong) = (0..at)
                .rev()
                .take_while(|&b| !links[b].judgement.passes())
                .last()
            else {
                continue;
            };
            let (Some(good), Some(claim)) = (links[wrong].claim, links[at].claim) else {
                continue;
            };
            let mut both = [wrong, at].into_iter();
            if !both.all(|at| links[at].claims_as_written(self.chains)) {
                continue;
            }
            if links[wrong].judgement.verdict != Verdict::Refuted {
                continue;
            }
            let from_good = Claim {
                left: good.left,
                ..claim
            };
            if good.relation != Comparison::Equal || claim.relation != Comparison::Equal {
                continue;
            }
            let again = self.judge(&self.ledger.context(), from_good);
            if again.passes() {
                links[at].report.inherited_from = Some(links[wrong].report.id.clone());
            }
        }
    }

    /// Judges the derivation as a whole and takes its result into the ledger.
    pub(super) fn conclude(
        &mut self,
        index: usize,
        number: usize,
        links: &[Link],
    ) -> DerivationReport {
        let mut report = report(number, links);
        if let Some(ends) = self.ends_of(index, links) {
            report.closed_form = self.closed_form(&ends, links);
            report.links = self.links(&ends, links);
            self.remember(&ends, links);
            self.ends.push(ends);
        }
        self.make_citable(links);
        // What an `if` in the text supposes is meant for the derivation that comes next.
        if links
            .iter()
            .any(|l| matches!(l.role, Role::Step | Role::Claim))
        {
            self.ledger.end_derivation(&self.store);
        }
        report
    }

    /// The ends of a displayed derivation whose steps are all equalities.
    fn ends_of(&self, index: usize, links: &[Link]) -> Option<Ends> {
        let steps: Vec<&Link> = links.iter().filter(|l| l.role == Role::Step).collect();
        let equalities = steps.iter().all(|link| {
            let relation = self.chains.relations[link.relation].relation;
            let equal = matches!(relation, Relation::Equal | Relation::Equivalent);
            equal || relation == Relation::Distributed && link.claim.is_some()
        });
        let claims: Vec<Claim> = steps.iter().filter_map(|l| l.claim).collect();
        if !equalities || !self.chains.derivations[index].display {
            return None;
        }
        let step = steps.last()?.report.id.clone();
        let (definitions, supposed) = self.known_now();
        let first = claims.first()?.left;
        Some(Ends {
            first,
            last: claims.last()?.right,
            step,
            place: links.iter().map(|l| l.report.line).min()?,
            proved: !self.ledger.has_local()
                && steps.iter().all(|l| l.judgement.verdict == Verdict::Proved),
            given: steps.iter().any(|l| !l.judgement.given.is_empty()),
            rests_on: steps.iter().flat_map(|l| self.grounds(l)).collect(),
            local: self.ledger.has_other_local(),
            opening: self.opening(first, links),
            definitions,
            supposed,
        })
    }

    /// `\hat{\beta}` of `\hat{\beta} = (X^\top X)^{-1} X^\top y = E y`, where the first relation is its definition.
    fn opening(&self, first: Id, links: &[Link]) -> Option<(Id, String)> {
        let link = links.first().filter(|link| link.role != Role::Step)?;
        let relating = &self.chains.relations[link.relation];
        let assumed = link.judgement.verdict == Verdict::Assumed;
        let side = |side: Option<usize>| Some(self.lowered.get(&side?)?.as_ref().ok()?.id);
        let opens = assumed
            && relating.relation == Relation::Equal
            && links.get(1)?.role == Role::Step
            && side(relating.right)? == first;
        let left = side(relating.left)?;
        let named = matches!(self.store.node(left), Node::Name(_));
        (opens && named).then(|| (left, link.report.id.clone()))
    }

    /// What is defined and supposed now; the lists of the derivation before, where nothing has changed.
    fn known_now(&self) -> (Definitions, Rc<Vec<Id>>) {
        let context = self.ledger.context();
        let definitions = (context.facts.iter()).filter(|f| f.kind == FactKind::Definition);
        let definitions = definitions.map(|f| (f.left, f.right)).collect();
        let supposed = context.hypotheses.iter().map(|(id, _)| *id).collect();
        let before = self.ends.last();
        (
            shared(before.map(|ends| &ends.definitions), definitions),
            shared(before.map(|ends| &ends.supposed), supposed),
        )
    }

    /// The last expression against the first, for derivations of two steps or more.
    fn closed_form(&mut self, ends: &Ends, links: &[Link]) -> Option<ClosedForm> {
        if links.len() < 2 {
            return None;
        }
        let all = links.iter().all(|l| l.judgement.verdict == Verdict::Proved);
        let (verdict, evaluated) = if all {
            // Equal by the chain of its steps; the numbers of the weakest step stand for it.
            let weakest = links
                .iter()
                .filter_map(|l| l.judgement.evaluated.clone())
                .min_by_key(|e| e.points);
            (Verdict::Proved, weakest)
        } else {
            let judgement = self.judge_ends(ends.first, ends.last);
            (judgement.verdict, judgement.evaluated)
        };
        let (points, max_relative_difference) =
            evaluated.map_or((0, 0.0), |e| (e.points, e.max_relative_difference));
        Some(ClosedForm {
            verdict,
            points,
            max_relative_difference,
        })
    }

    fn judge_ends(&mut self, left: Id, right: Id) -> Judgement {
        let claim = Claim {
            left,
            relation: Comparison::Equal,
            right,
        };
        self.judge(&self.ledger.context(), claim)
    }

    /// The same quantity derived before, under the same definitions: both results have to agree.
    fn links(&mut self, ends: &Ends, links: &[Link]) -> Vec<LinkReport> {
        let Some(to) = links.last().map(|l| l.report.id.clone()) else {
            return Vec::new();
        };
        let same =
            |known: &&Ends| known.first == ends.first && known.definitions == ends.definitions;
        let Some(before) = self.ends.iter().rfind(same).cloned() else {
            return Vec::new();
        };
        if before.last == ends.last {
            return Vec::new();
        }
        let judgement = self.judge_ends(before.last, ends.last);
        vec![LinkReport {
            from: before.step,
            to,
            text: "the same quantity was derived before".to_owned(),
            // What differs from a result that is not proved may differ by what was not understood.
            verdict: match judgement.verdict {
                Verdict::Refuted if !before.proved => Verdict::Unknown,
                verdict => verdict,
            },
            laws: judgement.laws,
            counterexample: judgement.counterexample,
        }]
    }

    /// A derivation that is proved from its first expression to its last is a fact for what follows.
    fn remember(&mut self, ends: &Ends, links: &[Link]) {
        // What was shown under a supposition made for this derivation alone does not hold beyond it.
        if !ends.proved {
            return;
        }
        let claims = links.iter().filter_map(|link| link.claim);
        let between: Vec<Id> = claims.flat_map(|claim| [claim.left, claim.right]).collect();
        let fact = self.general(ends.fact(), &ends.rests_on, &between);
        self.ledger.result(fact, ends.rests_on.clone());
    }
}

fn shared<T: PartialEq>(before: Option<&Rc<Vec<T>>>, now: Vec<T>) -> Rc<Vec<T>> {
    match before {
        Some(before) if **before == now => before.clone(),
        _ => Rc::new(now),
    }
}

fn report(number: usize, links: &[Link]) -> DerivationReport {
    let lines = || links.iter().map(|l| l.report.line);
    DerivationReport {
        id: number.to_string(),
        first_line: lines().min().unwrap_or(0),
        last_line: lines().max().unwrap_or(0),
        steps: links.iter().map(|l| l.report.id.clone()).collect(),
        links: Vec::new(),
        closed_form: None,
    }
}
