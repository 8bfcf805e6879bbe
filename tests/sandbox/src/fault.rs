//! Faults that a test injects.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::session::Expiry;

/// What goes wrong with a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// A status with headers and a body, and the request goes nowhere.
    Status {
        /// `503`
        status: u16,
        /// Such as `Retry-After`.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// An HTML page, as IIS and proxies write it. The status may be 200.
    Html(u16),
    /// The reply's JSON, cut in the middle; its `Content-Length` is that of what is left.
    Truncated,
    /// The connection ends in the middle of the body.
    Cut,
    /// The connection ends before there is a status; the request was carried out: what it wrote is there.
    NoReply,
    /// The connection ends before there is a status, and before the request is carried out: nothing was written.
    CutBefore,
    /// What was written stays, and the reply is a 500: a handler of the entity's events failed after the row was saved. For
    /// updates and deletions as well; nothing to a reading request.
    InsertThenFail,
    /// The session is dead, for this request alone.
    Expired(Expiry),
    /// 403 as for a CSRF token of an earlier session.
    StaleCsrf,
    /// A JSON body of so many bytes.
    Oversized(usize),
    /// JSON in place of the right value of a column.
    WrongValue {
        /// Counted from 0 over the whole walk, rows that were skipped included.
        row: u64,
        /// The column's name.
        column: String,
        /// Any JSON.
        json: String,
    },
    /// `@odata.nextLink` on a list that needs none.
    NextLink(String),
    /// No more rows than this, silently.
    RowCap(u64),
    /// The request waits until [`Injected::release`].
    Hold,
}

impl Fault {
    /// A status with an empty body.
    pub fn status(status: u16) -> Self {
        Self::Status { status, headers: Vec::new(), body: String::new() }
    }

    /// A status with a JSON body, for errors in any shape.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        let headers = vec![("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned())];
        Self::Status { status, headers, body: body.to_string() }
    }

    /// A status with a header.
    pub fn status_with(status: u16, name: &str, value: &str) -> Self {
        Self::Status { status, headers: vec![(name.to_owned(), value.to_owned())], body: String::new() }
    }
}

/// A fault in its place. Once, on any request, until told otherwise.
#[derive(Clone, Debug)]
pub struct Injected {
    rule: Arc<Mutex<Rule>>,
    hits: Arc<watch::Sender<usize>>,
    released: Arc<watch::Sender<bool>>,
}

#[derive(Debug)]
struct Rule {
    fault: Fault,
    on: String,
    method: Option<String>,
    skip: usize,
    left: usize,
}

impl Injected {
    pub(crate) fn new(fault: Fault) -> Self {
        let rule = Rule { fault, on: String::new(), method: None, skip: 0, left: 1 };
        Self {
            rule: Arc::new(Mutex::new(rule)),
            hits: Arc::new(watch::channel(0).0),
            released: Arc::new(watch::channel(false).0),
        }
    }

    fn rule(&self) -> MutexGuard<'_, Rule> {
        self.rule.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For so many requests.
    #[must_use = "dropping it changes nothing"]
    pub fn times(self, times: usize) -> Self {
        self.rule().left = times;
        self
    }

    /// For every request from now on.
    #[must_use = "dropping it changes nothing"]
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }

    /// Only where path and query, as received, hold this text.
    #[must_use = "dropping it changes nothing"]
    pub fn on(self, part: &str) -> Self {
        self.rule().on = part.to_owned();
        self
    }

    /// Only for a method.
    #[must_use = "dropping it changes nothing"]
    pub fn method(self, method: &str) -> Self {
        self.rule().method = Some(method.to_owned());
        self
    }

    /// Not for the first so many requests that match.
    #[must_use = "dropping it changes nothing"]
    pub fn after(self, requests: usize) -> Self {
        self.rule().skip = requests;
        self
    }

    /// How many requests it met.
    pub fn hits(&self) -> usize {
        *self.hits.borrow()
    }

    /// Waits until it met so many requests.
    pub async fn met(&self, requests: usize) {
        // The sender is held here: it can't go first.
        let _ = self.hits.subscribe().wait_for(|hits| *hits >= requests).await;
    }

    /// Lets the requests go on that [`Fault::Hold`] holds, and those to come.
    pub fn release(&self) {
        self.released.send_replace(true);
    }

    /// Ends it.
    pub fn remove(&self) {
        self.rule().left = 0;
        self.release();
    }

    pub(crate) async fn held(&self) {
        let _ = self.released.subscribe().wait_for(|released| *released).await;
    }

    /// The fault, if it is for this request.
    pub(crate) fn meet(&self, method: &str, target: &str) -> Option<Fault> {
        let mut rule = self.rule();
        let matches = target.contains(&rule.on) && rule.method.as_ref().is_none_or(|wanted| wanted == method);
        if rule.left == 0 || !matches {
            return None;
        }
        if rule.skip > 0 {
            rule.skip -= 1;
            return None;
        }
        if rule.left != usize::MAX {
            rule.left -= 1;
        }
        let fault = rule.fault.clone();
        drop(rule);
        self.hits.send_modify(|hits| *hits += 1);
        Some(fault)
    }
}
