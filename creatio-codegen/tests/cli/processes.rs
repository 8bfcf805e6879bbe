//! Business processes on the command line.

use std::fs;

use serde_json::{Value, json};

use crate::project::{CONFIG, Project};

const TEXT: &str = "8b3f29bb-ea14-4ce5-a5c5-293a929b6ba2";
const MONEY: &str = "969093e2-2b4e-463b-883a-3d3b8c61f0cd";
const LOOKUP: &str = "b295071f-7ea9-4e62-8d1a-919bf3732ff2";
const FILE: &str = "ba40cfc5-f554-4c26-8f57-1bb29cf43c4e";
const COLLECTION: &str = "651ec16f-d140-46db-b9e2-825c985a8ac2";

fn reply(name: &str, caption: &str, parameters: &Value) -> String {
    let meta_data = json!({ "metaData": { "schema": { "name": name, "parameters": parameters } } }).to_string();
    let resources = json!({ "Caption": { "en-US": caption }, "Parameters.Order.Caption": { "en-US": "The order" } });
    json!({ "schema": { "metaData": meta_data, "resources": resources }, "success": true }).to_string()
}

fn parameters() -> Value {
    json!([
        { "name": "Order", "dataValueType": LOOKUP, "direction": 0, "referenceSchemaUId": "A1" },
        { "name": "Lines", "dataValueType": COLLECTION, "itemProperties": [
            { "name": "Price", "dataValueType": MONEY },
            { "name": "Note", "dataValueType": TEXT, "direction": 1 },
        ] },
        { "name": "Document", "dataValueType": FILE, "direction": 0 },
        { "name": "Secret", "dataValueType": TEXT, "direction": 3 },
        { "name": "Total", "dataValueType": MONEY, "direction": 1 },
    ])
}

/// A project with two processes and nothing else.
fn project() -> Project {
    let project = Project::empty();
    project.write("processes/UsrApprove.json", &reply("UsrApproveSales1", "Approve\r\nan order", &parameters()));
    project.write("processes/UsrPing.json", &reply("UsrPing", "", &json!([])));
    project.write("schemas.json", &json!({ "collection": [{ "uId": "a1", "name": "Order" }] }).to_string());
    project.write(
        "creatio.toml",
        "processes = [\"processes/*.json\"]\nschemas = [\"schemas.json\"]\noutput = \"src/creatio\"\n",
    );
    project
}

#[test]
fn list_counts() {
    let project = project();
    let listed = project.run(&["list", "--processes"]);
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    insta::assert_snapshot!(listed.out, @r"
    PROCESS     IN  OUT  CAPTION           FILE
    UsrApprove   2    2  Approve an order  processes/UsrApprove.json
    UsrPing      0    0  -                 processes/UsrPing.json
    2 processes
    ");
    assert!(listed.err.contains("warning[C0805]: `UsrApprove.Document` is left out"), "{}", listed.err);
    let json = project.run(&["list", "--processes", "*Ping", "--format", "json"]);
    let value: Value = serde_json::from_str(&json.out).expect("JSON");
    let file = "processes/UsrPing.json";
    assert_eq!(value, json!([{ "name": "UsrPing", "caption": null, "inputs": 0, "outputs": 0, "file": file }]));
    let others = project.run(&["list", "--processes", "!*Ping"]).out;
    assert!(others.contains("UsrApprove") && !others.contains("UsrPing") && others.contains("1 process\n"), "{others}");
    let nothing = project.run(&["list", "--processes", "UsrPong"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(1), ""));
    assert!(nothing.err.contains("did you mean `UsrPing`?"), "{}", nothing.err);
    assert_eq!(project.run(&["list", "--processes", "--all"]).code, Some(2));
}

#[test]
fn show_tells_what_a_process_becomes() {
    let project = project();
    let shown = project.run(&["show", "UsrApprove"]);
    assert_eq!((shown.code, shown.err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(shown.out);
    let json = project.run(&["show", "Usr*", "--format", "json"]);
    let value: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value.as_array().map(Vec::len), Some(2));
    assert_eq!((&value[0]["kind"], &value[0]["version"]), (&json!("process"), &json!("UsrApproveSales1")));
    assert_eq!(
        value[0]["parameters"][2],
        json!({
            "name": "Lines.Price", "caption": null, "direction": "in and out", "type": "Money", "to": null,
            "field": "price", "input": "Option<Decimal>", "output": "Option<Decimal>",
        })
    );
    let unknown = project.run(&["show", "UsrAprove"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.err.contains("did you mean `UsrApprove`?"), "{}", unknown.err);
}

#[test]
fn show_and_list_know_entities_and_processes_apart() {
    let project = project();
    project.write("metadata.xml", crate::project::DOCUMENT);
    project.write("creatio.toml", &format!("{CONFIG}processes = [\"processes/*.json\"]\n"));
    let shown = project.run(&["show", "*"]).out;
    for line in ["Terrasoft.Configuration.OData.Contact: entity", "UsrPing: process"] {
        assert!(shown.contains(line), "{shown}");
    }
    assert!(!project.run(&["list"]).out.contains("UsrPing"));
    assert!(!project.run(&["list", "--processes"]).out.contains("Contact"));
    let either = project.run(&["show", "UsrPung"]);
    assert!(either.err.contains("did you mean `UsrPing`?"), "{}", either.err);
}

#[test]
fn what_is_generated_follows_the_schemas() {
    let project = project();
    let generated = project.run(&["generate"]);
    assert_eq!(generated.code, Some(0), "{}", generated.err);
    assert!(project.read("src/creatio/mod.rs").contains("pub mod processes;"));
    assert!(
        project.read("src/creatio/processes/usr_approve.rs").contains("`Order`: The order. In, lookup to `Order`.")
    );
    assert_eq!(project.run(&["check"]).code, Some(0));
    // Another type of a parameter is another model.
    let root = project.read("src/creatio/mod.rs");
    project.write("processes/UsrPing.json", &reply("UsrPing", "Ping", &json!([])));
    let drift = project.run(&["check"]);
    assert_eq!(drift.code, Some(3));
    assert!(drift.out.contains("processes/usr_ping.rs"), "{}", drift.out);
    project.run(&["generate"]);
    assert_ne!(project.read("src/creatio/mod.rs"), root, "the hash covers processes");
    // What is no more is deleted, and the folder with the last of it.
    fs::remove_file(project.path("processes/UsrPing.json")).expect("removable");
    project.run(&["generate"]);
    assert!(!project.path("src/creatio/processes/usr_ping.rs").exists());
    project.write("metadata.xml", crate::project::DOCUMENT);
    project.write("creatio.toml", CONFIG);
    project.run(&["generate"]);
    assert!(!project.path("src/creatio/processes").exists());
}

#[test]
fn why_names_the_file_of_a_process_with_and_without_a_document() {
    let project = project();
    let why = |arguments: &[&str]| {
        let ran = project.run(&[&["why"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    let told = "UsrPing is generated:\n  `processes` names processes/UsrPing.json\n";
    assert_eq!(why(&["UsrPing"]), told);
    let json: Value = serde_json::from_str(&why(&["UsrPing", "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["steps"], json!([{ "file": "processes/UsrPing.json" }]));
    let unknown = project.run(&["why", "UsrPong"]);
    assert!(unknown.code == Some(1) && unknown.err.contains("did you mean `UsrPing`?"), "{}", unknown.err);

    let with_types = format!("{CONFIG}processes = [\"processes/*.json\"]\n");
    let both = Project::new();
    both.write("processes/UsrPing.json", &reply("UsrPing", "", &json!([])));
    both.write("creatio.toml", &with_types);
    let told_of = |glob: &str| both.run(&["why", glob]);
    assert_eq!(told_of("UsrPing").out, told);
    assert!(told_of("*").out.contains("Contact is generated:") && told_of("*").out.ends_with(told));
    let nothing = told_of("UsrPong");
    assert_eq!(nothing.code, Some(1));
    assert!(nothing.err.contains("did you mean `UsrPing`?"), "{}", nothing.err);
}
