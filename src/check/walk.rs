//! One note, from its formulas to its steps: roles, contexts, judgements, inherited errors.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bindings::{self, Usage};
use super::introduce::introduced;
use super::judge::{Budget, Claim, Judgement, judge};
use super::ledger::{Ledger, Scope as Span};
use super::place::Places;
use crate::diagnostic::Reason;
use crate::elaborate::associate;
use crate::elaborate::basic::Scope;
use crate::elaborate::basic::{Lowered, Unread, lower};
use crate::elaborate::chains::{Chains, Mathematics};
use crate::elaborate::phrases::{Mood, mood};
use crate::elaborate::roles::{self, Role, Setting};
use crate::elaborate::sentences::Sentence;
use crate::elaborate::{carried, roles::density_of};
use crate::expr::{Comparison, Id, Node, Operator, Role as Origin, Sort, Store, SymbolId};
use crate::parse::tree::Relation;
use crate::read::note::Note;
use crate::report::{DerivationReport, StepKind, StepReport, Verdict};
use crate::theory::{Fact, FactKind, Theory};

/// A note on its way through the check.
pub struct Walk<'a> {
    pub note: &'a Note,
    pub mathematics: &'a [Mathematics],
    pub chains: &'a Chains,
    pub sentences: &'a [Sentence],
    pub places: Places<'a>,
    pub theory: &'a Theory,
    pub store: Store,
    pub scope: Scope,
    pub budget: Budget,
    pub ledger: Ledger,
    lowered: FxHashMap<usize, Result<Lowered, Unread>>,
    /// Names that have occurred so far.
    seen: FxHashSet<SymbolId>,
    /// Sentence and placeholder of each place of mathematics.
    stands: FxHashMap<usize, (usize, usize)>,
    /// How the note uses its families of densities.
    usages: Vec<Usage>,
    /// Facts that sentences state by pairing distributions with densities, with the sentence; in reverse order.
    paired: Vec<(usize, Fact, SymbolId)>,
}

/// A relation of a derivation while it is judged.
struct Link {
    relation: usize,
    role: Role,
    claim: Option<Claim>,
    judgement: Judgement,
    report: StepReport,
}

impl<'a> Walk<'a> {
    pub fn new(
        note: &'a Note,
        (mathematics, chains, sentences): (&'a [Mathematics], &'a Chains, &'a [Sentence]),
        theory: &'a Theory,
        store: Store,
        scope: Scope,
        budget: Budget,
    ) -> Self {
        let stands = sentences.iter().enumerate().flat_map(|(sentence, found)| {
            found
                .formulas
                .iter()
                .map(move |&(at, place)| (place, (sentence, at)))
        });
        Self {
            note,
            mathematics,
            chains,
            sentences,
            places: Places::new(note),
            theory,
            store,
            scope,
            budget,
            ledger: Ledger::default(),
            lowered: FxHashMap::default(),
            seen: FxHashSet::default(),
            stands: stands.collect(),
            usages: Vec::new(),
            paired: Vec::new(),
        }
    }

    /// Judges every relation; steps in source order.
    pub fn run(&mut self) -> (Vec<DerivationReport>, Vec<StepReport>) {
        self.carry_distributions();
        self.pair_distributions();
        let mut order: Vec<usize> = (0..self.chains.derivations.len())
            .filter(|&d| !self.chains.derivations[d].relations.is_empty())
            .collect();
        order.sort_by_key(|&d| self.chains.derivations[d].relations.last().copied());
        let numbers = self.number_derivations();
        let (mut derivations, mut steps) = (Vec::new(), Vec::new());
        for derivation in order {
            let (report, links) = self.derivation(derivation, numbers[&derivation]);
            derivations.push(report);
            steps.extend(links.into_iter().map(|link| (link.relation, link.report)));
        }
        steps.sort_by_key(|(relation, _)| *relation);
        derivations.sort_by_key(|d| d.id.parse::<usize>().unwrap_or(0));
        (
            derivations,
            steps.into_iter().map(|(_, step)| step).collect(),
        )
    }

    /// Derivations with relations are numbered from 1 by their first relation.
    fn number_derivations(&self) -> FxHashMap<usize, usize> {
        let with = self
            .chains
            .derivations
            .iter()
            .enumerate()
            .filter(|(_, d)| !d.relations.is_empty());
        let mut firsts: Vec<_> = with.map(|(at, d)| (d.relations[0], at)).collect();
        firsts.sort_unstable();
        firsts
            .into_iter()
            .enumerate()
            .map(|(number, (_, at))| (at, number + 1))
            .collect()
    }

    /// Conditions that the distributions of the note put on their parameters hold throughout.
    fn carry_distributions(&mut self) {
        for index in 0..self.chains.expressions.len() {
            let Ok(id) = self.expression(index) else {
                continue;
            };
            let line = self.line_of(index);
            for condition in carried::conditions(&mut self.store, id) {
                self.ledger.carried(condition, format!("line {line}"));
            }
        }
    }

    /// Reads off the prose which distribution belongs to which density.
    fn pair_distributions(&mut self) {
        let count = self.chains.expressions.len();
        let ids: Vec<Option<Id>> = (0..count)
            .map(|index| self.expression(index).ok())
            .collect();
        self.usages = bindings::usages(&self.store, ids.iter().flatten().copied());
        let mut distributions = FxHashMap::default();
        for chain in self
            .chains
            .derivations
            .iter()
            .filter(|chain| chain.relations.is_empty())
        {
            if let Some(start) = chain.start
                && let Some(id) = ids[start]
                && *self.store.sort(id) == Sort::Distribution
            {
                distributions.insert(self.chains.expressions[start].place, id);
            }
        }
        for (at, sentence) in self.sentences.iter().enumerate() {
            let pairs = bindings::pairs(
                &self.store,
                sentence,
                self.mathematics,
                &distributions,
                &self.usages,
            );
            for (distribution, usage) in pairs {
                let source = format!("sentence before line {}", self.line_of_sentence(at));
                if let Some(fact) =
                    bindings::definition(&mut self.store, &usage, distribution, source)
                {
                    self.paired.push((at, fact, usage.family));
                }
            }
        }
        self.paired.reverse();
    }

    fn line_of_sentence(&self, sentence: usize) -> usize {
        let last = self.sentences[sentence].formulas.last();
        last.map_or(0, |&(_, place)| {
            let region = &self.mathematics[place].region;
            self.places.line_column(region.cell, region.to_file(0)).0
        })
    }

    fn line_of(&self, expression: usize) -> usize {
        let expression = &self.chains.expressions[expression];
        let cell = self.mathematics[expression.place].region.cell;
        self.places.line_column(cell, expression.span.start).0
    }

    /// The usual reading of an expression.
    fn expression(&mut self, index: usize) -> Result<Id, Unread> {
        if !self.lowered.contains_key(&index) {
            let tree = &self.chains.expressions[index].tree;
            let result = lower(&mut self.store, &mut self.scope, tree);
            self.lowered.insert(index, result);
        }
        self.lowered[&index]
            .as_ref()
            .map(|l| l.id)
            .map_err(Clone::clone)
    }

    fn derivation(&mut self, index: usize, number: usize) -> (DerivationReport, Vec<Link>) {
        let chain = &self.chains.derivations[index];
        let place = self.chains.relations[chain.relations[0]].place;
        self.enter(place);
        let mut links: Vec<Link> = Vec::new();
        for (at, &relation) in chain.relations.iter().enumerate() {
            let report = self.places.step(
                format!("{number}.{}", at + 1),
                self.chains,
                self.mathematics,
                &self.chains.relations[relation],
            );
            let link = self.link(relation, report, at == 0);
            links.push(link);
        }
        self.inherit(&mut links);
        links.iter_mut().for_each(Link::write);
        self.conclude(index, &links);
        (self.report_derivation(number, &links), links)
    }

    fn enter(&mut self, place: usize) {
        if let Some(&(sentence, _)) = self.stands.get(&place) {
            self.ledger.enter_section(self.sentences[sentence].section);
            while self.paired.last().is_some_and(|(at, ..)| *at <= sentence) {
                if let Some((_, fact, family)) = self.paired.pop() {
                    self.ledger.fact(fact, Some(family), Span::Note);
                }
            }
        }
    }

    fn mood_of(&self, place: usize) -> Mood {
        self.stands
            .get(&place)
            .map_or(Mood::State, |&(sentence, at)| {
                mood(&self.sentences[sentence], at)
            })
    }

    /// One relation: its role, and what follows from it.
    fn link(&mut self, relation: usize, report: StepReport, first: bool) -> Link {
        let relating = &self.chains.relations[relation];
        let mut link = Link {
            relation,
            role: Role::Step,
            claim: None,
            judgement: Judgement::of(Verdict::Unknown),
            report,
        };
        let (left, right) = match self.sides(relation) {
            Ok(sides) => sides,
            Err(judgement) => {
                link.judgement = *judgement;
                return link;
            }
        };
        let setting = Setting {
            relation: relating.relation,
            mood: self.mood_of(relating.place),
            display: self.mathematics[relating.place].display,
            first,
            derived_again: first && self.derived_again(relating.derivation, left),
            seen: &self.seen,
        };
        link.role = roles::role(&self.store, left, right, setting);
        match link.role {
            Role::Definition | Role::Hypothesis => {
                link.judgement = self.suppose(&link, left, right, setting.mood)
            }
            Role::Claim | Role::Step => {
                link.claim = comparison(relating.relation, left, right);
                link.judgement = match link.claim {
                    Some(claim) if self.introduce(claim, &link.report.id) => Judgement::unknown(
                        Reason::Introduced,
                        "the step itself says what the densities stand for; later steps take it from here",
                    ),
                    Some(claim) => judge(
                        &mut self.store,
                        self.theory,
                        &self.ledger.context(),
                        claim,
                        self.budget,
                    ),
                    None => Judgement::unknown(
                        Reason::Relation,
                        format!("`{}` is not judged", link.report.relation),
                    ),
                };
            }
        }
        self.seen.extend(self.store.free_names(left));
        self.seen.extend(self.store.free_names(right));
        link
    }

    /// Takes over what densities stand for where only this step says it; true if it does.
    fn introduce(&mut self, claim: Claim, source: &str) -> bool {
        let open = |family: SymbolId| !self.ledger.defines(&self.store, family);
        let Some(found) = introduced(&self.store, claim.left, claim.right, &open) else {
            return false;
        };
        for (density, value) in found {
            let Node::Density { family, of, given } = self.store.node(density).clone() else {
                continue;
            };
            let values: Vec<Id> = of
                .iter()
                .chain(given.iter())
                .map(|&(_, value)| value)
                .collect();
            let mut renamed = (density, value);
            let mut variables = Vec::new();
            for point in values {
                // A bound variable of the integral: the definition holds for every value.
                if let Node::Bound(level, sort) = *self.store.node(point) {
                    let sort = self.store.sort_of(sort).clone();
                    let variable =
                        self.store
                            .declare_as(&format!("x_{{{level}}}"), sort, Origin::Law, 3);
                    let name = self.store.name(variable);
                    renamed = (
                        self.store.instantiate(renamed.0, name),
                        self.store.instantiate(renamed.1, name),
                    );
                    variables.push(variable);
                }
            }
            if self.store.loose(renamed.0) == 0 && self.store.loose(renamed.1) == 0 {
                let (left, right) = renamed;
                let source = source.to_owned();
                let fact = Fact {
                    kind: FactKind::Definition,
                    left,
                    right,
                    variables,
                    source,
                    given: true,
                };
                self.ledger.fact(fact, Some(family), Span::Note);
            }
        }
        true
    }

    /// Both sides as expressions; where the left one cannot be read, the last one of the chain that can.
    fn sides(&mut self, relation: usize) -> Result<(Id, Id), Box<Judgement>> {
        let relating = &self.chains.relations[relation];
        let missing = |side: &str| {
            Box::new(Judgement::unknown(
                Reason::MissingSide,
                format!("the {side} side is missing"),
            ))
        };
        let right = relating.right.ok_or_else(|| missing("right"))?;
        let right = self.expression(right).map_err(unread)?;
        let Some(left) = relating.left else {
            return self
                .subject(relating.place)
                .map(|left| (left, right))
                .ok_or_else(|| missing("left"));
        };
        let left = match self.expression(left) {
            Ok(id) => id,
            Err(error) => self.last_readable(relation).ok_or_else(|| unread(error))?,
        };
        Ok((left, right))
    }

    /// The density in running text that is the left side of a formula which begins with its relation.
    fn subject(&mut self, place: usize) -> Option<Id> {
        let &(sentence, at) = self.stands.get(&place)?;
        let mention = associate::subject(&self.sentences[sentence], at)?;
        let usage = self
            .usages
            .iter()
            .find(|usage| bindings::spelled(&self.store, usage, &mention))?
            .clone();
        let mut pair = |slot: &SymbolId| {
            let symbol = self.store.symbol(*slot).clone();
            let sort = self.store.sort_of(symbol.sort).clone();
            let name = self
                .store
                .declare_as(&symbol.spelling, sort, Origin::Note, 0);
            (*slot, self.store.name(name))
        };
        let (of, given): (Vec<_>, Vec<_>) = (
            usage.of.iter().map(&mut pair).collect(),
            usage.given.iter().map(&mut pair).collect(),
        );
        Some(self.store.density(usage.family, &of, &given))
    }

    fn last_readable(&mut self, relation: usize) -> Option<Id> {
        let derivation = &self.chains.derivations[self.chains.relations[relation].derivation];
        let before = derivation.relations.iter().filter(|&&r| r < relation);
        let mut rows: Vec<usize> = before
            .filter_map(|&r| self.chains.relations[r].right)
            .collect();
        rows.splice(0..0, derivation.start);
        rows.into_iter()
            .rev()
            .find_map(|index| self.expression(index).ok())
    }

    /// True if another derivation below begins with the same left side.
    fn derived_again(&mut self, derivation: usize, left: Id) -> bool {
        let later: Vec<usize> = self.chains.derivations[derivation + 1..]
            .iter()
            .filter(|chain| chain.display && !chain.relations.is_empty())
            .filter_map(|chain| chain.start)
            .collect();
        later
            .into_iter()
            .any(|start| self.expression(start).is_ok_and(|id| id == left))
    }

    /// Takes a definition or hypothesis into the ledger.
    fn suppose(&mut self, link: &Link, left: Id, right: Id, mood: Mood) -> Judgement {
        let relating = &self.chains.relations[link.relation];
        let source = link.report.id.clone();
        let scope = match (link.role, mood) {
            (Role::Definition, _) => Span::Note,
            (_, Mood::Let | Mood::Define) => Span::Section,
            _ => Span::Derivation,
        };
        match relating.relation {
            Relation::Equal | Relation::Defined | Relation::Equivalent | Relation::Distributed => {
                self.suppose_equation(link.role, left, right, source, scope);
            }
            relation => {
                if let Some(claim) = comparison(relation, left, right) {
                    let condition = self.store.relation(claim.relation, claim.left, claim.right);
                    self.ledger.hypothesis(condition, source, scope);
                }
            }
        }
        Judgement::of(Verdict::Assumed)
    }

    fn suppose_equation(&mut self, role: Role, left: Id, right: Id, source: String, scope: Span) {
        if *self.store.sort(right) == Sort::Distribution
            && density_of(&mut self.store, left, right).is_none()
        {
            let drawn = self.store.apply(Operator::Draw, &[left, right]);
            self.ledger.hypothesis(drawn, source, Span::Note);
            return;
        }
        let right = density_of(&mut self.store, left, right).unwrap_or(right);
        let definable = roles::definable(&self.store, left, right);
        let (about, variables) = definable.map_or((None, Vec::new()), |(symbol, variables)| {
            (Some(symbol), variables)
        });
        let density =
            *self.store.sort(right) == Sort::Real && about.is_some() && !variables.is_empty();
        let kind = if role == Role::Definition || density {
            FactKind::Definition
        } else {
            FactKind::Hypothesis
        };
        let scope = if density { Span::Note } else { scope };
        if kind == FactKind::Hypothesis {
            let condition = self.store.relation(Comparison::Equal, left, right);
            self.ledger.hypothesis(condition, source.clone(), scope);
        }
        let variables = if kind == FactKind::Definition {
            variables
        } else {
            Vec::new()
        };
        self.ledger.fact(
            Fact {
                kind,
                left,
                right,
                variables,
                source,
                given: false,
            },
            about,
            scope,
        );
    }

    /// A step after a wrong one that follows from the last good row inherits the error.
    fn inherit(&mut self, links: &mut [Link]) {
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
            let again = judge(
                &mut self.store,
                self.theory,
                &self.ledger.context(),
                from_good,
                self.budget,
            );
            if again.passes() {
                links[at].report.inherited_from = Some(links[wrong].report.id.clone());
            }
        }
    }

    /// A derivation that holds from its first expression to its last is a fact for what follows.
    fn conclude(&mut self, index: usize, links: &[Link]) {
        let steps: Vec<&Link> = links
            .iter()
            .filter(|l| matches!(l.role, Role::Step))
            .collect();
        let equalities = steps
            .iter()
            .all(|l| l.claim.is_some_and(|c| c.relation == Comparison::Equal));
        let passes = steps.iter().all(|l| l.judgement.verdict == Verdict::Proved);
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            return self.ledger.end_derivation();
        };
        if equalities && passes && self.chains.derivations[index].display {
            let (Some(from), Some(to)) = (first.claim, last.claim) else {
                return;
            };
            let given = steps.iter().any(|l| !l.judgement.given.is_empty());
            let source = last.report.id.clone();
            let fact = Fact {
                kind: FactKind::Result,
                left: from.left,
                right: to.right,
                variables: Vec::new(),
                source,
                given,
            };
            self.ledger.fact(fact, None, Span::Note);
        }
        self.ledger.end_derivation();
    }

    fn report_derivation(&self, number: usize, links: &[Link]) -> DerivationReport {
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
}

impl Link {
    /// Copies the judgement into the report.
    fn write(&mut self) {
        let (report, judgement) = (&mut self.report, &self.judgement);
        report.kind = match self.role {
            Role::Definition => StepKind::Definition,
            Role::Hypothesis => StepKind::Hypothesis,
            Role::Claim => StepKind::Claim,
            Role::Step => StepKind::Step,
        };
        report.verdict = judgement.verdict;
        report.laws = judgement.laws.clone();
        report.assumptions = judgement.assumptions.clone();
        report.uses = judgement.uses.clone();
        report.given = judgement.given.clone();
        report.evaluated = judgement.evaluated.clone();
        report.unevaluated_because = judgement.unevaluated_because.clone();
        report.counterexample = judgement.counterexample.clone();
        report.work = judgement.work;
        if let Some((code, text)) = &judgement.reason {
            report.reason_code = Some(code.id().to_owned());
            report.reason = Some(text.clone());
        }
    }
}

fn unread(error: Unread) -> Box<Judgement> {
    Box::new(Judgement::unknown(error.reason, error.text))
}

/// The claim of a relation; None where relations of this kind are not judged.
fn comparison(relation: Relation, left: Id, right: Id) -> Option<Claim> {
    let (left, relation, right) = match relation {
        Relation::Equal | Relation::Defined | Relation::Equivalent => {
            (left, Comparison::Equal, right)
        }
        Relation::NotEqual => (left, Comparison::NotEqual, right),
        Relation::LessEqual => (left, Comparison::LessEqual, right),
        Relation::Less => (left, Comparison::Less, right),
        Relation::GreaterEqual => (right, Comparison::LessEqual, left),
        Relation::Greater => (right, Comparison::Less, left),
        _ => return None,
    };
    Some(Claim {
        left,
        relation,
        right,
    })
}
