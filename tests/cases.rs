//! The folders of fixtures, for the test that runs them and for the crate that compiles what they expect.

use std::fs;
use std::path::{Path, PathBuf};

/// Every folder below `root` that has a `creatio.toml`, in order.
pub fn cases(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).expect("fixtures lie beside their tests");
    let mut folders: Vec<_> =
        entries.map(|entry| entry.expect("readable").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let is_case = |folder: &PathBuf| folder.join("creatio.toml").is_file();
    folders.into_iter().flat_map(|folder| if is_case(&folder) { vec![folder] } else { cases(&folder) }).collect()
}
