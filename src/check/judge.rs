//! One claim before both judges: rewriting proves, numbers refute.

use crate::diagnostic::Reason;
use crate::evaluate::{self, Outcome};
use crate::expr::{Comparison, Id, Store};
use crate::kernel::Theorem;
use crate::report::{Counterexample, Evaluated, Verdict};
use crate::rewrite;
use crate::theory::{Context, Theory};

/// Points at which a proved step is evaluated, and at which an unproved one has to agree.
const POINTS_PROVED: usize = 3;
const POINTS_UNPROVED: usize = 24;

/// How much work a step may cost, in elementary operations, and the seed of the random points.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    pub rewrite: u64,
    pub evaluate: u64,
    pub seed: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            rewrite: 200_000,
            evaluate: 2_000_000,
            seed: 1,
        }
    }
}

/// A relation between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub left: Id,
    pub relation: Comparison,
    pub right: Id,
}

/// What both judges said of one claim.
#[derive(Debug, Clone)]
pub struct Judgement {
    pub verdict: Verdict,
    pub laws: Vec<String>,
    /// Conditions taken from the sides being defined, as LaTeX.
    pub assumptions: Vec<String>,
    /// Places of the facts used, and of those that are not proved themselves.
    pub uses: Vec<String>,
    pub given: Vec<String>,
    pub evaluated: Option<Evaluated>,
    pub unevaluated_because: Option<String>,
    pub counterexample: Option<Counterexample>,
    pub reason: Option<(Reason, String)>,
    pub work: u64,
}

impl Judgement {
    pub fn unknown(reason: Reason, text: impl Into<String>) -> Self {
        Self {
            reason: Some((reason, text.into())),
            ..Self::of(Verdict::Unknown)
        }
    }

    pub fn of(verdict: Verdict) -> Self {
        Self {
            verdict,
            laws: Vec::new(),
            assumptions: Vec::new(),
            uses: Vec::new(),
            given: Vec::new(),
            evaluated: None,
            unevaluated_because: None,
            counterexample: None,
            reason: None,
            work: 0,
        }
    }

    pub fn passes(&self) -> bool {
        matches!(
            self.verdict,
            Verdict::Proved | Verdict::Supported | Verdict::Assumed
        )
    }
}
