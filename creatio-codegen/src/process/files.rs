//! The files that processes are read from.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::captions::Culture;
use super::schema::{MANAGER, Schema, other_manager};
use super::{package, reply};
use crate::diagnostic::{Diagnostic, Report, code};
use crate::json;
use crate::paths::{self, Found, PathPattern};
use crate::source::Sources;

/// Reads what the patterns match: a folder is a schema of a package, a file a saved reply.
pub(crate) fn load(patterns: &[PathPattern], culture: &Culture, report: &mut Report) -> Vec<Schema> {
    let Report { diagnostics, sources } = report;
    let found = paths::expand(patterns, sources, diagnostics);
    let mut used = BTreeSet::new();
    let mut schemas = Vec::new();
    for one in &found {
        let read = match one.path.is_dir() {
            true => folder(sources, one, culture, diagnostics),
            false => file(sources, one, culture, diagnostics).map(Some),
        };
        match read {
            // Other schemas of a package match its globs, too.
            Ok(None) => {}
            Ok(Some(schema)) => {
                used.insert(one.pattern);
                schemas.extend(schema);
            }
            Err(diagnostic) => {
                used.insert(one.pattern);
                diagnostics.push(diagnostic.maybe_at(patterns[one.pattern].span()));
            }
        }
    }
    if found.is_empty() && !patterns.is_empty() && !diagnostics.iter().any(|one| one.code == code::NO_MATCH) {
        let excludes = patterns.iter().find(|pattern| pattern.excludes()).and_then(PathPattern::span);
        diagnostics.push(
            Diagnostic::error(code::NOTHING_LEFT, "no process is left: every file that matches is excluded again")
                .maybe_at(excludes)
                .help("name files or folders that it does not match"),
        );
    }
    for index in found.iter().map(|one| one.pattern).collect::<BTreeSet<_>>().difference(&used) {
        let pattern = &patterns[*index];
        let message = format!("the pattern `{}` matches folders, and none is that of a process", pattern.text());
        diagnostics.push(Diagnostic::error(code::NO_MATCH, message).maybe_at(pattern.span()).help(
            "the folder of a process holds a metadata.json and a descriptor.json that names ProcessSchemaManager",
        ));
    }
    schemas
}

/// What is wrong inside of a file has been told when there is no schema.
type Read = Option<Schema>;

fn file(
    sources: &mut Sources,
    found: &Found,
    culture: &Culture,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Read, Diagnostic> {
    let source = sources.read(&found.path)?;
    Ok(reply::read(sources, source, culture, diagnostics))
}

/// Reads the folder of a schema, or passes it over when it is that of another kind of schema and came by a glob.
fn folder(
    sources: &mut Sources,
    found: &Found,
    culture: &Culture,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Read>, Diagnostic> {
    let path = |name: &str| found.path.join(name);
    if !path("metadata.json").is_file() || !path("descriptor.json").is_file() {
        if found.by_glob {
            return Ok(None);
        }
        let message = format!("`{}` is no folder of a schema", found.path.display());
        return Err(Diagnostic::error(code::NOT_A_PROCESS, message)
            .help("the folder of a schema holds a metadata.json and a descriptor.json"));
    }
    let descriptor = sources.read(&path("descriptor.json"))?;
    match json::parse(sources, descriptor) {
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return Ok(Some(None));
        }
        Ok(json) => match package::manager(json.root()) {
            Some(manager) if manager.text() == Some(MANAGER) => {}
            _ if found.by_glob => return Ok(None),
            Some(manager) => {
                diagnostics.push(other_manager(manager));
                return Ok(Some(None));
            }
            None => {
                let diagnostic = Diagnostic::error(code::NOT_A_PROCESS, "the descriptor names no `ManagerName`");
                diagnostics.push(diagnostic.at(json.root().start()).help("check the file out again"));
                return Ok(Some(None));
            }
        },
    }
    let metadata = sources.read(&path("metadata.json"))?;
    let properties = path("properties.json");
    let properties = properties.is_file().then(|| sources.read(&properties)).transpose()?;
    let cultures = resources(&found.path);
    let file = |choice: &str| cultures.iter().find(|(culture, _)| culture == choice);
    let texts = culture.choices().filter_map(file).map(|(_, path)| sources.read(path)).collect::<Result<_, _>>()?;
    let cultures = cultures.into_iter().map(|(culture, _)| culture).collect();
    let files = package::Files { metadata, properties, resources: texts, cultures };
    Ok(Some(package::read(sources, &files, diagnostics)))
}

/// Cultures and files of the texts of a schema: `../../Resources/<Schema>.Process/resource.<culture>.xml`.
fn resources(schema: &Path) -> Vec<(String, PathBuf)> {
    let Some(name) = schema.file_name() else { return Vec::new() };
    let mut parts = schema.components().rev();
    let is_plain = [parts.next(), parts.next()].iter().all(|part| matches!(part, Some(Component::Normal(_))));
    let package = match schema.parent().and_then(Path::parent) {
        Some(package) if is_plain => package.to_owned(),
        _ => schema.join("../.."),
    };
    let folder = package.join("Resources").join(format!("{}.Process", name.to_string_lossy()));
    let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
    let culture = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let culture = name.strip_prefix("resource.")?.strip_suffix(".xml")?.to_owned();
        Some((culture, entry.path()))
    };
    let mut found: Vec<_> = entries.filter_map(culture).collect();
    found.sort();
    found
}
