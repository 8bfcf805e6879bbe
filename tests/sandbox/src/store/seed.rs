//! Rows that the database begins with.

use rusqlite::Connection;

use super::inserter::Inserter;
use super::{column_name, table_name};
use crate::model::Model;

/// Where rows come from.
pub(crate) enum Rows {
    /// JSON text: an array of rows, or a reply whose `value` is one. Numbers keep their digits.
    Json(String),
    /// Rows made one by one.
    Values(Box<dyn Iterator<Item = serde_json::Value> + Send>),
    /// Many alike, made by the database.
    Repeat { count: u64, row: serde_json::Value },
}

/// Rows for an entity set.
pub(crate) struct Seed {
    pub(crate) set: String,
    pub(crate) rows: Rows,
    /// What messages call them: the file, or the set.
    pub(crate) origin: String,
}

impl Seed {
    /// Inserts the rows, all or none. The error names origin, row and column.
    pub(crate) fn insert(self, model: &Model, connection: &mut Connection, empties: bool) -> Result<(), String> {
        let at = model.known_set(&self.set).map_err(|error| format!("{}: {error}", self.origin))?;
        let table = &model.tables[at];
        let database = |error: rusqlite::Error| format!("{}: {error}", self.origin);
        let transaction = connection.transaction().map_err(database)?;
        let last = format!("SELECT COALESCE(MAX(rowid), 0) FROM {}", table_name(at));
        let before: i64 = transaction.query_row(&last, [], |row| row.get(0)).map_err(database)?;
        let names: Vec<String> = (0..table.columns.len()).map(column_name).collect();
        let places = vec!["?"; names.len()].join(", ");
        let insert = format!("INSERT INTO {} ({}) VALUES ({places})", table_name(at), names.join(", "));
        let mut inserter = Inserter {
            table,
            at,
            origin: &self.origin,
            empties,
            before: before.unsigned_abs(),
            columns: table.columns.iter().enumerate().map(|(at, column)| (column.name.as_str(), at)).collect(),
            insert: transaction.prepare(&insert).map_err(database)?,
        };
        match self.rows {
            Rows::Json(text) => inserter.json(&text)?,
            Rows::Values(rows) => inserter.values(rows)?,
            Rows::Repeat { count, row } => inserter.repeat(count, &row, &transaction)?,
        }
        drop(inserter);
        transaction.commit().map_err(database)
    }
}

/// `; did you mean "X"?`, when there is something like it: a slip or two, not another word.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let name = name.to_lowercase();
    let scored = known.map(|candidate| (strsim::osa_distance(&name, &candidate.to_lowercase()), candidate));
    let near = scored.filter(|(distance, candidate)| *distance <= name.len().max(candidate.len()) / 3);
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| format!("; did you mean {name:?}?")).unwrap_or_default()
}
