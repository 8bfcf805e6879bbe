//! Rows of twelve columns: three guids, three dates, three texts, a decimal, a whole number and a boolean.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Dialect, Entity, Meta, Row, Values};
use serde::Deserialize;

use crate::derived::{Date, Guid, Stands};
use crate::rows::reply;

/// As it is generated.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Order {
    pub(crate) id: Uuid,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) owner_id: Option<Uuid>,
    pub(crate) created_on: Option<Timestamp>,
    pub(crate) modified_on: Option<Timestamp>,
    pub(crate) due_date: Option<Timestamp>,
    pub(crate) number: String,
    pub(crate) notes: String,
    pub(crate) phone: String,
    pub(crate) amount: Decimal,
    pub(crate) score: i32,
    pub(crate) closed: bool,
}

impl Entity for Order {
    const META: &'static Meta = &Meta {
        name: "Order",
        set: "Order",
        key: "Id",
        columns: "
            Id
            AccountId
            OwnerId
            CreatedOn
            ModifiedOn
            DueDate
            Number
            Notes
            Phone
            Amount
            Score
            Closed
        ",
        links: "",
        streams: "",
        dialect: Dialect::Creatio,
    };
    type Key = Uuid;
    #[inline]
    fn read(row: &mut Row<'_>) -> Self {
        Self {
            id: row.get(),
            account_id: row.get(),
            owner_id: row.get(),
            created_on: row.get(),
            modified_on: row.get(),
            due_date: row.get(),
            number: row.get(),
            notes: row.get(),
            phone: row.get(),
            amount: row.get(),
            score: row.get(),
            closed: row.get(),
        }
    }

    fn write(&self, _values: &mut Values) {}
}

/// The same rows for serde.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Derived<D> {
    id: Uuid,
    account_id: Guid,
    owner_id: Guid,
    created_on: Date,
    modified_on: Date,
    due_date: Date,
    number: String,
    notes: String,
    phone: String,
    amount: D,
    score: i32,
    closed: bool,
}

impl<D: Stands<For = Decimal>> From<Derived<D>> for Order {
    fn from(row: Derived<D>) -> Self {
        Self {
            id: row.id,
            account_id: row.account_id.0,
            owner_id: row.owner_id.0,
            created_on: row.created_on.0,
            modified_on: row.modified_on.0,
            due_date: row.due_date.0,
            number: row.number,
            notes: row.notes,
            phone: row.phone,
            amount: row.amount.value(),
            score: row.score,
            closed: row.closed,
        }
    }
}

/// Keys stand in another order than in the entity, as they do in real replies.
pub(crate) fn text(bytes: usize) -> String {
    reply(bytes, |dice| {
        vec![
            ("Id", dice.guid()),
            ("CreatedOn", dice.date()),
            ("ModifiedOn", dice.date()),
            ("Number", dice.text()),
            ("AccountId", dice.lookup()),
            ("DueDate", dice.date()),
            ("OwnerId", dice.lookup()),
            ("Amount", dice.decimal()),
            ("Notes", dice.text()),
            ("Phone", dice.text()),
            ("Score", dice.number()),
            ("Closed", dice.boolean()),
        ]
    })
}
