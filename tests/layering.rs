//! The folders of `src/` use only what stands before them in the data flow, and say what they must not know.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each folder and what it may use of the others. What is not listed is forbidden.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("read", &["diagnostic"]),
    ("parse", &["diagnostic", "read"]),
    ("number", &["diagnostic"]),
    ("expr", &["diagnostic", "number"]),
    ("vocabulary", &["diagnostic", "number", "expr"]),
    (
        "elaborate",
        &[
            "diagnostic",
            "read",
            "parse",
            "number",
            "expr",
            "vocabulary",
        ],
    ),
    // Loads its laws as LaTeX.
    (
        "theory",
        &[
            "diagnostic",
            "read",
            "parse",
            "number",
            "expr",
            "vocabulary",
            "elaborate",
        ],
    ),
    // Checks proofs: no reading and no search.
    (
        "kernel",
        &["diagnostic", "number", "expr", "vocabulary", "theory"],
    ),
    // The two judges do not know each other.
    (
        "rewrite",
        &[
            "diagnostic",
            "number",
            "expr",
            "vocabulary",
            "theory",
            "kernel",
        ],
    ),
    (
        "evaluate",
        &["diagnostic", "number", "expr", "vocabulary", "theory"],
    ),
    (
        "check",
        &[
            "diagnostic",
            "read",
            "parse",
            "number",
            "expr",
            "vocabulary",
            "elaborate",
            "theory",
            "kernel",
            "rewrite",
            "evaluate",
            "report",
            "certificate",
        ],
    ),
    // Replays proofs with the kernel alone.
    (
        "certificate",
        &["diagnostic", "number", "expr", "theory", "kernel"],
    ),
    // Shows what was found of one step.
    (
        "explain",
        &[
            "diagnostic",
            "expr",
            "theory",
            "kernel",
            "rewrite",
            "evaluate",
            "report",
            "check",
        ],
    ),
    // Prints what it is given.
    ("report", &["diagnostic"]),
];

/// Uses that are allowed although their folder is not, file by file, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

const LONGEST_FILE: usize = 800;

#[test]
fn imports_follow_the_data_flow() {
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(folder) = folder_of(&file) else {
            continue;
        };
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == folder) else {
            if folder != "cli" {
                wrong.push(format!(
                    "{}: the folder is not in the table",
                    file.display()
                ));
            }
            continue;
        };
        for used in used_folders(&file) {
            let excepted = EXCEPTIONS
                .iter()
                .any(|(path, to)| file.ends_with(path) && used == *to);
            if used != folder && !allowed.contains(&used.as_str()) && !excepted {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn modules_say_what_they_must_not_know() {
    let missing: Vec<String> = sources()
        .iter()
        .filter(|file| folder_of(file).is_some() && file.ends_with("mod.rs"))
        .filter(|file| {
            let text = read(file);
            let is_stage = file
                .parent()
                .and_then(Path::parent)
                .is_some_and(|p| p.ends_with("src"));
            !text.starts_with("//!") || (is_stage && !text.contains("//! *Invariant:*"))
        })
        .map(|file| file.display().to_string())
        .collect();
    assert!(
        missing.is_empty(),
        "no doc or no *Invariant:* in\n{}",
        missing.join("\n")
    );
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = sources()
        .iter()
        .map(|file| (file, read(file).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(file, lines)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(
        long.is_empty(),
        "above {LONGEST_FILE} lines:\n{}",
        long.join("\n")
    );
}

/// All Rust files below `src/`, sorted.
fn sources() -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.insert(path);
            }
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

/// The folder of `src/` that a file stands in; none for `lib.rs` and `main.rs`.
fn folder_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix(root().join("src")).ok()?;
    let mut parts = inside.iter();
    let folder = parts.next()?.to_str()?.to_owned();
    parts.next().map(|_| folder)
}

/// The folders that the code of a file names: `crate::parse::..`, and `crate::{parse, read::note}`.
///
/// Unit tests may look further; they end a file.
fn used_folders(file: &Path) -> BTreeSet<String> {
    let text = read(file);
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let mut used = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => used.extend(heads(group)),
            None => used.extend(identifier(rest)),
        }
    }
    used
}

/// The first names in a use group, up to its closing brace.
fn heads(group: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut heads = Vec::new();
    let mut item = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(identifier(std::mem::take(&mut item).trim())),
            c => item.push(c),
        }
    }
    heads.extend(identifier(item.trim()));
    heads
}

/// The name at the start of a path, if it is a folder's name (lower case, no macro).
fn identifier(path: &str) -> Option<String> {
    let name: String = path
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    root()
        .join("src")
        .join(&name)
        .is_dir()
        .then_some(name)
        .filter(|name| !name.is_empty())
}
