//! What all adapters have in common.

use std::marker::PhantomData;

use serde::de::Visitor;
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type that the adapter `F` takes: its own, and `Option` and `Vec` of what it takes.
pub trait Adapted<F>: Sized {
    #[doc(hidden)]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Whether it is what .NET has for nothing.
    #[doc(hidden)]
    fn is_nothing(&self) -> bool {
        false
    }
}

/// A value that is written in a form.
pub(super) struct Out<'v, F, T>(pub(super) &'v T, pub(super) PhantomData<F>);

impl<F, T: Adapted<F>> Serialize for Out<'_, F, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// A value that is read in a form.
pub(super) struct In<F, T>(pub(super) T, PhantomData<F>);

impl<'de, F, T: Adapted<F>> Deserialize<'de> for In<F, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::read(deserializer)?, PhantomData))
    }
}

impl<F, T: Adapted<F>> Adapted<F> for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Out(value, PhantomData)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Option::<In<F, T>>::deserialize(deserializer)?;
        Ok(read.map(|read| read.0).filter(|value| !value.is_nothing()))
    }
}

impl<F, T: Adapted<F>> Adapted<F> for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        self.iter().try_for_each(|value| list.serialize_element(&Out(value, PhantomData)))?;
        list.end()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<In<F, T>>::deserialize(deserializer)?.into_iter().map(|read| read.0).collect())
    }
}

/// Reads a text.
pub(super) struct Text<T>(pub(super) &'static str, pub(super) fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        (self.1)(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self.0))
    }
}
