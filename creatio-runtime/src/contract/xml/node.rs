//! Values on their way out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{self, Error as _, Serialize};
use serde_json::Error;

use crate::json::{Text, Token};
use crate::value::Primitive;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    Text {
        text: String,
        /// .NET's name of the type: `int`.
        type_: &'static str,
    },
    List(Vec<Node>),
    Object {
        /// Serde's name of the struct.
        type_: &'static str,
        members: Vec<(String, Node)>,
    },
}

/// The name of a struct that holds JSON as it is written; serde_json's own.
const RAW: &str = "$serde_json::private::RawValue";

impl Node {
    fn text(text: impl ToString, type_: &'static str) -> Result<Self, Error> {
        Ok(Self::Text { text: text.to_string(), type_ })
    }

    /// What adapters say of themselves by the name of a newtype is the name of a type; JSON's form becomes XML's.
    fn named(self, name: &'static str) -> Result<Self, Error> {
        match (name, self) {
            ("base64Binary", Self::List(items)) => {
                let bytes = items.iter().map(|item| match item {
                    Self::Text { text, .. } => text.parse().map_err(Error::custom),
                    _ => Err(Error::custom("a byte is a number")),
                });
                let bytes: Vec<u8> = bytes.collect::<Result<_, Error>>()?;
                Self::text(STANDARD.encode(bytes), name)
            }
            ("dateTime", Self::Text { text, .. }) => {
                let date: Option<jiff::Timestamp> = Primitive::parse(Token::Text(Text::Plain(&text)));
                Self::text(date.ok_or_else(|| Error::custom("a date is expected"))?, name)
            }
            (_, Self::Text { text, .. }) => Self::text(text, name),
            (_, Self::Object { members, .. }) => Ok(Self::Object { type_: name, members }),
            (_, other) => Ok(other),
        }
    }
}

/// Makes nodes.
pub(super) struct Maker;

/// The parts of a node that came so far.
pub(super) struct Parts {
    type_: &'static str,
    items: Vec<Node>,
    members: Vec<(String, Node)>,
    key: String,
}

impl Parts {
    fn new(type_: &'static str) -> Self {
        Self { type_, items: Vec::new(), members: Vec::new(), key: String::new() }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.items.push(value.serialize(Maker)?);
        Ok(())
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        if name.is_empty() || !name.chars().all(|char| char.is_alphanumeric() || "_-.".contains(char)) {
            return Err(Error::custom("the name of a member can't be that of an element"));
        }
        self.members.push((name.to_owned(), value.serialize(Maker)?));
        Ok(())
    }
}

macro_rules! lists {
    ($($Trait:ident::$function:ident)*) => { $(
        impl ser::$Trait for Parts {
            type Ok = Node;
            type Error = Error;

            fn $function<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<Node, Error> {
                Ok(Node::List(self.items))
            }
        }
    )* };
}

lists!(SerializeSeq::serialize_element SerializeTuple::serialize_element SerializeTupleStruct::serialize_field);

impl ser::SerializeStruct for Parts {
    type Ok = Node;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if self.type_ == RAW {
            // A number, whose digits are kept.
            return self.item(value);
        }
        self.member(name, value)
    }

    fn end(mut self) -> Result<Node, Error> {
        match (self.type_, self.items.pop()) {
            (RAW, Some(number)) => number.named("decimal"),
            (type_, _) => Ok(Node::Object { type_, members: self.members }),
        }
    }
}

/// A struct of which a field is flattened is written as a map.
impl ser::SerializeMap for Parts {
    type Ok = Node;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = match key.serialize(Maker)? {
            Node::Text { text, .. } => text,
            _ => return Err(Error::custom("the name of a member is a text")),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = std::mem::take(&mut self.key);
        self.member(&key, value)
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::Object { type_: self.type_, members: self.members })
    }
}

macro_rules! scalars {
    ($($function:ident($type_:ty) = $name:literal;)*) => { $(
        fn $function(self, value: $type_) -> Result<Node, Error> {
            Node::text(value, $name)
        }
    )* };
}

/// XML Schema's word for what is no number.
fn float(value: f64, digits: String) -> String {
    match value {
        f64::INFINITY => "INF".to_owned(),
        f64::NEG_INFINITY => "-INF".to_owned(),
        _ => digits,
    }
}

impl ser::Serializer for Maker {
    type Ok = Node;
    type Error = Error;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = ser::Impossible<Node, Error>;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = ser::Impossible<Node, Error>;

    scalars! {
        serialize_bool(bool) = "boolean"; serialize_i8(i8) = "byte"; serialize_i16(i16) = "short";
        serialize_i32(i32) = "int"; serialize_i64(i64) = "long"; serialize_u8(u8) = "unsignedByte";
        serialize_u16(u16) = "unsignedShort"; serialize_u32(u32) = "unsignedInt"; serialize_u64(u64) = "unsignedLong";
    }

    fn serialize_f32(self, value: f32) -> Result<Node, Error> {
        Node::text(float(value.into(), value.to_string()), "float")
    }

    fn serialize_f64(self, value: f64) -> Result<Node, Error> {
        Node::text(float(value, value.to_string()), "double")
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Node, Error> {
        Node::text(STANDARD.encode(bytes), "base64Binary")
    }

    fn serialize_none(self) -> Result<Node, Error> {
        Ok(Node::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Node, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, Error> {
        Ok(Node::Null)
    }

    fn serialize_unit_struct(self, type_: &'static str) -> Result<Node, Error> {
        Ok(Node::Object { type_, members: Vec::new() })
    }

    /// Data contracts write members of enums by name.
    fn serialize_unit_variant(self, type_: &'static str, _: u32, name: &'static str) -> Result<Node, Error> {
        Node::text(name, type_)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<Node, Error> {
        value.serialize(self)?.named(name)
    }

    fn serialize_str(self, text: &str) -> Result<Node, Error> {
        // They can't stand in a document however they are written, and .NET refuses it as a whole.
        if text
            .chars()
            .any(|char| matches!(char, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}'))
        {
            return Err(Error::custom("a text has a character that XML does not know"));
        }
        Node::text(text, "string")
    }

    fn serialize_char(self, char: char) -> Result<Node, Error> {
        self.serialize_str(char.encode_utf8(&mut [0; 4]))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Node, Error> {
        variant()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Error> {
        Ok(Parts::new(""))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts, Error> {
        Ok(Parts::new(""))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts, Error> {
        Ok(Parts::new(""))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        variant()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Error> {
        Ok(Parts::new(""))
    }

    fn serialize_struct(self, type_: &'static str, _: usize) -> Result<Parts, Error> {
        Ok(Parts::new(type_))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        variant()
    }
}

fn variant<T>() -> Result<T, Error> {
    Err(Error::custom("data contracts have no enums with values"))
}
