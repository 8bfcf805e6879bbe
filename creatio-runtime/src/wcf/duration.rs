//! `TimeSpan`, as an ISO 8601 duration: `P1DT2H3M4.5S`. Read is .NET's own form as well, `1.02:03:04.5`.

use jiff::SignedDuration;
use serde::{Deserializer, Serializer};

use super::adapted::Text;
use super::{Adapted, with};
use crate::json::{Text as Json, Token};
use crate::value::Primitive;

/// The form.
#[derive(Debug)]
pub enum Form {}

impl Adapted<Form> for SignedDuration {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("duration", &self.to_string())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text("a duration", |text| {
            Primitive::parse(Token::Text(Json::Plain(text))).or_else(|| constant(text))
        }))
    }
}

/// Reads .NET's constant format, `[-][d.]hh:mm:ss[.fffffff]`.
fn constant(text: &str) -> Option<SignedDuration> {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let mut parts = text.split(':');
    let (days, hours, minutes, seconds) = match (parts.next()?, parts.next()?, parts.next()?, parts.next()) {
        (hours, minutes, seconds, None) => {
            let (days, hours) = hours.split_once('.').unwrap_or(("0", hours));
            (days, hours, minutes, seconds)
        }
        _ => return None,
    };
    let iso = format!("{sign}P{days}DT{hours}H{minutes}M{seconds}S");
    Primitive::parse(Token::Text(Json::Plain(&iso)))
}

with!(Form);
