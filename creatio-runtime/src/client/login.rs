//! Signing in with name and password.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::auth::Forms;
use super::error::{LoginReason, LoginRefused};
use super::exchange::{Reply, Request};
use super::judge::{Verdict, judge};
use super::redact::Redact;
use super::session::Session;
use super::{Error, ErrorKind, Inner};

/// At the base itself on both platforms: below `/0/` it answers 401, which looks like a wrong password.
const PATH: &str = "ServiceModel/AuthService.svc/Login";

/// A login that went well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Login {
    /// What the server said beside yes.
    pub warnings: Vec<Warning>,
    /// The kind of the user, in the server's words: `General`, or `SSP` for users of the portal.
    pub user_type: Option<String>,
}

/// What a server says at a login that went well.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Code 2: the password should be changed, for it will expire.
    #[non_exhaustive]
    PasswordChangeAdvised {
        /// Where, in the server's words.
        url: Option<String>,
        /// The server's text, in the server's language, shortened.
        message: Option<String>,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::PasswordChangeAdvised { url, message } = self;
        f.write_str("the server advises to change the password")?;
        message.as_ref().map_or(Ok(()), |message| write!(f, ": {message}"))?;
        url.as_ref().map_or(Ok(()), |url| write!(f, " ({url})"))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Token<'a> {
    user_name: &'a str,
    user_password: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone_offset: Option<i32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    code: i64,
    #[serde(default)]
    message: Value,
    #[serde(default)]
    exception: Value,
    #[serde(default)]
    password_change_url: Value,
    #[serde(default)]
    user_type: Value,
}

impl Inner {
    /// Signs in, once. The caller sees to it that only one does at a time.
    pub(super) async fn sign_in(&self, forms: &Forms, session: Session) -> Result<(Session, Login), Error> {
        let offset = self.time_zone.as_ref().map(|zone| offset(zone, Timestamp::now()));
        let body = Token { user_name: &forms.user, user_password: forms.password.expose(), time_zone_offset: offset };
        let body = serde_json::to_vec(&body).map_err(|_| Error::usage("the login can't be written"))?;
        // It is not repeated, but a session that nobody knows of is nothing to worry about either.
        let request = Request { changes: false, ..Request::post(self.base.join(PATH)?, body) };
        let reply = self.exchange(&request, &session, None).await;
        let login = read(&reply?, &request, self, &Redact::secret(forms.password.expose()))?;
        if !session.has_ticket(&self.assumed_root()) {
            return Err(refused(&request, None, LoginReason::NoTicket, None));
        }
        if let Some(call) = &self.on_warning {
            login.warnings.iter().for_each(call);
        }
        Ok((session, login))
    }
}

/// Minutes as JavaScript counts them: UTC minus local.
fn offset(zone: &TimeZone, now: Timestamp) -> i32 {
    -zone.to_offset(now).seconds() / 60
}

/// Reads the answer. The status is 200 for a refused login too, only the code decides; some builds
/// answer with a status.
fn read(reply: &Reply, request: &Request, client: &Inner, redact: &Redact) -> Result<Login, Error> {
    let answer = serde_json::from_slice::<Answer>(&reply.body).ok();
    let by_status = match reply.status {
        StatusCode::UNAUTHORIZED => Some(LoginReason::WrongCredentials),
        StatusCode::FORBIDDEN => Some(LoginReason::Refused),
        _ => None,
    };
    match (answer, by_status) {
        (Some(answer), None) if reply.status.is_success() => understood(answer, request, redact),
        (Some(answer), _) if answer.code != 0 && answer.code != 2 => understood(answer, request, redact),
        (_, Some(reason)) => Err(refused(request, None, reason, None).answered(reply.status)),
        _ => match judge(reply, request, &client.base) {
            Verdict::Failed(error) | Verdict::Forbidden(error) => Err(error),
            // A login page in place of an answer, or JSON that is no answer.
            Verdict::Fine | Verdict::Stale => {
                let title = super::html::title(&reply.body).map(|title| redact.text(&title));
                Err(Error::new(ErrorKind::NotJson { title }).at(&request.place).answered(reply.status))
            }
        },
    }
}

fn understood(answer: Answer, request: &Request, redact: &Redact) -> Result<Login, Error> {
    let text = |value: &Value| value.as_str().map(|text| redact.text(text)).filter(|text| !text.is_empty());
    let message = text(&answer.message);
    // Names of exceptions are not translated. What is around them is not documented.
    let exception = answer.exception.to_string();
    let second_factor = [".TwoFactor.", ".TOTP."].iter().any(|name| exception.contains(name));
    let reason = match answer.code {
        0 | 2 => {
            let url = text(&answer.password_change_url);
            let advised = (answer.code == 2).then_some(Warning::PasswordChangeAdvised { url, message });
            return Ok(Login { warnings: advised.into_iter().collect(), user_type: text(&answer.user_type) });
        }
        _ if second_factor => LoginReason::SecondFactor,
        1 => LoginReason::Refused,
        3 => LoginReason::GrantLicense,
        4 => LoginReason::NoLicense,
        5 => LoginReason::PasswordExpired,
        _ => LoginReason::Other,
    };
    Err(refused(request, Some(answer.code), reason, message))
}

fn refused(request: &Request, code: Option<i64>, reason: LoginReason, message: Option<String>) -> Error {
    Error::new(ErrorKind::Login(LoginRefused { code, reason, message })).at(&request.place)
}
