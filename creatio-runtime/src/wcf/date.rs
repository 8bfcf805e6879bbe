//! `DateTime`, as `/Date(ms)/`: milliseconds since 1970, UTC. What is finer is cut off.
//!
//! An offset behind the milliseconds says how to show the moment, not which it is; ISO 8601 without a zone is taken for UTC.
//! Written is what .NET Framework reads, whose `DataContractJsonSerializer` knows no other form; Creatio's own pages send it
//! to both servers (creatio-http facts D.3).

use jiff::Timestamp;
use serde::{Deserializer, Serializer};

use super::adapted::Text;
use super::{Adapted, with};
use crate::json::{Text as Json, Token};
use crate::value::Primitive;

/// The form.
#[derive(Debug)]
pub enum Form {}

impl Adapted<Form> for Timestamp {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Down, for a moment before 1970 too: that is what cutting digits off does.
        let milliseconds = self.as_nanosecond().div_euclid(1_000_000);
        serializer.serialize_newtype_struct("dateTime", &format!("/Date({milliseconds})/"))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text("a date", |text| Primitive::parse(Token::Text(Json::Plain(text)))))
    }

    fn is_nothing(&self) -> bool {
        Primitive::is_nothing(self)
    }
}

with!(Form);
