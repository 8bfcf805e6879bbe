//! Conditions and orders.

use creatio_runtime::Order;
use creatio_runtime::jiff::Timestamp;
use creatio_runtime::jiff::civil::{Date, Time};
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;

use super::super::model::{Color, Thing};
use super::roots::{Root, far_rows};
use super::side::Side;
use super::types::{Typed, side};
use crate::random::tree::{Comparison, Expression as Tree, Test, Tree as Condition};
use crate::random::value::{Type, Value};

/// The filter of a tree.
pub(super) fn filter<R: Root>(tree: &Condition) -> Filter<R> {
    match tree {
        Condition::Compare(comparison, left, right) => compare(*comparison, left, right),
        Condition::OneOf(left, others) => one_of(left, others),
        Condition::Test(test, text, part) => {
            let (text, part) = (side::<R, String>(text), side::<R, String>(part));
            match test {
                Test::Contains => each!(text, text => every!(part, part => text.contains(part))),
                Test::StartsWith => each!(text, text => every!(part, part => text.starts_with(part))),
                Test::EndsWith => each!(text, text => every!(part, part => text.ends_with(part))),
            }
        }
        Condition::IsEmpty(of) => is_empty(of),
        Condition::IsSet(of) => is_set(of),
        Condition::All(trees) => Filter::all_of(trees.iter().map(filter)),
        Condition::Any(trees) => Filter::any_of(trees.iter().map(filter)),
        Condition::Not(tree) => !filter(tree),
        Condition::AnyRow(path, details, tree) => far_rows(path, *details, true, tree),
        Condition::AllRows(path, details, tree) => far_rows(path, *details, false, tree),
    }
}

/// The type of an expression, for what is done in the same way with all of them.
macro_rules! of_type {
    ($ty:expr, $do:ident, $equal_only:ident) => {
        match $ty {
            Type::Text => $do!(String),
            Type::Whole => $do!(i32),
            Type::Short => $do!(i16),
            Type::Long => $do!(i64),
            Type::Money => $do!(Decimal),
            Type::Real => $do!(f64),
            Type::Moment => $do!(Timestamp),
            Type::Day => $do!(Date),
            Type::Clock => $do!(Time),
            Type::Flag => $equal_only!(bool),
            Type::Guid => $equal_only!(Uuid),
            Type::Color => $equal_only!(Color),
        }
    };
}

fn compare<R: Root>(comparison: Comparison, left: &Tree, right: &Tree) -> Filter<R> {
    macro_rules! ordered {
        ($T:ty) => {
            each!(side::<R, $T>(left), left => every!(side::<R, $T>(right), right => match comparison {
                Comparison::Eq => left.eq(right),
                Comparison::Ne => left.ne(right),
                Comparison::Gt => left.gt(right),
                Comparison::Ge => left.ge(right),
                Comparison::Lt => left.lt(right),
                Comparison::Le => left.le(right),
            }))
        };
    }
    macro_rules! equal {
        // Nothing computed is of an enumeration.
        (Color) => {
            match side::<R, Color>(right) {
                Side::Own(right) => equal!(Color, right),
                Side::Maybe(right) => equal!(Color, right),
                Side::Far(right) => equal!(Color, right),
                Side::Literal(right) => equal!(Color, right),
                Side::Calculated(_) => panic!("nothing computed is of an enumeration"),
            }
        };
        ($T:ty, $right:ident) => {
            each!(side::<R, $T>(left), left => match comparison {
                Comparison::Eq => left.eq($right),
                Comparison::Ne => left.ne($right),
                other => panic!("{other:?} is nothing that {} know", stringify!($T)),
            })
        };
        ($T:ty) => {
            every!(side::<R, $T>(right), right => equal!($T, right))
        };
    }
    of_type!(left.ty, ordered, equal)
}

fn one_of<R: Root>(left: &Tree, others: &[Value]) -> Filter<R> {
    macro_rules! one_of {
        ($T:ty) => {
            each!(side::<R, $T>(left), left => left.one_of(others.iter().map(<$T>::literal)))
        };
    }
    of_type!(left.ty, one_of, one_of)
}

fn is_empty<R: Root>(of: &Tree) -> Filter<R> {
    macro_rules! empty {
        (String) => {
            each!(side::<R, String>(of), text => text.is_empty())
        };
        ($T:ty) => {
            match side::<R, $T>(of) {
                // There is no `is_empty` for what always has a value.
                Side::Own(_) => Filter::never(),
                Side::Maybe(column) => column.is_empty(),
                Side::Far(column) => column.is_empty(),
                Side::Calculated(_) | Side::Literal(_) => panic!("only columns are asked for emptiness"),
            }
        };
    }
    of_type!(of.ty, empty, empty)
}

fn is_set<R: Root>(of: &Tree) -> Filter<R> {
    macro_rules! set {
        (String) => {
            each!(side::<R, String>(of), text => text.is_set())
        };
        ($T:ty) => {
            match side::<R, $T>(of) {
                Side::Own(_) => Filter::always(),
                Side::Maybe(column) => column.is_set(),
                Side::Far(column) => column.is_set(),
                Side::Calculated(_) | Side::Literal(_) => panic!("only columns are asked for emptiness"),
            }
        };
    }
    of_type!(of.ty, set, set)
}

pub(super) fn order(by: &Tree, descending: bool) -> Order<Thing> {
    macro_rules! order {
        ($T:ty) => {
            each!(side::<Thing, $T>(by), by => if descending { by.desc() } else { by.asc() })
        };
    }
    of_type!(by.ty, order, order)
}
