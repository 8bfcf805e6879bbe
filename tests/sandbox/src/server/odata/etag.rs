//! Versions of rows, and what requests demand of them (OData Protocol 4.0, 8.2.4 and 8.2.5; RFC 7232).

use axum::http::StatusCode;

use super::super::Call;
use crate::fail::Fail;
use crate::oddity::{Oddities, Oddity};

/// What a request says of versions; nothing where rows have none.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    matches: Option<String>,
    differs: Option<String>,
    /// Whether a change must say which version it means.
    required: bool,
}

impl Conditions {
    /// The conditions of a request.
    pub(super) fn read(call: &Call, oddities: &Oddities) -> Self {
        if !oddities.on(Oddity::Etags) {
            return Self::default();
        }
        let list = |name: &str| {
            let values = call.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
            let values: Vec<&str> = values.collect();
            (!values.is_empty()).then(|| values.join(","))
        };
        let required = oddities.on(Oddity::EtagRequired);
        Self { matches: list("if-match"), differs: list("if-none-match"), required }
    }

    /// Refuses a change that does not say which version it means, where it must.
    pub(super) fn told(&self) -> Result<(), Fail> {
        match self.required && self.matches.is_none() {
            true => Err(Fail::Empty(StatusCode::PRECONDITION_REQUIRED)),
            false => Ok(()),
        }
    }

    /// Refuses to change a row of another version than is meant.
    pub(super) fn met(&self, etag: &str) -> Result<(), Fail> {
        let matches = self.matches.as_ref().is_none_or(|list| holds(list, etag));
        match matches && !self.is_known(etag) {
            true => Ok(()),
            false => Err(Fail::Empty(StatusCode::PRECONDITION_FAILED)),
        }
    }

    /// Whether the version is one of those that the request does not want.
    pub(super) fn is_known(&self, etag: &str) -> bool {
        self.differs.as_ref().is_some_and(|list| holds(list, etag))
    }
}

/// Whether a list names a version. Ours are weak; OData has them compared all the same. They hold no comma.
fn holds(list: &str, etag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    list.split(',').any(|tag| tag.trim() == "*" || strong(tag) == strong(etag))
}
