//! From a claim to a proof that the kernel accepts, by stages from weak to strong.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::align;
use super::budget::Budget;
use super::cleared;
use super::engine::{Answers, Normalizer};
use super::orders;
use super::results;
use super::stage::Stage;
use super::step::Step;
use super::view::{coefficient, terms};
use crate::expr::*;
use crate::kernel::{self, Proof, Theorem, cases, ring};
use crate::theory::{Context, Theory};

/// Why no proof was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The normal forms differ; the terms that differ are listed.
    Different,
    /// The budget ran out.
    Budget,
    /// A proof was found, but the kernel does not accept it: a condition is open.
    Condition,
    /// The relation is one for which there is no method.
    Relation,
}

/// What is left of a claim that was not proved.
#[derive(Debug, Clone)]
pub struct Failure {
    pub reason: Reason,
    /// Normal forms of both sides at the last stage.
    pub left: Id,
    pub right: Id,
    /// Terms of either normal form that the other lacks.
    pub only_left: Vec<Id>,
    pub only_right: Vec<Id>,
    /// What the kernel said of the last proof it refused.
    pub refusal: Option<String>,
}

/// What densities written out may change: before, these are left to laws of their own.
const WRITTEN_OUT: [Marks; 3] = [Marks::CHANCE, Marks::DISTRIBUTION, Marks::INTEGRAL];

/// A proof of the claim and the kernel's theorem, or what stands in the way.
pub fn prove(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: (Id, Comparison, Id),
    budget: &mut Budget,
) -> Result<(Proof, Theorem), Failure> {
    search(all(), store, theory, context, claim, budget)
        .or_else(|failure| by_cases(store, theory, context, claim, budget).ok_or(failure))
}

/// An equation with a function given in pieces, piece by piece.
fn by_cases(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: (Id, Comparison, Id),
    budget: &mut Budget,
) -> Option<(Proof, Theorem)> {
    let (left, Comparison::Equal, right) = claim else {
        return None;
    };
    let mut parts = Vec::new();
    for piece in cases::pieces(store, left, right)? {
        let inside = cases::within(store, context, &piece.supposed);
        let claim = (piece.left, Comparison::Equal, piece.right);
        let (proof, _) = search(all(), store, theory, &inside, claim, budget).ok()?;
        parts.push(Rc::new(proof));
    }
    let proof = Proof::Cases(parts);
    let theorem = kernel::check(store, theory, context, claim, &proof).ok()?;
    Some((proof, theorem))
}

/// [`prove`] without the entries of arrays, which take long and seldom tell more.
pub fn prove_readily(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: (Id, Comparison, Id),
    budget: &mut Budget,
) -> Result<(Proof, Theorem), Failure> {
    let tries = all().filter(|(stage, _)| *stage != Stage::Entries);
    search(tries, store, theory, context, claim, budget)
}

/// All stages with the equations of the note. What notes derived may lead astray: where it does, definitions and laws are
/// tried by themselves after that, but for the entries of arrays, where this never found anything.
fn all() -> impl Iterator<Item = (Stage, bool)> {
    let alone = [Stage::Facts, Stage::Densities, Stage::Functions];
    with_equations(Stage::Functions).chain(alone.map(|stage| (stage, false)))
}

/// [`prove`] with the stages up to `last` alone, and with the equations of the note at each.
pub fn prove_until(
    last: Stage,
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: (Id, Comparison, Id),
    budget: &mut Budget,
) -> Result<(Proof, Theorem), Failure> {
    search(with_equations(last), store, theory, context, claim, budget)
}

fn with_equations(last: Stage) -> impl Iterator<Item = (Stage, bool)> {
    let stages = Stage::ALL.into_iter().filter(move |&stage| stage <= last);
    stages.map(|stage| (stage, true))
}

/// Tries stages, each with or without equations of the note, one after the other.
fn search(
    tries: impl Iterator<Item = (Stage, bool)>,
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: (Id, Comparison, Id),
    budget: &mut Budget,
) -> Result<(Proof, Theorem), Failure> {
    let mut failure = Failure {
        reason: Reason::Relation,
        left: claim.0,
        right: claim.2,
        only_left: vec![],
        only_right: vec![],
        refusal: None,
    };
    if !matches!(
        claim.1,
        Comparison::Equal | Comparison::LessEqual | Comparison::Less
    ) {
        return Err(failure);
    }
    let useless = useless(store, context, [claim.0, claim.2]);
    let mut met = Marks::default();
    let mut vain = results::Forms::default();
    let mut answers = None;
    let mut astray: Vec<Stage> = Vec::new();
    let mut before: Option<(Stage, bool, Marks)> = None;
    for (stage, equations) in tries {
        let idle =
            useless.contains(&stage) || stage == Stage::Functions && !met.meets(Marks::GAMMA);
        if idle || !equations && !astray.contains(&stage) {
            continue;
        }
        // Nothing that this stage treats in another way than the one before.
        if stage == Stage::Densities
            && let Some((Stage::Facts, with, there)) = before
            && with == equations
            && !WRITTEN_OUT.iter().any(|&kind| there.meets(kind))
        {
            if astray.contains(&Stage::Facts) {
                astray.push(stage);
            }
            continue;
        }
        budget.begin(store);
        let mut attempt = Attempt {
            theory,
            context,
            claim,
            stage,
            equations,
            failure: &mut failure,
            vain: &mut vain,
            used_equation: false,
            met: Marks::default(),
        };
        let found = attempt.run(store, &mut answers, budget);
        if attempt.used_equation {
            astray.push(stage);
        }
        before = Some((stage, equations, attempt.met));
        met |= attempt.met;
        budget.end(store);
        if let Some(found) = found {
            return Ok(found);
        }
        if !budget.allows(store) {
            failure.reason = Reason::Budget;
            break;
        }
    }
    Err(failure)
}

/// Stages that have nothing to do for a claim: what they are about does not occur.
fn useless(store: &Store, context: &Context, sides: [Id; 2]) -> Vec<Stage> {
    let facts = context.facts.iter().flat_map(|f| [f.left, f.right]);
    let kinds = |ids: &mut dyn Iterator<Item = Id>| {
        ids.fold(Marks::default(), |kinds, id| kinds | store.marks(id))
    };
    let own = kinds(&mut sides.into_iter());
    let known = own | kinds(&mut facts.into_iter());
    let needs = [
        (Stage::Joint, known.meets(Marks::DENSITY)),
        (Stage::Entries, own.meets(Marks::ARRAY)),
    ];
    let idle = needs.into_iter().filter(|(_, needed)| !needed);
    idle.map(|(stage, _)| stage).collect()
}

/// Proofs with more steps are not handed to the kernel; what search found that way repeats itself.
const STEPS: usize = 30_000;

/// One stage at one claim.
struct Attempt<'a> {
    theory: &'a Theory,
    context: &'a Context,
    claim: (Id, Comparison, Id),
    stage: Stage,
    /// Whether equations of the notes are rewritten by.
    equations: bool,
    failure: &'a mut Failure,
    vain: &'a mut results::Forms,
    /// True if an equation of the notes was rewritten by.
    used_equation: bool,
    /// Kinds of nodes that rules looked at.
    met: Marks,
}

impl Attempt<'_> {
    fn run(
        &mut self,
        store: &mut Store,
        answers: &mut Option<Answers>,
        budget: &mut Budget,
    ) -> Option<(Proof, Theorem)> {
        let (left, relation, right) = self.claim;
        if relation == Comparison::Equal {
            if left == right {
                return self.accept(store, Proof::Same(left));
            }
            if self.stage == Stage::Ring {
                return self.accept(store, Proof::Ring(left, right));
            }
        }
        let answers = answers.get_or_insert_with(|| Answers::new(store, self.context, self.claim));
        let (theory, context, stage) = (self.theory, self.context, self.stage);
        let mut n = Normalizer::new(store, theory, context, stage, answers, budget);
        n.equations = self.equations;
        let found = match relation {
            Comparison::Equal => self.equal(&mut n),
            _ => self.order(&mut n),
        };
        (self.used_equation, self.met) = (n.used_equation, n.met);
        found
    }

    fn equal(&mut self, n: &mut Normalizer) -> Option<(Proof, Theorem)> {
        let (left, _, right) = self.claim;
        let (a, b) = (n.normalize(left), n.normalize(right));
        let information = [a.to, b.to].map(|side| measures_information(n.store, side));
        if self.equations {
            self.failure.note(n.store, a.to, b.to);
        }
        let aligned = align::align(n, a.to, b.to).unwrap_or(Step::same(a.to));
        let a = a.then(aligned);
        let meet = n.ring(a.to, b.to);
        let meets = a.to == b.to || matches!(ring::equal(n.store, a.to, b.to), Ok(Some(_)));
        let back = n.flip(right, b);
        let whole = a.then(meet).then(back);
        let equal = self.equations && same_terms(&*self.failure);
        // Forms that do not meet are no proof, which need not be replayed to see.
        if (equal || meets)
            && let Some(found) = self.accept(n.store, unwrap(whole, left))
        {
            return Some(found);
        }
        if equal {
            self.failure.reason = Reason::Condition;
        }
        if self.stage < Stage::Linear {
            return None;
        }
        if let Some(proof) = difference(n, left, right)
            && let Some(found) = self.accept(n.store, proof)
        {
            return Some(found);
        }
        if let Some(step) = cleared::clear(n, left, right)
            && let Some(found) = self.accept(n.store, unwrap(step, left))
        {
            return Some(found);
        }
        // Later stages write entropies out, after which equations between them are not seen any more.
        let whole = self.stage < Stage::Information && !information.contains(&true);
        if whole || !self.equations {
            return None;
        }
        let combined = results::combine(n, left, right, self.vain)?;
        self.accept(n.store, unwrap(combined, left))
    }

    fn order(&mut self, n: &mut Normalizer) -> Option<(Proof, Theorem)> {
        let (left, _, right) = self.claim;
        let (a, b) = (n.normalize(left).to, n.normalize(right).to);
        self.failure.note(n.store, a, b);
        let candidates = orders::candidates(n, left, right);
        candidates
            .into_iter()
            .find_map(|proof| self.accept(n.store, proof))
    }

    fn accept(&mut self, store: &mut Store, proof: Proof) -> Option<(Proof, Theorem)> {
        if size(&proof, &mut FxHashMap::default()) > STEPS {
            self.failure.reason = Reason::Budget;
            return None;
        }
        match kernel::check(store, self.theory, self.context, self.claim, &proof) {
            Ok(theorem) => Some((proof, theorem)),
            Err(refusal) => {
                self.failure.refusal = Some(refusal.describe(store));
                None
            }
        }
    }
}

/// `left = 1 (left - right) + right = 1 \cdot 0 + right = right`, where the normal form of the difference is 0. The factor
/// 1 keeps the difference in one piece.
fn difference(n: &mut Normalizer, left: Id, right: Id) -> Option<Proof> {
    if n.store.is_array(left) {
        return None;
    }
    let minus = n.store.subtract(left, right);
    let (zero, one) = (n.store.integer(0), n.store.integer(1));
    let step = n.normalize(minus);
    let rest = n.ring(step.to, zero);
    let gone = step.then(rest);
    let piece = n.store.product(&[one, minus]);
    let place = n.store.children(piece).iter().position(|&c| c == minus)?;
    let gone = n.inside_at(piece, place, gone);
    let start = n.store.sum(&[piece, right]);
    let place = n.store.children(start).iter().position(|&c| c == piece)?;
    let gone = n.inside_at(start, place, gone);
    let (first, last) = (n.ring(left, start), n.ring(gone.to, right));
    Some(unwrap(first.then(gone).then(last), left))
}

/// Steps of a proof, shared parts counted as often as they are replayed.
fn size(proof: &Proof, seen: &mut FxHashMap<*const Proof, usize>) -> usize {
    let mut total: usize = 1;
    let mut add = |part: &Rc<Proof>| {
        let key = Rc::as_ptr(part);
        let known = seen.get(&key).copied();
        let steps = known.unwrap_or_else(|| size(part, seen));
        seen.insert(key, steps);
        total = total.saturating_add(steps);
    };
    match proof {
        Proof::Flip(part) | Proof::Under { body: part, .. } => add(part),
        Proof::Then(parts) | Proof::AtMost(parts) | Proof::Cases(parts) => {
            parts.iter().for_each(add)
        }
        Proof::Inside { children, .. } => children.iter().flatten().for_each(add),
        Proof::Order { left, right, .. } => [left, right].into_iter().for_each(add),
        _ => {}
    }
    total
}

/// True if the normal forms have the same terms, so that only a condition can stand in the way.
fn same_terms(failure: &Failure) -> bool {
    failure.reason == Reason::Different
        && failure.only_left.is_empty()
        && failure.only_right.is_empty()
}

fn unwrap(step: Step, at: Id) -> Proof {
    match step.proof {
        None => Proof::Same(at),
        Some(proof) => Rc::try_unwrap(proof).unwrap_or_else(|shared| (*shared).clone()),
    }
}

impl Failure {
    fn note(&mut self, store: &Store, left: Id, right: Id) {
        let (a, b) = (terms(store, left), terms(store, right));
        let only_left: Vec<Id> = a.iter().copied().filter(|t| !b.contains(t)).collect();
        let only_right: Vec<Id> = b.iter().copied().filter(|t| !a.contains(t)).collect();
        // The stage that brought the sides nearest says most; later ones take more apart.
        let nearer =
            only_left.len() + only_right.len() < self.only_left.len() + self.only_right.len();
        if self.reason == Reason::Different && !nearer {
            return;
        }
        self.reason = Reason::Different;
        (self.left, self.right) = (left, right);
        (self.only_left, self.only_right) = (only_left, only_right);
    }
}

/// True if a term is an entropy, a divergence or the like.
fn measures_information(store: &mut Store, sum: Id) -> bool {
    terms(store, sum).into_iter().any(|term| {
        let (_, part) = coefficient(store, term);
        matches!(store.node(part), Node::Apply(operator, _) if operator.measures_information())
    })
}
