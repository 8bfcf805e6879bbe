//! Bindings of one document, and a server that has another.

use creatio_runtime::prelude::*;
use creatio_runtime::{ErrorKind, Found};
use creatio_sandbox::{Fault, Running};
use insta::assert_snapshot;
use serde_json::json;

use crate::creatio::{Account, Contact, Order};
use crate::stage::{METADATA, anonymous, sandbox, text};

/// A server whose document has lost something since the bindings were made.
async fn without(part: &str, with: &str) -> Running {
    let metadata = METADATA.replace(part, with);
    assert_ne!(metadata, METADATA, "there is no {part}");
    creatio_sandbox::Sandbox::builder()
        .metadata(metadata)
        .rows("Account", [json!({"Name": "Acme"})])
        .auth(false)
        .start()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_set_that_is_gone() {
    let sandbox = without(r#"<EntitySet Name="Order" "#, r#"<EntitySet Name="UsrOrder" "#).await;
    let error = Order::query().filter(Order::NUMBER.eq("A-4711")).all(&anonymous(&sandbox)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UnknownSet) && !error.is_not_found());
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Order: there is no such entity set (status 404): No type was found that matches the controller named 'Order'.
    if the metadata has changed since the code was generated, fetch it and generate again; after a change of schemas the server needs two minutes to know them
    "#);
    let error = Order::query().count(&anonymous(&sandbox)).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Order: there is no such entity set (status 404): No type was found that matches the controller named 'Order'.
    if the metadata has changed since the code was generated, fetch it and generate again; after a change of schemas the server needs two minutes to know them
    "#);
}

#[tokio::test]
async fn a_column_that_is_gone() {
    let gone = r#"<Property Name="Code" Type="Edm.String" Nullable="false" />"#;
    let sandbox = without(gone, "").await;
    let client = anonymous(&sandbox);
    // Named in the question, the server says so.
    let error = Account::query().select((Account::NAME, Account::CODE)).all(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Account: the server refuses the request (status 400): Could not find a property named 'Code' on type 'Terrasoft.Configuration.OData.Account'
    if the metadata has changed since the code was generated, fetch it and generate again
    "#);
    let error = Account::query().filter(Account::CODE.eq("A-4711")).all(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Account: the server refuses the request (status 400): Could not find a property named 'Code' on type 'Terrasoft.Configuration.OData.Account'
    if the metadata has changed since the code was generated, fetch it and generate again
    "#);
    // Where all columns are asked for, it is not there to be read.
    let error = Account::query().all(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Account: Account.Code, row 1: expected text, found no such key
    if the metadata has changed since the code was generated, fetch it and generate again
    "#);
}

#[tokio::test]
async fn a_wrong_value_in_row_17003() {
    let sandbox = sandbox().auth(false).repeat("City", 18_000, json!({"Name": "City {n}"})).start().await.unwrap();
    let wrong = json!("Gotham, secret").to_string();
    let _ = sandbox.fault(Fault::WrongValue { row: 17_002, column: "ProcessListeners".into(), json: wrong }).always();
    let query =
        crate::creatio::City::query().select((crate::creatio::City::NAME, crate::creatio::City::PROCESS_LISTENERS));
    for rows in [1_000, 20_000] {
        let error = query.clone().page_size(rows).all(&anonymous(&sandbox)).await.unwrap_err();
        let ErrorKind::Decode(decode) = error.kind() else { panic!("{error}") };
        assert_eq!((decode.entity(), decode.row(), decode.column()), ("City", Some(17_003), Some("ProcessListeners")));
        assert_eq!(
            (decode.expected().unwrap(), decode.found()),
            ("a whole number from -2147483648 to 2147483647", Some(Found::Text(14)))
        );
        insta::allow_duplicates! {
            assert_snapshot!(text(&sandbox, &error), @r#"
            GET http://sandbox/0/odata/City: City.ProcessListeners, row 17003: expected a whole number from -2147483648 to 2147483647, found text of 14 characters
            if the metadata has changed since the code was generated, fetch it and generate again
            "#);
        }
    }
}

#[tokio::test]
async fn a_key_that_nothing_has() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    let nobody = creatio_runtime::uuid::Uuid::from_u128(1);
    let error = Contact::get(nobody).one(&client).await.unwrap_err();
    assert!(error.is_not_found());
    assert_snapshot!(text(&sandbox, &error), @"GET http://sandbox/0/odata/Contact(00000000-0000-0000-0000-000000000001): not found (status 404)");
    assert_eq!(Contact::get(nobody).optional(&client).await.unwrap(), None);
    sandbox.set_oddity(creatio_sandbox::Oddity::MissingRowHasBody, true);
    let error = Contact::get(nobody).one(&client).await.unwrap_err();
    assert!(error.is_not_found());
    assert_snapshot!(text(&sandbox, &error), @"GET http://sandbox/0/odata/Contact(00000000-0000-0000-0000-000000000001): not found (status 404): Resource not found.");
    assert_eq!(Contact::get(nobody).optional(&client).await.unwrap(), None);
    let none = Contact::query().filter(Contact::NAME.eq("Dora")).one(&client).await.unwrap_err();
    assert!(none.is_not_found());
    assert_snapshot!(text(&sandbox, &none), @"no Contact meets the conditions");
    let two = Contact::query().filter(Contact::AGE.gt(30)).one(&client).await.unwrap_err();
    assert!(!two.is_not_found());
    assert_snapshot!(text(&sandbox, &two), @r#"
    more than one Contact meets the conditions
    narrow the filter, or take the first one with `.first(…)`
    "#);
}
