//! A file of any format: its bytes become text, and the format's reader does the rest.

use super::note::Note;
use super::{latex, markdown, notebook};
use crate::diagnostic::{Code, Diagnostic};

/// Larger files are not read: no note is as large, and the stages after this one build trees of it.
const MAX_FILE: usize = 16 << 20;

/// Reads a file. The format follows from the extension of `path`: `.tex`, `.ipynb`, otherwise Markdown.
///
/// Never fails: what could not be read is in [`Note::diagnostics`].
pub fn read(path: &str, bytes: &[u8]) -> Note {
    let mut note = Note {
        path: path.replace('\\', "/"),
        ..Note::default()
    };
    if bytes.len() > MAX_FILE {
        note.diagnostics.push(Diagnostic {
            code: Code::TooLarge,
            span: 0..bytes.len(),
            text: format!("the file has more than {} MiB; not read", MAX_FILE >> 20),
        });
        return note;
    }
    note.text = decode(bytes, &mut note.diagnostics);
    let extension = note
        .path
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "tex" | "latex" => {
            let text = std::mem::take(&mut note.text);
            latex::read(&text, &mut note);
            note.text = text;
        }
        "ipynb" => notebook::read(&mut note),
        _ => {
            let text = std::mem::take(&mut note.text);
            markdown::read(&text, None, &mut note);
            note.text = text;
        }
    }
    note
}

/// Each invalid byte becomes one control character, which no later stage can take for mathematics, so that offsets
/// stay those of the file.
fn decode(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> String {
    const SUBSTITUTE: char = '\u{1a}';
    let mut text = String::with_capacity(bytes.len());
    let (mut first, mut count) = (None, 0usize);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first = first.or(Some(text.len()));
            count += chunk.invalid().len();
            text.extend(std::iter::repeat_n(SUBSTITUTE, chunk.invalid().len()));
        }
    }
    if let Some(first) = first {
        diagnostics.push(Diagnostic {
            code: Code::InvalidUtf8,
            span: first..first + 1,
            text: format!("{count} invalid bytes, the first here"),
        });
    }
    text
}
