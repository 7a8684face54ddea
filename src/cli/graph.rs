//! `hence graph`: which step of a note rests on which.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hence::check::{self, Input, Options, Surroundings};
use hence::diagnostic::Code;
use hence::report::graph::{Graph, Picture};

use super::input::{self, Inputs};
use super::{Error, Outcome, output, root};

/// Draw which step of a note rests on which definitions, hypotheses and facts
#[derive(Args)]
pub struct Arguments {
    /// The note
    file: String,

    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Dot)]
    format: Format,

    /// Where links such as `/P/norm-pdf` start [default: the nearest folder with hence.toml or .git]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For Graphviz
    Dot,
    /// A picture
    Svg,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let paths = [arguments.file.clone()];
    let places = root::places(root::resolve(arguments.root.as_deref(), &paths)?.as_deref());
    let inputs = Inputs::gather(&paths);
    for failure in inputs.failures() {
        anstream::eprintln!("hence: {}: {}", failure.path, failure.reason);
    }
    let failed = !inputs.failures.is_empty();
    let notes: Vec<Input> = inputs
        .notes
        .into_iter()
        .map(|(path, bytes)| Input { path, bytes })
        .collect();
    let others = input::linked(&notes, &places);
    let options = Options {
        seed: 1,
        ..Options::default()
    };
    let (report, _) =
        check::check_linked(&notes, &Surroundings { places, others }, &options, |_| ());
    let picture = match arguments.format {
        Format::Dot => Picture::Dot,
        Format::Svg => Picture::Svg,
    };
    for file in &report.files {
        let graph = Graph::new(file);
        for circle in graph.circles() {
            anstream::eprintln!(
                "hence: {}: rests on itself: {}",
                file.path,
                circle.join(", ")
            );
        }
        for circular in file
            .diagnostics
            .iter()
            .filter(|d| d.code == Code::CircularProof.id())
        {
            anstream::eprintln!("hence: {}:{}: {}", file.path, circular.line, circular.text);
        }
        output::print(|out| write!(out, "{}", graph.write(picture)))?;
    }
    Ok(match failed {
        true => Outcome::Incomplete,
        false => Outcome::Clean,
    })
}
