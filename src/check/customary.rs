//! Steps that fail only where their names are what nobody means: a value outside of the support, a label outside of the range
//! that is summed over, a negative weight; and derivatives in which the words hold something fixed.

use super::doubts::{any, is_known};
use super::draws::draws;
use super::judge::{Claim, Judgement, differs, may_agree};
use super::reconsider::is_definition;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::scope::base;
use crate::expr::{BinderKind, Comparison, Domain, Id, Node, Operator, Sort, Store, SymbolId};
use crate::theory::{Context, Fact};
use crate::vocabulary::distributions::{End, Values, support};

/// Words of notes in which a function that nothing is said of may be a density or a probability.
const CHANCE: &[&str] = &[
    "distribution",
    "density",
    "densities",
    "probabilit",
    "likelihood",
    "markov",
    "metropolis",
    "detailed balance",
];
/// Letters of such functions.
const WEIGHTS: &[&str] = &[r"\pi", r"\rho", r"\mu", "p", "q", "P", "Q", "T", "K", "g"];
/// Words by which what depends on a variable is not differentiated.
const HOLDING: &[&str] = &[
    "m step", "m-step", "held", "hold", "fixed", "fix", "frozen", "constant",
];

/// What is tried of the names of a step, and in words.
struct Custom {
    conditions: Vec<Id>,
    text: String,
}

impl Walk<'_> {
    /// What fails, but not where its names are what they are by custom.
    pub(super) fn holds_by_custom(&mut self, link: &Link, context: &Context) -> Option<Judgement> {
        let claim = link.claim?;
        let words = self.words_around(link);
        let mut customs = values_in_support(&mut self.store, context, claim);
        customs.extend(labels_in_range(&mut self.store, context, claim));
        let chance = CHANCE.iter().any(|word| words.contains(word));
        customs.extend(positive_weights(&mut self.store, context, claim, chance));
        for custom in customs {
            let mut context = context.clone();
            let said = custom.conditions.into_iter();
            (context.hypotheses).extend(said.map(|condition| (condition, String::new())));
            if !differs(&mut self.store, &context, claim, self.budget) {
                return Some(Judgement::unknown(Reason::Context, custom.text));
            }
        }
        if HOLDING.iter().any(|word| words.contains(word)) {
            return self.holds_with_fixed(claim, context);
        }
        None
    }

    /// A derivative that is as the step says if names that vary are held fixed.
    fn holds_with_fixed(&mut self, claim: Claim, context: &Context) -> Option<Judgement> {
        let differentiates = |store: &Store, id: Id| {
            any(store, id, |store, id| {
                matches!(store.node(id), Node::Bind(BinderKind::Derivative, ..))
            })
        };
        let sides = [claim.left, claim.right];
        if !sides.iter().any(|&side| differentiates(&self.store, side)) {
            return None;
        }
        let function = |fact: &Fact| matches!(self.store.node(fact.left), Node::Call(..));
        let mut held = context.clone();
        (held.facts).retain(|fact| !is_definition(fact) || function(fact));
        may_agree(&mut self.store, &held, claim, self.budget).then(|| {
            let text = "it holds if names that vary are held fixed, of which the words speak";
            Judgement::unknown(Reason::Context, text)
        })
    }
}

/// `P(U < p) = p`, `P(X = k) = (1 - p)^{k - 1} p`: a bare name that is compared with a random variable is one of its values.
fn values_in_support(store: &mut Store, context: &Context, claim: Claim) -> Vec<Custom> {
    let mut events = Vec::new();
    for side in [claim.left, claim.right] {
        events_in(store, side, &mut events);
    }
    let laws: Vec<(Id, Id)> = draws(store, context)
        .map(|draw| (draw.drawn, draw.law))
        .collect();
    let mut customs = Vec::new();
    for (variable, value) in events {
        let Node::Name(name) = *store.node(value) else {
            continue;
        };
        let law = laws.iter().find(|(drawn, _)| match store.head(*drawn) {
            Some(drawn) => store.mentions(variable, drawn),
            None => false,
        });
        let Some(&(drawn, law)) = law.filter(|_| !is_known(store, context, name)) else {
            continue;
        };
        let spelling = store.symbol(name).spelling.clone();
        let text = format!("it fails only where `{spelling}` is no value of its random variable");
        let mut sets = Vec::new();
        if drawn == variable {
            sets.push(within_support(store, law, value));
        } else {
            let (zero, one) = (store.integer(0), store.integer(1));
            let positive = store.relation(Comparison::Less, zero, value);
            let fraction = store.relation(Comparison::Less, value, one);
            sets.extend([vec![positive], vec![positive, fraction]]);
        }
        customs.extend(
            sets.into_iter()
                .filter(|set| !set.is_empty())
                .map(|set| Custom {
                    conditions: set,
                    text: text.clone(),
                }),
        );
    }
    customs
}

/// The conditions that a value lies between the ends of a support; of whole numbers, that it is the second one.
fn within_support(store: &mut Store, law: Id, value: Id) -> Vec<Id> {
    let Node::Apply(operator, parameters) = store.node(law).clone() else {
        return Vec::new();
    };
    let Some((values, low, high)) = support(operator) else {
        return Vec::new();
    };
    let at = |store: &mut Store, end: End| match end {
        End::At(number) => Some(store.integer(number)),
        End::Parameter(place) => parameters.get(place).copied(),
        End::Infinity => None,
    };
    let (low, high) = (at(store, low), at(store, high));
    // Names of numbers are tried with fractions, too.
    if let (Values::Integers, Some(low)) = (values, low) {
        let one = store.integer(1);
        let next = store.sum(&[low, one]);
        return vec![store.relation(Comparison::Equal, value, next)];
    }
    let above = low.map(|low| store.relation(Comparison::LessEqual, low, value));
    let below = high.map(|high| store.relation(Comparison::LessEqual, value, high));
    above.into_iter().chain(below).collect()
}

/// The two sides of the relations of which probabilities are taken, a random one first.
fn events_in(store: &Store, id: Id, found: &mut Vec<(Id, Id)>) {
    if let Node::Apply(Operator::Probability | Operator::ConditionalProbability, _) = store.node(id)
    {
        relations_in(store, id, found);
        return;
    }
    for child in store.children(id) {
        events_in(store, child, found);
    }
}

fn relations_in(store: &Store, id: Id, found: &mut Vec<(Id, Id)>) {
    if let Node::Relation(_, a, b) = *store.node(id) {
        found.extend([(a, b), (b, a)]);
    }
    for child in store.children(id) {
        relations_in(store, child, found);
    }
}

/// `\sum_k \delta_{k y} = 1`: a label is one of the indices that are summed over, such as the first.
fn labels_in_range(store: &mut Store, context: &Context, claim: Claim) -> Option<Custom> {
    let sides = [claim.left, claim.right];
    let values = context.facts.iter().filter(|fact| is_definition(fact));
    let mut labels = Vec::new();
    for id in sides.into_iter().chain(values.map(|fact| fact.right)) {
        labels_of(store, id, &mut labels);
    }
    let first = sides.iter().find_map(|&side| range_of(store, side))?;
    labels.retain(|&label| match *store.node(label) {
        Node::Name(name) => !is_known(store, context, name),
        _ => false,
    });
    let text = format!(
        "it fails only where `{}` is none of the indices that are summed over",
        store.to_latex(*labels.first()?)
    );
    let equals = |label| store.relation(Comparison::Equal, label, first);
    let conditions = labels.into_iter().map(equals).collect();
    Some(Custom { conditions, text })
}

fn labels_of(store: &Store, id: Id, found: &mut Vec<Id>) {
    if let Node::Apply(Operator::Delta, pair) = store.node(id) {
        for &label in pair {
            if matches!(store.node(label), Node::Name(_)) && !found.contains(&label) {
                found.push(label);
            }
        }
    }
    for child in store.children(id) {
        labels_of(store, child, found);
    }
}

/// The first value of the index of a sum.
fn range_of(store: &Store, id: Id) -> Option<Id> {
    if let Node::Bind(BinderKind::Sum, _, Domain::Range(low, _), _) = *store.node(id) {
        return Some(low);
    }
    let mut children = store.children(id).into_iter();
    children.find_map(|child| range_of(store, child))
}

/// `\min(1, \frac{\pi(y)}{\pi(x)})`: functions by the letters of densities are positive.
/// `chance`: whether the words speak of densities; `\pi(x)` is one without a word.
fn positive_weights(
    store: &mut Store,
    context: &Context,
    claim: Claim,
    chance: bool,
) -> Option<Custom> {
    let mut calls = Vec::new();
    let values = context.facts.iter().filter(|fact| is_definition(fact));
    let values: Vec<Id> = values.map(|fact| fact.right).collect();
    for id in [claim.left, claim.right].into_iter().chain(values) {
        calls_in(store, id, &mut calls);
    }
    calls.retain(|&(name, _)| {
        let letter = base(&store.symbol(name).spelling);
        WEIGHTS.contains(&letter) && !is_known(store, context, name)
    });
    let policy = |&(name, _): &(SymbolId, _)| base(&store.symbol(name).spelling) == r"\pi";
    if !chance && !calls.iter().any(policy) {
        return None;
    }
    let &(first, _) = calls.first()?;
    let text = format!(
        "it fails only where `{}` or another weight is negative, of which nothing is said",
        store.symbol(first).spelling
    );
    let mut conditions = Vec::new();
    for (name, sorts) in calls {
        let variables: Vec<SymbolId> = (sorts.into_iter().enumerate())
            .map(|(at, sort)| {
                let sort = store.sort_of(sort).clone();
                store.declare(&format!("x_{{{at}}}"), sort)
            })
            .collect();
        let points: Vec<Id> = variables.iter().map(|&name| store.name(name)).collect();
        let (zero, head) = (store.integer(0), store.name(name));
        let value = store.call(head, &points);
        let mut positive = store.relation(Comparison::Less, zero, value);
        for &variable in variables.iter().rev() {
            positive = store.bind_name(BinderKind::ForAll, variable, Domain::All, positive);
        }
        conditions.push(positive);
    }
    Some(Custom { conditions, text })
}

/// The functions that are applied in an expression, each once, with the sorts of their arguments.
fn calls_in(store: &Store, id: Id, found: &mut Vec<(SymbolId, Vec<crate::expr::SortId>)>) {
    if let Node::Call(head, _) = store.node(id)
        && let Node::Name(name) = *store.node(*head)
        && let Sort::Function(arguments, result) = store.sort_of(store.symbol(name).sort)
        && *store.sort_of(*result) == Sort::Real
        && !found.iter().any(|(known, _)| *known == name)
    {
        found.push((name, arguments.clone()));
    }
    for child in store.children(id) {
        calls_in(store, child, found);
    }
}
