//! `list`

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use creatio_codegen::model::{Model, StructuredType};
use creatio_codegen::{Error, Result};
use serde::Serialize;

use super::{Input, Outcome, print, show};

#[derive(Args)]
pub(super) struct Options {
    /// Show only entities whose name matches this glob, or with !GLOB those that do not
    pattern: Option<String>,
    /// A table for people or JSON for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    input: Input,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// One entity as it is listed.
#[derive(Serialize)]
struct Row<'m> {
    name: &'m str,
    namespace: &'m str,
    set: Option<&'m str>,
    key: &'m [String],
    columns: usize,
    lookups: usize,
    details: usize,
}

pub(super) fn run(options: &Options) -> Result<Outcome> {
    let (model, report) = options.input.config()?.model()?;
    show(&report);
    let sets = model.main_sets();
    let patterns: Vec<&str> = options.pattern.iter().chain(&options.input.entities).map(String::as_str).collect();
    let mut rows: Vec<Row<'_>> = model
        .entities()
        .filter(|(_, ty)| is_asked_for(&model, ty, &patterns))
        .map(|(id, ty)| row(&model, ty, sets[id.0].map(|set| set.name.as_str())))
        .collect();
    rows.sort_by_key(|row| (row.name, row.namespace));
    if let (Some(pattern), true) = (patterns.first(), rows.is_empty()) {
        return Err(Error::no_match(pattern, model.entities().map(|(_, ty)| ty.name.as_str())));
    }
    match options.format {
        Format::Text => print(&table(&rows))?,
        Format::Json => print(&format!("{}\n", serde_json::to_string_pretty(&rows).map_err(std::io::Error::from)?))?,
    }
    Ok(Outcome::Done)
}

/// Whether some pattern matches and none with a `!` does; without a plain one, all are asked for.
fn is_asked_for(model: &Model, ty: &StructuredType, patterns: &[&str]) -> bool {
    let matches = |glob: &str| model.name_matches(ty.schema, &ty.name, glob);
    let (excludes, includes): (Vec<&str>, Vec<&str>) = patterns.iter().partition(|pattern| pattern.starts_with('!'));
    let included = includes.is_empty() || includes.iter().any(|glob| matches(glob));
    included && !excludes.iter().any(|glob| matches(&glob[1..]))
}

fn row<'m>(model: &'m Model, ty: &'m StructuredType, set: Option<&'m str>) -> Row<'m> {
    let details = ty.links.iter().filter(|link| link.many).count();
    Row {
        name: &ty.name,
        namespace: &model.schemas[ty.schema.0],
        set,
        key: &ty.key,
        columns: ty.properties.len(),
        lookups: ty.links.len() - details,
        details,
    }
}

fn table(rows: &[Row<'_>]) -> String {
    let key = |row: &Row<'_>| if row.key.is_empty() { "-".to_owned() } else { row.key.join(", ") };
    let width = |title: &str, cells: &mut dyn Iterator<Item = usize>| cells.max().unwrap_or(0).max(title.len()).min(60);
    let chars = |text: &str| text.chars().count();
    let name = width("ENTITY", &mut rows.iter().map(|row| chars(row.name)));
    let set = width("SET", &mut rows.iter().map(|row| chars(row.set.unwrap_or("-"))));
    let keys = width("KEY", &mut rows.iter().map(|row| chars(&key(row))));
    let mut out = String::new();
    let _ = writeln!(out, "{:name$}  {:set$}  {:keys$}  COLUMNS  LOOKUPS  DETAILS", "ENTITY", "SET", "KEY");
    for row in rows {
        let (entity, of_set, key) = (row.name, row.set.unwrap_or("-"), key(row));
        let _ = writeln!(
            out,
            "{entity:name$}  {of_set:set$}  {key:keys$}  {:7}  {:7}  {:7}",
            row.columns, row.lookups, row.details
        );
    }
    let _ = writeln!(out, "{} entities", rows.len());
    out
}
