//! One note from its bytes to its report.

use super::place::Places;
use super::{Input, Options};
use crate::elaborate::chains::{self, Mathematics};
use crate::parse::{self, macros::Macro};
use crate::read;
use crate::report::FileReport;

/// Checks one note by itself.
pub fn check(input: &Input, _options: &Options) -> FileReport {
    let note = read::read(&input.path, &input.bytes);
    let macros: Vec<Macro> = note
        .macros
        .iter()
        .map(|m| Macro {
            name: m.name.clone(),
            parameters: m.parameters.into(),
            body: m.body.clone(),
        })
        .collect();
    let mathematics = chains::mathematics(&note, |text| parse::parse(text, &macros));
    let found = chains::chains(&note, &mathematics);
    let places = Places::new(&note);
    let mut steps = Vec::new();
    for (number, chain) in found
        .derivations
        .iter()
        .filter(|chain| !chain.relations.is_empty())
        .enumerate()
    {
        for (at, &relation) in chain.relations.iter().enumerate() {
            let id = format!("{}.{}", number + 1, at + 1);
            let mut step = places.step(id, &found, &mathematics, &found.relations[relation]);
            step.reason = Some("judging is not connected yet".to_owned());
            step.reason_code = Some("undecided".to_owned());
            steps.push((relation, step));
        }
    }
    steps.sort_by_key(|(relation, _)| *relation);
    let steps: Vec<_> = steps.into_iter().map(|(_, step)| step).collect();
    let diagnostics = note
        .diagnostics
        .iter()
        .map(|d| places.warning(None, d.code.id(), d.span.clone(), d.text.clone()))
        .collect();
    let empty = steps.is_empty().then(|| why_empty(&mathematics));
    FileReport {
        path: note.path.clone(),
        diagnostics,
        derivations: Vec::new(),
        steps,
        empty,
        source: note.text.clone(),
    }
}

fn why_empty(mathematics: &[Mathematics]) -> String {
    match mathematics.len() {
        0 => {
            "no mathematics was found: formulas stand between dollar signs or in LaTeX environments"
                .to_owned()
        }
        count => format!("{count} formulas were found, but none of them states a relation"),
    }
}
