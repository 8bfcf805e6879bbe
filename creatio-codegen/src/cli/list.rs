//! `list`

use clap::Args;
use creatio_codegen::model::{Model, StructuredType};
use creatio_codegen::{Error, Result};
use serde::Serialize;

use super::table::table;
use super::{Console, Input, Outcome};

#[derive(Args)]
pub(super) struct Options {
    /// Show only entities whose name matches this glob, or with !GLOB those that do not
    pattern: Option<String>,
    #[command(flatten)]
    input: Input,
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

pub(super) fn run(options: &Options, console: &Console) -> Result<Outcome> {
    let (model, report) = options.input.config()?.model()?;
    console.report(&report);
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
    console.result(|| text(&rows), || &rows)?;
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

fn text(rows: &[Row<'_>]) -> String {
    let cells = |row: &Row<'_>| {
        let key = if row.key.is_empty() { "-".to_owned() } else { row.key.join(", ") };
        let counts = [row.columns, row.lookups, row.details].map(|count| count.to_string());
        let [columns, lookups, details] = counts;
        [row.name.to_owned(), row.set.unwrap_or("-").to_owned(), key, columns, lookups, details]
    };
    let rows: Vec<_> = rows.iter().map(cells).collect();
    let titles = ["ENTITY", "SET", "KEY", " COLUMNS", " LOOKUPS", " DETAILS"];
    let entities = if rows.len() == 1 { "entity" } else { "entities" };
    format!("{}{} {entities}\n", table(titles, &rows), rows.len())
}
