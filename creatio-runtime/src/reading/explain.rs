//! Requests, shown without being sent.

use std::fmt;

use crate::client::Client;
use crate::odata4;

/// A request as it would be sent.
///
/// It prints the address and, a line each, the options as people read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explain {
    url: String,
    path: String,
    options: Vec<(String, String)>,
}

impl Explain {
    pub(super) fn new(client: &Client, request: &odata4::Request) -> Self {
        let root = client.assumed_odata_root();
        Self {
            url: format!("{root}{}", request.url()),
            path: format!("{root}{}", request.path.plain),
            options: request.options.iter().map(|(name, value)| (name.clone(), value.plain.clone())).collect(),
        }
    }

    /// The URL, percent-encoded.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The query options, decoded, in the order in which they are sent.
    pub fn options(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Display for Explain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GET {}", self.path)?;
        let width = self.options.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, value) in &self.options {
            write!(f, "\n    {name:width$} = {value}")?;
        }
        Ok(())
    }
}
