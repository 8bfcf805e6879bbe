//! What answers mean, and the words for it.

use creatio_runtime::{Error, ErrorKind};

use crate::server::{Answer, LOGIN, Server, json, run, signed_in, status};

/// The error that a read of a set comes to, without its address.
fn error(answer: Answer) -> (Error, String) {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("GET /0/odata/A", answer)]).await;
        let client = server.builder().retries(0).build().unwrap();
        let error = client.odata_get_raw("A?$filter=Name%20eq%20%27Smith%27").await.unwrap_err();
        let text = error.to_string();
        assert_eq!(text, format!("{error:?}"));
        for private in ["Smith", "hunter2", "csrf-one", "filter"] {
            assert!(!text.contains(private), "{text}");
        }
        assert!(!error.outcome_unknown());
        let text = text.strip_prefix(&format!("GET {}/0/odata/A: ", server.url())).unwrap_or(&text);
        (error.clone(), text.to_owned())
    })
}

fn body(status: u16, body: &str) -> Answer {
    Answer::new(status, "application/json", body)
}

#[test]
fn an_odata_error_tells_its_innermost_cause() {
    let text =
        r#"{"error":{"code":"","message":"An error has occurred.","innererror":{"message":"The 'ObjectContent`1' type
        failed","internalexception":{"message":"23503: insert or update on table 'Contact'"}}}}"#
            .replace("\n        ", " ");
    for code in [200, 500] {
        let (error, shown) = error(body(code, &text));
        assert!(matches!(error.kind(), ErrorKind::Server));
        assert_eq!(shown, format!("the server failed (status {code}): 23503: insert or update on table 'Contact'"));
        assert_eq!(error.server().unwrap().message(), "An error has occurred.");
    }
}

#[test]
fn a_column_that_is_not_there_is_a_reason_to_generate_again() {
    for message in [
        "The query specified in the URI is not valid. Could not find a property named 'X' on type 'T.A'.",
        "Column by path X not found in schema A.",
        "item : The property 'X' does not exist on type 'T.A'. Make sure to only use property names …",
    ] {
        let (error, shown) = error(body(400, &format!(r#"{{"error":{{"code":"-1","message":"{message}"}}}}"#)));
        assert!(matches!(error.kind(), ErrorKind::BadRequest));
        assert_eq!(error.server().unwrap().code(), Some("-1"));
        assert_eq!(
            shown,
            format!(
                "the server refuses the request (status 400): {message}\n\
                 if the metadata has changed since the code was generated, fetch it and generate again"
            )
        );
    }
}

#[test]
fn a_set_that_is_not_there_is_too() {
    let message = r#"{"Message":"No HTTP resource was found that matches the request URI 'http://x/0/odata/A?$filter=Name eq 'Smith''.",
        "MessageDetail":"No type was found that matches the controller named 'A'."}"#;
    for answer in [body(404, message), body(200, message), body(500, message)] {
        let (error, shown) = error(answer);
        assert!(matches!(error.kind(), ErrorKind::UnknownSet) && !error.is_not_found());
        assert!(shown.contains("No type was found that matches the controller named 'A'."), "{shown}");
        assert!(shown.contains("generate again"), "{shown}");
    }
    let (error, shown) = error(status(404));
    assert!(
        matches!(error.kind(), ErrorKind::UnknownSet) && shown.starts_with("there is no such entity set (status 404)")
    );
}

#[test]
fn an_unhandled_exception() {
    let (error, shown) = error(body(
        500,
        r#"{"Message":"An error has occurred.","ExceptionMessage":"Object reference not set for 'Smith'",
            "ExceptionType":"System.NullReferenceException","StackTrace":"at Terrasoft…"}"#,
    ));
    assert_eq!(shown, "the server failed (status 500): Object reference not set for '…'");
    assert_eq!(error.server().unwrap().code(), Some("System.NullReferenceException"));
}

#[test]
fn pages() {
    let page = |code| Answer::new(code, "text/html", "<html><head><title>Runtime\r\nError</title>");
    assert_eq!(error(page(500)).1, "the server failed (status 500): Runtime Error");
    let (not_json, shown) = error(page(200));
    assert!(matches!(not_json.kind(), ErrorKind::NotJson { title: Some(title), .. } if title == "Runtime Error"));
    assert!(shown.starts_with("answered with a page, \"Runtime Error\" (status 200)\nis the address right"), "{shown}");
    assert!(matches!(error(page(404)).0.kind(), ErrorKind::NoService));
    assert!(matches!(error(json("<feed/>")).0.kind(), ErrorKind::NotJson { title: None, .. }));
}

#[test]
fn statuses_without_a_body() {
    for (code, expected) in [
        (400, "the server refuses the request (status 400)"),
        (403, "forbidden (status 403)"),
        (429, "too many requests (status 429)"),
        (500, "the server failed (status 500)"),
        (504, "the service is not available (status 504)"),
    ] {
        let (error, shown) = error(status(code));
        assert_eq!(shown.lines().next(), Some(expected));
        assert_eq!((error.status(), error.server()), (Some(code), None));
    }
}

#[test]
fn rows_that_are_text_in_another_encoding_are_no_json() {
    assert!(matches!(error(json(b"{\"value\":[\"\xff\"]}")).0.kind(), ErrorKind::NotJson { .. }));
}

#[test]
fn a_byte_order_mark_is_taken_off() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("GET", json("\u{feff}{}"))]).await;
        assert_eq!(server.client().odata_get_raw("A").await.unwrap(), "{}");
    });
}

#[test]
fn an_error_is_small_and_can_be_sent_to_other_tasks() {
    fn assert_send<T: Send + Sync + Clone + 'static>() {}
    assert_send::<Error>();
    assert_send::<creatio_runtime::Client>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
