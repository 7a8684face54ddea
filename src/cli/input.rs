//! From the paths on the command line to the notes to check.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path};

use hence::check::Input;
use hence::check::targets::{self, Places};
use hence::report::FileFailure;

/// Files of a folder that are notes, by extension; a file that is named is read whatever its extension.
const EXTENSIONS: [&str; 5] = ["md", "markdown", "tex", "ipynb", "txt"];

/// Larger files are not notes; reading them would only fill the memory.
const LARGEST_FILE: u64 = 64 << 20;

/// Notes that are read only because others link to them.
const MOST_LINKED: usize = 10_000;

/// The name of standard input, on the command line and in reports.
const STANDARD_INPUT: &str = "-";

/// The notes found, and what could not be read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Path with `/` → bytes: sorted, and each file once.
    pub notes: BTreeMap<String, Vec<u8>>,
    pub failures: BTreeMap<String, String>,
}

impl Inputs {
    /// Reads all notes below the paths. Nothing fails as a whole: what cannot be read is listed.
    pub fn gather(paths: &[String]) -> Inputs {
        let mut inputs = Inputs::default();
        for path in paths {
            if path == STANDARD_INPUT {
                inputs.add(STANDARD_INPUT.to_string(), read(io::stdin().lock()));
            } else if Path::new(path).is_dir() {
                inputs.add_folder(Path::new(path));
            } else {
                inputs.add_file(Path::new(path));
            }
        }
        inputs
    }

    pub fn failures(&self) -> Vec<FileFailure> {
        let failure = |(path, reason): (&String, &String)| FileFailure {
            path: path.clone(),
            reason: reason.clone(),
        };
        self.failures.iter().map(failure).collect()
    }

    fn add_folder(&mut self, folder: &Path) {
        let walk = ignore::WalkBuilder::new(folder).require_git(false).build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| !t.is_dir()) => {
                    if is_note(entry.path()) {
                        self.add_file(entry.path());
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    self.failures.insert(shown(folder), error.to_string());
                }
            }
        }
    }

    fn add_file(&mut self, path: &Path) {
        let name = shown(path);
        if path.to_str().is_none() {
            // Two such names may look the same in a report.
            let reason = "its name is not valid UTF-8".to_string();
            self.failures.insert(name, reason);
        } else if !self.notes.contains_key(&name) {
            self.add(name, File::open(path).and_then(read));
        }
    }

    fn add(&mut self, name: String, bytes: io::Result<Vec<u8>>) {
        match bytes {
            Ok(bytes) => {
                self.notes.insert(name, bytes);
            }
            Err(error) => {
                self.failures.insert(name, reason(&error));
            }
        }
    }
}

/// The notes that the notes link to, directly or through others, and that are not among them; sorted by path.
pub fn linked(notes: &[Input], places: &Places) -> Vec<Input> {
    let mut known: BTreeSet<String> = notes
        .iter()
        .map(|note| places.absolute(&note.path))
        .collect();
    let mut found: Vec<Input> = Vec::new();
    let mut next: Vec<Vec<String>> = notes
        .iter()
        .flat_map(|note| targets::wanted(note, places))
        .collect();
    while !next.is_empty() && found.len() < MOST_LINKED {
        let mut added = Vec::new();
        for candidates in next {
            if candidates.iter().any(|path| known.contains(path)) {
                continue;
            }
            let there = candidates
                .into_iter()
                .find(|path| Path::new(path).is_file());
            let Some(path) = there.filter(|path| is_note(Path::new(path))) else {
                continue;
            };
            if let Ok(bytes) = File::open(&path).and_then(read) {
                known.insert(path.clone());
                added.push(Input { path, bytes });
            }
        }
        next = added
            .iter()
            .flat_map(|note| targets::wanted(note, places))
            .collect();
        found.extend(added);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn is_note(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str());
    extension.is_some_and(|e| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(e)))
}

/// Bounded, since a named file may be a device or a pipe.
fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let limit = format!("larger than {} MiB", LARGEST_FILE >> 20);
        return Err(io::Error::other(limit));
    }
    Ok(bytes)
}

/// The path as reports show it: `/` between parts, no `.` parts.
fn shown(path: &Path) -> String {
    let mut text = String::new();
    for part in path.components().filter(|part| *part != Component::CurDir) {
        if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        match part {
            Component::RootDir => text.push('/'),
            part => text.push_str(&part.as_os_str().to_string_lossy()),
        }
    }
    text
}

/// Without the number that the system gives an error.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_without_dots() {
        assert_eq!(shown(Path::new("./a/./b.md")), "a/b.md");
        assert_eq!(shown(Path::new("/a/b.md")), "/a/b.md");
        assert_eq!(shown(Path::new("../b.md")), "../b.md");
    }
}
