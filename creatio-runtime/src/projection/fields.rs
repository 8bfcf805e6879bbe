//! What a derived projection visits: each column once, to ask for it and to read it.

use std::marker::PhantomData;

use super::{AskedDetails, IntoDetails, ReadsColumn, ReadsDetails, ReadsLookup};
use crate::path::{Table, Trail};
use crate::{Column, ColumnType, Entity, Meta, One, Row};

/// A row of the entity `E`. Called by derived code alone.
///
/// Two steps for each field, the column and then the type of the field, on a type for each kind of
/// column: so a mistake in either is told once, and at the right place.
pub struct Fields<'r, 'a, E> {
    row: &'r mut Row<'a>,
    entity: PhantomData<fn() -> E>,
}

/// A column that holds a `T`, about to fill a field.
pub struct AtColumn<'r, 'a, T> {
    row: &'r mut Row<'a>,
    holds: PhantomData<fn() -> T>,
}

/// A lookup to `To`, about to fill a field.
pub struct AtLookup<'r, 'a, To> {
    row: &'r mut Row<'a>,
    leads: PhantomData<fn() -> To>,
}

/// Details with rows of `Child`, about to fill a field.
pub struct AtDetails<'r, 'a, Child> {
    row: &'r mut Row<'a>,
    holds: PhantomData<fn() -> Child>,
}

impl<'a> Row<'a> {
    /// The row with the types of its entity.
    #[doc(hidden)]
    #[inline]
    pub fn of<E>(&mut self) -> Fields<'_, 'a, E> {
        Fields { row: self, entity: PhantomData }
    }
}

// Short lines: rustc shows them below the user's mistakes. And no bound on `E`: that it is an entity is said elsewhere, and
// would be said again for each field.
#[doc(hidden)]
impl<'a, E> Fields<'_, 'a, E> {
    #[inline]
    pub fn column<T: ColumnType, P>(&mut self, column: Column<E, T, P>) -> AtColumn<'_, 'a, T> {
        if self.row.is_asking() {
            ask_column(self.row, column.trail(), T::TABLE);
        }
        AtColumn { row: self.row, holds: PhantomData }
    }

    #[inline]
    pub fn lookup<To: Entity, P>(&mut self, lookup: Column<E, One<To>, P>) -> AtLookup<'_, 'a, To> {
        if self.row.is_asking() {
            ask_lookup(self.row, lookup.trail(), To::META);
        }
        AtLookup { row: self.row, leads: PhantomData }
    }

    #[inline]
    pub fn details<D>(&mut self, details: impl FnOnce() -> D) -> AtDetails<'_, 'a, D::Child>
    where
        D: IntoDetails<E>,
    {
        if self.row.is_asking() {
            ask_details(self.row, details().into_details(), <D::Child as Entity>::META);
        }
        AtDetails { row: self.row, holds: PhantomData }
    }
}

#[doc(hidden)]
impl<T> AtColumn<'_, '_, T> {
    #[inline]
    pub fn fill<F: ReadsColumn<T>>(self) -> F {
        F::read(self.row)
    }
}

#[doc(hidden)]
impl<To> AtLookup<'_, '_, To> {
    #[inline]
    pub fn fill<F: ReadsLookup<To>>(self) -> F {
        F::read(self.row)
    }
}

#[doc(hidden)]
impl<Child> AtDetails<'_, '_, Child> {
    #[inline]
    pub fn fill<F: ReadsDetails<Child>>(self) -> F {
        F::read(self.row)
    }
}

// Out of line, so that reading has no more than a test of a flag in it.

#[cold]
fn ask_column(row: &mut Row<'_>, trail: &Trail, table: Table) {
    if let Some(asking) = row.asks() {
        asking.column(trail.resolve(asking.meta(), table));
    }
}

#[cold]
fn ask_lookup(row: &mut Row<'_>, trail: &Trail, to: &'static Meta) {
    if let Some(asking) = row.asks() {
        asking.lookup(trail.resolve(asking.meta(), Table::Links), to);
    }
}

#[cold]
fn ask_details(row: &mut Row<'_>, details: AskedDetails, child: &'static Meta) {
    if let Some(asking) = row.asks() {
        asking.details(details, child);
    }
}
