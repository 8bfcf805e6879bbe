//! Taking a contract apart into its arguments, in the order in which they stand.

use std::marker::PhantomData;

use serde::ser::{self, Error as _, Impossible, Serialize, SerializeMap, SerializeStruct};
use serde_json::Error;

/// What values are written as: JSON's text, or XML's tree.
pub(crate) trait Written: Sized {
    fn write<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error>;
}

/// JSON.
impl Written for String {
    fn write<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        serde_json::to_string(value)
    }
}

/// What a contract holds.
pub(crate) enum Arguments<W> {
    /// Fields, by serde's names.
    Fields {
        /// Serde's name of the struct; empty where there is none.
        type_: &'static str,
        fields: Vec<(String, W)>,
        /// Those that `skip_serializing_if` has left out.
        skipped: Vec<&'static str>,
    },
    /// One value without a name.
    Value(W),
}

impl<W: Written> Arguments<W> {
    pub(crate) fn of(contract: &impl Serialize) -> Result<Self, Error> {
        contract.serialize(Taker(PhantomData))
    }
}

/// Takes the outermost level apart.
struct Taker<W>(PhantomData<W>);

/// The fields that came so far.
struct Taken<W> {
    type_: &'static str,
    fields: Vec<(String, W)>,
    skipped: Vec<&'static str>,
    /// A key whose value is to come.
    key: Option<String>,
}

impl<W: Written> SerializeStruct for Taken<W> {
    type Ok = Arguments<W>;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.fields.push((name.to_owned(), W::write(value)?));
        Ok(())
    }

    fn skip_field(&mut self, name: &'static str) -> Result<(), Error> {
        self.skipped.push(name);
        Ok(())
    }

    fn end(self) -> Result<Arguments<W>, Error> {
        Ok(Arguments::Fields { type_: self.type_, fields: self.fields, skipped: self.skipped })
    }
}

/// A struct of which a field is flattened is written as a map.
impl<W: Written> SerializeMap for Taken<W> {
    type Ok = Arguments<W>;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let key = serde_json::to_value(key)?;
        self.key = Some(key.as_str().map_or_else(|| key.to_string(), str::to_owned));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = self.key.take().unwrap_or_default();
        self.fields.push((key, W::write(value)?));
        Ok(())
    }

    fn end(self) -> Result<Arguments<W>, Error> {
        Ok(Arguments::Fields { type_: self.type_, fields: self.fields, skipped: self.skipped })
    }
}

fn other<T>() -> Result<T, Error> {
    Err(Error::custom("a contract is a struct"))
}

macro_rules! others {
    ($($function:ident($($type_:ty),*);)+) => { $(fn $function(self $(, _: $type_)*) -> Result<Arguments<W>, Error> { other() })+ };
}

impl<W: Written> ser::Serializer for Taker<W> {
    type Ok = Arguments<W>;
    type Error = Error;
    type SerializeSeq = Impossible<Arguments<W>, Error>;
    type SerializeTuple = Impossible<Arguments<W>, Error>;
    type SerializeTupleStruct = Impossible<Arguments<W>, Error>;
    type SerializeTupleVariant = Impossible<Arguments<W>, Error>;
    type SerializeMap = Taken<W>;
    type SerializeStruct = Taken<W>;
    type SerializeStructVariant = Impossible<Arguments<W>, Error>;

    others! {
        serialize_bool(bool); serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64); serialize_f32(f32);
        serialize_f64(f64); serialize_char(char); serialize_str(&str); serialize_bytes(&[u8]); serialize_none();
        serialize_unit(); serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<Arguments<W>, Error> {
        other()
    }

    fn serialize_unit_struct(self, type_: &'static str) -> Result<Arguments<W>, Error> {
        Ok(Arguments::Fields { type_, fields: Vec::new(), skipped: Vec::new() })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Arguments<W>, Error> {
        W::write(value).map(Arguments::Value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Arguments<W>, Error> {
        other()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        other()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        other()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        other()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        other()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Taken<W>, Error> {
        Ok(Taken { type_: "", fields: Vec::new(), skipped: Vec::new(), key: None })
    }

    fn serialize_struct(self, type_: &'static str, _: usize) -> Result<Taken<W>, Error> {
        Ok(Taken { type_, fields: Vec::new(), skipped: Vec::new(), key: None })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        other()
    }
}
