//! OData 4.

mod etag;
mod follow;
mod page;
mod read;
mod row;
mod service;
mod write;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use rusqlite::types::Value;

use super::{Call, Platform, Shared};
use crate::edm;
use crate::fail::Fail;
use crate::model::{Kind, Link, Table};
use crate::oddity::Oddity;
use crate::query::{Key, Literal, Segment, segments};
use crate::session::Session;
use crate::user::Account;

/// What a path means.
#[derive(Debug)]
pub(super) enum Resource {
    Set(usize),
    Count(usize),
    Row(usize, Vec<(usize, Value)>),
    Column {
        table: usize,
        key: Vec<(usize, Value)>,
        column: usize,
        raw: bool,
    },
    /// The row at the end of a lookup.
    Lookup {
        table: usize,
        key: Vec<(usize, Value)>,
        link: Link,
    },
}

/// Answers a request below the service root.
pub(super) async fn answer(
    shared: &Arc<Shared>,
    call: &Call,
    rest: &str,
    session: Option<&Session>,
) -> Result<Response<Body>, Fail> {
    if session.is_some_and(|session| session.account == Account::NoOData) {
        return Err(Fail::Unhandled {
            message: "The current user does not have sufficient permissions to use OData.".into(),
            kind: "System.Security.SecurityException",
        });
    }
    let segments = segments(rest).map_err(Fail::Request)?;
    let refused = || Fail::Method(call.method.to_string());
    let is_document = matches!(&segments[..], [] | [Segment { key: None, .. }])
        && segments.first().is_none_or(|only| only.name == "$metadata");
    let mut reply = match call.method.as_str() {
        "GET" if segments.is_empty() => service::document(shared, call),
        // Only here: below a set it is a route that there is not.
        "GET" if is_document => return Ok(service::metadata(shared)),
        "GET" => read::read(shared, call, rest, resource(shared, call, &segments)?).await?,
        "POST" if matches!(&segments[..], [only] if only.name == "$batch") => {
            return Err(Fail::NotBuilt("a batch".into()));
        }
        "POST" | "PATCH" | "PUT" | "DELETE" | "MERGE" if !is_document => {
            write::write(shared, call, resource(shared, call, &segments)?, session).await?
        }
        _ => return Err(refused()),
    };
    reply.headers_mut().insert("OData-Version", HeaderValue::from_static("4.0"));
    reply.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(reply)
}

fn resource(shared: &Shared, call: &Call, segments: &[Segment]) -> Result<Resource, Fail> {
    // The body is that of Web API; on .NET a route that there is not has none.
    let lost = |name: &str| match shared.platform {
        Platform::NetFramework => Fail::NoSet { uri: format!("{}{}", call.origin(), call.path), name: name.to_owned() },
        Platform::Net => Fail::Empty(StatusCode::NOT_FOUND),
    };
    let Some((first, rest)) = segments.split_first() else { return Err(lost("")) };
    let nothing_there = || match shared.platform {
        Platform::NetFramework => {
            Fail::NoAction { uri: format!("{}{}", call.origin(), call.path), set: first.name.clone() }
        }
        Platform::Net => Fail::Empty(StatusCode::NOT_FOUND),
    };
    let table = shared.model.set(&first.name).ok_or_else(|| lost(&first.name))?;
    let definition = &shared.model.tables[table];
    let (key, rest) = match (&first.key, rest.split_first()) {
        (Some(key), _) => (Some(key.clone()), rest),
        (None, Some((second, after))) if second.key.is_none() && shared.on(Oddity::SlashKeys) => {
            match edm::guid(&second.name) {
                Some(guid) => (Some(Key::One(Literal::Guid(guid))), after),
                None => (None, rest),
            }
        }
        (None, _) => (None, rest),
    };
    let names: Vec<&str> = rest.iter().map(|segment| segment.name.as_str()).collect();
    let Some(key) = key else {
        return match names[..] {
            [] => Ok(Resource::Set(table)),
            ["$count"] => Ok(Resource::Count(table)),
            _ => Err(nothing_there()),
        };
    };
    let key = key_columns(definition, &key)?;
    let column = |name: &str| definition.column(name).ok_or_else(nothing_there);
    let lookup = |name: &str| definition.link(name).filter(|link| !link.is_many && !link.on.is_empty());
    match names[..] {
        [] => Ok(Resource::Row(table, key)),
        [name] => match lookup(name) {
            Some(link) => Ok(Resource::Lookup { table, key, link: link.clone() }),
            None => Ok(Resource::Column { table, key, column: column(name)?, raw: false }),
        },
        [name, "$value"] => Ok(Resource::Column { table, key, column: column(name)?, raw: true }),
        _ => Err(nothing_there()),
    }
}

fn key_columns(table: &Table, key: &Key) -> Result<Vec<(usize, Value)>, Fail> {
    let bad = || Fail::Request(format!("The key in the URL is no key of '{}'.", table.type_name));
    let parts: Vec<(usize, &Literal)> = match key {
        Key::One(literal) => match table.keys[..] {
            [only] => vec![(only, literal)],
            _ => return Err(bad()),
        },
        Key::Named(named) => {
            let find = |(name, literal)| Some((table.column(name).filter(|at| table.keys.contains(at))?, literal));
            let parts: Option<Vec<_>> = named.iter().map(|(name, literal)| find((name, literal))).collect();
            let distinct = |parts: &Vec<(usize, &Literal)>| {
                table.keys.iter().all(|key| parts.iter().filter(|(at, _)| at == key).count() == 1)
            };
            parts.filter(|parts| parts.len() == table.keys.len()).filter(distinct).ok_or_else(bad)?
        }
    };
    let value = |(at, literal): (usize, &Literal)| {
        let value = match (&table.columns[at].kind, literal) {
            (Kind::Guid, Literal::Guid(text)) | (Kind::Text, Literal::Text(text)) => Value::Text(text.clone()),
            (Kind::Int | Kind::Int64, Literal::Int(digits)) => Value::Integer(digits.parse().map_err(|_| bad())?),
            (Kind::Decimal, Literal::Int(digits) | Literal::Decimal(digits)) => Value::Text(digits.clone()),
            (Kind::DateTime, Literal::DateTime(text)) | (Kind::Date, Literal::Date(text)) => Value::Text(text.clone()),
            (Kind::Enum(..), Literal::Enum(_, member)) => Value::Text(member.clone()),
            (Kind::Bool, Literal::Bool(value)) => Value::Integer(i64::from(*value)),
            _ => return Err(bad()),
        };
        Ok((at, value))
    };
    parts.into_iter().map(value).collect()
}

/// Text as a reply.
fn plain(text: String) -> Response<Body> {
    let mut reply = Response::new(Body::from(text));
    reply.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    reply
}

/// A reply without content.
fn nothing() -> Response<Body> {
    Fail::Empty(StatusCode::NO_CONTENT).reply(false)
}
