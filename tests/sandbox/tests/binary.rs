//! The program: what it says, and how it ends.

mod common;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use common::{METADATA, id, send};

const PROGRAM: &str = env!("CARGO_BIN_EXE_creatio-sandbox");

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("metadata.xml"), METADATA).expect("written");
    std::fs::create_dir(folder.path().join("data")).expect("made");
    folder
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(["--metadata", "metadata.xml", "--data", "data"]);
    command
}

/// Runs it where it must fail.
fn failed(command: &mut Command, code: i32) -> String {
    let Output { status, stderr, .. } = command.stdin(Stdio::null()).output().expect("it runs");
    let text = String::from_utf8_lossy(&stderr).into_owned();
    assert_eq!(status.code(), Some(code), "{text}");
    text
}

fn started(command: &mut Command) -> (Child, String) {
    let mut child = command.stdout(Stdio::piped()).spawn().expect("it runs");
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("its output"));
    reader.read_line(&mut line).expect("a line");
    let url = line.trim().strip_prefix("listening on ").expect("the address").to_owned();
    (child, url)
}

#[test]
fn what_is_wrong_is_said_with_a_remedy() {
    let folder = folder();
    let text = failed(Command::new(PROGRAM).args(["--metadata", "nope.xml"]), 1);
    assert!(text.contains("nope.xml") && text.contains("help:"), "{text}");
    std::fs::write(folder.path().join("bad.xml"), "<html/>").expect("written");
    let text = failed(Command::new(PROGRAM).current_dir(folder.path()).args(["--metadata", "bad.xml"]), 1);
    assert!(text.starts_with("error: bad.xml: the root element is <html>"), "{text}");
    for (name, content) in
        [("a.json", "{\"value\": []}"), ("a.toml", "url = \"https://<instance>\""), ("empty.xml", " ")]
    {
        std::fs::write(folder.path().join(name), content).expect("written");
        let text = failed(Command::new(PROGRAM).current_dir(folder.path()).args(["--metadata", name]), 1);
        let expected = format!("error: {name}: this is not XML; --metadata wants the $metadata document\n");
        assert_eq!(text, expected);
    }
    let text = failed(command(folder.path()).args(["--oddity", "nestd_expand=on"]), 2);
    assert!(text.contains("did you mean \"nested_expand\"?") && text.contains("empty_values"), "{text}");
    let text = failed(command(folder.path()).args(["--oddity", "nope=on"]), 2);
    assert!(text.contains("there is no oddity \"nope\"\nknown are:"), "{text}");
    for (data, expected) in [("nowhere", "there is no such folder"), ("metadata.xml", "this is no folder")] {
        let mut command = Command::new(PROGRAM);
        command.current_dir(folder.path()).args(["--metadata", "metadata.xml", "--data", data]);
        assert_eq!(failed(&mut command, 1), format!("error: --data {data}: {expected}\n"));
    }
    assert!(failed(command(folder.path()).args(["--session-timeout", "0"]), 2).contains("--session-timeout"));
    assert!(failed(command(folder.path()).args(["--oddity", "lambdas=yes"]), 2).contains("on or off"));
    assert!(failed(command(folder.path()).args(["--data", "nowhere"]), 2).contains("--data"));
    let rows = folder.path().join("data").join("Contact.json");
    std::fs::write(&rows, format!(r#"[{{"Id": "{}"}}, {{"Age": "x"}}]"#, id(1))).expect("written");
    let text = failed(&mut command(folder.path()), 1);
    assert!(
        text.contains("Contact.json: row 2, column \"Age\": expected a whole number, found the text \"x\""),
        "{text}"
    );
    std::fs::write(&rows, "{").expect("written");
    assert!(
        failed(&mut command(folder.path()), 1)
            .contains("Contact.json: not JSON (line 1, column 1); expected an array of rows")
    );
    std::fs::write(&rows, "[]").expect("written");
    std::fs::write(folder.path().join("data").join("Account.csv"), "").expect("written");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let text = failed(command(folder.path()).args(["--port", &port]), 1);
    assert!(text.contains("in use") && text.contains("help:"), "{text}");
    let ignored = Path::new("data").join("Account.csv");
    assert!(text.starts_with(&format!("note: {} is ignored: ", ignored.display())), "{text}");
}

#[test]
fn a_reply_has_at_least_one_row() {
    let text = failed(command(folder().path()).args(["--max-rows", "0"]), 2);
    assert!(text.contains("--max-rows"), "{text}");
}

/// What is said of writing when it starts holds for what is written.
#[test]
fn it_writes_as_it_is_told() {
    let folder = folder();
    let rows = format!(r#"[{{"Id": "{}", "Name": "Supervisor"}}]"#, id(7));
    std::fs::write(folder.path().join("data").join("Contact.json"), rows).expect("written");
    let mut command = command(folder.path());
    command.args(["--utc-offset", "-90", "--drop", "Contact.Notes", "--contact", &id(7), "--platform", "net"]);
    let (mut child, url) = started(command.args(["--oddity", "csrf_check=off"]));
    let body = r#"{"BirthDate": "2024-03-01", "Notes": "x"}"#;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let reply = runtime.block_on(async {
        let login = r#"{"UserName": "Supervisor", "UserPassword": "Supervisor"}"#;
        let json = ("Content-Type", "application/json");
        let session = send(&format!("{url}/ServiceModel/AuthService.svc/Login"), "POST", &[json], login).await;
        let cookie = format!(".ASPXAUTH={}", session.cookies()[".ASPXAUTH"].0);
        send(&format!("{url}/odata/Contact"), "POST", &[json, ("Cookie", &cookie)], body).await.json()
    });
    assert_eq!((&reply["BirthDate"], &reply["Notes"]), (&"2024-03-01T01:30:00Z".into(), &"".into()));
    assert_eq!(reply["CreatedById"], id(7));
    child.kill().expect("it ends");
    for (wrong, expected) in [
        (["--drop", "Contact"], "expected an entity set and a column, such as Contact.Notes"),
        (["--utc-offset", "841"], "841 is not in -840..=840"),
    ] {
        assert!(failed(self::command(folder.path()).args(wrong), 2).contains(expected), "{wrong:?}");
    }
    for (wrong, expected) in [
        (
            ["--drop", "Contact.Nots"],
            "error: drops: Terrasoft.Configuration.OData.Contact has no column \"Nots\"; did you mean \"Notes\"?",
        ),
        (["--contact", "me"], "error: the contact \"me\" of the user \"Supervisor\" is no guid"),
    ] {
        assert!(failed(self::command(folder.path()).args(wrong), 1).contains(expected), "{wrong:?}");
    }
}

#[test]
fn help_lists_the_oddities() {
    let output = Command::new(PROGRAM).arg("--help").output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for oddity in creatio_sandbox::Oddity::ALL {
        assert!(text.contains(&format!("  {} [default: ", oddity.name())), "{}", oddity.name());
        assert!(!oddity.explanation().contains("  "), "{}", oddity.explanation());
    }
}

#[test]
fn it_serves_until_it_is_told_to_stop() {
    let folder = folder();
    let rows = format!(
        r#"{{"@odata.context": "x", "value": [{{"Id": "{}", "Name": "Ann", "Photo@odata.mediaEditLink": "y"}}]}}"#,
        id(1)
    );
    std::fs::write(folder.path().join("data").join("Contact.json"), format!("\u{feff}{rows}")).expect("written");
    let (mut child, url) =
        started(command(folder.path()).args(["--auth", "off", "--platform", "net", "--oddity", "empty_values=off"]));
    assert!(url.starts_with("http://127.0.0.1:"));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let reply = runtime.block_on(send(&format!("{url}/odata/Contact?$select=Name,Age"), "GET", &[], ""));
    assert_eq!(reply.json()["value"], serde_json::json!([{"Name": "Ann", "Age": null}]));
    #[cfg(unix)]
    {
        let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("it is told");
        assert!(stopped.success());
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
    }
    #[cfg(not(unix))]
    child.kill().expect("it ends");
}
