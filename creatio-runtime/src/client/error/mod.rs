//! Why a request came to nothing.

mod display;
mod failure;
mod kind;
mod place;
mod server;
mod transport;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{StatusCode, Url};
use uuid::Uuid;

use crate::DecodeError;
use crate::process::Refusal;

pub(crate) use self::failure::ServiceFailure;
pub use self::kind::{ErrorKind, LoginReason, LoginRefused};
pub(crate) use self::place::Place;
pub use self::server::ServerError;
pub(crate) use self::server::is_error_body;

/// Why a request came to nothing.
///
/// It is one pointer wide. Its text tells what happened, on which request, and what to do about it;
/// `Debug` is the same text, for it is what `unwrap` and `main` print. Neither holds the query of a
/// URL (filters hold customers' data), a body, a cookie or a password.
///
/// ```
/// use creatio_runtime::{Anonymous, Client, ErrorKind};
///
/// let error = Client::builder("https://acme.creatio.com/0").auth(Anonymous).build().unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::Build(_)));
/// assert_eq!(
///     error.to_string(),
///     "the address is one inside of the instance: give `https://acme.creatio.com`, the rest is found out"
/// );
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    place: Option<Place>,
    status: Option<StatusCode>,
    server: Option<ServerError>,
    /// How often the request was sent, when that was more than once.
    attempts: u32,
    /// The request may have done something for good, and nobody can tell.
    outcome_unknown: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    /// What to do, where whoever asked knows more of it than the kind tells.
    advice: Option<&'static str>,
    /// It was a service that was asked, in this way.
    asked: Option<Asked>,
}

/// How a service was asked, which decides what helps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) anonymous: bool,
    /// The session has a CSRF token to send.
    pub(crate) has_token: bool,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Arc::new(Inner {
            kind,
            place: None,
            status: None,
            server: None,
            attempts: 1,
            outcome_unknown: false,
            source: None,
            advice: None,
            asked: None,
        }))
    }

    /// What the builder was given can't be used.
    pub(crate) fn build(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Build(text.into()))
    }

    /// What was asked for is refused before anything is sent.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage(text.into()))
    }

    /// Of one row that was asked for there is none.
    pub(crate) fn none(entity: &'static str) -> Self {
        Self::new(ErrorKind::NoRow { entity })
    }

    /// Of one row that was asked for there are more.
    pub(crate) fn not_one(entity: &'static str) -> Self {
        Self::new(ErrorKind::NotOne { entity })
    }

    /// The change was made, in part.
    pub(crate) fn not_taken(columns: Vec<&'static str>, address: String) -> Self {
        Self::new(ErrorKind::NotTaken { columns, address })
    }

    /// The change was made, and could not be looked at.
    pub(crate) fn not_read_back(error: Self, address: String) -> Self {
        Self::new(ErrorKind::NotReadBack { address }).because(error)
    }

    /// The process has run, and what it handed back can't be read.
    pub(crate) fn results_unread(error: DecodeError, process_id: Option<Uuid>) -> Self {
        Self::new(ErrorKind::ResultsUnread { process_id }).because(error)
    }

    pub(crate) fn transport(error: reqwest::Error) -> Self {
        transport::classify(error)
    }

    pub(crate) fn at(self, place: &Place) -> Self {
        self.with(|inner| inner.place = Some(place.clone()))
    }

    pub(crate) fn answered(self, status: StatusCode) -> Self {
        self.with(|inner| inner.status = Some(status))
    }

    pub(crate) fn said(self, server: Option<ServerError>) -> Self {
        self.with(|inner| inner.server = server)
    }

    pub(crate) fn after(self, attempts: u32) -> Self {
        self.with(|inner| inner.attempts = attempts)
    }

    pub(crate) fn unknown_outcome(self) -> Self {
        self.with(|inner| inner.outcome_unknown = true)
    }

    /// What was asked for was not done, whatever it looked like.
    pub(crate) fn known_outcome(self) -> Self {
        self.with(|inner| inner.outcome_unknown = false)
    }

    /// Whether the request never left. A failure of TLS may also come after it has.
    pub(crate) fn is_before_sending(&self) -> bool {
        let source = self.0.source.as_deref().and_then(|source| source.downcast_ref::<reqwest::Error>());
        source.is_some_and(|error| error.is_connect() || error.is_builder())
    }

    /// Says what to do.
    pub(crate) fn advised(self, advice: &'static str) -> Self {
        self.with(|inner| inner.advice = Some(advice))
    }

    /// Says that it was a service that was asked.
    pub(crate) fn asking(self, asked: Asked) -> Self {
        self.with(|inner| inner.asked = Some(asked))
    }

    pub(crate) fn of_kind(self, kind: ErrorKind) -> Self {
        self.with(|inner| inner.kind = kind)
    }

    fn because(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.with(|inner| inner.source = Some(Arc::new(source)))
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// What happened.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The HTTP status of the answer; `None` when there was no answer.
    ///
    /// It may be 200: Creatio reports some errors, refused logins among them, in an answer that
    /// looks fine.
    pub fn status(&self) -> Option<u16> {
        self.0.status.map(|status| status.as_u16())
    }

    /// What the server said, when its answer had one of the known shapes of an error.
    pub fn server(&self) -> Option<&ServerError> {
        self.0.server.as_ref()
    }

    /// How long the server asks to be left alone, by its `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        match self.0.kind {
            ErrorKind::Throttled { retry_after } | ErrorKind::Unavailable { retry_after } => retry_after,
            _ => None,
        }
    }

    /// Whether the row that was asked for by its key is not there.
    ///
    /// A set that is not there is something else, [`ErrorKind::UnknownSet`].
    pub fn is_not_found(&self) -> bool {
        matches!(self.0.kind, ErrorKind::NotFound | ErrorKind::NoRow { .. })
    }

    /// Whether it is about who asks: a refused login, a session that can't be had, a missing right.
    pub fn is_auth(&self) -> bool {
        matches!(
            self.0.kind,
            ErrorKind::Login(_)
                | ErrorKind::SessionExpired
                | ErrorKind::Unauthorized
                | ErrorKind::Forbidden
                | ErrorKind::NotRun { refusal: Refusal::NoRights, .. }
        )
    }

    /// Whether the server asks for fewer requests: status 429, or 503 with a `Retry-After`.
    pub fn is_throttled(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Throttled { .. } | ErrorKind::Unavailable { retry_after: Some(_) })
    }

    /// Whether time ran out, on this side.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout)
    }

    /// Whether a change may have been made although it failed: nobody can tell. A change that fails otherwise was not made,
    /// except for [`NotTaken`](ErrorKind::NotTaken) and [`NotReadBack`](ErrorKind::NotReadBack), which say that it was. A web
    /// service that was reached and says that it failed ([`Refused`](ErrorKind::Refused)), or answers what can't be read
    /// ([`Reply`](ErrorKind::Reply)), has come to its end: what it did is in its own hands.
    ///
    /// Never so for reads.
    ///
    /// Nor is it so when a process has run, and its results can't be read: [`ResultsUnread`](ErrorKind::ResultsUnread).
    pub fn outcome_unknown(&self) -> bool {
        self.0.outcome_unknown
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::new(ErrorKind::Decode(Arc::new(error)))
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match (&self.0.source, &self.0.kind) {
            (Some(source), _) => Some(&**source),
            (None, ErrorKind::Decode(error)) => Some(&**error),
            (None, _) => None,
        }
    }
}

/// The same text as `Display`: it is what `unwrap` and `main` print.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Host and path of a URL, for texts: what follows the path is nobody's business.
pub(crate) fn host_and_path(url: &Url) -> String {
    place::shown(url)
}
