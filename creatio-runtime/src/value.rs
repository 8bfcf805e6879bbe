//! What a column can hold.

mod binary;
mod calendar;
mod civil;
mod duration;
mod number;
mod text;

pub use self::binary::Binary;
pub(crate) use self::number::{integer, is_masked};

use crate::Cell;
use crate::change::Datum;
use crate::json::{Text, Token};
use crate::kind::{self, Kind};
use crate::query::Literals;

/// A value that stands in a column: a scalar, an enumeration, a complex type, or many of those.
///
/// Generated enumerations and complex types implement it by naming their [kind](crate::kind).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value that a column can hold",
    label = "not a value",
    note = "columns hold values such as `Uuid`, `String` or `Decimal`, plain, in an `Option` or in a `Vec`",
    note = "a path goes through lookups, never through details"
)]
pub trait Value: Sized + Send + Sync + 'static {
    /// How it stands in a row.
    type Kind: Kind<Self>;
}

/// What a field of a generated struct may be: a [`Value`], or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "a column cannot fill a field of `{Self}`",
    label = "not the type of a column",
    note = "columns hold values such as `Uuid`, `String` or `Decimal`, plain, in an `Option` or in a `Vec`"
)]
pub trait Field: Sized + Send + Sync + 'static {
    #[doc(hidden)]
    fn read(cell: Cell<'_, '_>) -> Self;

    /// What a column is set to that shall hold this.
    #[doc(hidden)]
    fn datum(&self) -> Datum;
}

#[diagnostic::do_not_recommend]
impl<T: Value> Field for T {
    fn read(cell: Cell<'_, '_>) -> Self {
        T::Kind::read(cell)
    }

    fn datum(&self) -> Datum {
        T::Kind::datum(self)
    }
}

impl<T: Value> Field for Option<T> {
    fn read(cell: Cell<'_, '_>) -> Self {
        if cell.is_nothing() || T::Kind::is_masked(&cell) {
            return None;
        }
        let creatio = cell.dialect() == crate::Dialect::Creatio;
        let value = T::Kind::read(cell);
        (!creatio || !T::Kind::is_nothing(&value)).then_some(value)
    }

    fn datum(&self) -> Datum {
        self.as_ref().map_or(Datum::Null, T::Kind::datum)
    }
}

impl<T: Value> Value for Box<T> {
    type Kind = kind::Boxed;
}

impl<T: Field> Value for Vec<T> {
    type Kind = kind::Collection;
}

/// A type that one JSON scalar holds.
pub(crate) trait Primitive: Literals + Clone {
    /// What an error says was expected.
    const EXPECTED: &'static str;

    /// Whether null in a plain column of Creatio's reads as the empty value.
    const NULL_IS_EMPTY: bool = false;

    /// Whether the service may mask it, as it masks amounts of money.
    const MASKABLE: bool = false;

    /// `None` when the token is no such value.
    fn parse(token: Token<'_>) -> Option<Self>;

    /// What stands in for a value that is not there.
    fn empty() -> Self;

    /// Whether this is what Creatio writes in place of null.
    fn is_nothing(&self) -> bool {
        false
    }
}

/// Parses a token that must be text.
#[inline]
fn from_text<T>(token: Token<'_>, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    match token {
        Token::Text(text) => parse(&Text::unescape(text)),
        _ => None,
    }
}

macro_rules! primitives {
    ($($Type:ty)*) => {
        $(impl Value for $Type {
            type Kind = kind::Primitive;
        })*
    };
}

primitives!(bool u8 i8 i16 i32 i64 f32 f64 String Binary);
primitives!(uuid::Uuid rust_decimal::Decimal jiff::Timestamp jiff::SignedDuration);
primitives!(jiff::civil::DateTime jiff::civil::Date jiff::civil::Time);
