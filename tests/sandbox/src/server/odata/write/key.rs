//! Keys of new rows.

use rusqlite::types::Value;

use super::draft::{Draft, RowKey};
use super::rows::Rows;
use crate::fail::Fail;
use crate::model::Kind;
use crate::store::{column_name, table_name};

impl Rows<'_> {
    /// The key of a new row: guids are made, and numbers where they stand alone, as a database counts them.
    pub(super) fn key(&self, draft: &mut Draft) -> Result<RowKey, Fail> {
        let table = &self.model.tables[draft.table];
        let mut key = Vec::new();
        for at in &table.keys {
            let column = &table.columns[*at];
            let made = match (draft.values[*at].take(), &column.kind) {
                (Some(value), _) if value != Value::Null => value,
                (_, Kind::Guid) => Value::Text(self.guid()),
                (_, Kind::Int | Kind::Int64) if table.keys.len() == 1 => {
                    let sql = format!("SELECT MAX({}) FROM {}", column_name(*at), table_name(draft.table));
                    let last: Option<i64> = self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
                    let next = last.unwrap_or(0).checked_add(1);
                    Value::Integer(next.ok_or_else(|| Fail::Database("22003: bigint out of range".into()))?)
                }
                _ => {
                    return Err(Fail::Database(format!(
                        "23502: null value in column \"{}\" of relation \"{}\" violates not-null constraint",
                        column.name,
                        table.short_type()
                    )));
                }
            };
            draft.values[*at] = Some(made.clone());
            key.push((*at, made));
        }
        Ok(key)
    }

    /// A guid that no other row has.
    fn guid(&self) -> String {
        // Spread, so that nobody takes them for numbers that are counted.
        let spread =
            u128::from(self.store.number().unsigned_abs()).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        uuid::Builder::from_random_bytes(spread.to_be_bytes()).into_uuid().to_string()
    }
}
