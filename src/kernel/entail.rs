//! Whether a condition follows from what is known: a small calculus of signs, shapes and convergence.
//!
//! Everything here is a sufficient test; what is not recognized does not follow.

use super::known::{ALL, Known, Origin, Sign};
use super::ring;
use super::signs::inside;
use super::{exchange, integrable, parameters};
use crate::expr::*;
use crate::theory::Context;

/// Sign questions that one condition may cost.
const QUESTIONS: u32 = 4_000;

/// Known signs that are tried as parts of a sum.
const PARTS: usize = 40;

/// Decides conditions for one claim, and remembers which known statements it used.
pub struct Entailment {
    pub known: Known,
    /// Indices into `known.statements`.
    pub used: Vec<usize>,
    pub sides: [Id; 2],
    /// True while a condition is asked for.
    asking: bool,
    pub(super) depth: u32,
    /// True while the other factors of a positive product are looked at.
    pub(super) inside_product: bool,
    /// Sign questions that may still be asked.
    pub(super) questions: u32,
}

/// True if the condition follows from the context, or from the sides of the claim being defined.
pub fn holds(
    store: &mut Store,
    context: &Context,
    claim: (Id, Comparison, Id),
    condition: Id,
) -> bool {
    Entailment::new(store, context, claim).holds(store, condition)
}

impl Entailment {
    pub fn new(store: &mut Store, context: &Context, claim: (Id, Comparison, Id)) -> Self {
        let sides = [claim.0, claim.2];
        Self {
            known: Known::collect(store, context, &sides),
            used: Vec::new(),
            sides,
            asking: false,
            depth: 0,
            inside_product: false,
            questions: QUESTIONS,
        }
    }

    /// True if the closed condition follows. What is used is as little as it can be: nothing before hypotheses, those
    /// before what names carry, that before the sides being defined.
    pub fn holds(&mut self, store: &mut Store, condition: Id) -> bool {
        if self.asking {
            return self.derives(store, condition);
        }
        self.asking = true;
        let before = self.used.len();
        let holds = self.within(store, condition, ALL, before);
        if holds && self.used.len() > before {
            let _ = (0..=ALL).any(|limit| self.within(store, condition, limit, before));
        }
        self.known.limit = ALL;
        self.asking = false;
        holds
    }

    /// [`Entailment::holds`] for a search, which does not ask what the condition rests on.
    pub fn holds_somehow(&mut self, store: &mut Store, condition: Id) -> bool {
        self.asking = true;
        let holds = self.within(store, condition, ALL, self.used.len());
        self.asking = false;
        holds
    }

    /// Whether the condition follows from the statements of so many origins.
    fn within(&mut self, store: &mut Store, condition: Id, limit: usize, before: usize) -> bool {
        self.used.truncate(before);
        self.questions = QUESTIONS;
        self.known.limit = limit;
        self.derives(store, condition)
    }

    fn derives(&mut self, store: &mut Store, condition: Id) -> bool {
        if let Some(at) = self.known.stated(store, condition) {
            self.use_statement(at);
            return true;
        }
        // What is taken for granted is told as what the sides need to be defined is.
        if self.known.limit == ALL && exchange::granted(store, condition, &self.known) {
            self.known.statements.push((condition, Origin::Defined));
            self.use_statement(self.known.statements.len() - 1);
            return true;
        }
        let before = self.used.len();
        let holds = self.follows(store, condition);
        if !holds {
            self.used.truncate(before);
        }
        holds
    }

    pub(super) fn use_statement(&mut self, at: usize) {
        if !self.used.contains(&at) {
            self.used.push(at);
        }
    }

    /// Statements used so far that come from the given origin.
    pub fn used_from(&self, origin: Origin) -> Vec<Id> {
        let statements = self.used.iter().map(|&at| self.known.statements[at]);
        statements
            .filter(|(_, known)| *known == origin)
            .map(|(id, _)| id)
            .collect()
    }

    fn follows(&mut self, store: &mut Store, condition: Id) -> bool {
        match store.node(condition).clone() {
            Node::Constant(Constant::True) => true,
            Node::Bind(BinderKind::ForAll, sort, domain, body) => {
                let local = fresh(store, sort, domain, condition);
                let name = store.name(local);
                let open = store.instantiate(body, name);
                self.holds(store, open)
            }
            Node::Relation(relation, a, b) => self.relation(store, relation, a, b),
            Node::Apply(operator, args) => self.property(store, operator, &args),
            _ => false,
        }
    }

    fn relation(&mut self, store: &mut Store, relation: Comparison, a: Id, b: Id) -> bool {
        if relation == Comparison::Equal {
            return matches!(ring::equal(store, a, b), Ok(Some(conditions)) if conditions.iter().all(|&c| self.holds(store, c)));
        }
        let difference = if store.is_zero(a) {
            b
        } else if store.is_zero(b) && relation == Comparison::NotEqual {
            a
        } else {
            let difference = store.subtract(b, a);
            match self.normal(store, difference) {
                Some(normal) => normal,
                None => return false,
            }
        };
        self.has_sign(store, relation, difference)
            || self.factors_have_sign(store, relation, difference)
            || self.rest_has_sign(store, relation, difference)
            || self.is_known_square(store, relation, difference)
    }

    /// The canonical form, if what it needs holds.
    pub(super) fn normal(&mut self, store: &mut Store, id: Id) -> Option<Id> {
        let (normal, conditions) = ring::normal(store, id).ok()?;
        conditions
            .iter()
            .all(|&c| self.holds(store, c))
            .then_some(normal)
    }

    fn has_sign(&mut self, store: &mut Store, relation: Comparison, id: Id) -> bool {
        let signs = self.signs(store, id);
        match relation {
            Comparison::Less => signs.positive(),
            Comparison::LessEqual => signs.nonnegative,
            Comparison::NotEqual => signs.nonzero,
            _ => false,
        }
    }

    /// Common factors taken out: `x^2 y + x^2` has the sign of `x^2` and of `y + 1`.
    fn factors_have_sign(&mut self, store: &mut Store, relation: Comparison, id: Id) -> bool {
        let factored = ring::with_memo(store, ring::BUDGET, |ring| {
            let (monomial, coefficient) = ring.factored(id).ok()?;
            let conditions = std::mem::take(&mut ring.conditions);
            Some((ring.express_term(&monomial, &coefficient), conditions))
        });
        let Some((product, conditions)) = factored else {
            return false;
        };
        product != id
            && conditions.iter().all(|&c| self.holds(store, c))
            && self.has_sign(store, relation, product)
    }

    /// `d > 0` because `d - k >= 0` for a known `k > 0`; the ends of the ranges of local names are known.
    fn rest_has_sign(&mut self, store: &mut Store, relation: Comparison, id: Id) -> bool {
        if self.depth > 0
            || relation == Comparison::NotEqual
            || !matches!(store.node(id), Node::Sum(_))
        {
            return false;
        }
        self.depth += 1;
        let mut parts = self.range_ends(store, id);
        for fact in &self.known.signs {
            let sums = fact.binders.is_empty()
                && fact.sign != Sign::NonZero
                && self.known.allows(fact.statement);
            if sums && parts.len() < PARTS {
                parts.push((fact.expression, fact.sign, Some(fact.statement)));
            }
        }
        let mut found = false;
        for (part, sign, statement) in parts {
            let rest = store.subtract(id, part);
            let Some(rest) = self.normal(store, rest) else {
                continue;
            };
            let enough = match sign {
                Sign::Positive => Comparison::LessEqual,
                _ => relation,
            };
            let before = self.used.len();
            if self.has_sign(store, enough, rest) {
                statement.into_iter().for_each(|at| self.use_statement(at));
                found = true;
                break;
            }
            self.used.truncate(before);
        }
        self.depth -= 1;
        found
    }

    /// `a^2 - 2 a b + b^2 > 0` because `a - b` is known not to be 0.
    fn is_known_square(&mut self, store: &mut Store, relation: Comparison, id: Id) -> bool {
        let ordered = matches!(
            relation,
            Comparison::Less | Comparison::LessEqual | Comparison::NotEqual
        );
        if !ordered || !matches!(store.node(id), Node::Sum(terms) if terms.len() > 2) {
            return false;
        }
        let names = |id: Id| {
            let mut names = store.free_names(id);
            names.sort_unstable();
            names
        };
        let of = names(id);
        let real = |id: Id| matches!(store.sort(id), Sort::Real | Sort::Integer);
        let sum = |id: Id| matches!(store.node(id), Node::Sum(_)) && real(id) && names(id) == of;
        let known = self.known.signs.iter().filter(|fact| {
            let given = fact.binders.is_empty() && self.known.allows(fact.statement);
            given && fact.sign != Sign::NonNegative && sum(fact.expression)
        });
        let known: Vec<(Id, usize)> = known
            .map(|fact| (fact.expression, fact.statement))
            .collect();
        if known.is_empty() {
            return false;
        }
        let Some(normal) = self.normal(store, id) else {
            return false;
        };
        let two = store.integer(2);
        let found = known.into_iter().find(|&(root, _)| {
            let square = store.power(root, two);
            self.normal(store, square) == Some(normal)
        });
        found.is_some_and(|(_, statement)| {
            self.use_statement(statement);
            true
        })
    }

    /// `j - low` and `high - j` for the local names in an expression.
    fn range_ends(&mut self, store: &mut Store, id: Id) -> Vec<(Id, Sign, Option<usize>)> {
        let mut ends = Vec::new();
        for symbol in store.free_names(id) {
            if let Some((low, high)) = self.range_of(store, symbol) {
                let name = store.name(symbol);
                let sign = match inside(store, symbol) {
                    true => Sign::Positive,
                    false => Sign::NonNegative,
                };
                ends.push((store.subtract(name, low), sign, None));
                ends.push((store.subtract(high, name), sign, None));
            }
        }
        ends
    }

    /// True if the sides of the claim are known to be undefined: what they need has the wrong sign whatever is known.
    pub fn contradicts(&mut self, store: &mut Store) -> bool {
        let known = std::mem::take(&mut self.known);
        let defined = known
            .statements
            .iter()
            .filter(|(_, origin)| *origin == Origin::Defined);
        let contradicts = defined.into_iter().any(|&(id, _)| match *store.node(id) {
            Node::Relation(relation, a, b) => self.fails(store, relation, a, b),
            _ => false,
        });
        self.known = known;
        contradicts
    }

    fn fails(&mut self, store: &mut Store, relation: Comparison, a: Id, b: Id) -> bool {
        let difference = store.subtract(b, a);
        let Ok((normal, _)) = ring::normal(store, difference) else {
            return false;
        };
        let signs = self.signs(store, normal);
        match relation {
            Comparison::Less => signs.nonpositive,
            Comparison::LessEqual => signs.nonpositive && signs.nonzero,
            Comparison::NotEqual => store.is_zero(normal),
            _ => false,
        }
    }

    fn property(&mut self, store: &mut Store, operator: Operator, args: &[Id]) -> bool {
        match operator {
            Operator::And => args.iter().all(|&part| self.holds(store, part)),
            Operator::Convergent => integrable::converges(self, store, args[0]),
            Operator::IsDensity => self.is_density(store, args[0]),
            Operator::Or => args.iter().any(|&part| self.holds(store, part)),
            Operator::IntegerValued => self.integer(store, args[0]),
            Operator::Symmetric => self.symmetric(store, args[0]),
            Operator::PositiveDefinite => self.positive_definite(store, args[0]),
            Operator::Invertible => self.invertible(store, args[0]),
            Operator::Independent => self.independent(store, args),
            _ => false,
        }
    }

    /// A lambda whose body is a density at exactly the bound variables, or the density of a distribution there.
    pub(super) fn is_density(&mut self, store: &mut Store, id: Id) -> bool {
        let mut sorts = Vec::new();
        let mut body = id;
        while let Node::Bind(BinderKind::Lambda, sort, Domain::All, inner) = *store.node(body) {
            sorts.push(sort);
            body = inner;
        }
        let count = sorts.len() as u32;
        let free = |store: &Store, id: Id| (0..count).all(|level| !store.has_bound(id, level));
        match store.node(body).clone() {
            Node::Density { of, given, .. } => {
                let mut levels = Vec::new();
                for &(slot, value) in &of {
                    match *store.node(value) {
                        Node::Bound(level, sort)
                            if level < count && store.symbol(slot).sort == sort =>
                        {
                            levels.push(level);
                        }
                        _ => return false,
                    }
                }
                levels.sort_unstable();
                levels.dedup();
                count > 0
                    && levels.len() == sorts.len()
                    && of.len() == sorts.len()
                    && given.iter().all(|&(_, value)| free(store, value))
            }
            Node::Apply(Operator::Pdf, args) if count == 1 && free(store, args[0]) => {
                let zero = store.integer(0);
                let distribution = store.instantiate(args[0], zero);
                matches!(store.node(args[1]), Node::Bound(0, _))
                    && parameters::lives_on(store, distribution, sorts[0])
                    && self.admissible(store, distribution)
            }
            _ => false,
        }
    }

    /// True if the parameters of a distribution surely are admissible.
    pub fn admissible(&mut self, store: &mut Store, distribution: Id) -> bool {
        parameters::conditions(store, distribution)
            .is_some_and(|conditions| conditions.iter().all(|&c| self.holds(store, c)))
    }

    pub(super) fn states(&mut self, store: &mut Store, operator: Operator, arg: Id) -> bool {
        let statement = store.apply(operator, &[arg]);
        let found = self.known.stated(store, statement);
        found.inspect(|&at| self.use_statement(at)).is_some()
    }

    fn integer(&mut self, store: &mut Store, id: Id) -> bool {
        *store.sort(id) == Sort::Integer || self.states(store, Operator::IntegerValued, id)
    }

    pub fn positive(&mut self, store: &mut Store, id: Id) -> bool {
        self.signs(store, id).positive()
    }
}

/// True if no random variable occurs outside an expectation or the like.
pub fn constant(store: &Store, id: Id) -> bool {
    match store.node(id) {
        // Members of a sequence of random variables are such, and so is what depends on the whole of it.
        Node::Name(_) | Node::Component(..) | Node::Call(..) | Node::Bound(..)
            if store.is_chance(store.sort_id(id)) =>
        {
            false
        }
        Node::Apply(
            Operator::Expectation
            | Operator::Variance
            | Operator::Covariance
            | Operator::Correlation
            | Operator::Probability,
            _,
        ) => true,
        _ => store
            .children(id)
            .iter()
            .all(|&child| constant(store, child)),
    }
}

/// A local name of the domain that does not occur in the expression.
pub fn fresh(store: &mut Store, sort: SortId, domain: Domain, avoid: Id) -> SymbolId {
    let mut depth = 0;
    loop {
        let local = store.local(sort, domain, depth);
        if !store.mentions(avoid, local) {
            return local;
        }
        depth += 1;
    }
}
