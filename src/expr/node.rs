//! The nodes of the expression DAG.

use smallvec::SmallVec;

use super::operator::Operator;
use crate::number::Rational;

/// A short list of operands; most are so short that a node owns nothing on the heap.
pub type Ids = SmallVec<[Id; 6]>;

/// A node's place in its [`super::Store`]; equal expressions of a store have equal ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub(super) u32);

/// A name's place in its store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SymbolId(pub(super) u32);

/// A sort's place in its store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SortId(pub(super) u32);

/// What kind of thing an expression is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sort {
    Real,
    Integer,
    Complex,
    /// True or false.
    Truth,
    /// Column vector of that length.
    Vector(Id),
    /// Rows, columns. A 1×1 matrix is a Real.
    Matrix(Id, Id),
    /// Values indexed by integers, of one sort, of no stated length.
    Sequence(SortId),
    /// A value of an unspecified finite set, such as a sample space; the set's name where it has one.
    Element(Option<SymbolId>),
    Set(SortId),
    /// Argument sorts, result sort.
    Function(Vec<SortId>, SortId),
    /// A family of densities p(..): joint, marginal and conditional ones of the same variables.
    Family,
    /// A probability distribution.
    Distribution,
    /// A random variable with values of that sort.
    Random(SortId),
    Unknown,
}

/// Where a name comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Role {
    /// Written in a note.
    Note,
    /// Opened from a binder while reasoning under it; stands for every value of its domain.
    Local,
    /// Variable of a law.
    Law,
    /// Variable slot of a family of densities.
    Slot,
    /// Slot of a parameter that a family of densities depends on: always given, and never random.
    Parameter,
}

/// A name with its sort. Two names with equal spelling and different `version` are different names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Symbol {
    /// LaTeX spelling with decorations, canonical: `\mu_{1}`, `\hat{x}`.
    pub spelling: String,
    pub sort: SortId,
    pub role: Role,
    /// Tells scopes apart in which the same spelling means different things.
    pub version: u32,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Constant {
    Pi,
    /// Euler's number; `exp(x)` is `Power(E, x)`.
    E,
    /// The imaginary unit.
    I,
    Infinity,
    EulerGamma,
    True,
    False,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum BinderKind {
    Sum,
    Product,
    Integral,
    /// Derivative of the body by the bound variable, at the point of the domain [`Domain::At`].
    Derivative,
    /// Limit of the body for the bound variable to the point of [`Domain::At`], [`Domain::Above`] or [`Domain::Below`].
    Limit,
    /// A function; domain [`Domain::All`].
    Lambda,
    Maximum,
    Minimum,
    ArgMax,
    ArgMin,
    ForAll,
}

/// What the bound variable ranges over. Ids stand outside the binder (no extra bound variable).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Domain {
    /// All values of the variable's sort: the reals, all vectors, the whole sample space.
    All,
    /// Integers (for sums, products) or reals (for integrals) from, to.
    Range(Id, Id),
    /// Members of a set.
    In(Id),
    /// The point of a derivative or two-sided limit.
    At(Id),
    /// Limit from above, from below.
    Above(Id),
    Below(Id),
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    In,
}

/// An expression. Built through the constructors of [`super::Store`], which flatten and sort.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    Number(Rational),
    Constant(Constant),
    Name(SymbolId),
    /// A variable bound by the binder so many levels up (0: the innermost), with its sort.
    Bound(u32, SortId),
    /// At least two terms, none a Sum, sorted. Terms may be vectors or matrices of one shape.
    Sum(Ids),
    /// At least two factors, none a Product, sorted; at most one is a vector or matrix, the others are scalars.
    Product(Ids),
    /// Base, exponent. `1/x` is `x^-1`, a square root `x^(1/2)`, `exp(x)` is `E^x`. A matrix base has a natural exponent.
    Power(Id, Id),
    /// An operator of the vocabulary and its arguments.
    Apply(Operator, Ids),
    /// A function's name (or a bound function) applied to arguments.
    Call(Id, Ids),
    /// `p(of | given)` of a family: (slot, value) pairs sorted by slot. One node for `p(x,y)`, `p(y,x)` and `p_{xy}`.
    Density {
        family: SymbolId,
        of: Box<[(SymbolId, Id)]>,
        given: Box<[(SymbolId, Id)]>,
    },
    /// Product of vectors and matrices, in order; at least two factors, none a scalar, none a Chain.
    /// `x^T A x` is a Chain whose sort is Real.
    Chain(Ids),
    /// `v_j`, `A_{ij}`, `x_i`: base, indices.
    Component(Id, Ids),
    /// A matrix or column vector written out, row by row.
    Matrix {
        rows: u32,
        columns: u32,
        entries: Ids,
    },
    /// Kind, sort of the bound variable, domain, body (in which `Bound(0)` is the variable).
    Bind(BinderKind, SortId, Domain, Id),
    Relation(Comparison, Id, Id),
    /// Value and condition of each case, tried in order; a last condition `True` is "otherwise".
    Cases(Box<[(Id, Id)]>),
}

impl Domain {
    /// The expressions in the domain, in order.
    pub fn ids(self) -> smallvec::SmallVec<[Id; 2]> {
        match self {
            Domain::All => smallvec::smallvec![],
            Domain::Range(a, b) => smallvec::smallvec![a, b],
            Domain::In(a) | Domain::At(a) | Domain::Above(a) | Domain::Below(a) => {
                smallvec::smallvec![a]
            }
        }
    }

    /// The same kind of domain with other expressions, as many as [`Domain::ids`] gives.
    pub fn with_ids(self, ids: &[Id]) -> Domain {
        match self {
            Domain::All => Domain::All,
            Domain::Range(..) => Domain::Range(ids[0], ids[1]),
            Domain::In(_) => Domain::In(ids[0]),
            Domain::At(_) => Domain::At(ids[0]),
            Domain::Above(_) => Domain::Above(ids[0]),
            Domain::Below(_) => Domain::Below(ids[0]),
        }
    }
}
