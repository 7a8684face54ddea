//! Constructors of expressions. They flatten and sort; they never simplify.

use super::node::*;
use super::operator::Operator;
use super::store::Store;
use crate::number::Rational;

/// Slots of a density with the values that stand in them.
pub type Slots = Vec<(SymbolId, Id)>;

impl Store {
    pub fn number(&mut self, value: Rational) -> Id {
        self.intern(Node::Number(value))
    }

    pub fn integer(&mut self, value: i64) -> Id {
        self.number(Rational::integer(value))
    }

    /// `numerator / denominator` as one exact number. The denominator must not be zero.
    pub fn ratio(&mut self, numerator: i64, denominator: i64) -> Id {
        self.number(
            Rational::new(numerator, denominator)
                .expect("a ratio of the program has a denominator"),
        )
    }

    pub fn constant(&mut self, constant: Constant) -> Id {
        self.intern(Node::Constant(constant))
    }

    pub fn name(&mut self, symbol: SymbolId) -> Id {
        self.intern(Node::Name(symbol))
    }

    pub fn bound(&mut self, level: u32, sort: SortId) -> Id {
        self.intern(Node::Bound(level, sort))
    }

    /// Sum of the terms; 0 of none. Sums among the terms are flattened.
    pub fn sum(&mut self, terms: &[Id]) -> Id {
        let mut flat = Ids::new();
        for &term in terms {
            match self.node(term) {
                Node::Sum(inner) => flat.extend_from_slice(inner),
                _ => flat.push(term),
            }
        }
        flat.sort_by(|&a, &b| self.compare(a, b));
        match flat.len() {
            0 => self.integer(0),
            1 => flat[0],
            _ => self.intern(Node::Sum(flat)),
        }
    }

    /// Product of scalars and at most one vector or matrix; 1 of none. For several arrays see [`Store::times`].
    pub fn product(&mut self, factors: &[Id]) -> Id {
        let mut flat = Ids::new();
        for &factor in factors {
            match self.node(factor) {
                Node::Product(inner) => flat.extend_from_slice(inner),
                _ => flat.push(factor),
            }
        }
        flat.sort_by(|&a, &b| self.compare(a, b));
        match flat.len() {
            0 => self.integer(1),
            1 => flat[0],
            _ => self.intern(Node::Product(flat)),
        }
    }

    /// Ordered product of any factors: scalars go in front, arrays keep their order in a chain.
    pub fn times(&mut self, factors: &[Id]) -> Id {
        let arrays = factors.iter().filter(|&&f| self.is_array(f)).count();
        if arrays < 2 {
            self.product(factors)
        } else {
            self.chain(factors)
        }
    }

    /// Product of vectors and matrices in order; scalar factors are pulled out in front.
    pub fn chain(&mut self, factors: &[Id]) -> Id {
        let (mut scalars, mut arrays) = (Ids::new(), Ids::new());
        for &factor in factors {
            self.split_factor(factor, &mut scalars, &mut arrays);
        }
        let product = match arrays.len() {
            0 => return self.product(&scalars),
            1 => arrays[0],
            _ => self.intern(Node::Chain(arrays)),
        };
        scalars.push(product);
        self.product(&scalars)
    }

    /// The product in order of factors that stand in a chain already: arrays, and no products themselves.
    pub fn part_of_chain(&mut self, factors: &[Id]) -> Id {
        match factors {
            [factor] => *factor,
            _ => self.intern(Node::Chain(factors.iter().copied().collect())),
        }
    }

    fn split_factor(&self, factor: Id, scalars: &mut Ids, arrays: &mut Ids) {
        if !self.is_array(factor) {
            scalars.push(factor);
            return;
        }
        match self.node(factor) {
            Node::Chain(inner) => arrays.extend_from_slice(inner),
            Node::Product(inner) => {
                for &item in inner.iter() {
                    self.split_factor(item, scalars, arrays);
                }
            }
            _ => arrays.push(factor),
        }
    }

    pub fn power(&mut self, base: Id, exponent: Id) -> Id {
        self.intern(Node::Power(base, exponent))
    }

    pub fn reciprocal(&mut self, base: Id) -> Id {
        let minus = self.integer(-1);
        self.power(base, minus)
    }

    pub fn divide(&mut self, numerator: Id, denominator: Id) -> Id {
        let inverse = self.reciprocal(denominator);
        self.product(&[numerator, inverse])
    }

    pub fn negate(&mut self, id: Id) -> Id {
        let minus = self.integer(-1);
        self.product(&[minus, id])
    }

    pub fn subtract(&mut self, a: Id, b: Id) -> Id {
        let b = self.negate(b);
        self.sum(&[a, b])
    }

    pub fn exp(&mut self, exponent: Id) -> Id {
        let e = self.constant(Constant::E);
        self.power(e, exponent)
    }

    pub fn sqrt(&mut self, radicand: Id) -> Id {
        let half = self.ratio(1, 2);
        self.power(radicand, half)
    }

    pub fn log(&mut self, argument: Id) -> Id {
        self.apply(Operator::Log, &[argument])
    }

    /// The events of a probability are joined in one order: `P(B \cap A)` is `P(A \cap B)`.
    pub fn apply(&mut self, operator: Operator, args: &[Id]) -> Id {
        let args = match (operator, args) {
            (Operator::Probability, &[event]) => [self.ordered_event(event)].as_slice().into(),
            _ => args.into(),
        };
        self.intern(Node::Apply(operator, args))
    }

    fn ordered_event(&mut self, event: Id) -> Id {
        use Operator::{And, Not, Or};
        let Node::Apply(operator @ (And | Or | Not), parts) = self.node(event).clone() else {
            return event;
        };
        let mut parts: Vec<Id> = (parts.iter())
            .map(|&part| self.ordered_event(part))
            .collect();
        parts.sort_by(|&a, &b| self.compare(a, b));
        self.intern(Node::Apply(operator, parts.into()))
    }

    /// A function applied to arguments; a lambda is applied at once (curried: one argument a lambda).
    pub fn call(&mut self, head: Id, args: &[Id]) -> Id {
        if let (Node::Bind(BinderKind::Lambda, _, _, body), Some((&first, rest))) =
            (self.node(head), args.split_first())
        {
            let body = *body;
            let applied = self.instantiate(body, first);
            return if rest.is_empty() {
                applied
            } else {
                self.call(applied, rest)
            };
        }
        if args.is_empty() {
            return head;
        }
        self.intern(Node::Call(head, args.into()))
    }

    /// `p(of | given)`; pairs are sorted by slot. With nothing in `of` it is 1.
    pub fn density(
        &mut self,
        family: SymbolId,
        of: &[(SymbolId, Id)],
        given: &[(SymbolId, Id)],
    ) -> Id {
        if of.is_empty() {
            return self.integer(1);
        }
        let sorted = |pairs: &[(SymbolId, Id)]| -> Box<[(SymbolId, Id)]> {
            let mut pairs = pairs.to_vec();
            pairs.sort_by(|a, b| self.symbol(a.0).spelling.cmp(&self.symbol(b.0).spelling));
            pairs.into()
        };
        let (of, given) = (sorted(of), sorted(given));
        self.intern(Node::Density { family, of, given })
    }

    /// What is given to a density: the values of variables, then those of its parameters.
    pub fn split_given(&self, given: &[(SymbolId, Id)]) -> (Slots, Slots) {
        let random = |&(slot, _): &(SymbolId, Id)| self.symbol(slot).role != Role::Parameter;
        given.iter().copied().partition(random)
    }

    pub fn component(&mut self, base: Id, indices: &[Id]) -> Id {
        self.intern(Node::Component(base, indices.into()))
    }

    /// Entries row by row; `rows * columns` of them.
    pub fn matrix(&mut self, rows: u32, columns: u32, entries: &[Id]) -> Id {
        debug_assert_eq!(entries.len(), (rows * columns) as usize);
        self.intern(Node::Matrix {
            rows,
            columns,
            entries: entries.into(),
        })
    }

    /// A binder; in `body` the variable is `Bound(0)` (see [`Store::close`]).
    pub fn bind(&mut self, kind: BinderKind, sort: SortId, domain: Domain, body: Id) -> Id {
        self.intern(Node::Bind(kind, sort, domain, body))
    }

    /// A binder over a name: the name's occurrences in `body` become the bound variable.
    pub fn bind_name(&mut self, kind: BinderKind, name: SymbolId, domain: Domain, body: Id) -> Id {
        let body = self.close(body, name);
        let sort = self.symbol(name).sort;
        self.bind(kind, sort, domain, body)
    }

    /// `\lambda x_1 .. x_n . body`, curried.
    pub fn lambda(&mut self, names: &[SymbolId], body: Id) -> Id {
        names.iter().rev().fold(body, |body, &name| {
            self.bind_name(BinderKind::Lambda, name, Domain::All, body)
        })
    }

    pub fn relation(&mut self, relation: Comparison, a: Id, b: Id) -> Id {
        self.intern(Node::Relation(relation, a, b))
    }

    pub fn cases(&mut self, rows: &[(Id, Id)]) -> Id {
        self.intern(Node::Cases(rows.into()))
    }
}
