//! Small notes and their verdicts, for the tests beside this folder.
#![allow(dead_code)]

use hence::check::{Input, Options, note, with_stack};
use hence::report::{StepReport, Verdict};

/// The steps of a note.
pub fn steps(text: &str) -> Vec<StepReport> {
    let input = Input {
        path: "note.md".into(),
        bytes: text.as_bytes().to_vec(),
    };
    with_stack(|| note::check(&input, &Options::default())).steps
}

/// The verdicts of all steps.
pub fn verdicts(text: &str) -> Vec<Verdict> {
    steps(text).into_iter().map(|step| step.verdict).collect()
}

/// The verdicts of the steps that are not assumed.
pub fn judged(text: &str) -> Vec<Verdict> {
    let mut found = verdicts(text);
    found.retain(|verdict| *verdict != Verdict::Assumed);
    found
}

/// The verdict of the last step.
pub fn last(text: &str) -> Verdict {
    steps(text).last().expect("a step").verdict
}
