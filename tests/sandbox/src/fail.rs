//! Errors in the shapes that were measured.

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use serde_json::value::RawValue;

use crate::json::object;

/// A refused request.
#[derive(Clone, Debug)]
pub(crate) enum Fail {
    /// The query can't be understood: 400.
    Query(String),
    /// The body or the path can't be understood: 400.
    Request(String),
    /// A query that was understood and could not be run: 500, the cause two levels down.
    Internal(String),
    /// What the database refuses: 500 with its words, as PostgreSQL says them (the vendor's command line tool reports SQL
    /// texts, PG 23503 among them).
    Database(String),
    /// A body of another type than JSON: 415.
    MediaType(String),
    /// An argument that the server's code did not expect: 500, the cause one level down.
    Argument { message: String, kind: &'static str },
    /// An entity set that is not in the model: 404.
    NoSet { uri: String, name: String },
    /// A path that a set of the model does not have: 404.
    NoAction { uri: String, set: String },
    /// An exception that nobody caught: 500.
    Unhandled { message: String, kind: &'static str },
    /// No route, or no row: an empty body.
    Empty(StatusCode),
    /// No row: 404 with a body.
    NoRow,
    /// What the sandbox can't do yet.
    NotBuilt(String),
    /// Not for this method: 405.
    Method(String),
}

impl Fail {
    /// The reply. `as_200` hides the status of a JSON error of OData.
    pub(crate) fn reply(&self, as_200: bool) -> Response<Body> {
        const BAD: &str = "The query specified in the URI is not valid.";
        const ERROR: &str = "An error has occurred.";
        let (status, body) = match self {
            Self::Query(message) => {
                // The sample has the same words below, without the period.
                let cause = message.strip_suffix('.').unwrap_or(message);
                (400, odata(&format!("{BAD} {message}"), &inner(cause, "")))
            }
            Self::Request(message) => (400, odata("The request is invalid.", &inner(message, ""))),
            Self::Internal(message) => {
                let cause = inner(message, "Terrasoft.Common.ItemNotFoundException");
                let level = object(&[
                    (
                        "message",
                        &"The 'ObjectContent`1' type failed to serialize the response body for content type 'application/json; odata.metadata=minimal'.",
                    ),
                    ("type", &"System.InvalidOperationException"),
                    ("stacktrace", &""),
                    ("internalexception", &cause),
                ]);
                (500, odata(ERROR, &level))
            }
            Self::Database(message) => {
                let cause = inner(message, "Npgsql.PostgresException");
                let level = object(&[
                    ("message", &"Exception has been thrown by the target of an invocation."),
                    ("type", &"System.Reflection.TargetInvocationException"),
                    ("stacktrace", &""),
                    ("internalexception", &cause),
                ]);
                (500, odata(ERROR, &level))
            }
            Self::MediaType(kind) => {
                let message = format!("The request entity's media type '{kind}' is not supported for this resource.");
                (415, object(&[("Message", &message)]))
            }
            Self::Argument { message, kind } => (500, odata(ERROR, &inner(message, kind))),
            Self::NoSet { uri, name } => {
                lost(uri, &format!("No type was found that matches the controller named '{name}'."))
            }
            Self::NoAction { uri, set } => {
                lost(uri, &format!("No action was found on the controller '{set}' that matches the request."))
            }
            Self::Unhandled { message, kind } => (
                500,
                object(&[
                    ("Message", &ERROR),
                    ("ExceptionMessage", message),
                    ("ExceptionType", kind),
                    ("StackTrace", &""),
                ]),
            ),
            Self::NoRow => (404, odata("Not Found", &inner("Resource not found.", ""))),
            Self::NotBuilt(what) => (501, odata(&format!("The sandbox can't do this yet: {what}."), &object(&[]))),
            Self::Method(method) => (
                405,
                object(&[("Message", &format!("The requested resource does not support http method '{method}'."))]),
            ),
            Self::Empty(status) => {
                let mut reply = Response::new(Body::empty());
                *reply.status_mut() = *status;
                return reply;
            }
        };
        let status = if as_200 && !matches!(self, Self::NotBuilt(_) | Self::Method(_)) { 200 } else { status };
        json_reply(StatusCode::from_u16(status).unwrap_or_default(), &body)
    }
}

fn odata(message: &str, inner: &RawValue) -> Box<RawValue> {
    object(&[("error", &object(&[("code", &""), ("message", &message), ("innererror", &inner)]))])
}

/// What Web API says of a path without a controller or an action.
fn lost(uri: &str, detail: &str) -> (u16, Box<RawValue>) {
    let message = format!("No HTTP resource was found that matches the request URI '{uri}'.");
    (404, object(&[("Message", &message), ("MessageDetail", &detail)]))
}

fn inner(message: &str, kind: &str) -> Box<RawValue> {
    object(&[("message", &message), ("type", &kind), ("stacktrace", &"")])
}

/// A reply with a small JSON body.
pub(crate) fn json_reply(status: StatusCode, body: &RawValue) -> Response<Body> {
    let mut reply = Response::new(Body::from(body.get().to_owned()));
    *reply.status_mut() = status;
    let json = header::HeaderValue::from_static("application/json; charset=utf-8");
    reply.headers_mut().insert(header::CONTENT_TYPE, json);
    reply
}
