//! Derivatives by the rules of calculus, for bodies that are built from elementary functions: such a derivative can be
//! enclosed, where difference quotients can only be estimated. All else is left to difference quotients.

use crate::expr::*;

/// The derivative at `at` of a body by its variable `Bound(0)`; None where a rule is missing. It is undefined where the
/// body is: the body's value there takes part, times zero.
pub(super) fn derivative(store: &mut Store, body: Id, at: Id) -> Option<Id> {
    let slope = slope(store, body, 0)?;
    let (slope, value) = (store.instantiate(slope, at), store.instantiate(body, at));
    let zero = store.integer(0);
    let presence = store.product(&[zero, value]);
    Some(store.sum(&[slope, presence]))
}

/// Derivative by the variable of the binder so many levels up.
fn slope(store: &mut Store, id: Id, level: u32) -> Option<Id> {
    if !store.has_bound(id, level) {
        return match store.is_array(id) {
            true => None,
            false => Some(store.integer(0)),
        };
    }
    match store.node(id).clone() {
        Node::Bound(..) => Some(store.integer(1)),
        Node::Sum(terms) => {
            let mut slopes = Vec::new();
            for &term in terms.iter().filter(|&&t| store.has_bound(t, level)) {
                slopes.push(term);
            }
            let slopes = slopes
                .into_iter()
                .map(|term| slope(store, term, level))
                .collect::<Option<Vec<_>>>()?;
            Some(store.sum(&slopes))
        }
        Node::Product(factors) => {
            product_rule(store, &factors, level, |store, parts| store.product(parts))
        }
        Node::Chain(factors) => {
            product_rule(store, &factors, level, |store, parts| store.times(parts))
        }
        Node::Power(base, exponent) => power_rule(store, id, base, exponent, level),
        Node::Apply(operator, args) => chain_rule(store, id, operator, &args, level),
        Node::Bind(BinderKind::Sum, sort, domain, body) => {
            if domain.ids().iter().any(|&end| store.has_bound(end, level)) {
                return None;
            }
            let body = slope(store, body, level + 1)?;
            Some(store.bind(BinderKind::Sum, sort, domain, body))
        }
        _ => None,
    }
}

fn product_rule(
    store: &mut Store,
    factors: &[Id],
    level: u32,
    product: impl Fn(&mut Store, &[Id]) -> Id,
) -> Option<Id> {
    let mut terms = Vec::new();
    for (at, &factor) in factors.iter().enumerate() {
        if !store.has_bound(factor, level) {
            continue;
        }
        let mut parts = factors.to_vec();
        parts[at] = slope(store, factor, level)?;
        terms.push(product(store, &parts));
    }
    Some(store.sum(&terms))
}

fn power_rule(store: &mut Store, id: Id, base: Id, exponent: Id, level: u32) -> Option<Id> {
    if store.is_array(base) {
        return None;
    }
    let (in_base, in_exponent) = (
        store.has_bound(base, level),
        store.has_bound(exponent, level),
    );
    let mut terms = Vec::new();
    if in_base {
        let one = store.integer(1);
        let lower = match store.as_number(exponent).cloned() {
            Some(n) => store.number(n.sub(&crate::number::Rational::one())),
            None => store.subtract(exponent, one),
        };
        let (power, inner) = (store.power(base, lower), slope(store, base, level)?);
        terms.push(store.product(&[exponent, power, inner]));
    }
    if in_exponent {
        let inner = slope(store, exponent, level)?;
        let natural = matches!(store.node(base), Node::Constant(Constant::E));
        let mut parts = vec![id, inner];
        if !natural {
            parts.push(store.log(base));
        }
        terms.push(store.product(&parts));
    }
    Some(store.sum(&terms))
}

fn chain_rule(
    store: &mut Store,
    id: Id,
    operator: Operator,
    args: &[Id],
    level: u32,
) -> Option<Id> {
    use Operator::*;
    let [x] = *args else { return None };
    if matches!(operator, Transpose | Trace) {
        let inner = slope(store, x, level)?;
        return Some(store.apply(operator, &[inner]));
    }
    let (one, two) = (store.integer(1), store.integer(2));
    let outer = match operator {
        Log => store.reciprocal(x),
        Sin => store.apply(Cos, &[x]),
        Cos => {
            let sine = store.apply(Sin, &[x]);
            store.negate(sine)
        }
        Tan => {
            let square = store.power(id, two);
            store.sum(&[one, square])
        }
        Arctan => {
            let square = store.power(x, two);
            let sum = store.sum(&[one, square]);
            store.reciprocal(sum)
        }
        Sinh => store.apply(Cosh, &[x]),
        Cosh => store.apply(Sinh, &[x]),
        Tanh => {
            let square = store.power(id, two);
            store.subtract(one, square)
        }
        Sigmoid => {
            let rest = store.subtract(one, id);
            store.product(&[id, rest])
        }
        Gamma => {
            let digamma = store.apply(Digamma, &[x]);
            store.product(&[id, digamma])
        }
        Digamma => store.apply(Trigamma, &[x]),
        _ => return None,
    };
    let inner = slope(store, x, level)?;
    Some(store.product(&[outer, inner]))
}
