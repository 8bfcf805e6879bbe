//! What people save by mistake in place of `$metadata`, recognised and said in those words.

mod json;

pub(crate) use self::json::ASK_FOR_XML;
use super::read::EDITED;
use crate::diagnostic::{Diagnostic, code};
use crate::source::{SourceId, Span};
use crate::xml::{Element, Fatal, Xml};

/// What it is, and what to do.
type Reason = (String, &'static str);

/// Texts that are not XML, and HTML, which seldom is.
pub(super) fn other_formats(source: SourceId, text: &str) -> Result<(), Fatal> {
    let start = text.len() - text.trim_start().len();
    let head = &text[start..];
    let Some((message, help)) = other_format(head) else { return Ok(()) };
    let first_line = Span::new(source, start..start + head.find('\n').unwrap_or(head.len()).min(80));
    Err(Box::new(Diagnostic::error(code::NOT_METADATA, message).at(first_line).help(help)))
}

fn other_format(head: &str) -> Option<Reason> {
    let body = behind_prolog(head);
    let begins = |prefix: &str| body.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix));
    Some(match head.chars().next() {
        None => ("the document is blank".into(), FETCH_AGAIN),
        Some('{' | '[') => json::reason(head),
        Some('<') if begins("<!doctype html") || begins("<html") => (HTML.into(), LOGIN_PAGE),
        Some('<') => return None,
        _ if head.starts_with("HTTP/") || head.starts_with("* ") => (
            "the headers of the reply were saved too".into(),
            "use `curl` without `-i` and `-v`, and fetch `$metadata` again",
        ),
        _ if head.starts_with("&lt;") => {
            ("the document was saved from a browser's view, escaped".into(), "save the page's source, or use `curl`")
        }
        _ => ("this is not XML".into(), FETCH_AGAIN),
    })
}

/// The text behind the XML declaration and comments: XHTML pages have both.
fn behind_prolog(text: &str) -> &str {
    let mut rest = text;
    loop {
        let end = if rest.starts_with("<?xml") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else {
            return rest;
        };
        let Some((_, behind)) = rest.split_once(end) else { return rest };
        rest = behind.trim_start();
    }
}

/// XML whose root is not `edmx:Edmx`.
pub(super) fn other_root<'a>(root: &Element<'a>, xml: &mut Xml<'a>) -> Fatal {
    let (message, help): Reason = match root.name {
        "Edmx" => (
            match xml.namespace_of(root).as_str() {
                "" => "`Edmx` is in no namespace".to_owned(),
                found => format!("`Edmx` is in the namespace `{found}`, which no OData service uses"),
            },
            "OData 4 documents say xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"",
        ),
        name if name.eq_ignore_ascii_case("Edmx") => (format!("the root is `{name}`"), "did you mean `Edmx`?"),
        name if ["html", "head", "body", "script"].iter().any(|tag| name.eq_ignore_ascii_case(tag)) => {
            (HTML.into(), LOGIN_PAGE)
        }
        "error" | "Error" => (answered_with(error_message(xml).as_deref()), READ_THE_ERROR),
        "service" => ("this is the service document, not `$metadata`".into(), BELOW_THE_ROOT),
        "feed" | "entry" => ("this is a reply with rows, not `$metadata`".into(), BELOW_THE_ROOT),
        "Envelope" => ("this is a SOAP reply, not `$metadata`".into(), BELOW_THE_ROOT),
        "Schema" => ("this is a bare CSDL schema without its `edmx:Edmx` envelope".into(), FETCH_AGAIN),
        other => (format!("the root is `{other}`; a `$metadata` document begins with `edmx:Edmx`"), FETCH_AGAIN),
    };
    Box::new(Diagnostic::error(code::NOT_METADATA, message).at(root.span).help(help))
}

/// What stands in the `message` of an error, if so much of it is whole.
fn error_message(xml: &mut Xml<'_>) -> Option<String> {
    while let Ok(Some(child)) = xml.next_child() {
        if child.name.eq_ignore_ascii_case("message") {
            return xml.text().ok();
        }
        xml.skip().ok()?;
    }
    None
}

fn answered_with(message: Option<&str>) -> String {
    match message.map(str::trim).filter(|message| !message.is_empty()) {
        Some(message) => {
            let short: String = message.chars().take(100).collect();
            let more = if short.len() < message.len() { "…" } else { "" };
            format!("the server answered with an error: `{short}{more}`")
        }
        None => "the server answered with an error".into(),
    }
}

/// Entity Framework's designer writes `.edmx` files with storage models and mappings.
pub(super) fn designer_file(runtime: &Element<'_>) -> Fatal {
    Box::new(
        Diagnostic::error(code::NOT_METADATA, "this is a designer file of Entity Framework, not `$metadata`")
            .at(runtime.span)
            .help("fetch `$metadata` from the running service"),
    )
}

/// A document in which no schema can be read.
pub(super) fn no_schema(root: Span, data_services: Option<Span>) -> Fatal {
    let (message, help) = match data_services {
        Some(_) => (
            "`DataServices` has no `Schema`",
            "the service shows no types to this user: check the rights, then fetch again",
        ),
        None => ("the document has no `DataServices`", EDITED),
    };
    Box::new(Diagnostic::error(code::MISPLACED, message).at(data_services.unwrap_or(root)).help(help))
}

const HTML: &str = "this is an HTML page, not `$metadata`";
const FETCH_AGAIN: &str = "fetch `$metadata` from the service's root again";
const BELOW_THE_ROOT: &str = "the document is at `$metadata` below the service's root";
const LOGIN_PAGE: &str = "the session was gone, or the address is wrong: log in, check it, and fetch `$metadata` again";
const READ_THE_ERROR: &str = "mend what the server complains of, and fetch `$metadata` again";
