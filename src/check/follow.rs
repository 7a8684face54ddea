//! Rows that solve an equation: each follows from one before, and none of them is an identity.
//!
//! A relation that does not hold for all values may still be right as a row: `n p = y`, `p = y / n`. Such rows are
//! looked at as `equation, hence equation`. Where they lead to a name by itself, they are a solution: its first row is
//! what is supposed, the others are proved given that one. Rows that lead nowhere inherit what is wrong with the first.

use rustc_hash::{FxHashMap, FxHashSet};

use super::judge::{self, Budget, Claim, Judgement};
use super::reconsider::relates_defined;
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::chains::Relating;
use crate::elaborate::parts::Part;
use crate::elaborate::roles::Role;
use crate::expr::{Comparison, Id, Node};
use crate::kernel::defined;
use crate::parse::tree::Relation;
use crate::report::Verdict;
use crate::rewrite::{self, equations};
use crate::theory::{Context, Fact, FactId, FactKind};

/// Equations before a row that it is compared with.
const PREMISES: usize = 2;
/// Ways that may fail in a row before a note is taken to solve no more equations: each costs about as much as a step.
const FAILURES: usize = 60;
/// The part of a step's budget that one comparison may cost.
const SHARE: usize = 10;

/// An equation of the note.
#[derive(Debug, Clone)]
struct Row {
    relation: usize,
    claim: Claim,
    section: Option<usize>,
    source: String,
    verdict: Verdict,
    /// The row it follows from, with the judgement of that.
    from: Option<(usize, Judgement)>,
    /// True once the words have turned to another case: nothing follows from it any more.
    ended: bool,
}

/// The equations so far, and which of them belong to solutions.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
    /// Rows of solutions by relation.
    solved: FxHashMap<usize, usize>,
    /// Ways that failed since the last that did not.
    failures: usize,
}

impl Walk<'_> {
    /// Compares the equations of a derivation with those before them, and judges the arrows between equations.
    pub(super) fn follow(&mut self, links: &mut [Link]) {
        for at in 0..links.len() {
            if links[at].report.relation.is_empty() {
                continue;
            }
            if let Some(judgement) = self.arrow(links, at) {
                links[at].judgement = judgement;
            }
        }
        self.doubt_bounds(links);
        for at in 0..links.len() {
            self.follow_from_supposed(&mut links[at]);
            self.row(links, at);
        }
    }

    /// Proves an equation that the numbers support from one that is supposed: `x / y = b / a` from `a x = b y`.
    fn follow_from_supposed(&mut self, link: &mut Link) {
        let claim = link
            .claim
            .filter(|claim| claim.relation == Comparison::Equal && link.role == Role::Step);
        let (Some(claim), Verdict::Supported) = (claim, link.judgement.verdict) else {
            return;
        };
        let context = self.ledger.context();
        let supposed = context.facts.iter().rev().filter(|fact| {
            fact.kind == FactKind::Hypothesis && fact.variables.is_empty() && !fact.given
        });
        let premises: Vec<Fact> = supposed.take(PREMISES).cloned().collect();
        for fact in premises {
            let premise = Claim {
                left: fact.left,
                relation: Comparison::Equal,
                right: fact.right,
            };
            let found = self.consequence(premise, (&fact.source, false), claim, &[]);
            if let Some(judgement) = found {
                link.judgement = judgement;
                return;
            }
        }
    }

    /// Takes the equation of a link among the rows.
    fn row(&mut self, links: &mut [Link], at: usize) {
        let link = &links[at];
        let (chains, relation) = (self.chains, link.relation);
        let relating = &chains.relations[relation];
        let (Some(claim), Relation::Equal) = (
            link.claim.or_else(|| self.supposed(link)),
            relating.relation,
        ) else {
            return;
        };
        let section = self.section_of(relating.place);
        let after_arrow = at > 0 && arrow_of(self.relation_at(&links[at - 1])).is_some();
        let supposed = |link: &Link| link.role == Role::Hypothesis && link.claim.is_some();
        let after_supposed = at > 0 && supposed(&links[at - 1]);
        let open = matches!(link.role, Role::Step | Role::Claim)
            && !link.judgement.passes()
            && !link.introduces();
        let mut from = None;
        // What goes on a chain is no equation of its own: where it fails, nothing follows from it.
        let begins = at == 0 || after_arrow || after_supposed;
        if open && (!begins || self.says_possible(relating.place)) {
            return;
        }
        if open && self.mathematics[relating.place].display {
            let near = self.rows.rows.iter().enumerate().rev();
            let premises: Vec<usize> = near
                .filter(|(_, row)| row.section == section && !row.ended && row.restricts())
                .filter(|(_, row)| {
                    relating.derivation == self.chains.relations[row.relation].derivation
                        || !self.is_implication(row.relation)
                })
                .map(|(at, _)| at)
                .take(PREMISES)
                .collect();
            from = premises.into_iter().find_map(|premise| {
                let row = self.rows.rows[premise].clone();
                let given = row.verdict != Verdict::Assumed;
                let judgement = self.consequence(row.claim, (&row.source, given), claim, &[])?;
                Some((premise, judgement))
            });
        }
        let supposed = from
            .as_ref()
            .is_some_and(|(premise, _): &(usize, Judgement)| {
                let root = self.rows.root(*premise);
                self.rows.rows[root].verdict == Verdict::Assumed
            });
        if open && at == 0 && !supposed && self.sets_known_to_zero(relating.place, claim) {
            from = None;
            links[0].role = Role::Hypothesis;
            links[0].judgement = Judgement::of(Verdict::Assumed);
        }
        let fails = open && from.is_none() && links[at].role == Role::Step;
        if fails && relates_defined(&self.store, &self.ledger.context(), claim) {
            return;
        }
        self.rows.rows.push(Row {
            relation,
            claim,
            section,
            source: links[at].report.id.clone(),
            verdict: links[at].judgement.verdict,
            from,
            ended: false,
        });
        if self.isolates(claim) {
            self.rows.solve();
        }
    }

    /// True for a relation that begins a derivation and has an arrow after it: `A \Rightarrow B` does not state `A`.
    pub(super) fn is_premise(&self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let next = self.chains.relations.get(relation + 1).filter(|next| {
            next.derivation == relating.derivation
                && next.left == relating.right
                && next.place == relating.place
        });
        next.is_some_and(|next| matches!(arrow_of(next.relation), Some((true, _))))
    }

    /// True for a relation of a derivation that begins with `A \Rightarrow B`: it states neither A nor B.
    fn is_implication(&self, relation: usize) -> bool {
        let derivation = &self.chains.derivations[self.chains.relations[relation].derivation];
        let first = derivation.relations.first();
        first.is_some_and(|&first| self.is_premise(first))
    }

    /// True for what an arrow leads to from the beginning of its derivation.
    pub(super) fn is_consequent(&self, relation: usize) -> bool {
        let derivation = &self.chains.derivations[self.chains.relations[relation].derivation];
        self.is_implication(relation) && derivation.relations.first() != Some(&relation)
    }

    /// True for `Y = a X` of `X \sim D \Rightarrow Y = a X \sim D'`: it names what the conclusion is about.
    pub(super) fn names_conclusion(&self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let same = |other: &&Relating| {
            other.derivation == relating.derivation && other.place == relating.place
        };
        let before = relation.checked_sub(1);
        let before = before.map(|at| &self.chains.relations[at]).filter(same);
        let after = self.chains.relations.get(relation + 1).filter(same);
        relating.relation == Relation::Equal
            && before.is_some_and(|before| {
                before.right == relating.left && arrow_of(before.relation).is_some()
            })
            && after.is_some_and(|after| {
                after.left == relating.right && after.relation == Relation::Distributed
            })
    }

    /// True for the last part of `A \Rightarrow Y = a X \sim D` and of `A \Rightarrow a X \sim D`.
    pub(super) fn is_conclusion(&self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let Some(at) = relation.checked_sub(1) else {
            return false;
        };
        let before = &self.chains.relations[at];
        before.derivation == relating.derivation
            && before.right == relating.left
            && (arrow_of(before.relation).is_some() || self.names_conclusion(at))
    }

    /// The equation of a link that is supposed.
    pub(super) fn supposed(&mut self, link: &Link) -> Option<Claim> {
        let relating = &self.chains.relations[link.relation];
        let supposed = link.role == Role::Hypothesis && link.judgement.verdict == Verdict::Assumed;
        if !supposed || !self.mathematics[relating.place].display {
            return None;
        }
        let left = self.expression(relating.left?).ok()?;
        let right = self.expression(relating.right?).ok()?;
        let relation = Comparison::Equal;
        (self.store.shape(left) == self.store.shape(right)).then_some(Claim {
            left,
            relation,
            right,
        })
    }

    fn relation_at(&self, link: &Link) -> Relation {
        self.chains.relations[link.relation].relation
    }

    pub(super) fn section_of(&self, place: usize) -> Option<usize> {
        let &(sentence, _) = self.stands.get(&place)?;
        Some(self.sentences[sentence].section)
    }

    /// True if one side is a name without a meaning that the other side does not show: neither itself nor through what its
    /// names are defined by.
    fn isolates(&self, claim: Claim) -> bool {
        let alone = |name: Id, other: Id| {
            let base = match self.store.node(name) {
                Node::Component(base, _) => *base,
                _ => name,
            };
            let Node::Name(symbol) = *self.store.node(base) else {
                return false;
            };
            if self.ledger.made_of(&self.store, symbol).is_some() {
                return false;
            }
            match name == base {
                true => {
                    let names = self.store.free_names(other);
                    !self.ledger.lead_to(&self.store, &names).contains(&symbol)
                }
                false => !contains(self, other, name),
            }
        };
        alone(claim.left, claim.right) || alone(claim.right, claim.left)
    }

    /// Proves an equation from another one that is supposed to hold, apart from what is known by a source.
    fn consequence(
        &mut self,
        premise: Claim,
        (source, given): (&str, bool),
        claim: Claim,
        apart: &[String],
    ) -> Option<Judgement> {
        let names = |side: Id| self.store.free_names(side);
        let before = [names(premise.left), names(premise.right)].concat();
        let shared = [names(claim.left), names(claim.right)]
            .concat()
            .iter()
            .any(|name| before.contains(name));
        if !shared || premise == claim || self.rows.failures >= FAILURES {
            return None;
        }
        let usual = self.apart_from(apart);
        let mut context = usual.clone();
        for side in [premise.left, premise.right] {
            for condition in defined::conditions(&mut self.store, &usual, side) {
                context.hypotheses.push((condition, source.to_owned()));
            }
        }
        context.facts.push(Fact {
            given,
            ..Fact::plain(
                FactKind::Hypothesis,
                premise.left,
                premise.right,
                source.to_owned(),
            )
        });
        let fact = FactId(u32::try_from(context.facts.len() - 1).ok()?);
        let sides = (claim.left, claim.right);
        let share = self.budget.rewrite / SHARE;
        let mut budget = rewrite::Budget::new(share);
        let ways = equations::witnesses(
            &mut self.store,
            self.theory,
            &context,
            fact,
            sides,
            &mut budget,
        );
        for way in ways {
            self.rows.failures += 1;
            let budget = Budget {
                evaluate: self.budget.evaluate / SHARE as u64,
                ..self.budget
            };
            let identity = Claim {
                right: way.target,
                ..claim
            };
            let Ok(evaluated) = judge::plausible(&mut self.store, &usual, identity, budget) else {
                continue;
            };
            let mut budget = rewrite::Budget::new(share);
            let found = equations::consequence(
                &mut self.store,
                self.theory,
                &context,
                fact,
                (sides, way, evaluated.is_some()),
                &mut budget,
            );
            if let Some((proof, theorem)) = found {
                self.rows.failures = 0;
                let mut judgement = judge::recorded(
                    &self.store,
                    self.theory,
                    &context,
                    &theorem,
                    Judgement::of(Verdict::Proved),
                );
                judgement.evaluated = evaluated;
                judgement.evidence = Some(judge::Evidence::of(claim, context, proof));
                return Some(judgement);
            }
        }
        None
    }

    /// `A \Rightarrow B`: whether the relation after the arrow holds where the one before it does, and for `\iff` the other
    /// way round as well.
    fn arrow(&mut self, links: &[Link], at: usize) -> Option<Judgement> {
        let (forwards, backwards) = arrow_of(self.relation_at(&links[at]))?;
        let relating = |link: &Link| &self.chains.relations[link.relation];
        let arrow = relating(&links[at]);
        let before = links[..at]
            .last()
            .filter(|l| relating(l).right == arrow.left)?;
        let after = links
            .get(at + 1)
            .filter(|l| relating(l).left == arrow.right)?;
        let said = match self.names_conclusion(after.relation) {
            true => links.get(at + 2).unwrap_or(after),
            false => after,
        };
        // What is supposed before the arrow was there when what stands after it was judged.
        let supposed = before.judgement.verdict == Verdict::Assumed;
        if supposed && said.judgement.verdict == Verdict::Supported && !backwards {
            return Some(said.judgement.clone());
        }
        // An equivalence holds apart from what the derivation supposes.
        let premises = links[..at]
            .iter()
            .filter(|link| link.judgement.verdict == Verdict::Assumed);
        let apart: Vec<String> = match forwards && backwards {
            true => premises.map(|link| link.report.id.clone()).collect(),
            false => Vec::new(),
        };
        let mut whole: Option<Judgement> = None;
        for (wanted, premise, conclusion) in [(forwards, before, said), (backwards, after, before)]
        {
            if wanted {
                let found = self.follows(premise, conclusion, &apart)?;
                whole = Some(match whole {
                    Some(other) => found.and(other),
                    None => found,
                });
            }
        }
        whole
    }

    /// That a relation holds where another one does, apart from what is known by some sources.
    fn follows(
        &mut self,
        premise: &Link,
        conclusion: &Link,
        apart: &[String],
    ) -> Option<Judgement> {
        let known = &conclusion.judgement;
        let source = premise.report.id.clone();
        let apart: Vec<String> = apart.iter().filter(|&id| *id != source).cloned().collect();
        if known.verdict == Verdict::Proved && !known.uses.iter().any(|id| apart.contains(id)) {
            return Some(known.clone());
        }
        let claim_of = |walk: &mut Self, link: &Link| match walk.relation_at(link) {
            Relation::Proportional | Relation::Distributed => None,
            Relation::Equal => link.claim.or_else(|| walk.supposed(link)),
            _ => link.claim,
        };
        let (from, to) = (claim_of(self, premise)?, claim_of(self, conclusion)?);
        let apart = [apart, vec![source.clone(), conclusion.report.id.clone()]].concat();
        let equal = |claim: Claim| claim.relation == Comparison::Equal;
        if equal(from) && equal(to) {
            // An arrow says that it follows, so that it is worth a look, whatever the note did before.
            let failures = std::mem::take(&mut self.rows.failures);
            let found = self.consequence(from, (&source, false), to, &apart);
            self.rows.failures = failures;
            return found;
        }
        let mut context = self.apart_from(&apart);
        let condition = self.store.relation(from.relation, from.left, from.right);
        context.hypotheses.push((condition, source.clone()));
        if equal(from) {
            let fact = Fact::plain(FactKind::Hypothesis, from.left, from.right, source);
            context.facts.push(fact);
        }
        let budget = Budget {
            rewrite: self.budget.rewrite / SHARE,
            evaluate: self.budget.evaluate / SHARE as u64,
            ..self.budget
        };
        let found = judge::judge_proof(&mut self.store, self.theory, &context, to, budget);
        found.filter(|found| found.verdict == Verdict::Proved)
    }

    /// What is known apart from some sources.
    fn apart_from(&self, sources: &[String]) -> Context {
        let mut context = self.ledger.context();
        context.facts.retain(|fact| !sources.contains(&fact.source));
        context
            .hypotheses
            .retain(|(_, source)| !sources.contains(source));
        context
    }

    /// Bounds that hold at the points of other bounds are not supported by that: few points lie near the edge.
    fn doubt_bounds(&self, links: &mut [Link]) {
        let bounds = |link: &Link| {
            let claim = link.claim.filter(|_| link.claims_as_written(self.chains));
            claim.is_some_and(|claim| {
                matches!(claim.relation, Comparison::Less | Comparison::LessEqual)
            })
        };
        let supposed = |link: &Link| link.role == Role::Hypothesis && bounds(link);
        let Some(first) = links.iter().position(supposed) else {
            return;
        };
        for link in &mut links[first..] {
            let arrow = arrow_of(self.relation_at(link)).is_some();
            if link.judgement.verdict == Verdict::Supported && (arrow || bounds(link)) {
                let text = "no proof was found, and points at which another bound holds tell little of this one";
                link.judgement = Judgement::unknown(Reason::Undecided, text);
            }
        }
    }

    /// Gives the rows of solutions their verdicts.
    pub(super) fn settle(&self, judged: &mut [Judged]) {
        let rows = &self.rows;
        let known: FxHashMap<usize, usize> = rows
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.relation, at))
            .collect();
        for link in judged.iter_mut().flat_map(|one| &mut one.links) {
            let Some(&at) = known.get(&link.relation) else {
                continue;
            };
            let root = &rows.rows[rows.root(at)];
            let solution = rows.solved.contains_key(&link.relation);
            let refuted = link.judgement.verdict == Verdict::Refuted;
            match &rows.rows[at].from {
                Some(_)
                    if root.verdict == Verdict::Refuted
                        && !solution
                        && refuted
                        && link.report.inherited_from.is_none() =>
                {
                    link.report.inherited_from = Some(root.source.clone());
                }
                Some(_) if root.verdict == Verdict::Refuted && !solution => {}
                Some((_, judgement)) if !link.judgement.passes() => {
                    link.judgement = judgement.clone();
                    link.report.inherited_from = None;
                }
                None if solution && refuted && self.stands_alone(link) => {
                    let text = "it is no identity, but an equation that the rows after it solve";
                    link.judgement = Judgement::unknown(Reason::Context, text);
                }
                _ => {}
            }
        }
    }
}

impl Walk<'_> {
    /// Proves the rows that follow from one that is not known to be wrong, given that one. Called once refutations have
    /// been taken back.
    pub(super) fn settle_given(&self, judged: &mut [Judged]) {
        let mut links: FxHashMap<usize, &mut Link> = judged
            .iter_mut()
            .flat_map(|one| &mut one.links)
            .map(|link| (link.relation, link))
            .collect();
        // Rows that may hold, and those that then do.
        let mut held: FxHashSet<usize> = FxHashSet::default();
        for (at, row) in self.rows.rows.iter().enumerate() {
            let Some(link) = links.get_mut(&row.relation) else {
                continue;
            };
            let refuted = link.judgement.verdict == Verdict::Refuted;
            match &row.from {
                None if self.may_hold(link) => {
                    held.insert(at);
                }
                Some((premise, judgement))
                    if held.contains(premise) && (refuted || self.may_hold(link)) =>
                {
                    held.insert(at);
                    link.judgement = judgement.clone();
                    link.report.inherited_from = None;
                    link.supposable = false;
                }
                _ => {}
            }
        }
    }

    /// True for a displayed equation that was neither proved nor found wrong, and that the words state.
    fn may_hold(&self, link: &Link) -> bool {
        let place = self.chains.relations[link.relation].place;
        let reason = link.judgement.reason.as_ref().map(|(reason, _)| *reason);
        let open = matches!(
            reason,
            Some(
                Reason::Context
                    | Reason::UnreadNotation
                    | Reason::Undecided
                    | Reason::NoModel
                    | Reason::Budget
            )
        );
        // What a theorem states is what is to be shown.
        link.role == Role::Step
            && self.parts[place] != Part::Statement
            && self.mathematics[place].display
            && link.judgement.verdict == Verdict::Unknown
            && open
            && link.report.repair.is_none()
            && !self.denies(place)
            && !self.says_possible(place)
    }
}

impl Row {
    /// True for an equation that may hold for some values of its names only. From an identity nothing follows that is
    /// not true without it, but for its sides being defined.
    fn restricts(&self) -> bool {
        !matches!(self.verdict, Verdict::Proved | Verdict::Supported) || self.from.is_some()
    }
}

impl Rows {
    /// The words turn to another case.
    pub(super) fn end(&mut self) {
        self.rows.iter_mut().for_each(|row| row.ended = true);
    }

    /// The first row that leads to this one.
    fn root(&self, mut at: usize) -> usize {
        while let Some((before, _)) = &self.rows[at].from {
            at = *before;
        }
        at
    }

    /// Notes that the last row, and those that lead to it, are a solution.
    fn solve(&mut self) {
        let Some(mut at) = self.rows.len().checked_sub(1) else {
            return;
        };
        if self.rows[at].from.is_none() {
            return;
        }
        loop {
            self.solved.insert(self.rows[at].relation, at);
            match &self.rows[at].from {
                Some((before, _)) => at = *before,
                None => break,
            }
        }
    }
}

/// Whether an arrow claims its right side from its left one, and the left one from the right one.
fn arrow_of(relation: Relation) -> Option<(bool, bool)> {
    match relation {
        Relation::Implies => Some((true, false)),
        Relation::ImpliedBy => Some((false, true)),
        Relation::Iff => Some((true, true)),
        _ => None,
    }
}

fn contains(walk: &Walk<'_>, of: Id, part: Id) -> bool {
    of == part
        || walk
            .store
            .children(of)
            .iter()
            .any(|&child| contains(walk, child, part))
}
