//! What judging a claim by numbers yields.

use serde::Serialize;

use super::trouble::Cannot;
use crate::expr::{Comparison, Id};

/// A relation between two sides, for all admissible values of the free names. `a >= b` is `b <= a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub left: Id,
    pub relation: Comparison,
    pub right: Id,
}

/// How much to try.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Points at which both sides have to be compared.
    pub points: usize,
    pub seed: u64,
    /// Evaluations of nodes.
    pub budget: u64,
    /// Compare again with enclosures of 200 bits.
    pub high_precision: bool,
    /// Write a counterexample as a program too.
    pub program: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            points: 24,
            seed: 0,
            budget: 4_000_000,
            high_precision: true,
            program: false,
        }
    }
}

/// The evaluator's opinion of a claim.
#[derive(Debug, Clone)]
pub enum Outcome {
    Agrees(Agreement),
    Refuted(Box<Counterexample>),
    /// For `a \neq b`: a point at which the sides differ.
    Differs(Box<Counterexample>),
    Cannot {
        reason: Cannot,
        detail: String,
    },
}

/// The sides were compared and the relation held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    pub points: usize,
    /// Points of a strict inequality at which the sides are equal.
    pub ties: usize,
    pub max_relative_difference: f64,
    /// Also compared by enclosures of 200 bits, at some of the points.
    pub high_precision: bool,
    /// A quadrature, limit or infinite sum took part.
    pub quadrature: bool,
}

/// How a counterexample is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    Certified,
    Numeric,
    Undefined,
}

/// Values of all free names at which a claim fails.
#[derive(Debug, Clone)]
pub struct Counterexample {
    pub method: Method,
    /// LaTeX name and value, in order of the names.
    pub bindings: Vec<(String, Binding)>,
    pub left: Enclosure,
    pub right: Enclosure,
    /// Both sides term by term.
    pub terms: Vec<Term>,
    /// What the names stand for, in one line.
    pub model: String,
    /// True if the claim held at all points at which every size is 2 or more.
    pub small_sizes_only: bool,
    /// A Python program that evaluates both sides, or why there is none; written where options ask for it.
    pub program: Option<Result<String, super::script::Refusal>>,
}

/// The value of a name, in a form that a reader can type in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Binding {
    Integer(i64),
    /// A decimal or a fraction.
    Number(String),
    Truth(bool),
    Vector(Vec<Binding>),
    Matrix(Vec<Vec<Binding>>),
    /// Values in words, such as those of a function without a formula.
    Text(String),
}

/// A number between two decimals, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enclosure {
    Between { lo: String, hi: String },
    Undefined { why: String, at: Option<Id> },
}

/// Which side of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Left,
    Right,
}

/// A term of a side and its value.
#[derive(Debug, Clone)]
pub struct Term {
    pub side: Side,
    pub term: Id,
    pub value: String,
}
