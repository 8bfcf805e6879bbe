//! The words of errors: what happened, where, and what to do.

use std::error::Error as StdError;
use std::fmt;

use reqwest::StatusCode;

use super::place::masked;
use super::transport::innermost;
use super::{Asked, Error, ErrorKind, Inner, LoginReason, LoginRefused};
use crate::Found;
use crate::client::redact::line;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(place) = &inner.place {
            write!(f, "{place}: ")?;
        }
        what(inner, f)?;
        if let (Some(status), true) = (inner.status, tells_status(&inner.kind)) {
            write!(f, " (status {})", status.as_u16())?;
        }
        if inner.attempts > 1 {
            write!(f, ", {} times", inner.attempts)?;
        }
        if let Some(after) = self.retry_after().filter(|after| !after.is_zero()) {
            write!(f, ", and asks to be left alone for {} s", after.as_secs())?;
        }
        if let Some(words) = inner.server.as_ref().and_then(super::ServerError::words) {
            write!(f, ": {words}")?;
        }
        if inner.outcome_unknown && !matches!(inner.kind, ErrorKind::KeyNotTold) {
            f.write_str("; whether it took effect is not known")?;
        }
        let lines = [remedy(inner), inner.advice];
        lines.into_iter().flatten().try_for_each(|line| write!(f, "\n{line}"))
    }
}

fn what(inner: &Inner, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &inner.kind {
        ErrorKind::Build(text) | ErrorKind::Usage(text) => return f.write_str(text),
        ErrorKind::Login(refused) => return login(refused, f),
        ErrorKind::TooLarge { limit } => return write!(f, "the answer is larger than {limit} bytes"),
        ErrorKind::Decode(error) => return write!(f, "{error}"),
        ErrorKind::Reply { path, problem } => {
            f.write_str("the method was called, and its reply is not what the contract says")?;
            if let Some(path) = path {
                write!(f, ", at `{path}`")?;
            }
            return write!(f, ": {problem}");
        }
        ErrorKind::NotJson { title: Some(title) } => return write!(f, "answered with a page, \"{title}\""),
        ErrorKind::Redirected { to } => return write!(f, "sent on to {to}, which is not followed"),
        ErrorKind::ForeignLink { to } => return write!(f, "the next page is said to be at {to}, another server"),
        ErrorKind::NoRow { entity } => return write!(f, "no {entity} meets the conditions"),
        ErrorKind::NotOne { entity } => return write!(f, "more than one {entity} meets the conditions"),
        ErrorKind::NotTaken { columns, address } => {
            write!(f, "{} was written, and of its columns these do not hold what they were set to: ", masked(address))?;
            return f.write_str(&columns.join(", "));
        }
        ErrorKind::NotReadBack { address } => {
            write!(f, "{} was written, and could not be read back", masked(address))?;
            return inner.source.as_ref().map_or(Ok(()), |source| write!(f, ": {source}"));
        }
        ErrorKind::NotRun { process, refusal } => return write!(f, "process `{process}`: {}", refusal.text()),
        ErrorKind::NotCompleted { process, id, outcome } => {
            write!(f, "process `{process}` {outcome}")?;
            return id.map_or(Ok(()), |id| write!(f, " (its id is {id})"));
        }
        ErrorKind::ResultsUnread { process_id } => {
            f.write_str("the process has run")?;
            process_id.map_or(Ok(()), |id| write!(f, " (its id is {id})"))?;
            f.write_str(", and what it handed back can't be read")?;
            return inner.source.as_ref().map_or(Ok(()), |source| write!(f, ": {source}"));
        }
        ErrorKind::Connect | ErrorKind::Tls | ErrorKind::Transport => {}
        kind => return f.write_str(plain(kind)),
    }
    f.write_str(plain(&inner.kind))?;
    let source = inner.source.as_ref().and_then(|source| innermost(&**source as &(dyn StdError + 'static)));
    source.map_or(Ok(()), |source| write!(f, ": {}", line(&source)))
}

fn plain(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PlainHttp => "the password would be sent over plain http, for all on the way to read",
        ErrorKind::SessionExpired => "the session is not accepted, not even a new one",
        ErrorKind::Unauthorized => "the server wants a login",
        ErrorKind::Forbidden => "forbidden",
        ErrorKind::NotFound => "not found",
        ErrorKind::NoService => "nothing is served there",
        ErrorKind::NoMethod => "the service has no such method, or not for this verb",
        ErrorKind::Refused => "the service says that it failed",
        ErrorKind::UnknownSet => "there is no such entity set",
        ErrorKind::PreconditionFailed => "the row has changed since its version was read, or is gone",
        ErrorKind::Accepted => "the server has accepted the change, and may make it later",
        ErrorKind::KeyNotTold => "the row was created, and the answer does not tell its key",
        ErrorKind::BadRequest => "the server refuses the request",
        ErrorKind::Throttled { .. } => "too many requests",
        ErrorKind::Unavailable { .. } => "the service is not available",
        ErrorKind::Connect => "can't connect",
        ErrorKind::Tls => "no secure connection can be made",
        ErrorKind::Transport => "the connection broke",
        ErrorKind::Timeout => "no complete answer in time",
        ErrorKind::Stopped => "the runtime was shut down before there was an answer",
        ErrorKind::NotJson { .. } => "the answer is not what was asked for",
        _ => "the server failed",
    }
}

fn login(refused: &LoginRefused, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(match refused.reason {
        LoginReason::Refused | LoginReason::Other => "the login is refused",
        LoginReason::WrongCredentials => "the login is refused: wrong name or password",
        LoginReason::GrantLicense | LoginReason::NoLicense => "the login is refused: the user has no licence",
        LoginReason::PasswordExpired => "the login is refused: the password has expired",
        LoginReason::SecondFactor => "the login is refused: the server wants a second factor",
        LoginReason::NoTicket => "the login was accepted, but no `.ASPXAUTH` cookie came with the answer",
    })?;
    if let Some(code) = refused.code {
        write!(f, " (code {code})")?;
    }
    refused.message.as_ref().map_or(Ok(()), |message| write!(f, ": {message}"))
}

/// Kinds whose words do not say the status yet.
fn tells_status(kind: &ErrorKind) -> bool {
    if matches!(kind, ErrorKind::NotRun { .. } | ErrorKind::ResultsUnread { .. }) {
        return false;
    }
    !matches!(
        kind,
        ErrorKind::Login(_)
            | ErrorKind::Decode(_)
            | ErrorKind::Reply { .. }
            | ErrorKind::TooLarge { .. }
            | ErrorKind::ForeignLink { .. }
    )
}

const DRIFT: &str = "if the metadata has changed since the code was generated, fetch it and generate again";

fn remedy(inner: &Inner) -> Option<&'static str> {
    if let Some(remedy) = inner.asked.and_then(|asked| service_remedy(inner, asked)) {
        return Some(remedy);
    }
    if inner.server.as_ref().is_some_and(super::ServerError::lookup_id_in_filter) {
        return Some("Creatio does not filter by the id column of a lookup: write `Account/Id` for `AccountId`");
    }
    if inner.server.as_ref().is_some_and(super::ServerError::unknown_column) {
        return Some(DRIFT);
    }
    Some(match &inner.kind {
        ErrorKind::Login(refused) => return login_remedy(refused.reason),
        ErrorKind::Decode(error) => match error.found()? {
            Found::Masked | Found::Error => return None,
            Found::Part => "ask for these rows in a query of their own, or for no more of them than come: `.top(…)`",
            _ => DRIFT,
        },
        ErrorKind::NotRun { refusal, .. } => return refusal.advice(),
        ErrorKind::NotCompleted { outcome, .. } => return outcome.advice(),
        ErrorKind::ResultsUnread { .. } => {
            "do not run it again for that; if the process has changed since the code was generated, fetch its schema and \
             generate again"
        }
        ErrorKind::UnknownSet => {
            "if the metadata has changed since the code was generated, fetch it and generate again; after a change of \
             schemas the server needs two minutes to know them"
        }
        ErrorKind::Forbidden => {
            "the user needs the operation \"Access to OData\" (CanUseODataService) and rights to the object; a lost CSRF \
             cookie looks the same"
        }
        ErrorKind::PlainHttp => "use `https://`, or `.allow_http(true)` where that is no matter",
        ErrorKind::Unauthorized => "sign in: `.auth(Forms::new(user, password))`",
        ErrorKind::PreconditionFailed => "read it again, and decide anew",
        ErrorKind::NotTaken { .. } => {
            "a build that does not know a column any more, a missing right or a rule of the instance may be why; what was \
             written otherwise stays"
        }
        ErrorKind::BadRequest if inner.status == Some(StatusCode::METHOD_NOT_ALLOWED) => {
            "IIS may keep PATCH and DELETE for WebDAV, which an administrator can switch off"
        }
        ErrorKind::BadRequest if inner.status == Some(StatusCode::PRECONDITION_REQUIRED) => {
            "the service wants to know which version is meant: `.if_match(…)`, with one that `Tagged` has read"
        }
        ErrorKind::Throttled { .. } => "send less at once: `.max_in_flight(…)`",
        ErrorKind::Timeout if inner.outcome_unknown => "give it longer: `.timeout(…)`",
        ErrorKind::Timeout => "ask for fewer rows or columns, or give it longer: `.timeout(…)`",
        ErrorKind::Tls if speaks_no_tls(inner) => {
            "the other side does not speak TLS: is the address one of plain `http://`, or of another port?"
        }
        ErrorKind::Tls => {
            "a private certificate authority is made known with `.http(…)`, reqwest's builder and its \
             `add_root_certificate`"
        }
        ErrorKind::TooLarge { .. } => "ask for fewer rows or columns at once, or allow more: `.max_response_bytes(…)`",
        ErrorKind::NoService | ErrorKind::NotJson { .. } => {
            "is the address right, and `.platform(…)`? a proxy may answer like this too"
        }
        ErrorKind::Redirected { .. } => "use the address that it is sent on to, if it is yours",
        ErrorKind::ForeignLink { .. } => "a proxy that hides the server's own name must rewrite it in answers",
        ErrorKind::NotOne { .. } => "narrow the filter, or take the first one with `.first(…)`",
        ErrorKind::Connect => "is the address right, and does the server run? a firewall or proxy may stand between",
        ErrorKind::SessionExpired => "the user may be allowed one session only, or a proxy may drop cookies",
        _ => return None,
    })
}

/// What helps with a service of Creatio's or one's own.
fn service_remedy(inner: &Inner, asked: Asked) -> Option<&'static str> {
    Some(match &inner.kind {
        ErrorKind::Unauthorized | ErrorKind::Forbidden | ErrorKind::Redirected { .. } if asked.anonymous => {
            "the instance does not let anybody call it: on .NET it is missing among `AnonymousRoutes` in appsettings.json, on \
             .NET Framework its `.svc` file, its binding in services.config or its location in `AllowedLocations`"
        }
        ErrorKind::Forbidden if !asked.has_token => {
            "no CSRF token was sent, since none of the cookies `CRT_CSRF` and `BPMCSRF` came with the login: a proxy may drop \
             them"
        }
        ErrorKind::Forbidden if inner.server.is_some() => "the user needs the right that the method asks for",
        ErrorKind::Forbidden => {
            "the CSRF token is not the session's (`Client::login` makes a new one), or the user may not call the service"
        }
        ErrorKind::NoService => {
            "are the names right, and is the package with the service installed and compiled? a service of Creatio's core is \
             below `ServiceModel`, one that anybody may call has a `.svc` file there; then `.platform(…)`"
        }
        ErrorKind::NoMethod => {
            "compare name, path and verb with the method's `WebInvoke` or `WebGet`; an older package may not have it yet"
        }
        ErrorKind::NotJson { .. } => {
            "the method may have thrown an exception, which the instance's log has, or answers with something else than was \
             declared; a proxy may answer like this too"
        }
        ErrorKind::BadRequest => {
            "the method may not understand its arguments: compare their names, their types and the body style with its C# code"
        }
        ErrorKind::Reply { .. } => {
            "compare names and types with the C# code (`DataMember` gives other names); dates, bytes and dictionaries have \
             adapters in `creatio_runtime::wcf`"
        }
        ErrorKind::Server => "the method has thrown an exception: the instance's log has it",
        _ => return None,
    })
}

/// What answers a greeting of TLS with anything else, a server of plain HTTP above all.
fn speaks_no_tls(inner: &Inner) -> bool {
    let source = inner.source.as_ref().and_then(|source| innermost(&**source as &(dyn StdError + 'static)));
    source.is_some_and(|source| source.contains("InvalidContentType"))
}

fn login_remedy(reason: LoginReason) -> Option<&'static str> {
    Some(match reason {
        LoginReason::Refused | LoginReason::WrongCredentials => {
            "it is not tried again, so that the user is not locked out, until `Client::login` is called"
        }
        LoginReason::PasswordExpired => "set a new password in the browser, or a user whose password does not expire",
        LoginReason::SecondFactor => "use a user without one: nobody is there to give it",
        LoginReason::GrantLicense | LoginReason::NoLicense => "give the user a licence, in the section of licences",
        LoginReason::NoTicket => "a proxy may drop cookies; or the server sends them over https only",
        LoginReason::Other => return None,
    })
}
