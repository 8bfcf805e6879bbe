//! Faults that are injected.

mod common;

use common::{Session, get, id, open, send};
use creatio_sandbox::{Expiry, Fault, Running};
use serde_json::json;

async fn start() -> Running {
    let rows = (0..10).map(|number| json!({"Id": id(number), "Age": number}));
    open().rows("Contact", rows).start().await.expect("it starts")
}

#[tokio::test]
async fn a_rule_says_when_and_how_often() {
    let sandbox = start().await;
    let rule = sandbox.fault(Fault::status_with(503, "Retry-After", "7")).on("Contact").after(1).times(2);
    let mut seen = Vec::new();
    for path in ["Contact", "Account", "Contact?$top=1", "Account", "Contact", "Contact"] {
        seen.push(get(&sandbox, path).await.status);
    }
    assert_eq!((seen, rule.hits()), (vec![200, 200, 503, 200, 503, 200], 2));
    let once = sandbox.fault(Fault::status(429));
    let reply = get(&sandbox, "Contact").await;
    assert_eq!((reply.status, reply.header("retry-after"), once.hits()), (429, None, 1));
    assert_eq!(get(&sandbox, "Contact").await.status, 200);
    let always = sandbox.fault(Fault::status(500)).always().method("GET");
    assert_eq!((get(&sandbox, "A").await.status, get(&sandbox, "A").await.status), (500, 500));
    always.remove();
    assert_eq!(get(&sandbox, "Contact").await.status, 200);
    let _ = sandbox.fault(Fault::status(500)).always();
    sandbox.clear_faults();
    assert_eq!(get(&sandbox, "Contact").await.status, 200);
    assert_eq!(sandbox.requests().iter().filter(|request| request.status == Some(503)).count(), 2);
}

#[tokio::test]
async fn pages_where_json_is_expected() {
    let sandbox = start().await;
    for status in [500, 502, 200] {
        let _ = sandbox.fault(Fault::Html(status));
        let reply = get(&sandbox, "Contact").await;
        assert_eq!((reply.status, reply.header("content-type")), (status, Some("text/html; charset=utf-8")));
        assert!(reply.body.contains("<title>50"), "{}", reply.body);
    }
}

#[tokio::test]
async fn bodies_that_end_too_early() {
    let sandbox = start().await;
    let whole = get(&sandbox, "Contact").await;
    let _ = sandbox.fault(Fault::Truncated);
    let cut = get(&sandbox, "Contact").await;
    assert_eq!((cut.status, cut.complete, cut.body.len()), (200, true, whole.body.len() / 2));
    assert!(whole.body.starts_with(&cut.body));
    let _ = sandbox.fault(Fault::Cut);
    let cut = get(&sandbox, "Contact").await;
    assert_eq!((cut.status, cut.complete), (200, false));
    assert!(!cut.body.is_empty() && whole.body.starts_with(&cut.body));
    let _ = sandbox.fault(Fault::NoReply);
    let none = get(&sandbox, "Contact").await;
    assert_eq!((none.status, none.complete), (0, false));
}

#[tokio::test]
async fn replies_with_something_wrong_in_them() {
    let sandbox = start().await;
    let _ = sandbox.fault(Fault::WrongValue { row: 7, column: "Age".into(), json: "\"x\"".into() }).times(2);
    let ages = |reply: common::Reply| reply.column("Age");
    assert_eq!(ages(get(&sandbox, "Contact?$top=3&$orderby=Id").await), [json!(0), json!(1), json!(2)]);
    assert_eq!(ages(get(&sandbox, "Contact?$top=3&$skip=6&$orderby=Id").await), [json!(6), json!("x"), json!(8)]);
    let _ = sandbox.fault(Fault::NextLink("http://elsewhere.example/odata/Contact".into()));
    assert_eq!(get(&sandbox, "Contact").await.json()["@odata.nextLink"], "http://elsewhere.example/odata/Contact");
    let _ = sandbox.fault(Fault::RowCap(2));
    assert_eq!(get(&sandbox, "Contact?$top=5").await.column("Age").len(), 2);
    let _ = sandbox.fault(Fault::Oversized(100_000));
    let big = get(&sandbox, "Contact").await;
    assert_eq!((big.body.len(), big.column("Age").len()), (100_000, 0));
}

#[tokio::test]
async fn sessions_of_one_request() {
    let sandbox = common::open().auth(true).start().await.expect("it starts");
    let mut session = Session::open(&sandbox).await;
    for (fault, status) in [
        (Fault::Expired(Expiry::Unauthorized), 401),
        (Fault::Expired(Expiry::Redirect), 302),
        (Fault::Expired(Expiry::LoginPage), 200),
        (Fault::StaleCsrf, 403),
    ] {
        let _ = sandbox.fault(fault);
        let reply = session.get("Contact").await;
        assert_eq!(reply.status, status);
        assert!(!reply.body.contains("value"));
        assert_eq!(session.get("Contact").await.status, 200);
    }
}

#[tokio::test]
async fn a_request_can_be_held() {
    let sandbox = start().await;
    let held = sandbox.fault(Fault::Hold).on("Contact");
    let url = format!("{}/Contact", sandbox.odata_url());
    let request = tokio::spawn(async move { send(&url, "GET", &[], "").await.status });
    held.met(1).await;
    assert_eq!(get(&sandbox, "Account").await.status, 200, "others go on");
    assert!(!request.is_finished());
    assert_eq!(sandbox.requests()[0].status, None);
    held.release();
    assert_eq!(request.await.expect("it is answered"), 200);
}

#[tokio::test]
async fn it_stops() {
    let sandbox = start().await;
    let url = sandbox.odata_url();
    let address = url.trim_start_matches("http://").split('/').next().expect("an address").to_owned();
    sandbox.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
