//! Counts over the steps of a run.

use crate::report::{StepReport, Summary, Verdict};

/// Counts verdicts. Inherited and foreseen errors are not counted under `errors`.
pub fn summarize<'a>(steps: impl Iterator<Item = &'a StepReport>) -> Summary {
    let mut summary = Summary::default();
    for step in steps {
        summary.steps += usize::from(step.verdict != Verdict::Assumed);
        match step.verdict {
            Verdict::Proved => summary.proved += 1,
            Verdict::Supported => summary.supported += 1,
            Verdict::Refuted => summary.refuted += 1,
            Verdict::Unknown => summary.unknown += 1,
            Verdict::Assumed => summary.assumed += 1,
        }
        let proved = step.verdict == Verdict::Proved;
        summary.proved_given += usize::from(proved && !step.given.is_empty());
        summary.proved_unevaluated += usize::from(proved && step.evaluated.is_none());
        let own = step.inherited_from.is_none() && !step.is_foreseen();
        summary.errors += usize::from(step.verdict == Verdict::Refuted && own);
        summary.repaired += usize::from(step.repair.is_some());
    }
    summary
}
