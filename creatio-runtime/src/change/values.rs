//! A row taken apart.

use super::Datum;
use crate::{ColumnEntry, Field, Meta};

/// The values of a row, column by column, in the order of [`Meta::columns`].
///
/// Generated code fills it, as it reads a [`Row`](crate::Row): a line for each field.
#[derive(Debug, Default)]
pub struct Values(Vec<Option<Datum>>);

impl Values {
    /// The next column holds this.
    #[inline]
    pub fn put<T: Field>(&mut self, value: &T) {
        self.0.push(Some(value.datum()));
    }

    /// The next column can't be set: the service computes it.
    #[inline]
    pub fn skip(&mut self) {
        self.0.push(None);
    }

    /// The columns that can be set, and what they hold.
    pub(crate) fn columns(self, meta: &Meta) -> impl Iterator<Item = (ColumnEntry, Datum)> + use<> {
        meta.columns().zip(self.0).filter_map(|(column, datum)| Some((column, datum?)))
    }

    /// What they come to as a complex value.
    pub(crate) fn into_object(self, meta: &Meta) -> Datum {
        Datum::Object(self.columns(meta).map(|(column, datum)| (column.name, datum)).collect())
    }
}
