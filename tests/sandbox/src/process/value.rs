//! Values of processes: text on their way in, JSON on their way out.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Parameter, ParameterType};
use crate::edm;
use crate::json::{Member, Members};

/// How values are written that may be written in several ways.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// Dates as `/Date(ms)/`.
    pub(crate) milliseconds: bool,
    /// Dates without a zone.
    pub(crate) zoneless: bool,
    /// Collections as text that holds JSON.
    pub(crate) as_text: bool,
}

/// What a parameter makes of a text; nothing when it is no such value.
pub(crate) fn read(text: &str, kind: &ParameterType) -> Option<Value> {
    Some(match kind {
        ParameterType::Text | ParameterType::Other(_) => text.into(),
        ParameterType::Integer => text.parse::<i32>().ok()?.into(),
        ParameterType::Decimal | ParameterType::Money => edm::decimal::plain(text)?.into(),
        ParameterType::Boolean if text.eq_ignore_ascii_case("true") => true.into(),
        ParameterType::Boolean if text.eq_ignore_ascii_case("false") => false.into(),
        ParameterType::Boolean => return None,
        ParameterType::Guid | ParameterType::Lookup => {
            let id = uuid::Uuid::try_parse(text).ok()?;
            // Of the forms of a guid, Creatio writes this one.
            (text.len() == 36).then(|| id.to_string())?.into()
        }
        ParameterType::DateTime => edm::date::date_time(text)?.into(),
        ParameterType::Date => edm::date::date(text)?.into(),
        ParameterType::Time => edm::date::time(text)?.into(),
        ParameterType::Objects(properties) => {
            let items: Vec<Box<RawValue>> = serde_json::from_str(text).ok()?;
            items.iter().map(|item| object(item.get(), properties)).collect::<Option<_>>()?
        }
        ParameterType::Object(properties) => object(text, properties)?,
    })
}

/// An object of JSON values; properties that are not known are dropped.
fn object(text: &str, properties: &[Parameter]) -> Option<Value> {
    let Members(members) = serde_json::from_str(text).ok()?;
    let mut object = Map::new();
    for (name, value) in members {
        let Some(property) = properties.iter().find(|property| property.name == name) else { continue };
        // A text, or JSON that is as good as its text.
        let text = serde_json::from_str::<String>(value.get()).unwrap_or_else(|_| value.get().to_owned());
        if value.get() != "null" {
            object.insert(name, read(&text, &property.kind)?);
        }
    }
    Some(Value::Object(object))
}

/// A value as JSON.
pub(crate) fn write(value: &Value, kind: &ParameterType, form: Form) -> String {
    match (kind, value) {
        (_, Value::Null) => "null".to_owned(),
        (ParameterType::Decimal | ParameterType::Money, Value::String(digits)) => digits.clone(),
        (ParameterType::DateTime, Value::String(text)) => instant(text, form).json(),
        (ParameterType::Date, Value::String(day)) if form.milliseconds => {
            instant(&format!("{day}T00:00:00.0000000Z"), form).json()
        }
        (ParameterType::Date, Value::String(day)) => format!("{day}T00:00:00").json(),
        (ParameterType::Time, Value::String(time)) => edm::date::shown(time).json(),
        (ParameterType::Objects(properties), Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| write_object(item, properties, form)).collect();
            wrapped(format!("[{}]", items.join(",")), form)
        }
        (ParameterType::Object(properties), value) => wrapped(write_object(value, properties, form), form),
        (_, value) => value.json(),
    }
}

fn write_object(value: &Value, properties: &[Parameter], form: Form) -> String {
    let members = properties.iter().filter_map(|property| {
        let value = write(value.get(&property.name)?, &property.kind, Form { as_text: false, ..form });
        Some(format!("{}:{value}", property.name.json()))
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn wrapped(json: String, form: Form) -> String {
    if form.as_text { json.json() } else { json }
}

/// An instant in one of the forms of .NET.
fn instant(text: &str, form: Form) -> String {
    let stored = edm::date::date_time(text).unwrap_or_else(|| text.to_owned());
    match (form.milliseconds, form.zoneless) {
        (true, _) => edm::date::milliseconds(&stored).map_or(stored, |ms| format!("/Date({ms})/")),
        (_, true) => edm::date::shown(&stored).trim_end_matches('Z').to_owned(),
        _ => edm::date::shown(&stored),
    }
}
