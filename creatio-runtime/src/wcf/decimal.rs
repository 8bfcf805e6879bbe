//! `decimal`, as a JSON number whose digits are kept, never by way of a float. Read is text as well.
//!
//! Serde keeps what it reads aside for a flattened field and for enums with a tag or without one, and with it goes how a number was
//! written: a decimal in there is refused. Name its members where they are.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Adapted, with};
use crate::json::Reader;
use crate::value::Primitive;

/// The form.
#[derive(Debug)]
pub enum Form {}

impl Adapted<Form> for Decimal {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let token = Reader::new(raw.get()).value().ok();
        token.and_then(Primitive::parse).ok_or_else(|| D::Error::custom("a decimal of up to 28 digits is expected"))
    }
}

with!(Form);
