//! The database: one table per entity set in a file of its own, read by as many connections as there are requests.
//!
//! A file in write-ahead mode, not memory: a reader keeps its snapshot while its reply is streamed to a slow client, and
//! neither holds up a writer nor is held up by one. The file goes with the [`Store`].

mod folder;
mod functions;
mod inserter;
mod repeat;
mod seed;

pub(crate) use seed::{Rows, Seed, nearest};

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use self::folder::Folder;
use crate::model::{Model, Table};

/// The name of a table or column in SQL. Numbers, since SQLite takes `Id` and `id` for one name.
pub(crate) fn table_name(table: usize) -> String {
    format!("\"t{table}\"")
}

/// See [`table_name`].
pub(crate) fn column_name(column: usize) -> String {
    format!("\"c{column}\"")
}

/// The rows of every entity set.
pub(crate) struct Store {
    idle: Mutex<Vec<Connection>>,
    /// Columns that have an index.
    indexed: Mutex<HashSet<(usize, usize)>>,
    /// The last one, so that connections are closed before it goes.
    folder: Folder,
}

impl Store {
    /// An empty database for a model.
    pub(crate) fn create(model: &Model) -> rusqlite::Result<Self> {
        let folder = Folder::create().map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let store = Self { idle: Mutex::default(), indexed: Mutex::default(), folder };
        let mut connection = store.open()?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        let transaction = connection.transaction()?;
        for (at, table) in model.tables.iter().enumerate() {
            transaction.execute_batch(&create(at, table))?;
        }
        transaction.commit()?;
        store.give_back(connection);
        Ok(store)
    }

    /// Runs a piece of work on a connection.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> rusqlite::Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => self.open()?,
        };
        let done = work(&mut connection);
        self.give_back(connection);
        Ok(done)
    }

    /// Makes an index where there is none. Not all at the start: a document has thousands of lookups, a test needs few.
    pub(crate) fn index(&self, connection: &Connection, columns: &[(usize, usize)]) -> rusqlite::Result<()> {
        let mut indexed = self.indexed.lock().unwrap_or_else(PoisonError::into_inner);
        for (table, column) in columns {
            if indexed.insert((*table, *column)) {
                let (name, on) = (table_name(*table), column_name(*column));
                connection.execute_batch(&format!("CREATE INDEX \"i{table}c{column}\" ON {name} ({on})"))?;
            }
        }
        Ok(())
    }

    fn give_back(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }

    fn open(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open(self.folder.rows())?;
        connection.busy_timeout(std::time::Duration::from_secs(30))?;
        connection.pragma_update(None, "synchronous", "off")?;
        connection.set_prepared_statement_cache_capacity(64);
        functions::register(&connection)?;
        Ok(connection)
    }
}

fn create(at: usize, table: &Table) -> String {
    let mut parts: Vec<String> = table
        .columns
        .iter()
        .enumerate()
        .map(|(column, definition)| format!("{} {}", column_name(column), definition.kind.declaration()))
        .collect();
    if parts.is_empty() {
        parts.push("\"nothing\"".into());
    }
    let keys: Vec<String> = table.keys.iter().map(|key| column_name(*key)).collect();
    if !keys.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", keys.join(", ")));
    }
    format!("CREATE TABLE {} ({})", table_name(at), parts.join(", "))
}
