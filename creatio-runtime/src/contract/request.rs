//! What a call is on its way out.

use serde::Serialize;

use super::arguments::{Arguments, Written};
use super::{Contract, Format, Operation, Root, Verb, json, template};
use crate::client::{Error, ServiceRequest, Shown};

/// How one of the formats writes.
pub(super) trait Writing: Written {
    const CONTENT_TYPE: &'static str;
    const ACCEPT: &'static str;

    /// A value as it stands in a URL; `None` for null. Text of JSON.
    fn in_url(&self, name: &str) -> Result<Option<String>, String>;

    /// A body in which members have their names.
    fn wrapped(operation: &Operation, members: &[(String, Self)]) -> Vec<u8>;

    /// A body that is the members of one parameter.
    fn bare(operation: &Operation, type_: &str, members: &[(String, Self)]) -> Vec<u8>;

    /// A body that is one value.
    fn whole(&self, operation: &Operation) -> Vec<u8>;
}

impl Writing for String {
    const CONTENT_TYPE: &'static str = "application/json; charset=utf-8";
    const ACCEPT: &'static str = "application/json";

    fn in_url(&self, name: &str) -> Result<Option<String>, String> {
        json::in_url(name, self)
    }

    fn wrapped(_: &Operation, members: &[(String, Self)]) -> Vec<u8> {
        json::object(members).into_bytes()
    }

    fn bare(_: &Operation, _: &str, members: &[(String, Self)]) -> Vec<u8> {
        json::object(members).into_bytes()
    }

    fn whole(&self, _: &Operation) -> Vec<u8> {
        self.clone().into_bytes()
    }
}

/// The request of a call.
pub(super) fn request<C: Contract + Serialize>(
    contract: &C,
    accept: Option<&'static str>,
) -> Result<(ServiceRequest, Shown), Error> {
    match C::OPERATION.format {
        Format::Json => written::<String, C>(contract, accept),
        #[cfg(feature = "xml")]
        Format::Xml => written::<super::xml::Node, C>(contract, accept),
        #[cfg(not(feature = "xml"))]
        Format::Xml => {
            Err(Error::usage(format!("{}: XML needs the feature `xml` of creatio-runtime", shown(&C::OPERATION))))
        }
    }
}

fn written<W: Writing, C: Contract + Serialize>(
    contract: &C,
    accept: Option<&'static str>,
) -> Result<(ServiceRequest, Shown), Error> {
    let operation = &C::OPERATION;
    let refused = |words: String| Error::usage(format!("{}: {words}", shown(operation)));
    let arguments = Arguments::of(contract).map_err(|error| refused(format!("it can't be written: {error}")))?;
    let Parts { path, hidden, body } = parts::<W>(operation, arguments, contract.raw().is_some()).map_err(refused)?;
    let body = match (contract.raw(), body) {
        (Some(raw), _) => Some((raw.bytes.clone().into(), raw.content_type.clone())),
        (None, body) => body.map(|body| (body.into(), W::CONTENT_TYPE.to_owned())),
    };
    let request = ServiceRequest {
        method: match operation.verb {
            Verb::Get => reqwest::Method::GET,
            Verb::Post => reqwest::Method::POST,
            Verb::Put => reqwest::Method::PUT,
            Verb::Patch => reqwest::Method::PATCH,
            Verb::Delete => reqwest::Method::DELETE,
        },
        path,
        body,
        accept: accept.unwrap_or(W::ACCEPT),
        changes: operation.may_change(),
        timeout: None,
        named: Vec::new(),
        anonymous: operation.anonymous,
    };
    let template = address_of(operation);
    let template = template.split('?').next().unwrap_or_default();
    Ok((request, Shown { path: address(operation, template.trim_matches('/'), &[]), hidden }))
}

/// The method as errors show it.
fn shown(operation: &Operation) -> String {
    format!("{}.{}", operation.service, operation.method)
}

/// Where the arguments have gone.
struct Parts {
    path: String,
    /// The values that stand in the path.
    hidden: Vec<String>,
    body: Option<Vec<u8>>,
}

/// What the path takes is not in the body; where there is no body for it, what is left is in the query.
fn parts<W: Writing>(operation: &Operation, arguments: Arguments<W>, is_raw: bool) -> Result<Parts, String> {
    let template = address_of(operation);
    let (type_, mut fields, skipped, value) = match arguments {
        Arguments::Fields { type_, fields, skipped } => (type_, fields, skipped, None),
        Arguments::Value(value) => ("", Vec::new(), Vec::new(), Some(value)),
    };
    let mut hidden = Vec::new();
    let (path, mut query) = template::filled(&template, |name| {
        let at = fields.iter().position(|(field, _)| field == name);
        if at.is_none() && skipped.contains(&name) {
            return Ok(None);
        }
        let at = at.ok_or_else(|| format!("`{name}` stands in the path, and serde does not write it"))?;
        let value = fields.remove(at).1.in_url(name)?;
        if let Some(value) = &value {
            // Servers quote a path as they read it, and as it came.
            hidden.push(value.clone());
            hidden.extend(Some(template::encoded(value)).filter(|encoded| encoded != value));
        }
        Ok(value)
    })?;
    let whole = operation.whole.and_then(|name| fields.iter().position(|(field, _)| field == name));
    let whole = whole.map(|at| fields.remove(at).1).or(value);
    let is_empty = fields.is_empty();
    let body = match whole {
        _ if is_raw || operation.verb == Verb::Get => None,
        Some(value) => Some(value.whole(operation)),
        // Proxies know no DELETE with a body, and one of nothing can be left off.
        None if operation.verb == Verb::Delete && is_empty => None,
        None if operation.wraps_request() => Some(W::wrapped(operation, &std::mem::take(&mut fields))),
        None if type_.is_empty() && operation.format == Format::Xml => {
            return Err(
                "its body has no name in XML, since serde makes a map of a struct with a flattened field".to_owned()
            );
        }
        None => Some(W::bare(operation, type_, &std::mem::take(&mut fields))),
    };
    for (name, value) in &fields {
        let value = value.in_url(name)?;
        query.extend(value.map(|value| format!("{}={}", template::encoded(name), template::encoded(&value))));
    }
    Ok(Parts { path: address(operation, &path, &query), hidden, body })
}

/// What follows the service's name.
fn address_of(operation: &Operation) -> String {
    operation.path.map_or_else(|| template::encoded(operation.method), str::to_owned)
}

fn address(operation: &Operation, path: &str, query: &[String]) -> String {
    let service = template::encoded(operation.service);
    let root = match operation.root {
        Root::Rest => format!("rest/{service}"),
        Root::ServiceModel => format!("ServiceModel/{service}.svc"),
        Root::Ssp => format!("ssp/rest/{service}"),
    };
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{root}/{path}{mark}{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    fn of<W: Writing>(operation: &Operation, value: &impl Serialize) -> Result<Parts, String> {
        parts::<W>(operation, Arguments::of(value).map_err(|error| error.to_string())?, false)
    }

    /// Serde passes over them; they are null to WCF.
    #[test]
    fn fields_that_are_left_out_when_there_is_nothing_in_them() {
        #[derive(Serialize)]
        struct Read {
            #[serde(skip_serializing_if = "Option::is_none")]
            view: Option<u32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            since: Option<u32>,
        }
        let operation = Operation::new("S", "M").verb(Verb::Get).path("a/{view=short}?since={since}");
        let parts = |view, since| of::<String>(&operation, &Read { view, since }).map(|parts| parts.path);
        assert_eq!(parts(Some(1), Some(2)).as_deref(), Ok("rest/S/a/1?since=2"));
        assert_eq!(parts(None, None).as_deref(), Ok("rest/S/a/short"));
        let unknown = of::<String>(&operation.path("a/{other}"), &Read { view: None, since: None });
        assert!(unknown.is_err_and(|words| words.contains("serde does not write it")));
    }

    /// Servers quote a path as it came, too.
    #[test]
    fn values_of_a_path_are_hidden_however_they_are_written() {
        #[derive(Serialize)]
        struct Read {
            name: &'static str,
        }
        let operation = Operation::new("S", "M").path("a/{name}");
        let hidden = of::<String>(&operation, &Read { name: "Ann Smith" }).map(|parts| parts.hidden);
        assert_eq!(hidden, Ok(vec!["Ann Smith".to_owned(), "Ann%20Smith".to_owned()]));
    }

    #[cfg(feature = "xml")]
    #[test]
    fn a_bare_body_without_a_name_is_refused() {
        #[derive(Serialize)]
        struct Inner {
            x: i32,
        }
        #[derive(Serialize)]
        struct Outer {
            #[serde(flatten)]
            inner: Inner,
        }
        let operation = Operation::new("S", "M").body(crate::contract::BodyStyle::Bare).format(Format::Xml);
        let outer = Outer { inner: Inner { x: 1 } };
        assert!(of::<super::super::xml::Node>(&operation, &outer).is_err_and(|words| words.contains("no name")));
        assert!(of::<super::super::xml::Node>(&operation, &outer.inner).is_ok());
        assert!(of::<String>(&operation.format(Format::Json), &outer).is_ok());
    }
}
