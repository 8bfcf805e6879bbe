//! A row of a body, its names looked up.

use rusqlite::types::Value;

use crate::model::Link;

/// The columns of a key and their values.
pub(super) type RowKey = Vec<(usize, Value)>;

/// What a body says of a row.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) table: usize,
    /// By column; what the body does not name, or what it says in vain, has none.
    pub(super) values: Vec<Option<Value>>,
    /// Rows that links shall lead to.
    pub(super) bound: Vec<(Link, Vec<RowKey>)>,
    /// Rows that are created with it.
    pub(super) nested: Vec<(Link, Vec<Draft>)>,
    /// Whether it names a property that there is not, and nothing of it is to be written.
    pub(super) is_void: bool,
}

impl Draft {
    pub(super) fn new(table: usize, columns: usize) -> Self {
        Self { table, values: vec![None; columns], bound: Vec::new(), nested: Vec::new(), is_void: false }
    }
}
