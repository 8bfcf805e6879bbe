//! Queries as data: what is asked, in nobody's protocol yet.

mod calculated;
mod classes;
mod details;
mod expression;
mod filter;
pub(crate) mod get;
mod lambda;
mod operand;
mod order;
pub(crate) mod rows;
mod select;
pub(crate) mod tree;

pub use self::calculated::Calculated;
pub use self::classes::{Arithmetical, Dated, Empties, Fractional, HasDate, HasTime, OrNull, Ordered, Scalar, Text};
pub(crate) use self::details::DetailsOptions;
pub use self::details::Narrowed;
pub use self::expression::Expression;
pub use self::filter::Filter;
pub use self::get::Get;
pub(crate) use self::operand::Literals;
pub use self::operand::{Now, Operand, now};
pub use self::order::{IntoOrder, Order};
pub use self::rows::Query;
pub use self::select::{Selected, Selection};
