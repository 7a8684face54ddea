//! `hence verify`: check a certificate again.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use hence::certificate::{Certificate, Verified, verify};

use super::{Error, Outcome, output};

/// Check the proofs of a certificate again, with the kernel alone
#[derive(Args)]
pub struct Arguments {
    /// What `hence check --certificate` wrote
    file: PathBuf,

    /// List the statements too
    #[arg(long, short)]
    verbose: bool,
}

/// What no replay can show.
const TRUSTED: &str = "trusted besides: that the formulas of the notes were read as the statements say \
    (`--verbose` lists them), the hypotheses and definitions of the notes, the laws as printed by `hence laws`, \
    the kernel, and the machine";

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let path = arguments.file.display().to_string();
    let text = fs::read_to_string(&arguments.file).map_err(|source| Error::Unreadable {
        path: path.clone(),
        source,
    })?;
    let certificate: Certificate =
        serde_json::from_str(&text).map_err(|error| Error::NoCertificate {
            path: path.clone(),
            why: error.to_string(),
        })?;
    match hence::check::with_stack(|| verify(&certificate)) {
        Ok(verified) => {
            output::print(|out| write(&verified, arguments.verbose, out))?;
            Ok(Outcome::Clean)
        }
        Err(refused) => {
            output::print(|out| writeln!(out, "{path}: not accepted: {refused}"))?;
            Ok(Outcome::Findings)
        }
    }
}

fn write(found: &Verified, verbose: bool, out: &mut dyn Write) -> std::io::Result<()> {
    if verbose {
        for (note, step, statement) in &found.steps {
            writeln!(out, "{note} {step}: {statement}")?;
        }
    }
    writeln!(
        out,
        "{} proofs are accepted by the kernel",
        found.steps.len()
    )?;
    let list =
        |title: &str, rows: &std::collections::BTreeMap<String, usize>, out: &mut dyn Write| {
            writeln!(out, "{title} ({}):", rows.len())?;
            rows.iter()
                .try_for_each(|(id, count)| writeln!(out, "  {count:>5}  {id}"))
        };
    list("laws they rest on", &found.laws, out)?;
    list("rules computed again", &found.rules, out)?;
    writeln!(
        out,
        "from the notes: {} definitions, {} hypotheses, {} results proved here",
        found.definitions, found.hypotheses, found.results
    )?;
    if !found.open_results.is_empty() {
        writeln!(out, "results used that are not proved here:")?;
        found
            .open_results
            .iter()
            .try_for_each(|source| writeln!(out, "  {source}"))?;
    }
    writeln!(out, "{TRUSTED}")
}
