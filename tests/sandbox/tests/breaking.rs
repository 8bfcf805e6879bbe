//! Faults at the moment of a write: what the client is told, and what the database holds.

mod common;

use common::{delete, id, open, patch, post, stored};
use creatio_sandbox::{Fault, Oddity, Running};
use serde_json::{Value, json};

async fn start() -> Running {
    let rows = [json!({"Id": id(1), "Age": 30}), json!({"Id": id(2)})];
    // Stamps that are of one length.
    open().now("2026-03-02T08:00:00Z").rows("Contact", rows).start().await.expect("it starts")
}

/// Creates a contact, changes another and deletes a third under a fault; gives the statuses, and whether each was done.
async fn under(sandbox: &Running, fault: Fault) -> [(u16, bool); 3] {
    let injected = sandbox.fault(fault).times(3);
    let statuses = [
        post(sandbox, "Contact", json!({"Id": id(3)})).await.status,
        patch(sandbox, "Contact", 1, json!({"Age": 31})).await.status,
        delete(sandbox, "Contact", 2).await.status,
    ];
    assert_eq!(injected.hits(), 3);
    let done = [
        stored(sandbox, "Contact", 3) != Value::Null,
        stored(sandbox, "Contact", 1)["Age"] == 31,
        stored(sandbox, "Contact", 2) == Value::Null,
    ];
    [(statuses[0], done[0]), (statuses[1], done[1]), (statuses[2], done[2])]
}

#[tokio::test]
async fn some_come_before_the_write_and_some_after() {
    for (fault, expected) in [
        (Fault::CutBefore, [(0, false), (0, false), (0, false)]),
        (Fault::status(503), [(503, false), (503, false), (503, false)]),
        (Fault::StaleCsrf, [(403, false), (403, false), (403, false)]),
        (Fault::NoReply, [(0, true), (0, true), (0, true)]),
        (Fault::InsertThenFail, [(500, true), (500, true), (500, true)]),
        // There is nothing to cut in an empty reply.
        (Fault::Cut, [(201, true), (204, true), (204, true)]),
        (Fault::Truncated, [(201, true), (204, true), (204, true)]),
    ] {
        let sandbox = start().await;
        assert_eq!(under(&sandbox, fault.clone()).await, expected, "{fault:?}");
    }
}

#[tokio::test]
async fn the_answer_to_a_new_row_ends_too_early() {
    let sandbox = start().await;
    let whole = post(&sandbox, "Contact", json!({"Id": id(3)})).await;
    assert!(whole.complete);
    for (key, fault, complete) in [(4, Fault::Cut, false), (5, Fault::Truncated, true)] {
        let _ = sandbox.fault(fault);
        let reply = post(&sandbox, "Contact", json!({"Id": id(key)})).await;
        assert_eq!((reply.status, reply.complete, reply.body.len()), (201, complete, whole.body.len() / 2));
        assert!(reply.header("location").is_some_and(|location| location.contains(&id(key))));
        assert!(serde_json::from_str::<Value>(&reply.body).is_err());
        assert_ne!(stored(&sandbox, "Contact", key), Value::Null);
    }
    let _ = sandbox.fault(Fault::WrongValue { row: 0, column: "Id".into(), json: "7".into() });
    assert_eq!(post(&sandbox, "Contact", "{}").await.json()["Id"], 7);
}

#[tokio::test]
async fn a_handler_that_fails_is_an_exception_that_nobody_caught() {
    let sandbox = start().await;
    let _ = sandbox.fault(Fault::InsertThenFail);
    let reply = post(&sandbox, "Contact", json!({"Id": id(3)})).await;
    assert_eq!(reply.json()["ExceptionType"], "System.NullReferenceException");
    assert_eq!(reply.message(), "Object reference not set to an instance of an object.");
    assert_eq!(reply.header("location"), None);
    // No handler runs for what is refused, or for who reads.
    let rule = sandbox.fault(Fault::InsertThenFail).times(3);
    assert_eq!(post(&sandbox, "Contact", json!({"Nope": 1})).await.status, 400);
    assert_eq!(patch(&sandbox, "Contact", 9, json!({"Age": 1})).await.status, 404);
    assert_eq!((common::get(&sandbox, "Contact").await.status, rule.hits()), (200, 3));
    assert_eq!(sandbox.row_count("Contact"), 3);
}

#[tokio::test]
async fn errors_may_come_with_status_200() {
    let sandbox = start().await;
    sandbox.set_oddity(Oddity::ErrorsAs200, true);
    let _ = sandbox.fault(Fault::InsertThenFail);
    for (body, message) in [
        (json!({"Id": id(3)}), "Object reference not set to an instance of an object."),
        (json!({"Id": id(3)}), "23505: duplicate key value violates unique constraint \"PKContact\""),
        (json!({"Id": 3}), "item : Cannot convert the literal '3' to the expected type 'Edm.Guid'."),
    ] {
        let reply = post(&sandbox, "Contact", &body).await;
        assert_eq!((reply.status, reply.message().as_str()), (200, message), "{body}");
    }
    assert_eq!(delete(&sandbox, "Contact", 9).await.status, 404, "an empty body has no error to tell");
}

#[tokio::test]
async fn a_write_that_is_held_is_not_done_yet() {
    let sandbox = start().await;
    let held = sandbox.fault(Fault::Hold).method("PATCH");
    let url = format!("{}/Contact({})", sandbox.odata_url(), id(1));
    let kind = [("Content-Type", "application/json")];
    let request = tokio::spawn(async move { common::send(&url, "PATCH", &kind, "{\"Age\":31}").await.status });
    held.met(1).await;
    assert_eq!(stored(&sandbox, "Contact", 1)["Age"], 30);
    assert_eq!(post(&sandbox, "Contact", "{}").await.status, 201, "others write");
    held.release();
    assert_eq!(request.await.expect("it is answered"), 204);
    assert_eq!(stored(&sandbox, "Contact", 1)["Age"], 31);
}
