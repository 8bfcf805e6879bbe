//! Each program in `misuse/` has one mistake in it; beside it stands what the compiler says. The words are those of one
//! version of rustc, so only that one is asked; `TRYBUILD=overwrite cargo test -p creatio-ui` writes them anew.
#![allow(missing_docs)]

use std::env;
use std::process::Command;

/// The version whose words stand beside the programs.
const RUSTC: &str = "rustc 1.95.";

#[test]
fn misuse_is_told_in_the_users_words() {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("there is a compiler").stdout;
    let version = String::from_utf8_lossy(&version);
    if !version.starts_with(RUSTC) {
        eprintln!("skipped: the words are those of {RUSTC}x, this is {version}");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/misuse/*.rs");
}
