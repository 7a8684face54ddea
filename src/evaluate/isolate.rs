//! Equations solved for a name, so that models satisfy them by construction: `a x = b y` gives x, `p + q = 1` gives p.

use crate::expr::*;
use crate::number::Rational;

/// Multiples of expressions that are added up.
type Terms = Vec<(Rational, Id)>;

/// The name and its value where an equation of numbers gives one in closed form; names are tried in the order in which
/// they are passed. The value is one that fulfils the equation wherever it is defined.
pub(super) fn isolate(
    store: &mut Store,
    (left, right): (Id, Id),
    names: &[SymbolId],
) -> Option<(SymbolId, Id)> {
    if !is_plain(store, left) || !is_plain(store, right) {
        return None;
    }
    names.iter().find_map(|&name| {
        let value = match (store.mentions(left, name), store.mentions(right, name)) {
            (true, false) => inverted(store, left, right, name),
            (false, true) => inverted(store, right, left, name),
            (true, true) => {
                let mut terms = Terms::new();
                gather(store, left, &Rational::integer(1), &mut terms);
                gather(store, right, &Rational::integer(-1), &mut terms);
                let zero = store.integer(0);
                from_terms(store, &terms, zero, name)
            }
            (false, false) => None,
        }?;
        (!store.mentions(value, name)).then_some((name, value))
    })
}

/// The name and its root where an equation says what an even power of it is, of which the claim shows even powers alone:
/// either root fulfils both.
pub(super) fn root(
    store: &mut Store,
    (left, right): (Id, Id),
    claim: &[Id],
) -> Option<(SymbolId, Id)> {
    let (name, exponent) = even_power(store, left)?;
    let signed = |&side: &Id| shows_sign(store, side, name);
    if store.mentions(right, name) || claim.iter().any(signed) {
        return None;
    }
    let inverse = store.reciprocal(exponent);
    Some((name, store.power(right, inverse)))
}

/// The name of which it is an even power, and the exponent.
fn even_power(store: &Store, id: Id) -> Option<(SymbolId, Id)> {
    let Node::Power(base, exponent) = *store.node(id) else {
        return None;
    };
    let Node::Name(name) = *store.node(base) else {
        return None;
    };
    let even = store.as_number(exponent).and_then(Rational::to_i64)? % 2 == 0;
    even.then_some((name, exponent))
}

/// True if the name stands there otherwise than under an even power.
fn shows_sign(store: &Store, id: Id, name: SymbolId) -> bool {
    if even_power(store, id).is_some_and(|(of, _)| of == name) {
        return false;
    }
    *store.node(id) == Node::Name(name)
        || (store.children(id).into_iter()).any(|child| shows_sign(store, child, name))
}

/// True for what is made of names and numbers by arithmetic, exponentials and logarithms: it costs little at each point.
fn is_plain(store: &Store, id: Id) -> bool {
    let own = match store.node(id) {
        Node::Number(_) | Node::Constant(_) | Node::Name(_) => true,
        Node::Sum(_) | Node::Product(_) | Node::Power(..) => true,
        Node::Apply(operator, _) => *operator == Operator::Log,
        _ => false,
    };
    let children = store.children(id);
    own && children.into_iter().all(|child| is_plain(store, child))
}

/// What the name is where `of`, in which alone it stands, has that value.
fn inverted(store: &mut Store, of: Id, value: Id, name: SymbolId) -> Option<Id> {
    match store.node(of).clone() {
        Node::Name(own) => (own == name).then_some(value),
        Node::Sum(_) => {
            let mut terms = Terms::new();
            gather(store, of, &Rational::integer(1), &mut terms);
            from_terms(store, &terms, value, name)
        }
        Node::Product(factors) => {
            let (with, others): (Vec<Id>, Vec<Id>) =
                (factors.iter()).partition(|&&factor| store.mentions(factor, name));
            let [factor] = with[..] else {
                return None;
            };
            let others = store.product(&others);
            let value = store.divide(value, others);
            inverted(store, factor, value, name)
        }
        Node::Power(base, exponent) if store.mentions(base, name) => {
            // An even power has two roots.
            let even = |n: &Rational| n.to_i64().is_none_or(|n| n % 2 == 0);
            if store.mentions(exponent, name) || store.as_number(exponent).is_some_and(even) {
                return None;
            }
            let root = store.reciprocal(exponent);
            let value = store.power(value, root);
            inverted(store, base, value, name)
        }
        Node::Power(base, exponent) if matches!(store.node(base), Node::Constant(Constant::E)) => {
            let value = store.log(value);
            inverted(store, exponent, value, name)
        }
        Node::Apply(Operator::Log, of) => {
            let value = store.exp(value);
            inverted(store, of[0], value, name)
        }
        _ => None,
    }
}

/// The name where terms, of which one shows it or some are linear in it, have that sum.
fn from_terms(store: &mut Store, terms: &Terms, value: Id, name: SymbolId) -> Option<Id> {
    let (with, others): (Vec<_>, Vec<_>) =
        (terms.iter()).partition(|(_, core)| store.mentions(*core, name));
    let mut rest = Vec::new();
    if !store.is_zero(value) {
        rest.push(value);
    }
    for (by, core) in others {
        rest.push(multiple(store, &by.neg(), *core));
    }
    let rest = store.sum(&rest);
    if let [(by, core)] = with[..] {
        let by = store.number(by.clone());
        let value = store.divide(rest, by);
        return inverted(store, *core, value, name);
    }
    let zero = store.integer(0);
    let mut slopes = Vec::new();
    for (by, core) in with {
        let factors = match store.node(*core) {
            Node::Product(factors) => factors.to_vec(),
            _ => vec![*core],
        };
        let (own, others): (Vec<Id>, Vec<Id>) =
            (factors.iter()).partition(|&&factor| store.mentions(factor, name));
        let linear = matches!(own[..], [one] if matches!(store.node(one), Node::Name(_)));
        let slope = linear.then(|| store.product(&others))?;
        slopes.push(multiple(store, by, slope));
    }
    // What is a multiple of the name on both sides holds where it is 0, which nobody means.
    if slopes.is_empty() || rest == zero {
        return None;
    }
    let slope = store.sum(&slopes);
    Some(store.divide(rest, slope))
}

/// Adds the terms of a multiple of a sum, each a number times what it is a multiple of; like terms are added up.
fn gather(store: &mut Store, of: Id, by: &Rational, terms: &mut Terms) {
    let factors = match store.node(of).clone() {
        Node::Sum(own) => return own.iter().for_each(|&one| gather(store, one, by, terms)),
        Node::Product(factors) => factors,
        _ => Ids::from_slice(&[of]),
    };
    let mut by = by.clone();
    let mut others = Ids::new();
    for factor in factors {
        match store.as_number(factor) {
            Some(number) => by = by.mul(number),
            None => others.push(factor),
        }
    }
    if let [one] = others[..]
        && matches!(store.node(one), Node::Sum(_))
    {
        return gather(store, one, &by, terms);
    }
    let core = collected(store, &others);
    match terms.iter_mut().find(|(_, known)| *known == core) {
        Some((known, _)) => *known = known.add(&by),
        None => terms.push((by, core)),
    }
    terms.retain(|(by, _)| !by.is_zero());
}

/// The product of factors with the numeric powers of one base put together: $x x^{-1}$ is 1.
fn collected(store: &mut Store, factors: &[Id]) -> Id {
    let mut powers: Vec<(Id, Rational)> = Vec::new();
    for &factor in factors {
        let (base, exponent) = match *store.node(factor) {
            Node::Power(base, exponent) => match store.as_number(exponent) {
                Some(number) => (base, number.clone()),
                None => (factor, Rational::integer(1)),
            },
            _ => (factor, Rational::integer(1)),
        };
        match powers.iter_mut().find(|(known, _)| *known == base) {
            Some((_, known)) => *known = known.add(&exponent),
            None => powers.push((base, exponent)),
        }
    }
    powers.retain(|(_, exponent)| !exponent.is_zero());
    let mut factors = Vec::new();
    for (base, exponent) in powers {
        let exponent = store.number(exponent);
        factors.push(match store.is_one(exponent) {
            true => base,
            false => store.power(base, exponent),
        });
    }
    store.product(&factors)
}

fn multiple(store: &mut Store, by: &Rational, of: Id) -> Id {
    let by = store.number(by.clone());
    match store.is_one(by) {
        true => of,
        false => store.product(&[by, of]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_gives_a_name_that_it_can_be_solved_for() {
        let mut store = Store::new();
        let [x, y, a] = ["x", "y", "a"].map(|name| store.declare(name, Sort::Real));
        let [xs, ys, exponent] = [x, y, a].map(|name| store.name(name));
        let two = store.integer(2);
        let product = store.product(&[two, xs]);
        assert!(isolate(&mut store, (product, ys), &[x]).is_some());
        let sum = store.sum(&[xs, ys]);
        // It says nothing of x.
        assert!(isolate(&mut store, (sum, xs), &[x]).is_none());
        assert!(isolate(&mut store, (sum, xs), &[y]).is_some());
        let power = store.power(xs, exponent);
        assert!(isolate(&mut store, (power, ys), &[x]).is_some());
        // Two values would fulfil it.
        let square = store.power(xs, two);
        assert!(isolate(&mut store, (square, ys), &[x]).is_none());
        let cubic = store.product(&[xs, power]);
        assert!(isolate(&mut store, (cubic, ys), &[x]).is_none());
        // .. of which either will do where the claim does not tell them apart.
        assert!(root(&mut store, (square, ys), &[square, ys]).is_some());
        assert!(root(&mut store, (square, ys), &[sum, ys]).is_none());
        assert!(root(&mut store, (square, xs), &[ys]).is_none());
    }
}
