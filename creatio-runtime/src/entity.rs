//! What generated structs implement.

use crate::change::{Create, Delete, Update, Values};
use crate::query::get::Address;
use crate::query::{Get, Query};
use crate::{IntoKey, Key, Keyed, Meta, Row};

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

    /// Takes the row apart, column by column, in the order of [`Meta::columns`].
    fn write(&self, values: &mut Values);

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

    /// A row to be created. Nothing is sent until `.send(&client)`.
    fn create() -> Create<Self>
    where
        Self: Queryable<Key: Keyed>,
    {
        Create::in_set(Self::META.set)
    }

    /// A row to be created as a copy of this one, key and all, except for what the service computes. What shall be otherwise
    /// can be [set](Create::set), and what is the service's own business left out: `.unset(Contact::CREATED_ON)`.
    ///
    /// The zero guid is no key of Creatio's: with it, the server chooses one.
    fn create_from(row: &Self) -> Create<Self>
    where
        Self: Queryable<Key: Keyed>,
    {
        Create::of_row(Self::META.set, row)
    }

    /// Changes to the row that has this key. Nothing is sent until `.send(&client)`.
    fn update(key: impl IntoKey<Self::Key>) -> Update<Self>
    where
        Self: Queryable,
    {
        Update::at(Address::by_key::<Self>(Self::META.set, key))
    }

    /// The changes that make the row `new` of the row `old`, which has the same key: only columns that differ are sent.
    fn update_from(old: &Self, new: &Self) -> Update<Self>
    where
        Self: Queryable<Key: Keyed>,
    {
        Update::between(Self::META.set, old, new)
    }

    /// The row that has this key, to be deleted. Nothing is sent until `.send(&client)`.
    fn delete(key: impl IntoKey<Self::Key>) -> Delete<Self>
    where
        Self: Queryable,
    {
        Delete::at(Address::by_key::<Self>(Self::META.set, key))
    }
}

/// An entity that has a set, and so an address that queries can be sent to.
///
/// Implemented by generated code only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no entity set, so it can neither be queried nor be written",
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

    /// Takes it apart, as [`Entity::write`] does.
    fn write(&self, values: &mut Values);
}
