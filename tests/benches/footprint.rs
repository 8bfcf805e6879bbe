//! What a user pays before anything is generated: the crates that the generator and the runtime bring along, and the time
//! it takes to build them from nothing.
#![forbid(unsafe_code)]

mod common;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::{fs, io};

use common::report::{Report, number};
use common::{cargo, meter};

fn main() -> io::Result<ExitCode> {
    if let Some(code) = meter::serve() {
        return Ok(code);
    }
    if !cargo::is_bench() {
        return Ok(ExitCode::SUCCESS);
    }
    let mut report = Report::new("footprint")?;
    for (package, features, key) in [
        ("creatio-codegen", "--no-default-features", Some("codegen_crates")),
        ("creatio-codegen", "--all-features", None),
        ("creatio-runtime", "--no-default-features", Some("runtime_crates")),
    ] {
        let crates = crates(package, features)?;
        let what = format!("{package} {features}: crates that it brings");
        match key {
            Some(key) => report.hold(key, what, crates as f64),
            None => report.figure(what, crates.to_string()),
        }
        let (cpu, peak) = build(package, features)?;
        report.figure(format!("{package} {features}: clean build, CPU"), format!("{} s", number(cpu)));
        report.figure(format!("{package} {features}: clean build, peak of a process"), format!("{peak:.0} MB"));
    }
    Ok(report.finish())
}

/// How many crates it depends on, on this machine.
fn crates(package: &str, features: &str) -> io::Result<usize> {
    let tree = cargo::run(cargo::cargo().args([
        "tree",
        "--package",
        package,
        features,
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
        "--offline",
    ]))?;
    let crates: BTreeSet<&str> = tree.lines().filter(|line| !line.is_empty() && !line.starts_with(package)).collect();
    Ok(crates.len())
}

/// CPU seconds of the build and peak memory of its largest process, in the dev profile.
fn build(package: &str, features: &str) -> io::Result<(f64, f64)> {
    let folder = cargo::folder("footprint")?;
    let target = folder.join("target");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let mut command = cargo::cargo();
    command.args(["build", "--offline", "--package", package, features, "--target-dir"]).arg(&target);
    let reading = meter::measure(&command, &folder.join("meter.log"))?;
    fs::remove_dir_all(&target)?;
    Ok((reading.cpu, reading.peak))
}
