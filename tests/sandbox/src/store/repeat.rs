//! Many rows alike, made by the database itself: a million take seconds.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::inserter::{Inserter, emptied};
use super::{column_name, table_name};
use crate::model::Kind;

impl Inserter<'_> {
    /// Rows made of one, `{n}` in its texts replaced by the number of the row, from 0.
    pub(super) fn repeat(&self, count: u64, row: &serde_json::Value, connection: &Connection) -> Result<(), String> {
        let last = i64::try_from(count).unwrap_or(i64::MAX) - 1;
        if last < 0 {
            return Ok(());
        }
        let mut parameters = vec![Value::Integer(last), Value::Integer(self.before.cast_signed())];
        let mut terms = Vec::new();
        for (at, value) in self.object(0, row)?.into_iter().enumerate() {
            let column = &self.table.columns[at];
            let is_key = self.table.keys.contains(&at);
            terms.push(match (value.unwrap_or(Value::Null), &column.kind) {
                // As the keys of single rows are made.
                (Value::Null, Kind::Guid) if is_key => {
                    format!("printf('00000000-0000-%04x-0000-%012x', {}, ?2 + i + 1)", self.at)
                }
                (Value::Null, Kind::Int | Kind::Int64) if is_key => "?2 + i + 1".to_owned(),
                (Value::Null, _) if is_key => return Err(self.fault(0, &column.name, "the key has no value")),
                (Value::Text(text), Kind::Text) if text.contains("{n}") => {
                    parameters.push(Value::Text(text));
                    format!("replace(?{}, '{{n}}', i)", parameters.len())
                }
                (value, kind) => {
                    parameters.push(if self.empties && !is_key { emptied(kind, value) } else { value });
                    format!("?{}", parameters.len())
                }
            });
        }
        let names: Vec<String> = (0..terms.len()).map(column_name).collect();
        let sql = format!(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) \
             INSERT INTO {} ({}) SELECT {} FROM n WHERE ?2 >= 0",
            table_name(self.at),
            names.join(", "),
            terms.join(", ")
        );
        let inserted = connection.execute(&sql, params_from_iter(parameters));
        inserted.map(drop).map_err(|error| format!("{}: {error}", self.origin))
    }
}
