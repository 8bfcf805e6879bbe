//! Rows that are created.

mod common;

use common::{Session, get, id, json_to, open, post, send, stored, with_headers};
use creatio_sandbox::{Oddity, Running, Sandbox, User};
use serde_json::{Value, json};

async fn start() -> Running {
    open().rows("Account", [json!({"Id": id(11), "Name": "Acme"})]).start().await.expect("it starts")
}

#[tokio::test]
async fn the_answer_is_the_whole_row() {
    let sandbox = start().await;
    let body = json!({"Id": id(1), "Name": "Ann", "AccountId": id(11), "BirthDate": "1990-05-17T12:00:00+02:00"});
    let reply = post(&sandbox, "Contact", body).await;
    let location = format!("{}/Contact({})", sandbox.odata_url(), id(1));
    assert_eq!((reply.status, reply.header("location")), (201, Some(location.as_str())));
    assert_eq!(reply.header("odata-version"), Some("4.0"));
    assert_eq!(reply.header("content-type"), Some("application/json; odata.metadata=minimal"));
    assert_eq!((reply.header("odata-entityid"), reply.header("etag")), (None, None));
    assert_eq!(reply.json()["@odata.context"], format!("{}/$metadata#Contact/$entity", sandbox.odata_url()));
    assert_eq!(reply.json()["BirthDate"], "1990-05-17T10:00:00Z");
    // It is what reading it says.
    assert_eq!(reply.json(), get(&sandbox, &format!("Contact({})", id(1))).await.json());
    assert_eq!(sandbox.row_count("Contact"), 1);
}

#[tokio::test]
async fn a_key_is_made_where_none_is_given() {
    let sandbox = start().await;
    let mut keys = Vec::new();
    for _ in 0..3 {
        let reply = post(&sandbox, "Contact", json!({"Name": "Ann"})).await;
        let key = reply.json()["Id"].as_str().expect("a key").to_owned();
        assert!(reply.header("location").is_some_and(|location| location.ends_with(&format!("/Contact({key})"))));
        assert_eq!(get(&sandbox, &format!("Contact({key})")).await.status, 200);
        assert!(!keys.contains(&key));
        keys.push(key);
    }
    assert_eq!(sandbox.row_count("Contact"), 3);
    // The zero guid is no key, save where it is a value like others.
    let zero = json!({"Id": "00000000-0000-0000-0000-000000000000"});
    assert_ne!(post(&sandbox, "Contact", &zero).await.json()["Id"], zero["Id"]);
    sandbox.set_oddity(Oddity::ZeroGuidIgnored, false);
    assert_eq!(post(&sandbox, "Contact", &zero).await.json()["Id"], zero["Id"]);
    let null = post(&sandbox, "Contact", json!({"Id": null})).await;
    assert_eq!(null.status, 400);
    assert!(null.message().starts_with("item : A null value was found for the property named 'Id'"), "{}", null.body);
}

#[tokio::test]
async fn a_key_is_given_once() {
    let sandbox = start().await;
    assert_eq!(post(&sandbox, "Contact", json!({"Id": id(1), "Name": "Ann"})).await.status, 201);
    let reply = post(&sandbox, "Contact", json!({"Id": id(1), "Name": "Bob"})).await;
    assert_eq!(reply.status, 500);
    assert_eq!(reply.message(), "23505: duplicate key value violates unique constraint \"PKContact\"");
    assert_eq!(stored(&sandbox, "Contact", 1)["Name"], "Ann");
}

const KEYS: &str = include_str!("../../fixtures/emit/keys/metadata.xml");

#[tokio::test]
async fn keys_of_every_kind_stand_in_the_location() {
    let sandbox = Sandbox::builder().metadata(KEYS).auth(false).start().await.expect("it starts");
    for (set, body, place) in [
        ("ByText", json!({"Code": "a/b c'é"}), "ByText('a%2Fb%20c''%C3%A9')"),
        ("ByText", json!({"Code": "%2F(,=)"}), "ByText('%252F(,=)')"),
        ("ByNumber", json!({"Number": -7}), "ByNumber(-7)"),
        ("ByKind", json!({"Kind": "B"}), "ByKind(Demo.Kind'B')"),
        (
            "ByThree",
            json!({"Zone": "x,y='z'", "Day": "2024-02-29", "Amount": 1.5, "About": "x"}),
            "ByThree(Zone='x,y=''z''',Day=2024-02-29,Amount=1.5)",
        ),
    ] {
        let reply = post(&sandbox, set, &body).await;
        let location = reply.header("location").unwrap_or_else(|| panic!("{}", reply.body)).to_owned();
        assert_eq!(location, format!("{}/{place}", sandbox.odata_url()));
        let read = send(&location, "GET", &[], "").await;
        assert_eq!(read.json(), reply.json(), "{place}");
        let again = post(&sandbox, set, &body).await;
        assert_eq!(again.status, 500, "{place}");
        assert_eq!(send(&location, "DELETE", &[], "").await.status, 204, "{place}");
        assert_eq!(send(&location, "GET", &[], "").await.status, 404, "{place}");
    }
    // A number is counted on; nothing else is made up.
    let mut counted = Vec::new();
    for body in [json!({}), json!({"Number": 41}), json!({}), json!({"Number": 7})] {
        counted.push(post(&sandbox, "ByNumber", body).await.json()["Number"].clone());
    }
    assert_eq!(counted, [json!(1), json!(41), json!(42), json!(7)]);
    let rows = sandbox.rows("ByNumber");
    let numbers: Vec<&Value> = rows.iter().map(|row| &row["Number"]).collect();
    assert_eq!(numbers, ["1", "41", "42", "7"], "in the order in which they came");
    let missing = post(&sandbox, "ByThree", json!({"Zone": "x", "Amount": 1})).await;
    assert_eq!(missing.status, 500);
    assert!(missing.message().starts_with("23502: null value in column \"Day\""), "{}", missing.message());
    // Rows without a key can be read.
    for set in ["ByNothing", "ByPath"] {
        assert_eq!(post(&sandbox, set, "{}").await.status, 405, "{set}");
        assert_eq!(get(&sandbox, set).await.column("Days"), Vec::<Value>::new(), "{set}");
    }
}

#[tokio::test]
async fn what_is_not_named_is_empty() {
    let sandbox = start().await;
    post(&sandbox, "Contact", json!({"Id": id(1)})).await;
    let row = stored(&sandbox, "Contact", 1);
    assert_eq!(
        (&row["Name"], &row["Age"], &row["Confirmed"], &row["AccountId"], &row["BirthDate"]),
        (&json!(""), &json!(0), &json!(false), &Value::Null, &Value::Null)
    );
    sandbox.set_oddity(Oddity::EmptyValues, false);
    post(&sandbox, "Contact", json!({"Id": id(2), "Age": null})).await;
    let row = stored(&sandbox, "Contact", 2);
    assert_eq!((&row["Name"], &row["Age"], &row["Confirmed"]), (&Value::Null, &Value::Null, &Value::Null));
}

#[tokio::test]
async fn rows_are_stamped() {
    let sandbox = Sandbox::builder()
        .metadata(common::METADATA)
        .now("2026-03-02T08:00:00Z")
        .user(User::new("Supervisor", "Supervisor").contact(id(1)))
        .rows("Contact", [json!({"Id": id(1), "Name": "Supervisor"}), json!({"Id": id(9)})])
        .start()
        .await
        .expect("it starts");
    let mut session = Session::open(&sandbox).await;
    let who = format!("{}/0/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", sandbox.url());
    assert_eq!(session.json("POST", &who, json!({})).await.json()["contact"]["value"], id(1));
    let url = format!("{}/Contact", sandbox.odata_url());
    session.json("POST", &url, json!({"Id": id(2)})).await;
    session.json("POST", &url, json!({"Id": id(3), "CreatedOn": "2020-01-01T00:00:00Z", "ModifiedById": id(9)})).await;
    let stamps = |key| {
        let row = stored(&sandbox, "Contact", key);
        ["CreatedOn", "CreatedById", "ModifiedOn", "ModifiedById"].map(|name| row[name].clone())
    };
    let (now, user) = (json!("2026-03-02T08:00:00Z"), json!(id(1)));
    assert_eq!(stamps(2), [now.clone(), user.clone(), now.clone(), user.clone()]);
    assert_eq!(stamps(3), [json!("2020-01-01T00:00:00Z"), user.clone(), now.clone(), json!(id(9))]);
    // Changing is not creating.
    session.json("PATCH", &format!("{url}({})", id(9)), json!({"Age": 1})).await;
    assert_eq!(stamps(9), [Value::Null, Value::Null, now.clone(), user]);
    sandbox.set_oddity(Oddity::StampsRows, false);
    session.json("POST", &url, json!({"Id": id(4)})).await;
    assert_eq!(stamps(4), [Value::Null, Value::Null, Value::Null, Value::Null]);
    // Nobody is signed in: nobody did it.
    let sandbox = open().now("2026-03-02T08:00:00Z").start().await.expect("it starts");
    post(&sandbox, "Contact", json!({"Id": id(2)})).await;
    assert_eq!(
        (&stored(&sandbox, "Contact", 2)["CreatedOn"], &stored(&sandbox, "Contact", 2)["CreatedById"]),
        (&now, &Value::Null)
    );
    let error =
        open().user(User::new("a", "b").contact("nobody")).start().await.expect_err("it is refused").to_string();
    assert_eq!(error, "the contact \"nobody\" of the user \"a\" is no guid");
}

#[tokio::test]
async fn a_body_is_an_object_of_json() {
    let sandbox = start().await;
    for (body, message) in [
        ("", "item : Invalid JSON. The end was reached too early."),
        ("{\"Name\":", "item : Invalid JSON. The end was reached too early."),
        ("{\"Name\": \"a\",}", "item : Invalid JSON. A token at line 1, column 14 was not expected."),
        ("{} x", "item : Invalid JSON. A token at line 1, column 4 was not expected."),
        ("[]", "item : Invalid JSON. An object was expected."),
        ("null", "item : Invalid JSON. An object was expected."),
        ("{\"Name\":\"\\ud800\"}", "item : Invalid JSON. A text is none."),
        (
            "{\"Name\":\"a\",\"Name\":\"b\"}",
            "item : Multiple properties with the name 'Name' were detected in a resource or a complex value.",
        ),
        (
            "{\"Nope\":1}",
            "item : The property 'Nope' does not exist on type 'Terrasoft.Configuration.OData.Contact'. Make sure to only use property names that are defined by the type.",
        ),
        (
            "{\"Nope@odata.bind\":\"Account(1)\"}",
            "item : The property 'Nope' does not exist on type 'Terrasoft.Configuration.OData.Contact'. Make sure to only use property names that are defined by the type.",
        ),
    ] {
        let reply = post(&sandbox, "Contact", body).await;
        assert_eq!((reply.status, reply.message().as_str()), (400, message), "{body}");
        assert_eq!(reply.json()["error"]["message"], "The request is invalid.");
    }
    for kind in ["text/plain", "application/xml; charset=utf-8", "application/octet-stream"] {
        let reply = with_headers(&sandbox, "POST", "Contact", &[("Content-Type", kind)], "{}").await;
        assert_eq!(reply.status, 415, "{kind}");
    }
    let untyped = send(&format!("{}/Contact", sandbox.odata_url()), "POST", &[], "{}").await;
    assert!(untyped.body.contains("'application/octet-stream' is not supported"), "{}", untyped.body);
    assert_eq!(sandbox.row_count("Contact"), 0);
    for (kind, body) in [
        ("application/json;odata=verbose", "\u{feff}{}"),
        ("Application/JSON; charset=utf-8", "{\"@odata.type\":\"#x\",\"Name@own.note\":1}"),
    ] {
        let reply = with_headers(&sandbox, "POST", "Contact", &[("Content-Type", kind)], body).await;
        assert_eq!(reply.status, 201, "{kind}");
    }
}

#[tokio::test]
async fn the_answer_may_be_narrowed_and_nothing_else() {
    let sandbox = start().await;
    let reply =
        post(&sandbox, "Contact?$select=Name&$expand=Account", json!({"Name": "Ann", "AccountId": id(11)})).await;
    assert_eq!((reply.status, &reply.json()["Account"]["Name"]), (201, &json!("Acme")));
    assert!(reply.json().get("Age").is_none());
    for (method, path) in [
        ("POST", "Contact?$filter=Age eq 1"),
        ("POST", "Contact?$select=Nope"),
        ("POST", "Contact?$top=1"),
        ("POST", "Contact?$nope=1"),
        ("PATCH", &format!("Account({})?$orderby=Name", id(11))),
        ("DELETE", &format!("Account({})?$count=true", id(11))),
    ] {
        assert_eq!(json_to(&sandbox, method, path, "{}").await.status, 400, "{method} {path}");
    }
    assert_eq!((sandbox.row_count("Contact"), sandbox.row_count("Account")), (1, 1));
}
