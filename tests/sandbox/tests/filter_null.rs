//! Null and empty values in `$filter`.

mod common;

use common::{check, filtered, id, open};
use creatio_sandbox::{Oddity, Running};
use serde_json::json;

async fn start() -> Running {
    filtered().start().await.expect("it starts")
}

#[tokio::test]
async fn null_is_what_odata_says() {
    let sandbox = open()
        .oddity(Oddity::EmptyValues, false)
        .rows("Contact", [json!({"Id": id(1), "Name": "x", "Age": 1}), json!({"Id": id(2), "Age": null})])
        .start()
        .await
        .expect("it starts");
    check(
        &sandbox,
        "Contact",
        &[
            ("Name eq null", "2"),
            ("Name ne 'x'", "2"),
            ("Name ne 'y'", "12"),
            ("not (Name eq 'x')", "2"),
            ("Age gt 0", "1"),
            ("not (Age gt 0)", "2"),
            ("Age ge null", ""),
            ("contains(Name,'x')", "1"),
            ("not contains(Name,'x')", ""),
            ("contains(Name,'x') eq null", "2"),
            ("Age add 1 eq null", "2"),
            ("Name eq null or contains(Name,'x')", "12"),
            ("null", ""),
            ("not null", ""),
            ("null eq null", "12"),
        ],
    )
    .await;
    sandbox.set_oddity(Oddity::SqlNulls, true);
    check(
        &sandbox,
        "Contact",
        &[("Name ne 'y'", "1"), ("Name eq null", "2"), ("not (Age gt 0)", ""), ("Age ne null", "1")],
    )
    .await;
}

#[tokio::test]
async fn empty_values_are_what_creatio_stores() {
    let sandbox = start().await;
    check(
        &sandbox,
        "Contact",
        &[
            ("Age eq 0", "3"),
            ("Age eq null", ""),
            ("Email eq ''", "123"),
            ("Email eq null", ""),
            ("Confirmed eq false", "234"),
            ("Account/Id eq null", "3"),
            ("BirthDate eq 0001-01-01T00:00:00Z", ""),
        ],
    )
    .await;
    sandbox.set_oddity(Oddity::NullMatchesEmptyText, true);
    check(&sandbox, "Contact", &[("Email eq null", "123"), ("Email ne null", "4"), ("Account/Name eq null", "3")])
        .await;
}

#[tokio::test]
async fn a_lookup_that_leads_nowhere_still_has_its_key() {
    let contact = json!({"Id": id(1), "AccountId": id(99)});
    let sandbox = open().rows("Contact", [contact]).start().await.expect("it starts");
    check(&sandbox, "Contact", &[(&format!("Account/Id eq {}", id(99)), "1"), ("Account/Name eq null", "1")]).await;
}
