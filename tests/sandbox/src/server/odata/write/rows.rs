//! Drafts to statements.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, params_from_iter};

use super::super::read::failed;
use super::draft::{Draft, RowKey};
use super::stamps::Stamps;
use crate::fail::Fail;
use crate::model::{Model, Table};
use crate::oddity::{Oddities, Oddity};
use crate::store::{Store, VERSION, column_name, emptied, table_name};

/// The rows of the database, in a transaction.
pub(super) struct Rows<'a> {
    pub(super) connection: &'a Connection,
    pub(super) store: &'a Store,
    pub(super) model: &'a Model,
    pub(super) oddities: &'a Oddities,
    pub(super) stamps: &'a Stamps,
    /// Columns that are not written, by table.
    pub(super) dropped: &'a HashSet<(usize, usize)>,
}

/// A row that was inserted.
struct Inserted {
    table: usize,
    key: RowKey,
}

impl Rows<'_> {
    /// Inserts a row and those that came with it. Its key is that of the draft, or made.
    pub(super) fn create(&self, draft: Draft) -> Result<RowKey, Fail> {
        let mut inserted = Vec::new();
        let key = self.insert(draft, &mut inserted)?;
        // Not before all are there: they may name each other.
        for row in &inserted {
            self.leads_somewhere(row.table, &row.key, |_| true)?;
        }
        Ok(key)
    }

    fn insert(&self, mut draft: Draft, inserted: &mut Vec<Inserted>) -> Result<RowKey, Fail> {
        let table = &self.model.tables[draft.table];
        let (lookups, details): (Vec<_>, Vec<_>) =
            std::mem::take(&mut draft.nested).into_iter().partition(|(link, _)| !link.is_many);
        self.bind_lookups(&mut draft)?;
        for (link, drafts) in lookups {
            for nested in drafts {
                let key = self.insert(nested, inserted)?;
                let theirs = self.values(link.target, &key)?;
                for (own, other) in &link.on {
                    draft.values[*own] = Some(theirs[*other].clone());
                }
            }
        }
        self.drop_columns(&mut draft);
        self.stamps.fill(table, &mut draft.values, true);
        let key = self.key(&mut draft)?;
        let whole = std::mem::take(&mut draft.values).into_iter().enumerate();
        let mut whole: Vec<Value> = whole.map(|(at, value)| self.stored(table, at, value)).collect();
        whole.push(Value::Integer(self.store.number()));
        let mut names: Vec<String> = (0..table.columns.len()).map(column_name).collect();
        names.push(VERSION.to_owned());
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            table_name(draft.table),
            names.join(", "),
            vec!["?"; names.len()].join(", ")
        );
        let done = self.connection.prepare_cached(&sql)?.execute(params_from_iter(whole));
        done.map_err(|error| duplicate(table, &error))?;
        inserted.push(Inserted { table: draft.table, key: key.clone() });
        self.bind_details(&draft, &key)?;
        if details.is_empty() {
            return Ok(key);
        }
        let own = self.values(draft.table, &key)?;
        for (link, drafts) in details {
            for mut nested in drafts {
                for (ours, theirs) in &link.on {
                    nested.values[*theirs] = Some(own[*ours].clone());
                }
                self.insert(nested, inserted)?;
            }
        }
        Ok(key)
    }

    /// Writes what a draft says of the row with this key, which is there.
    pub(super) fn update(&self, key: &RowKey, mut draft: Draft) -> Result<(), Fail> {
        if draft.is_void {
            return Ok(());
        }
        let table = &self.model.tables[draft.table];
        self.bind_lookups(&mut draft)?;
        self.bind_details(&draft, key)?;
        if draft.values.iter().all(Option::is_none) {
            return Ok(());
        }
        self.drop_columns(&mut draft);
        self.stamps.fill(table, &mut draft.values, false);
        let (columns, given): (Vec<usize>, Vec<Value>) =
            draft.values.into_iter().enumerate().filter_map(|(at, value)| Some((at, value?))).unzip();
        let mut values: Vec<Value> =
            columns.iter().zip(given).map(|(at, value)| self.stored(table, *at, Some(value))).collect();
        values.push(Value::Integer(self.store.number()));
        values.extend(key.iter().map(|(_, value)| value.clone()));
        let set = assignments(columns.iter().copied());
        let comma = if set.is_empty() { "" } else { ", " };
        let sql = format!(
            "UPDATE {} SET {set}{comma}{VERSION} = ? WHERE {}",
            table_name(draft.table),
            condition(key.iter().map(|(column, _)| *column))
        );
        self.connection.prepare(&sql)?.execute(params_from_iter(values))?;
        self.leads_somewhere(draft.table, key, |at| columns.contains(&at))
    }

    /// Deletes the row with this key, which is there.
    pub(super) fn delete(&self, at: usize, key: &RowKey) -> Result<(), Fail> {
        let values = self.values(at, key)?;
        let sql = format!("DELETE FROM {} WHERE {}", table_name(at), condition(key.iter().map(|(column, _)| *column)));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(key.iter().map(|(_, value)| value)))?;
        // Afterwards: a row may name itself.
        self.is_named_nowhere(at, &values)
    }

    /// The version of a row, if it is there.
    pub(super) fn version(&self, at: usize, key: &RowKey) -> Result<Option<i64>, Fail> {
        let sql = format!(
            "SELECT {VERSION} FROM {} WHERE {}",
            table_name(at),
            condition(key.iter().map(|(column, _)| *column))
        );
        let values = params_from_iter(key.iter().map(|(_, value)| value));
        Ok(self.connection.prepare_cached(&sql)?.query_row(values, |row| row.get(0)).optional()?)
    }

    /// All columns of a row that is there.
    pub(super) fn values(&self, at: usize, key: &RowKey) -> Result<Vec<Value>, Fail> {
        let columns = self.model.tables[at].columns.len();
        let names: Vec<String> = (0..columns).map(column_name).collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE {}",
            names.join(", "),
            table_name(at),
            condition(key.iter().map(|(column, _)| *column))
        );
        let values = params_from_iter(key.iter().map(|(_, value)| value));
        let read = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<_, _>>();
        Ok(self.connection.prepare_cached(&sql)?.query_row(values, read)?)
    }

    fn drop_columns(&self, draft: &mut Draft) {
        let keys = &self.model.tables[draft.table].keys;
        for (at, value) in draft.values.iter_mut().enumerate() {
            if self.dropped.contains(&(draft.table, at)) && !keys.contains(&at) {
                *value = None;
            }
        }
    }

    /// What the database holds for a value, as for those of seeds.
    fn stored(&self, table: &Table, at: usize, value: Option<Value>) -> Value {
        let value = value.unwrap_or(Value::Null);
        match self.oddities.on(Oddity::EmptyValues) && !table.keys.contains(&at) {
            true => emptied(&table.columns[at].kind, value),
            false => value,
        }
    }
}

/// `"c1" = ? AND "c2" = ?`
pub(super) fn condition(columns: impl Iterator<Item = usize>) -> String {
    columns.map(|column| format!("{} = ?", column_name(column))).collect::<Vec<_>>().join(" AND ")
}

/// `"c1" = ?, "c2" = ?`
pub(super) fn assignments(columns: impl Iterator<Item = usize>) -> String {
    columns.map(|column| format!("{} = ?", column_name(column))).collect::<Vec<_>>().join(", ")
}

fn duplicate(table: &Table, error: &rusqlite::Error) -> Fail {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => Fail::Database(format!(
            "23505: duplicate key value violates unique constraint \"PK{}\"",
            table.short_type()
        )),
        _ => failed(error),
    }
}

impl From<rusqlite::Error> for Fail {
    fn from(error: rusqlite::Error) -> Self {
        failed(&error)
    }
}
