//! Complex values and collections, whose decimals and Int64 are text as well where the reply's are.

use rusqlite::types::ValueRef;
use serde_json::value::RawValue;

use super::value::{Style, value};
use crate::json::{Member as _, Members};
use crate::model::{Kind, Model};

/// How deep values are looked into; what is seeded may nest without end.
const DEEPEST: usize = 100;

/// Appends the value of a column as JSON.
pub(crate) fn column(out: &mut Vec<u8>, model: &Model, kind: &Kind, stored: ValueRef<'_>, style: Style) {
    match (kind, stored) {
        (Kind::Json(_), ValueRef::Text(json)) if style.ieee754 => {
            out.extend_from_slice(texts(model, kind, &String::from_utf8_lossy(json), 0).as_bytes());
        }
        _ => value(out, kind, stored, style),
    }
}

/// A value with its long numbers as text; what is of another type than the document says stays as it is.
fn texts(model: &Model, kind: &Kind, json: &str, depth: usize) -> String {
    let same = || json.to_owned();
    if depth > DEEPEST {
        return same();
    }
    match kind {
        Kind::Int64 | Kind::Decimal if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) => {
            format!("\"{json}\"")
        }
        Kind::Json(_) => match (model.complex(kind), model.item(kind)) {
            (Some(columns), _) => {
                let Ok(Members(members)) = serde_json::from_str(json) else { return same() };
                let members = members.iter().map(|(name, raw)| {
                    let column = columns.iter().find(|column| column.name == *name);
                    let shown = column.map(|column| texts(model, &column.kind, raw.get(), depth + 1));
                    format!("{}:{}", name.json(), shown.unwrap_or_else(|| raw.get().to_owned()))
                });
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
            (None, Some(item)) => {
                let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) else { return same() };
                let items = items.iter().map(|raw| texts(model, &item, raw.get(), depth + 1));
                format!("[{}]", items.collect::<Vec<_>>().join(","))
            }
            (None, None) => same(),
        },
        _ => same(),
    }
}
