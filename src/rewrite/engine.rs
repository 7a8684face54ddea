//! The normalizer: children first, then rules at the root, then the same again on what came out.
//!
//! What it returns for an expression depends on that expression alone, so that shared parts are done once.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::budget::Budget;
use super::rules;
use super::stage::Stage;
use super::step::Step;
use crate::expr::*;
use crate::kernel::{self, Entailment, Proof};
use crate::theory::{Context, FactId, Theory};

/// Expressions nested deeper than this are left alone: a bound on the stack, far above what notes write.
const DEPTH: u32 = 120;
/// Rewritings at one root before it is left as it is; a bound on rules that undo each other.
const TURNS: usize = 64;

/// Brings expressions to a normal form with the rules of a stage, and remembers why.
pub struct Normalizer<'a> {
    pub store: &'a mut Store,
    pub theory: &'a Theory,
    pub context: &'a Context,
    pub stage: Stage,
    pub budget: &'a mut Budget,
    /// Whether equations of the notes are rewritten by, beside definitions.
    pub equations: bool,
    /// True once an equation of the notes was made use of.
    pub(super) used_equation: bool,
    /// Kinds of nodes that rules looked at.
    pub(super) met: Marks,
    memo: FxHashMap<Id, Step>,
    /// Being normalized further up: met again, they are left alone.
    active: FxHashSet<Id>,
    depth: u32,
    pub(super) answers: &'a mut Answers,
    /// Facts that are rewritten by, in the order in which they are tried; once they are asked for.
    pub(super) rewriting: Option<Rc<[FactId]>>,
}

/// What was found out of the conditions of one claim: the same at all stages.
pub struct Answers {
    pub(super) entailment: Entailment,
    /// Answers of [`Normalizer::holds`].
    pub(super) known: FxHashMap<Id, bool>,
    /// Canonical forms known to the arithmetic.
    pub(super) canon: FxHashMap<Id, Option<Id>>,
}

impl Answers {
    pub fn new(store: &mut Store, context: &Context, claim: (Id, Comparison, Id)) -> Self {
        Answers {
            entailment: Entailment::new(store, context, claim),
            known: FxHashMap::default(),
            canon: FxHashMap::default(),
        }
    }
}

impl<'a> Normalizer<'a> {
    pub fn new(
        store: &'a mut Store,
        theory: &'a Theory,
        context: &'a Context,
        stage: Stage,
        answers: &'a mut Answers,
        budget: &'a mut Budget,
    ) -> Self {
        Normalizer {
            store,
            theory,
            context,
            stage,
            budget,
            equations: true,
            used_equation: false,
            met: Marks::default(),
            memo: FxHashMap::default(),
            active: FxHashSet::default(),
            depth: 0,
            answers,
            rewriting: None,
        }
    }

    /// The normal form of an expression without loose bound variables.
    pub fn normalize(&mut self, id: Id) -> Step {
        if let Some(known) = self.memo.get(&id) {
            return known.clone();
        }
        if self.depth >= DEPTH || !self.budget.allows(self.store) || !self.active.insert(id) {
            return Step::same(id);
        }
        self.depth += 1;
        let step = self.normalize_anew(id);
        self.depth -= 1;
        self.active.remove(&id);
        self.memo.insert(id, step.clone());
        self.memo.entry(step.to).or_insert(Step::same(step.to));
        step
    }

    fn normalize_anew(&mut self, id: Id) -> Step {
        let mut step = match rules::early(self, id) {
            Some(first) if first.to != id => first,
            _ => self.children(id),
        };
        for _ in 0..TURNS {
            if !self.budget.allows(self.store) {
                break;
            }
            let next = if step.to != id && !self.active.contains(&step.to) {
                self.normalize(step.to)
            } else {
                match rules::apply(self, step.to) {
                    Some(next) if next.to != step.to => next,
                    _ => break,
                }
            };
            if !next.changed() {
                break;
            }
            step = step.then(next);
        }
        step
    }

    /// The node with normal children.
    fn children(&mut self, id: Id) -> Step {
        match self.store.node(id) {
            Node::Bind(..) => {
                let step = self.domain(id);
                let body = self.body(step.to);
                step.then(body)
            }
            _ => {
                let steps: Vec<Step> = self
                    .store
                    .children(id)
                    .iter()
                    .map(|&c| self.normalize(c))
                    .collect();
                self.inside(id, steps)
            }
        }
    }

    fn domain(&mut self, id: Id) -> Step {
        let children = self.store.children(id);
        let (&body, domain) = children.split_last().expect("a binder has a body");
        let mut steps: Vec<Step> = domain.iter().map(|&c| self.normalize(c)).collect();
        steps.push(Step::same(body));
        self.inside(id, steps)
    }

    fn body(&mut self, id: Id) -> Step {
        self.under(id, |this, body| this.normalize(body))
    }

    /// The node with each child replaced as the steps say (one for each child).
    pub fn inside(&mut self, id: Id, steps: Vec<Step>) -> Step {
        if !steps.iter().any(Step::changed) {
            return Step::same(id);
        }
        let children: Vec<Id> = steps.iter().map(|s| s.to).collect();
        let to = self.store.with_children(id, &children);
        let children = steps.into_iter().map(|s| s.proof).collect();
        Step::by(to, Proof::Inside { of: id, children })
    }

    /// The node with its child at that place rewritten.
    pub fn inside_at(&mut self, id: Id, at: usize, step: Step) -> Step {
        let mut steps: Vec<Step> = self
            .store
            .children(id)
            .iter()
            .map(|&c| Step::same(c))
            .collect();
        steps[at] = step;
        self.inside(id, steps)
    }

    /// The binder with its body, opened with a local name, rewritten by `rewrite`.
    pub fn under(&mut self, id: Id, rewrite: impl FnOnce(&mut Self, Id) -> Step) -> Step {
        let Some((local, body)) = self.open(id) else {
            return Step::same(id);
        };
        let step = rewrite(self, body);
        let Some(proof) = step.proof else {
            return Step::same(id);
        };
        let to = self.rebind(id, local, step.to);
        Step::by(
            to,
            Proof::Under {
                of: id,
                local,
                body: proof,
            },
        )
    }

    /// The body of a binder at the first local name that does not occur in it.
    pub fn open(&mut self, id: Id) -> Option<(SymbolId, Id)> {
        let Node::Bind(kind, sort, domain, body) = *self.store.node(id) else {
            return None;
        };
        let domain = kernel::scope(kind, domain);
        let local = (0..DEPTH).find_map(|depth| {
            let local = self.store.local(sort, domain, depth);
            (!self.store.mentions(id, local)).then_some(local)
        })?;
        let name = self.store.name(local);
        Some((local, self.store.instantiate(body, name)))
    }

    /// The binder with `body` in place of its own, in which `local` stands for its variable.
    pub fn rebind(&mut self, id: Id, local: SymbolId, body: Id) -> Id {
        let Node::Bind(kind, sort, domain, _) = *self.store.node(id) else {
            return id;
        };
        let body = self.store.close(body, local);
        self.store.bind(kind, sort, domain, body)
    }

    /// Turns a step from `from` round.
    pub fn flip(&self, from: Id, step: Step) -> Step {
        match step.proof {
            None => Step::same(from),
            Some(proof) => Step::by(from, Proof::Flip(proof)),
        }
    }

    /// `from = to` by the arithmetic of fractions, if it changes anything.
    pub fn ring(&self, from: Id, to: Id) -> Step {
        if from == to {
            Step::same(from)
        } else {
            Step::by(to, Proof::Ring(from, to))
        }
    }

    /// Shares a proof.
    pub fn proof(step: Step, at: Id) -> Rc<Proof> {
        step.proof.unwrap_or_else(|| Rc::new(Proof::Same(at)))
    }
}
