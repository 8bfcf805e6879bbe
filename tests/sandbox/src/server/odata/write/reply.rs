//! What is answered when something was done.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::{nothing, row};
use super::prefer::Return;
use super::{Done, Job};

impl Job {
    /// The reply, with where a new row is.
    pub(super) fn reply(&self, done: Done) -> Response<Body> {
        let mut reply = match done {
            Done::Created { key, row } => {
                let place = self.place(&key);
                let minimal = self.preference == Some(Return::Minimal);
                let mut reply =
                    if minimal { bare(row.etag.as_deref()) } else { row::reply(StatusCode::CREATED, row, self.style) };
                if let Ok(place) = HeaderValue::from_str(&place) {
                    if minimal {
                        reply.headers_mut().insert("OData-EntityId", place.clone());
                    }
                    reply.headers_mut().insert(header::LOCATION, place);
                }
                reply
            }
            Done::Updated { row: Some(row), .. } => row::reply(StatusCode::OK, row, self.style),
            Done::Updated { etag, row: None } => bare(etag.as_deref()),
            Done::Deleted => return nothing(),
        };
        if let Some(preference) = self.preference {
            reply.headers_mut().insert("Preference-Applied", preference.applied());
        }
        reply
    }

    /// The address of a row.
    fn place(&self, key: &str) -> String {
        /// What a segment may hold as it is. A slash would end it.
        const KEPT: AsciiSet = NON_ALPHANUMERIC
            .remove(b'-')
            .remove(b'.')
            .remove(b'_')
            .remove(b'~')
            .remove(b'(')
            .remove(b')')
            .remove(b',')
            .remove(b'=')
            .remove(b':')
            .remove(b'\'');
        let segment = format!("{}({key})", self.shared.model.tables[self.table].name);
        format!("{}/{}", self.root, utf8_percent_encode(&segment, &KEPT))
    }
}

/// A reply without content, for a row that has a version.
fn bare(etag: Option<&str>) -> Response<Body> {
    let mut reply = nothing();
    row::tag(&mut reply, etag);
    reply
}
