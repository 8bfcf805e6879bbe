//! Bodies: what columns are set to, as JSON (OData JSON Format 4.0, 7.1).

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

use super::{Form, change};
use crate::Dialect;
use crate::change::{Datum, Draft};
use crate::query::tree::Literal;

/// How `9999-12-31`, Creatio's "never", is written: jiff ends a day before it, and reads it as its last instant.
const NEVER: &str = "9999-12-31T23:59:59Z";

/// Writes a row.
pub(super) fn row(out: &mut String, draft: &Draft, form: Form) {
    let mut object = Object::new(out);
    for given in &draft.columns {
        value(object.name(given.column.name), &given.value, form);
    }
    for link in &draft.links {
        if !link.bound.is_empty() {
            let out = object.name(&format!("{}@odata.bind", link.name));
            list(out, link.many, &link.bound, |out, address| text(out, &change::address(address).encoded));
        }
        if !link.created.is_empty() {
            list(object.name(link.name), link.many, &link.created, |out, draft| row(out, draft, form));
        }
    }
    object.end();
}

/// Writes a value alone, as Creatio takes it.
pub(crate) fn alone(datum: &Datum) -> String {
    let mut out = String::new();
    value(&mut out, datum, Form::plain(Dialect::Creatio));
    out
}

/// An object that is being written.
struct Object<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> Object<'o> {
    fn new(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, first: true }
    }

    /// Where the value of the next member goes.
    fn name(&mut self, name: &str) -> &mut String {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(',');
        }
        text(self.out, name);
        self.out.push(':');
        self.out
    }

    fn end(self) {
        self.out.push('}');
    }
}

/// An array where there may be many, and the last item where there is but one.
fn list<T>(out: &mut String, many: bool, items: &[T], mut item: impl FnMut(&mut String, &T)) {
    if !many {
        return items.last().into_iter().for_each(|one| item(out, one));
    }
    out.push('[');
    for (i, one) in items.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        item(out, one);
    }
    out.push(']');
}

fn value(out: &mut String, datum: &Datum, form: Form) {
    match datum {
        Datum::Null => out.push_str("null"),
        Datum::Scalar(literal) => scalar(out, literal, form),
        Datum::Many(items) => list(out, true, items, |out, item| value(out, item, form)),
        Datum::Object(members) => {
            let mut object = Object::new(out);
            members.iter().for_each(|(name, member)| value(object.name(name), member, form));
            object.end();
        }
    }
}

fn scalar(out: &mut String, literal: &Literal, form: Form) {
    match literal {
        Literal::Boolean(value) => push(out, value),
        Literal::Guid(value) => quoted(out, value),
        Literal::Text(value) => text(out, value),
        // Edm.Int64 and Edm.Decimal are text when the body's type says so, and numbers else; the wrong one of the two is an
        // error in the library that Creatio uses (creatio-http facts B.5). Smaller integers are always numbers.
        Literal::Long(value) if form.ieee754 => quoted(out, value),
        Literal::Decimal(value) if form.ieee754 => quoted(out, value),
        Literal::Integer(value) | Literal::Long(value) => push(out, value),
        Literal::Decimal(value) => push(out, value),
        Literal::Single(value) => float(out, f64::from(*value), &format!("{value:?}")),
        Literal::Double(value) => float(out, *value, &format!("{value:?}")),
        Literal::Instant(value) => instant(out, *value, form.dialect),
        // Without a zone it would be refused, or become the year 1 (creatio-http facts B.5).
        Literal::DateTime(value) => quoted(out, &format_args!("{value}Z")),
        Literal::Date(value) => quoted(out, value),
        Literal::Time(value) => quoted(out, value),
        Literal::Duration(value) => quoted(out, value),
        Literal::Binary(value) => quoted(out, &URL_SAFE.encode(value)),
        Literal::Enumeration { members, .. } => text(out, members),
    }
}

/// Always in UTC, with a `Z`. Creatio's platform knows no less than 100 nanoseconds; what is finer is cut off.
fn instant(out: &mut String, instant: Timestamp, dialect: Dialect) {
    if dialect != Dialect::Creatio {
        return quoted(out, &instant);
    }
    if instant == Timestamp::MAX {
        return quoted(out, &NEVER);
    }
    let ticks = TimestampRound::new().smallest(Unit::Nanosecond).increment(100).mode(RoundMode::Floor);
    quoted(out, &instant.round(ticks).unwrap_or(instant));
}

/// OData's names of what is no number; Rust's digits of all others.
fn float(out: &mut String, value: f64, digits: &str) {
    match value {
        f64::INFINITY => out.push_str("\"INF\""),
        f64::NEG_INFINITY => out.push_str("\"-INF\""),
        _ if value.is_nan() => out.push_str("\"NaN\""),
        _ => out.push_str(digits),
    }
}

fn push(out: &mut String, value: &impl std::fmt::Display) {
    // Writing to a String can't fail.
    let _ = write!(out, "{value}");
}

/// What has nothing to escape.
fn quoted(out: &mut String, value: &impl std::fmt::Display) {
    let _ = write!(out, "\"{value}\"");
}

/// Text, escaped as RFC 8259 wants it.
fn text(out: &mut String, text: &str) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1f' => _ = write!(out, "\\u{:04x}", u32::from(char)),
            _ => out.push(char),
        }
    }
    out.push('"');
}
