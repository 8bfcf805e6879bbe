//! A request as the queries that answer it.

use rusqlite::types::Value;

use super::operand::Class;
use super::path::{member_kind, unknown};
use super::{Builder, Expansion};
use crate::fail::Fail;
use crate::model::{Kind, Model};
use crate::oddity::{Oddities, Oddity};
use crate::query::{Options, Ordering};
use crate::store::{VERSION, column_name};

/// Makes plans.
#[derive(Clone, Copy)]
pub(crate) struct Planner<'a> {
    pub(crate) model: &'a Model,
    pub(crate) oddities: &'a Oddities,
    /// The time that `now()` is.
    pub(crate) now: &'a str,
    /// Another number in every request.
    pub(crate) shuffle: u64,
}

/// What is wanted of a table.
pub(crate) struct Request<'a> {
    pub(crate) table: usize,
    pub(crate) options: &'a Options,
    /// Columns that must have a value: a key.
    pub(crate) key: &'a [(usize, Value)],
    /// Columns that must equal one of the parent's, by its place in the parent's row.
    pub(crate) parent: &'a [(usize, usize)],
    /// How many rows at most, and after how many.
    pub(crate) limit: u64,
    pub(crate) offset: u64,
    /// Links above this one.
    pub(crate) depth: usize,
}

/// Queries and how to read their rows.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) table: usize,
    pub(crate) sql: String,
    /// How many rows there are before paging.
    pub(crate) count_sql: String,
    pub(crate) parameters: Vec<Value>,
    /// Parameters that come from the parent's row: their places here and there.
    pub(crate) outer: Vec<(usize, usize)>,
    /// Columns that are shown, in the model's order, and their places in the row.
    pub(crate) shown: Vec<(usize, usize)>,
    /// Paths into columns of which only a part is shown.
    pub(crate) parts: Vec<(usize, Vec<String>)>,
    /// Streams that are shown.
    pub(crate) streams: Vec<usize>,
    /// Places of the key's columns in the row.
    pub(crate) keys: Vec<usize>,
    /// The place of its version in the row, when versions are shown.
    pub(crate) version: Option<usize>,
    pub(crate) expansions: Vec<Expansion>,
    /// What stands behind the set's name in `@odata.context`.
    pub(crate) context: String,
    pub(crate) with_count: bool,
    /// Columns that many searches go by, of this plan and those below: table and column.
    pub(crate) searched: Vec<(usize, usize)>,
}

impl<'a> Planner<'a> {
    /// The plan of a request.
    pub(crate) fn plan(&self, request: &Request<'_>) -> Result<Plan, Fail> {
        let table = &self.model.tables[request.table];
        let options = request.options;
        let mut builder = Builder::new(self.model, self.oddities, self.now);
        let root = builder.open("", request.table);
        let mut conditions = Vec::new();
        for (column, value) in request.key {
            let place = builder.bind(value.clone());
            conditions.push(format!("{}.{} = {place}", root.alias, column_name(*column)));
        }
        let mut outer = Vec::new();
        for (column, theirs) in request.parent {
            outer.push((builder.parameters.len(), *theirs));
            builder.searched.push((request.table, *column));
            let place = builder.bind(Value::Null);
            conditions.push(format!("{}.{} = {place}", root.alias, column_name(*column)));
        }
        if let Some(filter) = &options.filter {
            conditions.push(builder.condition(filter)?);
        }
        let mut tail = String::new();
        if !conditions.is_empty() {
            tail = format!(" WHERE {}", conditions.join(" AND "));
        }
        let count_sql = format!("SELECT COUNT(*) FROM {}{tail}", builder.from());
        tail += &self.order(&mut builder, &options.order, &root.alias)?;
        let limit = builder.bind(i64::try_from(request.limit).unwrap_or(i64::MAX));
        let offset = builder.bind(i64::try_from(request.offset).unwrap_or(i64::MAX));
        tail += &format!(" LIMIT {limit} OFFSET {offset}");
        let from = builder.close();
        let (parameters, mut searched) = (builder.parameters, builder.searched);

        let (chosen, parts) = self.select(request.table, options)?;
        let mut columns = Columns::default();
        let (mut shown, mut streams) = (Vec::new(), Vec::new());
        for (at, column) in table.columns.iter().enumerate() {
            match &chosen {
                Some(chosen) if !chosen.contains(&at) => {}
                _ if column.kind == Kind::Stream => streams.push(at),
                _ => shown.push((at, columns.place(at))),
            }
        }
        let keys = table.keys.iter().map(|key| columns.place(*key)).collect();
        let expansions = self.expand(request, &mut columns)?;
        searched.extend(expansions.iter().flat_map(|expansion| expansion.plan.searched.iter().copied()));
        let selected = columns.0.iter().map(|column| format!("{}.{}", root.alias, column_name(*column)));
        let mut selected: Vec<String> = selected.collect();
        let version = self.oddities.on(Oddity::Etags).then_some(selected.len());
        selected.extend(version.map(|_| format!("{}.{VERSION}", root.alias)));
        let selected = if selected.is_empty() { "1".to_owned() } else { selected.join(", ") };
        let sql = format!("SELECT {selected} FROM {from}{tail}");
        Ok(Plan {
            table: request.table,
            sql,
            count_sql,
            parameters,
            outer,
            shown,
            parts,
            streams,
            keys,
            version,
            context: context(options, &expansions),
            expansions,
            searched,
            with_count: options.count,
        })
    }

    fn order(&self, builder: &mut Builder<'_>, orderings: &[Ordering], root: &str) -> Result<String, Fail> {
        let mut terms = Vec::new();
        for ordering in orderings {
            let operand = builder.operand(&ordering.by)?;
            if operand.class == Class::Other {
                return Err(Fail::Query(format!(
                    "The $orderby expression must evaluate to a single value of primitive type, found '{}'.",
                    operand.edm
                )));
            }
            let collation = operand.collation(self.oddities.on(Oddity::CaseInsensitiveText));
            // A bare number would be taken for the place of a column.
            let direction = if ordering.descending { " DESC" } else { "" };
            terms.push(format!("({}){collation}{direction}", operand.sql));
        }
        if self.oddities.on(Oddity::ShuffledTies) {
            let seed = builder.bind((self.shuffle % 10_007) as i64 * 7_919 + 1);
            // Small enough not to overflow: beyond 64 bits SQLite goes on in floating point.
            terms.push(format!("((({root}.rowid * 48271) % 2147483647) * {seed}) % 1000003"));
        }
        Ok(if terms.is_empty() { String::new() } else { format!(" ORDER BY {}", terms.join(", ")) })
    }

    /// The columns that `$select` names; nothing means all. Beside them, the paths of which only a part is wanted.
    fn select(&self, table: usize, options: &Options) -> Result<Selected, Fail> {
        let table = &self.model.tables[table];
        if options.select.is_empty() {
            return Ok((None, Vec::new()));
        }
        let mut chosen = Vec::new();
        let mut parts = Vec::new();
        for name in &options.select {
            if let Some((first, rest)) = name.split_once('/')
                && let Some(at) = table.column(first)
            {
                let path: Vec<String> = rest.split('/').map(str::to_owned).collect();
                member_kind(self.model, &table.columns[at].kind, &path)?;
                parts.push((at, path));
                continue;
            }
            match table.column(name) {
                Some(at) => chosen.push(at),
                None if name == "*" => chosen.extend(0..table.columns.len()),
                None if table.link(name).is_some() => {}
                // Only the first is named.
                None => return Err(Fail::Query(unknown(name, &table.type_name))),
            }
        }
        // What is wanted whole is not cut.
        parts.retain(|(at, _)| !chosen.contains(at));
        chosen.extend(parts.iter().map(|(at, _)| *at));
        let is_stream = |at: &usize| table.columns[*at].kind == Kind::Stream;
        let all = options.select.iter().any(|name| name == "*");
        if !all && self.oddities.on(Oddity::StreamSelectFails) && chosen.iter().any(is_stream) {
            return Err(Fail::Argument {
                message: "Value cannot be null.\r\nParameter name: property".into(),
                kind: "System.ArgumentNullException",
            });
        }
        Ok((Some(chosen), parts))
    }
}

/// Columns, and the paths into those of which only a part is wanted.
type Selected = (Option<Vec<usize>>, Vec<(usize, Vec<String>)>);

/// The columns of a query's rows.
#[derive(Default)]
pub(super) struct Columns(Vec<usize>);

impl Columns {
    /// The place of a column in the row.
    pub(super) fn place(&mut self, column: usize) -> usize {
        self.0.iter().position(|known| *known == column).unwrap_or_else(|| {
            self.0.push(column);
            self.0.len() - 1
        })
    }
}

fn context(options: &Options, expansions: &[Expansion]) -> String {
    let mut parts: Vec<String> = options.select.clone();
    parts.extend(expansions.iter().map(|expansion| match expansion.plan.context.as_str() {
        "" => format!("{}()", expansion.name),
        inner => format!("{}{inner}", expansion.name),
    }));
    if parts.is_empty() { String::new() } else { format!("({})", parts.join(",")) }
}
