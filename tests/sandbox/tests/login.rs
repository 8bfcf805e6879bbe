//! Login, CSRF, sessions and how they end.

mod common;

use common::{METADATA, Session, get, id, login, send};
use creatio_sandbox::{Account, Expiry, Oddity, Platform, Running, Sandbox, User};
use serde_json::json;

async fn start() -> Running {
    let contact = json!({"Id": id(1), "Name": "Ann"});
    Sandbox::builder().metadata(METADATA).rows("Contact", [contact]).start().await.expect("it starts")
}

#[tokio::test]
async fn a_login_sets_cookies_and_the_session_reads() {
    let sandbox = start().await;
    let mut session = Session::open(&sandbox).await;
    assert_ne!(session.cookies["BPMCSRF"], session.cookies["CRT_CSRF"]);
    let reply = session.get("Contact?$select=Name").await;
    assert_eq!((reply.status, reply.column("Name")), (200, vec![json!("Ann")]));
    assert_eq!(sandbox.logins(), 1);
}
