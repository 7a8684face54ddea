//! JUnit XML: one suite a note, one test case a step.
//!
//! Refuted steps and unmet `expect`s fail; undecided and inherited ones are skipped (undecided ones fail under `--strict`).

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::finding::{Finding, Level, Strictness, findings_of};
use super::model::{FileReport, Report, StepReport};

/// Characters of a row that make up the name of its test case.
const LONGEST_NAME: usize = 80;

pub fn write(report: &Report, strictness: Strictness, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"{}\">", escape(&report.tool))?;
    for file in &report.files {
        let findings = findings_of(file, strictness);
        suite(file, &findings, out)?;
    }
    for failure in &report.failures {
        let path = escape(&failure.path);
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"
        )?;
        writeln!(
            out,
            "    <testcase classname=\"{path}\" name=\"read\"><error message=\"{}\"/></testcase>",
            escape(&failure.reason)
        )?;
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// The cases of one file: its steps, then the errors that belong to no single step.
fn suite(file: &FileReport, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let (of_steps, others): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|f| f.step.is_some());
    let of_steps: BTreeMap<&str, &Finding> = of_steps
        .into_iter()
        .filter_map(|f| Some((f.step?.id.as_str(), f)))
        .collect();
    let others: Vec<&Finding> = others
        .into_iter()
        .filter(|f| f.level == Level::Error)
        .collect();
    let failed = of_steps
        .values()
        .filter(|f| f.level == Level::Error)
        .count()
        + others.len();
    let skipped = of_steps.values().filter(|f| is_skipped(f)).count();
    let path = escape(&file.path);
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\">",
        file.steps.len() + others.len()
    )?;
    for step in &file.steps {
        let outcome = of_steps
            .get(step.id.as_str())
            .map_or(String::new(), |f| outcome(f));
        writeln!(
            out,
            "    <testcase classname=\"{path}\" name=\"{}\">{outcome}</testcase>",
            escape(&name(step))
        )?;
    }
    for finding in others {
        let name = format!("line {}: {}", finding.line, finding.rule);
        writeln!(
            out,
            "    <testcase classname=\"{path}\" name=\"{}\">{}</testcase>",
            escape(&name),
            outcome(finding)
        )?;
    }
    writeln!(out, "  </testsuite>")
}

fn outcome(finding: &Finding) -> String {
    let text = escape(&finding.text);
    let rule = escape(finding.rule);
    match finding.level {
        Level::Error => format!(
            "<failure type=\"{rule}\" message=\"{text}\">{}</failure>",
            escape(&finding.place())
        ),
        _ if is_skipped(finding) => format!("<skipped message=\"{text}\"/>"),
        _ => String::new(),
    }
}

fn is_skipped(finding: &Finding) -> bool {
    finding.level != Level::Error && matches!(finding.rule, "unknown" | "inherited")
}

fn name(step: &StepReport) -> String {
    let row = format!("{} {} {}", step.lhs, step.relation, step.rhs);
    let row = row.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = row.chars().take(LONGEST_NAME).collect();
    let dots = if short.len() < row.len() { "…" } else { "" };
    format!("step {} (line {}): {short}{dots}", step.id, step.line)
}

/// XML 1.0 has no escape for control characters: they are left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junit() {
        let mut bytes = Vec::new();
        write(
            &crate::report::example::report(),
            Strictness::Lenient,
            &mut bytes,
        )
        .unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
    }
}
