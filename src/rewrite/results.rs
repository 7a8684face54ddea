//! Equations of the note as they stand: the claim as a sum of multiples of them.
//!
//! `left - right = k_1 (a_1 - b_1) + k_2 (a_2 - b_2) + ..` for facts `a_i = b_i`, found by what each fact leaves of
//! the normal form.

use std::rc::Rc;

use super::engine::Normalizer;
use super::step::Step;
use super::view::{coefficient, factors, terms};
use crate::expr::*;
use crate::kernel::Proof;
use crate::number::Rational;
use crate::theory::FactId;

/// Facts that one claim may combine.
const DEPTH: usize = 4;
/// Latest facts that are tried.
const FACTS: usize = 40;
/// Multiples of one fact that are tried.
const MULTIPLES: usize = 4;
/// Terms by which a fact may lengthen what is left.
const GROWTH: usize = 1;
/// Combinations tried for one claim.
const TRIES: usize = 80;

/// A fact and how often it is subtracted.
struct Use {
    fact: FactId,
    left: Id,
    right: Id,
    times: Id,
}

/// Normal forms that a search began with: of what is to vanish, and of the facts that may take from it.
#[derive(Debug, Default, PartialEq)]
pub struct Forms(Vec<Id>);

/// A proof of `left = right` from equations in scope. `vain` is what an earlier stage began with that found nothing: from
/// the same forms there is nothing to find either.
pub fn combine(n: &mut Normalizer, left: Id, right: Id, vain: &mut Forms) -> Option<Step> {
    if n.context.facts.is_empty() {
        return None;
    }
    let difference = n.store.subtract(left, right);
    let rest = n.normalize(difference).to;
    let usable = usable(n, difference);
    let forms = usable.iter().map(|&(_, normal)| normal);
    let forms = Forms(std::iter::once(rest).chain(forms).collect());
    if forms == *vain {
        return None;
    }
    let mut search = Search {
        difference,
        usable,
        uses: Vec::new(),
        tries: TRIES,
    };
    if search.from(n, rest) {
        return assemble(n, left, right, &search.uses);
    }
    *vain = forms;
    None
}

/// Plain equations of the shape of the claim that take something away, the latest first, with the normal form of the
/// difference of their sides.
fn usable(n: &mut Normalizer, difference: Id) -> Vec<(FactId, Id)> {
    let context = n.context;
    let shape = n.store.shape(difference);
    let mut found = Vec::new();
    for (at, fact) in context.facts.iter().enumerate().rev().take(FACTS) {
        let plain = fact.variables.is_empty()
            && n.store.shape(fact.left) == shape
            && *n.store.sort(fact.left) != Sort::Truth;
        if !plain {
            continue;
        }
        let equation = n.store.subtract(fact.left, fact.right);
        let normal = n.normalize(equation).to;
        // What the rules know already takes nothing away.
        if !vanishes(n.store, normal) {
            found.push((FactId(at as u32), normal));
        }
    }
    found
}

/// A search in depth, the most promising fact first.
struct Search {
    difference: Id,
    usable: Vec<(FactId, Id)>,
    uses: Vec<Use>,
    tries: usize,
}

impl Search {
    /// True once the facts in use leave nothing of `rest`.
    fn from(&mut self, n: &mut Normalizer, rest: Id) -> bool {
        if vanishes(n.store, rest) {
            return !self.uses.is_empty();
        }
        if self.uses.len() == DEPTH {
            return false;
        }
        for (next, reduced) in self.candidates(n, rest) {
            self.uses.push(next);
            if self.from(n, reduced) {
                return true;
            }
            self.uses.pop();
        }
        false
    }

    /// Facts and multiples after which not much more is left than before, the shortest first.
    fn candidates(&mut self, n: &mut Normalizer, rest: Id) -> Vec<(Use, Id)> {
        let context = n.context;
        let most = length(n.store, rest) + GROWTH;
        let mut found: Vec<(usize, Use, Id)> = Vec::new();
        for at in 0..self.usable.len() {
            let (fact_id, normal) = self.usable[at];
            let fact = &context.facts[fact_id.0 as usize];
            for times in multiples(n, self.difference, rest, normal) {
                if self.tries == 0 {
                    break;
                }
                if self
                    .uses
                    .iter()
                    .any(|u| (u.fact, u.times) == (fact_id, times))
                {
                    continue;
                }
                self.tries -= 1;
                let candidate = Use {
                    fact: fact_id,
                    left: fact.left,
                    right: fact.right,
                    times,
                };
                let mut all: Ids = smallvec::smallvec![self.difference];
                for used in self.uses.iter().chain([&candidate]) {
                    all.push(minus(n, used));
                }
                let whole = n.store.sum(&all);
                let reduced = n.normalize(whole).to;
                let length = length(n.store, reduced);
                if length <= most {
                    found.push((length, candidate, reduced));
                }
            }
        }
        found.sort_by_key(|(length, ..)| *length);
        found
            .into_iter()
            .map(|(_, used, reduced)| (used, reduced))
            .collect()
    }
}

/// True for 0 and for arrays of zeros.
fn vanishes(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Apply(operator, _) => *operator == Operator::ZeroVector,
        Node::Chain(items) => items.iter().any(|&item| vanishes(store, item)),
        _ => store.is_zero(id),
    }
}

/// `-k (a - b)`.
fn minus(n: &mut Normalizer, fact: &Use) -> Id {
    let equation = n.store.subtract(fact.left, fact.right);
    let minus = n.store.integer(-1);
    n.store.product(&[minus, fact.times, equation])
}

/// Factors by which a term of `fact` becomes one of `rest`: numbers, or the quotient of the first terms.
fn multiples(n: &mut Normalizer, claim: Id, rest: Id, fact: Id) -> Vec<Id> {
    let parts = |n: &mut Normalizer, id: Id| -> Vec<(Rational, Id)> {
        let all = terms(n.store, id);
        all.into_iter().map(|t| coefficient(n.store, t)).collect()
    };
    let (here, there) = (parts(n, rest), parts(n, fact));
    let mut numbers: Vec<Rational> = Vec::new();
    for (c, t) in &here {
        for (d, u) in &there {
            if t == u
                && let Some(ratio) = c.div(d)
                && !numbers.contains(&ratio)
            {
                numbers.push(ratio);
            }
        }
    }
    let shared = !numbers.is_empty();
    // Without a term in common, both lengths add up.
    if shared || there.len() <= GROWTH {
        for unit in [1, -1].map(Rational::integer) {
            if !numbers.contains(&unit) {
                numbers.push(unit);
            }
        }
    }
    numbers.truncate(MULTIPLES);
    let mut found: Vec<Id> = numbers
        .into_iter()
        .map(|value| n.store.number(value))
        .collect();
    if !shared {
        let mut all = quotients(n, rest, fact);
        all.retain(|&quotient| divides_by_its_own(n.store, claim, quotient));
        found.extend(all);
    }
    found
}

/// The scalar quotients of a term of `fact` and the first term of `rest`, where the rest of both terms is the same.
fn quotients(n: &mut Normalizer, rest: Id, fact: Id) -> Vec<Id> {
    let first = terms(n.store, rest)[0];
    let mut found = Vec::new();
    for term in terms(n.store, fact).into_iter().take(MULTIPLES) {
        let (here, there) = (split(n.store, first), split(n.store, term));
        if here.1 != there.1 {
            continue;
        }
        let quotient = n.store.divide(here.0, there.0);
        let simple = n
            .canonical(quotient)
            .filter(|&q| !n.store.contains(q, Marks::BINDER));
        found.extend(simple.filter(|q| !found.contains(q)));
    }
    found
}

/// True if all names below a fraction are names of the claim: what is divided by is then looked at with the claim, and
/// is not 0 by another fact.
fn divides_by_its_own(store: &Store, claim: Id, quotient: Id) -> bool {
    let known = store.free_names(claim);
    factors(store, quotient).into_iter().all(|factor| {
        let below = match *store.node(factor) {
            Node::Power(_, exponent) => store.as_number(exponent).is_none_or(Rational::is_negative),
            Node::Number(_) => return true,
            _ => false,
        };
        !below
            || store
                .free_names(factor)
                .iter()
                .all(|name| known.contains(name))
    })
}

/// A term as its plain scalar factors, and the factor that is an array or a binder.
fn split(store: &mut Store, term: Id) -> (Id, Option<Id>) {
    let all = factors(store, term);
    let kept = all
        .iter()
        .position(|&f| store.is_array(f) || store.contains(f, Marks::BINDER));
    match kept {
        None => (term, None),
        Some(at) => {
            let scalars: Ids = (0..all.len())
                .filter(|&i| i != at)
                .map(|i| all[i])
                .collect();
            (store.product(&scalars), Some(all[at]))
        }
    }
}

/// Terms, those inside integrals and sums counted too.
fn length(store: &Store, id: Id) -> usize {
    if vanishes(store, id) {
        return 0;
    }
    let inner = |t: Id| match store.node(t) {
        Node::Bind(_, _, _, body) => length(store, *body),
        Node::Product(items) => items
            .iter()
            .map(|&f| {
                if let Node::Bind(_, _, _, body) = store.node(f) {
                    length(store, *body)
                } else {
                    0
                }
            })
            .sum(),
        _ => 0,
    };
    terms(store, id).into_iter().map(|t| 1 + inner(t)).sum()
}

/// `left = right + 1 d + k_1 (a_1 - b_1) + ..`, then each bracket to 0.
fn assemble(n: &mut Normalizer, left: Id, right: Id, uses: &[Use]) -> Option<Step> {
    let one = n.store.integer(1);
    let difference = n.store.subtract(left, right);
    let mut all: Ids = smallvec::smallvec![difference];
    all.extend(uses.iter().map(|u| minus(n, u)));
    let remaining = n.store.sum(&all);
    let gone = n.normalize(remaining);
    let piece = n.store.product(&[one, remaining]);
    let inside = n.inside_child(piece, remaining, gone)?;
    let mut parts: Ids = smallvec::smallvec![right, piece];
    let mut steps: Vec<(Id, Step)> = vec![(piece, inside)];
    for fact in uses {
        let equation = n.store.subtract(fact.left, fact.right);
        let part = n.store.product(&[fact.times, one, equation]);
        let proof = Proof::Fact {
            fact: fact.fact,
            values: vec![],
        };
        let used = replaced(n, equation, fact, proof)?;
        steps.push((part, n.inside_child(part, equation, used)?));
        parts.push(part);
    }
    let whole = n.store.sum(&parts);
    let children: Vec<Step> = n
        .store
        .children(whole)
        .iter()
        .map(|&c| {
            steps
                .iter()
                .find(|(part, _)| *part == c)
                .map_or(Step::same(c), |(_, step)| step.clone())
        })
        .collect();
    let first = n.ring(left, whole);
    let done = first.then(n.inside(whole, children));
    let last = n.ring(done.to, right);
    Some(done.then(last))
}

/// `a - b = b - b` by the fact `a = b`; then 0, where they are numbers.
fn replaced(n: &mut Normalizer, equation: Id, fact: &Use, proof: Proof) -> Option<Step> {
    let array = n.store.is_array(fact.left);
    let piece = if array {
        // Transposed twice, an array is one piece.
        let once = n.store.apply(Operator::Transpose, &[fact.left]);
        n.store.apply(Operator::Transpose, &[once])
    } else {
        let one = n.store.integer(1);
        n.store.power(fact.left, one)
    };
    let held = n.store.subtract(piece, fact.right);
    let known = Step {
        to: fact.right,
        proof: Some(Rc::new(proof)),
    };
    let step = if array {
        let once = n.store.children(piece)[0];
        let inner = n.inside_at(once, 0, known);
        n.inside_at(piece, 0, inner)
    } else {
        n.inside_child(piece, fact.left, known)?
    };
    let inside = n.inside_child(held, piece, step)?;
    let first = n.ring(equation, held);
    let done = first.then(inside);
    if array {
        return Some(done);
    }
    let zero = n.store.integer(0);
    let last = n.ring(done.to, zero);
    Some(done.then(last))
}

impl Normalizer<'_> {
    /// The node with one of its children rewritten.
    pub fn inside_child(&mut self, id: Id, child: Id, step: Step) -> Option<Step> {
        let at = self.store.children(id).iter().position(|&c| c == child)?;
        Some(self.inside_at(id, at, step))
    }
}
