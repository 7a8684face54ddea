//! `hence context`: what a step is taken to mean.

use std::fs;

use clap::{Args, ValueEnum};
use hence::check::{Input, Options, note};
use hence::explain::{Meaning, Place, meaning, meaning_text};

use super::{Error, Outcome, output};

/// Show what a step is taken to mean: its names, and the facts in scope
#[derive(Args)]
pub struct Arguments {
    /// FILE:LINE, FILE:LINE:COLUMN, or FILE:STEP such as `notes/kl.md:1.2`
    place: String,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// A list with one object for each step
    Json,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let (path, place) = Place::parse(&arguments.place)?;
    let bytes = fs::read(&path).map_err(|source| Error::Unreadable {
        path: path.clone(),
        source,
    })?;
    let options = Options {
        seed: 1,
        ..Options::default()
    };
    let found: Vec<Meaning> = hence::check::with_stack(|| {
        let examined = note::examine(&Input { path, bytes }, &options);
        let chosen = place.choose(&examined.report.steps);
        chosen
            .into_iter()
            .map(|step| meaning(&examined, step))
            .collect()
    });
    if found.is_empty() {
        return Err(Error::NoStep(arguments.place.clone()));
    }
    output::print(|out| match arguments.format {
        Format::Text => found
            .iter()
            .try_for_each(|one| writeln!(out, "{}", meaning_text(one))),
        Format::Json => writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&found).unwrap_or_default()
        ),
    })?;
    Ok(Outcome::Clean)
}
