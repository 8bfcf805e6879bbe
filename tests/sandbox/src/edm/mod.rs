//! Values: how each type is written in JSON and in URLs, and how it is stored so that SQLite orders it rightly.
//!
//! | type | stored as |
//! |---|---|
//! | Guid | lower-case text with hyphens |
//! | DateTimeOffset | text in UTC with seven fraction digits: its order is that of time |
//! | Date, TimeOfDay | text, the latter with seven fraction digits |
//! | Duration | integer, ticks of 100 ns |
//! | Decimal | its exact text, compared by a collation |
//! | Int64, Int32, Boolean | integer |
//! | Double | real |
//! | anything else | text |

pub(crate) mod date;
pub(crate) mod decimal;
pub(crate) mod duration;

use rusqlite::types::Value;

use crate::model::Kind;

/// The zero guid, Creatio's empty lookup.
pub(crate) const ZERO_GUID: &str = "00000000-0000-0000-0000-000000000000";

/// A value as JSON has it; numbers as their digits, so that nothing is lost.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Written<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(&'a str),
    /// An object or an array, its JSON.
    Other(&'a str),
}

impl<'a> Written<'a> {
    /// A value as it stands in JSON; `text` is where the characters of a string go.
    pub(crate) fn read(json: &'a str, text: &'a mut String) -> serde_json::Result<Self> {
        Ok(match json.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't' | b'f') => Self::Bool(json == "true"),
            Some(b'"') => {
                *text = serde_json::from_str(json)?;
                Self::Text(text)
            }
            Some(b'{' | b'[') => Self::Other(json),
            _ => Self::Number(json),
        })
    }

    fn describe(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string(),
            Self::Number(digits) => format!("the number {digits}"),
            Self::Text(text) => format!("the text {:?}", text.chars().take(60).collect::<String>()),
            Self::Other(_) => "an object or an array".into(),
        }
    }
}

/// What is stored for a value of a column. The error says what was expected and what was found.
pub(crate) fn store(kind: &Kind, written: Written<'_>) -> Result<Value, String> {
    let found = |expected: &str| format!("expected {expected}, found {}", written.describe());
    if let Written::Null = written {
        return Ok(Value::Null);
    }
    let number = match written {
        Written::Number(text) | Written::Text(text) => Some(text),
        _ => None,
    };
    let text = match written {
        Written::Text(text) => Some(text),
        _ => None,
    };
    let stored = match kind {
        Kind::Guid => text.and_then(guid).map(Value::Text),
        Kind::Text | Kind::Binary => text.map(|text| Value::Text(text.to_owned())),
        Kind::Bool => match written {
            Written::Bool(value) => Some(Value::Integer(value.into())),
            _ => None,
        },
        Kind::Int | Kind::Int64 => number.and_then(|digits| digits.parse().ok()).map(Value::Integer),
        Kind::Decimal => number.and_then(decimal::plain).map(Value::Text),
        Kind::Double => number.and_then(double).map(Value::Real),
        Kind::DateTime => text.and_then(date::date_time).map(Value::Text),
        Kind::Date => text.and_then(date::date).map(Value::Text),
        Kind::Time => text.and_then(date::time).map(Value::Text),
        Kind::Duration => text.and_then(duration::ticks).map(Value::Integer),
        Kind::Enum(_, members) => match written {
            Written::Number(digits) => {
                let named = digits.parse().ok().and_then(|value: i64| members.iter().find(|member| member.1 == value));
                named.map(|(name, _)| Value::Text(name.clone()))
            }
            _ => text.map(|text| Value::Text(text.to_owned())),
        },
        Kind::Json(_) => Some(Value::Text(match written {
            Written::Other(json) | Written::Number(json) => json.to_owned(),
            Written::Bool(value) => value.to_string(),
            Written::Text(text) => serde_json::Value::from(text).to_string(),
            Written::Null => "null".to_owned(),
        })),
        Kind::Stream => return Err(format!("a stream has no value in a row, found {}", written.describe())),
    };
    stored.ok_or_else(|| found(expectation(kind)))
}

/// What a column of a kind accepts, for messages.
pub(crate) fn expectation(kind: &Kind) -> &'static str {
    match kind {
        Kind::Guid => "a guid as text",
        Kind::Text | Kind::Binary | Kind::Stream => "text",
        Kind::Bool => "true or false",
        Kind::Int => "a whole number",
        Kind::Int64 => "a whole number, or one as text",
        Kind::Decimal => "a decimal number, or one as text to keep its scale",
        Kind::Double => "a number",
        Kind::DateTime => "a date and time with a zone, such as \"2026-01-31T12:00:00Z\"",
        Kind::Date => "a date, such as \"2026-01-31\"",
        Kind::Time => "a time, such as \"12:00:00\"",
        Kind::Duration => "a duration, such as \"PT1H\"",
        Kind::Enum(..) => "the name of a member",
        Kind::Json(_) => "a value",
    }
}

/// A guid in its stored form: 36 characters with hyphens, nothing else.
pub(crate) fn guid(text: &str) -> Option<String> {
    if text.len() != 36 {
        return None;
    }
    uuid::Uuid::try_parse(text).ok().map(|id| id.hyphenated().to_string())
}

/// A double, with OData's words for what is no number.
pub(crate) fn double(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ if text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
