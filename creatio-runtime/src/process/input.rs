//! What a parameter can be given.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Inputs, Parameters};
use crate::change::Datum;
use crate::query::Literals;

/// A value that a parameter of a process can be given: text, a guid, a number, a truth, a date or a time, an item of a
/// collection's type, or many of those. Only this crate implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value that a parameter of a process can be given",
    label = "not the type of a parameter",
    note = "parameters take `String`, `Uuid`, `i32`, `Decimal`, `bool`, `Timestamp`, `Date`, `Time`, and structs with \
            `Inputs`, plain or in a `Vec`"
)]
pub trait Input: sealed::Sealed {
    #[doc(hidden)]
    fn datum(&self) -> Datum;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! inputs {
    ($($Type:ty)*) => {
        $(
            impl sealed::Sealed for $Type {}

            impl Input for $Type {
                fn datum(&self) -> Datum {
                    Datum::Scalar(self.clone().into_literal())
                }
            }
        )*
    };
}

inputs!(String Uuid i32 Decimal bool Timestamp Date Time);

#[diagnostic::do_not_recommend]
impl<T: Inputs> sealed::Sealed for T {}

#[diagnostic::do_not_recommend]
impl<T: Inputs> Input for T {
    fn datum(&self) -> Datum {
        let mut parameters = Parameters::default();
        self.write(&mut parameters);
        Datum::Object(parameters.into_values())
    }
}

impl<T: Inputs> sealed::Sealed for Vec<T> {}

impl<T: Inputs> Input for Vec<T> {
    fn datum(&self) -> Datum {
        Datum::Many(self.iter().map(Input::datum).collect())
    }
}
