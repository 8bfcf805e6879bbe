//! Row types of your own.

mod details;
mod fields;
mod fill;

pub use self::details::{AskedDetails, IntoDetails};
pub use self::fields::{AtColumn, AtDetails, AtLookup, Fields};
pub use self::fill::{ReadsColumn, ReadsDetails, ReadsLookup};

use crate::query::{Get, Query};
use crate::{Entity, EntityRow, IntoKey, Queryable};

/// A row type of your own, which takes some columns of an entity and of what is behind its lookups.
///
/// It is derived: see [the macro of the same name](derive@crate::Projection).
///
/// ```
/// # mod creatio { include!("../tests/common/crm.rs"); }
/// use creatio::{Account, Contact};
/// use creatio_runtime::decode;
/// use creatio_runtime::prelude::*;
///
/// #[derive(Projection)]
/// #[projection(entity = Contact)]
/// struct Brief {
///     name: String,
///     #[projection(column = Contact::ACCOUNT.at(Account::NAME))]
///     company: Option<String>,
///     #[projection(lookup = ACCOUNT)]
///     account: Option<Company>,
/// }
///
/// #[derive(Projection)]
/// #[projection(entity = Account)]
/// struct Company {
///     name: String,
///     #[projection(details = CONTACT_BY_ACCOUNT)]
///     people: Vec<Contact>,
/// }
///
/// let reply = r#"{ "Name": "Ann", "Account": { "Name": "Acme", "ContactCollectionByAccount": [] } }"#;
/// let ann: Brief = decode::entity(reply)?;
/// assert_eq!((ann.name.as_str(), ann.company.as_deref()), ("Ann", Some("Acme")));
/// assert!(ann.account.is_some_and(|account| account.people.is_empty()));
/// # Ok::<(), creatio_runtime::DecodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a projection",
    label = "not a projection",
    note = "add `#[derive(Projection)]` and `#[projection(entity = …)]`"
)]
pub trait Projection: EntityRow {
    /// A query for all rows of the entity, read into this type.
    fn query() -> Query<Self::Entity, Self>
    where
        Self::Entity: Queryable,
    {
        Query::of_set(<Self::Entity as Entity>::META.set)
    }

    /// A query for the row of the entity that has this key, read into this type.
    fn get(key: impl IntoKey<<Self::Entity as Entity>::Key>) -> Get<Self::Entity, Self>
    where
        Self::Entity: Queryable,
    {
        Get::by_key(<Self::Entity as Entity>::META.set, key)
    }
}
