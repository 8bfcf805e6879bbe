//! Rows that are changed.

mod common;

use common::{found, get, id, json_to, open, patch, post, stored, with_headers};
use creatio_sandbox::{Oddity, Running};
use serde_json::{Value, json};

async fn start() -> Running {
    open()
        .now("2026-03-02T08:00:00Z")
        .rows("Account", [json!({"Id": id(11), "Name": "Acme"}), json!({"Id": id(12), "Name": "Globex"})])
        .rows("Contact", [
            json!({"Id": id(1), "Name": "Ann", "Age": 30, "AccountId": id(11), "BirthDate": "1990-01-01T00:00:00Z"}),
            json!({"Id": id(2), "Name": "Bob", "Age": 40, "AccountId": id(99)}),
        ])
        .start()
        .await
        .expect("it starts")
}

#[tokio::test]
async fn what_is_named_changes_and_nothing_else() {
    let sandbox = start().await;
    let before = stored(&sandbox, "Contact", 1);
    let reply = patch(&sandbox, "Contact", 1, json!({"Age": 31, "AccountId": null, "BirthDate": null})).await;
    assert_eq!((reply.status, reply.body.as_str(), reply.header("odata-version")), (204, "", Some("4.0")));
    assert_eq!((reply.header("location"), reply.header("content-type")), (None, None));
    let mut expected = before.clone();
    for (name, value) in [
        ("Age", json!(31)),
        ("AccountId", Value::Null),
        ("BirthDate", Value::Null),
        ("ModifiedOn", json!("2026-03-02T08:00:00Z")),
    ] {
        expected[name] = value;
    }
    assert_eq!(stored(&sandbox, "Contact", 1), expected);
    assert_eq!(stored(&sandbox, "Contact", 2)["Age"], 40);
    // Nothing at all is no change.
    assert_eq!(patch(&sandbox, "Contact", 2, "{}").await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 2)["ModifiedOn"], Value::Null);
}

#[tokio::test]
async fn null_is_the_empty_value() {
    let sandbox = start().await;
    patch(&sandbox, "Contact", 1, json!({"Name": null, "Age": null, "Confirmed": null})).await;
    let row = stored(&sandbox, "Contact", 1);
    assert_eq!((&row["Name"], &row["Age"], &row["Confirmed"]), (&json!(""), &json!(0), &json!(false)));
    sandbox.set_oddity(Oddity::EmptyValues, false);
    patch(&sandbox, "Contact", 1, json!({"Name": null, "Age": null, "Confirmed": null})).await;
    let row = stored(&sandbox, "Contact", 1);
    assert_eq!((&row["Name"], &row["Age"], &row["Confirmed"]), (&Value::Null, &Value::Null, &Value::Null));
}

#[tokio::test]
async fn a_key_in_a_body_is_passed_over() {
    let sandbox = start().await;
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"Id": id(7), "Age": 31})).await.status, 204);
    assert_eq!((&stored(&sandbox, "Contact", 1)["Age"], stored(&sandbox, "Contact", 7)), (&json!(31), Value::Null));
    for id in [json!(null), json!("x"), json!(1)] {
        assert_eq!(patch(&sandbox, "Contact", 1, json!({"Id": id, "Age": 32})).await.status, 400, "{id}");
    }
    assert_eq!(stored(&sandbox, "Contact", 1)["Age"], 31);
}

#[tokio::test]
async fn a_row_that_is_not_there_is_not_made() {
    let sandbox = start().await;
    let reply = patch(&sandbox, "Contact", 7, json!({"Age": 1})).await;
    assert_eq!((reply.status, reply.body.as_str()), (404, ""));
    sandbox.set_oddity(Oddity::MissingRowHasBody, true);
    let reply = patch(&sandbox, "Contact", 7, json!({"Age": 1})).await;
    assert_eq!((reply.status, reply.message().as_str()), (404, "Resource not found."));
    // What is wrong with the body is told first.
    assert_eq!(patch(&sandbox, "Contact", 7, json!({"Age": "x"})).await.status, 400);
    assert_eq!(patch(&sandbox, "Nope", 7, "{}").await.status, 404);
    assert_eq!(sandbox.row_count("Contact"), 2);
}

#[tokio::test]
async fn an_unknown_property_is_refused_or_spoils_the_rest() {
    let sandbox = start().await;
    let body = json!({"Age": 31, "Nope": 1, "Name": "x"});
    let reply = patch(&sandbox, "Contact", 1, &body).await;
    assert_eq!(reply.status, 400);
    assert!(reply.message().starts_with("item : The property 'Nope' does not exist on type"), "{}", reply.body);
    sandbox.set_oddity(Oddity::UnknownPropertyWritesNothing, true);
    let before = stored(&sandbox, "Contact", 1);
    assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 1), before);
    assert_eq!(patch(&sandbox, "Contact", 7, &body).await.status, 404);
    assert_eq!(post(&sandbox, "Contact", &body).await.status, 400, "creating is always refused");
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"Age": 31})).await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 1)["Age"], 31);
}

#[tokio::test]
async fn lookups_lead_somewhere() {
    let sandbox = start().await;
    let reply = patch(&sandbox, "Contact", 1, json!({"Age": 31, "AccountId": id(77)})).await;
    assert_eq!(reply.status, 500);
    assert_eq!(
        reply.message(),
        "23503: insert or update on table \"Contact\" violates foreign key constraint \"FKContactAccountId\""
    );
    assert_eq!(reply.json()["error"]["message"], "An error has occurred.");
    assert_eq!(stored(&sandbox, "Contact", 1)["Age"], 30, "all or nothing");
    let reply = post(&sandbox, "Contact", json!({"Id": id(3), "AccountId": id(77)})).await;
    assert_eq!((reply.status, sandbox.row_count("Contact")), (500, 2));
    // Seeds were not checked, and are no matter as long as they are left alone.
    assert_eq!(patch(&sandbox, "Contact", 2, json!({"Age": 41})).await.status, 204);
    assert_eq!(patch(&sandbox, "Contact", 2, json!({"AccountId": id(99)})).await.status, 500);
    // A row may name itself, even before it is there.
    assert_eq!(post(&sandbox, "Contact", json!({"Id": id(3), "OwnerId": id(3)})).await.status, 201);
    sandbox.set_oddity(Oddity::ForeignKeys, false);
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"AccountId": id(77)})).await.status, 204);
    assert_eq!(post(&sandbox, "Contact", json!({"AccountId": id(78)})).await.status, 201);
    assert_eq!(stored(&sandbox, "Contact", 1)["AccountId"], id(77));
}

#[tokio::test]
async fn reading_sees_what_was_written() {
    let sandbox = start().await;
    sandbox.set_oddity(Oddity::NestedExpand, true);
    let details =
        format!("Account({})?$select=Name&$expand=ContactCollectionByAccount($select=Name;$orderby=Name)", id(12));
    let names = async || get(&sandbox, &details).await.json()["ContactCollectionByAccount"].clone();
    // The index that this makes is kept.
    assert_eq!(names().await, json!([]));
    patch(&sandbox, "Contact", 1, json!({"AccountId": id(12), "Name": "Zoe"})).await;
    post(&sandbox, "Contact", json!({"Name": "Eve", "AccountId": id(12)})).await;
    assert_eq!(names().await, json!([{"Name": "Eve"}, {"Name": "Zoe"}]));
    assert_eq!(found(&sandbox, "Contact", "$filter=Account/Name eq 'Globex' and Name eq 'Zoe'").await, "1");
    let column = get(&sandbox, &format!("Contact({})/Account", id(1))).await;
    assert_eq!(column.json()["Name"], "Globex");
    json_to(&sandbox, "DELETE", &format!("Contact({})", id(1)), "").await;
    assert_eq!(names().await, json!([{"Name": "Eve"}]));
    assert_eq!(get(&sandbox, "Contact/$count").await.body, "2");
}

#[tokio::test]
async fn the_row_comes_back_where_that_is_heeded() {
    let sandbox = start().await;
    let prefer = [("Prefer", "return=representation")];
    let path = format!("Contact({})", id(1));
    let reply = with_headers(&sandbox, "PATCH", &path, &prefer, json!({"Age": 31})).await;
    assert_eq!((reply.status, reply.header("preference-applied")), (204, None));
    sandbox.set_oddity(Oddity::PreferReturn, true);
    let reply = with_headers(&sandbox, "PATCH", &path, &prefer, json!({"Age": 32})).await;
    assert_eq!((reply.status, reply.header("preference-applied")), (200, Some("return=representation")));
    assert_eq!(reply.json(), get(&sandbox, &path).await.json());
    assert_eq!(reply.json()["Age"], 32);
    let minimal = [("Prefer", "respond-async; return=\"minimal\"")];
    let reply = with_headers(&sandbox, "PATCH", &path, &minimal, json!({"Age": 33})).await;
    assert_eq!((reply.status, reply.header("preference-applied")), (204, Some("return=minimal")));
    let reply = with_headers(&sandbox, "POST", "Contact", &minimal, json!({"Id": id(3)})).await;
    let place = format!("{}/Contact({})", sandbox.odata_url(), id(3));
    assert_eq!((reply.status, reply.body.as_str(), reply.header("location")), (204, "", Some(&*place)));
    assert_eq!(
        (reply.header("odata-entityid"), reply.header("preference-applied")),
        (Some(&*place), Some("return=minimal"))
    );
    let reply = with_headers(&sandbox, "POST", "Contact", &prefer, json!({"Id": id(4)})).await;
    assert_eq!((reply.status, reply.header("preference-applied")), (201, Some("return=representation")));
    let reply = post(&sandbox, "Contact", json!({"Id": id(5)})).await;
    assert_eq!((reply.status, reply.header("preference-applied")), (201, None));
}
