//! `creatio.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use super::{Config, Metadata};
use crate::diagnostic::{Diagnostic, Report, code};
use crate::error::{Error, Result};
use crate::plan::Derive;
use crate::profile::Profile;
use crate::select::Pattern;
use crate::source::{SourceId, Sources, Span};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    metadata: Option<PathBuf>,
    #[serde(default)]
    entities: Vec<Spanned<String>>,
    #[serde(default)]
    closure: u32,
    output: Option<PathBuf>,
    profile: Option<Profile>,
    derive: Option<Vec<Derive>>,
    #[serde(default)]
    rename: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    types: BTreeMap<String, Spanned<String>>,
    processes: Option<Spanned<IgnoredAny>>,
    lookups: Option<Spanned<IgnoredAny>>,
    schemas: Option<Spanned<IgnoredAny>>,
}

/// The types that columns of each date type have; others may follow.
const DATE_TYPES: [&str; 6] =
    ["Edm.Date", "Edm.DateTime", "Edm.DateTimeOffset", "Edm.Duration", "Edm.Time", "Edm.TimeOfDay"];

pub(super) fn read(path: &Path) -> Result<Config> {
    let mut sources = Sources::default();
    let source = sources.read(path)?;
    let parsed = toml::from_str::<File>(&sources.get(source).text);
    let (file, diagnostics) = match parsed {
        Ok(file) => {
            let diagnostics = not_yet(&file, source);
            (file, diagnostics)
        }
        Err(error) => {
            let diagnostic = Diagnostic::error(code::BAD_CONFIG, error.message().trim_end());
            let diagnostic = match error.span() {
                Some(range) => diagnostic.at(Span::new(source, range)),
                None => diagnostic,
            };
            return Err(Error::new(Report { diagnostics: vec![diagnostic], sources }));
        }
    };
    let config = config(file, path.parent().unwrap_or(Path::new("")), source, sources);
    if diagnostics.is_empty() {
        return Ok(config);
    }
    Err(Error::new(Report { diagnostics, sources: config.sources }))
}

fn config(file: File, folder: &Path, source: SourceId, sources: Sources) -> Config {
    let mut config = Config { sources, ..Config::new() };
    config.metadata = file.metadata.map(|path| Metadata { path: folder.join(path), bytes: None });
    config.output = file.output.map(|path| folder.join(path));
    config.patterns = file
        .entities
        .iter()
        .map(|pattern| Pattern::new(pattern.get_ref(), Some(Span::new(source, pattern.span()))))
        .collect();
    config.closure = file.closure;
    config.profile = file.profile;
    if let Some(derives) = file.derive {
        config.options.derives = derives;
    }
    for (wire, ident) in file.rename {
        let span = Span::new(source, ident.span());
        config.options.renames.insert(wire, ident.into_inner(), Some(span));
    }
    config
}

/// Keys and values that are announced but do nothing yet are refused, not ignored.
fn not_yet(file: &File, source: SourceId) -> Vec<Diagnostic> {
    let keys = [
        ("processes", &file.processes, "business processes"),
        ("lookups", &file.lookups, "rows of lookup tables"),
        ("schemas", &file.schemas, "entity schemas"),
    ];
    let keys = keys.into_iter().filter_map(|(key, value, what)| {
        let message = format!("`{key}` is not supported yet: this version generates nothing from {what}");
        Some(
            Diagnostic::error(code::NOT_YET, message)
                .at(Span::new(source, value.as_ref()?.span()))
                .help("take the key out"),
        )
    });
    let types =
        file.types.iter().filter(|(edm, rust)| !(DATE_TYPES.contains(&edm.as_str()) && rust.get_ref() == "jiff")).map(
            |(edm, rust)| {
                let message = format!("`{edm}` as `{}` is not supported yet", rust.get_ref());
                Diagnostic::error(code::NOT_YET, message)
                    .at(Span::new(source, rust.span()))
                    .help("only dates can be mapped, and only to \"jiff\", which is what they are anyway")
            },
        );
    keys.chain(types).collect()
}
