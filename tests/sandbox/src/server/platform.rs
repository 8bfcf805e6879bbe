//! What tells the runtimes apart, or does not.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

use super::{Call, Platform, Shared, pages};
use crate::fail::Fail;

/// Answers a probe: the vendor's tool measured .NET Framework; what .NET says is assumed.
pub(super) fn probe(shared: &Shared, call: &Call, path: &str) -> Option<Response<Body>> {
    let framework = shared.platform == Platform::NetFramework;
    let reply = match path {
        "/Login/Login.html" if !framework => pages::login_page(),
        "/Login/NuiLogin.aspx" if framework => pages::login_page(),
        "/0/Login/NuiLogin.aspx" if framework => {
            redirect(&format!("{}/Login/NuiLogin.aspx?ReturnUrl=%2f0%2fLogin%2fNuiLogin.aspx", shared.base_path))
        }
        "/api/HealthCheck/Ping" => plain(),
        "/0/api/HealthCheck/Ping" if framework => plain(),
        _ => return None,
    };
    Some(match call.method.as_str() {
        "GET" | "HEAD" => reply,
        method => Fail::Method(method.to_owned()).reply(false),
    })
}

fn plain() -> Response<Body> {
    let mut reply = Response::new(Body::from("Pong"));
    reply.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    reply
}

/// A 302.
pub(super) fn redirect(location: &str) -> Response<Body> {
    let mut reply = Response::new(Body::empty());
    *reply.status_mut() = StatusCode::FOUND;
    if let Ok(location) = HeaderValue::from_str(location) {
        reply.headers_mut().insert(header::LOCATION, location);
    }
    reply
}
