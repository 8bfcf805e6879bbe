//! Creating, changing and deleting rows.

mod body;
mod draft;
mod foreign;
mod key;
mod links;
mod prefer;
mod reply;
mod rows;
mod stamps;
mod value;

use std::sync::Arc;

use axum::body::Body;
use axum::http::Response;
use rusqlite::Transaction;

use self::body::Reading;
use self::draft::{Draft, RowKey};
use self::prefer::Return;
use self::rows::Rows;
use self::stamps::Stamps;
use super::super::{Call, Shared, lock};
use super::etag::Conditions;
use super::page::corruptions;
use super::read::{allowed, failed, no_row, style};
use super::{Resource, service};
use crate::fail::Fail;
use crate::fault::Fault;
use crate::model::Kind;
use crate::oddity::{Oddities, Oddity};
use crate::query::Options;
use crate::reply::{Corruption, One, Style, Writer, etag, predicate};
use crate::session::Session;
use crate::sql::{Planner, Request};

/// What is to be done.
enum Action {
    Create(Draft),
    Update(RowKey, Draft),
    Delete(RowKey),
}

/// Everything that a blocking thread needs.
struct Job {
    shared: Arc<Shared>,
    oddities: Oddities,
    table: usize,
    options: Options,
    style: Style,
    wrong: Vec<Corruption>,
    /// The service root.
    root: String,
    stamps: Stamps,
    conditions: Conditions,
    preference: Option<Return>,
}

/// What was done.
enum Done {
    Created { key: String, row: One },
    Updated { etag: Option<String>, row: Option<One> },
    Deleted,
}

/// Answers a request that changes a resource.
pub(super) async fn write(
    shared: &Arc<Shared>,
    call: &Call,
    resource: Resource,
    session: Option<&Session>,
) -> Result<Response<Body>, Fail> {
    let oddities = lock(&shared.oddities).clone();
    let options = Options::read(&call.query).map_err(Fail::Query)?;
    let root = service::root(shared, call);
    let reading = Reading::new(shared, &oddities, &root, call);
    let (table, action) = match (call.method.as_str(), resource) {
        // Rows without a key can be read, and nothing else.
        ("POST", Resource::Set(table)) if !shared.model.tables[table].keys.is_empty() => {
            (table, Action::Create(reading.new_row(table)?))
        }
        ("PATCH", Resource::Row(table, key)) => (table, Action::Update(key, reading.changes(table)?)),
        ("DELETE", Resource::Row(table, key)) => (table, Action::Delete(key)),
        ("PUT" | "DELETE", Resource::Column { table, column, raw: false, .. })
            if shared.model.tables[table].columns[column].kind == Kind::Stream =>
        {
            return Err(Fail::NotBuilt("the bytes of a stream".into()));
        }
        (method, _) => return Err(Fail::Method(method.to_owned())),
    };
    allowed(&Resource::Row(table, Vec::new()), &options)?;
    let job = Job {
        shared: shared.clone(),
        table,
        options,
        style: style(call, &oddities),
        wrong: corruptions(call),
        root,
        stamps: Stamps::of(shared, session, &oddities),
        conditions: Conditions::read(call, &oddities),
        preference: Return::asked(call, &oddities),
        oddities,
    };
    let done = tokio::task::spawn_blocking(move || job.run(action)).await;
    let reply = done.unwrap_or_else(|error| Err(Fail::Internal(error.to_string())))?;
    if call.faults.iter().any(|fault| matches!(fault, Fault::InsertThenFail)) {
        return Err(Fail::Unhandled {
            message: "Object reference not set to an instance of an object.".into(),
            kind: "System.NullReferenceException",
        });
    }
    Ok(reply)
}

impl Job {
    fn run(self, action: Action) -> Result<Response<Body>, Fail> {
        let done = self.shared.store.write(|transaction| self.act(transaction, action));
        Ok(self.reply(done.map_err(|error| failed(&error))??))
    }

    fn act(&self, transaction: &Transaction<'_>, action: Action) -> Result<Done, Fail> {
        let dropped = lock(&self.shared.dropped).clone();
        let rows = Rows {
            connection: transaction,
            store: &self.shared.store,
            model: &self.shared.model,
            oddities: &self.oddities,
            stamps: &self.stamps,
            dropped: &dropped,
        };
        match action {
            Action::Create(draft) => {
                let key = rows.create(draft)?;
                let row = self.row(transaction, &key)?;
                let table = &self.shared.model.tables[self.table];
                let key = predicate(table, key.iter().map(|(_, value)| value.into()));
                Ok(Done::Created { key, row })
            }
            Action::Update(key, draft) => {
                self.permitted(&rows, &key)?;
                rows.update(&key, draft)?;
                let row = match self.preference {
                    Some(Return::Representation) => Some(self.row(transaction, &key)?),
                    _ => None,
                };
                let version = rows.version(self.table, &key)?;
                let version = version.filter(|_| self.oddities.on(Oddity::Etags));
                Ok(Done::Updated { etag: version.map(etag), row })
            }
            Action::Delete(key) => {
                self.permitted(&rows, &key)?;
                rows.delete(self.table, &key)?;
                Ok(Done::Deleted)
            }
        }
    }

    /// Whether the row is there, and of the version that is meant.
    fn permitted(&self, rows: &Rows<'_>, key: &RowKey) -> Result<(), Fail> {
        self.conditions.told()?;
        let version = rows.version(self.table, key)?.ok_or_else(|| no_row(&self.oddities))?;
        self.conditions.met(&etag(version))
    }

    /// The row as it is now.
    fn row(&self, transaction: &Transaction<'_>, key: &RowKey) -> Result<One, Fail> {
        let now = self.shared.time();
        let planner = Planner { model: &self.shared.model, oddities: &self.oddities, now: &now, shuffle: 0 };
        let (table, options) = (self.table, &self.options);
        let plan = planner.plan(&Request { table, options, key, parent: &[], limit: 1, offset: 0, depth: 0 })?;
        let writer = Writer {
            model: &self.shared.model,
            connection: transaction,
            style: self.style,
            empty_objects: self.oddities.on(Oddity::EmptyLookupExpandsToObject),
        };
        let set = &self.shared.model.tables[table].name;
        let context = format!("{}/$metadata#{set}{}/$entity", self.root, plan.context);
        let one = writer.one(&plan, &context, &self.wrong).map_err(|error| failed(&error))?;
        one.ok_or_else(|| no_row(&self.oddities))
    }
}
