//! How attributes name types.

use super::limits::MAX_NAME;
use crate::csdl::Text;
use crate::diagnostic::{Diagnostic, code};

/// A type expression: a name, perhaps in `Collection(…)`.
pub(super) struct Expression<'t> {
    pub(super) name: &'t str,
    pub(super) is_collection: bool,
}

/// Takes `Collection(…)` apart.
pub(super) fn expression<'t>(text: &'t Text<'_>) -> Result<Expression<'t>, Diagnostic> {
    const SEVERAL: &str = "several values are written `Collection(Edm.String)`, one is written `Edm.String`";
    let whole = text.trim();
    if is_plain(whole) {
        return Ok(Expression { name: whole, is_collection: false });
    }
    let refuse =
        |message: String, help: &str| Err(Diagnostic::error(code::BAD_VALUE, message).at(text.span).help(help));
    if whole.is_empty() {
        return refuse("the type is empty".into(), "name a type, such as `Edm.String`");
    }
    if whole.len() > 2 * MAX_NAME {
        return refuse(
            format!("the name of a type has {} bytes; at most {} are read", whole.len(), 2 * MAX_NAME),
            "no service that is known comes near; is this the document that it sent?",
        );
    }
    let inner = ["Collection(", "Bag(", "List("].iter().find_map(|prefix| whole.strip_prefix(prefix));
    let (name, is_collection) = match inner {
        Some(rest) => match rest.strip_suffix(')') {
            Some(item) => (item.trim(), true),
            None => return refuse(format!("`{whole}` is no type: a parenthesis is missing"), SEVERAL),
        },
        None => (whole, false),
    };
    if is_collection && name.starts_with("Collection(") {
        let help = "make the items a complex type that holds the inner values";
        return refuse(format!("`{whole}` is no type: a collection holds single values"), help);
    }
    if name.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("Collection(")) {
        return refuse(format!("`{whole}` is no type: capitals count"), "write `Collection(…)`");
    }
    if name.contains(['(', ')']) {
        return refuse(format!("`{whole}` is no type: parentheses stand only in `Collection(…)`"), SEVERAL);
    }
    if name.split('.').any(str::is_empty) {
        let help = "a type is named with its namespace, such as `Edm.String`";
        return refuse(format!("`{whole}` is no type: a part of the name is empty"), help);
    }
    Ok(Expression { name, is_collection })
}

/// Whether it is a name of parts with dots between them, as most are: nothing about it needs to be looked at closely.
fn is_plain(name: &str) -> bool {
    let mut ends = true;
    for byte in name.bytes() {
        match byte {
            b'.' if ends => return false,
            b'.' => ends = true,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => ends = false,
            _ => return false,
        }
    }
    !ends && name.len() <= MAX_NAME
}
