//! What can be asked for: the library of processes and the log, as rows of columns by their paths.

use serde_json::{Value, json};

use crate::process::{Entry, Process, Registry, Version};

/// A row: columns by the path that a query names them by.
pub(super) type Row = Vec<(&'static str, Value)>;

/// All rows of a schema; nothing when there is none of the name.
pub(super) fn of(root: &str, registry: &Registry) -> Option<Vec<Row>> {
    Some(match root {
        "VwProcessLib" => registry.processes.iter().flat_map(library).collect(),
        "SysProcessLog" | "VwSysProcessLog" => registry.log().iter().map(|entry| logged(entry, registry)).collect(),
        _ => return None,
    })
}

/// Versions are schemas of one flat family (pull request 1410 of the vendor's command line tool).
fn library(process: &Process) -> impl Iterator<Item = Row> + '_ {
    process.versions.iter().enumerate().map(|(number, version)| listed(process, version, number))
}

fn listed(process: &Process, version: &Version, number: usize) -> Row {
    let is_last = number + 1 == process.versions.len();
    let base = &process.versions[0];
    let (id, uid) = (version.row_id().to_string(), version.uid().to_string());
    vec![
        ("Id", json!(id)),
        ("UId", json!(uid)),
        ("SysSchemaId", json!(id)),
        ("Name", json!(version.name)),
        ("Caption", json!(process.title())),
        ("Description", json!("")),
        ("ManagerName", json!("ProcessSchemaManager")),
        ("TagProperty", json!("Business Process")),
        ("Version", json!(number)),
        ("IsActiveVersion", json!(is_last)),
        ("IsMaxVersion", json!(is_last)),
        ("Enabled", json!(process.enabled)),
        ("HasStartEvent", json!(process.start != crate::process::Start::AutomaticOnly)),
        ("VersionParentId", json!(base.row_id().to_string())),
        ("VersionParentUId", json!(base.uid().to_string())),
    ]
}

fn logged(entry: &Entry, registry: &Registry) -> Row {
    let process = &registry.processes[entry.process];
    let status = json!({ "value": entry.status.row(), "displayValue": entry.status.name(), "primaryImageValue": "" });
    let schema = json!({ "value": process.active().row_id().to_string(), "displayValue": process.title() });
    vec![
        ("Id", json!(entry.id.to_string())),
        ("Name", json!(process.title())),
        ("SysSchema", schema),
        ("SysSchema.Name", json!(process.active().name)),
        ("Status", status),
        ("Status.Value", json!(entry.status as i32)),
        ("StartDate", clock(Some(&entry.started))),
        ("CompleteDate", clock(entry.completed.as_deref())),
        ("ErrorDescription", json!(entry.error.as_deref().unwrap_or_default())),
        ("Owner", json!({ "value": entry.owner, "displayValue": entry.owner })),
    ]
}

/// By the clock of the user, without a zone, to the millisecond; here that is UTC.
fn clock(stored: Option<&str>) -> Value {
    stored.map_or(Value::Null, |stored| json!(stored.get(..23).unwrap_or(stored)))
}
