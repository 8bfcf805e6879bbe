//! Business processes that are registered.
#![allow(missing_docs)]

mod common;

use common::{METADATA, Reply, Session, open, send};
use creatio_sandbox::{Direction, Ending, Oddity, Parameter, ParameterType, Process, Running, Sandbox};
use serde_json::{Value, json};

const ENGINE: &str = "ServiceModel/ProcessEngineService.svc";
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// A process that hands back what it is given, with a parameter of every type.
fn echo() -> Process {
    let item = |name: &str, kind| Parameter::new(name, kind, Direction::Variable);
    let properties = vec![
        item("Price", ParameterType::Decimal),
        item("Ready", ParameterType::Boolean),
        item("Parts", ParameterType::Objects(vec![item("Shelf", ParameterType::Text)])),
    ];
    Process::new("UsrEcho")
        .caption("en-US", "Echo")
        .variable("Text", ParameterType::Text)
        .variable("Count", ParameterType::Integer)
        .variable("Total", ParameterType::Money)
        .variable("Urgent", ParameterType::Boolean)
        .variable("OrderId", ParameterType::Lookup)
        .variable("Due", ParameterType::DateTime)
        .variable("Day", ParameterType::Date)
        .variable("Hour", ParameterType::Time)
        .variable("Lines", ParameterType::Objects(properties))
        .variable("Place", ParameterType::Object(vec![item("Shelf", ParameterType::Text)]))
}

async fn start(process: Process) -> Running {
    open().now("2026-06-01T12:00:00Z").process(process).start().await.expect("it starts")
}

async fn post(sandbox: &Running, path: &str, body: &Value) -> Reply {
    let url = format!("{}/0/{path}", sandbox.url());
    send(&url, "POST", &[("Content-Type", "application/json")], &body.to_string()).await
}

async fn get(sandbox: &Running, path: &str) -> Reply {
    send(&format!("{}/0/{ENGINE}/{path}", sandbox.url()), "GET", &[], "").await
}

/// Runs a process with values as text, for results.
async fn run(sandbox: &Running, process: &str, values: &[(&str, &str)], results: &[&str]) -> Reply {
    let values: Vec<Value> = values.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let body = json!({ "schemaName": process, "parameterValues": values, "resultParameterNames": results });
    post(sandbox, &format!("{ENGINE}/RunProcess"), &body).await
}

/// Rows of the log.
async fn log(sandbox: &Running) -> Vec<Value> {
    select(sandbox, "SysProcessLog", &["Id", "Status", "Status.Value", "ErrorDescription", "StartDate"], &Value::Null)
        .await
}

async fn select(sandbox: &Running, root: &str, columns: &[&str], filters: &Value) -> Vec<Value> {
    let reply = query(sandbox, root, columns, filters).await;
    assert_eq!(reply["success"], true, "{reply}");
    reply["rows"].as_array().expect("rows").clone()
}

async fn query(sandbox: &Running, root: &str, columns: &[&str], filters: &Value) -> Value {
    let columns = columns.iter().map(|path| {
        let column = json!({ "orderPosition": -1, "expression": { "expressionType": 0, "columnPath": path } });
        (path.replace('.', ""), column)
    });
    let body = json!({
        "rootSchemaName": root, "operationType": 0, "rowCount": -1, "filters": filters,
        "columns": { "items": columns.collect::<serde_json::Map<_, _>>() },
    });
    post(sandbox, "DataService/json/SyncReply/SelectQuery", &body).await.json()
}

fn equal(path: &str, value: &Value) -> Value {
    json!({
        "filterType": 1, "comparisonType": 3, "isEnabled": true,
        "leftExpression": { "expressionType": 0, "columnPath": path },
        "rightExpression": { "expressionType": 2, "parameter": { "dataValueType": 1, "value": value } },
    })
}

#[tokio::test]
async fn values_go_in_as_text_and_come_out_as_json() {
    let sandbox = start(echo()).await;
    let lines = r#"[{"Price":0.10000000000000000001,"Ready":"true","Parts":[{"Shelf":"A","Else":1}]},{}]"#;
    for (name, given, handed_back) in [
        ("Text", "\"a\"", r#""\"a\"""#),
        ("Count", "-3", "-3"),
        ("Total", "79228162514264337593543950335.10", "79228162514264337593543950335.10"),
        ("Urgent", "True", "true"),
        ("OrderId", "62F9BC01-57CF-4CC7-90BF-8672ACC922E3", r#""62f9bc01-57cf-4cc7-90bf-8672acc922e3""#),
        ("Due", "2026-12-31T18:45:00.5+02:00", r#""2026-12-31T16:45:00.5Z""#),
        ("Day", "2026-12-31", r#""2026-12-31T00:00:00""#),
        ("Hour", "18:45:00", r#""18:45:00""#),
        ("Lines", lines, r#"[{"Price":0.10000000000000000001,"Ready":true,"Parts":[{"Shelf":"A"}]},{}]"#),
        ("Place", r#"{"Shelf":"B","Else":1}"#, r#"{"Shelf":"B"}"#),
    ] {
        let reply = run(&sandbox, "UsrEcho", &[(name, given)], &[name]).await;
        let expected = format!(r#""resultParameterValues":{{"{name}":{handed_back}}}"#);
        assert!(reply.body.contains(&expected), "{}", reply.body);
        assert_eq!((&reply.json()["processStatus"], &reply.json()["success"]), (&json!(2), &json!(true)));
    }
    for (name, given) in [("Count", "1.5"), ("OrderId", "x"), ("Due", "2026-12-31T18:45:00"), ("Lines", "{}")] {
        let reply = run(&sandbox, "UsrEcho", &[(name, given)], &[]).await.json();
        assert_eq!(reply["errorInfo"]["errorCode"], "FormatException", "{name}");
    }
}

#[tokio::test]
async fn forms_of_results_have_switches() {
    let sandbox = start(echo()).await;
    let values = [("Due", "2026-12-31T16:45:00.123Z"), ("Day", "2026-12-31"), ("Lines", "[]")];
    for (oddity, expected) in [
        (
            Oddity::ResultDatesAsMilliseconds,
            r#"{"Due":"/Date(1798735500123)/","Day":"/Date(1798675200000)/","Lines":[]}"#,
        ),
        (Oddity::ResultDatesWithoutZone, r#"{"Due":"2026-12-31T16:45:00.123","Day":"2026-12-31T00:00:00","Lines":[]}"#),
        (
            Oddity::ResultCollectionsAsText,
            r#"{"Due":"2026-12-31T16:45:00.123Z","Day":"2026-12-31T00:00:00","Lines":"[]"}"#,
        ),
    ] {
        sandbox.set_oddity(oddity, true);
        let reply = run(&sandbox, "UsrEcho", &values, &["Due", "Day", "Lines"]).await;
        assert!(reply.body.contains(expected), "{oddity:?}: {}", reply.body);
        sandbox.set_oddity(oddity, false);
    }
}

#[tokio::test]
async fn unknown_inputs_are_dropped_and_unknown_results_refused() {
    let sandbox = start(echo()).await;
    let reply = run(&sandbox, "UsrEcho", &[("text", "a"), ("Else", "b"), ("Count", "3")], &["Text"]).await.json();
    assert_eq!(reply["resultParameterValues"], json!({ "Text": null }));
    assert_eq!(sandbox.runs("UsrEcho"), [json!({ "Count": 3 })]);
    for (process, result) in [("UsrEcho", "Else"), ("UsrEcho", "text"), ("usrEcho", "Text"), ("UsrElse", "Text")] {
        let reply = run(&sandbox, process, &[], &[result]).await.json();
        assert_eq!(reply["errorInfo"]["errorCode"], "ItemNotFoundException", "{process} {result}");
        assert_eq!((&reply["processId"], &reply["success"]), (&json!(NOBODY), &json!(false)));
    }
    assert_eq!(sandbox.runs("UsrEcho").len(), 1, "they are refused before the start");
}

#[tokio::test]
async fn what_can_not_be_started() {
    for (process, code) in [
        (echo().automatic_start(), "ProcessCannotBeManuallyStartedException"),
        (echo().denied(), "SecurityException"),
        (echo().uncompiled(), "KeyNotFoundException"),
    ] {
        let sandbox = start(process).await;
        let reply = run(&sandbox, "UsrEcho", &[], &[]).await.json();
        assert_eq!((&reply["processId"], &reply["processStatus"]), (&json!(NOBODY), &json!(0)));
        assert_eq!(reply["errorInfo"]["errorCode"], code);
        assert_eq!(log(&sandbox).await.len(), 0);
    }
}

#[tokio::test]
async fn endings() {
    let element = "11111111-1111-4111-8111-111111111111";
    let waits = Ending::waits(element.parse().expect("a guid"), |values| match values["Approved"] == "true" {
        true => Ending::Completed(values),
        false => Ending::Failed("not approved".into()),
    });
    for (ending, status) in [(Ending::Cancelled, 4), (Ending::Failed("It broke".into()), 3), (waits, 1)] {
        let sandbox = start(echo().runs(move |_| ending.clone())).await;
        let reply = run(&sandbox, "UsrEcho", &[], &["Text"]).await.json();
        assert_eq!((&reply["processStatus"], &reply["success"]), (&json!(status), &json!(status != 3)));
        let rows = log(&sandbox).await;
        assert_eq!((&rows[0]["Id"], &rows[0]["StatusValue"]), (&reply["processId"], &json!(status)));
        assert_eq!(rows[0]["ErrorDescription"], if status == 3 { "It broke" } else { "" });
        sandbox.set_oddity(Oddity::FailedRunSaysSo, false);
        assert_eq!(run(&sandbox, "UsrEcho", &[], &[]).await.json()["success"], true);
        if status == 1 {
            let complete =
                json!({ "processElementUId": element, "parameterValues": [{ "name": "Approved", "value": true }] });
            let reply = post(&sandbox, &format!("{ENGINE}/CompleteExecuting"), &complete).await.json();
            assert_eq!(reply, json!({ "waitingUserTaskCount": 0, "success": true }));
            get(&sandbox, &format!("ExecProcElByUId?ProcessElementUID={element}")).await;
            let rows = log(&sandbox).await;
            assert_eq!((&rows[0]["StatusValue"], &rows[1]["ErrorDescription"]), (&json!(2), &json!("not approved")));
        }
    }
}

#[tokio::test]
async fn the_background() {
    let sandbox = start(echo().background()).await;
    let queued = run(&sandbox, "UsrEcho", &[], &[]).await.json();
    assert_eq!(
        (&queued["processId"], &queued["processStatus"], &queued["success"]),
        (&json!(NOBODY), &json!(0), &json!(true))
    );
    let reply = run(&sandbox, "UsrEcho", &[], &["Text"]).await.json();
    assert_eq!(reply["processStatus"], 2, "a result makes it wait");
}

#[tokio::test]
async fn versions_are_one_family() {
    let process = echo().version("UsrEchoCustom1").output("Added", ParameterType::Text);
    let sandbox = start(process.runs(|_| Ending::Completed(json!({ "Added": "new" })))).await;
    for name in ["UsrEcho", "UsrEchoCustom1"] {
        let reply = run(&sandbox, name, &[], &["Added"]).await.json();
        assert_eq!(reply["resultParameterValues"], json!({ "Added": "new" }), "the active version runs");
    }
    let columns = ["Id", "UId", "Name", "Caption", "IsActiveVersion", "VersionParentId"];
    let rows = select(&sandbox, "VwProcessLib", &columns, &Value::Null).await;
    assert_eq!((&rows[0]["IsActiveVersion"], &rows[1]["IsActiveVersion"]), (&json!(false), &json!(true)));
    assert_eq!((&rows[1]["VersionParentId"], &rows[1]["Caption"]), (&rows[0]["Id"], &json!("Echo")));
    for (row, name, parameters) in [(&rows[0], "UsrEcho", 10), (&rows[1], "UsrEchoCustom1", 1)] {
        for id in ["Id", "UId"] {
            let request = json!({ "uId": row[id], "packageUId": null });
            let reply = post(&sandbox, "DataService/json/SyncReply/ProcessSchemaRequest", &request).await.json();
            let metadata: Value =
                serde_json::from_str(reply["schema"]["metaData"].as_str().expect("text")).expect("JSON");
            let schema = &metadata["metaData"]["schema"];
            assert_eq!(
                (schema["name"].as_str(), schema["parameters"].as_array().map(Vec::len)),
                (Some(name), Some(parameters))
            );
        }
    }
}

#[tokio::test]
async fn execute_answers_in_xml() {
    let sandbox = start(echo()).await;
    let string =
        |text: &str| format!(r#"<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">{text}</string>"#);
    for (path, expected) in [
        ("UsrEcho/Execute?ResultParameterName=Total&Total=9.90", string("9.90")),
        ("UsrEcho/Execute?Text=%3Ca%26b%3E&ResultParameterName=Text", string("\"&lt;a&amp;b&gt;\"")),
        ("UsrEcho/Execute?ResultParameterName=Lines&Lines=%5B%5D", string("\"[]\"")),
        ("UsrEcho/Execute?ResultParameterName=Else", string("null")),
        ("UsrEcho/Execute?Text=a", String::new()),
    ] {
        let reply = get(&sandbox, path).await;
        assert_eq!((reply.status, reply.body), (200, expected), "{path}");
    }
    assert_eq!(get(&sandbox, "UsrElse/Execute").await.status, 500);
    sandbox.set_oddity(Oddity::ExecuteEncodesTwice, false);
    assert_eq!(get(&sandbox, "UsrEcho/Execute?ResultParameterName=Lines&Lines=%5B%5D").await.body, string("[]"));
    sandbox.set_oddity(Oddity::ExecuteAnswersJson, true);
    assert_eq!(
        get(&sandbox, "UsrEcho/Execute?ResultParameterName=Count&Count=3").await.body,
        r#"{"ExecuteResult":"3"}"#
    );
}

#[tokio::test]
async fn elements_have_two_addresses() {
    let element = "11111111-1111-4111-8111-111111111111";
    let (query, path) = (format!("ExecProcElByUId?ProcessElementUID={element}"), format!("ExecProcElByUId/{element}"));
    let sandbox = start(echo()).await;
    for (in_path, expected) in [(false, (200, 404)), (true, (404, 200))] {
        sandbox.set_oddity(Oddity::ElementIdInPath, in_path);
        assert_eq!((get(&sandbox, &query).await.status, get(&sandbox, &path).await.status), expected);
    }
}

#[tokio::test]
async fn cancelling() {
    let sandbox = start(echo().runs(|_| Ending::Failed("It broke".into()))).await;
    for (oddity, status) in [(Some(Oddity::CancelDenied), 3), (Some(Oddity::CancelsLater), 5), (None, 4)] {
        let id = run(&sandbox, "UsrEcho", &[], &[]).await.json()["processId"].as_str().expect("an id").to_owned();
        if let Some(oddity) = oddity {
            sandbox.set_oddity(oddity, true);
        }
        let ids = json!({ "processDataIds": format!("{NOBODY};{id}") });
        let reply = post(&sandbox, &format!("{ENGINE}/CancelExecution"), &ids).await.json();
        assert_eq!(reply["success"], oddity != Some(Oddity::CancelDenied));
        if let Some(oddity) = oddity {
            sandbox.set_oddity(oddity, false);
        }
        let filters = json!({ "filterType": 6, "items": { "a": equal("Id", &json!(id)) } });
        assert_eq!(select(&sandbox, "VwSysProcessLog", &["Status.Value"], &filters).await[0]["StatusValue"], status);
    }
}

/// The row is there when the call returns, and not before.
#[tokio::test]
async fn a_run_is_logged_when_its_call_returns() {
    let gate = std::sync::Arc::new(tokio::sync::Semaphore::new(0));
    let held = gate.clone();
    let process = echo().runs_async(move |inputs| {
        let gate = held.clone();
        async move {
            let _ = gate.acquire().await;
            Ending::Completed(inputs)
        }
    });
    let sandbox = std::sync::Arc::new(start(process).await);
    let server = sandbox.clone();
    let running = tokio::spawn(async move { run(&server, "UsrEcho", &[], &[]).await.status });
    while sandbox.runs("UsrEcho").is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(log(&sandbox).await.is_empty());
    gate.add_permits(1);
    assert_eq!(running.await.expect("it runs"), 200);
    assert_eq!(log(&sandbox).await.len(), 1);
    sandbox.set_oddity(Oddity::ProcessLog, false);
    gate.add_permits(1);
    run(&sandbox, "UsrEcho", &[], &[]).await;
    assert_eq!(log(&sandbox).await.len(), 1, "logging is off");
}

#[tokio::test]
async fn select_queries_are_refused_in_creatios_way() {
    let sandbox = start(echo()).await;
    for (root, column, message) in [
        ("VwProcessLib", "Foo", "Column by path Foo not found in schema VwProcessLib."),
        ("Foo", "Id", "Item with name Foo not found."),
    ] {
        let reply = query(&sandbox, root, &[column], &Value::Null).await;
        assert_eq!((&reply["success"], &reply["responseStatus"]["Message"]), (&json!(false), &json!(message)));
    }
    let request = json!({ "uId": NOBODY });
    let path = "DataService/json/SyncReply/ProcessSchemaRequest";
    assert_eq!(post(&sandbox, path, &request).await.json()["schema"], json!({}));
    sandbox.set_oddity(Oddity::MissingSchemaIsEmpty, false);
    assert_eq!(post(&sandbox, path, &request).await.json()["errorInfo"]["message"], "Schema not found");
    sandbox.set_oddity(Oddity::SchemasDenied, true);
    let denied = query(&sandbox, "VwProcessLib", &["Id"], &Value::Null).await;
    assert_eq!(denied["errorInfo"]["message"], "Access to SysSchema is denied");
}

#[tokio::test]
async fn rows_are_ordered_and_come_in_pages() {
    let sandbox = open().process(Process::new("UsrB")).process(Process::new("UsrC")).process(Process::new("UsrA"));
    let sandbox = sandbox.start().await.expect("it starts");
    for (direction, skip, take, expected) in
        [(1, 0, 2, "AB"), (1, 2, 2, "C"), (2, 0, -1, "CBA"), (2, 1, 1, "B"), (0, 0, 1, "B")]
    {
        let column = json!({
            "orderDirection": direction, "orderPosition": if direction == 0 { -1 } else { 0 },
            "expression": { "expressionType": 0, "columnPath": "Name" },
        });
        let body = json!({
            "rootSchemaName": "VwProcessLib", "rowsOffset": skip, "rowCount": take, "columns": { "items": { "N": column } },
        });
        let reply = post(&sandbox, "DataService/json/SyncReply/SelectQuery", &body).await.json();
        let names = reply["rows"].as_array().expect("rows").iter().filter_map(|row| row["N"].as_str()?.chars().last());
        assert_eq!(names.collect::<String>(), expected, "{direction} {skip} {take}");
    }
    let none = json!({ "rootSchemaName": "VwProcessLib", "rowCount": 0, "columns": { "items": {} } });
    assert_eq!(post(&sandbox, "DataService/json/reply/SelectQuery", &none).await.json()["success"], false);
}

#[tokio::test]
async fn they_stand_behind_the_guard() {
    let sandbox = Sandbox::builder().metadata(METADATA).process(echo()).start().await.expect("it starts");
    assert_eq!(run(&sandbox, "UsrEcho", &[], &[]).await.status, 401);
    let mut session = Session::open(&sandbox).await;
    let url = format!("{}/0/{ENGINE}/UsrEcho/Execute?ResultParameterName=Text", sandbox.url());
    assert_eq!(session.send("GET", &url, &[]).await.status, 200);
    assert_eq!(session.send("PUT", &url, &[]).await.status, 405);
    assert_eq!(session.send("GET", &url.replace("Execute", "Exekute"), &[]).await.status, 404);
}

#[tokio::test]
async fn a_saved_schema_makes_a_process() {
    let first = start(echo()).await;
    let rows = select(&first, "VwProcessLib", &["UId"], &Value::Null).await;
    let request = json!({ "uId": rows[0]["UId"] });
    let saved = post(&first, "DataService/json/SyncReply/ProcessSchemaRequest", &request).await.body;
    let process = Process::from_schema("UsrEcho", &format!("\u{feff}{saved}")).expect("a schema");
    let second = start(process).await;
    let lines = r#"[{"Price":1.50,"Parts":[{"Shelf":"A"}]}]"#;
    for (name, value) in [("Total", "9.90"), ("Lines", lines), ("Place", r#"{"Shelf":"B"}"#)] {
        let replies = [
            run(&first, "UsrEcho", &[(name, value)], &[name]).await,
            run(&second, "UsrEcho", &[(name, value)], &[name]).await,
        ];
        assert!(replies[0].body.contains(value) && replies[0].body == replies[1].body, "{replies:?}");
    }
    let rows = select(&second, "VwProcessLib", &["UId", "Caption"], &Value::Null).await;
    let again =
        post(&second, "DataService/json/SyncReply/ProcessSchemaRequest", &json!({ "uId": rows[0]["UId"] })).await;
    assert_eq!((again.json(), &rows[0]["Caption"]), (serde_json::from_str(&saved).expect("JSON"), &json!("Echo")));

    let version = Process::from_schema("Usr", &saved).expect("a schema");
    let third = start(version).await;
    assert_eq!(
        run(&third, "Usr", &[("Count", "3")], &["Count"]).await.json()["resultParameterValues"],
        json!({ "Count": 3 })
    );
    assert!(Process::from_schema("UsrEcho", r#"{"schema":{},"success":true}"#).is_err());
}
