//! Which rules are tried at a node, in which order, from which stage on.

use super::engine::Normalizer;
use super::stage::Stage;
use super::step::Step;
use super::*;
use crate::expr::Id;

/// Proposes a rewriting of an expression whose parts are normal; None where it has nothing to say.
pub type Rule = fn(&mut Normalizer, Id) -> Option<Step>;

/// Rules at the root of an expression with normal parts. The first that changes it is taken.
const RULES: &[(Stage, Rule)] = &[
    (Stage::Algebra, logarithms::rule),
    (Stage::Algebra, powers::rule),
    (Stage::Algebra, functions::rule),
    (Stage::Algebra, trigonometry::rule),
    (Stage::Algebra, complex::rule),
    (Stage::Algebra, derivatives::rule),
    (Stage::Algebra, derivatives::limits),
    (Stage::Algebra, expectation::correlation),
    (Stage::Linear, indicators::rule),
    (Stage::Linear, matrices::rule),
    (Stage::Linear, products::rule),
    (Stage::Linear, information::marginals),
    (Stage::Linear, sums::rule),
    (Stage::Linear, sums::apart),
    (Stage::Linear, extrema::rule),
    (Stage::Linear, integrals::rule),
    (Stage::Linear, expectation::rule),
    (Stage::Joint, probability::rule),
    (Stage::Facts, gaussian::rule),
    (Stage::Facts, transformed::rule),
    (Stage::Algebra, arithmetic::rule),
];

/// Rules that look at an expression before its parts are touched: unfolding of definitions.
const EARLY: &[(Stage, Rule)] = &[
    (Stage::Information, information::rule),
    (Stage::Facts, definitions::rule),
    (Stage::Linear, information::relations),
    (Stage::Linear, matrices::early),
    (Stage::Facts, gaussian::early),
    (Stage::Algebra, derivatives::rule),
    (Stage::Linear, products::rule),
    (Stage::Algebra, logarithms::early),
];

pub fn apply(n: &mut Normalizer, id: Id) -> Option<Step> {
    first(n, id, RULES)
}

pub fn early(n: &mut Normalizer, id: Id) -> Option<Step> {
    first(n, id, EARLY)
}

fn first(n: &mut Normalizer, id: Id, rules: &[(Stage, Rule)]) -> Option<Step> {
    let stage = n.stage;
    n.met |= n.store.marks(id);
    let step = rules
        .iter()
        .filter(|(from, _)| *from <= stage)
        .find_map(|(_, rule)| rule(n, id).filter(|step| step.to != id))?;
    n.budget.spend();
    Some(step)
}
