//! The database: one table per entity set in a file of its own, read by as many connections as there are requests.
//!
//! A file in write-ahead mode, not memory: a reader keeps its snapshot while its reply is streamed to a slow client, and
//! neither holds up a writer nor is held up by one. The file goes with the [`Store`].

mod folder;
mod functions;
mod inserter;
mod repeat;
mod seed;

pub(crate) use inserter::emptied;
pub(crate) use seed::{Rows, Seed, nearest};

use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

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

/// The column of a row's version, beside those of the model: 0 in rows that the database began with, and another number with
/// every change.
pub(crate) const VERSION: &str = "\"version\"";

/// The rows of every entity set.
pub(crate) struct Store {
    idle: Mutex<Vec<Connection>>,
    /// Whose turn it is to write.
    turn: Mutex<()>,
    /// Numbers that were given out.
    numbers: AtomicI64,
    /// Columns that have an index.
    indexed: Mutex<HashSet<(usize, usize)>>,
    /// The last one, so that connections are closed before it goes.
    folder: Folder,
}

impl Store {
    /// An empty database for a model.
    pub(crate) fn create(model: &Model) -> rusqlite::Result<Self> {
        let folder = Folder::create().map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let store = Self {
            idle: Mutex::default(),
            turn: Mutex::default(),
            numbers: AtomicI64::new(0),
            indexed: Mutex::default(),
            folder,
        };
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

    /// Runs a piece of work that writes: all of it stays, or nothing where it fails.
    ///
    /// One at a time. Whoever comes waits here and not at SQLite's lock, which is not given in turn, and refuses those who
    /// wait too long.
    pub(crate) fn write<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> rusqlite::Result<Result<T, E>> {
        let _turn = self.turn();
        let run = |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction);
            // Where it is not committed, it is undone.
            if done.is_ok() {
                transaction.commit()?;
            }
            Ok(done)
        };
        self.with(run).and_then(|done| done)
    }

    /// A number that was not given out before.
    pub(crate) fn number(&self) -> i64 {
        self.numbers.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes an index where there is none. Not all at the start: a document has thousands of lookups, a test needs few.
    pub(crate) fn index(&self, connection: &Connection, columns: &[(usize, usize)]) -> rusqlite::Result<()> {
        let mut indexed = self.indexed.lock().unwrap_or_else(PoisonError::into_inner);
        for (table, column) in columns {
            if indexed.insert((*table, *column)) {
                let _turn = self.turn();
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
    parts.push(format!("{VERSION} INTEGER NOT NULL DEFAULT 0"));
    let keys: Vec<String> = table.keys.iter().map(|key| column_name(*key)).collect();
    if !keys.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", keys.join(", ")));
    }
    format!("CREATE TABLE {} ({})", table_name(at), parts.join(", "))
}
