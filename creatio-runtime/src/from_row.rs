//! What can be read from a row, as a whole.

use crate::{Entity, Field, Row};

/// A row type: an entity, a [projection](crate::Projection), or a tuple of what columns hold.
///
/// It alone says how a row is read; what is read is asked for by the same code, which is shown a
/// [`Row`] that remembers what it is asked for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row type",
    label = "neither an entity, nor a projection, nor a tuple of column types",
    note = "for a struct of your own, add `#[derive(Projection)]` and `#[projection(entity = …)]`"
)]
pub trait FromRow: Sized + Send + 'static {
    /// Reads the row, column by column. It never stops early: see [`Row`].
    #[doc(hidden)]
    fn from_row(row: &mut Row<'_>) -> Self;
}

/// A row type that knows its entity: the entity itself, or a [projection](crate::Projection) of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an entity nor a projection",
    label = "not a row of an entity",
    note = "entities are the structs that creatio-codegen generates from the service's `$metadata`",
    note = "for a struct of your own, add `#[derive(Projection)]` and `#[projection(entity = …)]`"
)]
pub trait EntityRow: FromRow + RowOf<Self::Entity> {
    /// The entity.
    type Entity: Entity;
}

/// A row type of the entity `E`: the entity itself, or a [projection](crate::Projection) of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a projection of `{E}`",
    label = "not a row of `{E}`",
    note = "it needs `#[derive(Projection)]` and `#[projection(entity = {E})]`; `{E}` itself will do as well"
)]
pub trait RowOf<E>: FromRow {}

#[diagnostic::do_not_recommend]
impl<E: Entity> FromRow for E {
    #[inline]
    fn from_row(row: &mut Row<'_>) -> Self {
        row.whole();
        <Self as Entity>::read(row)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Entity> EntityRow for E {
    type Entity = Self;
}

#[diagnostic::do_not_recommend]
impl<E: Entity> RowOf<E> for E {}

macro_rules! tuples {
    () => {};
    ($First:ident $($Rest:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<$First: Field, $($Rest: Field),*> FromRow for ($First, $($Rest,)*) {
            #[inline]
            fn from_row(row: &mut Row<'_>) -> Self {
                (row.get::<$First>(), $(row.get::<$Rest>(),)*)
            }
        }
        tuples!($($Rest)*);
    };
}

tuples!(A B C D E F G H I J K L M N O P);
