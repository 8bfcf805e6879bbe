//! Connections that break, sessions that end and servers that fail, at every moment: the outcome that is told is the true one,
//! or unknown.

use creatio_runtime::Error;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_sandbox::{Expiry, Fault, Running};

use crate::changes::stored;
use crate::creatio::Contact;
use crate::stage::{CID, forms, sandbox};

/// What may go wrong, and how often the write is seen by the server.
fn faults() -> Vec<(Fault, usize)> {
    let expired = [Expiry::Unauthorized, Expiry::UnauthorizedJson, Expiry::Redirect, Expiry::LoginPage];
    let mut faults = vec![
        (Fault::CutBefore, 1),
        (Fault::NoReply, 1),
        (Fault::Cut, 1),
        (Fault::Truncated, 1),
        (Fault::InsertThenFail, 1),
        (Fault::Html(200), 1),
        (Fault::Html(502), 1),
    ];
    faults.extend([400, 403, 404, 409, 429, 500, 502, 503, 504].map(|status| (Fault::status(status), 1)));
    faults.extend(expired.map(|how| (Fault::Expired(how), 2)));
    faults
}

/// Whether an outcome may be told where the truth is known.
fn is_honest<T>(outcome: &Result<T, Error>, done: bool) -> bool {
    match outcome {
        Ok(_) => done,
        Err(error) => error.outcome_unknown() || !done,
    }
}

fn sent(sandbox: &Running, method: &str) -> usize {
    sandbox.requests().iter().filter(|request| request.method == method && request.target.contains("/odata/")).count()
}

#[tokio::test]
async fn creating() {
    let sandbox = sandbox().start().await.unwrap();
    let mut certain = 0;
    for (fault, times) in faults() {
        for own_key in [false, true] {
            let client = forms(&sandbox).retries(3).build().unwrap();
            client.login().await.unwrap();
            sandbox.clear_requests();
            let before = sandbox.row_count("Contact");
            let create = Contact::create().set(Contact::NAME, "Eve");
            let create = if own_key { create.key(Uuid::new_v4()) } else { create };
            let injected = sandbox.fault(fault.clone()).method("POST").on("/odata/");
            let outcome = create.send(&client).await;
            assert_eq!(injected.hits(), 1, "{fault:?}");
            assert_eq!(sent(&sandbox, "POST"), times, "{fault:?}");
            let done = sandbox.row_count("Contact") > before;
            assert!(is_honest(&outcome, done), "{fault:?}, own key {own_key}, done {done}: {outcome:?}");
            certain += usize::from(!matches!(&outcome, Err(error) if error.outcome_unknown()));
            if let Ok(id) = outcome {
                assert!(stored(&sandbox, "Contact", id).is_some(), "{fault:?}");
            }
            if own_key {
                assert_eq!(create.probe(&client).await.unwrap().is_some(), done, "{fault:?}");
            }
        }
    }
    // Most of the time it is not unknown.
    assert!(certain >= 20, "{certain}");
}

#[tokio::test]
async fn updating_and_deleting() {
    let sandbox = sandbox().start().await.unwrap();
    for (fault, times) in faults() {
        let client = forms(&sandbox).retries(3).build().unwrap();
        let age = Contact::get(CID).one(&client).await.unwrap().age + 1;
        sandbox.clear_requests();
        let _ = sandbox.fault(fault.clone()).method("PATCH");
        let outcome = Contact::update(CID).set(Contact::AGE, age).send(&client).await;
        assert_eq!(sent(&sandbox, "PATCH"), times, "{fault:?}");
        let done = stored(&sandbox, "Contact", CID).unwrap()["Age"] == age;
        assert!(is_honest(&outcome, done), "{fault:?}, done {done}: {outcome:?}");

        let id = Contact::create().set(Contact::NAME, "Eve").send(&client).await.unwrap();
        sandbox.clear_requests();
        let _ = sandbox.fault(fault.clone()).method("DELETE");
        let outcome = Contact::delete(id).send(&client).await;
        assert_eq!(sent(&sandbox, "DELETE"), times, "{fault:?}");
        let done = stored(&sandbox, "Contact", id).is_none();
        assert!(is_honest(&outcome, done), "{fault:?}, done {done}: {outcome:?}");
    }
}
