//! Sessions, and how many tasks share the making of one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::Url;
use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue, SET_COOKIE};

use tokio::time::Instant;

use super::Error;

/// The CSRF token's cookies, the current name before the legacy one. The header has the cookie's name.
const CSRF: [&str; 2] = ["CRT_CSRF", "BPMCSRF"];

/// Proof of a login; without it there was none.
pub(crate) const TICKET: &str = ".ASPXAUTH";

/// No session expires as soon as this; the shortest that administrators set are minutes.
const FRESH: Duration = Duration::from_secs(30);

/// Makes the server answer 401 to an unknown session, where it would else redirect to its login page.
const FORCE_USE_SESSION: HeaderName = HeaderName::from_static("forceusesession");

/// One session with the server: its cookies, in a jar of their own.
///
/// A late answer to a request of an old session often deletes cookies. Each session keeps its own,
/// so that this never takes away the cookies of the session that came after.
#[derive(Debug)]
pub(crate) struct Session {
    /// Sessions are counted from 1; those of nobody are 0.
    pub(crate) generation: u64,
    jar: Jar,
    made: Instant,
    /// It was made because the server did not know the one before.
    renewal: bool,
    proved: AtomicBool,
}

impl Session {
    pub(crate) fn new(generation: u64, renewal: bool) -> Self {
        Self { generation, jar: Jar::default(), made: Instant::now(), renewal, proved: AtomicBool::new(false) }
    }

    /// The server has accepted it.
    pub(crate) fn proved(&self) {
        self.proved.store(true, Ordering::Relaxed);
    }

    /// Whether it makes sense to sign in anew when the server does not know it. When it was made for that very reason a
    /// moment ago, and never was accepted, the next one would not be either, and each is a session on the server.
    pub(crate) fn may_have_expired(&self) -> bool {
        !self.renewal || self.proved.load(Ordering::Relaxed) || self.made.elapsed() > FRESH
    }

    fn is_anonymous(&self) -> bool {
        self.generation == 0
    }

    /// Adds cookies and what goes with them to a request.
    pub(crate) fn apply(&self, headers: &mut HeaderMap, url: &Url) {
        if !self.is_anonymous() {
            headers.insert(FORCE_USE_SESSION, HeaderValue::from_static("true"));
        }
        let Some(mut cookies) = self.jar.cookies(url) else { return };
        if !self.is_anonymous()
            && let Some((name, mut token)) = csrf(&cookies)
        {
            token.set_sensitive(true);
            headers.insert(name, token);
        }
        cookies.set_sensitive(true);
        headers.insert(COOKIE, cookies);
    }

    /// Keeps the cookies of an answer; any answer may bring some.
    pub(crate) fn keep(&self, headers: &HeaderMap, url: &Url) {
        self.jar.set_cookies(&mut headers.get_all(SET_COOKIE).iter(), url);
    }

    /// Whether a request to the URL carries a CSRF token.
    pub(crate) fn has_token(&self, url: &Url) -> bool {
        self.jar.cookies(url).is_some_and(|cookies| csrf(&cookies).is_some())
    }

    /// Whether a request to the URL carries the ticket.
    pub(crate) fn has_ticket(&self, url: &Url) -> bool {
        self.jar.cookies(url).is_some_and(|cookies| cookie(&cookies, TICKET).is_some())
    }
}

fn csrf(cookies: &HeaderValue) -> Option<(HeaderName, HeaderValue)> {
    let (name, token) = CSRF.iter().find_map(|name| Some((name, cookie(cookies, name)?)))?;
    Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_bytes(token.as_bytes()).ok()?))
}

fn cookie<'c>(cookies: &'c HeaderValue, name: &str) -> Option<&'c str> {
    let mut pairs = cookies.to_str().ok()?.split("; ").filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value)
}

/// The session that requests share, and the turn of who makes the next one.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    /// Held by who signs in. It is given back when that task is dropped half way, too, and the next
    /// in line signs in.
    pub(crate) turn: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    current: Option<Arc<Session>>,
    /// Logins that came to an end, well or not; also the generation of the last session.
    logins: u64,
    /// How the last one failed.
    failed: Option<Error>,
    /// A login was refused, so that asking again with the same password is pointless and may lock the user out.
    refused: bool,
}

/// What there is for a task that needs a session.
pub(crate) enum Look {
    Session(Arc<Session>),
    /// The login was refused, or failed while the task stood in line.
    Failed(Error),
    /// Somebody has to sign in. So many logins were seen to end.
    Missing(u64),
}

impl Sessions {
    /// Looks for a session after `dead`. A task that stood in line tells how many logins it had seen
    /// before, and gets the failure of one that has ended since.
    pub(crate) fn look(&self, dead: u64, seen: Option<u64>) -> Look {
        let state = self.state();
        if let Some(session) = state.current.as_ref().filter(|session| session.generation > dead) {
            return Look::Session(Arc::clone(session));
        }
        match &state.failed {
            Some(error) if state.refused || seen.is_some_and(|seen| seen < state.logins) => Look::Failed(error.clone()),
            _ => Look::Missing(state.logins),
        }
    }

    /// The generation of the session that the next login makes.
    pub(crate) fn next(&self) -> u64 {
        self.state().logins + 1
    }

    /// Notes how a login ended; the caller has the turn.
    pub(crate) fn ended(&self, session: Result<Session, Error>) -> Result<Arc<Session>, Error> {
        let mut state = self.state();
        state.logins += 1;
        let session = session.map(Arc::new);
        state.refused = matches!(&session, Err(error) if matches!(error.kind(), super::ErrorKind::Login(_)));
        state.failed = session.as_ref().err().cloned();
        match &session {
            Ok(session) => state.current = Some(Arc::clone(session)),
            // Nobody else needs to find out that it is over.
            Err(_) if state.refused => state.current = None,
            Err(_) => {}
        }
        session
    }

    /// The session, if there is one.
    pub(crate) fn current(&self) -> Option<Arc<Session>> {
        self.state().current.clone()
    }

    /// Forgets the session if it is still this one.
    pub(crate) fn forget(&self, generation: u64) {
        let mut state = self.state();
        if state.current.as_ref().is_some_and(|session| session.generation == generation) {
            state.current = None;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
