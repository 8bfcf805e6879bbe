//! Foreign keys: what a lookup names is there, and what is named stays.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::draft::RowKey;
use super::rows::Rows;
use crate::fail::Fail;
use crate::model::{Link, Table};
use crate::oddity::Oddity;
use crate::store::{column_name, table_name};

impl Rows<'_> {
    /// Refuses a row that was written if one of its lookups leads nowhere. Only lookups count of which a column was set: rows
    /// that the database began with were not checked.
    pub(super) fn leads_somewhere(&self, at: usize, key: &RowKey, is_set: impl Fn(usize) -> bool) -> Result<(), Fail> {
        if !self.oddities.on(Oddity::ForeignKeys) {
            return Ok(());
        }
        let table = &self.model.tables[at];
        for link in lookups(table).filter(|link| link.on.iter().any(|(own, _)| is_set(*own))) {
            let is_key = key.iter().map(|(column, _)| format!("a.{} = ?", column_name(*column)));
            let given = link.on.iter().map(|(own, _)| format!("a.{} IS NOT NULL", column_name(*own)));
            let conditions: Vec<String> = is_key.chain(given).collect();
            let pairs =
                link.on.iter().map(|(own, theirs)| format!("b.{} = a.{}", column_name(*theirs), column_name(*own)));
            let sql = format!(
                "SELECT 1 FROM {} a WHERE {} AND NOT EXISTS (SELECT 1 FROM {} b WHERE {})",
                table_name(at),
                conditions.join(" AND "),
                table_name(link.target),
                pairs.collect::<Vec<_>>().join(" AND ")
            );
            if self.connection.prepare_cached(&sql)?.exists(params_from_iter(key.iter().map(|(_, value)| value)))? {
                return Err(Fail::Database(format!(
                    "23503: insert or update on table \"{}\" violates foreign key constraint \"{}\"",
                    table.short_type(),
                    constraint(table, link)
                )));
            }
        }
        Ok(())
    }

    /// Refuses that a row is gone which another one names. `values` are those that it had.
    pub(super) fn is_named_nowhere(&self, at: usize, values: &[Value]) -> Result<(), Fail> {
        if !self.oddities.on(Oddity::ForeignKeys) {
            return Ok(());
        }
        for (other, table) in self.model.tables.iter().enumerate() {
            for link in lookups(table).filter(|link| link.target == at) {
                let pairs: Vec<String> = link.on.iter().map(|(own, _)| format!("{} = ?", column_name(*own))).collect();
                let sql = format!("SELECT 1 FROM {} WHERE {}", table_name(other), pairs.join(" AND "));
                // What is null equals nothing.
                let named = link.on.iter().map(|(_, theirs)| &values[*theirs]);
                if self.connection.prepare_cached(&sql)?.exists(params_from_iter(named))? {
                    return Err(Fail::Database(format!(
                        "23503: update or delete on table \"{}\" violates foreign key constraint \"{}\" on table \"{}\"",
                        self.model.tables[at].short_type(),
                        constraint(table, link),
                        table.short_type()
                    )));
                }
            }
        }
        Ok(())
    }
}

/// The lookups of a table whose columns the document tells.
fn lookups(table: &Table) -> impl Iterator<Item = &Link> {
    table.links.iter().filter(|link| !link.is_many && !link.on.is_empty())
}

/// The name of a constraint: `FKContactAccountId`.
fn constraint(table: &Table, link: &Link) -> String {
    let columns = link.on.iter().map(|(own, _)| table.columns[*own].name.as_str());
    format!("FK{}{}", table.short_type(), columns.collect::<String>())
}
