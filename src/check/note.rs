//! One note from its bytes to its report, and to what it offers other notes.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;

use super::exported::Exports;
use super::judge::Evidence;
use super::place::Places;
use super::understood::{self, Understood};
use super::walk::Walk;
use super::{Input, Options, directives};
use crate::diagnostic::Code;
use crate::elaborate::chains::{self, Mathematics};
use crate::elaborate::conventions::conventions;
use crate::elaborate::declare::surveyed;
use crate::elaborate::enumerated::Enumerated;
use crate::elaborate::scope::Scope;
use crate::elaborate::sentences;
use crate::expr::Store;
use crate::parse::{self, macros::Macro};
use crate::read::{
    self,
    note::{ItemKind, Note},
};
use crate::report::{FileReport, Warning};
use crate::theory::Theory;

/// What a note's links lead to.
#[derive(Debug, Default)]
pub struct Linked {
    /// Targets as written, with the theorems that the notes there offer.
    pub theorems: Vec<(String, Arc<Exports>)>,
    /// Targets that are not there.
    pub missing: Vec<String>,
    /// Targets whose theorems rest on this note.
    pub circular: Vec<String>,
}

/// A note's report, and what its verdicts rest on.
pub struct Examined {
    pub report: FileReport,
    pub exports: Arc<Exports>,
    pub store: Store,
    /// By id of the step.
    pub evidence: Vec<(String, Rc<Evidence>)>,
    /// What was understood of each name, by spelling.
    pub understood: BTreeMap<String, Understood>,
    /// The sides of the steps as read, in their order.
    pub sides: Vec<understood::Read>,
}

/// A note that was checked in a run, with what was kept of it.
pub(super) struct Checked<T> {
    pub report: FileReport,
    pub exports: Arc<Exports>,
    pub kept: Option<T>,
}

/// Checks one note by itself.
pub fn check(input: &Input, options: &Options) -> FileReport {
    examine(input, options).report
}

/// Checks one note by itself, and keeps what its verdicts rest on.
pub fn examine(input: &Input, options: &Options) -> Examined {
    examine_linked(input, options, &Linked::default())
}

/// A note's report; where checking it breaks down, a report that says so: the other notes are checked all the same.
pub(super) fn guarded<T>(
    input: &Input,
    options: &Options,
    linked: &Linked,
    keep: impl Fn(&mut Examined) -> Option<T>,
) -> Checked<T> {
    let checked = std::panic::catch_unwind(AssertUnwindSafe(|| {
        let mut examined = examine_linked(input, options, linked);
        let kept = keep(&mut examined);
        Checked {
            report: examined.report,
            exports: examined.exports,
            kept,
        }
    }));
    checked.unwrap_or_else(|_| Checked {
        report: FileReport {
            path: input.path.clone(),
            empty: Some(
                "checking this note broke down: this is an error of the program".to_owned(),
            ),
            broken: true,
            ..FileReport::default()
        },
        exports: Arc::default(),
        kept: None,
    })
}

/// As [`examine`], with what the note may use of others.
pub fn examine_linked(input: &Input, options: &Options, linked: &Linked) -> Examined {
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
    let mut mathematics = chains::mathematics(&note, |text| parse::parse(text, &macros));
    let prose = sentences::sentences(&note, &mathematics);
    let mut enumerated = Enumerated::of(&prose, &mathematics);
    enumerated.read(&mut mathematics);
    let found = chains::chains(&note, &mathematics);
    let (store, theory) = Theory::standard();
    let read = |place: usize| !mathematics[place].ignored;
    let mut fixed = conventions(&prose, &mathematics);
    fixed.enumerated = Arc::new(enumerated);
    let scope = Scope::new(&surveyed(&mathematics, &prose, fixed, None, read));
    let mut walk = Walk::new(
        &note,
        (&mathematics, &found, &prose),
        theory,
        store.clone(),
        scope,
        options.budget(),
    );
    walk.import(&linked.theorems);
    let (derivations, mut steps, exports) = walk.run();
    let places = &walk.places;
    let mut diagnostics: Vec<Warning> = note
        .diagnostics
        .iter()
        .map(|d| places.warning(None, d.code.id(), d.span.clone(), d.text.clone()))
        .collect();
    diagnostics.extend(of_links(&note, places, linked));
    let complaints = directives::apply(&walk, &mut steps, &mut diagnostics);
    diagnostics.extend(complaints);
    let empty = steps
        .is_empty()
        .then(|| why_empty(&note.text, &mathematics));
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
        exports: Arc::new(exports),
        store: walk.store,
        evidence: walk.evidence,
    }
}

/// What is to be said of the links of the note.
fn of_links(note: &Note, places: &Places, linked: &Linked) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for (at, item) in note.items.iter().enumerate() {
        let ItemKind::Link { target, .. } = &item.kind else {
            continue;
        };
        let says = if linked.missing.contains(target) {
            (Code::MissingLink, format!("`{target}` leads to no note"))
        } else if linked.circular.contains(target) {
            (
                Code::CircularProof,
                format!("a proof here would use `{target}`, which rests on this note"),
            )
        } else {
            continue;
        };
        if !told.contains(&target.as_str()) {
            told.push(target);
            found.push(places.warning(note.cell_of(at), says.0.id(), item.span.clone(), says.1));
        }
    }
    found
}

fn why_empty(text: &str, mathematics: &[Mathematics]) -> String {
    match mathematics.len() {
        0 if text.trim().is_empty() => "the file is empty".to_owned(),
        0 => {
            "no mathematics was found: formulas stand between dollar signs or in LaTeX environments"
                .to_owned()
        }
        1 => "one formula was found, but it states no relation such as `a = b`".to_owned(),
        count => format!(
            "{count} formulas were found, but none of them states a relation such as `a = b`"
        ),
    }
}
