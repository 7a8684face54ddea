//! What was mended or passed over while a row was read, as warnings of its steps.

use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::{Code, Reason};
use crate::elaborate::chains::to_file;
use crate::parse::tree::Span;
use crate::report::Verdict;

/// Codes under which the row that is judged is not quite the row that is written.
const REPAIRS: &[Code] = &[
    Code::UnbalancedBracket,
    Code::MissingDifferential,
    Code::MissingIndex,
    Code::IndexSpelling,
    Code::MissingArgument,
    Code::UnboundDimension,
    Code::RandomVariableCase,
    Code::DoubleBar,
];

impl Walk<'_> {
    /// Adds the warnings of both sides to a step. A mended step that fails is not called wrong.
    pub(super) fn warn(&self, link: &mut Link) {
        let relating = &self.chains.relations[link.relation];
        self.tell_readings(link);
        let mut repair = link.report.repair.take();
        let is_read = |index: &usize| self.lowered.get(index).is_some_and(Result::is_ok);
        let compared = match relating.left {
            // It was compared with the last row that could be read.
            Some(left) if !is_read(&left) => {
                self.rows_before(link.relation).into_iter().find(is_read)
            }
            left => left,
        };
        for index in compared.into_iter().chain(relating.right) {
            for (code, span, text) in self.notes_of(index) {
                let place = &self.mathematics[self.chains.expressions[index].place];
                let file = to_file(&place.region, &span);
                let warning = self
                    .places
                    .warning(place.region.cell, code.id(), file, text.clone());
                if REPAIRS.contains(&code) {
                    repair.get_or_insert(text);
                }
                let known = &mut link.report.warnings;
                if !known
                    .iter()
                    .any(|w| w.code == warning.code && w.span == warning.span)
                {
                    known.push(warning);
                }
            }
        }
        let Some(repair) = repair else { return };
        if link.judgement.verdict == Verdict::Refuted {
            let text = format!("the row was mended ({repair}), and the mended row does not hold");
            link.judgement = Judgement {
                reason: Some((Reason::Repaired, text)),
                ..Judgement::of(Verdict::Unknown)
            };
        }
        link.report.repair = Some(repair);
    }

    /// What parsing and lowering noticed in an expression: code, span in its region, text.
    pub(super) fn notes_of(&self, index: usize) -> Vec<(Code, Span, String)> {
        let expression = &self.chains.expressions[index];
        let inside = |span: &Span| {
            span.start < expression.tree.span.end && expression.tree.span.start < span.end
        };
        let parsed = self.mathematics[expression.place].formula.notes.iter();
        let parsed = parsed
            .filter(|note| inside(&note.span))
            .map(|note| (note.code, note.span.clone(), note.text.clone()));
        let lowered = self
            .lowered
            .get(&index)
            .and_then(|l| l.as_ref().ok())
            .map(|l| l.notes.clone())
            .unwrap_or_default();
        parsed
            .chain(
                lowered
                    .into_iter()
                    .map(|note| (note.code, note.span, note.text)),
            )
            .collect()
    }
}
