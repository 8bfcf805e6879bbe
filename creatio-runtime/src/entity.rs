//! What generated structs implement.

use crate::query::{Get, Query};
use crate::{IntoKey, Key, Meta, Row};

/// A type with a table behind it, or an entity type of another OData service.
///
/// Implemented by generated code only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity",
    label = "not an entity",
    note = "entities are the structs that creatio-codegen generates from the service's `$metadata`"
)]
pub trait Entity: Sized + Send + Sync + 'static {
    /// Names and tables.
    const META: &'static Meta;

    /// What finds one row: a scalar, a tuple for a key of several columns, or
    /// [`NoKey`](crate::NoKey).
    type Key: Key;

    /// Reads the next row, column by column, in the order of [`Meta::columns`].
    ///
    /// It never stops early: the first bad value is remembered by the row, and the columns after
    /// it read as empty values.
    fn read(row: &mut Row<'_>) -> Self;

    /// A query for all rows.
    fn query() -> Query<Self>
    where
        Self: Queryable,
    {
        Query::of_set(Self::META.set)
    }

    /// A query for the row that has this key: a value, or a tuple of values in the order of
    /// [`Meta::key`].
    fn get(key: impl IntoKey<Self::Key>) -> Get<Self>
    where
        Self: Queryable,
    {
        Get::by_key(Self::META.set, key)
    }
}

/// An entity that has a set, and so an address that queries can be sent to.
///
/// Implemented by generated code only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no entity set, so it cannot be queried",
    label = "has no entity set",
    note = "rows of it can be read through lookups and details of entities that have one"
)]
pub trait Queryable: Entity {}

/// A structured type without a key, which stands inside a column.
///
/// Implemented by generated code only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a complex type",
    label = "not a complex type",
    note = "complex types are the structs that creatio-codegen generates from the service's `$metadata`"
)]
pub trait Complex: Sized + Send + Sync + 'static {
    /// Names and tables. A complex type has neither set nor key.
    const META: &'static Meta;

    /// Reads one object, as [`Entity::read`] does.
    fn read(row: &mut Row<'_>) -> Self;
}
