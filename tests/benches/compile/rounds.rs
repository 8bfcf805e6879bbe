//! Compiles a project several times and reads the meters.

use std::collections::BTreeMap;
use std::io;

use crate::common::cargo;
use crate::common::median::median;
use crate::common::meter::{self, Reading};
use crate::project::Project;

/// What cargo is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Check,
    Build,
    Release,
}

/// What rustc compiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Crate {
    /// The entities.
    Model,
    /// What uses five of them.
    User,
}

/// Medians.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    pub(crate) cpu: f64,
    pub(crate) peak: f64,
}

impl Step {
    const ALL: [Self; 3] = [Self::Check, Self::Build, Self::Release];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "debug build",
            Self::Release => "release build",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Build => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

impl Crate {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Model => "the entities",
            Self::User => "a crate that uses 5",
        }
    }
}

pub(crate) fn measure(project: &Project) -> io::Result<BTreeMap<(Step, Crate), Figures>> {
    let mut figures = BTreeMap::new();
    for step in Step::ALL {
        // The first time, cargo builds the dependencies, without a meter.
        let mut readings = Vec::new();
        for _ in 0..project.rounds() {
            project.touch()?;
            readings.extend(compile(project, step)?);
        }
        for (of, name) in [(Crate::Model, project.model()), (Crate::User, project.user())] {
            let of_this: Vec<&Reading> = readings.iter().filter(|reading| reading.name == name).collect();
            let cpu = median(of_this.iter().map(|reading| reading.cpu));
            let peak = median(of_this.iter().map(|reading| reading.peak));
            figures.insert((step, of), Figures { cpu, peak });
        }
    }
    Ok(figures)
}

fn compile(project: &Project, step: Step) -> io::Result<Vec<Reading>> {
    let log = project.folder().join("meter.log");
    let mut command = cargo::cargo();
    command
        .args(step.arguments())
        .args(["--offline", "--quiet", "--package", &project.user(), "--target-dir"])
        .arg(project.folder().join("target"))
        .current_dir(project.folder())
        .env("CARGO_INCREMENTAL", "0");
    meter::wrap_rustc(&mut command, &log)?;
    cargo::run(&mut command)?;
    meter::readings(&log)
}
