//! What can be asked for as details.

use crate::query::DetailsOptions;
use crate::{Column, Entity, Many, PathError, WirePath};

/// Details of the entity `E`, plain or narrowed.
#[diagnostic::on_unimplemented(
    message = "these are no details of `{E}`",
    label = "not details of `{E}`",
    note = "details are consts of the entity: `Account::CONTACT_BY_ACCOUNT`"
)]
pub trait IntoDetails<E> {
    /// The entity of their rows.
    type Child: Entity;

    #[doc(hidden)]
    fn into_details(self) -> AskedDetails;
}

/// Details that are asked for.
#[doc(hidden)]
pub struct AskedDetails {
    pub(crate) path: Result<WirePath, PathError>,
    pub(crate) options: Option<Box<DetailsOptions>>,
}

impl<E: Entity, Child: Entity, P> IntoDetails<E> for Column<E, Many<Child>, P> {
    type Child = Child;

    fn into_details(self) -> AskedDetails {
        AskedDetails { path: self.path(), options: None }
    }
}
