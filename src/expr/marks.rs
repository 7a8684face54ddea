//! What kinds of nodes an expression contains: one bit each, known of every node when it is made.

use std::ops::{BitOr, BitOrAssign};

use super::node::*;
use super::operator::{Operator, Yields};
use super::store::Store;

/// A set of kinds of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u16);

impl Marks {
    pub const INFINITY: Marks = Marks(1);
    pub const BINDER: Marks = Marks(1 << 1);
    /// Densities of a family.
    pub const DENSITY: Marks = Marks(1 << 2);
    /// Vectors and matrices, also random ones.
    pub const ARRAY: Marks = Marks(1 << 3);
    /// Expectations, probabilities and the like, and what is said of random variables as a whole.
    pub const CHANCE: Marks = Marks(1 << 4);
    /// Factorials, binomial coefficients, gamma and beta functions.
    pub const GAMMA: Marks = Marks(1 << 5);

    pub const INTEGRAL: Marks = Marks(1 << 6);
    /// Known distributions, their densities and distribution functions.
    pub const DISTRIBUTION: Marks = Marks(1 << 7);

    /// True if one of the kinds is in both sets.
    pub fn meets(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// The mark of a node by itself.
    pub(super) fn of(node: &Node) -> Marks {
        use Operator::*;
        match node {
            Node::Constant(Constant::Infinity) => Marks::INFINITY,
            Node::Bind(BinderKind::Integral, ..) => Marks::BINDER | Marks::INTEGRAL,
            Node::Bind(..) => Marks::BINDER,
            Node::Density { .. } => Marks::DENSITY,
            Node::Apply(operator, _) => match operator {
                Expectation
                | ConditionalExpectation
                | Variance
                | ConditionalVariance
                | Covariance
                | Correlation
                | Probability
                | ConditionalProbability
                | Draw
                | Independent => Marks::CHANCE,
                Factorial | Binomial | Gamma | Beta => Marks::GAMMA,
                Pdf | Cdf => Marks::DISTRIBUTION,
                _ if operator.yields() == Yields::Distribution => Marks::DISTRIBUTION,
                _ => Marks::default(),
            },
            _ => Marks::default(),
        }
    }
}

impl BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Marks) {
        *self = *self | other;
    }
}

impl Store {
    /// True if a part of the expression is of one of the kinds.
    pub fn contains(&self, id: Id, kinds: Marks) -> bool {
        self.marks(id).meets(kinds)
    }
}
