//! Cancelling, and the log.

use creatio_runtime::ErrorKind;
use creatio_runtime::process::Status;
use creatio_sandbox::{Ending, Oddity};

use crate::approve::UsrApproveOrder;
use crate::outcomes::TASK;
use crate::process::{approve, start};

#[tokio::test]
async fn a_process_that_waits_can_be_cancelled() {
    let waits = Ending::waits(TASK, Ending::Completed);
    let (sandbox, client) = start(approve().runs(move |_| waits.clone())).await;
    let processes = client.processes();
    for later in [false, true] {
        sandbox.set_oddity(Oddity::CancelsLater, later);
        let run = client.run(UsrApproveOrder::default()).await.expect("it is started");
        let id = run.process_id().expect("an id");
        sandbox.set_oddity(Oddity::CancelDenied, true);
        let denied = processes.cancel(id).await.expect_err("it is refused");
        assert!(matches!(denied.kind(), ErrorKind::Refused), "{denied}");
        assert_eq!(denied.server().and_then(|server| server.code()), Some("SecurityException"));
        sandbox.set_oddity(Oddity::CancelDenied, false);
        processes.cancel(id).await.expect("it is cancelled");
        let entry = processes.status(id).await.expect("a log").expect("a row");
        assert_eq!(entry.status, if later { Status::Cancelling } else { Status::Cancelled });
    }
}

#[tokio::test]
async fn the_log_may_be_silent_or_shut() {
    let (sandbox, client) = start(approve()).await;
    let processes = client.processes();
    sandbox.set_oddity(Oddity::ProcessLog, false);
    let run = client.run(UsrApproveOrder::default()).await.expect("it runs");
    let id = run.process_id().expect("an id");
    assert_eq!(processes.status(id).await.expect("a log"), None);
    assert!(processes.runs_of::<UsrApproveOrder>().await.expect("a log").is_empty());
    sandbox.set_oddity(Oddity::SchemasDenied, true);
    let error = processes.status(id).await.expect_err("it is shut");
    assert!(error.to_string().contains("Access to SysSchema is denied"), "{error}");
}
