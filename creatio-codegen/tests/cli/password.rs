//! Passwords as editors and shells save them.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::project::Project;
use crate::service::{Service, answer};

const LOGIN: &str = "POST /ServiceModel/AuthService.svc/Login";

/// A service that refuses everybody: who logs in has said what is wanted.
fn service() -> Service {
    Service::start([(LOGIN, answer(200, "application/json", r#"{"Code":1,"Message":"No."}"#))])
}

#[test]
fn a_byte_order_mark_is_no_part_of_it() {
    let sent = format!(r#"{LOGIN} {{"UserName":"Ann","UserPassword":"pässword"}}"#);
    let bytes = "\u{feff}pässword\r\n".as_bytes();

    let (project, service_of_file) = (Project::empty(), service());
    fs::write(project.path("password"), bytes).expect("writable");
    project.run(&["fetch", "--url", &service_of_file.url(), "--user", "Ann", "--password-file", "password"]);
    assert_eq!(service_of_file.log(), [sent.as_str()]);

    let service = service();
    let command = &mut project.command();
    command.args(["fetch", "--url", &service.url(), "--user", "Ann", "--password-stdin"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(bytes).expect("it reads");
    child.wait().expect("it ends");
    assert_eq!(service.log(), [sent.as_str()]);
}

#[test]
fn other_encodings_are_told() {
    let utf16 = |mark: &[u8]| [mark, &"sec".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    for bytes in [utf16(&[0xff, 0xfe]), utf16(&[]), b"p\xe4ss".to_vec()] {
        let (project, service) = (Project::empty(), service());
        fs::write(project.path("password"), bytes).expect("writable");
        let ran = project.run(&["fetch", "--url", &service.url(), "--user", "Ann", "--password-file", "password"]);
        assert_eq!((ran.code, service.log().len()), (Some(1), 0));
        assert_eq!(ran.err, "error[C0703]: `password` is not UTF-8 text\n |\n = help: save it as UTF-8\n\n");
    }
}

#[test]
fn what_is_nothing_but_a_mark_is_empty() {
    let project = Project::empty();
    project.write("password", "\u{feff}\n");
    let ran = project.run(&["fetch", "--url", "http://127.0.0.1:9", "--user", "Ann", "--password-file", "password"]);
    assert!(ran.code == Some(1) && ran.err.contains("`password` is empty"), "{}", ran.err);
}
