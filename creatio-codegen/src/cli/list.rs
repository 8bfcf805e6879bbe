//! `list`

use std::borrow::Cow;

use clap::Args;
use creatio_codegen::inspect::Shown;
use creatio_codegen::model::{Model, StructuredType};
use creatio_codegen::{Error, Result};
use serde::Serialize;

use super::table::{one_line, table};
use super::{Console, Input, Outcome};

#[derive(Args)]
pub(super) struct Options {
    /// Show only those whose name matches this glob, or with !GLOB those that do not
    pattern: Option<String>,
    /// List the business processes that the configuration names, in place of entities
    #[arg(long, conflicts_with_all = ["entities", "all"])]
    processes: bool,
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

/// One process as it is listed.
#[derive(Serialize)]
struct ProcessRow<'s> {
    name: &'s str,
    caption: Option<&'s str>,
    inputs: usize,
    outputs: usize,
    file: Option<Cow<'s, str>>,
}

pub(super) fn run(options: &Options, console: &Console) -> Result<Outcome> {
    if options.processes {
        return processes(options, console);
    }
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

fn processes(options: &Options, console: &Console) -> Result<Outcome> {
    let config = options.input.config()?;
    let (shown, report) = config.show_processes(options.pattern.as_deref().unwrap_or("*"))?;
    console.report(&report);
    if let (Some(pattern), true) = (&options.pattern, shown.is_empty()) {
        let (all, _) = config.show_processes("*")?;
        return Err(Error::no_match(pattern, all.iter().map(|one| one.name.as_str())));
    }
    let rows: Vec<ProcessRow<'_>> = shown.iter().map(process_row).collect();
    console.result(|| process_text(&rows), || &rows)?;
    Ok(Outcome::Done)
}

fn process_row(shown: &Shown) -> ProcessRow<'_> {
    // Item properties belong to their parameters.
    let own = || shown.parameters.iter().filter(|one| !one.name.contains('.'));
    ProcessRow {
        name: &shown.name,
        caption: shown.caption.as_deref(),
        inputs: own().filter(|one| one.input.is_some()).count(),
        outputs: own().filter(|one| one.output.is_some()).count(),
        file: shown.source.as_ref().map(|path| path.to_string_lossy()),
    }
}

fn process_text(rows: &[ProcessRow<'_>]) -> String {
    let or_none = |text: Option<&str>| text.map_or("-".to_owned(), one_line);
    let cells = |row: &ProcessRow<'_>| {
        let counts = [row.inputs, row.outputs].map(|count| count.to_string());
        let [inputs, outputs] = counts;
        [row.name.to_owned(), inputs, outputs, or_none(row.caption), or_none(row.file.as_deref())]
    };
    let rows: Vec<_> = rows.iter().map(cells).collect();
    let processes = if rows.len() == 1 { "process" } else { "processes" };
    format!("{}{} {processes}\n", table(["PROCESS", " IN", " OUT", "CAPTION", "FILE"], &rows), rows.len())
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
