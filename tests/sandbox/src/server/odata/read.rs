//! Reading sets, rows, columns and counts.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use rusqlite::Connection;
use tokio::sync::mpsc;

use super::super::stream::{self, Piece, Pipe};
use super::super::{Call, Shared, lock};
use super::etag::Conditions;
use super::follow::follow;
use super::page::{Page, corruptions};
use super::row::{self, content_type};
use super::{Resource, nothing, plain, service};
use crate::fail::Fail;
use crate::oddity::{Oddities, Oddity};
use crate::query::Options;
use crate::reply::{Framing, Style, Writer, raw};
use crate::sql::{Plan, Planner, Request};

/// Everything that a blocking thread needs.
struct Job {
    shared: Arc<Shared>,
    oddities: Oddities,
    plan: Plan,
    style: Style,
}

/// Answers a resource.
pub(super) async fn read(
    shared: &Arc<Shared>,
    call: &Call,
    rest: &str,
    resource: Resource,
) -> Result<Response<Body>, Fail> {
    let options = Options::read(&call.query).map_err(Fail::Query)?;
    let oddities = lock(&shared.oddities).clone();
    let resource = match resource {
        Resource::Lookup { table, key, link } => match follow(shared, table, key, &link).await? {
            Some(Some(key)) => Resource::Row(link.target, key),
            Some(None) => return Ok(nothing()),
            None => return Err(no_row(&oddities)),
        },
        resource => resource,
    };
    let style = style(call, &oddities);
    let now = shared.time();
    let shuffle = shared.requests.load(Ordering::Relaxed);
    let planner = Planner { model: &shared.model, oddities: &oddities, now: &now, shuffle };
    let page = Page::new(shared, call, rest, &options, &oddities)?;
    let (table, key, limit, offset) = match &resource {
        Resource::Set(table) => (*table, &[][..], page.fetched(), page.offset),
        Resource::Count(table) => (*table, &[][..], 0, 0),
        Resource::Row(table, key) | Resource::Column { table, key, .. } | Resource::Lookup { table, key, .. } => {
            (*table, &key[..], 1, 0)
        }
    };
    allowed(&resource, &options)?;
    let plan = planner.plan(&Request { table, options: &options, key, parent: &[], limit, offset, depth: 0 })?;
    let set = &shared.model.tables[table].name;
    let context = format!("{}/$metadata#{set}", service::root(shared, call));
    let job = Job { shared: shared.clone(), oddities, plan, style };
    match resource {
        Resource::Count(_) => {
            let count = job.once(|writer, plan| Ok(writer.count(plan)?.to_string())).await?;
            Ok(plain(count))
        }
        Resource::Column { column, raw, .. } => {
            let name = shared.model.tables[table].columns[column].name.clone();
            let shown = rest.trim_start_matches('/').trim_end_matches("/$value");
            job.column(column, raw, format!("{}/$metadata#{shown}", service::root(shared, call)), name).await
        }
        Resource::Set(_) => {
            let framing = page.framing(call, format!("{context}{}", job.plan.context));
            job.stream(framing, page.applied).await
        }
        Resource::Row(..) | Resource::Lookup { .. } => {
            let context = format!("{context}{}/$entity", job.plan.context);
            let conditions = Conditions::read(call, &job.oddities);
            let (missing, wrong) = (no_row(&job.oddities), corruptions(call));
            let found = job.once(move |writer, plan| writer.one(plan, &context, &wrong)).await?;
            let one = found.ok_or(missing)?;
            if one.etag.as_deref().is_some_and(|etag| conditions.is_known(etag)) {
                return Ok(row::unchanged(one.etag.as_deref()));
            }
            Ok(row::reply(StatusCode::OK, one, style))
        }
    }
}

/// How values are written that a request asks for.
pub(super) fn style(call: &Call, oddities: &Oddities) -> Style {
    let accept = call.header("accept").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    Style {
        empties: oddities.on(Oddity::EmptyValues),
        ieee754: oddities.on(Oddity::Ieee754) && accept.contains("ieee754compatible=true"),
        masked: oddities.on(Oddity::MaskedMoney),
    }
}

/// Refuses options that make no sense for a resource.
pub(super) fn allowed(resource: &Resource, options: &Options) -> Result<(), Fail> {
    let refused: &[&str] = match resource {
        Resource::Set(_) => &[],
        Resource::Count(_) => &["$expand", "$select"],
        Resource::Row(..) | Resource::Lookup { .. } => &["$filter", "$orderby", "$top", "$skip", "$count"],
        Resource::Column { .. } => &["$filter", "$orderby", "$top", "$skip", "$count", "$select", "$expand"],
    };
    match refused.iter().find(|name| options.has(name)) {
        Some(name) => {
            Err(Fail::Query(format!("The query option '{name}' can't be applied to the requested resource.")))
        }
        None => Ok(()),
    }
}

/// The answer where a row is not.
pub(super) fn no_row(oddities: &Oddities) -> Fail {
    if oddities.on(Oddity::MissingRowHasBody) { Fail::NoRow } else { Fail::Empty(StatusCode::NOT_FOUND) }
}

impl Job {
    fn work<T>(&self, work: impl FnOnce(&Writer<'_>, &Plan) -> rusqlite::Result<T>) -> Result<T, Fail> {
        let run = |connection: &mut Connection| {
            self.shared.store.index(connection, &self.plan.searched)?;
            // One snapshot for the count and the rows.
            let transaction = connection.transaction()?;
            let writer = Writer {
                model: &self.shared.model,
                connection: &transaction,
                style: self.style,
                empty_objects: self.oddities.on(Oddity::EmptyLookupExpandsToObject),
            };
            work(&writer, &self.plan)
        };
        self.shared.store.with(run).and_then(|done| done).map_err(|error| failed(&error))
    }

    /// Runs something short.
    async fn once<T: Send + 'static>(
        self,
        work: impl FnOnce(&Writer<'_>, &Plan) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Fail> {
        let done = tokio::task::spawn_blocking(move || self.work(work)).await;
        done.unwrap_or_else(|error| Err(Fail::Internal(error.to_string())))
    }

    /// Writes the reply while it is sent.
    async fn stream(self, framing: Framing, applied: Option<u64>) -> Result<Response<Body>, Fail> {
        let style = self.style;
        let (sender, receiver) = mpsc::channel::<Piece>(4);
        tokio::task::spawn_blocking(move || {
            let mut pipe = Pipe(sender.clone());
            if let Err(fail) = self.work(|writer, plan| writer.list(plan, &framing, &mut pipe)) {
                // The client may be gone.
                let _ = sender.blocking_send(Err(fail));
            }
        });
        let mut reply = Response::new(stream::body(receiver).await?);
        reply.headers_mut().insert(header::CONTENT_TYPE, content_type(style));
        if let Some(Ok(value)) = applied.map(|rows| HeaderValue::from_str(&format!("odata.maxpagesize={rows}"))) {
            reply.headers_mut().insert("Preference-Applied", value);
        }
        Ok(reply)
    }

    async fn column(self, column: usize, as_raw: bool, context: String, name: String) -> Result<Response<Body>, Fail> {
        let Some(&(_, place)) = self.plan.shown.iter().find(|(at, _)| *at == column) else {
            return Err(Fail::NotBuilt(format!("the bytes of the stream {name}")));
        };
        let kind = self.shared.model.tables[self.plan.table].columns[column].kind.clone();
        let style = self.style;
        let missing = Fail::Empty(StatusCode::NOT_FOUND);
        let found = self
            .once(move |writer, plan| {
                writer.first(plan, place, |stored| {
                    let mut json = Vec::new();
                    crate::reply::column(&mut json, writer.model, &kind, stored, style);
                    (raw(&kind, stored, style), String::from_utf8_lossy(&json).into_owned())
                })
            })
            .await?;
        let (text, json) = found.ok_or(missing)?;
        let Some(text) = text else { return Ok(nothing()) };
        if as_raw {
            return Ok(plain(text));
        }
        let context = serde_json::Value::from(context);
        let mut reply = Response::new(Body::from(format!("{{\"@odata.context\":{context},\"value\":{json}}}")));
        reply.headers_mut().insert(header::CONTENT_TYPE, content_type(Style::default()));
        Ok(reply)
    }
}

/// What a database error means: our own words where a function failed. That a query is more than SQLite takes is no
/// error of Creatio's.
pub(super) fn failed(error: &rusqlite::Error) -> Fail {
    const LIMITS: [&str; 4] =
        ["tables in a join", "too many ", "Expression tree is too large", "parser stack overflow"];
    let message = match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    };
    if LIMITS.iter().any(|limit| message.contains(limit)) {
        return Fail::NotBuilt(format!("so large a query ({message})"));
    }
    Fail::Internal(message)
}
