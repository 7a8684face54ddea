//! Likelihoods: the density of what was drawn, given the parameters of the distribution that it was drawn from.
//!
//! `y \sim D(\theta)` says what `p(y \mid \theta)` is, if all parameters of `D` that are no integers are given: else it may be
//! a mixture. Draws of items, `y_i \sim D(\theta)`, say what the density of each item is, and that of all of them where the
//! words say that they are independent.

use super::bindings::{Usage, suits, usages};
use super::draws::draws;
use super::judge::{Claim, Judgement, differs, judge_proof};
use super::stated::for_all_indices;
use super::walk::Walk;
use crate::diagnostic::Reason;
use crate::elaborate::carried;
use crate::elaborate::declare;
use crate::elaborate::evidence::letter_of;
use crate::elaborate::names::letters;
use crate::elaborate::sentences::FORMULA;
use crate::elaborate::words::has_words;
use crate::expr::{
    BinderKind, Domain, Id, Node, Operator, Role, Sort, SortId, Store, Substitution, SymbolId,
};
use crate::number::Rational;
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};
use crate::vocabulary::distributions::{Values, support};

/// What is called so is no random variable.
const KNOWN: &[&str] = &["known", "fixed"];

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

/// A draw of a variable, or of all its items, that the note supposes.
struct Drawn {
    /// The variable whose items are drawn, each from the law at its index, which is bound.
    items: Option<Id>,
    law: Id,
    source: String,
}

/// What the draws say of the conditional densities of a claim.
#[derive(Default)]
struct Likelihoods {
    facts: Vec<Fact>,
    /// What all items that were drawn fulfil, with the source.
    of_items: Vec<(Id, String)>,
    /// What a value that was drawn fulfils, and the parameters.
    within: Vec<Id>,
}

impl Walk<'_> {
    /// The judgement of a claim at a place by what the likelihoods in it are; None where it shows none.
    pub(super) fn judge_likelihood(&mut self, claim: Claim, place: usize) -> Option<Judgement> {
        let found = self.likelihoods([claim.left, claim.right], place);
        let otherwise = self.draws_observed_otherwise([claim.left, claim.right], place);
        if found.facts.is_empty() && !otherwise {
            return None;
        }
        let plain = self.judge_citing(claim);
        if plain.verdict == Verdict::Proved {
            return Some(plain);
        }
        let mut context = self.ledger.context();
        context.facts.extend(found.facts);
        context.hypotheses.extend(found.of_items);
        let proof = judge_proof(&mut self.store, self.theory, &context, claim, self.budget);
        if let Some(proof) = proof.filter(|proof| proof.verdict == Verdict::Proved) {
            return Some(proof);
        }
        // The numbers of the plain judgement take any density.
        let within = found.within.into_iter().map(|id| (id, String::new()));
        context.hypotheses.extend(within);
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
        let facts = self.likelihoods(sides, place).facts;
        let any = !facts.is_empty();
        for fact in facts {
            let source = fact.source.clone();
            self.ledger.cited(fact, vec![source]);
        }
        any
    }

    /// What the conditional densities of these expressions are by the draws that are supposed.
    fn likelihoods(&mut self, sides: [Id; 2], place: usize) -> Likelihoods {
        let mut found = Likelihoods::default();
        for usage in self.unknown_densities(sides) {
            let mut points = sides.iter();
            if let Some(point) = points.find_map(|&side| point(&self.store, side, &usage)) {
                let Some((fact, draw)) = self.likelihood(&usage, point, place) else {
                    continue;
                };
                found.facts.push(fact);
                let parameters = carried::conditions(&mut self.store, draw.law);
                found.within.extend(parameters);
                match draw.items {
                    None => found.within.extend(self.values_of(draw.law, point)),
                    Some(_) => found.of_items.extend(self.values_of_items(point, &draw)),
                }
            }
        }
        found
    }

    /// What a value that was drawn from a distribution fulfils.
    fn values_of(&mut self, law: Id, value: Id) -> Vec<Id> {
        let mut found = carried::values(&mut self.store, law, value);
        if let Node::Apply(operator, _) = *self.store.node(law)
            && matches!(support(operator), Some((Values::Integers, ..)))
        {
            found.push((self.store).apply(Operator::IntegerValued, &[value]));
        }
        found
    }

    /// The same of all items of which the value is one or the whole, with the source.
    fn values_of_items(&mut self, value: Id, draw: &Drawn) -> Vec<(Id, String)> {
        let items = match *self.store.node(value) {
            Node::Component(items, _) => items,
            _ => value,
        };
        let item = self.any_item(items, items);
        let Node::Component(_, indices) = self.store.node(item).clone() else {
            return Vec::new();
        };
        let law = self.store.instantiate(draw.law, indices[0]);
        let found = self.values_of(law, item).into_iter();
        let of_all = found.map(|id| {
            let all = for_all_indices(&mut self.store, item, |_, _| id);
            (all, draw.source.clone())
        });
        of_all.collect()
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
    fn likelihood(&mut self, usage: &Usage, value: Id, place: usize) -> Option<(Fact, Drawn)> {
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
        let (point, right) = match draw.items {
            None => self.density_of_one(slot, law, value, &mut variables)?,
            Some(items) => self.density_of_items((slot, items), law, value, &mut variables)?,
        };
        let left = (self.store).density(usage.family, &[(slot, point)], &given);
        let fact = Fact {
            variables,
            ..Fact::plain(FactKind::Definition, left, right, draw.source.clone())
        };
        Some((fact, draw))
    }

    /// Any value of what was drawn, and its density.
    fn density_of_one(
        &mut self,
        slot: SymbolId,
        law: Id,
        value: Id,
        variables: &mut Vec<SymbolId>,
    ) -> Option<(Id, Id)> {
        if !suits(&mut self.store, law, value) {
            return None;
        }
        let point = self.variable(slot, self.store.sort_id(value));
        variables.push(point);
        let point = self.store.name(point);
        Some((point, self.store.apply(Operator::Pdf, &[law, point])))
    }

    /// Any value of an item that was drawn or, where the items are independent, of all of them, and its density. The law
    /// is that at the bound index.
    fn density_of_items(
        &mut self,
        (slot, items): (SymbolId, Id),
        law: Id,
        value: Id,
        variables: &mut Vec<SymbolId>,
    ) -> Option<(Id, Id)> {
        let drawn = self.store.head(items)?;
        if let Node::Component(base, _) = *self.store.node(value)
            && (self.store.head(base)).is_some_and(|name| is_value_of(&self.store, name, drawn))
        {
            let alike = self.store.loose(law) == 0;
            return alike.then(|| self.density_of_one(slot, law, value, variables))?;
        }
        let name = self
            .store
            .head(value)
            .filter(|_| self.store.has_items(value))?;
        let size = match *self.store.of_values(self.store.sort_id(value)) {
            Sort::Vector(size) => size,
            _ => {
                let key = self.store.symbol(name).spelling.clone();
                self.scope.count_of_items(&mut self.store, &key)?
            }
        };
        let together = self.store.apply(Operator::Independent, &[items]);
        let context = self.ledger.context();
        let independent = (context.hypotheses.iter()).any(|(supposed, _)| *supposed == together);
        if !independent || !is_value_of(&self.store, name, drawn) {
            return None;
        }
        let point = self.variable(slot, self.store.sort_id(value));
        variables.push(point);
        let point = self.store.name(point);
        let index = (self.store).declare_as("i", Sort::Integer, Role::Law, 2);
        let at = self.store.name(index);
        let item = self.store.component(point, &[at]);
        let own = self.store.instantiate(law, at);
        if !suits(&mut self.store, own, item) {
            return None;
        }
        let density = self.store.apply(Operator::Pdf, &[own, item]);
        let one = self.store.integer(1);
        let all = self.store.bind_name(
            BinderKind::Product,
            index,
            Domain::Range(one, size),
            density,
        );
        Some((point, all))
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
        let items = match (self.store.node(draw.drawn), self.store.node(draw.condition)) {
            (Node::Name(_), _) => None,
            // For all indices, as `\forall i: y_i \sim D`.
            (
                Node::Component(items, indices),
                Node::Bind(BinderKind::ForAll, _, Domain::All | Domain::Range(..), body),
            ) if matches!(self.store.node(*items), Node::Name(_))
                && matches!(indices[..], [index] if matches!(self.store.node(index), Node::Bound(0, _)))
                && matches!(self.store.node(*body), Node::Apply(Operator::Draw, _)) =>
            {
                Some(*items)
            }
            _ => return None,
        };
        (self.ledger.is_said_around(draw.condition, &self.sections)).then(|| Drawn {
            items,
            law: draw.law,
            source: draw.source.to_owned(),
        })
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
            let defined = self.defined_name(context, slot).and_then(|name| {
                self.power_of(context, name, law)
                    .filter(|of| names.contains(of))
            });
            defined.or_else(|| named(store, names, slot))
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
                || self.is_called_known(name)
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

    /// True if the words call a name known or fixed: "known variance $\sigma^2$", "where $\sigma$ is known".
    fn is_called_known(&self, name: SymbolId) -> bool {
        let spelling = &self.store.symbol(name).spelling;
        let places = self.sentences.iter().flat_map(|sentence| {
            let words = &sentence.words;
            (sentence.formulas.iter()).map(move |&(at, place)| (&words[..at], &words[at..], place))
        });
        places.into_iter().any(|(before, after, place)| {
            let before = before
                .rsplit(&[',', ';', '(', FORMULA][..])
                .next()
                .unwrap_or_default();
            let after = after.trim_start_matches(FORMULA).trim_start();
            // "It is known that" calls nothing known.
            let called = !has_words(before, "that")
                && KNOWN.iter().any(|word| {
                    has_words(before, word)
                        || (after.strip_prefix("is ").or(after.strip_prefix("are ")))
                            .is_some_and(|rest| rest.starts_with(word))
                });
            let rows = self.mathematics[place].formula.rows.iter();
            let sides = rows
                .flat_map(|row| &row.statements)
                .flat_map(|one| &one.sides);
            let mut letters = sides.flatten().flat_map(letters);
            called && letters.any(|letter| letter == *spelling)
        })
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
        let (of, power) = match store.node(fact.right) {
            Node::Apply(Operator::Inverse, of) => match store.node(of[0]) {
                Node::Name(of) => (*of, None),
                _ => return None,
            },
            _ => named_power(store, fact.right).map(|(of, power)| (of, Some(power)))?,
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

/// The name that an expression is a power of, and that power: `\sigma` and -2 of `1/\sigma^2`.
fn named_power(store: &Store, id: Id) -> Option<(SymbolId, Rational)> {
    let Node::Power(base, exponent) = store.node(id) else {
        return None;
    };
    let exponent = store.as_number(*exponent)?;
    match store.node(*base) {
        Node::Name(name) => Some((*name, exponent.clone())),
        _ => named_power(store, *base).map(|(name, inner)| (name, inner.mul(exponent))),
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
