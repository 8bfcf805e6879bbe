//! The folder of a database, and those that were left behind by processes that were killed.
//!
//! Memory would need no folder, but its shared cache has one lock per table: who reads slowly would hold up a new index.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use tempfile::TempDir;

const PREFIX: &str = "creatio-sandbox-";
/// The database's file.
const ROWS: &str = "rows.sqlite";
/// Locked as long as its process lives, whatever becomes of that.
const LOCK: &str = "lock";

/// No folder younger than this is looked at: its process may not have come to lock it yet.
const YOUNG: Duration = Duration::from_secs(60);

/// A folder that goes when it is dropped.
pub(super) struct Folder {
    // Before the folder, so that it is closed when that goes.
    _lock: File,
    folder: TempDir,
}

impl Folder {
    pub(super) fn create() -> io::Result<Self> {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tidy(&std::env::temp_dir()));
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        let lock = File::create(folder.path().join(LOCK))?;
        // A file system without locks says the same to those who try, and leaves the folder alone.
        let _ = lock.lock();
        Ok(Self { _lock: lock, folder })
    }

    /// Where the database is.
    pub(super) fn rows(&self) -> PathBuf {
        self.folder.path().join(ROWS)
    }
}

/// Removes what nobody holds any more. Whatever fails is left: the next who starts may have more luck.
fn tidy(parent: &Path) {
    let Ok(entries) = parent.read_dir() else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_string_lossy().starts_with(PREFIX) {
            let _ = abandoned(&entry.path());
        }
    }
}

/// Removes a folder that has a lock which nobody holds. By name, not with everything in it: what is not ours stays, and the
/// folder with it.
fn abandoned(folder: &Path) -> io::Result<()> {
    let path = folder.join(LOCK);
    let lock = File::open(&path)?;
    let is_young = lock.metadata()?.modified()?.elapsed().is_ok_and(|age| age < YOUNG);
    if is_young || matches!(lock.try_lock(), Err(TryLockError::WouldBlock | TryLockError::Error(_))) {
        return Ok(());
    }
    for end in ["", "-wal", "-shm", "-journal"] {
        // Not each is there.
        let _ = std::fs::remove_file(folder.join(format!("{ROWS}{end}")));
    }
    drop(lock);
    std::fs::remove_file(path)?;
    std::fs::remove_dir(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as a process leaves it that was killed some time ago.
    fn left(parent: &Path, name: &str, files: &[&str]) -> PathBuf {
        let folder = parent.join(name);
        std::fs::create_dir(&folder).expect("made");
        for file in files {
            let file = File::create(folder.join(file)).expect("written");
            file.set_modified(std::time::SystemTime::now() - YOUNG * 2).expect("it is old");
        }
        folder
    }

    #[test]
    fn what_was_left_behind_is_removed_and_nothing_else() {
        let parent = tempfile::tempdir().expect("a folder");
        let parent = parent.path();
        let dead = left(parent, "creatio-sandbox-dead", &[LOCK, ROWS, "rows.sqlite-wal", "rows.sqlite-shm"]);
        let alive = left(parent, "creatio-sandbox-alive", &[LOCK, ROWS]);
        let without = left(parent, "creatio-sandbox-without-lock", &[ROWS]);
        let foreign = left(parent, "creatio-sandbox-foreign", &[LOCK, "notes.txt"]);
        let other = left(parent, "other", &[LOCK, ROWS]);
        let young = left(parent, "creatio-sandbox-young", &[ROWS]);
        File::create(young.join(LOCK)).expect("written");
        let held = File::open(alive.join(LOCK)).expect("it is there");
        held.lock().expect("it is locked");
        tidy(parent);
        assert!(!dead.exists());
        for stays in
            [alive.join(ROWS), without.join(ROWS), foreign.join("notes.txt"), other.join(ROWS), young.join(ROWS)]
        {
            assert!(stays.exists(), "{}", stays.display());
        }
    }

    #[test]
    fn a_folder_is_held_as_long_as_it_is_used() {
        let folder = Folder::create().expect("it is made");
        let path = folder.folder.path().to_owned();
        let lock = File::open(path.join(LOCK)).expect("it is there");
        assert!(lock.try_lock().is_err());
        drop(folder);
        assert!(!path.exists());
    }
}
