//! Attributes that an element must have, and what they may say.

use std::borrow::Cow;

use super::Text;
use super::read::{EDITED, Reader, text};
use crate::diagnostic::{Code, Diagnostic, code, nearest};
use crate::invisible::is_invisible;
use crate::source::Span;
use crate::xml::{Attribute, Element, Namespace};

impl<'a> Reader<'a, '_> {
    /// The name of a member: a slash in it would be read as a path.
    pub(super) fn name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.declared(element, "Name", "/")
    }

    /// The name of a type: a dot in it would be read as a namespace, a parenthesis as a collection.
    pub(super) fn type_name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.declared(element, "Name", "/.()")
    }

    /// The name of a set or import, which some services group with slashes.
    pub(super) fn set_name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.declared(element, "Name", "")
    }

    /// A name that others mention. A bad one is kept, once it was told: all that mentions it would seem wrong too.
    pub(super) fn declared(&mut self, element: &Element<'a>, attribute: &str, forbidden: &str) -> Option<Text<'a>> {
        let name = self.required(element, attribute);
        self.lacks_a_name |= name.is_none();
        name.inspect(|name| {
            self.is_good(element, attribute, name, forbidden);
        })
    }

    /// The name, perhaps a path, of something declared elsewhere.
    pub(super) fn path(&mut self, element: &Element<'a>, attribute: &str) -> Option<Text<'a>> {
        self.required(element, attribute).filter(|path| self.is_good(element, attribute, path, ""))
    }

    fn is_good(&mut self, element: &Element<'a>, attribute: &str, name: &Text<'a>, forbidden: &str) -> bool {
        if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return true;
        }
        let is_bad = |c: &char| !may_stand_in_a_name(*c) || forbidden.contains(*c);
        let Some((at, bad)) = name.char_indices().find(|(_, c)| is_bad(c)) else { return true };
        let start = name.span.range().start + at;
        let span = match name.value {
            Cow::Borrowed(_) => Span::new(name.span.source, start..start + bad.len_utf8()),
            // References were resolved, and the places in it are not those in the document.
            Cow::Owned(_) => name.span,
        };
        let (what, holds) = (element.name, describe(bad));
        let message = format!("the `{attribute}` of this `{what}` holds {holds}, which no OData name can have");
        self.complain(
            Diagnostic::error(code::BAD_NAME, message)
                .at(span)
                .help("OData names have letters, digits and `_`: rename it on the server"),
        );
        false
    }

    pub(super) fn required(&mut self, element: &Element<'a>, attribute: &str) -> Option<Text<'a>> {
        match element.get(attribute) {
            Some(found) if !found.value.is_empty() => Some(text(found)),
            Some(found) => {
                let message = format!("the `{attribute}` of this `{}` is empty", element.name);
                self.complain(Diagnostic::error(code::MISSING_ATTRIBUTE, message).at(found.span).help(EDITED));
                None
            }
            None => {
                self.missing(element, attribute);
                None
            }
        }
    }

    pub(super) fn missing(&mut self, element: &Element<'a>, attribute: &str) {
        let message = format!("`{}` has no `{attribute}`", element.name);
        let plain = || element.attributes.iter().filter(|one| one.namespace == Namespace::None).map(|one| one.name);
        // `Type`, `EntityType` and `UnderlyingType` are easily mistaken for each other.
        let is_type = |name: &str| name.ends_with("Type") && attribute.ends_with("Type") && name != "BaseType";
        let near = nearest(attribute, plain()).or_else(|| plain().find(|name| is_type(name)));
        self.complain(
            Diagnostic::error(code::MISSING_ATTRIBUTE, message)
                .at(element.span)
                .help(EDITED)
                .maybe_help(near.map(|near| format!("`{near}` stands there: did you mean `{attribute}`?"))),
        );
    }

    pub(super) fn flag(&mut self, attribute: Option<&Attribute<'a>>) -> Option<bool> {
        let attribute = attribute?;
        match attribute.value.trim() {
            "true" | "1" | "True" => Some(true),
            "false" | "0" | "False" => Some(false),
            _ => {
                self.bad_value(code::BAD_VALUE, attribute, "write `true` or `false`");
                None
            }
        }
    }

    pub(super) fn bad_value(&mut self, code: Code, attribute: &Attribute<'a>, help: &str) {
        let message = match &*attribute.value {
            "" => format!("`{}` is empty", attribute.name),
            value => format!("`{}` is `{value}`", attribute.name),
        };
        self.complain(Diagnostic::error(code, message).at(attribute.span).help(help));
    }
}

/// CSDL allows letters, digits and underscores. Services stretch that, so only what a URL path, a generated table or a
/// terminal can't carry is refused, and what nobody can see.
fn may_stand_in_a_name(c: char) -> bool {
    !(c.is_whitespace() || is_invisible(c) || matches!(c, '<' | '>' | '`' | '\\' | '"' | '\'' | '?' | '#' | '&'))
}

fn describe(c: char) -> String {
    if c == '`' {
        "a backtick".into()
    } else if c == ' ' {
        "a space".into()
    } else if c.is_ascii_graphic() {
        format!("`{c}`")
    } else {
        format!("the character U+{:04X}", u32::from(c))
    }
}
