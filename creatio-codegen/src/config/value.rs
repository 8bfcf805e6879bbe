//! Values of `creatio.toml` as the types that the keys take.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::file::Value;
use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::source::{SourceId, Span};

/// A key with what the file gives for it.
pub(super) struct Given<'t, 'i> {
    pub(super) key: &'t str,
    pub(super) key_span: Span,
    pub(super) value: &'t Value<'i>,
    pub(super) source: SourceId,
    /// For an item of the key's list: what a list looks like.
    pub(super) example: Option<&'t str>,
}

impl Given<'_, '_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.source, self.value.span())
    }

    fn wrong(&self, wanted: &str) -> Diagnostic {
        let found = match self.value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "this number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = match self.example {
            None => format!("`{}` takes {wanted}, not {found}", self.key),
            Some(_) => format!("each item of `{}` is {wanted}, not {found}", self.key),
        };
        Diagnostic::error(code::BAD_CONFIG, message).at(self.span())
    }
}

/// A value, or all that is wrong with it.
pub(super) type Read<T> = Result<T, Vec<Diagnostic>>;

pub(super) fn a_text<'t>(given: &Given<'t, '_>) -> Read<&'t str> {
    match given.value.get_ref() {
        DeValue::String(text) => Ok(text),
        DeValue::Table(_) => {
            let help = "a name with a dot stands in quotes: \"Contact.Type\" = \"contact_type\"";
            Err(vec![given.wrong("a string").help(help)])
        }
        _ => {
            let help = format!("write {} = {}", given.key, given.example.unwrap_or("\"…\""));
            Err(vec![given.wrong("a string").help(help)])
        }
    }
}

pub(super) fn a_number(given: &Given<'_, '_>) -> Read<u32> {
    let number = match given.value.get_ref() {
        DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    number.ok_or_else(|| {
        vec![given.wrong(&format!("a whole number from 0 to {}", u32::MAX)).help(format!("write {} = 1", given.key))]
    })
}

/// One of the names that a key knows.
pub(super) fn one_of<T: Copy>(given: &Given<'_, '_>, names: &[(&str, T)]) -> Read<T> {
    let name = a_text(given)?;
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value).ok_or_else(|| {
        let known = names.iter().map(|(known, _)| *known);
        let all: Vec<String> = known.clone().map(|known| format!("\"{known}\"")).collect();
        let message = format!("`{}` knows no \"{name}\"", given.key);
        let help = format!("it can be {}", all.join(" or "));
        vec![
            Diagnostic::error(code::BAD_CONFIG, message)
                .at(given.span())
                .help(help)
                .maybe_help(did_you_mean(name, known)),
        ]
    })
}

/// A list of which each item is read by `item`; what is wrong with any of them is told.
pub(super) fn a_list<'t, T>(
    given: &Given<'t, '_>,
    example: &'t str,
    item: impl Fn(&Given<'t, '_>) -> Read<T>,
) -> Read<Vec<T>> {
    let DeValue::Array(items) = given.value.get_ref() else {
        let example = match given.value.get_ref() {
            DeValue::String(text) => format!("[{text:?}]"),
            _ => example.to_owned(),
        };
        let help = format!("write {} = {example}", given.key);
        return Err(vec![given.wrong("a list").help(help)]);
    };
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for value in items {
        match item(&Given { value, example: Some(example), ..*given }) {
            Ok(item) => read.push(item),
            Err(found) => wrong.extend(found),
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// The entries of a table.
pub(super) fn a_table<'t, 'i>(given: &Given<'t, 'i>, head: &str, example: &str) -> Read<Vec<(&'t str, Given<'t, 'i>)>> {
    let DeValue::Table(table) = given.value.get_ref() else {
        return Err(vec![given.wrong("a table").help(format!("write {head}, and below it {example}"))]);
    };
    let given = |(key, value): (&'t Spanned<DeString<'i>>, &'t Value<'i>)| {
        let key_span = Span::new(given.source, key.span());
        let key: &'t str = key.get_ref();
        (key, Given { key, key_span, value, source: given.source, example: None })
    };
    Ok(table.iter().map(given).collect())
}
