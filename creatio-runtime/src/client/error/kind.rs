//! What can happen.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use crate::DecodeError;
use crate::process::{Outcome, Refusal};

/// What happened to a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// What the builder was given can't be used; nothing was sent.
    Build(String),
    /// A password would go over plain http to another machine; nothing was sent.
    PlainHttp,
    /// What was asked for is refused on this side; nothing was sent.
    Usage(String),
    /// The login was refused.
    Login(LoginRefused),
    /// The server does not know the session, even after signing in again.
    SessionExpired,
    /// The server wants to know who asks, and the client is anonymous.
    Unauthorized,
    /// The user may not do this, or the server did not accept the CSRF token: status 403.
    Forbidden,
    /// There is no row with this key.
    NotFound,
    /// Nothing is served at this address.
    NoService,
    /// The service is there, and has no such method, or not for this verb.
    NoMethod,
    /// The service says itself that it failed, mostly in an answer whose status is 200. [`Error::server`](crate::Error::server)
    /// has its words. What it did until then is for it to know.
    Refused,
    /// The process was not run. Where [`outcome_unknown`](crate::Error::outcome_unknown) says so, a part of it may have been.
    #[non_exhaustive]
    NotRun {
        /// Its name.
        process: &'static str,
        /// Why.
        refusal: Refusal,
    },
    /// A process has run, or runs, and has not come to its end: what [`Run::completed`](crate::process::Run::completed) says
    /// of one.
    #[non_exhaustive]
    NotCompleted {
        /// Its name.
        process: &'static str,
        /// The run's id, where it has one.
        id: Option<Uuid>,
        /// What came of it.
        outcome: Outcome<()>,
    },
    /// A process has come to its end, and what it handed back can't be read; the source tells why.
    #[non_exhaustive]
    ResultsUnread {
        /// The run's id, where the answer tells it.
        process_id: Option<Uuid>,
    },
    /// The service has no set of this name (now).
    UnknownSet,
    /// The row is not, or no longer, of the version that was given; nothing was written: status 412.
    PreconditionFailed,
    /// The server has taken the change and may make it later: status 202, which nobody asked for.
    Accepted,
    /// The row was created, and the answer does not tell its key.
    KeyNotTold,
    /// The change was made, and these columns do not hold what they were set to.
    #[non_exhaustive]
    NotTaken {
        /// Their names, in the order in which they were set.
        columns: Vec<&'static str>,
        /// The row, as a path below OData's root: `Contact(410006e1-…)`.
        address: String,
    },
    /// The change was made, and what `.verified()` reads could not be read; the source tells why.
    #[non_exhaustive]
    NotReadBack {
        /// The row, as a path below OData's root: `Contact(410006e1-…)`.
        address: String,
    },
    /// The server says that the request is wrong: another status from 400 to 499.
    BadRequest,
    /// The server asks for fewer requests: status 429.
    #[non_exhaustive]
    Throttled {
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The server, or a proxy before it, can't answer now: status 502, 503 or 504.
    #[non_exhaustive]
    Unavailable {
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The server failed: another status from 500, or an error in an answer that looked fine.
    Server,
    /// No connection could be made.
    Connect,
    /// The other side's certificate, or what it speaks in place of TLS, is not accepted.
    Tls,
    /// The connection broke.
    Transport,
    /// Time ran out on this side.
    Timeout,
    /// The tokio runtime was shut down before there was an answer.
    Stopped,
    /// The answer is larger than the client takes.
    #[non_exhaustive]
    TooLarge {
        /// The limit in bytes, of the answer after decompression.
        limit: usize,
    },
    /// The answer can't be read.
    Decode(Arc<DecodeError>),
    /// A web service has answered, and the answer is not what the contract says.
    #[non_exhaustive]
    Reply {
        /// Where in the reply, as far as it is known: `lines[2].amount`.
        path: Option<String>,
        /// What is wrong with it. It holds no value of the reply.
        problem: String,
    },
    /// The answer is a page for people, or something else that is not what was asked for.
    #[non_exhaustive]
    NotJson {
        /// The page's title, if it has one.
        title: Option<String>,
    },
    /// The server sends elsewhere. Redirects are never followed: that would carry cookies away, and
    /// turn a write into a read.
    #[non_exhaustive]
    Redirected {
        /// Where to, without the query.
        to: String,
    },
    /// The link to the next page leads to another server.
    #[non_exhaustive]
    ForeignLink {
        /// Where to, without the query.
        to: String,
    },
    /// One row was asked for, and there is none.
    #[non_exhaustive]
    NoRow {
        /// The entity.
        entity: &'static str,
    },
    /// One row was asked for, and there are more.
    #[non_exhaustive]
    NotOne {
        /// The entity.
        entity: &'static str,
    },
}

/// A login that the server refused.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoginRefused {
    /// The `Code` of the answer; `None` when it was refused by HTTP status.
    pub code: Option<i64>,
    /// What it means.
    pub reason: LoginReason,
    /// The server's text, in the server's language, shortened.
    pub message: Option<String>,
}

/// Why a login was refused.
///
/// Names of the codes: the vendor's own login page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoginReason {
    /// Code 1, which has many causes: wrong name or password, an inactive or locked user, an address
    /// that is not allowed. The message tells.
    Refused,
    /// Some builds answer a wrong name or password with status 401.
    WrongCredentials,
    /// Code 3: signed in, without a licence, and with the right to give licences away.
    GrantLicense,
    /// Code 4: signed in, without a licence.
    NoLicense,
    /// Code 5: the password has expired.
    PasswordExpired,
    /// The server wants a second factor, which nobody is there to give.
    SecondFactor,
    /// The server said yes and sent no ticket, the cookie `.ASPXAUTH`.
    NoTicket,
    /// A code that is not known.
    Other,
}
