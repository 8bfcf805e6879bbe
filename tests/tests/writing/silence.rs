//! What Creatio answers with success and does not do: caught, or impossible to say. Each test turns the switch under which the
//! sandbox loses it in silence.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Error, ErrorKind};
use creatio_sandbox::{Fault, Oddity, Running, Sandbox};
use insta::assert_snapshot;

use crate::changes::stored;
use crate::creatio::{Account, Contact};
use crate::stage::{ACME, ANN, METADATA, anonymous, sandbox, text};

/// What is refused here: nothing left.
fn refused(sandbox: &Running, error: &Error) -> String {
    assert!(matches!(error.kind(), ErrorKind::Usage(_)), "{error}");
    assert!(!error.outcome_unknown() && sandbox.requests().is_empty(), "{error}");
    text(sandbox, error)
}

#[tokio::test]
async fn a_zero_guid_is_refused() {
    let sandbox = sandbox().auth(false).oddity(Oddity::ZeroGuidIgnored, true).start().await.unwrap();
    let client = anonymous(&sandbox);
    let error = Contact::update(ANN).set(Contact::ACCOUNT_ID, Uuid::nil()).send(&client).await.unwrap_err();
    assert_snapshot!(refused(&sandbox, &error), @r"
    `AccountId` is set to the zero guid, which Creatio passes over in silence
    to empty it, `.clear(…)` it
    ");
    let error = Contact::create().set(Contact::ACCOUNT_ID, Some(Uuid::nil())).send(&client).await.unwrap_err();
    refused(&sandbox, &error);
    let error = Contact::create().key(Uuid::nil()).send(&client).await.unwrap_err();
    assert_snapshot!(refused(&sandbox, &error), @"the zero guid is no row's key: it stands for an empty lookup");
    // The way that works.
    Contact::update(ANN).clear(Contact::ACCOUNT_ID).send(&client).await.unwrap();
    assert!(stored(&sandbox, "Contact", ANN).unwrap()["AccountId"].is_null());
}

#[tokio::test]
async fn a_link_in_a_body_is_refused() {
    // `.set(Contact::ACCOUNT, …)` does not compile: see tests/ui.
    let sandbox = sandbox().auth(false).oddity(Oddity::NavigationInBodyIgnored, true).start().await.unwrap();
    let client = anonymous(&sandbox);
    let error = Contact::create().bind(Contact::ACCOUNT, ACME).send(&client).await.unwrap_err();
    assert_snapshot!(refused(&sandbox, &error), @r"
    `Account` is a link to other rows, and Creatio ignores links in what is written
    set the lookup's id column, and create rows of details one by one
    ");
    let account = Account::create().set(Account::NAME, "New");
    refused(&sandbox, &Contact::create().insert(Contact::ACCOUNT, account).send(&client).await.unwrap_err());
    refused(&sandbox, &Contact::update(ANN).bind(Contact::ACCOUNT, ACME).send(&client).await.unwrap_err());
}

#[tokio::test]
async fn dates_have_a_zone() {
    let sandbox = sandbox().auth(false).oddity(Oddity::ZonelessDateIsYearOne, true).start().await.unwrap();
    let client = anonymous(&sandbox);
    let date: Timestamp = "2024-01-01T04:00:00+03:00".parse().unwrap();
    Contact::update(ANN).set(Contact::BIRTH_DATE, date).send(&client).await.unwrap();
    assert_eq!(Contact::get(ANN).one(&client).await.unwrap().birth_date, Some(date));
    assert_eq!(sandbox.requests()[0].body, r#"{"BirthDate":"2024-01-01T01:00:00Z"}"#);
    // Never, as Creatio writes it, and as it is read.
    Contact::update(ANN).set(Contact::BIRTH_DATE, Timestamp::MAX).send(&client).await.unwrap();
    assert_eq!(stored(&sandbox, "Contact", ANN).unwrap()["BirthDate"].as_str().unwrap()[..10], *"9999-12-31");
    assert_eq!(Contact::get(ANN).one(&client).await.unwrap().birth_date, Some(Timestamp::MAX));
}

#[tokio::test]
async fn the_year_1_is_refused() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    let year_1: Timestamp = "0001-01-01T00:00:00Z".parse().unwrap();
    let error = Contact::update(ANN).set(Contact::BIRTH_DATE, year_1).send(&client).await.unwrap_err();
    assert_snapshot!(refused(&sandbox, &error), @r"
    `BirthDate` is set to the year 1, which Creatio reads as no date
    to empty it, `.clear(…)` it
    ");
}

#[tokio::test]
async fn a_column_that_does_not_take_is_told() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    sandbox.drops("Contact", "JobTitle");
    sandbox.drops("Contact", "AccountId");
    let change =
        Contact::update(ANN).set(Contact::AGE, 31).set(Contact::JOB_TITLE, "secret").clear(Contact::ACCOUNT_ID);
    // This is how it is lost.
    change.send(&client).await.unwrap();
    let error = change.clone().verified().send(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r"
    Contact(410006e1-ca4e-4502-a9ec-e54d922d2c00) was written, and of its columns these do not hold what they were set to: JobTitle, AccountId
    a build that does not know a column any more, a missing right or a rule of the instance may be why; what was written otherwise stays
    ");
    let ErrorKind::NotTaken { columns, address, .. } = error.kind() else { panic!("{error}") };
    assert_eq!((&columns[..], address.as_str()), (&["JobTitle", "AccountId"][..], &*format!("Contact({ANN})")));
    assert!(!error.outcome_unknown());

    let error = Contact::create().set(Contact::JOB_TITLE, "secret").verified().send(&client).await.unwrap_err();
    let ErrorKind::NotTaken { columns, address, .. } = error.kind() else { panic!("{error}") };
    assert_eq!(columns, &["JobTitle"]);
    // The row is there, and can be found.
    assert!(client.odata_get_raw(address).await.unwrap().contains(r#""JobTitle":"""#));
    Contact::update(ANN).set(Contact::AGE, 32).verified().send(&client).await.unwrap();
}

/// The metadata that the bindings were generated from had a column that the instance has no more.
fn drifted() -> Sandbox {
    let column = r#"<Property Name="JobTitle" Type="Edm.String""#;
    let at = METADATA.find(column).expect("the column");
    let end = at + METADATA[at..].find("/>").expect("its end") + 2;
    let metadata = format!("{}{}", &METADATA[..at], &METADATA[end..]);
    Sandbox::builder()
        .metadata(metadata)
        .auth(false)
        .rows("Contact", [serde_json::json!({"Id": ANN.to_string(), "Age": 30})])
}

#[tokio::test]
async fn an_unknown_column_is_told() {
    let sandbox = drifted().start().await.unwrap();
    let client = anonymous(&sandbox);
    let change = Contact::update(ANN).set(Contact::AGE, 31).set(Contact::JOB_TITLE, "Boss");
    let error = change.send(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r"
    PATCH http://sandbox/0/odata/Contact(410006e1-ca4e-4502-a9ec-e54d922d2c00): the server refuses the request (status 400): item : The property 'JobTitle' does not exist on type 'Terrasoft.Configuration.OData.Contact'. Make sure to only use property names that are defined by the type.
    if the metadata has changed since the code was generated, fetch it and generate again
    ");
    // An older build says yes and writes nothing at all.
    sandbox.set_oddity(Oddity::UnknownPropertyWritesNothing, true);
    change.send(&client).await.unwrap();
    assert_eq!(stored(&sandbox, "Contact", ANN).unwrap()["Age"], 30);
    let error = change.verified().send(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @"
    Contact(410006e1-ca4e-4502-a9ec-e54d922d2c00) was written, and of its columns these do not hold what they were set to: Age, JobTitle
    a build that does not know a column any more, a missing right or a rule of the instance may be why; what was written otherwise stays
    ");
}

#[tokio::test]
async fn a_create_that_fails_after_it_inserted_is_unknown() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    let create = Contact::create().key(Uuid::max()).set(Contact::NAME, "Eve");
    let _ = sandbox.fault(Fault::InsertThenFail).method("POST");
    let error = create.send(&client).await.unwrap_err();
    assert!(error.outcome_unknown());
    assert_snapshot!(text(&sandbox, &error), @r"
    POST http://sandbox/0/odata/Contact: the server failed (status 500): Object reference not set to an instance of an object.; whether it took effect is not known
    `.probe(&client)` tells whether the row is there; with its key it can be sent again, and is not created twice
    ");
    assert_eq!(create.probe(&client).await.unwrap(), Some(Uuid::max()));

    let _ = sandbox.fault(Fault::InsertThenFail).method("POST");
    let error = Contact::create().set(Contact::NAME, "Eve").send(&client).await.unwrap_err();
    assert!(error.outcome_unknown());
    assert_snapshot!(text(&sandbox, &error), @r"
    POST http://sandbox/0/odata/Contact: the server failed (status 500): Object reference not set to an instance of an object.; whether it took effect is not known
    look for the row before it is sent again; with a key of your own, `.key(Uuid::new_v4())`, `.probe(&client)` can tell
    ");
    assert_eq!(sandbox.row_count("Contact"), 5);
}
