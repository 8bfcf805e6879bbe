//! How services fail, and what the errors say.

use creatio_runtime::contract::Returned;
use creatio_runtime::prelude::*;
use creatio_runtime::{Error, ErrorKind, Platform};
use creatio_sandbox::{Fault, Outcome, Running, Sandbox, Service};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::stage::{ann, nobody, start};

#[derive(Contract, Serialize)]
#[contract(service = "UsrOrderService", method = "Close", returns = Closed)]
#[serde(rename_all = "camelCase")]
struct Close {
    order_id: u32,
}

/// What `Close` returns, derived from `BaseResponse`.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Closed {
    rows_affected: u32,
}

fn close(outcome: impl Fn() -> Outcome + Send + Sync + 'static) -> Service {
    Service::new("UsrOrderService", "Close", move |_| outcome())
}

async fn failure<C>(sandbox: &Running, client: &Client, contract: C) -> (Error, String)
where
    C: Contract + Serialize,
    C::Returns: Returned + std::fmt::Debug,
{
    let error = client.call(contract).await.expect_err("it fails");
    let text = error.to_string().replace(&sandbox.url(), "http://sandbox");
    assert!(!text.contains("4711"), "{text}");
    (error, text)
}

#[tokio::test]
async fn a_failure_in_an_envelope_is_an_error_and_a_success_is_not() {
    for (reply, message) in [
        (json!({"success": true, "errorInfo": null, "rowsAffected": 1}), None),
        (json!({"success": true, "responseStatus": {"ErrorCode": "", "Message": ""}, "rowsAffected": 1}), None),
        (
            json!({"success": false, "errorInfo": {"errorCode": "SecurityException", "message": "No right to 4711."}}),
            Some("No right to …."),
        ),
        (
            json!({"Success": false, "ErrorInfo": {"ErrorCode": "SecurityException", "Message": ""}}),
            Some("SecurityException"),
        ),
        (
            json!({"success": false, "responseStatus": {"ErrorCode": "SecurityException", "Message": "No."}}),
            Some("No."),
        ),
    ] {
        let sandbox = start([close(move || Outcome::Returns(reply.clone()))]).await;
        let client = ann(&sandbox);
        let Some(message) = message else {
            assert_eq!(client.call(Close { order_id: 4711 }).await.expect("it is closed"), Closed { rows_affected: 1 });
            continue;
        };
        let (error, text) = failure(&sandbox, &client, Close { order_id: 4711 }).await;
        assert!(matches!(error.kind(), ErrorKind::Refused));
        assert_eq!(error.server().and_then(|server| server.code()), Some("SecurityException"));
        assert_eq!(
            text,
            format!(
                "POST http://sandbox/0/rest/UsrOrderService/Close: the service says that it failed (status 200): {message}"
            )
        );
    }
}

/// All that looks alike from afar: which service, which method, which token, whose exception.
#[tokio::test]
async fn what_went_wrong_is_told_apart() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOldService", method = "Close")]
    struct OldService;
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Reopen")]
    struct OldMethod;
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Close", verb = "GET")]
    struct OtherVerb;
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Close", body = "bare")]
    struct OtherStyle(Vec<i32>);
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Close", anonymous)]
    struct NotAnonymous;

    let sandbox = start([close(|| Outcome::Throws), Service::new("UsrOther", "Run", |_| Outcome::Status(404))]).await;
    let client = ann(&sandbox);
    let mut told = vec![
        failure(&sandbox, &client, OldService).await,
        failure(&sandbox, &client, OldMethod).await,
        failure(&sandbox, &client, OtherVerb).await,
        failure(&sandbox, &client, OtherStyle(vec![1])).await,
        failure(&sandbox, &client, Close { order_id: 4711 }).await,
        failure(&sandbox, &client, NotAnonymous).await,
        failure(&sandbox, &nobody(&sandbox), Close { order_id: 4711 }).await,
    ];
    sandbox.stale_csrf();
    told.push(failure(&sandbox, &client, Close { order_id: 4711 }).await);
    let _ = sandbox.fault(Fault::Html(200));
    told.push(failure(&sandbox, &client, Close { order_id: 4711 }).await);
    let told: Vec<String> = told.into_iter().map(|(error, text)| format!("{:?}\n{text}", error.kind())).collect();
    insta::assert_snapshot!(told.join("\n\n"));
}

#[tokio::test]
async fn a_change_whose_answer_is_lost_is_not_sent_again_and_a_read_is() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Look", verb = "GET", returns = i32)]
    struct Look;

    let look = Service::new("UsrOrderService", "Look", |_| Outcome::Returns(json!(7))).verb("GET");
    let sandbox = start([close(|| Outcome::Returns(json!({"rowsAffected": 1}))), look]).await;
    let client = ann(&sandbox);
    let lost = sandbox.fault(Fault::NoReply).on("/rest/").times(2);
    let (error, text) = failure(&sandbox, &client, Close { order_id: 4711 }).await;
    assert!(error.outcome_unknown(), "{error}");
    assert!(text.contains("\nbefore it is called again, look for what it changes"), "{text}");
    assert_eq!(lost.hits(), 1);
    assert_eq!(client.call(Look).await.expect("an answer"), 7);
    assert_eq!(lost.hits(), 2);
}

/// The way to anonymous services is found without a session.
#[tokio::test]
async fn an_anonymous_service_is_found_on_either_platform() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrHealth", method = "Ping", root = "service_model", anonymous, returns = String)]
    struct Ping;

    for platform in [creatio_sandbox::Platform::NetFramework, creatio_sandbox::Platform::Net] {
        let ping = Service::new("UsrHealth", "Ping", |_| Outcome::Returns(json!("Pong"))).service_model().anonymous();
        let metadata = include_str!("../../fixtures/creatio/metadata.xml");
        let sandbox: Sandbox = Sandbox::builder().metadata(metadata).service(ping).platform(platform);
        let sandbox = sandbox.start().await.expect("it starts");
        let client = Client::builder(sandbox.url()).auth(Forms::new("Ann", "wrong")).platform(Platform::Probe);
        let client = client.build().expect("a client");
        for _ in 0..2 {
            assert_eq!(client.call(Ping).await.expect("an answer"), "Pong");
        }
        let requests: Vec<String> = sandbox.requests().into_iter().map(|request| request.target).collect();
        let mut expected = vec!["/ServiceModel/UsrHealth.svc/Ping"; 2];
        if platform == creatio_sandbox::Platform::Net {
            expected.insert(0, "/0/ServiceModel/UsrHealth.svc/Ping");
        } else {
            expected = vec!["/0/ServiceModel/UsrHealth.svc/Ping"; 2];
        }
        assert_eq!(requests, expected, "{platform:?}");
    }
}

/// A page that a method makes may have a link to the login in it. Nobody can tell it from the login page, so that what may have
/// been done is not done again.
#[tokio::test]
async fn a_change_that_answers_with_a_page_is_sent_once() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrReports", method = "Make", body = "bare", returns = creatio_runtime::contract::Raw)]
    struct Make;

    let page = "<!DOCTYPE html><html><body>Made. <a href=\"/Login/NuiLogin.aspx\">Sign in</a></body></html>";
    let make = Service::new("UsrReports", "Make", move |_| Outcome::Stream("text/html", page.into()));
    let sandbox = start([make.style(creatio_sandbox::BodyStyle::Bare)]).await;
    let error = ann(&sandbox).call(Make).await.expect_err("it can't be told from the login page");
    let calls = sandbox.requests().iter().filter(|request| request.target.contains("UsrReports")).count();
    assert_eq!(calls, 1, "{error}");
    assert!(error.outcome_unknown(), "{error}");
}
