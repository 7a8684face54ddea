//! `X \sim D` where it follows from what the note said before: an equation of distributions.
//!
//! What does not follow is left as it was: supposed, or not judged. No such relation is ever called wrong. Of a name without
//! another meaning it is given to the steps that show the name, as equations are that only their author vouches for.

use super::draws::draws;
use super::judge::{Claim, Judgement};
use super::reconsider::{is_unproved, means_the_same};
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::chains::Relating;
use crate::elaborate::falsities::is_called_false;
use crate::elaborate::parts::Part;
use crate::elaborate::phrases::Mood;
use crate::elaborate::roles;
use crate::elaborate::sentences::FORMULA;
use crate::elaborate::turns::speaks_of_another;
use crate::elaborate::words::begins_word;
use crate::expr::{Comparison, Id, Node, Operator, Sort, SymbolId};
use crate::parse::tree::Relation;
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// Beginnings of words for a distribution that is not the variable's own.
const APPROXIMATE: &[&str] = &[
    "approx",
    "asympt",
    "converge",
    "roughly",
    "nearly",
    "in distribution",
    "in law",
    "in the limit",
    "limiting",
    "for large",
    "weakly",
];

/// A draw that was neither supposed nor shown, with what was known where it stands.
struct Unshown {
    name: SymbolId,
    condition: Id,
    source: String,
    names: Vec<SymbolId>,
    about: Context,
    /// Its sentence, and where it stands in that.
    stand: (usize, usize),
}

impl Walk<'_> {
    /// The sides of `X \sim D` with a distribution `D`.
    pub(super) fn draw(&mut self, relating: &Relating, left: Id, right: Id) -> Option<(Id, Id)> {
        let law = relating.relation == Relation::Distributed && self.is_law(right);
        // A side that could not be read has been replaced by another.
        (law && self.expression(relating.left?).ok()? == left).then_some((left, right))
    }

    /// That a random expression, or another law, is a distribution.
    pub(super) fn equation_of_laws(&mut self, left: Id, right: Id) -> Option<Claim> {
        let left = match self.is_law(left) {
            true => left,
            false if self.shows_chance(left) => self.store.apply(Operator::Law, &[left]),
            false => return None,
        };
        Some(Claim {
            left,
            relation: Comparison::Equal,
            right,
        })
    }

    fn shows_chance(&self, id: Id) -> bool {
        let mut names = self.store.free_names(id).into_iter();
        names.any(|name| self.store.is_chance(self.store.symbol(name).sort))
    }

    /// Proves what follows from draws before it that were not shown, of names that mean nothing else.
    pub(super) fn give_draws(&mut self, judged: &mut [Judged]) {
        let mut known: Vec<Unshown> = Vec::new();
        for one in judged {
            let Some(context) = one.context.as_ref() else {
                continue;
            };
            let place = self.chains.relations[one.links[0].relation].place;
            let here = self.stands.get(&place).copied();
            let given: Vec<&Unshown> = (known.iter())
                .filter(|draw| here.is_some_and(|here| !self.turns_to_another(draw.stand, here)))
                .filter(|draw| {
                    let mut others = known.iter().filter(|other| other.name == draw.name);
                    others.all(|other| other.condition == draw.condition)
                        && is_free(self, draw.name, context)
                        && means_the_same(&self.store, &draw.names, &draw.about, context)
                })
                .collect();
            if !given.is_empty() {
                let mut context = context.clone();
                for draw in &given {
                    let said = (draw.condition, draw.source.clone());
                    context.hypotheses.push(said);
                }
                for link in one.links.iter_mut().filter(|link| is_unproved(link)) {
                    self.prove_drawn(link, &context, &given);
                }
            }
            let open = one.links.iter().filter(|link| is_unproved(link));
            let unshown: Vec<Unshown> = open
                .filter_map(|link| self.unshown(link, context))
                .collect();
            known.extend(unshown);
        }
    }

    fn prove_drawn(&mut self, link: &mut Link, context: &Context, given: &[&Unshown]) {
        let law = (link.draw).and_then(|(left, right)| self.equation_of_laws(left, right));
        let Some(claim) = link.claim.or(law) else {
            return;
        };
        let shown = |draw: &&&Unshown| {
            let mut sides = [claim.left, claim.right].into_iter();
            sides.any(|side| self.store.mentions(side, draw.name))
        };
        let sources = given.iter().filter(shown).map(|draw| draw.source.clone());
        let sources: Vec<String> = sources.collect();
        if sources.is_empty() {
            return;
        }
        let before = link.claim.replace(claim);
        self.prove_given(link, context);
        match link.judgement.verdict {
            Verdict::Proved => link.judgement.given.extend(sources),
            _ => link.claim = before,
        }
    }

    fn unshown(&mut self, link: &Link, context: &Context) -> Option<Unshown> {
        let (left, right) = link.draw?;
        let Node::Name(name) = *self.store.node(left) else {
            return None;
        };
        let chance = self.shows_chance(left) && !self.shows_chance(right);
        let place = self.chains.relations[link.relation].place;
        let stand = *self.stands.get(&place)?;
        let words = &self.sentences[stand.0].words;
        let approximate = APPROXIMATE.iter().any(|word| begins_word(words, word));
        let told = !approximate && !self.denies(place) && !is_called_false(self.sentences, stand);
        (told && chance && is_free(self, name, context)).then(|| Unshown {
            name,
            condition: self.store.apply(Operator::Draw, &[left, right]),
            source: link.report.id.clone(),
            names: [left, right]
                .map(|side| self.store.free_names(side))
                .concat(),
            about: context.clone(),
            stand,
        })
    }

    /// True if the words between two formulas turn to another model or experiment.
    fn turns_to_another(&self, (from, start): (usize, usize), (to, end): (usize, usize)) -> bool {
        (from..=to).any(|at| {
            let words = &self.sentences[at].words;
            let words = &words[..if at == to { end } else { words.len() }];
            let words = if at == from {
                words.get(start..)
            } else {
                Some(words)
            };
            let mut clauses = words.unwrap_or_default().split([FORMULA, '.', ';']);
            clauses.any(speaks_of_another)
        })
    }

    /// The claim and its proof, or why there is none; None for other relations, and for a variable of which just this is
    /// supposed. `D_1 \sim D_2` after `X \sim D_1` equates the distributions.
    pub(super) fn drawn(
        &mut self,
        relating: &Relating,
        left: Id,
        right: Id,
    ) -> Option<(Claim, Judgement)> {
        let (left, right) = self.draw(relating, left, right)?;
        if self.is_drawn(left) {
            return None;
        }
        let claim = self.equation_of_laws(left, right)?;
        let judgement = self.judge_citing(claim);
        if judgement.verdict == Verdict::Proved {
            return Some((claim, judgement));
        }
        let why = judgement.reason.map_or(String::new(), |(_, why)| why);
        let text = format!("that it has this distribution was not shown: {why}");
        Some((claim, Judgement::unknown(Reason::Undecided, text)))
    }

    /// True where the words state a distribution of what is made of variables that all have theirs: it follows from these,
    /// or it is wrong.
    pub(super) fn claims_law(&self, place: usize, left: Id) -> bool {
        let names = self.store.free_names(left);
        let chance = |name: &SymbolId| self.store.is_chance(self.store.symbol(*name).sort);
        let mut random = names.into_iter().filter(chance).peekable();
        random.peek().is_some()
            && !roles::is_simple(&self.store, left)
            && self.mood_of(place) == Mood::State
            && self.parts[place] != Part::Statement
            && random.all(|name| self.has_law(name))
    }

    /// True if the note supposes a distribution of the name.
    fn has_law(&self, name: SymbolId) -> bool {
        let context = self.ledger.context();
        draws(&self.store, &context).any(|draw| self.store.head(draw.drawn) == Some(name))
    }

    fn is_law(&self, id: Id) -> bool {
        *self.store.sort(id) == Sort::Distribution
    }

    /// True if the note supposes a distribution of just this, or of all items of its sequence.
    fn is_drawn(&self, variable: Id) -> bool {
        let symbol = self.store.head(variable);
        let context = self.ledger.context();
        draws(&self.store, &context).any(|draw| {
            let same = symbol.is_some() && self.store.head(draw.drawn) == symbol;
            same || draw.drawn == variable
        })
    }

    /// True for a name that a definition in force gives a meaning.
    pub(super) fn has_meaning(&self, id: Id) -> bool {
        match *self.store.node(id) {
            Node::Name(name) => self.ledger.defines(&self.store, name),
            _ => false,
        }
    }
}

/// True if nothing says which values a name takes, or how they are distributed.
fn is_free(walk: &Walk, name: SymbolId, context: &Context) -> bool {
    let store = &walk.store;
    let said = |fact: &&Fact| fact.kind != FactKind::Result;
    let mut facts = context.facts.iter().filter(said);
    !facts.any(|fact| store.head(fact.left) == Some(name))
        && !draws(store, context).any(|draw| store.mentions(draw.drawn, name))
}
