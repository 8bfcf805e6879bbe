//! Rows with an expanded lookup, of which a projection takes a part.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use serde::Deserialize;

use crate::derived::{Date, Guid};
use crate::generated::{Account, Contact};
use crate::rows::{object, reply};

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = Contact)]
pub(crate) struct Brief {
    id: Uuid,
    name: String,
    email: String,
    created_on: Option<Timestamp>,
    age: i32,
    confirmed: bool,
    #[projection(column = Contact::ACCOUNT.at(Account::WEB))]
    web: Option<String>,
    #[projection(lookup = ACCOUNT)]
    account: Option<Company>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = Account)]
pub(crate) struct Company {
    id: Uuid,
    name: String,
    modified_on: Option<Timestamp>,
    owner_id: Option<Uuid>,
}

/// The same rows for serde.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Derived {
    id: Uuid,
    name: String,
    email: String,
    created_on: Date,
    age: i32,
    confirmed: bool,
    account: Option<DerivedCompany>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DerivedCompany {
    id: Uuid,
    name: String,
    web: String,
    modified_on: Date,
    owner_id: Guid,
}

impl From<Derived> for Brief {
    fn from(row: Derived) -> Self {
        let (web, account) = row.account.map(split).unzip();
        let (id, created_on) = (row.id, row.created_on.0);
        Self { id, name: row.name, email: row.email, created_on, age: row.age, confirmed: row.confirmed, web, account }
    }
}

fn split(row: DerivedCompany) -> (String, Company) {
    let account = Company { id: row.id, name: row.name, modified_on: row.modified_on.0, owner_id: row.owner_id.0 };
    (row.web, account)
}

/// The lookup is expanded whole; a fifth of the rows has none.
pub(crate) fn text(bytes: usize) -> String {
    reply(bytes, |dice| {
        let mut columns = vec![
            ("Id", dice.guid()),
            ("Name", dice.text()),
            ("Email", dice.text()),
            ("CreatedOn", dice.date()),
            ("Age", dice.number()),
            ("Confirmed", dice.boolean()),
        ];
        let mut account = "null".to_owned();
        if dice.roll(5) > 0 {
            account.clear();
            let columns = vec![
                ("Id", dice.guid()),
                ("Name", dice.text()),
                ("CreatedOn", dice.date()),
                ("ModifiedOn", dice.date()),
                ("OwnerId", dice.lookup()),
                ("Phone", dice.text()),
                ("Web", dice.text()),
                ("Zip", dice.text()),
                ("AUM", dice.text()),
                ("CountryId", dice.lookup()),
            ];
            object(&mut account, columns);
        }
        columns.push(("Account", account));
        columns
    })
}
