//! The sign of an expression: what its structure says, and what is known of it and of its parts.

use super::entail::{Entailment, fresh};
use super::known::Sign;
use crate::expr::*;
use crate::number::Rational;

/// Nesting beyond which the calculus gives up.
const DEPTH: u32 = 48;

/// What is known of the sign of an expression.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    pub nonnegative: bool,
    pub nonpositive: bool,
    pub nonzero: bool,
}

impl Signs {
    const POSITIVE: Self = Self {
        nonnegative: true,
        nonpositive: false,
        nonzero: true,
    };
    const NONNEGATIVE: Self = Self {
        nonnegative: true,
        nonpositive: false,
        nonzero: false,
    };
    const NEGATIVE: Self = Self {
        nonnegative: false,
        nonpositive: true,
        nonzero: true,
    };

    pub fn positive(self) -> bool {
        self.nonnegative && self.nonzero
    }

    fn negated(self) -> Self {
        Self {
            nonnegative: self.nonpositive,
            nonpositive: self.nonnegative,
            nonzero: self.nonzero,
        }
    }
}

impl Entailment {
    pub(super) fn signs(&mut self, store: &mut Store, id: Id) -> Signs {
        if self.depth > DEPTH || self.questions == 0 {
            return Signs::default();
        }
        self.questions -= 1;
        self.depth += 1;
        let mut signs = self.structural(store, id);
        self.add_facts(store, id, &mut signs);
        if !signs.nonzero && matches!(store.node(id), Node::Sum(_)) {
            signs = self.around(store, id).unwrap_or(signs);
        }
        self.depth -= 1;
        signs
    }

    /// The signs of a polynomial near a point at which it is not 0.
    fn around(&mut self, store: &mut Store, id: Id) -> Option<Signs> {
        let near = |store: &Store, name: SymbolId| match store.domain_of(name) {
            Some(Domain::At(point)) => Some((name, point)),
            _ => None,
        };
        let names = store.free_names(id);
        let (name, point) = names.into_iter().find_map(|name| near(store, name))?;
        if !polynomial(store, id) {
            return None;
        }
        let map = [(name, point)].into_iter().collect();
        let there = store.substitute(id, &map);
        let signs = self.signs(store, there);
        signs.nonzero.then_some(signs)
    }

    fn add_facts(&mut self, store: &mut Store, id: Id, signs: &mut Signs) {
        if signs.nonzero && (signs.nonnegative || signs.nonpositive) {
            return;
        }
        for (sign, statement) in self.known.about(store, id) {
            self.use_statement(statement);
            match sign {
                Sign::Positive => *signs = Signs::POSITIVE,
                Sign::NonNegative => signs.nonnegative = true,
                Sign::NonZero => signs.nonzero = true,
            }
        }
        let minus = match store.node(id) {
            Node::Number(_) | Node::Constant(_) => return,
            _ => store.negate(id),
        };
        for (sign, statement) in self.known.about(store, minus) {
            self.use_statement(statement);
            match sign {
                Sign::Positive => *signs = Signs::NEGATIVE,
                Sign::NonNegative => signs.nonpositive = true,
                Sign::NonZero => signs.nonzero = true,
            }
        }
        if !signs.positive() && self.factor_of_positive(store, id) {
            *signs = Signs::POSITIVE;
        }
    }

    /// `x > 0` from `x y > 0` and `y >= 0`.
    fn factor_of_positive(&mut self, store: &mut Store, id: Id) -> bool {
        // One factor is found from the others without asking in turn which product they are factors of.
        if std::mem::replace(&mut self.inside_product, true) {
            return false;
        }
        let found = self.product_with_nonnegative_others(store, id);
        self.inside_product = false;
        found
    }

    fn product_with_nonnegative_others(&mut self, store: &mut Store, id: Id) -> bool {
        for (others, statement) in self.known.products_with(store, id) {
            if others
                .iter()
                .all(|&other| self.signs(store, other).nonnegative)
            {
                self.use_statement(statement);
                return true;
            }
        }
        false
    }

    fn structural(&mut self, store: &mut Store, id: Id) -> Signs {
        match store.node(id).clone() {
            Node::Number(value) if value.is_zero() => Signs {
                nonnegative: true,
                nonpositive: true,
                nonzero: false,
            },
            Node::Number(value) => {
                if value.is_positive() {
                    Signs::POSITIVE
                } else {
                    Signs::NEGATIVE
                }
            }
            Node::Constant(Constant::Pi | Constant::E | Constant::EulerGamma) => Signs::POSITIVE,
            Node::Name(symbol) => self.name(store, id, symbol),
            Node::Sum(terms) => self.sum(store, &terms),
            Node::Product(factors) => self.product(store, &factors),
            Node::Power(base, exponent) => self.power(store, base, exponent),
            Node::Density { .. } => Signs::NONNEGATIVE,
            Node::Component(base, indices) if store.is_array(base) => {
                self.entry(store, base, &indices)
            }
            Node::Apply(operator, args) => self.applied(store, operator, &args),
            Node::Bind(kind @ (BinderKind::Sum | BinderKind::Integral), sort, domain, body)
                if kind == BinderKind::Sum
                    || !matches!(domain, Domain::Range(a, b) if !ordered(store, a, b)) =>
            {
                let local = fresh(store, sort, domain, id);
                let name = store.name(local);
                let open = store.instantiate(body, name);
                let inside = self.signs(store, open);
                Signs {
                    nonzero: false,
                    ..inside
                }
            }
            Node::Bind(BinderKind::Product, sort, domain, body) => {
                let local = fresh(store, sort, domain, id);
                let name = store.name(local);
                let open = store.instantiate(body, name);
                let inside = self.signs(store, open);
                // An infinite product of positive numbers may be 0.
                let endless = matches!(domain, Domain::Range(low, high)
                    if [low, high].iter().any(|&end| store.contains(end, Marks::INFINITY)));
                match inside.nonnegative {
                    true if inside.nonzero && !endless => Signs::POSITIVE,
                    true => Signs::NONNEGATIVE,
                    false => Signs::default(),
                }
            }
            Node::Chain(items) => self.quadratic(store, &items),
            _ => Signs::default(),
        }
    }

    /// Sizes are at least 1; a local of a range lies in it.
    fn name(&mut self, store: &mut Store, id: Id, symbol: SymbolId) -> Signs {
        if store.is_size(id) {
            return Signs::POSITIVE;
        }
        if let Some(Domain::At(point)) = store.domain_of(symbol) {
            return self.near(store, point);
        }
        match self
            .range_of(store, symbol)
            .map(|(low, _)| self.signs(store, low))
        {
            Some(signs) => Signs {
                nonnegative: signs.nonnegative,
                nonpositive: false,
                nonzero: signs.positive() || signs.nonnegative && inside(store, symbol),
            },
            None => Signs::default(),
        }
    }

    /// The signs of all numbers close enough to a point: what is not 0 there keeps its sign.
    fn near(&mut self, store: &mut Store, point: Id) -> Signs {
        match self.signs(store, point) {
            signs if signs.nonzero => signs,
            _ => Signs::default(),
        }
    }

    /// The ends between which a local name surely lies: an integral may run backwards.
    pub(super) fn range_of(&mut self, store: &mut Store, symbol: SymbolId) -> Option<(Id, Id)> {
        let Some(Domain::Range(low, high)) = store.domain_of(symbol) else {
            return None;
        };
        let index = *store.sort_of(store.symbol(symbol).sort) == Sort::Integer;
        if index || ordered(store, low, high) {
            return Some((low, high));
        }
        if store.contains(low, Marks::INFINITY) || store.contains(high, Marks::INFINITY) {
            return None;
        }
        let width = store.subtract(high, low);
        let width = self.normal(store, width)?;
        self.signs(store, width).nonnegative.then_some((low, high))
    }

    fn sum(&mut self, store: &mut Store, terms: &[Id]) -> Signs {
        let signs: Vec<Signs> = terms.iter().map(|&term| self.signs(store, term)).collect();
        let all = |test: fn(&Signs) -> bool| signs.iter().all(test);
        let any_nonzero = signs.iter().any(|s| s.nonzero);
        let (nonnegative, nonpositive) = (all(|s| s.nonnegative), all(|s| s.nonpositive));
        Signs {
            nonnegative,
            nonpositive,
            nonzero: any_nonzero && (nonnegative || nonpositive),
        }
    }

    fn product(&mut self, store: &mut Store, factors: &[Id]) -> Signs {
        let mut total = Signs::POSITIVE;
        for &factor in factors {
            let signs = self.signs(store, factor);
            let nonzero = total.nonzero && signs.nonzero;
            total = match (total.nonnegative, total.nonpositive) {
                _ if signs.nonnegative => total,
                _ if signs.nonpositive => total.negated(),
                _ => Signs::default(),
            };
            total.nonzero = nonzero;
        }
        total
    }

    fn power(&mut self, store: &mut Store, base: Id, exponent: Id) -> Signs {
        let inside = self.signs(store, base);
        if inside.positive() {
            return if real(store, exponent) {
                Signs::POSITIVE
            } else {
                Signs::default()
            };
        }
        let Some(value) = store.as_number(exponent).cloned() else {
            return match is_even(store, exponent) && real(store, base) {
                true => Signs {
                    nonzero: inside.nonzero,
                    ..Signs::NONNEGATIVE
                },
                false => Signs::default(),
            };
        };
        let even = value
            .to_fraction()
            .is_some_and(|(n, d)| d == 1 && n % 2 == 0);
        let nonzero = inside.nonzero;
        match (even, value.is_integer()) {
            (true, _) if real(store, base) => Signs {
                nonnegative: true,
                nonpositive: false,
                nonzero,
            },
            // The principal root of a number that is not negative.
            (_, false) => Signs {
                nonnegative: inside.nonnegative,
                nonpositive: false,
                nonzero,
            },
            _ => Signs { nonzero, ..inside },
        }
    }

    fn applied(&mut self, store: &mut Store, operator: Operator, args: &[Id]) -> Signs {
        match operator {
            Operator::Abs | Operator::Norm => {
                let nonzero = !store.is_array(args[0]) && self.signs(store, args[0]).nonzero;
                Signs {
                    nonnegative: true,
                    nonpositive: false,
                    nonzero,
                }
            }
            Operator::Pdf if self.full_support(store, args[0]) => Signs::POSITIVE,
            Operator::Pdf
            | Operator::Cdf
            | Operator::Indicator
            | Operator::Probability
            | Operator::Delta => Signs::NONNEGATIVE,
            Operator::Variance if !store.is_array(args[0]) => Signs::NONNEGATIVE,
            Operator::Expectation if !store.is_array(args[0]) => Signs {
                nonzero: false,
                ..self.signs(store, args[0])
            },
            Operator::Size => Signs::NONNEGATIVE,
            Operator::Factorial | Operator::Cosh | Operator::Sigmoid => Signs::POSITIVE,
            Operator::Binomial => {
                let rest = store.subtract(args[0], args[1]);
                match self.signs(store, args[1]).nonnegative && self.signs(store, rest).nonnegative
                {
                    true => Signs::POSITIVE,
                    false => Signs::default(),
                }
            }
            Operator::Gamma if self.signs(store, args[0]).positive() => Signs::POSITIVE,
            Operator::Log => self.logarithm(store, args[0]),
            Operator::Divergence if args.iter().all(|&arg| self.is_density(store, arg)) => {
                Signs::NONNEGATIVE
            }
            Operator::MutualInformation if self.is_density(store, args[0]) => Signs::NONNEGATIVE,
            Operator::Beta if args.iter().all(|&arg| self.signs(store, arg).positive()) => {
                Signs::POSITIVE
            }
            Operator::Determinant if self.positive_definite(store, args[0]) => Signs::POSITIVE,
            Operator::Determinant if self.invertible(store, args[0]) => Signs {
                nonzero: true,
                ..Signs::default()
            },
            Operator::Max if args.iter().any(|&arg| self.signs(store, arg).positive()) => {
                Signs::POSITIVE
            }
            _ => Signs::default(),
        }
    }

    /// That of how far a positive number is above 1.
    fn logarithm(&mut self, store: &mut Store, arg: Id) -> Signs {
        let one = store.integer(1);
        let above = store.subtract(arg, one);
        let Some(above) = self.normal(store, above) else {
            return Signs::default();
        };
        let signs = self.signs(store, above);
        match signs.nonnegative || self.signs(store, arg).positive() {
            true => signs,
            false => Signs::default(),
        }
    }

    /// The sign of an entry of an array that is built from others entry by entry.
    fn entry(&mut self, store: &mut Store, base: Id, indices: &[Id]) -> Signs {
        match store.node(base).clone() {
            Node::Apply(Operator::Ones, _) => Signs::POSITIVE,
            Node::Apply(Operator::Hadamard, args) if args[0] == args[1] => {
                let root = store.component(args[0], indices);
                Signs {
                    nonnegative: true,
                    nonpositive: false,
                    nonzero: self.signs(store, root).nonzero,
                }
            }
            Node::Product(factors) => {
                let entries: Vec<Id> = factors
                    .iter()
                    .map(|&f| match store.is_array(f) {
                        true => store.component(f, indices),
                        false => f,
                    })
                    .collect();
                self.product(store, &entries)
            }
            Node::Sum(terms) => {
                let entries: Vec<Id> = terms
                    .iter()
                    .map(|&term| store.component(term, indices))
                    .collect();
                self.sum(store, &entries)
            }
            _ => Signs::default(),
        }
    }

    /// True for a distribution of reals or vectors whose density vanishes nowhere.
    fn full_support(&mut self, store: &mut Store, distribution: Id) -> bool {
        let Node::Apply(operator, args) = store.node(distribution).clone() else {
            return false;
        };
        match operator {
            Operator::Normal | Operator::Laplace => self.signs(store, args[1]).positive(),
            Operator::MultivariateNormal => self.positive_definite(store, args[1]),
            Operator::DiagonalNormal => {
                let integer = store.intern_sort(Sort::Integer);
                let (one, size) = (store.integer(1), store.shape(args[1]).0);
                let local = fresh(store, integer, Domain::Range(one, size), args[1]);
                let index = store.name(local);
                let entry = store.component(args[1], &[index]);
                self.signs(store, entry).positive()
            }
            _ => false,
        }
    }

    /// `x^T A x` with `A` positive definite, `x^T x`.
    fn quadratic(&mut self, store: &mut Store, items: &[Id]) -> Signs {
        let (Some(&first), Some(&last)) = (items.first(), items.last()) else {
            return Signs::default();
        };
        let transposed = store.apply(Operator::Transpose, &[last]);
        let fits = first == transposed && !matches!(store.sort(last), Sort::Matrix(..));
        match items.len() {
            2 if fits => Signs::NONNEGATIVE,
            3 if fits && self.positive_definite(store, items[1]) => Signs::NONNEGATIVE,
            _ => Signs::default(),
        }
    }
}

/// True for twice an integer.
fn is_even(store: &Store, id: Id) -> bool {
    let Node::Product(factors) = store.node(id) else {
        return false;
    };
    let even = |&factor: &Id| {
        let fraction = store.as_number(factor).and_then(|n| n.to_fraction());
        fraction.is_some_and(|(n, d)| d == 1 && n % 2 == 0)
    };
    factors.iter().any(even) && factors.iter().all(|&f| whole(store, f))
}

fn whole(store: &Store, id: Id) -> bool {
    match store.as_number(id) {
        Some(number) => number.is_integer(),
        None => *store.sort(id) == Sort::Integer,
    }
}

/// True for sums, products and natural powers of real names and numbers: continuous everywhere.
fn polynomial(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Name(_) => real(store, id),
        Node::Number(_) => true,
        Node::Sum(items) | Node::Product(items) => items.iter().all(|&i| polynomial(store, i)),
        Node::Power(base, exponent) => {
            let natural = |e: &Rational| e.is_integer() && e.is_positive();
            store.as_number(*exponent).is_some_and(natural) && polynomial(store, *base)
        }
        _ => false,
    }
}

/// True if a local name of a range surely is at none of its ends: the ends of an integral do not count.
pub(super) fn inside(store: &Store, symbol: SymbolId) -> bool {
    *store.sort_of(store.symbol(symbol).sort) == Sort::Real
}

/// True if the first end of a range surely is not above the second, whatever is known of names.
fn ordered(store: &Store, low: Id, high: Id) -> bool {
    let infinite = |id: Id| matches!(store.node(id), Node::Constant(Constant::Infinity));
    match (store.as_number(low), store.as_number(high)) {
        (Some(low), Some(high)) => low <= high,
        _ => infinite(high) && !store.contains(low, Marks::INFINITY),
    }
}

/// True for expressions that surely are real.
fn real(store: &Store, id: Id) -> bool {
    matches!(store.sort(id), Sort::Real | Sort::Integer)
}
