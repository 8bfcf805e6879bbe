//! `creatio.toml`. All that is wrong with it is told at once.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::value::{Given, Read, a_list, a_number, a_table, a_text, one_of};
use super::{Config, Metadata};
use crate::diagnostic::{Diagnostic, Report, code, did_you_mean};
use crate::error::{Error, Result};
use crate::paths::PathPattern;
use crate::plan::Derive;
use crate::process::Culture;
use crate::profile::Profile;
use crate::select::Pattern;
use crate::source::{Source, SourceId, Sources, Span};

/// Every key, the ones that do nothing yet among them.
const KEYS: [&str; 12] = [
    "metadata",
    "entities",
    "closure",
    "output",
    "profile",
    "derive",
    "rename",
    "types",
    "processes",
    "schemas",
    "culture",
    "lookups",
];

pub(super) fn read(path: &Path) -> Result<Config> {
    let mut sources = Sources::default();
    let source = sources.read(path).map_err(|diagnostic| match path.exists() {
        true => diagnostic,
        false => diagnostic.help("`creatio-codegen init` writes one; the path is relative to the current folder"),
    })?;
    let mut config = Config::new();
    let mut diagnostics = Vec::new();
    let (table, errors) = DeTable::parse_recoverable(&sources.get(source).text);
    if errors.is_empty() {
        let folder = path.parent().unwrap_or(Path::new(""));
        for (key, value) in table.get_ref() {
            let key_span = Span::new(source, key.span());
            let given = Given { key: key.get_ref(), key_span, value, source, example: None };
            if let Err(found) = set(&mut config, folder, &given) {
                diagnostics.extend(found);
            }
        }
        diagnostics.sort_by_key(|one| one.places.first().map(|(span, _)| span.range().start));
    }
    diagnostics.extend(not_toml(errors, sources.get(source), source));
    drop(table);
    if diagnostics.is_empty() {
        return Ok(Config { sources, ..config });
    }
    Err(Error::new(Report { diagnostics, sources }))
}

/// The first mistake of each line: what follows on it is mostly the same mistake again.
fn not_toml(mut errors: Vec<toml::de::Error>, text: &Source, source: SourceId) -> Vec<Diagnostic> {
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    errors.sort_by_key(start);
    errors.dedup_by_key(|error| text.location(start(error)).line);
    let tell = |error: &toml::de::Error| {
        Diagnostic::error(code::BAD_CONFIG, error.message().trim_end())
            .maybe_at(error.span().map(|range| Span::new(source, range)))
            .help("`creatio-codegen init` writes a file to start from; what TOML allows is told at https://toml.io")
    };
    errors.iter().map(tell).collect()
}

/// Takes one key over into `config`.
fn set(config: &mut Config, folder: &Path, given: &Given<'_, '_>) -> Read<()> {
    match given.key {
        "metadata" => {
            let path = folder.join(a_text(given)?);
            config.metadata = Some(Metadata { path, bytes: None, span: Some(given.span()) });
        }
        "output" => config.output = Some(folder.join(a_text(given)?)),
        "entities" => {
            let patterns =
                a_list(given, "[\"Contact\", \"Usr*\"]", |item| Ok(Pattern::new(a_text(item)?, Some(item.span()))))?;
            config.patterns = patterns;
        }
        "closure" => config.closure = a_number(given)?,
        "profile" => config.profile = Some(one_of(given, &Profile::NAMES)?),
        "derive" => {
            config.options.derives = a_list(given, "[\"Clone\", \"Debug\"]", |item| one_of(item, &Derive::NAMES))?;
        }
        "rename" => {
            for (wire, ident) in a_table(given, "[rename]", "\"Contact.Type\" = \"contact_type\"")? {
                let places = Some((ident.key_span, ident.span()));
                config.options.renames.insert(wire.to_owned(), a_text(&ident)?.to_owned(), places);
            }
        }
        "types" => {
            let types = a_table(given, "[types]", "\"Edm.Date\" = \"jiff\"")?;
            let wrong: Vec<Diagnostic> =
                types.iter().filter_map(|(edm, rust)| mapped(edm, rust).err()).flatten().collect();
            return if wrong.is_empty() { Ok(()) } else { Err(wrong) };
        }
        "processes" => config.processes = paths(given, folder, "[\"creatio/processes/*.json\"]")?,
        "schemas" => config.schemas = paths(given, folder, "[\"creatio/schemas/*.json\"]")?,
        "culture" => config.culture = Culture::chosen(a_text(given)?.to_owned(), Some(given.span())),
        "lookups" => return Err(not_yet(given, "rows of lookup tables")),
        unknown => {
            let diagnostic =
                Diagnostic::error(code::BAD_CONFIG, format!("there is no key `{unknown}`")).at(given.key_span);
            let known = format!("the keys are {}", KEYS.map(|key| format!("`{key}`")).join(", "));
            return Err(vec![diagnostic.help(known).maybe_help(did_you_mean(unknown, KEYS))]);
        }
    }
    Ok(())
}

/// Globs over paths that are relative to `folder`.
fn paths(given: &Given<'_, '_>, folder: &Path, example: &str) -> Read<Vec<PathPattern>> {
    a_list(given, example, |item| Ok(PathPattern::new(folder, a_text(item)?, Some(item.span()))))
}

/// What is announced but does nothing yet is refused, not ignored.
fn not_yet(given: &Given<'_, '_>, what: &str) -> Vec<Diagnostic> {
    let message = format!("`{}` is not supported yet: this version generates nothing from {what}", given.key);
    vec![Diagnostic::error(code::NOT_YET, message).at(given.span()).help("take the key out")]
}

/// The types that columns of each date type have; others may follow.
const DATE_TYPES: [&str; 6] =
    ["Edm.Date", "Edm.DateTime", "Edm.DateTimeOffset", "Edm.Duration", "Edm.Time", "Edm.TimeOfDay"];

fn mapped(edm: &str, rust: &Given<'_, '_>) -> Read<()> {
    let name = a_text(rust)?;
    if DATE_TYPES.contains(&edm) && name == "jiff" {
        return Ok(());
    }
    Err(vec![
        Diagnostic::error(code::NOT_YET, format!("`{edm}` as `{name}` is not supported yet"))
            .at(rust.span())
            .help("only dates can be mapped, and only to \"jiff\", which is what they are anyway"),
    ])
}

/// What the file says of one key.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;
