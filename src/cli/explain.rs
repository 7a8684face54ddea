//! `hence explain`: one step in full.

use clap::{Args, ValueEnum};
use hence::check::Options;
use hence::explain::{self, Explanation};
use hence::theory::Theory;

use super::steps::Chosen;
use super::{Error, Outcome, output};

/// Show the proof, or the counterexample, of a step in full
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Work that a step may cost, in elementary operations of rewriting
    #[arg(long, value_name = "N")]
    budget: Option<usize>,

    /// Seed of the random points
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One object for each step
    Json,
    /// A page with MathML
    Html,
    /// The counterexample as a program that evaluates both sides
    Python,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let options = Options {
        budget: arguments.budget,
        seed: arguments.seed.unwrap_or(1),
        ..Options::default()
    };
    let theory = Theory::standard().1;
    let found = arguments.chosen.each(&options, |examined, step| {
        explain::explain(examined, theory, step, options.budget())
    })?;
    if arguments.format == Format::Python {
        return python(arguments.chosen.place(), &found);
    }
    output::print(|out| match arguments.format {
        Format::Text => found
            .iter()
            .try_for_each(|one| writeln!(out, "{}", explain::text(one))),
        Format::Json => writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&found).unwrap_or_default()
        ),
        _ => write!(out, "{}", explain::html(&found)),
    })?;
    Ok(Outcome::Clean)
}

/// The program of the first step that has a counterexample.
fn python(place: &str, found: &[Explanation]) -> Result<Outcome, Error> {
    let program = found.iter().find_map(|one| one.program.as_ref());
    let why = match program {
        Some(Ok(program)) => {
            output::print(|out| write!(out, "{program}"))?;
            return Ok(Outcome::Clean);
        }
        Some(Err(why)) => why.clone(),
        None => "no step there is refuted".to_owned(),
    };
    Err(Error::NoProgram {
        place: place.to_owned(),
        why,
    })
}
