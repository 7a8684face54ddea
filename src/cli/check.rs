//! `hence check`: read the notes, check them, write the report.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Args, ValueEnum};
use hence::check::certify::{Certified, certify, unite};
use hence::check::{self, Input, Options, Surroundings};
use hence::report::{self, Detail, Level, Report, Settings, Strictness};

use super::input::{self, Inputs};
use super::{Error, Outcome, output, progress, root};

/// Check the derivations of notes
#[derive(Args)]
pub struct Arguments {
    /// Notes, folders of notes (.gitignore is respected), or `-` for standard input
    #[arg(default_value = ".")]
    paths: Vec<String>,

    /// How to write the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Where links such as `/P/norm-pdf` start [default: the nearest folder with hence.toml or .git]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,

    /// Threads [default: one a core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,

    /// Work that a step may cost, in elementary operations of rewriting
    #[arg(long, value_name = "N")]
    budget: Option<usize>,

    /// Seed of the random points
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Write all proofs to a file that `hence verify` checks again
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,

    /// Fail also on steps that could not be decided
    #[arg(long)]
    strict: bool,

    /// Tell proved and foreseen steps too
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,

    /// Tell errors only
    #[arg(long, short)]
    quiet: bool,

    /// Show no progress on standard error
    #[arg(long)]
    no_progress: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: each finding with its line and its values
    Text,
    /// One line a finding
    Concise,
    /// Everything, as one JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, one test case a step
    Junit,
    /// Annotations of GitHub Actions
    Github,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Concise => Self::Concise,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
            Format::Junit => Self::Junit,
            Format::Github => Self::Github,
        }
    }
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let root = root::resolve(arguments.root.as_deref(), &arguments.paths)?;
    let inputs = Inputs::gather(&arguments.paths);
    if inputs.notes.is_empty() && inputs.failures.is_empty() {
        anstream::eprintln!("hence: no notes in {}", arguments.paths.join(", "));
    }
    let report = check(inputs, root.as_deref(), arguments)?;
    let settings = arguments.settings();
    output::print(|out| report::write(&report, arguments.format.into(), settings, out))?;
    Ok(outcome(&report, settings.strictness))
}

impl Arguments {
    fn settings(&self) -> Settings {
        Settings {
            detail: match (self.quiet, self.verbose) {
                (true, _) => Detail::Quiet,
                (_, true) => Detail::Verbose,
                _ => Detail::Normal,
            },
            strictness: if self.strict {
                Strictness::Strict
            } else {
                Strictness::Lenient
            },
        }
    }
}

/// The one place that calls the checker.
fn check(inputs: Inputs, root: Option<&Path>, arguments: &Arguments) -> Result<Report, Error> {
    let failures = inputs.failures();
    let options = Options {
        jobs: arguments.jobs,
        budget: arguments.budget,
        seed: arguments.seed.unwrap_or(1),
    };
    let notes: Vec<Input> = inputs
        .notes
        .into_iter()
        .map(|(path, bytes)| Input { path, bytes })
        .collect();
    let places = root::places(root);
    let others = input::linked(&notes, &places);
    let around = Surroundings { places, others };
    let done = AtomicUsize::new(0);
    let show = !arguments.no_progress;
    let (mut report, certified) = progress::during(show, &done, notes.len(), || {
        check::check_linked(&notes, &around, &options, |examined| {
            done.fetch_add(1, Ordering::Relaxed);
            (arguments.certificate.is_some()).then(|| certify(examined))
        })
    });
    report.failures.extend(failures);
    if let Some(path) = &arguments.certificate {
        write_certificate(path, certified.into_iter().flatten().collect())?;
    }
    Ok(report)
}

fn write_certificate(path: &Path, notes: Vec<Certified>) -> Result<(), Error> {
    for note in notes.iter().filter(|note| !note.left_out.is_empty()) {
        let steps = note.left_out.join(", ");
        anstream::eprintln!("hence: {}: no certificate for {steps}", note.proofs.path);
    }
    let written = serde_json::to_string(&unite(notes)).map_err(std::io::Error::other);
    let written = written.and_then(|text| std::fs::write(path, text + "\n"));
    written.map_err(|source| Error::Unwritable {
        path: path.display().to_string(),
        source,
    })
}

fn outcome(report: &Report, strictness: Strictness) -> Outcome {
    let failed = |finding: &report::Finding| finding.level == Level::Error;
    if !report.failures.is_empty() {
        Outcome::Incomplete
    } else if report::findings(report, strictness).iter().any(failed) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}
