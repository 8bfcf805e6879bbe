//! cargo, and where benches may write.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Whether `cargo bench` runs this: tests of all targets build the benches and run them, too.
pub(crate) fn is_bench() -> bool {
    env::args().any(|argument| argument == "--bench")
}

/// The cargo that runs this bench.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The folder of all that is built.
pub(crate) fn target() -> PathBuf {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    scratch.parent().unwrap_or(scratch).to_owned()
}

/// A folder of this bench's own.
pub(crate) fn folder(bench: &str) -> io::Result<PathBuf> {
    let folder = target().join("bench").join(bench);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Fails with what the command has said when it fails.
pub(crate) fn run(command: &mut Command) -> io::Result<String> {
    let output = command.output()?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(io::Error::other(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))))
    }
}
