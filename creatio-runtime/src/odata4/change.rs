//! Requests that change something.

use std::fmt;

use super::{Spelled, body, request};
use crate::Dialect;
use crate::change::{Draft, ETag, Unwritable};
use crate::query::get::Address;

/// How a body is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) dialect: Dialect,
    /// Decimals and Int64 as text, which the body's type then says.
    pub(crate) ieee754: bool,
}

impl Form {
    /// Numbers as numbers.
    pub(crate) fn plain(dialect: Dialect) -> Self {
        Self { dialect, ieee754: false }
    }
}

/// What is done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Post,
    Patch,
    Delete,
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request that changes something, relative to the service's root.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) method: Method,
    pub(crate) path: Spelled,
    pub(crate) body: Option<String>,
    /// Names and values of headers that belong to the change itself.
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// The request that creates a row.
pub(crate) fn create(set: &str, draft: &Draft, form: Form) -> Result<Change, Unwritable> {
    draft.check()?;
    let mut path = Spelled::default();
    path.path(set);
    Ok(Change { method: Method::Post, path, body: Some(json(draft, form)), headers: minimal(form) })
}

/// The request that changes a row.
///
/// OData lets a service create the row when there is none with this key, unless `If-Match` is there (Protocol 4.01, 11.4.4).
/// It is sent to all services but Creatio, which is not known to do either.
pub(crate) fn update(
    address: &Address,
    draft: &Draft,
    version: Option<&ETag>,
    form: Form,
) -> Result<Change, Unwritable> {
    draft.check_update()?;
    let mut headers = if_match(address, version)?;
    if headers.is_empty() && form.dialect != Dialect::Creatio {
        headers.push(("if-match", "*".to_owned()));
    }
    headers.extend(minimal(form));
    Ok(Change { method: Method::Patch, path: self::address(address), body: Some(json(draft, form)), headers })
}

/// The request that deletes a row.
pub(crate) fn delete(address: &Address, version: Option<&ETag>) -> Result<Change, Unwritable> {
    let headers = if_match(address, version)?;
    Ok(Change { method: Method::Delete, path: self::address(address), body: None, headers })
}

/// Where a row is, from the service's root.
pub(crate) fn address(address: &Address) -> Spelled {
    let mut request = request::Request::default();
    request.address(address);
    request.path
}

/// A row as it is sent.
pub(crate) fn json(draft: &Draft, form: Form) -> String {
    let mut out = String::new();
    body::row(&mut out, draft, form);
    out
}

/// Nobody reads the row that a service may send back. Creatio is not known to heed it (creatio-http facts B.5).
fn minimal(form: Form) -> Vec<(&'static str, String)> {
    match form.dialect {
        Dialect::Creatio => Vec::new(),
        Dialect::Standard => vec![("prefer", "return=minimal".to_owned())],
    }
}

fn if_match(address: &Address, version: Option<&ETag>) -> Result<Vec<(&'static str, String)>, Unwritable> {
    match version {
        None => Ok(Vec::new()),
        Some(_) if address.meta.dialect == Dialect::Creatio => Err(Unwritable::Version),
        Some(version) if !version.is_valid() => Err(Unwritable::BadVersion),
        Some(version) => Ok(vec![("if-match", version.as_str().to_owned())]),
    }
}

/// Prints the request as people read it.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.name(), self.path.plain)?;
        self.body.as_ref().map_or(Ok(()), |body| write!(f, " {body}"))
    }
}
