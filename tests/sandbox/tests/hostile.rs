//! Whatever is sent is answered, with an error of the client's or of the database's, and nothing else breaks.

mod common;

use common::{get, id, open, send};
use creatio_sandbox::{Oddity, Running, Sandbox};
use serde_json::json;

/// Pieces that bodies are made of.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "1e9",
    "\"Name\"",
    "\"Age\"",
    "\"Id\"",
    "\"Account\"",
    "\"AccountId\"",
    "\"BirthDate\"",
    "\"Account@odata.bind\"",
    "\"ContactCollectionByOwner\"",
    "\"ContactPhoto\"",
    "\"@odata.type\"",
    "\"Account(')\"",
    "\"Account(,)\"",
    "\"x\"",
    "\"\"",
    "\"\\u0000\"",
    "é",
    "\u{feff}",
    "\"00000000-0000-0000-0000-000000000000\"",
    "\"2024-01-01\"",
    "\"2024-01-01T00:00:00\"",
    "\"0001-01-01T00:00:00+14:00\"",
    "\"9999-12-31T23:59:59-14:00\"",
    "\"Owner\"",
    "\"@\"",
    "\"Name@\"",
    " ",
];

async fn start() -> Running {
    let mut sandbox = open().rows("Contact", [json!({"Id": id(1)})]).rows("Account", [json!({"Id": id(11)})]);
    for on in
        [Oddity::DeepInsert, Oddity::OdataBind, Oddity::Etags, Oddity::PreferReturn, Oddity::ZonelessDateIsYearOne]
    {
        sandbox = sandbox.oddity(on, true);
    }
    sandbox.start().await.expect("it starts")
}

/// Sends something that is no request of a reasonable client; the status.
async fn sent(sandbox: &Running, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> u16 {
    let mut all = vec![("Content-Type", "application/json")];
    all.extend_from_slice(headers);
    let reply = send(&format!("{}/{path}", sandbox.odata_url()), method, &all, body).await;
    assert!(reply.complete, "{method} {path} {body}: {reply:?}");
    assert!(!reply.body.contains("panicked"), "{method} {path} {body}: {}", reply.body);
    reply.status
}

#[tokio::test]
async fn random_bodies() {
    let sandbox = start().await;
    let row = format!("Contact({})", id(1));
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % limit
    };
    let mut written = 0;
    for round in 0..600 {
        let mut body = String::new();
        // Half of them are objects, as far as that goes.
        let pairs = round % 2 == 0;
        let count = below(6);
        for at in 0..=count {
            let (name, value) = (PIECES[14 + below(26) as usize], PIECES[below(40) as usize]);
            match pairs {
                true => body += &format!("{}{name}:{value}", if at == 0 { "{" } else { "," }),
                false => body += PIECES[below(40) as usize],
            }
        }
        body += if pairs { "}" } else { "" };
        let (method, path) = if below(2) == 0 { ("POST", "Contact") } else { ("PATCH", row.as_str()) };
        let status = sent(&sandbox, method, path, &[], &body).await;
        assert!(matches!(status, 201 | 204 | 400 | 500), "{method} {body}: {status}");
        written += u32::from(status < 300);
    }
    assert!(written > 5, "{written}: some mean something");
    assert_eq!(get(&sandbox, "Contact?$expand=Account").await.status, 200);
}

#[tokio::test]
async fn odd_addresses_and_headers() {
    let sandbox = start().await;
    let row = format!("Contact({})", id(1));
    for path in [
        "Contact()",
        "Contact(1)",
        "Contact('",
        "Contact(%ff)",
        "Contact(Id=1,Id=2)",
        "Contact(Nope=1)",
        "Contact(null)",
        "Contact(99999999999999999999)",
        "Contact(())",
        "(1)",
        "%28%29",
        "$metadata",
        "$metadata(1)",
        "$count",
        "Contact/$count",
        "Contact//",
        "..",
        "%2e%2e",
        "Contact(1)(2)",
        "Contact('%27')",
    ] {
        for method in ["POST", "PATCH", "DELETE", "PUT", "MERGE"] {
            let status = sent(&sandbox, method, path, &[], "{}").await;
            assert!(matches!(status, 201 | 400 | 404 | 405), "{method} {path}: {status}");
        }
    }
    for (name, value) in [
        ("If-Match", "W/"),
        ("If-Match", ",,,"),
        ("If-Match", "W/\"9999999999999999999999\""),
        ("If-None-Match", "é"),
        ("Prefer", "return="),
        ("Prefer", "=,;="),
        ("Prefer", "return=\"\"\""),
        ("Accept", "IEEE754Compatible=true;;"),
        ("Host", "a b\u{1}"),
        ("Content-Type", ";"),
        ("Content-Type", "application/json;;IEEE754Compatible="),
    ] {
        for (method, path) in [("POST", "Contact"), ("PATCH", row.as_str())] {
            let headers = [("Content-Type", "application/json"), (name, value)];
            let reply = send(&format!("{}/{path}", sandbox.odata_url()), method, &headers, "{}").await;
            assert!(reply.complete && (200..500).contains(&reply.status), "{name}: {value}: {reply:?}");
        }
    }
}

/// Documents whose types and links are odd.
#[tokio::test]
async fn odd_documents() {
    let document = r#"<Edmx><DataServices><Schema Namespace="N">
        <EntityType Name="A"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int64"/>
          <Property Name="ModifiedOn" Type="Edm.Int32"/><Property Name="CreatedById" Type="Edm.String"/>
          <NavigationProperty Name="Lost" Type="N.A"/><NavigationProperty Name="Many" Type="Collection(N.A)"/></EntityType>
        <EntityType Name="B"><Key><PropertyRef Name="Photo"/></Key><Property Name="Photo" Type="Edm.Stream"/></EntityType>
        <EntityType Name="C"><Key><PropertyRef Name="Where"/></Key><Property Name="Where" Type="N.Nowhere"/></EntityType>
        <EntityType Name="D"><Key><PropertyRef Name="Real"/></Key><Property Name="Real" Type="Edm.Double"/></EntityType>
        </Schema></DataServices></Edmx>"#;
    let sandbox = Sandbox::builder().metadata(document).auth(false);
    let sandbox =
        sandbox.oddity(Oddity::DeepInsert, true).oddity(Oddity::OdataBind, true).start().await.expect("it starts");
    for (set, body, status) in [
        ("A", "{\"Id\":9223372036854775807}", 201),
        ("A", "{}", 500),
        ("A", "{\"Lost\":{}}", 501),
        ("A", "{\"Many@odata.bind\":[]}", 501),
        ("B", "{}", 500),
        ("B", "{\"Photo\":\"x\"}", 400),
        ("C", "{\"Where\":{\"x\":[1,\"'\"]}}", 201),
        ("D", "{\"Real\":\"NaN\"}", 201),
        ("D", "{\"Real\":1e300}", 201),
    ] {
        assert_eq!(sent(&sandbox, "POST", set, &[], body).await, status, "{set} {body}");
        assert_eq!(get(&sandbox, set).await.status, 200, "{set}");
    }
}
