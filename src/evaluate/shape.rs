//! What conditions say of single names, so that models can propose values that fit.

use super::problem::Problem;
use crate::expr::*;

/// Restrictions on the values of a name (or of the entries or values of an indexed name or function).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shape {
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The low or high end itself is excluded.
    pub open: bool,
    pub integer: bool,
    pub symmetric: bool,
    pub positive_definite: bool,
    /// The entries sum to one.
    pub normalized: bool,
    /// A function that is a density of its argument.
    pub density: bool,
}

impl Shape {
    fn above(&mut self, low: f64, open: bool) {
        self.open |= open;
        self.low = Some(self.low.map_or(low, |known| known.max(low)));
    }

    fn below(&mut self, high: f64, open: bool) {
        self.open |= open;
        self.high = Some(self.high.map_or(high, |known| known.min(high)));
    }
}

/// The name of which a condition on this speaks: itself, or all its entries or values. What is said of one, `x_1` or
/// `f(x_0)`, says nothing of the others.
fn shaped(store: &Store, id: Id) -> Option<SymbolId> {
    let fixed = |&at: &Id| match store.node(at) {
        Node::Name(name) => {
            let spelling = &store.symbol(*name).spelling;
            spelling.ends_with("_{0}") || spelling.ends_with("^{*}")
        }
        _ => store.loose(at) == 0 && store.free_names(at).is_empty(),
    };
    match store.node(id) {
        Node::Component(_, at) | Node::Call(_, at) if at.iter().all(fixed) => None,
        _ => head(store, id),
    }
}

/// The name whose value, entry or function value this is.
fn head(store: &Store, id: Id) -> Option<SymbolId> {
    match store.node(id) {
        Node::Name(name) => Some(*name),
        Node::Component(base, _) | Node::Call(base, _) => head(store, *base),
        _ => None,
    }
}

/// True if all entries are in the domain of an index.
fn is_whole(store: &Store, domain: Domain) -> bool {
    match domain {
        Domain::Range(first, _) => {
            let first = store.as_number(first);
            first.is_some_and(|first| first.is_zero() || first.is_one())
        }
        _ => true,
    }
}

/// The value of an expression of numbers only.
fn number(store: &Store, id: Id) -> Option<f64> {
    match store.node(id) {
        Node::Number(value) => Some(value.to_f64()),
        Node::Constant(Constant::Pi) => Some(std::f64::consts::PI),
        Node::Product(items) => items
            .iter()
            .try_fold(1.0, |p, &i| Some(p * number(store, i)?)),
        Node::Sum(items) => items
            .iter()
            .try_fold(0.0, |s, &i| Some(s + number(store, i)?)),
        _ => None,
    }
}

impl Problem {
    /// Reads off a condition what it says of single names.
    pub(super) fn shape_from(&mut self, store: &mut Store, condition: Id) {
        match store.node(condition).clone() {
            Node::Apply(Operator::And, parts) => {
                parts.iter().for_each(|&part| self.shape_from(store, part));
            }
            Node::Bind(BinderKind::ForAll, _, domain, body) if is_whole(store, domain) => {
                self.shape_from(store, body);
            }
            Node::Relation(relation, a, b) => self.shape_from_relation(store, relation, a, b),
            Node::Apply(operator, args) => self.shape_from_operator(store, operator, &args),
            _ => {}
        }
    }

    fn shape_of(&mut self, name: SymbolId) -> &mut Shape {
        self.shapes.entry(name).or_default()
    }

    fn shape_from_relation(&mut self, store: &mut Store, relation: Comparison, a: Id, b: Id) {
        let open = matches!(relation, Comparison::Less);
        match relation {
            Comparison::Less | Comparison::LessEqual => {
                if let (Some(name), Some(high)) = (shaped(store, a), number(store, b)) {
                    self.shape_of(name).below(high, open);
                }
                if let (Some(low), Some(name)) = (number(store, a), shaped(store, b)) {
                    self.shape_of(name).above(low, open);
                }
            }
            Comparison::Equal => {
                for (x, y) in [(a, b), (b, a)] {
                    self.shape_from_equation(store, x, y);
                }
            }
            _ => {}
        }
    }

    fn shape_from_equation(&mut self, store: &mut Store, a: Id, b: Id) {
        match store.node(a).clone() {
            Node::Apply(Operator::Transpose, inner) if inner.first() == Some(&b) => {
                if let Some(name) = head(store, b) {
                    self.shape_of(name).symmetric = true;
                }
            }
            Node::Bind(BinderKind::Sum | BinderKind::Integral, _, Domain::All, body)
                if store.is_one(b) && matches!(store.node(body), Node::Call(..)) =>
            {
                if let Some(name) = head(store, body) {
                    let shape = self.shape_of(name);
                    (shape.density, shape.low) = (true, Some(0.0));
                }
            }
            Node::Bind(BinderKind::Sum, _, _, body) if store.is_one(b) => {
                let indexed = match store.node(body) {
                    Node::Component(base, _) | Node::Call(base, _) => head(store, *base),
                    _ => None,
                };
                if let Some(name) = indexed {
                    self.shape_of(name).normalized = true;
                }
            }
            // Independence: a joint density is a product of densities.
            Node::Density { family, .. } => {
                let product = matches!(store.node(b), Node::Product(parts)
                    if parts.iter().all(|&p| matches!(store.node(p), Node::Density { .. })));
                if product {
                    self.independent.insert(family);
                }
            }
            _ => {}
        }
    }

    fn shape_from_operator(&mut self, store: &mut Store, operator: Operator, args: &[Id]) {
        let Some(&first) = args.first() else {
            return;
        };
        if operator == Operator::IsDensity {
            for name in store.free_names(first) {
                if matches!(
                    store.sort_of(store.symbol(name).sort),
                    Sort::Function(..) | Sort::Vector(_) | Sort::Sequence(_)
                ) {
                    let shape = self.shape_of(name);
                    (shape.density, shape.low) = (true, Some(0.0));
                }
            }
            return;
        }
        let Some(name) = shaped(store, first) else {
            return;
        };
        let shape = self.shape_of(name);
        match operator {
            Operator::PositiveDefinite => shape.positive_definite = true,
            Operator::Symmetric => shape.symmetric = true,
            Operator::IntegerValued => shape.integer = true,
            _ => {}
        }
    }
}
