//! The report for people: each finding with its line, the values that show it, and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::finding::{Finding, Level, findings_of};
use super::format::{Detail, Settings};
use super::model::{Counterexample, FileReport, Report, StepReport, Verdict};
use super::phrase;
use super::snippet::Lines;

const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const GREEN: Style = AnsiColor::Green.on_default();
const BLUE: Style = AnsiColor::Blue.on_default();
const BOLD: Style = Style::new().bold();

/// Details of one finding beyond this are counted, not listed.
const MOST_DETAILS: usize = 24;

pub fn write(report: &Report, settings: Settings, out: &mut dyn Write) -> io::Result<()> {
    let mut errors = report.failures.len();
    for file in &report.files {
        let findings = findings_of(file, settings.strictness);
        errors += findings.iter().filter(|f| f.level == Level::Error).count();
        if settings.detail == Detail::Verbose {
            fulfilled(file, out)?;
        }
        let page = Page::new(file);
        for finding in findings.iter().filter(|f| page.tells(f, settings.detail)) {
            page.finding(finding, out)?;
        }
        if settings.detail > Detail::Quiet {
            granted(file, out)?;
        }
    }
    for failure in &report.failures {
        let (path, reason) = (phrase::clean(&failure.path), phrase::clean(&failure.reason));
        writeln!(out, "{BOLD}{path}{BOLD:#}: {RED}not read{RED:#}: {reason}")?;
    }
    if settings.detail > Detail::Quiet && !report.files.is_empty() {
        summary(report, errors, out)?;
    }
    Ok(())
}

/// What the findings of one file have in common.
struct Page<'a> {
    lines: Lines<'a>,
    /// Step → lines of the steps that are wrong only because of it.
    inheritors: BTreeMap<&'a str, Vec<String>>,
    steps: BTreeSet<&'a str>,
}

impl<'a> Page<'a> {
    fn new(file: &'a FileReport) -> Page<'a> {
        let mut inheritors: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for step in &file.steps {
            if let Some(root) = &step.inherited_from {
                inheritors
                    .entry(root)
                    .or_default()
                    .push(step.line.to_string());
            }
        }
        Page {
            lines: Lines::new(&file.source),
            inheritors,
            steps: file.steps.iter().map(|s| s.id.as_str()).collect(),
        }
    }

    /// Inherited findings are told with the step they inherit from.
    fn tells(&self, finding: &Finding, detail: Detail) -> bool {
        let root = finding.step.and_then(|s| s.inherited_from.as_deref());
        let told_there =
            finding.rule == "inherited" && root.is_some_and(|id| self.steps.contains(id));
        !told_there && (detail > Detail::Quiet || finding.level == Level::Error)
    }

    fn finding(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        headline(finding, out)?;
        if finding.rule == "supported" {
            return Ok(());
        }
        if finding.cell.is_none() && finding.rule != "no-step" {
            let mark = self.lines.mark(finding.line, finding.column, finding.span);
            write!(
                out,
                "{}",
                self.lines.render(mark, BLUE, colour(finding.level))
            )?;
        }
        if let Some(step) = finding.step {
            let inheritors = self.inheritors.get(step.id.as_str());
            details(step, inheritors.map_or(&[], Vec::as_slice), out)?;
        }
        writeln!(out)
    }
}

fn headline(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let colour = colour(finding.level);
    let place = finding.place();
    let text = phrase::clean(&finding.text);
    match text
        .strip_prefix(finding.rule)
        .filter(|_| finding.step.is_some())
    {
        Some(rest) => writeln!(
            out,
            "{BOLD}{place}{BOLD:#}: {colour}{}{colour:#}{rest}",
            finding.rule
        ),
        None => writeln!(
            out,
            "{BOLD}{place}{BOLD:#}: {colour}{}{colour:#}: {text}",
            finding.rule
        ),
    }
}

fn colour(level: Level) -> Style {
    match level {
        Level::Error => RED,
        Level::Warning => YELLOW,
        Level::Note => BLUE,
    }
}

/// What a person needs in order to redo the verdict and to mend the row.
fn details(step: &StepReport, inheritors: &[String], out: &mut dyn Write) -> io::Result<()> {
    // The lines of a notebook count in a cell, so no line was quoted.
    if step.cell.is_some() {
        detail(
            out,
            "row",
            &format!("{} {} {}", step.lhs, step.relation, step.rhs),
        )?;
    }
    if let Some(found) = &step.counterexample {
        values(found, out)?;
    }
    for reading in &step.readings {
        detail(out, "reading", reading)?;
    }
    if let Some(repair) = &step.repair {
        detail(out, "repair", repair)?;
    }
    if let Some(hint) = &step.hint {
        let outcome = match hint.verdict.as_str() {
            "" => String::new(),
            verdict => format!(" (the step is then {verdict})"),
        };
        let text = if hint.text.is_empty() {
            format!("did you mean `{}`?", hint.replacement)
        } else {
            hint.text.clone()
        };
        detail(out, "hint", &format!("{text}{outcome}"))?;
    }
    if !inheritors.is_empty() {
        let lines = inheritors.join(", ");
        detail(
            out,
            "also",
            &format!("wrong only because of this row: line {lines}"),
        )?;
    }
    Ok(())
}

fn values(found: &Counterexample, out: &mut dyn Write) -> io::Result<()> {
    let long: Vec<_> = phrase::long_bindings(found).collect();
    for (name, value) in long.iter().take(MOST_DETAILS) {
        detail(out, "where", &format!("{name} = {value}"))?;
    }
    let width = found
        .terms
        .iter()
        .map(|t| t.term.chars().count())
        .max()
        .unwrap_or(0)
        .min(60);
    for term in found.terms.iter().take(MOST_DETAILS) {
        let side = if term.side == "lhs" { "left" } else { "right" };
        detail(out, side, &format!("{:<width$}  {}", term.term, term.value))?;
    }
    let left_out =
        long.len().saturating_sub(MOST_DETAILS) + found.terms.len().saturating_sub(MOST_DETAILS);
    if left_out > 0 {
        detail(out, "more", &format!("{left_out} in the JSON"))?;
    }
    if !found.model.is_empty() {
        detail(out, "model", &found.model)?;
    }
    detail(out, "method", phrase::method(&found.method))
}

fn detail(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    let text = phrase::clean(text);
    writeln!(out, "  {BLUE}= {label}:{BLUE:#} {text}")
}

/// Proved, assumed and foreseen steps: one line each.
fn fulfilled(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    for step in &file.steps {
        let foreseen = step.is_foreseen();
        if !foreseen && !matches!(step.verdict, Verdict::Proved | Verdict::Assumed) {
            continue;
        }
        let name = step.verdict.name();
        let verdict = phrase::verdict(step);
        let sentence = phrase::clean(&verdict);
        let rest = sentence.strip_prefix(name).unwrap_or_default();
        let mark = if foreseen { " (foreseen)" } else { "" };
        let cell = step.cell.map_or(String::new(), |c| format!("cell {c}:"));
        writeln!(
            out,
            "{BOLD}{}:{cell}{}:{}{BOLD:#}: {GREEN}{name}{GREEN:#}{mark}{rest}",
            phrase::clean(&file.path),
            step.line,
            step.column
        )?;
    }
    Ok(())
}

/// The conditions that the proofs of a file rest on, each once, where it is needed first.
fn granted(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let mut seen = BTreeSet::new();
    let mut places: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for step in &file.steps {
        let fresh = step.assumptions.iter().map(String::as_str);
        for condition in fresh.filter(|condition| seen.insert(*condition)) {
            places.entry(step.line).or_default().push(condition);
        }
    }
    for (line, conditions) in places {
        writeln!(
            out,
            "{BOLD}{}:{line}{BOLD:#}: taken for granted: {}",
            phrase::clean(&file.path),
            phrase::clean(&conditions.join("; "))
        )?;
    }
    Ok(())
}

fn summary(report: &Report, errors: usize, out: &mut dyn Write) -> io::Result<()> {
    let steps = || report.files.iter().flat_map(|f| &f.steps);
    let mut text = phrase::summary(&report.summary, report.files.len());
    let aside = [
        (steps().filter(|s| s.is_ignored()).count(), "ignored"),
        (steps().filter(|s| s.accepted.is_some()).count(), "accepted"),
        (steps().filter(|s| s.is_foreseen()).count(), "as foreseen"),
    ];
    for (count, what) in aside.into_iter().filter(|(count, _)| *count > 0) {
        text += &format!("; {count} {what}");
    }
    let (colour, verdict) = match errors {
        0 => (GREEN, "no errors".to_string()),
        n => (RED, phrase::count(n, "error")),
    };
    writeln!(out, "{text}: {colour}{verdict}{colour:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(detail: Detail) -> String {
        let report = crate::report::example::report();
        let settings = Settings {
            detail,
            ..Settings::default()
        };
        let mut bytes = Vec::new();
        write(&report, settings, &mut bytes).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(bytes).unwrap()).to_string()
    }

    #[test]
    fn normal() {
        insta::assert_snapshot!(text(Detail::Normal));
    }

    #[test]
    fn verbose() {
        insta::assert_snapshot!(text(Detail::Verbose));
    }

    #[test]
    fn quiet_tells_errors_only() {
        let text = text(Detail::Quiet);
        assert!(text.contains("refuted") && !text.contains("supported") && !text.contains("H013"));
    }
}
