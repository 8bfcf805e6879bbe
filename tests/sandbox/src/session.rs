//! Tickets, tokens and server sessions.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::RwLock;

use crate::user::Account;

/// How a session that is dead is answered. All four were measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expiry {
    /// 401, empty.
    Unauthorized,
    /// 401 with `{"Message":"Authentication failed.",…}`, as `ServiceModel/*.svc` does.
    UnauthorizedJson,
    /// 302 to the login page.
    Redirect,
    /// 200 with the login page, as a client sees it that was redirected by something in between.
    LoginPage,
}

/// A login.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) user: String,
    pub(crate) account: Account,
    /// `.ASPXAUTH`
    pub(crate) ticket: String,
    pub(crate) bpmcsrf: String,
    pub(crate) crt_csrf: String,
    /// How it is answered since it died.
    pub(crate) dead: Option<Expiry>,
    /// When it was used last.
    used: Duration,
    /// Taken alone by services that may write to the session, together by those that only read it.
    pub(crate) turn: Arc<RwLock<()>>,
}

/// All that were ever opened.
#[derive(Debug)]
pub(crate) struct Sessions {
    start: Instant,
    /// Time that passed for the sessions alone.
    passed: Duration,
    /// How long one lasts that is not used.
    timeout: Option<Duration>,
    logins: Vec<Session>,
    /// `BPMSESSIONID`s.
    server: Vec<String>,
    made: u64,
}

impl Sessions {
    pub(crate) fn new(timeout: Option<Duration>) -> Self {
        let (start, passed) = (Instant::now(), Duration::ZERO);
        Self { start, passed, timeout, logins: Vec::new(), server: Vec::new(), made: 0 }
    }

    fn now(&self) -> Duration {
        self.start.elapsed().saturating_add(self.passed)
    }

    /// Lets time pass.
    pub(crate) fn pass(&mut self, time: Duration) {
        self.passed = self.passed.saturating_add(time);
    }

    /// Opens a session.
    pub(crate) fn open(&mut self, user: &str, account: Account) -> Session {
        let session = Session {
            user: user.to_owned(),
            account,
            ticket: self.token("ticket"),
            bpmcsrf: self.token("bpm"),
            crt_csrf: self.token("crt"),
            dead: None,
            used: self.now(),
            turn: Arc::default(),
        };
        self.logins.push(session.clone());
        session
    }

    /// A token that nothing else has, and that no client may take for another.
    pub(crate) fn token(&mut self, kind: &str) -> String {
        self.made += 1;
        // Spread, so that two tokens don't differ in their last digit alone.
        let spread = u128::from(self.made).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        format!("{kind}.{}", uuid::Uuid::from_u128(spread).simple())
    }

    /// The session of a ticket, which is used hereby; nothing when it was left alone for too long.
    pub(crate) fn find(&mut self, ticket: &str) -> Option<&Session> {
        let (now, timeout) = (self.now(), self.timeout);
        let session = self.logins.iter_mut().find(|session| session.ticket == ticket)?;
        if timeout.is_some_and(|timeout| now.saturating_sub(session.used) >= timeout) {
            return None;
        }
        session.used = now;
        Some(session)
    }

    /// How many logins there were that opened a session.
    pub(crate) fn logins(&self) -> usize {
        self.logins.len()
    }

    /// How many server sessions there are.
    pub(crate) fn server_sessions(&self) -> usize {
        self.server.len()
    }

    /// The cookie of a new server session, unless the request's is known.
    pub(crate) fn server_session(&mut self, cookie: Option<&str>) -> Option<String> {
        if cookie.is_some_and(|id| self.server.iter().any(|known| known == id)) {
            return None;
        }
        let id = self.token("session");
        self.server.push(id.clone());
        Some(id)
    }

    /// Ends every session that is alive.
    pub(crate) fn expire(&mut self, how: Expiry) {
        for session in self.logins.iter_mut().filter(|session| session.dead.is_none()) {
            session.dead = Some(how);
        }
    }

    /// Ends the sessions of a user.
    pub(crate) fn close_all(&mut self, user: &str) {
        for session in self.logins.iter_mut().filter(|session| session.user == user && session.dead.is_none()) {
            session.dead = Some(Expiry::Unauthorized);
        }
    }

    /// Ends one session.
    pub(crate) fn close(&mut self, ticket: &str) {
        for session in self.logins.iter_mut().filter(|session| session.ticket == ticket) {
            session.dead = Some(Expiry::Unauthorized);
        }
    }

    /// Gives every session new CSRF tokens; clients hold the old.
    pub(crate) fn stale_csrf(&mut self) {
        for at in 0..self.logins.len() {
            let (bpm, crt) = (self.token("bpm"), self.token("crt"));
            self.logins[at].bpmcsrf = bpm;
            self.logins[at].crt_csrf = crt;
        }
    }
}
