//! One request and its answer.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Response, StatusCode, Url};

use super::error::{Place, host_and_path};
use super::session::Session;
use super::{Error, ErrorKind, Inner};

/// More than any stack trace that a server sends with an error, and than nearly any row.
const MAX_BYTES: usize = 1 << 20;

/// How long the other side may be silent in the middle of an answer.
const MAX_SILENCE: Duration = Duration::from_secs(60);

/// What the answer should be, which decides how it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// Rows of an OData set, or the service document: JSON. There is no set when there is none.
    Rows,
    /// One row by its key: JSON. There may be none.
    Row,
    /// A bare value, as `$count` gives.
    Value,
    /// `$metadata`: XML.
    Metadata,
    /// A service of Creatio's own, whose meaning is the caller's business.
    Service(Form),
}

/// What a service answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Xml,
    /// Anything, a page as well.
    Bytes,
}

impl Endpoint {
    /// What is at a path below OData's root.
    pub(crate) fn of_path(path: &str) -> Self {
        let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
        match path.rsplit('/').next().unwrap_or_default() {
            "$metadata" => Self::Metadata,
            "$count" | "$value" => Self::Value,
            last if last.ends_with(')') => Self::Row,
            _ => Self::Rows,
        }
    }

    pub(crate) fn is_service(self) -> bool {
        matches!(self, Self::Service(_))
    }
}

/// Is told how many bytes of an answer have arrived.
pub(crate) type Progress<'p> = &'p mut (dyn FnMut(u64) + Send);

#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) place: Place,
    pub(crate) what: Endpoint,
    pub(crate) max_page_size: Option<usize>,
    /// Headers of a change's own.
    pub(crate) headers: HeaderMap,
    /// Whether it may change something for good. What does not, may be sent again.
    pub(crate) changes: bool,
    /// JSON, unless the headers say otherwise. Never shown: the login's has the password.
    pub(crate) body: Option<Secretive>,
    /// In place of the client's own limit.
    pub(crate) timeout: Option<Duration>,
    /// It is sent as nobody, whoever the client is.
    pub(crate) anonymous: bool,
    /// Values in the path that errors must not repeat.
    pub(crate) hidden: Vec<String>,
    /// Names in it or in the body that they may.
    pub(crate) named: Vec<&'static str>,
}

/// Bytes that `Debug` does not show.
pub(crate) struct Secretive(pub(crate) Bytes);

impl std::fmt::Debug for Secretive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Request {
    pub(crate) fn get(url: Url, what: Endpoint) -> Self {
        let place = Place::new(&Method::GET, &url);
        Self {
            method: Method::GET,
            url,
            place,
            what,
            max_page_size: None,
            headers: HeaderMap::new(),
            changes: false,
            body: None,
            timeout: None,
            anonymous: false,
            hidden: Vec::new(),
            named: Vec::new(),
        }
    }

    /// A request that changes something for good.
    pub(crate) fn change(method: Method, url: Url, what: Endpoint) -> Self {
        let place = Place::new(&method, &url);
        Self { method, place, changes: true, ..Self::get(url, what) }
    }

    pub(crate) fn post(url: Url, body: impl Into<Bytes>) -> Self {
        let body = Some(Secretive(body.into()));
        Self { body, ..Self::change(Method::POST, url, Endpoint::Service(Form::Json)) }
    }

    /// Creatio's library writes OData 4.0. Other services may answer in 4.01, and are asked in it: `in` came with that.
    /// `OData-Version` would speak of a body, and a read has none.
    fn headers(&self, creatio: bool, ieee754: bool) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            ACCEPT,
            HeaderValue::from_static(match self.what {
                Endpoint::Rows | Endpoint::Row if ieee754 => "application/json;IEEE754Compatible=true",
                Endpoint::Rows | Endpoint::Row | Endpoint::Service(_) => "application/json",
                Endpoint::Value => "text/plain, application/json",
                Endpoint::Metadata => "application/xml",
            }),
        );
        if !self.what.is_service() {
            let version = HeaderValue::from_static(if creatio { "4.0" } else { "4.01" });
            headers.insert(HeaderName::from_static("odata-maxversion"), version);
        }
        if let Some(rows) = self.max_page_size
            && let Ok(prefer) = HeaderValue::from_str(&format!("odata.maxpagesize={rows}"))
        {
            headers.insert(HeaderName::from_static("prefer"), prefer);
        }
        if self.body.is_some() {
            let ieee754 = ieee754 && !self.what.is_service();
            headers.insert(
                CONTENT_TYPE,
                HeaderValue::from_static(match ieee754 {
                    true => "application/json; charset=utf-8; IEEE754Compatible=true",
                    false => "application/json; charset=utf-8",
                }),
            );
            if !self.what.is_service() {
                // What is sent is the JSON of 4.0, which those of 4.01 read as well.
                headers.insert(HeaderName::from_static("odata-version"), HeaderValue::from_static("4.0"));
            }
        }
        headers.extend(self.headers.clone());
        headers
    }
}

impl Inner {
    /// Sends the request once, with a session's cookies, and reads the answer to its end.
    ///
    /// Any status is an answer. Nothing leaves for another server than the client's own.
    pub(super) async fn exchange(
        &self,
        request: &Request,
        session: &Session,
        progress: Option<Progress<'_>>,
    ) -> Result<Reply, Error> {
        if !self.base.owns(&request.url) {
            return Err(Error::new(ErrorKind::ForeignLink { to: host_and_path(&request.url) }));
        }
        let sent = self.attempt(request, session, progress).await;
        sent.map_err(|error| {
            let reached = !error.is_before_sending();
            let error = error.at(&request.place);
            if reached && request.changes { error.unknown_outcome() } else { error }
        })
    }

    async fn attempt(
        &self,
        request: &Request,
        session: &Session,
        progress: Option<Progress<'_>>,
    ) -> Result<Reply, Error> {
        // Never closed, so that this can't fail; without a permit the request is sent all the same.
        let _permit = self.in_flight.acquire().await.ok();
        let mut headers = request.headers(self.odata_path.is_none(), self.settings.ieee754_compatible);
        session.apply(&mut headers, &request.url);
        let mut builder = self.http.request(request.method.clone(), request.url.clone()).headers(headers);
        if let Some(body) = &request.body {
            builder = builder.body(body.0.clone());
        }
        if let Some(timeout) = request.timeout {
            builder = builder.timeout(timeout);
        }
        let mut response = builder.send().await.map_err(Error::transport)?;
        session.keep(response.headers(), &request.url);
        let status = response.status();
        // Of OData these say what was done all by themselves; the key may stand in a header.
        let is_done = request.changes
            && !request.what.is_service()
            && matches!(status, StatusCode::CREATED | StatusCode::NO_CONTENT);
        let body = if status.is_success() && !is_done {
            self.body(&mut response, progress).await.map_err(|error| error.answered(status))?
        } else {
            what_comes(&mut response).await
        };
        Ok(Reply { status, headers: std::mem::take(response.headers_mut()), body })
    }

    async fn body(&self, response: &mut Response, mut progress: Option<Progress<'_>>) -> Result<Bytes, Error> {
        let limit = self.settings.max_response_bytes;
        let too_large = || Error::new(ErrorKind::TooLarge { limit });
        // The length is told for what is not compressed only.
        if response.content_length().is_some_and(|length| length > limit as u64) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = chunk(response).await? {
            if chunk.len() > limit - body.len() {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
            if let Some(progress) = &mut progress {
                progress(body.len() as u64);
            }
        }
        Ok(body.into())
    }
}

/// The next piece of the answer; `None` at its end.
async fn chunk(response: &mut Response) -> Result<Option<Bytes>, Error> {
    match tokio::time::timeout(MAX_SILENCE, response.chunk()).await {
        Ok(chunk) => chunk.map_err(Error::transport),
        Err(_) => Err(Error::new(ErrorKind::Timeout)),
    }
}

/// As much of a body as comes, up to a limit: the status says what matters.
async fn what_comes(response: &mut Response) -> Bytes {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = chunk(response).await {
        let room = MAX_BYTES - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if body.len() == MAX_BYTES {
            break;
        }
    }
    body.into()
}
