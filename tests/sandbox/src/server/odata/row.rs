//! One row as a reply.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

use crate::fail::Fail;
use crate::reply::{One, Style};

/// The type of a reply's JSON.
pub(super) fn content_type(style: Style) -> HeaderValue {
    HeaderValue::from_static(if style.ieee754 {
        "application/json; odata.metadata=minimal; IEEE754Compatible=true"
    } else {
        "application/json; odata.metadata=minimal"
    })
}

/// A row with its version.
pub(super) fn reply(status: StatusCode, one: One, style: Style) -> Response<Body> {
    let mut reply = Response::new(Body::from(one.json));
    *reply.status_mut() = status;
    reply.headers_mut().insert(header::CONTENT_TYPE, content_type(style));
    tag(&mut reply, one.etag.as_deref());
    reply
}

/// The answer to who has this version already.
pub(super) fn unchanged(etag: Option<&str>) -> Response<Body> {
    let mut reply = Fail::Empty(StatusCode::NOT_MODIFIED).reply(false);
    tag(&mut reply, etag);
    reply
}

/// Adds the version of the row.
pub(super) fn tag(reply: &mut Response<Body>, etag: Option<&str>) {
    if let Some(Ok(etag)) = etag.map(HeaderValue::from_str) {
        reply.headers_mut().insert(header::ETAG, etag);
    }
}
