//! What a column is set to.

use crate::query::tree::Literal;

/// What a column is set to, or an item of it.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    Null,
    Scalar(Literal),
    /// A complex value: names and what they hold.
    Object(Vec<(&'static str, Datum)>),
    /// What a column of many values holds.
    Many(Vec<Datum>),
}
