//! Why an expression has no value.

use crate::expr::Id;

/// What the evaluator cannot do, as a stable code with a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cannot {
    Budget,
    TooLarge,
    TooDeep,
    NoEnclosure,
    NoModel,
    NoInterpretation,
    Shapes,
    Divergence,
    Inaccurate,
    Undefined,
    TooFewPoints,
    Conflict,
    Unchecked,
    Unstated,
}

impl Cannot {
    /// Stable code of the reason.
    pub fn code(self) -> &'static str {
        match self {
            Cannot::Budget => "budget",
            Cannot::TooLarge => "too-large",
            Cannot::TooDeep => "too-deep",
            Cannot::NoEnclosure => "no-enclosure",
            Cannot::NoModel => "no-model",
            Cannot::NoInterpretation => "no-interpretation",
            Cannot::Shapes => "shapes",
            Cannot::Divergence => "divergence",
            Cannot::Inaccurate => "inaccurate",
            Cannot::Undefined => "undefined",
            Cannot::TooFewPoints => "too-few-points",
            Cannot::Conflict => "not-settled",
            Cannot::Unchecked => "unchecked-hypothesis",
            Cannot::Unstated => "unstated-property",
        }
    }

    /// The reason in a sentence fragment.
    pub fn text(self) -> &'static str {
        match self {
            Cannot::Budget => "the budget of evaluations is used up",
            Cannot::TooLarge => "a number of terms, a size or a power is too large to evaluate",
            Cannot::TooDeep => "the expression is nested too deeply",
            Cannot::NoEnclosure => "a function has no certified enclosure",
            Cannot::NoModel => "no values of the names were found that satisfy the hypotheses",
            Cannot::NoInterpretation => "an expression has no numerical interpretation",
            Cannot::Shapes => "the shapes of vectors or matrices do not fit",
            Cannot::Divergence => "an infinite sum, integral or limit did not settle",
            Cannot::Inaccurate => "the sides are not known accurately enough to compare",
            Cannot::Undefined => "no point was found at which both sides are defined",
            Cannot::TooFewPoints => "too few points were found at which both sides are defined",
            Cannot::Conflict => "the sides differ, but the difference could not be confirmed",
            Cannot::Unchecked => {
                "the sides differ, but whether the point satisfies the hypotheses is not known"
            }
            Cannot::Unstated => {
                "the inequality fails for some functions, but may rest on a property that is not stated"
            }
        }
    }
}

/// Why there is no value at this point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is none, for certain; where (the innermost expression) and why.
    Undefined { at: Option<Id>, why: &'static str },
    /// The accuracy, or the model, does not settle it at this point.
    Undecided(&'static str),
    /// No way to evaluate it, at any point.
    Cannot(Cannot),
    /// The evaluations are used up.
    Budget,
}

const NO_CASE: &str = "no case applies";

impl Trouble {
    pub fn undefined(why: &'static str) -> Self {
        Trouble::Undefined { at: None, why }
    }

    /// The trouble of cases none of which applies.
    pub fn uncovered() -> Self {
        Self::undefined(NO_CASE)
    }

    pub fn is_uncovered(&self) -> bool {
        matches!(self, Trouble::Undefined { why, .. } if *why == NO_CASE)
    }

    /// Names the innermost expression without a value.
    pub fn at(self, id: Id) -> Self {
        match self {
            Trouble::Undefined { at: None, why } => Trouble::Undefined { at: Some(id), why },
            other => other,
        }
    }
}
