//! Jupyter notebooks: the Markdown cells, each read as a text of its own.

use super::markdown;
use super::note::{Cell, Note};
use crate::diagnostic::{Code, Diagnostic};
use serde::Deserialize;

#[derive(Deserialize)]
struct Notebook {
    #[serde(default)]
    cells: Vec<RawCell>,
    /// Version 3 keeps the cells in sheets.
    #[serde(default)]
    worksheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(default)]
    cells: Vec<RawCell>,
}

#[derive(Deserialize)]
struct RawCell {
    #[serde(default)]
    cell_type: String,
    #[serde(default)]
    source: Source,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Source {
    Whole(String),
    Lines(Vec<String>),
    Other(serde::de::IgnoredAny),
}

impl Default for Source {
    fn default() -> Self {
        Source::Whole(String::new())
    }
}

impl Source {
    fn text(self) -> String {
        match self {
            Source::Whole(text) => text,
            Source::Lines(lines) => lines.concat(),
            Source::Other(_) => String::new(),
        }
    }
}

/// Reads the cells of a notebook into the note; text that is no notebook yields a diagnostic and no item.
pub fn read(note: &mut Note) {
    let notebook: Notebook = match serde_json::from_str(&note.text) {
        Ok(notebook) => notebook,
        Err(error) => {
            note.diagnostics.push(Diagnostic {
                code: Code::Unreadable,
                span: 0..0,
                text: format!("not a Jupyter notebook: {error}"),
            });
            return;
        }
    };
    let sheets = notebook
        .worksheets
        .into_iter()
        .flat_map(|sheet| sheet.cells);
    for (index, cell) in notebook.cells.into_iter().chain(sheets).enumerate() {
        if cell.cell_type == "markdown" {
            read_cell(index, cell.source.text(), note);
        }
    }
}

fn read_cell(index: usize, source: String, note: &mut Note) {
    let start = note.items.len();
    note.cells.push(Cell {
        index,
        source: String::new(),
        items: start..start,
    });
    markdown::read(&source, Some(index), note);
    let end = note.items.len();
    if let Some(cell) = note.cells.last_mut() {
        cell.items = start..end;
        cell.source = source;
    }
}
