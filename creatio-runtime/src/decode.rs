//! Reading a saved reply, without a connection.
//!
//! A row is read into an entity or into a projection of one. Numbers are read from their digits,
//! decimals exactly; keys may stand in any order, and keys that the row type does not ask for
//! (`@odata.…` among them) are skipped. Any column that does not fit is an [error](DecodeError) which
//! names it. A key that appears twice is an error as well, when it is one that was asked for: either
//! of its values could be the wrong one.

#[cfg_attr(not(feature = "client"), allow(dead_code, reason = "a client looks at what stands around rows"))]
mod page;

#[cfg(feature = "client")]
pub(crate) use self::page::total;
pub(crate) use self::page::{one, page};

use crate::asked::Asked;
use crate::{DecodeError, Entity, EntityRow};

/// Reads one entity, or a [projection](crate::Projection) of one: the reply to `GET Contact(…)`, or an object cut from a
/// larger reply.
///
/// ```
/// # mod creatio { include!("../tests/common/crm.rs"); }
/// use creatio_runtime::decode;
///
/// let account: creatio::Account = decode::entity(
///     r#"{ "@odata.context": "…", "Id": "405947d0-2ffb-4ded-8675-0475f19f5a81", "Name": "Acme",
///          "PrimaryContactId": "00000000-0000-0000-0000-000000000000" }"#,
/// )?;
/// assert_eq!(account.name, "Acme");
/// # Ok::<(), creatio_runtime::DecodeError>(())
/// ```
///
/// # Errors
/// When the text is not JSON, is not an object, or a column is missing or does not fit.
pub fn entity<R: EntityRow>(json: &str) -> Result<R, DecodeError> {
    one(&asked::<R>(), json)
}

/// Reads many entities, or [projections](crate::Projection) of them: an OData 4 reply, whose rows are in `value`, or a bare array of rows.
///
/// A reply may be one page of many; it then holds `@odata.nextLink`, which is not followed.
///
/// ```
/// # mod creatio { include!("../tests/common/crm.rs"); }
/// use creatio_runtime::decode;
///
/// let error = decode::rows::<creatio::Account>(r#"{ "value": [{ "Id": "Acme" }] }"#).unwrap_err();
/// assert_eq!(error.to_string(), "Account.Id, row 1: expected a guid, found text of 4 characters");
/// ```
///
/// # Errors
/// When the text is not JSON, has no rows (a reply that holds an error has none), or a column of
/// any row is missing or does not fit.
pub fn rows<R: EntityRow>(json: &str) -> Result<Vec<R>, DecodeError> {
    Ok(page(&asked::<R>(), json, 0)?.rows)
}

fn asked<R: EntityRow>() -> Asked {
    Asked::of::<R>(<R::Entity as Entity>::META)
}
