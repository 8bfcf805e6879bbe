//! Columns that rows are made of.

use crate::{Column, ColumnType, Entity, Field, FromRow, PathError, WirePath};

/// Columns of the entity `E` in a tuple: rows are tuples of what they hold.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no selection of columns of `{E}`",
    label = "not a tuple of columns of `{E}`",
    note = "a selection is a tuple of columns, `(Contact::ID, Contact::NAME)`, with a comma even when it is one: `(Contact::ID,)`",
    note = "for lookups and details as a whole, derive a `Projection`"
)]
pub trait Selection<E> {
    /// What a row is.
    type Row: FromRow;

    #[doc(hidden)]
    fn paths(self) -> Vec<Result<WirePath, PathError>>;
}

/// A column in a [`Selection`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{E}` that can be selected",
    label = "not a column of `{E}`",
    note = "for lookups and details as a whole, derive a `Projection`"
)]
pub trait Selected<E> {
    /// What it holds.
    type Holds: Field;

    #[doc(hidden)]
    fn wire_path(self) -> Result<WirePath, PathError>;
}

#[diagnostic::do_not_recommend]
impl<E: Entity, T: ColumnType + Field, P> Selected<E> for Column<E, T, P> {
    type Holds = T;

    fn wire_path(self) -> Result<WirePath, PathError> {
        self.path()
    }
}

macro_rules! tuples {
    () => {};
    ($First:ident $first:ident $($Rest:ident $rest:ident)*) => {
        impl<En: Entity, $First: Selected<En>, $($Rest: Selected<En>),*> Selection<En> for ($First, $($Rest,)*) {
            type Row = ($First::Holds, $($Rest::Holds,)*);

            fn paths(self) -> Vec<Result<WirePath, PathError>> {
                let ($first, $($rest,)*) = self;
                vec![$first.wire_path(), $($rest.wire_path(),)*]
            }
        }
        tuples!($($Rest $rest)*);
    };
}

tuples!(A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o P p);
