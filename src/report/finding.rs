//! What a person should look at: the report flattened to findings, in the order of the notes.
//!
//! The exit status is decided here too: a run fails exactly if there is a finding of level error, so that no format can show
//! less than the status says.

use std::collections::BTreeMap;

use super::model::{DerivationReport, FileReport, Report, StepReport, Verdict, Warning};
use super::phrase;
use crate::diagnostic::{Code, Severity};

/// Whether an undecided step fails the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    #[default]
    Lenient,
    Strict,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Note,
    Warning,
    Error,
}

/// One thing to look at, with its place.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub file: &'a FileReport,
    pub level: Level,
    /// `refuted`, `unknown`, `supported`, `inherited`, `link`, `closed-form`, `no-step` or the code of a diagnostic.
    pub rule: &'a str,
    /// 1-based.
    pub line: usize,
    /// 1-based, in Unicode characters.
    pub column: usize,
    /// Bytes of the file (or of the cell), [start, end).
    pub span: Option<[usize; 2]>,
    pub text: String,
    /// The step that was judged; none for a warning or a note about the file.
    pub step: Option<&'a StepReport>,
    pub cell: Option<usize>,
}

impl Finding<'_> {
    /// `path:line:column`, in a notebook `path:cell N:line:column`.
    pub fn place(&self) -> String {
        let path = phrase::clean(&self.file.path);
        match self.cell {
            Some(cell) => format!("{path}:cell {cell}:{}:{}", self.line, self.column),
            None => format!("{path}:{}:{}", self.line, self.column),
        }
    }
}

/// All findings of a report, by file, then by place.
pub fn findings(report: &Report, strictness: Strictness) -> Vec<Finding<'_>> {
    let of_file = |file| findings_of(file, strictness);
    report.files.iter().flat_map(of_file).collect()
}

/// The findings of one file, by place.
pub fn findings_of(file: &FileReport, strictness: Strictness) -> Vec<Finding<'_>> {
    let steps: Steps = file.steps.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut all: Vec<Finding> = Vec::new();
    let open = |w: &&Warning| w.accepted.is_none();
    let diagnostics = file.diagnostics.iter().filter(open);
    all.extend(diagnostics.map(|w| of_warning(file, None, w)));
    all.extend(file.empty.iter().map(|why| of_empty(file, why)));
    for step in &file.steps {
        let warnings = step.warnings.iter().filter(open);
        all.extend(of_verdict(file, step, strictness));
        all.extend(warnings.map(|w| of_warning(file, step.cell, w)));
    }
    for derivation in &file.derivations {
        all.extend(of_links(file, &steps, derivation));
        all.extend(of_closed_form(file, &steps, derivation));
    }
    all.sort_by_key(|f| (f.cell, f.line, f.column));
    // A side that two steps share is warned of once.
    all.dedup_by(|a, b| {
        a.step.is_none()
            && a.rule == b.rule
            && (a.cell, a.span) == (b.cell, b.span)
            && a.text == b.text
    });
    all
}

/// The steps of a file by id.
type Steps<'a> = BTreeMap<&'a str, &'a StepReport>;

fn of_warning<'a>(file: &'a FileReport, cell: Option<usize>, warning: &'a Warning) -> Finding<'a> {
    let severity = Code::ALL
        .iter()
        .find(|code| code.id() == warning.code)
        .map_or(Severity::Warning, |code| code.severity());
    Finding {
        file,
        level: match severity {
            Severity::Note => Level::Note,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        },
        rule: &warning.code,
        line: warning.line,
        column: warning.column,
        span: Some(warning.span),
        text: warning.text.clone(),
        step: None,
        cell,
    }
}

fn of_empty<'a>(file: &'a FileReport, why: &str) -> Finding<'a> {
    Finding {
        file,
        level: Level::Note,
        rule: "no-step",
        line: 1,
        column: 1,
        span: None,
        text: format!("no step to check: {why}"),
        step: None,
        cell: None,
    }
}

fn of_verdict<'a>(
    file: &'a FileReport,
    step: &'a StepReport,
    strictness: Strictness,
) -> Option<Finding<'a>> {
    let verdict = phrase::verdict(step);
    let (level, rule, text) = match (&step.expected, step.verdict) {
        (Some(_), _) if step.is_foreseen() => return None,
        (Some(expected), _) => (
            Level::Error,
            Code::ExpectUnmet.id(),
            format!("expected {}, but it is {verdict}", expected.verdict),
        ),
        (None, Verdict::Proved | Verdict::Assumed) => return None,
        (None, Verdict::Supported) => (Level::Note, "supported", verdict),
        (None, Verdict::Refuted) if step.inherited_from.is_some() => {
            (Level::Note, "inherited", verdict)
        }
        (None, Verdict::Refuted) => (Level::Error, "refuted", verdict),
        (None, Verdict::Unknown) if step.accepted.is_some() || step.is_ignored() => return None,
        (None, Verdict::Unknown) => (unknown_level(strictness), "unknown", verdict),
    };
    Some(Finding {
        file,
        level,
        rule,
        line: step.line,
        column: step.column,
        span: Some(step.rhs_span),
        text,
        step: Some(step),
        cell: step.cell,
    })
}

fn unknown_level(strictness: Strictness) -> Level {
    match strictness {
        Strictness::Lenient => Level::Warning,
        Strictness::Strict => Level::Error,
    }
}

/// A refuted link counts as an error, unless a refuted step of its derivation or at one of its ends explains it.
fn of_links<'a>(
    file: &'a FileReport,
    steps: &Steps<'a>,
    derivation: &'a DerivationReport,
) -> Vec<Finding<'a>> {
    let cause = has_refuted_step(steps, derivation);
    let is_refuted = |end: &String| {
        steps
            .get(end.as_str())
            .is_some_and(|s| s.verdict == Verdict::Refuted)
    };
    derivation
        .links
        .iter()
        .filter(|link| link.verdict == Verdict::Refuted)
        // What only foreseen errors lead to is foreseen as well.
        .filter(|link| {
            let own = derivation.steps.iter().chain([&link.from]);
            let mut wrong = own
                .filter_map(|id| steps.get(id.as_str()))
                .filter(|s| s.verdict == Verdict::Refuted && s.inherited_from.is_none())
                .peekable();
            wrong.peek().is_none() || !wrong.all(|s| s.is_foreseen())
        })
        .map(|link| {
            let explained = cause || is_refuted(&link.from) || is_refuted(&link.to);
            let at = steps.get(link.to.as_str());
            let mut text = format!(
                "{} does not agree with {}: {}",
                link.to, link.from, link.text
            );
            if let Some(found) = &link.counterexample {
                text.push_str("; ");
                text.push_str(&phrase::counterexample(found));
            }
            Finding {
                file,
                level: if explained { Level::Note } else { Level::Error },
                rule: "link",
                line: at.map_or(derivation.last_line, |s| s.line),
                column: at.map_or(1, |s| s.column),
                span: at.map(|s| s.rhs_span),
                text,
                step: None,
                cell: at.and_then(|s| s.cell),
            }
        })
        .collect()
}

/// A last expression that differs from the first counts as an error, unless a refuted step explains it.
fn of_closed_form<'a>(
    file: &'a FileReport,
    steps: &Steps<'a>,
    derivation: &'a DerivationReport,
) -> Option<Finding<'a>> {
    let closed = derivation.closed_form.as_ref()?;
    if closed.verdict != Verdict::Refuted || has_refuted_step(steps, derivation) {
        return None;
    }
    let last = steps.get(derivation.steps.last()?.as_str())?;
    Some(Finding {
        file,
        level: Level::Error,
        rule: "closed-form",
        line: last.line,
        column: last.column,
        span: Some(last.rhs_span),
        text: format!(
            "the last expression of the derivation does not equal its first (line {}), though no single step is refuted",
            derivation.first_line
        ),
        step: None,
        cell: last.cell,
    })
}

fn has_refuted_step(steps: &Steps, derivation: &DerivationReport) -> bool {
    let own = derivation
        .steps
        .iter()
        .filter_map(|id| steps.get(id.as_str()));
    own.into_iter().any(|s| s.verdict == Verdict::Refuted)
}
