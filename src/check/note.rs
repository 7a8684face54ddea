//! One note from its bytes to its report.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::judge::Evidence;
use super::understood::{self, Understood};
use super::walk::Walk;
use super::{Input, Options, directives};
use crate::elaborate::chains::{self, Mathematics};
use crate::elaborate::declare::surveyed;
use crate::elaborate::scope::Scope;
use crate::elaborate::sentences;
use crate::expr::Store;
use crate::parse::{self, macros::Macro};
use crate::read;
use crate::report::{FileReport, Warning};
use crate::theory::Theory;

/// A note's report, and what its verdicts rest on.
pub struct Examined {
    pub report: FileReport,
    pub store: Store,
    /// By id of the step.
    pub evidence: Vec<(String, Rc<Evidence>)>,
    /// What was understood of each name, by spelling.
    pub understood: BTreeMap<String, Understood>,
    /// The sides of the steps as read, in their order.
    pub sides: Vec<understood::Read>,
}

/// Checks one note by itself.
pub fn check(input: &Input, options: &Options) -> FileReport {
    examine(input, options).report
}

/// Checks one note, and keeps what its verdicts rest on.
pub fn examine(input: &Input, options: &Options) -> Examined {
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
    let prose = sentences::sentences(&note, &mathematics);
    let (store, theory) = Theory::standard();
    let read = |place: usize| {
        let region = &mathematics[place].region;
        !note.ignores((region.cell, region.to_file(0)))
    };
    let scope = Scope::new(&surveyed(&mathematics, &prose, read));
    let mut walk = Walk::new(
        &note,
        (&mathematics, &found, &prose),
        theory,
        store.clone(),
        scope,
        options.budget(),
    );
    let (derivations, mut steps) = walk.run();
    let places = &walk.places;
    let mut diagnostics: Vec<Warning> = note
        .diagnostics
        .iter()
        .map(|d| places.warning(None, d.code.id(), d.span.clone(), d.text.clone()))
        .collect();
    let complaints = directives::apply(&walk, &mut steps, &mut diagnostics);
    diagnostics.extend(complaints);
    let empty = steps.is_empty().then(|| why_empty(&mathematics));
    let report = FileReport {
        path: note.path.clone(),
        diagnostics,
        derivations,
        steps,
        empty,
        broken: false,
        source: note.text.clone(),
    };
    Examined {
        understood: understood::understood(&walk),
        sides: understood::sides(&walk),
        report,
        store: walk.store,
        evidence: walk.evidence,
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
