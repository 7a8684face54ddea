//! Arguments, files, exit status: one file a subcommand.
//!
//! *Invariant:* the only code that prints, reads files or ends the process; knows no mathematics.

mod check;
mod codes;
mod context;
mod explain;
mod graph;
mod input;
mod laws;
mod output;
mod progress;
mod root;
mod steps;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  hence check                    all notes below this folder
  hence check post.md            one note: what is wrong in it, and what could not be decided
  hence explain post.md:12       the proof or the counterexample of the step on line 12
  hence context post.md:12       what the step is taken to mean, and what would change that
  hence codes H013               what a code in the results stands for";

/// Says of every line of a derivation whether it follows from the line before: hence.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Codes(codes::Arguments),
    Context(context::Arguments),
    Explain(explain::Arguments),
    Graph(graph::Arguments),
    Laws(laws::Arguments),
    Verify(verify::Arguments),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing is refuted.
    Clean = 0,
    /// Something is, or an `expect` is not met.
    Findings = 1,
    /// The command could not do all of its work.
    Incomplete = 2,
}

/// What keeps a command from doing its work at all.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("nothing has the code `{0}` (`hence codes` lists them)")]
    UnknownCode(String),
    #[error("no law, rule or domain is called `{0}` (`hence laws` lists them)")]
    UnknownLaw(String),
    #[error("cannot use `{path}` as root: {}", input::reason(.source))]
    Root {
        path: String,
        source: std::io::Error,
    },
    #[error("cannot read `{path}`: {}", input::reason(.source))]
    Unreadable {
        path: String,
        source: std::io::Error,
    },
    #[error(transparent)]
    Place(#[from] hence::explain::Unplaced),
    #[error("no step stands at `{place}`: {}", nearby(.lines))]
    NoStep { place: String, lines: Vec<usize> },
    #[error("checking the note of `{place}` broke down: this is an error of the program")]
    Broken { place: String },
    #[error("no program for `{place}`: {why}")]
    NoProgram { place: String, why: String },
    #[error("cannot write `{path}`: {}", input::reason(.source))]
    Unwritable {
        path: String,
        source: std::io::Error,
    },
    #[error("`{path}` is no certificate: {why}")]
    NoCertificate { path: String, why: String },
    #[error("cannot write the results: {0}")]
    Output(#[from] std::io::Error),
}

/// Where steps stand, in a few words.
fn nearby(lines: &[usize]) -> String {
    const MOST: usize = 20;
    let shown: Vec<String> = lines.iter().take(MOST).map(usize::to_string).collect();
    let more = if lines.len() > MOST { ", .." } else { "" };
    match lines {
        [] => "the note has none".to_owned(),
        _ => format!("the note has steps on lines {}{more}", shown.join(", ")),
    }
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Codes(arguments) => codes::run(&arguments),
        Command::Context(arguments) => context::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Laws(arguments) => laws::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
    };
    let outcome = result.unwrap_or_else(|error| {
        anstream::eprintln!("hence: {error}");
        Outcome::Incomplete
    });
    ExitCode::from(outcome as u8)
}
