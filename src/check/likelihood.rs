//! Likelihoods: the density of what was drawn, given the parameters of the distribution that it was drawn from.
//!
//! `y \sim D(\theta)` says what `p(y \mid \theta)` is, if all parameters of `D` that are no integers are given: else it may be
//! a mixture. Of items that are drawn one by one nothing is known: whether they hang together is said in words.

use super::bindings::{Usage, suits, usages};
use super::draws::draws;
use super::judge::{Claim, Judgement, differs, judge_proof};
use super::walk::Walk;
use crate::diagnostic::Reason;
use crate::elaborate::carried;
use crate::elaborate::declare;
use crate::elaborate::evidence::letter_of;
use crate::elaborate::names::letters;
use crate::elaborate::sentences::FORMULA;
use crate::elaborate::words::{begins_word, has_words};
use crate::expr::{Id, Node, Operator, Role, Sort, SortId, Store, Substitution, SymbolId};
use crate::number::Rational;
use crate::parse::tree::Relation;
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};
use crate::vocabulary::distributions::{Values, support};

/// Words that put a draw under a condition.
const CONDITIONS: &[&str] = &["if", "when", "whenever", "unless", "only"];
/// Words after a draw by which something else was observed than what was drawn.
const OBSERVED: &[&str] = &[
    "if",
    "when",
    "whenever",
    "unless",
    "only",
    "otherwise",
    "instead",
    "with probability",
    "at random",
    "truncat",
    "censor",
    "clipp",
    "round",
    "discard",
    "corrupt",
    "contaminat",
    "missing",
    "select",
    "reject",
    "broken",
    "outlier",
    "sometimes",
    "now",
];

/// Beginnings of words for what is random.
const RANDOM: &[&str] = &[
    "prior",
    "random",
    "itself",
    "distribut",
    "uniform",
    "drawn",
    "sampled",
    "hyper",
    "marginal",
    "wishart",
    "unobserved",
    "latent",
];

/// A draw of a variable that the note supposes.
struct Drawn {
    law: Id,
    source: String,
}

impl Walk<'_> {
    /// The judgement of a claim at a place by what the likelihoods in it are; None where it shows none.
    pub(super) fn judge_likelihood(&mut self, claim: Claim, place: usize) -> Option<Judgement> {
        let (facts, within) = self.likelihoods([claim.left, claim.right], place);
        let otherwise = self.draws_observed_otherwise([claim.left, claim.right], place);
        if facts.is_empty() && !otherwise {
            return None;
        }
        let plain = self.judge_citing(claim);
        if plain.verdict == Verdict::Proved {
            return Some(plain);
        }
        let mut context = self.ledger.context();
        context.facts.extend(facts);
        let found = judge_proof(&mut self.store, self.theory, &context, claim, self.budget);
        if let Some(found) = found.filter(|found| found.verdict == Verdict::Proved) {
            return Some(found);
        }
        // The numbers of the plain judgement take any density.
        (context.hypotheses).extend(within.into_iter().map(|id| (id, String::new())));
        let text = match plain.verdict {
            Verdict::Refuted if otherwise => {
                "how the words around it restrict what was drawn was not followed"
            }
            Verdict::Refuted if !differs(&mut self.store, &context, claim, self.budget) => {
                "by the distribution that was drawn from it does not fail, but it was not proved"
            }
            _ => return Some(plain),
        };
        Some(Judgement::unknown(Reason::Undecided, text))
    }

    /// Takes in what the likelihoods of a proportionality are; true if there are any.
    pub(super) fn cite_likelihoods(&mut self, sides: [Id; 2], place: usize) -> bool {
        let (facts, _) = self.likelihoods(sides, place);
        let any = !facts.is_empty();
        for fact in facts {
            let source = fact.source.clone();
            self.ledger.cited(fact, vec![source]);
        }
        any
    }

    /// What the conditional densities of these expressions are by the draws that are supposed, and what their values and
    /// parameters fulfil.
    fn likelihoods(&mut self, sides: [Id; 2], place: usize) -> (Vec<Fact>, Vec<Id>) {
        let mut found = (Vec::new(), Vec::new());
        for usage in self.unknown_densities(sides) {
            let mut points = sides.iter();
            if let Some(point) = points.find_map(|&side| point(&self.store, side, &usage)) {
                let Some((fact, law)) = self.likelihood(&usage, point, place) else {
                    continue;
                };
                found.0.push(fact);
                found.1.extend(carried::conditions(&mut self.store, law));
                found.1.extend(carried::values(&mut self.store, law, point));
                if let Node::Apply(operator, _) = *self.store.node(law)
                    && matches!(support(operator), Some((Values::Integers, ..)))
                {
                    found
                        .1
                        .push((self.store).apply(Operator::IntegerValued, &[point]));
                }
            }
        }
        found
    }

    /// How the sides show conditional densities of one variable to which no definition gives a meaning.
    fn unknown_densities(&self, sides: [Id; 2]) -> Vec<Usage> {
        let facts = self.ledger.context().facts;
        let defined = facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Definition);
        let known = usages(&self.store, defined.map(|fact| fact.left));
        let plain = ["p", "f", r"\mathrm{p}"];
        let mut found = usages(&self.store, sides.into_iter());
        found.retain(|usage| {
            let family = self.store.symbol(usage.family).spelling.as_str();
            usage.of.len() == 1
                && !usage.given.is_empty()
                && plain.contains(&family)
                && !known.contains(usage)
        });
        found
    }

    /// True if the sides show a density of what was drawn, and the words restrict that.
    fn draws_observed_otherwise(&self, sides: [Id; 2], place: usize) -> bool {
        let context = self.ledger.context();
        self.unknown_densities(sides).into_iter().any(|usage| {
            let of_slot = |id: Id| {
                let name = self.store.head(id);
                name.is_some_and(|name| is_value_of(&self.store, usage.of[0], name))
            };
            draws(&self.store, &context).any(|draw| of_slot(draw.drawn))
                && self.is_observed_otherwise(usage.of[0], place)
        })
    }

    /// What a density is at all values, with the distribution that was drawn from.
    fn likelihood(&mut self, usage: &Usage, value: Id, place: usize) -> Option<(Fact, Id)> {
        let context = self.ledger.context();
        let slot = usage.of[0];
        // A name with a meaning of its own is no value of what was drawn.
        if self.defined_name(&context, slot).is_some() || self.is_observed_otherwise(slot, place) {
            return None;
        }
        let draw = self.only_draw_of(&context, slot)?;
        let own = self.store.free_names(draw.law);
        let itself = |name: SymbolId| is_value_of(&self.store, slot, name);
        let circular = own.iter().any(|&name| itself(name));
        let mut names = self.ledger.lead_to(&self.store, &own);
        names.retain(|&name| !itself(name));
        let counts = counts(&mut self.store, draw.law);
        if circular || !self.gives_all(usage, (draw.law, &names, &counts), &context) {
            return None;
        }
        // It holds at all values of what the distribution itself shows.
        let mut values = Substitution::default();
        let (mut given, mut variables) = (Vec::new(), Vec::new());
        for &slot in &usage.given {
            let own =
                named(&self.store, &names, slot).filter(|&n| self.store.mentions(draw.law, n));
            let at = match own {
                Some(name) => {
                    let variable = self.variable(slot, self.store.symbol(name).sort);
                    variables.push(variable);
                    let at = self.store.name(variable);
                    values.insert(name, at);
                    at
                }
                None => {
                    let name = self.defined_name(&context, slot)?;
                    self.store.name(name)
                }
            };
            given.push((slot, at));
        }
        let law = self.store.substitute(draw.law, &values);
        if !suits(&mut self.store, law, value) {
            return None;
        }
        let point = self.variable(slot, self.store.sort_id(value));
        variables.push(point);
        let point = self.store.name(point);
        let right = self.store.apply(Operator::Pdf, &[law, point]);
        let left = (self.store).density(usage.family, &[(slot, point)], &given);
        let fact = Fact {
            variables,
            ..Fact::plain(FactKind::Definition, left, right, draw.source)
        };
        Some((fact, draw.law))
    }

    fn variable(&mut self, slot: SymbolId, sort: SortId) -> SymbolId {
        let spelling = self.store.symbol(slot).spelling.clone();
        let sort = self.store.sort_of(sort).clone();
        self.store.declare_as(&spelling, sort, Role::Law, 2)
    }

    /// The draw of the variable that a slot is the value of, if only one is supposed, and that for the section.
    fn only_draw_of(&mut self, context: &Context, slot: SymbolId) -> Option<Drawn> {
        let of_slot = |id: Id| {
            let name = self.store.head(id);
            name.is_some_and(|name| is_value_of(&self.store, slot, name))
        };
        let mut found = draws(&self.store, context).filter(|draw| of_slot(draw.drawn));
        let (draw, None) = (found.next()?, found.next()) else {
            return None;
        };
        let single = matches!(self.store.node(draw.drawn), Node::Name(_));
        (single && self.ledger.is_said_around(draw.condition, &self.sections)).then(|| Drawn {
            law: draw.law,
            source: draw.source.to_owned(),
        })
    }

    /// True if the words put the draw of a variable under a condition ("if the coin shows heads, `x \sim D`"), or say up to
    /// the place that something else was observed.
    fn is_observed_otherwise(&self, slot: SymbolId, place: usize) -> bool {
        let letter = self.store.symbol(slot).spelling.to_lowercase();
        let draws = self.chains.relations.iter().filter(|relating| {
            let left = (relating.left).map(|left| &self.chains.expressions[left].tree);
            let mut names = left.into_iter().flat_map(letters);
            relating.relation == Relation::Distributed
                && names.any(|name| name.to_lowercase() == letter)
        });
        let Some(&(here, end)) = self.stands.get(&place) else {
            return true;
        };
        let draws = draws.filter_map(|relating| self.stands.get(&relating.place));
        let drawn: Vec<(usize, usize)> = draws.copied().filter(|&(at, _)| at <= here).collect();
        let under = |&(sentence, at): &(usize, usize)| {
            let before = &self.sentences[sentence].words[..at];
            CONDITIONS.iter().any(|word| has_words(before, word))
        };
        let Some(first) = drawn.iter().map(|&(sentence, _)| sentence).min() else {
            return true;
        };
        let mut between = (first..=here).map(|sentence| {
            let words = &self.sentences[sentence].words;
            match sentence == here {
                true => &words[..end],
                false => &words[..],
            }
        });
        drawn.iter().any(under)
            || between.any(|words| OBSERVED.iter().any(|word| begins_word(words, word)))
    }

    /// True if all is given that may vary of what a distribution is made of, and nothing else.
    fn gives_all(
        &self,
        usage: &Usage,
        (law, names, counts): (Id, &[SymbolId], &[SymbolId]),
        context: &Context,
    ) -> bool {
        let store = &self.store;
        // The one of the names that a slot gives, itself or by what it is defined as.
        let gives = |&slot: &SymbolId| {
            named(store, names, slot).or_else(|| {
                let name = self.defined_name(context, slot)?;
                self.power_of(context, name, law)
                    .filter(|of| names.contains(of))
            })
        };
        let given: Vec<Option<SymbolId>> = usage.given.iter().map(gives).collect();
        let own = |&slot: &SymbolId| store.symbol(slot).role != Role::Parameter;
        let priors = self.usages.iter().flat_map(|other| &other.of);
        let priors: Vec<SymbolId> = (priors.filter(|&&slot| slot != usage.of[0]))
            .filter_map(gives)
            .collect();
        let is_fixed = |name: SymbolId| {
            let sort = store.sort_of(store.symbol(name).sort);
            let fixed = counts.contains(&name)
                || *sort == Sort::Integer
                || matches!(sort, Sort::Matrix(..))
                || self.ledger.defines(store, name);
            let random = self.is_random(context, name) || self.is_called_random(name);
            fixed && !priors.contains(&name) && !random
        };
        usage.given.iter().all(own)
            && given.iter().all(Option::is_some)
            && (names.iter()).all(|&name| given.contains(&Some(name)) || is_fixed(name))
    }

    fn is_random(&self, context: &Context, name: SymbolId) -> bool {
        self.store.is_chance(self.store.symbol(name).sort)
            || draws(&self.store, context).any(|draw| self.store.mentions(draw.drawn, name))
    }

    /// True if the words say that the name is random, or has a prior.
    pub(super) fn is_called_random(&self, name: SymbolId) -> bool {
        let spelling = &self.store.symbol(name).spelling;
        self.sentences.iter().any(|sentence| {
            sentence.formulas.iter().any(|&(at, place)| {
                let named = declare::named(&self.mathematics[place]).into_iter();
                let mut letters = named.filter_map(letter_of);
                letters.any(|letter| letter == *spelling) && calls_random(&sentence.words, at)
            })
        })
    }

    /// The name spelled like a slot, if a definition gives it a meaning.
    fn defined_name(&self, context: &Context, slot: SymbolId) -> Option<SymbolId> {
        let spelling = &self.store.symbol(slot).spelling;
        let definitions = context.facts.iter();
        let mut names = definitions
            .filter(|fact| fact.kind == FactKind::Definition)
            .filter_map(|fact| match *self.store.node(fact.left) {
                Node::Name(name) => Some(name),
                _ => None,
            });
        names.find(|&name| self.store.symbol(name).spelling == *spelling)
    }

    /// The name that another one is a power of, so that each gives the law: `\tau = 1/\sigma^2` where the law shows `\sigma^2`.
    fn power_of(&self, context: &Context, name: SymbolId, law: Id) -> Option<SymbolId> {
        let store = &self.store;
        let mut facts = context.facts.iter();
        let fact = facts.find(|fact| {
            fact.kind == FactKind::Definition && *store.node(fact.left) == Node::Name(name)
        })?;
        let (base, power) = match store.node(fact.right) {
            Node::Power(base, exponent) => (*base, Some(store.as_number(*exponent)?.clone())),
            Node::Apply(Operator::Inverse, of) => (of[0], None),
            _ => return None,
        };
        let Node::Name(of) = *store.node(base) else {
            return None;
        };
        let known = power.is_none_or(|power| shows_powers(store, law, of, &power));
        known.then_some(of)
    }
}

/// True if a slot is written like a name, as its value may be: `x` for `X`.
fn is_value_of(store: &Store, slot: SymbolId, name: SymbolId) -> bool {
    let spelling = |symbol: SymbolId| store.symbol(symbol).spelling.to_lowercase();
    spelling(slot) == spelling(name)
}

/// True if the words beside the name at that place say how it is distributed: "a prior on #", "# is itself uniform".
fn calls_random(words: &str, at: usize) -> bool {
    const NEAR: usize = 4;
    // "a random sample of size #" calls the sample random.
    const OF: &[&str] = &[
        "of", "with", "by", "from", "in", "and", "given", "has", "have", "is", "are",
    ];
    let before = words[..at].rsplit([FORMULA, '.', ',', ';', ':']).next();
    let after = words[at + FORMULA.len_utf8()..]
        .split([FORMULA, '.', ',', ';', ':'])
        .next();
    let after = after.unwrap_or_default().split(" and ").next();
    let before = before.unwrap_or_default().split_whitespace();
    let near: Vec<&str> = before
        .rev()
        .take_while(|word| !OF.contains(word))
        .take(NEAR)
        .collect();
    let said = |word: &str| RANDOM.iter().any(|start| word.starts_with(start));
    near.into_iter().any(said) || after.unwrap_or_default().split_whitespace().any(said)
}

/// The names of the parameters of a distribution that are integers, such as a number of trials.
fn counts(store: &mut Store, law: Id) -> Vec<SymbolId> {
    let asked = carried::conditions(store, law).into_iter();
    let integers = asked.filter_map(|condition| match store.node(condition) {
        Node::Apply(Operator::IntegerValued, of) => Some(store.free_names(of[0])),
        _ => None,
    });
    integers.flatten().collect()
}

/// True if an expression shows a name only in powers of that power of it.
fn shows_powers(store: &Store, id: Id, name: SymbolId, power: &Rational) -> bool {
    match store.node(id) {
        Node::Name(other) => *other != name,
        Node::Power(base, exponent) if *store.node(*base) == Node::Name(name) => store
            .as_number(*exponent)
            .is_some_and(|exponent| exponent.div(power).is_some_and(|times| times.is_integer())),
        _ => store
            .children(id)
            .into_iter()
            .all(|child| shows_powers(store, child, name, power)),
    }
}

/// That one of the names which is spelled like a slot.
fn named(store: &Store, names: &[SymbolId], slot: SymbolId) -> Option<SymbolId> {
    let spelling = &store.symbol(slot).spelling;
    let mut names = names.iter().copied();
    names.find(|&name| store.symbol(name).spelling == *spelling)
}

/// The point at which an expression shows a density.
fn point(store: &Store, id: Id, usage: &Usage) -> Option<Id> {
    if let Node::Density { family, of, given } = store.node(id)
        && *family == usage.family
        && matches!(of[..], [(slot, _)] if slot == usage.of[0])
        && given.len() == usage.given.len()
    {
        return Some(of[0].1);
    }
    let children = store.children(id).into_iter();
    children
        .filter_map(|child| point(store, child, usage))
        .next()
}
