//! `fetch --process`, against a local Creatio.

use creatio_sandbox::{Fault, Oddity, ParameterType, Platform, Process, Running, Sandbox};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::project::{Project, Ran};

const DOCUMENT: &str = include_str!("../../../tests/fixtures/creatio/metadata.xml");

/// A sandbox with three processes, one of which has two versions, and one that is switched off.
struct Creatio {
    sandbox: Running,
    _runtime: Runtime,
}

impl Creatio {
    fn start(platform: Platform) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let order = Process::new("UsrApproveOrder").caption("en-US", "Approve an order");
        let order = order.input("Old", ParameterType::Text).version("UsrApproveOrderCustom1");
        let sandbox = Sandbox::builder()
            .metadata(DOCUMENT)
            .platform(platform)
            .process(order.input("OrderId", ParameterType::Lookup).output("Total", ParameterType::Money))
            // Of this one the active version comes first in the library, of the other the base version.
            .process(Process::new("UsrPing").version("CrtPingCustom1"))
            .process(Process::new("CrtStock"))
            .process(Process::new("UsrOff").disabled());
        Self { sandbox: runtime.block_on(sandbox.start()).expect("a sandbox"), _runtime: runtime }
    }

    fn fetch(&self, project: &Project, arguments: &[&str]) -> Ran {
        project.write("password", "Supervisor\n");
        let url = self.sandbox.url();
        let all = ["fetch", "--url", &url, "--user", "Supervisor", "--password-file", "password"];
        let ran = project.run(&[&all[..], arguments].concat());
        Ran { out: ran.out, err: ran.err.replace(&url, "http://server"), code: ran.code }
    }

    /// For the next schema that is asked for.
    fn fault(&self, fault: Fault) {
        let _ = self.sandbox.fault(fault).on("ProcessSchemaRequest");
    }
}

/// The schema in a file.
fn schema(project: &Project, file: &str) -> Value {
    let reply: Value = serde_json::from_str(&project.read(file)).expect("JSON");
    let metadata = reply["schema"]["metaData"].as_str().expect("text in it");
    serde_json::from_str::<Value>(metadata).expect("JSON in it")["metaData"]["schema"].clone()
}

/// The number of files beside the password.
fn files(project: &Project) -> usize {
    project.snapshot().len() - 1
}

#[test]
fn the_active_version_is_saved_by_the_name_that_it_is_run_by() {
    for platform in [Platform::NetFramework, Platform::Net] {
        let (creatio, project) = (Creatio::start(platform), Project::empty());
        let ran = creatio.fetch(&project, &["--process", "Usr*"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
        let lines: Vec<&str> = ran.err.lines().map(|line| line.split(", ").next().unwrap_or(line)).collect();
        let saved = ["creatio/processes/UsrApproveOrder.json: written", "creatio/processes/UsrPing.json: written"];
        assert_eq!(lines, [&["asking http://server"], &saved[..]].concat());
        let schema = schema(&project, "creatio/processes/UsrApproveOrder.json");
        assert_eq!(schema["name"], "UsrApproveOrderCustom1");
        assert_eq!(
            (&schema["parameters"][0]["name"], &schema["parameters"][0]["direction"]),
            (&json!("OrderId"), &json!(0))
        );
        assert_eq!(files(&project), 2);
        assert_eq!(creatio.sandbox.logins(), 1);
    }
}

#[test]
fn what_it_saves_generates() {
    let (creatio, project) = (Creatio::start(Platform::NetFramework), Project::empty());
    assert_eq!(creatio.fetch(&project, &["--process", "UsrApproveOrder"]).code, Some(0));
    project.write("creatio.toml", "processes = [\"creatio/processes/*.json\"]\noutput = \"src/creatio\"\n");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let code = project.read("src/creatio/processes/usr_approve_order.rs");
    assert!(code.contains(r#"const NAME: &'static str = "UsrApproveOrder";"#), "{code}");
    assert!(code.contains(r#"const NAMES: &'static [&'static str] = &["Total"];"#), "{code}");
}

#[test]
fn what_is_the_same_is_not_written() {
    let (creatio, project) = (Creatio::start(Platform::NetFramework), Project::empty());
    assert_eq!(
        creatio.fetch(&project, &["--process", "*", "--process", "!Crt*", "--out", "saved", "-q"]).code,
        Some(0)
    );
    let before = project.snapshot();
    let ran = creatio.fetch(&project, &["--process", "UsrPing", "--out", "saved", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    let bytes = project.read("saved/UsrPing.json").len();
    let expected = json!({ "name": "UsrPing", "file": "saved/UsrPing.json", "changed": false, "bytes": bytes });
    assert_eq!(told, json!({ "processes": [expected] }));
    let written = |snapshot: &std::collections::BTreeMap<_, (String, _)>| {
        snapshot
            .iter()
            .filter(|(path, _)| **path != project.path("password"))
            .map(|(_, file)| file.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(written(&project.snapshot()), written(&before));
    assert_eq!(files(&project), 2);
}

#[test]
fn patterns_that_match_nothing() {
    let creatio = Creatio::start(Platform::NetFramework);
    let texts = [&["UsrAproveOrder"][..], &["UsrPing", "UsrNone*"], &["UsrOff"], &["*", "!Nothing*"]].map(|globs| {
        let project = Project::empty();
        let arguments: Vec<&str> = globs.iter().flat_map(|glob| ["--process", glob]).collect();
        let ran = creatio.fetch(&project, &arguments);
        assert_eq!((ran.code, files(&project)), (Some(1), 0), "{}", ran.err);
        ran.err
    });
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn what_the_instance_refuses() {
    let creatio = Creatio::start(Platform::NetFramework);
    let fetch = |project: &Project| {
        let ran = creatio.fetch(project, &["--process", "UsrPing"]);
        assert_eq!((ran.code, files(project)), (Some(1), 0), "{}", ran.err);
        ran.err
    };
    let project = Project::empty();
    creatio.sandbox.set_oddity(Oddity::SchemasDenied, true);
    let denied = fetch(&project);
    creatio.sandbox.set_oddity(Oddity::SchemasDenied, false);
    let empty = json!({ "schema": {}, "success": true, "maxEntitySchemaNameLength": 0 });
    creatio.fault(Fault::json(200, &empty));
    let texts = [denied, fetch(&project)];
    insta::assert_snapshot!(texts.join("\n"));
    for fault in [Fault::Html(200), Fault::Truncated, Fault::status(404), Fault::status(500)] {
        creatio.fault(fault);
        assert!(fetch(&project).contains("error[C0701]"));
    }
}

/// What was saved before stays as it is.
#[test]
fn a_good_file_is_replaced_by_nothing_less() {
    let (creatio, project) = (Creatio::start(Platform::NetFramework), Project::empty());
    project.write("creatio/processes/UsrPing.json", "{}");
    creatio.fault(Fault::status(404));
    assert_eq!(creatio.fetch(&project, &["--process", "UsrPing"]).code, Some(1));
    assert_eq!((project.read("creatio/processes/UsrPing.json").as_str(), files(&project)), ("{}", 1));
    assert_eq!(creatio.fetch(&project, &["--process", "UsrPing"]).code, Some(0));
    assert_eq!(schema(&project, "creatio/processes/UsrPing.json")["name"], "CrtPingCustom1");
}

#[test]
fn an_instance_without_processes() {
    let runtime = Runtime::new().expect("a runtime");
    let sandbox = runtime.block_on(Sandbox::builder().metadata(DOCUMENT).start()).expect("a sandbox");
    let (creatio, project) = (Creatio { sandbox, _runtime: runtime }, Project::empty());
    let ran = creatio.fetch(&project, &["--process", "*"]);
    assert!(ran.code == Some(1) && ran.err.contains("the instance lists no processes"), "{}", ran.err);
}

/// A name with a path in it is none of a schema, whoever says so.
#[test]
fn names_do_not_lead_out_of_the_folder() {
    let runtime = Runtime::new().expect("a runtime");
    let sandbox = Sandbox::builder().metadata(DOCUMENT).process(Process::new("../UsrEvil"));
    let sandbox = runtime.block_on(sandbox.start()).expect("a sandbox");
    let (creatio, project) = (Creatio { sandbox, _runtime: runtime }, Project::empty());
    let ran = creatio.fetch(&project, &["--process", "*"]);
    assert_eq!((ran.code, files(&project)), (Some(1), 0), "{}", ran.err);
}

#[test]
fn wrong_usage() {
    for more in [&["--metadata", "x.xml"][..], &["--odata-path", ""], &["--config", "creatio.toml"]] {
        let arguments = ["fetch", "--url", "https://acme.creatio.com", "--anonymous", "--process", "X"];
        let ran = Project::empty().run(&[&arguments, more].concat());
        assert_eq!(ran.code, Some(2), "{more:?}: {}", ran.err);
    }
}
