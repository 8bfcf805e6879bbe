//! Faults put into replies.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};

use super::{Call, Shared, guard, pages, stream};
use crate::fault::Fault;

/// The reply of a fault that keeps the request from being answered.
pub(super) fn instead(shared: &Shared, call: &Call) -> Option<Response<Body>> {
    call.faults.iter().find_map(|fault| match fault {
        Fault::Status { status, headers, body } => {
            let mut reply = Response::new(Body::from(body.clone()));
            *reply.status_mut() = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            for (name, value) in headers {
                if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                    reply.headers_mut().append(name, value);
                }
            }
            Some(reply)
        }
        Fault::Html(status) => Some(pages::error_page(*status)),
        Fault::Expired(how) => Some(guard::expired(shared, *how)),
        Fault::StaleCsrf => Some(guard::forbidden()),
        Fault::CutBefore => Some(unanswered(Response::new(Body::empty()))),
        Fault::Oversized(bytes) => Some(json(Bytes::from(oversized(*bytes)))),
        _ => None,
    })
}

/// The reply with the faults that need one.
pub(super) async fn afterwards(call: &Call, reply: Response<Body>) -> Response<Body> {
    let wanted = call.faults.iter().find(|fault| matches!(fault, Fault::Truncated | Fault::Cut | Fault::NoReply));
    let Some(fault) = wanted else { return reply };
    if matches!(fault, Fault::NoReply) {
        return unanswered(reply);
    }
    if reply.status() == StatusCode::NO_CONTENT {
        // There is nothing to cut.
        return reply;
    }
    let (mut parts, body) = reply.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = whole.slice(..whole.len() / 2);
    let body = match fault {
        Fault::Truncated => {
            parts.headers.insert(header::CONTENT_LENGTH, half.len().into());
            Body::from(half)
        }
        _ => {
            parts.headers.insert(header::CONTENT_LENGTH, whole.len().max(1).into());
            stream::cut(Some(half))
        }
    };
    Response::from_parts(parts, body)
}

/// The connection ends where the status would be.
fn unanswered(mut reply: Response<Body>) -> Response<Body> {
    // One without content would go out at once, for its body is not asked for.
    *reply.status_mut() = StatusCode::OK;
    reply.headers_mut().insert(header::CONTENT_LENGTH, 1.into());
    *reply.body_mut() = stream::cut(None);
    reply
}

fn json(body: Bytes) -> Response<Body> {
    let mut reply = Response::new(Body::from(body));
    let kind = HeaderValue::from_static("application/json; odata.metadata=minimal");
    reply.headers_mut().insert(header::CONTENT_TYPE, kind);
    reply
}

/// Good JSON of a size.
fn oversized(bytes: usize) -> Vec<u8> {
    let (start, end) = (br#"{"value":[],"x":""#, br#""}"#);
    let mut body = start.to_vec();
    body.resize(bytes.saturating_sub(end.len()).max(start.len()), b'x');
    body.extend_from_slice(end);
    body
}
