//! Queries as data: what is asked, in nobody's protocol yet.

mod classes;
mod expression;
mod filter;
mod operand;
mod order;
pub(crate) mod tree;

pub use self::classes::{Arithmetical, Dated, Empties, Fractional, HasDate, HasTime, OrNull, Ordered, Scalar, Text};
pub use self::expression::{Calculated, Expression};
pub use self::filter::Filter;
pub(crate) use self::operand::Literals;
pub use self::operand::{Now, Operand, now};
pub use self::order::Order;
