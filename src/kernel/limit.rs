//! Limits of elementary expressions by one real variable or index.
//!
//! At a number: the value there, where the body is differentiable. At infinity: from the inside out, where polynomials
//! are compared by their degrees, and an exponential that falls wins over them.

use super::derivative::{DEPTH, derivative};
use crate::expr::*;

/// Powers of sums that are multiplied out.
const MAX_POWER: i64 = 6;

/// The value that a [`BinderKind::Limit`] node stands for, and the conditions under which the limit exists and is this;
/// None for bodies that are not elementary, and for infinite limits.
pub fn limit(store: &mut Store, id: Id) -> Option<(Id, Vec<Id>)> {
    let Node::Bind(BinderKind::Limit, sort, domain, body) = *store.node(id) else {
        return None;
    };
    let (Domain::At(point) | Domain::Above(point) | Domain::Below(point)) = domain else {
        return None;
    };
    if !matches!(store.sort_of(sort), Sort::Real | Sort::Integer) || store.is_array(body) {
        return None;
    }
    let infinity = store.constant(Constant::Infinity);
    let low = point == store.negate(infinity);
    if point != infinity && !low {
        return at_number(store, sort, point, body);
    }
    let variable = super::entail::fresh(store, sort, Domain::All, id);
    let name = store.name(variable);
    // Below all numbers is above all numbers of what has the other sign.
    let towards = if low { store.negate(name) } else { name };
    let open = store.instantiate(body, towards);
    let mut limits = Limits {
        variable,
        conditions: Vec::new(),
        depth: 0,
    };
    let value = limits.of(store, open)?;
    let alone = |id: &Id| !store.mentions(*id, variable);
    let closed = alone(&value) && limits.conditions.iter().all(alone);
    closed.then_some((value, limits.conditions))
}

/// Where a body is differentiable it is continuous.
fn at_number(store: &mut Store, sort: SortId, point: Id, body: Id) -> Option<(Id, Vec<Id>)> {
    // What is granted of derivatives under an integral says nothing of limits.
    if *store.sort_of(sort) != Sort::Real
        || store.contains(point, Marks::INFINITY)
        || store.contains(body, Marks::INTEGRAL)
    {
        return None;
    }
    let slope = store.bind(BinderKind::Derivative, sort, Domain::At(point), body);
    let (_, conditions) = derivative(store, slope)?;
    Some((store.instantiate(body, point), conditions))
}

/// What a factor is where the variable grows without bound.
enum Growth {
    /// A power of a polynomial of this degree in all, with what stands before its highest power.
    Polynomial(i64, Id),
    /// `e^u` with a polynomial u.
    Exponential(Id),
    /// Not faster than some power.
    Tame,
}

struct Limits {
    variable: SymbolId,
    conditions: Vec<Id>,
    depth: u32,
}

impl Limits {
    /// The finite limit for the variable to infinity.
    fn of(&mut self, store: &mut Store, id: Id) -> Option<Id> {
        if !store.mentions(id, self.variable) {
            return Some(id);
        }
        let before = self.conditions.len();
        self.depth += 1;
        let found = match store.node(id).clone() {
            _ if self.depth > DEPTH || store.is_array(id) => None,
            Node::Sum(terms) => self.all(store, &terms).map(|all| store.sum(&all)),
            Node::Product(factors) => self.product(store, &factors),
            Node::Power(base, exponent) => self.power(store, base, exponent),
            Node::Apply(operator, args) if args.len() == 1 => self.apply(store, operator, args[0]),
            _ => None,
        };
        self.depth -= 1;
        if found.is_none() {
            self.conditions.truncate(before);
        }
        found
    }

    fn all(&mut self, store: &mut Store, parts: &[Id]) -> Option<Ids> {
        parts.iter().map(|&part| self.of(store, part)).collect()
    }

    fn require(&mut self, store: &mut Store, relation: Comparison, left: Id, right: Id) {
        let condition = store.relation(relation, left, right);
        self.conditions.push(condition);
    }

    fn sign(&mut self, store: &mut Store, id: Id, negative: bool) {
        let zero = store.integer(0);
        match negative {
            true => self.require(store, Comparison::Less, id, zero),
            false => self.require(store, Comparison::Less, zero, id),
        }
    }

    fn not_zero(&mut self, store: &mut Store, id: Id) {
        let zero = store.integer(0);
        self.require(store, Comparison::NotEqual, id, zero);
    }

    fn product(&mut self, store: &mut Store, factors: &[Id]) -> Option<Id> {
        let before = self.conditions.len();
        if let Some(all) = self.all(store, factors) {
            return Some(store.product(&all));
        }
        self.conditions.truncate(before);
        let (moving, fixed): (Ids, Ids) = factors
            .iter()
            .copied()
            .partition(|&factor| store.mentions(factor, self.variable));
        let rest = self.compared(store, &moving)?;
        let parts: Ids = fixed.into_iter().chain([rest]).collect();
        Some(store.product(&parts))
    }

    /// A product of polynomials, their powers and exponentials by which of them grows fastest.
    fn compared(&mut self, store: &mut Store, moving: &[Id]) -> Option<Id> {
        let (mut degree, mut tame) = (0, false);
        let (mut leading, mut exponents) = (Ids::new(), Ids::new());
        for &factor in moving {
            match self.growth(store, factor)? {
                Growth::Polynomial(own, lead) => {
                    degree += own;
                    leading.push(lead);
                }
                Growth::Exponential(exponent) => exponents.push(exponent),
                Growth::Tame => tame = true,
            }
        }
        if exponents.is_empty() {
            return match degree {
                _ if tame => None,
                0 => Some(store.product(&leading)),
                1.. => None,
                _ => Some(store.integer(0)),
            };
        }
        let exponent = store.sum(&exponents);
        self.falls(store, exponent)
    }

    /// `e^u = 0` in the limit, for a polynomial u with a negative leading coefficient.
    fn falls(&mut self, store: &mut Store, exponent: Id) -> Option<Id> {
        let coefficients = self.polynomial(store, exponent)?;
        let [_, .., lead] = coefficients[..] else {
            return None;
        };
        self.sign(store, lead, true);
        Some(store.integer(0))
    }

    fn growth(&mut self, store: &mut Store, factor: Id) -> Option<Growth> {
        if let Node::Power(base, exponent) = *store.node(factor) {
            if *store.node(base) == Node::Constant(Constant::E) {
                return match self.polynomial(store, exponent) {
                    Some(_) => Some(Growth::Exponential(exponent)),
                    None => self.of(store, factor).map(|_| Growth::Tame),
                };
            }
            if store.mentions(exponent, self.variable) {
                return self.of(store, factor).map(|_| Growth::Tame);
            }
            let coefficients = self.polynomial(store, base)?;
            let lead = *coefficients.last()?;
            let degree = coefficients.len() as i64 - 1;
            let whole = store.as_number(exponent).and_then(|e| e.to_i64());
            if let Some(whole) = whole {
                self.not_zero(store, lead);
                let lead = store.power(lead, exponent);
                return Some(Growth::Polynomial(degree.checked_mul(whole)?, lead));
            }
            self.sign(store, lead, false);
            return Some(Growth::Tame);
        }
        if let Some(coefficients) = self.polynomial(store, factor) {
            let lead = *coefficients.last()?;
            self.not_zero(store, lead);
            return Some(Growth::Polynomial(coefficients.len() as i64 - 1, lead));
        }
        self.of(store, factor).map(|_| Growth::Tame)
    }

    fn power(&mut self, store: &mut Store, base: Id, exponent: Id) -> Option<Id> {
        let exponential = *store.node(base) == Node::Constant(Constant::E);
        if store.mentions(exponent, self.variable) {
            return match self.of(store, exponent) {
                Some(to) if exponential => Some(store.exp(to)),
                None if exponential => self.falls(store, exponent),
                _ => self.shrinks(store, base, exponent),
            };
        }
        let (whole, negative) = match store.as_number(exponent) {
            Some(number) => (number.is_integer(), number.is_negative()),
            None => (*store.sort(exponent) == Sort::Integer, true),
        };
        if let Some(to) = self.of(store, base) {
            match (whole, negative) {
                (true, true) => self.not_zero(store, to),
                (true, false) => {}
                (false, _) => self.sign(store, to, false),
            }
            return Some(store.power(to, exponent));
        }
        let known = store.as_number(exponent).is_some();
        let coefficients = self.polynomial(store, base)?;
        let [_, .., lead] = coefficients[..] else {
            return None;
        };
        match (known, whole) {
            (true, _) if !negative => return None,
            (true, true) => self.not_zero(store, lead),
            _ => self.sign(store, lead, false),
        }
        if !known {
            self.sign(store, exponent, true);
        }
        Some(store.integer(0))
    }

    /// `b^u = 0` in the limit, where `0 < b < 1` and u grows, or `1 < b` and u falls.
    fn shrinks(&mut self, store: &mut Store, base: Id, exponent: Id) -> Option<Id> {
        let coefficients = self.polynomial(store, exponent)?;
        let [_, .., lead] = coefficients[..] else {
            return None;
        };
        if store.mentions(base, self.variable) {
            return None;
        }
        let one = store.integer(1);
        let falls = looks_negative(store, lead);
        if falls {
            self.require(store, Comparison::Less, one, base);
        } else {
            self.sign(store, base, false);
            self.require(store, Comparison::Less, base, one);
        }
        self.sign(store, lead, falls);
        Some(store.integer(0))
    }

    fn apply(&mut self, store: &mut Store, operator: Operator, of: Id) -> Option<Id> {
        use Operator::*;
        if !matches!(
            operator,
            Log | Sin | Cos | Erf | NormalCdf | Tanh | Sigmoid | Arctan
        ) {
            return None;
        }
        if let Some(to) = self.of(store, of) {
            if operator == Log {
                self.sign(store, to, false);
            }
            return Some(store.apply(operator, &[to]));
        }
        let coefficients = self.polynomial(store, of)?;
        let [_, .., lead] = coefficients[..] else {
            return None;
        };
        let negative = looks_negative(store, lead);
        let sign = if negative { -1 } else { 1 };
        let value = match operator {
            Erf | Tanh => store.integer(sign),
            NormalCdf | Sigmoid => store.integer(i64::from(!negative)),
            Arctan => {
                let (half, pi) = (store.ratio(sign, 2), store.constant(Constant::Pi));
                store.product(&[half, pi])
            }
            _ => return None,
        };
        self.sign(store, lead, negative);
        Some(value)
    }

    /// Coefficients of a polynomial by degree, the last of them not the number 0.
    fn polynomial(&self, store: &mut Store, id: Id) -> Option<Vec<Id>> {
        if !store.mentions(id, self.variable) {
            return Some(vec![id]);
        }
        let mut found = match store.node(id).clone() {
            Node::Name(_) => vec![store.integer(0), store.integer(1)],
            Node::Sum(terms) => {
                let mut sums: Vec<Ids> = Vec::new();
                for term in terms {
                    for (at, part) in self.polynomial(store, term)?.into_iter().enumerate() {
                        sums.resize_with(sums.len().max(at + 1), Ids::new);
                        sums[at].push(part);
                    }
                }
                sums.iter().map(|parts| store.sum(parts)).collect()
            }
            Node::Product(factors) => {
                let mut whole = vec![store.integer(1)];
                for factor in factors {
                    let other = self.polynomial(store, factor)?;
                    whole = convolve(store, &whole, &other);
                }
                whole
            }
            Node::Power(base, exponent) => {
                let times = store.as_number(exponent)?.to_i64()?;
                if !(1..=MAX_POWER).contains(&times) {
                    return None;
                }
                let base = self.polynomial(store, base)?;
                (1..times).fold(base.clone(), |whole, _| convolve(store, &whole, &base))
            }
            _ => return None,
        };
        while found.len() > 1 && found.last().is_some_and(|&last| store.is_zero(last)) {
            found.pop();
        }
        Some(found)
    }
}

fn convolve(store: &mut Store, a: &[Id], b: &[Id]) -> Vec<Id> {
    let mut parts: Vec<Ids> = vec![Ids::new(); a.len() + b.len() - 1];
    for (i, &x) in a.iter().enumerate() {
        for (j, &y) in b.iter().enumerate() {
            parts[i + j].push(store.product(&[x, y]));
        }
    }
    parts.iter().map(|terms| store.sum(terms)).collect()
}

/// Which sign is asked for; a wrong guess is refused with the condition.
fn looks_negative(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Number(value) => value.is_negative(),
        Node::Product(factors) => factors.iter().any(|&f| {
            store
                .as_number(f)
                .is_some_and(|number| number.is_negative())
        }),
        _ => false,
    }
}
