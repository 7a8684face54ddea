//! Steps that could not be judged, once more: with equations that they cite and that only their author vouches for.
//!
//! What fails as read may be what the note supposes: its refutation was taken back, since the words around it say more
//! than was understood. Such an equation proves nothing by itself; a step that refers to it, or to the name that it alone
//! would give a meaning, is proved `given` it.

use super::doubts::is_known;
use super::exported::names_with_sizes;
use super::judge::{Claim, Judgement, agrees, differs, judge_proof};
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::citations::Named;
use crate::elaborate::roles::Role;
use crate::elaborate::sentences::FORMULA;
use crate::elaborate::turns::speaks_of_another;
use crate::elaborate::words::has_words;
use crate::expr::{Comparison, Id, Node, Operator, Sort, Store, Substitution, SymbolId};
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// An equation that a step may be given, with what was supposed of its names where it stands.
struct Supposable {
    /// The name without another meaning that the equation would give one.
    explains: Option<SymbolId>,
    place: usize,
    row: usize,
    fact: Fact,
    names: Vec<SymbolId>,
    about: Context,
}

impl Walk<'_> {
    /// Proves what follows from the cited equations before it that were neither proved nor found wrong.
    pub(super) fn reconsider(&mut self, judged: &mut [Judged]) {
        let mut known: Vec<Supposable> = Vec::new();
        for one in judged {
            let Some(context) = one.context.as_ref() else {
                continue;
            };
            let derivation = self.chains.relations[one.links[0].relation].derivation;
            let cited = match known.is_empty() {
                true => Vec::new(),
                false => self.cited_by(derivation),
            };
            let explained = |other: &Supposable| {
                let mut claims = one.links.iter().filter_map(|link| link.claim);
                let alone = |name| known.iter().filter(|k| k.explains == Some(name)).count() == 1;
                other.explains.is_some_and(|name| {
                    let shows = |side| self.store.mentions(side, name);
                    alone(name) && claims.any(|claim| shows(claim.left) || shows(claim.right))
                })
            };
            let wanted = |other: &&Supposable| {
                (cited.iter().any(|named| other.is(named)) || explained(other))
                    && other.holds_in(&self.store, context)
            };
            let facts: Vec<Fact> = known
                .iter()
                .filter(wanted)
                .map(|k| k.fact.clone())
                .collect();
            if !facts.is_empty() {
                let mut context = context.clone();
                context.facts.extend(facts);
                for link in one.links.iter_mut().filter(|link| is_unproved(link)) {
                    self.prove_given(link, &context);
                }
            }
            let open = one.links.iter().filter(|link| is_unproved(link));
            let open = open.filter(|link| !self.denies(self.chains.relations[link.relation].place));
            let open: Vec<&Link> = open.collect();
            let supposed = open.into_iter().filter_map(|link| {
                let stated = self.supposable(link, context)?;
                (link.supposable || stated.explains.is_some()).then_some(stated)
            });
            known.extend(supposed);
            // What a display supposes holds where it is referred to, too.
            let own: Vec<String> = one.links.iter().map(|l| l.report.id.clone()).collect();
            let said =
                (one.links.iter()).filter_map(|link| self.supposed_by_display(link, context, &own));
            known.extend(said.collect::<Vec<_>>());
        }
    }

    /// Takes back refutations of what holds if an equation is supposed that the section states: "since the weights sum
    /// to 1", where it was not followed what the words do with it.
    pub(super) fn hold_back(&mut self, judged: &mut [Judged]) {
        if !judged.iter().any(|one| one.links.iter().any(is_refuted)) {
            return;
        }
        let stated: Vec<(usize, Fact)> = judged
            .iter()
            .flat_map(|one| one.links.iter().map(move |link| (one, link)))
            .filter(|(_, link)| self.states_alone(link))
            .filter_map(|(one, link)| {
                let section = self.sentence_of(link)?.section;
                let stated = self.supposable(link, one.context.as_ref()?)?;
                Some((section, stated.fact))
            })
            .collect();
        for one in judged {
            let Some(context) = one.context.clone() else {
                continue;
            };
            let mut derived = false;
            for link in &mut one.links {
                // What follows a proved step is derived, and seeks nothing.
                let seeks = !derived;
                derived = link.judgement.verdict == Verdict::Proved;
                if !is_refuted(link) {
                    continue;
                }
                let held = seeks
                    .then(|| self.gives_a_value(link, &context))
                    .flatten()
                    .or_else(|| self.judged_later(link, &context))
                    .or_else(|| self.holds_given(link, &context, &stated))
                    .or_else(|| self.holds_above_zero(link, &context))
                    .or_else(|| self.holds_by_custom(link, &context));
                if let Some(judgement) = held {
                    link.judgement = judgement;
                }
            }
        }
    }

    /// What fails while a function has no formula, and holds with the one that the note gives further below: judged with
    /// that where it stands near and speaks of the same thing, else unknown.
    fn judged_later(&mut self, link: &Link, context: &Context) -> Option<Judgement> {
        let claim = link.claim?;
        let mut names = self.free_names(claim);
        names.retain(|&name| !is_known(&self.store, context, name));
        let defines = |fact: &Fact| {
            let head = self.store.head(fact.left);
            is_definition(fact)
                && matches!(self.store.node(fact.left), Node::Call(..))
                && head.is_some_and(|head| names.contains(&head))
        };
        let (later, sentences): (Vec<Fact>, Vec<usize>) = (self.ledger.facts())
            .filter(|(fact, _)| defines(fact))
            .map(|(fact, sentence)| (fact.clone(), sentence))
            .unzip();
        if later.is_empty() {
            return None;
        }
        let sources: Vec<String> = later.iter().map(|fact| fact.source.clone()).collect();
        let mut context = context.clone();
        context.facts.extend(later);
        let mut judgement = self.judge(&context, claim);
        if !judgement.passes() {
            return None;
        }
        if !sentences
            .iter()
            .all(|&sentence| self.explains(link, sentence))
        {
            let text = format!(
                "it fails as it stands, and holds with what the note says later ({})",
                sources.join(", ")
            );
            return Some(Judgement::unknown(Reason::Context, text));
        }
        for source in sources {
            if !judgement.uses.contains(&source) {
                judgement.uses.push(source);
            }
        }
        Some(judgement)
    }

    /// True if a sentence goes on from a step, and speaks of nothing else.
    fn explains(&self, link: &Link, sentence: usize) -> bool {
        /// How many sentences may stand between.
        const NEAR: usize = 2;
        let place = self.chains.relations[link.relation].place;
        let Some(&(own, at)) = self.stands.get(&place) else {
            return false;
        };
        if sentence < own || sentence > own + NEAR {
            return false;
        }
        let between = &self.sentences[own..=sentence];
        between.iter().enumerate().all(|(number, one)| {
            let words = match number {
                0 => &one.words[at..],
                _ => &one.words[..],
            };
            let mut clauses = words.split([FORMULA, '.', ';']);
            one.section == between[0].section
                && !words.contains('?')
                && !clauses.any(|clause| speaks_of_another(clause) || generalizes_words(clause))
        })
    }

    /// `x^2 - 5 x + 6 = 0`, `F = m a = 1000 \cdot 2`: the left side varies with names of which no equation is known, and a
    /// number on the right says for which values it holds.
    fn gives_a_value(&mut self, link: &Link, context: &Context) -> Option<Judgement> {
        let claim = link
            .claim
            .filter(|claim| claim.relation == Comparison::Equal)?;
        if !self.store.free_names(claim.right).is_empty() {
            return None;
        }
        let fixed = |name: SymbolId| {
            let mut facts = context.facts.iter();
            facts.any(|fact| self.store.mentions(fact.left, name))
                || context.hypotheses.iter().any(|(id, _)| {
                    !self.store.mentions(*id, name)
                        && names_with_sizes(&self.store, *id).contains(&name)
                })
        };
        let open: Vec<SymbolId> = self
            .store
            .free_names(claim.left)
            .into_iter()
            .filter(|&name| is_value(self.store.sort_of(self.store.symbol(name).sort)))
            .filter(|&name| !fixed(name))
            .collect();
        let mut others = Substitution::default();
        for &name in &open {
            let mut other = self.store.symbol(name).clone();
            // No name of a note has this version.
            other.version = u32::MAX;
            let other = self.store.intern_symbol(other);
            others.insert(name, self.store.name(other));
        }
        let elsewhere = Claim {
            right: self.store.substitute(claim.left, &others),
            ..claim
        };
        let varies = !open.is_empty() && differs(&mut self.store, context, elsewhere, self.budget);
        varies.then(|| {
            let name = &self.store.symbol(open[0]).spelling;
            let text = format!(
                "its left side varies with `{name}`, of which no value is known, and the number on the right may say it"
            );
            Judgement::unknown(Reason::Context, text)
        })
    }

    /// An equation by itself, or of a chain in the text, that was neither proved nor found wrong.
    fn states_alone(&self, link: &Link) -> bool {
        let place = self.chains.relations[link.relation].place;
        link.role == Role::Step
            && link.judgement.verdict == Verdict::Unknown
            && (self.stands_alone(link) || !self.mathematics[place].display)
    }

    fn holds_given(
        &mut self,
        link: &Link,
        context: &Context,
        stated: &[(usize, Fact)],
    ) -> Option<Judgement> {
        /// Equations that are tried for one step.
        const TRIED: usize = 4;
        let claim = link.claim?;
        let section = self.sentence_of(link)?.section;
        let names = self.made_of(claim, context);
        let near = stated.iter().filter(|(other, fact)| {
            let about = names
                .iter()
                .any(|&name| self.store.mentions(fact.left, name));
            about && self.sections.encloses(*other, section)
        });
        let near: Vec<Fact> = near.map(|(_, fact)| fact.clone()).take(TRIED).collect();
        if let Some(fact) = near
            .iter()
            .find(|fact| self.relates_a_function(fact, context))
        {
            let text = format!(
                "it fails as it stands, and the note states a property of a function in it ({})",
                fact.source
            );
            return Some(Judgement::unknown(Reason::Context, text));
        }
        let together = (near.len() > 1).then(|| near.clone());
        for facts in near.into_iter().map(|fact| vec![fact]).chain(together) {
            let [Fact { left, right, .. }, ..] = facts[..] else {
                continue;
            };
            let source = facts
                .iter()
                .map(|fact| fact.source.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            // Models are found of equations between names; those of entropies and integrals are met by few.
            let plain = is_arithmetic(&self.store, left) && is_arithmetic(&self.store, right);
            let models = where_they_hold(&mut self.store, context, &facts);
            let open = plain
                && link.slip.is_none()
                && !differs(&mut self.store, &models, claim, self.budget);
            let mut context = context.clone();
            context.facts.extend(facts);
            if open
                || agrees(&mut self.store, &models, claim, self.budget)
                || judge_proof(&mut self.store, self.theory, &context, claim, self.budget).is_some()
            {
                let text = format!(
                    "it fails as it stands, and {} `{} = {}` does, which the note states ({source})",
                    if open { "may hold where" } else { "holds if" },
                    self.store.to_latex(left),
                    self.store.to_latex(right)
                );
                return Some(Judgement::unknown(Reason::Context, text));
            }
        }
        None
    }

    /// The names of a claim, and those that they are made of.
    fn made_of(&self, claim: Claim, context: &Context) -> Vec<SymbolId> {
        let mut names = self.free_names(claim);
        let mut at = 0;
        while let Some(&name) = names.get(at) {
            at += 1;
            let facts = context.facts.iter().filter(|fact| is_definition(fact));
            for fact in facts.filter(|fact| self.store.head(fact.left) == Some(name)) {
                let mut others = self.store.free_names(fact.right);
                others.retain(|other| !names.contains(other));
                names.extend(others);
            }
        }
        names
    }

    /// True for `\Phi(-x) = 1 - \Phi(x)` of a function without a formula: an equation for all values of its variables.
    fn relates_a_function(&self, fact: &Fact, context: &Context) -> bool {
        let names = self.store.free_names(fact.left).into_iter();
        let mut functions = names.filter(|&name| {
            let sort = self.store.sort_of(self.store.symbol(name).sort);
            matches!(sort, Sort::Function(..)) && !is_known(&self.store, context, name)
        });
        functions.any(|name| self.store.mentions(fact.right, name))
    }

    /// An inequality that fails only where names are negative of which nothing is said: bounds by custom are of positive
    /// numbers, as in `P(|X - m| \geq a) \leq s^2 / a^2`.
    fn holds_above_zero(&mut self, link: &Link, context: &Context) -> Option<Judgement> {
        let claim = link
            .claim
            .filter(|claim| claim.relation != Comparison::Equal)?;
        let mut names = [claim.left, claim.right]
            .map(|side| self.store.free_names(side))
            .concat();
        names.retain(|&name| {
            let number = *self.store.sort_of(self.store.symbol(name).sort) == Sort::Real;
            number && !is_known(&self.store, context, name)
        });
        let first = *names.first()?;
        let mut context = context.clone();
        for name in names {
            let (zero, name) = (self.store.integer(0), self.store.name(name));
            let positive = self.store.relation(Comparison::Less, zero, name);
            context.hypotheses.push((positive, String::new()));
        }
        agrees(&mut self.store, &context, claim, self.budget).then(|| {
            let name = &self.store.symbol(first).spelling;
            let text = format!(
                "it fails only where `{name}` or another name is negative, of which nothing is said"
            );
            Judgement::unknown(Reason::Context, text)
        })
    }

    pub(super) fn prove_given(&mut self, link: &mut Link, context: &Context) {
        let Some(claim) = link.claim.filter(|_| link.claims_as_written(self.chains)) else {
            return;
        };
        let found = judge_proof(&mut self.store, self.theory, context, claim, self.budget);
        if let Some(judgement) = found.filter(|found| found.verdict == Verdict::Proved) {
            link.judgement = judgement;
            link.supposable = false;
        }
    }

    /// An equation that a display supposes, apart from what the display itself says; `own` are its relations.
    fn supposed_by_display(
        &mut self,
        link: &Link,
        context: &Context,
        own: &[String],
    ) -> Option<Supposable> {
        let claim = self.supposed(link)?;
        let mut stated = self.supposable_as(claim, link, context)?;
        stated.explains = None;
        stated
            .about
            .facts
            .retain(|fact| !own.contains(&fact.source));
        (stated.about.hypotheses).retain(|(_, source)| !own.contains(source));
        Some(stated)
    }

    fn supposable(&self, link: &Link, context: &Context) -> Option<Supposable> {
        self.supposable_as(link.claim?, link, context)
    }

    fn supposable_as(&self, claim: Claim, link: &Link, context: &Context) -> Option<Supposable> {
        let claim = Some(claim)
            .filter(|claim| claim.relation == Comparison::Equal)
            .filter(|&claim| !relates_defined(&self.store, context, claim))?;
        let relating = &self.chains.relations[link.relation];
        let source = link.report.id.clone();
        let meaning = self.definable(claim.left, claim.right);
        let defined = |name: SymbolId| {
            let mut definitions = context.facts.iter().filter(|fact| is_definition(fact));
            definitions.any(|fact| self.store.mentions(fact.left, name))
        };
        let (kind, variables) = match meaning.clone().filter(|(name, _)| !defined(*name)) {
            Some((_, variables)) => (FactKind::Definition, variables),
            None => (FactKind::Result, Vec::new()),
        };
        let fact = Fact {
            variables,
            given: true,
            ..Fact::plain(kind, claim.left, claim.right, source)
        };
        let explains = meaning.filter(|_| kind == FactKind::Definition);
        Some(Supposable {
            explains: explains.map(|(name, _)| name),
            place: relating.place,
            row: relating.row,
            fact,
            names: [claim.left, claim.right]
                .map(|side| self.store.free_names(side))
                .concat(),
            about: context.clone(),
        })
    }
}

/// The context in which these equations are supposed, for numbers.
fn where_they_hold(store: &mut Store, context: &Context, facts: &[Fact]) -> Context {
    let mut context = context.clone();
    context.facts.retain(|fact| !fact.given);
    for fact in facts {
        let equation = store.relation(Comparison::Equal, fact.left, fact.right);
        context.hypotheses.push((equation, fact.source.clone()));
    }
    context
}

/// True for an equation of a defined name with others that are defined, too, or that these are made of: "let $Y = 3 X$;
/// then $Y = 2 X$". It is a claim of what was defined, and where it fails nothing is given by it.
pub(super) fn relates_defined(store: &Store, context: &Context, claim: Claim) -> bool {
    let definitions = || context.facts.iter().filter(|fact| is_definition(fact));
    let meaning = |name: SymbolId| {
        definitions().find(|fact| matches!(store.node(fact.left), Node::Name(own) if *own == name))
    };
    let mut names = [claim.left, claim.right]
        .map(|side| store.free_names(side))
        .concat();
    let defined: Vec<SymbolId> = names
        .iter()
        .copied()
        .filter(|&name| meaning(name).is_some())
        .collect();
    let mut made = defined.clone();
    let mut at = 0;
    while let Some(&name) = made.get(at) {
        at += 1;
        for other in meaning(name)
            .map(|fact| store.free_names(fact.right))
            .unwrap_or_default()
        {
            if !made.contains(&other) {
                made.push(other);
            }
        }
    }
    names.retain(|name| !made.contains(name));
    !defined.is_empty() && names.is_empty()
}

impl Supposable {
    fn is(&self, named: &Named) -> bool {
        self.place == named.0 && named.1.is_none_or(|row| row == self.row)
    }

    fn holds_in(&self, store: &Store, there: &Context) -> bool {
        means_the_same(store, &self.names, &self.about, there)
    }
}

/// True if the names mean in one context what they mean in the other, and all that was supposed of them still is.
pub(super) fn means_the_same(
    store: &Store,
    names: &[SymbolId],
    here: &Context,
    there: &Context,
) -> bool {
    let ours = |id: Id| names.iter().any(|&name| store.mentions(id, name));
    let supposed = |id: Id| there.hypotheses.iter().any(|(other, _)| *other == id);
    let mut hypotheses = here.hypotheses.iter();
    let meanings = |context: &Context| -> Vec<(Id, Id)> {
        let definitions = context.facts.iter().filter(|fact| is_definition(fact));
        let definitions = definitions.filter(|fact| ours(fact.left));
        definitions.map(|fact| (fact.left, fact.right)).collect()
    };
    hypotheses.all(|&(id, _)| !ours(id) || supposed(id)) && meanings(here) == meanings(there)
}

/// True for names, numbers, and what is made of them by arithmetic, transposes and inverses.
fn is_arithmetic(store: &Store, id: Id) -> bool {
    let own = match store.node(id) {
        Node::Density { .. } | Node::Bind(..) | Node::Call(..) | Node::Cases(_) => false,
        Node::Apply(operator, _) => matches!(operator, Operator::Transpose | Operator::Inverse),
        _ => true,
    };
    own && store
        .children(id)
        .into_iter()
        .all(|child| is_arithmetic(store, child))
}

/// True for words that state something of more than one function.
fn generalizes_words(words: &str) -> bool {
    const ALL: &[&str] = &[
        "any",
        "every",
        "each",
        "all",
        "arbitrary",
        "in general",
        "generally",
    ];
    ALL.iter().any(|word| has_words(words, word))
}

pub(super) fn is_definition(fact: &Fact) -> bool {
    fact.kind == FactKind::Definition
}

fn is_value(sort: &Sort) -> bool {
    matches!(
        sort,
        Sort::Real | Sort::Integer | Sort::Complex | Sort::Vector(_) | Sort::Matrix(..)
    )
}

fn is_refuted(link: &Link) -> bool {
    link.judgement.verdict == Verdict::Refuted
}

pub(super) fn is_unproved(link: &Link) -> bool {
    let open = matches!(
        link.judgement.verdict,
        Verdict::Unknown | Verdict::Supported
    );
    open && !link.settled && link.role == Role::Step && !link.introduces()
}
