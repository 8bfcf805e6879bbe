//! The whole command line tool over the document of a grown instance, read from a file and written to a new folder.
#![forbid(unsafe_code)]

mod common;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::{fs, io};

use common::cargo;
use common::median::median;
use common::meter::{self, Reading};
use common::report::{self, Report};
use creatio_tests::synthetic::{self, Instance, Size, Version};

fn main() -> io::Result<ExitCode> {
    if let Some(code) = meter::serve() {
        return Ok(code);
    }
    if !cargo::is_bench() {
        return Ok(ExitCode::SUCCESS);
    }
    cargo::run(cargo::cargo().args(["build", "--release", "--package", "creatio-codegen"]))?;
    let mut report = Report::new("generate")?;
    let instance = synthetic::instance(Size::Grown, 1);
    for (version, name) in [(Version::V4, "OData 4"), (Version::V3, "OData 3")] {
        bench(&instance, version, name, &mut report)?;
    }
    Ok(report.finish())
}

fn bench(instance: &Instance, version: Version, name: &str, report: &mut Report) -> io::Result<()> {
    let folder = cargo::folder("generate")?;
    let metadata = folder.join("metadata.xml");
    fs::write(&metadata, instance.document(version))?;
    let run = |rounds: usize, fresh: bool, arguments: &[&str]| -> io::Result<(f64, f64)> {
        let mut readings = Vec::new();
        for _ in 0..rounds {
            readings.push(generate(&folder, &metadata, fresh, arguments)?);
        }
        Ok((median(readings.iter().map(|one| one.cpu)), median(readings.iter().map(|one| one.peak))))
    };

    let mut readings = Vec::new();
    for _ in 0..9 {
        readings.push(list(&folder, &metadata)?);
    }
    let list = median(readings.iter().map(|one| one.cpu));
    report.figure(format!("{name}: list, CPU"), format!("{} s", report::number(list)));
    // The sections, which are the largest, come first; every 47th is what entities are like otherwise.
    for (what, step) in [("40 entities of all sizes", 47), ("the 40 largest entities", 1)] {
        let some: Vec<&str> = instance.names().step_by(step).take(40).flat_map(|name| ["--entity", name]).collect();
        let (cpu, peak) = run(9, true, &some)?;
        report.goal(format!("{name}: {what}, CPU"), cpu, 0.1, "s");
        report.goal(format!("{name}: {what}, peak"), peak, 60.0, "MB");
        if step != 1 {
            report.hold("some", format!("{name}: {what} / list, CPU"), cpu / list);
        }
    }
    let (cpu, peak) = run(5, true, &["--all"])?;
    report.hold("all", format!("{name}: all / list, CPU"), cpu / list);
    report.goal(format!("{name}: all {}, CPU", instance.counts().entities), cpu, 3.0, "s");
    report.figure(format!("{name}: all {}, peak", instance.counts().entities), format!("{peak:.0} MB"));
    let (again, _) = run(5, false, &["--all"])?;
    report
        .figure(format!("{name}: all of it once more, nothing to write, CPU"), format!("{} s", report::number(again)));
    report.hold("again", format!("{name}: once more / all, CPU"), again / cpu);
    Ok(())
}

fn generate(folder: &Path, metadata: &Path, fresh: bool, arguments: &[&str]) -> io::Result<Reading> {
    let out = folder.join("out");
    if fresh && out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut command = tool("generate", metadata);
    command.arg("--out").arg(&out).args(arguments);
    meter::measure(&command, &folder.join("meter.log"))
}

fn list(folder: &Path, metadata: &Path) -> io::Result<Reading> {
    meter::measure(&tool("list", metadata), &folder.join("meter.log"))
}

fn tool(subcommand: &str, metadata: &Path) -> Command {
    let tool = cargo::target().join("release").join(format!("creatio-codegen{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(tool);
    command.arg(subcommand).arg("--metadata").arg(metadata);
    command
}
