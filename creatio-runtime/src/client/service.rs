//! Requests to services that are not OData.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};

use super::error::{Asked, Place};
use super::exchange::{Endpoint, Form, Request, Secretive};
use super::{Body, Call, Client, Error, ErrorKind, Platform, base};

/// A request to a service that is not OData.
#[derive(Debug)]
pub(crate) struct ServiceRequest {
    pub(crate) method: Method,
    /// Below the application's root (`{base}/0/` or `{base}/`), percent-encoded: `rest/UsrOrderService/Recalculate?x=1`.
    pub(crate) path: String,
    /// Bytes and their Content-Type.
    pub(crate) body: Option<(Bytes, String)>,
    /// What is accepted: `application/json`, `text/xml`, `*/*`. With the last one any answer will do but the login page.
    pub(crate) accept: &'static str,
    /// Whether it may change something for good. What does not, may be sent again.
    pub(crate) changes: bool,
    /// In place of the client's own limit.
    pub(crate) timeout: Option<Duration>,
    /// Names that stand where values do, which errors may show.
    pub(crate) named: Vec<&'static str>,
    /// Send no cookies, no CSRF header, and do not sign in, whatever the client's credentials are.
    pub(crate) anonymous: bool,
}

/// What errors show in place of a path that holds values.
#[derive(Debug)]
pub(crate) struct Shown {
    /// The same path, with names in place of values: `rest/UsrOrderService/orders/{orderId}`.
    pub(crate) path: String,
    /// The values.
    pub(crate) hidden: Vec<String>,
}

impl ServiceRequest {
    /// A POST of JSON, which may change something, as nearly all of Creatio's own services want it.
    pub(crate) fn post(path: impl Into<String>, json: impl Into<Bytes>) -> Self {
        Self {
            method: Method::POST,
            path: path.into(),
            body: Some((json.into(), "application/json; charset=utf-8".into())),
            accept: "application/json",
            changes: true,
            timeout: None,
            named: Vec::new(),
            anonymous: false,
        }
    }

    fn form(&self) -> Form {
        match self.accept {
            "application/json" => Form::Json,
            "*/*" => Form::Bytes,
            _ => Form::Xml,
        }
    }

    fn to(&self, url: Url) -> Result<Request, Error> {
        let what = Endpoint::Service(self.form());
        let mut request = Request { changes: self.changes, ..Request::change(self.method.clone(), url, what) };
        request.headers.insert(ACCEPT, HeaderValue::from_static(self.accept));
        if let Some((bytes, kind)) = &self.body {
            let kind = HeaderValue::try_from(kind).map_err(|_| Error::usage("the Content-Type can't be sent"))?;
            request.headers.insert(CONTENT_TYPE, kind);
            request.body = Some(Secretive(bytes.clone()));
        }
        (request.timeout, request.anonymous) = (self.timeout, self.anonymous);
        request.named.clone_from(&self.named);
        Ok(request)
    }
}

impl Client {
    /// The body of a POST to a service of Creatio's own, as it came: for what the typed API can't say.
    ///
    /// `path` is as in the URL, percent-encoded, below the application's root: what stands before it, `/0/` or nothing, is
    /// found out. The body is sent as JSON, once: a request whose answer is lost is not repeated
    /// ([`Error::outcome_unknown`]). An answer that says `"success": false` is an answer here.
    ///
    /// ```no_run
    /// # async fn run(client: creatio_runtime::Client) -> Result<(), creatio_runtime::Error> {
    /// let me: String = client.post_raw("ServiceModel/UserInfoService.svc/GetCurrentUserInfo", "{}").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`ErrorKind`].
    pub fn post_raw(&self, path: &str, json: impl Into<String>) -> Call<String> {
        let (client, request) = (self.clone(), ServiceRequest::post(path, json.into()));
        Call::changing(async move { client.service(request).await?.text().map(str::to_owned) })
    }

    /// Sends it through the one pipeline: sign in, judge, sign in anew once. The answer has a status from 200 to 299 and is
    /// no login page; what it says is for whoever asked to judge.
    pub(crate) async fn service(&self, request: ServiceRequest) -> Result<Body, Error> {
        self.service_shown(request, None).await
    }

    /// The same, with a path that errors do not show.
    pub(crate) async fn service_shown(&self, request: ServiceRequest, shown: Option<Shown>) -> Result<Body, Error> {
        let shown = shown.as_ref();
        if !request.anonymous {
            // Finds out where things are.
            self.0.root().await?;
            return self.service_on(&request, shown, self.0.assumed_platform()).await;
        }
        // Who has no session can't ask OData for the way. A service that is not there has not done anything, either.
        let assumed = self.0.assumed_platform();
        if assumed != Platform::Probe {
            return self.service_on(&request, shown, assumed).await;
        }
        let is_elsewhere = |error: &Error| matches!(error.kind(), ErrorKind::NoService);
        let (sent, found) = match self.service_on(&request, shown, Platform::NetFramework).await {
            Err(first) if is_elsewhere(&first) => match self.service_on(&request, shown, Platform::Net).await {
                Err(second) if is_elsewhere(&second) => (Err(first), Platform::Probe),
                second => (second, Platform::Net),
            },
            first => (first, Platform::NetFramework),
        };
        if sent.is_ok() {
            // Somebody else may have found out meanwhile.
            let _ = self.0.platform.set(found);
        }
        sent
    }

    async fn service_on(
        &self,
        request: &ServiceRequest,
        shown: Option<&Shown>,
        platform: Platform,
    ) -> Result<Body, Error> {
        let root = self.0.base.join(platform.prefix())?;
        let url = base::below(root.as_str(), &request.path)?;
        self.refuse_long(&url)?;
        let mut request = request.to(url)?;
        if let Some(Shown { path, hidden }) = shown {
            request.place = Place::templated(&request.method, &root, path);
            request.hidden.clone_from(hidden);
        }
        match self.0.send(&request, None).await {
            Ok(reply) => Ok(Body::new(reply, request)),
            Err(error) => {
                let session = self.0.sessions.current().filter(|_| !request.anonymous);
                let has_token = session.is_none_or(|session| session.has_token(&request.url));
                Err(error.asking(Asked { anonymous: request.anonymous, has_token }))
            }
        }
    }
}
