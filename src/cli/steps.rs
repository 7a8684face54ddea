//! The steps that a place on the command line means, checked as `hence check` checks them.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use hence::check::note::Examined;
use hence::check::{Input, Options, Surroundings, check_linked};
use hence::explain::Place;
use hence::report::StepReport;

use super::{Error, input, root};

/// Which steps to show.
#[derive(Args)]
pub struct Chosen {
    /// FILE:LINE, FILE:LINE:COLUMN, or FILE:STEP such as `notes/kl.md:1.2`
    place: String,

    /// Where links such as `/P/norm-pdf` start [default: the nearest folder with hence.toml or .git]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

impl Chosen {
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What `show` makes of each step, once the note and what it links to are checked.
    ///
    /// # Errors
    /// If the note cannot be read, or no step stands there.
    pub fn each<T: Send>(
        &self,
        options: &Options,
        show: impl Fn(&mut Examined, &StepReport) -> T + Sync,
    ) -> Result<Vec<T>, Error> {
        let (path, place) = Place::parse(&self.place)?;
        let root = root::resolve(self.root.as_deref(), std::slice::from_ref(&path))?;
        let places = root::places(root.as_deref());
        let bytes = fs::read(&path).map_err(|source| Error::Unreadable {
            path: path.clone(),
            source,
        })?;
        let notes = [Input { path, bytes }];
        let others = input::linked(&notes, &places);
        let around = Surroundings { places, others };
        let (_, found) = check_linked(&notes, &around, options, |examined| {
            let steps = choose(&self.place, &place, examined)?;
            Ok(steps.iter().map(|step| show(examined, step)).collect())
        });
        found.into_iter().next().unwrap_or_else(|| {
            let place = self.place.clone();
            Err(Error::Broken { place })
        })
    }
}

/// The steps of a note that a place means.
///
/// # Errors
/// If there are none, with the lines on which steps stand.
fn choose(text: &str, place: &Place, examined: &Examined) -> Result<Vec<StepReport>, Error> {
    let steps = &examined.report.steps;
    let chosen: Vec<StepReport> = place.choose(steps).into_iter().cloned().collect();
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let mut lines: Vec<usize> = steps.iter().map(|step| step.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let place = text.to_owned();
    Err(Error::NoStep { place, lines })
}
