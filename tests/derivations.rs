//! The example notes: right ones have no wrong step, and each wrong one has.

use std::path::{Path, PathBuf};

use hence::check::{Input, Options, note, summary};
use hence::report::{self, FileReport, Format, Report, Settings, StepReport, Verdict};

fn notes(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("derivations")
        .join(folder);
    let entries = std::fs::read_dir(folder).expect("the examples are there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

/// Every note's verdicts, and what people see of it.
#[test]
fn notes_keep_their_verdicts() {
    for folder in ["right", "wrong"] {
        for path in notes(folder) {
            let report = check(&path);
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let shown = format!("{}\n{}", verdicts(&report), text(report));
            insta::assert_snapshot!(format!("{folder}-{name}"), shown);
        }
    }
}

fn verdicts(report: &FileReport) -> String {
    let line = |step: &StepReport| {
        let reason = step.reason_code.as_deref().unwrap_or_default();
        let text = format!("{} {} {reason}", step.id, step.verdict.name());
        text.trim_end().to_owned() + "\n"
    };
    report.steps.iter().map(line).collect()
}

fn text(file: FileReport) -> String {
    let report = Report {
        summary: summary::summarize(file.steps.iter()),
        files: vec![file],
        ..Report::default()
    };
    let mut bytes = Vec::new();
    report::write(&report, Format::Text, Settings::default(), &mut bytes)
        .expect("memory is enough");
    let text = String::from_utf8(bytes).expect("reports are UTF-8");
    anstream::adapter::strip_str(&text).to_string()
}

fn check(path: &Path) -> FileReport {
    let bytes = std::fs::read(path).expect("an example can be read");
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    note::check(
        &Input { path: name, bytes },
        &Options {
            seed: 1,
            ..Options::default()
        },
    )
}

fn refuted(report: &FileReport) -> Vec<String> {
    let wrong = report
        .steps
        .iter()
        .filter(|step| step.verdict == Verdict::Refuted);
    wrong
        .map(|step| format!("{}:{} {}", report.path, step.line, step.rhs))
        .collect()
}

#[test]
fn right_notes_have_no_wrong_step() {
    let wrong: Vec<String> = notes("right")
        .iter()
        .flat_map(|path| refuted(&check(path)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn wrong_notes_are_found_out() {
    for path in notes("wrong") {
        let report = check(&path);
        assert!(!refuted(&report).is_empty(), "{}", report.path);
        let conflict = report
            .steps
            .iter()
            .any(|step| step.reason_code.as_deref() == Some("conflict"));
        assert!(!conflict, "{}", report.path);
    }
}
