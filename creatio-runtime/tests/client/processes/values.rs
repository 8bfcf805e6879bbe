//! How inputs are sent.

use creatio_runtime::process::Run;
use serde_json::{Value, json};

use super::answered;
use super::approve::{UsrApproveOrder, UsrApproveOrderLines, UsrApproveOrderPlace};

/// What is sent of a process.
fn sent(process: UsrApproveOrder) -> Value {
    let (_, sent) = answered(process, crate::server::json(r#"{"success":true}"#));
    assert_eq!(sent.header("content-type"), "application/json; charset=utf-8");
    serde_json::from_str(&sent.body).unwrap()
}

fn place(shelf: &str) -> UsrApproveOrderPlace {
    UsrApproveOrderPlace { shelf: Some(shelf.to_owned()) }
}

#[test]
fn every_value_is_text() {
    let line =
        |price: &str, parts| UsrApproveOrderLines { parts, price: Some(price.parse().unwrap()), ready: Some(true) };
    let sent = sent(UsrApproveOrder {
        comment: Some("\"quoted\"\n{\"items\":[]}".into()),
        count: Some(-3),
        day: Some("2026-12-31".parse().unwrap()),
        due: Some("2026-12-31T18:45:00.1234567+02:00".parse().unwrap()),
        hour: Some("18:45:00".parse().unwrap()),
        lines: Some(vec![
            line("0.10000000000000000000000001", Some(vec![place("A"), place("\"B\"")])),
            UsrApproveOrderLines::default(),
        ]),
        order_id: Some("62F9BC01-57CF-4CC7-90BF-8672ACC922E3".parse().unwrap()),
        place: Some(place("C")),
        total: Some("79228162514264337593543950335".parse().unwrap()),
        urgent: Some(false),
    });
    let lines = r#"[{"Parts":[{"Shelf":"A"},{"Shelf":"\"B\""}],"Price":0.10000000000000000000000001,"Ready":true},{}]"#;
    let expected = json!({
        "schemaName": "UsrApproveOrder",
        "parameterValues": [
            { "name": "Comment", "value": "\"quoted\"\n{\"items\":[]}" },
            { "name": "Count", "value": "-3" },
            { "name": "Day", "value": "2026-12-31" },
            { "name": "Due", "value": "2026-12-31T16:45:00.1234567Z" },
            { "name": "Hour", "value": "18:45:00" },
            { "name": "Lines", "value": lines },
            { "name": "OrderId", "value": "62f9bc01-57cf-4cc7-90bf-8672acc922e3" },
            { "name": "Place", "value": "{\"Shelf\":\"C\"}" },
            { "name": "Total", "value": "79228162514264337593543950335" },
            { "name": "Urgent", "value": "false" },
        ],
        "resultParameterNames":
            ["Comment", "Count", "Day", "Due", "Hour", "Lines", "OrderId", "Place", "Total", "Urgent"],
        "collectExecutionData": false,
    });
    assert_eq!(sent, expected);
}

#[test]
fn nothing_is_not_sent_and_the_empty_text_is() {
    let values = |process| sent(process)["parameterValues"].clone();
    assert_eq!(values(UsrApproveOrder::default()), json!([]));
    let empty = UsrApproveOrder { comment: Some(String::new()), lines: Some(Vec::new()), ..Default::default() };
    assert_eq!(values(empty), json!([{ "name": "Comment", "value": "" }, { "name": "Lines", "value": "[]" }]));
}

/// They are handed from one task to another.
#[test]
fn runs_can_be_sent_elsewhere() {
    fn sendable<T: Send + Sync + 'static>() {}
    sendable::<Run<super::UsrApproveOrderOutput>>();
}
