//! Which types of columns a function works on.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::tree::Emptiness;
use crate::{Binary, ColumnType, Enumeration, Flags, Value};

/// Columns that hold a single value, which can be compared for equality and ordered by.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column value",
    label = "not a column value",
    note = "lookups, details, complex types and collections have none: use the lookup's id column (`Contact::ACCOUNT_ID`), or a column behind it (`Contact::ACCOUNT.at(Account::NAME)`)"
)]
pub trait Scalar: ColumnType {}

/// Columns whose values come before or after each other.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` are equal or not, none is greater than another",
    label = "this works on numbers, text, dates and times",
    note = "`eq`, `ne` and `one_of` work on this column"
)]
pub trait Ordered: ColumnType {}

/// Text columns.
#[diagnostic::on_unimplemented(
    message = "this works on text columns; this column holds `{Self}`",
    label = "not a text column"
)]
pub trait Text: ColumnType {}

/// Columns of numbers.
#[diagnostic::on_unimplemented(
    message = "this works on columns of numbers; this column holds `{Self}`",
    label = "not a column of numbers"
)]
pub trait Arithmetical: ColumnType {}

/// Columns of numbers that can have a fraction.
#[diagnostic::on_unimplemented(
    message = "this works on columns of decimals and floating-point numbers; this column holds `{Self}`",
    label = "a number without a fraction needs no rounding"
)]
pub trait Fractional: ColumnType {}

/// Columns that have a date, with or without a time of day.
#[diagnostic::on_unimplemented(
    message = "this works on columns of dates; this column holds `{Self}`",
    label = "this has no date"
)]
pub trait HasDate: ColumnType {}

/// Columns that have a time of day, with or without a date.
#[diagnostic::on_unimplemented(
    message = "this works on columns of times; this column holds `{Self}`",
    label = "this has no time of day"
)]
pub trait HasTime: ColumnType {}

/// Columns that have both a date and a time of day.
#[diagnostic::on_unimplemented(
    message = "this works on columns of dates with times; this column holds `{Self}`",
    label = "this has not both a date and a time of day"
)]
pub trait Dated: ColumnType {}

/// Columns that can be without a value.
#[diagnostic::on_unimplemented(
    message = "columns of `Option` and of text can be empty; this column holds `{Self}`",
    label = "never empty, or not asked like this",
    note = "a number or a boolean always has a value",
    note = "a lookup is empty when its id column is: `Contact::ACCOUNT_ID.is_empty()`"
)]
pub trait Empties: ColumnType {
    #[doc(hidden)]
    const EMPTINESS: Emptiness;
}

impl Empties for String {
    const EMPTINESS: Emptiness = Emptiness::Text;
}

#[diagnostic::do_not_recommend]
impl<T: Value + OrNull> Empties for Option<T> {
    const EMPTINESS: Emptiness = T::EMPTINESS;
}

/// How the value of an `Option` is missing.
pub trait OrNull {
    #[doc(hidden)]
    const EMPTINESS: Emptiness = Emptiness::Null;
}

impl OrNull for String {
    const EMPTINESS: Emptiness = Emptiness::Text;
}

#[diagnostic::do_not_recommend]
impl<T: Enumeration> OrNull for T {}

#[diagnostic::do_not_recommend]
impl<T: Enumeration> OrNull for Flags<T> {}

#[diagnostic::do_not_recommend]
impl<T: Enumeration + Value> Scalar for T {}

#[diagnostic::do_not_recommend]
impl<T: Enumeration + Value> Scalar for Option<T> {}

#[diagnostic::do_not_recommend]
impl<T: Enumeration> Scalar for Flags<T> {}

#[diagnostic::do_not_recommend]
impl<T: Enumeration> Scalar for Option<Flags<T>> {}

macro_rules! class {
    ($Class:ident: $($Type:ty)*) => {
        $(
            impl $Class for $Type {}
            impl $Class for Option<$Type> {}
        )*
    };
}

class!(Scalar: bool u8 i8 i16 i32 i64 f32 f64 Decimal String Binary Uuid);
class!(Scalar: Timestamp DateTime Date Time SignedDuration);
class!(Ordered: u8 i8 i16 i32 i64 f32 f64 Decimal String Timestamp DateTime Date Time SignedDuration);
class!(Text: String);
class!(Arithmetical: u8 i8 i16 i32 i64 f32 f64 Decimal);
class!(Fractional: f32 f64 Decimal);
class!(HasDate: Timestamp DateTime Date);
class!(HasTime: Timestamp DateTime Time);
class!(Dated: Timestamp DateTime);

macro_rules! or_null {
    ($($Type:ty)*) => {
        $(impl OrNull for $Type {})*
    };
}

or_null!(bool u8 i8 i16 i32 i64 f32 f64 Decimal Binary Uuid Timestamp DateTime Date Time SignedDuration);
