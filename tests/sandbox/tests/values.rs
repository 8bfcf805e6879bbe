//! Values of every type in bodies: what is stored, what comes back, what is refused.

mod common;

use common::{delete, get, id, patch, post, send, stored, with_headers};
use creatio_sandbox::{Oddity, Running, Sandbox};
use serde_json::{Value, json};

const METADATA: &str = r#"<Edmx><DataServices><Schema Namespace="N" Alias="Self">
    <EntityType Name="Thing"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid"/>
      <Property Name="Text" Type="Edm.String"/><Property Name="Flag" Type="Edm.Boolean"/><Property Name="Whole" Type="Edm.Int32"/>
      <Property Name="Long" Type="Edm.Int64"/><Property Name="Money" Type="Edm.Decimal"/><Property Name="Real" Type="Edm.Double"/>
      <Property Name="Guid" Type="Edm.Guid"/><Property Name="Moment" Type="Edm.DateTimeOffset"/><Property Name="Day" Type="Edm.Date"/>
      <Property Name="Clock" Type="Edm.TimeOfDay"/><Property Name="Span" Type="Edm.Duration"/><Property Name="Bytes" Type="Edm.Binary"/>
      <Property Name="Color" Type="N.Color"/><Property Name="Place" Type="N.Place"/><Property Name="Tags" Type="Collection(Edm.String)"/>
      <Property Name="Colors" Type="Collection(N.Color)"/><Property Name="Places" Type="Collection(N.Place)"/>
      <Property Name="Prices" Type="Collection(Edm.Decimal)"/><Property Name="Spot" Type="Edm.GeographyPoint"/>
      <Property Name="Photo" Type="Edm.Stream"/><Property Name="Sum" Type="Edm.Int32"/>
      <Property Name="Total" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property></EntityType>
    <ComplexType Name="Place"><Property Name="City" Type="Edm.String"/><Property Name="Rent" Type="Edm.Decimal"/>
      <Property Name="Since" Type="Edm.DateTimeOffset"/><Property Name="Inner" Type="N.Place"/></ComplexType>
    <EnumType Name="Color"><Member Name="Red"/><Member Name="Blue"/></EnumType>
    <Annotations Target="Self.Thing/Sum"><Annotation Term="Core.Computed"/></Annotations>
    </Schema></DataServices></Edmx>"#;

async fn start() -> Running {
    let sandbox = Sandbox::builder().metadata(METADATA).auth(false).oddity(Oddity::EmptyValues, false);
    sandbox.oddity(Oddity::ZeroGuidIgnored, false).start().await.expect("it starts")
}

/// The message of the refusal of a value.
async fn refused(sandbox: &Running, column: &str, value: &str) -> String {
    let reply = post(sandbox, "Thing", format!("{{\"{column}\":{value}}}")).await;
    assert_eq!(reply.status, 400, "{column} {value}: {}", reply.body);
    reply.message().strip_prefix("item : ").expect("the argument's name").to_owned()
}

#[tokio::test]
async fn what_is_written_comes_back() {
    let sandbox = start().await;
    for (column, written, read) in [
        ("Text", r#""\"\\ \n é 日本 \ud83e\udd80 \u0000""#, ""),
        ("Text", r#""""#, ""),
        ("Flag", "true", ""),
        ("Whole", "-2147483648", ""),
        ("Long", "-9223372036854775808", ""),
        ("Long", "9007199254740993", ""),
        ("Money", "79228162514264337593543950335", ""),
        ("Money", "-0.10", ""),
        ("Money", "1.5e3", "1500"),
        ("Real", "0.1", ""),
        ("Real", "-1e300", "-1e+300"),
        ("Real", "\"INF\"", ""),
        ("Real", "\"-INF\"", ""),
        ("Real", "\"NaN\"", ""),
        ("Guid", "\"0000ABCD-0000-4000-8000-000000000001\"", "\"0000abcd-0000-4000-8000-000000000001\""),
        ("Guid", "\"00000000-0000-0000-0000-000000000000\"", ""),
        ("Moment", "\"2026-01-01T01:00:00.1234567+02:00\"", "\"2025-12-31T23:00:00.1234567Z\""),
        ("Moment", "\"9999-12-31T23:59:59Z\"", ""),
        ("Day", "\"2024-02-29\"", ""),
        ("Clock", "\"23:59:59.9999999\"", ""),
        ("Span", "\"-P1DT2H0.5S\"", ""),
        ("Bytes", "\"_-8=\"", ""),
        ("Bytes", "\"+/8\"", ""),
        ("Color", "\"Blue\"", ""),
        ("Color", "\"1\"", "\"Blue\""),
        ("Color", "\"Red, Blue\"", "\"Red,Blue\""),
        ("Color", "\"17\"", ""),
        ("Place", "null", ""),
        (
            "Place",
            r#"{"Rent":100.10,"@odata.type":"N.Place","City":"Bonn","Since":"2026-01-01T00:00:00+02:00"}"#,
            r#"{"City":"Bonn","Rent":100.10,"Since":"2025-12-31T22:00:00Z","Inner":null}"#,
        ),
        (
            "Place",
            r#"{"Inner":{"City":"Ulm"}}"#,
            r#"{"City":null,"Rent":null,"Since":null,"Inner":{"City":"Ulm","Rent":null,"Since":null,"Inner":null}}"#,
        ),
        ("Tags", "[]", ""),
        ("Tags", r#"["a", null, "b\"c"]"#, r#"["a",null,"b\"c"]"#),
        ("Colors", r#"["Red","1"]"#, r#"["Red","Blue"]"#),
        ("Prices", "[1.10,2]", ""),
        ("Places", r#"[{"City":"x"}]"#, r#"[{"City":"x","Rent":null,"Since":null,"Inner":null}]"#),
        ("Spot", r#"{"type":"Point","coordinates":[1.50,2]}"#, ""),
    ] {
        let reply = post(&sandbox, "Thing", format!("{{\"Id\":\"{}\",\"{column}\":{written}}}", id(1))).await;
        assert_eq!(reply.status, 201, "{column} {written}: {}", reply.body);
        let read = if read.is_empty() { written } else { read };
        // Digits count; how text is escaped does not.
        let is_same = reply.json()[column] == serde_json::from_str::<Value>(read).expect("JSON");
        let is_exact = column == "Text" || reply.body.contains(&format!("\"{column}\":{read}"));
        assert!(is_same && is_exact, "{column} {written}: {}", reply.body);
        // A change is read as a new row is.
        post(&sandbox, "Thing", json!({"Id": id(2)})).await;
        assert_eq!(patch(&sandbox, "Thing", 2, format!("{{\"{column}\":{written}}}")).await.status, 204);
        let value = reply.json()[column].clone();
        assert_eq!(get(&sandbox, "Thing").await.column(column), [value.clone(), value], "{column} {written}");
        for key in [1, 2] {
            delete(&sandbox, "Thing", key).await;
        }
    }
}

#[tokio::test]
async fn values_of_another_type_are_refused() {
    let sandbox = start().await;
    for (column, value) in [
        ("Text", "1"),
        ("Flag", "\"true\""),
        ("Flag", "1"),
        ("Whole", "1.0"),
        ("Whole", "\"1\""),
        ("Whole", "2147483648"),
        ("Long", "9223372036854775808"),
        ("Long", "1e3"),
        ("Money", "79228162514264337593543950336"),
        ("Money", "0.00000000000000000000000000001"),
        ("Real", "\"1\""),
        ("Real", "1e999"),
        ("Real", "\"1e999\""),
        ("Guid", "\"{00000000-0000-4000-8000-000000000001}\""),
        ("Guid", "1"),
        ("Moment", "\"yesterday\""),
        ("Moment", "\"2026-02-30T00:00:00Z\""),
        ("Moment", "0"),
        ("Day", "\"2026-01-01T00:00:00Z\""),
        ("Clock", "\"24:00:00\""),
        ("Span", "\"1 hour\""),
        ("Bytes", "\"a b\""),
        ("Bytes", "\"a\""),
        ("Color", "\"Green\""),
        ("Color", "1"),
    ] {
        let message = refused(&sandbox, column, value).await;
        assert!(message.starts_with(&format!("Cannot convert the literal '{}'", value.trim_matches('"'))), "{message}");
    }
    for (column, value, expected) in [
        ("Text", "{}", "A primitive value of the type 'Edm.String' was expected, and none was found."),
        ("Place", "1", "An object was expected for a value of the type 'N.Place'."),
        (
            "Place",
            "{\"Nope\":1}",
            "The property 'Nope' does not exist on type 'N.Place'. Make sure to only use property names that are defined by the type.",
        ),
        ("Place", "{\"City\":1}", "Cannot convert the literal '1' to the expected type 'Edm.String'."),
        (
            "Place",
            "{\"City\":\"a\",\"City\":\"b\"}",
            "Multiple properties with the name 'City' were detected in a resource or a complex value.",
        ),
        ("Tags", "\"a\"", "A collection of the type 'Collection(Edm.String)' was expected."),
        ("Tags", "null", "A null value was found for a collection of the type 'Collection(Edm.String)'."),
        ("Tags", "[1]", "Cannot convert the literal '1' to the expected type 'Edm.String'."),
        (
            "Photo",
            "\"x\"",
            "The stream property 'Photo' has links or a value in a request, which only replies may have.",
        ),
        (
            "Photo@odata.mediaEditLink",
            "\"x\"",
            "The stream property 'Photo' has links or a value in a request, which only replies may have.",
        ),
    ] {
        assert_eq!(refused(&sandbox, column, value).await, expected);
    }
    assert_eq!(sandbox.row_count("Thing"), 0);
    let kind = post(&sandbox, "Thing", json!({"Photo@odata.mediaContentType": "image/png"})).await;
    assert_eq!(kind.status, 201);
}

#[tokio::test]
async fn what_the_service_computes_is_passed_over() {
    let sandbox = start().await;
    post(&sandbox, "Thing", json!({"Id": id(1), "Total": 5, "Sum": 6, "Whole": 7})).await;
    patch(&sandbox, "Thing", 1, json!({"Total": 8, "Sum": 9})).await;
    let row = stored(&sandbox, "Thing", 1);
    assert_eq!((&row["Total"], &row["Sum"], &row["Whole"]), (&Value::Null, &Value::Null, &json!(7)));
    assert!(refused(&sandbox, "Total", "\"x\"").await.starts_with("Cannot convert"));
}

#[tokio::test]
async fn long_numbers_are_text_where_the_body_says_so() {
    let sandbox = start().await;
    let plain = "application/json";
    let compatible = "application/json; charset=utf-8; IEEE754Compatible=true";
    let (numbers, texts) =
        (r#"{"Money":100.10,"Long":9007199254740993}"#, r#"{"Money":"100.10","Long":"9007199254740993"}"#);
    for (on, kind, body, status) in [
        (true, plain, numbers, 201),
        (true, plain, texts, 400),
        (true, compatible, numbers, 400),
        (true, compatible, texts, 201),
        (true, compatible, r#"{"Whole":1,"Real":0.5,"Prices":["1.10"],"Place":{"Rent":"2.50"}}"#, 201),
        (true, compatible, r#"{"Prices":[1.10]}"#, 400),
        (true, plain, r#"{"Place":{"Rent":"2.50"}}"#, 400),
        (false, plain, texts, 201),
        (false, compatible, numbers, 201),
    ] {
        sandbox.set_oddity(Oddity::Ieee754, on);
        let reply = with_headers(&sandbox, "POST", "Thing", &[("Content-Type", kind)], body).await;
        assert_eq!(reply.status, status, "{on} {kind} {body}: {}", reply.body);
        if reply.json()["Money"].is_number() {
            assert!(
                reply.body.contains("\"Money\":100.10") && reply.body.contains("\"Long\":9007199254740993"),
                "{}",
                reply.body
            );
        }
    }
    sandbox.set_oddity(Oddity::Ieee754, true);
    let headers = [("Content-Type", plain), ("Accept", "application/json;IEEE754Compatible=true")];
    let nested = r#"{"Id":"00000000-0000-4000-8000-000000000009","Place":{"Rent":2.50,"City":"5"},"Prices":[1.10]}"#;
    let reply = with_headers(&sandbox, "POST", "Thing", &headers, nested).await.json();
    assert_eq!((&reply["Place"]["Rent"], &reply["Place"]["City"]), (&json!("2.50"), &json!("5")));
    assert_eq!((&reply["Prices"], &stored(&sandbox, "Thing", 9)["Prices"]), (&json!(["1.10"]), &json!(["1.10"])));
    let path = format!("Thing({})?$select=Place/Rent", id(9));
    let reply = with_headers(&sandbox, "GET", &path, &headers, "").await.json();
    assert_eq!(reply["Place"], json!({"Rent": "2.50"}));
    let reply = with_headers(&sandbox, "POST", "Thing", &headers, numbers).await;
    assert_eq!((&reply.json()["Money"], &reply.json()["Long"]), (&json!("100.10"), &json!("9007199254740993")));
    assert_eq!(reply.header("content-type"), Some("application/json; odata.metadata=minimal; IEEE754Compatible=true"));
}

#[tokio::test]
async fn what_nests_too_deeply_is_refused() {
    let sandbox = start().await;
    let nested = |depth: usize| format!("{}null{}", "{\"Inner\":".repeat(depth), "}".repeat(depth));
    let reply = post(&sandbox, "Thing", format!("{{\"Place\":{}}}", nested(90))).await;
    assert_eq!(reply.status, 201);
    for depth in [101, 100_000] {
        assert_eq!(
            refused(&sandbox, "Place", &nested(depth)).await,
            "The maximum recursion depth of 100 was exceeded."
        );
    }
    let arrays = format!("{{\"Tags\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(post(&sandbox, "Thing", arrays).await.status, 400);
    let url = format!("{}/Thing", sandbox.odata_url());
    let kind = [("Content-Type", "application/json")];
    assert_eq!(send(&url, "POST", &kind, &"[".repeat(1_000_000)).await.status, 400);
}
