//! Words that say of names what was not read: commuting matrices, disjoint events, odd integers. A step about such names
//! may hold by it.

use super::Refuted;
use super::words::INDEPENDENCE;
use crate::expr::{Sort, SymbolId};
use crate::theory::FactKind;

/// What a quality is said of.
#[derive(Clone, Copy)]
enum Kind {
    Event,
    Array,
    Random,
    Integer,
    Function,
    Indexed,
}

const QUALITIES: &[(Kind, &[&str])] = &[
    (Kind::Event, INDEPENDENCE),
    (
        Kind::Event,
        &[
            "exclusive",
            "disjoint",
            "incompatible",
            "happen together",
            "occur together",
            "both happen",
            "both occur",
            "partition",
            "exhaustive",
            "subset",
            "contained",
            "whenever",
            "implies",
            "the event that",
            "dice",
            " die ",
            "coin",
            "cards",
            " urn",
            "disjunkt",
            "unvereinbar",
            "incompatibles",
            "互斥",
            "排反",
        ],
    ),
    (
        Kind::Array,
        &[
            "commuting",
            "commute",
            "diagonal",
            "circulant",
            "permutation matri",
            "triangular",
            "orthonormal",
            "orthogonal",
            "perpendicular",
            "unit vector",
            "unit-vector",
            "unit norm",
            "unit length",
            "normalized",
            "normalised",
            "scalar matri",
            "skew",
            "stochastic matri",
            "vertausch",
            "diagonalmatri",
            "可交换",
            "对角",
            "单位向量",
            "正交",
        ],
    ),
    (
        Kind::Random,
        &["bernoulli", "rademacher", "indicator", "coin", "binary"],
    ),
    (
        Kind::Integer,
        &[
            "odd integer",
            "odd number",
            "even integer",
            "even number",
            "odd \u{fffc}",
            "even \u{fffc}",
            "is odd",
            "are odd",
            "be odd",
            "is even",
            "are even",
            "be even",
            "parity",
            "consecutive",
            "coprime",
            "prime",
            "divisible",
            "multiple of",
            "perfect square",
            "ungerade",
            "gerade zahl",
            "奇数",
            "偶数",
        ],
    ),
    (
        Kind::Function,
        &[
            "linear",
            "additive",
            "multiplicative",
            "homogeneous",
            "homomorphism",
            "functional equation",
            "periodic",
            "even function",
            "odd function",
            "inverse",
            "quantile",
            "involution",
            "convex",
            "concave",
            "increasing",
            "decreasing",
            "monoton",
        ],
    ),
    (
        Kind::Indexed,
        &[
            "fibonacci",
            "lucas number",
            "catalan",
            "stirling",
            "bell number",
            "bernoulli number",
            "euler number",
            "harmonic number",
            "chebyshev",
            "legendre",
            "hermite",
            "laguerre",
            "recurrence",
            "recursion",
            "recursive",
            "arithmetic progression",
            "geometric progression",
            "arithmetic sequence",
            "geometric sequence",
        ],
    ),
];

/// "Let $A$ and $B$ be commuting matrices": the words say of names of this kind what was not followed.
pub(super) fn has_qualities(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let event = |&name: &SymbolId| is_of(refuted, Kind::Event, name);
    if refuted.related_sets && names.iter().any(event) {
        return true;
    }
    QUALITIES.iter().any(|(kind, words)| {
        names.iter().any(|&name| is_of(refuted, *kind, name))
            && words.iter().any(|word| refuted.words.contains(word))
    })
}

/// `f^{-1}(x)`: what an inverse has to do with its function is not followed.
pub(super) fn inverts_a_function(refuted: &Refuted) -> bool {
    refuted.names().into_iter().any(|name| {
        let inverse = refuted.store.symbol(name).spelling.ends_with("^{-1}");
        inverse && matches!(refuted.sort(name), Sort::Function(..))
    })
}

fn is_of(refuted: &Refuted, kind: Kind, name: SymbolId) -> bool {
    let store = refuted.store;
    let sort = refuted.sort(name);
    match kind {
        Kind::Event => match sort {
            Sort::Random(inner) => *store.sort_of(*inner) == Sort::Truth,
            sort => *sort == Sort::Truth,
        },
        Kind::Array => matches!(sort, Sort::Vector(_) | Sort::Matrix(..)),
        Kind::Random => matches!(sort, Sort::Random(_)) && !refuted.has_law(name),
        Kind::Integer => *sort == Sort::Integer,
        Kind::Function => matches!(sort, Sort::Function(..)) && !is_defined(refuted, name),
        Kind::Indexed => {
            let labelled = store.symbol(name).spelling.contains("_{");
            let many = matches!(sort, Sort::Sequence(_) | Sort::Function(..));
            (labelled || many) && !is_defined(refuted, name)
        }
    }
}

/// True if a definition gives the name, all its values or all its items.
fn is_defined(refuted: &Refuted, name: SymbolId) -> bool {
    let mut facts = refuted.context.facts.iter();
    facts.any(|fact| fact.kind == FactKind::Definition && refuted.store.mentions(fact.left, name))
}
