//! Conditions that an expression carries by its distributions: a scale is positive, a covariance positive definite.

use super::scope::unmarked;
use crate::expr::{BinderKind, Comparison, Domain, Id, Node, Operator, Sort, Store};
use crate::vocabulary::distributions::{End, Values, support};

/// What a distribution asks of one of its parameters.
#[derive(Debug, Clone, Copy)]
enum Asks {
    Positive,
    /// Each entry of a vector is positive.
    EntriesPositive,
    PositiveDefinite,
    Probability,
    Natural,
    Nothing,
}

/// Distribution, what it asks of each parameter.
const PARAMETERS: &[(Operator, &[Asks])] = {
    use Asks::*;
    &[
        (Operator::Normal, &[Nothing, Positive]),
        (Operator::MultivariateNormal, &[Nothing, PositiveDefinite]),
        (Operator::DiagonalNormal, &[Nothing, EntriesPositive]),
        (Operator::Exponential, &[Positive]),
        (Operator::GammaDist, &[Positive, Positive]),
        (Operator::InverseGamma, &[Positive, Positive]),
        (Operator::BetaDist, &[Positive, Positive]),
        (Operator::Laplace, &[Nothing, Positive]),
        (Operator::LogNormal, &[Nothing, Positive]),
        (Operator::Wald, &[Positive, Positive]),
        (Operator::ExGaussian, &[Nothing, Positive, Positive]),
        (Operator::ChiSquared, &[Positive]),
        (Operator::FisherF, &[Positive, Positive]),
        (Operator::Bernoulli, &[Probability]),
        (Operator::BinomialDist, &[Natural, Probability]),
        (Operator::Geometric, &[Probability]),
        (Operator::NegativeBinomial, &[Positive, Probability]),
        (Operator::Poisson, &[Positive]),
        (Operator::BetaBinomial, &[Natural, Positive, Positive]),
        (Operator::Dirichlet, &[EntriesPositive]),
        (Operator::Wishart, &[PositiveDefinite, Positive]),
        (
            Operator::MatrixNormal,
            &[Nothing, PositiveDefinite, PositiveDefinite],
        ),
        (
            Operator::NormalGamma,
            &[Nothing, Nothing, Positive, Positive],
        ),
    ]
};

/// The conditions that the distributions in an expression put on their parameters, each closed, each once.
pub fn conditions(store: &mut Store, id: Id) -> Vec<Id> {
    let mut found = Vec::new();
    collect(store, id, &mut found);
    let law = *store.sort(id) == Sort::Distribution;
    let mut seen = rustc_hash::FxHashSet::default();
    found.retain(|&condition| {
        store.loose(condition) == 0
            && seen.insert(condition)
            && !(law && is_made_covariance(store, condition))
    });
    found
}

/// That a covariance made of others is positive definite: what is drawn may be singular, `(I - P) y` for a projection P.
fn is_made_covariance(store: &Store, condition: Id) -> bool {
    match store.node(condition) {
        Node::Apply(Operator::PositiveDefinite, args) => may_be_singular(store, args[0]),
        _ => false,
    }
}

/// True for products of matrices and differences; `K + \sigma^2 I` is no such thing.
fn may_be_singular(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Chain(_) => true,
        Node::Sum(parts) => parts.iter().any(|&part| may_be_singular(store, part)),
        Node::Product(parts) => parts.iter().any(|&part| {
            let number = store.as_number(part);
            number.is_some_and(|n| n.is_negative()) || may_be_singular(store, part)
        }),
        _ => false,
    }
}

/// That `value` is a value of the distribution, inside of its support where that is an interval.
pub fn values(store: &mut Store, distribution: Id, value: Id) -> Vec<Id> {
    let Node::Apply(operator, args) = store.node(distribution).clone() else {
        return Vec::new();
    };
    let Some((kind, low, high)) = support(operator) else {
        return Vec::new();
    };
    let relation = match kind {
        Values::Integers => Comparison::LessEqual,
        Values::Reals => Comparison::Less,
    };
    let mut found = Vec::new();
    if let Some(low) = end(store, low, &args) {
        found.push(store.relation(relation, low, value));
    }
    if let Some(high) = end(store, high, &args) {
        found.push(store.relation(relation, value, high));
    }
    found
}

/// An end of a support that is a number.
fn end(store: &mut Store, end: End, args: &[Id]) -> Option<Id> {
    match end {
        End::At(value) => Some(store.integer(value)),
        End::Parameter(at) => Some(args[at]),
        End::Infinity => None,
    }
}

fn collect(store: &mut Store, id: Id, found: &mut Vec<Id>) {
    if let Node::Apply(Operator::Uniform, ref ends) = *store.node(id) {
        let (low, high) = (ends[0], ends[1]);
        found.push(store.relation(Comparison::Less, low, high));
    }
    if let Node::Apply(operator, args) = store.node(id).clone()
        && let Some((_, asks)) = PARAMETERS.iter().find(|(known, _)| *known == operator)
    {
        for (&arg, &ask) in args.iter().zip(asks.iter()) {
            require(store, ask, arg, found);
        }
    }
    for child in store.children(id) {
        collect(store, child, found);
    }
}

fn require(store: &mut Store, ask: Asks, arg: Id, found: &mut Vec<Id>) {
    match ask {
        Asks::Nothing => {}
        Asks::Positive => positive(store, arg, found),
        Asks::PositiveDefinite => positive_definite(store, arg, found),
        Asks::Probability => {
            let (zero, one) = (store.integer(0), store.integer(1));
            found.push(store.relation(Comparison::LessEqual, zero, arg));
            found.push(store.relation(Comparison::LessEqual, arg, one));
        }
        Asks::Natural => {
            let zero = store.integer(0);
            found.push(store.relation(Comparison::LessEqual, zero, arg));
            found.push(store.apply(Operator::IntegerValued, &[arg]));
        }
        Asks::EntriesPositive => entries_positive(store, arg, found),
    }
}

/// A covariance is positive definite; of a multiple, the factors are positive, and of an inverse, what is inverted is
/// positive definite itself.
fn positive_definite(store: &mut Store, arg: Id, found: &mut Vec<Id>) {
    match store.node(arg).clone() {
        Node::Apply(Operator::Identity, _) => {}
        Node::Apply(Operator::Inverse, args) => positive_definite(store, args[0], found),
        Node::Product(factors) => {
            for &factor in &factors {
                match store.is_array(factor) {
                    true => positive_definite(store, factor, found),
                    false => positive_factor(store, factor, found),
                }
            }
        }
        _ => found.push(store.apply(Operator::PositiveDefinite, &[arg])),
    }
}

/// Letters that stand for deviations by custom: their squares are variances, and they are positive themselves. The square
/// of another name may as well be that of a coefficient or of a value.
const DEVIATIONS: &[&str] = &[r"\sigma", r"\varsigma", r"\tau", "s"];

/// `0 \leq \sigma` where the variance is `\sigma^2`.
pub fn of_variance(store: &mut Store, variance: Id) -> Option<Id> {
    let Node::Power(base, exponent) = *store.node(variance) else {
        return None;
    };
    let (zero, two) = (store.integer(0), store.integer(2));
    (exponent == two && is_deviation(store, base))
        .then(|| store.relation(Comparison::LessEqual, zero, base))
}

fn is_deviation(store: &Store, id: Id) -> bool {
    let Some(symbol) = store.head(id) else {
        return false;
    };
    DEVIATIONS.contains(&unmarked(&store.symbol(symbol).spelling))
}

/// A factor of a variance: a power of a deviation, or of what a density is written with, says that the name is positive.
fn positive_factor(store: &mut Store, factor: Id, found: &mut Vec<Id>) {
    match *store.node(factor) {
        Node::Power(base, exponent)
            if store.as_number(exponent).is_some() && is_deviation(store, base) =>
        {
            positive(store, base, found);
        }
        _ => positive(store, factor, found),
    }
}

/// `arg > 0`; of the square of a deviation the root is positive itself.
fn positive(store: &mut Store, arg: Id, found: &mut Vec<Id>) {
    if store.as_number(arg).is_some() {
        return;
    }
    let two = store.integer(2);
    let scale = match *store.node(arg) {
        Node::Power(base, exponent) if exponent == two && is_deviation(store, base) => base,
        _ => arg,
    };
    let zero = store.integer(0);
    found.push(store.relation(Comparison::Less, zero, scale));
}

/// Every entry of a vector of variances (or of deviations, where it is written as their squares) is positive.
fn entries_positive(store: &mut Store, arg: Id, found: &mut Vec<Id>) {
    let base = match store.node(arg) {
        Node::Apply(Operator::Hadamard, pair) if pair[0] == pair[1] => pair[0],
        Node::Apply(Operator::Ones, _) => return,
        _ => arg,
    };
    let size = store.shape(base).0;
    let (zero, one) = (store.integer(0), store.integer(1));
    let integer = store.intern_sort(Sort::Integer);
    let index = store.bound(0, integer);
    let lifted = store.lift(base, 1);
    let entry = store.component(lifted, &[index]);
    let body = store.relation(Comparison::Less, zero, entry);
    found.push(store.bind(BinderKind::ForAll, integer, Domain::Range(one, size), body));
}
