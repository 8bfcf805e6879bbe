//! Rows created, changed and deleted, and what the database holds then.

use creatio_runtime::ErrorKind;
use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::{Uuid, uuid};
use creatio_sandbox::Oddity;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::creatio::{Account, Contact, Order};
use crate::stage::{ACME, ANN, BOB, GLOBEX, anonymous, forms, sandbox, text};

/// The row of this key, as the database holds it.
pub(crate) fn stored(sandbox: &creatio_sandbox::Running, set: &str, id: Uuid) -> Option<Value> {
    sandbox.rows(set).into_iter().find(|row| row["Id"] == id.to_string())
}

#[tokio::test]
async fn a_row_from_beginning_to_end() {
    let sandbox = sandbox().start().await.unwrap();
    let client = forms(&sandbox).build().unwrap();

    let born: Timestamp = "1990-02-28T22:30:00-01:30".parse().unwrap();
    let create = Contact::create()
        .set(Contact::NAME, "Dee \"D\" O'Hara")
        .set(Contact::AGE, 36)
        .set(Contact::BIRTH_DATE, born)
        .set(Contact::ACCOUNT_ID, ACME)
        .clear(Contact::OWNER_ID);
    let id: Uuid = create.send(&client).await.unwrap();
    let row = stored(&sandbox, "Contact", id).unwrap();
    assert_eq!(row["Name"], "Dee \"D\" O'Hara");
    assert_eq!(row["Age"], 36);
    assert_eq!(row["AccountId"], ACME.to_string());
    assert_eq!(row["OwnerId"], Value::Null);
    let dee = Contact::get(id).one(&client).await.unwrap();
    assert_eq!((dee.birth_date, dee.account_id, dee.owner_id), (Some(born), Some(ACME), None));

    Contact::update(id).set(Contact::AGE, 37).clear(Contact::ACCOUNT_ID).send(&client).await.unwrap();
    let row = stored(&sandbox, "Contact", id).unwrap();
    assert_eq!((&row["Age"], &row["AccountId"], &row["Name"]), (&json!(37), &Value::Null, &json!("Dee \"D\" O'Hara")));

    Contact::delete(id).send(&client).await.unwrap();
    assert_eq!(stored(&sandbox, "Contact", id), None);
    assert_eq!(sandbox.row_count("Contact"), 3);
}

#[tokio::test]
async fn requests_are_shown_before_they_are_sent() {
    let sandbox = sandbox().start().await.unwrap();
    let client = anonymous(&sandbox);
    let shown = |explain: creatio_runtime::Explain| explain.to_string().replace(&sandbox.url(), "http://sandbox");
    let create = Contact::create().key(ANN).set(Contact::NAME, "Ann").clear(Contact::ACCOUNT_ID);
    assert_snapshot!(shown(create.explain(&client).unwrap()), @r#"
    POST http://sandbox/0/odata/Contact
        {"Id":"410006e1-ca4e-4502-a9ec-e54d922d2c00","Name":"Ann","AccountId":null}
    "#);
    let update = Order::update(ANN).set(Order::AMOUNT, Decimal::new(1050, 2)).set(Order::DATE, Timestamp::UNIX_EPOCH);
    assert_snapshot!(shown(update.explain(&client).unwrap()), @r#"
    PATCH http://sandbox/0/odata/Order(410006e1-ca4e-4502-a9ec-e54d922d2c00)
        {"Amount":10.50,"Date":"1970-01-01T00:00:00Z"}
    "#);
    assert_snapshot!(shown(Contact::delete(ANN).explain(&client).unwrap()), @"DELETE http://sandbox/0/odata/Contact(410006e1-ca4e-4502-a9ec-e54d922d2c00)");
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_key_of_ones_own_is_given_once() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    let id = uuid!("410006e1-ca4e-4502-a9ec-e54d922d2cff");
    let create = Contact::create().key(id).set(Contact::NAME, "Eve");
    assert_eq!(create.probe(&client).await.unwrap(), None);
    assert_eq!(create.send(&client).await.unwrap(), id);
    assert_eq!(create.probe(&client).await.unwrap(), Some(id));
    // Creatio answers a duplicate with the status of any failure: whether it was this one that made the row can't be told.
    let error = create.send(&client).await.unwrap_err();
    assert!(error.outcome_unknown());
    assert_eq!(sandbox.row_count("Contact"), 4);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    for with_body in [false, true] {
        sandbox.set_oddity(Oddity::MissingRowHasBody, with_body);
        let nobody = Uuid::max();
        let update = Contact::update(nobody).set(Contact::AGE, 1).send(&client).await.unwrap_err();
        let delete = Contact::delete(nobody).send(&client).await.unwrap_err();
        for error in [&update, &delete] {
            assert!(error.is_not_found() && !error.outcome_unknown(), "{error}");
        }
    }
    let error = Contact::delete(Uuid::max()).send(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @"DELETE http://sandbox/0/odata/Contact(ffffffff-ffff-ffff-ffff-ffffffffffff): not found (status 404): Resource not found.");
}

#[tokio::test]
async fn what_the_database_refuses() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    let error = Account::delete(ACME).send(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    DELETE http://sandbox/0/odata/Account(e308b781-3c5b-4ecb-89ef-5c1ed4da488e): the server failed (status 500): 23503: update or delete on table "Account" violates foreign key constraint "FKContactAccountId" on table "Contact"; whether it took effect is not known
    send it again to find out: a row that is gone is not found
    "#);
    assert!(stored(&sandbox, "Account", ACME).is_some());

    let error = Contact::create().set(Contact::ACCOUNT_ID, Uuid::max()).send(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    POST http://sandbox/0/odata/Contact: the server failed (status 500): 23503: insert or update on table "Contact" violates foreign key constraint "FKContactAccountId"; whether it took effect is not known
    look for the row before it is sent again; with a key of your own, `.key(Uuid::new_v4())`, `.probe(&client)` can tell
    "#);
    let error = Contact::update(ANN).set(Contact::ACCOUNT_ID, Uuid::max()).send(&client).await.unwrap_err();
    assert!(error.outcome_unknown());
    assert_eq!(stored(&sandbox, "Contact", ANN).unwrap()["AccountId"], ACME.to_string());
}

#[tokio::test]
async fn whole_rows() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    let ann = Contact::get(ANN).one(&client).await.unwrap();

    // A copy with a key that the server chooses.
    let copy = Contact { id: Uuid::nil(), name: "Ann II".to_owned(), ..ann.clone() };
    let id =
        Contact::create_from(&copy).unset(Contact::CREATED_ON).unset(Contact::MODIFIED_ON).send(&client).await.unwrap();
    assert_ne!(id, ANN);
    let read = Contact::get(id).one(&client).await.unwrap();
    let Contact { created_on, modified_on, .. } = read.clone();
    assert_eq!(read, Contact { id, created_on, modified_on, ..copy });

    // The difference, and nothing else.
    let moved = Contact { account_id: Some(GLOBEX), birth_date: None, ..ann.clone() };
    let update = Contact::update_from(&ann, &moved);
    assert_eq!(format!("{update:?}"), format!(r#"PATCH Contact({ANN}) {{"AccountId":"{GLOBEX}","BirthDate":null}}"#));
    update.send(&client).await.unwrap();
    let row = stored(&sandbox, "Contact", ANN).unwrap();
    assert_eq!(
        (&row["AccountId"], &row["BirthDate"], &row["Age"]),
        (&json!(GLOBEX.to_string()), &Value::Null, &json!(30))
    );

    // No difference is no request.
    sandbox.clear_requests();
    let same = Contact::update_from(&moved, &moved);
    assert!(same.is_empty());
    same.send(&client).await.unwrap();
    assert!(sandbox.requests().is_empty());

    let bob = Contact { id: BOB, ..ann.clone() };
    let error = Contact::update_from(&ann, &bob).send(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Usage(_)) && sandbox.requests().is_empty());
    assert_snapshot!(error, @"the two rows have different keys, so the one is no older state of the other");
}
