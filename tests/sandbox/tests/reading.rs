//! Sets, rows, columns, paging, selecting.

mod common;

use common::{get, id, open, send};
use creatio_sandbox::{Oddity, Running, Sandbox};
use serde_json::{Value, json};

fn seeded() -> Sandbox {
    open()
        .rows("AccountType", [json!({"Id": id(21), "Name": "Customer"})])
        .rows("Account", [json!({"Id": id(11), "Name": "Acme", "TypeId": id(21)})])
        .rows(
            "Contact",
            (1..=5).map(|number| {
                let account = (number < 3).then(|| id(11));
                json!({"Id": id(number), "Name": format!("c{number}"), "AccountId": account, "Age": number})
            }),
        )
}

async fn start() -> Running {
    seeded().start().await.expect("it starts")
}

fn names(range: std::ops::RangeInclusive<u32>) -> Vec<Value> {
    range.map(|number| json!(format!("c{number}"))).collect()
}

#[tokio::test]
async fn pages_and_counts() {
    let sandbox = start().await;
    let reply = get(&sandbox, "Contact?$orderby=Name&$skip=1&$top=2&$count=true&$filter=Age lt 5").await;
    assert_eq!(reply.column("Name"), names(2..=3));
    assert_eq!(reply.json()["@odata.count"], 4);
    assert_eq!(reply.header("content-type"), Some("application/json; odata.metadata=minimal"));
    assert_eq!(reply.header("odata-version"), Some("4.0"));
    let none = get(&sandbox, "Contact?$count=true&$top=0").await.json();
    assert_eq!((&none["@odata.count"], &none["value"]), (&json!(5), &json!([])));
    assert!(get(&sandbox, "Contact?$count=false").await.json().get("@odata.count").is_none());
    assert!(get(&sandbox, "Contact?$skip=5").await.column("Name").is_empty());
    let count = get(&sandbox, "Contact/$count?$filter=Age gt 2").await;
    assert_eq!((count.status, count.body.as_str()), (200, "3"));
    assert!(count.header("content-type").is_some_and(|kind| kind.starts_with("text/plain")));
}

#[tokio::test]
async fn replies_are_cut_silently_at_the_cap() {
    let sandbox = seeded().max_rows(3).start().await.expect("it starts");
    for query in ["", "$top=5", "$top=4&$skip=0"] {
        let reply = get(&sandbox, &format!("Contact?$orderby=Name&{query}")).await;
        assert_eq!(reply.column("Name"), names(1..=3), "{query}");
        assert!(reply.json().get("@odata.nextLink").is_none());
    }
    let reply = get(&sandbox, "Contact?$count=true&$skip=3&$orderby=Name").await;
    assert_eq!((reply.column("Name"), reply.json()["@odata.count"].as_u64()), (names(4..=5), Some(5)));
}

#[tokio::test]
async fn a_service_that_pages_gives_links() {
    let sandbox = seeded().max_rows(2).oddity(Oddity::ServerPaging, true).start().await.expect("it starts");
    let mut all = Vec::new();
    let mut url = format!("{}/Contact?$orderby=Name&$select=Name&$skip=1&$top=4&$count=true", sandbox.odata_url());
    for _ in 0..10 {
        let reply = send(&url, "GET", &[], "").await;
        all.extend(reply.column("Name"));
        assert_eq!(reply.json()["@odata.count"], 5);
        match reply.json()["@odata.nextLink"].as_str() {
            Some(next) => url = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(all, names(2..=5));
    let url = format!("{}/Contact?$orderby=Name", sandbox.odata_url());
    let reply = send(&url, "GET", &[("Prefer", "odata.maxpagesize=1")], "").await;
    assert_eq!((reply.column("Name"), reply.header("preference-applied")), (names(1..=1), Some("odata.maxpagesize=1")));
    sandbox.set_oddity(Oddity::AbsoluteNextLink, false);
    let next = get(&sandbox, "Contact?$orderby=Name").await.json()["@odata.nextLink"].clone();
    assert_eq!(next, "Contact?$orderby=Name&$skiptoken=2");
    assert_eq!(get(&sandbox, "Contact?$orderby=Name&%24skiptoken=4").await.column("Name"), names(5..=5));
    assert_eq!(get(&start().await, "Contact?$skiptoken=2").await.status, 400);
}

#[tokio::test]
async fn select_narrows_and_names_the_first_mistake() {
    let sandbox = start().await;
    let reply = get(&sandbox, "Contact?$select=Name, AccountId&$orderby=Name&$top=1").await;
    assert_eq!(reply.json()["value"], json!([{"Name": "c1", "AccountId": id(11)}]));
    assert_eq!(reply.json()["@odata.context"], format!("{}/$metadata#Contact(Name,AccountId)", sandbox.odata_url()));
    let whole = get(&sandbox, "Contact?$top=1").await.json();
    assert_eq!(get(&sandbox, "Contact?$top=1&$select=*").await.json()["value"], whole["value"]);
    assert_eq!(get(&sandbox, "Contact?$top=1&$select=").await.json()["value"], whole["value"]);
    let reply = get(&sandbox, "Contact?$select=Name,First,Second").await;
    assert_eq!((reply.status, reply.message().contains("'First'"), reply.body.contains("Second")), (400, true, false));
    let stream = get(&sandbox, "Contact?$select=ContactPhoto").await;
    assert_eq!((stream.status, stream.message().as_str()), (500, "Value cannot be null.\r\nParameter name: property"));
    sandbox.set_oddity(Oddity::StreamSelectFails, false);
    let stream = get(&sandbox, "Contact?$select=ContactPhoto&$top=1").await.json();
    assert_eq!(stream["value"][0]["ContactPhoto@odata.mediaContentType"], "application/octet-stream");
}

#[tokio::test]
async fn a_row_has_empty_values_and_links_of_streams() {
    let sandbox = start().await;
    let row = get(&sandbox, &format!("Contact({})", id(3))).await.json();
    assert_eq!(row["@odata.context"], format!("{}/$metadata#Contact/$entity", sandbox.odata_url()));
    for (name, value) in [
        ("AccountId", json!("00000000-0000-0000-0000-000000000000")),
        ("BirthDate", json!("0001-01-01T00:00:00Z")),
        ("Email", json!("")),
        ("Confirmed", json!(false)),
        ("Completeness", json!(0)),
    ] {
        assert_eq!(row[name], value, "{name}");
    }
    assert_eq!(row["ContactPhoto@odata.mediaEditLink"], format!("Contact({})/ContactPhoto", id(3)));
    assert!(row.get("Account").is_none());
    let plain = seeded().oddity(Oddity::EmptyValues, false).start().await.expect("it starts");
    let row = get(&plain, &format!("Contact({})", id(3))).await.json();
    assert_eq!((&row["AccountId"], &row["Email"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn rows_and_columns_by_key() {
    let sandbox = start().await;
    let key = format!("Contact({})", id(1));
    assert_eq!(get(&sandbox, &format!("Contact/{}", id(1))).await.json()["Name"], "c1");
    assert_eq!(get(&sandbox, &format!("{key}?$select=Age&$expand=Account")).await.json()["Account"]["Name"], "Acme");
    let column = get(&sandbox, &format!("{key}/Name")).await.json();
    assert_eq!(column["value"], "c1");
    assert_eq!(column["@odata.context"], format!("{}/$metadata#Contact({})/Name", sandbox.odata_url(), id(1)));
    assert_eq!(get(&sandbox, &format!("{key}/Name/$value")).await.body, "c1");
    assert_eq!(get(&sandbox, &format!("{key}/Age/$value")).await.body, "1");
    assert_eq!(get(&sandbox, &format!("{key}/AccountId/$value")).await.body, id(11));
    let missing = get(&sandbox, &format!("Contact({})", id(77))).await;
    assert_eq!((missing.status, missing.body.as_str()), (404, ""));
    assert_eq!(get(&sandbox, &format!("Contact({})/Name", id(77))).await.status, 404);
    for path in [
        "Contact('x')",
        "Contact(1)",
        "Contact(Nope=1)",
        &format!("Contact('{}')", id(1)),
        &format!("{key}?$top=1"),
        "Contact(guid'x')",
    ] {
        assert_eq!(get(&sandbox, path).await.status, 400, "{path}");
    }
    sandbox.set_oddity(Oddity::MissingRowHasBody, true);
    assert!(get(&sandbox, &format!("Contact({})", id(77))).await.json()["error"].is_object());
}

#[tokio::test]
async fn keys_of_other_kinds() {
    let metadata = r#"<Edmx><DataServices><Schema Namespace="N">
        <EntityType Name="Text"><Key><PropertyRef Name="Code"/></Key><Property Name="Code" Type="Edm.String"/></EntityType>
        <EntityType Name="Number"><Key><PropertyRef Name="No"/></Key><Property Name="No" Type="Edm.Int64"/><Property Name="Color" Type="N.Color"/>
          <Property Name="Place" Type="N.Place"/><Property Name="Rate" Type="Edm.Double"/><Property Name="Long" Type="Edm.Duration"/></EntityType>
        <EntityType Name="Two"><Key><PropertyRef Name="A"/><PropertyRef Name="B"/></Key><Property Name="A" Type="Edm.Int32"/><Property Name="B" Type="Edm.String"/>
          <Property Name="Picture" Type="Edm.Stream"/></EntityType>
        <EnumType Name="Color"><Member Name="Red"/></EnumType></Schema></DataServices></Edmx>"#;
    let sandbox = Sandbox::builder()
        .metadata(metadata)
        .auth(false)
        .rows("Text", [json!({"Code": "a'b/c"})])
        .json(
            "Number",
            r#"[{"No": 9007199254740993, "Color": 0, "Place": {"x": [1, 2.50]}, "Rate": 1e300, "Long": "PT90M"}]"#,
        )
        .rows("Two", [json!({"A": 1, "B": "x"}), json!({"A": 1, "B": "y"})])
        .start()
        .await
        .expect("it starts");
    assert_eq!(get(&sandbox, "Text('a''b%2Fc')").await.json()["Code"], "a'b/c");
    let number = get(&sandbox, "Number(9007199254740993)").await;
    assert!(number.body.contains(r#""No":9007199254740993,"Color":"Red","Place":{"x": [1, 2.50]},"Rate":1e300,"Long":"PT1H30M"#.replace("1e300", "1e+300").as_str()), "{}", number.body);
    assert_eq!(
        get(&sandbox, "Number?$filter=Color eq N.Color'Red' and Rate gt 1e299 and Long eq duration'PT1H30M'")
            .await
            .column("Color")
            .len(),
        1
    );
    for filter in [
        "Rate div 0 eq INF",
        "-Rate div 0 eq -INF",
        "Rate mod 7 lt 7",
        "round(Rate div 1e300) eq 1",
        "Rate gt 5 and Rate ne null",
    ] {
        assert_eq!(get(&sandbox, &format!("Number?$filter={filter}")).await.column("Color").len(), 1, "{filter}");
    }
    let two = get(&sandbox, "Two(B='y',A=1)").await.json();
    assert_eq!((&two["B"], &two["Picture@odata.mediaEditLink"]), (&json!("y"), &json!("Two(A=1,B='y')/Picture")));
    for path in ["Two(1)", "Two(A=1)", "Two(A=1,A=1)", "Text(1)"] {
        assert_eq!(get(&sandbox, path).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn ieee754_makes_long_numbers_text() {
    let order = format!(r#"[{{"Id": "{}", "Amount": 100.10, "CurrencyRate": "1.00000000"}}]"#, id(1));
    let sandbox = open().json("Order", order).start().await.expect("it starts");
    let url = format!("{}/Order?$select=Amount,PaymentAmount,CurrencyRate", sandbox.odata_url());
    let reply =
        send(&url, "GET", &[("Accept", "application/json;odata.metadata=minimal;IEEE754Compatible=true")], "").await;
    assert_eq!(
        reply.json()["value"][0],
        json!({"Amount": "100.10", "PaymentAmount": "0", "CurrencyRate": "1.00000000"})
    );
    assert!(reply.header("content-type").is_some_and(|kind| kind.contains("IEEE754Compatible=true")));
    sandbox.set_oddity(Oddity::MaskedMoney, true);
    let reply = get(&sandbox, "Order?$select=Amount,CurrencyRate").await;
    assert!(reply.body.contains(r#"{"CurrencyRate":1.00000000,"Amount":"100.10n_____"}"#), "{}", reply.body);
}

#[tokio::test]
async fn money_is_masked_however_many_digits_were_written() {
    let orders = r#"[{"Amount": 1234.5, "PaymentAmount": 3492.00, "PrimaryAmount": "0.125"}]"#;
    let sandbox = open().json("Order", orders).oddity(Oddity::MaskedMoney, true).start().await.expect("it starts");
    let row = get(&sandbox, "Order?$select=Amount,PaymentAmount,PrimaryAmount").await.json()["value"][0].clone();
    assert_eq!(
        row,
        json!({"Amount": "1234.50n_____", "PaymentAmount": "3492.00n_____", "PrimaryAmount": "0.125n_____"})
    );
}
