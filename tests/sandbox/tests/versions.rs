//! Versions of rows: they are told, and heeded.

mod common;

use common::{get, id, open, patch, post, with_headers};
use creatio_sandbox::{Oddity, Running};
use serde_json::json;

async fn start() -> Running {
    open()
        .oddity(Oddity::Etags, true)
        .oddity(Oddity::NestedExpand, true)
        .rows("Account", [json!({"Id": id(11)})])
        .rows("Contact", [json!({"Id": id(1), "Age": 30, "AccountId": id(11)}), json!({"Id": id(2)})])
        .start()
        .await
        .expect("it starts")
}

fn path(key: u32) -> String {
    format!("Contact({})", id(key))
}

/// The version that a row is read with.
async fn version(sandbox: &Running, key: u32) -> String {
    let reply = get(sandbox, &path(key)).await;
    let header = reply.header("etag").expect("a version").to_owned();
    assert_eq!(reply.json()["@odata.etag"], header);
    header
}

#[tokio::test]
async fn every_row_has_one_and_every_change_makes_another() {
    let sandbox = start().await;
    let mut seen = vec![version(&sandbox, 1).await];
    for body in [json!({"Age": 31}), json!({"Age": 31})] {
        let told = patch(&sandbox, "Contact", 1, body).await.header("etag").expect("a version").to_owned();
        assert_eq!(version(&sandbox, 1).await, told);
        assert!(!seen.contains(&told));
        seen.push(told);
    }
    let created = post(&sandbox, "Contact", json!({"Id": id(3)})).await;
    assert_eq!(created.json()["@odata.etag"], created.header("etag").expect("a version"));
    // A row that takes the place of another is none that was there.
    common::delete(&sandbox, "Contact", 3).await;
    let again = post(&sandbox, "Contact", json!({"Id": id(3)})).await;
    assert_ne!(again.header("etag"), created.header("etag"));
    let list = get(&sandbox, "Contact?$select=Age&$expand=Account($select=Name)&$orderby=Id").await;
    let first = &list.json()["value"][0];
    assert_eq!(first["@odata.etag"], version(&sandbox, 1).await);
    assert!(first["Account"]["@odata.etag"].is_string() && list.header("etag").is_none());
    sandbox.set_oddity(Oddity::Etags, false);
    let reply = get(&sandbox, &path(1)).await;
    assert!(reply.header("etag").is_none() && !reply.body.contains("etag"), "{}", reply.body);
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"Age": 1})).await.header("etag"), None);
}

#[tokio::test]
async fn a_change_of_another_version_is_refused() {
    let sandbox = start().await;
    let (old, path) = (version(&sandbox, 1).await, path(1));
    patch(&sandbox, "Contact", 1, json!({"Age": 31})).await;
    let new = version(&sandbox, 1).await;
    let strong = new.trim_start_matches("W/").to_owned();
    for (name, value, status) in [
        ("If-Match", old.clone(), 412),
        ("If-Match", "\"nothing\"".into(), 412),
        ("If-Match", String::new(), 412),
        ("If-None-Match", new.clone(), 412),
        ("If-None-Match", "*".into(), 412),
        ("If-None-Match", old.clone(), 204),
    ] {
        let reply = with_headers(&sandbox, "PATCH", &path, &[(name, &value)], json!({"Notes": "x"})).await;
        assert_eq!((reply.status, reply.body.as_str()), (status, ""), "{name}: {value}");
        let now = version(&sandbox, 1).await;
        assert_eq!(now == new, status == 412, "{name}: {value}");
        if status == 412 {
            let reply = with_headers(&sandbox, "DELETE", &path, &[(name, &value)], "").await;
            assert_eq!(reply.status, 412, "{name}: {value}");
        }
    }
    let list = format!("{old}, {}", version(&sandbox, 1).await);
    for value in [list.as_str(), "*"] {
        let reply = with_headers(&sandbox, "PATCH", &path, &[("If-Match", value)], json!({"Notes": "x"})).await;
        assert_eq!(reply.status, 204, "{value}");
    }
    assert_ne!(strong, new);
    let strong = version(&sandbox, 1).await.trim_start_matches("W/").to_owned();
    assert_eq!(with_headers(&sandbox, "DELETE", &path, &[("If-Match", &strong)], "").await.status, 204);
    // What is not there has no version.
    let reply = with_headers(&sandbox, "PATCH", &path, &[("If-Match", "*")], "{}").await;
    assert_eq!(reply.status, 404);
    // Who knows no versions heeds none.
    sandbox.set_oddity(Oddity::Etags, false);
    let other = format!("Contact({})", id(2));
    assert_eq!(with_headers(&sandbox, "PATCH", &other, &[("If-Match", "\"x\"")], "{}").await.status, 204);
}

#[tokio::test]
async fn a_version_that_is_known_is_not_sent_again() {
    let sandbox = start().await;
    let etag = version(&sandbox, 1).await;
    let known = with_headers(&sandbox, "GET", &path(1), &[("If-None-Match", &etag)], "").await;
    assert_eq!((known.status, known.body.as_str(), known.header("etag")), (304, "", Some(&*etag)));
    patch(&sandbox, "Contact", 1, json!({"Age": 31})).await;
    let changed = with_headers(&sandbox, "GET", &path(1), &[("If-None-Match", &etag)], "").await;
    assert_eq!((changed.status, &changed.json()["Age"]), (200, &json!(31)));
    sandbox.set_oddity(Oddity::Etags, false);
    assert_eq!(with_headers(&sandbox, "GET", &path(1), &[("If-None-Match", "*")], "").await.status, 200);
}

#[tokio::test]
async fn a_version_may_be_required() {
    let sandbox = start().await;
    sandbox.set_oddity(Oddity::EtagRequired, true);
    for (method, body) in [("PATCH", "{\"Age\":31}"), ("DELETE", "")] {
        assert_eq!(with_headers(&sandbox, method, &path(1), &[], body).await.status, 428, "{method}");
    }
    assert_eq!(post(&sandbox, "Contact", "{}").await.status, 201, "a new row has none");
    let etag = version(&sandbox, 1).await;
    assert_eq!(with_headers(&sandbox, "PATCH", &path(1), &[("If-Match", &etag)], "{\"Age\":31}").await.status, 204);
    assert_eq!(with_headers(&sandbox, "DELETE", &path(1), &[("If-Match", "*")], "").await.status, 204);
    // Without versions there is nothing to require.
    sandbox.set_oddity(Oddity::Etags, false);
    assert_eq!(common::delete(&sandbox, "Contact", 2).await.status, 204);
}
