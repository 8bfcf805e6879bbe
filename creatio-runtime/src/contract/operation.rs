//! What a method is, as data.

/// A method of a web service: where it is, and how it writes and reads bodies.
///
/// The derive writes one, in a `const`: the class, the method, and what differs from Creatio's own services. Each function
/// is an attribute of `#[contract(…)]`, which says more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    pub(crate) service: &'static str,
    pub(crate) method: &'static str,
    pub(crate) root: Root,
    pub(crate) path: Option<&'static str>,
    pub(crate) verb: Verb,
    pub(crate) body: BodyStyle,
    pub(crate) result: Option<&'static str>,
    /// The whole reply is read, `out` parameters too.
    pub(crate) out: bool,
    /// Nothing is read.
    pub(crate) void: bool,
    /// The field whose value is the whole body.
    pub(crate) whole: Option<&'static str>,
    pub(crate) anonymous: bool,
    pub(crate) json_string: bool,
    pub(crate) blocking: bool,
    pub(crate) changes: Option<bool>,
    pub(crate) judged: bool,
    pub(crate) format: Format,
    pub(crate) namespace: &'static str,
    pub(crate) data_namespace: &'static str,
}

/// What a service's name stands below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Root {
    /// `rest/UsrOrderService`: a class of the configuration.
    Rest,
    /// `ServiceModel/UsrOrderService.svc`: Creatio's core services, and those that anybody may call.
    ServiceModel,
    /// `ssp/rest/UsrOrderService`: a class that users of the portal may call (`[SspServiceRoute]`).
    Ssp,
}

/// A verb of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verb {
    /// `[WebGet]`
    Get,
    /// `[WebInvoke(Method = "POST")]`
    Post,
    /// `[WebInvoke(Method = "PUT")]`
    Put,
    /// `[WebInvoke(Method = "PATCH")]`
    Patch,
    /// `[WebInvoke(Method = "DELETE")]`
    Delete,
}

/// WCF's `WebMessageBodyStyle`: which side wraps its values into an object with a member for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyStyle {
    /// Both.
    Wrapped,
    /// The request does.
    WrappedRequest,
    /// The reply does.
    WrappedResponse,
    /// Neither.
    Bare,
}

/// What bodies are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON, as all of Creatio's own services write.
    Json,
    /// The XML of .NET's data contracts. Needs the feature `xml`.
    Xml,
}

/// What WCF calls a namespace that nobody named.
const TEMPURI: &str = "http://tempuri.org/";

/// That of the classes of Creatio's configuration.
const CONFIGURATION: &str = "http://schemas.datacontract.org/2004/07/Terrasoft.Configuration";

impl Operation {
    /// A method that is called by POST below `rest/`, with JSON that is wrapped both ways.
    pub const fn new(service: &'static str, method: &'static str) -> Self {
        Self {
            service,
            method,
            root: Root::Rest,
            path: None,
            verb: Verb::Post,
            body: BodyStyle::Wrapped,
            result: None,
            out: false,
            void: false,
            whole: None,
            anonymous: false,
            json_string: false,
            blocking: false,
            changes: None,
            judged: true,
            format: Format::Json,
            namespace: TEMPURI,
            data_namespace: CONFIGURATION,
        }
    }

    /// Below another root.
    pub const fn root(self, root: Root) -> Self {
        Self { root, ..self }
    }

    /// With a `UriTemplate` in place of the method's name.
    pub const fn path(self, template: &'static str) -> Self {
        Self { path: Some(template), ..self }
    }

    /// Called by this verb.
    pub const fn verb(self, verb: Verb) -> Self {
        Self { verb, ..self }
    }

    /// With bodies of this style.
    pub const fn body(self, body: BodyStyle) -> Self {
        Self { body, ..self }
    }

    /// With this name of the result in a wrapped reply.
    pub const fn result(self, name: &'static str) -> Self {
        Self { result: Some(name), ..self }
    }

    /// The whole wrapped reply is what it returns.
    pub const fn out(self) -> Self {
        Self { out: true, ..self }
    }

    /// Nothing of the reply is read.
    pub const fn void(self) -> Self {
        Self { void: true, ..self }
    }

    /// The body is the value of this field.
    pub const fn whole(self, field: &'static str) -> Self {
        Self { whole: Some(field), ..self }
    }

    /// Anybody may call it.
    pub const fn anonymous(self) -> Self {
        Self { anonymous: true, ..self }
    }

    /// What it returns is JSON in a text.
    pub const fn json_string(self) -> Self {
        Self { json_string: true, ..self }
    }

    /// Its calls stand in line with the others of a session.
    pub const fn blocking(self) -> Self {
        Self { blocking: true, ..self }
    }

    /// Whether it may change something for good, whatever its verb.
    pub const fn changes(self, changes: bool) -> Self {
        Self { changes: Some(changes), ..self }
    }

    /// Whether a reply that says `success: false` is an error.
    pub const fn judged(self, judged: bool) -> Self {
        Self { judged, ..self }
    }

    /// Written in this.
    pub const fn format(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// The XML namespace of the service: that of wrappers and parameters.
    pub const fn namespace(self, namespace: &'static str) -> Self {
        Self { namespace, ..self }
    }

    /// The XML namespace of the data contracts: that of their members.
    pub const fn data_namespace(self, namespace: &'static str) -> Self {
        Self { data_namespace: namespace, ..self }
    }

    /// Whether calls of it wait for each other within a session, as they do in ASP.NET where a service may write to the
    /// session (it does not implement `IReadOnlySessionState`).
    pub const fn is_blocking(&self) -> bool {
        self.blocking
    }

    /// Whether anybody may call it.
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// Whether it may change something for good, and so is sent once. When the contract does not say, a GET does not: that is
    /// HTTP's word, and the method's author who has kept it or not.
    pub const fn may_change(&self) -> bool {
        match self.changes {
            Some(changes) => changes,
            None => !matches!(self.verb, Verb::Get),
        }
    }
}

#[cfg(feature = "client")]
impl Operation {
    pub(crate) fn wraps_request(&self) -> bool {
        matches!(self.body, BodyStyle::Wrapped | BodyStyle::WrappedRequest)
    }

    pub(crate) fn wraps_reply(&self) -> bool {
        matches!(self.body, BodyStyle::Wrapped | BodyStyle::WrappedResponse)
    }

    /// The member that is the result in a wrapped reply. It goes by the method's name, not by its path (creatio-http facts
    /// D.3).
    pub(crate) fn result_name(&self) -> String {
        self.result.map_or_else(|| format!("{}Result", self.method), str::to_owned)
    }
}
