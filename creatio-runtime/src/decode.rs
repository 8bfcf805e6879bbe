//! Reading a saved reply, without a connection.
//!
//! Numbers are read from their digits, decimals exactly; keys may stand in any order, and keys that
//! the entity does not have (`@odata.…` among them) are skipped. Any column that does not fit is an
//! [error](DecodeError) which names it. A key that appears twice is an error as well, when it is
//! one of the entity's: either of its values could be the wrong one.

use crate::error::{Found, Mistake, Problem};
use crate::json::{Inside, Key, Reader};
use crate::layout::Record;
use crate::{DecodeError, Entity, Meta, Row};

/// Reads one entity: the reply to `GET Contact(…)`, or an object cut from a larger reply.
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
pub fn entity<E: Entity>(json: &str) -> Result<E, DecodeError> {
    let error = |problem| DecodeError::new(E::META.name, None, problem);
    let record = single(E::META, json).map_err(error)?;
    let mut row = record.row();
    let entity = E::read(&mut row);
    row.finish().map_err(|mistake| error(mistake.into()))?;
    Ok(entity)
}

/// Reads many entities: an OData 4 reply, whose rows are in `value`, or a bare array of rows.
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
pub fn rows<E: Entity>(json: &str) -> Result<Vec<E>, DecodeError> {
    let mut entities = Vec::new();
    each(E::META, json, &mut |row| entities.push(E::read(row)))?;
    Ok(entities)
}

fn single<'j>(meta: &'static Meta, json: &'j str) -> Result<Record<'j>, Problem> {
    let mut reader = Reader::new(json);
    reader.skip_byte_order_mark();
    let mut record = Record::new(meta);
    record.fill(&mut reader)?;
    reader.end()?;
    Ok(record)
}

/// Shows every row of a reply to `read`.
fn each(meta: &'static Meta, json: &str, read: &mut dyn FnMut(&mut Row<'_>)) -> Result<(), DecodeError> {
    let mut reader = Reader::new(json);
    reader.skip_byte_order_mark();
    let mut number = None;
    let mut all = || {
        match reader.peek() {
            Some(b'[') => array(meta, &mut reader, &mut number, read)?,
            Some(b'{') => reply(meta, &mut reader, &mut number, read)?,
            _ => return Err(no_rows(reader.value()?.into())),
        }
        Ok(reader.end()?)
    };
    all().map_err(|problem| DecodeError::new(meta.name, number, problem))
}

fn reply(
    meta: &'static Meta,
    reader: &mut Reader<'_>,
    number: &mut Option<usize>,
    read: &mut dyn FnMut(&mut Row<'_>),
) -> Result<(), Problem> {
    let mut inside = reader.enter()?;
    let mut found = Found::Missing;
    while let Some(is_value) = value_key(reader, &mut inside)? {
        if !is_value {
            reader.value()?;
        } else if found == Found::Array {
            return Err(Mistake { column: None, expected: "one `value`", found: Found::Duplicate }.into());
        } else if reader.peek() == Some(b'[') {
            array(meta, reader, number, read)?;
            found = Found::Array;
        } else {
            return Err(no_rows(reader.value()?.into()));
        }
    }
    if found == Found::Array { Ok(()) } else { Err(no_rows(found)) }
}

/// Whether the next key of a reply is `value`; `None` when there is no next key.
fn value_key(reader: &mut Reader<'_>, inside: &mut Inside) -> Result<Option<bool>, Problem> {
    Ok(match reader.key(inside, Some("value"))? {
        Some(Key::Guessed) => Some(true),
        Some(Key::Other(key)) => Some(key.unescape() == "value"),
        None => None,
    })
}

fn array<'j>(
    meta: &'static Meta,
    reader: &mut Reader<'j>,
    number: &mut Option<usize>,
    read: &mut dyn FnMut(&mut Row<'_>),
) -> Result<(), Problem> {
    let mut record = Record::new(meta);
    let mut inside = reader.enter()?;
    let mut count = 0;
    while reader.item(&mut inside)? {
        count += 1;
        *number = Some(count);
        record.fill(reader)?;
        let mut row = record.row();
        read(&mut row);
        row.finish()?;
    }
    // What comes after the last row belongs to none.
    *number = None;
    Ok(())
}

fn no_rows(found: Found) -> Problem {
    Mistake { column: None, expected: "rows: an array, or an object with an array in `value`", found }.into()
}
