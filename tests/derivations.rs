//! The example notes: every step's verdict, with laws, assumptions, hints and reasons, as a snapshot for each note.

use hence::check::{Input, Options, note};
use hence::report::{FileReport, StepReport};

/// One line a step, without numbers that only tell how the machine rounds.
fn line(step: &StepReport) -> String {
    let mut line = format!(
        "{}:{} {} {:?}",
        step.line, step.column, step.id, step.verdict
    );
    let mut add = |name: &str, parts: &[String]| {
        if !parts.is_empty() {
            line.push_str(&format!("\n    {name}: {}", parts.join("; ")));
        }
    };
    add("laws", &step.laws);
    add("assuming", &step.assumptions);
    add("uses", &step.uses);
    add("given", &step.given);
    add("readings", &step.readings);
    add(
        "warnings",
        &step
            .warnings
            .iter()
            .map(|w| format!("{} {}", w.code, w.text))
            .collect::<Vec<_>>(),
    );
    add("reason", &step.reason.iter().cloned().collect::<Vec<_>>());
    add(
        "inherited from",
        &step.inherited_from.iter().cloned().collect::<Vec<_>>(),
    );
    add(
        "hint",
        &step.hint.iter().map(|h| h.text.clone()).collect::<Vec<_>>(),
    );
    line
}

fn digest(report: &FileReport) -> String {
    report.steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_example_note_is_judged_as_before() {
    insta::glob!("../derivations", "**/*.md", |path: &Path| {
        let bytes = std::fs::read(path).expect("an example can be read");
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let report = note::check(
            &Input { path: name, bytes },
            &Options {
                seed: 1,
                ..Options::default()
            },
        );
        insta::assert_snapshot!(digest(&report));
    });
}
