//! The address that a client belongs to. Nothing is ever sent anywhere else.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::error::host_and_path;
use super::{Error, ErrorKind};

/// Where the instance is: origin and path, without a slash at the end.
#[derive(Clone, Debug)]
pub(crate) struct Base(Url);

impl Base {
    /// Reads what the user wrote. `creatio` is false for other services, whose path is their own business.
    pub(crate) fn parse(text: &str, creatio: bool) -> Result<Self, Error> {
        let text = text.trim();
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host());
        let url = url.ok_or_else(|| {
            Error::build("the address must begin with `https://` and a host, as `https://acme.creatio.com` does")
        })?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::build("the address holds a user or password: leave them off"));
        }
        if creatio {
            refuse_inner(&url)?;
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(Error::build("the address has a query or fragment: leave off what follows the path"));
        }
        Ok(Self(url))
    }

    /// The address of something below the base.
    ///
    /// The path is appended, not resolved, for a name with a colon would else be a scheme.
    pub(crate) fn join(&self, path: &str) -> Result<Url, Error> {
        below(self.0.as_str(), path)
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether what is sent stays on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.0.host_str().unwrap_or_default();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        match address {
            Ok(address) => address.to_canonical().is_loopback(),
            Err(_) => host == "localhost" || host.ends_with(".localhost"),
        }
    }

    /// Whether something sent to the URL stays at scheme, host and port of the base.
    pub(crate) fn owns(&self, url: &Url) -> bool {
        url.origin() == self.0.origin() && url.username().is_empty() && url.password().is_none()
    }

    /// The URL of a link in an answer to `current`.
    pub(crate) fn follow(&self, current: &Url, link: &str) -> Result<Url, Error> {
        let Ok(mut url) = current.join(link) else {
            return Err(Error::new(ErrorKind::ForeignLink { to: "an address that can't be read".into() }));
        };
        url.set_fragment(None);
        if !self.owns(&url) {
            return Err(Error::new(ErrorKind::ForeignLink { to: host_and_path(&url) }));
        }
        Ok(url)
    }
}

/// What only stands in addresses inside of an instance, as a browser shows them and documents print them.
const INNER: [&str; 8] = ["0", "odata", "$metadata", "nui", "shell", "login", "servicemodel", "rest"];

/// An address inside of the instance will not do: the login is at its root, and answers 401 anywhere else, which looks like
/// a wrong password.
fn refuse_inner(url: &Url) -> Result<(), Error> {
    let segments = url.path_segments().into_iter().flatten();
    let known = segments.take_while(|segment| !INNER.contains(&segment.to_ascii_lowercase().as_str()));
    let outside = known.filter(|segment| !segment.is_empty()).fold(String::new(), |path, segment| path + "/" + segment);
    if outside == url.path().trim_end_matches('/') {
        return Ok(());
    }
    let address = format!("{}{outside}", url.origin().ascii_serialization());
    Err(Error::build(format!("the address is one inside of the instance: give `{address}`, the rest is found out")))
}

/// `path` below `root`, wherever slashes are; nothing in it leads out.
pub(crate) fn below(root: &str, path: &str) -> Result<Url, Error> {
    let root = root.trim_end_matches('/');
    let url = Url::parse(&format!("{root}/{}", path.trim_start_matches('/')))
        .map_err(|error| Error::usage(format!("the path can't be read: {error}")))?;
    if url.fragment().is_some() {
        return Err(Error::usage("the path holds a `#`: write it as `%23`"));
    }
    // Both have gone through the parser, which resolves `..`.
    let inside = url.as_str().strip_prefix(root).is_some_and(|rest| rest.starts_with('/'));
    if !inside || percent_decode_str(url.path()).any(|byte| byte == 0) {
        return Err(Error::usage("the path leads out of the service"));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> Base {
        Base::parse(text, true).unwrap()
    }

    #[test]
    fn paths_are_appended_to_the_base_whatever_it_is() {
        for (text, expected) in [
            ("https://acme.creatio.com", "https://acme.creatio.com/0/odata/"),
            ("https://acme.creatio.com/", "https://acme.creatio.com/0/odata/"),
            (" https://crm.acme.com:444/sales/ ", "https://crm.acme.com:444/sales/0/odata/"),
        ] {
            assert_eq!(base(text).join("0/odata/").unwrap().as_str(), expected);
        }
    }

    #[test]
    fn what_the_writers_encoded_stays_as_it_is() {
        let url =
            base("https://x.com").join("odata/C('%27a%2Fb%5C')?$filter=N%20eq%20%27%D1%8F%25%23%26%2B%27").unwrap();
        assert_eq!(url.as_str(), "https://x.com/odata/C('%27a%2Fb%5C')?$filter=N%20eq%20%27%D1%8F%25%23%26%2B%27");
    }

    #[test]
    fn nothing_leads_out() {
        let base = base("https://x.com/app");
        for path in ["../odata", "%2e%2e/y", "a/../../b", "a#b", "a%00"] {
            assert!(base.join(path).is_err(), "{path}");
        }
        assert_eq!(base.join("//evil.com/a").unwrap().as_str(), "https://x.com/app/evil.com/a");
        assert_eq!(base.join("https://evil.com").unwrap().as_str(), "https://x.com/app/https://evil.com");
    }

    #[test]
    fn addresses_that_are_refused() {
        for (text, part) in [
            ("acme.creatio.com", "must begin with"),
            ("ftp://acme.creatio.com", "must begin with"),
            ("data:x", "must begin with"),
            ("https://me:secret@acme.creatio.com", "holds a user"),
            ("https://acme.creatio.com?x=1", "query or fragment"),
            ("https://acme.creatio.com/#/home", "query or fragment"),
            ("https://acme.creatio.com/0/", "give `https://acme.creatio.com`,"),
            ("https://acme.creatio.com/0/odata/$metadata", "give `https://acme.creatio.com`,"),
            ("https://acme.com:444/sales/0/Shell/?autoOpenId#Section", "give `https://acme.com:444/sales`,"),
            ("https://acme.com/Login/NuiLogin.aspx?ReturnUrl=%2f", "give `https://acme.com`,"),
        ] {
            let error = Base::parse(text, true).unwrap_err().to_string();
            assert!(error.contains(part) && !error.contains("secret"), "{text}: {error}");
        }
        assert!(Base::parse("https://services.odata.org/V4/0/odata", false).is_ok());
    }

    #[test]
    fn loopback() {
        for (text, loopback) in [
            ("http://localhost:5000", true),
            ("http://crm.localhost", true),
            ("http://127.8.0.1", true),
            ("http://[::1]:80", true),
            ("http://[::ffff:127.0.0.1]", true),
            ("http://localhost.acme.com", false),
            ("http://10.0.0.1", false),
            ("http://[::2]", false),
        ] {
            assert_eq!(base(text).is_loopback(), loopback, "{text}");
        }
    }

    #[test]
    fn links_are_followed_on_the_same_origin_only() {
        let base = base("https://x.com/app");
        let current = Url::parse("https://x.com/app/0/odata/Contact?$top=1").unwrap();
        for (link, expected) in [
            ("Contact?$skip=1", "https://x.com/app/0/odata/Contact?$skip=1"),
            ("?$skip=1", "https://x.com/app/0/odata/Contact?$skip=1"),
            ("/app/0/odata/Contact?$skip=1#f", "https://x.com/app/0/odata/Contact?$skip=1"),
            ("https://X.com:443/a", "https://x.com/a"),
        ] {
            assert_eq!(base.follow(&current, link).unwrap().as_str(), expected);
        }
        for link in
            ["//y.com/a", "http://x.com/a", "https://x.com:444/a", "https://u:p@x.com/a", "file:///etc", "http://"]
        {
            assert!(matches!(base.follow(&current, link).unwrap_err().kind(), ErrorKind::ForeignLink { .. }), "{link}");
        }
    }
}
