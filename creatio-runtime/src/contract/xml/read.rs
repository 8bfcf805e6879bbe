//! Elements to values.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Error;

use super::Element;

/// The name under which serde_json asks for text as it is written.
const RAW: &str = "$serde_json::private::RawValue";

macro_rules! parsed {
    ($($function:ident => $visit:ident: $type_:ty),* $(,)?) => { $(
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.text.trim().parse::<$type_>() {
                Ok(value) if self.children.is_empty() && !self.nil => visitor.$visit(value),
                _ => Err(self.unexpected(&visitor)),
            }
        }
    )* };
}

impl Element {
    fn unexpected<'de>(&self, expected: &impl Visitor<'de>) -> Error {
        let found = match (self.nil, self.children.is_empty()) {
            (true, _) => Unexpected::Unit,
            (false, true) => Unexpected::Str(&self.text),
            (false, false) => Unexpected::Map,
        };
        Error::invalid_type(found, expected)
    }

    fn seq<'de, V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.children.iter()))
    }

    fn map<'de, V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.children.iter().map(|child| (child.name.as_str(), child))))
    }
}

impl<'de> IntoDeserializer<'de, Error> for &'de Element {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Element {
    type Error = Error;

    /// What it is when nothing is expected: text, members, or the pairs of a dictionary.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.children.first() {
            _ if self.nil => visitor.visit_unit(),
            None => visitor.visit_borrowed_str(&self.text),
            Some(first) if first.name.starts_with("KeyValueOf") => self.seq(visitor),
            Some(_) => self.map(visitor),
        }
    }

    parsed! {
        deserialize_i8 => visit_i8: i8, deserialize_i16 => visit_i16: i16, deserialize_i32 => visit_i32: i32,
        deserialize_i64 => visit_i64: i64, deserialize_u8 => visit_u8: u8, deserialize_u16 => visit_u16: u16,
        deserialize_u32 => visit_u32: u32, deserialize_u64 => visit_u64: u64, deserialize_i128 => visit_i128: i128,
        deserialize_u128 => visit_u128: u128, deserialize_f32 => visit_f32: f32, deserialize_f64 => visit_f64: f64,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.text.trim() {
            "true" | "1" => visitor.visit_bool(true),
            "false" | "0" => visitor.visit_bool(false),
            _ => Err(self.unexpected(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.children.is_empty() && !self.nil {
            true => visitor.visit_borrowed_str(&self.text),
            false => Err(self.unexpected(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.nil { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name == RAW {
            return visitor.visit_map(MapDeserializer::new([(RAW, self.text.as_str())].into_iter()));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.nil || !self.text.trim().is_empty() {
            true => Err(self.unexpected(&visitor)),
            false => self.seq(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.nil || !self.text.trim().is_empty() {
            true => Err(self.unexpected(&visitor)),
            false => self.map(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.text.trim().into_deserializer())
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    forward_to_deserialize_any! { char bytes byte_buf unit_struct identifier ignored_any }
}
