//! Seeding, and many rows.

mod common;

use common::{get, id, open, send};
use creatio_sandbox::Oddity;
use serde_json::{Value, json};

#[tokio::test]
async fn many_rows_are_streamed() {
    let row = json!({"Name": "contact {n}", "Age": 7});
    let first = json!({"Name": "first"});
    let sandbox = open()
        .rows("Contact", [first])
        .repeat("Contact", 100_000, row)
        .max_rows(200_000)
        .start()
        .await
        .expect("it starts");
    let reply = get(&sandbox, "Contact?$select=Id,Name,Age,Email&$orderby=Id").await;
    assert!(reply.complete && reply.header("transfer-encoding") == Some("chunked"));
    let names = reply.column("Name");
    assert_eq!(
        (names.len(), &names[0], &names[1], &names[100_000]),
        (100_001, &json!("first"), &json!("contact 0"), &json!("contact 99999"))
    );
    assert_eq!(reply.json()["value"][9]["Email"], "");
}

#[tokio::test]
async fn a_client_that_does_not_read_holds_nobody_up() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let sandbox =
        open().repeat("Contact", 60_000, json!({"Name": "c{n}"})).max_rows(60_000).start().await.expect("it starts");
    let host = sandbox.url().replace("http://", "");
    let mut slow = tokio::net::TcpStream::connect(&host).await.expect("it listens");
    slow.write_all(b"GET /0/odata/Contact HTTP/1.1\r\nHost: x\r\n\r\n").await.expect("it is sent");
    let mut start = [0; 12];
    slow.read_exact(&mut start).await.expect("it begins");
    assert_eq!(&start, b"HTTP/1.1 200");
    let mut others = Vec::new();
    for number in 0..20 {
        let url = format!("{}/Contact?$filter=Name%20eq%20'c{number}'&$select=Name", sandbox.odata_url());
        others.push(tokio::spawn(async move { send(&url, "GET", &[], "").await.column("Name") }));
    }
    for (number, names) in others.into_iter().enumerate() {
        assert_eq!(names.await.expect("it is answered"), [json!(format!("c{number}"))]);
    }
    drop(slow);
    tokio::time::timeout(std::time::Duration::from_secs(30), sandbox.stop())
        .await
        .expect("it stops without the client");
}

#[tokio::test]
async fn rows_that_are_equal_may_be_shuffled() {
    let rows = (0..50).map(|number| json!({"Id": id(number), "Name": "same"}));
    let sandbox = open().rows("Contact", rows).oddity(Oddity::ShuffledTies, true).start().await.expect("it starts");
    let (first, second) = (get(&sandbox, "Contact?$orderby=Name").await, get(&sandbox, "Contact?$orderby=Name").await);
    assert_ne!(first.column("Id"), second.column("Id"));
    let (first, second) =
        (get(&sandbox, "Contact?$orderby=Name,Id").await, get(&sandbox, "Contact?$orderby=Name,Id").await);
    assert_eq!(first.column("Id"), second.column("Id"));
}

#[tokio::test]
async fn seeds_are_checked() {
    for (set, row, expected) in [
        ("Contct", json!({}), "the document has no entity set \"Contct\"; did you mean \"Contact\"?"),
        (
            "Contact",
            json!({"Nmae": "x"}),
            "row 1, column \"Nmae\": Terrasoft.Configuration.OData.Contact has no such column; did you mean \"Name\"?",
        ),
        ("Contact", json!({"Account": {}}), "it is a navigation property: seed its own set, and AccountId here"),
        ("Contact", json!({"Age": "x"}), "column \"Age\": expected a whole number, found the text \"x\""),
        ("Contact", json!({"BirthDate": "2026-01-01"}), "expected a date and time with a zone"),
        ("Contact", json!({"Id": "x"}), "expected a guid as text"),
        ("Contact", json!(1), "row 1 is no object"),
        ("SysLDAPSynchGroup", json!({"RecordId": id(1)}), "the key has no value"),
    ] {
        let error = open().rows(set, [row]).start().await.expect_err("it is refused").to_string();
        assert!(error.contains(expected), "{error}");
    }
    let twice = open().rows("Contact", [json!({"Id": id(1)}), json!({"Id": id(1)})]).start().await;
    assert!(twice.err().is_some_and(|error| error.to_string().contains("row 2: another row has the same key")));
    let error = open().now("noon").start().await.expect_err("it is refused").to_string();
    assert!(error.contains("2026-01-31T12:00:00Z"), "{error}");
    for (json, expected) in [
        (
            "[{\"Name\": \"a\"}, {\"Name\": \"b\", \"Name\": \"c\"}]",
            "row 2, column \"Name\": it stands in the row twice",
        ),
        ("{\"rows\": []}", "expected an array of rows or an object with `value` (line 1, column 12)"),
        (
            "[{\"Id\": \"00000000-0000-0000-0000-000000000000\"}]",
            "row 1, column \"Id\": the zero guid is an empty lookup, the key of no row",
        ),
        ("[1]", "expected an array of rows or an object with `value` (line 1, column 2)"),
    ] {
        let error = open().json("Contact", json).start().await.expect_err("it is refused").to_string();
        assert_eq!(error, format!("rows of Contact: {expected}"));
    }
    let broken = open().json("Contact", "[{\"Name\": }]").start().await.expect_err("it is refused").to_string();
    assert!(
        broken.contains(
            "rows of Contact: not JSON (line 1, column 11); expected an array of rows or an object with `value`"
        ),
        "{broken}"
    );
}

#[tokio::test]
async fn a_captured_reply_can_be_seeded() {
    let zero = "00000000-0000-0000-0000-000000000000";
    let reply = format!(
        r#"{{"@odata.context": "x", "value": [{{"Id": "{}", "AccountId": "{zero}", "BirthDate": "0001-01-01T00:00:00Z",
            "ContactPhoto@odata.mediaEditLink": "x"}}]}}"#,
        id(1)
    );
    let sandbox = open().json("Contact", reply).start().await.expect("it starts");
    let row =
        get(&sandbox, "Contact?$filter=Account/Id eq null and BirthDate eq null").await.json()["value"][0].clone();
    assert_eq!((&row["AccountId"], &row["BirthDate"]), (&json!(zero), &json!("0001-01-01T00:00:00Z")));
}

#[tokio::test]
async fn rows_without_a_key_get_one() {
    let rows = || [json!({"Name": "a"}), json!({"Name": "b"})];
    let sandbox = open().rows("Contact", rows()).rows("Contact", rows()).max_url(100).start().await.expect("it starts");
    let mut ids: Vec<String> = get(&sandbox, "Contact").await.column("Id").iter().map(Value::to_string).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    let long = get(&sandbox, &format!("Contact?$filter=Name eq '{}'", "x".repeat(100))).await;
    assert_eq!((long.status, long.header("content-type")), (404, Some("text/html; charset=utf-8")));
}
