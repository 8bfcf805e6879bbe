//! What pulled a type or a process in, or what would.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Names, asked, show_processes};
use crate::config::Config;
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::generate;
use crate::glob;
use crate::select::{self, Pattern, Reason, Selection};

/// Why a type or a process is generated, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Its name, that of a type with the namespace.
    pub name: String,
    /// Whether it is generated.
    pub verdict: Verdict,
    /// How what was asked for leads to it, from the pattern on. Empty when nothing does.
    pub steps: Vec<Step>,
}

/// Whether a type is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Generated,
    /// A pattern with a `!` takes it out.
    Excluded(AskedBy),
    /// Nothing asks for it.
    NotAsked {
        /// The `closure` with which the steps would bring it in.
        closure: Option<u32>,
    },
}

/// A pattern, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedBy {
    /// The glob, with its `!` if it has one.
    pub pattern: String,
    /// The configuration file and the line that it stands in, when it comes from one.
    pub place: Option<(PathBuf, usize)>,
}

/// What brings a type in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A pattern matches it.
    Pattern {
        /// The pattern.
        pattern: AskedBy,
        /// The type that it matches.
        ty: String,
    },
    /// A lookup leads to it.
    Lookup {
        /// The lookup, as `Type.Name`.
        link: String,
        /// The type that it leads to.
        ty: String,
    },
    /// A column holds it.
    Column {
        /// The column, as `Type.Name`.
        column: String,
        /// The type that it holds.
        ty: String,
    },
    /// `processes` names the file of a process: each of those is generated.
    File {
        /// The file.
        file: PathBuf,
    },
}

/// Tells of each type that `glob` means, and of each process.
pub(crate) fn why(config: &Config, glob: &str) -> Result<(Vec<Why>, Report)> {
    let (processes, read) = show_processes(config, "*")?;
    let known: Vec<String> = processes.iter().map(|process| process.name.clone()).collect();
    let processes = processes.into_iter().filter(|process| glob::matches(glob, &process.name)).map(|process| Why {
        name: process.name,
        verdict: Verdict::Generated,
        steps: process.source.into_iter().map(|file| Step::File { file }).collect(),
    });
    let processes: Vec<Why> = processes.collect();
    // Where there are processes, there need not be a document.
    if config.metadata.is_none() && !known.is_empty() {
        let mut report = Report { diagnostics: Vec::new(), ..read };
        if processes.is_empty() {
            report.diagnostics.push(select::no_match(&Pattern::new(glob, None), known.iter().map(String::as_str)));
            return Err(Error::new(report));
        }
        return Ok((processes, report));
    }
    let generate::Read { model, mut report } = generate::model(config)?;
    if let Some(nothing) = generate::nothing_is_asked_for(config) {
        report.diagnostics.push(nothing);
        return Err(Error::new(report));
    }
    let selection = select::select(&model, &config.patterns, config.closure, &mut report.diagnostics);
    if report.has_errors() {
        return Err(Error::new(report));
    }
    let names = select::names(&model);
    let asked = asked(&model, &names, glob);
    if asked.is_empty() && processes.is_empty() {
        let known = names.iter().map(|(_, name)| *name).chain(known.iter().map(String::as_str));
        report.diagnostics.push(select::no_match(&Pattern::new(glob, None), known));
        return Err(Error::new(report));
    }
    // What would come if lookups were followed for ever tells how far what is left out is away.
    let mut unlimited = None;
    let mut whys = Vec::new();
    for id in asked {
        let of = |selection: &Selection| steps(config, &names, &report, selection, id);
        let (verdict, steps) = if selection.kept.contains_key(&id) {
            (Verdict::Generated, of(&selection))
        } else if let Some(&pattern) = selection.excluded.get(&id) {
            (Verdict::Excluded(asked_by(&config.patterns[pattern], &report)), Vec::new())
        } else {
            let all =
                unlimited.get_or_insert_with(|| select::select(&model, &config.patterns, u32::MAX, &mut Vec::new()));
            let steps = of(all);
            let lookups = steps.iter().filter(|step| matches!(step, Step::Lookup { .. })).count();
            (Verdict::NotAsked { closure: u32::try_from(lookups).ok().filter(|levels| *levels > 0) }, steps)
        };
        whys.push(Why { name: model.full_name(names[id].0, names[id].1), verdict, steps });
    }
    whys.extend(processes);
    Ok((whys, report))
}

/// From what was asked for down to the type of `id`.
fn steps(config: &Config, names: &Names<'_>, report: &Report, selection: &Selection, mut id: usize) -> Vec<Step> {
    let kept: &BTreeMap<usize, Reason> = &selection.kept;
    let mut steps = Vec::new();
    while let Some(reason) = kept.get(&id) {
        let ty = names[id].1.to_owned();
        let member = |owner: usize, name: &str| format!("{}.{name}", names[owner].1);
        let (step, owner) = match reason {
            Reason::Pattern(index) => (Step::Pattern { pattern: asked_by(&config.patterns[*index], report), ty }, None),
            Reason::Lookup(owner, link) => (Step::Lookup { link: member(*owner, link), ty }, Some(*owner)),
            Reason::Insisted => break,
            Reason::Column(owner, column) => (Step::Column { column: member(*owner, column), ty }, Some(*owner)),
        };
        steps.push(step);
        let Some(owner) = owner else { break };
        id = owner;
    }
    steps.reverse();
    steps
}

fn asked_by(pattern: &Pattern, report: &Report) -> AskedBy {
    let bang = if pattern.excludes { "!" } else { "" };
    let place = pattern.span.map(|span| {
        let source = report.sources.get(span.source);
        (source.path.clone(), source.location(span.range().start).line)
    });
    AskedBy { pattern: format!("{bang}{}", pattern.glob), place }
}
