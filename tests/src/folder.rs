//! Goldens: files whose text is what a test expects.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use similar::TextDiff;

/// Compares `files` with what lies in `folder`, or writes them there when blessing.
///
/// # Errors
/// A unified diff of what differs.
pub fn compare_folder(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
    if crate::blessing() {
        let _ = fs::remove_dir_all(folder);
        for (path, text) in files {
            write(&folder.join(path), text);
        }
        return Ok(());
    }
    let mut found = BTreeMap::new();
    collect(folder, "", &mut found);
    let diffs: String = files
        .keys()
        .chain(found.keys().filter(|path| !files.contains_key(*path)))
        .filter_map(|path| diff(path, found.get(path), files.get(path)))
        .collect();
    if diffs.is_empty() { Ok(()) } else { Err(format!("{}\n{diffs}", hint(folder))) }
}

/// Compares `text` with the file at `path`, which may be missing when the text is empty; or writes it when blessing.
///
/// # Errors
/// A unified diff of what differs.
pub fn compare_text(path: &Path, text: &str) -> Result<(), String> {
    if crate::blessing() {
        if text.is_empty() {
            let _ = fs::remove_file(path);
        } else {
            write(path, text);
        }
        return Ok(());
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    match diff(&path.display().to_string(), Some(&found), Some(&text.to_owned())) {
        None => Ok(()),
        Some(diff) => Err(format!("{}\n{diff}", hint(path))),
    }
}

fn hint(path: &Path) -> String {
    format!("{} is not what is generated now; if it should be, run the test again with BLESS=1", path.display())
}

fn diff(path: &str, found: Option<&String>, expected: Option<&String>) -> Option<String> {
    let (found, expected) = (found.map_or("", String::as_str), expected.map_or("", String::as_str));
    (found != expected)
        .then(|| TextDiff::from_lines(found, expected).unified_diff().header(path, "generated").to_string())
}

fn write(path: &Path, text: &str) {
    let parent = path.parent().expect("a golden lies in a folder");
    fs::create_dir_all(parent).and_then(|()| fs::write(path, text)).expect("goldens can be written");
}

fn collect(folder: &Path, prefix: &str, out: &mut BTreeMap<String, String>) {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return,
        entries => entries.expect("goldens can be read"),
    };
    for entry in entries.map(|entry| entry.expect("goldens can be read")) {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), out);
        } else {
            out.insert(name, fs::read_to_string(entry.path()).expect("goldens are text"));
        }
    }
}
