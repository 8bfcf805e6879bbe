//! What an answer means.

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};

use super::base::Base;
use super::error::{ServerError, ServiceFailure, host_and_path, is_error_body};
use super::exchange::{Endpoint, Form, Reply, Request};
use super::redact::Redact;
use super::{Error, ErrorKind, html, retry};

pub(crate) enum Verdict {
    Fine,
    /// The server does not know the session. The request went no further than its door.
    Stale,
    /// It may be the CSRF token of an old session, or a missing right.
    Forbidden(Error),
    Failed(Error),
}

/// Says what an answer means.
///
/// The four ways in which a lost session shows (measured on .NET Framework by several clients):
/// status 401 with or without JSON, a redirect to the login page, and that page itself.
pub(crate) fn judge(reply: &Reply, request: &Request, base: &Base) -> Verdict {
    let status = reply.status;
    let kind = if status == StatusCode::UNAUTHORIZED && (!request.changes || is_at_the_door(&reply.body)) {
        return Verdict::Stale;
    } else if status.is_redirection() {
        match redirect(reply, request, base) {
            Some(kind) => kind,
            None => return Verdict::Stale,
        }
    } else if !status.is_success() {
        of_status(reply, request)
    } else if is_page(reply, request.what) {
        // Where any page may be the answer, its marks are too weak to do a change again.
        match (html::is_login_page(&reply.body), request.what == Endpoint::Service(Form::Bytes)) {
            (true, bytes) if !(bytes && request.changes && !request.anonymous) => return Verdict::Stale,
            (false, true) => return Verdict::Fine,
            _ => {}
        }
        ErrorKind::NotJson { title: html::title(&reply.body).map(|title| redact(request).text(&title)) }
    } else if !request.what.is_service() && is_error_body(&reply.body) {
        ErrorKind::Server
    } else if request.changes && !request.what.is_service() && status == StatusCode::ACCEPTED {
        ErrorKind::Accepted
    } else {
        return Verdict::Fine;
    };
    let said = match &kind {
        // The title of a page that says so says nothing.
        ErrorKind::NoMethod if reply.body.trim_ascii_start().starts_with(b"<") => None,
        ErrorKind::NotJson { .. } | ErrorKind::Redirected { .. } => None,
        _ => said(reply, request),
    };
    let is_about_sets = !request.what.is_service() && !matches!(kind, ErrorKind::Forbidden);
    let unset = is_about_sets && said.as_ref().is_some_and(ServerError::unknown_set);
    let kind = if unset { ErrorKind::UnknownSet } else { kind };
    let error = Error::new(kind).at(&request.place).answered(status).said(said);
    let error = if request.changes && is_open(&error) { error.unknown_outcome() } else { error };
    if status == StatusCode::FORBIDDEN { Verdict::Forbidden(error) } else { Verdict::Failed(error) }
}

/// Whether a 401 comes from what stands before the services, so that the request did not reach one. What an
/// inner service says of itself has other words, or another shape (creatio-http facts A.3).
fn is_at_the_door(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(body) => body.get("Message").is_some_and(|message| message == "Authentication failed."),
        // Half an object is what came of some other words.
        Err(_) => !body.trim_ascii_start().starts_with(b"{"),
    }
}

/// Whether a change may have been made although its answer is an error.
///
/// A handler of Creatio's that fails after the row was inserted makes a failed request of it (creatio-http facts B.5), by all
/// that is known a 500, as exceptions that nobody handles are in Web API. Statuses from 400 on are taken to say that nothing was
/// done, but for 408, which proxies send of their own accord.
fn is_open(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::UnknownSet => false,
        ErrorKind::Unauthorized => true,
        _ => !error.status().is_some_and(|status| (400..500).contains(&status) && status != 408),
    }
}

/// Where a redirect leads; `None` for the login page.
fn redirect(reply: &Reply, request: &Request, base: &Base) -> Option<ErrorKind> {
    let location = reply.headers.get(LOCATION).and_then(|location| location.to_str().ok());
    let Some(to) = location.and_then(|location| request.url.join(location).ok()) else {
        return Some(ErrorKind::Redirected { to: "nowhere".into() });
    };
    let here = to.host() == base.url().host();
    let login = to.path().to_ascii_lowercase().contains("/login/");
    if here && login {
        return None;
    }
    // The path may be the one that was asked for, with what is private in it.
    let (shown, origin) = (host_and_path(&to), to.origin().ascii_serialization());
    let path = shown.strip_prefix(&origin).map(|path| format!("{origin}{}", redact(request).text(path)));
    Some(ErrorKind::Redirected { to: path.unwrap_or(shown) })
}

fn of_status(reply: &Reply, request: &Request) -> ErrorKind {
    let retry_after = reply.headers.get(RETRY_AFTER).and_then(retry::after);
    match reply.status {
        StatusCode::UNAUTHORIZED => ErrorKind::Unauthorized,
        StatusCode::FORBIDDEN => ErrorKind::Forbidden,
        StatusCode::PRECONDITION_FAILED => ErrorKind::PreconditionFailed,
        StatusCode::METHOD_NOT_ALLOWED if request.what.is_service() => ErrorKind::NoMethod,
        StatusCode::NOT_FOUND | StatusCode::GONE => match request.what {
            Endpoint::Service(_) if html::is_wcf_page(&reply.body) => ErrorKind::NoMethod,
            // A page is sent where nothing is at all; a row that is not there gives JSON or nothing.
            _ if is_page(reply, request.what) => ErrorKind::NoService,
            Endpoint::Row => ErrorKind::NotFound,
            Endpoint::Rows | Endpoint::Value => ErrorKind::UnknownSet,
            Endpoint::Metadata | Endpoint::Service(_) => ErrorKind::NoService,
        },
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::Throttled { retry_after },
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            ErrorKind::Unavailable { retry_after }
        }
        status if status.is_client_error() => ErrorKind::BadRequest,
        _ => ErrorKind::Server,
    }
}

/// Whether the answer is a page for people.
fn is_page(reply: &Reply, what: Endpoint) -> bool {
    let kind = reply.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let says_html = kind.trim_start().get(..9).is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"));
    let is_markup = match what {
        Endpoint::Metadata | Endpoint::Service(Form::Xml | Form::Bytes) => html::begins_as_page(&reply.body),
        _ => html::begins_as_markup(&reply.body),
    };
    // An empty answer with a type is no page.
    is_markup || (says_html && !reply.body.is_empty())
}

/// What the server's texts must not repeat.
pub(crate) fn redact(request: &Request) -> Redact {
    let redact = match &request.body {
        Some(body) => Redact::change(&request.url, &body.0),
        None => Redact::query(&request.url),
    };
    redact.and(&request.hidden).but(&request.named)
}

fn said(reply: &Reply, request: &Request) -> Option<ServerError> {
    let redact = redact(request);
    // An envelope may come with any status (creatio-services facts 1.11).
    let failure = Some(&reply.body).filter(|_| request.what.is_service());
    let failure = failure.and_then(|body| ServiceFailure::read(&serde_json::from_slice(body).ok()?));
    let json = match failure {
        Some(failure) => Some(ServerError::service(&failure, &redact)),
        None => ServerError::read(&reply.body, &redact),
    };
    json.or_else(|| html::title(&reply.body).map(|title| ServerError::page(&title, &redact)))
}
