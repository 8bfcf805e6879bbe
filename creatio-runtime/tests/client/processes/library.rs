//! The library of processes, and their schemas.

use creatio_runtime::ErrorKind;
use serde_json::{Value, json};

use crate::server::{LOGIN, Server, json as answer, run, signed_in, status};

const SELECT: &str = "POST /0/DataService/json/SyncReply/SelectQuery";
const SCHEMA: &str = "POST /0/DataService/json/SyncReply/ProcessSchemaRequest";

const BASE: &str = "11111111-1111-4111-8111-111111111111";
const VERSION: &str = "22222222-2222-4222-8222-222222222222";
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

fn row(uid: &str, name: &str, base: &Value) -> Value {
    json!({ "UId": uid, "Name": name, "Caption": "Approve", "IsActiveVersion": true, "Enabled": true, "VersionParentUId": base })
}

fn rows(rows: &[Value]) -> String {
    json!({ "rows": rows, "success": true }).to_string()
}

#[test]
fn it_is_read_page_by_page_until_one_is_empty() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one"))]).await;
        server.then(SELECT, status(503));
        server
            .then(SELECT, answer(rows(&[row(BASE, "UsrA", &Value::Null), row(VERSION, "UsrACustom1", &json!(BASE))])));
        server.then(SELECT, answer(rows(&[row(VERSION, "UsrB", &json!({ "value": BASE, "displayValue": "A" }))])));
        server.then(SELECT, answer(rows(&[])));
        let library = server.client().processes().library().await.unwrap();
        server.done();
        let listed: Vec<(&str, String)> = library.iter().map(|one| (one.name.as_str(), one.base.to_string())).collect();
        let base = || BASE.to_owned();
        assert_eq!(listed, [("UsrA", base()), ("UsrACustom1", base()), ("UsrB", base())]);
        let sent = |at: usize| serde_json::from_str::<Value>(&server.log()[at].body).unwrap();
        let offsets: Vec<Value> = (2..5).map(|at| sent(at)["rowsOffset"].clone()).collect();
        assert_eq!(offsets, [json!(0), json!(2), json!(3)]);
        let query = sent(2);
        assert_eq!((&query["rootSchemaName"], &query["rowCount"]), (&json!("VwProcessLib"), &json!(1_000)));
        let items = &query["columns"]["items"];
        assert_eq!((&items["Name"]["orderDirection"], &items["UId"]["orderDirection"]), (&json!(1), &json!(0)));
    });
}

/// What the base version names as its own base is not established.
#[test]
fn a_base_version_is_its_own_base() {
    for base in [Value::Null, json!(""), json!(NOBODY), json!(BASE), json!({ "value": NOBODY })] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one"))]).await;
            server.then(SELECT, answer(rows(&[row(BASE, "UsrA", &base)])));
            server.then(SELECT, answer(rows(&[])));
            let library = server.client().processes().library().await.unwrap();
            assert_eq!((library[0].base.to_string().as_str(), library[0].uid), (BASE, library[0].base), "{base}");
        });
    }
}

#[test]
fn a_schema_comes_as_it_is() {
    run(async {
        let reply = r#"{ "schema": { "metaData": "{}" }, "success": true }"#;
        let refused =
            r#"{"success":false,"errorInfo":{"errorCode":"AccessDenied","message":"Access to SysSchema is denied"}}"#;
        let server =
            Server::start([(LOGIN, signed_in("one")), (SCHEMA, answer(reply)), (SCHEMA, answer(refused))]).await;
        server.then(SCHEMA, answer("<p>"));
        let processes = server.client().processes();
        assert_eq!(processes.schema(BASE.parse().unwrap()).await.unwrap(), reply);
        let sent: Value = serde_json::from_str(&server.log()[1].body).unwrap();
        let expected = json!({ "uId": BASE, "packageUId": null, "convertLocalizableStringToParameter": true });
        assert_eq!(sent, expected);
        let error = processes.schema(BASE.parse().unwrap()).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Refused) && error.to_string().contains("CanManageSolution"),
            "{error}"
        );
        let error = processes.schema(BASE.parse().unwrap()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotJson { .. }) && !error.outcome_unknown(), "{error}");
    });
}
