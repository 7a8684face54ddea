//! Where the links of notes lead: from `/P/norm-pdf`, `../foo.md` or `[[foo]]` to a path. Reads no file.

use std::collections::BTreeMap;

use super::Input;
use crate::read::{
    self,
    note::{ItemKind, Note},
};

/// Extensions that a link may leave out, or write as a page.
const EXTENSIONS: &[&str] = &["", ".md", ".markdown", ".tex", ".ipynb", ".txt"];
/// Extensions of notes and of the pages made from them.
const OF_NOTES: &[&str] = &["md", "markdown", "tex", "ipynb", "txt", "html"];

/// Where links start. Paths are absolute, with `/`, except where none of the notes has such a path.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The folder from which paths of notes are relative.
    pub base: String,
    /// The folder where targets with a leading `/` start.
    pub root: Option<String>,
}

impl Places {
    /// The path of a note without `.` and `..`.
    pub fn absolute(&self, path: &str) -> String {
        let joined = match path.starts_with('/') || self.base.is_empty() {
            true => path.to_owned(),
            false => format!("{}/{path}", self.base),
        };
        normal(&joined)
    }

    /// Paths that a target in the note at `from` may mean, best first; none where it leads to no note.
    pub fn candidates(&self, from: &str, target: &str) -> Vec<String> {
        let target = target
            .split(['#', '?'])
            .next()
            .unwrap_or_default()
            .replace("%20", " ");
        if !is_note(&target) {
            return Vec::new();
        }
        let from = self.absolute(from);
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let joined = |folder: &str, target: &str| normal(&format!("{folder}/{target}"));
        let mut starts = Vec::new();
        match (target.strip_prefix('/'), &self.root) {
            (Some(rest), Some(root)) => starts.push(joined(root, rest)),
            (Some(_), None) => {}
            (None, root) => {
                starts.push(match folder.is_empty() && !from.starts_with('/') {
                    true => normal(&target),
                    false => joined(folder, &target),
                });
                // A wiki's names count from the root as well.
                starts.extend(root.iter().map(|root| joined(root, &target)));
            }
        }
        let mut found = Vec::new();
        for start in starts {
            let bare = start.strip_suffix(".html").unwrap_or(&start);
            found.extend(
                EXTENSIONS
                    .iter()
                    .map(|extension| format!("{bare}{extension}")),
            );
        }
        found
    }
}

/// The targets of a note's links to other notes, each once, in order.
pub fn targets(note: &Note) -> Vec<String> {
    let mut found = Vec::new();
    for item in &note.items {
        if let ItemKind::Link { target, .. } = &item.kind
            && is_note(target)
            && !found.contains(target)
        {
            found.push(target.clone());
        }
    }
    found
}

/// The paths that the links of a note may lead to, for whoever reads files: one list a link.
pub fn wanted(input: &Input, places: &Places) -> Vec<Vec<String>> {
    let note = read::read(&input.path, &input.bytes);
    let all = targets(&note)
        .into_iter()
        .map(|target| places.candidates(&input.path, &target));
    all.filter(|candidates| !candidates.is_empty()).collect()
}

/// The first candidate that is there.
pub fn resolve(known: &BTreeMap<String, usize>, candidates: &[String]) -> Option<usize> {
    candidates.iter().find_map(|path| known.get(path).copied())
}

fn is_note(target: &str) -> bool {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let name = target.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    !target.is_empty()
        && !target.contains(':')
        && !target.starts_with("//")
        && extension.is_none_or(|e| OF_NOTES.contains(&e))
}

/// Without `.`, `..` and empty parts.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if path.starts_with('/') => {}
            part => parts.push(part),
        }
    }
    let start = if path.starts_with('/') { "/" } else { "" };
    format!("{start}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths() {
        let places = Places {
            base: "/w".to_owned(),
            root: Some("/w/book".to_owned()),
        };
        let first =
            |target: &str, at: usize| places.candidates("book/P/a.md", target).get(at).cloned();
        assert_eq!(first("/P/b", 1).as_deref(), Some("/w/book/P/b.md"));
        assert_eq!(first("../D/c.md#x", 0).as_deref(), Some("/w/book/D/c.md"));
        assert_eq!(first("d", 1).as_deref(), Some("/w/book/P/d.md"));
        for elsewhere in ["https://a.b/c", "#x", "a.png", "mailto:a@b"] {
            assert!(
                places.candidates("a.md", elsewhere).is_empty(),
                "{elsewhere}"
            );
        }
        assert_eq!(Places::default().candidates("a.md", "b")[1], "b.md");
    }
}
