//! What a column can be compared and computed with.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Calculated;
use super::tree::{Literal, Node};
use crate::query::Expression;
use crate::{Binary, Column, Entity, Enumeration, Flags, Value};

/// Something of the type `T` to compare or compute with, for rows of `E`: a value, a column, or
/// something computed.
#[diagnostic::on_unimplemented(
    message = "a column of `{T}` cannot be compared with `{Self}`",
    label = "not a `{T}`",
    note = "it can be compared with a value of its type, and with columns of the same entity that hold that type",
    note = "for columns without a value there are `.is_empty()` and `.is_set()`"
)]
pub trait Operand<E, T> {
    #[doc(hidden)]
    fn into_node(self) -> Node;
}

/// The time at which the server answers, to compare dates with times with: OData's `now()`.
#[derive(Clone, Copy, Debug)]
pub struct Now;

/// The time at which the server answers: `Contact::CREATED_ON.lt(now())`.
pub fn now() -> Now {
    Now
}

impl<E> Operand<E, Timestamp> for Now {
    fn into_node(self) -> Node {
        Node::Now
    }
}

impl<E> Operand<E, DateTime> for Now {
    fn into_node(self) -> Node {
        Node::Now
    }
}

// One impl for each type: with a blanket one rustc would talk of mismatched types, not of columns.
macro_rules! operands {
    ($($Type:ty: $value:ident => $literal:expr;)*) => {
        $(
            impl Literals for $Type {
                fn into_literal(self) -> Literal {
                    let $value = self;
                    $literal
                }
            }

            impl<E> Operand<E, $Type> for $Type {
                fn into_node(self) -> Node {
                    Node::Literal(self.into_literal())
                }
            }

            impl<E: Entity, P> Operand<E, $Type> for Column<E, $Type, P> {
                fn into_node(self) -> Node {
                    Expression::into_node(self)
                }
            }

            impl<E: Entity, P> Operand<E, $Type> for Column<E, Option<$Type>, P> {
                fn into_node(self) -> Node {
                    Expression::into_node(self)
                }
            }

            impl<E: Entity> Operand<E, $Type> for Calculated<E, $Type> {
                fn into_node(self) -> Node {
                    Expression::into_node(self)
                }
            }
        )*
    };
}

operands! {
    bool: value => Literal::Boolean(value);
    u8: value => Literal::Integer(value.into());
    i8: value => Literal::Integer(value.into());
    i16: value => Literal::Integer(value.into());
    i32: value => Literal::Integer(value.into());
    i64: value => Literal::Long(value);
    f32: value => Literal::Single(value);
    f64: value => Literal::Double(value);
    Decimal: value => Literal::Decimal(value);
    String: value => Literal::Text(value);
    Binary: value => Literal::Binary(value.0);
    Uuid: value => Literal::Guid(value);
    Timestamp: value => Literal::Instant(value);
    DateTime: value => Literal::DateTime(value);
    Date: value => Literal::Date(value);
    Time: value => Literal::Time(value);
    SignedDuration: value => Literal::Duration(value);
}

/// Values that stand in a query.
pub(crate) trait Literals {
    #[doc(hidden)]
    fn into_literal(self) -> Literal;
}

impl<T: Enumeration> Literals for T {
    fn into_literal(self) -> Literal {
        Literal::Enumeration { type_name: T::META.name, members: self.name().to_owned() }
    }
}

impl<T: Enumeration> Literals for Flags<T> {
    fn into_literal(self) -> Literal {
        let members = if self.is_empty() { "0".to_owned() } else { self.to_string() };
        Literal::Enumeration { type_name: T::META.name, members }
    }
}

// What else stands for a value of the type: borrowed text, and numbers that it holds exactly.
macro_rules! also {
    ($($Other:ty => $Type:ty;)*) => {
        $(impl<E> Operand<E, $Type> for $Other {
            fn into_node(self) -> Node {
                Node::Literal(<$Type>::from(self).into_literal())
            }
        })*
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
impl<E> Operand<E, String> for &&str {
    fn into_node(self) -> Node {
        Node::Literal(Literal::Text((*self).to_owned()))
    }
}

impl<E, T: Clone> Operand<E, T> for &T
where
    T: Operand<E, T>,
{
    fn into_node(self) -> Node {
        self.clone().into_node()
    }
}

#[diagnostic::do_not_recommend]
impl<E, T: Enumeration> Operand<E, T> for T {
    fn into_node(self) -> Node {
        Node::Literal(self.into_literal())
    }
}

impl<E: Entity, T: Enumeration + Value, P> Operand<E, T> for Column<E, T, P> {
    fn into_node(self) -> Node {
        Expression::into_node(self)
    }
}

impl<E: Entity, T: Enumeration + Value, P> Operand<E, T> for Column<E, Option<T>, P> {
    fn into_node(self) -> Node {
        Expression::into_node(self)
    }
}

impl<E, T: Enumeration> Operand<E, Self> for Flags<T> {
    fn into_node(self) -> Node {
        Node::Literal(self.into_literal())
    }
}

impl<E: Entity, T: Enumeration, P> Operand<E, Flags<T>> for Column<E, Flags<T>, P> {
    fn into_node(self) -> Node {
        Expression::into_node(self)
    }
}

impl<E: Entity, T: Enumeration, P> Operand<E, Flags<T>> for Column<E, Option<Flags<T>>, P> {
    fn into_node(self) -> Node {
        Expression::into_node(self)
    }
}
