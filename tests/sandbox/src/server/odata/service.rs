//! The service document and `$metadata`.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

use super::super::{Call, Shared};
use crate::fail::json_reply;
use crate::json::object;

/// The list of entity sets.
pub(super) fn document(shared: &Shared, call: &Call) -> Response<Body> {
    let sets: Vec<_> = shared
        .model
        .tables
        .iter()
        .filter(|table| table.is_set)
        .map(|table| object(&[("name", &table.name), ("kind", &"EntitySet"), ("url", &table.name)]))
        .collect();
    let context = format!("{}/$metadata", root(shared, call));
    let mut reply = json_reply(StatusCode::OK, &object(&[("@odata.context", &context), ("value", &sets)]));
    reply
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; odata.metadata=minimal"));
    reply
}

/// The document that the sandbox is made from, as it is.
pub(super) fn metadata(shared: &Shared) -> Response<Body> {
    let mut reply = Response::new(Body::from(shared.metadata.clone()));
    reply.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    reply.headers_mut().insert("OData-Version", HeaderValue::from_static("4.0"));
    reply
}

/// The service root.
pub(super) fn root(shared: &Shared, call: &Call) -> String {
    format!("{}{}/odata", call.origin(), shared.prefix())
}
