//! Rows from a folder.

use std::path::Path;

use crate::error::Error;
use crate::store::{Rows, Seed};

/// Reads `<Set>.json` files; other files are none of ours.
pub(crate) fn read(folder: &Path) -> Result<Vec<Seed>, Error> {
    let fault = |path: &Path, error: &std::io::Error| Error::new(format!("{}: {error}", path.display()));
    let entries = std::fs::read_dir(folder).map_err(|error| fault(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| fault(folder, &error))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    let mut seeds = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).map_err(|error| fault(&path, &error))?;
        let set = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        seeds.push(Seed { set, rows: Rows::Json(text), origin: path.display().to_string() });
    }
    Ok(seeds)
}
