//! What the parameters of a distribution must satisfy, and where it lives.

use crate::expr::*;

/// The conditions on the parameters of a distribution written out; None for one that is not in the table.
pub fn conditions(store: &mut Store, distribution: Id) -> Option<Vec<Id>> {
    use Operator::*;
    let Node::Apply(operator, args) = store.node(distribution).clone() else {
        return None;
    };
    let zero = store.integer(0);
    let positive = |store: &mut Store, list: &[Id]| {
        list.iter()
            .map(|&id| store.relation(Comparison::Less, zero, id))
            .collect::<std::vec::Vec<Id>>()
    };
    Some(match operator {
        Normal | LogNormal | Laplace | ExGaussian => positive(store, &args[1..]),
        Exponential | Poisson | ChiSquared => positive(store, &args),
        GammaDist | InverseGamma | BetaDist | Wald => positive(store, &args),
        Uniform => vec![store.relation(Comparison::Less, args[0], args[1])],
        MultivariateNormal => vec![store.apply(PositiveDefinite, &args[1..])],
        MatrixNormal => args[1..]
            .iter()
            .map(|&covariance| store.apply(PositiveDefinite, &[covariance]))
            .collect(),
        DiagonalNormal => vec![entries_positive(store, args[1])],
        Bernoulli => probability(store, args[0]),
        Geometric => {
            let mut all = probability(store, args[0]);
            all.extend(positive(store, &args));
            all
        }
        BinomialDist => {
            let mut all = probability(store, args[1]);
            all.push(store.relation(Comparison::LessEqual, zero, args[0]));
            all
        }
        _ => return None,
    })
}

fn probability(store: &mut Store, p: Id) -> Vec<Id> {
    let (zero, one) = (store.integer(0), store.integer(1));
    vec![
        store.relation(Comparison::LessEqual, zero, p),
        store.relation(Comparison::LessEqual, p, one),
    ]
}

fn entries_positive(store: &mut Store, vector: Id) -> Id {
    let (zero, one) = (store.integer(0), store.integer(1));
    let size = store.shape(vector).0;
    let integer = store.intern_sort(Sort::Integer);
    let inside = store.lift(vector, 1);
    let index = store.bound(0, integer);
    let entry = store.component(inside, &[index]);
    let body = store.relation(Comparison::Less, zero, entry);
    store.bind(BinderKind::ForAll, integer, Domain::Range(one, size), body)
}

/// Whether the distribution's values have that sort.
pub fn lives_on(store: &mut Store, distribution: Id, sort: SortId) -> bool {
    use Operator::*;
    let Node::Apply(operator, args) = store.node(distribution).clone() else {
        return false;
    };
    match operator {
        Normal | LogNormal | Laplace | Exponential | ChiSquared | GammaDist | InverseGamma
        | BetaDist | Uniform | Wald | ExGaussian => *store.sort_of(sort) == Sort::Real,
        Poisson | Bernoulli | Geometric | BinomialDist => *store.sort_of(sort) == Sort::Integer,
        MultivariateNormal | DiagonalNormal => {
            let size = store.shape(args[0]).0;
            *store.sort_of(sort) == Sort::Vector(size)
        }
        _ => false,
    }
}
