//! JSON with places, over jsonc-parser, which is held to JSON proper.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diagnostic::{Diagnostic, code};
use crate::source::{SourceId, Sources, Span};

/// The names of a member, one of them in either case of letters: services write `uId`, package files `UId`.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// What packages of older versions write in its place.
    short: Option<&'static str>,
}

impl Key {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, short: None }
    }

    pub(crate) const fn or(name: &'static str, short: &'static str) -> Self {
        Self { name, short: Some(short) }
    }

    fn is(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.name) || self.short == Some(name)
    }
}

/// A text that was read.
pub(crate) struct Json<'s> {
    value: Value<'s>,
    source: SourceId,
}

/// A value somewhere in a text.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    value: &'a Value<'a>,
    source: SourceId,
}

/// Reads a whole source.
///
/// # Errors
/// When it is not JSON.
pub(crate) fn parse(sources: &Sources, source: SourceId) -> Result<Json<'_>, Diagnostic> {
    const STRICT: ParseOptions = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let text = sources.get(source).text.as_str();
    let malformed = |why: &str, span: Span| {
        Diagnostic::error(code::MALFORMED_JSON, format!("this is not JSON: {why}"))
            .at(span)
            .help("save it again; if it was edited, undo that")
    };
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) => match parsed.value {
            Some(value) => Ok(Json { value, source }),
            None => Err(malformed("there is nothing in it", Span::new(source, 0..0))),
        },
        Err(error) if matches!(error.kind(), ParseErrorKind::NestingDepthExceeded) => {
            let start = error.range().start;
            let message = "lists and objects are nested deeper than in any schema";
            let diagnostic = Diagnostic::error(code::MALFORMED_JSON, message).at(Span::new(source, start..start + 1));
            Err(diagnostic.help("is it the right file?"))
        }
        Err(error) => {
            let (range, why) = (error.range(), error.kind().to_string());
            let mut letters = why.chars();
            let first = letters.next().map(|first| first.to_ascii_lowercase());
            let why: String = first.into_iter().chain(letters).collect();
            Err(malformed(why.trim_end_matches('.'), Span::new(source, range.start..range.end)))
        }
    }
}

impl Json<'_> {
    pub(crate) fn root(&self) -> Node<'_> {
        Node { value: &self.value, source: self.source }
    }
}

impl<'a> Node<'a> {
    pub(crate) fn span(self) -> Span {
        let range = self.value.range();
        Span::new(self.source, range.start..range.end)
    }

    /// The first bytes of it: whole objects are too much to point at.
    pub(crate) fn start(self) -> Span {
        let start = self.value.range().start;
        Span::new(self.source, start..start + 1)
    }

    /// What kind of value it is.
    pub(crate) fn kind(self) -> &'static str {
        match self.value {
            Value::StringLit(_) => "text",
            Value::NumberLit(_) => "a number",
            Value::BooleanLit(_) => "a boolean",
            Value::Object(_) => "an object",
            Value::Array(_) => "a list",
            Value::NullKeyword(_) => "null",
        }
    }

    /// The member of an object, unless it is null.
    pub(crate) fn get(self, key: &Key) -> Option<Self> {
        let found = self.properties().iter().find(|property| key.is(property.name.as_str()))?;
        let node = Self { value: &found.value, ..self };
        (!matches!(node.value, Value::NullKeyword(_))).then_some(node)
    }

    /// Names and values of an object's members.
    pub(crate) fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        self.properties().iter().map(move |property| (property.name.as_str(), Self { value: &property.value, ..self }))
    }

    fn properties(self) -> &'a [ObjectProp<'a>] {
        self.value.as_object().map_or(&[], |object| object.properties.as_slice())
    }

    pub(crate) fn is_object(self) -> bool {
        self.value.as_object().is_some()
    }

    pub(crate) fn items(self) -> Option<impl Iterator<Item = Self>> {
        let elements = &self.value.as_array()?.elements;
        Some(elements.iter().map(move |value| Self { value, ..self }))
    }

    pub(crate) fn text(self) -> Option<&'a str> {
        self.value.as_string_lit().map(|text| &*text.value)
    }

    /// A whole number.
    pub(crate) fn number(self) -> Option<i64> {
        self.value.as_number_lit().and_then(|number| number.value.parse().ok())
    }

    /// A truth, as JSON or .NET writes it.
    pub(crate) fn truth(self) -> Option<bool> {
        match self.value {
            Value::BooleanLit(truth) => Some(truth.value),
            Value::StringLit(text) if text.value.eq_ignore_ascii_case("true") => Some(true),
            Value::StringLit(text) if text.value.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Key, parse};
    use crate::source::Sources;

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            " ",
            "'a'",
            "{a:1}",
            "[1,]",
            "{\"a\":1,}",
            "[1 2]",
            "0x10",
            "+1",
            ".5",
            "1.",
            "NaN",
            "Infinity",
            "\"\\x41\"",
            "// c\n1",
            "/* c */1",
            "[1]]",
            "[",
            "{\"a\"",
            "{\"a\":}",
            "\"\\ud800\"",
            "tru",
            "\"a",
            "1 2",
        ] {
            let mut sources = Sources::default();
            let source = sources.add(Path::new("a.json"), text.as_bytes().to_vec()).expect("text");
            assert!(parse(&sources, source).is_err(), "{text}");
        }
    }

    #[test]
    fn members_are_found_by_any_of_their_names() {
        const NAME: Key = Key::or("name", "A2");
        for text in [r#"{"name":"x"}"#, r#"{"Name":"x"}"#, r#"{"A2":"x"}"#, r#"{"a2":"y","NAME":"x"}"#] {
            let mut sources = Sources::default();
            let source = sources.add(Path::new("a.json"), text.as_bytes().to_vec()).expect("text");
            let json = parse(&sources, source).expect("JSON");
            assert_eq!(json.root().get(&NAME).and_then(super::Node::text), Some("x"), "{text}");
        }
    }
}
