//! Links that can be written.

use crate::{Entity, Many, One};

/// What a lookup or details lead to, for what is created or tied along with a row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a link to other rows",
    label = "neither a lookup nor details",
    note = "columns are set with `.set(column, value)`"
)]
pub trait Link: crate::ColumnType {
    /// The entity at the other end.
    type Row: Entity;

    #[doc(hidden)]
    const MANY: bool;
}

impl<To: Entity> Link for One<To> {
    type Row = To;
    const MANY: bool = false;
}

impl<Child: Entity> Link for Many<Child> {
    type Row = Child;
    const MANY: bool = true;
}
