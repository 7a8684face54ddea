//! Alternative readings of a derivation whose usual reading does not hold.
//!
//! An alternative is taken only for the whole derivation, only if nothing fails under it that the usual reading passes,
//! and only if some step holds under it alone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bindings;
use super::judge::{Claim, Judgement, differs};
use super::walk::{Link, Walk, comparison};
use crate::diagnostic::{Code, Reason};
use crate::elaborate::carried;
use crate::elaborate::declare::{Numbers, items, surveyed};
use crate::elaborate::evidence::Key;
use crate::elaborate::introductions::{Introduction, introductions};
use crate::elaborate::lower::{Lowered, lower, same_sort};
use crate::elaborate::names::head_spelling;
use crate::elaborate::numbers::{numbers, variables};
use crate::elaborate::readings::{Reading, Readings};
use crate::elaborate::roles::Role;
use crate::elaborate::scope::Scope;
use crate::expr::{BinderKind, Id, Node, Sort, SortId, Store};
use crate::parse::tree::{Kind, Tree};
use crate::report::Verdict;
use crate::theory::{Context, FactKind};
use crate::vocabulary::distribution;

/// What is read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    Notation(Reading),
    /// The names mean what this section alone says of them.
    Section,
    /// The names mean what this derivation alone says of them.
    Derivation,
}

impl Other {
    fn title(self) -> &'static str {
        match self {
            Other::Notation(reading) => reading.title(),
            Other::Section => "the names mean what this section alone says of them",
            Other::Derivation => "the names mean what this derivation alone says of them",
        }
    }

    /// Whether a derivation that holds under it may be taken to mean it.
    fn proves(self) -> bool {
        match self {
            Other::Notation(reading) => reading.proves(),
            Other::Section | Other::Derivation => true,
        }
    }
}

/// What an alternative makes of the names of the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Same,
    /// Some that are arrays elsewhere are numbers.
    Numbers,
}

/// A derivation judged under another reading: for each link its claim and judgement, None where it has none.
pub(super) struct Alternative {
    pub other: Other,
    pub context: Context,
    pub judged: Vec<Option<(Claim, Opinion)>>,
    lowered: Vec<(usize, Lowered)>,
}

/// What is thought of a claim under another reading.
pub(super) enum Opinion {
    Judged(Box<Judgement>),
    /// It fails at a point; it is judged in full only if the reading is taken.
    Differs,
}

impl Opinion {
    fn passes(&self) -> bool {
        matches!(self, Opinion::Judged(judgement) if judgement.passes())
    }
}

impl Walk<'_> {
    /// Tries the alternatives that make a difference in this derivation, if a step fails under the usual reading.
    pub(super) fn read_otherwise(&mut self, links: &mut [Link]) {
        self.try_alternatives(links);
        self.spare_resorted(links);
    }

    fn try_alternatives(&mut self, links: &mut [Link]) {
        let judged = |link: &&Link| matches!(link.role, Role::Step | Role::Claim);
        if links
            .iter()
            .filter(judged)
            .all(|link| link.judgement.passes())
        {
            return;
        }
        let mut others: Vec<Other> = self
            .occurring(&relations_of(links))
            .into_iter()
            .map(Other::Notation)
            .collect();
        if self.sentences.iter().any(|sentence| sentence.section > 0) {
            others.insert(0, Other::Section);
        }
        others.push(Other::Derivation);
        let mut alternatives = Vec::new();
        for other in others {
            let alternative = self.alternative(other, links);
            let kept = match other.proves() && qualifies(&alternative, links) {
                true => {
                    let relations = relations_of(links);
                    let numbers = self.numbers_where_unread(&relations);
                    self.keeps_sorts(&alternative.lowered, &relations, &numbers)
                }
                false => None,
            };
            if let Some(kept) = kept {
                return self.take(alternative, kept, links);
            }
            alternatives.push(alternative);
        }
        for (at, link) in links.iter_mut().enumerate() {
            let otherwise = alternatives
                .iter()
                .find(|a| a.judged[at].as_ref().is_some_and(|(_, j)| j.passes()));
            if let Some(otherwise) = otherwise
                && link.judgement.verdict == Verdict::Refuted
            {
                let scope = match otherwise.other.proves() {
                    true => ", but not for the whole derivation",
                    false => "",
                };
                let text = format!(
                    "the usual reading does not hold, another does ({}){scope}",
                    otherwise.other.title()
                );
                link.judgement = Judgement::unknown(Reason::Ambiguous, text);
            }
        }
        self.find_slips(links, &alternatives);
    }

    /// Whether the alternative takes names for something simpler than the note as a whole does: a matrix for a number,
    /// a complex number for a real one. It must not, but what the derivation uses as a number may be one where it cannot
    /// be read otherwise. None if it is ruled out.
    pub(super) fn keeps_sorts(
        &self,
        lowered: &[(usize, Lowered)],
        relations: &[usize],
        numbers: &FxHashSet<Key>,
    ) -> Option<Kept> {
        let mut known: FxHashMap<&str, Vec<Kindred>> = FxHashMap::default();
        let usual = || {
            let usual = self.lowered.iter();
            usual
                .filter(|(index, _)| !self.resorted.contains(index))
                .filter_map(|(_, l)| l.as_ref().ok())
                .map(|l| l.id)
        };
        for id in usual() {
            for name in self.store.free_names(id) {
                let symbol = self.store.symbol(name);
                known
                    .entry(&symbol.spelling)
                    .or_default()
                    .push(kindred(&self.store, symbol.sort));
            }
        }
        let read = || lowered.iter().map(|(_, l)| l.id);
        let mut kept = Kept::Same;
        for name in read().flat_map(|id| self.store.free_names(id)) {
            let symbol = self.store.symbol(name);
            let now = kindred(&self.store, symbol.sort);
            let same = known
                .get(symbol.spelling.as_str())
                .is_none_or(|before| before.contains(&now) || before.iter().all(|b| *b <= now));
            match same {
                true => {}
                false if now == Kindred::Number && numbers.contains(&symbol.spelling) => {
                    kept = Kept::Numbers;
                }
                false => return None,
            }
        }
        let own = self
            .expressions_of(relations)
            .into_iter()
            .filter_map(|index| self.lowered.get(&index)?.as_ref().ok());
        let before = own.map(|l| bound_kindred(&self.store, l.id)).max();
        let after = read().map(|id| bound_kindred(&self.store, id)).max();
        let trees = self.expressions_of(relations).into_iter();
        let bound = variables(trees.map(|index| &self.chains.expressions[index].tree));
        (before <= after || !bound.is_empty() && bound.is_subset(numbers)).then_some(kept)
    }

    /// Readings of notations that occur in the derivation, in the order of the table.
    fn occurring(&self, relations: &[usize]) -> Vec<Reading> {
        let expressions = self.expressions_of(relations);
        let occurs = |reading: &Reading| {
            expressions.iter().any(|index| {
                self.lowered.get(index).is_some_and(|l| {
                    l.as_ref()
                        .is_ok_and(|l| l.readings.iter().any(|(r, _)| r == reading))
                })
            })
        };
        let binary = speaks_of_bits(&self.note.text);
        let decimal = speaks_of_tens(&self.note.text);
        let offered = |reading: &Reading| match reading {
            // Conventions of the note, not a matter of notation.
            Reading::LogTwo => binary,
            Reading::LogTen => decimal,
            Reading::OneDensity => occurs(reading) && !self.brings_in_density(),
            _ => occurs(reading),
        };
        Reading::ALL.iter().copied().filter(offered).collect()
    }

    /// True if the words let some density be what it is: then it is not the one with a parameter.
    fn brings_in_density(&self) -> bool {
        let brought = introductions(self.sentences, self.mathematics);
        let density = |one: &Introduction| match &one.name.kind {
            Kind::Product(factors) => factors
                .first()
                .is_some_and(|(_, head)| matches!(&head.kind, Kind::Name(_))),
            _ => false,
        };
        brought.iter().any(|one| one.surely && density(one))
    }

    pub(super) fn expressions_of(&self, relations: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = relations
            .iter()
            .map(|&relation| &self.chains.relations[relation])
            .flat_map(|relating| relating.left.into_iter().chain(relating.right))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Names that the formulas of the derivation use as numbers.
    pub(super) fn used_as_numbers(&self, relations: &[usize]) -> FxHashSet<Key> {
        let expressions = self.expressions_of(relations).into_iter();
        numbers(
            &self.scope,
            expressions.map(|index| &self.chains.expressions[index].tree),
        )
    }

    /// The same, of a derivation that is not read as a whole.
    fn numbers_where_unread(&self, relations: &[usize]) -> FxHashSet<Key> {
        let unread = |index| matches!(self.lowered.get(&index), Some(Err(_)));
        match self.expressions_of(relations).into_iter().any(unread) {
            true => self.used_as_numbers(relations),
            false => FxHashSet::default(),
        }
    }

    /// The scope of the section in which the derivation begins, by itself, and the names that it uses as numbers.
    pub(super) fn section_scope(&mut self, relations: &[usize]) -> &(Scope, FxHashSet<Key>) {
        let here = relations
            .first()
            .and_then(|&first| self.section_of(self.chains.relations[first].place));
        let (stands, sentences) = (&self.stands, self.sentences);
        let section_of = |place: usize| stands.get(&place).map(|&(at, _)| sentences[at].section);
        let whole = |place| section_of(place) == here;
        let anew = || {
            let places = (0..self.mathematics.len()).filter(|&place| whole(place));
            let trees = places.flat_map(|place| self.mathematics[place].formula.sides());
            let used = numbers(&self.scope, trees);
            let numbers = Numbers {
                names: &used,
                here: &whole,
            };
            let survey = surveyed(
                self.mathematics,
                self.sentences,
                self.scope.conventions.clone(),
                Some(numbers),
                whole,
            );
            (Scope::new(&survey), used)
        };
        self.section_scopes
            .entry(here.unwrap_or(0))
            .or_insert_with(anew)
    }

    /// The context of the derivation; where names are read anew, densities are paired with distributions anew.
    fn context_under(
        &mut self,
        other: Other,
        links: &[Link],
        lowered: &[(usize, Lowered)],
    ) -> Context {
        let mut context = self.ledger.context();
        if matches!(other, Other::Notation(_)) {
            return context;
        }
        let usages = bindings::usages(&self.store, lowered.iter().map(|(_, l)| l.id));
        let sentence_of =
            |place: usize| self.stands.get(&place).map_or(0, |&(sentence, _)| sentence);
        let here = links.first().map_or(0, |link| {
            sentence_of(self.chains.relations[link.relation].place)
        });
        for (at, fact, family) in self.pairs(&usages) {
            let defined = context
                .facts
                .iter()
                .any(|f| f.kind == FactKind::Definition && self.store.mentions(f.left, family));
            if at <= here && !defined {
                let carried = carried::conditions(&mut self.store, fact.right);
                context.carried.extend(
                    carried
                        .into_iter()
                        .map(|condition| (condition, fact.source.clone())),
                );
                context.facts.push(fact);
            }
        }
        context
    }

    /// The scope of the formulas of the derivation and of the text of its section, by themselves.
    fn derivation_scope(&self, relations: &[usize]) -> Scope {
        let places: Vec<usize> = relations
            .iter()
            .map(|&relation| self.chains.relations[relation].place)
            .collect();
        let inline = |place: usize| {
            let math = &self.mathematics[place];
            let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
            let mut trees = statements
                .filter(|s| s.relations.is_empty())
                .filter_map(|s| s.sides.first()?.as_ref());
            let names = trees.any(|tree| items(tree).into_iter().any(names_distribution));
            !math.display && names && self.section_of(place) == self.section_of(places[0])
        };
        let numbers = Numbers {
            names: &self.used_as_numbers(relations),
            here: &|place| self.section_of(place) == self.section_of(places[0]),
        };
        let chosen = |place| places.contains(&place) || inline(place);
        let survey = surveyed(
            self.mathematics,
            self.sentences,
            self.scope.conventions.clone(),
            Some(numbers),
            chosen,
        );
        Scope::new(&survey)
    }

    /// The scope in which an alternative reads the derivation.
    pub(super) fn scope_of(&mut self, other: Other, relations: &[usize]) -> Scope {
        let mut scope = match other {
            Other::Notation(reading) => {
                let mut scope = self.scope.clone();
                scope.readings = Readings::with(&[reading]);
                scope
            }
            Other::Section => self.section_scope(relations).0.clone(),
            Other::Derivation => self.derivation_scope(relations),
        };
        if !matches!(other, Other::Notation(_)) {
            scope.study.keep(&self.scope.study);
            scope.keep_random(&self.store, &self.scope);
        }
        scope.dependents = self.scope.dependents.clone();
        scope
    }

    fn alternative(&mut self, other: Other, links: &[Link]) -> Alternative {
        let relations = relations_of(links);
        let scope = self.scope_of(other, &relations);
        let usual = std::mem::replace(&mut self.scope, scope);
        let mut lowered = Vec::new();
        for index in self.expressions_of(&relations) {
            let tree = &self.chains.expressions[index].tree;
            if let Ok(result) = lower(&mut self.store, &mut self.scope, tree) {
                lowered.push((index, result));
            }
        }
        let context = self.context_under(other, links, &lowered);
        self.scope = usual;
        let find = |index: Option<usize>| {
            lowered
                .iter()
                .find(|(known, _)| Some(*known) == index)
                .map(|(_, l)| l.id)
        };
        let mut claims = Vec::new();
        for link in links {
            let relating = &self.chains.relations[link.relation];
            claims.push(match (find(relating.left), find(relating.right)) {
                // What a step itself brings in cannot prove it.
                (Some(left), Some(right)) if is_open(link) => {
                    let left = self.density_at_missing_point(left, right).unwrap_or(left);
                    let sides = same_sort(&mut self.store, left, right);
                    sides
                        .ok()
                        .and_then(|(left, right)| comparison(relating.relation, left, right))
                }
                _ => None,
            });
        }
        let judged = self.judge_gains_first(other, links, &claims, &context);
        Alternative {
            other,
            context,
            judged,
            lowered,
        }
    }

    /// Judges the claims of an alternative: first those of the steps that do not pass as usual. Where none of these
    /// passes, the alternative cannot qualify, and the others are left alone.
    fn judge_gains_first(
        &mut self,
        other: Other,
        links: &[Link],
        claims: &[Option<Claim>],
        context: &Context,
    ) -> Vec<Option<(Claim, Opinion)>> {
        let mut judged: Vec<Option<(Claim, Opinion)>> = links.iter().map(|_| None).collect();
        for passing in [false, true] {
            for (at, link) in links.iter().enumerate() {
                let Some(claim) = claims[at].filter(|_| link.judgement.passes() == passing) else {
                    continue;
                };
                // The same claim in the same context has the same judgement.
                let same = matches!(other, Other::Notation(_)) && link.claim == Some(claim);
                let opinion = match same {
                    true => Opinion::Judged(Box::new(link.judgement.clone())),
                    false if differs(&mut self.store, context, claim, self.budget) => {
                        Opinion::Differs
                    }
                    false => Opinion::Judged(Box::new(self.judge(context, claim))),
                };
                judged[at] = Some((claim, opinion));
            }
            if !judged.iter().flatten().any(|(_, o)| o.passes()) {
                break;
            }
        }
        judged
    }

    fn take(&mut self, mut alternative: Alternative, kept: Kept, links: &mut [Link]) {
        let warning = match alternative.other {
            Other::Notation(
                reading @ (Reading::LogWide
                | Reading::LogFirst
                | Reading::ReachWide
                | Reading::SlashInside),
            ) => Some((reading, Code::LogScope)),
            Other::Notation(reading @ Reading::NormalDeviation) => {
                Some((reading, Code::ParameterReading))
            }
            Other::Notation(reading) => Some((reading, Code::OtherReading)),
            // That names belong to their section is nothing unusual.
            Other::Section | Other::Derivation => None,
        };
        for at in 0..links.len() {
            let Some((claim, opinion)) = alternative.judged[at].take() else {
                continue;
            };
            let link = &mut links[at];
            let other = link.claim != Some(claim);
            let refuted = link.judgement.verdict == Verdict::Refuted;
            link.claim = Some(claim);
            link.judgement = match opinion {
                Opinion::Judged(judgement) => *judgement,
                Opinion::Differs => self.judge(&alternative.context, claim),
            };
            // What is supposed of the names elsewhere was not taken in under another sort.
            let elsewhere = !refuted && (kept == Kept::Numbers || warning.is_none());
            if link.judgement.verdict == Verdict::Refuted {
                links[at].slip = self.slip_under(&alternative, links, at, claim);
            }
            let link = &mut links[at];
            let explained = link.slip.is_some();
            if elsewhere && link.judgement.verdict == Verdict::Refuted && !explained {
                let text =
                    "it fails where its names are of another kind than elsewhere in the note";
                link.judgement = Judgement::unknown(Reason::Ambiguous, text);
            }
            if let Some((reading, code)) = warning.filter(|_| other) {
                link.report.readings.push(reading.id().to_owned());
                let relating = &self.chains.relations[link.relation];
                let cell = self.mathematics[relating.place].region.cell;
                let [start, end] = link.report.rhs_span;
                let warning =
                    self.places
                        .warning(cell, code.id(), start..end, reading.title().to_owned());
                link.report.warnings.push(warning);
            }
        }
        self.lowered.extend(
            alternative
                .lowered
                .into_iter()
                .map(|(index, l)| (index, Ok(l))),
        );
    }
}

/// True if a note measures in bits, or takes logarithms to base 2 somewhere.
fn speaks_of_bits(text: &str) -> bool {
    const SIGNS: [&str; 7] = [
        "bits", " bit ", "log_2", "log_{2}", "base 2", "base-2", "比特",
    ];
    SIGNS.iter().any(|sign| text.contains(sign))
}

/// True if a note measures on a scale of powers of ten, takes logarithms to base 10 somewhere, or takes those without a base
/// of numbers alone.
fn speaks_of_tens(text: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "decibel",
        "Decibel",
        " dB",
        "{dB}",
        "pH",
        "apparent magnitude",
        "Richter",
        "seismic",
        "decade",
        "log_10",
        "log_{10}",
        "base 10",
        "base-10",
        "dezibel",
    ];
    let mut logarithms = text.split(r"\log").skip(1).peekable();
    let numbers = logarithms.peek().is_some()
        && logarithms.all(|rest| {
            let rest = rest.trim_start_matches([' ', '(', '{']);
            rest.starts_with(|c: char| c.is_ascii_digit())
        });
    numbers || SIGNS.iter().any(|sign| text.contains(sign))
}

/// Sorts from simple to rich: what holds for richer ones holds for simpler ones, not the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kindred {
    /// Of a set that nothing is said of: it may be numbers or vectors as well.
    Element,
    Number,
    Complex,
    Vector,
    Matrix,
    Other,
    /// Functions and sequences of complex numbers.
    OtherComplex,
}

fn kindred(store: &Store, sort: SortId) -> Kindred {
    match store.sort_of(sort) {
        Sort::Element(_) => Kindred::Element,
        Sort::Real | Sort::Integer => Kindred::Number,
        Sort::Complex => Kindred::Complex,
        Sort::Vector(_) => Kindred::Vector,
        Sort::Matrix(..) => Kindred::Matrix,
        Sort::Sequence(item) | Sort::Function(_, item)
            if kindred(store, *item) == Kindred::Complex =>
        {
            Kindred::OtherComplex
        }
        _ => Kindred::Other,
    }
}

/// The richest sort of a bound variable; that of a derivative is the sort of its point.
fn bound_kindred(store: &Store, id: Id) -> Kindred {
    let own = match *store.node(id) {
        Node::Bind(BinderKind::Derivative, ..) => Kindred::Number,
        Node::Bind(_, sort, ..) => match kindred(store, sort) {
            Kindred::Other | Kindred::OtherComplex | Kindred::Element => Kindred::Number,
            kindred => kindred,
        },
        _ => Kindred::Number,
    };
    store
        .children(id)
        .into_iter()
        .map(|child| bound_kindred(store, child))
        .fold(own, Kindred::max)
}

/// True if a formula names a distribution: `\mathcal{N}(\mu, \Sigma)`.
fn names_distribution(tree: &Tree) -> bool {
    let head = match &tree.kind {
        Kind::Product(factors) => factors.first().map(|(_, first)| first),
        _ => None,
    };
    head.and_then(head_spelling)
        .is_some_and(|spelling| distribution(&spelling).is_some())
}

pub(super) fn relations_of(links: &[Link]) -> Vec<usize> {
    links.iter().map(|link| link.relation).collect()
}

/// True for a step that another reading may decide.
fn is_open(link: &Link) -> bool {
    matches!(link.role, Role::Step | Role::Claim) && !link.introduces()
}

fn qualifies(alternative: &Alternative, links: &[Link]) -> bool {
    let passes =
        |judged: &Option<(Claim, Opinion)>| judged.as_ref().is_some_and(|(_, o)| o.passes());
    let keeps = links
        .iter()
        .zip(&alternative.judged)
        .all(|(link, judged)| link.claim.is_none() || !link.judgement.passes() || passes(judged));
    let gains = links
        .iter()
        .zip(&alternative.judged)
        .any(|(link, judged)| !link.judgement.passes() && passes(judged));
    keeps && gains
}
