//! What is read of a reply.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

#[cfg(feature = "xml")]
use super::xml::Element;
use super::{Format, Operation, Raw};
use crate::client::{Body, Error, ErrorKind, ServiceFailure};

/// What a contract can return: a type that serde reads, or [`Raw`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be read from the reply of a web service",
    label = "the contract returns `{Self}`",
    note = "derive serde's `Deserialize` for it; `creatio_runtime::contract::Raw` takes bytes as they are"
)]
pub trait Returned: Sized + Send + 'static {
    /// What is asked for, when it is not the contract's format.
    #[doc(hidden)]
    const ACCEPT: Option<&'static str> = None;

    #[doc(hidden)]
    fn read_bytes(_: Raw) -> Option<Self> {
        None
    }

    #[doc(hidden)]
    fn read_json(json: &str) -> Result<Self, Problem>;

    #[cfg(feature = "xml")]
    #[doc(hidden)]
    fn read_xml(element: &Element) -> Result<Self, Problem>;
}

impl<T: DeserializeOwned + Send + 'static> Returned for T {
    fn read_json(json: &str) -> Result<Self, Problem> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let read = serde_path_to_error::deserialize(&mut deserializer).map_err(Problem::of_json)?;
        deserializer.end().map_err(|_| Problem::new("something follows the value"))?;
        Ok(read)
    }

    #[cfg(feature = "xml")]
    fn read_xml(element: &Element) -> Result<Self, Problem> {
        serde_path_to_error::deserialize(element).map_err(Problem::of_json)
    }
}

impl Returned for Raw {
    const ACCEPT: Option<&'static str> = Some("*/*");

    fn read_bytes(raw: Raw) -> Option<Self> {
        Some(raw)
    }

    fn read_json(_: &str) -> Result<Self, Problem> {
        Err(Problem::new("bytes are expected"))
    }

    #[cfg(feature = "xml")]
    fn read_xml(_: &Element) -> Result<Self, Problem> {
        Err(Problem::new("bytes are expected"))
    }
}

/// What is wrong with a reply, without its values.
#[doc(hidden)]
#[derive(Debug)]
pub struct Problem {
    path: Option<String>,
    words: String,
}

impl Problem {
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self { path: None, words: words.into() }
    }

    fn of_json(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = error.path().to_string();
        // Keys of a dictionary may be anybody's names.
        let is_plain = path.chars().all(|char| char.is_ascii_alphanumeric() || "_.[]".contains(char));
        Self { path: Some(path).filter(|path| is_plain && path != "."), words: without_values(error.inner()) }
    }
}

/// What serde says, without what it quotes of the text. What types say in words of their own is left off.
fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if error.is_syntax() || error.is_eof() {
        return text;
    }
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    if text.starts_with("missing field `") || text.starts_with("duplicate field `") {
        return text.to_owned();
    }
    let found = text.strip_prefix("invalid type: ").or_else(|| text.strip_prefix("invalid value: "));
    if let Some((found, expected)) = found.and_then(|text| text.rsplit_once(", expected ")) {
        let found = found.split(['"', '`']).next().unwrap_or_default().trim_end();
        return format!("expected {expected}, found {found}");
    }
    match text.rsplit_once("`, expected ") {
        Some((unknown, expected)) if unknown.starts_with("unknown ") => format!("unknown word, expected {expected}"),
        _ => "a value can't be read".to_owned(),
    }
}

/// Reads a reply.
pub(super) fn read<T: Returned>(operation: &Operation, body: Body) -> Result<T, Error> {
    if T::ACCEPT.is_some() {
        let content_type = body.header("content-type").unwrap_or_default().to_owned();
        let raw = T::read_bytes(Raw { content_type, bytes: body.into_bytes().into() });
        // Of those that ask for anything, all take it.
        return raw.ok_or_else(|| Error::usage("bytes are not what it returns"));
    }
    let read = match operation.format {
        Format::Json => json(operation, body.text()?),
        #[cfg(feature = "xml")]
        Format::Xml => xml(operation, body.text()?),
        #[cfg(not(feature = "xml"))]
        Format::Xml => Err(Problem::new("XML needs the feature `xml`").into()),
    };
    read.map_err(|failed| match failed {
        Failed::Told(failure) => body.refused(&failure),
        Failed::Unreadable(Problem { path, words }) => body.fail(Error::new(ErrorKind::Reply { path, problem: words })),
    })
}

/// Why nothing is read.
pub(super) enum Failed {
    /// The service says that it failed.
    Told(ServiceFailure),
    Unreadable(Problem),
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self::Unreadable(problem)
    }
}

fn json<T: Returned>(operation: &Operation, text: &str) -> Result<T, Failed> {
    // What returns nothing, or null where nothing is wrapped, writes nothing.
    let text = if text.trim().is_empty() { "null" } else { text };
    let judged = |text: &str| match ServiceFailure::of_text(text).filter(|_| operation.judged) {
        Some(failure) => Err(Failed::Told(failure)),
        None => Ok(()),
    };
    judged(text)?;
    if operation.void || operation.out {
        for (name, member) in members(text).unwrap_or_default() {
            if is_result(operation, &name) {
                judged(member.get())?;
            }
        }
    }
    if operation.void {
        return Ok(T::read_json("null")?);
    }
    if !operation.wraps_reply() || operation.out {
        return Ok(T::read_json(&unquoted(operation, text, judged)?)?);
    }
    let name = operation.result_name();
    let members = members(text).map_err(|error| match error.is_data() {
        true => Problem::new(format!("expected an object with the member `{name}`: is the body style another one?")),
        false => Problem::new(without_values(&error)),
    })?;
    match members.get(&name) {
        Some(result) => {
            judged(result.get())?;
            Ok(T::read_json(&unquoted(operation, result.get(), judged)?)?)
        }
        None => Err(missing(&name, members.keys().map(String::as_str)).into()),
    }
}

/// The same in XML, where the wrapper is the root element, whatever its name is.
#[cfg(feature = "xml")]
fn xml<T: Returned>(operation: &Operation, text: &str) -> Result<T, Failed> {
    let judged = |element: &Element| match ServiceFailure::of(element).filter(|_| operation.judged) {
        Some(failure) => Err(Failed::Told(failure)),
        None => Ok(()),
    };
    if text.trim().is_empty() {
        return Ok(T::read_json("null")?);
    }
    let root = Element::parse(text).map_err(Problem::new)?;
    judged(&root)?;
    if operation.void || operation.out {
        root.children.iter().filter(|child| is_result(operation, &child.name)).try_for_each(judged)?;
    }
    let name = operation.result_name();
    let result = match root.child(&name) {
        _ if !operation.wraps_reply() || operation.out => &root,
        Some(result) => result,
        None if operation.void => &root,
        None => return Err(missing(&name, root.children.iter().map(|child| child.name.as_str())).into()),
    };
    judged(result)?;
    if operation.void { Ok(T::read_json("null")?) } else { Ok(T::read_xml(result)?) }
}

/// Whether a member that is not read as the result may be it. A contract that reads nothing has nowhere to say how it is called.
fn is_result(operation: &Operation, name: &str) -> bool {
    (operation.void && operation.wraps_reply()) || name == operation.result_name()
}

/// The JSON in a text, where the contract says that there is some.
fn unquoted<'t>(
    operation: &Operation,
    text: &'t str,
    judged: impl Fn(&str) -> Result<(), Failed>,
) -> Result<Cow<'t, str>, Failed> {
    if !operation.json_string {
        return Ok(text.into());
    }
    let quoted: Option<String> = serde_json::from_str(text)
        .map_err(|_| Problem::new("expected a text with JSON in it, as `json_string` says"))?;
    let json = quoted.filter(|json| !json.trim().is_empty()).unwrap_or_else(|| "null".to_owned());
    judged(&json)?;
    Ok(json.into())
}

fn members(text: &str) -> Result<BTreeMap<String, Box<RawValue>>, serde_json::Error> {
    serde_json::from_str(text)
}

/// Says what is there in place of the result: names of a wrapper are those of the method's parameters.
fn missing<'n>(name: &str, members: impl Iterator<Item = &'n str>) -> Problem {
    let is_name = |name: &&str| name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    let known: Vec<String> = members.filter(is_name).take(3).map(|name| format!("`{name}`")).collect();
    Problem::new(match known.is_empty() {
        true => format!("it has no member `{name}`"),
        false => {
            format!("it has no member `{name}`, but {}: say `result = \"…\"`, or another body style", known.join(", "))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, or what the service says, or what is wrong.
    fn of<T: Returned + std::fmt::Debug>(operation: Operation, text: &str) -> String {
        match json::<T>(&operation, text) {
            Ok(value) => format!("{value:?}"),
            Err(Failed::Told(failure)) => format!("told: {}", failure.message),
            Err(Failed::Unreadable(problem)) => format!("unreadable: {}", problem.words),
        }
    }

    /// Wherever the result is, its word that it failed counts.
    #[test]
    fn a_failure_is_none_the_less_for_what_is_not_read() {
        let method = Operation::new("S", "M");
        let failed = r#"{"success":false,"errorInfo":{"message":"no"}}"#;
        for (operation, name) in [
            (method.void(), "MResult"),
            // Its contract has nowhere to say the name.
            (method.void(), "result"),
            (method.void().body(crate::contract::BodyStyle::WrappedResponse), "result"),
            (method.out(), "MResult"),
        ] {
            let text = format!(r#"{{"{name}":{failed},"rest":1}}"#);
            let read = match operation.void {
                true => of::<()>(operation, &text),
                false => of::<serde_json::Value>(operation, &text),
            };
            assert_eq!(read, "told: no", "{operation:?}");
            let unjudged = operation.judged(false);
            let read = match operation.void {
                true => of::<()>(unjudged, &text),
                false => of::<serde_json::Value>(unjudged, &text),
            };
            assert!(!read.contains("told"), "{read}");
        }
        // What a bare reply holds is data.
        let bare = method.void().body(crate::contract::BodyStyle::Bare);
        assert_eq!(of::<()>(bare, &format!(r#"{{"data":{failed}}}"#)), "()");
        assert_eq!(of::<()>(method.void(), r#"{"result":{"success":true},"rest":{"x":1}}"#), "()");
    }

    #[cfg(feature = "xml")]
    #[test]
    fn in_xml_as_well() {
        let told = |operation: &Operation, name: &str| {
            let text = format!("<R><{name}><success>false</success></{name}></R>");
            matches!(xml::<()>(operation, &text), Err(Failed::Told(_)))
        };
        let method = Operation::new("S", "M").format(Format::Xml);
        assert!(told(&method.void(), "result") && told(&method.out(), "MResult"));
        assert!(!told(&method.void().body(crate::contract::BodyStyle::Bare), "data"));
        assert!(!told(&method.void().judged(false), "result"));
    }
}
