//! Which field a column, a lookup or details can fill.

use crate::{ColumnType, Entity, Field, Row, RowOf};

/// A field that a column holding a `T` can fill: one of the same type.
#[diagnostic::on_unimplemented(
    message = "a column of `{T}` cannot fill a field of `{Self}`",
    label = "the column holds `{T}`",
    note = "a field has the type of its column; what may be empty, as everything behind a lookup may be, is an `Option`",
    note = "a lookup fills a field with `#[projection(lookup = …)]`, details with `#[projection(details = …)]`"
)]
pub trait ReadsColumn<T> {
    #[doc(hidden)]
    fn read(row: &mut Row<'_>) -> Self;
}

/// A field that a lookup to `To` can fill: an `Option` of a row of `To`.
#[diagnostic::on_unimplemented(
    message = "a lookup to `{To}` cannot fill a field of `{Self}`",
    label = "expected an `Option<…>` of a projection of `{To}`",
    note = "a lookup may be empty, so the field is an `Option` of `{To}` or of a projection of it"
)]
pub trait ReadsLookup<To> {
    #[doc(hidden)]
    fn read(row: &mut Row<'_>) -> Self;
}

/// A field that details with rows of `Child` can fill: a `Vec` of rows of `Child`.
#[diagnostic::on_unimplemented(
    message = "details with rows of `{Child}` cannot fill a field of `{Self}`",
    label = "expected a `Vec<…>` of a projection of `{Child}`",
    note = "details are any number of rows, so the field is a `Vec` of `{Child}` or of a projection of it"
)]
pub trait ReadsDetails<Child> {
    #[doc(hidden)]
    fn read(row: &mut Row<'_>) -> Self;
}

impl<T: ColumnType + Field> ReadsColumn<T> for T {
    #[inline]
    fn read(row: &mut Row<'_>) -> Self {
        row.get()
    }
}

impl<To: Entity, R: RowOf<To>> ReadsLookup<To> for Option<R> {
    #[inline]
    fn read(row: &mut Row<'_>) -> Self {
        row.lookup(R::from_row)
    }
}

impl<Child: Entity, R: RowOf<Child>> ReadsDetails<Child> for Vec<R> {
    fn read(row: &mut Row<'_>) -> Self {
        let mut rows = Self::new();
        row.details(&mut |row| rows.push(R::from_row(row)));
        rows
    }
}
