//! Services that are registered.
#![allow(missing_docs)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{METADATA, Session, open, send};
use creatio_sandbox::{BodyStyle, Expiry, Outcome, Running, Sandbox, Service};
use serde_json::{Value, json};

/// Answers with what it was called with.
fn echo(method: &str) -> Service {
    Service::new("UsrEcho", method, |arguments| Outcome::Returns(json!([arguments.named, arguments.bare])))
}

async fn start(service: Service) -> Running {
    open().service(service).start().await.expect("it starts")
}

async fn call(sandbox: &Running, method: &str, path: &str, body: &str) -> (u16, String) {
    let url = format!("{}/0/{path}", sandbox.url());
    let reply = send(&url, method, &[("Content-Type", "application/json")], body).await;
    (reply.status, reply.body)
}

#[tokio::test]
async fn styles() {
    let body = r#"{"a":1}"#;
    let (named, bare) = (json!([{"a": 1}, null]), json!([{}, {"a": 1}]));
    for (style, expected) in [
        (BodyStyle::Wrapped, json!({ "RunResult": named })),
        (BodyStyle::WrappedRequest, named.clone()),
        (BodyStyle::WrappedResponse, json!({ "RunResult": bare })),
        (BodyStyle::Bare, bare.clone()),
    ] {
        let sandbox = start(echo("Run").style(style)).await;
        let (status, reply) = call(&sandbox, "POST", "rest/UsrEcho/Run", body).await;
        assert_eq!((status, serde_json::from_str::<Value>(&reply).expect("JSON")), (200, expected), "{style:?}");
    }
}

#[tokio::test]
async fn results_have_names_and_company() {
    let sandbox =
        start(Service::new("UsrEcho", "Run", |_| Outcome::Out(json!(1), vec![("count", json!(2))])).result("total"))
            .await;
    assert_eq!(call(&sandbox, "POST", "rest/UsrEcho/Run", "{}").await.1, r#"{"count":2,"total":1}"#);
}

#[tokio::test]
async fn roots() {
    for (service, path) in [
        (echo("Run"), "rest/UsrEcho/Run"),
        (echo("Run").service_model(), "ServiceModel/UsrEcho.svc/Run"),
        (echo("Run").ssp(), "ssp/rest/UsrEcho/Run"),
    ] {
        let sandbox = start(service).await;
        for other in ["rest/UsrEcho/Run", "ServiceModel/UsrEcho.svc/Run", "ssp/rest/UsrEcho/Run"] {
            let (status, body) = call(&sandbox, "POST", other, "{}").await;
            assert_eq!(status, if other == path { 200 } else { 404 }, "{path} at {other}");
            assert_eq!(body.is_empty(), other != path, "a service that is not there has nothing to say");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_by_a_page() {
    let sandbox = start(echo("Run")).await;
    for (method, path, body, status, text) in [
        ("POST", "rest/UsrEcho/Walk", "{}", 404, "Endpoint not found."),
        ("GET", "rest/UsrEcho/Run", "", 405, "Method not allowed."),
        ("POST", "rest/UsrEcho/Run", "", 400, "Request Error"),
        ("POST", "rest/UsrEcho/Run", "[1]", 400, "Request Error"),
    ] {
        let (got, page) = call(&sandbox, method, path, body).await;
        assert_eq!((got, page.contains(text)), (status, true), "{method} {path}: {page}");
    }
}

#[tokio::test]
async fn the_first_of_two_alike_answers() {
    let says = |text: &'static str| Service::new("UsrEcho", "Run", move |_| Outcome::Returns(json!(text)));
    let sandbox = open().service(says("first")).service(says("second")).start().await.expect("it starts");
    assert_eq!(call(&sandbox, "POST", "rest/UsrEcho/Run", "{}").await.1, r#"{"RunResult":"first"}"#);
}

#[tokio::test]
async fn get() {
    let sandbox = start(echo("Run").verb("GET")).await;
    let expected = r#"{"RunResult":[{"a":"1","b":"ä b"},null]}"#;
    assert_eq!(call(&sandbox, "GET", "rest/UsrEcho/Run?a=1&b=%C3%A4%20b", "").await.1, expected);
    let sandbox = start(echo("Run").verb("GET").path("runs/{id}?deep={deep}")).await;
    let expected = r#"{"RunResult":[{"deep":"1","id":"7"},null]}"#;
    assert_eq!(call(&sandbox, "GET", "rest/UsrEcho/runs/7?deep=1&x=2", "").await.1, expected);
}

fn guarded(service: Service) -> Sandbox {
    Sandbox::builder().metadata(METADATA).service(service)
}

#[tokio::test]
async fn a_session_is_asked_for_and_its_token() {
    let sandbox = guarded(echo("Run").verb("GET")).start().await.expect("it starts");
    let url = format!("{}/0/rest/UsrEcho/Run", sandbox.url());
    assert_eq!(send(&url, "GET", &[("ForceUseSession", "true")], "").await.status, 401);
    let mut session = Session::open(&sandbox).await;
    assert_eq!(session.send("GET", &url, &[]).await.status, 200);
    sandbox.stale_csrf();
    assert_eq!(session.send("GET", &url, &[]).await.status, 403);
    sandbox.expire_sessions(Expiry::Redirect);
    assert_eq!(session.send("GET", &url, &[]).await.status, 302);
}

#[tokio::test]
async fn anybody_may_call_what_is_anonymous() {
    let who = Service::new("UsrWho", "Am", |arguments| Outcome::Returns(json!(arguments.user)));
    let sandbox = guarded(who.verb("GET").anonymous().service_model()).start().await.expect("it starts");
    let url = format!("{}/0/ServiceModel/UsrWho.svc/Am", sandbox.url());
    assert_eq!(send(&url, "GET", &[], "").await.body, r#"{"AmResult":null}"#);
}

/// Two calls of one session, each of which looks for the other while it runs: whether they have met.
async fn meet(read_only: bool) -> Vec<String> {
    let inside = Arc::new(AtomicUsize::new(0));
    let meeting = Service::new_async("UsrMeet", "Meet", move |_| {
        let inside = inside.clone();
        async move {
            inside.fetch_add(1, Ordering::SeqCst);
            let mut met = false;
            // Time enough for a request to arrive, by a clock that knows no other.
            for _ in 0..2_000 {
                met |= inside.load(Ordering::SeqCst) > 1;
                tokio::task::yield_now().await;
            }
            inside.fetch_sub(1, Ordering::SeqCst);
            Outcome::Returns(json!(met))
        }
    });
    let service = if read_only { meeting.read_only() } else { meeting };
    let sandbox = guarded(service.verb("GET").style(BodyStyle::Bare)).start().await.expect("it starts");
    let url = format!("{}/0/rest/UsrMeet/Meet", sandbox.url());
    let mut first = Session::open(&sandbox).await;
    let mut second = Session { cookies: first.cookies.clone(), root: first.root.clone() };
    let replies = tokio::join!(first.send("GET", &url, &[]), second.send("GET", &url, &[]));
    vec![replies.0.body, replies.1.body]
}

#[tokio::test]
async fn calls_of_a_session_stand_in_line_unless_they_only_read_it() {
    assert_eq!(meet(true).await, ["true", "true"]);
    assert_eq!(meet(false).await, ["false", "false"]);
}
