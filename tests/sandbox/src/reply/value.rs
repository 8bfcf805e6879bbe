//! One value as JSON, or as plain text.

use rusqlite::types::ValueRef;

use crate::edm::{ZERO_GUID, date, duration};
use crate::model::Kind;

/// How values are written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// Empty values for null.
    pub(crate) empties: bool,
    /// Decimals and Int64 as text.
    pub(crate) ieee754: bool,
    /// Money as text with a tail.
    pub(crate) masked: bool,
}

/// Appends a value as JSON.
pub(crate) fn value(out: &mut Vec<u8>, kind: &Kind, stored: ValueRef<'_>, style: Style) {
    match stored {
        ValueRef::Null => out.extend_from_slice(empty(kind, style).as_bytes()),
        ValueRef::Integer(number) => match kind {
            Kind::Bool => out.extend_from_slice(if number == 0 { b"false" } else { b"true" }),
            Kind::Duration => text(out, &duration::shown(number)),
            Kind::Int64 if style.ieee754 => text(out, &number.to_string()),
            _ => out.extend_from_slice(number.to_string().as_bytes()),
        },
        ValueRef::Real(number) => match number {
            _ if number.is_finite() => out.extend_from_slice(serde_json::Value::from(number).to_string().as_bytes()),
            _ if number.is_nan() => text(out, "NaN"),
            _ => text(out, if number > 0.0 { "INF" } else { "-INF" }),
        },
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            let stored = String::from_utf8_lossy(bytes);
            match kind {
                Kind::DateTime | Kind::Time => text(out, &date::shown(&stored)),
                Kind::Decimal if style.masked && is_money(&stored) => text(out, &masked(&stored)),
                Kind::Decimal if style.ieee754 => text(out, &stored),
                Kind::Decimal | Kind::Json(_) => out.extend_from_slice(bytes),
                _ => text(out, &stored),
            }
        }
    }
}

/// A value as `/$value` shows it; nothing for null.
pub(crate) fn raw(kind: &Kind, stored: ValueRef<'_>, style: Style) -> Option<String> {
    let mut json = Vec::new();
    value(&mut json, kind, stored, Style { ieee754: false, ..style });
    match serde_json::from_slice(&json) {
        Ok(serde_json::Value::Null) => None,
        Ok(serde_json::Value::String(text)) => Some(text),
        _ => Some(String::from_utf8_lossy(&json).into_owned()),
    }
}

/// Appends text as a JSON string.
pub(super) fn text(out: &mut Vec<u8>, value: &str) {
    // Writing a string into memory can't fail.
    let _ = serde_json::to_writer(out, value);
}

/// Anything with a fraction, save a rate: its eight digits stand as a number beside the money in the captured reply.
fn is_money(stored: &str) -> bool {
    stored.split_once('.').is_some_and(|(_, fraction)| fraction.len() != 8)
}

/// `3492.00n_____`, with two fraction digits even where one was seeded.
fn masked(stored: &str) -> String {
    let (whole, fraction) = stored.split_once('.').unwrap_or((stored, ""));
    format!("{whole}.{fraction:0<2}n_____")
}

fn empty(kind: &Kind, style: Style) -> String {
    let text = match kind {
        _ if !style.empties => "null",
        Kind::Guid => return format!("\"{ZERO_GUID}\""),
        Kind::Text => "\"\"",
        Kind::Bool => "false",
        Kind::Int64 | Kind::Decimal if style.ieee754 => "\"0\"",
        Kind::Int | Kind::Int64 | Kind::Decimal | Kind::Double => "0",
        Kind::DateTime => "\"0001-01-01T00:00:00Z\"",
        Kind::Date => "\"0001-01-01\"",
        Kind::Duration => "\"PT0S\"",
        // Creatio has no Edm.TimeOfDay, so nobody has seen an empty one; midnight would be a time like others.
        Kind::Time | Kind::Binary | Kind::Stream | Kind::Enum(..) | Kind::Json(_) => "null",
    };
    text.to_owned()
}
