//! Values in bodies: stricter than those of seeds, as Microsoft's library reads them.

use std::str::FromStr as _;

use rusqlite::types::Value;
use serde_json::value::RawValue;

use super::body::Reading;
use crate::edm::{self, Written, date, decimal};
use crate::json::{Member as _, Members};
use crate::model::{Column, Kind};
use crate::oddity::Oddity;
use crate::reply::{Style, value};

/// How deep values and rows may nest: the library's own limit.
pub(super) const DEEPEST: usize = 100;

/// What is said of what nests deeper.
pub(super) const TOO_DEEP: &str = "The maximum recursion depth of 100 was exceeded.";

/// What is taken for no date at all.
const YEAR_ONE: &str = "0001-01-01T00:00:00.0000000Z";

impl Reading<'_> {
    /// What is stored for a value. The error is the server's message.
    pub(super) fn value(&self, kind: &Kind, json: &str, depth: usize) -> Result<Value, String> {
        if depth > DEEPEST {
            return Err(TOO_DEEP.into());
        }
        let mut content = String::new();
        let written = Written::read(json, &mut content).map_err(|_| "Invalid JSON. A text is none.".to_owned())?;
        let unfit = || {
            let shown: String = json.trim_matches('"').chars().take(80).collect();
            format!("Cannot convert the literal '{shown}' to the expected type '{}'.", kind.edm())
        };
        match (kind, written) {
            (Kind::Json(name), Written::Null) if name.starts_with("Collection(") => {
                Err(format!("A null value was found for a collection of the type '{name}'."))
            }
            (_, Written::Null) => Ok(Value::Null),
            (Kind::Json(name), _) => self.structured(name, kind, json, depth),
            (_, Written::Other(_)) => {
                Err(format!("A primitive value of the type '{}' was expected, and none was found.", kind.edm()))
            }
            (Kind::Int64 | Kind::Decimal, Written::Number(digits) | Written::Text(digits)) => {
                let is_text = matches!(written, Written::Text(_));
                if self.oddities.on(Oddity::Ieee754) && is_text != self.ieee754 {
                    return Err(format!(
                        "The parameter 'IEEE754Compatible' of the content type and the form of a value of the type '{}' contradict each other.",
                        kind.edm()
                    ));
                }
                number(kind, digits).ok_or_else(unfit)
            }
            (Kind::Int, Written::Number(digits)) => {
                digits.parse::<i32>().map(|number| Value::Integer(number.into())).map_err(|_| unfit())
            }
            (Kind::Double, Written::Number(digits)) => {
                edm::double(digits).filter(|number| number.is_finite()).map(Value::Real).ok_or_else(unfit)
            }
            (Kind::Double, Written::Text(word)) => match edm::double(word) {
                // SQLite would make nothing of it.
                Some(number) if number.is_nan() => Ok(Value::Text("NaN".into())),
                Some(number) if number.is_infinite() && word.ends_with("INF") => Ok(Value::Real(number)),
                _ => Err(unfit()),
            },
            (Kind::DateTime, Written::Text(text)) => self.date_time(text).map(Value::Text).ok_or_else(unfit),
            (Kind::Enum(_, members), Written::Text(text)) => {
                enumerated(members, text).map(Value::Text).ok_or_else(unfit)
            }
            (Kind::Binary, Written::Text(text)) if !is_base64(text) => Err(unfit()),
            (Kind::Int | Kind::Enum(..), _) => Err(unfit()),
            _ => edm::store(kind, written).map_err(|_| unfit()),
        }
    }

    fn date_time(&self, text: &str) -> Option<String> {
        if let Some(time) = date::date_time(text) {
            return Some(time);
        }
        if let Some(day) = date::date(text) {
            let midnight = || date::date_time(&format!("{day}T00:00:00{}", self.zone));
            return self.oddities.on(Oddity::DateOnlyInServerZone).then(midnight).flatten();
        }
        let is_zoneless = date::date_time(&format!("{text}Z")).is_some();
        (is_zoneless && self.oddities.on(Oddity::ZonelessDateIsYearOne)).then(|| YEAR_ONE.to_owned())
    }

    /// Complex values and collections, stored as JSON. What the document does not tell of is kept as it is.
    fn structured(&self, name: &str, kind: &Kind, json: &str, depth: usize) -> Result<Value, String> {
        if let Some(columns) = self.model.complex(kind) {
            return self.complex(name, columns, json, depth).map(Value::Text);
        }
        let Some(item) = self.model.item(kind) else { return Ok(Value::Text(json.to_owned())) };
        let items: Vec<&RawValue> =
            serde_json::from_str(json).map_err(|_| format!("A collection of the type '{name}' was expected."))?;
        let items = items.iter().map(|raw| self.json(&item, raw.get(), depth + 1));
        let items: Vec<String> = items.collect::<Result<_, _>>()?;
        Ok(Value::Text(format!("[{}]", items.join(","))))
    }

    /// Every member is there then: what is not named is null.
    fn complex(&self, name: &str, columns: &[Column], json: &str, depth: usize) -> Result<String, String> {
        let Members(members) = serde_json::from_str(json)
            .map_err(|_| format!("An object was expected for a value of the type '{name}'."))?;
        let mut values = vec![None; columns.len()];
        for (member, raw) in &members {
            // Annotations.
            if member.contains('@') {
                continue;
            }
            let Some(at) = columns.iter().position(|column| column.name == *member) else {
                return Err(no_property(member, name));
            };
            if values[at].is_some() {
                return Err(twice(member));
            }
            values[at] = Some(self.json(&columns[at].kind, raw.get(), depth + 1)?);
        }
        let members = columns.iter().zip(values).filter(|(column, _)| column.kind != Kind::Stream);
        let members = members
            .map(|(column, value)| format!("{}:{}", column.name.json(), value.unwrap_or_else(|| "null".to_owned())));
        Ok(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
    }

    /// A value inside of another, as it is stored there.
    fn json(&self, kind: &Kind, json: &str, depth: usize) -> Result<String, String> {
        let stored = self.value(kind, json, depth)?;
        let mut out = Vec::new();
        value(&mut out, kind, (&stored).into(), Style::default());
        Ok(String::from_utf8_lossy(&out).into_owned())
    }
}

/// The message for a name that a type does not have (measured by the vendor's command line tool).
pub(super) fn no_property(name: &str, type_name: &str) -> String {
    format!(
        "The property '{name}' does not exist on type '{type_name}'. Make sure to only use property names that are defined by the type."
    )
}

/// The message for a name that stands in an object twice.
pub(super) fn twice(name: &str) -> String {
    format!("Multiple properties with the name '{name}' were detected in a resource or a complex value.")
}

/// An Int64, or a decimal that .NET's can hold as it is written.
fn number(kind: &Kind, digits: &str) -> Option<Value> {
    if *kind == Kind::Int64 {
        return digits.parse().ok().map(Value::Integer);
    }
    let plain = decimal::plain(digits)?;
    rust_decimal::Decimal::from_str_exact(&plain).ok().map(|_| Value::Text(plain))
}

/// Names of members, or numbers, that are known.
fn enumerated(members: &[(String, i64)], text: &str) -> Option<String> {
    let named = |part: &str| {
        let by_number = i64::from_str(part).ok();
        let known = members.iter().find(|(name, value)| name == part || by_number == Some(*value));
        known.map(|(name, _)| name.clone()).or_else(|| by_number.map(|number| number.to_string()))
    };
    let parts: Option<Vec<String>> = text.split(',').map(|part| named(part.trim())).collect();
    parts.map(|parts| parts.join(","))
}

/// Base64 in either alphabet.
fn is_base64(text: &str) -> bool {
    let content = text.trim_end_matches('=');
    let (digits, padding) = (content.len(), text.len() - content.len());
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    let fits = digits % 4 != 1 && (padding == 0 || (digits + padding).is_multiple_of(4) && padding < 3);
    fits && content.bytes().all(known)
}
