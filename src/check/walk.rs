//! One note, from its formulas to its steps: roles, contexts, judgements, inherited errors.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bindings::Usage;
use super::doubts::any;
use super::exported::Exports;
use super::judge::{Budget, Claim, Evidence, Judgement};
use super::ledger::Ledger;
use super::obscured::{is_any_constant, unread};
use super::place::Places;
use super::stated::Stated;
use super::trust::settle_ends;
use crate::diagnostic::{Code, Reason};
use crate::elaborate::chains::{Chains, Mathematics, Relating};
use crate::elaborate::citations::Citations;
use crate::elaborate::errors::Models;
use crate::elaborate::evidence::Key;
use crate::elaborate::lower::{self, Lowered, Unread, lower};
use crate::elaborate::parts::{Part, parts};
use crate::elaborate::phrases::{Mood, updates};
use crate::elaborate::places::Place;
use crate::elaborate::roles::{self, Role, Setting};
use crate::elaborate::scope::Scope;
use crate::elaborate::sections::Sections;
use crate::elaborate::sentences::Sentence;
use crate::elaborate::trailing::is_worded;
use crate::expr::{Comparison, Id, Node, Sort, Store, SymbolId};
use crate::parse::tree::Relation;
use crate::read::note::Note;
use crate::report::{DerivationReport, Hint, StepKind, StepReport, Verdict};
use crate::theory::{Context, Fact, Theory};

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
    pub(super) lowered: FxHashMap<usize, Result<Lowered, Unread>>,
    /// Names that have occurred so far.
    pub(super) seen: FxHashSet<SymbolId>,
    /// Those of them that the present derivation was the first to show.
    pub(super) begun: FxHashSet<SymbolId>,
    /// Those that the present row was the first to show, with its place and number.
    row: ((usize, usize), FxHashSet<SymbolId>),
    /// Sentence and placeholder of each place of mathematics.
    pub(super) stands: FxHashMap<usize, (usize, usize)>,
    /// How the note uses its families of densities.
    pub(super) usages: Vec<Usage>,
    /// What the prose says of names, with the place it holds from; in reverse order.
    pub(super) stated: Vec<(usize, Stated)>,
    pub(super) sections: Sections,
    /// Models of data, whose errors are defined by the data.
    pub(super) models: Models,
    /// Sentences before this one have been looked at for what they give up.
    pub(super) passed: usize,
    /// Names of which something is supposed that could not be read, with the place where it is: nothing about them is called
    /// wrong.
    pub(super) obscure: FxHashMap<SymbolId, usize>,
    /// Letters of functions that stood without arguments so far.
    pub(super) bare: FxHashSet<String>,
    /// Names that mean by custom what no formula says: nothing about them is called wrong.
    pub(super) customary: FxHashSet<SymbolId>,
    /// Names of which a claim says what they are.
    pub(super) announced: FxHashSet<SymbolId>,
    /// First and last expression of the derivations so far, with the id of the last step and the facts known then.
    pub(super) ends: Vec<super::conclude::Ends>,
    /// Scopes of the sections by themselves, made when a derivation needs one, with the names that are numbers there.
    pub(super) section_scopes: FxHashMap<usize, (Scope, FxHashSet<Key>)>,
    /// Expressions that are read by other names than those of the note.
    pub(super) resorted: FxHashSet<usize>,
    /// Facts that sentences state by pairing distributions with densities, with the sentence; in reverse order.
    pub(super) paired: Vec<(usize, Fact, SymbolId)>,
    /// What formulas are called, and which of them the text refers to.
    pub(super) citations: Citations,
    /// What derivations so far contribute to those that cite them.
    pub(super) citable: Vec<super::cited::Citable>,
    /// The part of the note in which each piece of mathematics stands.
    pub(super) parts: Vec<Part>,
    /// Theorems of other notes that are not proved, with the target of the link: for derivations that cite it.
    pub(super) unproved: Vec<(String, Fact)>,
    /// The variables that proportionalities were in last, with the section.
    pub(super) proportional: (Option<usize>, Vec<Id>),
    /// The equations so far.
    pub(super) rows: super::follow::Rows,
    pub(super) judgements: super::memo::Judgements,
    /// Numbers of the derivations.
    pub(super) numbers: FxHashMap<usize, usize>,
    /// Functions that are defined for some values only.
    pub(super) domains: Vec<super::domains::Defined>,
    /// Formulas that were taken in before the displays they belong to.
    pub(super) foretold: FxHashSet<usize>,
    /// Relations that were taken in as definitions of a function before the one they follow.
    pub(super) midway: FxHashSet<usize>,
    /// What proofs rest on, and where it is told.
    pub(super) told: super::heeded::Told,
    /// What the verdicts rest on, by step.
    pub evidence: Vec<(String, Rc<Evidence>)>,
}

/// A relation of a derivation while it is judged.
pub(super) struct Link {
    pub(super) relation: usize,
    pub(super) role: Role,
    pub(super) claim: Option<Claim>,
    pub(super) judgement: Judgement,
    pub(super) report: StepReport,
    /// True for what fails as read, but may be something that the note supposes.
    pub(super) supposable: bool,
    /// No other way to prove it is looked for.
    pub(super) settled: bool,
    /// The slip that explains why it fails.
    pub(super) slip: Option<Hint>,
    /// What is said to be drawn, and from which distribution, where that is not supposed.
    pub(super) draw: Option<(Id, Id)>,
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
            begun: FxHashSet::default(),
            row: Default::default(),
            stands: stands.collect(),
            usages: Vec::new(),
            paired: Vec::new(),
            rows: super::follow::Rows::default(),
            proportional: Default::default(),
            stated: Vec::new(),
            sections: Sections::new(note),
            models: Models::new(mathematics),
            passed: 0,
            ends: Vec::new(),
            obscure: FxHashMap::default(),
            bare: FxHashSet::default(),
            customary: FxHashSet::default(),
            announced: FxHashSet::default(),
            section_scopes: FxHashMap::default(),
            resorted: FxHashSet::default(),
            citations: Citations::new(note, mathematics),
            citable: Vec::new(),
            parts: parts(note, mathematics),
            unproved: Vec::new(),
            judgements: super::memo::Judgements::default(),
            numbers: FxHashMap::default(),
            domains: Vec::new(),
            foretold: FxHashSet::default(),
            midway: FxHashSet::default(),
            told: Default::default(),
            evidence: Vec::new(),
        }
    }

    /// Judges every relation; steps in source order, and what the note offers others.
    pub fn run(&mut self) -> (Vec<DerivationReport>, Vec<StepReport>, Exports) {
        self.carry_distributions();
        self.pair_distributions();
        self.collect_properties();
        self.collect_statistics();
        self.collect_moving();
        let mut order: Vec<usize> = (0..self.chains.derivations.len())
            .filter(|&d| !self.chains.derivations[d].relations.is_empty())
            .collect();
        order.sort_by_key(|&d| self.chains.derivations[d].relations.last().copied());
        self.numbers = self.number_derivations();
        let (mut derivations, mut judged) = (Vec::new(), Vec::new());
        for derivation in order {
            let (report, done) = self.derivation(derivation, self.numbers[&derivation]);
            derivations.push(report);
            judged.push(done);
        }
        self.settle_claims(&mut derivations, &mut judged);
        self.settle(&mut judged);
        let mut taken = self.doubt_products(&mut judged);
        self.doubt_domains(&mut judged, &mut taken);
        self.hold_by_words(&mut judged);
        self.weigh(&mut judged);
        self.hold_back(&mut judged);
        settle_ends(&mut derivations, &judged, &taken);
        self.settle_given(&mut judged);
        self.reconsider(&mut judged);
        judged.iter_mut().for_each(|one| self.heed(&mut one.links));
        self.give_draws(&mut judged);
        self.settle_reached(&mut judged);
        let exports = self.exports(&judged);
        let mut steps = Vec::new();
        for Judged { mut links, context } in judged {
            if let Some(context) = context {
                self.hints(&mut links, &context);
            }
            links.iter_mut().for_each(Link::write);
            for link in &links {
                let evidence = link.judgement.evidence.clone();
                (self.evidence).extend(evidence.map(|found| (link.report.id.clone(), found)));
            }
            steps.extend(links.into_iter().map(|link| (link.relation, link.report)));
        }
        steps.sort_by_key(|(relation, _)| *relation);
        derivations.sort_by_key(|d| d.id.parse::<usize>().unwrap_or(0));
        (
            derivations,
            steps.into_iter().map(|(_, step)| step).collect(),
            exports,
        )
    }

    /// Derivations with relations are numbered from 1 by their first relation.
    fn number_derivations(&self) -> FxHashMap<usize, usize> {
        let derivations = self.chains.derivations.iter().enumerate();
        let mut firsts: Vec<_> = derivations
            .filter_map(|(at, d)| Some((*d.relations.first()?, at)))
            .collect();
        firsts.sort_unstable();
        let numbered = firsts.into_iter().zip(1..);
        numbered.map(|((_, at), number)| (at, number)).collect()
    }

    /// The usual reading of an expression.
    pub(super) fn expression(&mut self, index: usize) -> Result<Id, Unread> {
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

    fn derivation(&mut self, index: usize, number: usize) -> (DerivationReport, Judged) {
        let chain = &self.chains.derivations[index];
        let place = self.chains.relations[chain.relations[0]].place;
        self.enter(place);
        self.cite(index);
        self.trail(index);
        self.follow_dependents(place);
        self.begun.clear();
        self.take_own_densities(&chain.relations);
        self.read_apart(&chain.relations);
        let mut links: Vec<Link> = Vec::new();
        for (at, &relation) in chain.relations.iter().enumerate() {
            let report = self.places.step(
                format!("{number}.{}", at + 1),
                self.chains,
                self.mathematics,
                &self.chains.relations[relation],
            );
            let mut link = self.link(relation, report, at == 0);
            self.suppose_chain(&links, &mut link);
            links.push(self.with_beside(link));
        }
        self.read_otherwise(&mut links);
        self.leave_open(place, &links);
        self.follow(&mut links);
        self.quote(&mut links);
        self.doubt_links(&mut links);
        links.iter_mut().for_each(|link| self.warn(link));
        self.inherit(&mut links);
        let open = links.iter().any(Link::is_open);
        let context = open.then(|| self.ledger.context());
        let report = self.conclude(index, number, &links);
        self.ledger.end_trailing();
        (report, Judged { links, context })
    }

    /// True for a number that nothing but the present derivation speaks of.
    fn is_given_here(&self, name: SymbolId) -> bool {
        let number = *self.store.sort_of(self.store.symbol(name).sort) == Sort::Real;
        number && (self.begun.contains(&name) || !self.seen.contains(&name))
    }

    /// One relation: its role, and what follows from it.
    fn link(&mut self, relation: usize, report: StepReport, first: bool) -> Link {
        let chains = self.chains;
        let relating = &chains.relations[relation];
        let mut link = Link::new(relation, report);
        let cell = self.mathematics[relating.place].region.cell;
        if self.note.ignores((cell, relating.sign.start)) {
            link.judgement = Judgement::unknown(Reason::Ignored, Reason::Ignored.title());
            return link;
        }
        if self.foretold.contains(&relating.place) || self.midway.contains(&relation) {
            return self.told_before(link);
        }
        let named = self.define_midway(relation, &link.report);
        let of_a_case = self.is_of_a_case(relating.place) || self.is_value_in_model(relation);
        let denied = of_a_case || self.denies(relating.place);
        let listed = (!denied)
            .then(|| {
                self.index_range(relating, &link.report.id)
                    .or_else(|| self.listed_parts(relating))
                    .or_else(|| self.drawn_list(relating, &link.report.id))
                    .or_else(|| self.bounded_list(relating, &link.report.id))
                    .or_else(|| self.membership(relating, &link.report.id))
            })
            .flatten();
        if let Some(judgement) = listed {
            link.role = Role::Hypothesis;
            link.judgement = judgement;
            return link;
        }
        if let Some(judgement) = (!denied).then(|| self.alias(relating)).flatten() {
            link.role = Role::Definition;
            link.judgement = judgement;
            return link;
        }
        let (left, right) = match self.sides(relation) {
            Ok(sides) => sides,
            Err(judgement) => {
                link.judgement = *judgement;
                self.obscure(relation, first);
                return link;
            }
        };
        let equation = matches!(relating.relation, Relation::Equal | Relation::Equivalent);
        let missing = equation.then(|| self.density_at_missing_point(left, right));
        let left = match missing.flatten() {
            Some(density) => {
                let cell = self.mathematics[relating.place].region.cell;
                let [start, end] = link.report.lhs_span;
                let text = "a density is written without its argument; it was supplied".to_owned();
                link.report.warnings.push(self.places.warning(
                    cell,
                    Code::MissingArgument.id(),
                    start..end,
                    text.clone(),
                ));
                link.report.repair = Some(text);
                density
            }
            None => left,
        };
        if first && relating.relation == Relation::Equal {
            self.recognize(relation, left, right);
        }
        let left = match relating.relation {
            Relation::Equal | Relation::Defined if first => {
                let anew = self.random_by_value(relating.place, left, right);
                anew.unwrap_or(left)
            }
            _ => left,
        };
        let (left, right) = match lower::same_sort(&mut self.store, left, right) {
            Ok(sides) => sides,
            Err(why) if judged_by_sort(relating.relation) => {
                link.judgement = Judgement::unknown(Reason::IllSorted, why);
                self.obscure(relation, first);
                return link;
            }
            Err(_) => (left, right),
        };
        if self.is_update(relation, left, right) {
            let text = "it gives a name a new value made of its old one, which equates nothing";
            link.judgement = Judgement::unknown(Reason::Relation, text);
            return link;
        }
        let before = self.before_row(relating);
        let mood = self.governing_mood(relating.place);
        let is_let = self.is_let(mood, relating.place);
        let setting = Setting {
            relation: relating.relation,
            mood,
            conditional: self.is_conditional_at(relating.place),
            alone: self.stands_by_itself(relating.place),
            claimed: self.is_claimed_at(relating.place),
            named: self.names_in_passing(relating.place),
            constrains: self.constrains(relating.place),
            concluded: self.is_concluded(relating.place),
            display: self.stands_displayed(relating.place),
            opening: self.opens(relating.place),
            first,
            part: self.parts[relating.place],
            derived_again: first && !is_let && self.derived_again(relating.derivation, left),
            hides: self.hides_argument(left, right),
            seen: before.as_ref().unwrap_or(&self.seen),
        };
        let claimed = setting.claimed;
        link.role = match self.mathematics[relating.place].directive {
            Some(kind) => roles::supposed(&self.store, left, right, kind),
            None => roles::role(&self.store, left, right, setting),
        };
        let again = self.defined_again(&link, left, right);
        match again {
            Some(name) if !new_meaning(setting.mood) || self.ledger.defined_here(name) => {
                link.role = Role::Step;
            }
            Some(_) => link.role = Role::Definition,
            None if link.role == Role::Hypothesis => {
                let role = self.defines_by_link(&link, left, right);
                link.role = role.unwrap_or(link.role);
            }
            None => {}
        }
        if link.role == Role::Step && self.is_value_of_all(relation) {
            link.role = Role::Hypothesis;
        }
        let determined = again.is_none() && self.is_determined(&link, left, right);
        if determined || named.is_some() || self.is_value_stated(&link, left, right) {
            link.role = Role::Step;
        }
        if link.role == Role::Claim {
            self.announced.extend(self.store.head(left));
        }
        if self.is_trailing(relation) {
            // It was taken in before what it is a condition of.
            link.role = Role::Hypothesis;
            link.judgement = Judgement::of(Verdict::Assumed);
            return link;
        }
        if matches!(self.store.node(left), Node::Name(_)) && self.names_conclusion(relation) {
            link.role = Role::Definition;
            // A name of the note keeps its meaning: what is quoted has names of its own.
            let fresh = self
                .store
                .head(left)
                .is_some_and(|name| !self.seen.contains(&name));
            link.judgement = match fresh {
                true => self.suppose(&link, left, right),
                false => Judgement::of(Verdict::Assumed),
            };
            return link;
        }
        if link.role == Role::Hypothesis
            && (self.has_meaning(left)
                || !roles::is_simple(&self.store, left)
                || self.is_conclusion(relation))
            && let Some((claim, judgement)) = self.drawn(relating, left, right)
            && (judgement.verdict == Verdict::Proved || self.claims_law(relating.place, left))
        {
            if judgement.verdict != Verdict::Proved {
                self.doubt_supposed(&link, left, right);
            }
            link.role = Role::Step;
            link.claim = Some(claim);
            link.judgement = judgement;
            return link;
        }
        if self.follows_anyway(&mut link, left, right) {
            return link;
        }
        match link.role {
            Role::Definition | Role::Hypothesis if denied || self.is_open_in_row(&link, left) => {
                let text = "the words around it deny it, or have it as one of several cases";
                link.judgement = Judgement::unknown(Reason::Context, text);
                self.doubt_supposed(&link, left, right);
            }
            Role::Definition | Role::Hypothesis
                if let Some(place) = self.only_mentions(&link, right) =>
            {
                // There is nothing to be checked in it, and nothing is taken from it.
                link.judgement = Judgement::of(Verdict::Assumed);
                if place == Place::Perhaps {
                    self.doubt_mentioned(&link, left, right);
                }
            }
            Role::Definition | Role::Hypothesis if self.is_item_of_defined(left) => {
                let text =
                    "it is about an item of what the note has defined, and how was not followed";
                link.judgement = Judgement::unknown(Reason::Context, text);
                self.obscure_names(left, relating.place);
            }
            Role::Definition | Role::Hypothesis => {
                link.judgement = self.suppose(&link, left, right)
            }
            Role::Claim | Role::Step => {
                link.claim = comparison(relating.relation, left, right);
                let drawn = self.drawn(relating, left, right);
                link.draw = self.draw(relating, left, right);
                link.judgement = match link.claim {
                    None if let Some((claim, judgement)) = drawn => {
                        let proved = judgement.verdict == Verdict::Proved;
                        link.claim = proved.then_some(claim);
                        judgement
                    }
                    None if relating.relation == Relation::Proportional => {
                        let (claim, judgement) = self.judge_proportion(relating, (left, right));
                        link.claim = claim;
                        judgement
                    }
                    Some(claim)
                        if let Some(found) = self.judge_likelihood(claim, relating.place) =>
                    {
                        found
                    }
                    Some(claim) if self.introduce(claim, &link.report.id) => Judgement::unknown(
                        Reason::Introduced,
                        "the step itself says what the densities stand for; later steps take it from here",
                    ),
                    Some(claim) => self.judge_citing(claim),
                    None => Judgement::unknown(
                        Reason::Relation,
                        format!("`{}` is not judged", link.report.relation),
                    ),
                };
            }
        }
        if claimed && !link.judgement.passes() {
            self.doubt_supposed(&link, left, right);
        }
        if determined && !link.judgement.passes() {
            // It may be asked of the names: "on the circle we have $r^2 = 2 x$".
            let text = "it does not follow from what its name was defined to be";
            self.leave_determined(&link, left, right);
            link.judgement = Judgement::unknown(Reason::Context, text);
            return link;
        }
        if link.role == Role::Step
            && !link.judgement.passes()
            && !denied
            && let Some(role) = self.defines_by_link(&link, left, right)
        {
            link.role = role;
            link.judgement = self.suppose(&link, left, right);
        }
        if link.role == Role::Step
            && !link.judgement.passes()
            && link.claim.is_some()
            && self.sets_to_zero(relating.place, left, right)
        {
            link.role = Role::Hypothesis;
            link.judgement = Judgement::of(Verdict::Assumed);
        }
        if first && !link.judgement.passes() && self.is_premise(relation) {
            self.suppose_premise(&mut link, left, right);
        }
        let other = self.meant_otherwise(&link, left).filter(|_| first);
        if let (Role::Step, Some(name)) = (link.role, again.or(named).or(other))
            && link.judgement.verdict != Verdict::Proved
        {
            self.ledger.contradict(name);
        }
        if let (Some(claim), Verdict::Refuted) = (link.claim, link.judgement.verdict)
            && let Some(open) = self.lapsed(claim, relating.place)
        {
            link.judgement = open;
        }
        let names = [self.store.free_names(left), self.store.free_names(right)].concat();
        self.note_bare(&names);
        if link.judgement.verdict == Verdict::Refuted
            && let Some(text) = self.obscurity(&names)
        {
            link.judgement = Judgement::unknown(Reason::UnreadNotation, text);
        }
        if link.judgement.verdict == Verdict::Refuted
            && self.mood_of(relating.place) == Mood::Define
            && names.iter().any(|&name| self.is_given_here(name))
        {
            let text = "the words define something here, and it is this formula that says what its names stand for";
            link.judgement = Judgement::unknown(Reason::Context, text);
        }
        if link.judgement.verdict == Verdict::Refuted
            && names
                .iter()
                .any(|&name| is_any_constant(&self.store.symbol(name).spelling))
        {
            let text = "a constant that is only called so may be another one at each place";
            link.judgement = Judgement::unknown(Reason::UnreadNotation, text);
            self.obscure(relation, first);
        }
        if link.judgement.verdict == Verdict::Refuted && self.says_possible(relating.place) {
            let text = "the words state this as possible, not as always so; that is not judged";
            link.judgement = Judgement::unknown(Reason::Relation, text);
        }
        let fresh = names.into_iter().filter(|&name| self.seen.insert(name));
        let fresh: Vec<SymbolId> = fresh.collect();
        self.begun.extend(&fresh);
        self.row.1.extend(fresh);
        link
    }

    /// The names known before the row of a relation, where a condition word leads to it: `q = u v \text{ with } u = 2 x`
    /// defines what the row begins with.
    fn before_row(&mut self, relating: &Relating) -> Option<FxHashSet<SymbolId>> {
        let at = (relating.place, relating.row);
        if self.row.0 != at {
            self.row = (at, FxHashSet::default());
        }
        let row = &self.mathematics[relating.place].formula.rows[relating.row];
        let led = row.statements[..=relating.statement].iter().skip(1);
        let defines = led.into_iter().any(is_worded);
        defines.then(|| self.seen.difference(&self.row.1).copied().collect())
    }

    /// True for `x = x - a` where the words update x, or where only that can be meant.
    fn is_update(&self, relation: usize, left: Id, right: Id) -> bool {
        let relating = &self.chains.relations[relation];
        let place = relating.place;
        let made_of_itself = roles::is_simple(&self.store, left)
            && left != right
            && any(&self.store, right, |_, part| part == left);
        let term = matches!(self.store.node(right), Node::Sum(terms) if terms.contains(&left));
        let said = self.stands.get(&place);
        let said = said.is_some_and(|&(sentence, _)| updates(&self.sentences[sentence]));
        let inline = !self.mathematics[place].display;
        made_of_itself
            && match relating.relation {
                Relation::Defined => true,
                Relation::Equal => said || inline && term,
                _ => false,
            }
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
            // What fits together nowhere is equal to nothing.
            Err(error) if error.code == lower::ILL_SORTED => return Err(unread(error)),
            Err(error) => (self.last_readable(relation)).ok_or_else(|| unread(error))?,
        };
        Ok((left, right))
    }

    fn last_readable(&mut self, relation: usize) -> Option<Id> {
        let mut rows = self.rows_before(relation).into_iter();
        rows.find_map(|index| self.expression(index).ok())
    }

    /// The expressions before a relation of a chain, last first.
    pub(super) fn rows_before(&self, relation: usize) -> Vec<usize> {
        let derivation = &self.chains.derivations[self.chains.relations[relation].derivation];
        let before = derivation.relations.iter().filter(|&&r| r < relation);
        let mut rows: Vec<usize> = before
            .filter_map(|&r| self.chains.relations[r].right)
            .collect();
        rows.splice(0..0, derivation.start);
        rows.reverse();
        rows
    }

    /// True if another derivation below begins with the same left side.
    pub(super) fn derived_again(&mut self, derivation: usize, left: Id) -> bool {
        let later: Vec<usize> = self.chains.derivations[derivation + 1..]
            .iter()
            .filter(|chain| chain.display && !chain.relations.is_empty())
            .filter_map(|chain| chain.start)
            .collect();
        later
            .into_iter()
            .any(|start| self.expression(start).is_ok_and(|id| id == left))
    }
}

/// A derivation that is judged, with what was known then if a step of it is wrong.
pub(super) struct Judged {
    pub(super) links: Vec<Link>,
    pub(super) context: Option<Context>,
}

impl Link {
    pub(super) fn new(relation: usize, report: StepReport) -> Self {
        Link {
            relation,
            role: Role::Step,
            claim: None,
            judgement: Judgement::of(Verdict::Unknown),
            report,
            supposable: false,
            settled: false,
            slip: None,
            draw: None,
        }
    }

    /// True if the sides of its claim are those of the step; those of a proportionality are products.
    pub(super) fn claims_as_written(&self, chains: &Chains) -> bool {
        chains.relations[self.relation].relation != Relation::Proportional
    }

    /// True for a step that is wrong by itself.
    pub(super) fn is_error(&self) -> bool {
        self.judgement.verdict == Verdict::Refuted
            && self.report.inherited_from.is_none()
            && matches!(self.role, Role::Step | Role::Claim)
    }

    /// True for a claim, and for a step that is not proved.
    fn is_open(&self) -> bool {
        let step = self.role == Role::Step && (self.claim.is_some() || self.draw.is_some());
        let open = step && self.judgement.verdict != Verdict::Proved;
        open || matches!(self.role, Role::Claim | Role::Hypothesis)
    }

    /// True for a step that says itself what the densities in it stand for: what it brings in cannot prove it.
    pub(super) fn introduces(&self) -> bool {
        let reason = self.judgement.reason.as_ref();
        reason.is_some_and(|(reason, _)| *reason == Reason::Introduced)
    }

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

/// True for moods in which a name may be given a meaning anew.
fn new_meaning(mood: Mood) -> bool {
    matches!(mood, Mood::Let | Mood::Define)
}

/// Relations whose sides are of one sort.
fn judged_by_sort(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Equal
            | Relation::LessEqual
            | Relation::Less
            | Relation::GreaterEqual
            | Relation::Greater
    )
}

/// The claim of a relation; None where relations of this kind are not judged.
pub(super) fn comparison(relation: Relation, left: Id, right: Id) -> Option<Claim> {
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
