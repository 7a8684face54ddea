//! What must hold for an expression as written to be defined.

use super::matching::{Values, matches};
use super::parameters;
use crate::expr::*;
use crate::theory::{Context, FactKind};

/// Definitions unfolded inside definitions: beyond, nothing is collected.
const UNFOLDINGS: u32 = 6;

/// The conditions under which `id` is defined, each closed by ForAll over the binders it stands under.
///
/// Arguments of logarithms are positive, denominators are not zero, radicands of even roots are not negative, bases of
/// real powers are positive, inverses exist, indices of arrays are in range, integrals and infinite sums converge, ranges are not reversed, parameters of
/// distributions are admissible, conditions of conditional densities have positive density. A name that the context
/// defines is defined where its definition is.
pub fn conditions(store: &mut Store, context: &Context, id: Id) -> Vec<Id> {
    let mut collector = Collector {
        context,
        unfolded: 0,
        binders: Vec::new(),
        found: Vec::new(),
    };
    collector.visit(store, id);
    collector.found
}

struct Collector<'a> {
    context: &'a Context,
    unfolded: u32,
    binders: Vec<(SortId, Domain)>,
    found: Vec<Id>,
}

impl Collector<'_> {
    /// Notes a condition that stands under the binders open now.
    fn note(&mut self, store: &mut Store, condition: Id) {
        let mut closed = condition;
        for &(sort, domain) in self.binders.iter().rev() {
            // What does not speak of the variable holds without it, unless there may be no value of it.
            closed = if domain == Domain::All && !store.has_bound(closed, 0) {
                let any = store.integer(0);
                store.instantiate(closed, any)
            } else {
                store.bind(BinderKind::ForAll, sort, domain, closed)
            };
        }
        if !self.found.contains(&closed) {
            self.found.push(closed);
        }
    }

    fn positive(&mut self, store: &mut Store, id: Id) {
        let zero = store.integer(0);
        let condition = store.relation(Comparison::Less, zero, id);
        self.note(store, condition);
        // With a conditional density the joint one is positive.
        if let Node::Density { family, of, given } = store.node(id).clone()
            && let (given, parameters) = store.split_given(&given)
            && !given.is_empty()
        {
            let both: Vec<_> = of.iter().chain(given.iter()).copied().collect();
            let joint = store.density(family, &both, &parameters);
            let condition = store.relation(Comparison::Less, zero, joint);
            self.note(store, condition);
        }
    }

    fn visit(&mut self, store: &mut Store, id: Id) {
        match store.node(id).clone() {
            Node::Power(base, exponent) => self.power(store, base, exponent),
            Node::Apply(operator, args) => self.apply(store, id, operator, &args),
            Node::Bind(kind, sort, domain, body) => {
                return self.bind(store, id, (kind, sort, domain, body));
            }
            // A conditional density is defined where what it is given has positive density.
            Node::Density { family, given, .. } if !given.is_empty() => {
                let (given, parameters) = store.split_given(&given);
                if !given.is_empty() {
                    let condition = store.density(family, &given, &parameters);
                    self.positive(store, condition);
                }
            }
            Node::Component(base, indices) => self.component(store, base, &indices),
            // A case is only evaluated where its condition holds.
            Node::Cases(_) => return,
            _ => {}
        }
        for child in store.children(id) {
            self.visit(store, child);
        }
        self.definition(store, id);
    }

    fn definition(&mut self, store: &mut Store, id: Id) {
        if self.unfolded >= UNFOLDINGS {
            return;
        }
        if let Some(meaning) = definition_of(store, self.context, id) {
            self.unfolded += 1;
            // A name stands for a value, also in a sum that may have no terms.
            let name = matches!(store.node(id), Node::Name(_));
            let around = name.then(|| std::mem::take(&mut self.binders));
            self.visit(store, meaning);
            if let Some(around) = around {
                self.binders = around;
            }
            self.unfolded -= 1;
        }
    }

    /// Indices of arrays are in range; those that a binder runs through are left to its domain.
    fn component(&mut self, store: &mut Store, base: Id, indices: &[Id]) {
        let (rows, columns) = store.shape(base);
        let sides = match indices.len() {
            1 if !store.is_one(columns) => return,
            _ => [rows, columns],
        };
        if !store.is_array(base) {
            return;
        }
        let one = store.integer(1);
        for (&index, side) in indices.iter().zip(sides) {
            if store.loose(index) == 0 {
                for (low, high) in [(one, index), (index, side)] {
                    let condition = store.relation(Comparison::LessEqual, low, high);
                    self.note(store, condition);
                }
            }
        }
    }

    fn power(&mut self, store: &mut Store, base: Id, exponent: Id) {
        let zero = store.integer(0);
        let positive = match store.node(base) {
            Node::Number(value) => value.is_positive(),
            Node::Constant(_) => true,
            _ => false,
        };
        if positive || store.is_array(base) {
            return;
        }
        let condition = match store.as_number(exponent).cloned() {
            Some(value) if value.is_integer() => {
                if !value.is_negative() {
                    return;
                }
                store.relation(Comparison::NotEqual, base, zero)
            }
            Some(value) => {
                let even = value.to_fraction().is_none_or(|(_, d)| d % 2 == 0);
                match (even, value.is_negative()) {
                    (true, true) => store.relation(Comparison::Less, zero, base),
                    (true, false) => store.relation(Comparison::LessEqual, zero, base),
                    (false, true) => store.relation(Comparison::NotEqual, base, zero),
                    (false, false) => return,
                }
            }
            None if *store.sort(exponent) == Sort::Real => {
                store.relation(Comparison::Less, zero, base)
            }
            None => return,
        };
        self.note(store, condition);
        self.inside_power(store, condition, base);
    }

    /// What a condition on a natural power says of its base: `(a - b)^2 \neq 0` is `a - b \neq 0`.
    fn inside_power(&mut self, store: &mut Store, condition: Id, base: Id) {
        let (Node::Relation(relation, ..), Node::Power(inner, exponent)) =
            (store.node(condition).clone(), store.node(base).clone())
        else {
            return;
        };
        let natural = store.as_number(exponent).and_then(|e| e.to_i64());
        let Some(times) = natural.filter(|&times| times > 0) else {
            return;
        };
        let zero = store.integer(0);
        let condition = match (relation, times % 2) {
            (Comparison::NotEqual, _) | (Comparison::Less, 0) => {
                store.relation(Comparison::NotEqual, inner, zero)
            }
            (Comparison::Less | Comparison::LessEqual, 1) => store.relation(relation, zero, inner),
            _ => return,
        };
        self.note(store, condition);
    }

    fn apply(&mut self, store: &mut Store, id: Id, operator: Operator, args: &[Id]) {
        match operator {
            Operator::Log if *store.sort(args[0]) != Sort::Complex => self.positive(store, args[0]),
            Operator::Tan | Operator::Sec | Operator::Cot | Operator::Csc => {
                let below = match operator {
                    Operator::Tan | Operator::Sec => Operator::Cos,
                    _ => Operator::Sin,
                };
                let (below, zero) = (store.apply(below, &[args[0]]), store.integer(0));
                let condition = store.relation(Comparison::NotEqual, below, zero);
                self.note(store, condition);
            }
            Operator::Inverse => {
                let condition = store.apply(Operator::Invertible, &[args[0]]);
                self.note(store, condition);
            }
            Operator::MatrixRoot => {
                let condition = store.apply(Operator::PositiveDefinite, &[args[0]]);
                self.note(store, condition);
            }
            Operator::Factorial => {
                let zero = store.integer(0);
                let condition = store.relation(Comparison::LessEqual, zero, args[0]);
                self.note(store, condition);
            }
            Operator::Gamma => self.no_pole(store, args[0]),
            Operator::Beta => {
                let both = store.sum(args);
                for arg in [args[0], args[1], both] {
                    self.no_pole(store, arg);
                }
            }
            Operator::Divergence | Operator::CrossEntropy => {
                let condition = store.apply(Operator::Convergent, &[id]);
                self.note(store, condition);
                self.absolutely_continuous(store, args[0], args[1]);
            }
            Operator::Pdf | Operator::Cdf => {
                for condition in parameters::conditions(store, args[0]).unwrap_or_default() {
                    self.note(store, condition);
                }
            }
            Operator::Expectation
            | Operator::Entropy
            | Operator::ConditionalEntropy
            | Operator::MutualInformation
            | Operator::ConditionalExpectation
            | Operator::Variance
            | Operator::Covariance
            | Operator::Correlation => {
                let condition = store.apply(Operator::Convergent, &[id]);
                self.note(store, condition);
            }
            _ => {}
        }
    }

    /// The gamma function has no value at 0, -1, ..
    fn no_pole(&mut self, store: &mut Store, arg: Id) {
        if *store.sort(arg) == Sort::Integer {
            return self.positive(store, arg);
        }
        let gamma = store.apply(Operator::Gamma, &[arg]);
        let condition = store.apply(Operator::Convergent, &[gamma]);
        self.note(store, condition);
    }

    /// Where the second density vanishes, the first does: else a divergence is infinite.
    fn absolutely_continuous(&mut self, store: &mut Store, mut first: Id, mut second: Id) {
        let before = self.binders.len();
        while let (
            Node::Bind(BinderKind::Lambda, sort, domain, f),
            Node::Bind(BinderKind::Lambda, other, _, g),
        ) = (store.node(first), store.node(second))
        {
            if sort != other {
                break;
            }
            self.binders.push((*sort, *domain));
            (first, second) = (*f, *g);
        }
        if self.binders.len() > before {
            let zero = store.integer(0);
            let vanishes = store.relation(Comparison::Equal, first, zero);
            let positive = store.relation(Comparison::Less, zero, second);
            let condition = store.apply(Operator::Or, &[vanishes, positive]);
            self.note(store, condition);
        }
        self.binders.truncate(before);
    }

    fn bind(
        &mut self,
        store: &mut Store,
        id: Id,
        (kind, sort, domain, body): (BinderKind, SortId, Domain, Id),
    ) {
        for part in domain.ids() {
            self.visit(store, part);
        }
        match kind {
            BinderKind::Sum | BinderKind::Product | BinderKind::Integral => {
                let condition = store.apply(Operator::Convergent, &[id]);
                self.note(store, condition);
                // A range that depends on an outer index may be empty for some of its values (`\sum_i \sum_{j=i+2}^n`).
                if let Domain::Range(low, high) = domain
                    && kind != BinderKind::Integral
                    && store.loose(low) == 0
                    && store.loose(high) == 0
                {
                    let one = store.integer(1);
                    let end = store.sum(&[high, one]);
                    let ordered = store.relation(Comparison::LessEqual, low, end);
                    self.note(store, ordered);
                    // A name that counts terms is a natural number.
                    if matches!(store.node(high), Node::Name(_))
                        && *store.sort(high) == Sort::Integer
                    {
                        let zero = store.integer(0);
                        let natural = store.relation(Comparison::LessEqual, zero, high);
                        self.note(store, natural);
                    }
                }
                self.binders.push((sort, domain));
                self.visit(store, body);
                self.binders.pop();
            }
            BinderKind::Maximum | BinderKind::Minimum | BinderKind::ArgMax | BinderKind::ArgMin => {
                // The values that count are those at which the body is defined: `\arg\max_x \log x` does not say that
                // all numbers are positive. Of `\log f(x)` it is taken that f is.
                let before = self.found.len();
                self.binders.push((sort, domain));
                self.visit(store, body);
                self.binders.pop();
                if domain == Domain::All {
                    let found = self.found.split_off(before);
                    let opaque = found.into_iter().filter(|&id| !shows_variable(store, id));
                    self.found.extend(opaque.collect::<Vec<_>>());
                }
            }
            // The body need only be defined near the point, not everywhere.
            BinderKind::Derivative => {
                // The derivative exists: the limit that it is converges.
                let condition = store.apply(Operator::Convergent, &[id]);
                self.note(store, condition);
                self.differentiable_within(store, (sort, domain), body);
                if let Domain::At(point) = domain {
                    let there = store.instantiate(body, point);
                    self.visit(store, there);
                }
            }
            _ => {}
        }
    }
}

impl Collector<'_> {
    /// Where `\log f` is differentiable, so is `f = e^{\log f}`; and what varies where other terms and factors do not.
    fn differentiable_within(&mut self, store: &mut Store, at: (SortId, Domain), body: Id) {
        let inner = match store.node(body).clone() {
            Node::Apply(Operator::Log, args) => args[0],
            Node::Sum(parts) | Node::Product(parts) => {
                let (moving, fixed): (Ids, Ids) = parts
                    .iter()
                    .copied()
                    .partition(|&part| store.has_bound(part, 0));
                // A factor that may be 0 says nothing of the others.
                let tells = matches!(store.node(body), Node::Sum(_))
                    || fixed.iter().all(|&factor| is_nonzero_number(store, factor));
                match moving[..] {
                    [only] if tells => only,
                    _ => return,
                }
            }
            _ => return,
        };
        let slope = store.bind(BinderKind::Derivative, at.0, at.1, inner);
        let condition = store.apply(Operator::Convergent, &[slope]);
        self.note(store, condition);
        self.differentiable_within(store, at, inner);
    }
}

fn is_nonzero_number(store: &Store, id: Id) -> bool {
    store.as_number(id).is_some() && !store.is_zero(id)
}

/// True if a variable of the ForAlls in front stands anywhere but as an argument of functions and densities.
fn shows_variable(store: &Store, condition: Id) -> bool {
    fn shows(store: &Store, id: Id, level: u32) -> bool {
        match store.node(id) {
            Node::Call(..) | Node::Density { .. } => false,
            Node::Bound(at, _) => *at >= level,
            Node::Bind(..) => {
                let children = store.children(id);
                let (body, ends) = children.split_last().expect("a binder has a body");
                ends.iter().any(|&end| shows(store, end, level)) || shows(store, *body, level + 1)
            }
            _ => {
                let mut children = store.children(id).into_iter();
                children.any(|child| shows(store, child, level))
            }
        }
    }
    let mut body = condition;
    while let Node::Bind(BinderKind::ForAll, _, _, inner) = *store.node(body) {
        body = inner;
    }
    shows(store, body, 0)
}

/// What a definition in scope says the expression is.
pub fn definition_of(store: &mut Store, context: &Context, id: Id) -> Option<Id> {
    context
        .facts
        .iter()
        .filter(|fact| fact.kind == FactKind::Definition && fact.conditions.is_empty())
        .find_map(|fact| {
            let alike = match (store.node(fact.left), store.node(id)) {
                (Node::Name(a), Node::Name(b)) => a == b,
                (Node::Call(f, _), Node::Call(g, _)) => f == g,
                (Node::Component(a, _), Node::Component(b, _)) => a == b,
                (Node::Density { family: a, .. }, Node::Density { family: b, .. }) => a == b,
                _ => false,
            };
            if !alike {
                return None;
            }
            let pattern = fact
                .variables
                .iter()
                .fold(fact.left, |left, &name| store.close(left, name));
            let mut values = Values::from_elem(None, fact.variables.len());
            if !matches(store, pattern, id, &mut values) {
                return None;
            }
            let values: Option<Substitution> = fact
                .variables
                .iter()
                .rev()
                .zip(&values)
                .map(|(&name, &value)| Some((name, value?)))
                .collect();
            Some(store.substitute(fact.right, &values?))
        })
}
