//! Runs a plan and writes what comes.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{CachedStatement, Connection, Row};

use super::key::{etag, predicate};
use super::nested;
use super::value::{self, Style};
use crate::model::Model;
use crate::sql::{Expansion, Plan};

/// A value that is written in place of the right one.
#[derive(Clone, Debug)]
pub(crate) struct Corruption {
    /// Counted from 0 over the whole walk, rows skipped included.
    pub(crate) row: u64,
    pub(crate) column: String,
    pub(crate) json: String,
}

/// Where bytes go. `false` from it means that nobody wants more.
pub(crate) trait Sink {
    fn write(&mut self, bytes: &mut Vec<u8>) -> bool;
}

/// A reply of one row.
pub(crate) struct One {
    pub(crate) json: Vec<u8>,
    /// Its version, when rows have one.
    pub(crate) etag: Option<String>,
}

/// What stands around the rows of a list.
pub(crate) struct Framing {
    /// The URL behind `@odata.context`.
    pub(crate) context: String,
    /// Rows to write; the plan may fetch one more to see whether there is one.
    pub(crate) limit: u64,
    /// Rows before the first, for [`Corruption`].
    pub(crate) offset: u64,
    /// `@odata.nextLink` if there are rows beyond the limit.
    pub(crate) next: Option<String>,
    /// `@odata.nextLink` in any case.
    pub(crate) forced_next: Option<String>,
    pub(crate) corruptions: Vec<Corruption>,
}

/// Writes the rows of plans.
pub(crate) struct Writer<'a> {
    pub(crate) model: &'a Model,
    pub(crate) connection: &'a Connection,
    pub(crate) style: Style,
    pub(crate) empty_objects: bool,
}

/// When the buffer goes to the sink.
const FULL: usize = 32 * 1024;

impl Writer<'_> {
    /// Writes a list of rows.
    pub(crate) fn list(&self, plan: &Plan, framing: &Framing, sink: &mut dyn Sink) -> rusqlite::Result<()> {
        let mut out = Vec::with_capacity(FULL * 2);
        out.extend_from_slice(b"{\"@odata.context\":");
        value::text(&mut out, &framing.context);
        if plan.with_count {
            let count = self.count(plan)?;
            out.extend_from_slice(format!(",\"@odata.count\":{count}").as_bytes());
        }
        out.extend_from_slice(b",\"value\":[");
        let mut statement = bound(self.connection, &plan.sql, &plan.parameters)?;
        let mut rows = statement.raw_query();
        let mut written = 0;
        let mut more = false;
        while let Some(row) = rows.next()? {
            if written == framing.limit {
                more = true;
                break;
            }
            let at = framing.offset + written;
            let wrong = framing.corruptions.iter().find(|corruption| corruption.row == at);
            out.extend_from_slice(if written > 0 { b",{" } else { b"{" });
            self.members(plan, row, wrong, true, &mut out)?;
            out.push(b'}');
            written += 1;
            if out.len() >= FULL && !sink.write(&mut out) {
                return Ok(());
            }
        }
        out.push(b']');
        let next = framing.next.as_ref().filter(|_| more);
        if let Some(next) = framing.forced_next.as_ref().or(next) {
            out.extend_from_slice(b",\"@odata.nextLink\":");
            value::text(&mut out, next);
        }
        out.push(b'}');
        sink.write(&mut out);
        Ok(())
    }

    /// The reply of one row, if it is there.
    pub(crate) fn one(&self, plan: &Plan, context: &str, wrong: &[Corruption]) -> rusqlite::Result<Option<One>> {
        let mut statement = bound(self.connection, &plan.sql, &plan.parameters)?;
        let mut rows = statement.raw_query();
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut json = b"{\"@odata.context\":".to_vec();
        value::text(&mut json, context);
        let wrong = wrong.iter().find(|corruption| corruption.row == 0);
        self.members(plan, row, wrong, false, &mut json)?;
        json.push(b'}');
        Ok(Some(One { json, etag: version(plan, row)? }))
    }

    /// How many rows a plan has before paging.
    pub(crate) fn count(&self, plan: &Plan) -> rusqlite::Result<i64> {
        let mut statement = bound(self.connection, &plan.count_sql, &plan.parameters)?;
        let mut rows = statement.raw_query();
        rows.next()?.map_or(Ok(0), |row| row.get(0))
    }

    /// What a function makes of one value of the first row.
    pub(crate) fn first<T>(
        &self,
        plan: &Plan,
        place: usize,
        work: impl FnOnce(ValueRef<'_>) -> T,
    ) -> rusqlite::Result<Option<T>> {
        let mut statement = bound(self.connection, &plan.sql, &plan.parameters)?;
        let mut rows = statement.raw_query();
        rows.next()?.map(|row| Ok(work(row.get_ref(place)?))).transpose()
    }

    fn members(
        &self,
        plan: &Plan,
        row: &Row<'_>,
        wrong: Option<&Corruption>,
        mut first: bool,
        out: &mut Vec<u8>,
    ) -> rusqlite::Result<()> {
        let table = &self.model.tables[plan.table];
        if let Some(etag) = version(plan, row)? {
            name(out, "@odata.etag", &mut first);
            value::text(out, &etag);
        }
        for (at, place) in &plan.shown {
            let column = &table.columns[*at];
            name(out, &column.name, &mut first);
            let parts = plan.parts.iter().filter(|(part, _)| part == at).map(|(_, path)| path.as_slice());
            let parts: Vec<&[String]> = parts.collect();
            if let (false, stored @ ValueRef::Text(_)) = (parts.is_empty(), row.get_ref(*place)?) {
                let mut whole = Vec::new();
                nested::column(&mut whole, self.model, &column.kind, stored, self.style);
                out.extend_from_slice(crate::json::trimmed(&String::from_utf8_lossy(&whole), &parts).as_bytes());
                continue;
            }
            match wrong.filter(|wrong| wrong.column == column.name) {
                Some(wrong) => out.extend_from_slice(wrong.json.as_bytes()),
                None => nested::column(out, self.model, &column.kind, row.get_ref(*place)?, self.style),
            }
        }
        if !plan.streams.is_empty() {
            let keys = plan.keys.iter().map(|place| row.get_ref(*place));
            let keys = predicate(table, keys.collect::<rusqlite::Result<Vec<_>>>()?.into_iter());
            for stream in &plan.streams {
                let stream = &table.columns[*stream].name;
                let link = format!("{}({keys})/{stream}", table.name);
                for (annotation, text) in [
                    ("mediaEditLink", link.as_str()),
                    ("mediaReadLink", link.as_str()),
                    ("mediaContentType", "application/octet-stream"),
                ] {
                    name(out, &format!("{stream}@odata.{annotation}"), &mut first);
                    value::text(out, text);
                }
            }
        }
        for expansion in &plan.expansions {
            self.expansion(expansion, row, out, &mut first)?;
        }
        Ok(())
    }

    fn expansion(
        &self,
        expansion: &Expansion,
        parent: &Row<'_>,
        out: &mut Vec<u8>,
        first: &mut bool,
    ) -> rusqlite::Result<()> {
        let plan = &expansion.plan;
        let mut parameters = plan.parameters.clone();
        for (here, there) in &plan.outer {
            parameters[*here] = parent.get::<_, Value>(*there)?;
        }
        if plan.with_count && expansion.is_many {
            let mut statement = bound(self.connection, &plan.count_sql, &parameters)?;
            let mut rows = statement.raw_query();
            let count: i64 = rows.next()?.map_or(Ok(0), |row| row.get(0))?;
            name(out, &format!("{}@odata.count", expansion.name), first);
            out.extend_from_slice(count.to_string().as_bytes());
        }
        name(out, &expansion.name, first);
        let mut statement = bound(self.connection, &plan.sql, &parameters)?;
        let mut rows = statement.raw_query();
        let mut written = 0;
        if expansion.is_many {
            out.push(b'[');
        }
        while let Some(row) = rows.next()? {
            out.extend_from_slice(if written > 0 { b",{" } else { b"{" });
            self.members(plan, row, None, true, out)?;
            out.push(b'}');
            written += 1;
            if !expansion.is_many {
                break;
            }
        }
        match (expansion.is_many, written) {
            (true, _) => out.push(b']'),
            (false, 0) if self.empty_objects => self.empty_object(plan, out),
            (false, 0) => out.extend_from_slice(b"null"),
            _ => {}
        }
        Ok(())
    }

    fn empty_object(&self, plan: &Plan, out: &mut Vec<u8>) {
        out.push(b'{');
        let mut first = true;
        for (column, _) in &plan.shown {
            let column = &self.model.tables[plan.table].columns[*column];
            name(out, &column.name, &mut first);
            value::value(out, &column.kind, ValueRef::Null, Style { empties: true, ..self.style });
        }
        out.push(b'}');
    }
}

/// The version of a row.
fn version(plan: &Plan, row: &Row<'_>) -> rusqlite::Result<Option<String>> {
    plan.version.map(|place| row.get(place).map(etag)).transpose()
}

fn name(out: &mut Vec<u8>, name: &str, first: &mut bool) {
    if !std::mem::replace(first, false) {
        out.push(b',');
    }
    value::text(out, name);
    out.push(b':');
}

/// A statement with its parameters; what it does not mention is not bound.
fn bound<'c>(connection: &'c Connection, sql: &str, parameters: &[Value]) -> rusqlite::Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(sql)?;
    for (at, value) in parameters.iter().take(statement.parameter_count()).enumerate() {
        statement.raw_bind_parameter(at + 1, value)?;
    }
    Ok(statement)
}
