//! Replaying proofs. The only constructor of [`Theorem`].

use std::collections::BTreeSet;
use std::rc::Rc;

use super::derivative::finite;
use super::entail::{Entailment, constant};
use super::formed::Formed;
use super::known::Origin;
use super::{Proof, cases, computed, defined, ring};
use crate::expr::*;
use crate::theory::{Context, FactId, FactKind, Law, LawId, Theory, instantiate};

/// A relation that has been proved, with what the proof rests on. Only [`check`] makes one.
#[derive(Debug, Clone)]
pub struct Theorem {
    left: Id,
    relation: Comparison,
    right: Id,
    laws: BTreeSet<LawId>,
    rules: BTreeSet<&'static str>,
    facts: BTreeSet<FactId>,
    assumptions: Vec<Id>,
    hypotheses: Vec<Id>,
}

impl Theorem {
    pub fn statement(&self) -> (Id, Comparison, Id) {
        (self.left, self.relation, self.right)
    }

    pub fn laws(&self) -> impl Iterator<Item = LawId> + '_ {
        self.laws.iter().copied()
    }

    /// Computing rules used: `ring`, `marginal`, ..
    pub fn rules(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.rules.iter().copied()
    }

    pub fn facts(&self) -> impl Iterator<Item = FactId> + '_ {
        self.facts.iter().copied()
    }

    /// Conditions used that hold because the sides as written are defined, or that distributions carry.
    pub fn assumptions(&self) -> &[Id] {
        &self.assumptions
    }

    /// Hypotheses of the note that were used.
    pub fn hypotheses(&self) -> &[Id] {
        &self.hypotheses
    }
}

/// Why a proof is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KernelError {
    #[error("the proof proves another statement")]
    OtherStatement,
    #[error("a step of the proof does not start where the one before it ends")]
    Broken,
    #[error("a value does not fit the variable of law `{0}`")]
    Misfit(&'static str),
    #[error("a fact is used that is not in scope, or with the wrong number of values")]
    NoSuchFact,
    #[error("a local name is not fresh")]
    NotFresh,
    #[error("arithmetic does not make the two sides equal")]
    NotEqual,
    #[error("the rule `{0}` does not give this instance")]
    NotComputed(&'static str),
    #[error("the sign of the difference does not follow")]
    NoSign,
    #[error("a condition does not follow: {0:?}")]
    Condition(Id),
    #[error("a side of the claim is defined nowhere")]
    Undefined,
    #[error("infinity is not a number")]
    Infinite,
    #[error("the proof is nested too deeply")]
    TooDeep,
    #[error(transparent)]
    Ring(#[from] ring::RingError),
}

impl KernelError {
    /// The refusal with the condition written out.
    pub fn describe(&self, store: &Store) -> String {
        match self {
            KernelError::Condition(condition) => {
                format!("it does not follow that `{}`", store.to_latex(*condition))
            }
            other => other.to_string(),
        }
    }
}

/// Proofs nested deeper than this are not replayed.
const DEPTH: u32 = 600;

/// Replays a proof of the claim; every condition it used must follow from the context, or from the sides of the claim
/// being defined.
///
/// For `=` the proof proves `left = right`. For `<=` and `<` it proves `right - left = s` for some `s` whose sign
/// follows, or is a [`Proof::Order`].
pub fn check(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: (Id, Comparison, Id),
    proof: &Proof,
) -> Result<Theorem, KernelError> {
    let mut replay = Replay {
        theory,
        context,
        conditions: Vec::new(),
        laws: BTreeSet::new(),
        rules: BTreeSet::new(),
        facts: BTreeSet::new(),
        locals: Vec::new(),
        formed: Formed::default(),
        depth: 0,
    };
    let (left, relation, right) = claim;
    if [left, right]
        .iter()
        .any(|&side| has_infinite_value(store, side))
    {
        return Err(KernelError::Infinite);
    }
    match (relation, proof) {
        (Comparison::Equal, Proof::Cases(parts)) => {
            return by_cases(store, (theory, context), (left, right), parts);
        }
        (Comparison::Equal, _) => {
            if replay.equation(store, proof)? != (left, right) {
                return Err(KernelError::OtherStatement);
            }
        }
        (_, Proof::Order { .. } | Proof::AtMost(_)) => {
            let (low, strength, high) = replay.at_most(store, proof)?;
            let enough = strength == relation
                || (strength, relation) == (Comparison::Less, Comparison::LessEqual);
            if !enough || (low, high) != (left, right) {
                return Err(KernelError::OtherStatement);
            }
        }
        (Comparison::Less | Comparison::LessEqual, _) => {
            let (difference, signed) = replay.equation(store, proof)?;
            if difference != store.subtract(right, left) {
                return Err(KernelError::OtherStatement);
            }
            let zero = store.integer(0);
            let sign = store.relation(relation, zero, signed);
            replay.conditions.push(sign);
        }
        _ => return Err(KernelError::OtherStatement),
    }
    replay.discharge(store, claim)
}

/// An equation with a function given in pieces, by a proof for each piece.
fn by_cases(
    store: &mut Store,
    (theory, context): (&Theory, &Context),
    (left, right): (Id, Id),
    parts: &[Rc<Proof>],
) -> Result<Theorem, KernelError> {
    let pieces = cases::pieces(store, left, right).ok_or(KernelError::OtherStatement)?;
    if pieces.is_empty() || pieces.len() != parts.len() {
        return Err(KernelError::Broken);
    }
    let mut whole = Theorem {
        left,
        relation: Comparison::Equal,
        right,
        laws: BTreeSet::new(),
        rules: BTreeSet::from(["cases"]),
        facts: BTreeSet::new(),
        assumptions: Vec::new(),
        hypotheses: Vec::new(),
    };
    for (piece, proof) in pieces.into_iter().zip(parts) {
        let inside = cases::within(store, context, &piece.supposed);
        let claim = (piece.left, Comparison::Equal, piece.right);
        let part = check(store, theory, &inside, claim, proof)?;
        // Taken for granted of what the piece is about, it may leave the piece empty: `0 < x` where `x < 0`.
        let about = cases::names(store, &piece.supposed);
        let mut granted = part.assumptions.iter().copied();
        let empty = |id: &Id| about.iter().any(|&name| store.mentions(*id, name));
        if let Some(condition) = granted.find(empty) {
            return Err(KernelError::Condition(condition));
        }
        whole.laws.extend(part.laws);
        whole.rules.extend(part.rules);
        whole.facts.extend(part.facts);
        whole.assumptions.extend(part.assumptions);
        let own = part.hypotheses.into_iter();
        let own = own.filter(|condition| !piece.supposed.contains(condition));
        whole.hypotheses.extend(own);
    }
    for list in [&mut whole.assumptions, &mut whole.hypotheses] {
        let mut seen = BTreeSet::new();
        list.retain(|&condition| seen.insert(condition));
    }
    Ok(whole)
}

struct Replay<'a> {
    theory: &'a Theory,
    context: &'a Context,
    conditions: Vec<Id>,
    laws: BTreeSet<LawId>,
    rules: BTreeSet<&'static str>,
    facts: BTreeSet<FactId>,
    /// Names opened from binders around the proof being replayed.
    locals: Vec<SymbolId>,
    formed: Formed,
    depth: u32,
}

impl Replay<'_> {
    fn equation(&mut self, store: &mut Store, proof: &Proof) -> Result<(Id, Id), KernelError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(KernelError::TooDeep);
        }
        let result = match proof {
            Proof::Same(id) => Ok((*id, *id)),
            Proof::Law { law, values } => self.law(store, *law, values),
            Proof::Fact { fact, values } => self.fact(store, *fact, values),
            Proof::Ring(a, b) => self.ring(store, *a, *b),
            Proof::Flip(inner) => self.equation(store, inner).map(|(a, b)| (b, a)),
            Proof::Then(steps) => self.then(store, steps),
            Proof::Inside { of, children } => self.inside(store, *of, children),
            Proof::Under { of, local, body } => self.under(store, *of, *local, |inside, store| {
                inside.equation(store, body)
            }),
            Proof::Computed { rule, left, right } => self.computed(store, rule, *left, *right),
            Proof::Order { .. } | Proof::AtMost(_) | Proof::Cases(_) => {
                Err(KernelError::OtherStatement)
            }
        };
        self.depth -= 1;
        result
    }

    fn law(
        &mut self,
        store: &mut Store,
        law: LawId,
        values: &[Id],
    ) -> Result<(Id, Id), KernelError> {
        let theory = self.theory;
        let row = theory.get(law);
        if row.relation != Comparison::Equal {
            return Err(KernelError::OtherStatement);
        }
        self.instance(store, law, values)
    }

    fn instance(
        &mut self,
        store: &mut Store,
        law: LawId,
        values: &[Id],
    ) -> Result<(Id, Id), KernelError> {
        let theory = self.theory;
        let row = theory.get(law);
        if row.variables.len() != values.len() {
            return Err(KernelError::Misfit(row.id));
        }
        let map: Substitution = row
            .variables
            .iter()
            .copied()
            .zip(values.iter().copied())
            .collect();
        for (&variable, &value) in row.variables.iter().zip(values) {
            if !fits(store, row, variable, value, &map) {
                return Err(KernelError::Misfit(row.id));
            }
        }
        let instance = instantiate(store, row, &map).ok_or(KernelError::Misfit(row.id))?;
        // Infinity may end a range; laws of numbers do not hold for it.
        if computes_with_infinity(store, values, [instance.left, instance.right]) {
            return Err(KernelError::Infinite);
        }
        let formed = [instance.left, instance.right]
            .iter()
            .all(|&side| self.formed.holds(store, side));
        if !formed {
            return Err(KernelError::Misfit(row.id));
        }
        for condition in instance.conditions {
            self.require(condition);
        }
        self.laws.insert(law);
        Ok((instance.left, instance.right))
    }

    /// An inequality: its lower side, its relation, its upper side.
    fn at_most(
        &mut self,
        store: &mut Store,
        proof: &Proof,
    ) -> Result<(Id, Comparison, Id), KernelError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(KernelError::TooDeep);
        }
        let result = match proof {
            Proof::Order {
                law,
                values,
                left,
                right,
            } => self.order(store, (*law, values), left, right),
            Proof::AtMost(parts) => self.chain_of_orders(store, parts),
            Proof::Under { of, local, body } => self.termwise(store, *of, *local, body),
            _ => Err(KernelError::OtherStatement),
        };
        self.depth -= 1;
        result
    }

    fn order(
        &mut self,
        store: &mut Store,
        (law, values): (LawId, &[Id]),
        before: &Proof,
        after: &Proof,
    ) -> Result<(Id, Comparison, Id), KernelError> {
        let strength = self.theory.get(law).relation;
        let (low, high) = self.instance(store, law, values)?;
        let ((left, met), (left_at, right)) =
            (self.equation(store, before)?, self.equation(store, after)?);
        let ordered = matches!(strength, Comparison::Less | Comparison::LessEqual);
        match ordered && (met, left_at) == (low, high) {
            true => Ok((left, strength, right)),
            false => Err(KernelError::OtherStatement),
        }
    }

    /// One inequality is strict where a part is.
    fn chain_of_orders(
        &mut self,
        store: &mut Store,
        parts: &[Rc<Proof>],
    ) -> Result<(Id, Comparison, Id), KernelError> {
        let mut whole: Option<(Id, Comparison, Id)> = None;
        for part in parts {
            let (low, strength, high) = match part.is_order() {
                true => self.at_most(store, part)?,
                false => {
                    let (from, to) = self.equation(store, part)?;
                    (from, Comparison::LessEqual, to)
                }
            };
            whole = Some(match whole {
                None => (low, strength, high),
                Some((_, _, last)) if last != low => return Err(KernelError::Broken),
                Some((first, Comparison::Less, _)) => (first, Comparison::Less, high),
                Some((first, _, _)) => (first, strength, high),
            });
        }
        whole.ok_or(KernelError::Broken)
    }

    /// A sum of finitely many terms is at most the sum of what each of them is at most.
    fn termwise(
        &mut self,
        store: &mut Store,
        of: Id,
        local: SymbolId,
        body: &Proof,
    ) -> Result<(Id, Comparison, Id), KernelError> {
        match *store.node(of) {
            Node::Bind(BinderKind::Sum, sort, domain, _) if finite(store, sort, domain) => {}
            _ => return Err(KernelError::OtherStatement),
        }
        let (low, high) = self.under(store, of, local, |inside, store| {
            let (low, _, high) = inside.at_most(store, body)?;
            Ok((low, high))
        })?;
        let infinite = [low, high]
            .iter()
            .any(|&side| has_infinite_value(store, side));
        match infinite {
            true => Err(KernelError::Infinite),
            false => Ok((low, Comparison::LessEqual, high)),
        }
    }

    fn fact(
        &mut self,
        store: &mut Store,
        at: FactId,
        values: &[Id],
    ) -> Result<(Id, Id), KernelError> {
        let context = self.context;
        let fact = context
            .facts
            .get(at.0 as usize)
            .ok_or(KernelError::NoSuchFact)?;
        if fact.variables.len() != values.len() {
            return Err(KernelError::NoSuchFact);
        }
        let map: Substitution = fact
            .variables
            .iter()
            .copied()
            .zip(values.iter().copied())
            .collect();
        let mut statements = [fact.left, fact.right]
            .into_iter()
            .chain(fact.conditions.iter().copied());
        let chance = statements.any(|side| store.contains(side, Marks::CHANCE));
        let fit = fact.variables.iter().zip(values).all(|(&v, &value)| {
            stands_for(store, v, value, &map, |store| {
                !chance || constant(store, value)
            })
        });
        // A name opened from a binder stands for any value; a fact cannot speak of it as a constant.
        let opened = |&local: &SymbolId| {
            store.mentions(fact.left, local) || store.mentions(fact.right, local)
        };
        if !fit || self.locals.iter().any(opened) {
            return Err(KernelError::NoSuchFact);
        }
        for &condition in &fact.conditions {
            let condition = store.substitute(condition, &map);
            self.require(condition);
        }
        self.facts.insert(at);
        let left = store.substitute(fact.left, &map);
        let right = store.substitute(fact.right, &map);
        // A definition is how its name is meant; anything else is known only where its sides are defined.
        if fact.kind != FactKind::Definition {
            for side in [left, right] {
                for condition in defined::conditions(store, context, side) {
                    self.require(condition);
                }
            }
        }
        Ok((left, right))
    }

    fn ring(&mut self, store: &mut Store, a: Id, b: Id) -> Result<(Id, Id), KernelError> {
        let conditions = ring::equal(store, a, b)?.ok_or(KernelError::NotEqual)?;
        conditions
            .into_iter()
            .for_each(|condition| self.require(condition));
        self.rules.insert("ring");
        Ok((a, b))
    }

    fn then(
        &mut self,
        store: &mut Store,
        steps: &[std::rc::Rc<Proof>],
    ) -> Result<(Id, Id), KernelError> {
        let (first, rest) = steps.split_first().ok_or(KernelError::Broken)?;
        let (start, mut end) = self.equation(store, first)?;
        for step in rest {
            let (from, to) = self.equation(store, step)?;
            if from != end {
                return Err(KernelError::Broken);
            }
            end = to;
        }
        Ok((start, end))
    }

    fn inside(
        &mut self,
        store: &mut Store,
        of: Id,
        proofs: &[Option<Rc<Proof>>],
    ) -> Result<(Id, Id), KernelError> {
        let mut children = store.children(of);
        let binder = matches!(store.node(of), Node::Bind(..));
        if proofs.len() != children.len() || (binder && proofs.last().is_some_and(Option::is_some))
        {
            return Err(KernelError::Broken);
        }
        for (child, proof) in children.iter_mut().zip(proofs) {
            if let Some(proof) = proof {
                let (from, to) = self.equation(store, proof)?;
                if from != *child {
                    return Err(KernelError::Broken);
                }
                *child = to;
            }
        }
        Ok((of, store.with_children(of, &children)))
    }

    fn under(
        &mut self,
        store: &mut Store,
        of: Id,
        local: SymbolId,
        prove: impl FnOnce(&mut Self, &mut Store) -> Result<(Id, Id), KernelError>,
    ) -> Result<(Id, Id), KernelError> {
        let Node::Bind(kind, sort, domain, inner) = *store.node(of) else {
            return Err(KernelError::Broken);
        };
        // Local reals of a range stand for its inner points only, which says nothing of an extreme at an end.
        let reals = *store.sort_of(sort) == Sort::Real && matches!(domain, Domain::Range(..));
        if reals && kind != BinderKind::Integral && kind != BinderKind::ForAll {
            return Err(KernelError::Broken);
        }
        let symbol = store.symbol(local);
        let range = scope(kind, domain);
        let own = symbol.role == Role::Local && symbol.sort == sort;
        if !own || store.domain_of(local) != Some(range) || store.mentions(of, local) {
            return Err(KernelError::NotFresh);
        }
        let name = store.name(local);
        let open = store.instantiate(inner, name);
        let outside = std::mem::take(&mut self.conditions);
        self.locals.push(local);
        let (from, to) = prove(self, store)?;
        self.locals.pop();
        if from != open {
            return Err(KernelError::Broken);
        }
        let inside = std::mem::replace(&mut self.conditions, outside);
        for condition in inside {
            let closed = if store.mentions(condition, local) {
                store.bind_name(BinderKind::ForAll, local, range, condition)
            } else {
                condition
            };
            self.require(closed);
        }
        let closed = store.close(to, local);
        Ok((of, store.bind(kind, sort, domain, closed)))
    }

    fn computed(
        &mut self,
        store: &mut Store,
        rule: &'static str,
        left: Id,
        right: Id,
    ) -> Result<(Id, Id), KernelError> {
        let conditions =
            computed::instance(store, rule, left, right).ok_or(KernelError::NotComputed(rule))?;
        conditions
            .into_iter()
            .for_each(|condition| self.require(condition));
        self.rules.insert(rule);
        Ok((left, right))
    }

    fn require(&mut self, condition: Id) {
        if !self.conditions.contains(&condition) {
            self.conditions.push(condition);
        }
    }

    fn discharge(
        self,
        store: &mut Store,
        claim: (Id, Comparison, Id),
    ) -> Result<Theorem, KernelError> {
        let mut entailment = Entailment::new(store, self.context, claim);
        if entailment.contradicts(store) {
            return Err(KernelError::Undefined);
        }
        for condition in self.conditions {
            if !entailment.holds(store, condition) {
                return Err(KernelError::Condition(condition));
            }
        }
        let mut assumptions = entailment.used_from(Origin::Defined);
        // A condition without names holds or does not: that a side is written says nothing about it.
        let taken = |&&id: &&Id| store.free_names(id).is_empty() && !is_convergence(store, id);
        if let Some(&open) = assumptions.iter().find(taken) {
            return Err(KernelError::Condition(open));
        }
        assumptions.extend(entailment.used_from(Origin::Carried));
        Ok(Theorem {
            left: claim.0,
            relation: claim.1,
            right: claim.2,
            laws: self.laws,
            rules: self.rules,
            facts: self.facts,
            assumptions,
            hypotheses: entailment.used_from(Origin::Hypothesis),
        })
    }
}

/// Whether a series or integral has a value is not decided here; numbers look at the closed ones.
fn is_convergence(store: &Store, id: Id) -> bool {
    match *store.node(id) {
        Node::Bind(BinderKind::ForAll, _, _, body) => is_convergence(store, body),
        Node::Apply(Operator::Convergent, _) => true,
        _ => false,
    }
}

/// True if values of a law's variables bring infinity into its sides anywhere but as the end of a range.
pub fn computes_with_infinity(store: &Store, values: &[Id], sides: [Id; 2]) -> bool {
    let infinite = |ids: &[Id]| ids.iter().any(|&id| has_infinite_value(store, id));
    infinite(values) && infinite(&sides)
}

/// Infinity anywhere but as the end of a range or the point of a limit. No law leads to it from expressions without it.
fn has_infinite_value(store: &Store, id: Id) -> bool {
    if !store.contains(id, Marks::INFINITY) {
        return false;
    }
    let infinite = |id: Id| match store.node(id) {
        Node::Constant(Constant::Infinity) => true,
        Node::Product(factors) => factors
            .iter()
            .any(|&f| matches!(store.node(f), Node::Constant(Constant::Infinity))),
        _ => false,
    };
    let ends = match store.node(id) {
        Node::Constant(Constant::Infinity) => return true,
        Node::Bind(_, _, domain, _) => domain.ids().len(),
        _ => 0,
    };
    let children = store.children(id);
    let inner = children
        .iter()
        .enumerate()
        .filter(|&(at, &child)| at >= ends || !infinite(child));
    inner
        .into_iter()
        .any(|(_, &child)| has_infinite_value(store, child))
}

/// What a local name opened from a binder ranges over. Near a point is not at it: there it stands for any value.
pub fn scope(kind: BinderKind, domain: Domain) -> Domain {
    match (kind, domain) {
        // A derivative looks at its body near the point only.
        (BinderKind::Derivative, Domain::At(_)) => domain,
        (_, Domain::At(_) | Domain::Above(_) | Domain::Below(_)) => Domain::All,
        (_, domain) => domain,
    }
}

/// Whether a value may stand for a variable of a law.
pub fn fits(
    store: &mut Store,
    law: &Law,
    variable: SymbolId,
    value: Id,
    map: &Substitution,
) -> bool {
    if store.is_array(value) && shows_norm(store, law.left) && shows_complex(store, value) {
        return false;
    }
    // A law about expectations means constants by its other variables.
    stands_for(store, variable, value, map, |store| {
        !about_chance(store, law) || constant(store, value)
    })
}

/// True for a statement about norms, which are those of real arrays.
fn shows_norm(store: &Store, id: Id) -> bool {
    matches!(store.node(id), Node::Apply(Operator::Norm, _))
        || store
            .children(id)
            .into_iter()
            .any(|child| shows_norm(store, child))
}

fn shows_complex(store: &Store, id: Id) -> bool {
    let own = match store.node(id) {
        Node::Constant(Constant::I) => true,
        Node::Name(name) => *store.sort_of(store.symbol(*name).sort) == Sort::Complex,
        _ => false,
    };
    own || store
        .children(id)
        .into_iter()
        .any(|child| shows_complex(store, child))
}

/// Any expression of its shape for a random variable, a family of them or an event; for another, one of its sort of which `allowed` is true.
fn stands_for(
    store: &mut Store,
    variable: SymbolId,
    value: Id,
    map: &Substitution,
    allowed: impl Fn(&Store) -> bool,
) -> bool {
    let wanted = store.sort_of(store.symbol(variable).sort).clone();
    if let Sort::Random(inner) = wanted {
        let any = matches!(store.sort_of(inner), Sort::Element(_));
        let lambda = matches!(store.node(value), Node::Bind(BinderKind::Lambda, ..));
        return !lambda && (any || same_shape_as(store, variable, value, map));
    }
    let random = |sort: SortId| matches!(store.sort_of(sort), Sort::Random(_));
    // An event is as random as a variable.
    let chance =
        matches!(wanted, Sort::Function(_, result) if random(result)) || wanted == Sort::Truth;
    (chance || allowed(store)) && same_shape(store, variable, value, map)
}

/// Whether the value has the rows and columns of the variable, sizes replaced.
fn same_shape_as(store: &mut Store, variable: SymbolId, value: Id, map: &Substitution) -> bool {
    let name = store.name(variable);
    let (rows, columns) = store.shape(name);
    let (rows, columns) = (store.substitute(rows, map), store.substitute(columns, map));
    store.shape(value) == (rows, columns)
}

/// True if the law speaks of random variables as a whole, not value by value.
fn about_chance(store: &Store, law: &Law) -> bool {
    let sides = [law.left, law.right];
    sides
        .iter()
        .chain(&law.conditions)
        .any(|&side| store.contains(side, Marks::CHANCE))
}

/// Scalars for scalars, arrays of the right shape for arrays, lambdas for functions, the same kind for the rest.
fn same_shape(store: &mut Store, variable: SymbolId, value: Id, map: &Substitution) -> bool {
    let wanted = store.sort_of(store.symbol(variable).sort).clone();
    let given = match store.sort(value).clone() {
        Sort::Random(inner) => store.sort_of(inner).clone(),
        sort => sort,
    };
    match wanted {
        Sort::Real => matches!(given, Sort::Real | Sort::Integer),
        Sort::Complex => matches!(given, Sort::Real | Sort::Integer | Sort::Complex),
        Sort::Integer => given == Sort::Integer,
        Sort::Vector(_) | Sort::Matrix(..) => same_shape_as(store, variable, value, map),
        // The arguments are compared when the law is instantiated.
        Sort::Function(..) => matches!(store.node(value), Node::Bind(BinderKind::Lambda, ..)),
        Sort::Set(_) => matches!(given, Sort::Set(_) | Sort::Unknown),
        Sort::Element(_) => matches!(given, Sort::Element(_)),
        Sort::Family => matches!(store.node(value), Node::Name(_)) && given == Sort::Family,
        other => other == given,
    }
}
