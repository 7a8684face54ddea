//! Likelihoods: the density of what was drawn, given the parameters of the distribution that it was drawn from.
//!
//! `y \sim D(\theta)` says what `p(y \mid \theta)` is, and for independent items `y_i \sim D(\theta)` it is the product over them.
//! Not where another parameter of `D` has a density of its own and is not given: then it is a mixture.

use super::bindings::{Usage, suits, usages};
use super::judge::{Claim, Judgement, judge_proof};
use super::walk::Walk;
use crate::elaborate::names::letters;
use crate::expr::{
    BinderKind, Domain, Id, Node, Operator, Role, Sort, SortId, Store, Substitution, SymbolId,
};
use crate::number::Rational;
use crate::parse::tree::Relation;
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// Words for items that are drawn one by one, unless others say that they hang together.
const SAMPLES: &[&str] = &["data set", "dataset", "random sample"];
/// Words before these that say so of what was drawn: "be a univariate data set".
const BEING: &[&str] = &["be", "is", "are", "form", "forms", "as"];
/// Words that may stand between.
const BETWEEN: usize = 4;
const DEPENDENT: &[&str] = &[
    "common",
    "share",
    "overlap",
    "moving average",
    "memory",
    "depend",
    "correlat",
    "time series",
    "autoregress",
    "exchangeable",
    "markov",
];

/// Words that put a draw under a condition.
const CONDITIONS: &[&str] = &["if ", "when ", "whenever ", "unless ", "only "];

/// A draw that the note supposes: of a variable, or of each item of a sequence.
struct Draw {
    /// The variable or sequence.
    name: SymbolId,
    law: Id,
    /// How many items it has.
    items: Option<Id>,
    source: String,
}

impl Walk<'_> {
    /// The proof of a claim by what the likelihoods in it are, where it has none without.
    pub(super) fn judge_likelihood(&mut self, claim: Claim) -> Option<Judgement> {
        let facts = self.likelihoods([claim.left, claim.right]);
        if facts.is_empty() {
            return None;
        }
        let plain = self.judge_citing(claim);
        if plain.verdict == Verdict::Proved {
            return Some(plain);
        }
        // It proves; what the densities are for the numbers stays open.
        let mut context = self.ledger.context();
        context.facts.extend(facts);
        judge_proof(&mut self.store, self.theory, &context, claim, self.budget)
            .filter(|found| found.verdict == Verdict::Proved)
    }

    /// Takes in what the likelihoods of a proportionality are; true if there are any.
    pub(super) fn cite_likelihoods(&mut self, sides: [Id; 2]) -> bool {
        let facts = self.likelihoods(sides);
        let any = !facts.is_empty();
        for fact in facts {
            let source = fact.source.clone();
            self.ledger.cited(fact, vec![source]);
        }
        any
    }

    /// What the conditional densities of these expressions are by the draws that are supposed.
    fn likelihoods(&mut self, sides: [Id; 2]) -> Vec<Fact> {
        let known: Vec<Usage> = {
            let facts = self.ledger.context().facts;
            let defined = facts
                .iter()
                .filter(|fact| fact.kind == FactKind::Definition);
            usages(&self.store, defined.map(|fact| fact.left))
        };
        let mut found = Vec::new();
        for usage in usages(&self.store, sides.into_iter()) {
            let plain = ["p", "f", r"\mathrm{p}"];
            let family = self.store.symbol(usage.family).spelling.as_str();
            if usage.of.len() != 1
                || usage.given.is_empty()
                || !plain.contains(&family)
                || known.contains(&usage)
            {
                continue;
            }
            let mut points = sides.iter();
            let Some(point) = points.find_map(|&side| point(&self.store, side, &usage)) else {
                continue;
            };
            found.extend(self.likelihood(&usage, point));
        }
        found
    }

    fn likelihood(&mut self, usage: &Usage, value: Id) -> Option<Fact> {
        let context = self.ledger.context();
        let slot = usage.of[0];
        // A name with a meaning of its own is no value of what was drawn.
        if self.defined_name(&context, slot).is_some() || self.is_drawn_under_a_condition(slot) {
            return None;
        }
        let draw = self.only_draw_of(&context, slot)?;
        let mut names = self.reached(&self.store.free_names(draw.law));
        names.retain(|&name| name != draw.name);
        if self.store.mentions(draw.law, draw.name)
            || !self.gives_all(usage, (draw.law, &names), &context)
        {
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
        let point = match draw.items.is_none() || self.store.is_array(value) {
            true => {
                let point = self.variable(slot, self.store.sort_id(value));
                variables.push(point);
                self.store.name(point)
            }
            // A letter that stands for its items: it is known at these.
            false => value,
        };
        let drawn = match point == value {
            true => self.store.name(draw.name),
            false => point,
        };
        let right = self.density_at(law, drawn, draw.items)?;
        let left = (self.store).density(usage.family, &[(slot, point)], &given);
        Some(Fact {
            variables,
            ..Fact::plain(FactKind::Definition, left, right, draw.source)
        })
    }

    fn variable(&mut self, slot: SymbolId, sort: SortId) -> SymbolId {
        let spelling = self.store.symbol(slot).spelling.clone();
        let sort = self.store.sort_of(sort).clone();
        self.store.declare_as(&spelling, sort, Role::Law, 2)
    }

    /// The density of the law at the point, or the product over the items of the point.
    fn density_at(&mut self, law: Id, point: Id, items: Option<Id>) -> Option<Id> {
        let Some(size) = items else {
            return suits(&mut self.store, law, point)
                .then(|| self.store.apply(Operator::Pdf, &[law, point]));
        };
        let index = self.store.declare_as("i", Sort::Integer, Role::Local, 0);
        let at = self.store.name(index);
        let law = self.store.instantiate(law, at);
        let item = self.store.component(point, &[at]);
        if !suits(&mut self.store, law, item) {
            return None;
        }
        let body = self.store.apply(Operator::Pdf, &[law, item]);
        let range = Domain::Range(self.store.integer(1), size);
        Some(
            self.store
                .bind_name(BinderKind::Product, index, range, body),
        )
    }

    /// The draw of the variable that a slot is the value of, if only one is supposed.
    fn only_draw_of(&mut self, context: &Context, slot: SymbolId) -> Option<Draw> {
        let letter = self.store.symbol(slot).spelling.to_lowercase();
        let mut found: Option<Draw> = None;
        for (condition, source) in context.hypotheses.iter() {
            let Some(draw) = self.draw_of(*condition, source) else {
                continue;
            };
            if self.store.symbol(draw.name).spelling.to_lowercase() != letter {
                continue;
            }
            if found.is_some() {
                return None;
            }
            found = Some(draw);
        }
        found
    }

    /// True if a draw of the variable is the condition of a clause, or stands in one: "if the coin shows heads, `x \sim D`".
    fn is_drawn_under_a_condition(&self, slot: SymbolId) -> bool {
        let letter = self.store.symbol(slot).spelling.to_lowercase();
        let mut draws = self.chains.relations.iter().filter(|relating| {
            let left = relating
                .left
                .map(|left| &self.chains.expressions[left].tree);
            relating.relation == Relation::Distributed
                && left.is_some_and(|left| {
                    letters(left).iter().any(|one| one.to_lowercase() == letter)
                })
        });
        draws.any(|relating| {
            let found = self.stands.get(&relating.place);
            found.is_some_and(|&(sentence, at)| {
                let before = &self.sentences[sentence].words[..at];
                CONDITIONS.iter().any(|word| begins_word(before, word))
            })
        })
    }

    fn draw_of(&mut self, condition: Id, source: &str) -> Option<Draw> {
        let (body, range) = match *self.store.node(condition) {
            Node::Bind(BinderKind::ForAll, _, range, body) => (body, Some(range)),
            _ => (condition, None),
        };
        let (drawn, law) = match self.store.node(body) {
            Node::Apply(Operator::Draw, pair) => (pair[0], pair[1]),
            _ => return None,
        };
        let (name, items) = match (self.store.node(drawn).clone(), range) {
            (Node::Name(name), None) => (name, None),
            (Node::Component(base, index), Some(range)) => {
                let whole =
                    matches!(index[..], [at] if matches!(self.store.node(at), Node::Bound(..)));
                let Node::Name(name) = *self.store.node(base) else {
                    return None;
                };
                if !whole || !self.are_drawn_one_by_one(base) {
                    return None;
                }
                (name, Some(number_of_items(&self.store, range)?))
            }
            _ => return None,
        };
        Some(Draw {
            name,
            law,
            items,
            source: source.to_owned(),
        })
    }

    /// True if the items of a vector are independent, as the note says, or are called a data set.
    fn are_drawn_one_by_one(&self, vector: Id) -> bool {
        let context = self.ledger.context();
        let said = context.hypotheses.iter().any(|&(id, _)| {
            matches!(self.store.node(id), Node::Apply(Operator::Independent, of) if of.contains(&vector))
        });
        let speaks = |says: &dyn Fn(&str) -> bool| {
            let mut sentences = self.sentences.iter();
            sentences.any(|sentence| says(&sentence.words))
        };
        let sampled = |words: &str| SAMPLES.iter().any(|phrase| is_called(words, phrase));
        let dependent = |words: &str| DEPENDENT.iter().any(|phrase| begins_word(words, phrase));
        said || speaks(&sampled) && !speaks(&dependent)
    }

    /// True if all is given that varies of what a distribution is made of, and nothing else.
    fn gives_all(&self, usage: &Usage, (law, names): (Id, &[SymbolId]), context: &Context) -> bool {
        let store = &self.store;
        let is_given = |name: SymbolId| {
            let mut slots = usage.given.iter();
            slots.any(|&slot| store.symbol(slot).spelling == store.symbol(name).spelling)
        };
        let own = |&slot: &SymbolId| {
            store.symbol(slot).role != Role::Parameter
                && (named(store, names, slot).is_some()
                    || (self.defined_name(context, slot)).is_some_and(|name| {
                        self.tied(context, name, law)
                            .is_some_and(|of| names.contains(&of))
                    }))
        };
        let priors = self.usages.iter().flat_map(|other| &other.of);
        let mut priors = priors.filter(|&&slot| slot != usage.of[0]);
        let random = |name: SymbolId| {
            let drawn = |id: Id| match store.node(id) {
                Node::Apply(Operator::Draw, pair) => store.mentions(pair[0], name),
                _ => false,
            };
            store.is_chance(store.symbol(name).sort)
                || context.hypotheses.iter().any(|&(id, _)| drawn(id))
        };
        let fixed = priors.all(|&slot| {
            let direct = named(store, names, slot);
            let other =
                (self.defined_name(context, slot)).and_then(|name| self.tied(context, name, law));
            let varies = direct.is_some() || other.is_some_and(|of| names.contains(&of));
            !varies || usage.given.contains(&slot)
        });
        usage.given.iter().all(own)
            && fixed
            && names.iter().all(|&name| !random(name) || is_given(name))
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

    /// The name that another one is defined by so that each gives the law: `\tau = 1/\sigma^2` where the law shows `\sigma^2`.
    fn tied(&self, context: &Context, name: SymbolId, law: Id) -> Option<SymbolId> {
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

/// The end of the range from 1 that a draw of items is said for: what the claim shows is no number of items.
fn number_of_items(store: &Store, range: Domain) -> Option<Id> {
    match range {
        Domain::Range(first, size) => {
            let one = store.as_number(first).is_some_and(|n| n.is_one());
            one.then_some(size)
        }
        _ => None,
    }
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

/// True if the words call something so: "let .. be a univariate data set".
fn is_called(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let mut before = words[..at].split_whitespace().rev().take(BETWEEN);
        before.any(|word| BEING.contains(&word))
    })
}

/// True if a word of the text begins with the phrase.
fn begins_word(text: &str, phrase: &str) -> bool {
    let mut found = text.match_indices(phrase);
    found.any(|(at, _)| !text[..at].ends_with(char::is_alphabetic))
}
