//! The report: everything a run found, as data. The JSON is this structure (schema 1); every format is made from it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::Reason;

/// The outcome of one run.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Report {
    pub schema: u32,
    pub tool: String,
    pub failures: Vec<FileFailure>,
    pub files: Vec<FileReport>,
    pub summary: Summary,
}

/// A file that could not be read at all.
#[derive(Debug, Clone, Serialize)]
pub struct FileFailure {
    pub path: String,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Default)]
pub struct FileReport {
    pub path: String,
    pub diagnostics: Vec<Warning>,
    pub derivations: Vec<DerivationReport>,
    pub steps: Vec<StepReport>,
    /// Why the file has no step, where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty: Option<String>,
    /// True if checking broke down; the note is then under `failures` too.
    #[serde(skip)]
    pub broken: bool,
    /// The source text, for formats that quote it; not part of the JSON.
    #[serde(skip)]
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Proved,
    Supported,
    Refuted,
    Unknown,
    Assumed,
}

impl Verdict {
    /// The word of the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Proved => "proved",
            Verdict::Supported => "supported",
            Verdict::Refuted => "refuted",
            Verdict::Unknown => "unknown",
            Verdict::Assumed => "assumed",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    Definition,
    Hypothesis,
    Claim,
    Step,
}

#[derive(Debug, Clone, Serialize)]
pub struct DerivationReport {
    pub id: String,
    pub first_line: usize,
    pub last_line: usize,
    pub steps: Vec<String>,
    pub links: Vec<LinkReport>,
    pub closed_form: Option<ClosedForm>,
}

/// A relation that the note makes without writing it: the same quantity derived twice, a result announced before.
#[derive(Debug, Clone, Serialize)]
pub struct LinkReport {
    /// What is compared, as `step id` or `line`: the earlier and the later place.
    pub from: String,
    pub to: String,
    pub text: String,
    pub verdict: Verdict,
    pub laws: Vec<String>,
    pub counterexample: Option<Counterexample>,
}

/// The last expression of a derivation compared with its first.
#[derive(Debug, Clone, Serialize)]
pub struct ClosedForm {
    pub verdict: Verdict,
    pub points: usize,
    pub max_relative_difference: f64,
}

#[derive(Debug, Clone, Serialize)]
pub struct StepReport {
    pub id: String,
    pub fingerprint: String,
    pub derivation: String,
    pub kind: StepKind,
    pub relation: String,
    /// 1-based, of the relation sign; columns in Unicode characters.
    pub line: usize,
    pub column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<usize>,
    /// Bytes of the file, [start, end).
    pub lhs_span: [usize; 2],
    pub rhs_span: [usize; 2],
    pub lhs: String,
    pub rhs: String,
    pub verdict: Verdict,
    pub laws: Vec<String>,
    pub citation: bool,
    pub assumptions: Vec<String>,
    pub given: Vec<String>,
    pub uses: Vec<String>,
    pub readings: Vec<String>,
    pub repair: Option<String>,
    pub ignored: Vec<String>,
    pub warnings: Vec<Warning>,
    pub evaluated: Option<Evaluated>,
    /// Why a proved step was not evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unevaluated_because: Option<String>,
    pub work: u64,
    pub reason: Option<String>,
    pub reason_code: Option<String>,
    pub inherited_from: Option<String>,
    pub expected: Option<Expected>,
    /// The reason that an `accept` directive gives for leaving it undecided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    pub counterexample: Option<Counterexample>,
    pub hint: Option<Hint>,
}

impl StepReport {
    /// True for a verdict that an `expect` directive foresaw.
    pub fn is_foreseen(&self) -> bool {
        self.expected.as_ref().is_some_and(|expected| expected.met)
    }

    /// True for a step that an `ignore` directive takes out.
    pub fn is_ignored(&self) -> bool {
        self.reason_code.as_deref() == Some(Reason::Ignored.id())
    }
}

/// An `expect` directive at this step: what it foresees and whether that came.
#[derive(Debug, Clone, Serialize)]
pub struct Expected {
    pub verdict: String,
    pub met: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct Warning {
    pub code: String,
    pub span: [usize; 2],
    /// 1-based line and column of the span's start.
    pub line: usize,
    pub column: usize,
    pub text: String,
    /// The reason that an `accept` directive gives for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Evaluated {
    pub points: usize,
    pub max_relative_difference: f64,
}

/// Values of all free names at which the step fails, and what the sides are there.
#[derive(Debug, Clone, Serialize)]
pub struct Counterexample {
    /// `certified`, `numeric` or `undefined`.
    pub method: String,
    pub bindings: BTreeMap<String, serde_json::Value>,
    pub lhs: Side,
    pub rhs: Side,
    pub terms: Vec<Term>,
    /// One line: what the names stood for.
    pub model: String,
}

/// The value of a side: an enclosure as decimal strings, or undefined.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Side {
    Enclosure { lo: String, hi: String },
    Undefined(&'static str),
}

/// One term of a side with its value at the counterexample.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// `lhs` or `rhs`.
    pub side: &'static str,
    pub term: String,
    pub value: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Hint {
    pub span: [usize; 2],
    pub replacement: String,
    pub text: String,
    pub verdict: String,
}

#[derive(Debug, Clone, Serialize, Default, PartialEq)]
pub struct Summary {
    pub steps: usize,
    pub proved: usize,
    pub proved_given: usize,
    pub supported: usize,
    pub refuted: usize,
    pub unknown: usize,
    pub assumed: usize,
    pub errors: usize,
    pub repaired: usize,
    pub proved_unevaluated: usize,
}
