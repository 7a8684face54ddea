//! Words around a step that make its failure say nothing.

use super::Refuted;
use crate::expr::{Comparison, Id, Node, Operator, Sort, Store, SymbolId};

/// Words for arithmetic in which the usual sums and products do not hold.
const OTHER_ARITHMETIC: &[&str] = &[
    "modulo",
    " mod ",
    "congruen",
    "finite field",
    "characteristic 2",
    "characteristic two",
    "tropical",
    "subgroup",
    "finite group",
    "abelian group",
    "untergruppe",
    "boolean algebra",
    "restklasse",
    "合同",
    "同余",
];

/// "Working modulo 7": numbers are equal that differ otherwise.
pub(super) fn counts_otherwise(refuted: &Refuted) -> bool {
    OTHER_ARITHMETIC
        .iter()
        .any(|word| refuted.words.contains(word))
}

/// Words for an equation that is not derived but asked of its unknowns.
const EQUATIONS: &[&str] = &[
    "differential equation",
    " ode",
    "pde ",
    "equation of motion",
    "equations of motion",
    "system of equations",
    "recurrence",
    "satisf",
    "obey",
    "subject to",
    "constraint",
    "differentialgleichung",
    "erfüll",
    "gleichung",
    "微分方程",
    "满足",
    "滿足",
    "満た",
    "方程",
    "удовлетвор",
    "уравнени",
];

/// "The differential equation is ..": it holds for its solutions.
pub(super) fn states_an_equation(refuted: &Refuted) -> bool {
    let open = refuted.names().iter().any(|name| !refuted.is_known(*name));
    open && refuted.claim.relation == Comparison::Equal
        && EQUATIONS
            .iter()
            .any(|phrase| refuted.sentence.contains(phrase))
}

/// Words by which a relation is none of all its terms.
const LEAVING_OUT: &[&str] = &[
    "up to a constant",
    "up to constants",
    "up to an additive",
    "up to additive",
    "up to terms",
    "up to sign",
    "up to a sign",
    "up to higher",
    "ignoring",
    "neglecting",
    "dropping",
    "omitting",
    "leaving out",
    "first order",
    "first-order",
    "leading order",
    "lowest order",
    "second order",
    "linear order",
    "linearis",
    "lineariz",
    "for small",
    "for large",
    "small angle",
    "limit of large",
    "limit of small",
    "classical limit",
    "thermodynamic limit",
    "temperature limit",
    "higher order",
    "higher-order",
    "quadratic terms",
    "we can expand",
    "für kleine",
    "für große",
    "näherung",
    "pour petit",
    "近似",
    "很小",
    "приближ",
    "approximately",
    "asymptotically",
    "heuristically",
    "absorb",
    "bis auf",
    "à une constante près",
    "忽略",
];

/// "Ignoring constants, ..": what fails may hold up to what is left out.
pub(super) fn leaves_out(refuted: &Refuted) -> bool {
    LEAVING_OUT
        .iter()
        .any(|phrase| refuted.sentence.contains(phrase))
}

/// Words that say how a joint density factors.
const FACTORING: &[&str] = &[
    "markov",
    "bayesian network",
    "bayes net",
    "graphical model",
    "directed graph",
    "acyclic graph",
    "d-separat",
    "factoriz",
    "factoris",
    "conditionally independent",
    "conditional independence",
    "for the chain",
    "the chain \u{fffc}",
    "a chain \u{fffc}",
    "马尔可夫",
    "マルコフ",
];

/// Words that say so of what stands in their own sentence.
const MODELLING: &[&str] = &[
    "naive bayes",
    "hidden markov",
    " hmm",
    "state space",
    "state-space",
    "memoryless",
    "randomis",
    "randomiz",
    "unconfounded",
    "confounding",
    "ignorab",
    "assum",
    "postulat",
    "the model ",
    "depends only",
    "depend only",
    "depends on the state",
    "independently",
    "local independence",
    "independence given",
    "independent of the past",
    "given the present",
];

/// Words that tie random variables to one another, or give them one distribution: what their entropies have in common rests
/// on that.
const TYING: &[&str] = &[
    "channel",
    "noise",
    "function of",
    "determin",
    "symmetric",
    "memoryless",
    "feedback",
    "cod",
    "cipher",
    "secre",
    "encrypt",
    " key",
    "stationary",
    "sufficient",
    "copies",
    "identical",
    "processing",
    "bottleneck",
    "uniform",
    "separat",
    "computed from",
    "depends on",
    " graph",
    "bernoulli",
    "binomial",
    " bits",
];

/// True if a relation of entropies is about variables of which the note says what was not followed: how they hang together,
/// in words, or by an equation between them (`Y = X + Z`).
fn ties_variables(refuted: &Refuted) -> bool {
    let entropy = |store: &Store, id: Id| match store.node(id) {
        Node::Apply(operator, _) => matches!(
            operator,
            Operator::Entropy | Operator::ConditionalEntropy | Operator::MutualInformation
        ),
        _ => false,
    };
    if !refuted.any_node(entropy) {
        return false;
    }
    let said = |word: &&str| refuted.words.contains(*word);
    let words = FACTORING.iter().chain(INDEPENDENCE).chain(TYING);
    let mut equations = refuted.context.facts.iter();
    let tied = |spelling: &str| {
        let variable = spelling.to_lowercase();
        let slot = |store: &Store, id: Id| {
            let named = |pairs: &[(SymbolId, Id)]| {
                let mut slots = pairs.iter();
                slots.any(|(slot, _)| store.symbol(*slot).spelling == variable)
            };
            matches!(store.node(id), Node::Density { of, given, .. } if named(of) || named(given))
        };
        spelling.starts_with(char::is_uppercase) && refuted.any_node(slot)
    };
    words.into_iter().any(said)
        || equations.any(|fact| {
            let mut names = refuted.store.free_names(fact.left).into_iter();
            names.any(|name| tied(&refuted.store.symbol(name).spelling))
        })
}

/// "For the chain A, B, C": conditional densities of which the note knows more than was read.
pub(super) fn factors_by_words(refuted: &Refuted) -> bool {
    if ties_variables(refuted) {
        return true;
    }
    let conditional = refuted.any_node(
        |store, id| matches!(store.node(id), Node::Density { given, .. } if !given.is_empty()),
    );
    let says = |table: &[&str], words: &str| table.iter().any(|word| words.contains(word));
    conditional && (says(FACTORING, refuted.words) || says(MODELLING, refuted.sentence))
}

/// Words for chance variables that have nothing to do with each other.
pub(super) const INDEPENDENCE: &[&str] = &[
    "independen",
    "uncorrelated",
    "i.i.d",
    "iid",
    "unabhängig",
    "unkorreliert",
    "indépendant",
    "独立",
    "независим",
];

/// "By independence": a variance, covariance or mean of several random variables, where it was not followed which of them
/// are independent.
pub(super) fn rests_on_independence(refuted: &Refuted) -> bool {
    let quantity = |store: &Store, id: Id| {
        let operator = match store.node(id) {
            Node::Apply(operator, _) => *operator,
            _ => return false,
        };
        matches!(
            operator,
            Operator::Expectation | Operator::Variance | Operator::Covariance
        )
    };
    let random = refuted
        .names()
        .into_iter()
        .any(|name| match refuted.sort(name) {
            Sort::Random(_) => true,
            Sort::Sequence(item) => matches!(refuted.store.sort_of(*item), Sort::Random(_)),
            _ => false,
        });
    random
        && !refuted.independence
        && refuted.any_node(quantity)
        && INDEPENDENCE.iter().any(|word| refuted.words.contains(word))
}

/// Words for functions that say how a variable is distributed.
const FUNCTIONS: &[&str] = &[
    "distribution function",
    " cdf",
    "survival function",
    "survivor function",
    "tail function",
];

/// "$G$ has distribution function $F(g) = ..$": a probability of a variable of which only the words give the law.
pub(super) fn rests_on_a_function(refuted: &Refuted) -> bool {
    let probability = |store: &Store, id: Id| {
        matches!(
            store.node(id),
            Node::Apply(Operator::Probability | Operator::ConditionalProbability, _)
        )
    };
    let open = |name: SymbolId| {
        let symbol = refuted.store.symbol(name);
        let capital = symbol
            .spelling
            .starts_with(|c: char| c.is_ascii_uppercase());
        (capital || refuted.store.is_chance(symbol.sort)) && !refuted.has_law(name)
    };
    refuted.any_node(probability)
        && refuted.names().into_iter().any(open)
        && FUNCTIONS.iter().any(|word| refuted.words.contains(word))
}
