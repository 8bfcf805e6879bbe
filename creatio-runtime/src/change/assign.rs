//! What a column can be set to.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Datum;
use crate::{Field, Value};

/// A value that a column of `T` can be set to.
///
/// A column that may be empty takes a value or an `Option` of one. Text columns take `&str`, and columns of
/// numbers take those that they hold exactly.
#[diagnostic::on_unimplemented(
    message = "a column of `{T}` cannot be set to `{Self}`",
    label = "not a `{T}`",
    note = "it takes a value of its type, and a column that may be empty an `Option` of one, too",
    note = "a lookup is set through its id column: `.set(Contact::ACCOUNT_ID, id)`"
)]
pub trait Assign<T> {
    #[doc(hidden)]
    fn into_datum(self) -> Datum;
}

#[diagnostic::do_not_recommend]
impl<T: Value> Assign<T> for T {
    fn into_datum(self) -> Datum {
        self.datum()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value> Assign<Option<T>> for T {
    fn into_datum(self) -> Datum {
        self.datum()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value> Assign<Option<T>> for Option<T> {
    fn into_datum(self) -> Datum {
        self.datum()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value> Assign<T> for &T {
    fn into_datum(self) -> Datum {
        self.datum()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value> Assign<Option<T>> for &T {
    fn into_datum(self) -> Datum {
        self.datum()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value> Assign<Option<T>> for &Option<T> {
    fn into_datum(self) -> Datum {
        self.datum()
    }
}

// What else stands for a value of the type: borrowed text, and numbers that it holds exactly.
macro_rules! also {
    ($($Other:ty => $Type:ty;)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl Assign<$Type> for $Other {
                fn into_datum(self) -> Datum {
                    <$Type>::from(self).datum()
                }
            }

            #[diagnostic::do_not_recommend]
            impl Assign<Option<$Type>> for $Other {
                fn into_datum(self) -> Datum {
                    <$Type>::from(self).datum()
                }
            }
        )*
    };
}

also! {
    &str => String;
    Cow<'_, str> => String;
    i32 => i64;
    u32 => i64;
    i32 => f64;
    f32 => f64;
    i32 => Decimal;
    i64 => Decimal;
    u32 => Decimal;
    u64 => Decimal;
}

// As an iterator over a list of texts gives them.
#[diagnostic::do_not_recommend]
impl Assign<String> for &&str {
    fn into_datum(self) -> Datum {
        Assign::<String>::into_datum(*self)
    }
}

#[diagnostic::do_not_recommend]
impl Assign<Option<String>> for Option<&str> {
    fn into_datum(self) -> Datum {
        self.map(str::to_owned).datum()
    }
}

/// A column that can be empty, and so be cleared.
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be cleared, for it is never empty",
    label = "never empty",
    note = "text is emptied by `.set(column, \"\")`",
    note = "a lookup is cleared through its id column: `.clear(Contact::ACCOUNT_ID)`"
)]
pub trait Nullable {}

impl<T: Value> Nullable for Option<T> {}
