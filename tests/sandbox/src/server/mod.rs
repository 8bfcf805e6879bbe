//! Requests to replies.

mod auth;
mod faults;
mod guard;
mod odata;
mod pages;
mod platform;
pub(crate) mod service;
mod stream;

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};

use crate::fail::Fail;
use crate::fault::{Fault, Injected};
use crate::log::Received;
use crate::model::Model;
use crate::oddity::{Oddities, Oddity};
use crate::process::Registry;
use crate::session::Sessions;
use crate::store::Store;
use crate::user::User;

/// Which of Creatio's two runtimes is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Every route but the login's is below `/0/`.
    NetFramework,
    /// .NET Core, 6 or 8: no `/0/`.
    Net,
}

/// What all requests share.
pub(crate) struct Shared {
    pub(crate) model: Arc<Model>,
    pub(crate) metadata: Bytes,
    pub(crate) store: Store,
    pub(crate) platform: Platform,
    /// Such as `/crm`; empty at the root.
    pub(crate) base_path: String,
    pub(crate) max_rows: u64,
    /// Most bytes of path and query.
    pub(crate) max_url: usize,
    pub(crate) auth: bool,
    pub(crate) users: Vec<User>,
    pub(crate) services: Vec<Box<dyn service::Serve>>,
    pub(crate) processes: Arc<Registry>,
    /// What `now()` is, when it is not the time.
    pub(crate) now: Option<String>,
    /// The server's zone: `+02:00`.
    pub(crate) zone: String,
    /// Columns that are not written, by table.
    pub(crate) dropped: Mutex<HashSet<(usize, usize)>>,
    pub(crate) oddities: Mutex<Oddities>,
    pub(crate) sessions: Mutex<Sessions>,
    pub(crate) log: Mutex<Vec<Received>>,
    pub(crate) faults: Mutex<Vec<Injected>>,
    pub(crate) requests: AtomicU64,
}

/// Locks; a panic elsewhere is no reason to stop.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A request whose body has arrived.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) faults: Vec<Fault>,
}

impl Call {
    /// A header's value; one that is no text is none.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The cookie of a name.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let values = self.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
    }

    /// Scheme and host as the client knows them.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.header("host").unwrap_or("localhost"))
    }
}

/// Largest body that is read.
const LARGEST: usize = 32 * 1024 * 1024;

/// Answers a request.
pub(crate) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LARGEST).await else {
        return Fail::Empty(StatusCode::PAYLOAD_TOO_LARGE).reply(false);
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let place = shared.record(&parts.method, &target, &parts.headers, &body);
    let rules: Vec<Injected> = lock(&shared.faults).clone();
    let mut call = Call {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body,
        faults: Vec::new(),
    };
    for rule in rules {
        match rule.meet(call.method.as_str(), &target) {
            Some(Fault::Hold) => rule.held().await,
            Some(fault) => call.faults.push(fault),
            None => {}
        }
    }
    let (reply, carried_out) = match faults::instead(&shared, &call) {
        Some(reply) => (reply, false),
        None if target.len() > shared.max_url => (pages::error_page(404), false),
        None => (route(&shared, &call).await, true),
    };
    let is_cut = call.faults.iter().any(|fault| matches!(fault, Fault::CutBefore));
    if let Some(received) = lock(&shared.log).get_mut(place) {
        received.status = (!is_cut).then(|| reply.status().as_u16());
    }
    if carried_out { faults::afterwards(&call, reply).await } else { reply }
}

async fn route(shared: &Arc<Shared>, call: &Call) -> Response<Body> {
    let as_200 = |fail: Fail| fail.reply(false);
    let Some(path) = call.path.strip_prefix(shared.base_path.as_str()).filter(|path| path.starts_with('/')) else {
        return as_200(Fail::Empty(StatusCode::NOT_FOUND));
    };
    if let Some(reply) = auth::login(shared, call, path) {
        return reply;
    }
    if let Some(reply) = platform::probe(shared, call, path) {
        return reply;
    }
    let below = match shared.platform {
        Platform::NetFramework => path.strip_prefix("/0").filter(|rest| rest.starts_with('/')),
        Platform::Net => Some(path),
    };
    let service = below.and_then(|below| service::find(shared, call, below));
    let Some(below) = below.filter(|below| service.is_some() || known(below)) else {
        return as_200(Fail::Empty(StatusCode::NOT_FOUND));
    };
    let admitted = match &service {
        Some(service) if service.is_anonymous() => Ok((None, None)),
        _ => guard::admit(shared, call, below),
    };
    let (session, server_session) = match admitted {
        Ok(admitted) => admitted,
        Err(reply) => return *reply,
    };
    let mut reply = match (&service, below.strip_prefix("/odata")) {
        (Some(service), _) => service.answer(shared, call, below, session.as_ref()).await,
        (None, Some(rest)) => match odata::answer(shared, call, rest, session.as_ref()).await {
            Ok(reply) => reply,
            Err(fail) => fail.reply(shared.on(Oddity::ErrorsAs200)),
        },
        (None, None) => auth::service(shared, call, below, session.as_ref()),
    };
    if let Some(id) = server_session {
        auth::set_cookie(&mut reply, &format!("BPMSESSIONID={id}; path=/; HttpOnly"));
    }
    reply
}

/// Whether there is a route; what has none is a 404 before anyone asks who is calling.
fn known(below: &str) -> bool {
    below == "/odata" || below.starts_with("/odata/") || auth::SERVICES.contains(&below)
}

impl Shared {
    /// Whether a switch is on.
    pub(crate) fn on(&self, oddity: Oddity) -> bool {
        lock(&self.oddities).on(oddity)
    }

    /// What stands before every route but the login's.
    pub(crate) fn prefix(&self) -> String {
        match self.platform {
            Platform::NetFramework => format!("{}/0", self.base_path),
            Platform::Net => self.base_path.clone(),
        }
    }

    /// The time, for `now()`.
    pub(crate) fn time(&self) -> String {
        self.now.clone().unwrap_or_else(|| {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            crate::edm::date::from_unix(since)
        })
    }

    fn record(&self, method: &Method, target: &str, headers: &HeaderMap, body: &[u8]) -> usize {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let received = Received {
            method: method.to_string(),
            target: target.to_owned(),
            headers: headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect(),
            body: text(body),
            status: None,
        };
        let mut log = lock(&self.log);
        log.push(received);
        log.len() - 1
    }
}
