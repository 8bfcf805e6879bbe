//! Rows from a folder.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::store::{Rows, Seed};

/// Reads `<Set>.json` files; beside them stands what else is in the folder.
pub(crate) fn read(folder: &Path) -> Result<(Vec<Seed>, Vec<PathBuf>), Error> {
    let fault = |path: &Path, error: &std::io::Error| {
        Error::new(match error.kind() {
            ErrorKind::NotFound if path == folder => format!("{}: there is no such folder", path.display()),
            ErrorKind::NotADirectory => format!("{}: this is no folder", path.display()),
            _ => format!("{}: {error}", path.display()),
        })
    };
    let entries = std::fs::read_dir(folder).map_err(|error| fault(folder, &error))?;
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = entry.map_err(|error| fault(folder, &error))?.path();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        if is_json { files.push(path) } else { others.push(path) }
    }
    files.sort();
    others.sort();
    let mut seeds = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).map_err(|error| fault(&path, &error))?;
        let set = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        seeds.push(Seed { set, rows: Rows::Json(text), origin: path.display().to_string() });
    }
    Ok((seeds, others))
}
