//! What a claim is about: its definitions, its conditions, and the names that a model has to give values to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::expand::expand;
use super::isolate::{isolate, root};
use super::shape::Shape;
use crate::expr::*;
use crate::number::Rational;
use crate::theory::{Context, FactKind};
use crate::vocabulary::distributions::{Values, support};

/// A name, function, or indexed name given by an expression in which the arguments are bound variables (the last one is
/// `Bound(0)`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Definition {
    pub arity: usize,
    pub body: Id,
}

/// A density given by an expression; the arguments are the values of the slots, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct DensityDefinition {
    pub of: Vec<SymbolId>,
    pub given: Vec<SymbolId>,
    pub body: Id,
}

/// Everything that does not depend on the model.
#[derive(Debug, Default, PartialEq)]
pub struct Problem {
    pub definitions: FxHashMap<SymbolId, Definition>,
    pub densities: FxHashMap<SymbolId, Vec<DensityDefinition>>,
    /// Truth-sorted closed expressions that a model has to satisfy.
    pub conditions: Vec<Id>,
    /// Names that are supposed to be positive or 0.
    nonnegative: FxHashSet<SymbolId>,
    /// Names to give values to, in order of structure; families of densities included.
    pub names: Vec<SymbolId>,
    /// The slots of each family that occur.
    pub slots: FxHashMap<SymbolId, Vec<SymbolId>>,
    /// Integer names that are sizes or ends of ranges.
    pub sizes: FxHashSet<SymbolId>,
    /// Largest size for models; smaller where vectors are integrated over.
    pub greatest_size: i64,
    /// For each indexed integer name the arrays whose places it names.
    pub indices: FxHashMap<SymbolId, Vec<Id>>,
    /// Sorts whose values are the points of a finite weighted space.
    pub spaces: FxHashSet<SortId>,
    /// Names that stand as arguments of densities, with the sort of the slot.
    pub points: FxHashMap<SymbolId, SortId>,
    /// What the conditions say of single names.
    pub shapes: FxHashMap<SymbolId, Shape>,
    /// True for inequalities: bounds that hold for wide densities only (`p(x) \leq 1`) are to be tried with narrow ones.
    pub concentrates: bool,
    /// Names that are compared with a variable whose values are integers.
    pub whole: FxHashSet<SymbolId>,
    /// Families whose slots are supposed independent.
    pub independent: FxHashSet<SymbolId>,
    /// Names that stand under a logarithm or root, where negative values are mostly undefined.
    pub under_log: FxHashSet<SymbolId>,
    /// Names of random variables (and events) that occur.
    pub random: FxHashSet<SymbolId>,
    /// Distribution of each random name that has one.
    pub draws: FxHashMap<SymbolId, Id>,
    /// True if models may give a name another value than is meant, so that they refute nothing.
    pub unchecked: bool,
    /// The two sides of the claim.
    pub sides: [Option<Id>; 2],
}

/// Names that are supposed not to be negative, also as deviations: their squares are called variances.
fn nonnegative(store: &Store, context: &Context) -> FxHashSet<SymbolId> {
    let supposed = context.hypotheses.iter().chain(&context.carried);
    let equations = context
        .facts
        .iter()
        .filter(|fact| fact.variables.is_empty());
    let sides = equations.flat_map(|fact| [(fact.left, fact.right), (fact.right, fact.left)]);
    let deviations = sides.filter_map(|(square, value)| match *store.node(square) {
        Node::Power(base, exponent)
            if matches!(store.node(value), Node::Apply(Operator::Variance, _))
                && store.as_number(exponent) == Some(&Rational::from(2)) =>
        {
            match *store.node(base) {
                Node::Name(name) => Some(name),
                _ => None,
            }
        }
        _ => None,
    });
    let names = supposed.filter_map(|&(condition, _)| match *store.node(condition) {
        Node::Relation(Comparison::Less | Comparison::LessEqual, low, name)
            if store.is_zero(low) =>
        {
            match *store.node(name) {
                Node::Name(name) => Some(name),
                _ => None,
            }
        }
        _ => None,
    });
    names.chain(deviations).collect()
}

/// Rounds of following names through definitions and conditions.
const MAX_ROUNDS: usize = 8;

impl Problem {
    /// Collects what is said of the names of `roots` and, through definitions and conditions, of the names of these.
    pub fn new(store: &mut Store, context: &Context, roots: &[Id]) -> Self {
        let mut problem = Problem {
            greatest_size: 6,
            nonnegative: nonnegative(store, context),
            ..Problem::default()
        };
        for (side, &root) in problem.sides.iter_mut().zip(roots) {
            *side = Some(root);
        }
        let mut known = FxHashSet::default();
        let mut reach = Reach::default();
        roots.iter().for_each(|&id| reach.visit(store, id));
        for _ in 0..MAX_ROUNDS {
            let before = (reach.names.len(), known.len());
            problem.gather(store, context, &mut reach, &mut known);
            if (reach.names.len(), known.len()) == before {
                break;
            }
        }
        problem.solve_equations(store, &reach);
        problem.describe(store, reach);
        problem
    }

    /// Makes definitions of the equations of numbers that can be solved for a name, each in terms of those before it.
    fn solve_equations(&mut self, store: &mut Store, reach: &Reach) {
        let mut conditions = std::mem::take(&mut self.conditions);
        let mut known = FxHashSet::default();
        conditions.retain(|&condition| known.insert(condition));
        let claim: Vec<Id> = self.sides.into_iter().flatten().collect();
        conditions.retain(|&condition| {
            let Node::Relation(Comparison::Equal, left, right) = *store.node(condition) else {
                return true;
            };
            let solved = root(store, (left, right), &claim);
            !solved.is_some_and(|(name, value)| self.define_name(store, name, &[], value, &[]))
        });
        // One equation by itself is met by drawing, also where what it would be divided by is 0.
        let equation = |id: &&Id| matches!(store.node(**id), Node::Relation(Comparison::Equal, ..));
        let alone = conditions.iter().filter(equation).count() < 2;
        if alone && !conditions.iter().any(|&id| has_open_power(store, id)) {
            self.conditions = conditions;
            return;
        }
        let bounds: Vec<Id> = (conditions.iter().copied())
            .filter(|&id| !matches!(store.node(id), Node::Relation(Comparison::Equal, ..)))
            .collect();
        conditions.retain(|&condition| {
            let Node::Relation(Comparison::Equal, left, right) = *store.node(condition) else {
                return true;
            };
            if *store.sort(left) != Sort::Real {
                return true;
            }
            // A second meaning of a name may be another one that is meant, and no equation between the two.
            let again = |side: Id| match store.node(side) {
                Node::Name(name) => self.definitions.contains_key(name),
                _ => false,
            };
            if again(left) || again(right) {
                return true;
            }
            let sides = [left, right].map(|side| self.unfolded(store, side));
            let mut names = sides.map(|side| store.free_names(side)).concat();
            names.sort_unstable();
            names.dedup();
            names.retain(|name| {
                *store.sort_of(store.symbol(*name).sort) == Sort::Real
                    && !self.definitions.contains_key(name)
                    && !reach.sizes.contains(name)
                    && !reach.indices.contains_key(name)
                    && !reach.points.iter().any(|(point, _)| point == name)
            });
            // A name without bounds is rarely given a value outside of them.
            names.sort_by_key(|&name| bounds.iter().any(|&bound| store.mentions(bound, name)));
            let solved = isolate(store, (sides[0], sides[1]), &names);
            !solved.is_some_and(|(name, value)| self.define_name(store, name, &[], value, &[]))
        });
        self.conditions = conditions;
    }

    /// The expression with the defined names in it replaced by what they are.
    fn unfolded(&self, store: &mut Store, mut id: Id) -> Id {
        for _ in 0..MAX_ROUNDS {
            let mut values = Substitution::default();
            for name in store.free_names(id) {
                if let Some(definition) = self.definitions.get(&name).filter(|d| d.arity == 0) {
                    values.insert(name, definition.body);
                }
            }
            if values.is_empty() {
                break;
            }
            id = store.substitute(id, &values);
        }
        id
    }

    fn gather(
        &mut self,
        store: &mut Store,
        context: &Context,
        reach: &mut Reach,
        known: &mut FxHashSet<(u8, usize)>,
    ) {
        for (at, fact) in context.facts.iter().enumerate() {
            let key = (0, at);
            if known.contains(&key) || fact.kind == FactKind::Result {
                continue;
            }
            let defines = defined_name(store, fact.left);
            let relevant = match (fact.kind, defines) {
                (FactKind::Definition, Some(name)) => reach.names.contains(&name),
                _ => reach.meets(store, fact.left) || reach.meets(store, fact.right),
            };
            if !relevant {
                continue;
            }
            known.insert(key);
            let right = expand(store, fact.right);
            if !self.define(store, fact.left, right, &fact.variables) {
                let holds = as_condition(store, fact.left, right, &fact.variables);
                match fact.variables.is_empty() {
                    true => self.suppose(store, holds),
                    false => self.conditions.push(holds),
                }
            }
            reach.visit(store, fact.left);
            reach.visit(store, fact.right);
        }
        let supposed = context.hypotheses.iter().chain(&context.carried);
        for (at, (condition, _)) in supposed.enumerate() {
            if known.contains(&(1, at)) || !reach.meets(store, *condition) {
                continue;
            }
            known.insert((1, at));
            self.suppose(store, *condition);
            reach.visit(store, *condition);
        }
    }

    /// Takes a condition apart; equations that give a name its value become definitions.
    fn suppose(&mut self, store: &mut Store, condition: Id) {
        match store.node(condition).clone() {
            Node::Apply(Operator::And, parts) => {
                parts.iter().for_each(|&part| self.suppose(store, part));
            }
            Node::Apply(Operator::Draw, pair) if pair.len() == 2 => match store.node(pair[0]) {
                Node::Name(name) => {
                    let name = *name;
                    self.draws.entry(name).or_insert(pair[1]);
                }
                _ => self.conditions.push(condition),
            },
            Node::Relation(Comparison::Equal, a, b) => {
                let defined = self.define(store, a, b, &[])
                    || self.define(store, b, a, &[])
                    || self.define_root(store, a, b)
                    || self.define_root(store, b, a)
                    || self.define_factor(store, a, b)
                    || self.define_factor(store, b, a);
                if !defined {
                    self.conditions.push(condition);
                }
            }
            _ => self.conditions.push(condition),
        }
    }

    /// Enters `left := right` if it has the form of a definition of something not defined yet.
    fn define(&mut self, store: &mut Store, left: Id, right: Id, variables: &[SymbolId]) -> bool {
        match store.node(left).clone() {
            Node::Name(name) => self.define_name(store, name, &[], right, variables),
            Node::Call(head, args) | Node::Component(head, args) => match *store.node(head) {
                Node::Name(name) => {
                    let indexed = matches!(store.node(left), Node::Component(..));
                    let variables = match indexed && variables.is_empty() {
                        true => general(store, &args, right),
                        false => variables.to_vec(),
                    };
                    self.define_name(store, name, &args, right, &variables)
                }
                _ => false,
            },
            Node::Density { family, of, given } => {
                if store.mentions(right, family) {
                    return false;
                }
                let values: Vec<Id> = of.iter().chain(given.iter()).map(|&(_, v)| v).collect();
                let variables = match variables {
                    [] => general(store, &values, right),
                    _ => variables.to_vec(),
                };
                let Some(body) = close_over(store, &values, right, &variables) else {
                    return false;
                };
                let slots = |pairs: &[(SymbolId, Id)]| pairs.iter().map(|&(s, _)| s).collect();
                let entry = DensityDefinition {
                    of: slots(&of),
                    given: slots(&given),
                    body,
                };
                let rows = self.densities.entry(family).or_default();
                let known = rows
                    .iter()
                    .any(|r| r.of == entry.of && r.given == entry.given);
                if !known {
                    rows.push(entry);
                }
                !known
            }
            _ => false,
        }
    }

    /// `x^2 = a` gives `x` as the root where it is not negative. Elsewhere one of two values would stand for both.
    fn define_root(&mut self, store: &mut Store, square: Id, value: Id) -> bool {
        let Node::Power(base, exponent) = *store.node(square) else {
            return false;
        };
        let two = store.integer(2);
        let Node::Name(name) = *store.node(base) else {
            return false;
        };
        if exponent != two || !self.nonnegative.contains(&name) {
            return false;
        }
        let root = store.sqrt(value);
        self.define(store, base, root, &[])
    }

    /// `W V W^T = S` gives the square matrix `V` as `W^{-1} S (W^T)^{-1}`, and `V^{-1} = S` gives it as `S^{-1}`: the models
    /// are those in which the other factors are invertible.
    fn define_factor(&mut self, store: &mut Store, product: Id, value: Id) -> bool {
        let factors = match store.node(product).clone() {
            Node::Chain(factors) => factors.to_vec(),
            Node::Apply(Operator::Inverse, _) => vec![product],
            _ => return false,
        };
        let square = |&factor: &Id| matches!(store.sort(factor), Sort::Matrix(m, n) if m == n);
        if !factors.iter().all(square) {
            return false;
        }
        for at in (0..factors.len()).rev() {
            let (name, inverted) = match store.node(factors[at]) {
                Node::Apply(Operator::Inverse, of) => (of[0], true),
                _ => (factors[at], false),
            };
            let once = |(other, &factor): (usize, &Id)| other == at || !occurs(store, factor, name);
            let is_name = matches!(store.node(name), Node::Name(_));
            if !is_name || !factors.iter().enumerate().all(once) {
                continue;
            }
            let mut inverses: Vec<Id> = factors.clone();
            for factor in &mut inverses {
                *factor = store.apply(Operator::Inverse, &[*factor]);
            }
            let before = inverses[..at].iter().rev().copied();
            let after = inverses[at + 1..].iter().rev().copied();
            let whole: Vec<Id> = before.chain([value]).chain(after).collect();
            let mut meaning = store.times(&whole);
            if inverted {
                meaning = store.apply(Operator::Inverse, &[meaning]);
            }
            if self.define(store, name, meaning, &[]) {
                // Of `W V W = S` authors mean the positive definite root.
                self.unchecked |= squares(store, product) || squares(store, value);
                return true;
            }
        }
        false
    }

    fn define_name(
        &mut self,
        store: &mut Store,
        name: SymbolId,
        args: &[Id],
        right: Id,
        variables: &[SymbolId],
    ) -> bool {
        if self.definitions.contains_key(&name)
            || variables.contains(&name)
            || store.mentions(right, name)
            || self.circular(store, name, right, 0)
        {
            return false;
        }
        let Some(body) = close_over(store, args, right, variables) else {
            return false;
        };
        let arity = args.len();
        self.definitions.insert(name, Definition { arity, body });
        true
    }

    /// True if `name` occurs in what the definitions make of `id`.
    fn circular(&self, store: &Store, name: SymbolId, id: Id, depth: usize) -> bool {
        depth > 16
            || store.free_names(id).into_iter().any(|free| {
                free == name
                    || self
                        .definitions
                        .get(&free)
                        .is_some_and(|d| self.circular(store, name, d.body, depth + 1))
            })
    }

    fn describe(&mut self, store: &mut Store, reach: Reach) {
        self.sizes = reach.sizes;
        self.indices = reach.indices;
        self.slots = reach.slots;
        self.under_log = reach.under_log;
        self.names = reach.names;
        let names = self.names.clone();
        for name in names {
            if varies(store, store.symbol(name).sort) {
                self.random.insert(name);
            }
        }
        for (name, sort) in reach.points {
            self.points.entry(name).or_insert(sort);
        }
        let conditions = self.conditions.clone();
        for condition in conditions {
            self.shape_from(store, condition);
        }
        for id in reach.seen {
            if let Node::Relation(_, a, b) = *store.node(id) {
                for (variable, other) in [(a, b), (b, a)] {
                    if self.counts(store, variable) {
                        self.whole.extend(store.free_names(other));
                    }
                }
            }
        }
        super::space::choose(self, store);
    }
}

impl Problem {
    /// True if a random variable of integers occurs in the expression.
    fn counts(&self, store: &Store, id: Id) -> bool {
        store.free_names(id).into_iter().any(|name| {
            let drawn = self.draws.get(&name).is_some_and(|&law| {
                matches!(store.node(law), Node::Apply(operator, _)
                    if matches!(support(*operator), Some((Values::Integers, ..))))
            });
            let sort = store.sort_of(store.symbol(name).sort);
            drawn
                || matches!(sort, Sort::Random(inner)
                    if *store.sort_of(*inner) == Sort::Integer)
        })
    }
}

impl Problem {
    /// Names that expressions depend on, also through definitions and distributions, and all sizes.
    pub fn reached(
        &self,
        store: &Store,
        from: impl IntoIterator<Item = Id>,
    ) -> FxHashSet<SymbolId> {
        let mut reached = self.sizes.clone();
        let mut ahead: Vec<Id> = from.into_iter().collect();
        while let Some(id) = ahead.pop() {
            for name in store.free_names(id) {
                if reached.insert(name) {
                    ahead.extend(self.definitions.get(&name).map(|d| d.body));
                    ahead.extend(self.draws.get(&name));
                    let rows = self.densities.get(&name).into_iter().flatten();
                    ahead.extend(rows.map(|row| row.body));
                }
            }
        }
        reached
    }
}

/// What depends on some names, also through definitions.
pub(super) struct Dependence<'a> {
    store: &'a Store,
    problem: &'a Problem,
    names: &'a [SymbolId],
    known: FxHashMap<Id, bool>,
}

impl<'a> Dependence<'a> {
    pub fn new(store: &'a Store, problem: &'a Problem, names: &'a [SymbolId]) -> Self {
        Self {
            store,
            problem,
            names,
            known: FxHashMap::default(),
        }
    }

    /// True if the expression may have another value where the names have.
    pub fn includes(&mut self, id: Id) -> bool {
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        let own = match self.store.node(id) {
            Node::Name(name) => self.varies(*name),
            Node::Density { family, .. } => {
                self.problem.densities.contains_key(family) || self.varies(*family)
            }
            _ => false,
        };
        let found = own || {
            let children = self.store.children(id);
            children.iter().any(|&child| self.includes(child))
        };
        self.known.insert(id, found);
        found
    }

    /// Distributions are not followed: what is drawn may depend on anything.
    fn varies(&mut self, name: SymbolId) -> bool {
        self.names.contains(&name)
            || self.problem.draws.contains_key(&name)
            || (self.problem.definitions.get(&name))
                .is_some_and(|definition| self.includes(definition.body))
    }
}

/// True for random variables, families of them, and events: they have a value for each outcome.
fn varies(store: &Store, sort: SortId) -> bool {
    match store.sort_of(sort) {
        Sort::Random(_) | Sort::Truth => true,
        Sort::Sequence(inner) | Sort::Function(_, inner) => {
            matches!(store.sort_of(*inner), Sort::Random(_))
        }
        _ => false,
    }
}

/// The name that a definition with this left side would define.
fn defined_name(store: &Store, left: Id) -> Option<SymbolId> {
    match store.node(left) {
        Node::Name(name) => Some(*name),
        Node::Density { family, .. } => Some(*family),
        Node::Call(head, _) | Node::Component(head, _) => defined_name(store, *head),
        _ => None,
    }
}

/// The names that an equation for a density or an item of a sequence is of, where its right side varies with each of them:
/// what is supposed at any point is modelled as holding at all points.
fn general(store: &Store, arguments: &[Id], right: Id) -> Vec<SymbolId> {
    let name = |&id: &Id| match *store.node(id) {
        Node::Name(name) if store.mentions(right, name) => Some(name),
        _ => None,
    };
    let names: Option<Vec<SymbolId>> = arguments.iter().map(name).collect();
    names.unwrap_or_default()
}

/// `right` with the arguments bound, when these are distinct variables.
fn close_over(store: &mut Store, args: &[Id], right: Id, variables: &[SymbolId]) -> Option<Id> {
    let mut names = Vec::new();
    for &arg in args {
        match *store.node(arg) {
            Node::Name(name) if variables.contains(&name) && !names.contains(&name) => {
                names.push(name);
            }
            _ => return None,
        }
    }
    if variables
        .iter()
        .any(|v| !names.contains(v) && store.mentions(right, *v))
    {
        return None;
    }
    let mut body = store.lambda(&names, right);
    for _ in &names {
        match *store.node(body) {
            Node::Bind(BinderKind::Lambda, _, _, inner) => body = inner,
            _ => return None,
        }
    }
    Some(body)
}

/// True if an expression shows a power that is no whole one: drawing does not meet equations of such.
fn has_open_power(store: &Store, id: Id) -> bool {
    let own = match *store.node(id) {
        Node::Power(_, exponent) => !store.as_number(exponent).is_some_and(Rational::is_integer),
        _ => false,
    };
    let mut children = store.children(id).into_iter();
    own || children.any(|child| has_open_power(store, child))
}

/// True for a product in which a matrix stands twice, and for a power of one.
fn squares(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Chain(factors) => (1..factors.len()).any(|at| factors[..at].contains(&factors[at])),
        Node::Power(base, _) => store.is_array(*base),
        _ => false,
    }
}

fn occurs(store: &Store, whole: Id, part: Id) -> bool {
    whole == part
        || store
            .children(whole)
            .iter()
            .any(|&child| occurs(store, child, part))
}

/// The condition that an equation in scope holds for all values of its variables.
fn as_condition(store: &mut Store, left: Id, right: Id, variables: &[SymbolId]) -> Id {
    let truth = store.constant(Constant::True);
    let mut condition = if right == truth {
        left
    } else {
        store.relation(Comparison::Equal, left, right)
    };
    for &variable in variables.iter().rev() {
        condition = store.bind_name(BinderKind::ForAll, variable, Domain::All, condition);
    }
    condition
}

/// What occurs in a set of expressions.
#[derive(Default)]
struct Reach {
    seen: FxHashSet<Id>,
    names: Vec<SymbolId>,
    sizes: FxHashSet<SymbolId>,
    indices: FxHashMap<SymbolId, Vec<Id>>,
    slots: FxHashMap<SymbolId, Vec<SymbolId>>,
    points: Vec<(SymbolId, SortId)>,
    under_log: FxHashSet<SymbolId>,
}

impl Reach {
    fn meets(&self, store: &Store, id: Id) -> bool {
        store.free_names(id).iter().any(|n| self.names.contains(n))
    }

    fn visit(&mut self, store: &Store, id: Id) {
        if !self.seen.insert(id) {
            return;
        }
        match store.node(id) {
            Node::Name(name) => self.name(store, *name),
            Node::Density { family, of, given } => {
                self.name(store, *family);
                for &(slot, value) in of.iter().chain(given.iter()) {
                    let slots = self.slots.entry(*family).or_default();
                    if !slots.contains(&slot) {
                        slots.push(slot);
                    }
                    if let Node::Name(name) = store.node(value) {
                        self.points.push((*name, store.symbol(slot).sort));
                    }
                }
            }
            Node::Bind(_, sort, domain, _) => {
                if let Domain::Range(a, b) = domain {
                    let kind = store.node(id);
                    let discrete = !matches!(kind, Node::Bind(BinderKind::Integral, ..));
                    for &end in [a, b].iter().filter(|_| discrete) {
                        self.size(store, *end);
                    }
                }
                self.sort(store, *sort);
            }
            Node::Apply(Operator::Identity | Operator::Ones | Operator::ZeroVector, args) => {
                args.iter().for_each(|&arg| self.size(store, arg));
            }
            Node::Apply(Operator::Log, args) => args
                .iter()
                .for_each(|&arg| self.factors_under_log(store, arg)),
            Node::Power(base, exponent) if matches!(store.node(*exponent), Node::Number(n) if !n.is_integer()) =>
            {
                self.factors_under_log(store, *base);
            }
            Node::Component(base, indices) => {
                for index in indices {
                    if let Node::Name(name) = store.node(*index) {
                        self.indices.entry(*name).or_default().push(*base);
                    }
                }
            }
            _ => {}
        }
        for child in store.children(id) {
            self.visit(store, child);
        }
    }

    /// Names whose sign decides that of a product.
    fn factors_under_log(&mut self, store: &Store, id: Id) {
        match store.node(id) {
            Node::Name(name) => drop(self.under_log.insert(*name)),
            Node::Component(base, _) | Node::Call(base, _) => self.factors_under_log(store, *base),
            Node::Product(parts) | Node::Sum(parts) => parts
                .iter()
                .for_each(|&part| self.factors_under_log(store, part)),
            Node::Power(base, exponent)
                if !matches!(store.node(*exponent), Node::Number(n)
                    if n.to_i64().is_some_and(|n| n % 2 == 0)) =>
            {
                self.factors_under_log(store, *base);
            }
            Node::Bind(
                BinderKind::Sum | BinderKind::Product | BinderKind::Integral,
                _,
                _,
                body,
            ) => {
                self.factors_under_log(store, *body);
            }
            _ => {}
        }
    }

    fn name(&mut self, store: &Store, name: SymbolId) {
        if !self.names.contains(&name) {
            self.names.push(name);
            self.sort(store, store.symbol(name).sort);
        }
    }

    /// Sizes named in a sort.
    fn sort(&mut self, store: &Store, sort: SortId) {
        match store.sort_of(sort) {
            Sort::Vector(n) => self.size(store, *n),
            Sort::Matrix(m, n) => {
                self.size(store, *m);
                self.size(store, *n);
            }
            Sort::Sequence(inner) | Sort::Random(inner) | Sort::Set(inner) => {
                self.sort(store, *inner);
            }
            Sort::Function(args, result) => {
                args.iter().for_each(|&arg| self.sort(store, arg));
                self.sort(store, *result);
            }
            _ => {}
        }
    }

    fn size(&mut self, store: &Store, id: Id) {
        self.visit(store, id);
        self.sizes
            .extend(store.free_names(id).into_iter().filter(|&name| {
                matches!(
                    store.sort_of(store.symbol(name).sort),
                    Sort::Integer | Sort::Real | Sort::Unknown
                )
            }));
    }
}
