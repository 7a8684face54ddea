//! Expected values of random variables: linear, constants out; variances and covariances by moments.

use super::definitions::occurs;
use super::engine::Normalizer;
use super::events;
use super::matcher;
use super::stage::Stage;
use super::step::Step;
use super::view::{factors, terms};
use crate::expr::*;
use crate::number::Rational;
use crate::theory::{Fact, FactKind};

/// Quantities by their definition, and expectations that collapse.
const LAWS: &[&str] = &[
    "variance-moments",
    "covariance-moments",
    "covariance-matrix-moments",
    "cross-covariance-moments",
    "correlation-definition",
    "variance-definition",
    "covariance-definition",
    "expectation-tower",
    "expectation-sum",
    "expectation-product-independent",
    "generating-sum-independent",
];

/// Means and variances of known distributions, by what the note says a variable is drawn from.
const KNOWN: &[&str] = &[
    "expectation-of-normal",
    "variance-of-normal",
    "expectation-of-bernoulli",
    "variance-of-bernoulli",
    "expectation-of-binomial",
    "variance-of-binomial",
    "expectation-of-poisson",
    "variance-of-poisson",
    "expectation-of-exponential",
    "variance-of-exponential",
    "expectation-of-uniform",
    "variance-of-uniform",
    "expectation-of-gamma",
    "variance-of-gamma",
    "expectation-of-beta",
    "variance-of-beta",
    "expectation-of-geometric",
    "variance-of-geometric",
    "expectation-of-log-normal",
    "expectation-of-multivariate-normal",
    "covariance-of-multivariate-normal",
    "expectation-of-matrix-normal",
    "variance-of-log-normal",
    "expectation-of-chi-squared",
    "variance-of-chi-squared",
    "expectation-of-laplace",
    "variance-of-laplace",
    "expectation-of-wald",
    "variance-of-wald",
    "expectation-of-ex-gaussian",
    "variance-of-ex-gaussian",
    "expectation-of-inverse-gamma",
    "variance-of-inverse-gamma",
    "expectation-of-student",
    "variance-of-student",
    "expectation-of-F",
    "expectation-of-discrete-uniform",
    "expectation-of-beta-binomial",
    "variance-of-discrete-uniform",
    "variance-of-beta-binomial",
];

/// Means of functions of a variable with a known distribution.
const OVER: &[&str] = &[
    "expectation-over-normal",
    "expectation-over-exponential",
    "expectation-over-gamma",
    "expectation-over-inverse-gamma",
    "expectation-over-chi-squared",
    "expectation-over-log-normal",
    "expectation-over-F",
    "expectation-over-beta",
    "expectation-over-uniform",
    "expectation-over-laplace",
    "expectation-over-ex-gaussian",
    "expectation-over-wald",
    "expectation-over-bernoulli",
    "expectation-over-binomial",
    "expectation-over-geometric",
    "expectation-over-poisson",
    "expectation-over-discrete-uniform",
    "expectation-over-beta-binomial",
];

/// Moment generating functions, and means of logarithms and powers.
const GENERATING: &[&str] = &[
    "generating-normal",
    "generating-multivariate-normal",
    "generating-exponential",
    "generating-gamma",
    "generating-chi-squared",
    "generating-laplace",
    "generating-wald",
    "generating-ex-gaussian",
    "generating-uniform",
    "generating-bernoulli",
    "generating-binomial",
    "generating-poisson",
    "generating-geometric",
    "logarithm-mean-of-gamma",
    "logarithm-mean-of-log-normal",
    "moments-of-log-normal",
    "moments-of-exponential",
];

/// Probabilities of the other side of a point, of complements and of unions.
const OPPOSITE: &[&str] = &[
    "probability-above",
    "probability-strictly-below",
    "probability-from",
    "probability-complement",
    "probability-without",
    "probability-union",
];

/// Probabilities of a single value, and of what is below a point, of a variable with a known distribution.
const BELOW: &[&str] = &[
    "normal-at",
    "exponential-at",
    "gamma-at",
    "inverse-gamma-at",
    "chi-squared-at",
    "log-normal-at",
    "wald-at",
    "F-at",
    "beta-at",
    "uniform-at",
    "bernoulli-at",
    "binomial-at",
    "geometric-at",
    "poisson-at",
    "discrete-uniform-at",
    "beta-binomial-at",
    "exponential-never-below",
    "gamma-never-below",
    "inverse-gamma-never-below",
    "wald-never-below",
    "chi-squared-never-below",
    "log-normal-never-below",
    "F-never-below",
    "beta-never-below",
    "uniform-never-below",
    "beta-never-above",
    "uniform-never-above",
    "normal-probability",
    "exponential-probability",
    "gamma-probability",
    "inverse-gamma-probability",
    "chi-squared-probability",
    "log-normal-probability",
    "wald-probability",
    "F-probability",
    "beta-probability",
    "uniform-probability",
    "bernoulli-probability",
    "binomial-probability",
    "geometric-probability",
    "poisson-probability",
    "discrete-uniform-probability",
    "beta-binomial-probability",
];

/// The correlation, while variances still stand for numbers that are not negative.
pub fn correlation(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Apply(Operator::Correlation, _) => n.by_law("correlation-definition", id),
        _ => None,
    }
}

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    use Operator::*;
    let Node::Apply(operator, args) = n.store.node(id).clone() else {
        return None;
    };
    // Later on, means are written out as integrals.
    if n.stage == Stage::Facts
        && matches!(operator, Expectation | Variance)
        && let Some(step) = n.by_any(KNOWN, id)
    {
        return Some(step);
    }
    if operator == Probability {
        if let Some(step) = events::rule(n, id) {
            return Some(step);
        }
        let opposite = n.by_any(OPPOSITE, id);
        return opposite.or_else(|| match n.stage >= Stage::Facts {
            true => n.by_any(BELOW, id),
            false => None,
        });
    }
    match operator {
        Expectation => expectation(n, id, args[0]),
        Variance if n.store.is_array(args[0]) => covariance(n, id, args[0]),
        Variance if let Some(step) = of_sum(n, id, args[0]) => Some(step),
        Variance | Covariance | Correlation | ConditionalVariance => n.by_any(LAWS, id),
        _ => None,
    }
}

fn expectation(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    if matches!(n.store.node(body), Node::Apply(Operator::Indicator, _)) {
        return n.by_law("indicator-mean", id);
    }
    if !random(n.store, body) {
        let law = match n.store.is_array(body) {
            true => "expectation-constant-array",
            false => "expectation-constant",
        };
        return n.by_law(law, id);
    }
    let all = terms(n.store, body);
    if all.len() > 1 {
        let rest = n.store.sum(&all[1..]);
        return n.by_law_with("expectation-add", &[("X", all[0]), ("Y", rest)], id);
    }
    let (kept, out): (Ids, Ids) = factors(n.store, body)
        .into_iter()
        .partition(|&f| random(n.store, f));
    if !out.is_empty() {
        let (out, kept) = (n.store.product(&out), n.store.product(&kept));
        return n.by_law_with("expectation-scale", &[("c", out), ("X", kept)], id);
    }
    if let Some(step) = fixed_exponent(n, id, body) {
        return Some(step);
    }
    if n.stage == Stage::Facts
        && let Some(step) = n.by_any(GENERATING, id)
    {
        return Some(step);
    }
    n.by_any(LAWS, id)
        .or_else(|| generating(n, id, body))
        .or_else(|| by_spread(n, id, body))
        .or_else(|| independent(n, id, body))
        .or_else(|| products(n, id, body))
        .or_else(|| sums(n, id, body))
        .or_else(|| over(n, id, body))
}

/// `E[X^2] = Var(X) + E[X]^2` where the variance is known, `E[X Y] = Cov(X, Y) + E[X] E[Y]` where the covariance is, and
/// `E[X X^T]` likewise.
fn by_spread(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    let two = n.store.integer(2);
    let pair = |n: &Normalizer| match n.store.node(body).clone() {
        Node::Power(x, exponent) if exponent == two => Some((x, x)),
        Node::Product(items) | Node::Chain(items) if items.len() == 2 => Some((items[0], items[1])),
        _ => None,
    };
    let (x, y) = pair(n)?;
    let y = match n.store.node(y) {
        Node::Apply(Operator::Transpose, args) => args[0],
        _ => y,
    };
    let array = n.store.is_array(body);
    let mut candidates: Vec<(&str, Id)> = Vec::new();
    if x == y {
        let variance = n.store.apply(Operator::Variance, &[x]);
        candidates.push(match array {
            true => ("covariance-matrix-moments", variance),
            false => ("variance-moments", variance),
        });
    }
    for (x, y) in [(x, y), (y, x)] {
        let covariance = n.store.apply(Operator::Covariance, &[x, y]);
        candidates.push(match array {
            true => ("cross-covariance-moments", covariance),
            false => ("covariance-moments", covariance),
        });
    }
    candidates
        .into_iter()
        .filter(|&(_, spread)| spread_is_known(n, spread))
        .collect::<Vec<_>>()
        .into_iter()
        .find_map(|(law, spread)| {
            let moments = n.by_law(law, spread)?;
            let back = n.flip(spread, moments.clone());
            // `E[X Y] = 1 (E[X Y] - E[X] E[Y]) + E[X] E[Y]`.
            let rest = n.store.subtract(id, moments.to);
            let rest = n.canonical(rest)?;
            let (piece, inside) = match array {
                // Transposed twice, an array is one piece.
                true => {
                    let once = n.store.apply(Operator::Transpose, &[moments.to]);
                    let piece = n.store.apply(Operator::Transpose, &[once]);
                    let inner = n.inside_at(once, 0, back);
                    (piece, n.inside_at(piece, 0, inner))
                }
                false => {
                    let one = n.store.integer(1);
                    let piece = n.store.product(&[one, moments.to]);
                    (piece, n.inside_child(piece, moments.to, back)?)
                }
            };
            let whole = n.store.sum(&[piece, rest]);
            let first = n.ring(id, whole);
            let done = n.inside_child(whole, piece, inside)?;
            Some(first.then(done))
        })
}

/// True if a law or a fact gives a variance or covariance by what does not depend on chance, and no fact leads back to it.
fn spread_is_known(n: &mut Normalizer, spread: Id) -> bool {
    let names = n.store.free_names(spread);
    let context = n.context;
    let equations = n.equations;
    let mut facts = context
        .facts
        .iter()
        .filter(|fact| equations || fact.kind == FactKind::Definition);
    let leads_back = |fact: &&Fact| occurs(n.store, fact.right, spread);
    let mut asked = facts.clone().any(|fact| {
        fact.kind != FactKind::Definition && (fact.left == spread || leads_back(&fact))
    });
    let back = facts.clone().any(|fact| leads_back(&fact));
    let gives = |fact: &Fact| {
        // What is said of all items of a sequence gives that of each.
        let same = match fact.variables[..] {
            [] => fact.left == spread,
            _ => matcher::find(n.store, &fact.variables, fact.left, spread).is_some(),
        };
        same && !names.iter().any(|&name| n.store.mentions(fact.right, name))
    };
    let stated = n.stage >= Stage::Facts && !back && facts.any(gives);
    asked |= stated && equations;
    n.used_equation |= asked;
    stated || n.stage == Stage::Facts && n.by_any(KNOWN, spread).is_some()
}

/// `E[X Y] = E[X] E[Y]`, one factor split off that is independent of the others.
fn independent(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    let all = factors(n.store, body);
    if all.len() < 2 || n.store.is_array(body) {
        return None;
    }
    (0..all.len()).find_map(|at| {
        let rest: Ids = (0..all.len())
            .filter(|&i| i != at)
            .map(|i| all[i])
            .collect();
        let rest = n.store.product(&rest);
        n.by_law_with(
            "expectation-independent",
            &[("X", all[at]), ("Y", rest)],
            id,
        )
    })
}

/// `E[e^{X + c}] = e^c E[e^X]`.
fn fixed_exponent(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    let Node::Power(base, exponent) = *n.store.node(body) else {
        return None;
    };
    if *n.store.node(base) != Node::Constant(Constant::E) {
        return None;
    }
    let (chance, fixed): (Ids, Ids) = terms(n.store, exponent)
        .into_iter()
        .partition(|&term| random(n.store, term));
    if chance.is_empty() || fixed.is_empty() {
        return None;
    }
    let [out, kept] = [fixed, chance].map(|part| {
        let part = n.store.sum(&part);
        n.store.exp(part)
    });
    let raw = n.store.product(&[out, kept]);
    let split = n.ring(body, raw);
    let inside = n.inside_at(id, 0, split);
    let law = n.by_law_with("expectation-scale", &[("c", out), ("X", kept)], inside.to)?;
    Some(inside.then(law))
}

/// `E[e^{t \sum_j X_j}]` as that of `e^{\sum_j t X_j}`, which independent items take apart.
fn generating(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    let Node::Power(base, exponent) = *n.store.node(body) else {
        return None;
    };
    if *n.store.node(base) != Node::Constant(Constant::E) {
        return None;
    }
    let (chance, rest): (Ids, Ids) = factors(n.store, exponent)
        .into_iter()
        .partition(|&factor| random(n.store, factor));
    let [sum] = chance[..] else { return None };
    if rest.is_empty() || !n.binder(sum).is_some_and(|binder| n.finite(binder)) {
        return None;
    }
    let rest = n.store.product(&rest);
    let raw = n.store.product(&[rest, sum]);
    let law = n.binder_law("scale", sum)?;
    let pulled = n.by_law_back(&law, &[("c", rest)], raw)?;
    let exponent = n.ring(exponent, raw).then(pulled);
    let inner = n.inside_at(body, 1, exponent);
    let inside = n.inside_at(id, 0, inner);
    let law = n.by_law("generating-sum-independent", inside.to)?;
    Some(inside.then(law))
}

/// The variance of a sum over independent items: constants go, factors come out as squares, then term by term.
fn of_sum(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    let (fixed, chance): (Ids, Ids) = terms(n.store, body)
        .into_iter()
        .partition(|&term| !random(n.store, term));
    let [term] = chance[..] else { return None };
    let (kept, out): (Ids, Ids) = factors(n.store, term)
        .into_iter()
        .partition(|&factor| random(n.store, factor));
    let [sum] = kept[..] else { return None };
    let inner = n.store.apply(Operator::Variance, &[sum]);
    let split = n.by_law("variance-sum-independent", inner);
    if split.is_none() && !is_item(n.store, sum) {
        return None;
    }
    if !fixed.is_empty() {
        let fixed = n.store.sum(&fixed);
        return n.by_law_with("variance-shift", &[("c", fixed), ("X", term)], id);
    }
    if !out.is_empty() {
        let out = n.store.product(&out);
        return n.by_law_with("variance-scale", &[("c", out), ("X", sum)], id);
    }
    split
}

/// An item of a sequence: what is known of its variance is known of all.
fn is_item(store: &Store, id: Id) -> bool {
    matches!(store.node(id), Node::Component(..))
}

/// Covariance matrices: constants go, linear maps come out, then moments.
fn covariance(n: &mut Normalizer, id: Id, arg: Id) -> Option<Step> {
    let (fixed, chance): (Ids, Ids) = terms(n.store, arg)
        .into_iter()
        .partition(|&term| !random(n.store, term));
    if !fixed.is_empty() && !chance.is_empty() {
        let (fixed, chance) = (n.store.sum(&fixed), n.store.sum(&chance));
        return n.by_law_with(
            "covariance-matrix-shift",
            &[("c", fixed), ("X", chance)],
            id,
        );
    }
    if let Node::Chain(items) = n.store.node(arg).clone() {
        let at = items.iter().position(|&item| random(n.store, item))?;
        let (map, rest) = (n.store.chain(&items[..at]), n.store.chain(&items[at..]));
        if at > 0 {
            return n.by_law_with("covariance-matrix-linear", &[("A", map), ("X", rest)], id);
        }
    }
    n.by_any(LAWS, id)
}

/// Constant matrices come out on either side; a quadratic form is a trace; a transpose goes outside.
fn products(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    match n.store.node(body).clone() {
        Node::Apply(Operator::Transpose, _) => n.by_law("expectation-transpose", id),
        Node::Chain(items) => {
            let chance = |n: &Normalizer, item: &Id| random(n.store, *item);
            let first = items.iter().position(|item| chance(n, item))?;
            let last = items.iter().rposition(|item| chance(n, item))?;
            if first > 0 {
                let (map, rest) = (
                    n.store.chain(&items[..first]),
                    n.store.chain(&items[first..]),
                );
                return n.by_law_with("expectation-left-factor", &[("A", map), ("X", rest)], id);
            }
            if last + 1 < items.len() {
                let (rest, map) = (
                    n.store.chain(&items[..=last]),
                    n.store.chain(&items[last + 1..]),
                );
                return n.by_law_with("expectation-right-factor", &[("A", map), ("X", rest)], id);
            }
            let middle = items.get(1..items.len() - 1).filter(|m| !m.is_empty())?;
            let middle = n.store.chain(middle);
            n.by_law_with("expectation-quadratic-form", &[("A", middle)], id)
        }
        _ => None,
    }
}

/// `E[g(X)]` as the sum or integral over the distribution of `X`, from the stage of densities on.
fn over(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    // Before densities are written out, laws still know the moments of the normal distribution.
    let laws = match n.stage {
        Stage::Facts if is_moment(n.store, body) => &OVER[..1],
        stage if stage >= Stage::Densities => OVER,
        _ => return None,
    };
    let names: Vec<SymbolId> = n
        .store
        .free_names(body)
        .into_iter()
        .filter(|&name| n.store.is_chance(n.store.symbol(name).sort))
        .collect();
    let [name] = names[..] else { return None };
    let variable = n.store.name(name);
    laws.iter().find_map(|law| {
        let at = n.theory.law(law)?;
        let row = n.theory.get(at);
        let kind = row
            .variables
            .iter()
            .find(|&&v| n.store.symbol(v).spelling == "g")?;
        let Sort::Function(args, _) = n.store.sort_of(n.store.symbol(*kind).sort).clone() else {
            return None;
        };
        let bound = n.store.bound(0, args[0]);
        let lifted = n.store.lift(body, 1);
        let map = [(name, bound)].into_iter().collect();
        let inner = n.store.substitute(lifted, &map);
        let function = n
            .store
            .bind(BinderKind::Lambda, args[0], Domain::All, inner);
        n.by_law_with(law, &[("X", variable), ("g", function)], id)
    })
}

/// `E[Y \sum_j X_j] = \sum_j E[Y X_j]`; of a power of a sum, one factor.
fn sums(n: &mut Normalizer, id: Id, body: Id) -> Option<Step> {
    let all = factors(n.store, body);
    let is_sum = |n: &Normalizer, f: Id| n.binder(f).is_some_and(|b| n.finite(b));
    let (sum, rest) = all.iter().find_map(|&f| {
        let others: Ids = all.iter().copied().filter(|&g| g != f).collect();
        match *n.store.node(f) {
            Node::Power(base, exponent) if is_sum(n, base) => {
                let k = n.store.as_number(exponent)?.to_i64().filter(|&k| k >= 2)?;
                Some((base, (others, base, k - 1)))
            }
            _ if is_sum(n, f) => Some((f, (others, f, 0))),
            _ => None,
        }
    })?;
    let (mut others, base, left) = rest;
    if left > 0 {
        let left = n.store.integer(left);
        others.push(n.store.power(base, left));
    }
    if others.is_empty() {
        return None;
    }
    let rest = n.store.product(&others);
    let raw = n.store.product(&[rest, sum]);
    let law = n.binder_law("scale", sum)?;
    let pulled = n.by_law_back(&law, &[("c", rest)], raw)?;
    let first = n.ring(body, raw).then(pulled);
    let inside = n.inside_at(id, 0, first);
    let law = n.by_law("expectation-sum", inside.to)?;
    Some(inside.then(law))
}

/// The largest power of a normal variable of which a law gives the mean.
const MOMENTS: i64 = 4;

/// `X^k` for a small `k`.
fn is_moment(store: &Store, body: Id) -> bool {
    let Node::Power(base, exponent) = *store.node(body) else {
        return false;
    };
    let power = store.as_number(exponent).and_then(Rational::to_i64);
    matches!(store.node(base), Node::Name(_)) && power.is_some_and(|k| (2..=MOMENTS).contains(&k))
}

/// True if the value depends on chance: a random variable occurs outside of expectations.
pub fn random(store: &Store, id: Id) -> bool {
    use Operator::*;
    match store.node(id) {
        Node::Apply(Expectation | Variance | Covariance | Correlation | Probability, _) => false,
        Node::Apply(ConditionalExpectation | ConditionalVariance, args) => {
            args[1..].iter().any(|&a| random(store, a))
        }
        // A relation between constants is no event.
        Node::Relation(..) => store.children(id).iter().any(|&c| random(store, c)),
        _ if store.is_chance(store.sort_id(id)) => true,
        _ => store.children(id).iter().any(|&c| random(store, c)),
    }
}
