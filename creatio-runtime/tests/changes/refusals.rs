//! What is refused on this side: nothing is sent, and the text says what to do.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{ETag, Error, ErrorKind};
use insta::assert_snapshot;

use crate::common::creatio::{Account, Contact};
use crate::common::sample::Sample;

/// Nothing is sent, so the port is of no matter.
fn client() -> Client {
    Client::builder("http://127.0.0.1:9").auth(Anonymous).build().unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Usage(_)) && !error.outcome_unknown(), "{error}");
    error.to_string()
}

fn year_one() -> Timestamp {
    "0001-01-01T00:00:00Z".parse().unwrap()
}

#[test]
fn what_creatio_would_lose() {
    let client = client();
    let update = || Contact::update(Uuid::max());
    assert_snapshot!(refused(update().set(Contact::ACCOUNT_ID, Uuid::nil()).explain(&client)), @"
    `AccountId` is set to the zero guid, which Creatio passes over in silence
    to empty it, `.clear(…)` it
    ");
    assert_snapshot!(refused(Contact::create().key(Uuid::nil()).explain(&client)), @"the zero guid is no row's key: it stands for an empty lookup");
    assert_snapshot!(refused(update().set(Contact::BIRTH_DATE, year_one()).explain(&client)), @"
    `BirthDate` is set to the year 1, which Creatio reads as no date
    to empty it, `.clear(…)` it
    ");
    assert_snapshot!(refused(update().bind(Contact::ACCOUNT, Uuid::max()).explain(&client)), @"
    `Account` is a link to other rows, and Creatio ignores links in what is written
    set the lookup's id column, and create rows of details one by one
    ");
    let account = Account::create().set(Account::NAME, "Acme");
    assert_snapshot!(refused(Contact::create().insert(Contact::ACCOUNT, account).explain(&client)), @"
    `Account` is a link to other rows, and Creatio ignores links in what is written
    set the lookup's id column, and create rows of details one by one
    ");
    let version = ETag::new("\"1\"");
    assert_snapshot!(refused(Contact::delete(Uuid::max()).if_match(&version).explain(&client)), @"
    a version was given, and Creatio is not known to heed `If-Match`: whatever the row is by now, it would be written over or deleted
    leave `.if_match(…)` out
    ");
    refused(update().set(Contact::NAME, "a").if_match(&version).explain(&client));
}

#[test]
fn other_services_take_it() {
    let client = client();
    let update = Sample::update(1).set(Sample::GUID, Uuid::nil()).set(Sample::MOMENT, year_one());
    assert_snapshot!(update.explain(&client).unwrap().body().unwrap(), @r#"{"Guid":"00000000-0000-0000-0000-000000000000","Moment":"0001-01-01T00:00:00Z"}"#);
    assert!(Sample::create().key(0).explain(&client).is_ok());
}

#[test]
fn keys() {
    let client = client();
    assert_snapshot!(refused(Contact::update(Uuid::max()).set(Contact::ID, Uuid::max()).explain(&client)), @"
    `Id` is of the key, which a row keeps for good
    create a row with the other key, and delete this one
    ");
    assert_snapshot!(refused(Sample::update(1).set(Sample::ID, 2).explain(&client)), @"
    `Id` is of the key, which a row keeps for good
    create a row with the other key, and delete this one
    ");
    let row = |id: u128| Account { id: Uuid::from_u128(id), name: "a".to_owned(), primary_contact_id: None };
    assert_snapshot!(refused(Account::update_from(&row(1), &row(2)).explain(&client)), @"the two rows have different keys, so the one is no older state of the other");
}

#[test]
fn versions_that_no_header_can_carry() {
    for text in ["1", "\"a\r\nX: y\"", "\"é\"", "\"", "W/", "\"a\"b\"", ""] {
        let update = Sample::update(1).set(Sample::FLAG, true).if_match(&ETag::new(text));
        assert_eq!(refused(update.explain(&client())), "the version is no text that a header can carry", "{text:?}");
    }
    for text in ["\"\"", "W/\"a b\"", "\"x\""] {
        assert!(Sample::delete(1).if_match(&ETag::new(text)).explain(&client()).is_ok(), "{text:?}");
    }
}

#[test]
fn what_is_refused_prints_itself() {
    let update = Contact::update(Uuid::max()).set(Contact::ACCOUNT_ID, Uuid::nil());
    assert_snapshot!(format!("{update:?}"), @"
    PATCH Contact <`AccountId` is set to the zero guid, which Creatio passes over in silence
    to empty it, `.clear(…)` it>
    ");
}
