//! Stage 6: walks the steps of a note, asks both judges, decides verdicts.
//!
//! *Invariant:* the only place where the judges meet; proves and evaluates nothing itself.

mod announced;
pub mod bindings;
mod bound;
mod cited;
pub mod conclude;
pub mod edits;
mod exported;
mod forms;
mod hints;
pub mod introduce;
pub mod judge;
pub mod ledger;
mod membership;
mod mended;
mod mistake;
pub mod note;
pub mod place;
mod pool;
mod readings;
mod schedule;
mod stated;
pub mod summary;
mod suppose;
pub mod targets;
mod trust;
pub mod walk;

use self::schedule::Schedule;
use self::targets::Places;
use crate::report::{FileFailure, FileReport, Report};

/// A note to check: its path as the report prints it, and its bytes.
#[derive(Debug, Clone)]
pub struct Input {
    pub path: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Threads; 0 for one a core.
    pub jobs: usize,
    /// Work that a step may cost in rewriting; None for the usual amount.
    pub budget: Option<usize>,
    /// Seed of the random points.
    pub seed: u64,
}

impl Options {
    fn budget(&self) -> judge::Budget {
        let usual = judge::Budget::default();
        judge::Budget {
            rewrite: self.budget.unwrap_or(usual.rewrite),
            seed: self.seed,
            ..usual
        }
    }
}

/// Stack of a worker: deep expressions are walked recursively, and their depth is bounded by the parser.
const STACK: usize = 64 << 20;

/// What surrounds the notes to check.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    pub places: Places,
    /// Notes that others link to, and that are checked for what they offer, but not reported.
    pub others: Vec<Input>,
}

/// Checks all notes; the report lists them in the order given, whatever the number of threads. `done` is called after
/// each note.
pub fn check(inputs: &[Input], options: &Options, done: impl Fn() + Sync) -> Report {
    check_among(inputs, &Surroundings::default(), options, done)
}

/// As [`check`], with the links between the notes followed.
pub fn check_among(
    inputs: &[Input],
    around: &Surroundings,
    options: &Options,
    done: impl Fn() + Sync,
) -> Report {
    let all = || {
        let notes = inputs.iter().chain(&around.others).collect();
        let schedule = Schedule::new(notes, options, &around.places);
        schedule.run(&|at| {
            if at < inputs.len() {
                done();
            }
        })
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs)
        .stack_size(STACK)
        .build();
    let checked = match pool {
        Ok(pool) => pool.install(all),
        Err(_) => all(),
    };
    let reports = checked.into_iter().map(|checked| checked.report);
    let files: Vec<FileReport> = reports.take(inputs.len()).collect();
    let failures = files
        .iter()
        .filter(|file| file.broken)
        .map(|file| FileFailure {
            path: file.path.clone(),
            reason: file.empty.clone().unwrap_or_default(),
        });
    Report {
        schema: 1,
        tool: concat!("hence ", env!("CARGO_PKG_VERSION")).to_owned(),
        failures: failures.collect(),
        summary: summary::summarize(files.iter().flat_map(|file| &file.steps)),
        files,
    }
}
