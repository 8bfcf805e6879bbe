//! HTML where JSON is expected.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

/// An HTML reply.
pub(super) fn html(status: StatusCode, page: String) -> Response<Body> {
    let mut reply = Response::new(Body::from(page));
    *reply.status_mut() = status;
    reply.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    reply
}

/// The login page; clients know it by the path or by the script.
pub(super) fn login_page() -> Response<Body> {
    let page = "<!DOCTYPE html>\n<html><head><title>Creatio</title>\n<script src=\"/Login/bootstrap.js\"></script>\n\
                <script>var module = \"bootstrap.login\";</script></head><body></body></html>\n";
    html(StatusCode::OK, page.to_owned())
}

/// The page of a WCF service, whose title says little.
pub(super) fn service_page(status: StatusCode, text: &str) -> Response<Body> {
    let title = if status.is_server_error() || status == StatusCode::BAD_REQUEST { "Request Error" } else { "Service" };
    let page = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n\
         <head><title>{title}</title></head>\n<body><div id=\"content\"><p class=\"heading1\">{title}</p>\n\
         <p>{text}</p></div></body></html>\n"
    );
    html(status, page)
}

/// The page of a web server for a status, which it may tell in the title only.
pub(super) fn error_page(status: u16) -> Response<Body> {
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let shown = if status == 200 { 500 } else { status };
    let reason = StatusCode::from_u16(shown).ok().and_then(|code| code.canonical_reason()).unwrap_or("Error");
    let page = format!(
        "<!DOCTYPE html>\n<html><head><title>{shown} - {reason}</title></head>\n<body><h1>Server Error</h1>\
         <h2>{shown} - {reason}</h2></body></html>\n"
    );
    html(code, page)
}
