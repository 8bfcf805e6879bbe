//! Who may pass: the ticket, the CSRF token, the server session.

use axum::body::Body;
use axum::http::{Response, StatusCode};

use super::platform::redirect;
use super::{Call, Platform, Shared, lock, pages};
use crate::fail::{Fail, json_reply};
use crate::json::object;
use crate::oddity::Oddity;
use crate::session::{Expiry, Session};
use crate::user::Account;

/// Who calls, and the cookie of a server session that was opened for them.
type Admitted = (Option<Session>, Option<String>);

/// Lets a request pass or answers it.
pub(super) fn admit(shared: &Shared, call: &Call, below: &str) -> Result<Admitted, Box<Response<Body>>> {
    if !shared.auth {
        return Ok((None, None));
    }
    let mut sessions = lock(&shared.sessions);
    let session = call.cookie(".ASPXAUTH").and_then(|ticket| sessions.find(ticket)).cloned();
    let Some(session) = session else {
        return Err(Box::new(expired(shared, usual(shared, call, below))));
    };
    if let Some(how) = session.dead {
        return Err(Box::new(expired(shared, how)));
    }
    if matches!(session.account, Account::NoLicence | Account::MayGrantLicence) {
        return Err(Box::new(expired(shared, usual(shared, call, below))));
    }
    if shared.on(Oddity::CsrfCheck) && !has_token(shared, call, &session) {
        return Err(Box::new(forbidden()));
    }
    let opened = sessions.server_session(call.cookie("BPMSESSIONID"));
    Ok((Some(session), opened))
}

/// A request without the right token.
pub(super) fn forbidden() -> Response<Body> {
    Fail::Empty(StatusCode::FORBIDDEN).reply(false)
}

/// The header must say what the cookie of its own name says, and both what the session holds. One will do; a wrong one
/// spoils the other.
fn has_token(shared: &Shared, call: &Call, session: &Session) -> bool {
    let issued = [
        ("CRT_CSRF", &session.crt_csrf, shared.on(Oddity::CrtCsrfCookie)),
        ("BPMCSRF", &session.bpmcsrf, shared.on(Oddity::BpmcsrfCookie)),
    ];
    let mut right = issued.iter().all(|(_, _, issued)| !issued);
    for (name, token, issued) in issued {
        match call.header(name) {
            Some(value) if issued && value == token && call.cookie(name) == Some(value) => right = true,
            Some(_) => return false,
            None => {}
        }
    }
    right
}

/// How a missing or unknown ticket is answered.
fn usual(shared: &Shared, call: &Call, below: &str) -> Expiry {
    let forced = call.header("ForceUseSession").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    if below.starts_with("/ServiceModel/") {
        Expiry::UnauthorizedJson
    } else if forced || !shared.on(Oddity::LoginRedirect) {
        Expiry::Unauthorized
    } else {
        Expiry::Redirect
    }
}

/// The reply to a request of a dead session.
pub(super) fn expired(shared: &Shared, how: Expiry) -> Response<Body> {
    match how {
        Expiry::Unauthorized => Fail::Empty(StatusCode::UNAUTHORIZED).reply(false),
        Expiry::UnauthorizedJson => json_reply(
            StatusCode::UNAUTHORIZED,
            &object(&[
                ("Message", &"Authentication failed."),
                ("StackTrace", &()),
                ("ExceptionType", &"System.InvalidOperationException"),
            ]),
        ),
        Expiry::Redirect => {
            let page = match shared.platform {
                Platform::NetFramework => "NuiLogin.aspx",
                Platform::Net => "Login.html",
            };
            redirect(&format!("{}/Login/{page}?ReturnUrl=%2f", shared.base_path))
        }
        Expiry::LoginPage => pages::login_page(),
    }
}
