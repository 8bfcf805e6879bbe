//! Files as they are found: no pipe that nobody writes to, no device without an end.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, code};

/// How many bytes a file has.
pub(crate) fn len(path: &Path) -> io::Result<u64> {
    // Looked at before it is opened: to open a pipe is to wait for its other end.
    let found = fs::metadata(path)?;
    if found.is_dir() {
        return Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder"));
    }
    if !found.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is a pipe or a device, not a file"));
    }
    Ok(found.len())
}

/// The bytes of a file, or its first `most`.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let len = len(path)?.min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or_default());
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// One path for one file, however it is named.
pub(crate) fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Writes a new file beside the old one and moves it into place, so that it appears whole or not at all.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    // Never a file, or the end of a link, that is there already.
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&new)?;
    let done = file.write_all(bytes).and_then(|()| fs::rename(&new, path));
    if done.is_err() {
        let _ = fs::remove_file(&new);
    }
    done
}

/// A file that can't be written.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    // The system's words for it are "File exists" here and "Not a directory" there.
    if let Some(file) = path.ancestors().skip(1).find(|parent| parent.is_file()) {
        let message =
            format!("can't write `{}`: `{}` is a file where a folder is needed", path.display(), file.display());
        return Diagnostic::error(code::UNWRITABLE, message).help("move it away, or name another folder");
    }
    Diagnostic::error(code::UNWRITABLE, format!("can't write `{}`: {error}", path.display())).help(remedy(error))
}

/// What may help against an error of the file system.
pub(crate) fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "a folder on the way to it is missing",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "check who may read and write there",
        ErrorKind::IsADirectory => "a folder stands where a file belongs: move it away, or name another",
        ErrorKind::NotADirectory => "a file stands where a folder belongs: move it away, or name another",
        ErrorKind::InvalidFilename => "choose a shorter or plainer path",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk",
        ErrorKind::InvalidInput => "save it to a file, and name that",
        _ => "nothing is lost: mend it and run again",
    }
}
