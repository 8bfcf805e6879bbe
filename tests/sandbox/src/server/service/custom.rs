//! Services that a test registers: WCF's services, as Creatio's configuration holds them.

use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Map, Value};

use super::template::{Template, pairs};
use super::xml::Xml;
use super::{Answer, Meets, Serve};
use crate::server::{Call, Shared, pages};
use crate::session::Session;

/// WCF's `WebMessageBodyStyle`: which side wraps its values into an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyStyle {
    /// Both.
    Wrapped,
    /// The request does.
    WrappedRequest,
    /// The reply does.
    WrappedResponse,
    /// Neither; a request has one parameter.
    Bare,
}

impl BodyStyle {
    fn wraps_request(self) -> bool {
        matches!(self, Self::Wrapped | Self::WrappedRequest)
    }

    fn wraps_reply(self) -> bool {
        matches!(self, Self::Wrapped | Self::WrappedResponse)
    }
}

/// What a method was called with.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Arguments {
    /// By the names of parameters: those of the path and the query are text, those of a wrapped body what they are.
    pub named: Map<String, Value>,
    /// The one parameter of a body that is not wrapped; null when the body is wrapped, or no JSON.
    pub bare: Value,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// Who calls; nobody at an anonymous service.
    pub user: Option<String>,
}

/// What a method does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It returns.
    Returns(Value),
    /// It returns, and sets `out` parameters.
    Out(Value, Vec<(&'static str, Value)>),
    /// It returns a stream with a Content-Type, which no style wraps.
    Stream(&'static str, Vec<u8>),
    /// It throws what nobody catches.
    Throws,
    /// It sets a status, with an empty body.
    Status(u16),
}

type Method = Box<dyn Fn(Arguments) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync>;

/// A method of a service that a test registers: [`Sandbox::service`](crate::Sandbox::service).
///
/// ```
/// use creatio_sandbox::{Outcome, Service};
/// use serde_json::json;
///
/// Service::new("UsrOrderService", "Recalculate", |arguments| {
///     Outcome::Returns(json!({"order": arguments.named["orderId"], "total": 12}))
/// });
/// ```
pub struct Service {
    service: String,
    method: String,
    root: &'static str,
    verb: &'static str,
    template: Option<Template>,
    style: BodyStyle,
    result: String,
    anonymous: bool,
    read_only: bool,
    xml: Option<Xml>,
    body: Method,
}

impl Service {
    /// A method that is called by POST below `/rest/`, with bodies that are wrapped both ways.
    pub fn new(service: &str, method: &str, body: impl Fn(Arguments) -> Outcome + Send + Sync + 'static) -> Self {
        Self::new_async(service, method, move |arguments| std::future::ready(body(arguments)))
    }

    /// The same, of a method that takes its time.
    pub fn new_async<F>(service: &str, method: &str, body: impl Fn(Arguments) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        Self {
            service: service.to_owned(),
            method: method.to_owned(),
            root: "/rest/",
            verb: "POST",
            template: None,
            style: BodyStyle::Wrapped,
            result: format!("{method}Result"),
            anonymous: false,
            read_only: false,
            xml: None,
            body: Box::new(move |arguments| Box::pin(body(arguments))),
        }
    }

    /// Called by this verb.
    #[must_use]
    pub fn verb(self, verb: &'static str) -> Self {
        Self { verb, ..self }
    }

    /// With this `UriTemplate` in place of the method's name.
    #[must_use]
    pub fn path(self, template: &str) -> Self {
        Self { template: Some(Template::parse(template)), ..self }
    }

    /// With this `BodyStyle`.
    #[must_use]
    pub fn style(self, style: BodyStyle) -> Self {
        Self { style, ..self }
    }

    /// With this name of the result, as `[return: MessageParameter(Name = "…")]` gives one.
    #[must_use]
    pub fn result(self, name: &str) -> Self {
        Self { result: name.to_owned(), ..self }
    }

    /// Below `/ServiceModel/`, its name followed by `.svc`.
    #[must_use]
    pub fn service_model(self) -> Self {
        Self { root: "/ServiceModel/", service: format!("{}.svc", self.service), ..self }
    }

    /// Below `/ssp/rest/`, for users of the portal.
    #[must_use]
    pub fn ssp(self) -> Self {
        Self { root: "/ssp/rest/", ..self }
    }

    /// Anybody may call it.
    #[must_use]
    pub fn anonymous(self) -> Self {
        Self { anonymous: true, ..self }
    }

    /// It only reads the session (`IReadOnlySessionState`), so that calls of one session run side by side.
    #[must_use]
    pub fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// With bodies of XML: the namespace of the service, that of its data contracts, and their members in order. Values of
    /// arguments are text then.
    #[must_use]
    pub fn xml<'m>(self, namespace: &str, data: &str, members: impl IntoIterator<Item = &'m str>) -> Self {
        let members = members.into_iter().map(str::to_owned).collect();
        Self { xml: Some(Xml { namespace: namespace.to_owned(), data: data.to_owned(), members }), ..self }
    }

    /// What follows the service's name in a path of its own.
    fn rest<'b>(&self, below: &'b str) -> Option<&'b str> {
        let rest = below.strip_prefix(self.root)?;
        let (service, rest) = rest.split_once('/').unwrap_or((rest, ""));
        (service == self.service).then_some(rest)
    }

    fn arguments(&self, call: &Call, rest: &str) -> Option<Arguments> {
        let mut named = Map::new();
        match &self.template {
            Some(template) => {
                named.extend(template.values(rest, &call.query)?.into_iter().map(|(name, value)| (name, value.into())));
            }
            // Without a template the arguments of a GET are those of the query.
            None if self.verb == "GET" => {
                named.extend(pairs(&call.query).into_iter().map(|(name, value)| (name, value.into())));
            }
            None => {}
        }
        let mut bare = Value::Null;
        let kind = call.header("content-type").unwrap_or_default();
        let has_body =
            self.verb != "GET" && kind.contains(if self.xml.is_some() { "text/xml" } else { "application/json" });
        if has_body && self.style.wraps_request() {
            named.extend(match &self.xml {
                Some(xml) => xml.wrapped(&self.method, &call.body)?,
                None => serde_json::from_slice(&call.body).ok()?,
            });
        } else if has_body {
            bare = match &self.xml {
                Some(xml) => xml.bare(&call.body)?,
                None => serde_json::from_slice(&call.body).ok()?,
            };
        } else if self.verb != "GET" && self.style.wraps_request() && call.body.is_empty() {
            // Measured by clients: an empty POST is refused.
            return None;
        }
        Some(Arguments { named, bare, bytes: call.body.to_vec(), user: None })
    }

    fn reply(&self, outcome: Outcome) -> Response<Body> {
        let (value, out) = match outcome {
            Outcome::Returns(value) => (value, Vec::new()),
            Outcome::Out(value, out) => (value, out),
            Outcome::Stream(kind, bytes) => return reply(kind, bytes.into()),
            Outcome::Throws => return pages::service_page(StatusCode::INTERNAL_SERVER_ERROR, THROWN),
            Outcome::Status(status) => {
                let mut reply = Response::new(Body::empty());
                *reply.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                return reply;
            }
        };
        let out = out.into_iter().map(|(name, value)| (name.to_owned(), value));
        let members: Vec<_> = std::iter::once((self.result.clone(), value.clone())).chain(out).collect();
        match (&self.xml, self.style.wraps_reply()) {
            (Some(xml), true) => reply("text/xml; charset=utf-8", xml.reply(&self.method, &members).into()),
            (Some(xml), false) => reply("text/xml; charset=utf-8", xml.bare_reply(&value).into()),
            (None, true) => {
                let body: Map<String, Value> = members.into_iter().collect();
                reply("application/json; charset=utf-8", Value::Object(body).to_string().into())
            }
            (None, false) => reply("application/json; charset=utf-8", value.to_string().into()),
        }
    }
}

const THROWN: &str = "The server encountered an error processing the request. See server logs for more details.";

fn reply(kind: &'static str, body: Bytes) -> Response<Body> {
    let mut reply = Response::new(Body::from(body));
    reply.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    reply
}

impl Serve for Service {
    fn meets(&self, call: &Call, below: &str) -> Meets {
        let Some(rest) = self.rest(below) else { return Meets::Not };
        let is_here = match &self.template {
            Some(template) => template.fits(rest),
            None => rest == self.method,
        };
        match (is_here, call.method == self.verb) {
            (true, true) => Meets::Whole,
            (true, false) => Meets::Path,
            (false, _) => Meets::Service,
        }
    }

    fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    fn blocks(&self) -> bool {
        !self.read_only
    }

    fn answer<'a>(
        &'a self,
        _: &'a Arc<Shared>,
        call: &'a Call,
        below: &'a str,
        session: Option<&'a Session>,
    ) -> Answer<'a> {
        Box::pin(async move {
            let arguments = self.rest(below).and_then(|rest| self.arguments(call, rest));
            let Some(arguments) = arguments else {
                return pages::service_page(StatusCode::BAD_REQUEST, THROWN);
            };
            let user = session.map(|session| session.user.clone());
            self.reply((self.body)(Arguments { user, ..arguments }).await)
        })
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Service({} {}{}/{})", self.verb, self.root, self.service, self.method)
    }
}
