//! Which request it was.

use std::fmt;

use reqwest::{Method, Url};

/// A request as errors show it: method, host and path. The query is left off and text keys are
/// masked, for both hold customers' data.
#[derive(Clone, Debug)]
pub(crate) struct Place(Box<str>);

impl Place {
    pub(crate) fn new(method: &Method, url: &Url) -> Self {
        Self(format!("{method} {}", shown(url)).into())
    }

    /// A request whose path holds values, shown with this in its place.
    pub(crate) fn templated(method: &Method, root: &Url, template: &str) -> Self {
        Self(format!("{method} {}/{template}", shown(root).trim_end_matches('/')).into())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub(super) fn shown(url: &Url) -> String {
    format!("{}{}", url.origin().ascii_serialization(), masked(url.path()))
}

/// The path with what stands in quotes left out: `/odata/Users('ann@acme.com')` has a name in it.
pub(super) fn masked(path: &str) -> String {
    let path = path.replace("%27", "'");
    let mut parts = path.split('\'');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        shown.push('\'');
        shown.push_str(if index % 2 == 0 { "…" } else { part });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_query_nor_text_keys_are_shown() {
        let url =
            Url::parse("https://me:secret@acme.com:444/0/odata/U('ann''s')/X%27y?$filter=Name eq 'Ann'#f").unwrap();
        assert_eq!(Place::new(&Method::GET, &url).to_string(), "GET https://acme.com:444/0/odata/U('…''…')/X'…");
    }
}
