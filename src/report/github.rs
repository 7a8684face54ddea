//! Workflow commands of GitHub Actions: findings become annotations on the lines of a pull request.

use std::io::{self, Write};

use super::finding::{Level, findings};
use super::format::{Detail, Settings};
use super::model::Report;
use super::phrase;

pub fn write(report: &Report, settings: Settings, out: &mut dyn Write) -> io::Result<()> {
    for finding in findings(report, settings.strictness) {
        let command = match finding.level {
            Level::Error => "error",
            _ if settings.detail == Detail::Quiet => continue,
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        writeln!(
            out,
            "::{command} file={},line={},col={},title=hence ({})::{}",
            property(&finding.file.path),
            finding.line,
            finding.column,
            property(finding.rule),
            data(&finding.text)
        )?;
    }
    for failure in &report.failures {
        writeln!(
            out,
            "::error file={},title=hence (not read)::{}",
            property(&failure.path),
            data(&failure.reason)
        )?;
    }
    writeln!(
        out,
        "{}",
        phrase::summary(&report.summary, report.files.len())
    )
}

/// The runner ends a command at a line break and reads `%XX`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn github() {
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
