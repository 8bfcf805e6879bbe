//! `fetch`.

use std::io::Write as _;
use std::process::Stdio;

use creatio_sandbox::{Platform, Sandbox};
use serde_json::{Value, json};

use crate::project::{DOCUMENT, Project, Ran};
use crate::service::{Service, answer, document, signed_in};

const LOGIN: &str = "POST /ServiceModel/AuthService.svc/Login";
const METADATA: &str = "GET /0/odata/$metadata";
const NO_TYPES: &str =
    r#"<edmx:DataServices><Schema Namespace="A" xmlns="http://docs.oasis-open.org/odata/ns/edm"/></edmx:DataServices>"#;
const LOGOUT: &str = "POST /0/rest/MainMenuService/Logout";

/// A service on .NET Framework that says who it is, lets everybody in and has this document.
fn service(metadata: Vec<u8>) -> Service {
    Service::start([
        (LOGIN, signed_in()),
        (METADATA, metadata),
        ("GET /0/odata/", answer(200, "application/json", r#"{"value":[]}"#)),
        (LOGOUT, answer(200, "application/json", "{}")),
    ])
}

fn fetch(project: &Project, service: &Service, arguments: &[&str]) -> Ran {
    project.write("password", "hunter2\n");
    let url = service.url();
    let mut all = vec!["fetch", "--url", &url, "--user", "Ann", "--password-file", "password"];
    all.extend(arguments);
    let ran = project.run(&all);
    assert!(!format!("{}{}", ran.out, ran.err).contains("hunter2"), "{}", ran.err);
    Ran { out: ran.out, err: ran.err.replace(&url, "http://server"), code: ran.code }
}

#[test]
fn what_it_saves_generates() {
    let (project, service) = (Project::empty(), service(document(DOCUMENT)));
    let ran = fetch(&project, &service, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert_eq!(ran.err, "asking http://server\ncreatio/metadata.xml: written, 1 kB\n");
    assert_eq!(project.read("creatio/metadata.xml"), DOCUMENT);
    assert_eq!(
        service.log(),
        [
            &format!(r#"{LOGIN} {{"UserName":"Ann","UserPassword":"hunter2"}}"#),
            "GET /0/odata/",
            METADATA,
            &format!("{LOGOUT} {{}}"),
        ]
    );

    let list = project.run(&["list", "--metadata", "creatio/metadata.xml"]);
    assert!(list.out.contains("Contact") && list.code == Some(0), "{}", list.err);
    assert_eq!(project.run(&["init", "--out", "src/creatio"]).code, Some(0));
    let generated = project.run(&["generate"]);
    assert_eq!(generated.err, "src/creatio: 5 written, 0 deleted, 0 unchanged\n");
}

/// A local Creatio instead of a script: the same document comes back, on either platform, and a wrong password leaves no file.
#[test]
fn from_a_local_creatio() {
    let document = include_str!("../../../tests/fixtures/creatio/metadata.xml");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for platform in [Platform::NetFramework, Platform::Net] {
        let sandbox = Sandbox::builder().metadata(document).platform(platform).start();
        let sandbox = runtime.block_on(sandbox).expect("a sandbox");
        let project = Project::empty();
        project.write("wrong", "supervisor");
        project.write("right", "Supervisor");
        let url = sandbox.url();
        let fetch = |password: &str| {
            let from = ["--user", "Supervisor", "--password-file", password, "--out", "creatio"];
            project.run(&[&["fetch", "--url", &url][..], &from].concat())
        };
        let refused = fetch("wrong");
        assert_eq!(refused.code, Some(1), "{}", refused.err);
        assert!(!project.path("creatio/metadata.xml").exists());
        let ran = fetch("right");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(project.read("creatio/metadata.xml"), document);
        assert_eq!(project.run(&["list", "--metadata", "creatio/metadata.xml", "Contact"]).code, Some(0));
    }
}

#[test]
fn what_is_the_same_is_not_written() {
    let project = Project::empty();
    // As git on Windows keeps it.
    project.write("saved/metadata.xml", &DOCUMENT.replace('\n', "\r\n"));
    project.write("password", "hunter2\n");
    let before = project.snapshot();
    let ran = fetch(&project, &service(document(DOCUMENT)), &["--out", "saved", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(told, json!({ "metadata": "saved/metadata.xml", "changed": false, "bytes": DOCUMENT.len() }));
    let after = project.snapshot();
    assert_eq!(after[&project.path("saved/metadata.xml")], before[&project.path("saved/metadata.xml")]);
    assert_eq!(after.len(), before.len());
}

#[test]
fn the_configuration_says_where() {
    let project = Project::new();
    let changed = DOCUMENT.replace("Street", "Town");
    let ran = fetch(&project, &service(document(&changed)), &["--quiet"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert_eq!(project.read("metadata.xml"), changed);
    let ran = fetch(&project, &service(document(DOCUMENT)), &["--metadata", "other.xml", "-q"]);
    assert_eq!((ran.code, project.read("other.xml").as_str()), (Some(0), DOCUMENT), "{}", ran.err);
    assert_eq!(project.read("metadata.xml"), changed);
}

#[test]
fn a_good_document_is_replaced_by_nothing_less() {
    let truncated = &DOCUMENT[..DOCUMENT.len() / 2];
    let empty = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices/></edmx:Edmx>"#;
    for (metadata, text) in [
        (
            answer(200, "text/html", "<!DOCTYPE html><title>Proxy</title>"),
            "error[C0701]: GET http://server/0/odata/$metadata: answered with a page, \"Proxy\" (status 200)",
        ),
        (
            answer(500, "application/json", r#"{"error":{"message":"Oops"}}"#),
            "error[C0701]: GET http://server/0/odata/$metadata: the server failed (status 500): Oops",
        ),
        (answer(403, "text/plain", ""), "error[C0702]: GET http://server/0/odata/$metadata: forbidden (status 403)"),
        (document("<service/>"), "error[C0103]: "),
        (
            document(&empty.replace("<edmx:DataServices/>", NO_TYPES)),
            "error[C0103]: `http://server/…/$metadata` declares no types",
        ),
        (document(truncated), "error[C0201]: "),
    ] {
        let project = Project::new();
        let ran = fetch(&project, &service(metadata), &[]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.err.contains(text), "{text}: {}", ran.err);
        assert_eq!(project.read("metadata.xml"), DOCUMENT);
        assert_eq!(project.snapshot().len(), 3, "no half file is left");
    }
}

#[test]
fn a_refused_login() {
    let refused = answer(200, "application/json", r#"{"Code":1,"Message":"Invalid user name or password."}"#);
    let service = Service::start([(LOGIN, refused)]);
    let ran = fetch(&Project::empty(), &service, &[]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.err);
    assert_eq!(service.log().len(), 1);
}

#[test]
fn nobody_signs_in() {
    let service = Service::start([("GET /V4/$metadata", document(DOCUMENT))]);
    let project = Project::empty();
    let ran = project.run(&["fetch", "--url", &format!("{}/V4/", service.url()), "--anonymous", "--odata-path", ""]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(service.log(), ["GET /V4/$metadata"]);
}

#[test]
fn where_passwords_come_from() {
    let login = |service: &Service| service.log()[0].clone();
    let expected = format!(r#"{LOGIN} {{"UserName":"Ann","UserPassword":" sec ret"}}"#);
    let base = |service: &Service| ["fetch".to_owned(), "--url".into(), service.url(), "--user".into(), "Ann".into()];

    let (project, from) = (Project::empty(), service(document(DOCUMENT)));
    let command = &mut project.command();
    command.args(base(&from)).args(["--password-env", "CRM_PASSWORD"]).env("CRM_PASSWORD", " sec ret");
    assert!(command.output().expect("it runs").status.success());
    assert_eq!(login(&from), expected);

    let from = service(document(DOCUMENT));
    let command = &mut project.command();
    command.args(base(&from)).arg("--password-stdin").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(b" sec ret\r\n").expect("it reads");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(login(&from), expected);

    project.write("blank", "\n");
    for (arguments, text) in [
        (
            ["--password-env", "NO_SUCH_VARIABLE"],
            "error[C0703]: the environment variable `NO_SUCH_VARIABLE` is not set",
        ),
        (["--password-file", "nowhere"], "error[C0703]: can't read `nowhere`"),
        (["--password-file", "blank"], "error[C0703]: `blank` is empty"),
    ] {
        let from = Service::start([]);
        let output = project.command().args(base(&from)).args(arguments).output().expect("it runs");
        let err = String::from_utf8(output.stderr).expect("text");
        assert!(output.status.code() == Some(1) && err.contains(text), "{err}");
        assert!(from.log().is_empty());
    }
}

#[test]
fn wrong_usage() {
    for arguments in [
        &["--url", "https://acme.creatio.com"][..],
        &["--user", "Ann", "--password-stdin"],
        &["--url", "https://acme.creatio.com", "--user", "Ann"],
        &["--url", "https://acme.creatio.com", "--user", "Ann", "--password", "hunter2"],
        &["--url", "https://acme.creatio.com", "--user", "Ann", "--password-stdin", "--password-env", "A"],
        &["--url", "https://acme.creatio.com", "--anonymous", "--password-stdin"],
        &["--url", "https://acme.creatio.com", "--anonymous", "--user", "Ann", "--password-stdin"],
        &["--url", "https://acme.creatio.com", "--anonymous", "--odata-path", "x", "--platform", "net"],
    ] {
        let ran = Project::empty().run(&[&["fetch"], arguments].concat());
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_password_is_not_sent_for_all_to_read() {
    let project = Project::empty();
    // The address is looked at before the password, which is not there.
    let arguments = ["fetch", "--user", "Ann", "--password-env", "NO_SUCH_VARIABLE", "--url"];
    let ran = project.run(&[&arguments[..], &["http://crm.acme.com"]].concat());
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.err);
    let ran = project.run(&[&arguments[..], &["https://Ann:hunter2@crm.acme.com"]].concat());
    assert!(ran.err.contains("error[C0704]") && !ran.err.contains("hunter2"), "{}", ran.err);
}

#[test]
fn what_is_interrupted_leaves_nothing() {
    let project = Project::new();
    let mut half = document(DOCUMENT);
    half.truncate(half.len() - 100);
    let service = Service::start([(METADATA, half)]);
    let command = &mut project.command();
    command.args(["fetch", "--url", &service.url(), "--anonymous", "--platform", "net-framework"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    while service.log().is_empty() {
        std::thread::yield_now();
    }
    child.kill().expect("it runs still");
    child.wait().expect("it ends");
    assert_eq!((project.read("metadata.xml").as_str(), project.snapshot().len()), (DOCUMENT, 2));
}
