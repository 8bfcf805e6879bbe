//! Envelopes of the process engine.

use axum::body::Body;
use axum::http::{Response, StatusCode};

use crate::edm::ZERO_GUID;
use crate::fail::json_reply;
use crate::json::object;

/// A refusal: no id, status 0 (fixtures of the vendor's command line tool). The code is the name of an exception.
pub(super) fn refused(code: &str, message: &str) -> Response<Body> {
    let info = object(&[("errorCode", &code), ("message", &message), ("stackTrace", &())]);
    let body = object(&[
        ("processId", &ZERO_GUID),
        ("processStatus", &0),
        ("resultParameterValues", &()),
        ("executionData", &()),
        ("success", &false),
        ("errorInfo", &info),
    ]);
    json_reply(StatusCode::OK, &body)
}
