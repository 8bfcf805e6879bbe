//! What tells a row from others: its key as a URL has it, and its version.

use rusqlite::types::ValueRef;

use super::value::{Style, raw};
use crate::model::{Kind, Table};

/// What stands between the parentheses of a row's address, as in `Code='a''b',Number=1`. Nothing is encoded.
pub(crate) fn predicate<'v>(table: &Table, values: impl Iterator<Item = ValueRef<'v>>) -> String {
    let columns = table.keys.iter().map(|key| &table.columns[*key]);
    let parts = columns.zip(values).map(|(column, value)| {
        let shown = raw(&column.kind, value, Style::default()).unwrap_or_default();
        let literal = match &column.kind {
            Kind::Text => format!("'{}'", shown.replace('\'', "''")),
            Kind::Enum(name, _) => format!("{name}'{shown}'"),
            Kind::Duration => format!("duration'{shown}'"),
            _ => shown,
        };
        if table.keys.len() > 1 { format!("{}={literal}", column.name) } else { literal }
    });
    parts.collect::<Vec<_>>().join(",")
}

/// The version of a row, as `ETag` and `@odata.etag` have it.
pub(crate) fn etag(version: i64) -> String {
    format!("W/\"{version}\"")
}
