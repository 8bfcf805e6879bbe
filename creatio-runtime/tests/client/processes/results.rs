//! How what is handed back is read.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::jiff::civil::{Date, Time};
use creatio_runtime::process::Run;
use creatio_runtime::{Error, ErrorKind};

use super::approve::{UsrApproveOrder, UsrApproveOrderOutput, UsrApproveOrderOutputLines, UsrApproveOrderOutputPlace};
use super::{ID, answered, text};
use crate::server::json;

/// Reads `resultParameterValues`.
fn read(results: &str) -> Result<UsrApproveOrderOutput, Error> {
    let reply = format!(
        r#"{{"processId":"{ID}","processStatus":2,"resultParameterValues":{results},"executionData":null,"success":true}}"#
    );
    answered(UsrApproveOrder::default(), json(reply)).0.and_then(Run::completed)
}

/// Reads one result in each of its forms.
fn forms<T: PartialEq + std::fmt::Debug>(
    name: &str,
    forms: &[&str],
    pick: fn(UsrApproveOrderOutput) -> T,
    expected: &T,
) {
    for form in forms {
        let output =
            read(&format!(r#"{{"{name}":{form}}}"#)).unwrap_or_else(|error| panic!("{name} as {form}: {error}"));
        assert_eq!(pick(output), *expected, "{name} as {form}");
    }
}

#[test]
fn values_come_as_such_and_as_text() {
    forms("Count", &["-3", r#""-3""#, "-3.0"], |output| output.count, &Some(-3));
    let total = "0.1000000000000000000000000001".parse().unwrap();
    forms(
        "Total",
        &["0.1000000000000000000000000001", r#""0.1000000000000000000000000001""#],
        |output| output.total,
        &Some(total),
    );
    forms("Urgent", &["true", r#""true""#, r#""True""#], |output| output.urgent, &Some(true));
    forms("Urgent", &["false", r#""false""#, r#""False""#], |output| output.urgent, &Some(false));
    let id = ID.parse().unwrap();
    forms(
        "OrderId",
        &[&format!("\"{ID}\""), &format!("\"{}\"", ID.to_uppercase())],
        |output| output.order_id,
        &Some(id),
    );
    forms("Comment", &[r#""a \"b\"\n""#], |output| output.comment, &Some("a \"b\"\n".into()));
    forms("Comment", &[r#""""#], |output| output.comment, &Some(String::new()));
    // Of a type that was not known when the code was generated.
    forms("Comment", &[r#"{ "a": 1 }"#], |output| output.comment, &Some(r#"{ "a": 1 }"#.into()));
    forms("Comment", &["1.50"], |output| output.comment, &Some("1.50".into()));
}

#[test]
fn dates_come_in_every_form_that_dot_net_writes() {
    let due: Timestamp = "2026-12-31T16:45:00Z".parse().unwrap();
    let forms_of_due = [
        r#""2026-12-31T16:45:00Z""#,
        r#""2026-12-31T18:45:00+02:00""#,
        r#""2026-12-31T16:45:00.0000000""#,
        r#""\/Date(1798735500000)\/""#,
        r#""/Date(1798735500000+0200)/""#,
    ];
    forms("Due", &forms_of_due, |output| output.due, &Some(due));
    let day: Date = "2026-12-31".parse().unwrap();
    let forms_of_day =
        [r#""2026-12-31""#, r#""2026-12-31T00:00:00""#, r#""2026-12-31T00:00:00.000Z""#, r#""/Date(1798675200000)/""#];
    forms("Day", &forms_of_day, |output| output.day, &Some(day));
    let hour: Time = "18:45:00".parse().unwrap();
    let forms_of_hour = [r#""18:45:00""#, r#""18:45""#, r#""0001-01-01T18:45:00""#, r#""2026-01-01T18:45:00.000Z""#];
    forms("Hour", &forms_of_hour, |output| output.hour, &Some(hour));
}

#[test]
fn nothing_has_many_forms() {
    let zero = r#""00000000-0000-0000-0000-000000000000""#;
    forms("OrderId", &["null", r#""""#, zero], |output| output.order_id, &None);
    forms(
        "Due",
        &["null", r#""""#, r#""0001-01-01T00:00:00""#, r#""0001-01-01T00:00:00-08:00""#],
        |output| output.due,
        &None,
    );
    forms("Day", &["null", r#""0001-01-01""#, r#""0001-01-01T00:00:00""#], |output| output.day, &None);
    forms("Count", &["null", r#""""#], |output| output.count, &None);
    forms("Urgent", &["null", r#""""#], |output| output.urgent, &None);
    forms("Lines", &["null", r#""""#, r#""null""#, "[]", r#""[]""#], |output| output.lines, &Vec::new());
    forms("Place", &["null", r#""""#], |output| output.place, &None);
    for results in ["{}", "null", r#"{"count":1,"Else":2}"#] {
        assert_eq!(read(results).unwrap().count, None, "{results}: names are ordinal");
    }
}

#[test]
fn items_come_as_json_and_as_text_that_holds_json() {
    let shelf = |shelf: &str| UsrApproveOrderOutputPlace { shelf: Some(shelf.into()) };
    let line = UsrApproveOrderOutputLines {
        parts: vec![shelf("A"), shelf("\"B\"")],
        price: Some("9.90".parse().unwrap()),
        ready: Some(true),
    };
    let array = r#"[{"Price":9.90,"Ready":true,"Parts":[{"Shelf":"A"},{"Shelf":"\"B\""}],"Else":[1]}]"#;
    let text = serde_json::to_string(array).unwrap();
    let inner = serde_json::to_string(r#"[{"Shelf":"A"},{"Shelf":"\"B\""}]"#).unwrap();
    let mixed = format!(r#"[{{"Price":"9.90","Ready":"true","Parts":{inner}}}]"#);
    forms("Lines", &[array, &text, &mixed], |output| output.lines, &vec![line]);
    forms("Place", &[r#"{"Shelf":"C"}"#, r#""{\"Shelf\":\"C\"}""#], |output| output.place, &Some(shelf("C")));
}

#[test]
fn a_bad_value_is_told_with_its_path_and_without_the_body() {
    let texts: Vec<String> = [
        r#"{"Total":"12,50 secret"}"#,
        r#"{"Count":1.5}"#,
        r#"{"Urgent":"secret"}"#,
        r#"{"Due":"31.12.2026"}"#,
        r#"{"Day":"2026-12-31T18:45:00"}"#,
        r#"{"Hour":18}"#,
        r#"{"OrderId":"secret"}"#,
        r#"{"Lines":{"secret":1}}"#,
        r#"{"Lines":"[secret"}"#,
        r#"{"Lines":[{"Price":1},{"Price":"secret"}]}"#,
        r#"{"Lines":"[{\"Parts\":[{},3]}]"}"#,
        r#"{"Lines":[{"Ready":true,"Ready":false}]}"#,
        r#"{"Place":[1]}"#,
        r#"{"Place":{"Shelf":"a","Shelf":"secret"}}"#,
        r#"[1]"#,
        r#""secret""#,
    ]
    .iter()
    .map(|results| {
        let error = read(results).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::ResultsUnread { .. }) && !error.outcome_unknown(), "{error}");
        let text = text(&error);
        assert!(!text.contains("secret"), "{text}");
        let told = text.lines().next().and_then(|line| line.split_once("can't be read: "));
        told.unwrap_or_else(|| panic!("{text}")).1.to_owned()
    })
    .collect();
    insta::assert_snapshot!(texts.join("\n"));
}

/// The first bad value is the one that is told, and whatever follows it is not looked at.
#[test]
fn one_mistake_is_told() {
    let error = read(r#"{"Urgent":3,"Count":"x","Total":"y"}"#).unwrap_err();
    assert!(error.to_string().contains("UsrApproveOrder.Count: expected"), "{error}");
    insta::assert_snapshot!(text(&error));
}
