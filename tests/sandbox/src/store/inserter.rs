//! Rows into a table, each value checked.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Statement, params_from_iter};
use serde::Deserialize;

use super::seed::nearest;
use crate::edm::{self, Written, ZERO_GUID};
use crate::json::Members;
use crate::model::{Kind, Table};

#[derive(Deserialize)]
struct Reply {
    value: Vec<Members>,
}

/// Rows on their way into a table.
pub(super) struct Inserter<'a> {
    pub(super) table: &'a Table,
    pub(super) at: usize,
    pub(super) origin: &'a str,
    pub(super) empties: bool,
    /// Rows that were there.
    pub(super) before: u64,
    pub(super) columns: HashMap<&'a str, usize>,
    pub(super) insert: Statement<'a>,
}

impl Inserter<'_> {
    /// Rows of a JSON text.
    pub(super) fn json(&mut self, text: &str) -> Result<(), String> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let rows = if text.starts_with('[') {
            serde_json::from_str(text)
        } else {
            serde_json::from_str::<Reply>(text).map(|reply| reply.value)
        };
        let rows: Vec<Members> = rows.map_err(|error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            // That a value is of another kind than expected needs no word of Rust's types.
            let (found, place) = if error.is_data() {
                (String::new(), format!(" ({place})"))
            } else {
                (format!("not JSON ({place}); "), String::new())
            };
            format!("{}: {found}expected an array of rows or an object with `value`{place}", self.origin)
        })?;
        for (number, row) in rows.iter().enumerate() {
            let mut values = vec![None; self.table.columns.len()];
            for (name, raw) in &row.0 {
                let mut text = String::new();
                let written = Written::read(raw.get(), &mut text);
                let written = written.map_err(|error| self.fault(number, name, &error.to_string()))?;
                self.set(&mut values, number, name, written)?;
            }
            // What a program makes up may be meant, as keys that are counted from 0; what was written down is a slip.
            if let [key] = self.table.keys[..]
                && values[key] == Some(Value::Text(ZERO_GUID.to_owned()))
                && self.table.columns[key].kind == Kind::Guid
            {
                let message = "the zero guid is an empty lookup, the key of no row";
                return Err(self.fault(number, &self.table.columns[key].name, message));
            }
            self.row(number, values)?;
        }
        Ok(())
    }

    /// Rows made one by one.
    pub(super) fn values(&mut self, rows: Box<dyn Iterator<Item = serde_json::Value> + Send>) -> Result<(), String> {
        for (number, row) in rows.enumerate() {
            let values = self.object(number, &row)?;
            self.row(number, values)?;
        }
        Ok(())
    }

    /// The stored values of an object.
    pub(super) fn object(&self, number: usize, row: &serde_json::Value) -> Result<Vec<Option<Value>>, String> {
        let Some(row) = row.as_object() else {
            return Err(format!("{}: row {} is no object", self.origin, number + 1));
        };
        let mut values = vec![None; self.table.columns.len()];
        for (name, value) in row {
            let text: String;
            let written = match value {
                serde_json::Value::Null => Written::Null,
                serde_json::Value::Bool(value) => Written::Bool(*value),
                serde_json::Value::String(value) => Written::Text(value),
                serde_json::Value::Number(value) => {
                    text = value.to_string();
                    Written::Number(&text)
                }
                other => {
                    text = other.to_string();
                    Written::Other(&text)
                }
            };
            self.set(&mut values, number, name, written)?;
        }
        Ok(values)
    }

    /// A message that names a place.
    pub(super) fn fault(&self, row: usize, column: &str, message: &str) -> String {
        format!("{}: row {}, column {column:?}: {message}", self.origin, row + 1)
    }

    fn set(&self, values: &mut [Option<Value>], row: usize, name: &str, written: Written<'_>) -> Result<(), String> {
        if name.contains('@') {
            return Ok(());
        }
        let Some(column) = self.columns.get(name).copied() else {
            let hint = match self.table.link(name) {
                Some(_) => format!("; it is a navigation property: seed its own set, and {name}Id here"),
                None => nearest(name, self.table.columns.iter().map(|column| column.name.as_str())),
            };
            let message = format!("{} has no such column{hint}", self.table.type_name);
            return Err(self.fault(row, name, &message));
        };
        if values[column].is_some() {
            return Err(self.fault(row, name, "it stands in the row twice"));
        }
        let stored = edm::store(&self.table.columns[column].kind, written);
        values[column] = Some(stored.map_err(|message| self.fault(row, name, &message))?);
        Ok(())
    }

    fn row(&mut self, number: usize, values: Vec<Option<Value>>) -> Result<(), String> {
        let mut whole = Vec::with_capacity(values.len());
        for (at, value) in values.into_iter().enumerate() {
            let column = &self.table.columns[at];
            let is_key = self.table.keys.contains(&at);
            let value = value.unwrap_or(Value::Null);
            whole.push(match value {
                Value::Null if is_key && column.kind == Kind::Guid => {
                    let row = u128::from(self.before) + number as u128 + 1;
                    Value::Text(uuid::Uuid::from_u128((self.at as u128) << 64 | row).to_string())
                }
                Value::Null if is_key => {
                    return Err(self.fault(number, &column.name, "the key has no value"));
                }
                value if self.empties && !is_key => emptied(&column.kind, value),
                value => value,
            });
        }
        let inserted = self.insert.execute(params_from_iter(whole));
        inserted.map(drop).map_err(|error| {
            let message = match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::ConstraintViolation) => "another row has the same key".to_owned(),
                _ => error.to_string(),
            };
            format!("{}: row {}: {message}", self.origin, number + 1)
        })
    }
}

/// What Creatio's database holds for an empty value: nothing in a lookup or a date, the empty value elsewhere.
pub(crate) fn emptied(kind: &Kind, value: Value) -> Value {
    match (kind, value) {
        (Kind::Guid, Value::Text(text)) if text == ZERO_GUID => Value::Null,
        (Kind::DateTime, Value::Text(text)) if text.starts_with("0001-01-01T00:00:00.0000000") => Value::Null,
        (Kind::Text, Value::Null) => Value::Text(String::new()),
        (Kind::Bool | Kind::Int | Kind::Int64, Value::Null) => Value::Integer(0),
        (Kind::Decimal, Value::Null) => Value::Text("0".into()),
        (Kind::Double, Value::Null) => Value::Real(0.0),
        (_, value) => value,
    }
}
