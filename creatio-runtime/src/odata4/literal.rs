//! Values in a URL (OData 4.01 ABNF, `primitiveLiteral`).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;

use super::Spelled;
use crate::query::tree::Literal;

/// Writes a value with `sign`, which spells what is not data: it differs between path and query.
pub(crate) fn write(out: &mut Spelled, literal: &Literal, sign: fn(&mut Spelled, &str)) {
    match literal {
        Literal::Boolean(value) => sign(out, if *value { "true" } else { "false" }),
        // Bare in OData 4: `guid'…'` is a parser error (creatio-http facts B.4).
        Literal::Guid(value) => out.data(&value.to_string()),
        Literal::Text(value) => quoted(out, value, sign),
        Literal::Integer(value) | Literal::Long(value) => out.data(&value.to_string()),
        Literal::Decimal(value) => out.data(&value.to_string()),
        Literal::Single(value) => float(out, f64::from(*value), &format!("{value:?}")),
        Literal::Double(value) => float(out, *value, &format!("{value:?}")),
        // Bare and with a zone: Creatio answers quoted dates with 400 (creatio-http facts B.4).
        Literal::Instant(value) => sign(out, &value.to_string()),
        Literal::DateTime(value) => sign(out, &format!("{value}Z")),
        Literal::Date(value) => sign(out, &value.to_string()),
        Literal::Time(value) => sign(out, &value.to_string()),
        Literal::Duration(value) => {
            sign(out, "duration");
            quoted(out, &value.to_string(), sign);
        }
        Literal::Binary(value) => {
            sign(out, "binary");
            quoted(out, &URL_SAFE.encode(value), sign);
        }
        Literal::Enumeration { type_name, members } => {
            out.data(type_name);
            quoted(out, members, sign);
        }
    }
}

/// OData's names of what is no number; Rust's of all others, which are OData's, too.
fn float(out: &mut Spelled, value: f64, digits: &str) {
    match value {
        f64::INFINITY => out.data("INF"),
        f64::NEG_INFINITY => out.data("-INF"),
        _ => out.data(digits),
    }
}

/// Text between quotes; a quote inside is written twice.
fn quoted(out: &mut Spelled, text: &str, sign: fn(&mut Spelled, &str)) {
    sign(out, "'");
    out.data(&text.replace('\'', "''"));
    sign(out, "'");
}
