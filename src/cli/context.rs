//! `hence context`: what a step is taken to mean.

use clap::{Args, ValueEnum};
use hence::check::Options;
use hence::explain::{meaning, meaning_text};

use super::steps::Chosen;
use super::{Error, Outcome, output};

/// Show what a step is taken to mean: its names, and the facts in scope
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,

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
    let options = Options {
        seed: 1,
        ..Options::default()
    };
    let found = arguments
        .chosen
        .each(&options, |examined, step| meaning(examined, step))?;
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
