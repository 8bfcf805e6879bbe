//! Setting up and starting.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::error::Error;
use crate::model::Model;
use crate::oddity::{Oddities, Oddity};
use crate::process::{Process, Registry};
use crate::running::Running;
use crate::server::service::{Serve, Service, built_in};
use crate::server::{Platform, Shared, handle};
use crate::session::Sessions;
use crate::store::{Rows, Seed, Store};
use crate::user::User;

/// `MaxEntityRowCount` as Creatio ships it.
const MAX_ROWS: u64 = 20_000;

/// A local Creatio that is not running yet.
pub struct Sandbox {
    metadata: String,
    seeds: Vec<Seed>,
    ignored: Vec<PathBuf>,
    oddities: Oddities,
    platform: Platform,
    base_path: String,
    max_rows: u64,
    max_url: usize,
    auth: bool,
    session_timeout: Option<Duration>,
    users: Vec<User>,
    services: Vec<Box<dyn Serve>>,
    processes: Vec<Process>,
    now: Option<String>,
    utc_offset: i32,
    dropped: Vec<(String, String)>,
    address: SocketAddr,
}

impl Sandbox {
    /// A sandbox with the user Supervisor, whose password is Supervisor, on a free port of the loopback. It needs
    /// [`Self::metadata`].
    pub fn builder() -> Self {
        Self {
            metadata: String::new(),
            seeds: Vec::new(),
            ignored: Vec::new(),
            oddities: Oddities::default(),
            platform: Platform::NetFramework,
            base_path: String::new(),
            max_rows: MAX_ROWS,
            max_url: usize::MAX,
            auth: true,
            session_timeout: None,
            users: Vec::new(),
            services: Vec::new(),
            processes: Vec::new(),
            now: None,
            utc_offset: 0,
            dropped: Vec::new(),
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
        }
    }

    /// The `$metadata` document, OData 4, that tables are made from.
    #[must_use]
    pub fn metadata(mut self, xml: impl Into<String>) -> Self {
        self.metadata = xml.into();
        self
    }

    /// Rows of an entity set, as objects. Iterated once, while starting: a million needs no more memory than one.
    ///
    /// A row without its key gets one where that is a guid: the number of the row stands in it.
    #[must_use]
    pub fn rows<I>(mut self, set: &str, rows: I) -> Self
    where
        I: IntoIterator<Item = serde_json::Value>,
        I::IntoIter: Send + 'static,
    {
        let rows = Rows::Values(Box::new(rows.into_iter()));
        self.seeds.push(Seed { set: set.to_owned(), rows, origin: format!("rows of {set}") });
        self
    }

    /// Rows of an entity set as JSON text: an array, or a reply whose `value` is one. Numbers keep their digits, so this
    /// is the way to seed `100.10`; a decimal as text is another.
    #[must_use]
    pub fn json(mut self, set: &str, json: impl Into<String>) -> Self {
        let rows = Rows::Json(json.into());
        self.seeds.push(Seed { set: set.to_owned(), rows, origin: format!("rows of {set}") });
        self
    }

    /// Many rows alike, made by the database itself: for sets too large to be made one by one. `{n}` in texts is the number
    /// of the row, from 0; a guid or a number that is the key is made up.
    #[must_use]
    pub fn repeat(mut self, set: &str, count: u64, row: serde_json::Value) -> Self {
        let rows = Rows::Repeat { count, row };
        self.seeds.push(Seed { set: set.to_owned(), rows, origin: format!("rows of {set}") });
        self
    }

    /// Rows from a folder: `Contact.json` holds those of the set `Contact`, as [`Self::json`] takes them.
    pub fn data(mut self, folder: &Path) -> Result<Self, Error> {
        let (seeds, ignored) = crate::data::read(folder)?;
        self.seeds.extend(seeds);
        self.ignored.extend(ignored);
        Ok(self)
    }

    /// What [`Self::data`] found in folders and did not read, since its name does not end in `.json`.
    pub fn ignored(&self) -> &[PathBuf] {
        &self.ignored
    }

    /// Turns a switch.
    #[must_use]
    pub fn oddity(mut self, oddity: Oddity, on: bool) -> Self {
        self.oddities.set(oddity, on);
        self
    }

    /// .NET Framework, unless told otherwise.
    #[must_use]
    pub fn platform(mut self, platform: Platform) -> Self {
        self.platform = platform;
        self
    }

    /// A path that everything is below, as in an IIS virtual directory: `crm`.
    #[must_use]
    pub fn base_path(mut self, path: &str) -> Self {
        let path = path.trim_matches('/');
        self.base_path = if path.is_empty() { String::new() } else { format!("/{path}") };
        self
    }

    /// Most rows in a reply, 20,000 unless told otherwise.
    #[must_use]
    pub fn max_rows(mut self, rows: u64) -> Self {
        self.max_rows = rows;
        self
    }

    /// Most bytes of path and query; a longer URL is answered with the web server's page for 404, as IIS does. There is no
    /// limit, unless told otherwise.
    #[must_use]
    pub fn max_url(mut self, bytes: usize) -> Self {
        self.max_url = bytes;
        self
    }

    /// Whether one must log in. Not so, any OData client can read.
    #[must_use]
    pub fn auth(mut self, on: bool) -> Self {
        self.auth = on;
        self
    }

    /// How long a session lasts that is not used: answered from then on as a request without a session is. They never end by
    /// themselves, unless told otherwise. [`Running::pass`] lets time pass.
    #[must_use]
    pub fn session_timeout(mut self, unused: Duration) -> Self {
        self.session_timeout = Some(unused);
        self
    }

    /// Adds a user. The first takes Supervisor's place.
    #[must_use]
    pub fn user(mut self, user: User) -> Self {
        self.users.push(user);
        self
    }

    /// Adds a method of a web service.
    #[must_use]
    pub fn service(mut self, service: Service) -> Self {
        self.services.push(Box::new(service));
        self
    }

    /// Adds a business process.
    #[must_use]
    pub fn process(mut self, process: Process) -> Self {
        self.processes.push(process);
        self
    }

    /// What `now()` is: `2026-01-31T12:00:00Z`. The time, unless told otherwise.
    #[must_use]
    pub fn now(mut self, now: &str) -> Self {
        self.now = Some(now.to_owned());
        self
    }

    /// The server's zone in minutes east of Greenwich: where dates without a time begin. UTC, unless told otherwise.
    #[must_use]
    pub fn utc_offset(mut self, minutes: i32) -> Self {
        self.utc_offset = minutes;
        self
    }

    /// A column that bodies may name and that is silently not written, as some builds do with some columns.
    #[must_use]
    pub fn drops(mut self, set: &str, column: &str) -> Self {
        self.dropped.push((set.to_owned(), column.to_owned()));
        self
    }

    /// Where to listen. Port 0 is a free one.
    #[must_use]
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Makes the database and listens, in the runtime that it is called in.
    pub async fn start(self) -> Result<Running, Error> {
        let address = self.address;
        let prepared = tokio::task::spawn_blocking(move || self.prepare()).await;
        let shared = Arc::new(prepared.map_err(|error| Error::new(format!("the database: {error}")))??);
        let listener = TcpListener::bind(address).await.map_err(|error| Error::listen(address, &error))?;
        let bound = listener.local_addr().map_err(|error| Error::listen(address, &error))?;
        let listener = listener.tap_io(|stream| {
            // A small reply must not wait for the next packet; if it does, no harm is done.
            let _ = stream.set_nodelay(true);
        });
        let router = Router::new().fallback(handle).with_state(shared.clone());
        let (stop, stopped) = oneshot::channel::<()>();
        let server = axum::serve(listener, router).with_graceful_shutdown(async {
            // Told to, or dropped.
            let _ = stopped.await;
        });
        let task = tokio::spawn(async {
            // Accepting never ends with an error.
            let _ = server.await;
        });
        Ok(Running::new(shared, bound, stop, task))
    }

    fn prepare(self) -> Result<Shared, Error> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte);
        let goes_up = self.base_path.split('/').any(|part| matches!(part, "." | ".."));
        if goes_up || !self.base_path.bytes().all(fits) {
            return Err(Error::new(format!(
                "the base path {:?} is none; expected one as in a URL, such as crm or sales/crm",
                self.base_path
            )));
        }
        let time = |text: String| match crate::edm::date::date_time(&text) {
            Some(time) => Ok(time),
            None => Err(Error::new(format!("the time {text:?} is none; expected one such as 2026-01-31T12:00:00Z"))),
        };
        let processes = Arc::new(Registry::new(self.processes));
        let now = self.now.map(time).transpose()?;
        let model =
            Model::read(&self.metadata).map_err(|error| Error::new(format!("the $metadata document: {error}")))?;
        let database = |error: rusqlite::Error| Error::new(format!("the database: {error}"));
        let store = Store::create(&model).map_err(database)?;
        let empties = self.oddities.on(Oddity::EmptyValues);
        for seed in self.seeds {
            let seeded = store.with(|connection| seed.insert(&model, connection, empties)).map_err(database)?;
            seeded.map_err(Error::new)?;
        }
        let dropped = self.dropped.iter().map(|(set, column)| model.column_of(set, column));
        let dropped = dropped.collect::<Result<_, _>>().map_err(|error| Error::new(format!("drops: {error}")))?;
        let zone = crate::edm::date::offset(self.utc_offset).ok_or_else(|| {
            Error::new(format!("the zone of {} minutes is none; expected -840 to 840", self.utc_offset))
        })?;
        for user in &self.users {
            if let Some(contact) = user.contact.as_ref().filter(|contact| crate::edm::guid(contact).is_none()) {
                return Err(Error::new(format!("the contact {contact:?} of the user {:?} is no guid", user.name)));
            }
        }
        let users = if self.users.is_empty() { vec![User::new("Supervisor", "Supervisor")] } else { self.users };
        Ok(Shared {
            model: Arc::new(model),
            metadata: Bytes::from(self.metadata),
            store,
            platform: self.platform,
            base_path: self.base_path,
            max_rows: self.max_rows,
            max_url: self.max_url,
            auth: self.auth,
            users,
            services: self.services.into_iter().chain(built_in(&processes)).collect(),
            processes,
            now,
            zone,
            dropped: Mutex::new(dropped),
            oddities: Mutex::new(self.oddities),
            sessions: Mutex::new(Sessions::new(self.session_timeout)),
            log: Mutex::default(),
            faults: Mutex::default(),
            requests: AtomicU64::new(0),
        })
    }
}
