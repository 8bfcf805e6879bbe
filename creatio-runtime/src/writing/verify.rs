//! Reading back what was written.

use jiff::SignedDuration;

use crate::change::{Datum, Draft, Values};
use crate::client::{Client, Error};
use crate::query::get::Address;
use crate::query::tree::Literal;
use crate::{Entity, FromRow, Get, Row, odata4};

/// How far a time may be off: SQL Server's oldest type for them counts in steps of 3.33 milliseconds.
const TOLERANCE: SignedDuration = SignedDuration::from_millis(10);

/// A row and the columns that it lacks, since the instance does not know them any more.
struct ReadBack<E> {
    row: E,
    lacking: Vec<String>,
}

impl<E: Entity> FromRow for ReadBack<E> {
    fn from_row(row: &mut Row<'_>) -> Self {
        let (row, lacking) = row.lenient(E::from_row);
        Self { row, lacking }
    }
}

/// Reads the row, and makes an error of columns that do not hold what they were set to.
pub(super) async fn verify<E: Entity>(client: &Client, address: &Address, draft: &Draft) -> Result<(), Error> {
    let read = Get::<E, ReadBack<E>>::of_address(address.clone(), None).one(client).await;
    let ReadBack { row, lacking } = read.map_err(|error| Error::not_read_back(error, spelled(address)))?;
    let mut values = Values::default();
    row.write(&mut values);
    let held: Vec<_> =
        values.columns(E::META).filter(|(column, _)| !lacking.iter().any(|name| name == column.name)).collect();
    let is_taken =
        |name: &str, given: &Datum| held.iter().any(|(column, held)| column.name == name && holds(held, given));
    let lost = draft.columns.iter().filter(|given| !is_taken(given.column.name, &given.value));
    let lost: Vec<_> = lost.map(|given| given.column.name).collect();
    if lost.is_empty() { Ok(()) } else { Err(Error::not_taken(lost, spelled(address))) }
}

/// The path of a row below OData's root, as it is sent.
pub(super) fn spelled(address: &Address) -> String {
    odata4::address(address).encoded
}

/// Whether a column that holds one thing may be said to hold the other.
fn holds(held: &Datum, given: &Datum) -> bool {
    match (held, given) {
        (Datum::Scalar(held), Datum::Scalar(given)) => is_same(held, given),
        (Datum::Many(held), Datum::Many(given)) => {
            held.len() == given.len() && held.iter().zip(given).all(|(held, given)| holds(held, given))
        }
        (Datum::Object(held), Datum::Object(given)) => {
            given.iter().all(|(name, given)| held.iter().any(|(other, held)| name == other && holds(held, given)))
        }
        _ => held == given,
    }
}

fn is_same(held: &Literal, given: &Literal) -> bool {
    match (held, given) {
        (Literal::Instant(held), Literal::Instant(given)) => held.duration_since(*given).abs() < TOLERANCE,
        (Literal::DateTime(held), Literal::DateTime(given)) => held.duration_since(*given).abs() < TOLERANCE,
        (Literal::Time(held), Literal::Time(given)) => held.duration_since(*given).abs() < TOLERANCE,
        (Literal::Single(held), Literal::Single(given)) => held == given || (held.is_nan() && given.is_nan()),
        (Literal::Double(held), Literal::Double(given)) => held == given || (held.is_nan() && given.is_nan()),
        _ => held == given,
    }
}
