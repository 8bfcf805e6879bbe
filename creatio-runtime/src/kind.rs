//! How values stand in a row: the kinds of types that OData has.
//!
//! Generated code names a kind, as in `type Kind = kind::Enumeration;`, and holds no behaviour of
//! its own.

use crate::change::{Datum, Values};
use crate::json::Token;
use crate::query::Literals;
use crate::value::Primitive as Scalar;
use crate::{Cell, Dialect, Field, Flags as Set, Meta, Value};

/// Reads values of the type `T`. Only this crate implements it.
pub trait Kind<T> {
    /// Reads the value. When there is none, or it is no `T`, the row remembers that, and what is
    /// returned is an empty value.
    fn read(cell: Cell<'_, '_>) -> T;

    /// What a column is set to that shall hold this value.
    #[doc(hidden)]
    fn datum(value: &T) -> Datum;

    /// Whether this is what Creatio writes in place of null.
    fn is_nothing(_value: &T) -> bool {
        false
    }

    /// Whether this is a masked value, and such are to be read as empty ones.
    #[doc(hidden)]
    fn is_masked(_cell: &Cell<'_, '_>) -> bool {
        false
    }
}

/// The kinds that have columns of their own.
pub trait Structured<T> {
    /// The complex type, without boxes around it.
    type Type;

    #[doc(hidden)]
    const META: &'static Meta;
}

/// Guids, texts, numbers, dates and the like.
pub enum Primitive {}

/// An enumeration, one member of which is a value.
pub enum Enumeration {}

/// Some members of an enumeration.
pub enum Flags {}

/// A complex type.
pub enum Complex {}

/// A value in a box, for types that hold themselves.
pub enum Boxed {}

/// Many values in one column.
pub enum Collection {}

impl<T: Scalar> Kind<T> for Primitive {
    fn read(cell: Cell<'_, '_>) -> T {
        let Some(token) = cell.token() else {
            return T::empty();
        };
        if T::NULL_IS_EMPTY && matches!(token, Token::Null) && cell.dialect() == Dialect::Creatio {
            return T::empty();
        }
        T::parse(token).unwrap_or_else(|| {
            if !<Self as Kind<T>>::is_masked(&cell) {
                cell.fail(T::EXPECTED);
            }
            T::empty()
        })
    }

    fn datum(value: &T) -> Datum {
        Datum::Scalar(value.clone().into_literal())
    }

    fn is_masked(cell: &Cell<'_, '_>) -> bool {
        T::MASKABLE && cell.reads_masked()
    }

    fn is_nothing(value: &T) -> bool {
        value.is_nothing()
    }
}

impl<T: crate::Enumeration> Kind<T> for Enumeration {
    fn read(cell: Cell<'_, '_>) -> T {
        let member = match cell.token() {
            Some(Token::Text(text)) => Some(T::from_text(&text.unescape())),
            Some(Token::Number(number)) => crate::value::integer(number).map(T::from_number),
            _ => None,
        };
        member.unwrap_or_else(|| {
            cell.fail("the name or number of a member");
            T::from_number(0)
        })
    }

    /// By the first name that its number has, which is the one that is read: two that are the same are written alike.
    fn datum(value: &T) -> Datum {
        Datum::Scalar(value.number().map_or_else(|| value.clone(), T::from_number).into_literal())
    }
}

impl<T: crate::Enumeration> Kind<Set<T>> for Flags {
    fn read(cell: Cell<'_, '_>) -> Set<T> {
        let members = match cell.token() {
            Some(Token::Text(text)) => Some(Set::from_text(&text.unescape())),
            Some(Token::Number(number)) => crate::value::integer(number).map(Set::from_number),
            _ => None,
        };
        members.unwrap_or_else(|| {
            cell.fail("names of members, separated by commas, or a number");
            Set::new()
        })
    }

    /// As .NET names the same bits, so that they are found the same when they are read back.
    fn datum(value: &Set<T>) -> Datum {
        let is_bits = value.iter().all(|member| member.number().is_some());
        let set = if is_bits { Set::from_number(value.bits()) } else { value.clone() };
        Datum::Scalar(set.into_literal())
    }
}

impl<T: crate::Complex> Kind<T> for Complex {
    fn read(cell: Cell<'_, '_>) -> T {
        cell.object(T::META, T::read)
    }

    fn datum(value: &T) -> Datum {
        let mut values = Values::default();
        value.write(&mut values);
        values.into_object(T::META)
    }
}

impl<T: crate::Complex> Structured<T> for Complex {
    type Type = T;
    const META: &'static Meta = T::META;
}

impl<T: Value> Kind<Box<T>> for Boxed {
    fn read(cell: Cell<'_, '_>) -> Box<T> {
        Box::new(T::Kind::read(cell))
    }

    fn datum(value: &Box<T>) -> Datum {
        T::Kind::datum(value)
    }

    fn is_nothing(value: &Box<T>) -> bool {
        T::Kind::is_nothing(value)
    }
}

impl<T: Value<Kind: Structured<T>>> Structured<Box<T>> for Boxed {
    type Type = <T::Kind as Structured<T>>::Type;
    const META: &'static Meta = <T::Kind as Structured<T>>::META;
}

impl<T: Field> Kind<Vec<T>> for Collection {
    fn read(cell: Cell<'_, '_>) -> Vec<T> {
        let mut items = Vec::new();
        cell.items(&mut |item| items.push(T::read(item)));
        items
    }

    fn datum(value: &Vec<T>) -> Datum {
        Datum::Many(value.iter().map(Field::datum).collect())
    }
}
