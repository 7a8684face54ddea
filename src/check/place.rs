//! From a relation of a note to the bare report of a step: its text, spans, line and column.

use std::ops::Range;

use super::walk::Walk;
use crate::elaborate::chains::{Chains, Mathematics, Relating};
use crate::read::note::{LineIndex, Note};
use crate::report::{StepKind, StepReport, Verdict, Warning};

/// Lines and columns of a note, cell by cell.
pub struct Places<'a> {
    note: &'a Note,
    lines: Vec<(Option<usize>, LineIndex<'a>)>,
}

impl<'a> Places<'a> {
    pub fn new(note: &'a Note) -> Self {
        let mut lines = vec![(None, LineIndex::new(&note.text))];
        lines.extend(
            note.cells
                .iter()
                .map(|cell| (Some(cell.index), LineIndex::new(&cell.source))),
        );
        Self { note, lines }
    }

    pub fn line_column(&self, cell: Option<usize>, offset: usize) -> (usize, usize) {
        let index = self
            .lines
            .iter()
            .find(|(known, _)| *known == cell)
            .unwrap_or(&self.lines[0]);
        index.1.line_column(offset)
    }

    fn text(&self, cell: Option<usize>, span: &Range<usize>) -> String {
        self.note
            .source(cell)
            .get(span.clone())
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    pub fn warning(
        &self,
        cell: Option<usize>,
        code: &str,
        span: Range<usize>,
        text: String,
    ) -> Warning {
        let (line, column) = self.line_column(cell, span.start);
        Warning {
            code: code.to_owned(),
            span: [span.start, span.end],
            line,
            column,
            text,
            accepted: None,
        }
    }

    /// The report of a step before it is judged.
    pub fn step(
        &self,
        id: String,
        chains: &Chains,
        mathematics: &[Mathematics],
        relating: &Relating,
    ) -> StepReport {
        let cell = mathematics[relating.place].region.cell;
        let side = |index: Option<usize>, default: usize| {
            index.map_or(default..default, |index| {
                chains.expressions[index].span.clone()
            })
        };
        let (left, right) = (
            side(relating.left, relating.sign.start),
            side(relating.right, relating.sign.end),
        );
        let (line, column) = self.line_column(cell, relating.sign.start);
        let (lhs, rhs) = (self.text(cell, &left), self.text(cell, &right));
        let relation = self.text(cell, &relating.sign);
        StepReport {
            fingerprint: fingerprint(&[&lhs, &relation, &rhs]),
            derivation: id.split('.').next().unwrap_or_default().to_owned(),
            id,
            kind: StepKind::Step,
            relation,
            line,
            column,
            cell,
            lhs_span: [left.start, left.end],
            rhs_span: [right.start, right.end],
            lhs,
            rhs,
            verdict: Verdict::Unknown,
            laws: Vec::new(),
            citation: false,
            assumptions: Vec::new(),
            given: Vec::new(),
            uses: Vec::new(),
            readings: Vec::new(),
            repair: None,
            ignored: Vec::new(),
            warnings: Vec::new(),
            evaluated: None,
            unevaluated_because: None,
            work: 0,
            reason: None,
            reason_code: None,
            inherited_from: None,
            expected: None,
            accepted: None,
            counterexample: None,
            hint: None,
        }
    }
}

/// A stable mark of a step's text: FNV-1a over the parts with blanks left out, so that reflowing a note keeps it.
fn fingerprint(parts: &[&str]) -> String {
    let bytes = parts
        .iter()
        .flat_map(|part| part.bytes().filter(|b| !b.is_ascii_whitespace()).chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    format!("{hash:016x}")
}

impl Walk<'_> {
    /// The line of the note on which an expression of a chain begins.
    pub(super) fn line_of(&self, expression: usize) -> usize {
        let expression = &self.chains.expressions[expression];
        let cell = self.mathematics[expression.place].region.cell;
        self.places.line_column(cell, expression.span.start).0
    }

    /// The line of the note on which a formula begins.
    pub(super) fn line_of_place(&self, place: usize) -> usize {
        let region = &self.mathematics[place].region;
        self.places.line_column(region.cell, region.to_file(0)).0
    }
}
