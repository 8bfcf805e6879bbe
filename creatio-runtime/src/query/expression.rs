//! What can be compared, computed with and ordered by.

use super::classes::{Arithmetical, Dated, Empties, Fractional, HasDate, HasTime, Ordered, Scalar, Text};
use super::operand::{Literals, Operand};
use super::tree::{Arithmetic, Comparison, Function, Literal, Node, OrderItem};
use super::{Calculated, Filter, Order};
use crate::{Column, ColumnType, Entity, Enumeration, Flags};

/// A value of each row of an entity: a column, or what is computed from columns.
///
/// Its functions have the names of OData's, save where Rust has taken them: [`one_of`](Self::one_of)
/// is `in`, [`rem`](Self::rem) is `mod`. An argument is a value of the column's type, another column
/// of that type, or something computed. All of it is data until a query is sent.
///
/// By OData's rules a comparison with a column that has no value is false; only [`ne`](Self::ne) is
/// true then. Whether Creatio keeps to them, or to those of SQL, where `ne` is false as well, is not
/// known: say `is_set` or `is_empty` where it matters.
///
/// ```
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// use creatio::{Account, Contact};
/// use creatio_runtime::prelude::*;
///
/// let company = Contact::ACCOUNT.at(Account::NAME);
/// let filter = Contact::NAME.trim().length().gt(3)
///     & Contact::BIRTH_DATE.year().one_of([1990, 1991])
///     & company.is_set()
///     & company.ne(Contact::NAME);
/// # assert_eq!(
/// #     format!("{filter:?}"),
/// #     "length(trim(Name)) gt 3 and (year(BirthDate) eq 1990 or year(BirthDate) eq 1991) \
/// #      and Account/Name ne null and Account/Name ne '' and Account/Name ne Name"
/// # );
/// ```
pub trait Expression: Sized {
    /// The entity whose rows have this value.
    type Entity: Entity;

    /// The type of the value.
    type Type: ColumnType;

    #[doc(hidden)]
    fn into_node(self) -> Node;

    /// Equal.
    fn eq<V>(self, other: V) -> Filter<Self::Entity>
    where
        Self::Type: Scalar,
        V: Operand<Self::Entity, Base<Self>>,
    {
        compare(Comparison::Eq, self, other)
    }

    /// Not equal; also true where one of both has no value.
    fn ne<V>(self, other: V) -> Filter<Self::Entity>
    where
        Self::Type: Scalar,
        V: Operand<Self::Entity, Base<Self>>,
    {
        compare(Comparison::Ne, self, other)
    }

    /// Greater than.
    fn gt<V>(self, other: V) -> Filter<Self::Entity>
    where
        Self::Type: Ordered,
        V: Operand<Self::Entity, Base<Self>>,
    {
        compare(Comparison::Gt, self, other)
    }

    /// Greater than or equal.
    fn ge<V>(self, other: V) -> Filter<Self::Entity>
    where
        Self::Type: Ordered,
        V: Operand<Self::Entity, Base<Self>>,
    {
        compare(Comparison::Ge, self, other)
    }

    /// Less than.
    fn lt<V>(self, other: V) -> Filter<Self::Entity>
    where
        Self::Type: Ordered,
        V: Operand<Self::Entity, Base<Self>>,
    {
        compare(Comparison::Lt, self, other)
    }

    /// Less than or equal.
    fn le<V>(self, other: V) -> Filter<Self::Entity>
    where
        Self::Type: Ordered,
        V: Operand<Self::Entity, Base<Self>>,
    {
        compare(Comparison::Le, self, other)
    }

    /// Equal to one of these; of none, no row is. Long lists make long URLs, which have a limit.
    #[doc(alias("in", "is_in"))]
    fn one_of<I>(self, others: I) -> Filter<Self::Entity>
    where
        Self::Type: Scalar,
        I: IntoIterator<Item: Operand<Self::Entity, Base<Self>>>,
    {
        let others: Vec<_> = others.into_iter().map(Operand::into_node).collect();
        if others.is_empty() { Filter::never() } else { Filter::new(Node::OneOf(Box::new(self.into_node()), others)) }
    }

    /// Has no value. In Creatio's dialect a text that is `''` has none either.
    #[doc(alias("is_null"))]
    #[expect(clippy::wrong_self_convention, reason = "expressions are spent when they become a filter")]
    fn is_empty(self) -> Filter<Self::Entity>
    where
        Self::Type: Empties,
    {
        Filter::new(Node::IsEmpty(Box::new(self.into_node()), <Self::Type as Empties>::EMPTINESS))
    }

    /// Has a value: the opposite of [`is_empty`](Self::is_empty).
    #[doc(alias("is_not_empty", "is_not_null"))]
    #[expect(clippy::wrong_self_convention, reason = "expressions are spent when they become a filter")]
    fn is_set(self) -> Filter<Self::Entity>
    where
        Self::Type: Empties,
    {
        !self.is_empty()
    }

    /// Has this member of a set of flags, and maybe others.
    fn has<F>(self, member: F) -> Filter<Self::Entity>
    where
        F: Enumeration,
        Self::Type: ColumnType<Base = Flags<F>>,
    {
        let member = Node::Literal(Flags::from([member]).into_literal());
        Filter::new(Node::Compare(Comparison::Has, Box::new([self.into_node(), member])))
    }

    /// Holds this text somewhere.
    fn contains<V>(self, part: V) -> Filter<Self::Entity>
    where
        Self::Type: Text,
        V: Operand<Self::Entity, String>,
    {
        Filter::new(call(Function::Contains, self, [part.into_node()]))
    }

    /// Begins with this text.
    #[doc(alias("startswith"))]
    fn starts_with<V>(self, part: V) -> Filter<Self::Entity>
    where
        Self::Type: Text,
        V: Operand<Self::Entity, String>,
    {
        Filter::new(call(Function::StartsWith, self, [part.into_node()]))
    }

    /// Ends with this text.
    #[doc(alias("endswith"))]
    fn ends_with<V>(self, part: V) -> Filter<Self::Entity>
    where
        Self::Type: Text,
        V: Operand<Self::Entity, String>,
    {
        Filter::new(call(Function::EndsWith, self, [part.into_node()]))
    }

    /// How many characters the text has, as the service counts them.
    fn length(self) -> Calculated<Self::Entity, i32>
    where
        Self::Type: Text,
    {
        Calculated::new(call(Function::Length, self, []))
    }

    /// The text in lower case.
    #[doc(alias("tolower", "to_lower"))]
    fn lower(self) -> Calculated<Self::Entity, String>
    where
        Self::Type: Text,
    {
        Calculated::new(call(Function::ToLower, self, []))
    }

    /// The text in upper case.
    #[doc(alias("toupper", "to_upper"))]
    fn upper(self) -> Calculated<Self::Entity, String>
    where
        Self::Type: Text,
    {
        Calculated::new(call(Function::ToUpper, self, []))
    }

    /// The text without white space at its ends.
    fn trim(self) -> Calculated<Self::Entity, String>
    where
        Self::Type: Text,
    {
        Calculated::new(call(Function::Trim, self, []))
    }

    /// The text with another behind it.
    fn concat<V>(self, other: V) -> Calculated<Self::Entity, String>
    where
        Self::Type: Text,
        V: Operand<Self::Entity, String>,
    {
        Calculated::new(call(Function::Concat, self, [other.into_node()]))
    }

    /// Where a text begins in this one, counted from 0; -1 when it is not in it.
    #[doc(alias("indexof"))]
    fn index_of<V>(self, part: V) -> Calculated<Self::Entity, i32>
    where
        Self::Type: Text,
        V: Operand<Self::Entity, String>,
    {
        Calculated::new(call(Function::IndexOf, self, [part.into_node()]))
    }

    /// The text from a character on, counted from 0, and no longer than `length`, if that is given:
    /// `substring(1, None)`, `substring(1, 2)`.
    fn substring(self, start: u32, length: impl Into<Option<u32>>) -> Calculated<Self::Entity, String>
    where
        Self::Type: Text,
    {
        let integer = |number: u32| Node::Literal(Literal::Integer(number.into()));
        let arguments = [start].into_iter().chain(length.into()).map(integer);
        Calculated::new(call(Function::Substring, self, arguments))
    }

    /// The year, in the time zone that the service computes in.
    fn year(self) -> Calculated<Self::Entity, i32>
    where
        Self::Type: HasDate,
    {
        Calculated::new(call(Function::Year, self, []))
    }

    /// The month, 1 to 12.
    fn month(self) -> Calculated<Self::Entity, i32>
    where
        Self::Type: HasDate,
    {
        Calculated::new(call(Function::Month, self, []))
    }

    /// The day of the month, 1 to 31.
    fn day(self) -> Calculated<Self::Entity, i32>
    where
        Self::Type: HasDate,
    {
        Calculated::new(call(Function::Day, self, []))
    }

    /// The hour, 0 to 23.
    fn hour(self) -> Calculated<Self::Entity, i32>
    where
        Self::Type: HasTime,
    {
        Calculated::new(call(Function::Hour, self, []))
    }

    /// The minute, 0 to 59.
    fn minute(self) -> Calculated<Self::Entity, i32>
    where
        Self::Type: HasTime,
    {
        Calculated::new(call(Function::Minute, self, []))
    }

    /// The second, 0 to 59.
    fn second(self) -> Calculated<Self::Entity, i32>
    where
        Self::Type: HasTime,
    {
        Calculated::new(call(Function::Second, self, []))
    }

    /// The date, without the time of day.
    fn date(self) -> Calculated<Self::Entity, jiff::civil::Date>
    where
        Self::Type: Dated,
    {
        Calculated::new(call(Function::Date, self, []))
    }

    /// The time of day, without the date.
    fn time(self) -> Calculated<Self::Entity, jiff::civil::Time>
    where
        Self::Type: Dated,
    {
        Calculated::new(call(Function::Time, self, []))
    }

    /// The sum.
    fn add<V>(self, other: V) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Arithmetical,
        V: Operand<Self::Entity, Base<Self>>,
        Base<Self>: ColumnType,
    {
        compute(Arithmetic::Add, self, other)
    }

    /// The difference.
    fn sub<V>(self, other: V) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Arithmetical,
        V: Operand<Self::Entity, Base<Self>>,
        Base<Self>: ColumnType,
    {
        compute(Arithmetic::Sub, self, other)
    }

    /// The product.
    fn mul<V>(self, other: V) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Arithmetical,
        V: Operand<Self::Entity, Base<Self>>,
        Base<Self>: ColumnType,
    {
        compute(Arithmetic::Mul, self, other)
    }

    /// The quotient; of integers without what remains.
    fn div<V>(self, other: V) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Arithmetical,
        V: Operand<Self::Entity, Base<Self>>,
        Base<Self>: ColumnType,
    {
        compute(Arithmetic::Div, self, other)
    }

    /// What remains of a division: OData's `mod`, a word that Rust keeps for itself.
    #[doc(alias("mod", "modulo"))]
    fn rem<V>(self, other: V) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Arithmetical,
        V: Operand<Self::Entity, Base<Self>>,
        Base<Self>: ColumnType,
    {
        compute(Arithmetic::Mod, self, other)
    }

    /// The nearest whole number; a half goes away from zero.
    fn round(self) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Fractional,
        Base<Self>: ColumnType,
    {
        Calculated::new(call(Function::Round, self, []))
    }

    /// The next whole number towards negative infinity.
    fn floor(self) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Fractional,
        Base<Self>: ColumnType,
    {
        Calculated::new(call(Function::Floor, self, []))
    }

    /// The next whole number towards infinity.
    fn ceiling(self) -> Calculated<Self::Entity, Base<Self>>
    where
        Self::Type: Fractional,
        Base<Self>: ColumnType,
    {
        Calculated::new(call(Function::Ceiling, self, []))
    }

    /// Orders rows by this, the smallest first.
    fn asc(self) -> Order<Self::Entity>
    where
        Self::Type: Scalar,
    {
        Order::new(OrderItem { by: self.into_node(), descending: false })
    }

    /// Orders rows by this, the largest first.
    fn desc(self) -> Order<Self::Entity>
    where
        Self::Type: Scalar,
    {
        Order::new(OrderItem { by: self.into_node(), descending: true })
    }
}

/// What an expression holds, without the `Option` around it.
type Base<X> = <<X as Expression>::Type as ColumnType>::Base;

impl<E: Entity, T: ColumnType, P> Expression for Column<E, T, P> {
    type Entity = E;
    type Type = T;

    fn into_node(self) -> Node {
        Node::Column(self.path().map(Box::new))
    }
}

fn compare<X: Expression>(
    comparison: Comparison,
    left: X,
    right: impl Operand<X::Entity, Base<X>>,
) -> Filter<X::Entity> {
    Filter::new(Node::Compare(comparison, Box::new([left.into_node(), right.into_node()])))
}

fn compute<X: Expression>(
    arithmetic: Arithmetic,
    left: X,
    right: impl Operand<X::Entity, Base<X>>,
) -> Calculated<X::Entity, Base<X>> {
    Calculated::new(Node::Compute(arithmetic, Box::new([left.into_node(), right.into_node()])))
}

fn call<X: Expression>(function: Function, subject: X, arguments: impl IntoIterator<Item = Node>) -> Node {
    Node::Call(function, [subject.into_node()].into_iter().chain(arguments).collect())
}
