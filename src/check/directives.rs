//! What directives ask for, after all steps are judged: foreseen verdicts, accepted codes, and what could not be taken up.

use super::walk::Walk;
use crate::diagnostic::Code;
use crate::read::directive::{Directive, scope};
use crate::read::note::{ItemKind, Position};
use crate::report::{Expected, StepReport, Verdict, Warning};

/// Marks the steps that directives speak of; returns what is to be said of directives that speak of none.
///
/// `steps` are those of the walk, in the order of its relations.
pub fn apply(walk: &Walk, steps: &mut [StepReport], diagnostics: &mut [Warning]) -> Vec<Warning> {
    let mut complaints = Vec::new();
    for (at, item) in walk.note.items.iter().enumerate() {
        let ItemKind::Directive(directive) = &item.kind else {
            continue;
        };
        let complaint = match directive {
            Directive::Expect { verdict, row } => {
                let found = foreseen(walk, at, *row);
                (!expect(verdict, &found, steps))
                    .then(|| (Code::ExpectUnmet, missing(verdict, *row)))
            }
            Directive::Accept { code, reason } => {
                (!accept(walk, at, code, reason, steps, diagnostics)).then(|| {
                    let text = format!("nothing in its section has the code `{code}`");
                    (Code::UnusedDirective, text)
                })
            }
            Directive::Suppose(..) => {
                unread(walk, at, steps).map(|why| (Code::UnknownDirective, why))
            }
            Directive::Ignore | Directive::End => None,
        };
        if let Some((code, text)) = complaint {
            let cell = walk.note.cell_of(at);
            let of_cell = cell.map_or(String::new(), |cell| format!(" (cell {cell})"));
            let span = item.span.clone();
            complaints.push(
                walk.places
                    .warning(cell, code.id(), span, format!("{text}{of_cell}")),
            );
        }
    }
    complaints
}

/// The relations of the row that an `expect` at this item speaks of; none if its section has no such row.
fn foreseen(walk: &Walk, item: usize, row: Option<usize>) -> Vec<usize> {
    let scope = scope(walk.note, item);
    let relations = &walk.chains.relations;
    let place = |relation: usize| -> Position {
        let relating = &relations[relation];
        (
            walk.mathematics[relating.place].region.cell,
            relating.sign.start,
        )
    };
    // The display that a directive stands in comes after it among the items, whichever of its rows it stands before.
    let after = |relation: &usize| {
        let math = &walk.mathematics[relations[*relation].place];
        let counts = if row.is_some() { math.display } else { true };
        let here = row.is_some() || place(*relation) >= scope.start;
        math.item > item && math.directive.is_none() && counts && here
    };
    let all = 0..relations.len();
    let Some(first) = all
        .clone()
        .find(after)
        .filter(|&first| place(first) < scope.end)
    else {
        return Vec::new();
    };
    let row = row.map_or(relations[first].row, |row| row - 1);
    all.filter(|&at| relations[at].place == relations[first].place && relations[at].row == row)
        .collect()
}

/// Marks the first step of the row that has the verdict, or the first of all; false if there is none.
fn expect(verdict: &str, row: &[usize], steps: &mut [StepReport]) -> bool {
    let free = |at: &&usize| steps[**at].expected.is_none();
    let met = |at: &&usize| steps[**at].verdict.name() == verdict;
    let mut candidates = row.iter().filter(free);
    let Some(&at) = candidates.clone().find(met).or_else(|| candidates.next()) else {
        return false;
    };
    let step = &mut steps[at];
    step.expected = Some(Expected {
        verdict: verdict.to_owned(),
        met: step.verdict.name() == verdict,
    });
    true
}

fn missing(verdict: &str, row: Option<usize>) -> String {
    match row {
        Some(row) => format!(
            "`expect {verdict} row {row}`: the next display has no such row with a relation, or there is no display in the section"
        ),
        None => format!("`expect {verdict}`: no relation follows in the section"),
    }
}

/// Marks warnings and undecided steps with the code; false if there is none.
fn accept(
    walk: &Walk,
    item: usize,
    code: &str,
    reason: &str,
    steps: &mut [StepReport],
    diagnostics: &mut [Warning],
) -> bool {
    let scope = scope(walk.note, item);
    let mut found = false;
    let mut mark = |warning: &mut Warning, cell: Option<usize>| {
        if warning.code == code && scope.contains(&(cell, warning.span[0])) {
            warning.accepted = Some(reason.to_owned());
            found = true;
        }
    };
    for step in steps.iter_mut() {
        let cell = step.cell;
        step.warnings
            .iter_mut()
            .for_each(|warning| mark(warning, cell));
    }
    diagnostics
        .iter_mut()
        .for_each(|warning| mark(warning, None));
    for step in steps {
        if step.verdict == Verdict::Unknown
            && step.reason_code.as_deref() == Some(code)
            && scope.contains(&(step.cell, step.rhs_span[0]))
        {
            step.accepted = Some(reason.to_owned());
            found = true;
        }
    }
    found
}

/// Why what an `assume` or `let` says is not taken up, in whole or in part.
fn unread(walk: &Walk, item: usize, steps: &[StepReport]) -> Option<String> {
    let place = walk.mathematics.iter().position(|m| m.item == item)?;
    let statements = walk.mathematics[place]
        .formula
        .rows
        .iter()
        .flat_map(|row| &row.statements);
    let bare = statements
        .filter(|statement| statement.relations.is_empty())
        .count();
    let own = walk.chains.relations.iter().zip(steps);
    let mut failed = own
        .filter(|(relating, step)| relating.place == place && step.verdict != Verdict::Assumed)
        .map(|(_, step)| step);
    match failed.next() {
        Some(step) => Some(format!(
            "not taken up: {}",
            step.reason.as_deref().unwrap_or("it was not understood")
        )),
        None if bare > 0 || walk.mathematics[place].formula.rows.is_empty() => {
            Some("not taken up: a part of it states no relation, such as `x > 0`".to_owned())
        }
        None => None,
    }
}
