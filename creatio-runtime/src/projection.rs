//! Row types of your own.

mod details;
mod fields;
mod fill;

pub(crate) use self::details::DetailsOptions;
pub use self::details::{AskedDetails, IntoDetails};
pub use self::fields::{AtColumn, AtDetails, AtLookup, Fields};
pub use self::fill::{ReadsColumn, ReadsDetails, ReadsLookup};

use crate::EntityRow;

/// A row type of your own, which takes some columns of an entity and of what is behind its lookups.
///
/// It is derived: see [the macro of the same name](derive@crate::Projection).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a projection",
    label = "not a projection",
    note = "add `#[derive(Projection)]` and `#[projection(entity = …)]`"
)]
pub trait Projection: EntityRow {}
