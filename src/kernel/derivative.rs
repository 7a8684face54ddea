//! Differentiation of elementary expressions by one variable: a real one here, an array in [`super::gradient`].

use crate::expr::*;
use crate::number::Rational;

/// The derivative that a [`BinderKind::Derivative`] node stands for, and the conditions at the point under which its
/// body is differentiable there; None for bodies that are not elementary.
pub fn derivative(store: &mut Store, id: Id) -> Option<(Id, Vec<Id>)> {
    let Node::Bind(BinderKind::Derivative, sort, domain @ Domain::At(point), body) =
        *store.node(id)
    else {
        return None;
    };
    let by_array = match store.sort_of(sort) {
        Sort::Real => false,
        Sort::Vector(_) | Sort::Matrix(..) => true,
        _ => return None,
    };
    let variable = super::entail::fresh(store, sort, domain, id);
    let name = store.name(variable);
    let open = store.instantiate(body, name);
    let mut calculus = Calculus {
        variable,
        conditions: Vec::new(),
        depth: 0,
    };
    let result = match by_array {
        true => {
            let terms = super::gradient::terms(&mut calculus, store, open)?;
            let slope = store.sum(&terms);
            if store.shape(slope) != store.shape(name) {
                return None;
            }
            slope
        }
        false => calculus.of(store, open)?,
    };
    let at: Substitution = [(variable, point)].into_iter().collect();
    let conditions = calculus
        .conditions
        .into_iter()
        .map(|c| store.substitute(c, &at))
        .collect();
    Some((store.substitute(result, &at), conditions))
}

/// True for a range without infinity, and for the values of a finite set.
pub(super) fn finite(store: &Store, sort: SortId, domain: Domain) -> bool {
    match domain {
        Domain::Range(low, high) => [low, high]
            .iter()
            .all(|&end| !store.contains(end, Marks::INFINITY)),
        Domain::All | Domain::In(_) => matches!(store.sort_of(sort), Sort::Element(_)),
        _ => false,
    }
}

/// Nesting beyond which no derivative is taken.
pub(super) const DEPTH: u32 = 200;

pub(super) struct Calculus {
    pub(super) variable: SymbolId,
    /// With the variable free in them.
    conditions: Vec<Id>,
    pub(super) depth: u32,
}

impl Calculus {
    fn of(&mut self, store: &mut Store, id: Id) -> Option<Id> {
        if !store.mentions(id, self.variable) {
            return Some(store.integer(0));
        }
        self.depth += 1;
        let result = match store.node(id).clone() {
            _ if self.depth > DEPTH || store.is_array(id) => None,
            Node::Name(_) => Some(store.integer(1)),
            Node::Sum(terms) => self.sum(store, &terms),
            Node::Product(factors) => self.product(store, &factors),
            Node::Power(base, exponent) => self.power(store, id, base, exponent),
            Node::Apply(operator, args) if args.len() == 1 => {
                let inside = match store.node(args[0]) {
                    Node::Apply(Operator::Abs, inside) if operator == Operator::Log => {
                        Some(inside[0])
                    }
                    _ => None,
                };
                match inside {
                    Some(inside) => self.log_of_size(store, args[0], inside),
                    None => {
                        let outer = self.outer(store, operator, args[0])?;
                        let inner = self.of(store, args[0])?;
                        Some(store.product(&[outer, inner]))
                    }
                }
            }
            Node::Call(..) | Node::Density { .. } => self.opaque(store, id),
            // Of what is differentiated at a point that moves.
            Node::Bind(BinderKind::Derivative, ..) => self.opaque(store, id),
            Node::Bind(BinderKind::Sum, sort, domain, body) if finite(store, sort, domain) => {
                self.finite_sum(store, id, (sort, domain, body), Self::of)
            }
            Node::Bind(kind @ (BinderKind::Sum | BinderKind::Integral), sort, domain, body) => {
                self.under_integral(store, id, (kind, sort, domain, body), Self::of)
            }
            _ => None,
        };
        self.depth -= 1;
        result
    }

    /// `\log |u|` has the derivative `u' / u` on both sides of 0.
    fn log_of_size(&mut self, store: &mut Store, size: Id, u: Id) -> Option<Id> {
        if *store.sort(u) == Sort::Complex {
            return None;
        }
        self.require(store, Comparison::Less, size);
        let slope = self.of(store, u)?;
        Some(store.divide(slope, u))
    }

    fn require(&mut self, store: &mut Store, relation: Comparison, id: Id) {
        let zero = store.integer(0);
        let condition = match relation {
            Comparison::NotEqual => store.relation(relation, id, zero),
            _ => store.relation(relation, zero, id),
        };
        self.also(condition);
    }

    /// Notes a condition at the point.
    pub(super) fn also(&mut self, condition: Id) {
        if !self.conditions.contains(&condition) {
            self.conditions.push(condition);
        }
    }

    /// An unknown function or density that varies with one of its arguments `u` alone: its derivative there, which must be
    /// written somewhere, times that of `u`.
    fn opaque(&mut self, store: &mut Store, id: Id) -> Option<Id> {
        let (slope, u) = self.opaque_slope(store, id)?;
        if *store.sort(u) != Sort::Real {
            return None;
        }
        let inner = self.of(store, u)?;
        match store.is_one(inner) {
            true => Some(slope),
            false => Some(store.product(&[slope, inner])),
        }
    }

    /// The derivative of an unknown function or density by the one argument that varies, at that argument.
    pub(super) fn opaque_slope(&mut self, store: &mut Store, id: Id) -> Option<(Id, Id)> {
        let children = store.children(id);
        let mut moving =
            (0..children.len()).filter(|&at| store.mentions(children[at], self.variable));
        let (at, None) = (moving.next()?, moving.next()) else {
            return None;
        };
        let is_argument = match store.node(id) {
            // The head of a call is its first child, the body of a binder its last.
            Node::Call(..) => at > 0,
            Node::Bind(..) => at + 1 < children.len(),
            _ => true,
        };
        if !is_argument {
            return None;
        }
        let u = children[at];
        let sort = store.sort_id(u);
        let local = super::entail::fresh(store, sort, Domain::At(u), id);
        let mut opened = children;
        opened[at] = store.name(local);
        let body = store.with_children(id, &opened);
        let slope = store.bind_name(BinderKind::Derivative, local, Domain::At(u), body);
        let condition = store.apply(Operator::Convergent, &[slope]);
        self.also(condition);
        Some((slope, u))
    }

    fn sum(&mut self, store: &mut Store, terms: &[Id]) -> Option<Id> {
        let terms: Option<Ids> = terms.iter().map(|&term| self.of(store, term)).collect();
        Some(store.sum(&terms?))
    }

    fn product(&mut self, store: &mut Store, factors: &[Id]) -> Option<Id> {
        let mut terms = Ids::new();
        for (at, &factor) in factors.iter().enumerate() {
            if !store.mentions(factor, self.variable) {
                continue;
            }
            let mut term: Ids = factors.iter().copied().collect();
            term[at] = self.of(store, factor)?;
            terms.push(store.product(&term));
        }
        Some(store.sum(&terms))
    }

    fn power(&mut self, store: &mut Store, id: Id, base: Id, exponent: Id) -> Option<Id> {
        let (moves, turns) = (
            store.mentions(base, self.variable),
            store.mentions(exponent, self.variable),
        );
        let mut terms = Ids::new();
        if moves {
            self.require_power(store, base, exponent, turns);
            let inner = self.of(store, base)?;
            let minus = store.integer(-1);
            let lower = store.sum(&[exponent, minus]);
            let power = store.power(base, lower);
            terms.push(store.product(&[exponent, power, inner]));
        }
        if turns {
            let inner = self.of(store, exponent)?;
            let mut factors: Ids = [id, inner].into_iter().collect();
            if *store.node(base) != Node::Constant(Constant::E) {
                self.require(store, Comparison::Less, base);
                factors.push(store.log(base));
            }
            terms.push(store.product(&factors));
        }
        Some(store.sum(&terms))
    }

    /// Where `b^e` is differentiable in `b`.
    pub(super) fn require_power(&mut self, store: &mut Store, base: Id, exponent: Id, turns: bool) {
        match store
            .as_number(exponent)
            .map(|e| (e.is_integer(), e.is_negative()))
        {
            Some((true, false)) => {}
            Some((true, true)) => self.require(store, Comparison::NotEqual, base),
            None if !turns && *store.sort(exponent) == Sort::Integer => {
                self.require(store, Comparison::NotEqual, base);
            }
            _ => self.require(store, Comparison::Less, base),
        }
    }

    /// The derivative of an operator at its argument.
    pub(super) fn outer(&mut self, store: &mut Store, operator: Operator, u: Id) -> Option<Id> {
        use Operator::*;
        let one = store.integer(1);
        let mut call = |operator| store.apply(operator, &[u]);
        Some(match operator {
            Log => {
                self.require(store, Comparison::Less, u);
                store.reciprocal(u)
            }
            Sin => call(Cos),
            Cos => {
                let sine = call(Sin);
                store.negate(sine)
            }
            Tan => {
                let cosine = call(Cos);
                self.require(store, Comparison::NotEqual, cosine);
                let power = store.integer(-2);
                store.power(cosine, power)
            }
            Sinh => call(Cosh),
            Cosh => call(Sinh),
            Tanh => {
                let tangent = call(Tanh);
                let square = self.square(store, tangent);
                store.subtract(one, square)
            }
            Sigmoid => {
                let value = call(Sigmoid);
                let rest = store.subtract(one, value);
                store.product(&[value, rest])
            }
            Arctan => {
                let square = self.square(store, u);
                let below = store.sum(&[one, square]);
                store.reciprocal(below)
            }
            Arcsin | Arccos => {
                let square = self.square(store, u);
                let below = store.subtract(one, square);
                self.require(store, Comparison::Less, below);
                let root = store.sqrt(below);
                let slope = store.reciprocal(root);
                match operator {
                    Arcsin => slope,
                    _ => store.negate(slope),
                }
            }
            Erf => {
                let (two, pi) = (store.integer(2), store.constant(Constant::Pi));
                let bell = self.bell(store, u, -1, 1);
                let root = store.sqrt(pi);
                let scaled = store.product(&[two, bell]);
                store.divide(scaled, root)
            }
            NormalCdf => {
                let (two, pi) = (store.integer(2), store.constant(Constant::Pi));
                let bell = self.bell(store, u, -1, 2);
                let around = store.product(&[two, pi]);
                let root = store.sqrt(around);
                store.divide(bell, root)
            }
            Gamma => {
                let (value, slope) = (call(Gamma), call(Digamma));
                self.require(store, Comparison::Less, u);
                store.product(&[value, slope])
            }
            Digamma => {
                let slope = call(Trigamma);
                self.require(store, Comparison::Less, u);
                slope
            }
            _ => return None,
        })
    }

    fn square(&self, store: &mut Store, id: Id) -> Id {
        let two = store.integer(2);
        store.power(id, two)
    }

    /// `exp(n/d u^2)`.
    fn bell(&self, store: &mut Store, u: Id, n: i64, d: i64) -> Id {
        let square = self.square(store, u);
        let scale = store.number(Rational::new(n, d).unwrap_or_else(Rational::zero));
        let exponent = store.product(&[scale, square]);
        store.exp(exponent)
    }

    /// `d/dt \int f = \int d/dt f`, which is taken for granted of unknown functions (see [`super::exchange`]).
    pub(super) fn under_integral(
        &mut self,
        store: &mut Store,
        id: Id,
        (kind, sort, domain, body): (BinderKind, SortId, Domain, Id),
        slope: impl FnOnce(&mut Self, &mut Store, Id) -> Option<Id>,
    ) -> Option<Id> {
        let mut ends = domain.ids().into_iter();
        if ends.any(|end| store.mentions(end, self.variable)) {
            return None;
        }
        let point = Domain::At(store.name(self.variable));
        let inner = super::exchange::inward(store, (kind, sort, domain, body), self.variable, id);
        let outer = store.bind_name(BinderKind::Derivative, self.variable, point, id);
        let condition = store.relation(Comparison::Equal, outer, inner);
        self.also(condition);
        self.termwise(store, id, (kind, sort, domain, body), slope)
    }

    /// Term by term, over a range that does not move and has an end.
    pub(super) fn finite_sum(
        &mut self,
        store: &mut Store,
        id: Id,
        (sort, domain, body): (SortId, Domain, Id),
        slope: impl FnOnce(&mut Self, &mut Store, Id) -> Option<Id>,
    ) -> Option<Id> {
        let ends = domain.ids();
        if ends
            .iter()
            .any(|&end| store.mentions(end, self.variable) || store.contains(end, Marks::INFINITY))
        {
            return None;
        }
        self.termwise(store, id, (BinderKind::Sum, sort, domain, body), slope)
    }

    /// The binder over the derivatives of its body at each value of its variable.
    fn termwise(
        &mut self,
        store: &mut Store,
        id: Id,
        (kind, sort, domain, body): (BinderKind, SortId, Domain, Id),
        slope: impl FnOnce(&mut Self, &mut Store, Id) -> Option<Id>,
    ) -> Option<Id> {
        let index = super::entail::fresh(store, sort, domain, id);
        let name = store.name(index);
        let open = store.instantiate(body, name);
        let outside = std::mem::take(&mut self.conditions);
        let inner = slope(self, store, open);
        let inside = std::mem::replace(&mut self.conditions, outside);
        for condition in inside {
            let closed = store.bind_name(BinderKind::ForAll, index, domain, condition);
            self.conditions.push(closed);
        }
        Some(store.bind_name(kind, index, domain, inner?))
    }
}
