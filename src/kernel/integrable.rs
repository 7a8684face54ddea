//! Convergence of sums, integrals, expectations and the gamma function: finite ones, polynomials against known densities, those that the
//! sides write, and what is left of a convergent one when a convergent part is taken away.

use super::derivative::finite;
use super::entail::{Entailment, constant, fresh};
use super::parameters;
use super::{ring, unfolded};
use crate::expr::*;

/// Known integrals that a difference is tried against.
const TRIES: usize = 12;

/// True if the binder or expectation surely converges.
pub fn converges(entailment: &mut Entailment, store: &mut Store, id: Id) -> bool {
    match *store.node(id) {
        Node::Bind(BinderKind::Sum | BinderKind::Product, sort, domain, body) => {
            finite(store, sort, domain) || converges_over(entailment, store, sort, domain, body)
        }
        Node::Bind(BinderKind::Integral, sort, domain, body) => {
            converges_over(entailment, store, sort, domain, body)
        }
        Node::Apply(Operator::Expectation | Operator::Variance | Operator::Covariance, _) => {
            moments_written(entailment, store, id) || differentiated(entailment, store, id)
        }
        Node::Bind(BinderKind::Derivative, ..) => differentiated(entailment, store, id),
        // Its poles are 0, -1, ..
        Node::Apply(Operator::Gamma, ref args) => {
            let arg = args[0];
            let zero = store.integer(0);
            let positive = store.relation(Comparison::Less, zero, arg);
            entailment.holds(store, positive)
        }
        _ => false,
    }
}

/// A function has values near a point at which a derivative of it is written, and a derivative of such a derivative.
fn differentiated(entailment: &mut Entailment, store: &mut Store, id: Id) -> bool {
    store.free_names(id).into_iter().any(|local| {
        let Some(domain @ Domain::At(_)) = store.domain_of(local) else {
            return false;
        };
        let slope = store.bind_name(BinderKind::Derivative, local, domain, id);
        let statement = store.apply(Operator::Convergent, &[slope]);
        match entailment.known.stated(store, statement) {
            Some(at) => {
                entailment.use_statement(at);
                true
            }
            None => differentiated(entailment, store, slope),
        }
    })
}

fn converges_over(
    entailment: &mut Entailment,
    store: &mut Store,
    sort: SortId,
    domain: Domain,
    body: Id,
) -> bool {
    let Some(normal) = normal_body(entailment, store, sort, domain, body) else {
        return false;
    };
    if tame(entailment, store, sort, normal) || bounded(store, domain, normal) {
        return true;
    }
    let mut rest = normal;
    // Take away written integrals, or find the body to be one written with tame parts added.
    for (known, statement) in written(entailment, store, sort, domain)
        .into_iter()
        .take(TRIES)
    {
        for candidate in multiples(store, rest, known) {
            let difference = store.subtract(rest, candidate);
            let Ok((difference, conditions)) = ring::normal(store, difference) else {
                continue;
            };
            if !conditions.is_empty() {
                continue;
            }
            if tame(entailment, store, sort, difference) {
                entailment.use_statement(statement);
                return true;
            }
            if terms(store, difference).len() < terms(store, rest).len() {
                entailment.use_statement(statement);
                rest = difference;
            }
        }
    }
    false
}

/// The normal form of a body, if what that needs holds for all values of the variable.
fn normal_body(
    entailment: &mut Entailment,
    store: &mut Store,
    sort: SortId,
    domain: Domain,
    body: Id,
) -> Option<Id> {
    let body = unfolded::body(entailment, store, sort, domain, body);
    let (normal, conditions) = ring::normal(store, body).ok()?;
    for condition in conditions {
        let everywhere = store.bind(BinderKind::ForAll, sort, domain, condition);
        if !entailment.holds(store, everywhere) {
            return None;
        }
    }
    Some(normal)
}

/// Bodies of the sums and integrals over the same domain that are known to converge, each with its statement.
fn written(
    entailment: &mut Entailment,
    store: &mut Store,
    sort: SortId,
    domain: Domain,
) -> Vec<(Id, usize)> {
    let mut found: Vec<(Id, usize)> = Vec::new();
    for (at, statement) in entailment.known.usable() {
        if let Node::Apply(Operator::Convergent, args) = store.node(statement)
            && let Node::Bind(kind, known, over, body) = *store.node(args[0])
            && (known, over) == (sort, domain)
            && kind != BinderKind::Product
            && let Some(normal) = normal_body(entailment, store, sort, domain, body)
            && !found.iter().any(|(other, _)| *other == normal)
        {
            found.push((normal, at));
        }
    }
    found
}

fn terms(store: &Store, id: Id) -> Vec<Id> {
    match store.node(id) {
        Node::Sum(items) => items.to_vec(),
        Node::Number(value) if value.is_zero() => Vec::new(),
        _ => vec![id],
    }
}

/// `known` and constant multiples of it that could cancel a term of `rest`.
fn multiples(store: &mut Store, rest: Id, known: Id) -> Vec<Id> {
    let mut found = vec![known];
    let Some(&first) = terms(store, known).first() else {
        return found;
    };
    for term in terms(store, rest) {
        let inverse = store.reciprocal(first);
        let ratio = store.product(&[term, inverse]);
        if let Ok((ratio, _)) = ring::normal(store, ratio)
            && !store.has_bound(ratio, 0)
        {
            let multiple = store.product(&[ratio, known]);
            if let Ok((multiple, conditions)) = ring::normal(store, multiple)
                && conditions.is_empty()
            {
                found.push(multiple);
            }
        }
    }
    found
}

/// A sum of terms each of which is a polynomial in the bound variable times a density with all moments, or a constant
/// times a density.
fn tame(entailment: &mut Entailment, store: &mut Store, sort: SortId, body: Id) -> bool {
    terms(store, body)
        .into_iter()
        .all(|term| tame_term(entailment, store, sort, term))
}

/// A polynomial over an interval of finite length.
fn bounded(store: &Store, domain: Domain, body: Id) -> bool {
    let Domain::Range(low, high) = domain else {
        return false;
    };
    !store.contains(low, Marks::INFINITY)
        && !store.contains(high, Marks::INFINITY)
        && terms(store, body)
            .into_iter()
            .all(|term| polynomial(store, term))
}

fn tame_term(entailment: &mut Entailment, store: &mut Store, sort: SortId, term: Id) -> bool {
    let factors = match store.node(term) {
        Node::Product(items) => items.to_vec(),
        _ => vec![term],
    };
    let mut weight = None;
    let mut constant_rest = true;
    for factor in factors {
        if !store.has_bound(factor, 0) {
            continue;
        }
        match density(entailment, store, sort, factor) {
            Some(moments) if weight.is_none() => weight = Some(moments),
            _ if polynomial(store, factor) => constant_rest = false,
            _ => return false,
        }
    }
    match weight {
        Some(true) => true,
        Some(false) => constant_rest,
        None => false,
    }
}

/// For a density at exactly the bound variable: whether all its moments exist.
fn density(
    entailment: &mut Entailment,
    store: &mut Store,
    sort: SortId,
    factor: Id,
) -> Option<bool> {
    let bound = |store: &Store, id: Id| matches!(store.node(id), Node::Bound(0, _));
    match store.node(factor).clone() {
        Node::Apply(Operator::Pdf, args)
            if bound(store, args[1]) && !store.has_bound(args[0], 0) =>
        {
            let zero = store.integer(0);
            let distribution = store.instantiate(args[0], zero);
            let normal = matches!(
                store.node(distribution),
                Node::Apply(
                    Operator::Normal | Operator::MultivariateNormal | Operator::DiagonalNormal,
                    _
                )
            );
            let proper = store.loose(distribution) == 0
                && parameters::lives_on(store, distribution, sort)
                && entailment.admissible(store, distribution);
            proper.then_some(normal)
        }
        Node::Density { of, given, .. } => {
            let own = of.len() == 1
                && bound(store, of[0].1)
                && store.symbol(of[0].0).sort == sort
                && given.iter().all(|&(_, value)| !store.has_bound(value, 0));
            own.then_some(false)
        }
        _ => None,
    }
}

/// Polynomial in the bound variable, its components and linear or quadratic forms.
fn polynomial(store: &Store, id: Id) -> bool {
    if !store.has_bound(id, 0) {
        return true;
    }
    match store.node(id) {
        Node::Bound(0, _) => true,
        Node::Component(base, indices) => {
            polynomial(store, *base) && indices.iter().all(|&index| !store.has_bound(index, 0))
        }
        Node::Power(base, exponent) => {
            let natural = store
                .as_number(*exponent)
                .is_some_and(|e| e.is_integer() && e.is_positive());
            natural && polynomial(store, *base)
        }
        Node::Sum(_) | Node::Product(_) | Node::Chain(_) => {
            store.children(id).iter().all(|&c| polynomial(store, c))
        }
        Node::Apply(Operator::Transpose | Operator::Trace, _) => {
            store.children(id).iter().all(|&c| polynomial(store, c))
        }
        Node::Bind(BinderKind::Sum, _, domain @ Domain::Range(..), _) => {
            domain
                .ids()
                .iter()
                .all(|&end| !store.contains(end, Marks::INFINITY) && !store.has_bound(end, 0))
                && polynomial_under(store, id)
        }
        _ => false,
    }
}

/// A finite sum of polynomials: its body, looked at one binder further in.
fn polynomial_under(store: &Store, id: Id) -> bool {
    fn inside(store: &Store, id: Id, level: u32) -> bool {
        if !store.has_bound(id, level) {
            return true;
        }
        match store.node(id) {
            Node::Bound(at, _) => *at == level,
            Node::Component(base, indices) => {
                inside(store, *base, level)
                    && indices.iter().all(|&index| !store.has_bound(index, level))
            }
            Node::Power(base, exponent) => {
                let natural = store
                    .as_number(*exponent)
                    .is_some_and(|e| e.is_integer() && e.is_positive());
                natural && inside(store, *base, level)
            }
            Node::Sum(_) | Node::Product(_) => {
                store.children(id).iter().all(|&c| inside(store, c, level))
            }
            _ => false,
        }
    }
    match *store.node(id) {
        Node::Bind(_, _, _, body) => inside(store, body, 1),
        _ => false,
    }
}

/// The mean of a polynomial in random variables exists if that of each of its terms does.
fn moments_written(entailment: &mut Entailment, store: &mut Store, id: Id) -> bool {
    let Node::Apply(operator, args) = store.node(id).clone() else {
        return false;
    };
    let parts = match operator {
        _ if !constant(store, id) => return false,
        Operator::Expectation => vec![args[0]],
        _ => {
            let (first, last) = (args[0], args[args.len() - 1]);
            vec![first, last, store.times(&[first, last])]
        }
    };
    parts
        .into_iter()
        .all(|part| mean_exists(entailment, store, part, 0))
}

/// Finite sums opened inside one another.
const OPENED: u32 = 4;

fn mean_exists(entailment: &mut Entailment, store: &mut Store, id: Id, depth: u32) -> bool {
    let normal = match ring::normal(store, id) {
        Ok((normal, conditions)) if conditions.is_empty() => normal,
        _ => id,
    };
    terms(store, normal).into_iter().all(|term| {
        let factors = match store.node(term) {
            Node::Product(items) => items.to_vec(),
            _ => vec![term],
        };
        let random: Vec<Id> = factors
            .into_iter()
            .filter(|&f| !constant(store, f))
            .collect();
        random.is_empty() || term_has_mean(entailment, store, &random, depth)
    })
}

/// The mean of a product exists if it is written, itself or in a covariance; if each variable has a moment of its degree; if
/// it is a finite sum of products whose means exist.
fn term_has_mean(
    entailment: &mut Entailment,
    store: &mut Store,
    factors: &[Id],
    depth: u32,
) -> bool {
    let whole = store.times(factors);
    let mean = store.apply(Operator::Expectation, &[whole]);
    let mut written = vec![mean];
    if let [a, b] = *factors {
        written.push(store.apply(Operator::Covariance, &[a, b]));
        written.push(store.apply(Operator::Covariance, &[b, a]));
    }
    for known in written {
        let statement = store.apply(Operator::Convergent, &[known]);
        if let Some(at) = entailment.known.stated(store, statement) {
            entailment.use_statement(at);
            return true;
        }
    }
    let part = |store: &Store, statement: Id| match store.node(statement) {
        Node::Apply(Operator::Convergent, args) => {
            matches!(store.node(args[0]), Node::Apply(Operator::Covariance, pair) if pair.contains(&whole))
        }
        _ => false,
    };
    let usable = entailment.known.usable();
    if let Some((at, _)) = usable
        .into_iter()
        .find(|&(_, statement)| part(store, statement))
    {
        entailment.use_statement(at);
        return true;
    }
    let opened = factors
        .iter()
        .position(|&factor| is_finite_sum(store, factor));
    match opened.filter(|_| depth < OPENED) {
        Some(at) => {
            let Node::Bind(_, sort, domain, body) = *store.node(factors[at]) else {
                return false;
            };
            let local = fresh(store, sort, domain, whole);
            let name = store.name(local);
            let mut inside = factors.to_vec();
            inside[at] = store.instantiate(body, name);
            let product = store.times(&inside);
            mean_exists(entailment, store, product, depth + 1)
        }
        None => moments_suffice(entailment, store, whole),
    }
}

fn is_finite_sum(store: &Store, id: Id) -> bool {
    match *store.node(id) {
        Node::Bind(BinderKind::Sum, sort, domain, _) => {
            finite(store, sort, domain) && domain.ids().iter().all(|&end| constant(store, end))
        }
        _ => false,
    }
}

/// Each random variable has a moment of the product's degree (Hölder's inequality): one that the sides or hypotheses write
/// as the mean of a polynomial in this variable alone, or any, by its distribution. A polynomial in several variables
/// (`E (X - Y)^2`) says nothing of the single ones.
fn moments_suffice(entailment: &mut Entailment, store: &mut Store, product: Id) -> bool {
    let Some(degree) = degree(store, product) else {
        return false;
    };
    let single = |store: &Store, name: SymbolId| {
        matches!(store.sort_of(store.symbol(name).sort), Sort::Random(_))
    };
    let wanted = random_names(store, product);
    if wanted.is_empty() {
        return false;
    }
    let mut used = Vec::new();
    for name in wanted {
        if !single(store, name) {
            let mut items = Vec::new();
            if !items_of(store, product, name, &mut items) {
                return false;
            }
            for item in items {
                match item_has_moment(entailment, store, item, degree) {
                    Some(at) => used.push(at),
                    None => return false,
                }
            }
            continue;
        }
        let usable = entailment.known.usable();
        let found = usable
            .into_iter()
            .find(|&(_, statement)| match store.node(statement) {
                Node::Apply(Operator::Convergent, args) => {
                    random_names(store, args[0]) == [name]
                        && moment(store, args[0]).is_some_and(|known| known >= degree)
                }
                Node::Apply(Operator::Draw, args) => {
                    *store.node(args[0]) == Node::Name(name) && has_all_moments(store, args[1])
                }
                _ => false,
            });
        match found {
            Some((at, _)) => used.push(at),
            None => return false,
        }
    }
    used.into_iter().for_each(|at| entailment.use_statement(at));
    true
}

/// The items of a sequence that a value holds; false if it holds it otherwise.
fn items_of(store: &Store, id: Id, sequence: SymbolId, found: &mut Vec<Id>) -> bool {
    match store.node(id) {
        Node::Component(base, indices) if *store.node(*base) == Node::Name(sequence) => {
            if store.loose(id) == 0 && !found.contains(&id) {
                found.push(id);
            }
            store.loose(id) == 0 && !indices.iter().any(|&index| store.mentions(index, sequence))
        }
        Node::Name(name) => *name != sequence,
        _ => {
            let children = store.children(id);
            children
                .iter()
                .all(|&child| items_of(store, child, sequence, found))
        }
    }
}

/// The statement by which an item of a sequence has the moment: of the item itself or of all items.
fn item_has_moment(
    entailment: &mut Entailment,
    store: &mut Store,
    item: Id,
    degree: u32,
) -> Option<usize> {
    let power = store.integer(i64::from(degree));
    let power = store.power(item, power);
    let mut moments = vec![store.apply(Operator::Expectation, &[power])];
    if degree <= 2 {
        moments.push(store.apply(Operator::Variance, &[item]));
    }
    let stated = moments.into_iter().find_map(|moment| {
        let condition = store.apply(Operator::Convergent, &[moment]);
        entailment.known.stated(store, condition)
    });
    stated.or_else(|| drawn_with_moments(entailment, store, item))
}

/// The statement that draws the item, or every item, from a distribution with all moments.
fn drawn_with_moments(entailment: &Entailment, store: &Store, item: Id) -> Option<usize> {
    let usable = entailment.known.usable();
    let drawn = |&(_, statement): &(usize, Id)| {
        let (body, general) = match *store.node(statement) {
            Node::Bind(BinderKind::ForAll, _, Domain::All, body) => (body, true),
            _ => (statement, false),
        };
        let Node::Apply(Operator::Draw, args) = store.node(body) else {
            return false;
        };
        let same = match (store.node(args[0]), store.node(item)) {
            _ if args[0] == item => true,
            (Node::Component(base, these), Node::Component(of, those)) if general => {
                base == of
                    && those.len() == 1
                    && matches!(these[..], [only] if matches!(store.node(only), Node::Bound(0, _)))
            }
            _ => false,
        };
        same && has_all_moments(store, args[1])
    };
    usable.into_iter().find(drawn).map(|(at, _)| at)
}

fn has_all_moments(store: &Store, distribution: Id) -> bool {
    use Operator::*;
    matches!(
        store.node(distribution),
        Node::Apply(
            Normal
                | MultivariateNormal
                | DiagonalNormal
                | Uniform
                | DiscreteUniform
                | Exponential
                | GammaDist
                | ChiSquared
                | BetaDist
                | Laplace
                | LogNormal
                | Wald
                | ExGaussian
                | Bernoulli
                | BinomialDist
                | Geometric
                | Poisson,
            _
        )
    )
}

/// Degree of the moment that an expectation, variance or covariance of a polynomial speaks of.
fn moment(store: &Store, id: Id) -> Option<u32> {
    let Node::Apply(operator, args) = store.node(id) else {
        return None;
    };
    match operator {
        Operator::Expectation => degree(store, args[0]),
        Operator::Variance => Some(2 * degree(store, args[0])?),
        Operator::Covariance => Some(degree(store, args[0])? + degree(store, args[1])?),
        _ => None,
    }
}

/// Degree in the random variables of a polynomial in them.
fn degree(store: &Store, id: Id) -> Option<u32> {
    if constant(store, id) {
        return Some(0);
    }
    let children = store.children(id);
    let degrees = children.iter().map(|&child| degree(store, child));
    match store.node(id) {
        Node::Name(_) => Some(1),
        Node::Call(head, _) | Node::Component(head, _)
            if !matches!(store.node(*head), Node::Bind(..)) =>
        {
            Some(1)
        }
        Node::Sum(_) => degrees
            .collect::<Option<Vec<u32>>>()
            .and_then(|d| d.into_iter().max()),
        Node::Product(_) | Node::Chain(_) => degrees.sum(),
        Node::Apply(Operator::Transpose | Operator::Trace, _) => degrees.sum(),
        Node::Power(base, exponent) => {
            let times = store
                .as_number(*exponent)
                .and_then(|e| e.to_i64())
                .filter(|&e| (1..=64).contains(&e))?;
            Some(degree(store, *base)? * times as u32)
        }
        Node::Bind(BinderKind::Sum, _, domain, body) => {
            let ends = domain.ids();
            let finite = ends
                .iter()
                .all(|&end| constant(store, end) && !store.contains(end, Marks::INFINITY));
            if finite { degree(store, *body) } else { None }
        }
        _ => None,
    }
}

fn random_names(store: &Store, id: Id) -> Vec<SymbolId> {
    let random = |sort: SortId| matches!(store.sort_of(sort), Sort::Random(_));
    let is_random = |name: &SymbolId| match store.sort_of(store.symbol(*name).sort) {
        Sort::Random(_) => true,
        Sort::Sequence(item) | Sort::Function(_, item) => random(*item),
        _ => false,
    };
    store.free_names(id).into_iter().filter(is_random).collect()
}
