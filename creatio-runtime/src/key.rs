//! What finds one row of an entity.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{Binary, Enumeration};

/// The key of an entity: a scalar, or a tuple of scalars for a key of several columns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key",
    label = "not a key",
    note = "a key is a scalar such as `Uuid`, `String` or `i32`, an enumeration, or a tuple of those"
)]
pub trait Key: Send + Sync + 'static {
    /// How many columns the key has.
    const PARTS: usize;
}

/// The key of an entity that has none, such as some views. There is no value of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoKey {}

impl Key for NoKey {
    const PARTS: usize = 0;
}

impl<E: Enumeration> Key for E {
    const PARTS: usize = 1;
}

macro_rules! scalars {
    ($($Scalar:ty)*) => {
        $(impl Key for $Scalar {
            const PARTS: usize = 1;
        })*
    };
}

scalars!(Uuid String bool u8 i8 i16 i32 i64 f32 f64 Decimal Binary);
scalars!(Timestamp DateTime Date Time SignedDuration);

macro_rules! tuples {
    () => {};
    ($First:ident $($Rest:ident)*) => {
        impl<$First: Key, $($Rest: Key),*> Key for ($First, $($Rest,)*) {
            const PARTS: usize = $First::PARTS $(+ $Rest::PARTS)*;
        }
        tuples!($($Rest)*);
    };
}

tuples!(A B C D E F G H I J K L M N O P Q R S T U V W X Y Z A2 B2 C2 D2 E2 F2);
