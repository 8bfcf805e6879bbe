//! What generated code costs to compile: CPU seconds and peak memory of the one rustc process that compiles a crate of
//! entities (25 columns and 18 links each), and of the one that compiles a crate which uses five of them. Ours is held
//! against the leanest serde derive of the same model; "lean" is ours with `derive = ["Clone"]`.
//!
//! `cargo bench -p creatio-tests --bench compile -- --full` compiles 1,000 entities with serde, too, which takes minutes
//! and 6 GB; `-- --quick` leaves the 1,000 out for both.
#![forbid(unsafe_code)]

#[path = "../common/mod.rs"]
mod common;
mod project;
mod rounds;
mod serde_derive;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::{env, io};

use common::report::{Report, number};
use common::{cargo, meter};
use project::{Project, Shape};
use rounds::{Crate, Figures, Step};

const SMALL: usize = 40;
const MIDDLE: usize = 200;
const LARGE: usize = 1_000;

fn main() -> io::Result<ExitCode> {
    if let Some(code) = meter::serve() {
        return Ok(code);
    }
    if !cargo::is_bench() {
        return Ok(ExitCode::SUCCESS);
    }
    let asked = |flag: &str| env::args().any(|argument| argument == flag);
    let mut results = Results::default();
    for (shape, count, wanted) in [
        (Shape::Ours, SMALL, true),
        (Shape::Ours, MIDDLE, true),
        (Shape::Ours, LARGE, !asked("--quick")),
        (Shape::Lean, LARGE, !asked("--quick")),
        (Shape::Serde, SMALL, true),
        (Shape::Serde, MIDDLE, true),
        (Shape::Serde, LARGE, asked("--full")),
    ] {
        if wanted {
            eprintln!("{} entities, {}", count, shape.name());
            let project = Project::write(&cargo::folder("compile")?, shape, count)?;
            results.add(shape, count, rounds::measure(&project)?);
        }
    }
    let mut report = Report::new("compile")?;
    results.figures(&mut report);
    results.goals(&mut report);
    results.ratios(&mut report);
    Ok(report.finish())
}

type Key = (Shape, usize, Step, Crate);

#[derive(Default)]
struct Results(BTreeMap<Key, Figures>);

impl Results {
    fn add(&mut self, shape: Shape, count: usize, figures: BTreeMap<(Step, Crate), Figures>) {
        self.0.extend(figures.into_iter().map(|((step, of), figures)| ((shape, count, step, of), figures)));
    }

    fn figures(&self, report: &mut Report) {
        for ((shape, count, step, of), figures) in &self.0 {
            let what = format!("{}, {count} entities: {} of {}", shape.name(), step.name(), of.name());
            report.figure(what, format!("{} s, {:.0} MB", number(figures.cpu), figures.peak));
        }
    }

    /// The goals that are stated in seconds and megabytes.
    fn goals(&self, report: &mut Report) {
        let large = (LARGE, 24.0, 1_000.0);
        for (shape, (count, cpu, peak)) in
            [(Shape::Ours, (SMALL, 1.5, 170.0)), (Shape::Ours, large), (Shape::Lean, large)]
        {
            if let Some(figures) = self.0.get(&(shape, count, Step::Check, Crate::Model)) {
                let what = format!("goal: {}, check of {count} entities", shape.name());
                report.goal(format!("{what}, CPU"), figures.cpu, cpu, "s");
                report.goal(format!("{what}, peak"), figures.peak, peak, "MB");
            }
        }
    }

    fn ratios(&self, report: &mut Report) {
        for count in [SMALL, MIDDLE, LARGE] {
            for (key, step, of) in [
                ("check_cpu", Step::Check, Crate::Model),
                ("build_cpu", Step::Build, Crate::Model),
                ("user_release_cpu", Step::Release, Crate::User),
            ] {
                if let Some((ours, serde)) = self.pair(count, step, of) {
                    let what = format!("ours / serde, {count} entities: {} of {}, CPU", step.name(), of.name());
                    report.hold(key, what, ours.cpu / serde.cpu);
                }
            }
            if let Some((ours, serde)) = self.pair(count, Step::Check, Crate::Model) {
                let what = format!("ours / serde, {count} entities: check of the entities, peak");
                report.hold(
                    if count == SMALL { "check_peak_small" } else { "check_peak" },
                    what,
                    ours.peak / serde.peak,
                );
            }
        }
        let check = |count| self.0.get(&(Shape::Ours, count, Step::Check, Crate::Model));
        if let (Some(middle), Some(large)) = (check(MIDDLE), check(LARGE)) {
            let per_entity = |cpu: f64, count: usize| cpu / count as f64;
            let what = format!("growth: check of {LARGE} / of {MIDDLE} entities, CPU per entity");
            report.hold("growth_cpu", what, per_entity(large.cpu, LARGE) / per_entity(middle.cpu, MIDDLE));
        }
    }

    fn pair(&self, count: usize, step: Step, of: Crate) -> Option<(&Figures, &Figures)> {
        self.0.get(&(Shape::Ours, count, step, of)).zip(self.0.get(&(Shape::Serde, count, step, of)))
    }
}
