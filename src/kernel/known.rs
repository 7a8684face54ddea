//! What is known of signs: hypotheses, carried conditions and definedness, taken apart into facts about single expressions.

use super::entail::fresh;
use super::matching::{Values, matches};
use super::ring;
use super::{defined, parameters};
use crate::expr::*;
use crate::number::Rational;
use crate::theory::{Context, FactKind};

/// Where a fact comes from; what is used is listed in the theorem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    Hypothesis,
    Carried,
    /// The sides of the claim as written are defined.
    Defined,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Positive,
    NonNegative,
    NonZero,
}

/// `expression` has the sign for all values of the binders it stands under.
#[derive(Debug, Clone)]
pub struct SignFact {
    /// Outermost first; `Bound(0)` of the expression is the last.
    pub binders: Vec<(SortId, Domain)>,
    pub expression: Id,
    pub sign: Sign,
    /// Index into [`Known::statements`].
    pub statement: usize,
}

/// Monomials that factoring one known expression may make.
const FACTORING: u64 = 2_000;

/// Everything that conditions may be derived from.
#[derive(Debug, Clone)]
pub struct Known {
    /// Closed statements as given, with their origin.
    pub statements: Vec<(Id, Origin)>,
    pub signs: Vec<SignFact>,
    /// Statements of so many origins, in their order, may be used.
    pub limit: usize,
    /// See [`Context::moving`].
    pub moving: Vec<SymbolId>,
    /// Functions that the context defines.
    pub defined: Vec<SymbolId>,
}

/// Statements of every origin.
pub const ALL: usize = 3;

impl Default for Known {
    fn default() -> Self {
        Known {
            statements: Vec::new(),
            signs: Vec::new(),
            limit: ALL,
            moving: Vec::new(),
            defined: Vec::new(),
        }
    }
}

/// The functions that the context defines.
fn defined_functions(store: &Store, context: &Context) -> Vec<SymbolId> {
    let facts = context.facts.iter();
    let given = facts.filter(|fact| fact.kind != FactKind::Result);
    let calls = given.filter(|fact| matches!(store.node(fact.left), Node::Call(..)));
    calls.filter_map(|fact| store.head(fact.left)).collect()
}

impl Known {
    /// Collects hypotheses, carried conditions, and what the two sides need to be defined.
    pub fn collect(store: &mut Store, context: &Context, sides: &[Id]) -> Self {
        let mut known = Known {
            moving: context.moving.iter().copied().collect(),
            defined: defined_functions(store, context),
            ..Known::default()
        };
        for (id, _) in &context.hypotheses {
            known.add(store, *id, Origin::Hypothesis);
            known.supposed_defined(store, context, *id);
        }
        for (id, _) in &context.carried {
            known.add(store, *id, Origin::Carried);
        }
        for &side in sides {
            for condition in defined::conditions(store, context, side) {
                known.add(store, condition, Origin::Defined);
            }
        }
        known
    }

    /// An equation that is supposed supposes its sides to be defined; one for all items of a sequence, for all of them.
    fn supposed_defined(&mut self, store: &mut Store, context: &Context, id: Id) {
        let (mut body, mut locals) = (id, Vec::new());
        while let Node::Bind(BinderKind::ForAll, sort, domain, inner) = *store.node(body) {
            let local = fresh(store, sort, domain, body);
            let name = store.name(local);
            body = store.instantiate(inner, name);
            locals.push((local, domain));
        }
        let Node::Relation(Comparison::Equal, left, right) = *store.node(body) else {
            return;
        };
        for side in [left, right] {
            for condition in defined::conditions(store, context, side) {
                let closed = locals
                    .iter()
                    .rev()
                    .fold(condition, |inner, &(local, domain)| {
                        match store.mentions(inner, local) {
                            true => store.bind_name(BinderKind::ForAll, local, domain, inner),
                            false => inner,
                        }
                    });
                self.add(store, closed, Origin::Hypothesis);
            }
        }
    }

    fn add(&mut self, store: &mut Store, id: Id, origin: Origin) {
        if self.statements.iter().any(|(known, _)| *known == id) {
            return;
        }
        let statement = self.statements.len();
        self.statements.push((id, origin));
        let mut binders = Vec::new();
        let mut body = id;
        while let Node::Bind(BinderKind::ForAll, sort, domain, inner) = *store.node(body) {
            binders.push((sort, domain));
            body = inner;
        }
        self.take_apart(store, &binders, body, statement);
        // To have a distribution is to have one with admissible parameters.
        if let Node::Apply(Operator::Draw, args) = store.node(body).clone() {
            for condition in parameters::conditions(store, args[1]).unwrap_or_default() {
                self.take_apart(store, &binders, condition, statement);
            }
        }
    }

    fn take_apart(
        &mut self,
        store: &mut Store,
        binders: &[(SortId, Domain)],
        body: Id,
        statement: usize,
    ) {
        match store.node(body).clone() {
            Node::Apply(Operator::And, parts) => {
                for &part in parts.iter() {
                    self.take_apart(store, binders, part, statement);
                }
            }
            Node::Relation(relation, a, b) => {
                let sign = match relation {
                    Comparison::Less => Sign::Positive,
                    Comparison::LessEqual => Sign::NonNegative,
                    Comparison::NotEqual => Sign::NonZero,
                    _ => return,
                };
                let difference = if store.is_zero(a) {
                    b
                } else if store.is_zero(b) && sign == Sign::NonZero {
                    a
                } else {
                    let difference = store.subtract(b, a);
                    match ring::normal(store, difference) {
                        Ok((normal, conditions)) if conditions.is_empty() => normal,
                        _ => difference,
                    }
                };
                self.sign(store, binders, difference, sign, statement);
            }
            _ => {}
        }
    }

    /// Notes a sign and what it says of factors and bases.
    fn sign(
        &mut self,
        store: &mut Store,
        binders: &[(SortId, Domain)],
        expression: Id,
        sign: Sign,
        statement: usize,
    ) {
        self.note(binders, expression, sign, statement);
        self.joint(store, binders, expression, sign, statement);
        // What factoring itself needs holds only if it is known; then the statement is kept as it stands.
        let factored = ring::with_memo(store, FACTORING, |ring| {
            let found = ring.factored(expression).ok()?;
            ring.conditions.is_empty().then_some(found)
        });
        let Some((monomial, coefficient)) = factored.filter(|(_, c)| !c.is_zero()) else {
            return;
        };
        if sign != Sign::NonNegative {
            for (base, exponent) in &monomial.factors {
                // `0^n` is not 0 at `n = 0`.
                if exponent.number().is_some() {
                    self.note(binders, *base, Sign::NonZero, statement);
                    self.joint(store, binders, *base, Sign::NonZero, statement);
                }
            }
        }
        if let [(base, exponent)] = &monomial.factors[..]
            && exponent
                .number()
                .is_some_and(|e| is_odd(e) && (e.is_integer() || sign == Sign::Positive))
            && monomial.word.is_empty()
        {
            let base = match coefficient.is_negative() {
                true => store.negate(*base),
                false => *base,
            };
            self.note(binders, base, sign, statement);
        }
    }

    /// With a conditional density the joint one is not 0: it is the product with the density of what is given.
    fn joint(
        &mut self,
        store: &mut Store,
        binders: &[(SortId, Domain)],
        density: Id,
        sign: Sign,
        statement: usize,
    ) {
        if sign != Sign::NonNegative
            && let Node::Density { family, of, given } = store.node(density).clone()
            && let (given, parameters) = store.split_given(&given)
            && !given.is_empty()
        {
            let both: Vec<_> = of.iter().chain(given.iter()).copied().collect();
            let joint = store.density(family, &both, &parameters);
            self.note(binders, joint, Sign::NonZero, statement);
        }
    }

    fn note(&mut self, binders: &[(SortId, Domain)], expression: Id, sign: Sign, statement: usize) {
        let known = |fact: &SignFact| {
            fact.expression == expression && fact.sign == sign && fact.binders == binders
        };
        if !self.signs.iter().any(known) {
            self.signs.push(SignFact {
                binders: binders.to_vec(),
                expression,
                sign,
                statement,
            });
        }
    }

    /// Facts about an expression, instantiated: (sign, statement).
    pub fn about(&self, store: &mut Store, id: Id) -> Vec<(Sign, usize)> {
        let mut found = Vec::new();
        for fact in self.signs.iter().filter(|fact| self.allows(fact.statement)) {
            if fact.binders.is_empty() {
                if fact.expression == id {
                    found.push((fact.sign, fact.statement));
                }
                continue;
            }
            if self.applies(store, fact, id) {
                found.push((fact.sign, fact.statement));
            }
        }
        found
    }

    fn applies(&self, store: &mut Store, fact: &SignFact, id: Id) -> bool {
        bound_values(store, fact, fact.expression, id).is_some()
    }

    /// True if the statement may be used.
    pub fn allows(&self, statement: usize) -> bool {
        (self.statements[statement].1 as usize) < self.limit
    }

    /// The statements that may be used, with their places.
    pub fn usable(&self) -> Vec<(usize, Id)> {
        let usable = (0..self.statements.len()).filter(|&at| self.allows(at));
        usable.map(|at| (at, self.statements[at].0)).collect()
    }

    /// The statement that says this, as it stands or for all values of its binders.
    pub fn stated(&self, store: &mut Store, id: Id) -> Option<usize> {
        let mut usable = (0..self.statements.len()).filter(|&at| self.allows(at));
        let exact = usable.find(|&at| self.statements[at].0 == id);
        exact.or_else(|| self.general(store, id))
    }

    fn general(&self, store: &mut Store, id: Id) -> Option<usize> {
        let usable: Vec<usize> = (0..self.statements.len())
            .filter(|&at| self.allows(at))
            .collect();
        usable.into_iter().find(|&at| {
            let (mut body, mut binders) = (self.statements[at].0, Vec::new());
            while let Node::Bind(BinderKind::ForAll, sort, domain, inner) = *store.node(body) {
                binders.push((sort, domain));
                body = inner;
            }
            let mut values = Values::from_elem(None, binders.len());
            !binders.is_empty()
                && matches(store, body, id, &mut values)
                && binders
                    .iter()
                    .rev()
                    .zip(&values)
                    .all(|(&(sort, domain), value)| {
                        value.is_some_and(|value| fits(store, value, sort, domain))
                    })
        })
    }

    /// Products known to be positive in which `id` stands with an odd exponent: their other factors.
    pub fn products_with(&self, store: &mut Store, id: Id) -> Vec<(Vec<Id>, usize)> {
        let mut found = Vec::new();
        for fact in self
            .signs
            .iter()
            .filter(|fact| fact.sign == Sign::Positive && self.allows(fact.statement))
        {
            let Node::Product(factors) = store.node(fact.expression) else {
                continue;
            };
            let factors = factors.to_vec();
            for (at, &factor) in factors.iter().enumerate() {
                let base = match *store.node(factor) {
                    Node::Power(base, exponent)
                        if store
                            .as_number(exponent)
                            .is_some_and(|e| e.is_integer() && is_odd(e)) =>
                    {
                        base
                    }
                    _ => factor,
                };
                let Some(values) = bound_values(store, fact, base, id) else {
                    continue;
                };
                let others = factors.iter().enumerate().filter(|&(place, _)| place != at);
                let others = others
                    .map(|(_, &other)| applied(store, other, &values))
                    .collect();
                found.push((others, fact.statement));
            }
        }
        found
    }
}

/// The values of a fact's binders at which `part` of it is `id`; all of them lie in their domains.
fn bound_values(store: &mut Store, fact: &SignFact, part: Id, id: Id) -> Option<Values> {
    let mut values = Values::from_elem(None, fact.binders.len());
    if !matches(store, part, id, &mut values) {
        return None;
    }
    // `Bound(0)` belongs to the last binder.
    let fit = fact
        .binders
        .iter()
        .rev()
        .zip(&values)
        .all(|(&(sort, domain), value)| match value {
            Some(value) => fits(store, *value, sort, domain),
            None => part == fact.expression && matches!(domain, Domain::All),
        });
    fit.then_some(values)
}

/// An expression with its loose bound variables replaced.
fn applied(store: &mut Store, id: Id, values: &Values) -> Id {
    values
        .iter()
        .flatten()
        .fold(id, |id, &value| store.instantiate(id, value))
}

/// True if a value surely is a member of the domain.
pub fn fits(store: &Store, value: Id, sort: SortId, domain: Domain) -> bool {
    let same_sort = store.sort_id(value) == sort
        || matches!(
            (store.sort(value), store.sort_of(sort)),
            (Sort::Integer, Sort::Real)
        );
    match domain {
        Domain::All => same_sort,
        _ => match store.node(value) {
            Node::Name(symbol) => store.domain_of(*symbol) == Some(domain),
            _ => false,
        },
    }
}

/// Exponents at which a power of a negative number is not positive: odd ones, and even roots.
fn is_odd(exponent: &Rational) -> bool {
    exponent.to_fraction().is_some_and(|(n, _)| n % 2 != 0)
}
