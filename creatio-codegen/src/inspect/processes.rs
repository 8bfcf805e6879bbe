//! What becomes of business processes.

use std::collections::HashMap;

use super::show::{Kind, LeftOut, Shown};
use crate::config::Config;
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::generate::{self, Processes};
use crate::model::Model;
use crate::plan::{self, Slot, Way};
use crate::process::{Direction, Parameter};
use crate::profile::Profile;
use crate::select::Pattern;
use crate::{emit, glob};

/// A parameter of a process, or an item property of one, and its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessParameter {
    /// Its name in the schema; of an item property, after those that it is inside of: `Lines.Price`.
    pub name: String,
    /// Its caption.
    pub caption: Option<String>,
    /// `In`, `Out` or `In and out`.
    pub direction: &'static str,
    /// Its type in Creatio's words, or the guid of a type that is not known.
    pub ty: String,
    /// The entity that it refers to, by its name or, when no schema tells that, by the UId of its schema.
    pub to: Option<String>,
    /// The field.
    pub field: String,
    /// The field's type where values go in.
    pub input: Option<String>,
    /// The field's type where values come out.
    pub output: Option<String>,
}

/// Shows each process that `pattern` means, with the warnings about all; none when it means no process.
pub(crate) fn show_processes(config: &Config, pattern: &str) -> Result<(Vec<Shown>, Report)> {
    let mut report = Report { diagnostics: Vec::new(), sources: config.sources.clone() };
    let processes = generate::processes(config, &mut report);
    let shown = shown(config, &processes, pattern, &mut report);
    if report.has_errors() { Err(Error::new(report)) } else { Ok((shown, report)) }
}

pub(super) fn shown(config: &Config, processes: &Processes, pattern: &str, report: &mut Report) -> Vec<Shown> {
    let pattern = Pattern::new(pattern, None);
    let mut found = Vec::new();
    let plan = plan::plan(&Model::without_types(), processes, Profile::Creatio, &config.options, &mut found);
    report.diagnostics.extend(found);
    let pairs = processes
        .all
        .iter()
        .zip(&plan.processes)
        .filter(|(process, _)| glob::matches(&pattern.glob, &process.name) != pattern.excludes);
    pairs
        .map(|(process, planned)| {
            let slots = [&planned.inputs, &planned.outputs].into_iter().chain(&planned.items);
            let slots =
                slots.flat_map(|values| values.slots.iter().map(|slot| ((slot.path.as_str(), values.way), slot)));
            let mut showing =
                Showing { processes, slots: slots.collect(), parameters: Vec::new(), internal: Vec::new() };
            showing.level(&process.parameters, "");
            let mut left_out: Vec<LeftOut> = planned
                .left_out
                .iter()
                .map(|one| LeftOut { name: one.wire.clone(), why: one.why.clone(), is_not_selected: false })
                .collect();
            left_out.extend(showing.internal);
            left_out.sort_by(|a, b| a.name.cmp(&b.name));
            Shown {
                name: process.name.clone(),
                kind: Kind::Process,
                is_generated: true,
                path: format!("{}::{}", plan::PROCESSES, planned.inputs.ident),
                output: Some(format!("{}::{}", plan::PROCESSES, planned.outputs.ident)),
                file: format!("{}/{}.rs", plan::PROCESSES, planned.name.file),
                caption: process.caption.clone(),
                version: (process.version != process.name).then(|| process.version.clone()),
                source: Some(report.sources.get(process.file).path.clone()),
                parameters: showing.parameters,
                left_out,
                ..Shown::default()
            }
        })
        .collect()
}

/// The parameters of one process on their way into rows.
struct Showing<'a> {
    processes: &'a Processes,
    slots: HashMap<(&'a str, Way), &'a Slot>,
    parameters: Vec<ProcessParameter>,
    internal: Vec<LeftOut>,
}

impl Showing<'_> {
    /// In the order of the schema, which is that of the designer.
    fn level(&mut self, parameters: &[Parameter], outer: &str) {
        for parameter in parameters {
            let name = format!("{outer}{}", parameter.name);
            if parameter.direction == Direction::Internal {
                let why = "it is internal: the process keeps it to itself".to_owned();
                self.internal.push(LeftOut { name, why, is_not_selected: false });
                continue;
            }
            let [input, output] = [Way::In, Way::Out].map(|way| self.slots.get(&(name.as_str(), way)).copied());
            let Some(slot) = input.or(output) else { continue };
            let rust = |slot: Option<&Slot>| slot.map(|slot| emit::type_text(&slot.shape, Some(plan::PROCESSES)));
            self.parameters.push(ProcessParameter {
                caption: parameter.caption.clone(),
                direction: parameter.direction.words(),
                ty: parameter.ty.name.clone(),
                to: parameter.reference.as_ref().map(|uid| self.processes.entities.get(uid).unwrap_or(uid).to_owned()),
                field: slot.ident.clone(),
                input: rust(input),
                output: rust(output),
                name: name.clone(),
            });
            self.level(&parameter.items, &format!("{name}."));
        }
    }
}
