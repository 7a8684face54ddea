//! Stage 6: walks the steps of a note, asks both judges, decides verdicts.
//!
//! *Invariant:* the only place where the judges meet; proves and evaluates nothing itself.

mod announced;
mod beside;
pub mod bindings;
mod bound;
pub mod certify;
mod chance;
mod cited;
pub mod commuting;
mod conclude;
mod customary;
mod directives;
mod domains;
mod doubts;
mod drawn;
mod draws;
pub mod edits;
mod entropies;
mod exported;
mod factored;
mod follow;
mod fonts;
mod foretold;
mod forms;
mod general;
mod granted;
mod heeded;
mod hints;
pub mod introduce;
mod items;
pub mod judge;
mod labelled;
pub mod ledger;
mod likelihood;
mod lists;
mod membership;
mod memo;
mod mended;
mod midway;
mod mistake;
mod moments;
mod moods;
mod moving;
pub mod note;
mod obscured;
mod observed;
mod own_density;
mod owned;
pub mod parametrized;
mod passing;
mod place;
mod pool;
mod presumed;
mod proportional;
mod qualified;
mod reached;
mod readings;
mod reconsider;
mod resorted;
mod restricted;
mod schedule;
mod slips;
mod stated;
mod statistics;
pub mod summary;
mod suppose;
pub mod targets;
mod tied;
mod trailing;
mod trust;
pub mod understood;
pub mod valued;
mod walk;
mod zeros;

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
    /// What a step may cost.
    pub fn budget(&self) -> judge::Budget {
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

/// Runs something that walks deep expressions on a thread with the stack of a worker.
pub fn with_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .stack_size(STACK)
        .build();
    match pool {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

/// Checks all notes; the report lists them in the order given, whatever the number of threads. `done` is called after
/// each note.
pub fn check(inputs: &[Input], options: &Options, done: impl Fn() + Sync) -> Report {
    check_and_keep(inputs, options, |_| done()).0
}

/// Like [`check`], with what `keep` makes of each note that was checked, in their order.
pub fn check_and_keep<T: Send>(
    inputs: &[Input],
    options: &Options,
    keep: impl Fn(&mut note::Examined) -> T + Sync,
) -> (Report, Vec<T>) {
    check_linked(inputs, &Surroundings::default(), options, keep)
}

/// Like [`check_and_keep`], with links followed. Of a note in a circle of links `keep` may be called more than once.
pub fn check_linked<T: Send>(
    inputs: &[Input],
    around: &Surroundings,
    options: &Options,
    keep: impl Fn(&mut note::Examined) -> T + Sync,
) -> (Report, Vec<T>) {
    let all = || {
        let notes = inputs.iter().chain(&around.others).collect();
        let schedule = Schedule::new(notes, inputs.len(), options, &around.places);
        schedule.run(&keep)
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs)
        .stack_size(STACK)
        .build();
    let checked = match pool {
        Ok(pool) => pool.install(all),
        Err(_) => all(),
    };
    let checked = checked.into_iter().take(inputs.len());
    let (files, kept): (Vec<FileReport>, Vec<Option<T>>) =
        checked.map(|one| (one.report, one.kept)).unzip();
    let failures = files
        .iter()
        .filter(|file| file.broken)
        .map(|file| FileFailure {
            path: file.path.clone(),
            reason: file.empty.clone().unwrap_or_default(),
        });
    let report = Report {
        schema: 1,
        tool: concat!("hence ", env!("CARGO_PKG_VERSION")).to_owned(),
        failures: failures.collect(),
        summary: summary::summarize(files.iter().flat_map(|file| &file.steps)),
        files,
    };
    (report, kept.into_iter().flatten().collect())
}
