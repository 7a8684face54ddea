//! One line a finding, for grep and editors: `path:line:column: rule: text`.

use std::io::{self, Write};

use super::finding::{Level, findings};
use super::format::{Detail, Settings};
use super::model::Report;
use super::phrase::clean;

pub fn write(report: &Report, settings: Settings, out: &mut dyn Write) -> io::Result<()> {
    for finding in findings(report, settings.strictness) {
        if settings.detail > Detail::Quiet || finding.level == Level::Error {
            let text = one_line(&finding.text);
            let prefix = format!("{}: ", finding.rule);
            let text = text.strip_prefix(&prefix).unwrap_or(&text);
            writeln!(out, "{}: {prefix}{text}", finding.place())?;
        }
    }
    for failure in &report.failures {
        writeln!(
            out,
            "{}: not-read: {}",
            clean(&failure.path),
            one_line(&failure.reason)
        )?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concise() {
        let mut bytes = Vec::new();
        write(
            &crate::report::example::report(),
            Settings::default(),
            &mut bytes,
        )
        .unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
    }
}
