//! `Guid`, as text. Where there is an `Option`, the zero guid is read as `None`; `None` is written as null, which a C# `Guid`
//! that is not nullable refuses: that one is a plain `Uuid`.

use serde::{Deserializer, Serializer};
use uuid::Uuid;

use super::adapted::Text;
use super::{Adapted, with};

/// The form.
#[derive(Debug)]
pub enum Form {}

impl Adapted<Form> for Uuid {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("guid", &self.to_string())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text("a guid", |text| Self::try_parse(text).ok()))
    }

    fn is_nothing(&self) -> bool {
        self.is_nil()
    }
}

with!(Form);
