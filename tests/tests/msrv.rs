//! The stated minimum version of Rust is true as far as the dependencies say theirs.
#![allow(missing_docs)]

use std::env;
use std::process::Command;

use serde_json::Value;

#[test]
fn no_dependency_needs_a_newer_rust() {
    let cargo = env::var_os("CARGO").expect("cargo runs this test");
    let output = Command::new(cargo).args(["metadata", "--locked", "--format-version", "1"]).output().expect("it runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let stated = env!("CARGO_PKG_RUST_VERSION");
    let packages = metadata["packages"].as_array().expect("packages");
    let newer: Vec<_> = packages
        .iter()
        .filter(|package| package["rust_version"].as_str().is_some_and(|needed| parts(needed) > parts(stated)))
        .map(|package| format!("{} {} needs {}", package["name"], package["version"], package["rust_version"]))
        .collect();
    assert!(packages.len() > 20 && newer.is_empty(), "the workspace states {stated}, but {newer:#?}");
}

fn parts(version: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap_or(0)).collect();
    parts.resize(3, 0);
    parts
}
