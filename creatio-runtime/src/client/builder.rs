//! Making a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use tokio::sync::{OnceCell, Semaphore};

use super::auth::{Auth, Scheme};
use super::base::Base;
use super::login::Warning;
use super::session::{Session, Sessions};
use super::settings::Settings;
use super::{Client, Error, ErrorKind, Inner, Platform, tls};

pub(crate) type OnWarning = Box<dyn Fn(&Warning) + Send + Sync>;

/// Settings of a [`Client`] to be. Nothing is sent before the client is used.
///
/// ```
/// use creatio_runtime::{Client, Forms, Platform};
/// # let password = "hunter2";
/// let client = Client::builder("https://acme.creatio.com")
///     .auth(Forms::new("Supervisor", password))
///     .platform(Platform::NetFramework)
///     .build()?;
/// # Ok::<(), creatio_runtime::Error>(())
/// ```
#[must_use = "nothing is made before `build`"]
pub struct ClientBuilder {
    address: String,
    auth: Option<Auth>,
    platform: Platform,
    odata_path: Option<String>,
    settings: Settings,
    allow_http: bool,
    time_zone: Option<TimeZone>,
    http: Option<reqwest::ClientBuilder>,
    on_warning: Option<OnWarning>,
}

impl ClientBuilder {
    pub(crate) fn new(address: String) -> Self {
        Self {
            address,
            auth: None,
            platform: Platform::default(),
            odata_path: None,
            settings: Settings::default(),
            allow_http: false,
            time_zone: None,
            http: None,
            on_warning: None,
        }
    }

    /// Who asks: [`Forms`](crate::Forms) or [`Anonymous`](crate::Anonymous).
    pub fn auth(mut self, auth: impl Into<Auth>) -> Self {
        self.auth = Some(auth.into());
        self
    }

    /// What the instance runs on. Left out, it is [found out](Platform::Probe).
    pub fn platform(mut self, platform: Platform) -> Self {
        self.platform = platform;
        self
    }

    /// Where OData is below the address, for services that are not Creatio's: `"odata"`, or `""`
    /// when it is the address itself. Nothing is probed then.
    pub fn odata_path(mut self, path: impl Into<String>) -> Self {
        self.odata_path = Some(path.into());
        self
    }

    /// How many requests may be on their way at once, from this client and its clones; 4 by default,
    /// and at least 1.
    ///
    /// On .NET Framework, requests of one session may wait for each other in the server, so that
    /// more gain nothing. Answers that were not read to the end count.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.settings.max_in_flight = requests.clamp(1, Semaphore::MAX_PERMITS);
        self
    }

    /// How long one attempt may take, from the connection to the last byte of the answer; 150
    /// seconds by default. Creatio's own limit is 120 seconds, and its words about that should
    /// arrive. An answer of which nothing comes for 60 seconds is given up in any case.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// How long a call that runs a [process](crate::process) may take; 30 minutes by default, which is what the vendor's own
    /// client waits. Such a call is never repeated: when time runs out, nobody knows what came of the process.
    /// [`Processes::timeout`](crate::process::Processes::timeout) sets it for a single one.
    pub fn process_timeout(mut self, timeout: Duration) -> Self {
        self.settings.process_timeout = timeout;
        self
    }

    /// How long making a connection may take; 20 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// How often a read is repeated after status 429, 502 or 503, or when the connection fails; 3 by
    /// default, 0 for never.
    ///
    /// The pauses grow from about half a second to 8, or are what the server asks for with
    /// `Retry-After`; when it asks for more than a minute, the error is returned at once with
    /// [`retry_after`](Error::retry_after). What timed out is not repeated: the server may still be
    /// at it. Logins are never repeated.
    pub fn retries(mut self, retries: u32) -> Self {
        self.settings.retries = retries;
        self
    }

    /// Whether the service understands options inside `$expand`, as in
    /// `$expand=Account($select=Name)`: they bring columns of lookups instead of whole rows, lookups of
    /// lookups, and details. Creatio is not known to; other services are taken to.
    pub fn nested_expand(mut self, yes: bool) -> Self {
        self.settings.nested_expand = Some(yes);
        self
    }

    /// Whether the service understands `in` with a list, which came with OData 4.01. Creatio is not
    /// known to, so that its lists are written out with `or`; other services are taken to.
    pub fn in_operator(mut self, yes: bool) -> Self {
        self.settings.in_operator = Some(yes);
        self
    }

    /// Asks for decimals and 64-bit integers as texts (`IEEE754Compatible=true`). They are read exactly
    /// either way; this is for services that round them on their way into a JSON number.
    pub fn ieee754_compatible(mut self, yes: bool) -> Self {
        self.settings.ieee754_compatible = yes;
        self
    }

    /// Whether the service understands `any` and `all` over details. Creatio is not known to; other
    /// services are taken to.
    pub fn lambdas(mut self, yes: bool) -> Self {
        self.settings.lambdas = Some(yes);
        self
    }

    /// Reads amounts that the server masks (`"3492.00n_____"` in place of a number) as empty values.
    /// Left out, such an amount is an error that names the column, since nobody can tell what it is.
    pub fn masked_as_empty(mut self, yes: bool) -> Self {
        self.settings.masked_as_empty = yes;
        self
    }

    /// The longest path and query that are sent, in bytes; 8,192 by default, which is what Creatio
    /// on .NET takes of a request line. A longer one is an error before anything is sent.
    pub fn max_url_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_url_bytes = bytes;
        self
    }

    /// How many rows a page of a walk has, when the query does not say; at least 1. Creatio is asked
    /// for 1,000 when this does not say either, other services for what they like.
    pub fn page_size(mut self, rows: usize) -> Self {
        self.settings.page_size = Some(rows.max(1));
        self
    }

    /// The largest answer that is taken, in bytes after decompression; 64 MiB by default. It is
    /// counted while the answer arrives, so that no more than this is ever held.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response_bytes = bytes;
        self
    }

    /// Lets a password travel over plain http to another machine, for all on the way to read. To
    /// this machine it may without asking.
    pub fn allow_http(mut self, yes: bool) -> Self {
        self.allow_http = yes;
        self
    }

    /// The time zone that the server is told at login, which is the session's from then on. It
    /// decides what "today" is in what the server computes; instants in OData are in UTC in any
    /// case.
    ///
    /// Left out, nothing is told, and the server takes what it has: the user's zone if one is set,
    /// else its own. What is told is the offset from UTC at the time of the login.
    pub fn time_zone(mut self, zone: TimeZone) -> Self {
        self.time_zone = Some(zone);
        self
    }

    /// A builder of your own, for proxies and private certificate authorities.
    ///
    /// Timeouts, the handling of redirects and cookies, gzip and reqwest's own retries are set over
    /// it; its default headers are sent with every request, to the client's own server only. Use
    /// [`reqwest`](crate::reqwest) as it is exported here, so that it is the same version.
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// Is called when a login went well but the server has something to say, as that the password
    /// will expire. Without it that is only seen by who calls [`Client::login`].
    pub fn on_warning(mut self, call: impl Fn(&Warning) + Send + Sync + 'static) -> Self {
        self.on_warning = Some(Box::new(call));
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// Where the program has not chosen a cryptography provider for rustls, ring becomes that of the
    /// whole process; one of your own must be installed before.
    ///
    /// # Errors
    /// [`PlainHttp`](ErrorKind::PlainHttp), or [`Build`](ErrorKind::Build): the address can't be
    /// used, `auth` was left out, or the system's certificates can't be read.
    pub fn build(self) -> Result<Client, Error> {
        let Some(Auth(scheme)) = self.auth else {
            return Err(Error::build("nobody signs in: say `.auth(Forms::new(user, password))` or `.auth(Anonymous)`"));
        };
        let base = Base::parse(&self.address, self.odata_path.is_none())?;
        let secret = matches!(scheme, Scheme::Forms(_));
        if secret && !base.is_https() && !base.is_loopback() && !self.allow_http {
            return Err(Error::new(ErrorKind::PlainHttp));
        }
        if let Some(path) = &self.odata_path {
            let root = base.join(path)?;
            if root.query().is_some() {
                return Err(Error::build("the path of OData has a query"));
            }
        }
        let http = http(self.http, &base, &self.settings)?;
        Ok(Client(Arc::new(Inner {
            base,
            scheme,
            given: self.platform,
            platform: OnceCell::new(),
            odata_path: self.odata_path,
            in_flight: Semaphore::new(self.settings.max_in_flight),
            settings: self.settings,
            time_zone: self.time_zone,
            http,
            on_warning: self.on_warning,
            sessions: Sessions::default(),
            nobody: Arc::new(Session::new(0, false)),
        })))
    }
}

fn http(given: Option<reqwest::ClientBuilder>, base: &Base, settings: &Settings) -> Result<reqwest::Client, Error> {
    tls::ensure_provider();
    let builder = given.unwrap_or_else(|| {
        let builder = reqwest::Client::builder().user_agent(concat!("creatio-runtime/", env!("CARGO_PKG_VERSION")));
        // What is meant for this machine is not handed to a proxy that the environment names.
        if base.is_loopback() { builder.no_proxy() } else { builder }
    });
    builder
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // Cookies are kept per session, see `session.rs`.
        .cookie_store(false)
        // What may be repeated is decided in one place, see `retry.rs`.
        .retry(reqwest::retry::never())
        // It would log what is sent, the password too.
        .connection_verbose(false)
        .gzip(true)
        .https_only(base.is_https())
        .timeout(settings.timeout)
        .connect_timeout(settings.connect_timeout)
        .build()
        .map_err(|error| {
            let error = Error::transport(error);
            let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            Error::build(format!("no HTTP client can be made: {cause}; an image without CA certificates gives this"))
        })
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("settings", &self.settings).finish_non_exhaustive()
    }
}
