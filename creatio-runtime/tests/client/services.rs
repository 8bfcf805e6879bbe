//! Services that are not OData: what is sent to them, and what their answers mean.

use creatio_runtime::{Anonymous, Error, ErrorKind, Platform};

use crate::server::{Answer, LOGIN, Server, hang_up, json, run, signed_in, status};

const ASK: &str = "POST /0/rest/UsrOrderService/Recalculate";

const PATH: &str = "rest/UsrOrderService/Recalculate";

/// The error that a call comes to, and its text without the address.
fn error(answer: Answer) -> (Error, String) {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (ASK, answer)]).await;
        let error = server.client().post_raw(PATH, r#"{"name":"Smith","order":4711}"#).await.unwrap_err();
        // The port may be any number.
        let text = error.to_string().replace(&server.url(), "http://server");
        for private in ["Smith", "4711", "hunter2", "csrf-one"] {
            assert!(!text.contains(private), "{text}");
        }
        server.done();
        assert_eq!(server.lines().len(), 2, "sent once");
        let text = text.strip_prefix(&format!("POST http://server/0/{PATH}: ")).unwrap_or(&text);
        (error.clone(), text.to_owned())
    })
}

fn page(status: u16, title: &str, text: &str) -> Answer {
    Answer::new(status, "text/html; charset=utf-8", format!("<html><head><title>{title}</title></head><p>{text}</p>"))
}

#[test]
fn the_body_comes_as_it_is() {
    run(async {
        let refused = r#"{"success":false,"errorInfo":{"errorCode":"E"}}"#;
        let server = Server::start([(LOGIN, signed_in("one")), (ASK, json(refused)), (ASK, json("\u{feff}1"))]).await;
        let client = server.client();
        assert_eq!(client.post_raw(PATH, r#"{"x":1}"#).await.unwrap(), refused);
        assert_eq!(client.post_raw(&format!("/{PATH}"), "{}").await.unwrap(), "1");
        server.done();
        let sent = &server.log()[1];
        assert_eq!(sent.body, r#"{"x":1}"#);
        assert_eq!(sent.header("content-type"), "application/json; charset=utf-8");
        assert_eq!(sent.header("accept"), "application/json");
        assert_eq!(sent.header("bpmcsrf"), "csrf-one");
        assert_eq!(sent.header("odata-version") + &sent.header("odata-maxversion"), "");
    });
}

#[test]
fn the_root_is_that_of_the_platform() {
    for (probed, line) in [
        (["GET /0/odata/", "GET /never"], "POST /0/ServiceModel/X.svc/Y?z=1"),
        (["GET /odata/", "GET /0/odata/"], "POST /ServiceModel/X.svc/Y?z=1"),
    ] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one")), (line, json("{}"))]).await;
            server.then(probed[0], json(r#"{"value":[]}"#));
            server.then(probed[1], status(404));
            let client = server.builder().platform(Platform::Probe).build().unwrap();
            client.post_raw("ServiceModel/X.svc/Y?z=1", "{}").await.unwrap();
        });
    }
}

/// In OData these statuses say all there is to say; a service's answer is in its body.
#[test]
fn any_status_of_success_comes_with_its_body() {
    for status in [201, 202] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one"))]).await;
            // More than is read of what only its status matters of.
            let long = format!("\"{}\"", "x".repeat(1 << 20));
            server.then(ASK, Answer::new(status, "application/json", &long));
            assert!(server.client().post_raw(PATH, "{}").await.unwrap() == long, "{status}");
        });
    }
}

#[test]
fn what_is_too_long_is_not_sent() {
    run(async {
        let server = Server::start([]).await;
        let client = server.builder().max_url_bytes(100).build().unwrap();
        let error = client.post_raw(&format!("rest/X?y={}", "z".repeat(100)), "{}").await.unwrap_err();
        assert!(error.to_string().starts_with("path and query are 112 bytes long"), "{error}");
        assert_eq!(server.lines(), [""; 0]);
    });
}

#[test]
fn a_route_that_web_api_does_not_have_is_no_set() {
    let lost =
        r#"{"Message":"No HTTP resource was found that matches the request URI 'http://x'.","MessageDetail":"None."}"#;
    assert!(matches!(error(Answer::new(404, "application/json", lost)).0.kind(), ErrorKind::NoService));
}

#[test]
fn a_code_is_told_where_there_are_no_words() {
    let failure = r#"{"success":false,"errorInfo":{"errorCode":"SecurityException","message":""}}"#;
    let text = error(Answer::new(400, "application/json", failure)).1;
    assert!(text.starts_with("the server refuses the request (status 400): SecurityException\n"), "{text}");
}

#[test]
fn nothing_leads_out() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one"))]).await;
        for path in ["../rest/X", "rest/../../X", "rest/X#y"] {
            let error = server.client().post_raw(path, "{}").await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Usage(_)) && !error.outcome_unknown(), "{error}");
        }
        assert_eq!(server.lines(), [""; 0]);
    });
}

#[test]
fn an_expired_session_is_renewed_where_the_service_was_not_reached() {
    let door =
        r#"{"Message":"Authentication failed.","StackTrace":null,"ExceptionType":"System.InvalidOperationException"}"#;
    for expired in [
        status(401),
        Answer::new(401, "application/json", door),
        status(302).header("Location", "/Login/NuiLogin.aspx"),
        page(200, "Creatio", "<a href='/Login/x'>"),
    ] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one")), (ASK, expired)]).await;
            server.then(LOGIN, signed_in("two"));
            server.then(ASK, json("{}"));
            server.client().post_raw(PATH, "{}").await.unwrap();
            server.done();
        });
    }
    let inner = r#"{"Message":"The mail server says: Authentication failed."}"#;
    let (inner, _) = error(Answer::new(401, "application/json", inner));
    assert!(matches!(inner.kind(), ErrorKind::Unauthorized) && inner.outcome_unknown(), "{inner}");
}

#[test]
fn what_is_changed_is_sent_once() {
    for answer in [hang_up(), status(500), status(503)] {
        let (error, _) = error(answer);
        assert!(error.outcome_unknown(), "{error}");
    }
}

#[test]
fn services_fail_in_their_own_ways() {
    let envelope = r#"{"responseStatus":{"ErrorCode":"SecurityException","Message":"No right to order 4711 of Smith."},"success":false}"#;
    let texts = [
        status(404),
        page(404, "404 - Not Found", "The resource is gone."),
        page(404, "Service", "Endpoint not found."),
        status(405),
        page(200, "Runtime Error", "Object reference not set"),
        page(400, "Request Error", "The server encountered an error"),
        page(500, "Request Error", "The server encountered an error"),
        Answer::new(500, "application/json", envelope),
        Answer::new(403, "application/json", envelope),
        status(403),
    ]
    .map(|answer| {
        let (error, text) = error(answer);
        format!("{:?}{}\n{text}", error.kind(), if error.outcome_unknown() { ", unknown" } else { "" })
    });
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn a_csrf_cookie_that_never_came_is_told() {
    run(async {
        let login = json(r#"{"Code":0}"#).header("Set-Cookie", ".ASPXAUTH=one; path=/");
        let server = Server::start([(LOGIN, login), (ASK, status(403))]).await;
        let error = server.client().post_raw(PATH, "{}").await.unwrap_err().to_string();
        let (_, remedy) = error.split_once('\n').unwrap();
        assert_eq!(
            remedy,
            "no CSRF token was sent, since none of the cookies `CRT_CSRF` and `BPMCSRF` came with the login: a proxy may drop \
             them"
        );
    });
}

#[test]
fn a_client_without_a_login_sends_nothing_of_one() {
    run(async {
        let server = Server::start([(ASK, json("{}"))]).await;
        let client = server.builder().auth(Anonymous).build().unwrap();
        client.post_raw(PATH, "{}").await.unwrap();
        let sent = &server.log()[0];
        assert_eq!(sent.header("cookie") + &sent.header("bpmcsrf") + &sent.header("forceusesession"), "");
    });
}
