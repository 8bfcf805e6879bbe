//! Requests, shown without being sent.

use std::fmt;

use crate::client::Client;
use crate::odata4;

/// A request as it would be sent.
///
/// It prints the method and the address and, a line each, the options as people read them, or the headers and the body of a
/// change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explain {
    method: &'static str,
    url: String,
    path: String,
    options: Vec<(String, String)>,
    headers: Vec<(&'static str, String)>,
    body: Option<String>,
}

impl Explain {
    pub(super) fn new(client: &Client, request: &odata4::Request) -> Self {
        let root = client.assumed_odata_root();
        Self {
            method: "GET",
            url: format!("{root}{}", request.url()),
            path: format!("{root}{}", request.path.plain),
            options: request.options.iter().map(|(name, value)| (name.clone(), value.plain.clone())).collect(),
            headers: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn of_change(client: &Client, change: &odata4::Change) -> Self {
        let root = client.assumed_odata_root();
        Self {
            method: change.method.name(),
            url: format!("{root}{}", change.path.encoded),
            path: format!("{root}{}", change.path.plain),
            options: Vec::new(),
            headers: change.headers.clone(),
            body: change.body.clone(),
        }
    }

    /// The method, `GET` for queries.
    pub fn method(&self) -> &str {
        self.method
    }

    /// The URL, percent-encoded.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The query options, decoded, in the order in which they are sent.
    pub fn options(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The headers that belong to the change itself, such as `if-match`; queries have none.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The body, JSON; queries and deletions have none.
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }
}

impl fmt::Display for Explain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        let width = self.options.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, value) in &self.options {
            write!(f, "\n    {name:width$} = {value}")?;
        }
        for (name, value) in &self.headers {
            write!(f, "\n    {name}: {value}")?;
        }
        self.body.as_ref().map_or(Ok(()), |body| write!(f, "\n    {body}"))
    }
}
