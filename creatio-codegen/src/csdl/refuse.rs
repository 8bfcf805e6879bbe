//! What people save by mistake in place of `$metadata`, recognised and said in those words.

use crate::diagnostic::{Diagnostic, code};
use crate::source::{SourceId, Span};
use crate::xml::{Element, Fatal};

/// Texts that are not XML, and HTML, which seldom is.
pub(super) fn other_formats(source: SourceId, text: &str) -> Result<(), Fatal> {
    let start = text.len() - text.trim_start().len();
    let head = &text[start..];
    let first_line = Span::new(source, start..start + head.find('\n').unwrap_or(head.len()).min(80));
    let refuse = |message: &str, help: &str| {
        Err(Box::new(Diagnostic::error(code::NOT_METADATA, message).at(first_line).help(help)))
    };
    // XHTML pages begin with an XML declaration.
    let body = if head.starts_with("<?xml") {
        head.split_once("?>").map_or(head, |(_, rest)| rest.trim_start())
    } else {
        head
    };
    let begins = |prefix: &str| body.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix));
    if head.is_empty() {
        return refuse("the document is blank", FETCH_AGAIN);
    }
    if begins("<!doctype html") || begins("<html") {
        return refuse("this is an HTML page, not `$metadata`", LOGIN_PAGE);
    }
    if head.starts_with(['{', '[']) {
        return if head.contains("\"error\"") {
            refuse("this is an OData error in JSON, not `$metadata`", READ_THE_ERROR)
        } else if head.contains("\"$Version\"") || head.contains("\"$Kind\"") {
            refuse("this is CSDL in JSON; only the XML form is read", "ask for `Accept: application/xml`")
        } else if head.contains("\"Code\"") && head.contains("\"Message\"") {
            refuse(
                "this is what Creatio's login answers, not `$metadata`",
                "log in first, then fetch `$metadata` with the cookies that you got",
            )
        } else if head.contains("@odata.context") {
            refuse(
                "this is an OData reply in JSON, not `$metadata`",
                "the document is at `$metadata` below the service's root",
            )
        } else {
            refuse("this is JSON, not an XML `$metadata` document", "ask for `Accept: application/xml`")
        };
    }
    if !head.starts_with('<') {
        return refuse("this is not XML", FETCH_AGAIN);
    }
    Ok(())
}

/// XML whose root is not `edmx:Edmx`.
pub(super) fn other_root(root: &Element<'_>) -> Fatal {
    let (message, help) = match root.name {
        name if name.eq_ignore_ascii_case("html") => ("this is an HTML page, not `$metadata`".to_owned(), LOGIN_PAGE),
        "error" => ("this is an OData error, not `$metadata`".to_owned(), READ_THE_ERROR),
        "service" => (
            "this is the service document, not `$metadata`".to_owned(),
            "the document is at `$metadata` below the same root",
        ),
        "feed" | "entry" => (
            "this is a reply with rows, not `$metadata`".to_owned(),
            "the document is at `$metadata` below the service's root",
        ),
        "Schema" => ("this is a bare CSDL schema without its `edmx:Edmx` envelope".to_owned(), FETCH_AGAIN),
        "Edmx" => (
            "`Edmx` is in no namespace that an OData service uses".to_owned(),
            "OData 4 documents say xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"",
        ),
        other => (format!("the root is `{other}`; a `$metadata` document begins with `edmx:Edmx`"), FETCH_AGAIN),
    };
    Box::new(Diagnostic::error(code::NOT_METADATA, message).at(root.span).help(help))
}

/// Entity Framework's designer writes `.edmx` files with storage models and mappings.
pub(super) fn designer_file(runtime: &Element<'_>) -> Fatal {
    Box::new(
        Diagnostic::error(code::NOT_METADATA, "this is a designer file of Entity Framework, not `$metadata`")
            .at(runtime.span)
            .help("fetch `$metadata` from the running service"),
    )
}

const FETCH_AGAIN: &str = "fetch `$metadata` from the service's root again";
const LOGIN_PAGE: &str = "the session was gone and the server sent its login page: log in and fetch `$metadata` again";
const READ_THE_ERROR: &str =
    "the server refused: its message stands in the file; mend that and fetch `$metadata` again";
