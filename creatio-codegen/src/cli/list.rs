//! `list`

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use creatio_codegen::model::{Model, StructuredType, TypeId};
use creatio_codegen::{Error, Result};
use serde::Serialize;

use super::{Input, Outcome, print, show};

#[derive(Args)]
pub(super) struct Options {
    /// Show only entities whose name matches this glob
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
    let mut rows: Vec<Row<'_>> = model
        .entities()
        .filter(|(_, ty)| options.pattern.as_ref().is_none_or(|glob| model.name_matches(ty.schema, &ty.name, glob)))
        .map(|(id, ty)| row(&model, id, ty))
        .collect();
    rows.sort_by_key(|row| (row.name, row.namespace));
    if let (Some(pattern), true) = (&options.pattern, rows.is_empty()) {
        return Err(Error::no_match(pattern, model.entities().map(|(_, ty)| ty.name.as_str())));
    }
    match options.format {
        Format::Text => print(&table(&rows))?,
        Format::Json => print(&format!("{}\n", serde_json::to_string_pretty(&rows).map_err(std::io::Error::from)?))?,
    }
    Ok(Outcome::Done)
}

fn row<'m>(model: &'m Model, id: TypeId, ty: &'m StructuredType) -> Row<'m> {
    let sets = model.sets.iter().filter(|set| set.ty == id && !set.is_singleton);
    let details = ty.links.iter().filter(|link| link.many).count();
    Row {
        name: &ty.name,
        namespace: &model.schemas[ty.schema.0],
        set: sets.map(|set| set.name.as_str()).min_by_key(|name| (*name != ty.name, *name)),
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
