//! The formats, by name.

use std::io::{self, Write};

use super::finding::Strictness;
use super::model::Report;
use super::{concise, github, json, junit, sarif, text};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: every finding with its line, its values and what to do.
    Text,
    /// One line a finding.
    Concise,
    /// Schema 1, everything.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML: one test case a step.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// How much is told beyond the errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Detail {
    /// Errors only.
    Quiet,
    /// Warnings, notes and a summary too.
    #[default]
    Normal,
    /// Proved and foreseen steps too.
    Verbose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    pub detail: Detail,
    pub strictness: Strictness,
}

/// Writes the report in the format. Colours are always written by `text`; the caller strips them where they do not belong.
///
/// # Errors
/// Those of `out` only.
pub fn write(
    report: &Report,
    format: Format,
    settings: Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::write(report, settings, out),
        Format::Concise => concise::write(report, settings, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, settings.strictness, out),
        Format::Junit => junit::write(report, settings.strictness, out),
        Format::Github => github::write(report, settings, out),
    }
}
