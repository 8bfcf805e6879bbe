//! Sets, rows, columns, paging, selecting, expanding.

mod common;

use common::{METADATA, get, id, open, send};
use creatio_sandbox::{Oddity, Platform, Running, Sandbox};
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
async fn plain_expand_is_one_level_of_lookups() {
    let sandbox = start().await;
    let rows = get(&sandbox, "Contact?$select=Name&$expand=Account,Type&$orderby=Name&$skip=1&$top=2").await.json();
    assert_eq!(rows["@odata.context"], format!("{}/$metadata#Contact(Name,Account(),Type())", sandbox.odata_url()));
    assert_eq!(rows["value"][0]["Account"]["TypeId"], id(21));
    assert_eq!((&rows["value"][1]["Account"], &rows["value"][1]["Type"]), (&Value::Null, &Value::Null));
    for query in [
        "$expand=Account($select=Name)",
        "$expand=OrderCollectionByContact",
        "$expand=Account/Type",
        "$expand=Nope",
        "$expand=Name",
        "$expand=Account()",
    ] {
        assert_eq!(get(&sandbox, &format!("Contact?{query}")).await.status, 400, "{query}");
    }
    sandbox.set_oddity(Oddity::EmptyLookupExpandsToObject, true);
    let row = get(&sandbox, &format!("Contact({})?$expand=Account", id(3))).await.json();
    assert_eq!(row["Account"]["Id"], "00000000-0000-0000-0000-000000000000");
}

#[tokio::test]
async fn nested_expand_is_behind_a_switch() {
    let sandbox = seeded().oddity(Oddity::NestedExpand, true).start().await.expect("it starts");
    let row = get(
        &sandbox,
        &format!("Contact({})?$select=Name&$expand=Account($select=Name;$expand=Type($select=Name))", id(1)),
    )
    .await
    .json();
    assert_eq!(row["Account"], json!({"Name": "Acme", "Type": {"Name": "Customer"}}));
    let details =
        "ContactCollectionByAccount($select=Name;$filter=Age gt 0;$orderby=Name desc;$top=1;$skip=1;$count=true)";
    let row = get(&sandbox, &format!("Account({})?$select=Name&$expand={details}", id(11))).await.json();
    assert_eq!(row["ContactCollectionByAccount"], json!([{"Name": "c1"}]));
    assert_eq!(row["ContactCollectionByAccount@odata.count"], 2);
    let deep = get(&sandbox, "Contact?$expand=Account($expand=Type($expand=CreatedBy))").await;
    assert_eq!((deep.status, deep.message().contains("too deep")), (400, true));
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
async fn details_of_many_rows_are_found_by_an_index() {
    let sandbox = open()
        .repeat("Account", 1_000, json!({"Name": "a{n}"}))
        .repeat("Contact", 20_000, json!({"Name": "c{n}", "AccountId": id(5)}))
        .oddity(Oddity::NestedExpand, true)
        .oddity(Oddity::Lambdas, true)
        .start()
        .await
        .expect("it starts");
    let details = "$expand=ContactCollectionByAccount($top=1)&$filter=not ContactCollectionByAccount/any(c:c/Age eq 1)";
    assert_eq!(get(&sandbox, &format!("Account?$select=Name&{details}")).await.column("Name").len(), 1_000);
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
async fn documents_and_what_is_not_there() {
    let sandbox = start().await;
    let root = sandbox.odata_url();
    for url in [root.clone(), format!("{root}/")] {
        let document = send(&url, "GET", &[], "").await.json();
        assert_eq!(document["@odata.context"], format!("{root}/$metadata"));
        assert_eq!(document["value"][0], json!({"name": "Contact", "kind": "EntitySet", "url": "Contact"}));
    }
    let metadata = get(&sandbox, "%24metadata").await;
    assert_eq!(get(&sandbox, "$metadata").await.body, metadata.body);
    assert_eq!((metadata.header("content-type"), metadata.body.as_str()), (Some("application/xml"), METADATA));
    for path in
        ["Nope", "contact", "Contact/$metadata", "Contact/Name", &format!("Contact({})/Nope", id(1)), "Nope(1)/x"]
    {
        let reply = get(&sandbox, path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(
            reply.json()["MessageDetail"].as_str().is_some_and(|text| text.starts_with("No type was found")),
            "{path}"
        );
    }
    for query in ["$format=json", "$search=x", "$apply=x", "$nope=1"] {
        assert_eq!(get(&sandbox, &format!("Contact?{query}")).await.status, 400, "{query}");
    }
    assert_eq!(get(&sandbox, "Contact?own=1&@x=2").await.status, 200);
    for (method, status) in [("POST", 501), ("PATCH", 501), ("DELETE", 501), ("OPTIONS", 405), ("HEAD", 405)] {
        assert_eq!(send(&format!("{root}/Contact"), method, &[], "{}").await.status, status, "{method}");
    }
}

#[tokio::test]
async fn the_prefix_is_that_of_the_platform() {
    let framework = start().await;
    let net = seeded().platform(Platform::Net).start().await.expect("it starts");
    let wrong = send(&format!("{}/odata/Contact", framework.url()), "GET", &[], "").await;
    assert_eq!((wrong.status, wrong.body.as_str()), (404, ""));
    assert_eq!(send(&format!("{}/odata/Contact", net.url()), "GET", &[], "").await.status, 200);
    assert_eq!(send(&format!("{}/0/odata/Contact", net.url()), "GET", &[], "").await.status, 404);
    let unknown = get(&net, "Nope").await;
    assert_eq!((unknown.status, unknown.body.as_str()), (404, ""));
    for (path, on_framework, on_net) in [
        ("/Login/Login.html", 404, 200),
        ("/0/Login/NuiLogin.aspx", 302, 404),
        ("/api/HealthCheck/Ping", 200, 200),
        ("/0/api/HealthCheck/Ping", 200, 404),
    ] {
        assert_eq!(send(&format!("{}{path}", framework.url()), "GET", &[], "").await.status, on_framework, "{path}");
        assert_eq!(send(&format!("{}{path}", net.url()), "GET", &[], "").await.status, on_net, "{path}");
    }
    let below = seeded().base_path("/crm/").start().await.expect("it starts");
    assert!(below.url().ends_with("/crm"));
    let context = get(&below, "Contact?$top=1").await.json()["@odata.context"].clone();
    assert_eq!(context, format!("{}/$metadata#Contact", below.odata_url()));
    assert_eq!(send(&below.odata_url().replace("/crm", ""), "GET", &[], "").await.status, 404);
}

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
    let broken = open().json("Contact", "[{\"Name\": }]").start().await.expect_err("it is refused").to_string();
    assert!(broken.contains("line 1 column 11"), "{broken}");
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
