//! From a row to the one that a lookup leads to.

use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::super::Shared;
use super::read::failed;
use crate::fail::Fail;
use crate::model::Link;
use crate::store::{column_name, table_name};

/// The key of the row at the end of a lookup, which may be empty; the outer `None` is for a row that is not there.
pub(super) async fn follow(
    shared: &Arc<Shared>,
    table: usize,
    key: Vec<(usize, Value)>,
    link: &Link,
) -> Result<Option<Option<Vec<(usize, Value)>>>, Fail> {
    let own: Vec<String> = link.on.iter().map(|(own, _)| column_name(*own)).collect();
    let conditions: Vec<String> = key.iter().map(|(column, _)| format!("{} = ?", column_name(*column))).collect();
    let (own, conditions) = (own.join(", "), conditions.join(" AND "));
    let sql = format!("SELECT {own} FROM {} WHERE {conditions}", table_name(table));
    let pairs = link.on.clone();
    let shared = shared.clone();
    let read = move |row: &Row<'_>| {
        let parts = pairs.iter().enumerate().map(|(place, (_, theirs))| Ok((*theirs, row.get::<_, Value>(place)?)));
        let parts: Vec<(usize, Value)> = parts.collect::<rusqlite::Result<_>>()?;
        Ok(parts.iter().all(|(_, value)| *value != Value::Null).then_some(parts))
    };
    let work = move || {
        let values = key.into_iter().map(|(_, value)| value);
        shared.store.with(|connection| connection.query_row(&sql, params_from_iter(values), read).optional())
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Fail::Internal(error.to_string()))?;
    done.and_then(|found| found).map_err(|error| failed(&error))
}
