//! The folder where links such as `/P/norm-pdf` start.

use std::path::{Path, PathBuf};

use hence::check::targets::Places;

use super::Error;

/// What marks a folder as root.
const MARKS: [&str; 2] = ["hence.toml", ".git"];

/// The folder that was asked for; else the nearest folder above the first path that bears a mark.
///
/// # Errors
/// The folder asked for cannot be read.
pub fn resolve(asked: Option<&Path>, paths: &[String]) -> Result<Option<PathBuf>, Error> {
    if let Some(folder) = asked {
        let absolute = folder.canonicalize().map_err(|source| Error::Root {
            path: folder.display().to_string(),
            source,
        })?;
        return Ok(Some(absolute));
    }
    let first = paths.iter().find(|p| *p != "-").map_or(".", String::as_str);
    let start = Path::new(first).canonicalize().ok();
    let marked = |folder: &&Path| MARKS.iter().any(|mark| folder.join(mark).exists());
    Ok(start
        .as_deref()
        .and_then(|start| start.ancestors().find(marked))
        .map(Path::to_path_buf))
}

/// Where links start, for the library.
pub fn places(root: Option<&Path>) -> Places {
    let shown = |path: &Path| path.to_str().map(|path| path.replace('\\', "/"));
    Places {
        base: std::env::current_dir()
            .ok()
            .and_then(|path| shown(&path))
            .unwrap_or_default(),
        root: root.and_then(shown),
    }
}
