//! What is known of signs: hypotheses, carried conditions and definedness, taken apart into facts about single expressions.

use super::matching::{Values, matches};
use super::{defined, ring};
use crate::expr::*;
use crate::theory::Context;

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

/// Everything that conditions may be derived from.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Closed statements as given, with their origin.
    pub statements: Vec<(Id, Origin)>,
    pub signs: Vec<SignFact>,
}

impl Known {
    /// Collects hypotheses, carried conditions, and what the two sides need to be defined.
    pub fn collect(store: &mut Store, context: &Context, sides: &[Id]) -> Self {
        let mut known = Known::default();
        for (id, _) in &context.hypotheses {
            known.add(store, *id, Origin::Hypothesis);
        }
        for (id, _) in &context.carried {
            known.add(store, *id, Origin::Carried);
        }
        for &side in sides {
            for condition in defined::conditions(store, side) {
                known.add(store, condition, Origin::Defined);
            }
        }
        known
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
        store: &Store,
        binders: &[(SortId, Domain)],
        expression: Id,
        sign: Sign,
        statement: usize,
    ) {
        self.signs.push(SignFact {
            binders: binders.to_vec(),
            expression,
            sign,
            statement,
        });
        match store.node(expression) {
            Node::Product(factors) if sign != Sign::NonNegative => {
                for &factor in factors.iter() {
                    self.sign(store, binders, factor, Sign::NonZero, statement);
                }
            }
            Node::Power(base, exponent) => {
                let Some(value) = store.as_number(*exponent) else {
                    return;
                };
                let odd = value
                    .to_fraction()
                    .is_some_and(|(n, d)| n % 2 != 0 || d != 1);
                match sign {
                    Sign::Positive if odd => {
                        self.sign(store, binders, *base, Sign::Positive, statement)
                    }
                    Sign::Positive | Sign::NonZero => {
                        self.sign(store, binders, *base, Sign::NonZero, statement)
                    }
                    Sign::NonNegative => {}
                }
            }
            _ => {}
        }
    }

    /// Facts about an expression, instantiated: (sign, statement).
    pub fn about(&self, store: &mut Store, id: Id) -> Vec<(Sign, usize)> {
        let mut found = Vec::new();
        for fact in &self.signs {
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
        let count = fact.binders.len();
        let mut values = Values::from_elem(None, count);
        if !matches(store, fact.expression, id, &mut values) {
            return false;
        }
        // `Bound(0)` belongs to the last binder.
        fact.binders
            .iter()
            .rev()
            .zip(&values)
            .all(|(&(sort, domain), value)| match value {
                Some(value) => fits(store, *value, sort, domain),
                None => matches!(domain, Domain::All),
            })
    }
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
