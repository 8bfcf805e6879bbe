//! Login, logout, who am I.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::Value;

use super::{Call, Platform, Shared, lock};
use crate::fail::{Fail, json_reply};
use crate::json::object;
use crate::oddity::Oddity;
use crate::session::Session;
use crate::user::Account;

const LOGIN: &str = "/ServiceModel/AuthService.svc/Login";
const LOGOUT: &str = "/rest/MainMenuService/Logout";
const WHO: &str = "/ServiceModel/UserInfoService.svc/GetCurrentUserInfo";

/// Services that need a session.
pub(super) const SERVICES: [&str; 2] = [LOGOUT, WHO];

/// Answers a login; nothing for any other path.
pub(super) fn login(shared: &Shared, call: &Call, path: &str) -> Option<Response<Body>> {
    // Measured: below /0/ the service takes every login for a request without a ticket.
    if shared.platform == Platform::NetFramework && path.strip_prefix("/0") == Some(LOGIN) {
        return Some(Fail::Empty(StatusCode::UNAUTHORIZED).reply(false));
    }
    if path != LOGIN {
        return None;
    }
    if call.method != "POST" {
        return Some(Fail::Method(call.method.to_string()).reply(false));
    }
    let is_json = call.header("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    let body = serde_json::from_slice::<Value>(&call.body).ok().filter(|_| is_json);
    let member = |name: &str| body.as_ref().and_then(|body| body.get(name)).and_then(Value::as_str);
    let (Some(name), Some(password)) = (member("UserName"), member("UserPassword")) else {
        return Some(Fail::Empty(StatusCode::BAD_REQUEST).reply(false));
    };
    if shared.on(Oddity::LoginNeedsForceUseSession) && call.header("ForceUseSession") != Some("true") {
        return Some(refused("ForceUseSession is required.", "System.InvalidOperationException"));
    }
    let user = shared.users.iter().find(|user| user.name.eq_ignore_ascii_case(name) && user.password == password);
    let Some(user) = user else {
        return Some(refused(
            "Invalid username or password specified, or your account is inactive.",
            "System.Security.Authentication.InvalidCredentialException",
        ));
    };
    let change = format!("{}/Login/ChangePassword.aspx", shared.base_path);
    let (code, message, change) = match user.account {
        Account::Good | Account::NoOData => (0, "", None),
        Account::ChangeAdvised => (2, "Your password expires soon.", Some(change)),
        Account::MayGrantLicence => (3, "You have no licence. Grant one.", None),
        Account::NoLicence => (4, "You have no licence.", None),
        Account::PasswordExpired => (5, "Your password has expired.", Some(change)),
        Account::SecondFactor => {
            return Some(refused(
                "A second factor is needed.",
                "Terrasoft.Authentication.TwoFactor.Exceptions.StartAuthFlowException",
            ));
        }
    };
    let body = object(&[
        ("Code", &code),
        ("Message", &message),
        ("Exception", &()),
        ("PasswordChangeUrl", &change),
        ("RedirectUrl", &()),
        ("UserType", &"General"),
    ]);
    let mut reply = json_reply(StatusCode::OK, &body);
    if user.account != Account::PasswordExpired {
        let mut sessions = lock(&shared.sessions);
        if shared.on(Oddity::OneSessionPerUser) {
            sessions.close_all(&user.name);
        }
        let session = sessions.open(&user.name, user.account);
        drop(sessions);
        cookies(shared, &session, &mut reply);
    }
    Some(reply)
}

/// A refused login: status 200, the exception an object.
fn refused(message: &str, kind: &str) -> Response<Body> {
    let exception = object(&[
        ("HelpLink", &()),
        ("InnerException", &()),
        ("Message", &message),
        ("StackTrace", &()),
        ("Type", &kind),
    ]);
    let body = object(&[
        ("Code", &1),
        ("Message", &message),
        ("Exception", &exception),
        ("PasswordChangeUrl", &()),
        ("RedirectUrl", &()),
        ("UserType", &()),
    ]);
    json_reply(StatusCode::OK, &body)
}

fn cookies(shared: &Shared, session: &Session, reply: &mut Response<Body>) {
    let name = percent_encoding::utf8_percent_encode(&session.user, percent_encoding::NON_ALPHANUMERIC);
    let (loader, csrf, server) = {
        let mut sessions = lock(&shared.sessions);
        let server = if shared.on(Oddity::LateSessionCookie) { None } else { sessions.server_session(None) };
        (sessions.token("loader"), sessions.token("csrf"), server)
    };
    set_cookie(reply, &format!("BPMLOADER={loader}; path=/; HttpOnly"));
    set_cookie(reply, &format!(".ASPXAUTH={}; path=/; HttpOnly; SameSite=Lax", session.ticket));
    if shared.on(Oddity::CsrfTokenCookie) {
        set_cookie(reply, &format!("CsrfToken={csrf}; path=/; HttpOnly"));
    }
    if shared.on(Oddity::BpmcsrfCookie) {
        set_cookie(reply, &format!("BPMCSRF={}; path=/", session.bpmcsrf));
    }
    if shared.on(Oddity::CrtCsrfCookie) {
        set_cookie(reply, &format!("CRT_CSRF={}; path=/", session.crt_csrf));
    }
    set_cookie(reply, &format!("UserName={name}; expires=Fri, 31 Dec 2099 23:59:59 GMT; path=/; HttpOnly"));
    set_cookie(reply, "UserType=General; path=/");
    if let Some(id) = server {
        set_cookie(reply, &format!("BPMSESSIONID={id}; path=/; HttpOnly"));
    }
}

/// Adds a `Set-Cookie`.
pub(super) fn set_cookie(reply: &mut Response<Body>, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        reply.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Answers one of [`SERVICES`].
pub(super) fn service(shared: &Shared, call: &Call, below: &str, session: Option<&Session>) -> Response<Body> {
    if call.method != "POST" {
        return Fail::Method(call.method.to_string()).reply(false);
    }
    if below == LOGOUT {
        if let Some(session) = session {
            lock(&shared.sessions).close(&session.ticket);
        }
        let page = format!("{}/Login/NuiLogin.aspx", shared.base_path);
        return json_reply(StatusCode::OK, &object(&[("RedirectLocation", &page)]));
    }
    let name = session.map_or("", |session| session.user.as_str());
    let user = shared.users.iter().find(|user| user.name == name);
    let id = user.and_then(|user| user.contact.as_deref()).unwrap_or(crate::edm::ZERO_GUID);
    let contact = object(&[("value", &id), ("displayValue", &name)]);
    json_reply(
        StatusCode::OK,
        &object(&[("userName", &name), ("userType", &"General"), ("cultureName", &"en-US"), ("contact", &contact)]),
    )
}
