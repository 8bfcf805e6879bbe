//! Generated files and the folder they live in.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, code};
use crate::emit::{HEADER, MODEL};
use crate::file::{self, unwritable};

/// What writing did. Paths are relative to the folder, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New files and those whose text changed.
    pub written: Vec<String>,
    /// Files that were generated once and are no more.
    pub deleted: Vec<String>,
    /// Number of files that stood there as they should.
    pub unchanged: usize,
}

/// A difference between the folder and what would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Path relative to the folder, with `/`.
    pub path: String,
    /// Text in the folder, if the file is there.
    pub found: Option<String>,
    /// Text that would be written, if the file belongs there.
    pub expected: Option<String>,
}

/// How `folder` differs from `files`. Files without the header of generated code are nobody's business, unless one has a
/// name that a generated file needs: then nothing can be done.
pub(crate) fn drift(files: &BTreeMap<String, String>, folder: &Path) -> Result<Vec<Drift>, Diagnostic> {
    if folder.is_file() {
        let message = format!("`{}` is a file, not a folder", folder.display());
        return Err(Diagnostic::error(code::UNWRITABLE, message).help("name a folder for the generated code"));
    }
    let mut out = Vec::new();
    for (path, expected) in files {
        if let Some((below, _)) = path.split_once('/') {
            refuse_link(&folder.join(below))?;
        }
        let found = read(&folder.join(path))?;
        if found.as_ref().is_some_and(|found| !found.starts_with(HEADER)) {
            let path = folder.join(path);
            let message = format!("`{}` was not generated and would be overwritten", path.display());
            return Err(Diagnostic::error(code::FOREIGN_FILE, message)
                .help("move it away, or generate into a folder of its own"));
        }
        // git may have changed the line ends; that is no difference.
        if found.as_ref().is_none_or(|found| found != expected && found.replace("\r\n", "\n") != *expected) {
            out.push(Drift { path: path.clone(), found, expected: Some(expected.clone()) });
        }
    }
    let mut generated = BTreeMap::new();
    collect(folder, "", &mut generated)?;
    for (path, found) in generated {
        if !files.contains_key(&path) {
            out.push(Drift { path, found: Some(found), expected: None });
        }
    }
    Ok(out)
}

/// Makes `folder` hold `files`: all is looked at before anything is written, and each file appears whole or not at all.
pub(crate) fn write(files: &BTreeMap<String, String>, folder: &Path) -> Result<Changes, Diagnostic> {
    let drift = drift(files, folder)?;
    let mut changes = Changes { unchanged: files.len(), ..Changes::default() };
    // The root names all others, so it comes last.
    let (root, others): (Vec<_>, Vec<_>) = drift.into_iter().partition(|one| one.path == "mod.rs");
    for one in others.into_iter().chain(root) {
        let path = folder.join(&one.path);
        match one.expected {
            Some(text) => {
                file::replace(&path, text.as_bytes()).map_err(|error| unwritable(&path, &error))?;
                changes.unchanged -= 1;
                changes.written.push(one.path);
            }
            None => {
                fs::remove_file(&path).map_err(|error| unwritable(&path, &error))?;
                // Succeeds only when the folder of a schema is empty now.
                let _ = path.parent().filter(|parent| *parent != folder).map(fs::remove_dir);
                changes.deleted.push(one.path);
            }
        }
    }
    Ok(changes)
}

/// More than any generated file has.
const MAX_BYTES: u64 = 64 << 20;

/// The text of a file, or none if there is no file.
fn read(path: &Path) -> Result<Option<String>, Diagnostic> {
    beginning(path, MAX_BYTES)
}

/// The first bytes of a file as text, or none if there is no file.
fn beginning(path: &Path, most: u64) -> Result<Option<String>, Diagnostic> {
    match file::read(path, most) {
        // What is not UTF-8 was not generated; it is told by its beginning like any other.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("can't read `{}`: {error}", path.display());
            Err(Diagnostic::error(code::UNREADABLE_FILE, message).help(file::remedy(&error)))
        }
    }
}

/// The folder of a schema that is a link would have files written elsewhere.
fn refuse_link(folder: &Path) -> Result<(), Diagnostic> {
    if folder.is_symlink() {
        let message = format!("`{}` is a link to another folder", folder.display());
        return Err(Diagnostic::error(code::FOREIGN_FILE, message).help("move it away: generated code needs its name"));
    }
    Ok(())
}

/// Enough of a file to tell whether it was generated, and is the root of a tree.
const HEAD: u64 = 256;

/// Every generated file in `folder` and the folders in it; links are not followed.
fn collect(folder: &Path, prefix: &str, out: &mut BTreeMap<String, String>) -> Result<(), Diagnostic> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unwritable(folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| unwritable(folder, &error))?;
        let kind = entry.file_type().map_err(|error| unwritable(folder, &error))?;
        let path: PathBuf = entry.path();
        let Some(name) = entry.file_name().to_str().map(|name| format!("{prefix}{name}")) else { continue };
        if kind.is_dir() && prefix.is_empty() {
            // Another tree that was generated into a folder of this one is not ours to judge.
            if beginning(&path.join("mod.rs"), HEAD)?.is_some_and(|text| is_root(&text)) {
                continue;
            }
            collect(&path, &format!("{name}/"), out)?;
        } else if kind.is_file()
            && name.ends_with(".rs")
            && beginning(&path, HEAD)?.is_some_and(|text| text.starts_with(HEADER))
            && let Some(text) = read(&path)?
        {
            out.insert(name, text);
        }
    }
    Ok(())
}

/// The root of a tree bears the model's hash.
fn is_root(text: &str) -> bool {
    text.starts_with(HEADER) && text.lines().nth(1).is_some_and(|line| line.starts_with(MODEL))
}
