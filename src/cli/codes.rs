//! `hence codes`: the table of diagnostics.

use std::io::{self, Write};

use clap::Args;
use hence::diagnostic::{Code, Severity};

use super::{Error, Outcome, output};

/// List the codes of diagnostics
#[derive(Args)]
pub struct Arguments {
    /// Show this code only, such as `H013`
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let codes: Vec<Code> = match &arguments.code {
        None => Code::ALL.to_vec(),
        Some(wanted) => vec![find(wanted).ok_or_else(|| Error::UnknownCode(wanted.clone()))?],
    };
    output::print(|out| codes.iter().try_for_each(|&code| row(code, out)))?;
    Ok(Outcome::Clean)
}

fn find(wanted: &str) -> Option<Code> {
    let matches = |code: &Code| code.id().eq_ignore_ascii_case(wanted);
    Code::ALL.iter().copied().find(matches)
}

fn row(code: Code, out: &mut dyn Write) -> io::Result<()> {
    let severity = match code.severity() {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    writeln!(out, "{}  {severity:<7}  {}", code.id(), code.title())
}
