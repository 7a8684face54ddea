//! Evaluates an expression, as written, in a model: the walk over nodes, names and function calls.

use std::cmp::Ordering;
use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::chain::{Factor, MadeUp};
use super::density::Mixture;
use super::frames::Frames;
use super::matrix::Array;
use super::model::{Given, Model};
use super::opaque;
use super::problem::{Dependence, Problem};
use super::repeats::Repeats;
use super::scalar::Scalar;
use super::trouble::{Cannot, Trouble};
use super::value::{Closure, Result, Value};
use crate::expr::*;
use crate::number::Rational;

/// Nesting of expressions, function calls included, beyond which evaluation refuses: the stack stays bounded.
const MAX_DEPTH: u32 = 120;
/// Most terms of a finite sum or product.
pub(super) const MAX_TERMS: i64 = 100_000;

/// Values that an evaluation mostly has to remember.
const MEMO: usize = 28;

/// A value for each value of a variable.
pub(super) type AtPoint<'f, 'a, N> =
    dyn FnMut(&mut Evaluator<'a, N>, Value<N>) -> Result<Value<N>> + 'f;
/// Whether something happens at the present outcome.
pub(super) type Event<'f, 'a, N> = dyn Fn(&mut Evaluator<'a, N>) -> Result<bool> + 'f;
/// What something is at the present outcome.
pub(super) type Quantity<'f, 'a, N> = dyn Fn(&mut Evaluator<'a, N>) -> Result<Value<N>> + 'f;

/// What became of closed subterms in a model, with the work that it took.
#[derive(Debug)]
pub(super) struct Known<N>(FxHashMap<Id, (Result<Value<N>>, u64)>);

impl<N> Default for Known<N> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<N> Known<N> {
    /// Forgets what has changed with some names.
    pub fn forget(&mut self, changed: &mut Dependence) {
        self.0.retain(|&id, _| !changed.includes(id));
    }
}

/// Evaluates in one kind of numbers. Closed subterms are evaluated once.
pub struct Evaluator<'a, N> {
    pub(super) store: &'a Store,
    pub(super) problem: &'a Problem,
    pub(super) model: &'a Model,
    pub(super) bits: usize,
    /// Evaluations left.
    work: &'a mut u64,
    depth: u32,
    /// Values of the bound variables.
    pub(super) stack: Frames<N>,
    memo: FxHashMap<Id, Value<N>>,
    /// Values of subterms with loose variables.
    pub(super) repeats: Repeats<N>,
    /// Evaluations so far that doing all again would take: closed subterms are known by then.
    pub(super) again: u64,
    /// What is known from models before, and is kept for those after.
    known: Option<Known<N>>,
    /// Values of random names while an expectation runs over their outcomes.
    pub(super) realized: FxHashMap<SymbolId, Value<N>>,
    pub(super) outcome: Option<usize>,
    /// True while something is averaged over outcomes.
    pub(super) averaging: bool,
    mentions_random: FxHashMap<Id, bool>,
    /// Joint densities of families of which some members are defined, by factors.
    pub(super) factors: FxHashMap<SymbolId, Rc<[Factor]>>,
    pub(super) made_up: MadeUp<N>,
    pub(super) marginals: FxHashMap<(SymbolId, u64), Rc<Vec<N>>>,
    /// Densities without a formula over finite spaces, by their seeds.
    pub(super) tables: FxHashMap<u64, Rc<Vec<N>>>,
    pub(super) mixtures: FxHashMap<SymbolId, Rc<Mixture<N>>>,
    /// Logarithms of enclosures, which cost most of all, by the number nearest to the argument.
    pub(super) logarithms: FxHashMap<u64, (N, Value<N>)>,
    /// Use the second quadrature rule instead of the first.
    pub(super) second_rule: bool,
    /// True once a quadrature, a limit or an infinite sum took part.
    pub(super) measured: bool,
}

impl<'a, N: Scalar> Evaluator<'a, N> {
    pub fn new(
        store: &'a Store,
        problem: &'a Problem,
        model: &'a Model,
        bits: usize,
        work: &'a mut u64,
    ) -> Self {
        Self {
            store,
            problem,
            model,
            bits,
            work,
            depth: 0,
            stack: Frames::default(),
            memo: FxHashMap::with_capacity_and_hasher(MEMO, FxBuildHasher),
            repeats: Repeats::default(),
            again: 0,
            known: None,
            realized: FxHashMap::default(),
            outcome: None,
            averaging: false,
            mentions_random: FxHashMap::default(),
            factors: FxHashMap::default(),
            made_up: MadeUp::default(),
            marginals: FxHashMap::default(),
            tables: FxHashMap::default(),
            mixtures: FxHashMap::default(),
            logarithms: FxHashMap::default(),
            second_rule: false,
            measured: false,
        }
    }

    /// Integrates with the other, unrelated quadrature rule.
    pub fn with_second_rule(mut self) -> Self {
        self.second_rule = true;
        self
    }

    /// Goes on from what is known of a model that agrees with this one in all that it depends on. It is charged as if it
    /// were worked out again.
    pub(super) fn knowing(mut self, known: Known<N>) -> Self {
        self.known = Some(known);
        self
    }

    pub(super) fn known(self) -> Known<N> {
        self.known.unwrap_or_default()
    }

    /// Random names outside of expectations have their values at one outcome of the model.
    pub fn look_at_an_outcome(&mut self) {
        // Nothing is left of what was broken off.
        self.realized.clear();
        self.stack.clear();
        let count = self.model.outcomes.len() as u64;
        if count > 0 {
            self.outcome = Some((self.model.seed % count) as usize);
        }
    }

    /// True if a quadrature, a limit or an infinite sum took part so far.
    pub fn measured(&self) -> bool {
        self.measured
    }

    pub(super) fn number(&self, value: i64) -> N {
        N::integer(value, self.bits)
    }

    /// The value of an expression whose loose variables are on the stack.
    pub fn evaluate(&mut self, id: Id) -> Result<Value<N>> {
        match self.store.node(id) {
            Node::Number(value) => return Ok(Value::Real(N::rational(value, self.bits)?)),
            Node::Bound(level, _) => return self.bound(*level),
            _ => {}
        }
        if self.store.loose(id) > 0 {
            return match self.repeat_key(id) {
                Some(key) => self.repeated(key),
                None => self.written(id),
            };
        }
        let keep = !self.varies(id);
        if keep && let Some(value) = self.memo.get(&id) {
            return Ok(value.clone());
        }
        if keep && let Some(value) = self.recall(id) {
            return value;
        }
        let (before, again) = (*self.work, self.again);
        let value = self.written(id);
        if keep {
            self.keep(id, &value, before);
        }
        if keep && value.is_ok() {
            self.again = again;
        }
        value
    }

    /// The value of an expression that is not remembered.
    pub(super) fn written(&mut self, id: Id) -> Result<Value<N>> {
        self.charge(1)?;
        self.again += 1;
        if self.depth >= MAX_DEPTH {
            return Err(Trouble::Cannot(Cannot::TooDeep));
        }
        self.depth += 1;
        let value = self.node(id);
        self.depth -= 1;
        value.map_err(|trouble| trouble.at(id))
    }

    /// Pays for evaluations, also for those that are not done once more.
    pub(super) fn charge(&mut self, evaluations: u64) -> Result<()> {
        let Some(left) = self.work.checked_sub(evaluations) else {
            *self.work = 0;
            return Err(Trouble::Budget);
        };
        *self.work = left;
        Ok(())
    }

    /// What is known of an expression from models before.
    fn recall(&mut self, id: Id) -> Option<Result<Value<N>>> {
        let (value, cost) = self.known.as_ref()?.0.get(&id)?;
        let (value, cost) = (value.clone(), *cost);
        if let Err(trouble) = self.charge(cost) {
            return Some(Err(trouble));
        }
        if let Ok(value) = &value {
            self.memo.insert(id, value.clone());
        }
        Some(value)
    }

    fn keep(&mut self, id: Id, value: &Result<Value<N>>, before: u64) {
        if let Ok(value) = value {
            self.memo.insert(id, value.clone());
        }
        // Of failures, those that are the same wherever the expression stands.
        let apart = self.stack.is_empty() && self.realized.is_empty() && !self.averaging;
        let lasting = match value {
            Ok(_) => true,
            Err(Trouble::Budget | Trouble::Cannot(Cannot::TooDeep)) => false,
            Err(_) => apart,
        };
        if lasting && let Some(known) = &mut self.known {
            known.0.insert(id, (value.clone(), before - *self.work));
        }
    }

    /// The value of a real expression.
    pub fn real(&mut self, id: Id) -> Result<N> {
        self.evaluate(id)?.real()
    }

    /// True while random names have values and the expression has one.
    pub(super) fn varies(&mut self, id: Id) -> bool {
        (self.outcome.is_some() || !self.realized.is_empty()) && self.mentions_random(id)
    }

    /// True if a random name occurs, also through definitions.
    pub(super) fn mentions_random(&mut self, id: Id) -> bool {
        if self.problem.random.is_empty() {
            return false;
        }
        if let Some(&known) = self.mentions_random.get(&id) {
            return known;
        }
        self.mentions_random.insert(id, false);
        let found = match self.store.node(id) {
            Node::Name(name) => {
                self.problem.random.contains(name)
                    || self
                        .problem
                        .definitions
                        .get(name)
                        .is_some_and(|d| self.mentions_random(d.body))
            }
            // These average over everything random in them.
            Node::Apply(
                Operator::Expectation
                | Operator::Variance
                | Operator::Covariance
                | Operator::Correlation
                | Operator::Probability
                | Operator::ConditionalProbability,
                _,
            ) => false,
            _ => self
                .store
                .children(id)
                .iter()
                .any(|&child| self.mentions_random(child)),
        };
        self.mentions_random.insert(id, found);
        found
    }

    fn bound(&self, level: u32) -> Result<Value<N>> {
        match self.stack.get(level as usize) {
            Some(value) => Ok(value.clone()),
            None => Err(Trouble::Cannot(Cannot::NoInterpretation)),
        }
    }

    fn node(&mut self, id: Id) -> Result<Value<N>> {
        let store = self.store;
        match store.node(id) {
            Node::Number(value) => Ok(Value::Real(N::rational(value, self.bits)?)),
            Node::Constant(constant) => self.constant(*constant),
            Node::Name(name) => self.name(*name),
            Node::Bound(level, _) => self.bound(*level),
            Node::Sum(items) => self.fold(items, Value::add),
            Node::Product(items) => match self.product(items) {
                // Where a density is 0, what is given its variable has no weight and need not be defined.
                Err(Trouble::Undefined { .. }) if self.vanishes(items) => {
                    Ok(Value::Real(self.number(0)))
                }
                product => product,
            },
            Node::Chain(items) => self.fold(items, Value::mul),
            Node::Power(base, exponent) => self.power(*base, *exponent),
            Node::Apply(operator, args) => self.apply(*operator, args),
            Node::Call(head, args) => self.call(*head, args),
            Node::Density { family, of, given } => self.density(*family, of, given),
            Node::Component(base, indices) => self.component(*base, indices),
            Node::Matrix {
                rows,
                columns,
                entries,
            } => self.written_matrix(*rows, *columns, entries),
            Node::Bind(kind, sort, domain, body) => self.bind(*kind, *sort, *domain, *body),
            Node::Relation(relation, a, b) => Ok(Value::Truth(self.relation(*relation, *a, *b)?)),
            Node::Cases(rows) => self.cases(rows),
        }
    }

    fn constant(&self, constant: Constant) -> Result<Value<N>> {
        Ok(match constant {
            Constant::Pi => Value::Real(N::pi(self.bits)?),
            Constant::E => Value::Real(self.number(1).exp()?),
            Constant::I => Value::complex(self.number(0), self.number(1)),
            Constant::Infinity => Value::Infinite(true),
            Constant::EulerGamma => {
                Value::Real(N::special(super::scalar::Special::Digamma, &[self.number(1)])?.neg())
            }
            Constant::True => Value::Truth(true),
            Constant::False => Value::Truth(false),
        })
    }

    fn name(&mut self, name: SymbolId) -> Result<Value<N>> {
        if let Some(value) = self.realized.get(&name) {
            return Ok(value.clone());
        }
        if let Some(definition) = self.problem.definitions.get(&name) {
            return match definition.arity {
                0 => self.enter([], definition.body),
                _ => Ok(Value::Opaque(name)),
            };
        }
        let model = self.model;
        match model.values.get(&name) {
            Some(Given::Function { .. }) => Ok(Value::Opaque(name)),
            Some(Given::Random(values)) => match self.outcome {
                Some(outcome) => self.given(&values[outcome]),
                None => Err(Trouble::Cannot(Cannot::NoInterpretation)),
            },
            Some(given) => self.given(given),
            None => Err(Trouble::Cannot(Cannot::NoInterpretation)),
        }
    }

    /// A value of the model in this kind of numbers.
    pub(super) fn given(&self, given: &Given) -> Result<Value<N>> {
        let number = |x: &Rational| N::rational(x, self.bits);
        Ok(match given {
            Given::Number(x) => Value::Real(number(x)?),
            Given::Complex(re, im) => Value::complex(number(re)?, number(im)?),
            Given::Truth(t) => Value::Truth(*t),
            Given::Array(rows, columns, entries) => Value::array(Array {
                rows: *rows,
                columns: *columns,
                entries: entries.iter().map(number).collect::<Result<_>>()?,
            }),
            Given::Listed(entries) => Value::array(Array::vector(
                entries.iter().map(number).collect::<Result<_>>()?,
            )),
            Given::Set(members) => Value::Set(Rc::new(
                members
                    .iter()
                    .map(|m| self.given(m))
                    .collect::<Result<_>>()?,
            )),
            Given::Function { .. } | Given::Random(_) | Given::Family(_) => {
                return Err(Trouble::Cannot(Cannot::NoInterpretation));
            }
        })
    }

    /// Evaluates a body in which only `args` are bound, the last one innermost.
    pub(super) fn enter(
        &mut self,
        args: impl IntoIterator<Item = Value<N>>,
        body: Id,
    ) -> Result<Value<N>> {
        self.enter_with(args, |inside| inside.evaluate(body))
    }

    /// Does something with the arguments in place of all bound variables.
    pub(super) fn enter_with<T>(
        &mut self,
        args: impl IntoIterator<Item = Value<N>>,
        act: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let mark = self.stack.enter(args);
        let value = act(self);
        self.stack.leave(mark);
        value
    }

    /// Evaluates a body under one more bound variable.
    pub(super) fn under(&mut self, variable: Value<N>, body: Id) -> Result<Value<N>> {
        self.stack.push(variable);
        let value = self.evaluate(body);
        self.stack.pop();
        value
    }

    fn fold(
        &mut self,
        items: &[Id],
        combine: impl Fn(&Value<N>, &Value<N>) -> Result<Value<N>>,
    ) -> Result<Value<N>> {
        let mut total = self.evaluate(items[0])?;
        for &item in &items[1..] {
            total = combine(&total, &self.evaluate(item)?)?;
        }
        Ok(total)
    }

    /// A product whose reciprocal factors divide, so that whole quotients stay exact.
    /// True if one of the factors is a density that is 0 here.
    fn vanishes(&mut self, items: &[Id]) -> bool {
        items.iter().any(|&item| {
            let density = match self.store.node(item) {
                Node::Density { given, .. } => given.is_empty(),
                node => matches!(node, Node::Apply(Operator::Pdf, _)),
            };
            let height = density.then(|| self.evaluate(item));
            matches!(height, Some(Ok(Value::Real(height))) if height.sign() == Some(0))
        })
    }

    fn product(&mut self, items: &[Id]) -> Result<Value<N>> {
        let mut total: Option<Value<N>> = None;
        let mut divisors: SmallVec<[(Id, Value<N>); 2]> = SmallVec::new();
        for &item in items {
            if let Node::Power(base, exponent) = self.store.node(item)
                && matches!(self.store.node(*exponent), Node::Number(n) if n.to_i64() == Some(-1))
            {
                let divisor = self.evaluate(*base)?;
                if !matches!(divisor, Value::Array(_) | Value::Infinite(_)) {
                    divisors.push((item, divisor));
                    continue;
                }
            }
            let factor = self.evaluate(item)?;
            total = Some(match total {
                None => factor,
                Some(product) => product.mul(&factor)?,
            });
        }
        let mut total = total.unwrap_or_else(|| Value::Real(self.number(1)));
        for (item, divisor) in divisors {
            total = total.div(&divisor).map_err(|t| t.at(item))?;
        }
        Ok(total)
    }

    fn power(&mut self, base: Id, exponent: Id) -> Result<Value<N>> {
        if matches!(self.store.node(base), Node::Constant(Constant::E)) {
            return self.evaluate(exponent)?.exp();
        }
        let base = self.evaluate(base)?;
        let whole = match self.store.node(exponent) {
            Node::Number(n) => match n.to_i64() {
                Some(n) => Some(n),
                None if n.is_integer() => return Err(Trouble::Cannot(Cannot::TooLarge)),
                None => return self.fractional_power(&base, n),
            },
            _ => None,
        };
        if let Some(n) = whole {
            if n == 0 || n == 1 || n == -1 || !matches!(base, Value::Infinite(_)) {
                return self.whole_power(&base, n);
            }
            return Err(Trouble::Undecided("infinity in arithmetic"));
        }
        let integral = *self.store.sort(exponent) == Sort::Integer;
        let exponent = self.evaluate(exponent)?;
        if integral && let Ok(n) = exponent.integer() {
            return self.whole_power(&base, n);
        }
        if base.is_complex() || exponent.is_complex() {
            return base.ln()?.mul(&exponent)?.exp();
        }
        Ok(Value::Real(base.real()?.pow(&exponent.real()?)?))
    }

    fn whole_power(&self, base: &Value<N>, n: i64) -> Result<Value<N>> {
        match base {
            Value::Infinite(_) if n < 0 => Ok(Value::Real(self.number(0))),
            _ => base.powi(n),
        }
    }

    fn fractional_power(&self, base: &Value<N>, exponent: &Rational) -> Result<Value<N>> {
        if base.is_complex() {
            let exponent = Value::Real(N::rational(exponent, self.bits)?);
            return base.ln()?.mul(&exponent)?.exp();
        }
        let base = base.real()?;
        let Some((n, d)) = exponent.to_fraction() else {
            return Err(Trouble::Cannot(Cannot::TooLarge));
        };
        if d == 2 {
            return Ok(Value::Real(base.sqrt()?.powi(n)?));
        }
        if d % 2 == 1 && base.sign() == Some(-1) {
            // Some read an odd root of a negative number as real, others as not defined.
            return Err(Trouble::Undecided("odd root of a negative number"));
        }
        let exponent = N::rational(exponent, self.bits)?;
        Ok(Value::Real(base.pow(&exponent)?))
    }

    fn call(&mut self, head: Id, args: &[Id]) -> Result<Value<N>> {
        let function = self.evaluate(head)?;
        let values = args
            .iter()
            .map(|&arg| self.evaluate(arg))
            .collect::<Result<Vec<_>>>()?;
        self.call_value(function, values)
    }

    /// A function applied to values.
    pub(super) fn call_value(
        &mut self,
        function: Value<N>,
        values: Vec<Value<N>>,
    ) -> Result<Value<N>> {
        match function {
            Value::Closure(closure) => self.call_closure(&closure, values),
            Value::Opaque(name) => match self.problem.definitions.get(&name) {
                Some(definition) if definition.arity == values.len() => {
                    self.enter(values, definition.body)
                }
                Some(_) => Err(Trouble::Cannot(Cannot::NoInterpretation)),
                None => opaque::call(self, name, &values),
            },
            _ => Err(Trouble::Cannot(Cannot::NoInterpretation)),
        }
    }

    /// A curried lambda applied to its arguments, one after the other.
    fn call_closure(&mut self, closure: &Closure<N>, values: Vec<Value<N>>) -> Result<Value<N>> {
        let mut values = values.into_iter();
        let Some(first) = values.next() else {
            return Err(Trouble::Cannot(Cannot::NoInterpretation));
        };
        let mut stack = closure.stack.clone();
        stack.push(first);
        let result = self.enter(stack, closure.body)?;
        let rest: Vec<_> = values.collect();
        match rest.is_empty() {
            true => Ok(result),
            false => self.call_value(result, rest),
        }
    }

    fn component(&mut self, base: Id, indices: &[Id]) -> Result<Value<N>> {
        let places = indices
            .iter()
            .map(|&index| self.evaluate(index)?.integer())
            .collect::<Result<SmallVec<[i64; 2]>>>()?;
        if let Node::Name(name) = *self.store.node(base) {
            if let Some(definition) = self.problem.definitions.get(&name)
                && definition.arity > 0
            {
                if definition.arity != places.len() {
                    return Err(Trouble::Cannot(Cannot::NoInterpretation));
                }
                let bits = self.bits;
                let args = places.into_iter().map(|i| Value::Real(N::integer(i, bits)));
                return self.enter(args, definition.body);
            }
            let model = self.model;
            match model.values.get(&name) {
                Some(Given::Function { .. }) => {
                    let args: Vec<_> = places
                        .iter()
                        .map(|&i| Value::Real(self.number(i)))
                        .collect();
                    return opaque::call(self, name, &args);
                }
                Some(Given::Listed(entries)) => {
                    return match places[..] {
                        [i] if i >= 1 && (i as usize) <= entries.len() => {
                            self.given(&Given::Number(entries[i as usize - 1].clone()))
                        }
                        _ => Err(Trouble::Undecided("an index out of range")),
                    };
                }
                _ => {}
            }
        }
        let base = self.evaluate(base)?.matrix()?;
        let (row, column) = match places[..] {
            [i] if base.columns == 1 => (i, 1),
            [j] if base.rows == 1 => (1, j),
            [i, j] => (i, j),
            _ => return Err(Trouble::Cannot(Cannot::Shapes)),
        };
        let inside =
            row >= 1 && column >= 1 && row as usize <= base.rows && column as usize <= base.columns;
        match inside {
            true => Ok(Value::Real(
                base.at(row as usize - 1, column as usize - 1).clone(),
            )),
            false => Err(Trouble::Undecided("an index out of range")),
        }
    }

    fn written_matrix(&mut self, rows: u32, columns: u32, entries: &[Id]) -> Result<Value<N>> {
        let entries = entries
            .iter()
            .map(|&entry| self.real(entry))
            .collect::<Result<Vec<_>>>()?;
        match entries.is_empty() {
            true => Err(Trouble::Cannot(Cannot::Shapes)),
            false => Ok(Value::array(Array {
                rows: rows as usize,
                columns: columns as usize,
                entries,
            })),
        }
    }

    fn cases(&mut self, rows: &[(Id, Id)]) -> Result<Value<N>> {
        for &(value, condition) in rows {
            if self.evaluate(condition)?.truth()? {
                return self.evaluate(value);
            }
        }
        Err(Trouble::uncovered())
    }

    /// Whether a relation holds between two values, where the accuracy settles it.
    fn relation(&mut self, relation: Comparison, a: Id, b: Id) -> Result<bool> {
        if relation == Comparison::In {
            return self.member(a, b);
        }
        let (a, b) = (self.evaluate(a)?, self.evaluate(b)?);
        match relation {
            Comparison::Equal => self.equal(&a, &b),
            Comparison::NotEqual => Ok(!self.equal(&a, &b)?),
            _ => {
                let order = self.order(&a, &b)?;
                Ok(order == Ordering::Less
                    || (relation == Comparison::LessEqual && order == Ordering::Equal))
            }
        }
    }

    fn order(&self, a: &Value<N>, b: &Value<N>) -> Result<Ordering> {
        match (a, b) {
            (Value::Infinite(s), Value::Infinite(t)) => Ok(s.cmp(t)),
            (Value::Infinite(s), _) => Ok(if *s {
                Ordering::Greater
            } else {
                Ordering::Less
            }),
            (_, Value::Infinite(s)) => Ok(if *s {
                Ordering::Less
            } else {
                Ordering::Greater
            }),
            _ => self.close_order(&a.real()?, &b.real()?),
        }
    }

    /// Order of numbers; in doubles, numbers within a few errors of each other count as equal.
    fn close_order(&self, a: &N, b: &N) -> Result<Ordering> {
        match a.order(b) {
            Some(order) => Ok(order),
            None if N::CERTIFIED => Err(Trouble::Undecided("order of nearly equal numbers")),
            None => Ok(Ordering::Equal),
        }
    }

    pub(super) fn equal(&self, a: &Value<N>, b: &Value<N>) -> Result<bool> {
        match (a, b) {
            (Value::Truth(s), Value::Truth(t)) => Ok(s == t),
            (Value::Infinite(s), Value::Infinite(t)) => Ok(s == t),
            (Value::Infinite(_), _) | (_, Value::Infinite(_)) => Ok(false),
            (Value::Array(x), Value::Array(y)) => {
                if (x.rows, x.columns) != (y.rows, y.columns) {
                    return Err(Trouble::Cannot(Cannot::Shapes));
                }
                for (p, q) in x.entries.iter().zip(&y.entries) {
                    if self.close_order(p, q)? != Ordering::Equal {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Value::Complex(_), _) | (_, Value::Complex(_)) => {
                let ((a, b), (c, d)) = (a.parts()?, b.parts()?);
                Ok(self.close_order(&a, &c)? == Ordering::Equal
                    && self.close_order(&b, &d)? == Ordering::Equal)
            }
            _ => Ok(self.close_order(&a.real()?, &b.real()?)? == Ordering::Equal),
        }
    }

    fn member(&mut self, a: Id, set: Id) -> Result<bool> {
        let value = self.evaluate(a)?;
        match self.evaluate(set)? {
            Value::Set(members) => {
                for member in members.iter() {
                    if self.equal(&value, member)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(Trouble::Cannot(Cannot::NoInterpretation)),
        }
    }
}
