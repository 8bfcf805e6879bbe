//! Sending.
//!
//! A [`Client`] belongs to one address and sends nothing anywhere else. It signs in when the first
//! request needs that, and again when the session has expired; reads that fail for a passing reason
//! are repeated. See [`ClientBuilder`] for what can be set, and [`Error`] for what can go wrong.

mod auth;
mod base;
mod body;
mod builder;
mod call;
mod error;
mod exchange;
mod html;
mod judge;
mod login;
mod metadata;
mod platform;
mod redact;
mod retry;
mod secret;
mod send;
mod service;
mod session;
mod settings;
mod tls;

use std::fmt;
use std::sync::Arc;

use jiff::tz::TimeZone;
use reqwest::header::HeaderValue;
use reqwest::{Method, Url};
use tokio::sync::{OnceCell, Semaphore};

use self::auth::Scheme;
pub use self::auth::{Anonymous, Auth, Forms};
use self::base::Base;
pub(crate) use self::body::Body;
pub use self::builder::ClientBuilder;
use self::builder::OnWarning;
pub use self::call::Call;
pub(crate) use self::call::Work;
pub(crate) use self::error::ServiceFailure;
pub use self::error::{Error, ErrorKind, LoginReason, LoginRefused, ServerError};
pub(crate) use self::exchange::Endpoint;
use self::exchange::{Request, Secretive};
pub use self::login::{Login, Warning};
pub use self::metadata::FetchMetadata;
pub use self::platform::Platform;
pub use self::secret::Secret;
pub(crate) use self::service::{ServiceRequest, Shown};
use self::session::{Session, Sessions};
pub(crate) use self::settings::Settings;

/// A connection to one Creatio instance, or to any OData service.
///
/// Clones are cheap and share everything: the session, the connections and the limit of requests on
/// their way. `Debug` shows neither passwords nor cookies.
///
/// ```no_run
/// # async fn run(password: String) -> Result<(), creatio_runtime::Error> {
/// use creatio_runtime::{Client, Forms};
///
/// let client = Client::builder("https://acme.creatio.com").auth(Forms::new("Supervisor", password)).build()?;
/// let json = client.odata_get_raw("Contact?$top=1").await?;
/// client.logout().await?;
/// # Ok(())
/// # }
/// ```
///
/// It runs on tokio, with its time and I/O switched on (`enable_all`).
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base: Base,
    scheme: Scheme,
    /// What the builder was told.
    given: Platform,
    /// What was found out.
    platform: OnceCell<Platform>,
    odata_path: Option<String>,
    settings: Settings,
    time_zone: Option<TimeZone>,
    http: reqwest::Client,
    on_warning: Option<OnWarning>,
    in_flight: Semaphore,
    sessions: Sessions,
    /// The session of who does not sign in.
    nobody: Arc<Session>,
}

/// A read, as the terminals of queries ask for it.
#[derive(Debug)]
pub(crate) struct Get {
    /// Path and query below OData's root, percent-encoded (`Contact?$top=1`), or a link to the next
    /// page, made absolute by [`Client::next_link`].
    pub(crate) url: String,
    /// Sent as `Prefer: odata.maxpagesize=n`.
    pub(crate) max_page_size: Option<usize>,
    /// What the answer should be.
    pub(crate) what: Endpoint,
}

/// A change, as it is sent.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) method: Method,
    /// A path below OData's root, percent-encoded.
    pub(crate) url: String,
    /// Where it goes.
    pub(crate) what: Endpoint,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// JSON.
    pub(crate) body: Option<String>,
}

impl Client {
    /// Begins a client for an address, `https://acme.creatio.com`. It may have a path.
    pub fn builder(address: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(address.into())
    }

    /// Signs in now, with a new session, whatever there is.
    ///
    /// There is no need to: the first request does it. It shows early that a password is right, it
    /// tells the server's warnings, and it is the way to try again after a refused login, which is
    /// not repeated by itself so that no user is locked out. An anonymous client does nothing.
    ///
    /// # Errors
    /// [`Login`](ErrorKind::Login) when the server refuses it.
    pub fn login(&self) -> Call<Login> {
        let inner = Arc::clone(&self.0);
        Call::new(async move { inner.login().await })
    }

    /// Ends the session on the server, if there is one. The next request signs in anew.
    ///
    /// A client that is dropped does not do this; the server then ends the session in its own time.
    ///
    /// # Errors
    /// When the server can't be reached or does not know what is asked for. The session is
    /// forgotten in any case.
    pub fn logout(&self) -> Call<()> {
        let inner = Arc::clone(&self.0);
        Call::new(async move { inner.logout().await })
    }

    /// The body of a read below OData's root, as it came: for what queries can't say.
    ///
    /// `path_and_query` is as in the URL, percent-encoded: `Contact?$top=1`, `Contact/$count`.
    /// Session, repetition and errors are those of any read.
    ///
    /// # Errors
    /// See [`ErrorKind`].
    pub fn odata_get_raw(&self, path_and_query: &str) -> Call<String> {
        let (client, url) = (self.clone(), path_and_query.to_owned());
        Call::new(async move {
            if url.starts_with("https://") || url.starts_with("http://") {
                client.next_link(client.0.base.url(), &url)?;
                return Err(Error::usage("a path below OData's root is asked for, not a whole address"));
            }
            let what = Endpoint::of_path(&url);
            let body = client.get(Get { url, max_page_size: None, what }).await?;
            body.text().map(str::to_owned)
        })
    }

    /// The service's `$metadata`, a document of some megabytes: what code is generated from.
    ///
    /// ```no_run
    /// # async fn run(client: creatio_runtime::Client) -> Result<(), creatio_runtime::Error> {
    /// let document: Vec<u8> = client.metadata().on_progress(|bytes| eprint!("\r{bytes}")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn metadata(&self) -> FetchMetadata {
        FetchMetadata::new(self.clone())
    }

    /// What the client was told.
    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Where OData is, with a slash at its end. Asks the server the first time, unless it is known.
    pub(crate) async fn odata_root(&self) -> Result<Url, Error> {
        self.0.root().await
    }

    /// Makes sure that OData is where it is taken to be. Below a wrong address everything is missing, and that says nothing.
    pub(crate) async fn confirm_root(&self, missing: Error) -> Result<Error, Error> {
        if self.0.confirmed().await? { Ok(missing) } else { Err(missing.of_kind(ErrorKind::NoService)) }
    }

    /// Where OData is by all that is known without asking, with a slash at its end.
    pub(crate) fn assumed_odata_root(&self) -> Url {
        self.0.assumed_root()
    }

    /// Reads. The answer has a status from 200 to 299, is of the kind that was asked for, and whole.
    pub(crate) async fn get(&self, get: Get) -> Result<Body, Error> {
        let url = if get.url.starts_with("https://") || get.url.starts_with("http://") {
            self.0.base.follow(self.0.base.url(), &get.url)?
        } else {
            let url = base::below(self.odata_root().await?.as_str(), &get.url)?;
            self.refuse_long(&url)?;
            url
        };
        let request = Request { max_page_size: get.max_page_size, ..Request::get(url, get.what) };
        let reply = self.0.send(&request, None).await?;
        Ok(Body::new(reply, request))
    }

    /// Changes something, once. The answer has a status from 200 to 299, and is no error.
    pub(crate) async fn change(&self, change: Change) -> Result<Body, Error> {
        let url = base::below(self.odata_root().await?.as_str(), &change.url)?;
        self.refuse_long(&url)?;
        let mut request = Request::change(change.method, url, change.what);
        for (name, value) in change.headers {
            let value =
                HeaderValue::try_from(value).map_err(|_| Error::usage("a header can't carry what it should"))?;
            request.headers.insert(name, value);
        }
        request.body = change.body.map(|body| Secretive(body.into()));
        let reply = self.0.send(&request, None).await?;
        Ok(Body::new(reply, request))
    }

    /// The URL of a link to the next page that came with an answer to `current`.
    ///
    /// # Errors
    /// [`ForeignLink`](ErrorKind::ForeignLink) when scheme, host or port differ from the client's.
    pub(crate) fn next_link(&self, current: &Url, link: &str) -> Result<Url, Error> {
        self.0.base.follow(current, link)
    }

    fn refuse_long(&self, url: &Url) -> Result<(), Error> {
        let (bytes, limit) =
            (url.path().len() + url.query().map_or(0, |query| query.len() + 1), self.settings().max_url_bytes);
        if bytes > limit {
            return Err(Error::usage(format!(
                "path and query are {bytes} bytes long, more than the {limit} that are sent\nask for fewer columns or \
                 values at once, or raise `.max_url_bytes(…)` if the server takes more",
            )));
        }
        Ok(())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", &self.0.base.url().as_str())
            .field("auth", &self.0.scheme)
            .field("settings", &self.0.settings)
            .finish_non_exhaustive()
    }
}
