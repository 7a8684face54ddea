//! Stage 6: walks the steps of a note, asks both judges, decides verdicts.
//!
//! *Invariant:* the only place where the judges meet; proves and evaluates nothing itself.

pub mod judge;
pub mod ledger;
pub mod place;
pub mod walk;

use rayon::prelude::*;

use crate::elaborate::{chains, sentences, survey};
use crate::report::{FileReport, Report, StepReport, Summary, Verdict};
use crate::theory::Theory;
use crate::{parse, read};

pub use judge::Budget;

/// A note to check: its path as the report prints it, and its bytes.
#[derive(Debug, Clone)]
pub struct Input {
    pub path: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    pub budget: Budget,
    /// Threads; 0 for one a core.
    pub jobs: usize,
}

/// Stack of a worker: deep expressions are walked recursively, and their depth is bounded by the parser.
const STACK: usize = 64 << 20;

/// Checks all notes; the report lists them in the order given, whatever the number of threads. `done` is called after
/// each note.
pub fn check(inputs: &[Input], options: &Options, done: impl Fn() + Sync) -> Report {
    let one = |input: &Input| {
        let report = check_note(input, options);
        done();
        report
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(STACK).build();
    let files: Vec<FileReport> = match pool {
        Ok(pool) => pool.install(|| inputs.par_iter().map(one).collect()),
        Err(_) => inputs.iter().map(one).collect(),
    };
    let summary = summarize(files.iter().flat_map(|file| &file.steps));
    Report {
        schema: 1,
        tool: concat!("hence ", env!("CARGO_PKG_VERSION")).to_owned(),
        failures: Vec::new(),
        files,
        summary,
    }
}

/// Checks one note by itself.
pub fn check_note(input: &Input, options: &Options) -> FileReport {
    let note = read::read(&input.path, &input.bytes);
    let mathematics = chains::mathematics(&note, |region| parse::parse(&region.text, &note.macros));
    let found = chains::chains(&note, &mathematics);
    let prose = sentences::sentences(&note, &mathematics);
    let (mut store, theory) = Theory::standard();
    let scope = survey::survey(&mut store, &mathematics, &prose);
    let mut walk = walk::Walk::new(&note, (&mathematics, &found, &prose), theory, store, scope, options.budget);
    let (derivations, steps) = walk.run();
    let diagnostics = note
        .diagnostics
        .iter()
        .map(|d| walk.places.warning(None, d.code.id(), d.span.clone(), d.text.clone()))
        .collect();
    let empty = steps.is_empty().then(|| why_empty(&mathematics));
    FileReport { path: note.path.clone(), diagnostics, derivations, steps, empty, source: note.text.clone() }
}

fn why_empty(mathematics: &[chains::Mathematics]) -> String {
    match mathematics.len() {
        0 => "no mathematics was found: formulas stand between dollar signs or in LaTeX environments".to_owned(),
        count => format!("{count} formulas were found, but none of them states a relation"),
    }
}

/// Counts over steps. An inherited error is not counted again.
fn summarize<'a>(steps: impl Iterator<Item = &'a StepReport>) -> Summary {
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
        summary.errors += usize::from(step.verdict == Verdict::Refuted && step.inherited_from.is_none());
        summary.repaired += usize::from(step.repair.is_some());
    }
    summary
}
