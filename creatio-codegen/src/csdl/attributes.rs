//! Attributes that an element must have, and what they may say.

use super::Text;
use super::read::{Reader, text};
use crate::diagnostic::{Code, Diagnostic, code};
use crate::xml::{Attribute, Element};

impl<'a> Reader<'a, '_> {
    /// The name of a member: a slash in it would be read as a path.
    pub(super) fn name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.name_without(element, "/")
    }

    /// The name of a type: a dot in it would be read as a namespace, a parenthesis as a collection.
    pub(super) fn type_name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.name_without(element, "/.()")
    }

    /// The name of a set or import, which some services group with slashes.
    pub(super) fn set_name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.name_without(element, "")
    }

    fn name_without(&mut self, element: &Element<'a>, forbidden: &str) -> Option<Text<'a>> {
        let name = self.required(element, "Name")?;
        self.checked(element, "Name", name, forbidden)
    }

    /// The name, perhaps a path, of something declared elsewhere.
    pub(super) fn path(&mut self, element: &Element<'a>, attribute: &str) -> Option<Text<'a>> {
        let path = self.required(element, attribute)?;
        self.checked(element, attribute, path, "")
    }

    fn checked(&mut self, element: &Element<'a>, attribute: &str, name: Text<'a>, forbidden: &str) -> Option<Text<'a>> {
        let Some(bad) = name.chars().find(|c| !may_stand_in_a_name(*c) || forbidden.contains(*c)) else {
            return Some(name);
        };
        let message = format!(
            "the `{attribute}` of this `{}` holds {}, which no OData name can have",
            element.name,
            describe(bad)
        );
        self.complain(Diagnostic::error(code::BAD_NAME, message).at(name.span));
        None
    }

    pub(super) fn required(&mut self, element: &Element<'a>, attribute: &str) -> Option<Text<'a>> {
        match element.get(attribute) {
            Some(found) if !found.value.is_empty() => Some(text(found)),
            Some(_) => {
                let message = format!("the `{attribute}` of this `{}` is empty", element.name);
                self.complain(Diagnostic::error(code::MISSING_ATTRIBUTE, message).at(element.span));
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
        self.complain(Diagnostic::error(code::MISSING_ATTRIBUTE, message).at(element.span));
    }

    pub(super) fn flag(&mut self, attribute: Option<&Attribute<'a>>) -> Option<bool> {
        let attribute = attribute?;
        match attribute.value.trim() {
            "true" | "1" | "True" => Some(true),
            "false" | "0" | "False" => Some(false),
            _ => {
                self.bad_value(code::BAD_VALUE, attribute, "`true` or `false` is expected");
                None
            }
        }
    }

    pub(super) fn bad_value(&mut self, code: Code, attribute: &Attribute<'a>, expected: &str) {
        let message = format!("`{}` has a value that CSDL does not allow", attribute.name);
        self.complain(Diagnostic::error(code, message).label(attribute.span, expected));
    }
}

/// CSDL allows letters, digits and underscores. Services stretch that, so only what a URL path, a generated table or a
/// terminal can't carry is refused.
fn may_stand_in_a_name(c: char) -> bool {
    let bidi = matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !(c.is_control()
        || c.is_whitespace()
        || bidi
        || matches!(c, '<' | '>' | '`' | '\\' | '"' | '\'' | '?' | '#' | '&' | '\u{feff}'))
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
