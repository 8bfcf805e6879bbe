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

impl Datum {
    /// Whether a column that holds the one need not be set to the other. Floats are compared by their bits: NaN is NaN, and -0.0
    /// another number than 0.0.
    pub(crate) fn is_unchanged(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scalar(Literal::Single(one)), Self::Scalar(Literal::Single(two))) => one.to_bits() == two.to_bits(),
            (Self::Scalar(Literal::Double(one)), Self::Scalar(Literal::Double(two))) => one.to_bits() == two.to_bits(),
            (Self::Many(one), Self::Many(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.is_unchanged(two))
            }
            // Members stand in the order of the type.
            (Self::Object(one), Self::Object(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|((_, one), (_, two))| one.is_unchanged(two))
            }
            _ => self == other,
        }
    }
}
