//! `DateTime`, as ISO 8601 in UTC: `2026-01-31T08:00:00Z`. It reads what [`date`] reads.
//!
//! It is the form for URLs, where WCF knows no other, and for services on .NET that want it.

use jiff::Timestamp;
use serde::{Deserializer, Serializer};

use super::{Adapted, date, with};

/// The form.
#[derive(Debug)]
pub enum Form {}

impl Adapted<Form> for Timestamp {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("dateTime", &self.to_string())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Self as Adapted<date::Form>>::read(deserializer)
    }

    fn is_nothing(&self) -> bool {
        <Self as Adapted<date::Form>>::is_nothing(self)
    }
}

with!(Form);
