//! Declares a module per fixture, so that to add a folder is to compile it.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

#[path = "../cases.rs"]
mod cases;
use cases::cases;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let fixtures = root.parent().expect("a folder of tests").join("fixtures");
    println!("cargo::rerun-if-changed={}", fixtures.display());
    let mut modules = String::new();
    for case in cases(&fixtures) {
        let tree = case.join("expected/mod.rs");
        if tree.is_file() {
            let name = case.strip_prefix(&fixtures).expect("below the fixtures").display().to_string();
            let name = name.replace(['-', '/', '\\'], "_");
            let _ = writeln!(modules, "/// A fixture.\n#[path = {tree:?}]\npub mod {name};");
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("cases.rs"), modules).expect("the output folder can be written");
}
