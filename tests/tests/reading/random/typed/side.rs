//! What stands on a side of an operator, whatever its type in Rust is.

use creatio_runtime::{Calculated, Column, ColumnType, Path};

/// What expressions of a type can be.
pub(super) enum Side<E, T> {
    Own(Column<E, T>),
    Maybe(Column<E, Option<T>>),
    Far(Path<E, Option<T>>),
    Calculated(Calculated<E, T>),
    Literal(T),
}

/// Does the same with whatever is no literal.
macro_rules! each {
    ($side:expr, $x:ident => $body:expr) => {
        match $side {
            Side::Own($x) => $body,
            Side::Maybe($x) => $body,
            Side::Far($x) => $body,
            Side::Calculated($x) => $body,
            Side::Literal(_) => panic!("a literal stands on the left"),
        }
    };
}

/// Does the same with whatever it is.
macro_rules! every {
    ($side:expr, $x:ident => $body:expr) => {
        match $side {
            Side::Own($x) => $body,
            Side::Maybe($x) => $body,
            Side::Far($x) => $body,
            Side::Calculated($x) => $body,
            Side::Literal($x) => $body,
        }
    };
}

// Whether a column is an `Option` is the dialect's matter.
impl<E, T> From<Column<E, T>> for Side<E, T> {
    fn from(column: Column<E, T>) -> Self {
        Self::Own(column)
    }
}

impl<E, T> From<Column<E, Option<T>>> for Side<E, T> {
    fn from(column: Column<E, Option<T>>) -> Self {
        Self::Maybe(column)
    }
}

impl<E, T> From<Path<E, Option<T>>> for Side<E, T> {
    fn from(column: Path<E, Option<T>>) -> Self {
        Self::Far(column)
    }
}

/// What is the same at both ends of a lookup: columns that are an `Option` already, and links.
pub(super) trait Settled: ColumnType<Far = Self> {}
impl<T: ColumnType<Far = Self>> Settled for T {}
