//! The pipeline: read, resolve, select, plan, emit.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::config::{Config, Metadata};
use crate::csdl::{self, Document};
use crate::diagnostic::{Diagnostic, Report, Severity, code};
use crate::error::{Error, Result};
use crate::file::canonical;
use crate::model::{self, Model};
use crate::output::{self, Changes, Drift};
use crate::process::{self, Process};
use crate::profile::Profile;
use crate::schemas::EntityNames;
use crate::source::{SourceId, Span};
use crate::{cargo, emit, plan, schemas, select};

/// Generated files, not written yet.
#[derive(Debug)]
pub struct Generated {
    files: BTreeMap<String, String>,
    report: Report,
    output: Option<PathBuf>,
}

impl Generated {
    /// Path below the output folder, with `/`, and text of each file. `mod.rs` is the root of the tree.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// The warnings, and every input that was read.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Writes to the configured folder what differs there, and deletes what was generated before and is no more. Files that
    /// were not generated are never touched.
    ///
    /// # Errors
    /// When no folder is configured, the folder can't be written, or a file that was not generated is in the way.
    pub fn write(&self) -> Result<Changes> {
        self.write_to(self.output()?)
    }

    /// [`write`](Self::write) to another folder.
    ///
    /// # Errors
    /// As those of [`write`](Self::write).
    pub fn write_to(&self, folder: &Path) -> Result<Changes> {
        Ok(output::write(&self.files, folder)?)
    }

    /// From a build script: writes where `creatio_runtime::include_model!` looks, shows the warnings, and has cargo run the
    /// script again only when an input changes.
    ///
    /// # Errors
    /// When this is no build script (`OUT_DIR` is not set), or the folder can't be written.
    pub fn write_to_out_dir(&self) -> Result<Changes> {
        let out_dir = std::env::var_os("OUT_DIR").ok_or_else(|| {
            Diagnostic::error(code::INCOMPLETE_CONFIG, "`OUT_DIR` is not set")
                .help("cargo sets it for build scripts; elsewhere call `write`")
        })?;
        cargo::rerun_if_changed(&self.report);
        cargo::tell(&self.report);
        cargo::failed(self.write_to(&Path::new(&out_dir).join("creatio")))
    }

    /// How the configured folder differs from what would be written. Writes nothing.
    ///
    /// # Errors
    /// When no folder is configured or it can't be read.
    pub fn check(&self) -> Result<Vec<Drift>> {
        Ok(output::drift(&self.files, self.output()?)?)
    }

    /// The configured folder.
    ///
    /// # Errors
    /// When there is none.
    pub fn output(&self) -> Result<&Path> {
        self.output.as_deref().ok_or_else(|| {
            Error::from(
                Diagnostic::error(code::INCOMPLETE_CONFIG, "no output folder is named")
                    .help("set `output = \"…\"` in creatio.toml, or give `--out DIR`; with a build.rs nothing needs generating by hand"),
            )
        })
    }
}

/// A whole document, resolved.
pub(crate) struct Read {
    pub(crate) model: Model,
    pub(crate) report: Report,
}

/// Reads the document and applies the profile.
pub(crate) fn model(config: &Config) -> Result<Read> {
    let metadata = config.required_metadata()?;
    let mut report = Report { diagnostics: Vec::new(), sources: config.sources.clone() };
    match read_model(config, metadata, &mut report) {
        Some((model, _)) if !report.has_errors() => Ok(Read { model, report }),
        _ => Err(Error::new(report)),
    }
}

/// The document with the profile applied; when it is wrong, the report says so.
pub(crate) fn read_model(config: &Config, metadata: &Metadata, report: &mut Report) -> Option<(Model, Profile)> {
    let documents = load(report, metadata);
    let is_whole = !report.has_errors();
    let read: Vec<Document<'_>> =
        documents.iter().filter_map(|&source| csdl::read(&report.sources, source, &mut report.diagnostics)).collect();
    // When a document is not even CSDL, what it fails to declare would be complained about a hundred times.
    if !is_whole || read.len() != documents.len() {
        return None;
    }
    let mut model = model::build(&read, &mut report.diagnostics);
    drop(read);
    if report.has_errors() {
        return None;
    }
    let profile = config.profile.unwrap_or_else(|| Profile::detect(&model));
    profile.apply(&mut model);
    Some((model, profile))
}

/// Business processes, and the names of the entities that they refer to.
pub(crate) struct Processes {
    pub(crate) all: Vec<Process>,
    pub(crate) entities: EntityNames,
    /// Whether all that were asked for could be read.
    pub(crate) is_whole: bool,
}

/// Reads the processes and what they refer to.
pub(crate) fn processes(config: &Config, report: &mut Report) -> Processes {
    let before = report.diagnostics.len();
    let entities = schemas::load(&config.schemas, report);
    let read = process::load(&config.processes, &config.culture, report);
    let all = process::base_names(read, &report.sources, &mut report.diagnostics);
    process::check_cultures(&all, &config.culture, &mut report.diagnostics);
    let is_whole = report.diagnostics[before..].iter().all(|one| one.severity != Severity::Error);
    Processes { all, entities, is_whole }
}

/// Generates what was asked for.
pub(crate) fn generate(config: &Config) -> Result<Generated> {
    let mut report = Report { diagnostics: Vec::new(), sources: config.sources.clone() };
    // Processes need no document.
    let read = match config.patterns.is_empty() && !config.processes.is_empty() {
        true => Some((Model::without_types(), config.profile.unwrap_or(Profile::Creatio))),
        false => read_model(config, config.required_metadata()?, &mut report),
    };
    let processes = processes(config, &mut report);
    let Some((model, profile)) = read else { return Err(Error::new(report)) };
    if let Some(nothing) = nothing_is_asked_for(config) {
        report.diagnostics.push(nothing);
        return Err(Error::new(report));
    }
    config.options.renames.check(&model, &processes, &mut report.diagnostics);
    let narrow = match config.patterns.is_empty() {
        true => model,
        false => select::select(&model, &config.patterns, config.closure, &mut report.diagnostics)
            .narrow(&model, &mut report.diagnostics),
    };
    let plan = plan::plan(&narrow, &processes, profile, &config.options, &mut report.diagnostics);
    if report.has_errors() {
        return Err(Error::new(report));
    }
    Ok(Generated { files: emit::emit(&plan), report, output: config.output.clone() })
}

pub(crate) fn nothing_is_asked_for(config: &Config) -> Option<Diagnostic> {
    if config.patterns.iter().any(|pattern| !pattern.excludes) {
        return None;
    }
    Some(match config.patterns.first() {
        None if !config.processes.is_empty() => return None,
        None => Diagnostic::error(code::INCOMPLETE_CONFIG, "nothing is asked for").help(
            "name entities in `entities` of creatio.toml, or processes in `processes`, or give `--entity GLOB` or `--all`; \
             `creatio-codegen list` shows what there is",
        ),
        Some(first) => Diagnostic::error(code::INCOMPLETE_CONFIG, "nothing is asked for but exclusions")
            .maybe_at(first.span)
            .help("add what they are taken out of, such as \"*\""),
    })
}

/// More references than any real document has.
const MAX_DOCUMENTS: usize = 100;

/// Reads the document and what it refers to, as far as that lies beside it. Nothing is fetched, and no path leads out of
/// the document's folder.
fn load(report: &mut Report, metadata: &Metadata) -> Vec<SourceId> {
    let Report { sources, diagnostics } = report;
    let Metadata { path, bytes, span } = metadata;
    let first = match bytes {
        Some(bytes) => sources.add(path, bytes.clone()),
        None => {
            sources.read(path).map_err(|diagnostic| if path.exists() { diagnostic } else { missing(diagnostic, *span) })
        }
    };
    let mut loaded: Vec<SourceId> =
        first.map_err(|diagnostic| diagnostics.push(diagnostic.maybe_at(*span))).into_iter().collect();
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut seen = vec![canonical(path)];
    let mut next = 0;
    while let Some(&source) = loaded.get(next) {
        next += 1;
        for (uri, span) in csdl::references(sources, source) {
            let Some(path) = beside(&folder, &uri) else { continue };
            let file = canonical(&path);
            if seen.contains(&file) {
                continue;
            }
            if seen.len() == MAX_DOCUMENTS {
                let message =
                    format!("at most {MAX_DOCUMENTS} documents are read; this one and those behind it are not");
                let help = "say what you need in fewer documents";
                diagnostics.push(Diagnostic::error(code::TOO_LARGE, message).at(span).help(help));
                return loaded;
            }
            match sources.read(&path) {
                Ok(source) => loaded.push(source),
                Err(diagnostic) => diagnostics.push(diagnostic.at(span)),
            }
            seen.push(file);
        }
    }
    loaded
}

/// A document that is not there is mostly one that nobody has saved yet.
fn missing(diagnostic: Diagnostic, span: Option<Span>) -> Diagnostic {
    diagnostic.help(match span {
        Some(_) => "`creatio-codegen fetch` saves the document of an instance there; the path is relative to the configuration file",
        None => "`creatio-codegen fetch` saves the document of an instance; the path is relative to the current folder",
    })
}

/// The file that a reference means: at its relative path or, when that leads elsewhere, of its last part's name. A link to
/// another folder leads elsewhere too.
fn beside(folder: &Path, uri: &str) -> Option<PathBuf> {
    let uri = uri.split(['?', '#']).next()?;
    let inside =
        |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let home = canonical(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let candidates = [uri, uri.rsplit('/').next()?];
    let files = candidates.iter().filter(|path| !path.is_empty() && inside(path)).map(|path| folder.join(path));
    files.into_iter().find(|path| path.is_file() && canonical(path).starts_with(&home))
}
