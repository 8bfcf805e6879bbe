//! What is said when `fetch` comes to nothing: in the words of a command line, not of the client behind it.

use crate::project::{DOCUMENT, Project};
use crate::service::{Service, answer, document, signed_in};

const LOGIN: &str = "POST /ServiceModel/AuthService.svc/Login";
const METADATA: &str = "GET /0/odata/$metadata";

/// Names a call of the client's builder, such as `.auth(…)`. A cookie's name begins with a dot, too.
fn names_a_call(text: &str) -> bool {
    text.replace("`.ASPXAUTH`", "").contains("`.")
}

/// Runs in an empty project with a password at hand.
fn told(arguments: &[&str]) -> String {
    let project = Project::empty();
    let command = &mut project.command();
    let output = command.arg("fetch").args(arguments).env("PW", "hunter2").output().expect("it runs");
    let err = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {err}");
    assert!(err.contains("error[C07") && !err.contains("hunter2"), "{arguments:?}: {err}");
    assert!(!names_a_call(&err), "{arguments:?}: {err}");
    err
}

const ANN: [&str; 4] = ["--user", "Ann", "--password-env", "PW"];

#[test]
fn addresses() {
    let long = "a".repeat(70_000);
    let long = format!("https://acme.creatio.com/{long}");
    for url in [
        "http://Supervisor:Supervisor@127.0.0.1",
        "https://Ann@acme.creatio.com",
        "acme.creatio.com",
        "ftp://acme.creatio.com",
        "https://",
        "https://acme.creatio.com/0",
        "https://acme.creatio.com/0/odata",
        "https://acme.creatio.com?a=b",
        "https://acme.creatio.com#a",
        "http://acme.creatio.com",
        &long,
    ] {
        told(&[&["--url", url][..], &ANN].concat());
    }
    for path in ["a?b", "a#b", "../..", "//acme.com/a", &"a".repeat(70_000)] {
        let url = Service::start([]).url();
        told(&["--url", &url, "--anonymous", "--odata-path", path]);
    }
    let url = "https://Ann:secret@acme.creatio.com";
    insta::assert_snapshot!(told(&[&["--url", url][..], &ANN].concat()), @r"
    error[C0704]: the address holds a user or password: leave them off
     |
     = help: `--user` takes the user, and one of the `--password` options the password
    ");
}

#[test]
fn answers() {
    let page = answer(200, "text/html", "<!DOCTYPE html><title>Proxy</title>");
    let column = r#"{"error":{"message":"Could not find a property named 'X' on type 'Contact'."}}"#;
    let kinds = [("text/plain", ""), ("application/json", column), ("text/html", "<html>")];
    let statuses = [400, 401, 403, 404, 405, 418, 500, 501].iter();
    let mut metadata: Vec<Vec<u8>> =
        statuses.flat_map(|status| kinds.map(|(kind, body)| answer(*status, kind, body))).collect();
    // Nobody waits for an hour, so these are not asked again.
    let later = "HTTP/1.1 STATUS X\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n";
    metadata.extend(["429", "502", "503", "504"].map(|status| later.replace("STATUS", status).into_bytes()));
    metadata.extend([
        page.clone(),
        answer(200, "text/plain", ""),
        answer(200, "application/json", column),
        b"HTTP/1.1 302 X\r\nLocation: https://elsewhere.com/a?b\r\nContent-Length: 0\r\n\r\n".to_vec(),
        b"HTTP/1.1 302 X\r\nContent-Length: 0\r\n\r\n".to_vec(),
        b"HTTP/1.1 200 X\r\nContent-Length: x\r\n\r\n".to_vec(),
        b"no http at all\r\n\r\n".to_vec(),
    ]);
    for metadata in metadata {
        let service = Service::start([(METADATA, metadata.clone()), (METADATA, metadata)]);
        let project = Project::empty();
        let ran = project.run(&["fetch", "--url", &service.url(), "--anonymous", "--platform", "net-framework"]);
        assert!(ran.code == Some(1) && !names_a_call(&ran.err), "{}", ran.err);
    }
    // Who the server is can't be found out.
    for root in [page, answer(404, "text/plain", ""), answer(500, "text/plain", "")] {
        let service = Service::start([("GET /0/odata/", root.clone()), ("GET /odata/", root)]);
        told(&["--url", &service.url(), "--anonymous"]);
    }
}

#[test]
fn logins() {
    let codes = (1..9).map(|code| answer(200, "application/json", &format!(r#"{{"Code":{code},"Message":"No."}}"#)));
    let statuses = [401, 403, 404, 500].map(|status| answer(status, "text/plain", ""));
    let without_a_ticket = answer(200, "application/json", r#"{"Code":0,"Message":""}"#);
    let page = answer(200, "text/html", "<!DOCTYPE html><title>Proxy</title>");
    for login in codes.chain(statuses).chain([without_a_ticket, page]) {
        let service = Service::start([(LOGIN, login)]);
        told(&[&["--url", &service.url()][..], &ANN].concat());
    }
    // The session is lost at once, and again.
    let lost = || answer(401, "text/plain", "");
    let service = Service::start([(LOGIN, signed_in()), (METADATA, lost()), (LOGIN, signed_in()), (METADATA, lost())]);
    told(&[&["--url", &service.url(), "--platform", "net-framework"][..], &ANN].concat());
}

#[test]
fn connections() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    // A login is tried once.
    told(&[&["--url", &format!("http://{closed}")][..], &ANN].concat());
    let plain = Service::start([]).url().replace("http://", "https://");
    told(&[&["--url", &plain][..], &ANN].concat());
}

#[test]
fn json_is_not_asked_for_by_the_user() {
    for json in [r#"{"$Version":"4.0"}"#, r#"{"A":{}}"#] {
        let service = Service::start([("GET /$metadata", document(json))]);
        let ran = Project::empty().run(&["fetch", "--url", &service.url(), "--anonymous", "--odata-path", ""]);
        assert_eq!(ran.code, Some(1));
        let help = "= help: the service answers JSON for `$metadata`: save the document with a browser";
        assert!(ran.err.contains("error[C0103]") && ran.err.contains(help), "{}", ran.err);
    }
}

#[test]
fn a_file_in_the_way() {
    let project = Project::empty();
    project.write("taken", "");
    let service = Service::start([("GET /$metadata", document(DOCUMENT))]);
    let ran =
        project.run(&["fetch", "--url", &service.url(), "--anonymous", "--odata-path", "", "--out", "taken", "-q"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.err, @r"
    error[C0601]: can't write `taken/metadata.xml`: `taken` is a file where a folder is needed
     |
     = help: move it away, or name another folder
    ");
}
