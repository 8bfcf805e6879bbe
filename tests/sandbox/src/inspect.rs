//! What the database holds, for tests that compare it with what they were told.

use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::model::{Kind, Model};
use crate::reply::{Style, column};
use crate::server::Shared;
use crate::store::{column_name, table_name};

/// As stored: nothing emptied, nothing masked, every digit there.
const PLAIN: Style = Style { empties: false, ieee754: true, masked: false };

/// All rows of a set, in the order in which they came.
pub(crate) fn rows(shared: &Shared, set: &str) -> Result<Vec<Value>, String> {
    let at = shared.model.known_set(set)?;
    let read = |connection: &mut Connection| read(connection, at, &shared.model);
    shared.store.with(read).and_then(|rows| rows).map_err(|error| error.to_string())
}

/// How many rows a set has.
pub(crate) fn count(shared: &Shared, set: &str) -> Result<u64, String> {
    let sql = format!("SELECT COUNT(*) FROM {}", table_name(shared.model.known_set(set)?));
    let count = |connection: &mut Connection| connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
    let count = shared.store.with(count).and_then(|count| count).map_err(|error| error.to_string())?;
    Ok(count.unsigned_abs())
}

fn read(connection: &Connection, at: usize, model: &Model) -> rusqlite::Result<Vec<Value>> {
    let table = &model.tables[at];
    let valued = table.columns.iter().enumerate().filter(|(_, column)| column.kind != Kind::Stream);
    let valued: Vec<_> = valued.collect();
    let mut names: Vec<String> = valued.iter().map(|(at, _)| column_name(*at)).collect();
    names.push("1".into());
    let sql = format!("SELECT {} FROM {} ORDER BY rowid", names.join(", "), table_name(at));
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], |row| {
        let mut members = Map::new();
        for (place, (_, definition)) in valued.iter().enumerate() {
            let mut json = Vec::new();
            column(&mut json, model, &definition.kind, row.get_ref(place)?, PLAIN);
            // What is nested too deeply for a tree is given as its text.
            let read = serde_json::from_slice(&json).unwrap_or_else(|_| String::from_utf8_lossy(&json).into());
            members.insert(definition.name.clone(), read);
        }
        Ok(Value::Object(members))
    })?;
    rows.collect()
}
