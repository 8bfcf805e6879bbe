//! What bodies hold: out parameters, files, JSON in texts, paths, and the forms of WCF.

use std::collections::BTreeMap;

use creatio_runtime::contract::Raw;
use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::wcf;
use creatio_sandbox::{BodyStyle, Outcome, Service};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::stage::{ann, start};

#[tokio::test]
async fn out_parameters_and_results_by_another_name() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Split {
        #[serde(rename = "SplitResult")]
        whole: i32,
        rest: i32,
    }
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrMath", method = "Split", returns = Split, out)]
    struct Divide {
        by: i32,
    }
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrMath", method = "Count", returns = u64, result = "count")]
    struct Count;

    let sandbox = start([
        Service::new("UsrMath", "Split", |arguments| {
            let by = arguments.named["by"].as_i64().unwrap_or_default();
            Outcome::Out(json!(17 / by), vec![("rest", json!(17 % by))])
        }),
        Service::new("UsrMath", "Count", |_| Outcome::Returns(json!(u64::MAX))).result("count"),
    ])
    .await;
    let client = ann(&sandbox);
    assert_eq!(client.call(Divide { by: 5 }).await.expect("an answer"), Split { whole: 3, rest: 2 });
    assert_eq!(client.call(Count).await.expect("an answer"), u64::MAX);
    assert_eq!(sandbox.requests().last().expect("a request").body, "{}", "an empty POST has a body");
}

#[tokio::test]
async fn files_go_both_ways() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrFiles", method = "Turn", path = "files/{name}/{*folder}?deep={deep}", body = "bare", returns = Raw)]
    struct Turn {
        name: &'static str,
        folder: &'static str,
        deep: bool,
        #[contract(raw)]
        #[serde(skip)]
        file: Raw,
    }
    let sandbox = start([Service::new("UsrFiles", "Turn", |arguments| {
        assert_eq!(json!(arguments.named), json!({"name": "a b.png", "folder": "x/y z", "deep": "true"}));
        Outcome::Stream("image/png", arguments.bytes.into_iter().rev().collect())
    })
    .path("files/{name}/{*folder}?deep={deep}")
    .style(BodyStyle::Bare)])
    .await;
    let file = Raw::new([0, 159, 255]).content_type("image/png");
    let turned = ann(&sandbox).call(Turn { name: "a b.png", folder: "x/y z", deep: true, file }).await.expect("a file");
    assert_eq!(turned, Raw::new([255, 159, 0]).content_type("image/png"));
}

#[tokio::test]
async fn json_in_a_text() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrSettings", method = "Merge", returns = BTreeMap<String, i32>, json_string)]
    struct Merge {
        #[serde(with = "wcf::json")]
        settings: BTreeMap<&'static str, i32>,
    }
    let sandbox = start([Service::new("UsrSettings", "Merge", |arguments| {
        let text = arguments.named["settings"].as_str().expect("a text");
        Outcome::Returns(json!(text.replace('}', ",\"b\":2}")))
    })])
    .await;
    let merged = ann(&sandbox).call(Merge { settings: BTreeMap::from([("a", 1)]) }).await.expect("an answer");
    assert_eq!(merged, BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]));
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Shift {
    #[serde(with = "wcf::decimal")]
    cost: Decimal,
    #[serde(with = "wcf::bytes")]
    key: Vec<u8>,
    #[serde(with = "wcf::duration")]
    length: SignedDuration,
    #[serde(with = "wcf::dictionary")]
    names: BTreeMap<i32, String>,
    #[serde(with = "wcf::date", default)]
    start: Option<Timestamp>,
    #[serde(with = "wcf::guid", default)]
    user: Option<Uuid>,
}

fn shift() -> Shift {
    Shift {
        cost: Decimal::from_i128_with_scale(79_228_162_514_264_337_593_543_950_335, 10),
        key: vec![1, 2, 255],
        length: SignedDuration::from_mins(90),
        names: BTreeMap::from([(1, "Ann".to_owned())]),
        start: "2026-01-31T08:00:00.5Z".parse().ok(),
        user: Some(Uuid::max()),
    }
}

/// The sandbox answers with what it was sent, on .NET Framework's side of every form and on .NET's.
#[tokio::test]
async fn wcfs_forms() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrShifts", method = "Plan", returns = Shift)]
    struct Plan {
        shift: Shift,
    }
    let framework = json!({
        "key": [1, 2, 255], "length": "PT1H30M", "names": [{"Key": 1, "Value": "Ann"}],
        "start": "/Date(1769846400500)/", "user": Uuid::max().to_string(),
    });
    let net = json!({
        "cost": "7922816251426433759.3543950335", "key": "AQL/", "length": "01:30:00", "names": {"1": "Ann"},
        "start": "2026-01-31T10:00:00.5+02:00", "user": Uuid::max().to_string(),
    });
    let sandbox = start([Service::new("UsrShifts", "Plan", move |arguments| {
        let mut sent = arguments.named["shift"].clone();
        // A value of serde_json's has not the digits of it.
        sent.as_object_mut().expect("an object").remove("cost");
        Outcome::Returns(if sent == framework { net.clone() } else { json!({"expected": framework, "sent": sent}) })
    })])
    .await;
    assert_eq!(ann(&sandbox).call(Plan { shift: shift() }).await.expect("an answer"), shift());
    let sent = sandbox.requests().pop().expect("a request").body;
    assert!(sent.contains(r#""cost":7922816251426433759.3543950335,"#), "{sent}");
}

/// .NET reads the members of a data contract in its order, and passes over one that comes too late.
#[tokio::test]
async fn wcfs_forms_in_xml() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrShifts", method = "Plan", format = "xml", returns = Shift)]
    struct Plan {
        shift: Shift,
    }
    let sandbox = start([Service::new("UsrShifts", "Plan", |arguments| {
        let expected = json!({
            "cost": "7922816251426433759.3543950335", "key": "AQL/", "length": "PT1H30M",
            "names": [{"Key": "1", "Value": "Ann"}], "start": "2026-01-31T08:00:00.5Z", "user": Uuid::max().to_string(),
        });
        assert_eq!(arguments.named["shift"], expected);
        Outcome::Returns(expected)
    })
    .xml(
        "http://tempuri.org/",
        "http://schemas.datacontract.org/2004/07/Terrasoft.Configuration",
        ["cost", "key", "length", "names", "start", "user"],
    )])
    .await;
    assert_eq!(ann(&sandbox).call(Plan { shift: shift() }).await.expect("an answer"), shift());
}
