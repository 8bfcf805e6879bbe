//! Deleting a row.

use std::fmt;
use std::marker::PhantomData;

use super::ETag;
use crate::query::get::Address;
use crate::{Entity, odata4};

/// The row of the entity `E` that has a certain key, which is to be deleted.
///
/// ```
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// use creatio::Contact;
/// use creatio_runtime::{prelude::*, uuid::Uuid};
///
/// let delete = Contact::delete(Uuid::max());
/// assert_eq!(format!("{delete:?}"), "DELETE Contact(ffffffff-ffff-ffff-ffff-ffffffffffff)");
/// ```
#[must_use = "nothing is deleted until it is sent: `.send(&client).await`"]
pub struct Delete<E> {
    pub(crate) address: Address,
    pub(crate) version: Option<ETag>,
    types: PhantomData<fn() -> E>,
}

impl<E: Entity> Delete<E> {
    pub(crate) fn at(address: Address) -> Self {
        Self { address, version: None, types: PhantomData }
    }

    /// Only if the row still has this version: else nothing is deleted, which is the error
    /// [`PreconditionFailed`](crate::ErrorKind::PreconditionFailed). For services that are not Creatio's, which knows no
    /// versions. [`Tagged`](crate::Tagged) reads them.
    pub fn if_match(mut self, version: &ETag) -> Self {
        self.version = Some(version.clone());
        self
    }
}

impl<E> Clone for Delete<E> {
    fn clone(&self) -> Self {
        Self { address: self.address.clone(), version: self.version.clone(), types: PhantomData }
    }
}

/// Prints the request the way OData 4 writes it.
impl<E: Entity> fmt::Debug for Delete<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match odata4::delete(&self.address, self.version.as_ref()) {
            Ok(change) => write!(f, "{change}"),
            Err(refusal) => write!(f, "DELETE {} <{refusal}>", self.address.set),
        }
    }
}
